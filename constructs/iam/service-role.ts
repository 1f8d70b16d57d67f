import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { PolicyDocument, type PolicyStatement } from "./policy-document";

export interface ServiceRoleProps {
  /** Name of the role in IAM, which is global: hold the stack's layer in it. */
  readonly name: string;
  /** Principal that assumes the role, such as `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  readonly description: string;
  /** What the role may do. */
  readonly statements: readonly PolicyStatement[];
  /**
   * Whether the service tells on whose behalf it acts, so that the role can insist on this account (the confused
   * deputy: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). @default true
   */
  readonly namesSourceAccount?: boolean;
}

/** A role that one AWS service assumes. */
export class ServiceRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const account = BaseStack.of(this).account;
    const trust = new PolicyDocument(this, "trust", [
      {
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [props.service] }],
        ...((props.namesSourceAccount ?? true) && {
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        }),
      },
    ]);
    const permissions = new PolicyDocument(this, "permissions", props.statements);
    const role = new IamRole(this, "Resource", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: trust.json,
    });
    new IamRolePolicy(this, "policy", { name: "permissions", role: role.name, policy: permissions.json });
    this.arn = role.arn;
  }
}
