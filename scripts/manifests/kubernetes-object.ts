import type { Block, NestedBlock } from "provider-schemas";
import type { KubernetesObject } from "../../constructs/helm/custom-objects";
import type { Values } from "../../constructs/helm/helm-release";

type Value = Values[string];
type Fields = Readonly<Record<string, unknown>>;

/** Groups of the kinds that the provider creates: https://kubernetes.io/docs/reference/kubernetes-api/ */
const API_VERSIONS: Readonly<Record<string, string>> = {
  ConfigMap: "v1",
  LimitRange: "v1",
  Namespace: "v1",
  PersistentVolumeClaim: "v1",
  ResourceQuota: "v1",
  Service: "v1",
  ServiceAccount: "v1",
  ClusterRole: "rbac.authorization.k8s.io/v1",
  ClusterRoleBinding: "rbac.authorization.k8s.io/v1",
  Role: "rbac.authorization.k8s.io/v1",
  RoleBinding: "rbac.authorization.k8s.io/v1",
  CronJob: "batch/v1",
  Job: "batch/v1",
  DaemonSet: "apps/v1",
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  Ingress: "networking.k8s.io/v1",
  NetworkPolicy: "networking.k8s.io/v1",
  PodDisruptionBudget: "policy/v1",
  PriorityClass: "scheduling.k8s.io/v1",
  StorageClass: "storage.k8s.io/v1",
};

/** Lists that Kubernetes, too, names by one of their items. */
const SINGULAR = /^(env|envFrom|from|to)$|s$|Execution$/;

/** Texts for the provider, numbers for Kubernetes where they are digits. */
const NUMBERS =
  /^(fs_group|max_surge|max_unavailable|min_available|port|run_as_(group|user)|target_port|toleration_seconds)$/;

/** Texts of octal digits for the provider. */
const MODES = /^(default_)?mode$/;

/** How the provider waits, which is no part of an object. */
const PROVIDER_ONLY = /^(id|timeouts|wait_.*)$/;

const RENAMED: Readonly<Record<string, string>> = { storage_provisioner: "provisioner" };

/** What the object of a resource is made from. */
export interface ProviderResource {
  /** Such as `kubernetes_network_policy_v1`. */
  readonly type: string;
  readonly schema: Block;
  /** The arguments in Terraform JSON: they tell what was given from what the platform adds. */
  readonly configured: Fields;
  /** The attributes in the state: they tell what the arguments came to. */
  readonly attributes: Fields;
}

/**
 * The Kubernetes object that a resource of the kubernetes provider stands for. The provider names fields in snake_case and
 * lists in the singular, and holds single objects as lists of one:
 * https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs
 */
export function kubernetesObject({ type, schema, configured, attributes }: ProviderResource): KubernetesObject {
  const kind = capital(camelCase(type.replace(/^kubernetes_|_v\d\w*$/g, "")));
  const apiVersion = API_VERSIONS[kind];
  if (apiVersion === undefined) {
    throw new Error(`${type}: its group is not known; add ${kind} to API_VERSIONS in scripts/manifests.`);
  }
  const { metadata, ...fields } = fieldsOf(schema, configured, attributes);
  if (!isNamed(metadata)) throw new Error(`${type}: has no name, which only the platform would choose; give it one.`);
  return { apiVersion, kind, metadata, ...fields };
}

function fieldsOf(block: Block, configured: Fields, attributes: Fields): Values {
  const fields = Object.keys(configured).flatMap((name): [string, Value][] => {
    const nested = block.block_types?.[name];
    const value = attributes[name];
    if (PROVIDER_ONLY.test(name) || value === undefined || value === null) return [];
    if (nested) return nestedFields(name, nested, configured[name], value);
    return block.attributes?.[name] ? [[RENAMED[name] ?? camelCase(name), converted(name, value)]] : [];
  });
  return Object.fromEntries(fields);
}

function nestedFields(name: string, { block, max_items, nesting_mode }: NestedBlock, given: unknown, value: unknown) {
  const shapes = listOf(given);
  // A set forgets which item was written where.
  const any = Object.assign({}, ...shapes);
  const items = listOf(value).map((item, index) =>
    fieldsOf(block, nesting_mode === "set" ? any : (shapes[index] ?? item), item),
  );
  const field = camelCase(name);
  if (max_items !== 1) return [[SINGULAR.test(field) ? field : plural(field), items] satisfies [string, Value]];
  return items.slice(0, 1).map((item): [string, Value] => [field, item]);
}

function converted(name: string, value: unknown): Value {
  if (typeof value === "string") {
    if (NUMBERS.test(name) && /^\d+$/.test(value)) return Number(value);
    return MODES.test(name) ? Number.parseInt(value, 8) : value;
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => converted(name, item));
  if (!isRecord(value)) return null;
  // Keys of maps are the user's own.
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, converted("", inner)]));
}

/** `pod_selector` -> `podSelector`; initials at the end stay as Kubernetes writes them: `cluster_ip` -> `clusterIP`. */
function camelCase(name: string): string {
  return name
    .replace(/_(ip|ipc|pid|url)(s?)$/, (_all, word: string, s: string) => `_${word.toUpperCase()}${s}`)
    .replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function plural(field: string): string {
  return field.endsWith("y") ? `${field.slice(0, -1)}ies` : `${field}s`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function listOf(value: unknown): Fields[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

function isNamed(value: Value | undefined): value is KubernetesObject["metadata"] {
  return isRecord(value) && typeof value.name === "string";
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
