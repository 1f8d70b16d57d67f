import type { Known } from "./fill";
import { dnsSuffix, hex, objectArn, partition, prefixedId, uuid } from "./identity";

type Maker = (known: Known, name: string, path: string) => string;

/** What a computed string holds, by its name; the first that matches. */
const BY_NAME: readonly (readonly [RegExp, Maker])[] = [
  [/^id$/, (known, _name, path) => (path === "id" ? known.id : hex(known.seed + path, 12))],
  [/^arn$/, (known) => objectArn(known, known.id)],
  // Of a cluster's certificate authority, whose only field it is.
  [/^data$/, ({ seed }) => Buffer.from(pem(seed, "certificate")).toString("base64")],
  [/arn$/, (known, name, path) => relatedArn(known, name, path)],
  [/^(owner_id|owner|account_id|registry_id|requester_account_id)$/, ({ account }) => account],
  [/(^|_)region$/, ({ region }) => region],
  [/^partition$/, ({ region }) => partition(region)],
  [/^(allocation_id|security_group_rule_id|zone_id|bucket)$/, ({ id }) => id],
  [/^key_id$/, ({ id }) => id],
  [/^(hosted_zone_id|canonical_hosted_zone_id)$/, ({ seed }) => `Z${hex(seed, 13).toUpperCase()}`],
  [/availability_zone_id$/, ({ region }) => `${region}-az1`],
  [/availability_zone$/, ({ region }) => `${region}a`],
  [/^bucket_regional_domain_name$/, ({ id, region }) => `${id}.s3.${region}.${dnsSuffix(region)}`],
  [/^bucket_domain_name$/, ({ id, region }) => `${id}.s3.${dnsSuffix(region)}`],
  [
    /^issuer$/,
    ({ region, seed }) => `https://oidc.eks.${region}.${dnsSuffix(region)}/id/${hex(seed, 32).toUpperCase()}`,
  ],
  [/(^|_)ipv6/, ({ seed }) => `2600:1f18:${hex(seed, 4)}:${hex(`${seed}6`, 4)}::/64`],
  [/(^|_)public_ip$/, ({ seed }) => `203.0.113.${octet(seed)}`],
  [
    /(^|_)(ip|ip_address)$/,
    ({ seed, attributes }) => `${attributes.domain === "vpc" ? "10.255.0" : "10.0.0"}.${octet(seed)}`,
  ],
  [/cidr/, () => "10.0.0.0/24"],
  [/(^|_)url$|(^|_)uri$/, (known) => `https://${host(known)}`],
  [/(^|_)(endpoint|address|dns_name|dns|domain_name|domain|fqdn|hostname|host)$/, (known) => host(known)],
  [/(^|_)(date|time|timestamp|since)$|_at$|^(created|modified|updated)|_(after|before)$/, () => "2025-01-01T00:00:00Z"],
  [/(^|_)(status|state)$/, () => "available"],
  [/(^|_)pem$|pem_pkcs8$|^certificate|_certificate$|_cert$/, ({ seed }, name) => pem(seed, name)],
  [
    /openssh$/,
    ({ seed }, name) => (name.startsWith("public") ? `ssh-ed25519 ${base64(seed)}` : pem(seed, "openssh_private_key")),
  ],
  [/(^|_)fingerprint/, ({ seed }) => hex(seed, 32).replace(/(..)(?=.)/g, "$1:")],
  [/(^|_)(json|policy)$/, () => "{}"],
  [/(^|_)user_id$|^unique_id$/, ({ seed }) => `AROA${hex(seed, 16).toUpperCase()}`],
  [/(^|_)(uid|uuid)$/, ({ seed }) => uuid(seed)],
  [/(^|_)(etag|md5|sha256|hash|checksum)$/, ({ seed }, name) => hex(seed + name, 32)],
  [/(^|_)(version|generation)$/, () => "1"],
  [
    /(^|_)name$/,
    ({ seed }, name) => `${name === "name" ? "terraform" : name.slice(0, -5).replaceAll("_", "-")}-${hex(seed, 12)}`,
  ],
  [/^resource_record_type$/, () => "CNAME"],
  [/security_group_id$/, (known, _name, path) => prefixedId("security_group", known.seed + path)],
  [/_id$/, (known, name, path) => prefixedId(name.slice(0, -3), known.seed + path)],
];

/** Optional arguments that are empty where nobody gave them. */
const LIKELY_EMPTY = /prefix$|kms|snapshot|source|replicat|monitoring|(^|_)policy$|_arn$|certificate|ipv6|description/;

/** @param optional whether a configuration could have given it */
export function makeString(name: string, path: string, optional: boolean, known: Known): string {
  if (optional && LIKELY_EMPTY.test(name)) return "";
  const maker = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (maker) return maker(known, name, path);
  return optional ? "" : `${name.replaceAll("_", "-")}-${hex(known.seed + path, 8)}`;
}

const PORT_OF: Readonly<Record<string, number>> = {
  mysql: 3306,
  "aurora-mysql": 3306,
  postgres: 5432,
  redis: 6379,
  valkey: 6379,
};

export function makeNumber(name: string, path: string, { type, attributes }: Known): number {
  if (/(^|_)port$/.test(name)) {
    const engine = typeof attributes.engine === "string" ? attributes.engine : "";
    return PORT_OF[engine] ?? (type.startsWith("aws_elasticache") ? 6379 : 443);
  }
  if (/(^|_)(version|generation|count|revision|size|capacity)$/.test(name)) return 1;
  // Kubernetes counts its generations; everything else starts at nothing.
  return path.endsWith("metadata.0.generation") ? 1 : 0;
}

export function makeBool(name: string): boolean {
  return /^(enabled|is_enabled|active)$/.test(name);
}

function relatedArn(known: Known, name: string, path: string): string {
  const kind = name.replace(/_?arn$/, "");
  return objectArn({ ...known, type: `aws_${kind || "object"}` }, hex(known.seed + path, 12));
}

function host({ id, type, region, seed }: Known): string {
  const label = id
    .replace(/^arn:.*[:/]/, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase()
    .slice(0, 63);
  if (!type.startsWith("aws_")) return `${label}.example.com`;
  if (type.startsWith("aws_db_")) return `${label}.${hex(seed, 12)}.${region}.rds.${dnsSuffix(region)}`;
  return `${label}.${type.split("_")[1] ?? type}.${region}.${dnsSuffix(region)}`;
}

function octet(seed: string): number {
  return 1 + (Number.parseInt(hex(seed, 2), 16) % 254);
}

function base64(seed: string): string {
  return Buffer.from(hex(seed, 64) + hex(`${seed}2`, 64)).toString("base64");
}

/** In the form of a key or certificate, with nothing behind it. */
function pem(seed: string, name: string): string {
  const label = /private/.test(name) ? "PRIVATE KEY" : /public/.test(name) ? "PUBLIC KEY" : "CERTIFICATE";
  const lines = base64(seed + name).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
