import fs from "node:fs";
import path from "node:path";
import {
  AnnotationMetadataEntryType,
  App,
  Manifest,
  type StackAnnotation,
  TerraformBackend,
  TerraformStack,
} from "cdktf";
import { ConstructOrder, type IConstruct } from "constructs";
import { writeHcl } from "hcl-writer";
import type { ProviderSchemas } from "provider-schemas";
import { type AssembledStack, assembleStack } from "./assemble";
import { invokeAspects } from "./cdktf-internals";
import { SynthesisError } from "./errors";
import { publishFolder } from "./publish-folder";

export interface InfrastructureAppProps {
  readonly schemas: ProviderSchemas;
  /** @default CDKTF_OUTDIR, else "cdktf.out" */
  readonly outdir?: string;
}

/**
 * An app whose stacks are written as HCL, one folder each, and only when every stack has passed. It does all that the
 * stock synthesis does: aspects, validations, assets, annotations, manifest. Not `prepareStack()`: it exists to find
 * references between stacks, which are refused here (docs/decisions/0003-explicit-outputs.md).
 */
export class InfrastructureApp extends App {
  private readonly schemas: ProviderSchemas;
  private readonly foreignReferences = new Set<string>();

  constructor(props: InfrastructureAppProps) {
    super({ outdir: props.outdir && existing(props.outdir), stackTraces: false });
    this.schemas = props.schemas;
  }

  /** Writes the HCL of all stacks. @throws SynthesisError with every problem of every stack; then nothing is written. */
  override synth(): void {
    const staging = fs.mkdtempSync(path.join(existing(this.outdir), ".partial-"));
    try {
      const manifest = new Manifest(this.manifest.version, staging, false);
      const problems = this.stacks.flatMap((stack) => this.synthesizeStack(stack, manifest));
      problems.push(...this.node.validate());
      if (problems.length > 0) throw new SynthesisError(problems);
      manifest.writeToFile();
      publishFolder(staging, this.outdir);
      Object.assign(this.manifest.stacks, manifest.stacks);
    } finally {
      fs.rmSync(staging, { recursive: true, force: true });
    }
  }

  /** Called while a reference of one stack is resolved in another: always a mistake here. */
  override crossStackReference(from: TerraformStack, to: TerraformStack, identifier: string): string {
    this.foreignReferences.add(
      `${to.node.path}: uses ${identifier} of ${from.node.path}; publish it there as an output and read it here.`,
    );
    return identifier;
  }

  get stacks(): readonly TerraformStack[] {
    return this.node.findAll().filter((node) => TerraformStack.isStack(node));
  }

  private synthesizeStack(stack: TerraformStack, manifest: Manifest): string[] {
    invokeAspects(stack);
    const problems = validationProblems(stack);
    const entry = manifest.forStack(stack);
    const folder = path.join(manifest.outdir, entry.workingDirectory);
    fs.mkdirSync(folder, { recursive: true });
    for (const node of stack.node.findAll(ConstructOrder.POSTORDER)) {
      customSynthesis(node)?.({ outdir: manifest.outdir, skipValidation: false, manifest });
    }

    const annotations = annotationsOf(stack);
    for (const { level, constructPath, message } of annotations) {
      if (level === AnnotationMetadataEntryType.ERROR) problems.push(`${constructPath}: ${message}`);
    }
    manifest.stacks[entry.name] = {
      ...entry,
      synthesizedStackPath: path.join(entry.workingDirectory, "main.tf"),
      annotations,
    };

    this.foreignReferences.clear();
    const assembled = assembleStack(stack);
    problems.push(...assembled.problems, ...this.foreignReferences);
    if (problems.length === 0) this.writeStack(assembled, folder);
    return problems;
  }

  private writeStack({ json, order }: AssembledStack, folder: string): void {
    const { files, warnings } = writeHcl(json, { schemas: this.schemas, order, argumentOrder: "required-first" });
    if (warnings.length > 0) throw new SynthesisError(warnings);
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    fs.writeFileSync(path.join(folder, "metadata.json"), metadataOf(json));
  }
}

/** Makes a folder with its parents; CDKTF makes only the last one. */
function existing(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** What cdktf-cli reads of a stack that is not JSON: by these keys it chooses backend, cloud and provider set-up. */
function metadataOf(json: AssembledStack["json"]): string {
  return `${JSON.stringify({ "//": json["//"], terraform: json.terraform, import: json.import }, null, 2)}\n`;
}

function validationProblems(stack: TerraformStack): string[] {
  return (
    stack.node
      .findAll()
      // The backends' only validation runs `terraform version` for each stack; `required_version` says the same.
      .filter((node) => !TerraformBackend.isBackend(node))
      .flatMap((node) => node.node.validate().map((message) => `${node.node.path}: ${message}`))
  );
}

function annotationsOf(stack: TerraformStack): StackAnnotation[] {
  return stack.node.findAll().flatMap((node) =>
    node.node.metadata.flatMap((entry) => {
      const level = Object.values(AnnotationMetadataEntryType).find((known) => known === entry.type);
      return level
        ? [{ constructPath: node.node.path, level, message: String(entry.data), stacktrace: entry.trace }]
        : [];
    }),
  );
}

type CustomSynthesis = (session: { outdir: string; skipValidation: boolean; manifest: Manifest }) => void;

/** Assets write themselves through this hook of CDKTF; its symbol is not exported. */
function customSynthesis(node: IConstruct): CustomSynthesis | undefined {
  const hook: unknown = Reflect.get(node, Symbol.for("cdktf/customSynthesis"));
  if (typeof hook !== "object" || hook === null || !("onSynthesize" in hook)) return undefined;
  const { onSynthesize } = hook;
  return typeof onSynthesize === "function" ? (session) => onSynthesize.call(hook, session) : undefined;
}
