import { CustomObjects, type KubernetesObject } from "../../../constructs/helm/custom-objects";
import { exampleStack } from "../../helpers/stack";
import { resourcesOf } from "../../helpers/template";

const issuer: KubernetesObject = {
  apiVersion: "cert-manager.io/v1",
  kind: "ClusterIssuer",
  metadata: { name: "internal" },
  spec: { ca: { secretName: "authority" } },
};

describe("objects of kinds that a chart brings", () => {
  it("are a release of a chart of this project, which knows no kind before the cluster does", () => {
    const stack = exampleStack();
    const { resource } = new CustomObjects(stack, "issuers", {
      name: "issuers",
      namespace: "cert-manager",
      objects: [issuer],
    });
    const { issuers } = resourcesOf(stack, "helm_release");
    expect(issuers).toMatchObject({ chart: "./assets/objects", name: "issuers", namespace: "cert-manager" });
    expect(issuers).not.toHaveProperty("repository");
    expect(issuers).not.toHaveProperty("version");
    expect(resource).toBeDefined();
  });

  it("stand in the HCL as a manifest would have them", () => {
    const stack = exampleStack();
    new CustomObjects(stack, "issuers", { name: "issuers", namespace: "cert-manager", objects: [issuer] });
    const text = String(resourcesOf(stack, "helm_release").issuers?.values);
    for (const expected of ['"kind" = "ClusterIssuer"', '"secretName" = "authority"']) expect(text).toContain(expected);
  });

  it("come after what brings their kinds", () => {
    const stack = exampleStack();
    const first = new CustomObjects(stack, "first", { name: "first", namespace: "default", objects: [issuer] });
    new CustomObjects(stack, "second", {
      name: "second",
      namespace: "default",
      objects: [issuer],
      after: [first.resource],
    });
    expect(resourcesOf(stack, "helm_release").second?.depends_on).toEqual(["helm_release.first"]);
  });
});
