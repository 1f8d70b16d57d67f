import type { IConstruct } from "constructs";
import { machinesOf } from "../cluster/machines";
import type { KubernetesObject } from "../helm/custom-objects";
import type { AddOn } from "./add-on";

export interface NodePoolProps {
  /** All of one architecture. */
  readonly instanceTypes: readonly string[];
  readonly capacity: "on-demand" | "spot";
  /** How many of the largest type there may be at once. */
  readonly max: number;
  /** Of the root volume, in GB. */
  readonly volumeGb: number;
  readonly roleName: string;
  readonly subnetIds: readonly string[];
  /** The cluster's own, and that of the database's clients. */
  readonly securityGroupIds: readonly string[];
}

/** Id of the add-on, for what runs on its nodes. */
export const NODES = "nodes";

/** Release of AL2023 that Karpenter's nodes boot; a new one replaces them all: https://github.com/awslabs/amazon-eks-ami/releases */
const IMAGE = "al2023@v20260714";

const NAME = "general";

/** Nodes for everything but controllers, made by Karpenter. Source: https://karpenter.sh/docs/concepts/nodeclasses/ */
export function karpenterPool(scope: IConstruct, props: NodePoolProps): AddOn {
  const nodeClass: KubernetesObject = {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name: NAME },
    spec: {
      ...network(props),
      amiSelectorTerms: [{ alias: IMAGE }],
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIPv6: "disabled",
        // No way from a pod to the node's identity.
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
      },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeSize: `${props.volumeGb}Gi`, volumeType: "gp3", encrypted: true, deleteOnTermination: true },
        },
      ],
    },
  };
  return pool(scope, props, nodeClass);
}

/**
 * The same in Auto Mode. Its own pool `general-purpose` would do for neither: it takes any machine, however small, and
 * its nodes cannot reach the database. Source: https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export function autoModePool(scope: IConstruct, props: NodePoolProps): AddOn {
  const nodeClass: KubernetesObject = {
    apiVersion: "eks.amazonaws.com/v1",
    kind: "NodeClass",
    metadata: { name: NAME },
    // Always encrypted, and never a way to the node's identity.
    spec: { ...network(props), ephemeralStorage: { size: `${props.volumeGb}Gi` } },
  };
  return pool(scope, props, nodeClass);
}

function network({ roleName, subnetIds, securityGroupIds }: NodePoolProps) {
  const byId = (ids: readonly string[]) => ids.map((id) => ({ id }));
  return {
    role: roleName,
    subnetSelectorTerms: byId(subnetIds),
    securityGroupSelectorTerms: byId(securityGroupIds),
  };
}

/** Source: https://karpenter.sh/docs/concepts/nodepools/ */
function pool(scope: IConstruct, { instanceTypes, capacity, max }: NodePoolProps, nodeClass: KubernetesObject): AddOn {
  const { architecture, vcpus, memoryGib } = machinesOf(scope, instanceTypes);
  const [group = ""] = nodeClass.apiVersion.split("/");
  const isOneOf = (key: string, values: readonly string[]) => ({ key, operator: "In", values });
  const nodePool: KubernetesObject = {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: NAME },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group, kind: nodeClass.kind, name: NAME },
          requirements: [
            isOneOf("node.kubernetes.io/instance-type", [...instanceTypes]),
            isOneOf("karpenter.sh/capacity-type", [capacity]),
            isOneOf("kubernetes.io/arch", [architecture === "arm64" ? "arm64" : "amd64"]),
          ],
        },
      },
      limits: { cpu: String(max * vcpus), memory: `${max * memoryGib}Gi` },
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        // A rush that is over is not followed by a rush of moving pods.
        consolidateAfter: "10m",
        budgets: [{ nodes: "10%" }],
      },
    },
  };
  return { id: NODES, namespace: "kube-system", objects: [nodeClass, nodePool] };
}
