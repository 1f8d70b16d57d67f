import { createHash } from "node:crypto";
import { isValues, type Value, type Values } from "./value";

/** Where an object is, and a seed from which all its made-up values follow. */
export interface Identity {
  readonly type: string;
  readonly seed: string;
  readonly region: string;
  readonly account: string;
}

/** Hexadecimal digits that always follow the same seed. */
export function hex(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** Prefixes of the ids that EC2 gives out. */
const EC2_PREFIX: Readonly<Record<string, string>> = {
  aws_default_network_acl: "acl",
  aws_default_route_table: "rtb",
  aws_default_security_group: "sg",
  aws_ebs_volume: "vol",
  aws_eip: "eipalloc",
  aws_flow_log: "fl",
  aws_instance: "i",
  aws_internet_gateway: "igw",
  aws_launch_template: "lt",
  aws_nat_gateway: "nat",
  aws_network_acl: "acl",
  aws_network_interface: "eni",
  aws_route: "r",
  aws_route_table: "rtb",
  aws_route_table_association: "rtbassoc",
  aws_security_group: "sg",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_endpoint: "vpce",
  aws_vpc_peering_connection: "pcx",
  aws_vpc_security_group_egress_rule: "sgr",
  aws_vpc_security_group_ingress_rule: "sgr",
};

/** The id of an object that is known by its kind only, such as the `vpc` of `vpc_id`. */
export function prefixedId(kind: string, seed: string): string {
  const prefix = EC2_PREFIX[`aws_${kind}`];
  return prefix ? `${prefix}-${hex(seed, 17)}` : `${kind.replaceAll("_", "-")}-${hex(seed, 17)}`;
}

/** Types whose id is one of their arguments. */
const ID_FROM: readonly (readonly [RegExp, string])[] = [
  [/^aws_s3_bucket/, "bucket"],
  [/^aws_(iam_role|iam_user|iam_group|iam_instance_profile|kms_alias|cloudwatch_log_group|eks_cluster)$/, "name"],
  [/^aws_db_(instance|subnet_group|parameter_group|option_group)$/, "identifier"],
  [/^aws_(db_proxy|elasticache_subnet_group|elasticache_parameter_group)$/, "name"],
  [/^aws_elasticache_replication_group$/, "replication_group_id"],
  [/^aws_elasticache_user$/, "user_id"],
  [/^aws_elasticache_user_group$/, "user_group_id"],
  [/^(helm_release|mysql_database|mysql_role)$/, "name"],
];

/** The id that the platform gives an object. @param given what is known of the object already */
export function objectId({ type, seed, region, account }: Identity, given: Values): string {
  const prefix = EC2_PREFIX[type];
  if (prefix) return `${prefix}-${hex(seed, 17)}`;
  const argument = ID_FROM.find(([pattern]) => pattern.test(type))?.[1];
  const value = argument === undefined ? undefined : (given[argument] ?? given.name);
  if (typeof value === "string" && value !== "") return value;
  if (type === "aws_iam_role_policy") return `${text(given.role)}:${text(given.name)}`;
  if (type === "aws_route53_zone") return `Z${hex(seed, 20).toUpperCase()}`;
  if (type.startsWith("kubernetes_")) return kubernetesId(given) ?? hex(seed, 12);
  if (type === "mysql_user") return `${text(given.user)}@${text(given.host)}`;
  if (type === "mysql_grant") {
    return `${text(given.user)}@${text(given.host)}@${text(given.database)}@${text(given.table) || "*"}`;
  }
  if (type === "aws_secretsmanager_secret") {
    // Secrets Manager adds six characters, so that a new secret of the same name is another one.
    return arn("secretsmanager", region, account, `secret:${text(given.name) || hex(seed, 12)}-${hex(seed, 6)}`);
  }
  if (type === "aws_secretsmanager_secret_version") return `${text(given.secret_id)}|${hex(seed, 32)}`;
  return uuid(seed);
}

function kubernetesId(given: Values): string | undefined {
  const { name, namespace } = metadataOf(given);
  if (typeof name !== "string") return undefined;
  return typeof namespace === "string" ? `${namespace}/${name}` : name;
}

/** ARNs that do not follow `arn:<partition>:<service>:<region>:<account>:<kind>/<id>`. */
const ARN_OF: Readonly<Record<string, (identity: Identity, id: string) => string>> = {
  aws_cloudwatch_log_group: ({ region, account }, id) => arn("logs", region, account, `log-group:${id}`),
  aws_db_instance: ({ region, account }, id) => arn("rds", region, account, `db:${id}`),
  aws_db_option_group: ({ region, account }, id) => arn("rds", region, account, `og:${id}`),
  aws_db_parameter_group: ({ region, account }, id) => arn("rds", region, account, `pg:${id}`),
  aws_db_proxy: ({ region, account, seed }) => arn("rds", region, account, `db-proxy:prx-${hex(seed, 17)}`),
  aws_db_subnet_group: ({ region, account }, id) => arn("rds", region, account, `subgrp:${id}`),
  aws_elasticache_replication_group: ({ region, account }, id) =>
    arn("elasticache", region, account, `replicationgroup:${id}`),
  aws_elasticache_subnet_group: ({ region, account }, id) => arn("elasticache", region, account, `subnetgroup:${id}`),
  aws_elasticache_user: ({ region, account }, id) => arn("elasticache", region, account, `user:${id}`),
  aws_elasticache_user_group: ({ region, account }, id) => arn("elasticache", region, account, `usergroup:${id}`),
  aws_iam_role: ({ region, account }, id) => arn("iam", "", account, `role/${id}`, region),
  aws_kms_alias: ({ region, account }, id) => arn("kms", region, account, id),
  aws_kms_key: ({ region, account }, id) => arn("kms", region, account, `key/${id}`),
  aws_route53_zone: ({ region }, id) => arn("route53", "", "", `hostedzone/${id}`, region),
  aws_s3_bucket: ({ region }, id) => arn("s3", "", "", id, region),
};

export function objectArn(identity: Identity, id: string): string {
  // A version of a secret is its secret, with a bar and the version behind it.
  if (id.startsWith("arn:")) return id.replace(/\|.*$/, "");
  const special = ARN_OF[identity.type];
  if (special) return special(identity, id);
  const [, service = "simulated", ...kind] = identity.type.split("_");
  const name = EC2_PREFIX[identity.type] ? "ec2" : service;
  const resource = EC2_PREFIX[identity.type] ? [service, ...kind] : kind;
  return arn(name, identity.region, identity.account, `${resource.join("-") || service}/${id}`);
}

/** @param located region that decides the partition, where the ARN itself names none */
function arn(service: string, region: string, account: string, resource: string, located = region): string {
  return `arn:${partition(located)}:${service}:${region}:${account}:${resource}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Suffix of host names: https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function dnsSuffix(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

export function uuid(seed: string): string {
  return hex(seed, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The names in a Kubernetes `metadata` block. */
function metadataOf({ metadata }: Values): Values {
  const first = Array.isArray(metadata) ? metadata[0] : metadata;
  return isValues(first) ? first : {};
}
