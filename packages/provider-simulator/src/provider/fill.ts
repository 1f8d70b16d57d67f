import type { Attribute, AttributeType, Block } from "provider-schemas";
import { dnsSuffix, hex, type Identity, objectArn, objectId, partition } from "./identity";
import { UNKNOWN, type Value, type Values } from "./value";
import { mapBlock, typeOf } from "./walk";

/**
 * Puts a realistic value wherever one is unknown. The same object gets the same values at each call, since they follow
 * from its seed; none looks at the clock.
 */
export function fillUnknown(block: Block, value: Values, identity: Identity): Values {
  const known = Object.fromEntries(Object.entries(value).filter(([, given]) => given !== UNKNOWN));
  const id = typeof known.id === "string" ? known.id : objectId(identity, known);
  return mapBlock(block, value, (given, name, attribute) => fillIn(given, name, attribute, { ...identity, id }));
}

type Known = Identity & { readonly id: string };

function fillIn(value: Value, name: string, attribute: Attribute, known: Known): Value {
  const made = () => make(name, typeOf(attribute), attribute.optional === true, known);
  if (value === UNKNOWN) return made();
  // A list or object may be known in part.
  return hasUnknown(value) ? fillNested(value, name, known) : value;
}

function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return false;
  return Object.values(value).some(hasUnknown);
}

function fillNested(value: Value, name: string, known: Known): Value {
  if (value === UNKNOWN) return makeString(name, false, known);
  if (Array.isArray(value)) return value.map((item) => fillNested(item, name, known));
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillNested(item, key, known)]));
}

/** @param optional whether the argument could have been given: then nothing is the likeliest value of a collection */
function make(name: string, type: AttributeType, optional: boolean, known: Known): Value {
  if (type === "string") return makeString(name, optional, known);
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (type === "dynamic") return [Buffer.from('"string"'), makeString(name, optional, known)];
  switch (type[0]) {
    case "object":
      return Object.fromEntries(
        Object.entries(type[1]).map(([field, inner]) => [field, make(field, inner, optional, known)]),
      );
    case "tuple":
      return type[1].map((inner) => make(name, inner, optional, known));
    case "map":
      return {};
    default:
      return optional ? [] : [make(name, type[1], optional, known)];
  }
}

/** What a computed string holds, by its name. */
const BY_NAME: readonly (readonly [RegExp, (known: Known, name: string) => string])[] = [
  [/^id$/, ({ id }) => id],
  [/^arn$/, (known) => objectArn(known, known.id)],
  [/_arn$/, (known, name) => objectArn({ ...known, type: `aws_${name.slice(0, -4)}` }, hex(known.seed + name, 12))],
  [/^(owner_id|account_id|registry_id)$/, ({ account }) => account],
  [/^(region|bucket_region)$/, ({ region }) => region],
  [/^partition$/, ({ region }) => partition(region)],
  [/^(key_id|allocation_id|security_group_rule_id|zone_id|bucket)$/, ({ id }) => id],
  [/^availability_zone$/, ({ region }) => `${region}a`],
  [/^hosted_zone_id$/, ({ seed }) => `Z${hex(seed, 13).toUpperCase()}`],
  [/^bucket_regional_domain_name$/, ({ id, region }) => `${id}.s3.${region}.${dnsSuffix(region)}`],
  [/^bucket_domain_name$/, ({ id, region }) => `${id}.s3.${dnsSuffix(region)}`],
  [
    /(^|_)(endpoint|address|dns_name|dns|domain_name|fqdn|hostname|host)$/,
    ({ id, type, region }) => host(id, type, region),
  ],
  [/(^|_)(url|uri)$/, ({ id, type, region }) => `https://${host(id, type, region)}`],
  [/^(public_ip|carrier_ip|customer_owned_ip)$/, ({ seed }) => `203.0.113.${octet(seed)}`],
  [/(^|_)(ip|private_ip|ip_address)$/, ({ seed }) => `10.0.0.${octet(seed)}`],
  [/cidr/, () => "10.0.0.0/24"],
  [/(^|_)(date|time|timestamp)$|_at$|^(created|modified|updated)/, () => "2025-01-01T00:00:00Z"],
  [/(^|_)(status|state)$/, () => "available"],
  [/^(name|.*_name)$/, ({ seed }) => `terraform-${hex(seed, 12)}`],
  [/^(json|.*_json)$/, () => "{}"],
  [/_id$/, ({ seed }, name) => `${name.slice(0, -3).replaceAll("_", "-")}-${hex(seed + name, 17)}`],
];

/** Names that an optional argument has even where nobody gave one. */
const ALWAYS_THERE =
  /^(id|arn|.*_arn|region|name|key_id|availability_zone|bucket|owner_id|.*endpoint|address|version)$/;

function makeString(name: string, optional: boolean, known: Known): string {
  if (optional && !ALWAYS_THERE.test(name)) return "";
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1](known, name) ?? `${name}-${hex(known.seed + name, 8)}`;
}

function host(id: string, type: string, region: string): string {
  const service = type.split("_")[1] ?? type;
  return `${id.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase()}.${service}.${region}.${dnsSuffix(region)}`;
}

function octet(seed: string): number {
  return 1 + (Number.parseInt(hex(seed, 2), 16) % 254);
}
