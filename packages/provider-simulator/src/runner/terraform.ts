import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import readline from "node:readline";
import type { Readable } from "node:stream";
import { Interrupted } from "./errors";
import { type Message, readMessage, renderDiagnostic, type Transcript } from "./messages";

export interface TerraformRun extends Transcript {
  readonly exitCode: number;
}

/** Starts terraform, and passes interrupts on to what is running. */
export class Terraform {
  private readonly running = new Set<ChildProcess>();
  private stopping = false;

  constructor(private readonly env: Record<string, string>) {}

  /**
   * Runs one command with `-json` in a folder. What it says is appended to a log file, readable.
   * @param onMessage called for each message as it arrives
   * @throws Interrupted when it was asked to stop, before or meanwhile, and did not succeed.
   */
  async run(
    folder: string,
    args: readonly string[],
    log: string,
    onMessage: (message: Message) => void = () => {},
  ): Promise<TerraformRun> {
    const [command = "", ...rest] = args;
    const messages: Message[] = [];
    const other: string[] = [];
    const sink = fs.createWriteStream(log, { flags: "a" });
    sink.write(`\n$ terraform ${args.join(" ")}\n`);
    const receive = (line: string) => {
      const message = readMessage(line);
      if (message) {
        messages.push(message);
        onMessage(message);
      } else if (line.trim()) other.push(line);
      sink.write(`${message ? readable(message) : line}\n`);
    };
    const exitCode = await this.spawn(folder, [command, "-json", ...rest], receive);
    await new Promise<void>((resolve) => sink.end(resolve));
    if (this.stopping && exitCode !== 0) throw new Interrupted();
    return { exitCode, messages, other };
  }

  /** A saved plan as `terraform show` prints it: as text, or with `-json`. */
  async show(folder: string, plan: string, form: "-no-color" | "-json" = "-no-color"): Promise<string> {
    const lines: string[] = [];
    await this.spawn(folder, ["show", form, plan], (line) => lines.push(line));
    return lines.join("\n");
  }

  /** Whether it was asked to stop; it starts nothing any more then. */
  get interrupted(): boolean {
    return this.stopping;
  }

  /** Asks every running terraform to stop: it ends what it does, writes its state and exits. To be called once. */
  interrupt(): void {
    this.stopping = true;
    for (const { pid } of this.running) if (pid) signal(pid, "SIGINT");
  }

  /** Ends every running terraform and its children at once. */
  kill(): void {
    // Each one leads a process group of its own.
    for (const { pid } of this.running) if (pid) signal(-pid, "SIGKILL");
  }

  private spawn(folder: string, args: readonly string[], onLine: (line: string) => void): Promise<number> {
    if (this.stopping) return Promise.reject(new Interrupted());
    // Detached, in a process group of its own: Ctrl-C in a terminal reaches every process of the foreground group,
    // and terraform counts a second interrupt as "stop at once".
    const child = spawn("terraform", args, {
      cwd: folder,
      env: this.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.add(child);
    const lines = (stream: Readable) => readline.createInterface({ input: stream }).on("line", onLine);
    lines(child.stdout);
    lines(child.stderr);
    return new Promise((resolve, reject) => {
      const ended = () => this.running.delete(child);
      child.on("error", (error) => {
        ended();
        reject(error);
      });
      child.on("close", (code, ended_by) => {
        ended();
        if (ended_by) onLine(`terraform was ended by ${ended_by}`);
        resolve(code ?? 1);
      });
    });
  }
}

function readable(message: Message): string {
  return message.diagnostic ? `\n${renderDiagnostic(message.diagnostic)}\n` : message["@message"];
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended by itself.
  }
}
