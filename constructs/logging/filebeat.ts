import type { KubernetesObject } from "../helm/custom-objects";
import type { Values } from "../helm/helm-release";
import { LOGSTASH } from "./logstash";

export interface FilebeatProps {
  readonly name: string;
  /** Of the Elastic stack, such as 9.5.2. */
  readonly version: string;
  /** Namespace of Logstash. */
  readonly logstashNamespace: string;
  /** Secret with `tls.crt`, `tls.key` and the authority of Logstash, `ca.crt`. */
  readonly tlsSecret: string;
  /** What it reads: https://www.elastic.co/docs/reference/beats/filebeat/configuration-filebeat-options */
  readonly inputs: Values;
  /** What becomes of each event. @default nothing */
  readonly processors?: readonly Values[];
  /** Where it runs: `daemonSet` or `deployment`, with settings of it beside the pod. */
  readonly runs: { readonly as: "daemonSet" | "deployment"; readonly with: Values };
  readonly pod: Values;
  readonly container: Values;
  readonly volumes: readonly Values[];
  readonly mounts: readonly Values[];
}

const CERTIFICATES = "/etc/filebeat/certs";

/** Under which Logstash's certificate knows it. */
export const logstashHost = (namespace: string) => `${LOGSTASH.service}.${namespace}.svc`;

/**
 * Filebeat, run by ECK, that sends to Logstash and proves by a certificate that it may.
 * Source: https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configuration-beats
 */
export function filebeat(props: FilebeatProps): KubernetesObject {
  const { name, runs, processors } = props;
  const certificates = { name: "certificates", mountPath: CERTIFICATES, readOnly: true };
  return {
    apiVersion: "beat.k8s.elastic.co/v1beta1",
    kind: "Beat",
    metadata: { name },
    spec: {
      type: "filebeat",
      version: props.version,
      config: {
        filebeat: props.inputs,
        ...(processors && { processors }),
        "output.logstash": {
          hosts: [`${logstashHost(props.logstashNamespace)}:${LOGSTASH.port}`],
          // Connections end now and then, so that a new Logstash gets its share.
          ttl: "5m",
          pipelining: 0,
          ssl: {
            certificate_authorities: [`${CERTIFICATES}/ca.crt`],
            certificate: `${CERTIFICATES}/tls.crt`,
            key: `${CERTIFICATES}/tls.key`,
            restart_on_cert_change: { enabled: true, period: "1h" },
          },
        },
      },
      [runs.as]: {
        ...runs.with,
        podTemplate: {
          spec: {
            ...props.pod,
            containers: [{ name: "filebeat", ...props.container, volumeMounts: [certificates, ...props.mounts] }],
            volumes: [{ name: "certificates", secret: { secretName: props.tlsSecret } }, ...props.volumes],
          },
        },
      },
    },
  };
}

/** Says of each event what it is a line of; pipelines and indices go by it. */
export const dataset = (name: string): Values => ({ add_fields: { target: "event", fields: { dataset: name } } });
