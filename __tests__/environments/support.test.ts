import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type EnvironmentInput, resolveEnvironments, supportWarnings } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { testing } from "../../environments/testing";

function warningsOf(version: string, today: string): readonly string[] {
  const topology = { kind: "kubernetes", version } as const;
  const environments = resolveEnvironments(organization, [{ ...production, topology }]);
  return environments.flatMap((environment) => supportWarnings(environment, new Date(today)));
}

describe("a Kubernetes version", () => {
  it("is warned about from 90 days before it leaves standard support", () => {
    expect(warningsOf("1.35", "2026-12-26")).toEqual([]);
    expect(warningsOf("1.35", "2026-12-27")).toEqual([
      "production: Kubernetes 1.35 leaves standard support on 2027-03-27, in 90 days; then EKS upgrades it by itself, on a day that it chooses, and every plan would want it back; set topology.version to 1.36",
    ]);
  });

  it("is warned about after it has left", () => {
    expect(warningsOf("1.34", "2026-12-04")).toEqual([
      "production: Kubernetes 1.34 left standard support on 2026-12-02; then EKS upgrades it by itself, on a day that it chooses, and every plan would want it back; set topology.version to 1.35",
    ]);
  });

  it("has no successor to suggest when it is the newest", () => {
    expect(warningsOf("1.36", "2027-08-02")).toEqual([
      "production: Kubernetes 1.36 leaves standard support on 2027-08-02, in 0 days; then EKS upgrades it by itself, on a day that it chooses, and every plan would want it back",
    ]);
  });

  it("is no matter of other topologies", () => {
    const [environment] = resolveEnvironments(organization, [testing]);
    expect(environment && supportWarnings(environment, new Date("2029-01-01"))).toEqual([]);
  });
});

describe("what else has an end", () => {
  const warnings = (changes: Partial<EnvironmentInput>, today: string) =>
    resolveEnvironments(organization, [{ ...production, ...changes }]).flatMap((environment) =>
      supportWarnings(environment, new Date(today)).filter((warning) => !warning.includes("Kubernetes")),
    );

  it("is the series of MySQL", () => {
    expect(warnings({}, "2029-05-01")).toEqual([]);
    expect(warnings({}, "2029-05-02")).toEqual([
      "production: MySQL 8.4 on RDS leaves standard support on 2029-07-31, in 90 days; then RDS upgrades it by force; try the next series on staging and set database.engineVersion to it",
    ]);
  });

  it("is a release of Elasticsearch that ends on a day, and not one that ends with another", () => {
    const version = "8.19.20";
    expect(warnings({ logging: { engine: "elastic", version } }, "2027-07-16")).toEqual([
      "production: Elasticsearch 8.19.20 left standard support on 2027-07-15; then it gets no fixes; set logging.version to 9.5.2",
    ]);
    expect(warnings({}, "2027-07-16")).toEqual([]);
  });
});

it("no rule, default or fact looks at the clock or at the surroundings", () => {
  const root = path.join(__dirname, "../..");
  const sources = ["environments", "packages/aws-facts/src", "packages/subnet-plan/src"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(root, folder, file)),
  );
  expect(sources.length).toBeGreaterThan(20);
  const impure = sources.filter((file) =>
    /Date\.now|new Date\(|Math\.random|process\./.test(readFileSync(file, "utf8")),
  );
  expect(impure).toEqual([]);
});
