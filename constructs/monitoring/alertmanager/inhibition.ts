/** While an alert of the source is active, nothing is told of those of the target with which it shares labels. */
export type InhibitRule = {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  /** A label that neither has counts as shared. */
  readonly equal: readonly string[];
};

/** What tells two alerts of one name apart: one full disk does not hide another. */
const IDENTITY = [
  ...["instance", "mountpoint", "device", "domain", "backup", "queue", "operation"],
  ...["node", "namespace", "deployment", "persistentvolumeclaim"],
];

interface Consequence {
  /** Name of the alert that tells enough, or several, joined by |. */
  readonly cause: string;
  /** Which alerts follow from it. */
  readonly follows: string;
  /** Labels in which both agree. @default all of the environment follows */
  readonly sharing?: readonly string[];
}

/** What follows from what, of the alerts in assets/monitoring/rules. */
export const CONSEQUENCES: readonly Consequence[] = [
  { cause: "MachineAway", follows: 'alertname!="MachineAway"', sharing: ["instance"] },
  { cause: "DatabaseDown", follows: 'team="database"', sharing: ["instance"] },
  { cause: "CacheDown", follows: 'alertname=~"Cache.+"', sharing: ["instance"] },
  { cause: "ReplicationStopped", follows: 'alertname="ReplicationLag"', sharing: ["instance"] },
  { cause: "ApplicationDown", follows: 'team="application"' },
  {
    cause: "EndpointUnresolved|EndpointUnreachable|EndpointFails|NameServerFails",
    follows: 'alertname=~"EndpointSlow|DnsSlow|NameServerSlow"',
    sharing: ["instance"],
  },
  { cause: "NodeNotReady", follows: 'alertname="NodePressure"', sharing: ["node"] },
  {
    cause: "ManyNodesNotReady",
    follows: 'alertname=~"Node.+|Pod.+|DeploymentIncomplete|StatefulSetIncomplete|DaemonSetIncomplete"',
  },
  { cause: "KubernetesUnwatched", follows: 'alertname="TargetDown"', sharing: ["job"] },
];

/**
 * The worse of two alerts of one name is told, and of a cause and what follows from it, the cause. The environment plays no
 * part: an Alertmanager hears of one only, and alerts from logs do not name it.
 */
export function inhibitRules(): readonly InhibitRule[] {
  return [
    worse("critical", "warning|info"),
    worse("warning", "info"),
    ...CONSEQUENCES.map(({ cause, follows, sharing = [] }) => ({
      source_matchers: [`alertname=~"${cause}"`],
      target_matchers: [follows],
      equal: sharing,
    })),
  ];
}

function worse(severity: string, others: string): InhibitRule {
  return {
    source_matchers: [`severity="${severity}"`],
    target_matchers: [`severity=~"${others}"`],
    equal: ["alertname", ...IDENTITY],
  };
}
