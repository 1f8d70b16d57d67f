import { createHash } from "node:crypto";

/** Longest names that the platform takes, in characters. */
export const NAME_LIMITS = {
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  bucket: 63,
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  role: 64,
  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html, with the prefix `alias/` */
  keyAlias: 250,
  /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
  logGroup: 512,
  /** Instances; groups may be longer: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html */
  database: 63,
  /** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
  cache: 40,
  /** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
  cluster: 100,
  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html */
  launchTemplate: 128,
  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
  securityGroup: 255,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
  queue: 80,
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
  eventRule: 64,
  /** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
  tag: 256,
} as const;

export type NameKind = keyof typeof NAME_LIMITS;

/**
 * Joins the parts with dashes, in lower case. A name over its limit keeps its start and ends in eight characters of its
 * hash, so that two long names stay different and one stays the same from run to run.
 */
export function physicalName(kind: NameKind, parts: readonly string[]): string {
  const name = parts.join("-").toLowerCase();
  const limit = NAME_LIMITS[kind];
  if (name.length <= limit) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, limit - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}
