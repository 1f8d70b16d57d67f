import fs from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { CHARTS } from "../../constructs/helm/catalogue";
import type { Manifest, Release, StackManifests } from "./collect";

/** Pulls every chart of the catalogue, for `helm template` and for the tests that render them. */
export const PULL_SCRIPT = "pull-charts.sh";

/**
 * Writes a folder for each stack: objects as `[<namespace>/]<kind>-<name>.yaml`, values of releases as
 * `values-<release>.yaml`. Folders of these stacks are written anew; nothing else in `out` is touched.
 * @throws when two objects of a stack are one and the same
 */
export function writeManifests(stacks: readonly StackManifests[], out: string): void {
  for (const { stack, manifests, releases } of stacks) {
    const folder = path.join(out, stack);
    fs.rmSync(folder, { recursive: true, force: true });
    for (const manifest of manifests) {
      const file = path.join(folder, fileOf(manifest));
      if (fs.existsSync(file)) throw new Error(`${stack}: ${manifest.address} is there twice, as ${fileOf(manifest)}.`);
      write(file, [`${manifest.address} of ${stack}. ${NOTE}`], manifest.object);
    }
    for (const release of releases)
      write(path.join(folder, `values-${release.name}.yaml`), header(release), release.values);
  }
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, PULL_SCRIPT), pullScript(), {
    mode: 0o755,
  });
}

const NOTE = "What AWS assigns, such as an ARN, is simulated.";

function fileOf({ object: { kind, metadata } }: Manifest): string {
  const { namespace } = metadata;
  const file = `${kind.toLowerCase()}-${metadata.name}.yaml`;
  return typeof namespace === "string" ? path.join(namespace, file) : file;
}

function header(release: Release): string[] {
  const { name, namespace, chart, repository, version } = release;
  return [
    `Values of the release ${name}: ${chart} ${version} of ${repository}. ${NOTE}`,
    `helm template ${name} ${source(release)} --version ${version} --namespace ${namespace} --values values-${name}.yaml`,
  ];
}

/** A chart as helm's commands name it. */
function source({ chart, repository }: Pick<Release, "chart" | "repository">): string {
  return repository.startsWith("oci://") ? `${repository}/${chart}` : `${chart} --repo ${repository}`;
}

function pullScript(): string {
  const pulls = Object.values(CHARTS).map(
    (chart) => `helm pull ${source(chart)} --version ${chart.version} --destination "$folder"`,
  );
  return [
    "#!/bin/sh",
    "# Fetches every chart at its version. usage: pull-charts.sh <folder>",
    "set -eu",
    `folder=\${1:?usage: ${PULL_SCRIPT} <folder>}`,
    'mkdir -p "$folder"',
    ...pulls,
    "",
  ].join("\n");
}

function write(file: string, comments: readonly string[], content: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Helm and kubectl read YAML 1.1, where an unquoted `on` is a flag.
  const yaml = stringify(content, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
  fs.writeFileSync(file, `${comments.map((comment) => `# ${comment}\n`).join("")}${yaml}`);
}
