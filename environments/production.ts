import { defineEnvironment } from "./schema";

export const production = defineEnvironment({
  name: "production",
  class: "production",
  network: { cidr: "10.40.0.0/16", zones: 3 },
  topology: { kind: "kubernetes", version: "1.36", nodes: { instanceTypes: ["m7g.2xlarge"], min: 3, max: 9 } },
  monitoring: {
    channels: {
      email: {
        to: ["operations@httpsok.example"],
        from: "alerts@httpsok.example",
        smarthost: "email-smtp.ap-southeast-1.amazonaws.com:587",
        username: "AKIAEXAMPLE",
        secret: "httpsok/production/alerts/email",
      },
      slack: { secret: "httpsok/production/alerts/slack" },
      pagerduty: { secret: "httpsok/production/alerts/pagerduty" },
    },
    // What stays critical goes to the next channel, e-mail.
    routing: { critical: ["pagerduty", "slack"] },
    heartbeat: { secret: "httpsok/production/alerts/heartbeat" },
  },
  recovery: { rpoMinutes: 5, rtoMinutes: 60, region: "ap-northeast-1", network: { cidr: "10.140.0.0/18" } },
});
