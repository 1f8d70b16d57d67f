import fs from "node:fs";
import path from "node:path";
import type { WorldObject } from "./world";

/** One change of the world. */
export type Entry = { readonly put: WorldObject } | { readonly remove: string };

/** A journal that cannot be read; it is never written over. */
class JournalError extends Error {
  override readonly name = "JournalError";
}

/**
 * A file with one change a line. Each is handed to the operating system before the change counts, so that a killed
 * process loses nothing. A last line without its end is what a kill leaves of a change that did not count.
 */
export class Journal {
  private constructor(private readonly handle: number) {}

  /** @throws JournalError naming file and line of what is no entry; the file is left as it is */
  static open(file: string): { journal: Journal; entries: readonly Entry[] } {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    const complete = text.slice(0, text.lastIndexOf("\n") + 1);
    const lines = complete.split("\n").slice(0, -1);
    const entries = lines.map((line, index) => parse(file, line, index + 1));
    if (complete.length < text.length) fs.truncateSync(file, Buffer.byteLength(complete));
    return { journal: new Journal(fs.openSync(file, "a", 0o600)), entries };
  }

  append(entry: Entry): void {
    fs.writeSync(this.handle, `${JSON.stringify(entry, encode)}\n`);
  }

  close(): void {
    fs.closeSync(this.handle);
  }
}

function parse(file: string, line: string, number: number): Entry {
  try {
    const entry: unknown = JSON.parse(line, decode);
    if (isEntry(entry)) return entry;
  } catch {
    // Said below, with the place.
  }
  throw new JournalError(
    `${file}:${number}: is not an entry of a simulated world. The file was left as it is; restore it, or delete the folder it is in to start with an empty world.`,
  );
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  if ("remove" in value) return typeof value.remove === "string";
  return "put" in value && typeof value.put === "object" && value.put !== null && "attributes" in value.put;
}

/** JSON has neither bytes (types of dynamic values) nor integers beyond 2^53. */
function encode(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return { $integer: String(value) };
  if (isBufferJson(value)) return { $bytes: Buffer.from(value.data).toString("base64") };
  return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString("base64") } : value;
}

function decode(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$bytes" in value && typeof value.$bytes === "string") return Buffer.from(value.$bytes, "base64");
  if ("$integer" in value && typeof value.$integer === "string") return BigInt(value.$integer);
  return value;
}

/** A Buffer turns itself into this before it is encoded. */
function isBufferJson(value: unknown): value is { readonly data: number[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "Buffer" &&
    "data" in value &&
    Array.isArray(value.data)
  );
}
