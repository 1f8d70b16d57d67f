import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { PolicyDocument } from "../iam/policy-document";

export interface BucketPolicyProps {
  readonly bucket: S3Bucket;
  readonly region?: string;
}

/** Who may use the bucket beside what IAM allows; nobody may without TLS 1.2. */
export class BucketPolicy extends Construct {
  /** What writes into the bucket by this policy depends on it. */
  readonly attached: ITerraformDependable;
  private readonly document: PolicyDocument;
  private readonly objects: string;
  private readonly bucketArn: string;

  constructor(scope: Construct, id: string, { bucket, region }: BucketPolicyProps) {
    super(scope, id);
    this.bucketArn = bucket.arn;
    this.objects = `${bucket.arn}/*`;
    const everyone = [{ type: "*", identifiers: ["*"] }];
    const deny = { effect: "Deny", actions: ["s3:*"], resources: [this.bucketArn, this.objects], principals: everyone };
    this.document = new PolicyDocument(this, "document", [
      {
        sid: "DenyWithoutTls",
        ...deny,
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
      {
        sid: "DenyOldTls",
        ...deny,
        condition: [{ test: "NumericLessThan", variable: "s3:TlsVersion", values: ["1.2"] }],
      },
    ]);
    this.attached = new S3BucketPolicy(this, "Resource", { bucket: bucket.id, policy: this.document.json, region });
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
  allowAccessLogs(source: string, sourceArn: string): void {
    this.document.add({
      sid: `AccessLogsOf${source.charAt(0).toUpperCase()}${source.slice(1).replace(/[^A-Za-z0-9]/g, "")}`,
      actions: ["s3:PutObject"],
      resources: [this.objects],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      condition: [{ test: "ArnLike", variable: "aws:SourceArn", values: [sourceArn] }, this.ofThisAccount()],
    });
  }

  /** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
  allowLogDelivery(): void {
    const principals = [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }];
    this.document.add({
      sid: "LogDeliveryWrites",
      actions: ["s3:PutObject"],
      resources: [this.objects],
      principals,
      condition: [this.ofThisAccount()],
    });
    this.document.add({
      sid: "LogDeliveryChecks",
      actions: ["s3:GetBucketAcl"],
      resources: [this.bucketArn],
      principals,
      condition: [this.ofThisAccount()],
    });
  }

  private ofThisAccount() {
    return { test: "StringEquals", variable: "aws:SourceAccount", values: [BaseStack.of(this).account] };
  }
}
