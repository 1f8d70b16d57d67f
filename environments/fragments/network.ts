import type { z } from "zod";
import type { Context, Fragment } from "../validation/fragment";
import { type Layer, valueAt } from "../validation/merge";
import { choice, group, list, text, whole } from "../validation/values";
import { networkRules } from "./network-rules";
import { DOMAIN } from "./organization";
import { resolveZones, zones } from "./zones";

const service = text("the short name of a service, such as s3 or ecr.api");

const schema = group({
  /** IPv4 range of the VPC, /16 to /22, apart from that of every other environment. */
  cidr: text("an IPv4 range such as 10.40.0.0/16"),
  /** How many availability zones, or which: 3, or ["a", "c"]. */
  zones,
  /** The way out of private subnets: none, one gateway, one for each zone, or one that AWS spreads over the zones. */
  natGateways: choice(["none", "single", "one-per-zone", "regional"]),
  /** AWS services that are reached without leaving the VPC. */
  endpoints: group({
    /** Free of charge: s3, dynamodb. */
    gateway: list(service, "a list of services such as s3"),
    /** Charged by the hour and zone: ecr.api, secretsmanager, ... */
    interface: list(service, "a list of services such as ecr.api"),
  }),
  flowLogs: group({
    /** CloudWatch answers queries at once, S3 costs less to keep. */
    destination: choice(["cloudwatch", "s3"]),
    retentionDays: whole(1, 3653),
  }),
  /** Domain that only the VPC resolves. */
  privateZone: text("a domain such as production.example.internal", DOMAIN),
});

export type NetworkWritten = z.output<typeof schema>;

/** As NetworkWritten, with the letters of the zones. */
export type Network = Omit<NetworkWritten, "zones"> & { readonly zones: readonly string[] };

/**
 * What nodes and machines call all day. Each endpoint costs about 0.01 USD an hour and zone, less than the NAT traffic of
 * image pulls and logs in an environment under load: https://aws.amazon.com/privatelink/pricing/
 */
const BUSY = ["ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssm", "ssmmessages", "sts"];

/** A class pays for the loss of a zone when its users would notice it. */
const BY_CLASS = {
  development: { natGateways: "single", interface: [], flowLogs: { destination: "cloudwatch", retentionDays: 7 } },
  testing: { natGateways: "single", interface: [], flowLogs: { destination: "cloudwatch", retentionDays: 14 } },
  staging: { natGateways: "one-per-zone", interface: BUSY, flowLogs: { destination: "s3", retentionDays: 90 } },
  // A year, as auditors ask: Checkov CKV_AWS_338.
  production: { natGateways: "one-per-zone", interface: BUSY, flowLogs: { destination: "s3", retentionDays: 365 } },
} as const;

function defaults(context: Context): Layer<NetworkWritten>[] {
  const { natGateways, interface: interfaces, flowLogs } = BY_CLASS[context.class];
  return [
    { origin: "default", values: { endpoints: { gateway: ["s3"] } } },
    {
      origin: "derived from name and organization",
      values: { privateZone: `${context.name}.${context.organization.name}.internal` },
    },
    {
      origin: `default for class ${context.class}`,
      values: { zones: defaultZones(context), natGateways, endpoints: { interface: [...interfaces] }, flowLogs },
    },
  ];
}

/** One zone is enough for one machine; a second one is what makes two machines highly available. */
function defaultZones(context: Context): number {
  if (context.class === "staging" || context.class === "production") return 3;
  const alone = context.class === "development" && valueAt(context.input, ["topology", "kind"]) === "single-node";
  return alone ? 1 : 2;
}

export const network: Fragment<NetworkWritten, Network> = {
  key: "network",
  schema,
  defaults,
  resolve: (written, context, report) => ({
    ...written,
    zones: resolveZones(written.zones, context.region, (message) => report("network.zones", message)),
  }),
  rules: networkRules,
};
