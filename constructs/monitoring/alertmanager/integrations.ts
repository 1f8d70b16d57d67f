import { type AlertChannels, KEYS } from "./channels";

/*
 * What Alertmanager 0.34 takes of each platform, as far as it is used here, with the templates of
 * assets/monitoring/templates. The Prometheus operator drops empty texts, so a default is replaced, never emptied.
 * Source: https://prometheus.io/docs/alerting/0.34/configuration/#receiver-integration-settings
 */

export interface Context {
  /** What every message starts with: whose platform and which environment. */
  readonly prefix: string;
  /** Of SNS. */
  readonly region: string;
  /** Where the files of the secrets lie. */
  readonly secretsFolder: string;
}

/** An integration says too when an alert is over. */
type Integration<Settings> = Settings & { readonly send_resolved: boolean };

export type Email = Integration<{
  readonly to: string;
  readonly from: string;
  readonly smarthost: string;
  readonly auth_username: string;
  readonly auth_password_file: string;
  readonly require_tls: boolean;
  readonly headers: { readonly Subject: string };
  readonly text: string;
  readonly html: string;
}>;

export type Slack = Integration<{
  readonly api_url_file: string;
  readonly color: string;
  readonly title: string;
  readonly fallback: string;
  readonly text: string;
}>;

export type Teams = Integration<{ readonly webhook_url_file: string; readonly title: string; readonly text: string }>;

export type PagerDuty = Integration<{
  readonly routing_key_file: string;
  readonly description: string;
  readonly severity: string;
  readonly source: string;
  readonly class: string;
  readonly group: string;
}>;

export type Sns = Integration<{
  readonly sigv4: { readonly region: string };
  readonly phone_number: string;
  readonly subject: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}>;

export type WeChat = Integration<{
  readonly api_secret_file: string;
  readonly corp_id: string;
  readonly agent_id: string;
  readonly to_party: string;
  readonly message_type: "text";
  readonly message: string;
}>;

export type Webhook = Integration<{
  readonly url_file: string;
  readonly timeout: string;
  /** @default what Alertmanager makes of the alerts */
  readonly payload?: { readonly msgtype: "markdown"; readonly markdown: Readonly<Record<string, string>> };
}>;

type Configured = Required<AlertChannels>;

const TIMEOUT = "10s";
const alerts = (form: "text" | "slack" | "markdown") => `{{ template "alert.${form}" . }}`;

/** One line: what stands first in every message. */
const title = ({ prefix }: Context) => `${prefix} {{ template "alert.title" . }}`;
const file = ({ secretsFolder }: Context, key: string) => `${secretsFolder}/${key}`;

export function byEmail({ to, from, smarthost, username }: Configured["email"], context: Context): Email {
  return {
    send_resolved: true,
    to: to.join(", "),
    from,
    smarthost,
    auth_username: username,
    auth_password_file: file(context, KEYS.email),
    require_tls: true,
    headers: { Subject: title(context) },
    text: `${title(context)}\n\n${alerts("text")}`,
    html: `{{ template "alert.html" (dict "data" . "prefix" "${context.prefix}") }}`,
  };
}

export function bySlack(context: Context): Slack {
  return {
    send_resolved: true,
    api_url_file: file(context, KEYS.slack),
    color: '{{ template "alert.color" . }}',
    title: title(context),
    fallback: title(context),
    text: alerts("slack"),
  };
}

export function byTeams(context: Context): Teams {
  return {
    send_resolved: true,
    webhook_url_file: file(context, KEYS.teams),
    title: title(context),
    text: alerts("markdown"),
  };
}

/** Alertmanager resolves an incident by the key with which it opened it. PagerDuty has our severities, and `error`. */
export function byPagerDuty(context: Context): PagerDuty {
  return {
    send_resolved: true,
    routing_key_file: file(context, KEYS.pagerduty),
    description: `${title(context)}{{ with .CommonAnnotations.summary }}: {{ . }}{{ end }}`,
    severity: '{{ template "alert.severity" . }}',
    source: context.prefix,
    class: "{{ .CommonLabels.alertname }}",
    group: "{{ .CommonLabels.team }}",
  };
}

/** One message of the alphabet of GSM: https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
const SMS_LENGTH = 160;
/** What `alert.sms` has around its text, at most: " CRITICAL " and " (999 alerts)". */
const SMS_FRAME = 23;

/** One to each number: an alert that one of them cannot take reaches the others. */
export function bySms({ phoneNumbers }: Configured["sms"], { prefix, region }: Context): readonly Sns[] {
  const room = SMS_LENGTH - SMS_FRAME - prefix.length;
  return phoneNumbers.map((phoneNumber) => ({
    send_resolved: true,
    sigv4: { region },
    phone_number: phoneNumber,
    // Only e-mail shows it, but SNS refuses one that is longer than 100 characters, as the default can be.
    subject: prefix,
    message: `${prefix} {{ template "alert.sms" (dict "data" . "room" ${room}) }}`,
    attributes: { "AWS.SNS.SMS.SMSType": "Transactional" },
  }));
}

/** As text, which WeCom cuts where it is too long, and which members see who read it in WeChat. */
export function byWecomApp(app: NonNullable<Configured["wecom"]["app"]>, context: Context): WeChat {
  return {
    send_resolved: true,
    api_secret_file: file(context, KEYS.wecomApp),
    corp_id: app.corpId,
    agent_id: app.agentId,
    to_party: app.toParty,
    message_type: "text",
    message: `${title(context)}\n\n${alerts("text")}`,
  };
}

/*
 * Alertmanager reads each text of a payload as YAML once it is rendered, and sends what it finds: "disk: full" would
 * become an object. No YAML starts with two asterisks, so what starts so stays a text; a title has no colon.
 */
const robotText = (context: Context) => `**${title(context)}**\n\n${alerts("markdown")}`;

/** https://developer.work.weixin.qq.com/document/path/91770 */
export function byWecomRobot(context: Context): Webhook {
  return robot(KEYS.wecomRobot, { content: robotText(context) }, context);
}

/** https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages */
export function byDingtalk(context: Context): Webhook {
  return robot(KEYS.dingtalk, { title: title(context), text: robotText(context) }, context);
}

function robot(key: string, markdown: Readonly<Record<string, string>>, context: Context): Webhook {
  return {
    send_resolved: true,
    url_file: file(context, key),
    timeout: TIMEOUT,
    payload: { msgtype: "markdown", markdown },
  };
}

/** Says that alerting works, as long as it does. */
export function heartbeat(context: Context): Webhook {
  return { send_resolved: false, url_file: file(context, KEYS.heartbeat), timeout: TIMEOUT };
}
