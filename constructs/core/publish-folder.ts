import fs from "node:fs";
import path from "node:path";

/** What synthesis writes into a stack's folder; everything else there (.terraform, lock files, state) is terraform's. */
const GENERATED = /(\.tf|\.tf\.json|^metadata\.json|^assets)$/;

/**
 * Moves a finished output folder over an older one, file by file, on the same file system. Generated files that the new
 * output no longer has are removed; what terraform keeps beside them stays, so that `init` need not run again.
 */
export function publishFolder(from: string, to: string): void {
  const stacks = path.join(to, "stacks");
  for (const stack of namesIn(stacks)) {
    for (const name of namesIn(path.join(stacks, stack))) {
      if (GENERATED.test(name) && !fs.existsSync(path.join(from, "stacks", stack, name))) {
        fs.rmSync(path.join(stacks, stack, name), { recursive: true });
      }
    }
    if (namesIn(path.join(stacks, stack)).length === 0) fs.rmSync(path.join(stacks, stack), { recursive: true });
  }
  move(from, to);
}

function move(from: string, to: string): void {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (!entry.isDirectory()) fs.renameSync(source, target);
    else if (entry.name === "assets") {
      fs.rmSync(target, { recursive: true, force: true });
      fs.renameSync(source, target);
    } else {
      fs.mkdirSync(target, { recursive: true });
      move(source, target);
    }
  }
}

function namesIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}
