import fs from "node:fs";
import path from "node:path";
import { dashboards } from "./dashboards/index";

/** Where `npm run dashboards` writes what Grafana loads. */
const FOLDER = path.join(__dirname, "../assets/monitoring/dashboards");

for (const file of fs.readdirSync(FOLDER)) fs.rmSync(path.join(FOLDER, file));
for (const [name, dashboard] of dashboards) {
  fs.writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify(dashboard, null, 2)}\n`);
}
console.log(`${dashboards.length} dashboards are in ${path.relative(process.cwd(), FOLDER)}.`);
