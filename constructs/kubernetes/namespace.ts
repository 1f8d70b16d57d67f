import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import { Construct } from "constructs";
import { TO_NAME_SERVER } from "../cluster/traffic";
import { NetworkPolicy } from "./network-policy";

export interface NamespaceProps {
  readonly name: string;
  /** What its pods may ask of a node: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** What all its pods together may ask for, such as `{ "requests.cpu": "20" }`. @default no limit */
  readonly quota?: Readonly<Record<string, string>>;
}

/** What a container gets that does not say: enough to start, too little to disturb others. */
const DEFAULT_REQUEST = { cpu: "50m", memory: "64Mi" };
const DEFAULT_LIMIT = { memory: "512Mi" };

/**
 * A namespace that lets nothing in or out but name resolution until a policy says so, with sizes for containers that
 * name none. Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class Namespace extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    const level = props.podSecurity;
    const namespace = new NamespaceV1(this, "Resource", {
      metadata: {
        name: props.name,
        labels: {
          "pod-security.kubernetes.io/enforce": level,
          "pod-security.kubernetes.io/warn": level,
          "pod-security.kubernetes.io/audit": "restricted",
        },
      },
    });
    this.name = namespace.metadata.name;
    new LimitRangeV1(this, "defaults", {
      metadata: { name: "defaults", namespace: this.name },
      spec: { limit: [{ type: "Container", defaultRequest: DEFAULT_REQUEST, default: DEFAULT_LIMIT }] },
    });
    if (props.quota) {
      new ResourceQuotaV1(this, "quota", {
        metadata: { name: "quota", namespace: this.name },
        spec: { hard: { ...props.quota } },
      });
    }
    new NetworkPolicy(this, "isolation", { namespace: this.name, name: "isolation", from: [], to: [TO_NAME_SERVER] });
  }
}
