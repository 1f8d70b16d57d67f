/**
 * The user's mistake or the platform's refusal: the message says it all, a stack trace would add nothing.
 * A command ends with `exitCode`.
 */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
  readonly exitCode: number = 1;
}

/** Terraform failed on one stack. */
export class StackError extends SimulationError {
  /** @param text terraform's own error text @param log file with all that terraform said */
  constructor(id: string, phase: string, text: string, log: string) {
    super(`${id}: ${phase} failed\n\n${indent(text)}\n\n  All that terraform said: ${log}`);
  }
}

/** The run was stopped by SIGINT or SIGTERM. */
export class Interrupted extends SimulationError {
  override readonly exitCode = 130;
}

/** Every line that holds something, two blanks to the right. */
function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

/** Whether it is an error of the operating system with this code, such as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

/** What a caught value says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
