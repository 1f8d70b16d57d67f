import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { CustomObjects } from "../helm/custom-objects";
import { ELASTIC_USERS, elasticUsers, ROLES_SECRET } from "./elastic-users";
import { elasticsearch } from "./elasticsearch";
import { logstashHost } from "./filebeat";
import { kibana } from "./kibana";
import { logCertificate } from "./log-certificates";
import { LogSetup, type LogSetupProps } from "./log-setup";
import { logstash } from "./logstash";

export interface ElasticStackProps extends LogSetupProps {
  /** Part of the names of data streams. */
  readonly environment: string;
  /** Of each node. */
  readonly volumeGb: number;
  readonly memoryGb: number;
  /** Of volumes with logs. */
  readonly storageClass: string;
  /** Issuer of the whole cluster, for what talks inside it. */
  readonly issuer: string;
  /** Of Kibana. @default by port-forwarding only */
  readonly host?: string;
}

const TLS_SECRET = "logstash-tls";

/** Elasticsearch, Kibana and Logstash, with users, indices, pipelines and saved objects. */
export class ElasticStack extends Construct {
  /** Logstash takes logs once it exists. */
  readonly taking: ITerraformDependable;
  /** What logs are stored by is in place. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ElasticStackProps) {
    super(scope, id);
    const { namespace, nodes, version, issuer } = props;
    // Two where one may be lost.
    const replicas = nodes > 1 ? 2 : 1;
    const pipelines = new Asset(this, "pipelines", { source: "logging/logstash" }).files(".conf");
    this.taking = new CustomObjects(this, "Resource", {
      name: "elastic",
      namespace,
      objects: [
        ...elasticUsers(),
        logCertificate({ name: TLS_SECRET, issuer, hosts: [logstashHost(namespace)] }),
        elasticsearch({
          ...props,
          userSecrets: Object.values(ELASTIC_USERS).map(({ name }) => name),
          rolesSecret: ROLES_SECRET,
        }),
        ...kibana({ version, replicas, host: props.host }),
        ...logstash({
          ...props,
          replicas,
          pipelines: Object.fromEntries(pipelines.map(({ name, path }) => [name, Fn.file(path)])),
          tlsSecret: TLS_SECRET,
        }),
      ],
      after: props.after,
    }).resource;
    this.ready = new LogSetup(this, "setup", { ...props, after: [this.taking] }).resource;
  }
}
