import { backupRules } from "./aws/backup";
import { backupReferences } from "./aws/backup-references";
import { cacheRules } from "./aws/cache";
import { cacheLimitRules } from "./aws/cache-limits";
import { cacheReferences } from "./aws/cache-references";
import { cacheUserRules } from "./aws/cache-users";
import { computeReferences, computeRules } from "./aws/compute";
import { databaseReferences, databaseRules } from "./aws/database";
import { deletionRules } from "./aws/deletion";
import { edgeReferences, edgeRules } from "./aws/edge";
import { eksReferences, eksRules } from "./aws/eks";
import { encryptionReferences, encryptionRules } from "./aws/encryption";
import { endpointRules } from "./aws/endpoints";
import { iamReferences, iamRules } from "./aws/iam";
import { namingRules } from "./aws/naming";
import { networkReferences, networkRules } from "./aws/network";
import { parameterRules } from "./aws/parameters";
import { scheduleReferences, scheduleRules } from "./aws/schedule";
import { secretReferences, secretRules } from "./aws/secrets";
import { securityGroupReferences, securityGroupRules } from "./aws/security-group";
import { storageReferences, storageRules } from "./aws/storage";
import { targetReferences, targetRules } from "./aws/targets";
import { volumeRules } from "./aws/volumes";
import type { Crds } from "./custom-kinds";
import { type Chart, helmRules } from "./helm";
import { kubernetesRules } from "./kubernetes";
import { mysqlRules } from "./mysql";
import { publishedRules } from "./published";
import { type Reference, referenceRules } from "./references";
import type { Rule } from "./rule";
import { Rulebook } from "./rulebook";

/** Rules that belong together. */
export interface Family {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** What only the caller can know. */
export interface Knowledge {
  /** All charts that may be released. @default every chart may be */
  readonly charts?: readonly Chart[];
  /** Custom kinds that charts bring. @default every kind may be used */
  readonly crds?: Crds;
}

/** Every hand-written rule, in the order of the page that lists them. */
export function families({ charts, crds }: Knowledge = {}): readonly Family[] {
  return [
    family("Names and tags", namingRules),
    family("Networks", [...networkRules, ...endpointRules], networkReferences),
    family("Security groups", securityGroupRules, securityGroupReferences),
    family("Storage", storageRules, storageReferences),
    family("Encryption", encryptionRules, encryptionReferences),
    family("Identities and policies", iamRules, iamReferences),
    family("Databases", databaseRules, databaseReferences),
    family("Caches", [...cacheRules, ...cacheLimitRules, ...cacheUserRules], cacheReferences),
    family("Secrets and parameters", [...secretRules, ...parameterRules], secretReferences),
    family("Backups", backupRules, backupReferences),
    family("Schedules", scheduleRules, scheduleReferences),
    family("Instances and volumes", [...computeRules, ...volumeRules], computeReferences),
    family("EKS", eksRules, eksReferences),
    family(
      "Load balancers, certificates, names and the CDN",
      [...edgeRules, ...targetRules],
      [...edgeReferences, ...targetReferences],
    ),
    family("Deletion protection", deletionRules),
    family("Kubernetes", kubernetesRules(crds)),
    family("Helm", helmRules(charts, crds)),
    family("MySQL", mysqlRules),
  ];
}

function family(title: string, rules: readonly Rule[], references: readonly Reference[] = []): Family {
  return { title, rules: [...rules, ...references.flatMap(referenceRules)] };
}

/** Every rule of this package. */
export function rulebook(knowledge?: Knowledge): Rulebook {
  return new Rulebook([...publishedRules, ...families(knowledge).flatMap(({ rules }) => rules)]);
}
