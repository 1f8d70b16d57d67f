import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { HelmRelease, type Values } from "./helm-release";

/** A whole Kubernetes object, such as `{ apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", ... }`. */
export interface KubernetesObject extends Values {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Values & { readonly name: string };
}

export interface CustomObjectsProps {
  /** Of the release. */
  readonly name: string;
  readonly namespace: string;
  readonly objects: readonly KubernetesObject[];
  /** What must exist before, such as the release that brings their kinds. @default nothing */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * Objects of kinds that a chart brings, as a release of a chart of our own. terraform's `kubernetes_manifest` would need
 * the kinds, and the cluster, while it plans:
 * https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest
 */
export class CustomObjects extends Construct {
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, { objects, ...release }: CustomObjectsProps) {
    super(scope, id);
    const chart = new Asset(this, "chart", { source: "charts/objects" });
    this.resource = new HelmRelease(this, "Resource", { ...release, chart, values: { objects } }).resource;
  }
}
