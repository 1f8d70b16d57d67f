import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";

export interface ServiceRoleProps {
  /** Name of the role in IAM, which is global: hold the stack's layer in it. */
  readonly name: string;
  /** Principal that assumes the role, such as `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  readonly description: string;
  /** What the role may do. */
  readonly statements: readonly DataAwsIamPolicyDocumentStatement[];
}

/**
 * A role that one AWS service assumes, and only for this account (the confused deputy:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export class ServiceRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const trust = new DataAwsIamPolicyDocument(this, "trust", {
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: [props.service] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [BaseStack.of(this).account] }],
        },
      ],
    });
    const role = new IamRole(this, "Resource", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: trust.json,
    });
    const permissions = new DataAwsIamPolicyDocument(this, "permissions", { statement: [...props.statements] });
    new IamRolePolicy(this, "policy", { name: "permissions", role: role.name, policy: permissions.json });
    this.arn = role.arn;
  }
}
