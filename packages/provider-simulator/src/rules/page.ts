import type { Family } from "./catalogue";
import type { Rule } from "./rule";

/** The page that lists every hand-written rule with its source, in Markdown. */
export function rulesPage(families: readonly Family[]): string {
  const all = families.flatMap(({ rules }) => rules);
  const count = (standing: Rule["standing"]) => all.filter((rule) => rule.standing === standing).length;
  return [
    "# Rules of the simulated platform",
    "",
    "What the platform refuses besides what its published tables say. Written by `npm run rules`; do not edit.",
    "",
    `${all.length} rules: ${count("documented")} documented, ${count("observed")} observed, ${count("assumed")} assumed. ` +
      "A documented rule is in its source, an observed one was seen to happen there, an assumed one is general knowledge.",
    ...families.flatMap(({ title, rules }) => ["", `## ${title}`, "", ...table(rules)]),
    "",
  ].join("\n");
}

function table(rules: readonly Rule[]): string[] {
  const rows = rules.map((rule) => [
    `\`${rule.name}\``,
    typesOf(rule),
    cell(rule.says),
    ASKED[rule.on],
    `[${rule.standing}](${rule.source})`,
  ]);
  return [["Rule", "Types", "What holds", "Asked", "Source"], ["-", "-", "-", "-", "-"], ...rows].map(
    (row) => `| ${row.join(" | ")} |`,
  );
}

const ASKED: Readonly<Record<Rule["on"], string>> = {
  values: "at plan",
  world: "at apply",
  delete: "at deletion",
};

function typesOf({ types }: Rule): string {
  if (types.includes("*")) return "all";
  const shown = types.slice(0, 3).map((type) => `\`${type}\``);
  return types.length > 3 ? `${shown.join(", ")} and ${types.length - 3} more` : shown.join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
