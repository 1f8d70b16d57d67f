import { TOOLS, VERSIONS } from "../../../constructs/monitoring/versions";
import { loadEnvironments } from "../../../environments";

/** The oldest that the requirements allow (3.3.5); of the MySQL exporter the first that knows replicas of MySQL 8.4. */
const FLOORS = {
  prometheus: "2.40.0",
  alertmanager: "0.24.0",
  grafana: "9.0.0",
  nodeExporter: "1.4.0",
  blackboxExporter: "0.22.0",
  mysqlExporter: "0.16.0",
} as const satisfies Record<keyof typeof VERSIONS, string>;

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, "en", { numeric: true, sensitivity: "base" }) >= 0;

describe("the versions of the monitoring", () => {
  it.each(Object.entries(FLOORS))("have %s at %s or newer, exactly pinned", (name, floor) => {
    const version = Object.entries(VERSIONS).find(([key]) => key === name)?.[1] ?? "";
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(isAtLeast(version, floor)).toBe(true);
  });

  it("have a kubectl that is no more than one minor version off from the Kubernetes of any environment", () => {
    const minor = (version: string) => Number(version.split(".")[1]);
    const clusters = loadEnvironments().flatMap(({ topology }) =>
      topology.kind === "kubernetes" ? topology.version : [],
    );
    expect(clusters).not.toEqual([]);
    expect(clusters.filter((version) => Math.abs(minor(version) - minor(TOOLS.kubectl)) > 1)).toEqual([]);
  });

  it("are compared by number, not by letter", () => {
    expect(isAtLeast("2.9.0", "2.40.0")).toBe(false);
    expect(isAtLeast("13.2.0", "9.0.0")).toBe(true);
  });
});
