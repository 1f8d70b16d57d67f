import type { KubernetesObject } from "../helm/custom-objects";
import { RESTRICTED_POD, resources } from "../kubernetes/pods";
import { ELASTIC_USER, ELASTICSEARCH } from "./elasticsearch";

export interface LogstashProps {
  /** Of the Elastic stack, such as 9.5.2; 8.12 is the first that ECK runs. */
  readonly version: string;
  readonly replicas: number;
  /** Texts of pipelines by their ids; that of `dead-letters` reads what Elasticsearch has refused of the others. */
  readonly pipelines: Readonly<Record<string, string>>;
  /** Part of the names of data streams, which have no hyphens in it. */
  readonly environment: string;
  readonly storageClass: string;
  /** Secret with `tls.crt`, `tls.key` as PKCS #8, and the authority of those who send, `ca.crt`. */
  readonly tlsSecret: string;
}

/** As those find it who send. */
export const LOGSTASH = { name: "logstash", service: "logstash-ls-beats", port: 5044 };

/** What waits for Elasticsearch, and what it has refused; the volume has room for both. */
const QUEUE_GB = 4;
const DEAD_LETTERS_GB = 1;
const VOLUME_GB = 8;

const DEAD_LETTERS = "dead-letters";

const DATA = "/usr/share/logstash/data";
/** Where the pipeline finds its certificate. */
const CERTIFICATES = "/usr/share/logstash/config/beats-tls";

/** Not of a file system that nobody writes to: Java unpacks libraries beside its data. */
const CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/**
 * Logstash, run by ECK: what was taken is on disk before it is acknowledged, and what Elasticsearch refuses is kept.
 * Source: https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configuration-logstash
 */
export function logstash(props: LogstashProps): readonly KubernetesObject[] {
  const { replicas } = props;
  const labels = { "logstash.k8s.elastic.co/name": LOGSTASH.name };
  const zones = {
    topologyKey: "topology.kubernetes.io/zone",
    maxSkew: 1,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: labels },
  };
  return [
    {
      apiVersion: "logstash.k8s.elastic.co/v1alpha1",
      kind: "Logstash",
      metadata: { name: LOGSTASH.name },
      spec: {
        version: props.version,
        count: replicas,
        // The pipeline reads ECK_ES_HOSTS, ECK_ES_USER and so on, after this name.
        elasticsearchRefs: [{ clusterName: "eck", name: ELASTICSEARCH.name }],
        config: {
          "queue.type": "persisted",
          "queue.max_bytes": `${QUEUE_GB}gb`,
          "dead_letter_queue.enable": true,
          "dead_letter_queue.max_bytes": `${DEAD_LETTERS_GB}gb`,
          "path.dead_letter_queue": `${DATA}/dead_letter_queue`,
        },
        pipelines: Object.entries(props.pipelines).map(([name, text]) => ({
          "pipeline.id": name,
          "config.string": text,
          // What is refused twice would go round for ever; and it has a place on the disk already.
          ...(name === DEAD_LETTERS && { "dead_letter_queue.enable": false, "queue.type": "memory" }),
        })),
        services: [
          {
            name: "beats",
            service: { spec: { ports: [{ name: "beats", port: LOGSTASH.port, targetPort: LOGSTASH.port }] } },
          },
        ],
        podTemplate: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: { ...RESTRICTED_POD, runAsUser: ELASTIC_USER, fsGroup: ELASTIC_USER },
            topologySpreadConstraints: [zones],
            initContainers: [{ name: "logstash-internal-init-config", securityContext: CONTAINER }],
            containers: [
              {
                name: "logstash",
                securityContext: CONTAINER,
                env: [{ name: "ENVIRONMENT", value: props.environment.replaceAll("-", "_") }],
                resources: resources("200m", "2Gi", "2Gi"),
                volumeMounts: [{ name: "certificates", mountPath: CERTIFICATES, readOnly: true }],
              },
            ],
            volumes: [{ name: "certificates", secret: { secretName: props.tlsSecret } }],
          },
        },
        volumeClaimTemplates: [
          {
            // Of this name ECK would make one of 1.5 GB.
            metadata: { name: "logstash-data" },
            spec: {
              accessModes: ["ReadWriteOnce"],
              storageClassName: props.storageClass,
              resources: { requests: { storage: `${VOLUME_GB}Gi` } },
            },
          },
        ],
      },
    },
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: LOGSTASH.name },
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    },
  ];
}
