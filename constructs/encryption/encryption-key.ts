import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { protectedLifecycle } from "../core/lifecycle";
import { PolicyDocument } from "../iam/policy-document";

export interface EncryptionKeyProps {
  /** Last part of the alias. */
  readonly name: string;
  readonly description: string;
  /** @default the provider's region */
  readonly region?: string;
}

/** Days in which a deleted key can be brought back, the longest that KMS offers. */
const DELETION_WINDOW_DAYS = 30;

/**
 * A symmetric key that KMS rotates every year. Its policy hands the decision to IAM, as AWS does by default; without
 * that statement a key can become unmanageable (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html).
 */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { account, partition } = BaseStack.of(this);
    const { region } = props;
    const policy = new PolicyDocument(this, "access", [
      {
        sid: "IamDecides",
        actions: ["kms:*"],
        resources: ["*"],
        principals: [{ type: "AWS", identifiers: [`arn:${partition}:iam::${account}:root`] }],
      },
    ]);
    const key = new KmsKey(this, "Resource", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: policy.json,
      region,
      lifecycle: protectedLifecycle(this),
    });
    const name = BaseStack.of(this).physicalName("keyAlias", props.name);
    new KmsAlias(this, "alias", { name: `alias/${name}`, targetKeyId: key.keyId, region });
    this.arn = key.arn;
  }
}
