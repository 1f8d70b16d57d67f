export type Dependencies = ReadonlyMap<string, readonly string[]>;

export interface RunOptions {
  /** How many tasks may run at once. */
  readonly limit: number;
  /** Asked before each start; true lets the running tasks end and starts no other. */
  readonly stopped?: () => boolean;
}

export interface RunOutcome {
  readonly failures: readonly unknown[];
  /** Ids that were never started, because something failed or the run was stopped. */
  readonly skipped: readonly string[];
}

/**
 * Runs a task for every id as soon as all that it depends on has succeeded.
 * After the first failure nothing new starts, what runs is awaited.
 * @param dependencies by id; only ids that are keys of it count
 */
export function runInOrder(
  dependencies: Dependencies,
  task: (id: string) => Promise<void>,
  options: RunOptions,
): Promise<RunOutcome> {
  const waiting = new Map([...dependencies].map(([id, on]) => [id, new Set(on.filter((it) => dependencies.has(it)))]));
  const failures: unknown[] = [];
  let running = 0;

  return new Promise((resolve) => {
    const advance = () => {
      if (failures.length === 0) {
        for (const [id, blockers] of waiting) {
          if (running >= options.limit || options.stopped?.()) break;
          if (blockers.size > 0) continue;
          waiting.delete(id);
          running += 1;
          void task(id)
            .then(
              () => {
                for (const blockers of waiting.values()) blockers.delete(id);
              },
              (error: unknown) => void failures.push(error),
            )
            .finally(() => {
              running -= 1;
              advance();
            });
        }
      }
      if (running === 0) resolve({ failures, skipped: [...waiting.keys()] });
    };
    advance();
  });
}

/** The same graph seen from the other side: by id, who depends on it. */
export function reversed(dependencies: Dependencies): Dependencies {
  const dependents = new Map<string, string[]>([...dependencies.keys()].map((id) => [id, []]));
  for (const [id, on] of dependencies) for (const it of on) dependents.get(it)?.push(id);
  return dependents;
}

/**
 * Ids with each one after all that it depends on; otherwise in the given order.
 * @throws Error that names the members of a cycle.
 */
export function sorted(dependencies: Dependencies): string[] {
  const done: string[] = [];
  const visit = (id: string, trail: readonly string[]) => {
    if (done.includes(id)) return;
    if (trail.includes(id)) {
      throw new Error(
        `stacks depend on each other in a circle: ${[...trail.slice(trail.indexOf(id)), id].join(" -> ")}`,
      );
    }
    for (const it of dependencies.get(id) ?? []) if (dependencies.has(it)) visit(it, [...trail, id]);
    done.push(id);
  };
  for (const id of dependencies.keys()) visit(id, []);
  return done;
}
