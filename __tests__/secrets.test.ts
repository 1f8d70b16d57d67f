import fs from "node:fs";
import path from "node:path";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { NamespaceSecrets, type SecretItem } from "../constructs/kubernetes/namespace-secrets";
import { problemWith, requireAccount } from "../scripts/secrets/check";
import { requiredSecrets } from "../scripts/secrets/required";
import { runScript } from "./helpers/script";
import { exampleStack, temporaryFolder } from "./helpers/stack";

describe("the secrets that somebody has to bring", () => {
  const required = (items: readonly SecretItem[], made?: string) => {
    const stack = exampleStack();
    if (made) new SecretsmanagerSecret(stack, "made", { name: made });
    const own = new SecretsmanagerSecret(stack, "own", { name: "httpsok/staging/own" });
    new NamespaceSecrets(stack, "secrets", {
      namespace: "monitoring",
      controllerRoleArn: "arn:aws:iam::111111111111:role/external-secrets",
      secrets: [
        { name: "alerts", items },
        { name: "own", items: [{ key: "password", from: own.arn }] },
      ],
    });
    return requiredSecrets(stack);
  };

  it("are those that a namespace reads by name", () => {
    expect(required([{ key: "slack-url", from: "alerts/slack", description: "Address of a webhook" }])).toEqual([
      {
        name: "alerts/slack",
        stack: "staging-example",
        region: "ap-southeast-1",
        fields: [],
        uses: ["slack-url of alerts: Address of a webhook"],
      },
    ]);
  });

  it("are there once, with every field that is read of them", () => {
    const items = ["username", "password"].map((field) => ({ key: field, from: "alerts/email", field }));
    expect(required(items)).toEqual([
      expect.objectContaining({
        name: "alerts/email",
        fields: ["username", "password"],
        uses: ["username of alerts", "password of alerts"],
      }),
    ]);
  });

  it("are not those with an ARN, since some stack has made them, nor those that a stack makes by that name", () => {
    const arn = "arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:mysql/exporter-a1b2c3";
    expect(required([{ key: "password", from: arn }])).toEqual([]);
    expect(required([{ key: "password", from: "mysql/exporter" }], "mysql/exporter")).toEqual([]);
  });
});

/** Secrets of an account: text, null for one without a value, or the error that AWS answers with. */
type Account = Readonly<Record<string, string | null | { readonly error: string }>>;

/** A folder with a program named aws that answers for an account as the real one does. */
function awsOf(account: Account, identity: string | { readonly error: string } = "111111111111"): string {
  const folder = temporaryFolder();
  const program = `#!${process.execPath}
const [service, operation, ...args] = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
const identity = ${JSON.stringify(identity)};
const account = ${JSON.stringify(account)};
const fail = (text) => { console.error("\\n" + text); process.exit(254); };
const refuse = (name, text) => fail("An error occurred (" + text.replace(": ", ") when calling the " + name + " operation: "));
if (service === "sts") {
  if (identity.error) fail(identity.error);
  console.log(identity);
} else {
  if (option("--region") !== "ap-southeast-1") fail("Could not connect to the endpoint URL");
  const secret = account[option("--secret-id")];
  if (secret === undefined) refuse("GetSecretValue", "ResourceNotFoundException: Secrets Manager can't find the specified secret.");
  if (secret === null) refuse("GetSecretValue", "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
  if (secret.error) refuse("GetSecretValue", secret.error);
  console.log(JSON.stringify(secret));
}
`;
  fs.writeFileSync(path.join(folder, "aws"), program, { mode: 0o755 });
  return folder;
}

describe("checking secrets", () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });
  const use = (folder: string) => {
    process.env.PATH = folder;
  };
  const secret = (fields: readonly string[] = []) => ({
    name: "alerts/email",
    stack: "staging-monitoring",
    region: "ap-southeast-1",
    fields,
    uses: [],
  });
  const login = JSON.stringify({ username: "alerts", password: "correct horse" });

  it.each<[string, readonly string[], Account[string] | undefined, string | undefined]>([
    ["is content with a text", [], "https://hooks.example/T0", undefined],
    ["is content with JSON that has all fields", ["username", "password"], login, undefined],
    ["misses one", [], undefined, "is missing"],
    ["sees that one was never given a value", [], null, "has no value"],
    ["sees a text of blanks", [], "\n", "has no text"],
    ["names the fields that are not there", ["password", "host", "port"], login, "lacks host, port"],
    ["takes an empty field for none", ["password"], '{"password":""}', "lacks password"],
    ["wants JSON where fields are read", ["password"], "correct horse", "is not JSON with password"],
    [
      "sees that one is on its way out",
      [],
      {
        error:
          "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
      },
      "is being deleted",
    ],
    [
      "tells what AWS says otherwise",
      [],
      { error: "AccessDeniedException: User: arn:aws:iam::111111111111:user/a is not authorized" },
      "cannot be read: AccessDeniedException: User: arn:aws:iam::111111111111:user/a is not authorized",
    ],
  ])("%s", async (_what, fields, value, problem) => {
    use(awsOf(value === undefined ? {} : { "alerts/email": value }));
    expect(await problemWith(secret(fields))).toBe(problem);
  });

  it("never tells a value, also not where it cannot be read as JSON", async () => {
    use(awsOf({ "alerts/email": "{correct horse" }));
    expect(await problemWith(secret(["password"]))).not.toContain("horse");
  });

  it("refuses to look into another account, where nothing would be found", async () => {
    use(awsOf({}, "222222222222"));
    await expect(requireAccount("111111111111", "ap-southeast-1")).rejects.toThrow(
      "The AWS CLI is logged in to account 222222222222; the environment is in 111111111111.",
    );
  });

  it("says what to do without a login, and without the AWS CLI", async () => {
    use(awsOf({}, { error: 'Unable to locate credentials. You can configure credentials by running "aws login".' }));
    await expect(requireAccount("111111111111", "ap-southeast-1")).rejects.toThrow(
      "The AWS CLI cannot ask AWS: Unable to locate credentials.",
    );
    use(temporaryFolder());
    await expect(requireAccount("111111111111", "ap-southeast-1")).rejects.toThrow(
      "--check needs the AWS CLI: https://docs.aws",
    );
  });
});

describe("npm run secrets", () => {
  it("explains itself when called with an option that it does not have", () => {
    const { status, text } = runScript("scripts/secrets.ts", ["staging", "--verify"]);
    expect(text).toContain("Usage: npm run secrets -- <environment>");
    expect(text).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });

  it("says so where nothing has to be brought", () => {
    const { status, text } = runScript("scripts/secrets.ts", ["development"]);
    expect(text).toBe("development needs no secret that it does not make itself.\n");
    expect(status).toBe(0);
  });

  it("tells what is read where, what it holds, and a command that leaves nothing in a shell's history", () => {
    const { status, text } = runScript("scripts/secrets.ts", ["production"]);
    expect(text).toContain("\nproduction-monitoring\n  httpsok/production/alerts/email\n");
    expect(text).toContain("slack-url of alert-channels");
    expect(text).toContain(
      `$ read -rs value && printf %s "$value" | aws secretsmanager create-secret --region ap-southeast-1 --name httpsok/production/alerts/slack --secret-string file:///dev/stdin; unset value\n`,
    );
    // Stacks make these.
    expect(text).not.toMatch(/mysql|grafana\/admin/);
    expect(status).toBe(0);
  });

  it("checks them one by one and fails when something is missing", () => {
    const names = runScript("scripts/secrets.ts", ["production"]).text.match(/(?<=^ {2})httpsok\S+$/gm) ?? [];
    const there = Object.fromEntries(names.map((name) => [name, "correct horse"]));
    const check = (account: Account) =>
      runScript("scripts/secrets.ts", ["production", "--check"], { PATH: awsOf(account, "222222222222") });
    const { status, text } = check({ ...there, [names[1] ?? ""]: null });
    expect(text).toContain(`${names[0]}  is there\n${names[1]}  has no value\n`);
    expect(text).not.toContain("horse");
    expect(status).toBe(1);
    expect(check(there).status).toBe(0);
  });
});
