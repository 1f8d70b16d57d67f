import type { KubernetesObject } from "../helm/custom-objects";

export interface LogCertificateProps {
  /** Of the certificate, and of the secret with `tls.crt`, `tls.key` and the authority's `ca.crt`. */
  readonly name: string;
  /** Issuer of the whole cluster, for what talks inside it. */
  readonly issuer: string;
  /** Of who takes logs. @default none, since it is for who sends them */
  readonly hosts?: readonly string[];
}

const ONE_YEAR = "8760h";
/** Pods read the new one when they start the next time, unless they notice it. */
const A_MONTH_BEFORE = "720h";

/** By which those who send logs and those who take them know each other. */
export function logCertificate({ name, issuer, hosts }: LogCertificateProps): KubernetesObject {
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name },
    spec: {
      commonName: name,
      secretName: name,
      duration: ONE_YEAR,
      renewBefore: A_MONTH_BEFORE,
      // Logstash reads keys in no other form.
      privateKey: { algorithm: "RSA", size: 2048, encoding: "PKCS8", rotationPolicy: "Always" },
      usages: ["digital signature", "key encipherment", hosts ? "server auth" : "client auth"],
      ...(hosts && { dnsNames: hosts }),
      issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: issuer },
    },
  };
}
