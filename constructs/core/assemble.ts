import { TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { deepMerge } from "./cdktf-internals";
import { resolveToken } from "./resolve";

/** One stack as Terraform JSON, with what that format loses: the order of its blocks. */
export interface AssembledStack {
  readonly json: TerraformJson;
  /** Addresses (`aws_vpc.vpc`, `data.aws_region.region`) in the order of their constructs. */
  readonly order: readonly string[];
  /** Two constructs with one address: Terraform JSON would silently merge them. */
  readonly problems: readonly string[];
}

type TerraformJson = { [key: string]: unknown };

/**
 * What `TerraformStack.toTerraform()` returns, in one resolving pass instead of two. It resolves as "preparing", since
 * only then does CDKTF tell the app of a reference to another stack (see InfrastructureApp.crossStackReference).
 */
export function assembleStack(stack: TerraformStack): AssembledStack {
  const json: TerraformJson = {};
  const metadata: TerraformJson = {
    version: stack.node.tryGetContext("cdktfVersion"),
    stackName: stack.node.id,
    backend: "local",
  };
  const outputs: TerraformJson = {};
  const owners = new Map<string, string>();
  const problems: string[] = [];

  const overrides: unknown = Reflect.get(stack, "rawOverrides"); // private in CDKTF, and it has no getter
  if (isRecord(overrides) && Object.keys(overrides).length > 0) metadata.overrides = { stack: Object.keys(overrides) };

  const fragments: TerraformJson[] = [];
  for (const element of elementsOf(stack)) {
    const own = element.toMetadata();
    if (Object.keys(own).length > 0) deepMerge(metadata, resolve(stack, own));
    if (TerraformOutput.isTerraformOutput(element)) {
      deepMerge(outputs, nest(element.node.path.split("/"), element.friendlyUniqueId));
    }
    const fragment = resolve(stack, element.toTerraform());
    for (const address of addressesOf(fragment)) {
      const owner = owners.get(address);
      if (owner)
        problems.push(`${element.node.path}: has the address ${address}, as ${owner} has; give one another id.`);
      owners.set(address, element.node.path);
    }
    fragments.push(fragment);
  }

  json["//"] = { metadata, outputs };
  for (const fragment of fragments) deepMerge(json, fragment);
  deepMerge(json, resolve(stack, overrides ?? {}));
  return { json, order: [...owners.keys()], problems };
}

function resolve(stack: TerraformStack, value: unknown): TerraformJson {
  const resolved = resolveToken(stack, value, true);
  return isRecord(resolved) ? resolved : {};
}

/** Depth first, without the elements of a stack inside the stack. */
function elementsOf(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) into.push(node);
  for (const child of node.node.children) {
    if (!TerraformStack.isStack(child)) elementsOf(child, into);
  }
  return into;
}

/** Sections whose blocks carry a type and a name, with the prefix of their addresses. */
const TYPED = { resource: "", data: "data.", ephemeral: "ephemeral." } as const;
const NAMED = { module: "module.", variable: "var.", output: "output.", locals: "local." } as const;

function addressesOf(fragment: TerraformJson): string[] {
  const addresses: string[] = [];
  for (const [section, prefix] of Object.entries(TYPED)) {
    for (const [type, blocks] of entriesOf(fragment[section])) {
      for (const [name] of entriesOf(blocks)) addresses.push(`${prefix}${type}.${name}`);
    }
  }
  for (const [section, prefix] of Object.entries(NAMED)) {
    for (const [name] of entriesOf(fragment[section])) addresses.push(`${prefix}${name}`);
  }
  return addresses;
}

function nest([first = "", ...rest]: readonly string[], leaf: string): TerraformJson {
  return { [first]: rest.length === 0 ? leaf : nest(rest, leaf) };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isRecord(value: unknown): value is TerraformJson {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
