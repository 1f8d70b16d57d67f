import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { Ephemeral } from "../core/ephemeral";

export interface ClusterProvidersProps {
  readonly clusterName: string;
  readonly endpoint: string;
  /** In Base64, as EKS gives it. */
  readonly certificateAuthority: string;
  /**
   * `exec`: the AWS CLI of the runner fetches a token whenever one is needed. `token`: terraform fetches one itself, for
   * runners without that CLI, as those of Terraform Cloud; it is valid for 15 minutes.
   */
  readonly authentication: "exec" | "token";
}

/** The providers that talk to the API of a cluster, by the identity of who runs terraform. */
export class ClusterProviders extends Construct {
  constructor(scope: Construct, id: string, props: ClusterProvidersProps) {
    super(scope, id);
    const { region } = BaseStack.of(this);
    const { clusterName } = props;
    const api = { host: props.endpoint, clusterCaCertificate: Fn.base64decode(props.certificateAuthority) };
    if (props.authentication === "token") {
      const token = new Ephemeral(this, "login", "aws_eks_cluster_auth", { name: clusterName }).attribute("token");
      new KubernetesProvider(this, "kubernetes", { ...api, token });
      new HelmProvider(this, "helm", { kubernetes: { ...api, token } });
      return;
    }
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region],
    };
    new KubernetesProvider(this, "kubernetes", { ...api, exec: [exec] });
    new HelmProvider(this, "helm", { kubernetes: { ...api, exec } });
  }
}
