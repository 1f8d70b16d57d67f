import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { PolicyDocument, type PolicyStatement } from "./policy-document";

export interface RoleProps {
  /** Name of the role in IAM, which is global: hold the stack's layer in it. */
  readonly name: string;
  readonly description: string;
  /** Who may assume it. */
  readonly trust: readonly PolicyStatement[];
  /** What the role may do. @default what its managed policies say */
  readonly statements?: readonly PolicyStatement[];
  /** Policies that AWS keeps, by their names, such as `AmazonEKSClusterPolicy`. @default none */
  readonly managedPolicies?: readonly string[];
}

/** A role with its rights. */
export class Role extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What gives the role its rights: whoever needs them at once depends on it. */
  readonly rights: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { partition } = BaseStack.of(this);
    const trust = new PolicyDocument(this, "trust", props.trust);
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
    this.name = role.name;
    this.arn = role.arn;
  }
}
