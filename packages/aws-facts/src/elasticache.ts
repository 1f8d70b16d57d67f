/**
 * Versions of Valkey from 8.0 on that ElastiCache offers, newest first.
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html; as of 2026-11.
 */
export const VALKEY_VERSIONS: readonly string[] = ["9.1", "9.0", "8.2", "8.1", "8.0"];

/** Sizes of cache nodes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
const NODE_TYPE =
  /^cache\.(t3|t4g)\.(micro|small|medium)$|^cache\.(m6g|m7g|m8g|r6g|r7g|r8g)\.(large|xlarge|2xlarge|4xlarge|8xlarge|12xlarge|16xlarge)$/;

/** Whether ElastiCache has nodes of this type, such as `cache.m7g.large`. */
export function isCacheNodeType(name: string): boolean {
  return NODE_TYPE.test(name);
}
