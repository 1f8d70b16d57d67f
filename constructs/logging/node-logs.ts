import { ClusterRoleBindingV1 } from "@cdktf/provider-kubernetes/lib/cluster-role-binding-v1";
import { ClusterRoleV1 } from "@cdktf/provider-kubernetes/lib/cluster-role-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CustomObjects } from "../helm/custom-objects";
import type { Values } from "../helm/helm-release";
import { RESTRICTED_CONTAINER, resources } from "../kubernetes/pods";
import { dataset, filebeat } from "./filebeat";
import { logCertificate } from "./log-certificates";

export interface NodeLogsProps {
  /** Of Pod Security `privileged`: the files of a node are read as root. */
  readonly namespace: string;
  readonly logstashNamespace: string;
  /** Of the Elastic stack, such as 9.5.2. */
  readonly version: string;
  /** Issuer of the whole cluster. */
  readonly issuer: string;
  readonly after: readonly ITerraformDependable[];
}

const NAME = "filebeat";

/** Reads the logs of containers, of the system and of the kernel's audit, on every node. */
export class NodeLogs extends Construct {
  constructor(scope: Construct, id: string, { namespace, issuer, after, ...props }: NodeLogsProps) {
    super(scope, id);
    const account = new ServiceAccountV1(this, "account", { metadata: { name: NAME, namespace } });
    // To add to a line whose container it is.
    const role = new ClusterRoleV1(this, "role", {
      metadata: { name: NAME },
      rule: [
        { apiGroups: [""], resources: ["namespaces", "nodes", "pods"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["batch"], resources: ["jobs"], verbs: ["get", "list", "watch"] },
      ],
    });
    const binding = new ClusterRoleBindingV1(this, "binding", {
      metadata: { name: NAME },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role.metadata.name },
      subject: [{ kind: "ServiceAccount", name: account.metadata.name, namespace }],
    });
    const tlsSecret = `${NAME}-tls`;
    new CustomObjects(this, "Resource", {
      name: NAME,
      namespace,
      objects: [
        logCertificate({ name: tlsSecret, issuer }),
        filebeat({
          ...props,
          name: NAME,
          tlsSecret,
          inputs: INPUTS,
          // Otherwise it would be the name of this pod.
          processors: [{ add_fields: { target: "host", fields: { name: "${NODE_NAME}" } } }],
          runs: { as: "daemonSet", with: { updateStrategy: { rollingUpdate: { maxUnavailable: "20%" } } } },
          pod: POD,
          container: CONTAINER,
          volumes: [{ name: "log", hostPath: { path: "/var/log", type: "Directory" } }],
          mounts: [{ name: "log", mountPath: "/var/log", readOnly: true }],
        }),
      ],
      after: [...after, binding],
    });
  }
}

const POD: Values = {
  serviceAccountName: NAME,
  automountServiceAccountToken: true,
  // Every node has logs, and they are wanted most when there is too little of everything.
  tolerations: [{ operator: "Exists" }],
  priorityClassName: "system-node-critical",
};

const CONTAINER: Values = {
  // Files below /var/log belong to root; as their owner it needs none of root's capabilities.
  securityContext: { ...RESTRICTED_CONTAINER, runAsUser: 0 },
  resources: resources("50m", "128Mi", "384Mi"),
  env: [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
};

/** Paths and ids of containers: https://www.elastic.co/docs/reference/beats/filebeat/configuration-autodiscover-hints */
const INPUTS: Values = {
  "autodiscover.providers": [
    {
      type: "kubernetes",
      node: "${NODE_NAME}",
      hints: {
        enabled: true,
        default_config: {
          type: "filestream",
          id: "container-${data.kubernetes.container.id}",
          paths: ["/var/log/containers/*${data.kubernetes.container.id}.log"],
          parsers: [{ container: {} }],
          // By the time of its first line, since names come again. Shorter files would not be read at all.
          prospector: { scanner: { symlinks: true, fingerprint: { enabled: true, length: 64 } } },
          file_identity: { fingerprint: {} },
        },
      },
    },
  ],
  inputs: [
    // Logins or anything else: the pipeline tells them apart.
    { type: "journald", id: "journal", paths: ["/var/log/journal"] },
    {
      type: "filestream",
      id: "linux.audit",
      paths: ["/var/log/audit/audit.log"],
      processors: [dataset("linux.audit")],
    },
  ],
};
