import { distance } from "fastest-levenshtein";

/**
 * What a misspelt name was probably meant to be: the candidates at the least edit distance, in their own order.
 * @param limit how many to name at most @default 3
 * @returns none when nothing is close (more than a third of the letters differ)
 */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const reach = Math.max(1, Math.ceil(name.length / 3));
  const ranked = [...candidates]
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= reach);
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked
    .filter(({ edits }) => edits === least)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
