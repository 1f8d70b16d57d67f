import { defineEnvironment } from "./schema";

/** Like production, but smaller: a load balancer, two application servers, a primary and a replica. */
export const testing = defineEnvironment({
  name: "testing",
  class: "testing",
  network: { cidr: "10.20.0.0/16" },
  topology: { kind: "high-availability", instances: { min: 2, max: 4 } },
});
