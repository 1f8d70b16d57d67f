import type { SimulationResult } from "./types";

/** The final report of a simulation: a row per stack, what exists by type, and what all this is not. */
export function summary(result: SimulationResult): string {
  const rest = result.action === "apply" ? applied(result) : destroyed(result);
  return ["", stackTable(result), "", ...estimated(result), ...disturbances(result), ...rest].join("\n");
}

/** Steps shorter than this, in seconds, are not named. */
const WORTH_NAMING = 30;

/** How long the real platform would take, and for what. */
function estimated({ estimate: { seconds, path }, action }: SimulationResult): string[] {
  if (path.length === 0) return [];
  const steps = path.filter((step) => step.seconds >= WORTH_NAMING);
  const width = Math.max(0, ...steps.map(({ stack, resource }) => `${stack}  ${resource}`.length));
  const doing = action === "apply" ? "applying" : "destroying";
  return [
    `On the real platform, ${doing} this would take about ${spoken(seconds)}, by typical times.`,
    ...(steps.length > 0 ? ["The longest chain of what must follow one another:"] : []),
    ...steps.map((step) => `  ${`${step.stack}  ${step.resource}`.padEnd(width)}  ${spoken(step.seconds)}`),
    "",
  ];
}

/** `40 s`, `12 min`: an estimate has no more digits. */
function spoken(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds / 10) * 10} s` : `${Math.round(seconds / 60)} min`;
}

/** What a killed run had left behind, and what is to be said of faults. */
function disturbances({ adopted, abandoned, notes }: SimulationResult): string[] {
  const taken = `${count(adopted.length, "object")} had been created by a run that was killed before it heard of it, and now belong to a state. On the real platform they would have to be imported:`;
  const left = `${count(abandoned.length, "object")} in no state, created by a run that was killed. On the real platform they would have to be imported or deleted:`;
  return [
    ...(adopted.length > 0 ? [taken, ...adopted.map((object) => `  ${object}`), ""] : []),
    ...(abandoned.length > 0 ? [left, ...abandoned.map((object) => `  ${object}`), ""] : []),
    ...notes.flatMap((note) => [note, ""]),
  ];
}

function stackTable({ action, stacks, seconds }: SimulationResult): string {
  const sum = (of: (stack: (typeof stacks)[number]) => number) => stacks.reduce((total, stack) => total + of(stack), 0);
  if (action === "destroy") {
    return table([
      ["stack", "destroyed", "seconds"],
      ...stacks.map(({ id, changes, seconds }) => [id, String(changes.remove), seconds.toFixed(1)]),
      ["total", String(sum(({ changes }) => changes.remove)), seconds.toFixed(1)],
    ]);
  }
  return table([
    ["stack", "resources", "seconds", "second plan"],
    ...stacks.map((stack) => [
      stack.id,
      String(stack.resources),
      stack.seconds.toFixed(1),
      stack.secondPlanEmpty ? "empty" : count(stack.pending.length, "change"),
    ]),
    ["total", String(sum(({ resources }) => resources)), seconds.toFixed(1), ""],
  ]);
}

function applied({ objects, fallbacks }: SimulationResult): string[] {
  const types = Object.entries(objects).sort(([a], [b]) => a.localeCompare(b));
  const total = types.reduce((sum, [, number]) => sum + number, 0);
  return [
    `In the simulated world: ${count(total, "object")} of ${count(types.length, "type")}.`,
    ...columns(types.map(([type, number]) => `${String(number).padStart(4)} ${type}`)),
    ...(fallbacks.length > 0
      ? ["", `Not in the given schemas, so taken from the committed ones: ${count(fallbacks.length, "type")}.`]
      : []),
    ...columns(fallbacks.map((type) => `     ${type}`)),
    "",
    "Nothing real was created: terraform is real, every provider behind it is simulated.",
  ];
}

function destroyed({ others }: SimulationResult): string[] {
  const rest =
    others.length > 0
      ? `Verified: the states of these stacks are empty. The world still holds what others need: ${others.join(", ")}.`
      : "Verified: every state and the world are empty.";
  return [rest, "Nothing real was touched."];
}

/** The second and third column are numbers; a line under the head and over the total. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join("\n");
}

/** Cells side by side, as many as fit into 110 characters, filled downwards. */
function columns(cells: readonly string[]): string[] {
  const width = Math.max(0, ...cells.map((cell) => cell.length)) + 2;
  const rows = Math.ceil(cells.length / Math.max(1, Math.floor(110 / width)));
  return Array.from({ length: rows }, (_, row) =>
    cells
      .filter((_, index) => index % rows === row)
      .map((cell) => cell.padEnd(width))
      .join("")
      .trimEnd(),
  );
}

/** `1 stack`, `2 stacks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
