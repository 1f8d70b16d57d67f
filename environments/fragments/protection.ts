import type { z } from "zod";
import { type Fragment, rule } from "../validation/fragment";
import { flag, group } from "../validation/values";

const schema = group({
  /** Whether Terraform and AWS refuse to delete what holds data. */
  deletion: flag(),
});

export type Protection = z.output<typeof schema>;

export const protection: Fragment<Protection> = {
  key: "protection",
  schema,
  defaults: ({ class: kind }) => [
    {
      origin: `default for class ${kind}`,
      values: { deletion: kind === "production" || kind === "staging" },
    },
  ],
  resolve: (written) => written,
  rules: [
    rule(["class", "protection"], (environment, report) => {
      if (environment.class === "production" && !environment.protection.deletion) {
        report(
          "protection.deletion",
          "false is not allowed in class production (requirement 3.1.4); leave it out, or choose another class",
        );
      }
    }),
  ],
};
