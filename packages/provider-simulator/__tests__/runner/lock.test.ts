import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { acquireLock } from "../../src/runner/lock";
import { temporaryFolder } from "./helpers";

const folder = temporaryFolder();
let dataDir: string;
let file: string;

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(folder, "data-"));
  file = path.join(dataDir, "lock.json");
});

const holder = (changes: object) =>
  fs.writeFileSync(
    file,
    JSON.stringify({ pid: 1, host: os.hostname(), process: "0", since: "2026-01-02T03:04:05.000Z", ...changes }),
  );

describe("the lock of a data directory", () => {
  it("creates the directory and leaves nothing in it when released", () => {
    const release = acquireLock(path.join(dataDir, "new"));
    release();
    expect(fs.readdirSync(path.join(dataDir, "new"))).toEqual([]);
  });

  it("refuses a second run and says who holds it since when", () => {
    const release = acquireLock(dataDir);
    const { since } = JSON.parse(fs.readFileSync(file, "utf8"));
    expect(() => acquireLock(dataDir)).toThrow(`${dataDir} is in use by process ${process.pid}`);
    expect(() => acquireLock(dataDir)).toThrow(`since ${since}`);
    release();
    acquireLock(dataDir)();
  });

  it("takes over the lock of a process that has ended", () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    holder({ pid });
    const release = acquireLock(dataDir);
    expect(JSON.parse(fs.readFileSync(file, "utf8")).pid).toBe(process.pid);
    release();
    expect(fs.readdirSync(dataDir)).toEqual([]);
  });

  it("takes over the lock of a process whose id another one has now", () => {
    holder({ pid: process.pid, process: "an earlier start" });
    acquireLock(dataDir)();
    expect(fs.existsSync(file)).toBe(false);
  });

  it("believes the lock of another machine, whose processes it cannot see", () => {
    holder({ host: "elsewhere.example.com" });
    expect(() => acquireLock(dataDir)).toThrow("on elsewhere.example.com since 2026-01-02T03:04:05.000Z");
  });

  it("does not remove what is not a lock", () => {
    fs.writeFileSync(file, "notes");
    expect(() => acquireLock(dataDir)).toThrow("is not a lock of this program");
    expect(fs.readFileSync(file, "utf8")).toBe("notes");
  });
});
