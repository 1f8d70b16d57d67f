import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

/** Debian keeps servers where only root's PATH leads. */
const PATH = `${process.env.PATH}:/usr/sbin`;

/**
 * `describe` where all programs are installed; counted as skipped elsewhere, except in CI, where their absence is a failure.
 * Prometheus, Alertmanager and exporters come by `install-tools.sh`, the others with Debian.
 */
export function describeWithPrograms(programs: readonly string[], name: string, tests: () => void): void {
  const missing = programs.filter((program) => spawnSync("which", [program], { env: { PATH } }).status !== 0);
  const run = missing.length === 0 || process.env.CI ? describe : describe.skip;
  run(missing.length === 0 ? name : `${name} (not installed: ${missing.join(", ")})`, tests);
}

export interface Program {
  /** Where it listens. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** Where it keeps its output; one file for each program. */
  readonly folder: string;
  /** Path that answers 200 when it is ready. @default none: ready when its port is open */
  readonly ready?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a program with a port of its own, and waits until it is ready. @param args made from its address */
export async function startProgram(
  program: string,
  args: (address: string) => readonly string[],
  { folder, ready, env }: ProgramOptions,
): Promise<Program> {
  const address = `127.0.0.1:${await freePort()}`;
  const log = path.join(folder, `${program}.log`);
  const output = fs.openSync(log, "w");
  const child = spawn(program, args(address), { stdio: ["ignore", output, output], env: { PATH, ...env } });
  fs.closeSync(output);
  // When the tests end without stopping it.
  const kill = () => child.kill("SIGKILL");
  process.on("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    if (!running(child)) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  try {
    await once(child, "spawn");
    await until(async () => {
      if (!running(child)) throw new Error("it ended");
      return ready === undefined ? isOpen(address) : answers(`http://${address}${ready}`);
    });
  } catch (error) {
    await stop();
    throw new Error(`${program} did not start: ${error}\n${fs.readFileSync(log, "utf8")}`);
  }
  return { address, stop };
}

/** Programs and servers that run together, with a folder for their files. */
export class Stage {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "stage-"));
  private readonly services: { close(): Promise<void> }[] = [];

  /** As `startProgram`. @returns its address */
  async start(
    program: string,
    args: (address: string) => readonly string[],
    options: Omit<ProgramOptions, "folder"> = {},
  ): Promise<string> {
    const { address, stop } = await startProgram(program, args, { folder: this.folder, ...options });
    this.keep({ close: stop });
    return address;
  }

  /** Closes it in its turn: what was started last is closed first. */
  keep<T extends { close(): Promise<void> }>(service: T): T {
    this.services.push(service);
    return service;
  }

  /** @param content text, or what becomes JSON, which is YAML too. @returns where it is */
  write(name: string, content: string | object): string {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  async close(): Promise<void> {
    for (const service of this.services.reverse()) await service.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

const running = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** Asks ten times a second. @throws when it is not so in time */
export async function until(isSo: () => Promise<boolean>, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

function isOpen(address: string): Promise<boolean> {
  const [host, port] = address.split(":");
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), host);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const listener = net.createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as net.AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}
