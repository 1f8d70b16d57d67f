/** How long the real platform takes for one object, in seconds. */
interface Duration {
  readonly create: number;
  readonly delete: number;
  /** A log in which terraform says so, or the documentation of the type with its time-outs. */
  readonly source: string;
  /** `observed`: seen in that log. `assumed`: general knowledge, below the documented time-out. */
  readonly standing: "observed" | "assumed";
}

const DOCS = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources";

const observed = (create: number, gone: number, source: string): Duration => ({
  create,
  delete: gone,
  source,
  standing: "observed",
});
const assumed = (create: number, gone: number, page: string): Duration => ({
  create,
  delete: gone,
  source: `${DOCS}/${page}`,
  standing: "assumed",
});

/** Types that take longer than a request. */
const DURATIONS: Readonly<Record<string, Duration>> = {
  aws_acm_certificate: assumed(10, 5, "acm_certificate"),
  aws_acm_certificate_validation: assumed(120, 0, "acm_certificate_validation"),
  aws_cloudfront_distribution: assumed(300, 300, "cloudfront_distribution"),
  aws_db_instance: assumed(600, 300, "db_instance"),
  aws_db_proxy: assumed(300, 300, "db_proxy"),
  aws_eks_addon: assumed(40, 15, "eks_addon"),
  aws_eks_cluster: observed(560, 180, "https://github.com/terraform-aws-modules/terraform-aws-eks/pull/3218"),
  aws_eks_node_group: observed(115, 240, "https://github.com/DevopsArtFactory/terraform-provisioning/pull/46"),
  aws_elasticache_replication_group: assumed(600, 300, "elasticache_replication_group"),
  aws_flow_log: assumed(5, 5, "flow_log"),
  aws_iam_role: observed(5, 2, "https://github.com/turbot/steampipe-plugin-aws/pull/571"),
  aws_instance: assumed(30, 60, "instance"),
  aws_internet_gateway: assumed(2, 15, "internet_gateway"),
  aws_kms_key: assumed(20, 2, "kms_key"),
  aws_lb: assumed(180, 15, "lb"),
  aws_nat_gateway: assumed(110, 60, "nat_gateway"),
  aws_route53_record: assumed(40, 40, "route53_record"),
  aws_route53_zone: assumed(45, 30, "route53_zone"),
  aws_s3_bucket_replication_configuration: assumed(5, 3, "s3_bucket_replication_configuration"),
  aws_subnet: observed(5, 2, "https://github.com/turbot/steampipe-plugin-aws/pull/571"),
  aws_vpc: observed(13, 2, "https://github.com/turbot/steampipe-plugin-aws/pull/571"),
  aws_vpc_endpoint: assumed(60, 60, "vpc_endpoint"),
  aws_wafv2_web_acl: assumed(5, 5, "wafv2_web_acl"),
  helm_release: {
    create: 90,
    delete: 30,
    source: "https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release",
    standing: "assumed",
  },
};

/** What everything else takes: a request or two, and the look at what came of it. */
const REQUEST = 2;

/** Seconds that the creation, change or deletion of an object takes; a change is taken for a request. */
export function typicalSeconds(type: string, action: "create" | "update" | "delete"): number {
  if (action === "update") return REQUEST;
  return DURATIONS[type]?.[action] ?? REQUEST;
}
