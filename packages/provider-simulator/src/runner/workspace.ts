import fs from "node:fs";
import path from "node:path";

const OVERRIDE = "simulated_override.tf";

/** What other tools leave in a stack's folder; a link to it would let terraform write through. */
const NOT_LINKED = /^\.terraform|^terraform\.tfstate|^crash\..*log$/;

/** The folders of one data directory. */
export class Workspace {
  readonly logs: string;
  /** What exists on the simulated platform. */
  readonly world: string;
  /** Terraform's CLI configuration; the user's own is not read. */
  readonly cliConfig: string;

  constructor(readonly dataDir: string) {
    this.logs = path.join(dataDir, "logs");
    this.world = path.join(dataDir, "world.jsonl");
    this.cliConfig = path.join(dataDir, "terraform.tfrc");
  }

  folder(stack: string): string {
    return path.join(this.dataDir, "stacks", stack);
  }

  state(stack: string): string {
    return path.join(this.dataDir, "states", `${stack}.tfstate`);
  }

  log(stack: string): string {
    return path.join(this.logs, `${stack}.log`);
  }

  /** State file as a stack's working folder sees it: relative, so that the data directory can be moved. */
  stateFrom(stack: string, of: string): string {
    return path.relative(this.folder(stack), this.state(of)).split(path.sep).join("/");
  }

  /** Stacks of which a state file exists. */
  simulated(): string[] {
    const states = path.join(this.dataDir, "states");
    if (!fs.existsSync(states)) return [];
    return fs
      .readdirSync(states)
      .flatMap((name) => (name.endsWith(".tfstate") ? [path.basename(name, ".tfstate")] : []));
  }

  /** Creates what does not depend on a stack. Terraform may neither download a provider nor phone home. */
  prepare(): void {
    for (const folder of ["logs", "states", "stacks"])
      fs.mkdirSync(path.join(this.dataDir, folder), { recursive: true });
    fs.writeFileSync(
      this.cliConfig,
      [
        "# Every provider is served by the simulator: none is looked for anywhere else.",
        "disable_checkpoint = true",
        "",
        "provider_installation {",
        "  filesystem_mirror {",
        `    path = ${JSON.stringify(path.join(this.dataDir, "no-providers"))}`,
        "  }",
        "}",
        "",
      ].join("\n"),
    );
  }

  /**
   * Links every file and folder of a stack into its working folder, drops links to what is gone, writes the
   * override file and starts a new log. Nothing of the stack is copied or changed.
   */
  link(stack: string, source: string, override: string): void {
    const folder = this.folder(stack);
    fs.mkdirSync(folder, { recursive: true });
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) fs.unlinkSync(path.join(folder, entry.name));
    }
    const [from, to] = [fs.realpathSync(folder), fs.realpathSync(source)];
    for (const name of fs.readdirSync(source)) {
      if (!NOT_LINKED.test(name)) fs.symlinkSync(path.relative(from, path.join(to, name)), path.join(folder, name));
    }
    fs.writeFileSync(path.join(folder, OVERRIDE), override);
    fs.writeFileSync(this.log(stack), "");
  }
}
