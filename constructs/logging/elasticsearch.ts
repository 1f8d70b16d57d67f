import type { KubernetesObject } from "../helm/custom-objects";
import { RESTRICTED_POD, resources } from "../kubernetes/pods";

export interface ElasticsearchProps {
  /** Of the Elastic stack, such as 9.5.2. */
  readonly version: string;
  /** All of them hold data and may be elected: 1, or 3 and more. */
  readonly nodes: number;
  /** Of each node. */
  readonly volumeGb: number;
  /** Of each node; half of it becomes the heap. */
  readonly memoryGb: number;
  readonly storageClass: string;
  /** Secrets with a user each. */
  readonly userSecrets: readonly string[];
  /** Secret with what their roles may do. */
  readonly rolesSecret: string;
}

/** As pods of the same cluster find it. ECK makes the names of services and secrets. */
export const ELASTICSEARCH = {
  name: "elasticsearch",
  service: "elasticsearch-es-http",
  port: 9200,
  /** Secret with `ca.crt`, of an authority that ECK makes and renews. */
  caSecret: "elasticsearch-es-http-certs-public",
} as const;

/** Of the image; files of the volume belong to it. */
export const ELASTIC_USER = 1000;

/**
 * Elasticsearch, run by ECK: a node in each zone, with copies of an index in different ones. Memory-mapped files are left
 * on, since nodes of EKS allow enough of them (AL2023 sets vm.max_map_count to 524288).
 * Source: https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/elasticsearch-configuration
 */
export function elasticsearch(props: ElasticsearchProps): KubernetesObject {
  const { nodes, volumeGb, memoryGb, storageClass } = props;
  const memory = `${memoryGb}Gi`;
  return {
    apiVersion: "elasticsearch.k8s.elastic.co/v1",
    kind: "Elasticsearch",
    metadata: { name: ELASTICSEARCH.name },
    spec: {
      version: props.version,
      // The default would delete all logs together with this object.
      volumeClaimDeletePolicy: "DeleteOnScaledownOnly",
      updateStrategy: { changeBudget: { maxSurge: 0, maxUnavailable: 1 } },
      auth: {
        fileRealm: props.userSecrets.map((secretName) => ({ secretName })),
        roles: [{ secretName: props.rolesSecret }],
      },
      nodeSets: [
        {
          name: "all",
          count: nodes,
          ...(nodes > 1 && { zoneAwareness: {} }),
          resources: resources("500m", memory, memory),
          config: {
            // Needs a licence that is paid for.
            "xpack.ml.enabled": false,
            // Nothing here reaches the internet.
            "ingest.geoip.downloader.enabled": false,
          },
          podTemplate: {
            spec: {
              automountServiceAccountToken: false,
              securityContext: { ...RESTRICTED_POD, fsGroup: ELASTIC_USER },
            },
          },
          volumeClaimTemplates: [
            {
              metadata: { name: "elasticsearch-data" },
              spec: {
                accessModes: ["ReadWriteOnce"],
                storageClassName: storageClass,
                resources: { requests: { storage: `${volumeGb}Gi` } },
              },
            },
          ],
        },
      ],
    },
  };
}
