import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { JobV1, type JobV1SpecTemplateSpecContainer } from "@cdktf/provider-kubernetes/lib/job-v1";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Asset } from "../core/asset";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, resources } from "../kubernetes/pods";
import { ELASTIC_USERS } from "./elastic-users";
import { ELASTIC_USER, ELASTICSEARCH } from "./elasticsearch";
import { type IndexLifecycleProps, lifecyclePolicies, settingsTemplates } from "./index-lifecycle";
import { KIBANA } from "./kibana";

export interface LogSetupProps extends IndexLifecycleProps {
  readonly namespace: string;
  /** Of the Elastic stack: its image has all that the script needs. */
  readonly version: string;
  /** Elasticsearch, Kibana and the users, which the script then waits for. */
  readonly after: readonly ITerraformDependable[];
}

const NAME = "log-setup";
const FILES = "/files";
const SAVED_OBJECTS = "saved-objects.ndjson";

/** For each of the two servers: volumes are made and images pulled within it. */
const WAIT_SECONDS = 800;
const TIMEOUT = "30m";

/**
 * Gives Elasticsearch and Kibana what assets/logging holds, and what follows from the environment, by a job that is made
 * anew when any of it changes.
 */
export class LogSetup extends Construct {
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: LogSetupProps) {
    super(scope, id);
    const { namespace } = props;
    const maps = this.files(props).map(({ folder, data }) => ({
      folder,
      map: new ConfigMapV1(this, folder, { metadata: { name: `${NAME}-${folder}`, namespace }, data }),
    }));
    const contents = Fn.sha256(Fn.jsonencode(maps.map(({ map }) => map.data)));
    this.resource = new JobV1(this, "Resource", {
      metadata: { name: NAME, namespace },
      spec: {
        backoffLimit: 3,
        template: {
          metadata: { labels: { app: NAME }, annotations: { contents } },
          spec: {
            restartPolicy: "Never",
            automountServiceAccountToken: false,
            securityContext: { ...RESTRICTED_POD, runAsUser: String(ELASTIC_USER), fsGroup: String(ELASTIC_USER) },
            container: [container(props.version, maps)],
            volume: [
              ...maps.map(({ folder, map }) => ({ name: folder, configMap: { name: map.metadata.name } })),
              ...AUTHORITIES.map(({ name, caSecret }) => ({ name: authority(name), secret: { secretName: caSecret } })),
              { name: "user", secret: { secretName: ELASTIC_USERS.setup.name } },
              { name: "tmp", emptyDir: {} },
            ],
          },
        },
      },
      waitForCompletion: true,
      timeouts: { create: TIMEOUT, update: TIMEOUT },
      dependsOn: [...props.after],
    });
  }

  /** What goes into each folder: texts that terraform reads, or writes from the settings of the environment. */
  private files(props: IndexLifecycleProps) {
    const assets = new Construct(this, "assets");
    const texts = (folder: string) => {
      const files = new Asset(assets, folder, {
        source: `logging/elasticsearch/${folder}`,
        as: `elasticsearch/${folder}`,
      });
      return Object.fromEntries(files.files(".json").map(({ name, path }) => [`${name}.json`, Fn.file(path)]));
    };
    const script = new Asset(assets, "script", { source: "logging/setup/setup.sh" });
    const saved = new Asset(assets, "saved-objects", { source: `logging/kibana/${SAVED_OBJECTS}` });
    return [
      { folder: "lifecycle", data: written(lifecyclePolicies(props)) },
      {
        folder: "component-templates",
        data: { ...texts("component-templates"), ...written(settingsTemplates(props)) },
      },
      { folder: "ingest", data: texts("ingest") },
      { folder: "index-templates", data: texts("index-templates") },
      { folder: "kibana", data: { [SAVED_OBJECTS]: Fn.file(saved.path) } },
      { folder: "script", data: { "setup.sh": Fn.file(script.path) } },
    ];
  }
}

/** As files of JSON, by their names. */
function written(objects: Readonly<Record<string, object>>) {
  return Object.fromEntries(Object.entries(objects).map(([name, object]) => [`${name}.json`, Fn.jsonencode(object)]));
}

/** The authorities that ECK has made for Elasticsearch and for Kibana; the script takes one file. */
const AUTHORITIES = [ELASTICSEARCH, KIBANA];
const authority = (name: string) => `${name}-authority`;
const CA_FILE = "/tmp/ca.crt";

function container(version: string, maps: readonly { readonly folder: string }[]): JobV1SpecTemplateSpecContainer {
  const mounts = maps.map(({ folder }) => {
    // Not a folder to the script, and a folder that is mounted takes none below it.
    const file = folder === "kibana" ? { subPath: SAVED_OBJECTS } : {};
    return {
      name: folder,
      mountPath: `${FILES}/${folder === "kibana" ? SAVED_OBJECTS : folder}`,
      readOnly: true,
      ...file,
    };
  });
  const env = {
    ES_URL: `https://${ELASTICSEARCH.service}:${ELASTICSEARCH.port}`,
    KIBANA_URL: `https://${KIBANA.service}:${KIBANA.port}`,
    ES_USER: ELASTIC_USERS.setup.name,
    ES_PASSWORD_FILE: "/user/password",
    ES_CA: CA_FILE,
    FILES,
    WAIT_SECONDS: String(WAIT_SECONDS),
  };
  return {
    name: NAME,
    image: `docker.elastic.co/elasticsearch/elasticsearch:${version}`,
    command: ["sh", "-c", `cat /authorities/*/ca.crt > ${CA_FILE} && exec sh ${FILES}/script/setup.sh`],
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    resources: resources("50m", "64Mi", "128Mi"),
    securityContext: RESTRICTED_CONTAINER,
    volumeMount: [
      ...mounts,
      ...AUTHORITIES.map(({ name }) => ({ name: authority(name), mountPath: `/authorities/${name}`, readOnly: true })),
      { name: "user", mountPath: "/user", readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}
