import type { z } from "zod";
import type { Context, Fragment } from "../validation/fragment";
import { type DeepReadonly, isRecord, type Layer, valueAt } from "../validation/merge";
import { choice, group, list, text, whole } from "../validation/values";
import { CHANNELS, type Channel, channelsSchema, secret } from "./alert-channels";
import { monitoringRules } from "./monitoring-rules";
import { dailyPeriods, dailyWindow, type Period, weeklyPeriods, weeklyWindow } from "./windows";

const channelNames = list(choice(CHANNELS), `a list of ${CHANNELS.join(", ")}`);
const DAILY = "a daily window in UTC of half an hour or more, such as 14:00-23:00";
const daily = text(DAILY).refine((window) => dailyWindow(window) !== undefined, { error: DAILY });
const WEEKLY = "a weekly window in UTC of half an hour to a day, such as sun:18:30-sun:19:30";
const weekly = text(WEEKLY).refine((window) => weeklyWindow(window) !== undefined, { error: WEEKLY });
const windows = list(weekly, "a list of weekly windows in UTC").optional();
const url = text("an address such as https://www.httpsok.example", /^https:\/\/[^\s/]+(\/\S*)?$/);

const schema = group({
  /** How long metrics are kept. */
  retentionDays: whole(1, 365),
  /** Of each Prometheus. gp3 ends at 64 TiB. */
  volumeGb: whole(10, 65536),
  /** Of Prometheus, of which each sees everything, and of Alertmanager, which agree on who tells. */
  replicas: whole(1, 3),
  /** What is asked every minute whether it answers and how long its certificate is valid. */
  endpoints: list(url, "a list of addresses that start with https://"),
  /** Without any, alerts are seen by those who look: in Grafana, and on the pages of Prometheus and Alertmanager. */
  channels: channelsSchema,
  /** Which channels are told of an alert of each severity. */
  routing: group({ critical: channelNames, warning: channelNames, info: channelNames }),
  /** The next channels, told when a critical alert has not ended after so long. */
  escalation: group({
    afterMinutes: whole(5, 24 * 60),
    to: list(choice(CHANNELS), `a list of one or more of ${CHANNELS.join(", ")}`, 1),
  }).optional(),
  /** When warnings and infos wait; critical alerts never do. */
  quietHours: daily.optional(),
  /** When nothing is said of a team's systems, because they are worked on. Each rule names the team of its alert. */
  maintenance: group({ platform: windows, application: windows, database: windows, security: windows }),
  /** A service that raises the alarm when it hears nothing for a while. The secret holds the address it is called at. */
  heartbeat: group({ secret }).optional(),
  grafana: group({
    /** Raised by one, the administrator gets a new password. */
    passwordVersion: whole(1, 1_000_000),
    /** Under which browsers reach it; otherwise by port-forwarding only. */
    host: text("a host such as grafana.httpsok.example", /^[a-z0-9-]+(\.[a-z0-9-]+)+$/).optional(),
    /** Users of the company's identity provider, by OpenID Connect. The secret holds the client's secret. */
    sso: group({
      name: text("what the button says"),
      clientId: text("the id of the client"),
      secret,
      authUrl: url,
      tokenUrl: url,
      userInfoUrl: url,
      /** Groups of the claim `groups` that administer or edit; all others look. */
      administrators: text("the name of a group"),
      editors: text("the name of a group"),
    }).optional(),
  }),
});

export type MonitoringWritten = z.output<typeof schema>;
export type Monitoring = DeepReadonly<
  Omit<MonitoringWritten, "quietHours" | "maintenance"> & {
    quietHours: readonly Period[];
    maintenance: Partial<Record<keyof MonitoringWritten["maintenance"], readonly Period[]>>;
  }
>;

const SIZES = {
  development: { retentionDays: 3, volumeGb: 20, replicas: 1 },
  testing: { retentionDays: 7, volumeGb: 30, replicas: 1 },
  staging: { retentionDays: 15, volumeGb: 50, replicas: 2 },
  production: { retentionDays: 30, volumeGb: 100, replicas: 2 },
} as const;

/** Those that wake people. */
const LOUD: readonly Channel[] = ["pagerduty", "sms"];
/** Its own policies escalate, and a second event would open a second incident. */
const ESCALATES_BY_ITSELF: Channel = "pagerduty";

/** Channels that have not been told yet; where all have, those that can be told again. */
function nextChannels(channels: readonly Channel[], told: readonly unknown[]): Channel[] {
  const left = channels.filter((name) => !told.includes(name));
  return left.length > 0 ? left : channels.filter((name) => name !== ESCALATES_BY_ITSELF);
}

function defaults(context: Context): Layer<MonitoringWritten>[] {
  const written = valueAt(context.input, ["monitoring", "channels"]);
  const channels = CHANNELS.filter((name) => isRecord(written) && written[name] !== undefined);
  const quiet = channels.filter((name) => !LOUD.includes(name));
  const { domain } = context.organization;
  const critical = valueAt(context.input, ["monitoring", "routing", "critical"]);
  const next = nextChannels(channels, Array.isArray(critical) ? critical : channels);
  const escalation = next.length > 0 ? { escalation: { afterMinutes: 30, to: next } } : {};
  return [
    { origin: "default", values: { channels: {}, maintenance: {}, grafana: { passwordVersion: 1 } } },
    { origin: `default for class ${context.class}`, values: SIZES[context.class] },
    {
      origin: "derived from monitoring.channels",
      values: { routing: { critical: channels, warning: quiet, info: quiet.slice(0, 1) }, ...escalation },
    },
    {
      origin: "derived from name and organization",
      values: { endpoints: [`https://${context.class === "production" ? domain : `${context.name}.${domain}`}`] },
    },
  ];
}

export const monitoring: Fragment<MonitoringWritten, Monitoring> = {
  key: "monitoring",
  schema,
  defaults,
  resolve: ({ quietHours, maintenance, ...written }) => ({
    ...written,
    quietHours: quietHours === undefined ? [] : dailyPeriods(quietHours),
    maintenance: Object.fromEntries(
      Object.entries(maintenance).map(([team, windows]) => [team, (windows ?? []).flatMap(weeklyPeriods)]),
    ),
  }),
  rules: monitoringRules,
};
