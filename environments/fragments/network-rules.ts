import { existsIn, GATEWAY_ENDPOINTS, hasRegionalNat, INTERFACE_ENDPOINTS, nearest } from "aws-facts";
import { rule } from "../validation/fragment";
import { suggestion } from "../validation/values";
import { checkLogRetention } from "./log-retention";

const endpoints = rule(["network", "partition"], ({ network, partition }, report) => {
  const check = (kind: "gateway" | "interface", known: readonly string[]) => {
    for (const service of network.endpoints[kind]) {
      const path = `network.endpoints.${kind}`;
      if (!known.includes(service)) {
        const meant = suggestion(nearest(service, known));
        report(path, `${service} has no ${kind} endpoint here${meant}; choose from ${known.join(", ")}`);
      } else if (!existsIn(partition, service)) {
        report(path, `${service} does not exist in partition ${partition}; remove it`);
      }
    }
  };
  check("gateway", GATEWAY_ENDPOINTS);
  check("interface", INTERFACE_ENDPOINTS);
});

const natGateways = rule(["class", "network", "partition"], (environment, report) => {
  const { network, partition } = environment;
  if (network.natGateways === "regional" && !hasRegionalNat(partition)) {
    report("network.natGateways", `regional NAT gateways do not exist in partition ${partition}; choose one-per-zone`);
  }
  if (network.natGateways === "single" && environment.class === "production") {
    report(
      "network.natGateways",
      "single is not allowed in class production: the loss of its zone cuts off the others (requirement 2.1); choose one-per-zone or regional",
    );
  }
});

const flowLogs = rule(["network"], ({ network: { flowLogs } }, report) => {
  if (flowLogs.destination !== "cloudwatch") return;
  checkLogRetention("network.flowLogs.retentionDays", flowLogs.retentionDays, report);
});

const zones = rule(["class", "network", "topology"], (environment, report) => {
  const { network, topology } = environment;
  const count = network.zones.length;
  if (environment.class === "production" && count < 3) {
    report(
      "network.zones",
      `${count} in use, but class production needs 3, to live on when one is lost (requirement 2.1)`,
    );
  } else if (topology.kind !== "single-node" && count < 2) {
    report(
      "network.zones",
      `${count} in use, but topology ${topology.kind} needs at least 2, to live on when one is lost`,
    );
  }
});

export const networkRules = [endpoints, natGateways, flowLogs, zones];
