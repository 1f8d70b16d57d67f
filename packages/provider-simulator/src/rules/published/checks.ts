import { isValues, UNKNOWN, type Value, type Values } from "../../provider/value";
import type { Refusal } from "../rule";
import { ACCEPTED, FREE_GROUPS } from "./corrections";
import { type AttributeFacts, regExpFlags, type TypeFacts } from "./format";
import { outside } from "./open-lists";

/** What is checked at one attribute, and inside it. */
interface Node {
  readonly path: string;
  facts: AttributeFacts;
  pattern?: RegExp;
  children: Map<string, Node>;
}

/** The checks of one type, ready to be asked for many objects. */
export class Checks {
  private readonly root: Node = node("");
  private readonly groups: readonly { readonly members: readonly string[]; readonly together: boolean }[];

  constructor(type: string, { attributes, exclusive = [], requiredTogether = [] }: TypeFacts) {
    for (const [path, facts] of Object.entries(attributes)) {
      if (isChecked(facts)) this.add(path, facts, ACCEPTED[type]?.[path] ?? []);
    }
    // After all the others: what is the same has its inner attributes by then.
    for (const [path, { same }] of Object.entries(attributes)) {
      if (same !== undefined) this.at(path).children = this.at(same).children;
    }
    const free = new Set((FREE_GROUPS[type] ?? []).map((group) => group.join(" ")));
    this.groups = [
      ...exclusive.map((members) => ({ members, together: false })),
      ...requiredTogether.map((members) => ({ members, together: true })),
    ].filter(({ members }) => !free.has(members.join(" ")));
  }

  /** @param isChanged whether an argument has to be looked at; one that stays as it is has been accepted before */
  refusals(values: Values, region: string, isChanged: (name: string) => boolean): Refusal[] {
    const found: Refusal[] = [];
    for (const [name, child] of this.root.children) {
      if (isChanged(name)) visit(child, values[name] ?? null, values, region, found);
    }
    for (const { members, together } of this.groups) {
      if (members.some((path) => isChanged(path.split(".")[0] ?? "")))
        found.push(...groupRefusals(members, together, values));
    }
    return found;
  }

  private add(path: string, facts: AttributeFacts, accepted: readonly string[]): void {
    const at = this.at(path);
    at.facts = facts.enum ? { ...facts, enum: [...facts.enum, ...accepted] } : facts;
    if (facts.pattern !== undefined) at.pattern = new RegExp(facts.pattern, regExpFlags(facts.pattern));
  }

  private at(path: string): Node {
    let at = this.root;
    for (const name of path.split(".")) {
      const next = at.children.get(name) ?? node(at.path === "" ? name : `${at.path}.${name}`);
      at.children.set(name, next);
      at = next;
    }
    return at;
  }
}

/** Whether a value can be refused for these facts. */
export function isChecked(facts: AttributeFacts): boolean {
  const {
    block: _block,
    replaces: _replaces,
    references: _references,
    default: _default,
    same: _same,
    ...checks
  } = facts;
  return Object.keys(checks).length > 0;
}

function node(path: string): Node {
  return { path, facts: {}, children: new Map() };
}

/** Nulls, what is not known yet, and the provider's empty values (`""`, `0`, no items) for what is not given, pass. */
function visit(at: Node, value: Value, object: Values, region: string, found: Refusal[]): void {
  if (value === null || value === UNKNOWN || value === "" || value === 0 || value === 0n) return;
  if (Array.isArray(value)) {
    found.push(...countRefusals(at, value.length));
    for (const item of value) visit(at, item, object, region, found);
    return;
  }
  if (isValues(value)) {
    for (const [name, child] of at.children) visit(child, value[name] ?? null, value, region, found);
    return;
  }
  if (typeof value === "string") {
    const problem = textProblem(at, value) ?? openProblem(at, value, object, region);
    if (problem) found.push(refusal(at.path, `${at.path} is ${JSON.stringify(shortened(value))}; ${problem}.`));
  } else if (typeof value === "number" || typeof value === "bigint") {
    const problem = numberProblem(at, Number(value));
    if (problem) found.push(refusal(at.path, `${at.path} is ${value}; ${problem}.`));
  }
}

function textProblem({ facts, pattern }: Node, value: string): string | undefined {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = facts;
  if (facts.enum && !isOneOf(facts.enum, value, facts.ignoreCase)) return `it must be ${oneOf(facts.enum)}`;
  const length = [...value].length;
  if (length < minLength || length > maxLength) {
    return `it has ${length} characters and must have ${range(facts.minLength, facts.maxLength)}`;
  }
  return pattern && !pattern.test(value) ? `it must match ${facts.pattern}` : undefined;
}

function isOneOf(allowed: readonly (string | number)[], value: string, ignoreCase = false): boolean {
  if (allowed.includes(value)) return true;
  return ignoreCase && allowed.some((each) => String(each).toLowerCase() === value.toLowerCase());
}

function openProblem({ facts }: Node, value: string, object: Values, region: string): string | undefined {
  if (facts.open === undefined) return undefined;
  const list = facts.open.replace(/\{(\w+)\}/, (_, name: string) => {
    const other = object[name];
    return typeof other === "string" ? other : "";
  });
  return outside(list, value, region);
}

function numberProblem({ facts }: Node, value: number): string | undefined {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = facts;
  if (facts.enum && !facts.enum.includes(value)) return `it must be ${oneOf(facts.enum)}`;
  return value < minimum || value > maximum ? `it must be ${range(facts.minimum, facts.maximum)}` : undefined;
}

function countRefusals({ path, facts }: Node, count: number): Refusal[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = facts;
  if (count === 0 || (count >= minItems && count <= maxItems)) return [];
  return [
    refusal(
      path,
      `${path} has ${count} ${count === 1 ? "item" : "items"} and must have ${range(facts.minItems, facts.maxItems)}.`,
    ),
  ];
}

/** Members of a group are arguments of one block; each block of the kind is looked at for itself. */
function groupRefusals(members: readonly string[], together: boolean, values: Values): Refusal[] {
  const [first = ""] = members;
  const parent = first.split(".").slice(0, -1);
  return objectsAt(values, parent).flatMap((object) => {
    const names = members.map((path) => path.slice(path.lastIndexOf(".") + 1));
    if (names.some((name) => object[name] === UNKNOWN)) return [];
    const given = members.filter((_, i) => isGiven(object[names[i] ?? ""] ?? null));
    if (together) {
      if (given.length === 0 || given.length === members.length) return [];
      const missing = members.filter((path) => !given.includes(path));
      const message = `${given.join(" and ")} needs ${missing.join(" and ")} beside it. Give all of them or none.`;
      return [{ attribute: missing[0], code: "InvalidParameterCombination", message }];
    }
    if (given.length < 2) return [];
    const message = `${given.join(" and ")} exclude each other. Leave all but one out.`;
    return [{ attribute: given[0], code: "InvalidParameterCombination", message }];
  });
}

function objectsAt(value: Value, [name, ...rest]: readonly string[]): readonly Values[] {
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.flatMap((item) => objectsAt(item, name === undefined ? [] : [name, ...rest]));
  }
  if (!isValues(value)) return [];
  return name === undefined ? [value] : objectsAt(value[name] ?? null, rest);
}

function isGiven(value: Value): boolean {
  return value !== null && value !== "" && value !== false && !(Array.isArray(value) && value.length === 0);
}

function refusal(attribute: string, message: string): Refusal {
  return { attribute, code: "InvalidParameterValue", message };
}

function oneOf(values: readonly (string | number)[]): string {
  const shown = values.slice(0, 30).join(", ");
  return values.length > 30 ? `one of ${values.length}, such as ${shown}` : `one of ${shown}`;
}

function range(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return `at most ${high}`;
  if (high === undefined) return `at least ${low}`;
  return low === high ? `${low}` : `between ${low} and ${high}`;
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
