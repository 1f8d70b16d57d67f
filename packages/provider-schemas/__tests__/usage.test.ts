import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { typesInUse } from "../src/derive/usage";

describe("the types that a project uses", () => {
  let project: string;
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    fs.writeFileSync(path.join(project, file), text);
  };

  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "usage-"));
  });
  afterEach(() => fs.rmSync(project, { recursive: true }));

  it("is every binding that its TypeScript names, however it is imported, and the provider itself", () => {
    write("main.ts", 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";');
    write("stacks/a.ts", "import type { Subnet } from '@cdktf/provider-aws/lib/subnet';");
    write("constructs/b/c.ts", 'const { Release } = require("@cdktf/provider-helm/lib/release/index.js");');
    expect([...typesInUse(project)]).toEqual([
      ["@cdktf/provider-aws", ["provider", "subnet", "vpc"]],
      ["@cdktf/provider-helm", ["provider", "release"]],
    ]);
  });

  it("leaves out tests, hidden and installed files, declarations and projects within", () => {
    write("main.ts", 'import "@cdktf/provider-aws/lib/vpc";');
    for (const file of ["__tests__/a.ts", "node_modules/b/c.ts", ".cache/d.ts", "types.d.ts", "notes.md"]) {
      write(file, 'import "@cdktf/provider-aws/lib/subnet";');
    }
    write("packages/other/package.json", "{}");
    write("packages/other/src/index.ts", 'import "@cdktf/provider-aws/lib/subnet";');
    expect([...typesInUse(project).values()]).toEqual([["provider", "vpc"]]);
  });

  it("fails where nothing is used, for then the folder is the wrong one", () => {
    write("main.ts", "export {};");
    expect(() => typesInUse(project)).toThrow(`${project}: no TypeScript file imports "@cdktf/provider-<name>/lib/`);
  });
});
