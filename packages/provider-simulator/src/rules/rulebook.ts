import type { Change, Platform, Refusal, Rule } from "./rule";

/** A refusal and the rule it comes from. */
export interface Found extends Refusal {
  readonly rule: Rule;
}

/** Rules, found by the type and the kind of change they are for. */
export class Rulebook {
  private readonly byTypeAndKind = new Map<string, Rule[]>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      for (const type of rule.types) {
        const key = `${type} ${rule.on}`;
        this.byTypeAndKind.set(key, [...(this.byTypeAndKind.get(key) ?? []), rule]);
      }
    }
  }

  /** Why a change cannot be, by all rules of these kinds. */
  refusals(change: Change, kinds: readonly Rule["on"][], platform: Platform): Found[] {
    return kinds.flatMap((kind) =>
      (this.byTypeAndKind.get(`${change.type} ${kind}`) ?? []).flatMap((rule) => {
        const found = rule.check(change, platform);
        if (!found) return [];
        return listOf(found).map((refusal) => ({ ...refusal, rule }));
      }),
    );
  }
}

function listOf(found: Refusal | readonly Refusal[]): readonly Refusal[] {
  return "code" in found ? [found] : found;
}
