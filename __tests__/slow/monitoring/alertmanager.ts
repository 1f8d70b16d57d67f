import fs from "node:fs";
import path from "node:path";
import { KEYS } from "../../../constructs/monitoring/alertmanager/channels";
import {
  type AlertmanagerConfig,
  type AlertmanagerConfigProps,
  alertmanagerConfig,
} from "../../../constructs/monitoring/alertmanager/config";
import type { Route } from "../../../constructs/monitoring/alertmanager/routes";
import { type Program, startProgram } from "./programs";
import type { MailServer, Platforms } from "./sinks";

export const TEMPLATES = path.join(__dirname, "../../../assets/monitoring/templates");

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Alertmanager {
  /** Reports that alerts go on, as Prometheus does. @param since when they started */
  fire(alerts: readonly Alert[], since?: Date): Promise<void>;
  /** Reports that alerts have ended. */
  end(alerts: readonly Alert[]): Promise<void>;
  /** What is at a path of its API, or its metrics. */
  get(path: string): Promise<string>;
  stop(): Promise<void>;
}

export interface Sinks {
  readonly platforms: Platforms;
  readonly mail: MailServer;
}

/** Milliseconds, where people have minutes. */
const PACE = { wait: 300, interval: 500 };
/** How long an escalation waits here, in milliseconds. */
export const ESCALATION = 5000;

/**
 * Starts the real Alertmanager with the configuration of an environment, in which addresses lead to sinks and waiting is
 * short. @param folder keeps its state; starting in it again is a restart
 */
export async function startAlertmanager(
  folder: string,
  props: AlertmanagerConfigProps,
  sinks: Sinks,
): Promise<Alertmanager> {
  const secretsFolder = path.join(folder, "secrets");
  writeSecrets(secretsFolder, sinks.platforms.url);
  const config = alertmanagerConfig({ ...props, secretsFolder, templatesFolder: TEMPLATES });
  const file = path.join(folder, "alertmanager.yaml");
  fs.writeFileSync(file, JSON.stringify(redirected(config, sinks)));
  const program = await startProgram(
    "alertmanager",
    (address) => [
      `--config.file=${file}`,
      `--storage.path=${path.join(folder, "data")}`,
      `--web.listen-address=${address}`,
      "--cluster.listen-address=",
    ],
    { folder, ready: "/-/ready", env: { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "a-secret-key" } },
  );
  return clientOf(program);
}

/** What the secrets of the channels hold: addresses of the sinks, and what these expect to be told. */
function writeSecrets(folder: string, url: string): void {
  fs.mkdirSync(folder, { recursive: true });
  const secrets = {
    [KEYS.email]: "mail-password",
    [KEYS.slack]: `${url}/slack`,
    [KEYS.teams]: `${url}/teams`,
    [KEYS.pagerduty]: "pagerduty-key",
    [KEYS.wecomRobot]: `${url}/wecom?key=robot`,
    [KEYS.wecomApp]: "app-secret",
    [KEYS.dingtalk]: `${url}/dingtalk?access_token=robot`,
    [KEYS.heartbeat]: `${url}/heartbeat`,
  };
  // With the line break that whoever pastes a secret leaves behind.
  for (const [key, value] of Object.entries(secrets)) fs.writeFileSync(path.join(folder, key), `${value}\n`);
}

function redirected(config: AlertmanagerConfig, { platforms: { url }, mail }: Sinks): object {
  const receivers = config.receivers.map((receiver) => ({
    ...receiver,
    email_configs: receiver.email_configs?.map((integration) => ({
      ...integration,
      smarthost: mail.address,
      tls_config: { ca_file: mail.caFile },
    })),
    pagerduty_configs: receiver.pagerduty_configs?.map((one) => ({ ...one, url: `${url}/pagerduty/v2/enqueue` })),
    sns_configs: receiver.sns_configs?.map((one) => ({ ...one, api_url: `${url}/sns` })),
    wechat_configs: receiver.wechat_configs?.map((one) => ({ ...one, api_url: `${url}/wechat/` })),
  }));
  return { ...config, receivers, route: hurried(config.route) };
}

function hurried(route: Route): Route {
  return {
    ...route,
    group_wait: `${route.receiver === "escalation" ? ESCALATION : PACE.wait}ms`,
    group_interval: `${PACE.interval}ms`,
    repeat_interval: "1h",
    ...(route.routes && { routes: route.routes.map(hurried) }),
  };
}

function clientOf({ address, stop }: Program): Alertmanager {
  const url = `http://${address}`;
  const post = async (alerts: readonly object[]) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/api/v2/alerts`, { method: "POST", headers, body: JSON.stringify(alerts) });
    if (!response.ok) throw new Error(`alerts are refused: ${await response.text()}`);
  };
  return {
    stop,
    fire: (alerts, since = new Date()) =>
      post(alerts.map((alert) => ({ ...alert, startsAt: since, endsAt: new Date(Date.now() + 600_000) }))),
    end: (alerts) => post(alerts.map((alert) => ({ ...alert, endsAt: new Date() }))),
    get: async (where) => (await fetch(`${url}${where}`)).text(),
  };
}
