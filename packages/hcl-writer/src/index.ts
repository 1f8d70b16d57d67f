export { type Problem, TerraformJsonError } from "./errors";
export type { JsonObject as TerraformJson } from "./json";
export { type Hcl, type WriteOptions, writeHcl } from "./write";
