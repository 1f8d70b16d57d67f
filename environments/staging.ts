import { defineEnvironment } from "./schema";

/** Production's shape at a smaller size, to try every change on first. */
export const staging = defineEnvironment({
  name: "staging",
  class: "staging",
  network: { cidr: "10.30.0.0/16", zones: 3 },
  topology: { kind: "kubernetes", version: "1.36", nodes: { instanceTypes: ["m7g.2xlarge"], min: 3, max: 6 } },
  monitoring: {
    channels: {
      email: {
        to: ["operations@httpsok.example"],
        from: "alerts@httpsok.example",
        smarthost: "email-smtp.ap-southeast-1.amazonaws.com:587",
        username: "AKIAEXAMPLE",
        secret: "httpsok/staging/alerts/email",
      },
      slack: { secret: "httpsok/staging/alerts/slack" },
      pagerduty: { secret: "httpsok/staging/alerts/pagerduty" },
    },
    // What stays critical goes to the next channel, e-mail.
    routing: { critical: ["pagerduty", "slack"] },
    heartbeat: { secret: "httpsok/staging/alerts/heartbeat" },
  },
  recovery: { rpoMinutes: 5, rtoMinutes: 60, region: "ap-northeast-1", network: { cidr: "10.130.0.0/18" } },
});
