import { z } from "zod";
import type { Context, Fragment } from "../validation/fragment";
import { type DeepPartial, type DeepReadonly, type Layer, valueAt } from "../validation/merge";
import { choice, group, list, text, whole } from "../validation/values";
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

const roleArns = list(
  text("the ARN of a role", /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/),
  "a list of ARNs of IAM roles",
);

/** An add-on of EKS whose version is held back. */
const held = text(
  "a version of an add-on of EKS such as v1.12.4-eksbuild.1",
  /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
).optional();

const kubernetes = group({
  kind: z.literal("kubernetes"),
  /** Of EKS, such as 1.36. */
  version: text("a version such as 1.36", /^1\.\d+$/),
  /** Of add-ons of EKS that are held back; the others have the one that AWS chooses for the version of Kubernetes. */
  addonVersions: group({
    "aws-ebs-csi-driver": held,
    coredns: held,
    "eks-pod-identity-agent": held,
    "kube-proxy": held,
    "metrics-server": held,
    "snapshot-controller": held,
    "vpc-cni": held,
  }),
  /** Ranges from which the API of Kubernetes is reached from outside the VPC; none keeps it inside. */
  publicAccessCidrs: list(text("an IPv4 range such as 203.0.113.0/24"), "a list of IPv4 ranges"),
  /** Who gets in beside the role that first deployed, which administers the cluster and may not be among them. */
  access: group({ administrators: roleArns, deployers: roleArns, viewers: roleArns }),
  /**
   * How terraform logs in to the cluster. exec: by the AWS CLI of the runner; token: by itself, for runners without it,
   * such as those of Terraform Cloud.
   */
  authentication: choice(["exec", "token"]),
  logRetentionDays: whole(1, 3653),
  /**
   * Who adds nodes when pods wait. cluster-autoscaler: to groups of EKS, one in each zone; karpenter: one by one, as they
   * fit; auto-mode: EKS, which then also runs networking, volumes and load balancers, for a fee by node.
   */
  scaling: choice(["cluster-autoscaler", "karpenter", "auto-mode"]),
  /** What brings traffic from outside: a load balancer of AWS that knows paths, or Traefik behind one that does not. */
  ingress: choice(["alb", "traefik"]),
  /** Hosted zone of names that everybody resolves: records and certificates of the cluster are then made in it. */
  publicZoneId: text("the id of a hosted zone such as Z0123456789ABCDEFGHIJ", /^Z[A-Z0-9]{7,31}$/).optional(),
  /** Nodes for what runs the cluster: DNS and controllers. Auto Mode has its own instead. */
  system: group({
    instanceTypes: list(instanceType, "a list of instance types such as m7g.large", 1),
    min: whole(1, 450),
    max: whole(1, 450),
    volumeGb,
  }),
  /** Nodes for everything else: the application, and metrics and logs, whose volumes each stay in a zone. */
  nodes: group({
    /** In order of preference; all of one architecture. */
    instanceTypes: list(instanceType, "a list of instance types such as m7g.2xlarge", 1),
    /** Spot costs a third or so, and is taken away with two minutes' notice. */
    capacity: choice(["on-demand", "spot"]),
    /** Kept by the Cluster Autoscaler; Karpenter and Auto Mode have as few as their pods need. */
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

/** Controllers are small; three of them keep a quorum when a zone is lost. */
const SYSTEM = {
  development: { instanceTypes: ["t4g.large"], min: 1, max: 2, volumeGb: 30, logs: 7 },
  testing: { instanceTypes: ["t4g.large"], min: 2, max: 3, volumeGb: 30, logs: 14 },
  staging: { instanceTypes: ["m7g.large"], min: 3, max: 6, volumeGb: 50, logs: 90 },
  production: { instanceTypes: ["m7g.large"], min: 3, max: 6, volumeGb: 50, logs: 365 },
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
    case "kubernetes": {
      const { logs: logRetentionDays, ...system } = SYSTEM[context.class];
      const choices = { scaling: "cluster-autoscaler", ingress: "alb", nodes: { capacity: "on-demand" } } as const;
      return [
        {
          origin: "default",
          values: {
            kind,
            version: EKS_VERSION,
            addonVersions: {},
            publicAccessCidrs: [],
            access: { deployers: [], viewers: [] },
            ...choices,
          },
        },
        {
          origin: "derived from organization.administrators",
          values: { kind, access: { administrators: administratorsOf(context) } },
        },
        {
          origin: "derived from state.kind",
          values: { kind, authentication: stateKind(context) === "terraform-cloud" ? "token" : "exec" },
        },
        {
          origin,
          values: {
            kind,
            logRetentionDays,
            system: { ...system, instanceTypes: [...system.instanceTypes] },
            nodes: { instanceTypes: [node], min, max, volumeGb },
          },
        },
      ];
    }
    default:
      return [];
  }
}

/** The organization's, as roles of the environment's account. */
function administratorsOf({ organization, partition, account }: Context): string[] {
  return organization.administrators.map((name) => `arn:${partition}:iam::${account}:role/${name}`);
}

/** Where the environment, or else the organization, keeps its state. */
function stateKind({ input, organization }: Context): unknown {
  return valueAt(input, ["state", "kind"]) ?? organization.state.kind;
}

export const topology: Fragment<Topology> = {
  key: "topology",
  schema,
  defaults,
  resolve: (written) => written,
  rules: topologyRules,
};
