import type { Done } from "./critical-path";
import type { Changes } from "./types";

/**
 * One line of `terraform ... -json`, as far as the runner uses it.
 * Source: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export interface Message {
  readonly "@message": string;
  readonly type: string;
  readonly diagnostic?: Diagnostic;
  readonly changes?: Changes & { readonly operation: string };
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  readonly hook?: {
    readonly action?: string;
    readonly resource?: { readonly addr: string; readonly resource_type: string };
  };
  readonly outputs?: Readonly<Record<string, { readonly action?: string }>>;
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly code: string; readonly context?: string | null; readonly start_line: number };
}

/** What one terraform command said. */
export interface Transcript {
  readonly messages: readonly Message[];
  /** Lines that are not JSON; terraform writes some however it is asked. */
  readonly other: readonly string[];
}

/** A crash prints its whole stack outside JSON; the log has it all. */
const OTHER_LINES = 12;

export const NO_CHANGES: Changes = { add: 0, change: 0, remove: 0, import: 0 };

/** Reads one line, or undefined when it is not a message. */
export function readMessage(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The counts of a plan, apply or destroy; zeros when it did not come that far. */
export function changesOf({ messages }: Transcript): Changes {
  const changes = messages.filter((message) => message.type === "change_summary").at(-1)?.changes;
  return changes
    ? { add: changes.add, change: changes.change, remove: changes.remove, import: changes.import }
    : NO_CHANGES;
}

/** What a plan would change, one phrase each: `aws_vpc.vpc: update`, `output.vpc_id: create`. */
export function plannedChanges({ messages }: Transcript): string[] {
  return messages.flatMap((message) => {
    if (message.type === "planned_change" && message.change) {
      return [`${message.change.resource.addr}: ${message.change.action}`];
    }
    if (message.type !== "outputs") return [];
    return Object.entries(message.outputs ?? {}).flatMap(([name, { action }]) =>
      action && action !== "noop" ? [`output.${name}: ${action}`] : [],
    );
  });
}

/** What an apply or destroy did to managed resources. */
export function doneBy({ messages }: Transcript): Done[] {
  return messages.flatMap(({ type, hook }) => {
    const { action, resource } = hook ?? {};
    if (type !== "apply_complete" || !resource) return [];
    if (action !== "create" && action !== "update" && action !== "delete") return [];
    return [{ resource: resource.addr.replace(/\[[^\]]*\]$/, ""), type: resource.resource_type, action }];
  });
}

/** Addresses that a destroy plan refused because of `prevent_destroy`, and the text of all other errors. */
export function splitProtected(transcript: Transcript): { protectedAddresses: string[]; errors: string } {
  const protectedAddresses: string[] = [];
  const rest = transcript.messages.filter(({ diagnostic }) => {
    const address = /^Resource (\S.*?) has lifecycle\.prevent_destroy set/.exec(diagnostic?.detail ?? "")?.[1];
    if (address) protectedAddresses.push(address);
    return !address;
  });
  return {
    protectedAddresses: protectedAddresses.sort(),
    errors: errorText({ messages: rest, other: transcript.other }),
  };
}

/** All errors of a command in terraform's words, or what it wrote outside JSON; empty when there was none. */
export function errorText({ messages, other }: Transcript): string {
  const errors = messages.flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : []));
  // Providers that have died are missed by every call alike.
  if (errors.length > 0) return [...new Set(errors.map(renderDiagnostic))].join("\n\n");
  return plain(other.slice(0, OTHER_LINES).join("\n")).trim();
}

/** One diagnostic as terraform prints it, without the box around it. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { severity, summary, detail, range, snippet, address } = diagnostic;
  const place =
    range && `  on ${range.filename} line ${range.start.line}${snippet?.context ? `, in ${snippet.context}` : ""}:`;
  const code = snippet?.code.split("\n").map((line, index) => `    ${snippet.start_line + index}: ${line}`);
  const head = [
    `${severity === "error" ? "Error" : "Warning"}: ${summary}`,
    ...(address ? [`  with ${address},`] : []),
  ];
  return [[...head, ...(place ? [place, ...(code ?? [])] : [])].join("\n"), plain(detail)].filter(Boolean).join("\n\n");
}

/** Without colours and box-drawing. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character starts a colour.
  return text.replace(/\u001b\[[\d;]*m/g, "").replace(/^[╷│╵] ?/gm, "");
}
