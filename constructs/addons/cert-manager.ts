import {
  fromControlPlane,
  TO_ANY_NAME_SERVER,
  TO_ANYBODY_BY_HTTPS,
  TO_POD_IDENTITY,
  toKubernetesApi,
} from "../cluster/traffic";
import { CHARTS } from "../helm/catalogue";
import type { KubernetesObject } from "../helm/custom-objects";
import { type AddOn, type ClusterFacts, ON_SYSTEM_NODES } from "./add-on";
import { fromPrometheus } from "./monitored";

/** A zone whose records prove that a name is ours, and who hears of certificates in it. */
export interface PublicZone {
  readonly id: string;
  readonly contact: string;
}

const ID = "cert-manager";
const PORT = { webhook: 10250, metrics: 9402 };

/** Of the issuer inside the cluster, by which others find it. */
export const INTERNAL_ISSUER = "internal";

/** Ten years: its certificate is not renewed by hand in a hurry, and its key never leaves the cluster. */
const AUTHORITY_LIFETIME = "87600h";

/**
 * Certificates inside the cluster, and of Let's Encrypt where a public zone is given. Those of load balancers come from
 * ACM. Source: https://cert-manager.io/docs/
 */
export function certManager({ partition, vpcCidr }: ClusterFacts, zone: PublicZone | undefined): AddOn {
  const twice = {
    replicaCount: 2,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    tolerations: ON_SYSTEM_NODES,
  };
  return {
    id: ID,
    chart: CHARTS.certManager,
    namespace: ID,
    identity: zone && {
      serviceAccount: ID,
      // https://cert-manager.io/docs/configuration/acme/dns01/route53/
      statements: [
        { sid: "WaitForChanges", actions: ["route53:GetChange"], resources: [`arn:${partition}:route53:::change/*`] },
        {
          sid: "ProveNames",
          actions: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"],
          resources: [`arn:${partition}:route53:::hostedzone/${zone.id}`],
          condition: [
            {
              test: "ForAllValues:StringEquals",
              variable: "route53:ChangeResourceRecordSetsRecordTypes",
              values: ["TXT"],
            },
          ],
        },
      ],
    },
    values: {
      // Off unless asked for; kept when the release goes, since certificates go with them.
      crds: { enabled: true, keep: true },
      ...twice,
      webhook: twice,
      cainjector: twice,
      startupapicheck: { tolerations: ON_SYSTEM_NODES },
    },
    traffic: {
      from: [fromControlPlane(vpcCidr, PORT.webhook), fromPrometheus(PORT.metrics)],
      // It asks Route 53 to write a record, looks whether the world sees it, and tells Let's Encrypt.
      to: [toKubernetesApi(vpcCidr), ...(zone ? [TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY, TO_ANY_NAME_SERVER] : [])],
    },
  };
}

/** Who signs: an authority of the cluster's own for what talks inside it, Let's Encrypt for names in the public zone. */
export function issuers({ region }: ClusterFacts, zone: PublicZone | undefined): AddOn {
  const authority = {
    ...object("Certificate", "internal-authority", {
      isCA: true,
      commonName: "internal authority",
      secretName: "internal-authority",
      duration: AUTHORITY_LIFETIME,
      privateKey: { algorithm: "ECDSA", size: 256 },
      issuerRef: { kind: "ClusterIssuer", name: "self-signed" },
    }),
    // Where an issuer of the whole cluster looks for its secrets.
    metadata: { name: "internal-authority", namespace: ID },
  };
  return {
    id: "issuers",
    namespace: ID,
    needs: [ID],
    objects: [
      object("ClusterIssuer", "self-signed", { selfSigned: {} }),
      authority,
      object("ClusterIssuer", INTERNAL_ISSUER, { ca: { secretName: "internal-authority" } }),
      ...(zone ? [letsEncrypt(region, zone)] : []),
    ],
  };
}

function letsEncrypt(region: string, { id: hostedZoneID, contact: email }: PublicZone): KubernetesObject {
  return object("ClusterIssuer", "letsencrypt", {
    acme: {
      server: "https://acme-v02.api.letsencrypt.org/directory",
      email,
      privateKeySecretRef: { name: "letsencrypt-account" },
      solvers: [{ dns01: { route53: { region, hostedZoneID } } }],
    },
  });
}

function object(kind: string, name: string, spec: KubernetesObject["metadata"][string]): KubernetesObject {
  return { apiVersion: "cert-manager.io/v1", kind, metadata: { name }, spec };
}
