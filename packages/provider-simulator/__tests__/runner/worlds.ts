import fs from "node:fs";
import path from "node:path";

/** What exists in the world of a data folder, by key. Two runs to which the same happened have the same. */
export function worldOf(dataDir: string): Record<string, unknown> {
  const world: Record<string, unknown> = {};
  for (const line of fs.readFileSync(path.join(dataDir, "world.jsonl"), "utf8").trim().split("\n")) {
    const entry: { put?: { key: string }; remove?: string } = JSON.parse(line);
    if (entry.put) world[entry.put.key] = entry.put;
    else if (entry.remove !== undefined) delete world[entry.remove];
  }
  return world;
}

/** The keys that all states of a data folder hold, sorted: none twice, none missing. */
export function heldBy(dataDir: string): string[] {
  const states = path.join(dataDir, "states");
  return fs
    .readdirSync(states)
    .filter((name) => name.endsWith(".tfstate"))
    .flatMap((name) => {
      const state: { resources: { mode: string; instances: { private?: string }[] }[] } = JSON.parse(
        fs.readFileSync(path.join(states, name), "utf8"),
      );
      return state.resources
        .filter(({ mode }) => mode === "managed")
        .flatMap(({ instances }) =>
          instances.map((instance) => Buffer.from(instance.private ?? "", "base64").toString()),
        );
    })
    .sort();
}
