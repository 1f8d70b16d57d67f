import { type AddOn, DEFAULT_INGRESS_CLASS } from "./add-on";

/**
 * Has Auto Mode enforce network policies, which it does not by itself.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export function autoModePolicies(): AddOn {
  return {
    id: "network-policies",
    namespace: "kube-system",
    objects: [
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "amazon-vpc-cni" },
        data: { "enable-network-policy-controller": "true" },
      },
    ],
  };
}

/**
 * Ingress objects of class alb get a load balancer of Auto Mode's own controller, which brings no class by itself.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 * @param isDefault whether Ingress objects that name no class do, too
 */
export function autoModeIngress(isDefault: boolean): AddOn {
  return {
    id: "ingress-class",
    namespace: "kube-system",
    is: isDefault ? [DEFAULT_INGRESS_CLASS] : [],
    objects: [
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "IngressClass",
        metadata: {
          name: "alb",
          annotations: { "ingressclass.kubernetes.io/is-default-class": String(isDefault) },
        },
        spec: { controller: "eks.amazonaws.com/alb" },
      },
    ],
  };
}
