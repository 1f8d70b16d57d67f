import { resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { FILES, KINDS, withTopology } from "./inputs";

describe.each(FILES.map((file) => [file.name, file] as const))("%s", (_name, file) => {
  it.each(KINDS)("moves to topology %s by one line", (kind) => {
    const others = FILES.filter((other) => other !== file);
    const environments = resolveEnvironments(organization, [...others, withTopology(file, kind)]);
    const moved = environments.find(({ name }) => name === file.name);
    expect(moved?.topology.kind).toBe(kind);
    expect(moved?.network.zones.length).toBeGreaterThanOrEqual(kind === "single-node" ? 1 : 2);
  });
});

it("changes nothing but the topology, the zones that it needs, and where the database runs", () => {
  for (const file of FILES) {
    const [single] = resolveEnvironments(organization, [withTopology(file, "single-node")]);
    const [cluster] = resolveEnvironments(organization, [withTopology(file, "kubernetes")]);
    if (!single || !cluster) throw new Error("an environment is missing");
    const { topology: _one, database: beside, network: oneNetwork, ...one } = single;
    const { topology: _other, database: apart, network: otherNetwork, ...other } = cluster;
    expect([beside.kind, apart.kind]).toEqual(["container", "rds"]);
    expect(one).toEqual(other);
    expect({ ...oneNetwork, zones: [] }).toEqual({ ...otherNetwork, zones: [] });
  }
});
