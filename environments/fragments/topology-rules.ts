import { EKS_VERSIONS, eksVersion } from "aws-facts";
import { rule } from "../validation/fragment";
import { clusterRules } from "./cluster-rules";
import { APPLICATION_SERVER, checkMachine, checkOffered, checkOneArchitecture, isDemanding } from "./hardware";
import type { Topology } from "./topology";

interface Machines {
  /** Path of the instance type or types. */
  readonly path: string;
  readonly types: readonly string[];
  readonly volumePath: string;
  readonly volumeGb: number;
}

function machinesOf(topology: Topology): Machines {
  if (topology.kind === "kubernetes") {
    const { instanceTypes, volumeGb } = topology.nodes;
    return {
      path: "topology.nodes.instanceTypes",
      types: instanceTypes,
      volumePath: "topology.nodes.volumeGb",
      volumeGb,
    };
  }
  const { instanceType: type, volumeGb } = topology;
  return { path: "topology.instanceType", types: [type], volumePath: "topology.volumeGb", volumeGb };
}

const machines = rule(["class", "region", "topology"], (environment, report) => {
  const { path, types, volumePath, volumeGb } = machinesOf(environment.topology);
  const floor = isDemanding(environment.class) ? APPLICATION_SERVER : undefined;
  for (const type of types) checkMachine({ path, type, region: environment.region }, floor, report);
  if (floor && volumeGb < floor.diskGb) {
    report(
      volumePath,
      `${volumeGb} GB is too small: ${floor.what} needs at least ${floor.diskGb} GB (requirement ${floor.requirement})`,
    );
  }
  checkOneArchitecture(path, types, report);
});

const recoveryMachines = rule(["recovery", "topology"], ({ recovery, topology }, report) => {
  if (recovery.region === undefined) return;
  const { path, types } = machinesOf(topology);
  for (const type of types) checkOffered({ path, type, region: recovery.region }, report);
});

const counts = rule(["class", "network", "topology"], (environment, report) => {
  const { topology, network } = environment;
  if (topology.kind === "single-node") return;
  const [path, { min, max }] =
    topology.kind === "kubernetes" ? ["topology.nodes", topology.nodes] : ["topology.instances", topology.instances];
  if (max < min) report(`${path}.max`, `${max} is below ${path}.min, which is ${min}; raise it to ${min} or more`);
  if (topology.kind === "high-availability" && min < 2) {
    report(`${path}.min`, `${min} is too few: high availability takes at least 2`);
  }
  const zones = network.zones.length;
  if (topology.kind === "kubernetes" && environment.class === "production" && min < zones) {
    report(`${path}.min`, `${min} is too few: class production keeps a node in each of its ${zones} zones`);
  }
});

const version = rule(["topology"], ({ topology }, report) => {
  if (topology.kind !== "kubernetes") return;
  const offered = EKS_VERSIONS.filter((known) => known.offered).map((known) => known.version);
  if (offered.includes(topology.version)) return;
  const known = eksVersion(topology.version);
  const what = known
    ? `${known.version} left standard support on ${known.standardSupportUntil}, and EKS upgrades it by itself`
    : `${topology.version} is no version of EKS that this project knows`;
  report("topology.version", `${what}; choose from ${offered.join(", ")}`);
});

export const topologyRules = [machines, recoveryMachines, counts, version, ...clusterRules];
