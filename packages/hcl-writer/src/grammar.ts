import type { Reading } from "./value";

/** What one name inside a block is: an argument, read in one way or field by field, or a block. */
export type Slot = Reading | FieldsSlot | BlockSlot;

/** An argument whose value is an object of fields that are read differently. */
interface FieldsSlot {
  readonly kind: "fields";
  readonly fields: Readonly<Record<string, Reading>>;
}

export interface BlockSlot {
  /** `attribute`: an argument that may be written as blocks, as lists of objects may be. */
  readonly kind: "block" | "attribute";
  readonly labels: 0 | 1 | 2;
  /** @param label the first one, or "" where there is none */
  bodyOf(label: string): Grammar;
}

export interface Grammar {
  /** Undefined for a name that the grammar does not know. */
  slot(name: string): Slot | undefined;
  /** Unknown names are nothing to warn of, since the whole type is unknown. */
  readonly guesses?: boolean;
  /** A null says no more than an absent name. */
  readonly omitsNull?: boolean;
  /** Place of an argument in a block that is ordered by importance: lower ones stand first. */
  rank?(name: string): number;
  /** Names that stand before, and behind, all others. */
  readonly first?: readonly string[];
  readonly last?: readonly string[];
}

/** Blocks without a label, or with `labels` of them. */
export function block(body: Grammar, labels: 0 | 1 = 0): BlockSlot {
  return { kind: "block", labels, bodyOf: () => body };
}

/** A fixed table of names, by importance. @param others what every other name is; default: unknown */
export function table(slots: Readonly<Record<string, Slot>>, others?: Slot): Grammar {
  const names = Object.keys(slots);
  return {
    slot: (name) => (Object.hasOwn(slots, name) ? slots[name] : others),
    rank: (name) => (Object.hasOwn(slots, name) ? names.indexOf(name) : names.length),
  };
}
