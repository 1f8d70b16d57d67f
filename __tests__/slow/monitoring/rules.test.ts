import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../helpers/stack";
import { describeWithPrograms } from "./programs";

const ASSETS = path.join(__dirname, "../../../assets/monitoring");

function promtool(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: ASSETS, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

describeWithPrograms(["promtool"], "rules of Prometheus", () => {
  test.each(fs.readdirSync(path.join(ASSETS, "rules")))("%s has nothing that promtool finds fault with", (file) => {
    expect(promtool("check", "rules", "--lint=all", "--lint-fatal", `rules/${file}`)).toMatchObject({ status: 0 });
  });

  test.each(fs.readdirSync(path.join(ASSETS, "tests")))(
    "%s lets its alerts fire on bad data, and be silent on good",
    (file) => {
      expect(promtool("test", "rules", `tests/${file}`)).toMatchObject({ status: 0 });
    },
  );

  test("whose threshold is moved do not pass their tests", () => {
    const folder = temporaryFolder();
    fs.cpSync(ASSETS, folder, { recursive: true });
    const moved = path.join(folder, "rules/cache.yaml");
    fs.writeFileSync(moved, fs.readFileSync(moved, "utf8").replace("used:ratio > 0.9", "used:ratio > 0.99"));

    const { status, output } = promtool("test", "rules", path.join(folder, "tests/cache.yaml"));
    expect(status).not.toBe(0);
    expect(output).toContain("CacheMemoryHigh");
  });
});
