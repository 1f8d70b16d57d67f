import fs from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "..");
const STATES = ["done", "partial", "open"];

interface Row {
  readonly id: string;
  readonly requirement: string;
  readonly state: string;
  readonly where: string;
  readonly evidence: string;
}

/** The table of docs/requirements.md. */
const rows: Row[] = fs
  .readFileSync(path.join(ROOT, "docs", "requirements.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  )
  .map(([id = "", requirement = "", state = "", where = "", evidence = ""]) => ({
    id,
    requirement,
    state,
    where,
    evidence,
  }));

const backticked = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

describe("docs/requirements.md", () => {
  it("has one row for each of the 209 requirements", () => {
    expect(rows).toHaveLength(209);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(209);
  });

  it("names a known state in each row", () => {
    expect(rows.filter(({ state }) => !STATES.includes(state))).toEqual([]);
  });

  it("names existing places for all that is begun", () => {
    const missing = rows
      .filter(({ state }) => state !== "open")
      .filter(
        ({ where }) =>
          backticked(where).length === 0 || backticked(where).some((place) => !fs.existsSync(path.join(ROOT, place))),
      );
    expect(missing).toEqual([]);
  });

  it("names, for all that is done or partly done, a test that exists", () => {
    const unproved = rows
      .filter(({ state }) => state !== "open")
      .filter(({ evidence }) => {
        const [file = "", ...titles] = backticked(evidence);
        const test = path.join(ROOT, file);
        if (!fs.existsSync(test) || titles.length === 0) return true;
        const text = fs.readFileSync(test, "utf8");
        return titles.some((title) => !text.includes(title));
      });
    expect(unproved).toEqual([]);
  });

  it("claims nothing for what is open", () => {
    expect(rows.filter(({ state, where, evidence }) => state === "open" && (where || evidence))).toEqual([]);
  });
});
