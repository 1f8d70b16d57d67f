import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketAcl } from "@cdktf/provider-aws/lib/s3-bucket-acl";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { protectedLifecycle } from "../../../constructs/core/lifecycle";
import { explainOpenIngress } from "../../../constructs/core/policies/open-ingress";
import { exampleStack, policyErrors } from "../../helpers/stack";

const RULE = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 443, toPort: 443 };

describe("policies accept", () => {
  it("an empty stack of ours", () => {
    expect(policyErrors(exampleStack({ deletionProtection: true }))).toEqual([]);
  });

  it("ingress from anyone with a written reason", () => {
    const stack = exampleStack();
    explainOpenIngress(
      new VpcSecurityGroupIngressRule(stack, "web", { ...RULE, cidrIpv4: "0.0.0.0/0" }),
      "The public site",
    );
    expect(policyErrors(stack)).toEqual([]);
  });

  it("a stateful resource that is protected", () => {
    const stack = exampleStack({ deletionProtection: true });
    new DbInstance(stack, "db", {
      instanceClass: "db.m7g.large",
      storageEncrypted: true,
      lifecycle: protectedLifecycle(stack),
    });
    expect(policyErrors(stack)).toEqual([]);
  });
});

describe("policies refuse, with the construct's path,", () => {
  it("a bucket without its companions", () => {
    const stack = exampleStack();
    new S3Bucket(stack, "raw");
    expect(policyErrors(stack)).toEqual([
      "staging-example/raw: has no aws_s3_bucket_server_side_encryption_configuration; use SecureBucket.",
      "staging-example/raw: has no aws_s3_bucket_public_access_block; use SecureBucket.",
    ]);
  });

  it("a companion that belongs to another bucket", () => {
    const stack = exampleStack();
    new S3Bucket(stack, "raw");
    const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    new S3BucketPublicAccessBlock(stack, "block", { bucket: "another", ...all });
    expect(policyErrors(stack)).toContain(
      "staging-example/raw: has no aws_s3_bucket_public_access_block; use SecureBucket.",
    );
  });

  it("a public access block with a gap", () => {
    const stack = exampleStack();
    new S3BucketPublicAccessBlock(stack, "block", { bucket: "b", blockPublicAcls: true, ignorePublicAcls: true });
    expect(policyErrors(stack)).toEqual([
      "staging-example/block: leaves block_public_policy, restrict_public_buckets off; all four must be true.",
    ]);
  });

  it("an ACL, a public database, a subnet that gives out public addresses", () => {
    const stack = exampleStack();
    new S3BucketAcl(stack, "acl", { bucket: "b", acl: "public-read" });
    new DbInstance(stack, "db", { instanceClass: "db.m7g.large", storageEncrypted: true, publiclyAccessible: true });
    new Subnet(stack, "subnet", { vpcId: "vpc-1", mapPublicIpOnLaunch: true });
    expect(policyErrors(stack)).toEqual([
      "staging-example/acl: sets an ACL; ACLs are disabled here, use a bucket policy.",
      "staging-example/db: publiclyAccessible is true; reach databases from inside the VPC.",
      "staging-example/subnet: mapPublicIpOnLaunch is true; give a public address where one is needed.",
    ]);
  });

  it("a database that is not encrypted", () => {
    const stack = exampleStack();
    new DbInstance(stack, "db", { instanceClass: "db.m7g.large" });
    expect(policyErrors(stack)).toEqual([
      "staging-example/db: is not encrypted at rest; set storageEncrypted to true.",
    ]);
  });

  it.each([{ cidrIpv4: "0.0.0.0/0" }, { cidrIpv6: "::/0" }])("ingress from anyone without a reason: %p", (from) => {
    const stack = exampleStack();
    new VpcSecurityGroupIngressRule(stack, "rule", { ...RULE, ...from });
    expect(policyErrors(stack)).toEqual([
      `staging-example/rule: lets ${Object.values(from)[0]} in without a reason; give one with explainOpenIngress(rule, reason).`,
    ]);
  });

  it("rules that could carry no reason", () => {
    const stack = exampleStack();
    new SecurityGroup(stack, "group", { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22 }] });
    new SecurityGroupRule(stack, "rule", { ...RULE, type: "ingress", protocol: "tcp" });
    expect(policyErrors(stack)).toEqual([
      "staging-example/group: has inline ingress rules; make each an aws_vpc_security_group_ingress_rule.",
      "staging-example/rule: aws_security_group_rule is not used here; use aws_vpc_security_group_ingress_rule.",
    ]);
  });

  it("a provider that does not tag", () => {
    const stack = exampleStack();
    new AwsProvider(stack, "other", { alias: "other", region: "eu-west-1", defaultTags: [{ tags: { Project: "x" } }] });
    expect(policyErrors(stack)).toEqual([
      "staging-example/other: default_tags lacks Environment, Layer, Contact, ManagedBy; add them with standardTags().",
    ]);
  });

  it("a stateful resource without prevent_destroy in a protected environment", () => {
    const stack = exampleStack({ deletionProtection: true });
    new DbInstance(stack, "db", { instanceClass: "db.m7g.large", storageEncrypted: true });
    expect(policyErrors(stack)).toEqual([
      "staging-example/db: aws_db_instance holds state in a protected environment; set lifecycle with protectedLifecycle(this).",
    ]);
  });
});
