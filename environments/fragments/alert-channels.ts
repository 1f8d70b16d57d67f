import { group, list, text } from "../validation/values";

/** Never the secret itself: what is written here stands in state, in Kubernetes and in reviews. */
export const secret = text(
  "the name of a secret in Secrets Manager such as httpsok/production/alerts/slack",
  /^[\w/+=.@-]+$/,
);
const address = text("an e-mail address", /^[^\s@]+@[^\s@]+\.[^\s@]+$/);

export const CHANNELS = ["email", "slack", "teams", "pagerduty", "sms", "wecom", "dingtalk"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where alerts can be sent to; what is missing is not used. */
export const channelsSchema = group({
  /** The secret holds the password of the mail server; Alertmanager takes a user's name from no file. */
  email: group({
    to: list(address, "a list of e-mail addresses", 1),
    from: address,
    /** Mail server: port 587 for STARTTLS, 465 for TLS from the first byte. */
    smarthost: text("a host and a port such as email-smtp.ap-southeast-1.amazonaws.com:587", /^[\w.-]+:\d+$/),
    /** Of the mail server; of SES, the id of an access key. */
    username: text("the name of a user of the mail server"),
    secret,
  }).optional(),
  /** The secret holds the address of an incoming webhook, which belongs to one channel. */
  slack: group({ secret }).optional(),
  /** The secret holds the address of a workflow's webhook. */
  teams: group({ secret }).optional(),
  /** The secret holds the key of an integration by Events API v2. */
  pagerduty: group({ secret }).optional(),
  /** Text messages through SNS; needs no secret, since pods publish by their role. */
  sms: group({
    phoneNumbers: list(
      text("a phone number such as +8613800000000", /^\+[1-9]\d{6,14}$/),
      "a list of phone numbers",
      1,
    ),
  }).optional(),
  /** The secret holds the address of a group's robot; with an app, that app's secret. */
  wecom: group({
    secret,
    /** Messages from an application of the company instead of a robot of a group. */
    app: group({
      corpId: text("the id of a company in WeCom"),
      agentId: text("the number of an application", /^\d+$/),
      toParty: text("ids of departments, joined by |", /^\d+(\|\d+)*$/),
    }).optional(),
  }).optional(),
  /** The secret holds the address of a group's robot, which lets in by keyword (the organization's name) or by address. */
  dingtalk: group({ secret }).optional(),
});
