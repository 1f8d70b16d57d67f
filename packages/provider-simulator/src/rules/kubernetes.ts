import { isValues, type Values } from "../provider/value";
import { isTrue, known, text } from "./access";
import { type Crds, missingKind } from "./custom-kinds";
import type { Platform, Refusal, Rule } from "./rule";

const OF_THE_CLUSTER = ["default", "kube-system", "kube-public", "kube-node-lease"];
const NAMES = "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/";
const LABELS = "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/";

/** Types of the provider whose objects live in a namespace. */
const NAMESPACED = [
  "config_map",
  "cron_job",
  "daemon_set",
  "deployment",
  "endpoints",
  "horizontal_pod_autoscaler_v2",
  "ingress",
  "job",
  "limit_range",
  "network_policy",
  "persistent_volume_claim",
  "pod",
  "pod_disruption_budget",
  "resource_quota",
  "role",
  "role_binding",
  "secret",
  "service",
  "service_account",
  "stateful_set",
].flatMap((kind) => (kind.endsWith("_v2") ? [`kubernetes_${kind}`] : [`kubernetes_${kind}_v1`, `kubernetes_${kind}`]));

const GLOBAL = [
  "namespace",
  "cluster_role",
  "cluster_role_binding",
  "storage_class",
  "priority_class",
  "persistent_volume",
].flatMap((kind) => [`kubernetes_${kind}_v1`, `kubernetes_${kind}`]);

const MOST_BYTES = 1_048_576;

/**
 * Rules of a cluster. A simulated world has one cluster for each account and region: objects of two clusters of one
 * world would see each other.
 * @param crds kinds that charts bring; without it, every kind may be used
 */
export function kubernetesRules(crds?: Crds): readonly Rule[] {
  return [
    {
      name: "namespace-exists",
      types: [...NAMESPACED, "kubernetes_manifest"],
      attributes: ["metadata.namespace"],
      says: "The namespace of an object exists.",
      source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
      standing: "documented",
      on: "world",
      check: ({ values, action }, platform) => {
        const namespace = text(objectOf(values), "metadata.namespace");
        if (
          action !== "create" ||
          namespace === undefined ||
          OF_THE_CLUSTER.includes(namespace) ||
          hasNamespace(namespace, platform)
        )
          return undefined;
        return {
          attribute: "metadata",
          code: `namespaces "${namespace}" not found`,
          message:
            "Create the namespace first; wait for it with depends_on, or take its name from the resource that makes it.",
        };
      },
    },
    {
      name: "object-name-form",
      types: [...NAMESPACED, ...GLOBAL],
      attributes: ["metadata.name"],
      says: "Its name has up to 253 lowercase letters, digits, dots and hyphens; of a namespace and a service, up to 63 and no dots.",
      source: NAMES,
      standing: "documented",
      on: "values",
      check: ({ values, type }) => {
        const name = text(values, "metadata.name");
        const short = /^kubernetes_(namespace|service)(_v1)?$/.test(type);
        const rbac = /role/.test(type);
        const form = short ? /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/ : /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
        const most = short ? 63 : 253;
        if (name === undefined || rbac || (form.test(name) && name.length <= most)) return undefined;
        return {
          attribute: "metadata",
          code: "Invalid value",
          message: `metadata.name: "${name}": up to ${most} lowercase letters, digits${short ? "" : ", dots"} and hyphens are allowed, a letter or digit at both ends.`,
        };
      },
    },
    {
      name: "object-once",
      types: [...NAMESPACED, ...GLOBAL],
      attributes: ["metadata.name"],
      says: "A namespace has one object of a kind and name.",
      source: NAMES,
      standing: "documented",
      on: "world",
      check: ({ values, type, key }, platform) => {
        const [name, namespace] = [text(values, "metadata.name"), text(values, "metadata.namespace")];
        const others = name === undefined ? [] : platform.where(type, "metadata.name", name);
        if (!others.some((it) => it.key !== key && text(it.attributes, "metadata.namespace") === namespace))
          return undefined;
        return {
          attribute: "metadata",
          code: "AlreadyExists",
          message: `${type.replace(/^kubernetes_/, "")} "${name}" already exists${namespace === undefined ? "" : ` in ${namespace}`}.`,
        };
      },
    },
    {
      name: "label-form",
      types: [...NAMESPACED, ...GLOBAL],
      attributes: ["metadata.labels"],
      says: "Labels have keys and values of up to 63 letters, digits and -_., with a letter or digit at both ends.",
      source: LABELS,
      standing: "documented",
      on: "values",
      check: ({ values }) =>
        known(values, "metadata.labels")
          .filter(isValues)
          .flatMap((labels) =>
            Object.entries(labels).flatMap(([label, value]) =>
              labelProblems(label, typeof value === "string" ? value : ""),
            ),
          ),
    },
    {
      name: "kind-exists",
      types: ["kubernetes_manifest"],
      attributes: ["manifest"],
      says: "The kind of a manifest is Kubernetes' own, or a chart that is released brings it, or Auto Mode.",
      source: "https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/",
      standing: "documented",
      on: "world",
      check: ({ values }, platform) => {
        const missing = crds && missingKind(crds, objectOf(values), platform);
        return missing && { ...missing, attribute: "manifest" };
      },
    },
    {
      name: "config-map-size",
      types: ["config_map", "secret"].flatMap((kind) => [`kubernetes_${kind}_v1`, `kubernetes_${kind}`]),
      attributes: ["data"],
      says: "What it holds is no larger than 1 MiB.",
      source: "https://kubernetes.io/docs/concepts/configuration/configmap/",
      standing: "documented",
      on: "values",
      check: ({ values }) => {
        const held = known(values, "data").filter(isValues).flatMap(Object.values);
        const bytes = held.reduce<number>((sum, it) => sum + (typeof it === "string" ? Buffer.byteLength(it) : 0), 0);
        if (bytes <= MOST_BYTES) return undefined;
        return {
          attribute: "data",
          code: "Too long",
          message: `data: it has ${bytes} bytes; up to ${MOST_BYTES} are allowed. Use several objects.`,
        };
      },
    },
    {
      name: "selector-matches",
      types: ["deployment", "stateful_set", "daemon_set"].flatMap((kind) => [
        `kubernetes_${kind}_v1`,
        `kubernetes_${kind}`,
      ]),
      attributes: ["spec.selector.match_labels"],
      says: "Its selector matches the labels of its pods.",
      source: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/",
      standing: "documented",
      on: "values",
      check: ({ values }) => {
        const [selector] = known(values, "spec.selector.match_labels").filter(isValues);
        const [labels] = known(values, "spec.template.metadata.labels").filter(isValues);
        if (!selector || !labels || Object.entries(selector).every(([name, value]) => labels[name] === value))
          return undefined;
        return { attribute: "spec", code: "Invalid value", message: "`selector` does not match template `labels`." };
      },
    },
  ];
}

/** What a manifest says, or the resource's own arguments. */
function objectOf(values: Values): Values {
  const { manifest } = values;
  if (Array.isArray(manifest) && isValues(manifest[1])) return manifest[1];
  return isValues(manifest) ? manifest : values;
}

function hasNamespace(name: string, platform: Platform): boolean {
  const own = ["kubernetes_namespace_v1", "kubernetes_namespace"].some(
    (type) => platform.where(type, "metadata.name", name).length > 0,
  );
  return (
    own ||
    platform.where("helm_release", "namespace", name).some(({ attributes }) => isTrue(attributes, "create_namespace"))
  );
}

function labelProblems(label: string, value: string): Refusal[] {
  const [name = "", prefix] = label.split("/").reverse();
  const form = /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;
  const refuse = (message: string): Refusal => ({
    attribute: "metadata",
    code: "Invalid value",
    message: `metadata.labels: ${message}`,
  });
  return [
    ...(form.test(name) && name.length <= 63 && (prefix === undefined || prefix.length <= 253)
      ? []
      : [refuse(`"${label}" is no key of a label.`)]),
    ...(value === "" || (form.test(value) && value.length <= 63)
      ? []
      : [
          refuse(
            `"${value}" of "${label}" has ${value.length} characters; up to 63 letters, digits and -_. are allowed, a letter or digit at both ends.`,
          ),
        ]),
  ];
}
