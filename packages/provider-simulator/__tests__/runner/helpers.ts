import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readHcl } from "../../src/runner/blocks";
import type { Stack } from "../../src/runner/manifest";

/** A folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "runner-test-")));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by relative path. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

/** A stack whose configuration is the given HCL. */
export function stackOf(id: string, hcl: string, dependencies: readonly string[] = []): Stack {
  return { id, folder: `/stacks/${id}`, dependencies, blocks: readHcl(hcl) };
}

/** A terraform block with an S3 backend. */
export function s3Backend(key: string): string {
  return `terraform {\n  backend "s3" {\n    bucket = "acme"\n    key    = "${key}"\n    region = "eu-west-1"\n  }\n}\n`;
}

/** A remote state data source on such a backend. */
export function s3Read(name: string, key: string): string {
  return `data "terraform_remote_state" "${name}" {\n  backend = "s3"\n\n  config = {\n    bucket = "acme"\n    key    = ${key}\n    region = "eu-west-1"\n  }\n}\n`;
}
