import fs from "node:fs";
import path from "node:path";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { addCustomSynthesis } from "./cdktf-internals";

export interface AssetProps {
  /** File or folder below `assets/` of this project. */
  readonly source: string;
  /** Where it lies in the stack's folder, below `assets/`. @default its own name */
  readonly as?: string;
}

/** One file of an asset that is a folder. */
export interface AssetFile {
  /** Without its ending. */
  readonly name: string;
  /** From the stack's folder, as terraform reads it. */
  readonly path: string;
}

const ASSETS = path.join(__dirname, "../../assets");

/**
 * A file or folder that lies beside the stack's HCL. Unlike CDKTF's, its path has no hash: who reads the HCL sees what it
 * is, and a change shows where it was made.
 */
export class Asset extends Construct {
  /** From the stack's folder, where terraform runs. */
  readonly path: string;
  private readonly source: string;

  constructor(scope: Construct, id: string, { source, as = path.basename(source) }: AssetProps) {
    super(scope, id);
    this.path = `assets/${as}`;
    this.source = path.join(ASSETS, source);
    this.node.addValidation({ validate: () => this.problems() });
    addCustomSynthesis(this, {
      onSynthesize: ({ outdir, manifest }) => {
        const { workingDirectory } = manifest.forStack(TerraformStack.of(this));
        this.writeTo(path.join(outdir, workingDirectory));
      },
    });
  }

  /** Files of the folder that end so, such as `.json`, in alphabetical order. */
  files(ending: string): readonly AssetFile[] {
    if (!fs.existsSync(this.source)) return [];
    return fs
      .readdirSync(this.source)
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => ({ name: file.slice(0, -ending.length), path: `${this.path}/${file}` }));
  }

  private problems(): string[] {
    const name = (source: string) => `assets/${path.relative(ASSETS, source)}`;
    if (!fs.existsSync(this.source)) return [`${name(this.source)} does not exist.`];
    const others = TerraformStack.of(this).node.findAll();
    const other = others.find((it) => it instanceof Asset && it.path === this.path && it.source !== this.source);
    if (!(other instanceof Asset)) return [];
    return [
      `${name(this.source)} and ${name(other.source)} would both be ${this.path} of the stack; give one another \`as\`.`,
    ];
  }

  private writeTo(folder: string): void {
    // What does not exist is told as a problem.
    if (!fs.existsSync(this.source)) return;
    fs.cpSync(this.source, path.join(folder, this.path), { recursive: true });
  }
}
