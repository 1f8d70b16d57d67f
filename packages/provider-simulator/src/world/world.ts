import { createHash } from "node:crypto";
import { UNKNOWN, type Value, type Values } from "../provider/value";
import { known } from "../rules/access";
import { type Entry, Journal } from "./journal";

/** Where objects are told apart by their ids. */
export interface Scope {
  readonly account: string;
  /** Empty for what is global in its account. */
  readonly region: string;
}

/** One thing that exists on the simulated platform. */
export interface WorldObject extends Scope {
  /** Unique in this world; terraform keeps it as the provider's private data. */
  readonly key: string;
  readonly type: string;
  readonly attributes: Values;
  /** Write-only arguments, by path: the simulated secret store. They never reach a terraform state. */
  readonly secrets: Values;
}

/** Attributes by one of which an object is known to others, besides those that `IDENTIFIERS_OF` has for its type. */
const IDENTIFIERS = ["id", "arn", "name"];
const IDENTIFIERS_OF: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ["secret_id"],
  aws_lambda_function: ["function_name"],
  aws_db_instance: ["identifier"],
  aws_rds_cluster: ["cluster_identifier"],
  aws_elasticache_replication_group: ["replication_group_id"],
  aws_kms_key: ["key_id"],
  aws_eip: ["allocation_id"],
};

/** What exists, in memory and in a journal that survives a crash. Every operation costs the same in a large world. */
export class World {
  private readonly objects = new Map<string, WorldObject>();
  private readonly byIdentifier = new Map<string, string>();
  private readonly byArn = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  /** By type and path: keys of the objects by the value they have there. Made when first asked for. */
  private readonly indexes = new Map<string, Map<string, Map<string, Set<string>>>>();
  /** How many keys were given out for the same request. */
  private readonly given = new Map<string, number>();

  private constructor(private readonly journal: Journal) {}

  /** What a data source has told of and nobody here has made: it exists as far as anybody can know. */
  private readonly assumed = new Map<string, WorldObject>();
  /** Objects that were made for somebody who died before hearing of it. */
  private readonly orphans = new Set<string>();
  /** Those of them that were given to who asked for the same. */
  readonly adopted: WorldObject[] = [];

  /**
   * @param held keys of the objects that somebody knows of; default: all are known
   * @throws JournalError naming file and line when the journal is corrupt; it is left as it is
   */
  static open(file: string, held?: ReadonlySet<string>): World {
    const { journal, entries } = Journal.open(file);
    const world = new World(journal);
    for (const entry of entries) world.replay(entry);
    if (held) for (const key of world.objects.keys()) if (!held.has(key)) world.orphans.add(key);
    return world;
  }

  /**
   * A key for a new object, never given out twice, also in later runs. It follows from what was asked for, not from the
   * order in which things were: two worlds to which the same happened hold the same keys, and so the same ids.
   */
  newKey(type: string, scope: Scope, planned: Values): string {
    const request = requestOf(type, scope, planned);
    return `${request}.${(this.given.get(request) ?? 0) + 1}`;
  }

  /**
   * The key of an object that nobody holds and that was made for the very same request: whoever died before hearing of
   * it gets it now, as with a client token of AWS. It is held as soon as it is put again.
   */
  abandoned(type: string, scope: Scope, planned: Values): string | undefined {
    if (this.orphans.size === 0) return undefined;
    const request = requestOf(type, scope, planned);
    return [...this.orphans].find((orphan) => splitKey(orphan)[0] === request);
  }

  /** Objects that nobody holds, and that nobody has asked for since. */
  get abandonedObjects(): WorldObject[] {
    return [...this.orphans].flatMap((key) => this.objects.get(key) ?? []);
  }

  /** Adds an object, or replaces the one with the same key. */
  put(object: WorldObject): void {
    this.journal.append({ put: object });
    this.store(object);
  }

  remove(key: string): void {
    if (!this.objects.has(key)) return;
    this.journal.append({ remove: key });
    this.forget(key);
  }

  get(key: string): WorldObject | undefined {
    return this.objects.get(key);
  }

  /** Lets an object be found that was not made here; it is neither counted nor kept. */
  assume(object: WorldObject): void {
    this.assumed.set(object.key, object);
    this.enlist(object);
  }

  /** Every object, in the order in which they were first created. */
  all(): Iterable<WorldObject> {
    return this.objects.values();
  }

  /** The object of a type with an id, ARN or name; the last one put, should there be several. */
  find(type: string, { account, region }: Scope, identifier: string): WorldObject | undefined {
    return this.known(this.byIdentifier.get([type, account, region, identifier].join("\n")));
  }

  /** The object with an ARN, wherever it is. */
  findArn(arn: string): WorldObject | undefined {
    return this.known(this.byArn.get(arn));
  }

  /** The objects of a type that have a string at a path, such as `vpc_config.subnet_ids`, in every account and region. */
  where(type: string, path: string, value: string): WorldObject[] {
    return [...(this.index(type, path).get(value) ?? [])].flatMap((key) => this.objects.get(key) ?? []);
  }

  /** Number of objects by type. */
  countByType(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  close(): void {
    this.journal.close();
  }

  private known(key: string | undefined): WorldObject | undefined {
    return key === undefined ? undefined : (this.objects.get(key) ?? this.assumed.get(key));
  }

  private replay(entry: Entry): void {
    if ("put" in entry) this.store(entry.put);
    else this.forget(entry.remove);
  }

  private store(object: WorldObject): void {
    if (this.orphans.delete(object.key)) this.adopted.push(object);
    const before = this.objects.get(object.key);
    if (before) this.unlist(before);
    else this.count(object);
    this.objects.set(object.key, object);
    this.enlist(object);
    for (const [path, index] of this.indexes.get(object.type) ?? []) enter(index, path, object);
  }

  private enlist(object: WorldObject): void {
    for (const identifier of identifiersOf(object)) this.byIdentifier.set(identifier, object.key);
    const { arn } = object.attributes;
    if (typeof arn === "string") this.byArn.set(arn, object.key);
  }

  private count({ key, type }: WorldObject): void {
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    const [request, number] = splitKey(key);
    this.given.set(request, Math.max(this.given.get(request) ?? 0, number));
  }

  private forget(key: string): void {
    const object = this.objects.get(key);
    if (!object) return;
    this.objects.delete(key);
    this.orphans.delete(key);
    this.unlist(object);
    const left = (this.counts.get(object.type) ?? 1) - 1;
    if (left === 0) this.counts.delete(object.type);
    else this.counts.set(object.type, left);
  }

  private unlist(object: WorldObject): void {
    for (const identifier of identifiersOf(object)) {
      if (this.byIdentifier.get(identifier) === object.key) this.byIdentifier.delete(identifier);
    }
    const { arn } = object.attributes;
    if (typeof arn === "string" && this.byArn.get(arn) === object.key) this.byArn.delete(arn);
    for (const [path, index] of this.indexes.get(object.type) ?? []) {
      for (const value of indexed(object.attributes, path)) index.get(value)?.delete(object.key);
    }
  }

  private index(type: string, path: string): Map<string, Set<string>> {
    const ofType = this.indexes.get(type) ?? new Map<string, Map<string, Set<string>>>();
    this.indexes.set(type, ofType);
    const existing = ofType.get(path);
    if (existing) return existing;
    const made = new Map<string, Set<string>>();
    ofType.set(path, made);
    for (const object of this.objects.values()) if (object.type === type) enter(made, path, object);
    return made;
  }
}

function enter(index: Map<string, Set<string>>, path: string, { key, attributes }: WorldObject): void {
  for (const value of indexed(attributes, path)) {
    const keys = index.get(value) ?? new Set();
    index.set(value, keys.add(key));
  }
}

/** Strings, and flags as `true` or `false`. */
function indexed(attributes: Values, path: string): string[] {
  return known(attributes, path).flatMap((value) =>
    typeof value === "string" || typeof value === "boolean" ? [String(value)] : [],
  );
}

function identifiersOf({ type, account, region, attributes }: WorldObject): string[] {
  return [...IDENTIFIERS, ...(IDENTIFIERS_OF[type] ?? [])].flatMap((name) => {
    const value = attributes[name];
    return typeof value === "string" && value !== "" ? [[type, account, region, value].join("\n")] : [];
  });
}

function requestOf(type: string, { account, region }: Scope, planned: Values): string {
  return `${type}#${fingerprint([account, region, planned])}`;
}

/** The request and its number, as {@link World.newKey} joins them. */
function splitKey(key: string): [string, number] {
  const dot = key.lastIndexOf(".");
  return [key.slice(0, dot), Number(key.slice(dot + 1)) || 0];
}

function fingerprint(value: Value): string {
  const text = JSON.stringify(value, (_key, item: unknown) => {
    if (item === UNKNOWN) return "(known after apply)";
    return typeof item === "bigint" ? String(item) : item;
  });
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
