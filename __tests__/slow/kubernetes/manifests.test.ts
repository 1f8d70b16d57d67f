import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { writeManifests } from "../../../scripts/manifests/write";
import { temporaryFolder } from "../../helpers/stack";
import { describeWithTerraform } from "../../helpers/terraform";
import { type Applied, applied, KUBERNETES } from "./environments";

describeWithTerraform.each(KUBERNETES)("the manifests of %s", (_name, environment) => {
  const { name } = environment;
  const out = temporaryFolder();
  let result: Applied;
  beforeAll(async () => {
    result = await applied(environment);
    writeManifests(result.stacks, out);
  });
  const read = (file: string) => parse(fs.readFileSync(path.join(out, file), "utf8"));

  it("are one for each resource of the kubernetes provider, and the objects of charts", () => {
    const resources = fs
      .readdirSync(result.states)
      .filter((file) => file.endsWith(".tfstate"))
      .flatMap((file) => JSON.parse(fs.readFileSync(path.join(result.states, file), "utf8")).resources)
      .filter(({ type }) => type.startsWith("kubernetes_"));
    const objects = result.stacks.flatMap(({ manifests }) => manifests);
    const ours = objects.filter(({ address }) => address.startsWith("kubernetes_"));
    expect(ours.map(({ address }) => address).sort()).toEqual(
      resources.map((resource) => `${resource.type}.${resource.name}`).sort(),
    );
    expect(objects.length).toBeGreaterThan(ours.length);
  });

  it("are as Kubernetes writes them", () => {
    expect(read(`${name}-addons/${environment.organization.name}/networkpolicy-isolation.yaml`)).toEqual({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "isolation", namespace: environment.organization.name },
      spec: {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
              },
              { ipBlock: { cidr: "10.100.0.10/32" } },
              { ipBlock: { cidr: "172.20.0.10/32" } },
            ],
            ports: [
              { port: 53, protocol: "TCP" },
              { port: 53, protocol: "UDP" },
            ],
          },
        ],
      },
    });
    expect(read(`${name}-addons/storageclass-gp3.yaml`)).toMatchObject({
      kind: "StorageClass",
      provisioner: expect.stringMatching(/^ebs\.csi\./),
      allowVolumeExpansion: true,
    });
  });

  it("hold nothing that terraform has not evaluated", () => {
    const files = fs.readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
    const texts = files.map((file) => fs.readFileSync(path.join(out, file), "utf8"));
    expect(
      files.filter((_file, index) =>
        /TfToken|\$\{(aws_|data\.terraform_|kubernetes_|local\.|var\.)/.test(texts[index] ?? ""),
      ),
    ).toEqual([]);
  });
});
