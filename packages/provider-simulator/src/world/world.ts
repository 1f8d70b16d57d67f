import type { Values } from "../provider/value";
import { type Entry, Journal } from "./journal";

/** One thing that exists on the simulated platform. */
export interface WorldObject {
  /** Unique in this world; terraform keeps it as the provider's private data. */
  readonly key: string;
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly account: string;
  readonly attributes: Values;
  /** Write-only arguments, by name: the simulated secret store. They never reach a terraform state. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What exists, in memory and in a journal that survives a crash. */
export class World {
  private readonly objects = new Map<string, WorldObject>();
  private readonly byId = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private sequence = 0;

  private constructor(private readonly journal: Journal) {}

  /** @throws Error naming file and line when the journal is corrupt; it is left as it is */
  static open(file: string): World {
    const journal = new Journal(file);
    const world = new World(journal);
    for (const entry of journal.entries) world.replay(entry);
    return world;
  }

  /** Never given out twice, also in later runs. */
  nextKey(type: string): string {
    return `${type}#${++this.sequence}`;
  }

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

  /** The object of a type with an id; the last one put, should there be several. */
  find(type: string, id: string): WorldObject | undefined {
    const key = this.byId.get(`${type} ${id}`);
    return key === undefined ? undefined : this.objects.get(key);
  }

  ofType(type: string): WorldObject[] {
    return [...this.objects.values()].filter((object) => object.type === type);
  }

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
    if (!this.objects.has(object.key)) this.counts.set(object.type, (this.counts.get(object.type) ?? 0) + 1);
    this.objects.set(object.key, object);
    this.byId.set(`${object.type} ${object.id}`, object.key);
  }

  private forget(key: string): void {
    const object = this.objects.get(key);
    if (!object) return;
    this.objects.delete(key);
    if (this.byId.get(`${object.type} ${object.id}`) === key) this.byId.delete(`${object.type} ${object.id}`);
    const left = (this.counts.get(object.type) ?? 1) - 1;
    if (left === 0) this.counts.delete(object.type);
    else this.counts.set(object.type, left);
  }
}
