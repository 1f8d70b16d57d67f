/** One place of the input that Terraform's JSON syntax does not allow. */
export interface Problem {
  /** Dotted path in the JSON, such as `resource.aws_vpc.main`. */
  readonly path: string;
  readonly message: string;
}

/** Input that is not Terraform JSON, with every problem that was found. */
export class TerraformJsonError extends Error {
  override readonly name = "TerraformJsonError";
  /** Path of the first problem. */
  readonly path: string;

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path || "(root)"}: ${message}`).join("\n"));
    this.path = problems[0]?.path ?? "";
  }
}
