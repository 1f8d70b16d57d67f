import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { PolicyDocument, type PolicyStatement } from "./policy-document";

export interface ServiceRoleProps {
  /** Name of the role in IAM, which is global: hold the stack's layer in it. */
  readonly name: string;
  /** Principal that assumes the role, such as `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  readonly description: string;
  /** What the role may do. @default what its managed policies say */
  readonly statements?: readonly PolicyStatement[];
  /** Policies that AWS keeps, by their names, such as `AmazonEKSClusterPolicy`. @default none */
  readonly managedPolicies?: readonly string[];
  /** Whether the service names who acts by session tags, as EKS does for pods. @default false */
  readonly sessionTags?: boolean;
  /**
   * Whether the service tells on whose behalf it acts, so that the role can insist on this account (the confused
   * deputy: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). @default true
   */
  readonly namesSourceAccount?: boolean;
}

/** A role that one AWS service assumes. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** What gives the role its rights: whoever needs them at once depends on it. */
  readonly rights: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { account, partition } = BaseStack.of(this);
    const trust = new PolicyDocument(this, "trust", [
      {
        actions: props.sessionTags ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [props.service] }],
        ...((props.namesSourceAccount ?? true) && {
          condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        }),
      },
    ]);
    const permissions = props.statements && new PolicyDocument(this, "permissions", props.statements);
    const role = new IamRole(this, "Resource", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: trust.json,
    });
    const own = permissions
      ? [new IamRolePolicy(this, "policy", { name: "permissions", role: role.name, policy: permissions.json })]
      : [];
    const managed = (props.managedPolicies ?? []).map(
      (name) =>
        new IamRolePolicyAttachment(this, name, {
          role: role.name,
          policyArn: `arn:${partition}:iam::aws:policy/${name}`,
        }),
    );
    this.rights = [...own, ...managed];
    this.arn = role.arn;
  }
}
