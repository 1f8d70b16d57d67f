import { defineEnvironment } from "./schema";

/** One machine with everything in containers. */
export const development = defineEnvironment({
  name: "development",
  class: "development",
  network: { cidr: "10.10.0.0/16" },
  topology: { kind: "single-node" },
});
