import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { simulate } from "provider-simulator";
import { CHART_KNOWLEDGE } from "../../../constructs/helm/catalogue";
import { type Environment, loadEnvironments, resolveEnvironments } from "../../../environments";
import { development } from "../../../environments/development";
import { organization } from "../../../environments/organization";
import { staging } from "../../../environments/staging";
import { collectManifests, type StackManifests } from "../../../scripts/manifests/collect";
import { synthesize } from "../../../stacks/synthesize";
import { temporaryFolder } from "../../helpers/stack";

const secret = "httpsok/staging/example";
const url = "https://login.httpsok.example";

/** Choices that neither staging nor production has made. */
const [large, small] = resolveEnvironments(organization, [
  {
    ...staging,
    topology: {
      kind: "kubernetes",
      version: "1.36",
      scaling: "karpenter",
      ingress: "traefik",
      publicZoneId: "Z0123456789ABCDEFGHIJ",
    },
    logging: { engine: "loki" },
    monitoring: {
      channels: {
        ...staging.monitoring?.channels,
        teams: { secret },
        sms: { phoneNumbers: ["+8613800000000"] },
        wecom: { secret, app: { corpId: "ww1", agentId: "1000002", toParty: "1|2" } },
        dingtalk: { secret },
      },
      quietHours: "14:00-23:00",
      maintenance: { database: ["sun:18:30-sun:19:30"] },
      heartbeat: { secret },
      grafana: {
        host: "grafana.httpsok.example",
        sso: {
          ...{ name: "Example", clientId: "grafana", secret, authUrl: url, tokenUrl: url, userInfoUrl: url },
          ...{ administrators: "admins", editors: "editors" },
        },
      },
    },
  },
  {
    ...development,
    topology: { kind: "kubernetes", version: "1.36", scaling: "auto-mode" },
    logging: { engine: "elastic", kibana: { host: "logs.httpsok.example" } },
  },
]);

/** The environments that run on a cluster, and two with the other choices, as `describe.each` takes them. */
export const KUBERNETES: readonly (readonly [string, Environment])[] = [
  ...loadEnvironments().map((environment) => [environment.name, environment] as const),
  ...(large ? [["staging with Karpenter, Traefik, Loki and all channels", large] as const] : []),
  ...(small ? [["development on Auto Mode", small] as const] : []),
].filter(([, { topology }]) => topology.kind === "kubernetes");

export interface Applied {
  readonly stacks: readonly StackManifests[];
  /** With a state of each stack, `<stack>.tfstate`. */
  readonly states: string;
}

/** What the stacks of an environment create in the cluster, as the real terraform has evaluated it. */
export async function applied(environment: Environment): Promise<Applied> {
  const dataDir = temporaryFolder();
  const app = synthesize([environment], { outdir: path.join(dataDir, "cdktf.out") });
  await simulate({
    output: app.outdir,
    stacks: ["*"],
    dataDir,
    schemas: committedSchemas(),
    knowledge: CHART_KNOWLEDGE,
    action: "apply",
  });
  const states = path.join(dataDir, "states");
  return { stacks: collectManifests(app, states), states };
}
