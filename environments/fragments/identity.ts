import { nearest, region, regionNames } from "aws-facts";
import { z } from "zod";
import { type Rule, rule } from "../validation/fragment";
import { choice, group, suggestion, text } from "../validation/values";

export const CLASSES = ["development", "testing", "staging", "production"] as const;

/** Sets the defaults of an environment and how strict its rules are. */
export type EnvironmentClass = (typeof CLASSES)[number];

/** Tags that every resource gets from its stack. */
const OWN_TAGS = ["Project", "Environment", "ManagedBy", "Stack", "Owner"];

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tags = z.record(
  text(
    "a tag name of at most 128 letters, digits and _ . : / = + - @, not starting with aws:",
    /^(?!aws:)[\p{L}\p{N}\s_.:/=+\-@]{1,128}$/iu,
  ),
  text("at most 256 letters, digits and _ . : / = + - @", /^[\p{L}\p{N}\s_.:/=+\-@]{0,256}$/u),
  { error: "an object of texts" },
);

export const identitySchema = group({
  /** Part of every name and id. */
  name: text("2 to 16 lower-case letters, digits and dashes, a letter first", /^[a-z][a-z0-9-]{0,14}[a-z0-9]$/),
  class: choice(CLASSES),
  account: text("12 digits", /^\d{12}$/),
  region: text("a region such as ap-southeast-1"),
  /** Beside those that every resource has: Project, Environment, ManagedBy, Stack, Owner. */
  tags: tags.refine((given) => !OWN_TAGS.some((own) => own in given), {
    error: `an object without ${OWN_TAGS.join(", ")}, which every resource has already`,
  }),
});

export type Identity = z.output<typeof identitySchema>;

export const identityRules: readonly Rule[] = [
  rule(["region"], (environment, report) => {
    if (region(environment.region)) return;
    const meant = suggestion(nearest(environment.region, regionNames()));
    report("region", `${environment.region} is no region of AWS that this project knows${meant}`);
  }),
];
