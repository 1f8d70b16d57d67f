import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { type AddOn, type ClusterFacts, installAddOns } from "../constructs/addons/add-on";
import { autoModeIngress, autoModePolicies } from "../constructs/addons/auto-mode";
import { certManager, INTERNAL_ISSUER, issuers } from "../constructs/addons/cert-manager";
import { clusterAutoscaler } from "../constructs/addons/cluster-autoscaler";
import { eckOperator } from "../constructs/addons/eck-operator";
import { externalDns } from "../constructs/addons/external-dns";
import { externalSecrets } from "../constructs/addons/external-secrets";
import { InterruptionQueue } from "../constructs/addons/interruption-queue";
import { karpenter } from "../constructs/addons/karpenter";
import { loadBalancerController } from "../constructs/addons/load-balancer-controller";
import { autoModePool, karpenterPool, NODES, type NodePoolProps } from "../constructs/addons/node-pool";
import { snapshots } from "../constructs/addons/snapshots";
import { TRAEFIK, traefik } from "../constructs/addons/traefik";
import { ClusterProviders, type ClusterProvidersProps } from "../constructs/cluster/cluster-providers";
import { machinesOf } from "../constructs/cluster/machines";
import { NodeRole } from "../constructs/cluster/node-role";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { Namespace } from "../constructs/kubernetes/namespace";
import { NamespaceSecrets } from "../constructs/kubernetes/namespace-secrets";
import { NetworkPolicy, type Peer } from "../constructs/kubernetes/network-policy";
import { StorageClass } from "../constructs/kubernetes/storage-class";
import type { Zone } from "../constructs/network/zone";
import { clusterOutputs, type Scaling } from "./cluster-stack";
import { databaseOutputs } from "./database-stack";
import { networkOutputs } from "./network-stack";

export interface AddonsStackProps extends BaseStackProps, Pick<ClusterProvidersProps, "authentication"> {
  /** Of Kubernetes, such as 1.36. */
  readonly version: string;
  /** Zones of the network, in the order of its subnets. */
  readonly zones: readonly Zone[];
  readonly scaling: Scaling;
  /** What Ingress objects get that name no class. */
  readonly ingress: "alb" | "traefik";
  /** Nodes for everything but controllers. */
  readonly nodes: Pick<NodePoolProps, "instanceTypes" | "capacity" | "max" | "volumeGb">;
  /** Hosted zone for names that everybody resolves. @default only the private one has records */
  readonly publicZoneId?: string;
  /** Whether somebody will ask for Elasticsearch. */
  readonly elasticOperator: boolean;
}

/**
 * What later layers learn of what every workload finds in the cluster.
 * @public
 */
export const addonsOutputs = defineOutputs("addons", {
  applicationNamespace: { kind: "string", description: "Namespace of the application" },
  storageClass: { kind: "string", description: "Class of volumes that go with their claims" },
  retainingStorageClass: { kind: "string", description: "Class of volumes that outlive their claims" },
  externalSecretsRoleArn: { kind: "string", description: "Role that assumes those of namespaces to read secrets" },
  ingressClass: { kind: "string", description: "Class of Ingress objects that name none" },
  internalIssuer: { kind: "string", description: "Issuer of certificates for what talks inside the cluster" },
});

/** Of its pods: assets/monitoring/metrics.md */
const APPLICATION_PORT = 8080;

/** What every workload finds in the cluster: storage, a namespace, and the controllers that bring kinds of their own. */
export class AddonsStack extends BaseStack {
  constructor(scope: Construct, props: AddonsStackProps) {
    super(scope, props);
    const cluster = clusterOutputs.read(this);
    const { vpcId, vpcCidr, privateZoneId, privateSubnetIds } = networkOutputs.read(this);
    const { account, partition, region } = this;
    const facts: ClusterFacts = {
      name: cluster.name,
      version: props.version,
      vpcId,
      vpcCidr,
      account,
      partition,
      region,
    };
    const zone = props.publicZoneId === undefined ? undefined : { id: props.publicZoneId, contact: props.contact };
    new ClusterProviders(this, "providers", {
      ...cluster,
      clusterName: cluster.name,
      authentication: props.authentication,
    });

    const provisioner = props.scaling === "auto-mode" ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com";
    new StorageClass(this, "gp3", { name: "gp3", provisioner, isDefault: true });
    new StorageClass(this, "gp3-retain", { name: "gp3-retain", provisioner, retain: true });
    const application = new Namespace(this, "application", {
      name: this.organization,
      podSecurity: "restricted",
      quota: this.quota(props),
    });
    // A load balancer is in the VPC, and has no labels.
    const wayIn: Peer = props.ingress === "traefik" ? { namespace: TRAEFIK } : { cidr: vpcCidr };
    new NetworkPolicy(this, "application-ingress", {
      namespace: application.name,
      name: "ingress",
      from: [{ peers: [wayIn], tcp: [APPLICATION_PORT] }],
    });
    const roleOf = installAddOns(this, cluster.name, [
      ...this.nodeMakers(facts, props, { subnetIds: privateSubnetIds, securityGroupId: cluster.securityGroupId }),
      ...this.waysIn(facts, props, application.name),
      certManager(facts, zone),
      issuers(facts, zone),
      externalSecrets(facts, NamespaceSecrets.rolesOf(this)),
      externalDns(facts, [privateZoneId, ...(zone ? [zone.id] : [])]),
      ...(props.elasticOperator ? [eckOperator(facts)] : []),
      snapshots(provisioner),
    ]);
    addonsOutputs.publish(this, {
      applicationNamespace: application.name,
      storageClass: "gp3",
      retainingStorageClass: "gp3-retain",
      externalSecretsRoleArn: roleOf("external-secrets").arn,
      ingressClass: props.ingress,
      internalIssuer: INTERNAL_ISSUER,
    });
  }

  /** No more than its nodes could hold, and no way in past the ingress. */
  private quota({ nodes: { instanceTypes, max } }: AddonsStackProps): Readonly<Record<string, string>> {
    const { vcpus, memoryGib } = machinesOf(this, instanceTypes);
    return {
      "requests.cpu": String(max * vcpus),
      "requests.memory": `${max * memoryGib}Gi`,
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    };
  }

  /** Who adds nodes when pods wait, and what those nodes are. */
  private nodeMakers(
    cluster: ClusterFacts,
    { scaling, nodes, zones }: AddonsStackProps,
    network: { readonly subnetIds: readonly string[]; readonly securityGroupId: string },
  ): readonly AddOn[] {
    if (scaling === "cluster-autoscaler") return [clusterAutoscaler(cluster)];
    const autoMode = scaling === "auto-mode";
    const role = new NodeRole(this, "general-nodes", {
      name: "general-nodes",
      description: "Nodes that the cluster makes by itself",
      autoMode,
    });
    const after = role.join(cluster.name);
    const pool: NodePoolProps = {
      ...nodes,
      roleName: role.name,
      subnetIds: zones.map((_zone, index) => Token.asString(Fn.element([...network.subnetIds], index))),
      securityGroupIds: [network.securityGroupId, databaseOutputs.read(this).clientSecurityGroupId],
    };
    if (autoMode) return [autoModePolicies(), { ...autoModePool(this, pool), after }];
    const queue = new InterruptionQueue(this, "interruptions");
    return [
      ...karpenter(cluster, { queue, nodeRoleArn: role.arn }),
      { ...karpenterPool(this, pool), needs: ["karpenter"], after },
    ];
  }

  /** What brings traffic from outside. Load balancers come from the controller, in Auto Mode from EKS; class alb always. */
  private waysIn(cluster: ClusterFacts, { ingress, scaling }: AddonsStackProps, application: string): readonly AddOn[] {
    const autoMode = scaling === "auto-mode";
    const isDefault = ingress === "alb";
    const controller = autoMode ? autoModeIngress(isDefault) : loadBalancerController(cluster, isDefault);
    if (isDefault) return [controller];
    const needs = [controller.id, ...(scaling === "cluster-autoscaler" ? [] : [NODES])];
    const loadBalancerClass = autoMode ? "eks.amazonaws.com/nlb" : "service.k8s.aws/nlb";
    const to = [{ peers: [{ namespace: application }], tcp: [APPLICATION_PORT] }];
    return [controller, { ...traefik(cluster, { loadBalancerClass, to }), needs }];
  }
}
