import type { AlertChannels, Heartbeat } from "./channels";
import { type InhibitRule, inhibitRules } from "./inhibition";
import type { Context } from "./integrations";
import { heartbeatReceiver, type Receiver, receiver } from "./receivers";
import { type Route, type RoutingProps, routeTree, type TimeInterval, timeIntervals } from "./routes";

/** What Alertmanager reads: https://prometheus.io/docs/alerting/0.34/configuration/ */
export type AlertmanagerConfig = {
  readonly route: Route;
  readonly receivers: readonly Receiver[];
  readonly inhibit_rules: readonly InhibitRule[];
  readonly time_intervals: readonly TimeInterval[];
  readonly templates: readonly string[];
};

export interface AlertmanagerConfigProps extends RoutingProps {
  /** Name of the organization, which every message starts with. */
  readonly organization: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Of SNS, which sends text messages. */
  readonly region: string;
  readonly channels: AlertChannels;
  /** A service that raises the alarm when it hears nothing. @default nobody does */
  readonly heartbeat?: Heartbeat;
  /** Where the secrets lie as files, such as `/etc/alertmanager/secrets/alert-channels`: see `alertingSecrets`. */
  readonly secretsFolder: string;
  /** Where the files of `assets/monitoring/templates` lie. */
  readonly templatesFolder: string;
}

/**
 * The whole configuration of Alertmanager, the same on Kubernetes and on machines. It holds no secret, only the names of
 * files; what it sends looks as the templates say.
 */
export function alertmanagerConfig(props: AlertmanagerConfigProps): AlertmanagerConfig {
  const { organization, environment, region, channels, routing, escalation, heartbeat, secretsFolder } = props;
  const prefix = `${organization} ${environment}`;
  const context: Context = { prefix, region, secretsFolder };
  const escalated: Context = { ...context, prefix: `${prefix} ESCALATED` };
  return {
    route: routeTree(props),
    receivers: [
      receiver("critical", routing.critical, channels, context),
      receiver("warning", routing.warning, channels, context),
      receiver("info", routing.info, channels, context),
      ...(escalation ? [receiver("escalation", escalation.to, channels, escalated)] : []),
      heartbeatReceiver(heartbeat, context),
    ],
    inhibit_rules: inhibitRules(),
    time_intervals: timeIntervals(props),
    templates: [`${props.templatesFolder}/*.tmpl`],
  };
}
