import type { SecretItem } from "../../kubernetes/namespace-secrets";

/** The name of a secret in Secrets Manager, never the secret itself. */
interface Secret {
  readonly secret: string;
}

/** How people are reached; what is missing is not used. */
export interface AlertChannels {
  /** The secret holds the password. */
  readonly email?: Secret & {
    readonly to: readonly string[];
    readonly from: string;
    /** Host and port: 587 for STARTTLS, 465 for TLS from the first byte. */
    readonly smarthost: string;
    readonly username: string;
  };
  /** The secret holds the address of an incoming webhook. */
  readonly slack?: Secret;
  /** The secret holds the address of a workflow's webhook. */
  readonly teams?: Secret;
  /** The secret holds the key of an integration by Events API v2. */
  readonly pagerduty?: Secret;
  /** Through SNS, by the role of the pod or machine. */
  readonly sms?: { readonly phoneNumbers: readonly string[] };
  /** The secret holds the address of a group's robot; with an app, that app's secret. */
  readonly wecom?: Secret & {
    readonly app?: { readonly corpId: string; readonly agentId: string; readonly toParty: string };
  };
  /** The secret holds the address of a group's robot, whose keyword is the organization's name. */
  readonly dingtalk?: Secret;
}

export type Channel = keyof AlertChannels;

/** A service that raises the alarm when it hears nothing. The secret holds the address it is called at. */
export type Heartbeat = Secret;

/** Files of the secrets' folder that Alertmanager reads; each holds a whole secret. */
export const KEYS = {
  email: "email-password",
  slack: "slack-url",
  teams: "teams-url",
  pagerduty: "pagerduty-key",
  wecomRobot: "wecom-url",
  wecomApp: "wecom-secret",
  dingtalk: "dingtalk-url",
  heartbeat: "heartbeat-url",
} as const;

/** What whoever brings a secret must look for. */
const DESCRIPTIONS: Readonly<Record<Key, string>> = {
  "email-password": "Password of the mail server",
  "slack-url": "Address of an incoming webhook of Slack",
  "teams-url": "Address of a workflow's webhook in Teams",
  "pagerduty-key": "Key of an integration by Events API v2",
  "wecom-url": "Address of a group's robot in WeCom",
  "wecom-secret": "Secret of an application in WeCom",
  "dingtalk-url": "Address of a group's robot in DingTalk",
  "heartbeat-url": "Address that a watching service wants to be called at",
};

type Key = (typeof KEYS)[keyof typeof KEYS];

export interface AlertingSecretsProps {
  readonly channels: AlertChannels;
  /** @default none */
  readonly heartbeat?: Heartbeat;
}

/** Which secret of Secrets Manager belongs in which file, as `NamespaceSecrets` takes it. */
export function alertingSecrets({ channels, heartbeat }: AlertingSecretsProps): readonly SecretItem[] {
  const { email, slack, teams, pagerduty, wecom, dingtalk } = channels;
  const items = [
    { key: KEYS.email, of: email },
    { key: KEYS.slack, of: slack },
    { key: KEYS.teams, of: teams },
    { key: KEYS.pagerduty, of: pagerduty },
    { key: wecom?.app ? KEYS.wecomApp : KEYS.wecomRobot, of: wecom },
    { key: KEYS.dingtalk, of: dingtalk },
    { key: KEYS.heartbeat, of: heartbeat },
  ];
  return items.flatMap(({ key, of }) => (of ? [{ key, from: of.secret, description: DESCRIPTIONS[key] }] : []));
}
