import type { Channel } from "./channels";

type Severity = "critical" | "warning" | "info";

/** Whom an alert is told to, and how often. */
export type Route = {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly continue?: boolean;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
};

/** Part of a day in UTC; `to` may be 24:00. */
interface Period {
  /** Such as `sunday`. @default every day */
  readonly weekday?: string;
  readonly from: string;
  readonly to: string;
}

export type TimeInterval = {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly weekdays?: readonly string[];
    readonly times: readonly { readonly start_time: string; readonly end_time: string }[];
  }[];
};

export interface RoutingProps {
  /** Which channels are told of an alert of each severity. */
  readonly routing: Readonly<Record<Severity, readonly Channel[]>>;
  /** Channels that are told when a critical alert has not ended after so long. @default none */
  readonly escalation?: { readonly afterMinutes: number; readonly to: readonly Channel[] };
  /** When warnings and infos wait. @default never */
  readonly quietHours?: readonly Period[];
  /** When nothing is said of a team's systems. @default never */
  readonly maintenance?: Readonly<Record<string, readonly Period[] | undefined>>;
}

/** What belongs to one cause is told in one message. */
const GROUP_BY = ["alertname", "environment", "team"];

/** By all labels: https://prometheus.io/docs/alerting/0.34/configuration/#route-related-settings */
const EACH_BY_ITSELF = ["..."];

/**
 * How long the first message waits for more alerts of its group, how long the next one does, and after how long what has
 * not ended is told again. The more it matters, the sooner.
 */
const PACE = {
  critical: { group_wait: "10s", group_interval: "1m", repeat_interval: "1h" },
  warning: { group_wait: "1m", group_interval: "10m", repeat_interval: "12h" },
  info: { group_wait: "5m", group_interval: "1h", repeat_interval: "24h" },
} as const;

/** Often enough for a service that raises the alarm after ten minutes of silence. */
const HEARTBEAT_PACE = { group_wait: "0s", group_interval: "1m", repeat_interval: "4m" };

const QUIET_HOURS = "quiet-hours";
const windowOf = (team: string) => `maintenance-${team}`;

/**
 * The tree of routes. An alert of a severity that nobody knows is treated as a warning, not lost; the one that always
 * fires reaches no people.
 */
export function routeTree(props: RoutingProps): Route {
  return {
    receiver: "warning",
    group_by: GROUP_BY,
    ...PACE.warning,
    routes: [
      { receiver: "heartbeat", matchers: ['alertname="Watchdog"'], ...HEARTBEAT_PACE },
      ...escalationRoutes(props),
      severityRoute("critical", props),
      severityRoute("warning", props),
      severityRoute("info", props),
    ],
  };
}

export function timeIntervals({ quietHours = [], maintenance = {} }: RoutingProps): readonly TimeInterval[] {
  const windows = Object.entries(maintenance).map(([team, periods = []]) => timeInterval(windowOf(team), periods));
  return [timeInterval(QUIET_HOURS, quietHours), ...windows].filter(({ time_intervals }) => time_intervals.length > 0);
}

function severityRoute(severity: Severity, props: RoutingProps): Route {
  const muted = severity === "critical" || !props.quietHours?.length ? [] : [QUIET_HOURS];
  return {
    receiver: severity,
    matchers: [`severity="${severity}"`],
    ...PACE[severity],
    ...mutedBy(muted),
    ...teamRoutes(severity, muted, props),
  };
}

/**
 * First in the tree and open to what follows: Alertmanager knows no escalation, but a group can wait for long. Each alert
 * is a group of its own, since one that joined a group that has waited already would be told at once. The price: what stays
 * in a large outage comes in a message for each alert.
 */
function escalationRoutes(props: RoutingProps): readonly Route[] {
  if (!props.escalation) return [];
  return [
    {
      receiver: "escalation",
      matchers: ['severity="critical"'],
      continue: true,
      group_by: EACH_BY_ITSELF,
      ...PACE.critical,
      group_wait: `${props.escalation.afterMinutes}m`,
      ...teamRoutes("escalation", [], props),
    },
  ];
}

/** Teams whose systems are worked on at times. A route inherits from its parent all but when it is mute. */
function teamRoutes(receiver: string, muted: readonly string[], { maintenance = {} }: RoutingProps) {
  const teams = Object.keys(maintenance).filter((team) => maintenance[team]?.length);
  if (teams.length === 0) return {};
  const routes = teams.map((team) => ({
    receiver,
    matchers: [`team="${team}"`],
    ...mutedBy([...muted, windowOf(team)]),
  }));
  return { routes };
}

function mutedBy(intervals: readonly string[]) {
  return intervals.length > 0 ? { mute_time_intervals: intervals } : {};
}

function timeInterval(name: string, periods: readonly Period[]): TimeInterval {
  return {
    name,
    time_intervals: periods.map(({ weekday, from, to }) => ({
      ...(weekday !== undefined && { weekdays: [weekday] }),
      times: [{ start_time: from, end_time: to }],
    })),
  };
}
