import { nearest, partitionOf, region, regionNames } from "aws-facts";
import type { z } from "zod";
import { type Fragment, rule } from "../validation/fragment";
import { type Layer, valueAt } from "../validation/merge";
import { group, suggestion, text, whole } from "../validation/values";
import { resolveZones, zones } from "./zones";

/** A week: beyond it a target is none. */
const LONGEST = 7 * 24 * 60;

const schema = group({
  /** Recovery point objective: the newest minutes of data that a disaster may cost. */
  rpoMinutes: whole(1, LONGEST),
  /** Recovery time objective: minutes from the disaster until users are served again. */
  rtoMinutes: whole(1, LONGEST),
  /** Where copies are kept and where the platform starts again when its own region is lost. */
  region: text("a region such as ap-northeast-1").optional(),
  /** VPC there, as small as recovery needs. */
  network: group({
    /** Apart from the range of every other VPC. */
    cidr: text("an IPv4 range such as 10.140.0.0/18"),
    zones,
  }).optional(),
});

export type RecoveryWritten = z.output<typeof schema>;

/** As RecoveryWritten, with the letters of the zones. */
export type Recovery = Omit<RecoveryWritten, "network"> & {
  readonly network?: { readonly cidr: string; readonly zones: readonly string[] };
};

/** A day of work may be redone; what users entrust to production may not be lost. */
const TARGETS = {
  development: { rpoMinutes: 1440, rtoMinutes: 1440 },
  testing: { rpoMinutes: 1440, rtoMinutes: 480 },
  staging: { rpoMinutes: 1440, rtoMinutes: 240 },
  production: { rpoMinutes: 5, rtoMinutes: 60 },
} as const;

export const recovery: Fragment<RecoveryWritten, Recovery> = {
  key: "recovery",
  schema,
  defaults: (context) => {
    const layers: Layer<RecoveryWritten>[] = [
      { origin: `default for class ${context.class}`, values: TARGETS[context.class] },
    ];
    if (valueAt(context.input, ["recovery", "network"]) !== undefined) {
      // Two zones are the least that a database subnet group takes.
      layers.unshift({ origin: "default", values: { network: { zones: 2 } } });
    }
    return layers;
  },
  resolve: ({ network, ...written }, context, report) => {
    if (!network) return written;
    const letters = resolveZones(network.zones, written.region ?? context.region, (message) =>
      report("recovery.network.zones", message),
    );
    return { ...written, network: { ...network, zones: letters } };
  },
  rules: [
    rule(["region", "recovery"], ({ region: own, recovery: { region: other } }, report) => {
      if (other === undefined) return;
      if (!region(other)) {
        report("recovery.region", `${other} is no region of AWS${suggestion(nearest(other, regionNames()))}`);
      } else if (other === own) {
        report("recovery.region", `${other} is the region that would be lost; choose another one`);
      } else if (partitionOf(other) !== partitionOf(own)) {
        report(
          "recovery.region",
          `${other} belongs to partition ${partitionOf(other)}, the environment to ${partitionOf(own)}, and nothing is copied between partitions; choose a region of ${partitionOf(own)}`,
        );
      }
    }),
    rule(["class", "recovery"], (environment, report) => {
      if (environment.class !== "production") return;
      const { region: other, network } = environment.recovery;
      if (other === undefined) {
        report(
          "recovery.region",
          "missing; class production needs a region to recover in, other than its own (requirement 2.6)",
        );
      }
      if (network === undefined) {
        report(
          "recovery.network",
          'missing; class production needs a network to recover in, such as { cidr: "10.140.0.0/18" }',
        );
      }
    }),
    rule(["recovery"], ({ recovery: { region: other, network } }, report) => {
      if (network && other === undefined) {
        report("recovery.network", "has no region to be in; give recovery.region, or leave it out");
      }
    }),
    rule(["recovery", "storage"], ({ recovery: { rpoMinutes }, storage: { replication } }, report) => {
      if (rpoMinutes < 1440 && !replication) {
        report(
          "recovery.rpoMinutes",
          `${rpoMinutes} minutes cannot be met while storage.replication is off: when the region is lost, so is every copy; give recovery.region and turn replication on, or allow 1440 minutes or more`,
        );
      }
    }),
  ],
};
