import { Fn, type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { ClusterProviders, type ClusterProvidersProps } from "../constructs/cluster/cluster-providers";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { EncryptionKey } from "../constructs/encryption/encryption-key";
import { Namespace } from "../constructs/kubernetes/namespace";
import { DatabaseLogs } from "../constructs/logging/database-logs";
import { ElasticStack } from "../constructs/logging/elastic-stack";
import { ElasticDataSource, LokiDataSource } from "../constructs/logging/grafana-data-source";
import { LogAlerts } from "../constructs/logging/log-alerts";
import { LoggingNetwork } from "../constructs/logging/logging-network";
import { Loki } from "../constructs/logging/loki";
import { LokiDatabaseLogs } from "../constructs/logging/loki-database-logs";
import { LokiNodeLogs } from "../constructs/logging/loki-node-logs";
import { NodeLogs } from "../constructs/logging/node-logs";
import { addonsOutputs } from "./addons-stack";
import { clusterOutputs } from "./cluster-stack";
import { databaseOutputs } from "./database-stack";
import { monitoringOutputs } from "./monitoring-stack";
import { networkOutputs } from "./network-stack";

interface Sizes {
  /** Copies of the server, each with a volume and memory of its own. */
  readonly nodes: number;
  readonly volumeGb: number;
  readonly memoryGb: number;
}

interface Kept {
  readonly retentionDays: number;
  /** Of logs that say who did what. */
  readonly auditRetentionDays: number;
  readonly kubernetes: Sizes;
}

interface Elastic extends Kept {
  readonly engine: "elastic";
  /** Of Elasticsearch, Kibana, Logstash and Filebeat. */
  readonly version: string;
  /** After so many days nothing is written to an index any more. */
  readonly warmAfterDays: number;
  readonly kibana: {
    /** Under which browsers inside the network reach it. @default by port-forwarding only */
    readonly host?: string;
  };
}

interface InLoki extends Kept {
  readonly engine: "loki";
}

export interface LoggingStackProps extends BaseStackProps, Pick<ClusterProvidersProps, "authentication"> {
  readonly logging: Elastic | InLoki;
  /** How many instances the database has, the writer among them. */
  readonly databaseInstances: number;
  /** `kms`: a key of our own for what is in S3. `s3`: keys that S3 manages. */
  readonly encryption: "kms" | "s3";
}

interface Place {
  readonly namespace: string;
  readonly agentsNamespace: string;
  readonly clusterName: string;
  readonly addons: ReturnType<typeof addonsOutputs.read>;
  readonly monitoring: ReturnType<typeof monitoringOutputs.read>;
  readonly after: readonly ITerraformDependable[];
}

/** Logs of everything that the environment runs: collected, kept, searched and watched. */
export class LoggingStack extends BaseStack {
  constructor(scope: Construct, props: LoggingStackProps) {
    super(scope, props);
    const cluster = clusterOutputs.read(this);
    const addons = addonsOutputs.read(this);
    const monitoring = monitoringOutputs.read(this);
    const { vpcCidr } = networkOutputs.read(this);
    const { authentication, logging } = props;
    const clusterName = cluster.name;
    new ClusterProviders(this, "providers", { ...cluster, clusterName, authentication });

    const { name: namespace } = new Namespace(this, "logging", { name: "logging", podSecurity: "restricted" });
    // Apart, since it reads files of the nodes, which nothing else here may.
    const { name: agentsNamespace } = new Namespace(this, "logging-agents", {
      name: "logging-agents",
      podSecurity: "privileged",
    });
    const { policies } = new LoggingNetwork(this, "traffic", {
      engine: logging.engine,
      namespace,
      agentsNamespace,
      monitoringNamespace: monitoring.namespace,
      vpcCidr,
      kibanaIsReached: logging.engine === "elastic" && logging.kibana.host !== undefined,
    });
    const place: Place = { namespace, agentsNamespace, clusterName, addons, monitoring, after: policies };
    if (logging.engine === "elastic") this.elastic(logging, props, place);
    else this.loki(logging, props, place);
  }

  private elastic(logging: Elastic, { databaseInstances }: LoggingStackProps, place: Place): void {
    const { namespace, agentsNamespace, clusterName, addons, monitoring } = place;
    const { instanceIdentifiers } = databaseOutputs.read(this);
    const issuer = addons.internalIssuer;
    const elastic = new ElasticStack(this, "elastic", {
      ...logging,
      ...logging.kubernetes,
      ...logging.kibana,
      namespace,
      environment: this.owner,
      storageClass: this.deletionProtection ? addons.retainingStorageClass : addons.storageClass,
      issuer,
      after: place.after,
    });
    // With the templates of indices before the first line.
    const after = [elastic.ready];
    const sending = { version: logging.version, issuer, after };
    new NodeLogs(this, "node-logs", { ...sending, namespace: agentsNamespace, logstashNamespace: namespace });
    new DatabaseLogs(this, "database-logs", {
      ...sending,
      namespace,
      clusterName,
      instances: Array.from({ length: databaseInstances }, (_, index) =>
        Token.asString(Fn.element([...instanceIdentifiers], index)),
      ),
      storageClass: addons.storageClass,
    });
    new LogAlerts(this, "alerts", { namespace, alertmanagerUrl: monitoring.alertmanagerUrl, after });
    new ElasticDataSource(this, "data-source", { namespace: monitoring.namespace, elasticNamespace: namespace, after });
  }

  private loki(logging: InLoki, { encryption }: LoggingStackProps, place: Place): void {
    const { namespace, agentsNamespace, clusterName, addons, monitoring } = place;
    const key =
      encryption === "kms"
        ? new EncryptionKey(this, "key", { name: "logs", description: "Logs that Loki keeps in S3" })
        : undefined;
    const { resource, url } = new Loki(this, "loki", {
      ...logging,
      ...logging.kubernetes,
      namespace,
      clusterName,
      storageClass: addons.storageClass,
      key,
      alertmanagerUrl: monitoring.alertmanagerUrl,
      after: place.after,
    });
    const sending = { lokiUrl: url, environment: this.owner, after: [resource] };
    new LokiNodeLogs(this, "node-logs", { ...sending, namespace: agentsNamespace });
    new LokiDatabaseLogs(this, "database-logs", {
      ...sending,
      namespace,
      clusterName,
      identifier: databaseOutputs.read(this).identifier,
      storageClass: addons.storageClass,
    });
    new LokiDataSource(this, "data-source", { namespace: monitoring.namespace, url });
  }
}
