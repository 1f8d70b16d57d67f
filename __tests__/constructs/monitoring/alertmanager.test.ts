import fs from "node:fs";
import path from "node:path";
import type { Values } from "../../../constructs/helm/helm-release";
import { type AlertingSecretsProps, alertingSecrets, KEYS } from "../../../constructs/monitoring/alertmanager/channels";
import { type AlertmanagerConfigProps, alertmanagerConfig } from "../../../constructs/monitoring/alertmanager/config";
import { CONSEQUENCES } from "../../../constructs/monitoring/alertmanager/inhibition";
import { ALL, NONE, WECOM_APP } from "../../helpers/alerting";

const ASSETS = path.join(__dirname, "../../../assets/monitoring");
const textsOf = (folder: string) =>
  fs.readdirSync(path.join(ASSETS, folder)).map((name) => fs.readFileSync(path.join(ASSETS, folder, name), "utf8"));

const configOf = (props: Partial<AlertmanagerConfigProps> = {}) => alertmanagerConfig({ ...ALL, ...props });
const receiverOf = (name: string, props: Partial<AlertmanagerConfigProps> = {}) =>
  configOf(props).receivers.find((receiver) => receiver.name === name);
const routeOf = (receiver: string, props: Partial<AlertmanagerConfigProps> = {}) =>
  configOf(props).route.routes?.find((route) => route.receiver === receiver);

describe("the configuration of Alertmanager", () => {
  it("holds no secret: whatever is secret comes from a file of the secrets' folder", () => {
    const text = JSON.stringify([configOf(), configOf({ channels: { ...ALL.channels, wecom: WECOM_APP } })]);
    const files = [...text.matchAll(/"(\w+_file)":"([^"]+)"/g)].map(([, , file]) => file);
    expect([...new Set(files)].sort()).toEqual(
      Object.values(KEYS)
        .map((key) => `/etc/alertmanager/secrets/alert-channels/${key}`)
        .sort(),
    );
    // As opposed to those that name a file.
    expect(text).not.toMatch(/"(auth_password|api_url|webhook_url|routing_key|url|api_secret|access_key|secret_key)":/);
  });

  it("can be values of a chart", () => {
    const values: Values = configOf();
    expect(JSON.parse(JSON.stringify(values))).toEqual(values);
  });

  it("uses templates that exist, and no other exists", () => {
    const defined = textsOf("templates").flatMap((text) => [...text.matchAll(/\{\{ define "([^"]+)"/g)]);
    const texts = [JSON.stringify(configOf()).replaceAll('\\"', '"'), ...textsOf("templates")];
    const used = texts.flatMap((text) => [...text.matchAll(/\{\{-? template "([^"]+)"/g)]);
    const names = (matches: readonly RegExpMatchArray[]) => [...new Set(matches.map(([, name]) => name))].sort();
    expect(names(used)).toEqual(names(defined));
  });

  it("tells the end of every alert, but not to the service that waits for silence", () => {
    const resolvedOf = (name: string) => {
      const { name: _name, ...integrations } = receiverOf(name) ?? {};
      return Object.values(integrations).flatMap((list) => list.map(({ send_resolved }) => send_resolved));
    };
    // Eight, since there are two telephones.
    expect(resolvedOf("critical")).toEqual(Array(8).fill(true));
    expect(resolvedOf("heartbeat")).toEqual([false]);
  });

  it("has a receiver for each severity, and one more for what goes on too long", () => {
    const names = (props: Partial<AlertmanagerConfigProps>) => configOf(props).receivers.map(({ name }) => name);
    expect(names({})).toEqual(["critical", "warning", "info", "heartbeat"]);
    expect(names({ escalation: { afterMinutes: 30, to: ["sms"] } })).toContain("escalation");
  });

  it("tells nobody where there is no channel, so that alerts are seen by those who look", () => {
    expect(alertmanagerConfig(NONE).receivers).toEqual([
      { name: "critical" },
      { name: "warning" },
      { name: "info" },
      { name: "heartbeat" },
    ]);
  });

  it("is refused when a channel is told that is not configured", () => {
    const { slack: _slack, ...channels } = ALL.channels;
    expect(() => configOf({ channels })).toThrow(
      "critical alerts go to slack, which is not among the channels; add or remove it",
    );
  });
});

describe("a receiver", () => {
  it("tells only those channels that hear of its severity", () => {
    const routing = { ...ALL.routing, info: ["slack"] } as const;
    expect(Object.keys(receiverOf("info", { routing }) ?? {})).toEqual(["name", "slack_configs"]);
  });

  it("sends a text message to each number, in the region of SNS", () => {
    expect(receiverOf("critical")?.sns_configs?.map(({ phone_number, sigv4 }) => [phone_number, sigv4.region])).toEqual(
      ALL.channels.sms?.phoneNumbers.map((number) => [number, "ap-southeast-1"]),
    );
  });

  it("leaves a text message the room that organization and environment do not take", () => {
    const roomOf = (props: Partial<AlertmanagerConfigProps>) =>
      Number(/"room" (\d+)/.exec(receiverOf("critical", props)?.sns_configs?.[0]?.message ?? "")?.[1]);
    expect(roomOf({})).toBe(160 - "httpsok production CRITICAL  (999 alerts)".length);
    expect(roomOf({ organization: "a-longer-organization" })).toBe(roomOf({}) - "a-longer-organization".length + 7);
  });

  it("reaches WeCom by a robot, or by an application where there is one", () => {
    const app = receiverOf("critical", { channels: { ...ALL.channels, wecom: WECOM_APP } });
    expect(receiverOf("critical")?.webhook_configs).toHaveLength(2);
    expect(receiverOf("critical")?.wechat_configs).toBeUndefined();
    expect(app?.webhook_configs).toHaveLength(1);
    expect(app?.wechat_configs).toEqual([
      expect.objectContaining({ corp_id: "ww0123456789", agent_id: "1000002", to_party: "2|3" }),
    ]);
  });

  it("gives robots texts that are no YAML, which Alertmanager would take apart", () => {
    for (const { payload } of receiverOf("critical")?.webhook_configs ?? []) {
      const { title, ...texts } = payload?.markdown ?? {};
      expect(Object.values(texts)).toEqual([expect.stringMatching(/^\*\*/)]);
    }
  });
});

describe("the routes", () => {
  it("group what has one cause, in this order of haste: critical, warning, info", () => {
    const { route } = configOf();
    const units = new Map(Object.entries({ s: 1, m: 60, h: 3600 }));
    const seconds = (text = "") => Number.parseInt(text, 10) * (units.get(text.slice(-1)) ?? Number.NaN);
    expect(route.group_by).toEqual(["alertname", "environment", "team"]);
    for (const key of ["group_wait", "group_interval", "repeat_interval"] as const) {
      const paces = ["critical", "warning", "info"].map((severity) => seconds(routeOf(severity)?.[key]));
      expect([key, paces]).toEqual([key, [...paces].sort((one, other) => one - other)]);
      expect(new Set(paces).size).toBe(3);
    }
  });

  it("mute warnings and infos in quiet hours, never what is critical", () => {
    const props = { quietHours: [{ from: "14:00", to: "23:00" }] };
    const muted = (receiver: string) => routeOf(receiver, props)?.mute_time_intervals;
    expect(["critical", "warning", "info"].map(muted)).toEqual([undefined, ["quiet-hours"], ["quiet-hours"]]);
    expect(configOf(props).time_intervals).toEqual([
      { name: "quiet-hours", time_intervals: [{ times: [{ start_time: "14:00", end_time: "23:00" }] }] },
    ]);
  });

  it("mute all alerts of a team while its systems are worked on", () => {
    const window = { weekday: "sunday", from: "18:30", to: "19:30" };
    const props: Partial<AlertmanagerConfigProps> = {
      quietHours: [{ from: "14:00", to: "23:00" }],
      maintenance: { database: [window], security: [] },
      escalation: { afterMinutes: 30, to: ["sms"] },
    };
    const mutedOf = (receiver: string) =>
      routeOf(receiver, props)?.routes?.map(({ matchers, mute_time_intervals }) => [matchers, mute_time_intervals]);
    const database = ['team="database"'];
    expect(["critical", "escalation", "warning", "info"].map(mutedOf)).toEqual([
      [[database, ["maintenance-database"]]],
      [[database, ["maintenance-database"]]],
      [[database, ["quiet-hours", "maintenance-database"]]],
      [[database, ["quiet-hours", "maintenance-database"]]],
    ]);
    expect(configOf(props).time_intervals[1]).toEqual({
      name: "maintenance-database",
      time_intervals: [{ weekdays: ["sunday"], times: [{ start_time: "18:30", end_time: "19:30" }] }],
    });
  });

  it("escalate what stays critical, beside telling it at once", () => {
    const props: Partial<AlertmanagerConfigProps> = { escalation: { afterMinutes: 45, to: ["sms"] } };
    expect(routeOf("escalation", props)).toMatchObject({
      matchers: ['severity="critical"'],
      continue: true,
      group_by: ["..."],
      group_wait: "45m",
    });
    expect(receiverOf("escalation", props)?.sns_configs?.[0]?.message).toMatch(/^httpsok production ESCALATED /);
    expect(routeOf("escalation")).toBeUndefined();
  });
});

describe("what silences what", () => {
  const rules = textsOf("rules").join("\n");
  const alerts = [...new Set([...rules.matchAll(/- alert: (\w+)/g)].map(([, name = ""]) => name))];

  it.each(CONSEQUENCES.map(({ cause, follows }) => [cause, follows]))(
    "knows the alerts %s and %s",
    (cause, follows) => {
      expect(cause.split("|").filter((name) => !alerts.includes(name))).toEqual([]);
      const [, label = "", operator = "", value = ""] = /^(\w+)(=~|!=|=)"(.+)"$/.exec(follows) ?? [];
      if (label === "team") expect(rules).toContain(`team: ${value}`);
      if (label !== "alertname" || operator === "!=") return;
      const unknown = value.split("|").filter((name) => !alerts.some((alert) => new RegExp(`^${name}$`).test(alert)));
      expect(unknown).toEqual([]);
    },
  );
});

describe("the secrets of alerting", () => {
  it("are one file for each channel that has one", () => {
    const placed = (props: AlertingSecretsProps) => alertingSecrets(props).map(({ key, from }) => `${key}: ${from}`);
    expect(placed(ALL)).toEqual([
      "email-password: alerts/email",
      "slack-url: alerts/slack",
      "teams-url: alerts/teams",
      "pagerduty-key: alerts/pagerduty",
      "wecom-url: alerts/wecom",
      "dingtalk-url: alerts/dingtalk",
      "heartbeat-url: alerts/heartbeat",
    ]);
    expect(placed({ channels: { wecom: WECOM_APP } })).toEqual(["wecom-secret: alerts/wecom"]);
  });

  it("say what they are, to whoever has to bring them", () => {
    expect(alertingSecrets(ALL)[0]?.description).toBe("Password of the mail server");
    expect(new Set(alertingSecrets(ALL).map(({ description }) => description)).size).toBe(7);
  });

  it("are none where text messages are all there is", () => {
    expect(alertingSecrets({ channels: { sms: { phoneNumbers: ["+6580000000"] } } })).toEqual([]);
  });
});
