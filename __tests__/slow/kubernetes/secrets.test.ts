import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { problemWith, requireAccount } from "../../../scripts/secrets/check";
import { createCommand } from "../../../scripts/secrets/required";

const installed = spawnSync("aws", ["--version"]).status === 0;
const describeWithAws = installed || process.env.CI ? describe : describe.skip;

const SECRET = { name: "alerts/slack", stack: "staging-monitoring", region: "ap-southeast-1", fields: [], uses: [] };
const ACCOUNT = "111111111111";

/** Answers as Secrets Manager and STS do: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
function service(secrets: Map<string, string | undefined>): http.Server {
  return http.createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const answer = (status: number, content: object) => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(content));
    };
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    if (operation === undefined) {
      const result = `<GetCallerIdentityResult><Account>${ACCOUNT}</Account></GetCallerIdentityResult>`;
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</GetCallerIdentityResponse>`,
      );
      return;
    }
    const { Name, SecretId, SecretString } = JSON.parse(body);
    if (operation === "CreateSecret") {
      secrets.set(Name, SecretString);
      answer(200, { Name });
    } else if (secrets.get(SecretId) !== undefined) {
      answer(200, { Name: SecretId, SecretString: secrets.get(SecretId) });
    } else {
      const what = secrets.has(SecretId) ? "secret value for staging label: AWSCURRENT" : "secret.";
      answer(400, {
        __type: "ResourceNotFoundException",
        Message: `Secrets Manager can't find the specified ${what}`,
      });
    }
  });
}

describeWithAws("the AWS CLI, asked for secrets", () => {
  const secrets = new Map<string, string | undefined>();
  const server = service(secrets);
  const env = { ...process.env };
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });
  afterAll(() => {
    process.env = env;
    server.close();
  });
  beforeEach(() => secrets.clear());

  it("is logged in to the account of the environment", async () => {
    await expect(requireAccount(ACCOUNT, SECRET.region)).resolves.toBeUndefined();
    await expect(requireAccount("222222222222", SECRET.region)).rejects.toThrow(`logged in to account ${ACCOUNT}`);
  });

  it("tells one that is missing from one without a value", async () => {
    expect(await problemWith(SECRET)).toBe("is missing");
    secrets.set(SECRET.name, undefined);
    expect(await problemWith(SECRET)).toBe("has no value");
  });

  it("stores what the command that is printed is given, to the letter", async () => {
    const value = `https://hooks.example/T0?a="1"&b=$c`;
    const shell = promisify(execFile)("bash", ["-c", createCommand(SECRET)], { env: process.env });
    shell.child.stdin?.end(`${value}\n`);
    await shell;
    expect(secrets.get(SECRET.name)).toBe(value);
    expect(await problemWith(SECRET)).toBeUndefined();
  });

  it("says what to do without a login", async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await expect(requireAccount(ACCOUNT, SECRET.region)).rejects.toThrow(
      /^The AWS CLI cannot ask AWS: Unable to locate credentials/,
    );
    Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
  });
});
