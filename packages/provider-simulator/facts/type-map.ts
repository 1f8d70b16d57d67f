/** Where a Terraform type is in CloudFormation. */
export interface Place {
  /** Such as `AWS::S3::Bucket`. */
  readonly type: string;
  /** The property that the Terraform type stands for, where it is only a part. @default the whole type */
  readonly part?: string;
  /** The attribute or block that the part is in. @default the part's properties are arguments themselves */
  readonly at?: string;
}

function bucketPart(part: string, at?: string): Place {
  return { type: "AWS::S3::Bucket", part, at };
}

/** Terraform types and what they are in CloudFormation; null where it has nothing of the kind. */
export const TYPES: Readonly<Record<string, string | Place | null>> = {
  aws_acm_certificate: "AWS::CertificateManager::Certificate",
  aws_acm_certificate_validation: null,
  aws_autoscaling_group: "AWS::AutoScaling::AutoScalingGroup",
  aws_backup_plan: { type: "AWS::Backup::BackupPlan", part: "BackupPlan" },
  aws_backup_selection: { type: "AWS::Backup::BackupSelection", part: "BackupSelection" },
  aws_backup_vault: "AWS::Backup::BackupVault",
  aws_cloudfront_distribution: { type: "AWS::CloudFront::Distribution", part: "DistributionConfig" },
  aws_cloudfront_origin_access_control: {
    type: "AWS::CloudFront::OriginAccessControl",
    part: "OriginAccessControlConfig",
  },
  aws_cloudtrail: "AWS::CloudTrail::Trail",
  aws_cloudwatch_event_rule: "AWS::Events::Rule",
  aws_cloudwatch_event_target: { type: "AWS::Events::Rule", part: "Targets" },
  aws_cloudwatch_log_group: "AWS::Logs::LogGroup",
  aws_cloudwatch_metric_alarm: "AWS::CloudWatch::Alarm",
  aws_db_instance: "AWS::RDS::DBInstance",
  aws_db_instance_automated_backups_replication: null,
  aws_db_option_group: "AWS::RDS::OptionGroup",
  aws_db_parameter_group: "AWS::RDS::DBParameterGroup",
  aws_db_proxy: "AWS::RDS::DBProxy",
  aws_db_proxy_default_target_group: "AWS::RDS::DBProxyTargetGroup",
  aws_db_proxy_target: null,
  aws_db_subnet_group: "AWS::RDS::DBSubnetGroup",
  aws_default_security_group: "AWS::EC2::SecurityGroup",
  aws_ebs_volume: "AWS::EC2::Volume",
  aws_ecr_lifecycle_policy: { type: "AWS::ECR::Repository", part: "LifecyclePolicy" },
  aws_ecr_repository: "AWS::ECR::Repository",
  aws_eip: "AWS::EC2::EIP",
  aws_eks_access_entry: "AWS::EKS::AccessEntry",
  aws_eks_access_policy_association: { type: "AWS::EKS::AccessEntry", part: "AccessPolicies" },
  aws_eks_addon: "AWS::EKS::Addon",
  aws_eks_cluster: "AWS::EKS::Cluster",
  aws_eks_node_group: "AWS::EKS::Nodegroup",
  aws_eks_pod_identity_association: "AWS::EKS::PodIdentityAssociation",
  aws_elasticache_parameter_group: "AWS::ElastiCache::ParameterGroup",
  aws_elasticache_replication_group: "AWS::ElastiCache::ReplicationGroup",
  aws_elasticache_subnet_group: "AWS::ElastiCache::SubnetGroup",
  aws_elasticache_user: "AWS::ElastiCache::User",
  aws_elasticache_user_group: "AWS::ElastiCache::UserGroup",
  aws_flow_log: "AWS::EC2::FlowLog",
  aws_guardduty_detector: "AWS::GuardDuty::Detector",
  aws_iam_instance_profile: "AWS::IAM::InstanceProfile",
  aws_iam_openid_connect_provider: "AWS::IAM::OIDCProvider",
  aws_iam_policy: "AWS::IAM::ManagedPolicy",
  aws_iam_role: "AWS::IAM::Role",
  aws_iam_role_policy: "AWS::IAM::RolePolicy",
  aws_iam_role_policy_attachment: null,
  aws_instance: "AWS::EC2::Instance",
  aws_internet_gateway: "AWS::EC2::InternetGateway",
  aws_kms_alias: "AWS::KMS::Alias",
  aws_kms_key: "AWS::KMS::Key",
  aws_launch_template: "AWS::EC2::LaunchTemplate",
  aws_lb: "AWS::ElasticLoadBalancingV2::LoadBalancer",
  aws_lb_listener: "AWS::ElasticLoadBalancingV2::Listener",
  aws_lb_listener_rule: "AWS::ElasticLoadBalancingV2::ListenerRule",
  aws_lb_target_group: "AWS::ElasticLoadBalancingV2::TargetGroup",
  aws_nat_gateway: "AWS::EC2::NatGateway",
  aws_network_acl: "AWS::EC2::NetworkAcl",
  aws_route: "AWS::EC2::Route",
  aws_route53_health_check: { type: "AWS::Route53::HealthCheck", part: "HealthCheckConfig" },
  aws_route53_record: "AWS::Route53::RecordSet",
  aws_route53_zone: "AWS::Route53::HostedZone",
  aws_route_table: "AWS::EC2::RouteTable",
  aws_route_table_association: "AWS::EC2::SubnetRouteTableAssociation",
  aws_s3_bucket: "AWS::S3::Bucket",
  aws_s3_bucket_lifecycle_configuration: bucketPart("LifecycleConfiguration"),
  aws_s3_bucket_logging: bucketPart("LoggingConfiguration"),
  aws_s3_bucket_object_lock_configuration: bucketPart("ObjectLockConfiguration"),
  aws_s3_bucket_ownership_controls: bucketPart("OwnershipControls"),
  aws_s3_bucket_policy: "AWS::S3::BucketPolicy",
  aws_s3_bucket_public_access_block: bucketPart("PublicAccessBlockConfiguration"),
  aws_s3_bucket_replication_configuration: bucketPart("ReplicationConfiguration"),
  aws_s3_bucket_server_side_encryption_configuration: bucketPart("BucketEncryption"),
  aws_s3_bucket_versioning: bucketPart("VersioningConfiguration", "versioning_configuration"),
  aws_secretsmanager_secret: "AWS::SecretsManager::Secret",
  aws_secretsmanager_secret_version: null,
  aws_security_group: "AWS::EC2::SecurityGroup",
  aws_security_group_rule: "AWS::EC2::SecurityGroupIngress",
  aws_sns_topic: "AWS::SNS::Topic",
  aws_sns_topic_subscription: "AWS::SNS::Subscription",
  aws_sqs_queue: "AWS::SQS::Queue",
  aws_sqs_queue_policy: "AWS::SQS::QueuePolicy",
  aws_ssm_parameter: "AWS::SSM::Parameter",
  aws_subnet: "AWS::EC2::Subnet",
  aws_volume_attachment: "AWS::EC2::VolumeAttachment",
  aws_vpc: "AWS::EC2::VPC",
  aws_vpc_endpoint: "AWS::EC2::VPCEndpoint",
  aws_vpc_endpoint_policy: null,
  aws_vpc_security_group_egress_rule: "AWS::EC2::SecurityGroupEgress",
  aws_vpc_security_group_ingress_rule: "AWS::EC2::SecurityGroupIngress",
  aws_wafv2_web_acl: "AWS::WAFv2::WebACL",
};

/** The place of a Terraform type; undefined for one that CloudFormation does not have. */
export function placeOf(type: string): Place | undefined {
  const place = TYPES[type];
  return typeof place === "string" ? { type: place } : (place ?? undefined);
}

/** The Terraform types that stand for whole objects of a CloudFormation type. */
export function typesOf(cloudFormation: string): string[] {
  return Object.keys(TYPES).filter((type) => {
    const place = placeOf(type);
    return place?.type === cloudFormation && !NOT_REFERRED_TO.has(type) && isWhole(type, place);
  });
}

/** Types that stand for something that was there before them, or for a part of something. */
const NOT_REFERRED_TO = new Set([
  "aws_default_security_group",
  "aws_cloudwatch_event_target",
  "aws_ecr_lifecycle_policy",
]);

/** Parts that hold all of what can be said of an object. */
const WHOLE_PARTS = new Set(["BackupPlan", "DistributionConfig", "OriginAccessControlConfig", "HealthCheckConfig"]);

function isWhole(_type: string, { part }: Place): boolean {
  return part === undefined || WHOLE_PARTS.has(part);
}
