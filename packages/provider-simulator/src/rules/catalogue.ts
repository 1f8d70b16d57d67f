import { endpointRules } from "./aws/endpoints";
import { networkReferences, networkRules } from "./aws/network";
import { referenceRules } from "./references";
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
    { title: "Networks", rules: [...networkReferences.flatMap(referenceRules), ...networkRules, ...endpointRules] },
  ];
}

/** Every rule of this package. */
export function rulebook(): Rulebook {
  return new Rulebook(families().flatMap(({ rules }) => rules));
}
