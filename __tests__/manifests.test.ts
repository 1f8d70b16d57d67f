import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { committedSchemas, type Schema } from "provider-schemas";
import { parse } from "yaml";
import { CHARTS } from "../constructs/helm/catalogue";
import type { Release, StackManifests } from "../scripts/manifests/collect";
import { kubernetesObject } from "../scripts/manifests/kubernetes-object";
import { writeManifests } from "../scripts/manifests/write";
import { runScript } from "./helpers/script";
import { temporaryFolder } from "./helpers/stack";

const schemas: Readonly<Record<string, Schema>> = Object.assign(
  {},
  ...Object.values(committedSchemas().provider_schemas).map((provider) => provider.resource_schemas),
);

describe("the Kubernetes object of a resource", () => {
  it("has fields and lists by Kubernetes' names, and single objects instead of lists of one", () => {
    const spec = {
      pod_selector: {},
      policy_types: ["Egress"],
      egress: [
        {
          to: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } } }],
          ports: [{ port: "53", protocol: "UDP" }],
        },
      ],
    };
    const object = kubernetesObject({
      type: "kubernetes_network_policy_v1",
      schema: schemaOf("kubernetes_network_policy_v1"),
      configured: { metadata: { name: "dns", namespace: "${kubernetes_namespace_v1.app.metadata[0].name}" }, spec },
      attributes: {
        id: "app/dns",
        metadata: [{ name: "dns", namespace: "app", uid: "0d4c", resource_version: "7", labels: null }],
        spec: [
          {
            pod_selector: [{ match_labels: null, match_expressions: [] }],
            policy_types: ["Egress"],
            ingress: [],
            egress: [
              {
                to: [
                  {
                    ip_block: [],
                    pod_selector: [],
                    namespace_selector: [
                      { match_labels: { "kubernetes.io/metadata.name": "kube-system" }, match_expressions: [] },
                    ],
                  },
                ],
                ports: [{ port: "53", protocol: "UDP", end_port: null }],
              },
            ],
          },
        ],
      },
    });
    expect(object).toEqual({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "dns", namespace: "app" },
      spec: {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
            ports: [{ port: 53, protocol: "UDP" }],
          },
        ],
      },
    });
  });

  it("keeps the keys of maps, and leaves out how the provider waits", () => {
    const schema: Schema["block"] = {
      attributes: { data: { type: ["map", "string"] }, wait_for_load_balancer: { type: "bool" } },
      block_types: { metadata: { nesting_mode: "list", max_items: 1, block: { attributes: { name: {} } } } },
    };
    const object = kubernetesObject({
      type: "kubernetes_config_map_v1",
      schema,
      configured: { metadata: { name: "files" }, data: "${local.files}", wait_for_load_balancer: true },
      attributes: {
        metadata: [{ name: "files" }],
        data: { "ca_of_rds.pem": "text", default_mode: "0400" },
        wait_for_load_balancer: true,
      },
    });
    const data = { "ca_of_rds.pem": "text", default_mode: "0400" };
    expect(object).toEqual({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "files" }, data });
  });

  it("knows which texts of the provider are numbers, and which lists are named in the singular", () => {
    const text = { type: "string" } as const;
    const list = (block: Schema["block"], max_items?: number) => ({ nesting_mode: "list", max_items, block }) as const;
    const container = {
      attributes: { name: text, image: text },
      block_types: {
        env: list({ attributes: { name: text, value: text } }),
        port: list({ attributes: { container_port: { type: "number" }, host_ip: text } }),
        security_context: list({ attributes: { run_as_user: text } }, 1),
      },
    } as const;
    const volume = { block_types: { secret: list({ attributes: { secret_name: text, default_mode: text } }, 1) } };
    const template = {
      block_types: { spec: list({ block_types: { container: list(container), volume: list(volume) } }, 1) },
    };
    const schema = {
      block_types: {
        metadata: list({ attributes: { name: text } }, 1),
        spec: list(
          { attributes: { backoff_limit: { type: "number" } }, block_types: { template: list(template, 1) } },
          1,
        ),
      },
    } as const;
    const configured = {
      metadata: { name: "migrate" },
      spec: {
        backoff_limit: 2,
        template: {
          spec: {
            container: [
              {
                name: "main",
                image: "dbmate",
                env: [{ name: "PORT", value: "3306" }],
                port: [{ container_port: 80, host_ip: "127.0.0.1" }],
                security_context: { run_as_user: "1000" },
              },
            ],
            volume: [{ secret: { secret_name: "login", default_mode: "0440" } }],
          },
        },
      },
    };
    const { spec, kind, apiVersion } = kubernetesObject({
      type: "kubernetes_job_v1",
      schema,
      configured,
      attributes: {
        metadata: [{ name: "migrate" }],
        spec: [
          {
            backoff_limit: 2,
            template: [
              {
                spec: [
                  {
                    container: [
                      {
                        name: "main",
                        image: "dbmate",
                        env: [{ name: "PORT", value: "3306" }],
                        port: [{ container_port: 80, host_ip: "127.0.0.1" }],
                        security_context: [{ run_as_user: "1000" }],
                      },
                    ],
                    volume: [{ secret: [{ secret_name: "login", default_mode: "0440" }] }],
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    expect({ kind, apiVersion }).toEqual({ kind: "Job", apiVersion: "batch/v1" });
    expect(spec).toEqual({
      backoffLimit: 2,
      template: {
        spec: {
          containers: [
            {
              name: "main",
              image: "dbmate",
              env: [{ name: "PORT", value: "3306" }],
              ports: [{ containerPort: 80, hostIP: "127.0.0.1" }],
              securityContext: { runAsUser: 1000 },
            },
          ],
          volumes: [{ secret: { secretName: "login", defaultMode: 0o440 } }],
        },
      },
    });
  });

  it("is refused for a kind whose group nobody has written down", () => {
    const resource = { type: "kubernetes_lease_v1", schema: {}, configured: {}, attributes: {} };
    expect(() => kubernetesObject(resource)).toThrow("kubernetes_lease_v1: its group is not known; add Lease to");
  });
});

describe("manifests as files", () => {
  const release: Release = {
    address: "helm_release.stack",
    name: "prometheus",
    namespace: "monitoring",
    chart: "kube-prometheus-stack",
    repository: "https://charts.example",
    version: "1.2.3",
    values: { answer: "yes", on: "0777", expression: "up == 0\nand on (job) absent(up)\n" },
  };
  const policy = (namespace: string) => ({
    address: `kubernetes_network_policy_v1.${namespace}`,
    object: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "isolation", namespace } },
  });
  const namespace = {
    address: "kubernetes_namespace_v1.monitoring",
    object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "monitoring" } },
  };
  const write = (stacks: readonly StackManifests[], out = temporaryFolder()) => {
    writeManifests(stacks, out);
    return { out, read: (file: string) => fs.readFileSync(path.join(out, file), "utf8") };
  };
  const stack = { stack: "staging-monitoring", manifests: [namespace, policy("a"), policy("b")], releases: [release] };

  it("lie in the folder of their stack and of their namespace", () => {
    const { out, read } = write([stack]);
    expect(fs.readdirSync(out, { recursive: true, encoding: "utf8" }).sort()).toEqual([
      "pull-charts.sh",
      "staging-monitoring",
      "staging-monitoring/a",
      "staging-monitoring/a/networkpolicy-isolation.yaml",
      "staging-monitoring/b",
      "staging-monitoring/b/networkpolicy-isolation.yaml",
      "staging-monitoring/namespace-monitoring.yaml",
      "staging-monitoring/values-prometheus.yaml",
    ]);
    const text = read("staging-monitoring/namespace-monitoring.yaml");
    expect(text).toMatch(/^# kubernetes_namespace_v1\.monitoring of staging-monitoring\./);
    expect(parse(text)).toEqual(namespace.object);
  });

  it("mean the same to the YAML 1.1 of helm and kubectl, where an unquoted yes is a flag", () => {
    const text = write([stack]).read("staging-monitoring/values-prometheus.yaml");
    expect(parse(text, { version: "1.1" })).toEqual(release.values);
    expect(text).toContain("expression: |\n");
  });

  it("say how a chart is rendered, also one of an OCI registry", () => {
    const oci = { ...release, name: "nodes", chart: "karpenter", repository: "oci://charts.example/karpenter" };
    const { read } = write([{ ...stack, releases: [release, oci] }]);
    expect(read("staging-monitoring/values-prometheus.yaml")).toContain(
      "# helm template prometheus kube-prometheus-stack --repo https://charts.example --version 1.2.3 --namespace monitoring --values values-prometheus.yaml\n",
    );
    expect(read("staging-monitoring/values-nodes.yaml")).toContain(
      "# helm template nodes oci://charts.example/karpenter/karpenter --version 1.2.3",
    );
  });

  it("come with a script that pulls every chart of the catalogue", () => {
    const [{ out }, tools] = [write([stack]), temporaryFolder()];
    fs.writeFileSync(path.join(tools, "helm"), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const folder = path.join(temporaryFolder(), "charts");
    const env = { PATH: `${tools}:${process.env.PATH}` };
    const { stdout } = spawnSync(path.join(out, "pull-charts.sh"), [folder], { encoding: "utf8", env });
    const pulled = stdout.trim().split("\n");
    const { certManager, karpenter } = CHARTS;
    expect(pulled).toHaveLength(Object.keys(CHARTS).length);
    expect(pulled).toContain(
      `pull cert-manager --repo ${certManager.repository} --version ${certManager.version} --destination ${folder}`,
    );
    expect(pulled).toContain(
      `pull ${karpenter.repository}/karpenter --version ${karpenter.version} --destination ${folder}`,
    );
    expect(fs.existsSync(folder)).toBe(true);
  });

  it("replace those that were there, and nothing else", () => {
    const { out } = write([stack]);
    fs.writeFileSync(path.join(out, "mine.txt"), "");
    write([{ ...stack, manifests: [namespace] }], out);
    expect(fs.readdirSync(out).sort()).toEqual(["mine.txt", "pull-charts.sh", "staging-monitoring"]);
    expect(fs.readdirSync(path.join(out, "staging-monitoring"))).toEqual([
      "namespace-monitoring.yaml",
      "values-prometheus.yaml",
    ]);
  });

  it("are refused when two resources make the same object", () => {
    expect(() => write([{ ...stack, manifests: [policy("a"), policy("a")] }])).toThrow(
      "kubernetes_network_policy_v1.a is there twice",
    );
  });
});

describe("npm run manifests", () => {
  it.each([[[]], [["staging", "--folder"]]])("explains itself when called with %j", (args) => {
    const { status, text } = runScript("scripts/manifests.ts", args);
    expect(text).toContain("Usage: npm run manifests -- <environment>");
    expect(text).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });

  it("says so where there is no cluster", () => {
    const { status, text } = runScript("scripts/manifests.ts", ["development"]);
    expect(text).toBe("development has no cluster: its topology is single-node.\n");
    expect(status).toBe(1);
  });
});

function schemaOf(type: string): Schema["block"] {
  return schemas[type]?.block ?? {};
}
