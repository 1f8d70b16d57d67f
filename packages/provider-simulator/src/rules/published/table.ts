import fs from "node:fs";
import path from "node:path";
import type { PublishedTable } from "./format";

/** The committed table. */
export const TABLE_FILE = path.join(__dirname, "aws.json");

let table: PublishedTable | undefined;

/** The committed table, read once, when it is first asked for. */
export function publishedTable(): PublishedTable {
  table ??= readTable();
  return table;
}

function readTable(): PublishedTable {
  return JSON.parse(fs.readFileSync(TABLE_FILE, "utf8"));
}
