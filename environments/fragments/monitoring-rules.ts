import { rule } from "../validation/fragment";
import type { Report } from "../validation/problems";
import { CHANNELS, type Channel } from "./alert-channels";
import type { Topology } from "./topology";

/** Estimates on the high side: metrics of a node with its containers, and of what every environment runs. */
const SERIES = { base: 100_000, perNode: 5_000 };
/** The default of kube-prometheus-stack. */
const SCRAPE_SECONDS = 30;
/** The upper end of what a sample takes: https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects */
const BYTES_PER_SAMPLE = 2;
/** Beyond it Prometheus would fill its disk before it deletes: the advice of the same page. */
const USABLE_SHARE = 0.85;

const retention = rule(["topology", "monitoring"], ({ topology, monitoring: { retentionDays, volumeGb } }, report) => {
  const nodes = maxNodes(topology);
  const samplesPerSecond = (SERIES.base + nodes * SERIES.perNode) / SCRAPE_SECONDS;
  const gb = Math.ceil((samplesPerSecond * BYTES_PER_SAMPLE * retentionDays * 86_400) / 1e9);
  const least = Math.ceil(gb / USABLE_SHARE);
  if (least <= volumeGb) return;
  report(
    "monitoring.volumeGb",
    `${volumeGb} GB do not hold metrics of ${nodes} nodes for ${retentionDays} days (monitoring.retentionDays), about ${gb} GB; raise it to ${least} or more, or keep metrics for fewer days`,
  );
});

const routing = rule(["monitoring"], ({ monitoring }, report) => {
  for (const [severity, names] of Object.entries(monitoring.routing)) {
    for (const name of names) checkConfigured(`monitoring.routing.${severity}`, name, monitoring.channels, report);
  }
  for (const name of monitoring.escalation?.to ?? []) {
    checkConfigured("monitoring.escalation.to", name, monitoring.channels, report);
  }
});

const reachesSomebody = rule(["class", "monitoring"], (environment, report) => {
  if (environment.class !== "production" || environment.monitoring.routing.critical.length > 0) return;
  report(
    "monitoring.routing.critical",
    `none: nobody would hear of a critical alert in production; configure one of ${CHANNELS.join(", ")} in monitoring.channels`,
  );
});

const isWatched = rule(["class", "monitoring"], (environment, report) => {
  if (environment.class !== "production" || environment.monitoring.heartbeat) return;
  report(
    "monitoring.heartbeat",
    "missing: nobody would hear that the monitoring of production is dead; name the secret that holds the address of a service that raises the alarm when it is no longer called, such as a check of healthchecks.io or Dead Man's Snitch",
  );
});

/** One copy to a zone, so that a zone that is lost takes one: constructs/monitoring/shared-values.ts. */
const copies = rule(
  ["topology", "network", "monitoring"],
  ({ topology, network, monitoring: { replicas } }, report) => {
    const zones = network.zones.length;
    if (topology.kind !== "kubernetes" || replicas <= zones) return;
    report(
      "monitoring.replicas",
      `${replicas} copies do not fit ${zones} zones (network.zones), since each copy has a zone of its own and the others would wait for ever; lower it to ${zones}, or add zones`,
    );
  },
);

/** https://docs.amazonaws.cn/en_us/aws/latest/userguide/sns.html */
const textMessages = rule(["partition", "monitoring"], ({ partition, monitoring }, report) => {
  if (!monitoring.channels.sms || partition !== "aws-cn") return;
  report("monitoring.channels.sms", "SNS sends no text messages from China; use wecom or dingtalk, and remove it");
});

const sso = rule(["monitoring"], ({ monitoring: { grafana } }, report) => {
  if (grafana.sso && !grafana.host) {
    report(
      "monitoring.grafana.host",
      "missing; with sso the identity provider sends users back to it, so it must be a host such as grafana.httpsok.example",
    );
  }
});

type Configured = Readonly<Partial<Record<Channel, unknown>>>;

function checkConfigured(path: string, name: Channel, channels: Configured, report: Report): void {
  if (channels[name]) return;
  const known = CHANNELS.filter((channel) => channels[channel]);
  const choices = known.length > 0 ? `; configured are ${known.join(", ")}` : "";
  report(path, `${name} is not configured${choices}; add monitoring.channels.${name}, or leave it out here`);
}

function maxNodes(topology: Topology): number {
  switch (topology.kind) {
    case "single-node":
      return 1;
    case "high-availability":
      return topology.instances.max + 1;
    case "kubernetes":
      return topology.nodes.max + topology.system.max;
  }
}

export const monitoringRules = [retention, copies, routing, reachesSomebody, isWatched, textMessages, sso];
