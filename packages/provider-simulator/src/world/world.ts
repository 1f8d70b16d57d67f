import type { Values } from "../provider/value";
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
};

/** What exists, in memory and in a journal that survives a crash. Every operation costs the same in a large world. */
export class World {
  private readonly objects = new Map<string, WorldObject>();
  private readonly byIdentifier = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private sequence = 0;

  private constructor(private readonly journal: Journal) {}

  /** @throws JournalError naming file and line when the journal is corrupt; it is left as it is */
  static open(file: string): World {
    const { journal, entries } = Journal.open(file);
    const world = new World(journal);
    for (const entry of entries) world.replay(entry);
    return world;
  }

  /** Never given out twice, also in later runs. */
  nextKey(type: string): string {
    return `${type}#${++this.sequence}`;
  }

  /** Adds an object, or replaces the one with the same key. */
  put(object: WorldObject): void {
    this.journal.append({ sequence: this.sequence, put: object });
    this.store(object);
  }

  remove(key: string): void {
    if (!this.objects.has(key)) return;
    this.journal.append({ sequence: this.sequence, remove: key });
    this.forget(key);
  }

  get(key: string): WorldObject | undefined {
    return this.objects.get(key);
  }

  /** The object of a type with an id, ARN or name; the last one put, should there be several. */
  find(type: string, { account, region }: Scope, identifier: string): WorldObject | undefined {
    const key = this.byIdentifier.get([type, account, region, identifier].join("\n"));
    return key === undefined ? undefined : this.objects.get(key);
  }

  /** Number of objects by type. */
  countByType(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  close(): void {
    this.journal.close();
  }

  private replay(entry: Entry): void {
    this.sequence = Math.max(this.sequence, entry.sequence);
    if ("put" in entry) this.store(entry.put);
    else this.forget(entry.remove);
  }

  private store(object: WorldObject): void {
    this.forget(object.key);
    this.counts.set(object.type, (this.counts.get(object.type) ?? 0) + 1);
    this.objects.set(object.key, object);
    for (const identifier of identifiersOf(object)) this.byIdentifier.set(identifier, object.key);
  }

  private forget(key: string): void {
    const object = this.objects.get(key);
    if (!object) return;
    this.objects.delete(key);
    for (const identifier of identifiersOf(object)) {
      if (this.byIdentifier.get(identifier) === key) this.byIdentifier.delete(identifier);
    }
    const left = (this.counts.get(object.type) ?? 1) - 1;
    if (left === 0) this.counts.delete(object.type);
    else this.counts.set(object.type, left);
  }
}

function identifiersOf({ type, account, region, attributes }: WorldObject): string[] {
  return [...IDENTIFIERS, ...(IDENTIFIERS_OF[type] ?? [])].flatMap((name) => {
    const value = attributes[name];
    return typeof value === "string" && value !== "" ? [[type, account, region, value].join("\n")] : [];
  });
}
