import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { writeManifests } from "../../../scripts/manifests/write";
import { temporaryFolder } from "../../helpers/stack";
import { type Applied, applied, KUBERNETES } from "./environments";
import { kindsOf, render, withoutKinds } from "./helm";

/** `describe` where there is a cluster to ask, which gets namespaces and kinds and is best thrown away afterwards. */
const { KUBECONFIG, CHARTS_DIR } = process.env;
const describeWithCluster = KUBECONFIG ? describe : describe.skip;

const VALIDATE = ["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict"];

/**
 * Kinds that EKS brings, and no chart:
 * https://docs.aws.amazon.com/eks/latest/userguide/csi-snapshot-controller.html
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
const OF_EKS = ["NodeClass", "VolumeSnapshotClass"];

describeWithCluster.each(KUBERNETES)("an API server that is asked to create what %s does", (_name, environment) => {
  const kubernetes = environment.topology.kind === "kubernetes" ? `${environment.topology.version}.0` : "";
  const out = temporaryFolder();
  const files = new Map<string, string>();
  let result: Applied;
  const objects = () => result.stacks.flatMap(({ manifests }) => manifests.map(({ object }) => object));

  beforeAll(async () => {
    result = await applied(environment);
    writeManifests(result.stacks, out);
    for (const file of fs.readdirSync(out, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".yaml") || path.basename(file).startsWith("values-")) continue;
      files.set(file, fs.readFileSync(path.join(out, file), "utf8"));
    }
  });

  it("takes the namespaces", () => {
    for (const object of objects()) {
      if (object.kind === "Namespace") expect(kubectl(["apply", "--server-side"], stringify(object))).toBe("");
    }
  });

  it("takes the kinds that charts bring, where the charts are there", () => {
    for (const release of result.stacks.flatMap(({ releases }) => (CHARTS_DIR ? releases : []))) {
      const kinds = kindsOf(release, kubernetes);
      if (kinds === "") continue;
      expect(kubectl(["apply", "--server-side", "--force-conflicts"], kinds)).toBe("");
      expect(kubectl(["wait", "--for=condition=Established", "--timeout=60s"], kinds)).toBe("");
    }
  });

  it("takes every object, and knows each of its fields", () => {
    const answers = [...files].map(([file, text]) => ({ file, answer: kubectl(VALIDATE, text) }));
    const isUnknown = (answer: string) => /no matches for kind "(\w+)"/.test(answer);
    const unknown = new Set(answers.flatMap(({ answer }) => /no matches for kind "(\w+)"/.exec(answer)?.[1] ?? []));
    const refused = answers.filter(({ answer }) => answer !== "" && !isUnknown(answer));
    expect(refused.map(({ file, answer }) => `${file}: ${answer}`)).toEqual([]);
    if (CHARTS_DIR) expect([...unknown].filter((kind) => !OF_EKS.includes(kind))).toEqual([]);
    else console.warn(`not asked, since their charts are not there: ${[...unknown].sort().join(", ")}`);
    expect(answers.filter(({ answer }) => answer === "").length).toBeGreaterThan(0);
  });

  it("takes what charts make of our values, within the security that its namespaces ask of pods", () => {
    const refused = result.stacks
      .flatMap(({ releases }) => (CHARTS_DIR ? releases : []))
      .map((release) => {
        const { text } = render(release, kubernetes);
        return { release, answer: kubectl(VALIDATE, withoutKinds(text), loginIn(release.namespace)) };
      })
      .filter(({ answer }) => answer !== "");
    expect(refused.map(({ release, answer }) => `${release.chart}: ${answer}`)).toEqual([]);
  });

  it("would have refused a field that does not exist", () => {
    const [policy] = objects().filter(({ kind }) => kind === "NetworkPolicy");
    const wrong = stringify({ ...policy, spec: { podSelector: {}, egres: [] } });
    expect(kubectl(VALIDATE, wrong)).toContain("egres");
  });
});

/** Runs kubectl on manifests. @returns what it refuses and what it warns of, such as pods that may not run there */
function kubectl(args: readonly string[], manifests: string, config = KUBECONFIG): string {
  if (manifests === "") return "";
  const [command = "", ...options] = args;
  const { stderr } = run([command, "--filename=-", ...options], config, manifests);
  // It is of another version than the cluster.
  return stderr.replace(/^WARNING: version difference.*\n/gm, "").trim();
}

/** A login whose objects go into a namespace unless they say another; `--namespace` would refuse those. */
function loginIn(namespace: string): string {
  const file = path.join(temporaryFolder(), "config");
  fs.writeFileSync(file, run(["config", "view", "--raw", "--flatten"], KUBECONFIG).stdout);
  run(["config", "set-context", "--current", `--namespace=${namespace}`], file);
  return file;
}

function run(args: readonly string[], config: string | undefined, input = "") {
  const env = { ...process.env, KUBECONFIG: config };
  const { stdout, stderr, error } = spawnSync("kubectl", args, { env, input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  return { stdout, stderr };
}
