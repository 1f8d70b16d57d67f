import { CHARTS } from "../helm/catalogue";
import { type AddOn, DEFAULT_INGRESS_CLASS } from "./add-on";

export interface TraefikProps {
  /** Who makes its load balancer: `service.k8s.aws/nlb` the controller, `eks.amazonaws.com/nlb` Auto Mode. */
  readonly loadBalancerClass: string;
  /** Range of the load balancer, which alone may say from where a request comes. */
  readonly vpcCidr: string;
}

const ID = "traefik";
const LOAD_BALANCER = "service.beta.kubernetes.io/aws-load-balancer";

/**
 * Routes requests inside the cluster, behind a load balancer that only passes connections on: TLS ends here. It says who
 * the client is by the proxy protocol; kept addresses would cut off pods that reach themselves through it.
 * Source: https://doc.traefik.io/traefik/
 */
export function traefik({ loadBalancerClass, vpcCidr }: TraefikProps): AddOn {
  const proxyProtocol = { trustedIPs: [vpcCidr] };
  return {
    id: ID,
    chart: CHARTS.traefik,
    namespace: ID,
    is: [DEFAULT_INGRESS_CLASS],
    values: {
      deployment: {
        replicas: 3,
        // The load balancer goes on sending for a while: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
        lifecycle: { preStop: { sleep: { seconds: 20 } } },
      },
      podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
      topologySpreadConstraints: [
        {
          labelSelector: { matchLabels: { "app.kubernetes.io/name": ID } },
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
        },
      ],
      ingressClass: { enabled: true, isDefaultClass: true, name: ID },
      service: {
        annotations: {
          [`${LOAD_BALANCER}-scheme`]: "internet-facing",
          [`${LOAD_BALANCER}-nlb-target-type`]: "ip",
          [`${LOAD_BALANCER}-proxy-protocol`]: "*",
          [`${LOAD_BALANCER}-attributes`]: "load_balancing.cross_zone.enabled=true",
        },
        spec: { type: "LoadBalancer", loadBalancerClass, allocateLoadBalancerNodePorts: false },
      },
      ports: {
        web: {
          proxyProtocol,
          http: { redirections: { entryPoint: { to: "websecure", scheme: "https", permanent: true } } },
        },
        websecure: { proxyProtocol },
      },
      // The one called default is everybody's, and no other namespace may replace it.
      tlsOptions: { default: { minVersion: "VersionTLS12" } },
      providers: { kubernetesCRD: { defaultTLSResourcesNamespace: ID } },
      metrics: { prometheus: { addRoutersLabels: true, service: { enabled: true } } },
      log: { format: "json" },
      accessLog: { enabled: true, format: "json" },
      api: { dashboard: false },
      global: { checkNewVersion: false, sendAnonymousUsage: false },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    },
  };
}
