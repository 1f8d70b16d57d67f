import type { AlertChannels, Channel, Heartbeat } from "./channels";
import {
  byDingtalk,
  byEmail,
  byPagerDuty,
  bySlack,
  bySms,
  byTeams,
  byWecomApp,
  byWecomRobot,
  type Context,
  type Email,
  heartbeat,
  type PagerDuty,
  type Slack,
  type Sns,
  type Teams,
  type Webhook,
  type WeChat,
} from "./integrations";

/** Whom a route tells. Each integration is tried on its own: one that fails holds up no other. */
export type Receiver = {
  readonly name: string;
  readonly email_configs?: readonly Email[];
  readonly slack_configs?: readonly Slack[];
  readonly msteamsv2_configs?: readonly Teams[];
  readonly pagerduty_configs?: readonly PagerDuty[];
  readonly sns_configs?: readonly Sns[];
  readonly wechat_configs?: readonly WeChat[];
  readonly webhook_configs?: readonly Webhook[];
};

/**
 * Tells some of the channels; with none of them it tells nobody, and alerts are seen by those who look.
 * @throws RangeError when one of them is not configured
 */
export function receiver(name: string, to: readonly Channel[], channels: AlertChannels, context: Context): Receiver {
  const missing = to.filter((channel) => !channels[channel]);
  if (missing.length > 0) {
    throw new RangeError(
      `${name} alerts go to ${missing.join(", ")}, which is not among the channels; add or remove it`,
    );
  }
  const { email, slack, teams, pagerduty, sms, wecom, dingtalk } = only(to, channels);
  const robots = [...(wecom && !wecom.app ? [byWecomRobot(context)] : []), ...(dingtalk ? [byDingtalk(context)] : [])];
  return {
    name,
    ...(email && { email_configs: [byEmail(email, context)] }),
    ...(slack && { slack_configs: [bySlack(context)] }),
    ...(teams && { msteamsv2_configs: [byTeams(context)] }),
    ...(pagerduty && { pagerduty_configs: [byPagerDuty(context)] }),
    ...(sms && { sns_configs: bySms(sms, context) }),
    ...(wecom?.app && { wechat_configs: [byWecomApp(wecom.app, context)] }),
    ...(robots.length > 0 && { webhook_configs: robots }),
  };
}

/** Calls the service that raises the alarm when it hears nothing; without one it tells nobody. */
export function heartbeatReceiver(service: Heartbeat | undefined, context: Context): Receiver {
  return { name: "heartbeat", ...(service && { webhook_configs: [heartbeat(context)] }) };
}

function only(names: readonly Channel[], channels: AlertChannels): AlertChannels {
  const told = <Name extends Channel>(name: Name) => (names.includes(name) ? channels[name] : undefined);
  return {
    email: told("email"),
    slack: told("slack"),
    teams: told("teams"),
    pagerduty: told("pagerduty"),
    sms: told("sms"),
    wecom: told("wecom"),
    dingtalk: told("dingtalk"),
  };
}
