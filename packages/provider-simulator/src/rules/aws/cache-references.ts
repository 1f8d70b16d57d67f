import type { Reference } from "../references";

const API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference";
const TYPE = "aws_elasticache_replication_group";
const documented = { source: `${API}/API_CreateReplicationGroup.html`, standing: "documented" } as const;
const VALUE = "InvalidParameterValue";

const subnetGroup = {
  attribute: "subnet_group_name",
  to: ["aws_elasticache_subnet_group"],
  missing: "CacheSubnetGroupNotFoundFault",
  keeps: "CacheSubnetGroupInUse",
} as const;
const parameterGroup = {
  attribute: "parameter_group_name",
  to: ["aws_elasticache_parameter_group"],
  missing: "CacheParameterGroupNotFound",
  keeps: "InvalidCacheParameterGroupState",
} as const;
const topic = { attribute: "notification_topic_arn", to: ["aws_sns_topic"], missing: VALUE } as const;
const cluster = {
  type: "aws_elasticache_cluster",
  source: `${API}/API_CreateCacheCluster.html`,
  standing: "documented",
} as const;
const serverless = {
  type: "aws_elasticache_serverless_cache",
  source: `${API}/API_CreateServerlessCache.html`,
  standing: "documented",
} as const;

const association = {
  type: "aws_elasticache_user_group_association",
  source: `${API}/API_ModifyUserGroup.html`,
  standing: "documented",
} as const;

export const cacheReferences: readonly Reference[] = [
  { type: TYPE, ...subnetGroup, ...documented },
  { type: TYPE, ...parameterGroup, ...documented },
  { type: TYPE, ...topic, ...documented },
  {
    type: TYPE,
    attribute: "log_delivery_configuration.destination",
    to: ["aws_cloudwatch_log_group", "aws_kinesis_firehose_delivery_stream"],
    missing: VALUE,
    ...documented,
  },
  {
    type: TYPE,
    attribute: "user_group_ids",
    to: ["aws_elasticache_user_group"],
    missing: "UserGroupNotFound",
    keeps: "InvalidUserGroupState",
    source: `${API}/API_DeleteUserGroup.html`,
    standing: "documented",
  },
  { ...cluster, ...subnetGroup },
  { ...cluster, ...parameterGroup },
  { ...cluster, ...topic },
  { ...cluster, attribute: "security_group_ids", to: ["aws_security_group"], missing: VALUE },
  { ...cluster, attribute: "replication_group_id", to: [TYPE], missing: "ReplicationGroupNotFoundFault" },
  { ...serverless, attribute: "subnet_ids", to: ["aws_subnet"], missing: VALUE },
  { ...serverless, attribute: "security_group_ids", to: ["aws_security_group"], missing: VALUE },
  {
    ...serverless,
    attribute: "kms_key_id",
    to: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"],
    missing: VALUE,
  },
  { ...serverless, attribute: "user_group_id", to: ["aws_elasticache_user_group"], missing: "UserGroupNotFound" },
  {
    type: "aws_elasticache_subnet_group",
    attribute: "subnet_ids",
    to: ["aws_subnet"],
    missing: "InvalidSubnet",
    keeps: "DependencyViolation",
    source: `${API}/API_CreateCacheSubnetGroup.html`,
    standing: "documented",
  },
  // A user may be deleted while groups name it: they lose it then. Source: API_DeleteUser.
  {
    type: "aws_elasticache_user_group",
    attribute: "user_ids",
    to: ["aws_elasticache_user"],
    missing: "UserNotFound",
    source: `${API}/API_CreateUserGroup.html`,
    standing: "documented",
  },
  { ...association, attribute: "user_id", to: ["aws_elasticache_user"], missing: "UserNotFound" },
  { ...association, attribute: "user_group_id", to: ["aws_elasticache_user_group"], missing: "UserGroupNotFound" },
];
