/**
 * Days for which CloudWatch can keep a log group.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTION_DAYS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** Bucket names: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html (no dots: TLS by host name) */
export const BUCKET_NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Docker routes this range to its bridge, so a machine that runs it cannot reach a VPC in it: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const DOCKER_BRIDGE = "172.17.0.0/16";

/** Ranges that the internet does not route: https://datatracker.ietf.org/doc/html/rfc1918#section-3 */
export const PRIVATE_RANGES: readonly string[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
