export interface InternalIngressProps {
  /** Of a page that answers 200 without a login. */
  readonly healthPath: string;
  /** How its pods are spoken to. @default HTTP */
  readonly backendProtocol?: "HTTPS";
}

/**
 * Class and annotations of an Ingress whose load balancer is inside the VPC and speaks HTTPS only. Its certificate is the
 * one in ACM that has the host's name; until there is one, there is no load balancer.
 * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/
 */
export function internalIngress({ healthPath, backendProtocol }: InternalIngressProps) {
  const alb = (name: string) => `alb.ingress.kubernetes.io/${name}`;
  return {
    // There whatever brings traffic from outside, and whoever adds nodes: stacks/addons-stack.ts.
    ingressClassName: "alb",
    annotations: {
      [alb("scheme")]: "internal",
      [alb("target-type")]: "ip",
      [alb("listen-ports")]: JSON.stringify([{ HTTPS: 443 }]),
      ...(backendProtocol && { [alb("backend-protocol")]: backendProtocol }),
      [alb("healthcheck-path")]: healthPath,
    },
  };
}
