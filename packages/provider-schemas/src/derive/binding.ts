/**
 * Reads the TypeScript that CDKTF's provider generator writes for one type into plain facts.
 * What is matched here is printed by @cdktf/provider-generator 0.21.0: lib/get/generator/emitter.
 */

/** One resource, data source or provider configuration as its binding declares it. */
export interface Binding {
  readonly kind: "resource" | "data" | "provider";
  /** `aws_subnet`, or `aws` for the provider's own configuration. */
  readonly type: string;
  /** The arguments and attributes of the outermost block. */
  readonly members: readonly Member[];
  /** Every nested structure by its generated name. */
  readonly structs: ReadonlyMap<string, readonly Member[]>;
}

export interface Member {
  readonly name: string;
  readonly flags: Flags;
  /** Its documentation is `<name> block`, which the generator writes for every block and for nothing else. */
  readonly documentedAsBlock: boolean;
  /** It has a documentation of its own. The generator passes none on for the fields of an object type. */
  readonly documented: boolean;
  /** A list or set block that takes one item at most. */
  readonly single: boolean;
  readonly shape: Shape;
}

export interface Flags {
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
}

/** `unknown` where the generator dropped the type. */
export type Shape =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | "unknown"
  | readonly ["list" | "set" | "map", Shape]
  | { readonly struct: string };

const DECLARATION = /^export (interface|function|class) (\w+)([^\n]*)\{\n([\s\S]*?)^\}/gm;
const RESOURCE_CLASS = /extends cdktf\.Terraform(Resource|DataSource|Provider)\b/;
const KINDS = { Resource: "resource", DataSource: "data", Provider: "provider" } as const;

/**
 * @param source what `readBindingSource` returns
 * @param origin named in errors
 * @throws Error when the text is not a binding of CDKTF's generator
 */
export function parseBinding(source: string, origin: string): Binding {
  const text = {
    interface: new Map<string, string>(),
    function: new Map<string, string>(),
    class: new Map<string, string>(),
  };
  let main: { name: string; kind: Binding["kind"]; body: string } | undefined;
  for (const [, declared, name = "", heading = "", body = ""] of source.matchAll(DECLARATION)) {
    if (declared === "interface" || declared === "function" || declared === "class") text[declared].set(name, body);
    const base = RESOURCE_CLASS.exec(heading)?.[1];
    if (base === "Resource" || base === "DataSource" || base === "Provider") main = { name, kind: KINDS[base], body };
  }
  const type = main && /tfResourceType = "(\w+)"/.exec(main.body)?.[1];
  if (!main || !type) throw new Error(`${origin}: holds no resource, data source or provider of CDKTF's generator.`);

  const structNames = new Set(text.interface.keys());
  const membersOf = (outputs: string, inputs: string, documentation: string) =>
    readMembers(outputs, readInputs(inputs), readDocumentation(documentation), structNames);
  const structs = new Map<string, readonly Member[]>();
  for (const [name, documentation] of text.interface) {
    const mapper = `${name.charAt(0).toLowerCase()}${name.slice(1)}ToHclTerraform`;
    const outputs = text.class.get(`${name}OutputReference`) ?? "";
    structs.set(name, membersOf(outputs, text.function.get(mapper) ?? "", documentation));
  }
  const configuration = /^ {2}public constructor\(.*, config: (\w+)/m.exec(main.body)?.[1] ?? "";
  const members = membersOf(main.body, main.body, text.interface.get(configuration) ?? "");
  return { kind: main.kind, type, members, structs };
}

interface Documentation {
  readonly optional: boolean;
  readonly block: boolean;
  readonly documented: boolean;
  readonly list: boolean;
}

/** The properties of a configuration interface by Terraform name. */
function readDocumentation(body: string): Map<string, Documentation> {
  const found = new Map<string, Documentation>();
  for (const [, comment = "", optional, type = ""] of body.matchAll(
    /^ {2}\/\*\*\n([\s\S]*?)^ {2}\*\/\n {2}readonly \w+(\??): (.*);$/gm,
  )) {
    const name = /#(\w+) \w+#\1\}/.exec(comment)?.[1];
    if (!name) continue;
    const firstLine = /^ *\* ?(.*)$/m.exec(comment)?.[1] ?? "";
    found.set(name, {
      optional: optional === "?",
      block: firstLine === `${name} block`,
      documented: !firstLine.startsWith("Docs at Terraform Registry:"),
      list: type.includes("[]"),
    });
  }
  return found;
}

/** What can be set: `type` and `storageClassType` of the HCL mapping by Terraform name. */
function readInputs(body: string): Map<string, { kind: string; storage: string }> {
  const found = new Map<string, { kind: string; storage: string }>();
  for (const [, name = "", kind = "", storage = ""] of body.matchAll(
    /^ {4,}(\w+): \{\n\s+value: .*,\n\s+isBlock: (?:true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)",$/gm,
  )) {
    found.set(name, { kind, storage });
  }
  return found;
}

function readMembers(
  outputs: string,
  inputs: ReadonlyMap<string, { kind: string; storage: string }>,
  documentation: ReadonlyMap<string, Documentation>,
  structs: ReadonlySet<string>,
): Member[] {
  const members = new Map<string, Member>();
  const add = (name: string, flags: Flags, getter: string) => {
    const input = inputs.get(name);
    const documented = documentation.get(name);
    const shape = input ? shapeOfInput(input.kind, input.storage, structs) : shapeOfGetter(getter, structs);
    members.set(name, {
      name,
      flags,
      documentedAsBlock: documented?.block ?? false,
      documented: documented?.documented ?? false,
      single: documented?.list === false,
      shape,
    });
  };
  for (const match of outputs.matchAll(
    /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n/gm,
  )) {
    const [comment, name = "", computed, optional, required] = match;
    const after = outputs.slice(match.index + comment.length, match.index + comment.length + 800);
    const flags = { computed: computed === "true", optional: optional === "true", required: required === "true" };
    add(name, flags, /= (new .*);$|return (.*);$/m.exec(after)?.[0] ?? "");
  }
  // Structures of a provider's configuration have no class of outputs: their interface is all there is.
  for (const [name, { optional }] of documentation) {
    if (!members.has(name)) add(name, { computed: false, optional, required: !optional }, "");
  }
  return [...members.values()];
}

function shapeOfInput(kind: string, storage: string, structs: ReadonlySet<string>): Shape {
  const shape = shapeOfStorage(storage, structs);
  return kind === "set" && Array.isArray(shape) ? ["set", shape[1]] : shape;
}

const PRIMITIVES = new Map<string, Shape>([
  ["string", "string"],
  ["number", "number"],
  ["boolean", "bool"],
  ["anyMap", "dynamic"],
]);

/** `stringListMap` is a map of lists of strings. Whether an inner list is a set is not kept by the generator. */
function shapeOfStorage(storage: string, structs: ReadonlySet<string>): Shape {
  const primitive = PRIMITIVES.get(storage);
  if (primitive) return primitive;
  if (structs.has(storage)) return { struct: storage };
  if (storage.endsWith("List")) return ["list", shapeOfStorage(storage.slice(0, -"List".length), structs)];
  if (storage.endsWith("Map")) return ["map", shapeOfStorage(storage.slice(0, -"Map".length), structs)];
  return "unknown";
}

/** Computed-only attributes have no HCL mapping; the getter or the stored output class tells their type. */
function shapeOfGetter(code: string, structs: ReadonlySet<string>): Shape {
  const stored = /new (?:cdktf\.)?(\w+)\(this, "\w+"(?:, (true|false))?\)/.exec(code);
  if (stored) {
    const storage = (stored[1] ?? "")
      .replace(/OutputReference$/, "")
      .replace(/^(String|Number|Boolean|Any)(?=List|Map)/, (p) => p.toLowerCase());
    const shape = shapeOfStorage(storage, structs);
    return stored[2] === "true" && Array.isArray(shape) ? ["set", shape[1]] : shape;
  }
  const getter = /this\.get(String|Number|Boolean|Any)?(List|Map)?Attribute\(/.exec(code);
  if (!getter) return "unknown";
  const element = shapeOfStorage(`${(getter[1] ?? "String").toLowerCase()}${getter[2] ?? ""}`, structs);
  return code.includes("Fn.tolist(") && Array.isArray(element) ? ["set", element[1]] : element;
}
