import { UsageError } from "../command";
import { AwsError, aws } from "./aws";
import type { RequiredSecret } from "./required";

/**
 * What is wrong with a secret as it is in AWS, such as "is missing"; nothing when it is as it should be. Its value is
 * read, because only so one sees whether a field is there, and never told.
 */
export async function problemWith({ name, region, fields }: RequiredSecret): Promise<string | undefined> {
  const query = ["--secret-id", name, "--region", region, "--query", "SecretString", "--output", "json"];
  try {
    return problemIn(JSON.parse(await aws("secretsmanager", "get-secret-value", ...query)), fields);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return explained(error);
  }
}

/** @throws UsageError when the AWS CLI is logged in to another account, where nothing would be found */
export async function requireAccount(account: string, region: string): Promise<void> {
  const query = ["--region", region, "--query", "Account", "--output", "text"];
  const actual = (await aws("sts", "get-caller-identity", ...query).catch(asUsageError)).trim();
  if (actual !== account) {
    throw new UsageError(`The AWS CLI is logged in to account ${actual}; the environment is in ${account}.`);
  }
}

function problemIn(text: unknown, fields: readonly string[]): string | undefined {
  if (typeof text !== "string" || text.trim() === "") return "has no text";
  if (fields.length === 0) return undefined;
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return `is not JSON with ${fields.join(", ")}`;
  const lacking = fields.filter((field) => {
    const inner: unknown = Reflect.get(value, field);
    return inner === undefined || inner === null || inner === "";
  });
  return lacking.length > 0 ? `lacks ${lacking.join(", ")}` : undefined;
}

/** Undefined instead of an error that would tell the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors */
function explained({ code, message }: AwsError): string {
  if (code === "ResourceNotFoundException") return message.includes("AWSCURRENT") ? "has no value" : "is missing";
  if (code === "InvalidRequestException" && message.includes("marked for deletion")) return "is being deleted";
  return `cannot be read: ${code}: ${message}`;
}

function asUsageError(error: unknown): never {
  if (error instanceof AwsError)
    throw new UsageError(`AWS does not let the AWS CLI in: ${error.code}: ${error.message}`);
  throw error;
}
