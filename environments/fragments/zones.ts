import { region } from "aws-facts";
import { z } from "zod";
import { list, text, whole } from "../validation/values";

/** How many availability zones, or which. */
export const zones = z.union([whole(1, 6), list(text("a zone letter", /^[a-h]$/), "a list of zone letters", 1)], {
  error: 'a number of zones from 1 to 6, or a list of zone letters such as ["a", "c"]',
});

/** Letters of zones; a number takes the first ones of the region. Reports zones that the region does not have. */
export function resolveZones(
  written: z.output<typeof zones>,
  regionName: string,
  report: (message: string) => void,
): readonly string[] {
  const known = region(regionName);
  // An unknown region is reported by its own rule; any letters let the others go on.
  const there = known?.zones ?? ["a", "b", "c", "d", "e", "f"];
  const inRegion = `${regionName} has ${there.length} (${there.join(", ")})`;
  if (typeof written === "number") {
    if (written > there.length) {
      report(`${written} zones asked, but ${inRegion}; lower it or choose another region`);
    }
    return there.slice(0, written);
  }
  const missing = written.filter((letter) => !there.includes(letter));
  if (missing.length > 0 && known) report(`${missing.join(", ")} asked, but ${inRegion}; name some of these`);
  return [...written].sort();
}
