import type { Change, Platform, Refusal, Rule } from "./rule";

/** A refusal and the rule it comes from. */
export interface Found extends Refusal {
  readonly rule: Rule;
}

/** Rules, found by the type and the kind of change they are for. */
export class Rulebook {
  private readonly byTypeAndKind = new Map<string, Rule[]>();
  private readonly complete = new Map<string, readonly Rule[]>();

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
      this.rulesFor(change.type, kind).flatMap((rule) => {
        const found = rule.check(change, platform);
        if (!found) return [];
        return listOf(found).map((refusal) => ({ ...refusal, rule }));
      }),
    );
  }

  /** Those of the type, and those of every type, which are under `*`. */
  private rulesFor(type: string, kind: Rule["on"]): readonly Rule[] {
    const key = `${type} ${kind}`;
    const own = this.complete.get(key);
    if (own) return own;
    const found = [...(this.byTypeAndKind.get(key) ?? []), ...(this.byTypeAndKind.get(`* ${kind}`) ?? [])];
    this.complete.set(key, found);
    return found;
  }
}

function listOf(found: Refusal | readonly Refusal[]): readonly Refusal[] {
  return "code" in found ? [found] : found;
}
