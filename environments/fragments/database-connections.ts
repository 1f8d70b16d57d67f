import { databaseClass } from "aws-facts";
import { connectionPlan, OPERATORS } from "mysql-plan";
import { rdsRule } from "./database-rule";
import type { Topology } from "./topology";

/** As many instances of the application as may hold a pool of connections. */
export function applicationsOf(topology: Topology): { readonly count: number; readonly path: string } {
  switch (topology.kind) {
    case "single-node":
      return { count: 1, path: "topology.kind" };
    case "high-availability":
      return { count: topology.instances.max, path: "topology.instances.max" };
    case "kubernetes":
      return { count: topology.nodes.max, path: "topology.nodes.max" };
  }
}

/** What applications and operators may open must fit into what the server serves (10.2, 10.3). */
export const connections = rdsRule(
  ["topology"],
  ({ instanceClass, connections: { perApplication } }, { topology }, report) => {
    const memoryGib = databaseClass(instanceClass)?.memoryGib;
    if (memoryGib === undefined) return;
    const { count, path } = applicationsOf(topology);
    const plan = connectionPlan({ memoryGib, applications: count, poolSize: perApplication });
    if (plan.fits) return;
    const operators = Object.entries(OPERATORS).map(([user, least]) => `${user} ${least}`);
    report(
      "database.connections.perApplication",
      `${perApplication} for each of ${count} instances (${path}) and ${plan.operators} for ${operators.join(", ")} make ${plan.total}; ${instanceClass} serves ${plan.maxConnections}, of which ${plan.plannable} may be planned and the rest is for rollouts; lower it to ${Math.max(0, Math.floor((plan.plannable - plan.operators) / count))} or less, or choose a larger class`,
    );
  },
);
