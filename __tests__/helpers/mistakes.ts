/** A mistake that somebody could make in a stack, and how the platform refuses it. */
export interface Mistake {
  readonly name: string;
  readonly stack: "network" | "storage";
  /** Makes it, in HCL that was right. */
  readonly edit: (hcl: string) => string;
  /** Address of the resource that is refused, and the platform's own error code. */
  readonly refused: { readonly at: string; readonly code: string };
}

/** Replaces a text that must be there: a mistake that is not made proves nothing. */
function instead(from: string, to: string): (hcl: string) => string {
  return (hcl) => {
    if (!hcl.includes(from)) throw new Error(`The HCL has no ${from}; it has changed, and this mistake with it.`);
    return hcl.replace(from, () => to);
  };
}

/** Replaces a text inside one block. */
function inBlock(header: string, from: string, to: string): (hcl: string) => string {
  return (hcl) => {
    const start = hcl.indexOf(`${header} {`);
    const end = hcl.indexOf("\n}\n", start);
    if (start < 0) throw new Error(`The HCL has no ${header}.`);
    return hcl.slice(0, start) + instead(from, to)(hcl.slice(start, end)) + hcl.slice(end);
  };
}

function added(block: string): (hcl: string) => string {
  return (hcl) => `${hcl}\n${block}\n`;
}

const resource = (address: string) =>
  `resource ${address
    .split(".")
    .map((part) => `"${part}"`)
    .join(" ")}`;

/** A mistake inside one resource, which is also the one that is refused. */
function wrong(
  name: string,
  stack: Mistake["stack"],
  at: string,
  [from, to]: readonly [string, string],
  code: string,
): Mistake {
  return { name, stack, edit: inBlock(resource(at), from, to), refused: { at, code } };
}

export const MISTAKES: readonly Mistake[] = [
  wrong(
    "a dangling id",
    "network",
    "aws_subnet.public_a",
    ["aws_vpc.vpc.id", '"vpc-0123456789abcdef0"'],
    "InvalidVpcID.NotFound",
  ),
  {
    name: "an overlapping CIDR",
    stack: "network",
    edit: inBlock(resource("aws_subnet.public_b"), '"10.40.4.0/22"', '"10.40.0.0/21"'),
    refused: { at: "aws_subnet", code: "InvalidSubnet.Conflict" },
  },
  wrong(
    "a CIDR outside the VPC",
    "network",
    "aws_subnet.data_c",
    ['"10.40.40.0/22"', '"10.41.40.0/22"'],
    "InvalidSubnet.Range",
  ),
  wrong("a VPC too large", "network", "aws_vpc.vpc", ['"10.40.0.0/16"', '"10.40.0.0/15"'], "InvalidVpc.Range"),
  wrong(
    "a zone of another region",
    "network",
    "aws_subnet.private_b",
    ['"ap-southeast-1b"', '"ap-northeast-1b"'],
    "InvalidParameterValue",
  ),
  wrong(
    "a NAT gateway that does not wait for the internet",
    "network",
    "aws_nat_gateway.nat_a",
    ["\n\n  depends_on = [aws_internet_gateway.vpc_internet]", ""],
    "Gateway.NotAttached",
  ),
  {
    name: "an address that two NAT gateways share",
    stack: "network",
    edit: inBlock(resource("aws_nat_gateway.nat_b"), "aws_eip.nat_b_address.id", "aws_eip.nat_a_address.id"),
    refused: { at: "aws_nat_gateway", code: "Resource.AlreadyAssociated" },
  },
  {
    name: "a subnet with two route tables",
    stack: "network",
    edit: inBlock(
      resource("aws_route_table_association.data_b_association"),
      "aws_subnet.data_b.id",
      "aws_subnet.data_a.id",
    ),
    refused: { at: "aws_route_table_association", code: "Resource.AlreadyAssociated" },
  },
  {
    name: "a second internet gateway",
    stack: "network",
    edit: added('resource "aws_internet_gateway" "second" {\n  vpc_id = aws_vpc.vpc.id\n}'),
    refused: { at: "aws_internet_gateway", code: "Resource.AlreadyAssociated" },
  },
  {
    name: "two routes for one destination",
    stack: "network",
    edit: added(
      'resource "aws_route" "second" {\n  route_table_id = aws_route_table.public_a_routes.id\n  destination_cidr_block = "0.0.0.0/0"\n  nat_gateway_id = aws_nat_gateway.nat_a.id\n}',
    ),
    refused: { at: "aws_route", code: "RouteAlreadyExists" },
  },
  wrong(
    "an endpoint of another region",
    "network",
    "aws_vpc_endpoint.endpoints_kms",
    ["com.amazonaws.ap-southeast-1.kms", "com.amazonaws.eu-west-1.kms"],
    "InvalidServiceName",
  ),
  wrong(
    "an endpoint twice in one zone",
    "network",
    "aws_vpc_endpoint.endpoints_sts",
    ["aws_subnet.private_b.id", "aws_subnet.data_a.id"],
    "DuplicateSubnetsInSameZone",
  ),
  {
    name: "private names in a VPC without DNS",
    stack: "network",
    edit: inBlock(resource("aws_vpc.vpc"), "enable_dns_hostnames = true", "enable_dns_hostnames = false"),
    refused: { at: "aws_vpc_endpoint", code: "InvalidParameter" },
  },
  wrong(
    "a group named like an id",
    "network",
    "aws_security_group.endpoints_access",
    ['"httpsok-production-endpoints"', '"sg-endpoints"'],
    "InvalidParameterValue",
  ),
  wrong(
    "ports the wrong way round",
    "network",
    "aws_vpc_security_group_ingress_rule.endpoints_access_from_vpc_443",
    ["from_port         = 443", "from_port         = 8443"],
    "InvalidParameterValue",
  ),
  wrong(
    "flow logs that do not wait for the policy that lets them in",
    "network",
    "aws_flow_log.flow_logs",
    ["\n\n  depends_on = [aws_s3_bucket_policy.flow_logs_records_policy]", ""],
    "Access Denied for LogDestination",
  ),
  wrong(
    "a tag that AWS keeps for itself",
    "network",
    "aws_eip.nat_c_address",
    ["Name =", '"aws:Name" ='],
    "InvalidParameterValue",
  ),
  wrong(
    "a bucket's name in capitals",
    "storage",
    "aws_s3_bucket.logs",
    ["httpsok-production", "Httpsok-Production"],
    "InvalidBucketName",
  ),
  wrong(
    "a bucket's name that is too long",
    "storage",
    "aws_s3_bucket.downloads",
    ["-downloads", "-downloads-of-everything-that-has-ever-been"],
    "InvalidBucketName",
  ),
  {
    name: "one name for two buckets",
    stack: "storage",
    edit: inBlock(resource("aws_s3_bucket.downloads"), "222222222222-downloads", "222222222222-site"),
    refused: { at: "aws_s3_bucket", code: "BucketAlready" },
  },
  wrong(
    "locked objects without versions",
    "storage",
    "aws_s3_bucket_versioning.backups_versioning",
    ['"Enabled"', '"Suspended"'],
    "InvalidBucketState",
  ),
  wrong(
    "replication that does not wait for versioning",
    "storage",
    "aws_s3_bucket_replication_configuration.site_replica_rule",
    [
      "\n\n  depends_on = [\n    aws_s3_bucket_versioning.site_versioning,\n    aws_s3_bucket_versioning.site_replica_versioning,\n  ]",
      "",
    ],
    "InvalidRequest",
  ),
  wrong(
    "a key that is gone too soon",
    "storage",
    "aws_kms_key.backups_key",
    ["deletion_window_in_days = 30", "deletion_window_in_days = 3"],
    "deletion_window_in_days",
  ),
  wrong(
    "an alias without its prefix",
    "storage",
    "aws_kms_alias.backups_key_alias",
    ['"alias/httpsok', '"httpsok'],
    "ValidationException",
  ),
  {
    name: "an action that is none",
    stack: "storage",
    edit: inBlock('data "aws_iam_policy_document" "backups_replica_role_permissions"', '"s3:', '"s3-'),
    refused: { at: "aws_iam_role_policy.backups_replica_role_policy", code: "MalformedPolicyDocument" },
  },
  {
    name: "a bucket that everybody may read",
    stack: "storage",
    edit: (hcl) =>
      inBlock(
        'data "aws_iam_policy_document" "site_policy_document"',
        '\n    condition {\n      test     = "Bool"\n      values   = ["false"]\n      variable = "aws:SecureTransport"\n    }\n',
        "",
      )(inBlock('data "aws_iam_policy_document" "site_policy_document"', '"Deny"', '"Allow"')(hcl)),
    refused: { at: "aws_s3_bucket_policy.site_policy", code: "AccessDenied" },
  },
  wrong(
    "two rules of one name",
    "storage",
    "aws_s3_bucket_lifecycle_configuration.logs_lifecycle",
    ['"old-versions"', '"expiration"'],
    "InvalidArgument",
  ),
];
