import { z } from "zod";
import type { Context, Fragment } from "../validation/fragment";
import { type DeepPartial, type DeepReadonly, type Layer, valueAt } from "../validation/merge";
import { group, list, text, whole } from "../validation/values";
import { topologyRules } from "./topology-rules";

const instanceType = text("an instance type such as m7g.2xlarge");
/** The root volume. gp3 ends at 64 TiB; 20 GB is what the system and its images take. */
const volumeGb = whole(20, 65536);

const singleNode = group({
  kind: z.literal("single-node"),
  instanceType,
  volumeGb,
});

const highAvailability = group({
  kind: z.literal("high-availability"),
  instanceType,
  volumeGb,
  /** How many application servers the group may have. */
  instances: group({ min: whole(1, 100), max: whole(1, 100) }),
});

const kubernetes = group({
  kind: z.literal("kubernetes"),
  /** Of EKS, such as 1.36. */
  version: text("a version such as 1.36", /^1\.\d+$/),
  nodes: group({
    /** In order of preference; all of one architecture. */
    instanceTypes: list(instanceType, "a list of instance types such as m7g.2xlarge", 1),
    min: whole(1, 450),
    max: whole(1, 450),
    volumeGb,
  }),
});

const schema = z.discriminatedUnion("kind", [singleNode, highAvailability, kubernetes], {
  error: "an object with a kind: single-node, high-availability or kubernetes",
});

/** How the application runs: on one machine, on a group of machines, or on EKS. */
export type Topology = DeepReadonly<z.output<typeof schema>>;

type Sized<T> = T extends { readonly kind: infer Kind }
  ? DeepPartial<Omit<T, "kind">> & { readonly kind: Kind }
  : never;

/** A topology with as much of its sizes as differs from the defaults. */
export type TopologyInput = Sized<Topology>;

/** The newest that EKS offers with the longest standard support: see aws-facts. */
const EKS_VERSION = "1.36";

/**
 * Sizes that suit a class in every topology, so that its kind alone is a whole topology. In staging and production they
 * meet the requirements of an application server (3.2.1: 8 vCPU, 16 GiB, 100 GB, 1 Gbit/s).
 */
const SIZES = {
  development: { single: "t4g.large", group: "t4g.medium", node: "t4g.xlarge", volumeGb: 50, min: 2, max: 3 },
  testing: { single: "t4g.xlarge", group: "m7g.large", node: "m7g.xlarge", volumeGb: 50, min: 2, max: 4 },
  staging: { single: "m7g.2xlarge", group: "m7g.2xlarge", node: "m7g.2xlarge", volumeGb: 100, min: 3, max: 6 },
  production: { single: "m7g.4xlarge", group: "m7g.2xlarge", node: "m7g.2xlarge", volumeGb: 100, min: 3, max: 9 },
} as const;

function defaults(context: Context): Layer<Topology>[] {
  const { single, group: member, node, volumeGb, min, max } = SIZES[context.class];
  const origin = `default for class ${context.class}`;
  const kind = valueAt(context.input, ["topology", "kind"]);
  switch (kind) {
    case "single-node":
      return [{ origin, values: { kind, instanceType: single, volumeGb } }];
    case "high-availability":
      return [{ origin, values: { kind, instanceType: member, volumeGb, instances: { min, max } } }];
    case "kubernetes":
      return [
        { origin: "default", values: { kind, version: EKS_VERSION } },
        { origin, values: { kind, nodes: { instanceTypes: [node], min, max, volumeGb } } },
      ];
    default:
      return [];
  }
}

export const topology: Fragment<Topology> = {
  key: "topology",
  schema,
  defaults,
  resolve: (written) => written,
  rules: topologyRules,
};
