import fs from "node:fs";
import path from "node:path";
import { committedSchemas } from "provider-schemas";
import { simulate } from "provider-simulator";
import { CHART_KNOWLEDGE } from "../../constructs/helm/catalogue";
import { loadEnvironments } from "../../environments";
import { synthesize } from "../../stacks/synthesize";
import { leftBehind, passwordsIn } from "../helpers/passwords";
import { temporaryFolder } from "../helpers/stack";
import { describeWithTerraform } from "../helpers/terraform";

describeWithTerraform.each(loadEnvironments().map((environment) => [environment.name, environment] as const))(
  "simulating %s",
  (_name, environment) => {
    const dataDir = temporaryFolder();
    const app = synthesize([environment], { outdir: path.join(dataDir, "cdktf.out") });
    const run = (action: "apply" | "destroy", decommission = false) =>
      simulate({
        output: app.outdir,
        stacks: app.stacks.map(({ node }) => node.id),
        dataDir,
        schemas: committedSchemas(),
        knowledge: CHART_KNOWLEDGE,
        action,
        decommission,
      });

    /** Files that hold a password; a state, a log or a plan must not. */
    const tellingFiles = () => {
      const passwords = passwordsIn(dataDir);
      // The master and five users, and Grafana's administrator.
      const expected = { rds: 6, container: 0 }[environment.database.kind];
      expect(passwords).toHaveLength(expected + (environment.topology.kind === "kubernetes" ? 1 : 0));
      return Object.values(leftBehind(dataDir, app.outdir))
        .flat()
        .filter(([, text]) => passwords.some((password) => text.includes(password)))
        .map(([name]) => name);
    };

    // One test, since each step needs the one before it.
    it("applies with an empty second plan, keeps what is protected, and is empty after decommissioning", async () => {
      const applied = await run("apply");
      expect(applied.stacks.map(({ id, secondPlanEmpty }) => `${id} ${secondPlanEmpty}`).sort()).toEqual(
        app.stacks.map(({ node }) => `${node.id} true`).sort(),
      );
      expect(applied.stacks.every(({ resources }) => resources > 0)).toBe(true);
      expect(tellingFiles()).toEqual([]);

      const again = await run("apply");
      expect(again.stacks.map(({ changes }) => changes)).toEqual(
        again.stacks.map(() => ({ add: 0, change: 0, remove: 0, import: 0 })),
      );

      if (environment.protection.deletion) {
        await expect(run("destroy")).rejects.toThrow(/aws_s3_bucket\.backups/);
        expect((await run("apply")).objects).toEqual(applied.objects);
      }
      expect((await run("destroy", true)).objects).toEqual({});
    });

    it("deploys the synthesized files themselves", () => {
      for (const { node } of app.stacks) {
        const linked = path.join(dataDir, "stacks", node.id, "main.tf");
        expect(fs.realpathSync(linked)).toBe(fs.realpathSync(path.join(app.outdir, "stacks", node.id, "main.tf")));
      }
    });
  },
);
