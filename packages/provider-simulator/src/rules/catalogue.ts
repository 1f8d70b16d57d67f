import { encryptionReferences, encryptionRules } from "./aws/encryption";
import { endpointRules } from "./aws/endpoints";
import { iamReferences, iamRules } from "./aws/iam";
import { namingRules } from "./aws/naming";
import { networkReferences, networkRules } from "./aws/network";
import { securityGroupReferences, securityGroupRules } from "./aws/security-group";
import { storageReferences, storageRules } from "./aws/storage";
import { publishedRules } from "./published";
import { type Reference, referenceRules } from "./references";
import type { Rule } from "./rule";
import { Rulebook } from "./rulebook";

/** Rules that belong together. */
export interface Family {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** Every hand-written rule, in the order of the page that lists them. */
export function families(): readonly Family[] {
  return [
    family("Names and tags", namingRules),
    family("Networks", [...networkRules, ...endpointRules], networkReferences),
    family("Security groups", securityGroupRules, securityGroupReferences),
    family("Storage", storageRules, storageReferences),
    family("Encryption", encryptionRules, encryptionReferences),
    family("Identities and policies", iamRules, iamReferences),
  ];
}

function family(title: string, rules: readonly Rule[], references: readonly Reference[] = []): Family {
  return { title, rules: [...rules, ...references.flatMap(referenceRules)] };
}

/** Every rule of this package. */
export function rulebook(): Rulebook {
  return new Rulebook([...publishedRules, ...families().flatMap(({ rules }) => rules)]);
}
