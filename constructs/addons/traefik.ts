import { toKubernetesApi } from "../cluster/traffic";
import { CHARTS } from "../helm/catalogue";
import type { Traffic } from "../kubernetes/network-policy";
import { type AddOn, type ClusterFacts, DEFAULT_INGRESS_CLASS } from "./add-on";
import { fromPrometheus } from "./monitored";

export interface TraefikProps {
  /** Who makes its load balancer: `service.k8s.aws/nlb` the controller, `eks.amazonaws.com/nlb` Auto Mode. */
  readonly loadBalancerClass: string;
  /** What it passes requests on to, in namespaces that let it in. */
  readonly to: readonly Traffic[];
}

/** Of its release and of its namespace. */
export const TRAEFIK = "traefik";

/** Of its pods; those of its Service are 80 and 443. */
const PORT = { web: 8000, websecure: 8443, metrics: 9100 };
const LOAD_BALANCER = "service.beta.kubernetes.io/aws-load-balancer";

/**
 * Routes requests inside the cluster, behind a load balancer that only passes connections on: TLS ends here. It says who
 * the client is by the proxy protocol; kept addresses would cut off pods that reach themselves through it.
 * Source: https://doc.traefik.io/traefik/
 */
export function traefik({ vpcCidr }: ClusterFacts, { loadBalancerClass, to }: TraefikProps): AddOn {
  // The load balancer, whose addresses are in the VPC, alone may say from where a request comes.
  const proxyProtocol = { trustedIPs: [vpcCidr] };
  return {
    id: TRAEFIK,
    chart: CHARTS.traefik,
    namespace: TRAEFIK,
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
          labelSelector: { matchLabels: { "app.kubernetes.io/name": TRAEFIK } },
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
        },
      ],
      ingressClass: { enabled: true, isDefaultClass: true, name: TRAEFIK },
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
      providers: { kubernetesCRD: { defaultTLSResourcesNamespace: TRAEFIK } },
      metrics: { prometheus: { addRoutersLabels: true, service: { enabled: true } } },
      log: { format: "json" },
      accessLog: { enabled: true, format: "json" },
      api: { dashboard: false },
      global: { checkNewVersion: false, sendAnonymousUsage: false },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    },
    traffic: {
      from: [{ peers: [{ cidr: vpcCidr }], tcp: [PORT.web, PORT.websecure] }, fromPrometheus(PORT.metrics)],
      to: [toKubernetesApi(vpcCidr), ...to],
    },
  };
}
