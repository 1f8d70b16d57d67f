import { defineEnvironment } from "./schema";

export const production = defineEnvironment({
  name: "production",
  class: "production",
  network: { cidr: "10.40.0.0/16", zones: 3 },
  topology: { kind: "kubernetes", version: "1.36", nodes: { instanceTypes: ["m7g.2xlarge"], min: 3, max: 9 } },
  recovery: { rpoMinutes: 5, rtoMinutes: 60, region: "ap-northeast-1", network: { cidr: "10.140.0.0/18" } },
});
