import { inflateRawSync } from "node:zlib";

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;

/**
 * The files in a zip archive, such as a saved plan, by their names. Reads what terraform writes: no archive over 4 GiB.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END) end -= 1;
  let entry = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(entry) === ENTRY) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => archive.readUInt16LE(entry + at));
    const name = archive.toString("utf8", entry + 46, entry + 46 + (nameLength ?? 0));
    const local = archive.readUInt32LE(entry + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
    files.set(name, archive.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(packed) : packed);
    entry += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}
