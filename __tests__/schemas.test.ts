import path from "node:path";
import { deriveFiles, staleFiles } from "provider-schemas/src/derive/files";

describe("the committed provider schemas", () => {
  it("hold the types in use, as the installed bindings give them (npm run schemas)", () => {
    const root = path.join(__dirname, "..");
    expect(staleFiles(path.join(root, "packages/provider-schemas/schemas"), deriveFiles(root))).toEqual([]);
  });
});
