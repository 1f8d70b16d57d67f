import type { AlertChannels } from "../../constructs/monitoring/alertmanager/channels";
import type { AlertmanagerConfigProps } from "../../constructs/monitoring/alertmanager/config";

/** Everything that can be configured. */
const ALL_CHANNELS = {
  email: {
    to: ["operations@httpsok.example", "duty@httpsok.example"],
    from: "alerts@httpsok.example",
    smarthost: "mail.httpsok.example:587",
    username: "alerts",
    secret: "alerts/email",
  },
  slack: { secret: "alerts/slack" },
  teams: { secret: "alerts/teams" },
  pagerduty: { secret: "alerts/pagerduty" },
  sms: { phoneNumbers: ["+8613800000000", "+6580000000"] },
  wecom: { secret: "alerts/wecom" },
  dingtalk: { secret: "alerts/dingtalk" },
} as const satisfies AlertChannels;

export const WECOM_APP = {
  secret: "alerts/wecom",
  app: { corpId: "ww0123456789", agentId: "1000002", toParty: "2|3" },
} as const;

const EVERYBODY = ["email", "slack", "teams", "pagerduty", "sms", "wecom", "dingtalk"] as const;

/** With every channel, told of everything. */
export const ALL: AlertmanagerConfigProps = {
  organization: "httpsok",
  environment: "production",
  region: "ap-southeast-1",
  channels: ALL_CHANNELS,
  routing: { critical: EVERYBODY, warning: EVERYBODY, info: EVERYBODY },
  heartbeat: { secret: "alerts/heartbeat" },
  secretsFolder: "/etc/alertmanager/secrets/alert-channels",
  templatesFolder: "/etc/alertmanager/config",
};

/** With none. */
export const NONE: AlertmanagerConfigProps = {
  ...ALL,
  channels: {},
  routing: { critical: [], warning: [], info: [] },
  heartbeat: undefined,
};
