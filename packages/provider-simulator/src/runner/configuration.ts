import fs from "node:fs";
import path from "node:path";
import { type Block, readHcl } from "./blocks";

/** Top-level blocks of all `.tf` and `.tf.json` files of one stack's folder. */
export function readConfiguration(folder: string): Block[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /\.tf(\.json)?$/.test(name))
    .sort()
    .flatMap((name) => {
      const text = fs.readFileSync(path.join(folder, name), "utf8");
      return name.endsWith(".json") ? readJson(JSON.parse(text)) : readHcl(text);
    });
}

/** Resource, data source and ephemeral types in use, such as `resource aws_vpc`, without terraform's own. */
export function typesInUse(blocks: readonly Block[]): string[] {
  const types = blocks
    .filter((block) => ["resource", "data", "ephemeral"].includes(block.type))
    .flatMap((block) => (block.labels[0]?.startsWith("terraform_") ? [] : [`${block.type} ${block.labels[0]}`]));
  return [...new Set(types)].sort();
}

/** Full addresses of the providers that `required_providers` names, without those built into terraform. */
export function requiredProviders(blocks: readonly Block[]): string[] {
  const sources = blocks
    .filter((block) => block.type === "terraform")
    .flatMap((block) => [...block.literals])
    .flatMap(([key, value]) => (/^required_providers\.[^.]+\.source$/.test(key) ? [fullAddress(value)] : []));
  return [...new Set(sources)].filter((source) => !source.startsWith("terraform.io/builtin/")).sort();
}

/** `hashicorp/aws` -> `registry.terraform.io/hashicorp/aws`. */
function fullAddress(source: string): string {
  const missing = 3 - source.split("/").length;
  return ["registry.terraform.io", "hashicorp"].slice(0, missing).concat(source).join("/");
}

/** The blocks of Terraform's JSON syntax, in the form in which {@link readHcl} gives those of HCL. */
function readJson(document: unknown): Block[] {
  const labelCount: Readonly<Record<string, number>> = { terraform: 0, resource: 2, data: 2, ephemeral: 2 };
  return entries(document).flatMap(([type, body]) => {
    const depth = labelCount[type];
    return depth === undefined ? [] : unfold(type, [], body, depth);
  });
}

function unfold(type: string, labels: readonly string[], body: unknown, depth: number): Block[] {
  if (Array.isArray(body)) return body.flatMap((one) => unfold(type, labels, one, depth));
  if (depth === 0) return [{ type, labels, literals: new Map(flatten([], body)) }];
  return entries(body).flatMap(([label, inner]) => unfold(type, [...labels, label], inner, depth - 1));
}

function flatten(path: readonly string[], value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((one) => flatten(path, one));
  if (typeof value === "object" && value !== null) {
    return entries(value).flatMap(([key, inner]) => flatten([...path, key], inner));
  }
  return value === null || value === undefined ? [] : [[path.join("."), String(value)]];
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
