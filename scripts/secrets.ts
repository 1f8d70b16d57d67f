import os from "node:os";
import { App } from "cdktf";
import type { Environment } from "../environments";
import { buildEnvironment } from "../stacks";
import { environmentCommand, UsageError } from "./command";
import { problemWith, requireAccount } from "./secrets/check";
import { createCommand, type RequiredSecret, requiredSecrets } from "./secrets/required";

const USAGE = `Usage: npm run secrets -- <environment> [--check]

Lists the secrets that must be in Secrets Manager before an environment is first applied, and how to bring them there.
Those that stacks make themselves are not among them.

  --check  ask AWS, by the AWS CLI, which of them are missing or not as they should be; no value is printed`;

void environmentCommand(USAGE, { check: { type: "boolean" } }, async (environment, values, more) => {
  const { name } = environment;
  if (more.length > 0) throw new UsageError(USAGE);
  const app = new App({ outdir: os.tmpdir(), stackTraces: false });
  buildEnvironment(app, environment);
  const secrets = requiredSecrets(app);
  if (secrets.length === 0) return console.log(`${name} needs no secret that it does not make itself.`);
  if (values.check) return check(secrets, environment);
  console.log(`${name} needs ${secrets.length} secrets in Secrets Manager, in account ${environment.account}:`);
  for (const stack of new Set(secrets.map((secret) => secret.stack))) {
    console.log(`\n${stack}`);
    for (const secret of secrets.filter((other) => other.stack === stack)) console.log(described(secret));
  }
  console.log(`
Each command waits for one line, which is not shown and enters no history.
A secret that is there already is changed by put-secret-value --secret-id instead of create-secret --name.`);
});

function described(secret: RequiredSecret): string {
  const { name, fields, uses } = secret;
  const form = fields.length === 0 ? "the text itself" : `{${fields.map((field) => `"${field}": "..."`).join(", ")}}`;
  return [`  ${name}`, ...uses.map((use) => `    ${use}`), `    holds ${form}`, `    $ ${createCommand(secret)}`].join(
    "\n",
  );
}

async function check(secrets: readonly RequiredSecret[], { account, region }: Environment): Promise<void> {
  await requireAccount(account, region);
  const found = await Promise.all(secrets.map(async (secret) => ({ ...secret, problem: await problemWith(secret) })));
  for (const { name, problem = "is there" } of found) console.log(`${name}  ${problem}`);
  const wrong = found.filter(({ problem }) => problem !== undefined).length;
  if (wrong === 0) return;
  console.error(
    `\n${wrong} of ${secrets.length} are not as they should be; without --check it says how to bring them.`,
  );
  process.exitCode = 1;
}
