import { execFile } from "node:child_process";
import { UsageError } from "../command";

/** What AWS answers instead of a result: https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html */
export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    /** Such as `ResourceNotFoundException`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const ANSWER = /An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)/s;

/**
 * Runs the AWS CLI, which whoever deploys has, since it logs in to the cluster.
 * @returns what it prints, as text
 * @throws AwsError for what AWS refuses, UsageError where there is no CLI or it cannot log in
 */
export function aws(...args: readonly string[]): Promise<string> {
  const options = { env: { ...process.env, AWS_PAGER: "" } };
  return new Promise((resolve, reject) => {
    execFile("aws", [...args], options, (error, stdout, stderr) => {
      if (error) reject(explained(error.code, stderr.trim()));
      else resolve(stdout);
    });
  });
}

function explained(code: unknown, said: string): Error {
  if (code === "ENOENT") {
    return new UsageError(
      "--check needs the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
    );
  }
  const [, answer, message] = ANSWER.exec(said) ?? [];
  if (answer !== undefined && message !== undefined) return new AwsError(answer, message);
  return new UsageError(`The AWS CLI cannot ask AWS: ${said}`);
}
