import fs from "node:fs";
import path from "node:path";
import { heldKeys, repairState } from "../../src/runner/state";
import { temporaryFolder } from "./helpers";

const folder = temporaryFolder();
const file = path.join(folder, "app.tfstate");
const state = (...keys: string[]) =>
  JSON.stringify({
    version: 4,
    resources: keys.map((key) => ({
      mode: "managed",
      instances: [{ private: Buffer.from(key).toString("base64") }, {}],
    })),
  });

afterEach(() => {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name));
});

it("reads the keys that providers keep in a state", () => {
  fs.writeFileSync(file, state("aws_vpc#1.1", "aws_subnet#2.1"));
  expect(heldKeys(file)).toEqual(["aws_vpc#1.1", "aws_subnet#2.1"]);
});

describe("a state that a power cut left half written", () => {
  it("is set back to the one before, and kept", () => {
    fs.writeFileSync(file, state("a").slice(0, 20));
    fs.writeFileSync(`${file}.backup`, state("before"));
    expect(repairState(file)).toBe(true);
    expect(heldKeys(file)).toEqual(["before"]);
    expect(fs.readFileSync(`${file}.damaged`, "utf8")).toBe(state("a").slice(0, 20));
  });

  it("is taken away where there was none before, or that is damaged too", () => {
    fs.writeFileSync(file, "");
    expect(repairState(file)).toBe(true);
    expect(fs.existsSync(file)).toBe(false);
    fs.writeFileSync(file, "{");
    fs.writeFileSync(`${file}.backup`, "{");
    expect(repairState(file)).toBe(true);
    expect(fs.existsSync(file)).toBe(false);
  });

  it("is told from one that is whole", () => {
    fs.writeFileSync(file, state("a"));
    expect(repairState(file)).toBe(false);
    expect(heldKeys(file)).toEqual(["a"]);
  });
});
