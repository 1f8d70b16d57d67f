import readline from "node:readline";
import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import { count, summary } from "./summary";
import type { Changes, Phase, ProgressEvent } from "./types";

const DOING: Readonly<Record<Phase, string>> = {
  init: "init",
  plan: "plan",
  apply: "apply",
  verify: "second plan",
  destroy: "destroy",
};

const DONE: Readonly<Record<Phase, string>> = {
  init: "initialized",
  plan: "planned",
  apply: "applied",
  verify: "second plan is empty",
  destroy: "destroyed",
};

/**
 * Prints the progress of a simulation: one line per stack and phase; on a terminal, one line per completed stack
 * and below them a live line of what is running. Ends with a table of what exists.
 */
export function consoleReporter(stream: NodeJS.WritableStream): (event: ProgressEvent) => void {
  return isTerminal(stream) ? liveReporter(stream) : plainReporter(stream);
}

function plainReporter(stream: NodeJS.WritableStream): (event: ProgressEvent) => void {
  let width = 0;
  return (event) => {
    if (event.kind === "started") width = widthOf(event.stacks);
    const text = line(event, width);
    if (text !== undefined) stream.write(`${text}\n`);
  };
}

function liveReporter(stream: WriteStream): (event: ProgressEvent) => void {
  const running = new Map<string, string>();
  let width = 0;
  return (event) => {
    if (event.kind === "started") width = widthOf(event.stacks);
    if (event.kind === "phase") running.set(event.stack, DOING[event.phase]);
    if (event.kind === "resource") running.set(event.stack, `${event.done} of ${event.total}`);
    if (event.kind === "done" || event.kind === "failed") running.delete(event.stack);

    readline.cursorTo(stream, 0);
    readline.clearLine(stream, 0);
    if (event.kind !== "phase" && event.kind !== "planned") {
      const text = line(event, width);
      if (text !== undefined) stream.write(`${coloured(event, text)}\n`);
    }
    if (event.kind === "finished" || event.kind === "stopped") return;
    const live = [...running].map(([stack, doing]) => `${stack}: ${doing}`).join("   ");
    // A line that wraps could not be cleared.
    stream.write(live.slice(0, (stream.columns || 80) - 1));
  };
}

/** What an event says on a line of its own, if anything. */
function line(event: ProgressEvent, width: number): string | undefined {
  switch (event.kind) {
    case "started":
      return `${event.action === "apply" ? "Applying" : "Destroying"} ${count(event.stacks.length, "stack")} with terraform on the simulated platform.\n`;
    case "phase":
      return `${event.stack.padEnd(width)}  ${DOING[event.phase]}`;
    case "planned":
      return `${event.stack.padEnd(width)}  plan: ${describeChanges(event.changes)}`;
    case "done":
      return `${event.stack.padEnd(width)}  ${DONE[event.phase]} (${event.seconds.toFixed(1)} s)`;
    case "failed":
      return `${event.stack.padEnd(width)}  ${event.phase === "verify" ? "second plan is not empty" : `${DOING[event.phase]} failed`}`;
    case "drifted":
      return `${event.done}\n`;
    case "changing":
      return [
        `${event.stack.padEnd(width)}  the plan ${event.repairs ? "repairs" : "changes"}:`,
        ...planned(event.changes),
      ].join("\n");
    case "interrupted":
      return "Interrupted: waiting for terraform to stop and write its states. Once more kills it.";
    case "finished":
      return summary(event.result);
    case "resource":
    case "stopped":
      return undefined;
  }
}

/** So many resources are read; of more, the log has the plan. */
const SHOWN = 40;

function planned(changes: readonly string[]): string[] {
  if (changes.length === 0) return ["  nothing: no configuration says what it should be"];
  const more = changes.length - SHOWN;
  const rest = more > 0 ? [`  and ${more} more, in its log`] : [];
  return [...changes.slice(0, SHOWN).map((change) => `  ${change}`), ...rest];
}

function describeChanges({ add, change, remove, import: imported }: Changes): string {
  const parts: [number, string][] = [
    [imported, "to import"],
    [add, "to add"],
    [change, "to change"],
    [remove, "to destroy"],
  ];
  const given = parts.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : []));
  return given.length > 0 ? given.join(", ") : "nothing to change";
}

function coloured(event: ProgressEvent, text: string): string {
  if (process.env.NO_COLOR) return text;
  if (event.kind === "done") return styleText("green", text);
  return event.kind === "failed" ? styleText("red", text) : text;
}

function widthOf(ids: readonly string[]): number {
  return Math.max(...ids.map((id) => id.length));
}

function isTerminal(stream: NodeJS.WritableStream): stream is WriteStream {
  return "isTTY" in stream && stream.isTTY === true;
}
