import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { loadSchemas, type ProviderSchemas } from "../src";

const schemas = (types: Record<string, number>): ProviderSchemas => ({
  format_version: "1.0",
  provider_schemas: {
    p: {
      resource_schemas: Object.fromEntries(Object.entries(types).map(([t, version]) => [t, { version, block: {} }])),
    },
  },
});

describe("loading schemas", () => {
  let folder: string;
  const write = (name: string, content: string | Buffer) => fs.writeFileSync(path.join(folder, name), content);

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "load-"));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("merges all files of a folder, packed ones too; of two schemas of a type the later file's wins", () => {
    write("aws.json", JSON.stringify(schemas({ a: 1, b: 1 })));
    write("zz-terraform.json.gz", zlib.gzipSync(JSON.stringify(schemas({ b: 2, c: 2 }))));
    write("README.md", "not a schema");
    const { resource_schemas } = loadSchemas(folder).provider_schemas.p ?? {};
    expect(resource_schemas).toEqual({
      a: { version: 1, block: {} },
      b: { version: 2, block: {} },
      c: { version: 2, block: {} },
    });
  });

  it("says which file is absent, unreadable or something else", () => {
    const missing = path.join(folder, "none.json");
    expect(() => loadSchemas(missing)).toThrow(`${missing}: no such file or folder of provider schemas.`);
    expect(() => loadSchemas(folder)).toThrow(`${folder}: holds no *.json or *.json.gz file`);
    write("a.json", "{");
    expect(() => loadSchemas(folder)).toThrow(/a\.json: cannot be read as provider schemas: /);
    write("a.json", "{}");
    expect(() => loadSchemas(folder)).toThrow(/a\.json: is not in the format of "terraform providers schema -json"/);
  });

  it("loads nothing of the derivation, for every synthesis loads schemas", () => {
    const script = `require("tsx/cjs"); require(${JSON.stringify(path.join(__dirname, "..", "src"))});
      console.log(JSON.stringify(Object.keys(require.cache)))`;
    const loaded: string[] = JSON.parse(
      execFileSync(process.execPath, ["-e", script], { encoding: "utf8", cwd: __dirname }),
    );
    const own = loaded.filter((file) => !file.includes("node_modules")).map((file) => path.basename(file));
    expect(own.sort()).toEqual(["committed.ts", "format.ts", "index.ts", "load.ts"]);
  });
});
