import { type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { KINDS, problemsOf, refuses, withTopology } from "./inputs";

const CHANNELS = "email, slack, teams, pagerduty, sms, wecom, dingtalk";
const DAILY = "it must be a daily window in UTC of half an hour or more, such as 14:00-23:00";
const WEEKLY = "it must be a weekly window in UTC of half an hour to a day, such as sun:18:30-sun:19:30";
const SECRET = "it must be the name of a secret in Secrets Manager such as httpsok/production/alerts/slack";

/** One of class testing, where less is asked. */
const small: EnvironmentInput = {
  name: "small",
  class: "testing",
  network: { cidr: "10.60.0.0/16" },
  topology: { kind: "kubernetes" },
};

const SSO = {
  name: "Company",
  clientId: "grafana",
  secret: "small/grafana/sso",
  authUrl: "https://id.example/auth",
  tokenUrl: "https://id.example/token",
  userInfoUrl: "https://id.example/userinfo",
  administrators: "operations",
  editors: "developers",
};

/** Three channels, and a choice of who is told. */
function routed(routing: object): EnvironmentInput {
  const { channels, heartbeat } = production.monitoring ?? {};
  return { ...production, monitoring: { channels, heartbeat, routing } };
}

function monitoringOf(input: EnvironmentInput) {
  const [environment] = resolveEnvironments(organization, [input]);
  return environment?.monitoring;
}

describe("a channel for alerts", () => {
  refuses(production, [
    [
      { monitoring: { channels: { slak: {} } } },
      `monitoring.channels.slak: unknown (did you mean slack?); the keys here are ${CHANNELS}`,
    ],
    [{ monitoring: { channels: { teams: {} } } }, `monitoring.channels.teams.secret: missing; ${SECRET}`],
    [
      { monitoring: { channels: { slack: { secret: "https://hooks.slack.example/services/T0/B0/x" } } } },
      `monitoring.channels.slack.secret: "https://hooks.slack.example/services/T0/B0/x" is not allowed; ${SECRET}`,
    ],
    [
      { monitoring: { channels: { email: { to: [] } } } },
      "monitoring.channels.email.to: [] is not allowed; it must be a list of e-mail addresses",
    ],
    [
      { monitoring: { channels: { email: { to: ["operations"] } } } },
      'monitoring.channels.email.to.0: "operations" is not allowed; it must be an e-mail address',
    ],
    [
      { monitoring: { channels: { email: { smarthost: "mail.example" } } } },
      'monitoring.channels.email.smarthost: "mail.example" is not allowed; it must be a host and a port such as email-smtp.ap-southeast-1.amazonaws.com:587',
    ],
    [
      { monitoring: { channels: { email: { username: "" } } } },
      'monitoring.channels.email.username: "" is not allowed; it must be the name of a user of the mail server',
    ],
    [
      { monitoring: { channels: { sms: { phoneNumbers: ["13800000000"] } } } },
      'monitoring.channels.sms.phoneNumbers.0: "13800000000" is not allowed; it must be a phone number such as +8613800000000',
    ],
    [
      { monitoring: { channels: { sms: { phoneNumbers: ["+8613800000000", "+8613800000000"] } } } },
      'monitoring.channels.sms.phoneNumbers: ["+8613800000000","+8613800000000"] is not allowed; it must be a list of phone numbers, each of them once',
    ],
    [
      {
        monitoring: {
          channels: { wecom: { secret: "a/wecom", app: { corpId: "ww1", agentId: "x", toParty: "1,2" } } },
        },
      },
      'monitoring.channels.wecom.app.agentId: "x" is not allowed; it must be the number of an application',
      'monitoring.channels.wecom.app.toParty: "1,2" is not allowed; it must be ids of departments, joined by |',
    ],
  ]);

  it("sends no text messages from China, where SNS has none", () => {
    const sms = { phoneNumbers: ["+8613800000000"] };
    const problems = problemsOf([{ ...small, region: "cn-north-1", monitoring: { channels: { sms } } }]);
    expect(problems.filter((problem) => problem.startsWith("monitoring"))).toEqual([
      "monitoring.channels.sms: SNS sends no text messages from China; use wecom or dingtalk, and remove it",
    ]);
  });
});

describe("the routing of alerts", () => {
  refuses(production, [
    [
      { monitoring: { routing: { warning: ["slak"] } } },
      `monitoring.routing.warning.0: "slak" is not allowed; it must be one of ${CHANNELS} (did you mean slack?)`,
    ],
    [
      { monitoring: { routing: { urgent: ["slack"] } } },
      "monitoring.routing.urgent: unknown; the keys here are critical, warning, info",
    ],
    [
      { monitoring: { routing: { critical: "slack" } } },
      `monitoring.routing.critical: "slack" is not allowed; it must be a list of ${CHANNELS}`,
    ],
    [
      { monitoring: { routing: { warning: ["slack", "teams"] } } },
      "monitoring.routing.warning: teams is not configured; configured are email, slack, pagerduty; add monitoring.channels.teams, or leave it out here",
    ],
    [
      { monitoring: { escalation: { to: ["sms"] } } },
      "monitoring.escalation.to: sms is not configured; configured are email, slack, pagerduty; add monitoring.channels.sms, or leave it out here",
    ],
    [
      { monitoring: { escalation: { to: [] } } },
      `monitoring.escalation.to: [] is not allowed; it must be a list of one or more of ${CHANNELS}`,
    ],
    [
      { monitoring: { escalation: { afterMinutes: 1 } } },
      "monitoring.escalation.afterMinutes: 1 is not allowed; it must be a whole number from 5 to 1440",
    ],
    [
      { monitoring: { routing: { critical: [] } } },
      `monitoring.routing.critical: none: nobody would hear of a critical alert in production; configure one of ${CHANNELS} in monitoring.channels`,
    ],
    [
      { monitoring: { heartbeat: { secret: "https://hc-ping.example/uuid" } } },
      `monitoring.heartbeat.secret: "https://hc-ping.example/uuid" is not allowed; ${SECRET}`,
    ],
  ]);

  it("needs no channel where nobody is woken", () => {
    expect(problemsOf([small])).toEqual([]);
    expect(monitoringOf(small)?.routing).toEqual({ critical: [], warning: [], info: [] });
  });

  it("tells of what is critical by all channels, and wakes nobody for less", () => {
    expect(monitoringOf(routed({}))?.routing).toEqual({
      critical: ["email", "slack", "pagerduty"],
      warning: ["email", "slack"],
      info: ["email"],
    });
  });

  it.each([
    [["pagerduty", "slack"], ["email"]],
    [["email", "pagerduty"], ["slack"]],
    [["slack"], ["email", "pagerduty"]],
  ])("escalates from %j to the channels that were not told, %j", (critical, to) => {
    expect(monitoringOf(routed({ critical }))?.escalation).toEqual({ afterMinutes: 30, to });
  });

  it("escalates to the same channels again where all were told, but to no second incident of PagerDuty", () => {
    expect(monitoringOf(routed({}))?.escalation).toEqual({ afterMinutes: 30, to: ["email", "slack"] });
  });

  it("leaves escalation to PagerDuty where it is the only channel", () => {
    const pagerduty = { secret: "small/alerts/pagerduty" };
    expect(monitoringOf({ ...small, monitoring: { channels: { pagerduty } } })?.escalation).toBeUndefined();
  });
});

describe("the heartbeat", () => {
  const { heartbeat: _heartbeat, ...monitoring } = production.monitoring ?? {};
  const deaf = (environment: EnvironmentInput): EnvironmentInput => ({ ...environment, monitoring });

  it("is heard by somebody in production", () => {
    expect(problemsOf([deaf(production)])).toEqual([
      "monitoring.heartbeat: missing: nobody would hear that the monitoring of production is dead; name the secret that holds the address of a service that raises the alarm when it is no longer called, such as a check of healthchecks.io or Dead Man's Snitch",
    ]);
  });

  it("may be missing elsewhere", () => {
    expect(problemsOf([deaf(small)])).toEqual([]);
  });
});

describe("quiet hours", () => {
  const at = (quietHours: string) => ({ monitoring: { quietHours } });
  refuses(production, [
    [at("14-23"), `monitoring.quietHours: "14-23" is not allowed; ${DAILY}`],
    [at("14:00-24:30"), `monitoring.quietHours: "14:00-24:30" is not allowed; ${DAILY}`],
    [at("14:00-14:10"), `monitoring.quietHours: "14:00-14:10" is not allowed; ${DAILY}`],
    [at("14:00-14:00"), `monitoring.quietHours: "14:00-14:00" is not allowed; ${DAILY}`],
  ]);

  it.each([
    ["14:00-23:00", [{ from: "14:00", to: "23:00" }]],
    [
      "22:00-06:30",
      [
        { from: "22:00", to: "24:00" },
        { from: "00:00", to: "06:30" },
      ],
    ],
    ["22:00-00:00", [{ from: "22:00", to: "24:00" }]],
  ])("of %s are these parts of a day", (quietHours, periods) => {
    expect(monitoringOf({ ...small, monitoring: { quietHours } })?.quietHours).toEqual(periods);
  });

  it("are none by default", () => {
    expect(monitoringOf(production)?.quietHours).toEqual([]);
  });
});

describe("the maintenance of a team's systems", () => {
  refuses(production, [
    [
      { monitoring: { maintenance: { databse: ["sun:18:30-sun:19:30"] } } },
      "monitoring.maintenance.databse: unknown (did you mean database?); the keys here are platform, application, database, security",
    ],
    [
      { monitoring: { maintenance: { database: ["18:30-19:30"] } } },
      `monitoring.maintenance.database.0: "18:30-19:30" is not allowed; ${WEEKLY}`,
    ],
    [
      { monitoring: { maintenance: { database: ["sun:18:30-tue:19:30"] } } },
      `monitoring.maintenance.database.0: "sun:18:30-tue:19:30" is not allowed; ${WEEKLY}`,
    ],
    [
      { monitoring: { maintenance: { database: "sun:18:30-sun:19:30" } } },
      'monitoring.maintenance.database: "sun:18:30-sun:19:30" is not allowed; it must be a list of weekly windows in UTC',
    ],
  ]);

  it("goes over midnight, and over the end of a week", () => {
    const maintenance = { database: ["tue:18:30-tue:19:30", "sun:23:30-mon:00:30", "wed:22:00-thu:00:00"] };
    expect(monitoringOf({ ...small, monitoring: { maintenance } })?.maintenance).toEqual({
      database: [
        { weekday: "tuesday", from: "18:30", to: "19:30" },
        { weekday: "sunday", from: "23:30", to: "24:00" },
        { weekday: "monday", from: "00:00", to: "00:30" },
        { weekday: "wednesday", from: "22:00", to: "24:00" },
      ],
    });
  });
});

describe("what is asked whether it answers", () => {
  const ADDRESS = "it must be an address such as https://www.httpsok.example";
  refuses(production, [
    [
      { monitoring: { endpoints: ["http://www.httpsok.example"] } },
      `monitoring.endpoints.0: "http://www.httpsok.example" is not allowed; ${ADDRESS}`,
    ],
    [
      { monitoring: { endpoints: ["www.httpsok.example"] } },
      `monitoring.endpoints.0: "www.httpsok.example" is not allowed; ${ADDRESS}`,
    ],
    [
      { monitoring: { endpoints: "https://www.httpsok.example" } },
      'monitoring.endpoints: "https://www.httpsok.example" is not allowed; it must be a list of addresses that start with https://',
    ],
  ]);

  it("is the site of the environment, by default", () => {
    expect(monitoringOf(production)?.endpoints).toEqual(["https://httpsok.example"]);
    expect(monitoringOf(small)?.endpoints).toEqual(["https://small.httpsok.example"]);
  });
});

describe("the metrics that are kept", () => {
  refuses(production, [
    [
      { monitoring: { retentionDays: 90 } },
      "monitoring.volumeGb: 100 GB do not hold metrics of 15 nodes for 90 days (monitoring.retentionDays), about 91 GB; raise it to 108 or more, or keep metrics for fewer days",
    ],
    [
      { monitoring: { retentionDays: 0 } },
      "monitoring.retentionDays: 0 is not allowed; it must be a whole number from 1 to 365",
    ],
    [{ monitoring: { replicas: 4 } }, "monitoring.replicas: 4 is not allowed; it must be a whole number from 1 to 3"],
    [
      { monitoring: { volumeGB: 100 } },
      "monitoring.volumeGB: unknown (did you mean volumeGb?); the keys here are retentionDays, volumeGb, replicas, endpoints, channels, routing, escalation, quietHours, maintenance, heartbeat, grafana",
    ],
  ]);

  it("are kept by no more copies than there are zones to keep them in", () => {
    const copies = (replicas: number, zones: number) =>
      problemsOf([{ ...small, network: { ...small.network, zones }, monitoring: { replicas } }]);
    expect(copies(3, 2)).toEqual([
      "monitoring.replicas: 3 copies do not fit 2 zones (network.zones), since each copy has a zone of its own and the others would wait for ever; lower it to 2, or add zones",
    ]);
    expect(copies(2, 2)).toEqual([]);
    const machines = withTopology({ ...small, network: { ...small.network, zones: 2 } }, "single-node");
    expect(problemsOf([{ ...machines, monitoring: { replicas: 3 } }])).toEqual([]);
  });

  it.each(KINDS)("fit their disk by default, on %s", (kind) => {
    expect(problemsOf([withTopology(production, kind)])).toEqual([]);
  });

  it("take more where there are more nodes", () => {
    const topology = { kind: "kubernetes", nodes: { max: 100 } } as const;
    const problems = problemsOf([{ ...small, topology, monitoring: { retentionDays: 30, volumeGb: 100 } }]);
    expect(problems).toContainEqual(
      expect.stringMatching(/^monitoring\.volumeGb: 100 GB do not hold metrics of 103 nodes for 30 days/),
    );
  });
});

describe("the door to Grafana", () => {
  refuses(small, [
    [
      { monitoring: { grafana: { sso: SSO } } },
      "monitoring.grafana.host: missing; with sso the identity provider sends users back to it, so it must be a host such as grafana.httpsok.example",
    ],
    [
      { monitoring: { grafana: { passwordVersion: 0 } } },
      "monitoring.grafana.passwordVersion: 0 is not allowed; it must be a whole number from 1 to 1000000",
    ],
    [
      { monitoring: { grafana: { host: "grafana" } } },
      'monitoring.grafana.host: "grafana" is not allowed; it must be a host such as grafana.httpsok.example',
    ],
    [
      { monitoring: { grafana: { host: "grafana.httpsok.example", sso: { ...SSO, authUrl: "http://id.example" } } } },
      'monitoring.grafana.sso.authUrl: "http://id.example" is not allowed; it must be an address such as https://www.httpsok.example',
    ],
  ]);

  it("opens with a host and an identity provider", () => {
    const grafana = { host: "grafana.httpsok.example", sso: SSO };
    expect(problemsOf([{ ...small, monitoring: { grafana } }])).toEqual([]);
  });
});
