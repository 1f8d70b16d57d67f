import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { type AlertmanagerConfigProps, alertmanagerConfig } from "../../../constructs/monitoring/alertmanager/config";
import { loadEnvironments } from "../../../environments";
import { ALL, NONE, WECOM_APP } from "../../helpers/alerting";
import { temporaryFolder } from "../../helpers/stack";
import { TEMPLATES } from "./alertmanager";
import { describeWithPrograms } from "./programs";

const RULES = path.join(__dirname, "../../../assets/monitoring/rules");

/** What a configuration is made of in one of our environments. */
function propsOf(name: string): AlertmanagerConfigProps {
  const [environment] = loadEnvironments([name]);
  if (!environment) throw new Error(`there is no environment ${name}`);
  const { organization, region, monitoring } = environment;
  const folders = { secretsFolder: ALL.secretsFolder, templatesFolder: ALL.templatesFolder };
  return { organization: organization.name, environment: name, region, ...monitoring, ...folders };
}

/** Name, severity and team of every alert that we have. */
function alerts(): readonly (readonly string[])[] {
  const rules = fs.readdirSync(RULES).map((name) => fs.readFileSync(path.join(RULES, name), "utf8"));
  const all = [...rules.join("\n").matchAll(/- alert: (\w+)[\s\S]*?severity: (\w+), team: (\w+)/g)];
  return all.map(([, ...labels]) => labels);
}

function amtool(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("amtool", args, { encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

const CONFIGURATIONS: readonly (readonly [string, AlertmanagerConfigProps])[] = [
  ["production", propsOf("production")],
  ["development, which has no channel", propsOf("development")],
  ["one with no channel and no heartbeat", NONE],
  ["one with every channel", ALL],
  ["one with an application of WeCom", { ...ALL, channels: { ...ALL.channels, wecom: WECOM_APP } }],
  [
    "one with escalation, quiet hours and maintenance",
    {
      ...ALL,
      escalation: { afterMinutes: 30, to: ["sms"] },
      quietHours: [
        { from: "22:00", to: "24:00" },
        { from: "00:00", to: "06:30" },
      ],
      maintenance: { database: [{ weekday: "sunday", from: "18:30", to: "24:00" }] },
    },
  ],
];

describeWithPrograms(["amtool"], "the routes", () => {
  describe.each(CONFIGURATIONS)("of %s", (_name, props) => {
    const file = path.join(temporaryFolder(), "alertmanager.yaml");
    fs.writeFileSync(file, JSON.stringify(alertmanagerConfig({ ...props, templatesFolder: TEMPLATES })));
    const told = props.escalation ? "escalation,critical" : "critical";

    function expectReceivers(receivers: string, labels: Readonly<Record<string, string>>): void {
      const pairs = Object.entries({ environment: props.environment, ...labels }).map((pair) => pair.join("="));
      const args = [`--config.file=${file}`, `--verify.receivers=${receivers}`, ...pairs];
      expect(amtool("config", "routes", "test", ...args)).toEqual({ status: 0, output: `${receivers}\n` });
    }

    it("are accepted by Alertmanager, with the templates", () => {
      const { status, output } = amtool("check-config", file);
      expect([status, output]).toEqual([0, expect.stringMatching(/ - 1 templates\n {2}SUCCESS/)]);
    });

    it.each(["platform", "application", "database", "security"])(
      "lead an alert of the team %s to the receivers of its severity",
      (team) => {
        expectReceivers(told, { alertname: "Any", severity: "critical", team });
        expectReceivers("warning", { alertname: "Any", severity: "warning", team });
        expectReceivers("info", { alertname: "Any", severity: "info", team });
      },
    );

    it("lose no alert that has no severity, or one of its own", () => {
      expectReceivers("warning", { alertname: "Any" });
      expectReceivers("warning", { alertname: "Any", severity: "page" });
    });

    it("keep the alert that always fires from people", () => {
      expectReceivers("heartbeat", { alertname: "Watchdog", severity: "info", team: "platform" });
    });
  });

  it("have a receiver for each alert of the rules", () => {
    const file = path.join(temporaryFolder(), "alertmanager.yaml");
    fs.writeFileSync(file, JSON.stringify(alertmanagerConfig({ ...ALL, templatesFolder: TEMPLATES })));
    const combinations = [...new Set(alerts().map(([, severity, team]) => `${severity} ${team}`))];
    expect(alerts().length).toBeGreaterThan(50);
    for (const [severity = "", team = ""] of combinations.map((combination) => combination.split(" "))) {
      const labels = ["alertname=Any", `severity=${severity}`, `team=${team}`];
      const { output } = amtool("config", "routes", "test", `--config.file=${file}`, ...labels);
      expect([severity, team, output]).toEqual([severity, team, `${severity}\n`]);
    }
  });
});
