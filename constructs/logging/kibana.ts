import type { KubernetesObject } from "../helm/custom-objects";
import { internalIngress } from "../kubernetes/internal-ingress";
import { RESTRICTED_POD, resources } from "../kubernetes/pods";
import { ELASTIC_USER, ELASTICSEARCH } from "./elasticsearch";

export interface KibanaProps {
  /** Of the Elastic stack, such as 9.5.2. */
  readonly version: string;
  readonly replicas: number;
  /** Under which browsers inside the network reach it. @default by port-forwarding only */
  readonly host?: string;
}

/** As pods of the same cluster find it. */
export const KIBANA = {
  name: "kibana",
  service: "kibana-kb-http",
  port: 5601,
  caSecret: "kibana-kb-http-certs-public",
};

/** Kibana, run by ECK, which gives it its user and its keys; it tells nobody outside what it is used for. */
export function kibana({ version, replicas, host }: KibanaProps): readonly KubernetesObject[] {
  const server: KubernetesObject = {
    apiVersion: "kibana.k8s.elastic.co/v1",
    kind: "Kibana",
    metadata: { name: KIBANA.name },
    spec: {
      version,
      count: replicas,
      elasticsearchRef: { name: ELASTICSEARCH.name },
      config: {
        ...(host !== undefined && { "server.publicBaseUrl": `https://${host}` }),
        // Who forbids to change it may only opt in: Kibana would not start.
        "telemetry.optIn": false,
        "newsfeed.enabled": false,
        // Fleet would look for its packages on the internet.
        "xpack.fleet.isAirGapped": true,
      },
      podTemplate: {
        spec: {
          automountServiceAccountToken: false,
          securityContext: { ...RESTRICTED_POD, fsGroup: ELASTIC_USER },
          containers: [{ name: "kibana", resources: resources("200m", "1536Mi", "2Gi") }],
        },
      },
    },
  };
  return host === undefined ? [server] : [server, ingress(host)];
}

function ingress(host: string): KubernetesObject {
  const { ingressClassName, annotations } = internalIngress({ healthPath: "/api/status", backendProtocol: "HTTPS" });
  const service = { name: KIBANA.service, port: { number: KIBANA.port } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: KIBANA.name, annotations },
    spec: {
      ingressClassName,
      rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend: { service } }] } }],
    },
  };
}
