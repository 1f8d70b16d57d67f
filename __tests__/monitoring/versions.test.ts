import fs from "node:fs";
import path from "node:path";
import { VERSIONS } from "../../constructs/monitoring/versions";

describe("programs that tests run", () => {
  test("are of the versions that are released", () => {
    const script = fs.readFileSync(path.join(__dirname, "../slow/monitoring/install-tools.sh"), "utf8");
    const built = Object.fromEntries(
      [...script.matchAll(/^(\w+)=(\d+\.\d+\.\d+)$/gm)].map(([, name, version]) => [name, version]),
    );

    expect(built).toEqual({
      prometheus: VERSIONS.prometheus,
      alertmanager: VERSIONS.alertmanager,
      node_exporter: VERSIONS.nodeExporter,
      mysqld_exporter: VERSIONS.mysqlExporter.replace(/^v/, ""),
      blackbox_exporter: VERSIONS.blackboxExporter.replace(/^v/, ""),
    });
  });
});
