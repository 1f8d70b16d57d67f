import type { Construct } from "constructs";
import { type ClusterFacts, installAddOns } from "../constructs/addons/add-on";
import { certManager } from "../constructs/addons/cert-manager";
import { clusterAutoscaler } from "../constructs/addons/cluster-autoscaler";
import { externalSecrets } from "../constructs/addons/external-secrets";
import { loadBalancerController } from "../constructs/addons/load-balancer-controller";
import { ClusterProviders, type ClusterProvidersProps } from "../constructs/cluster/cluster-providers";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { defineOutputs } from "../constructs/core/outputs";
import { Namespace } from "../constructs/kubernetes/namespace";
import { StorageClass } from "../constructs/kubernetes/storage-class";
import { clusterOutputs } from "./cluster-stack";
import { networkOutputs } from "./network-stack";

export interface AddonsStackProps extends BaseStackProps, Pick<ClusterProvidersProps, "authentication"> {
  /** Of Kubernetes, such as 1.36. */
  readonly version: string;
}

/**
 * What later layers learn of what every workload finds in the cluster.
 * @public
 */
export const addonsOutputs = defineOutputs("addons", {
  applicationNamespace: { kind: "string", description: "Namespace of the application" },
  storageClass: { kind: "string", description: "Class of volumes that go with their claims" },
  retainingStorageClass: { kind: "string", description: "Class of volumes that outlive their claims" },
});

/** What every workload finds in the cluster: storage, a namespace, and the controllers that bring kinds of their own. */
export class AddonsStack extends BaseStack {
  constructor(scope: Construct, props: AddonsStackProps) {
    super(scope, props);
    const cluster = clusterOutputs.read(this);
    const { vpcId } = networkOutputs.read(this);
    const { account, partition, region } = this;
    const facts: ClusterFacts = { name: cluster.name, version: props.version, vpcId, account, partition, region };
    new ClusterProviders(this, "providers", {
      ...cluster,
      clusterName: cluster.name,
      authentication: props.authentication,
    });

    new StorageClass(this, "gp3", { name: "gp3", isDefault: true });
    new StorageClass(this, "gp3-retain", { name: "gp3-retain", retain: true });
    const application = new Namespace(this, "application", {
      name: this.organization,
      podSecurity: "restricted",
    });
    installAddOns(this, cluster.name, [
      loadBalancerController(facts),
      certManager(),
      externalSecrets(),
      clusterAutoscaler(facts),
    ]);
    addonsOutputs.publish(this, {
      applicationNamespace: application.name,
      storageClass: "gp3",
      retainingStorageClass: "gp3-retain",
    });
  }
}
