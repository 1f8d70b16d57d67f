/** One mistake in an environment or organization file. */
export interface Problem {
  /** Name of the environment, or "organization". */
  readonly environment: string;
  /** Where in the file, such as `network.zones`. */
  readonly path: string;
  /** The value, what is allowed and what to do. */
  readonly message: string;
}

/** Takes a problem of the file that is being checked. */
export type Report = (path: string, message: string) => void;

/** Every mistake of every environment at once; the message is meant for a terminal. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";

  constructor(
    readonly problems: readonly Problem[],
    message = describe(problems),
  ) {
    super(message);
  }
}

/** The file that holds an environment, as a reader of the project knows it. */
export function fileOf(environment: string): string {
  return `environments/${environment}.ts`;
}

function describe(problems: readonly Problem[]): string {
  const owners = [...new Set(problems.map(({ environment }) => environment))];
  const groups = owners.map((owner) => {
    const lines = problems.filter(({ environment }) => environment === owner);
    return [fileOf(owner), ...lines.map(({ path, message }) => `  ${path}: ${message}`)].join("\n");
  });
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`${count} in ${owners.length === 1 ? "1 file" : `${owners.length} files`}`, ...groups].join("\n\n");
}
