import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export const LOGGING = path.join(__dirname, "../../../assets/logging");

/**
 * `describe` where all programs are installed, by `install-tools.sh` or Debian; counted as skipped elsewhere, except in CI,
 * where their absence is a failure.
 */
export function describeWith(programs: readonly string[], name: string, tests: () => void): void {
  const missing = programs.filter((program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);
  const run = missing.length === 0 || process.env.CI ? describe : describe.skip;
  run(name, tests);
}

/** Data sets that have a pipeline. */
export const DATASETS: readonly string[] = fs
  .readdirSync(path.join(LOGGING, "elasticsearch/ingest"))
  .map((file) => path.basename(file, ".json"));

/** Where an event starts whose lines are several; Filebeat and CloudWatch join them in the same way. */
const STARTS: Record<string, RegExp> = {
  "mysql.slow": /^(?=# Time: )/m,
  "mysql.error": /^(?=\d{4}-\d\d-\d\d)/m,
  "nginx.error": /^(?=\d{4}\/\d\d\/\d\d )/m,
};

/** Events of a sample, as they arrive. */
export function sampleEvents(dataset: string): string[] {
  return fs
    .readFileSync(path.join(LOGGING, `samples/${dataset}.log`), "utf8")
    .split(STARTS[dataset] ?? /^/m)
    .map((event) => event.trimEnd())
    .filter((event) => event !== "");
}

export const SECRET = "hunter2-Tr0ub4dor";

/** Lines with a secret, which neither way to a store may keep. */
export const SECRETS: readonly (readonly [what: string, line: string])[] = [
  ["a password in JSON", `{"msg":"x","password":"${SECRET}\\"more"}`],
  ["a key in JSON with a longer name", `{"aws_secret_access_key": "${SECRET}"}`],
  ["a token in a query", `GET /x?access_token=${SECRET}&y=1`],
  ["a token in a query in JSON", `{"path":"/x?api_key=${SECRET}"}`],
  ["a setting", `level=info db_password=${SECRET} host=x`],
  ["a header as text", `Authorization: Bearer ${SECRET}`],
  ["a header in JSON", `{"Authorization":"Basic ${SECRET}","x":1}`],
  ["a cookie", `{"cookie":"session=${SECRET}"}`],
  ["a password in text", `login with password: ${SECRET} failed`],
  ["an address", `dial mysql://app:${SECRET}@db:3306/httpsok`],
  ["a private key", `-----BEGIN EC PRIVATE KEY-----\n${SECRET}\n-----END EC PRIVATE KEY-----\nx`],
  ["a private key in JSON", `{"msg":"-----BEGIN PRIVATE KEY-----\\n${SECRET}\\n-----END PRIVATE KEY-----"}`],
  ["a private key that was cut off", `-----BEGIN PRIVATE KEY-----\n${SECRET}`],
];
