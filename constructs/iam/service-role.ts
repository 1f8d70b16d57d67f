import type { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { Role, type RoleProps } from "./role";

export interface ServiceRoleProps extends Omit<RoleProps, "trust"> {
  /** Principal that assumes the role, such as `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  /** Whether the service names who acts by session tags, as EKS does for pods. @default false */
  readonly sessionTags?: boolean;
  /**
   * Whether the service tells on whose behalf it acts, so that the role can insist on this account (the confused
   * deputy: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). @default true
   */
  readonly namesSourceAccount?: boolean;
}

/** A role that one AWS service assumes. */
export class ServiceRole extends Role {
  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    const { service, sessionTags = false, namesSourceAccount = true, ...role } = props;
    const { account } = BaseStack.of(scope);
    const trust = {
      actions: sessionTags ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: [service] }],
      ...(namesSourceAccount && {
        condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
      }),
    };
    super(scope, id, { ...role, trust: [trust] });
  }
}
