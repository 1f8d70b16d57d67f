/** The letter of an availability zone: `a` for ap-southeast-1a. */
export type Zone = string;
