import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describeWithServers } from "../../helpers/mysql-server";
import { temporaryFolder } from "../../helpers/stack";
import { ASSETS, type Database, DBMATE, startDatabase } from "./database";

jest.setTimeout(120_000);

const where = (program: string) => spawnSync("which", [program], { encoding: "utf8" }).stdout.trim();
const itWith = (program: string) => (where(program) || process.env.CI ? it : it.skip);

describe("the scripts", () => {
  itWith("shellcheck")("have no fault that shellcheck knows", () => {
    const scripts = fs.readdirSync(ASSETS).filter((name) => name.endsWith(".sh"));
    const { stdout } = spawnSync("shellcheck", ["--external-sources", ...scripts], { cwd: ASSETS, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  it("run here with the dbmate of the image that README.md names", () => {
    const version = execFileSync(DBMATE, ["--version"], { encoding: "utf8" }).trim().split(" ").at(-1);
    const readme = fs.readFileSync(path.join(ASSETS, "README.md"), "utf8");
    expect(readme).toContain(`\`ghcr.io/amacneil/dbmate:${version}\``);
  });
});

describeWithServers("the scripts in a container", (flavor) => {
  let database: Database;
  beforeAll(async () => {
    database = await startDatabase(flavor);
  });
  afterAll(() => database?.server.close());

  itWith("busybox")("find all they need in dbmate's image: busybox, dbmate and the client of MariaDB", async () => {
    const bin = temporaryFolder();
    const link = (name: string, target: string) => fs.symlinkSync(target, path.join(bin, name));
    for (const applet of execFileSync("busybox", ["--list"], { encoding: "utf8" }).trim().split("\n")) {
      link(applet, where("busybox"));
    }
    link("mariadb", where("mariadb"));
    link("dbmate", DBMATE);
    const run = (script: string) =>
      spawnSync(path.join(bin, "sh"), [path.join(ASSETS, script)], {
        env: { ...database.env, PATH: bin },
        encoding: "utf8",
      });
    for (const script of ["migrate.sh", "load-sample.sh", "verify.sh"]) {
      expect(run(script)).toMatchObject({ status: 0, stderr: "" });
    }
  });
});
