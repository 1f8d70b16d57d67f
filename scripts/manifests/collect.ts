import fs from "node:fs";
import path from "node:path";
import { committedSchemas, type Schema } from "provider-schemas";
import type { InfrastructureApp } from "../../constructs/core/app";
import { assembleStack } from "../../constructs/core/assemble";
import type { KubernetesObject } from "../../constructs/helm/custom-objects";
import type { Values } from "../../constructs/helm/helm-release";
import { kubernetesObject } from "./kubernetes-object";

/** One object that a stack creates. */
export interface Manifest {
  /** Of the resource that creates it. */
  readonly address: string;
  readonly object: KubernetesObject;
}

/** A release of a chart that a stack creates. */
export interface Release {
  readonly address: string;
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly values: Values;
}

/** What one stack creates in the cluster. */
export interface StackManifests {
  readonly stack: string;
  readonly manifests: readonly Manifest[];
  readonly releases: readonly Release[];
}

/** As constructs/helm/custom-objects.ts releases them. */
const OBJECTS_CHART = "./assets/objects";

/** Kinds of charts that belong to no namespace; most of them have a name that says so. */
const CLUSTER_WIDE = /^(Cluster.*|.*Class|NodePool)$/;

/** The part of a state file (format version 4) that is read here. */
interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly attributes: Attributes }[];
  }[];
}

type Attributes = Readonly<Record<string, unknown>>;
type Sections = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Attributes>>>>>>;

/**
 * Everything that the stacks of an app create in a cluster, as terraform has evaluated it.
 * @param states folder with one state for each stack, `<stack>.tfstate`
 */
export function collectManifests(app: InfrastructureApp, states: string): readonly StackManifests[] {
  const schemas: Readonly<Record<string, Schema>> = Object.assign(
    {},
    ...Object.values(committedSchemas().provider_schemas).map((provider) => provider.resource_schemas),
  );
  return app.stacks.flatMap((stack) => {
    const configuration = assembleStack(stack).json as Sections;
    const manifests: Manifest[] = [];
    const releases: Release[] = [];
    for (const { address, type, name, attributes } of resourcesIn(path.join(states, `${stack.node.id}.tfstate`))) {
      if (type === "helm_release") {
        const release = releaseOf(address, attributes);
        if (release.chart === OBJECTS_CHART) manifests.push(...objectsOf(release));
        else releases.push(release);
      } else if (type.startsWith("kubernetes_")) {
        const schema = schemas[type]?.block ?? {};
        const configured = configuration.resource?.[type]?.[name] ?? {};
        manifests.push({ address, object: kubernetesObject({ type, schema, configured, attributes }) });
      }
    }
    return manifests.length + releases.length > 0 ? [{ stack: stack.node.id, manifests, releases }] : [];
  });
}

function resourcesIn(file: string) {
  const state: StateFile = JSON.parse(fs.readFileSync(file, "utf8"));
  return state.resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: index, attributes }) => {
        const address = `${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
        return { address, type, name, attributes };
      }),
    );
}

function releaseOf(address: string, attributes: Attributes): Release {
  const text = (name: string) => String(attributes[name] ?? "");
  const documents: readonly string[] = Array.isArray(attributes.values) ? attributes.values : [];
  return {
    address,
    name: text("name"),
    namespace: text("namespace"),
    chart: text("chart"),
    repository: text("repository"),
    version: text("version"),
    values: Object.assign({}, ...documents.map((document) => JSON.parse(document))),
  };
}

/** Helm puts objects that name no namespace into that of the release. */
function objectsOf({ address, namespace, values }: Release): Manifest[] {
  const objects = Array.isArray(values.objects) ? values.objects : [];
  return objects.map((object: KubernetesObject) => ({
    address,
    object: CLUSTER_WIDE.test(object.kind) ? object : { ...object, metadata: { namespace, ...object.metadata } },
  }));
}
