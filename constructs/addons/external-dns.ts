import { TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY, toKubernetesApi } from "../cluster/traffic";
import { CHARTS } from "../helm/catalogue";
import { type AddOn, type ClusterFacts, ON_SYSTEM_NODES } from "./add-on";
import { fromPrometheus } from "./monitored";

const METRICS_PORT = 7979;

/**
 * Writes the records of Ingress and Service objects into hosted zones, and removes those that it wrote: a record beside
 * each says whose it is, so that what terraform or a person made stays. Alone, since two would undo each other's work.
 * Source: https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/
 * @param zoneIds of the zones that it may touch
 */
export function externalDns({ name, partition, vpcCidr }: ClusterFacts, zoneIds: readonly string[]): AddOn {
  const zones = zoneIds.map((id) => `arn:${partition}:route53:::hostedzone/${id}`);
  return {
    id: "external-dns",
    chart: CHARTS.externalDns,
    namespace: "external-dns",
    identity: {
      serviceAccount: "external-dns",
      statements: [
        { sid: "FindZones", actions: ["route53:ListHostedZones"], resources: ["*"] },
        {
          sid: "ReadZones",
          actions: ["route53:ListResourceRecordSets", "route53:ListTagsForResources"],
          resources: zones,
        },
        {
          sid: "WriteRecords",
          actions: ["route53:ChangeResourceRecordSets"],
          resources: zones,
          condition: [
            {
              test: "ForAllValues:StringEquals",
              variable: "route53:ChangeResourceRecordSetsRecordTypes",
              values: ["A", "AAAA", "CNAME", "TXT"],
            },
          ],
        },
      ],
    },
    values: {
      provider: { name: "aws" },
      policy: "sync",
      registry: "txt",
      txtOwnerId: name,
      sources: ["service", "ingress"],
      extraArgs: { "zone-id-filter": [...zoneIds] },
      serviceAccount: { name: "external-dns" },
      tolerations: ON_SYSTEM_NODES,
    },
    traffic: {
      from: [fromPrometheus(METRICS_PORT)],
      to: [toKubernetesApi(vpcCidr), TO_ANYBODY_BY_HTTPS, TO_POD_IDENTITY],
    },
  };
}
