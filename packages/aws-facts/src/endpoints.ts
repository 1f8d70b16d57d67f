import type { Partition } from "./regions";

/** Services with a gateway endpoint: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
export const GATEWAY_ENDPOINTS: readonly string[] = ["s3", "dynamodb"];

/**
 * Services with an interface endpoint of private DNS name (S3 has a gateway endpoint, which is free), by the last part of the endpoint's service name; those of interest to a web
 * platform, out of https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html.
 */
export const INTERFACE_ENDPOINTS: readonly string[] = [
  ...["acm-pca", "application-autoscaling", "aps-workspaces", "athena", "autoscaling", "backup", "cloudformation"],
  ...["cloudtrail", "config", "ebs", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticache"],
  ...[
    "elasticfilesystem",
    "elasticloadbalancing",
    "email-smtp",
    "events",
    "glue",
    "guardduty-data",
    "kinesis-firehose",
  ],
  ...["kinesis-streams", "kms", "lambda", "logs", "monitoring", "organizations", "pi", "rds", "rds-data"],
  ...["secretsmanager", "securityhub", "servicediscovery", "sns", "sqs", "ssm", "ssmmessages", "states", "sts"],
  ...["synthetics", "xray"],
];

/**
 * Those of them whose service a partition lacks, by the endpoints that the AWS SDKs list for it:
 * https://github.com/boto/botocore/blob/develop/botocore/data/endpoints.json
 */
const ABSENT: Readonly<Record<Partition, readonly string[]>> = {
  aws: [],
  "aws-cn": ["aps-workspaces", "email-smtp", "rds-data"],
  "aws-us-gov": ["rds-data"],
};

/**
 * Whether a NAT gateway can span the zones of a region: "all commercial regions, except GovCloud and China".
 * Source: https://aws.amazon.com/about-aws/whats-new/2025/11/aws-nat-gateway-regional-availability
 */
export function hasRegionalNat(partition: Partition): boolean {
  return partition === "aws";
}

/** Whether a service that has interface endpoints exists in a partition. */
export function existsIn(partition: Partition, service: string): boolean {
  return !ABSENT[partition].includes(service);
}
