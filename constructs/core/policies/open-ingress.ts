import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SecurityGroupRule } from "@cdktf/provider-aws/lib/security-group-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Annotations, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";

const ANYONE: readonly (string | undefined)[] = ["0.0.0.0/0", "::/0"];
const REASON = "open-ingress-reason";

/** Writes down why a rule may let anyone in. */
export function explainOpenIngress(rule: VpcSecurityGroupIngressRule, reason: string): void {
  rule.node.addMetadata(REASON, reason);
}

/** Ingress from anyone needs a written reason, and every rule a resource of its own: inline rules cannot carry one. */
export class OpenIngressPolicy implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof VpcSecurityGroupIngressRule) {
      const open = [node.cidrIpv4Input, node.cidrIpv6Input].find((cidr) => ANYONE.includes(cidr));
      const explained = node.node.metadata.some((entry) => entry.type === REASON && String(entry.data).trim() !== "");
      if (open && !explained) {
        Annotations.of(node).addError(
          `lets ${open} in without a reason; give one with explainOpenIngress(rule, reason).`,
        );
      }
    } else if (node instanceof SecurityGroupRule) {
      Annotations.of(node).addError(
        "aws_security_group_rule is not used here; use aws_vpc_security_group_ingress_rule.",
      );
    } else if (
      (node instanceof SecurityGroup || node instanceof DefaultSecurityGroup) &&
      hasInlineRules(node.ingressInput)
    ) {
      Annotations.of(node).addError("has inline ingress rules; make each an aws_vpc_security_group_ingress_rule.");
    }
  }
}

function hasInlineRules(rules: unknown): boolean {
  return rules !== undefined && !(Array.isArray(rules) && rules.length === 0);
}
