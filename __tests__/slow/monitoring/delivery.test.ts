import { dailyPeriods, weeklyPeriods } from "../../../environments/fragments/windows";
import { ALL, WECOM_APP } from "../../helpers/alerting";
import { temporaryFolder } from "../../helpers/stack";
import { type Alert, type Alertmanager, ESCALATION, type Sinks, startAlertmanager } from "./alertmanager";
import { describeWithPrograms, until } from "./programs";
import { type Delivery, startMailServer, startPlatforms } from "./sinks";

/** With all that a platform, or YAML, could take for a mark of its own. */
const DISK: Alert = {
  labels: {
    alertname: "DiskSpaceLow",
    environment: "production",
    severity: "critical",
    team: "platform",
    instance: "10.0.0.1:9100",
    mountpoint: "/data",
  },
  annotations: {
    summary: 'status: "full" <!channel> & *bold*',
    description: "91 % of /data is in use,\nwhich is > 90 %: see [this](http://evil.example).",
    runbook: "docs/runbooks/disk-full.md",
  },
};

function alert(alertname: string, labels: Readonly<Record<string, string>> = {}): Alert {
  return {
    labels: { alertname, environment: "production", severity: "critical", team: "platform", ...labels },
    annotations: { summary: `${alertname} happens`, description: "It does.", runbook: "docs/runbooks/any.md" },
  };
}

let sinks: Sinks;
const running: Alertmanager[] = [];

async function start(props: Partial<typeof ALL>, folder = temporaryFolder()): Promise<Alertmanager> {
  const alertmanager = await startAlertmanager(folder, { ...ALL, ...props }, sinks);
  running.push(alertmanager);
  return alertmanager;
}

const received = (folder: string) => sinks.platforms.received(folder);
const said = (folder: string) => received(folder).map(({ body }) => body);
const json = ({ body }: Delivery) => JSON.parse(body);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function startSinks(): Promise<void> {
  const mail = await startMailServer(temporaryFolder(), { user: "alerts", password: "mail-password" });
  sinks = { mail, platforms: await startPlatforms() };
}

async function stopAll(): Promise<void> {
  for (const alertmanager of running.splice(0)) await alertmanager.stop();
  await sinks.platforms.close();
  await sinks.mail.close();
}

describeWithPrograms(["alertmanager", "openssl"], "an alert that starts and ends", () => {
  /** What a platform was told at the start and at the end. */
  const both = (folder: string) => {
    expect(received(folder)).toHaveLength(2);
    const [first, last] = received(folder).map(json);
    return { first, last };
  };
  const TITLE = "httpsok production CRITICAL DiskSpaceLow (platform)";
  const LAST_TITLE = "httpsok production RESOLVED DiskSpaceLow (platform)";
  const UTC = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d";

  beforeAll(async () => {
    await startSinks();
    const alertmanager = await start({});
    const app = await start({
      channels: { wecom: WECOM_APP },
      routing: { critical: ["wecom"], warning: [], info: [] },
    });
    const platforms = ["slack", "teams", "pagerduty", "wecom", "dingtalk"];
    const all = (times: number) => async () =>
      sinks.mail.received.length >= times &&
      platforms.every((name) => received(name).length >= times) &&
      received("sns").length >= 2 * times &&
      // And once for a token.
      received("wechat").length >= times + 1;
    await Promise.all([alertmanager.fire([DISK, alert("Watchdog", { severity: "info" })]), app.fire([DISK])]);
    await until(all(1));
    await Promise.all([alertmanager.end([DISK]), app.end([DISK])]);
    await until(all(2));
  });
  afterAll(stopAll);

  it("reaches mailboxes by a server that it logs in to, encrypted, as text and as HTML", () => {
    const [first, last] = sinks.mail.received;
    expect(sinks.mail.received).toHaveLength(2);
    expect(first).toMatchObject({
      recipients: ["operations@httpsok.example", "duty@httpsok.example"],
      user: "alerts",
      secure: true,
      message: { subject: TITLE, from: { address: "alerts@httpsok.example" } },
    });
    expect(last?.message.subject).toBe(LAST_TITLE);
    expect(first?.message.text).toMatch(
      new RegExp(
        [
          "httpsok production CRITICAL DiskSpaceLow \\(platform\\)",
          "",
          'status: "full" <!channel> & \\*bold\\*',
          "91 % of /data is in use, which is > 90 %: see \\[this\\]\\(http://evil.example\\).",
          `since ${UTC} UTC`,
          "instance=10.0.0.1:9100, mountpoint=/data",
          "Runbook: docs/runbooks/disk-full.md\n$",
        ].join("\n"),
      ),
    );
    expect(first?.message.html).toContain("status: &#34;full&#34; &lt;!channel&gt; &amp; *bold*</h2>");
    expect(first?.message.html).toContain("background: #c62828");
    expect(first?.message.html).toContain("<td>docs/runbooks/disk-full.md</td>");
    expect(last?.message.html).toContain("background: #2e7d32");
    expect(last?.message.text).toMatch(new RegExp(`Resolved: status[^]*${UTC} to ${UTC} UTC`));
  });

  it("reaches Slack as an attachment in the color of its severity, and calls nobody by name", () => {
    const { first, last } = both("slack");
    expect(first.attachments).toEqual([
      expect.objectContaining({
        title: TITLE,
        fallback: TITLE,
        color: "#c62828",
        text: expect.stringMatching(/^\*status: "full" &lt;!channel&gt; &amp; 'bold'\*\n91 % .* is &gt; 90 %/),
      }),
    ]);
    expect(last.attachments).toEqual([expect.objectContaining({ title: LAST_TITLE, color: "#2e7d32" })]);
  });

  it("reaches Teams as an adaptive card, as a workflow takes it", () => {
    const { first, last } = both("teams");
    expect(first).toMatchObject({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          content: {
            type: "AdaptiveCard",
            body: [
              { type: "TextBlock", text: TITLE, color: "Attention" },
              { type: "TextBlock", text: expect.stringMatching(/^\*\*status: "full" ‹!channel› & 'bold'\*\*\n\n91 %/) },
            ],
          },
        },
      ],
    });
    expect(last.attachments[0].content.body[0]).toMatchObject({ text: LAST_TITLE, color: "Good" });
  });

  it("opens an incident at PagerDuty and resolves that same one", () => {
    const { first, last } = both("pagerduty");
    expect(first).toMatchObject({
      routing_key: "pagerduty-key",
      event_action: "trigger",
      dedup_key: expect.stringMatching(/^.{1,255}$/),
      payload: {
        summary: `${TITLE}: status: "full" <!channel> & *bold*`,
        source: "httpsok production",
        severity: "critical",
        class: "DiskSpaceLow",
        group: "platform",
        custom_details: { num_firing: 1, firing: [expect.objectContaining({ annotations: DISK.annotations })] },
      },
    });
    expect(last).toMatchObject({ event_action: "resolve", dedup_key: first.dedup_key });
  });

  it("reaches each telephone by one short message, through SNS of the region, signed", () => {
    const messages = received("sns").map(({ headers, body }) => [headers, new URLSearchParams(body)] as const);
    for (const [headers, message] of messages) {
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/ap-southeast-1\/sns\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/,
      );
      expect(message.get("Action")).toBe("Publish");
      expect(message.get("MessageAttributes.entry.1.Name")).toBe("AWS.SNS.SMS.SMSType");
      expect(message.get("MessageAttributes.entry.1.Value.StringValue")).toBe("Transactional");
    }
    const sent = messages.map(([, message]) => `${message.get("PhoneNumber")} ${message.get("Message")}`).sort();
    const text = (state: string) => `httpsok production ${state} DiskSpaceLow: status: "full" <!channel> & *bold*`;
    expect(sent).toEqual([
      `+6580000000 ${text("CRITICAL")}`,
      `+6580000000 ${text("RESOLVED")}`,
      `+8613800000000 ${text("CRITICAL")}`,
      `+8613800000000 ${text("RESOLVED")}`,
    ]);
  });

  it("reaches a group of WeCom by its robot", () => {
    const { first, last } = both("wecom");
    expect(received("wecom")[0]?.url.search).toBe("?key=robot");
    expect(first).toEqual({
      msgtype: "markdown",
      markdown: { content: expect.stringMatching(/^\*\*httpsok production CRITICAL .*\*\*\n\n\*\*status: "full" ‹/) },
    });
    expect(last.markdown.content).toContain("**Resolved: status");
  });

  it("reaches departments by an application of WeCom, which asks for a token first", () => {
    const [token, ...messages] = received("wechat");
    expect(token?.url.pathname).toBe("/wechat/gettoken");
    expect(Object.fromEntries(token?.url.searchParams ?? [])).toEqual({
      corpid: "ww0123456789",
      corpsecret: "app-secret",
    });
    expect(messages.map(({ url }) => url.pathname + url.search)).toEqual(
      Array(2).fill("/wechat/message/send?access_token=a-token"),
    );
    expect(messages.map(json)).toEqual(
      [TITLE, LAST_TITLE].map((title) =>
        expect.objectContaining({
          msgtype: "text",
          agentid: "1000002",
          toparty: "2|3",
          text: { content: expect.stringContaining(`${title}\n\n`) },
        }),
      ),
    );
  });

  it("reaches a group of DingTalk by its robot, with the word that lets it in", () => {
    const { first, last } = both("dingtalk");
    expect(first).toEqual({
      msgtype: "markdown",
      markdown: {
        title: TITLE,
        text: expect.stringMatching(/^\*\*httpsok production CRITICAL .*\*\*\n\n\*\*status: /),
      },
    });
    expect(last.markdown.title).toBe(LAST_TITLE);
  });

  it("is no matter of the alert that always fires, which only the service hears that waits for it", () => {
    expect(received("heartbeat").map(json)).toEqual([expect.objectContaining({ status: "firing" })]);
    const others = ["slack", "teams", "pagerduty", "sns", "wecom", "dingtalk", "wechat"].flatMap(said);
    expect(others.filter((body) => body.includes("Watchdog"))).toEqual([]);
  });
});

describeWithPrograms(["alertmanager", "openssl"], "Alertmanager", () => {
  const slackOnly = {
    channels: { slack: ALL.channels.slack, dingtalk: ALL.channels.dingtalk },
    routing: { critical: ["slack"], warning: ["slack"], info: ["slack"] },
  } as const;
  const slackIsTold = async () => received("slack").length > 0;

  beforeEach(startSinks);
  afterEach(stopAll);

  it("tells in one message what has one cause, and cuts what a robot would refuse", async () => {
    const alertmanager = await start({});
    const long = "很".repeat(500);
    const all = Array.from({ length: 12 }, (_, index) => ({
      labels: { ...DISK.labels, instance: `machine-${index}`, note: long },
      annotations: { ...DISK.annotations, summary: long, description: long },
    }));
    await alertmanager.fire(all);
    await until(async () => received("wecom").length > 0 && received("sns").length > 1 && received("slack").length > 0);
    expect([received("wecom").length, received("slack").length]).toEqual([1, 1]);
    const [robot] = received("wecom").map(json);
    expect(robot.markdown.content).toContain("3 of 12 alerts are shown.");
    expect(Buffer.byteLength(robot.markdown.content)).toBeLessThanOrEqual(4096);
    const [slack] = received("slack").map(json);
    expect(slack.attachments[0].title).toBe("httpsok production CRITICAL DiskSpaceLow (platform), 12 firing");
    const [message = ""] = said("sns").map((body) => new URLSearchParams(body).get("Message") ?? "");
    expect(message).toMatch(/^httpsok production CRITICAL DiskSpaceLow: \.+ \(12 alerts\)$/);
    expect(message.length).toBeLessThanOrEqual(160);
  });

  it("tells others when what is critical goes on, and not when it has ended", async () => {
    const alertmanager = await start({ ...slackOnly, escalation: { afterMinutes: 30, to: ["dingtalk"] } });
    const [stays, ends] = [alert("Stays"), alert("Ends")];
    await alertmanager.fire([stays, ends, alert("Minor", { severity: "warning" })]);
    await until(async () => received("slack").length >= 3);
    const told = Date.now();
    await alertmanager.end([ends]);
    await until(async () => received("slack").length >= 4);
    expect(received("dingtalk")).toEqual([]);

    await until(async () => received("dingtalk").length > 0);
    expect(Date.now() - told).toBeGreaterThan(ESCALATION / 2);
    await pause(1000);
    expect(received("dingtalk").map((delivery) => json(delivery).markdown.title)).toEqual([
      "httpsok production ESCALATED CRITICAL Stays (platform)",
    ]);
    await alertmanager.end([stays]);
    await until(async () => received("dingtalk").length > 1);
  });

  it("lets each alert wait by itself before others are told, whatever they were told before", async () => {
    const alertmanager = await start({ ...slackOnly, escalation: { afterMinutes: 30, to: ["dingtalk"] } });
    const told = () => received("dingtalk").map((delivery) => json(delivery).markdown.text);
    await alertmanager.fire([alert("Spreads", { instance: "first" })]);
    await until(async () => told().length > 0);
    await alertmanager.fire([alert("Spreads", { instance: "second" })]);
    const since = Date.now();
    await until(async () => told().length > 1);
    expect(Date.now() - since).toBeGreaterThan(ESCALATION / 2);
    expect(told()).toEqual([expect.stringContaining("instance=first"), expect.stringContaining("instance=second")]);
    expect(received("slack")).toHaveLength(2);
  });

  it("says nothing of warnings in quiet hours, nor of a team's systems that are worked on", async () => {
    const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const day = (hours: number) => new Date(Date.now() + hours * 3_600_000).toUTCString().slice(0, 3).toLowerCase();
    const alertmanager = await start({
      ...slackOnly,
      quietHours: dailyPeriods(`${clock(-1)}-${clock(1)}`),
      maintenance: { database: weeklyPeriods(`${day(-1)}:${clock(-1)}-${day(1)}:${clock(1)}`) },
    });
    await alertmanager.fire([
      alert("Quiet", { severity: "warning" }),
      alert("WorkedOn", { team: "database" }),
      alert("Urgent"),
    ]);
    const muted = /alertmanager_notifications_suppressed_total\{reason="mute_time_interval"\} (\d+)/;
    await until(async () => Number(muted.exec(await alertmanager.get("/metrics"))?.[1]) >= 2);
    await until(slackIsTold);
    await pause(1000);
    expect(received("slack").map((delivery) => json(delivery).attachments[0].title)).toEqual([
      "httpsok production CRITICAL Urgent (platform)",
    ]);
  });

  it("tells a cause, not what follows from it", async () => {
    const alertmanager = await start(slackOnly);
    const away = { instance: "10.0.0.1:9100" };
    await alertmanager.fire([
      alert("MachineAway", away),
      alert("CpuHigh", { ...away, severity: "warning" }),
      alert("CpuHigh", { instance: "10.0.0.2:9100", severity: "warning" }),
      alert("DiskSpaceLow", { mountpoint: "/", instance: "10.0.0.3:9100" }),
      alert("DiskSpaceLow", { mountpoint: "/", instance: "10.0.0.3:9100", severity: "warning" }),
      alert("DiskSpaceLow", { mountpoint: "/data", instance: "10.0.0.3:9100", severity: "warning" }),
    ]);
    await until(async () => received("slack").length >= 4);
    await pause(1000);
    const list = JSON.parse(await alertmanager.get("/api/v2/alerts?inhibited=true&active=false"));
    const names = list.map(({ labels }: Alert) => `${labels.alertname} ${labels.severity} ${labels.mountpoint ?? ""}`);
    expect(names.sort()).toEqual(["CpuHigh warning ", "DiskSpaceLow warning /"]);
    expect(received("slack")).toHaveLength(4);
  });

  it("tells after a restart that an alert is over which it has told before", async () => {
    const folder = temporaryFolder();
    const before = await start(slackOnly, folder);
    await before.fire([DISK]);
    await until(slackIsTold);
    await before.stop();
    const after = await start(slackOnly, folder);
    await after.end([DISK]);
    await until(async () => received("slack").length > 1);
    expect(received("slack").map((delivery) => json(delivery).attachments[0].color)).toEqual(["#c62828", "#2e7d32"]);
  });
});
