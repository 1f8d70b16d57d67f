import type { Known } from "./fill";
import { dnsSuffix, hex, uuid } from "./identity";
import { ProviderError } from "./protocol";
import { UNKNOWN, type Value, type Values } from "./value";

/** Values, by path, of types whose computed attributes say more than their names do. */
export function specialValues(known: Known): Readonly<Record<string, Value>> {
  const { type, seed, id, region, attributes } = known;
  switch (type) {
    case "random_password":
    case "random_string": {
      const result = password(attributes, seed);
      return { result, id: type === "random_string" ? result : "none", bcrypt_hash: `$2a$10$${hex(seed, 53)}` };
    }
    case "random_uuid":
    case "random_uuid4":
      return { result: uuid(seed), id: uuid(seed) };
    case "random_integer": {
      const [min, max] = [number(attributes.min, 0), number(attributes.max, 0)];
      if (min > max) throw new ProviderError("Invalid range", `min is ${min}, which is more than max, ${max}.`);
      const result = min + (Number.parseInt(hex(seed, 12), 16) % (max - min + 1));
      return { result, id: String(result) };
    }
    case "random_id":
    case "random_bytes":
      return bytes(attributes, seed);
    case "random_shuffle":
      return { result: shuffle(attributes, seed) };
    case "random_pet": {
      const words = Array.from({ length: number(attributes.length, 2) }, (_, index) => hex(`${seed}${index}`, 5));
      const prefix = typeof attributes.prefix === "string" ? [attributes.prefix] : [];
      return { id: [...prefix, ...words].join(typeof attributes.separator === "string" ? attributes.separator : "-") };
    }
    case "kubernetes_manifest":
      return { object: attributes.manifest ?? null };
    case "aws_eks_cluster":
      return {
        id,
        endpoint: `https://${hex(seed, 32).toUpperCase()}.gr7.${region}.eks.${dnsSuffix(region)}`,
        "certificate_authority.0.data": Buffer.from(hex(seed, 48)).toString("base64"),
        status: "ACTIVE",
      };
    default:
      return {};
  }
}

/**
 * What a provider knows of its computed attributes already when it plans, so that `for_each` can go over it.
 * aws_acm_certificate: one validation option for each name.
 */
export function plannedFacts(type: string, proposed: Values): Values {
  if (type !== "aws_acm_certificate" || typeof proposed.domain_name !== "string") return {};
  const others = proposed.subject_alternative_names ?? null;
  if (others === UNKNOWN || (Array.isArray(others) && others.includes(UNKNOWN))) return {};
  const names = new Set([proposed.domain_name, ...(Array.isArray(others) ? others : [])]);
  return {
    domain_validation_options: [...names].map((name) => ({
      domain_name: name,
      resource_record_name: UNKNOWN,
      resource_record_type: UNKNOWN,
      resource_record_value: UNKNOWN,
    })),
  };
}

const CLASSES = [
  ["lower", "abcdefghijklmnopqrstuvwxyz"],
  ["upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["numeric", "0123456789"],
  ["special", "!@#$%&*()-_=+[]{}<>:?"],
] as const;

/** As random_password is asked: length, classes, and how many of each at least. */
function password(attributes: Values, seed: string): string {
  const chosen = CLASSES.filter(
    ([name]) => attributes[name] !== false && !(name === "numeric" && attributes.number === false),
  );
  const override = attributes.override_special;
  const sets = chosen.map(([name, characters]): [string, string] => [
    name,
    name === "special" && typeof override === "string" && override !== "" ? override : characters,
  ]);
  const all = sets.map(([, characters]) => characters).join("");
  const length = number(attributes.length, 16);
  const required = sets.flatMap(([name, characters]) =>
    Array.from({ length: number(attributes[`min_${name}`], 0) }, (_, index) =>
      pick(characters, `${seed}${name}${index}`),
    ),
  );
  const rest = Array.from({ length: Math.max(0, length - required.length) }, (_, index) =>
    pick(all, `${seed} ${index}`),
  );
  return [...required, ...rest].join("");
}

function pick(characters: string, seed: string): string {
  return characters.charAt(Number.parseInt(hex(seed, 8), 16) % Math.max(1, characters.length));
}

function bytes(attributes: Values, seed: string): Readonly<Record<string, Value>> {
  const length = number(attributes.byte_length, number(attributes.length, 8));
  const digits = Array.from({ length: Math.ceil(length / 32) }, (_, index) => hex(`${seed}${index}`, 64)).join("");
  const buffer = Buffer.from(digits.slice(0, 2 * length), "hex");
  const prefix = typeof attributes.prefix === "string" ? attributes.prefix : "";
  const url = buffer.toString("base64url");
  return {
    id: url,
    b64_url: prefix + url,
    b64_std: prefix + buffer.toString("base64"),
    base64: buffer.toString("base64"),
    hex: prefix + buffer.toString("hex"),
    dec: prefix + BigInt(`0x${buffer.toString("hex") || "0"}`),
  };
}

function shuffle(attributes: Values, seed: string): Value {
  const input = Array.isArray(attributes.input) ? attributes.input : [];
  const ranked = input.map((item, index) => ({ item, rank: hex(`${seed}${index}`, 16) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.map(({ item }) => item).slice(0, number(attributes.result_count, input.length));
}

function number(value: Value | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
