import type { Family } from "./catalogue";
import { type Coverage, checkedPaths, coverage } from "./published";
import type { Rule } from "./rule";

/**
 * The page that lists every rule with its source, and how much of each type is checked, in Markdown.
 * @param inUse resource types that a project uses: their share is told apart
 */
export function rulesPage(families: readonly Family[], inUse: readonly string[]): string {
  const all = families.flatMap(({ rules }) => rules);
  const count = (standing: Rule["standing"]) => all.filter((rule) => rule.standing === standing).length;
  return [
    "# Rules of the simulated platform",
    "",
    "Written by `npm run rules`; do not edit.",
    "",
    `${all.length} rules are written by hand: ${count("documented")} documented, ${count("observed")} observed, ${count("assumed")} assumed. ` +
      "A documented rule is in its source, an observed one was seen to happen there, an assumed one is general knowledge. " +
      "What AWS publishes of each type comes on top: [values, lengths, ranges and what replaces](#what-aws-publishes).",
    ...families.flatMap(({ title, rules }) => ["", `## ${title}`, "", ...ruleTable(rules)]),
    "",
    "## What AWS publishes",
    "",
    "From the specifications that the [table](src/rules/published/aws.json) names. An argument is checked when a value of it can be refused, by that table or by a rule above; of a described one it is known whether its change replaces.",
    "",
    shareOf("Of the types in use", inUse, all),
    shareOf(
      "Of all types of the table",
      coverage().map(({ type }) => type),
      all,
    ),
    "",
    ...coverageTable(inUse, all),
    "",
  ].join("\n");
}

function ruleTable(rules: readonly Rule[]): string[] {
  const rows = rules.map((rule) => [
    `\`${rule.name}\``,
    typesOf(rule),
    rule.says.replaceAll("|", "\\|"),
    ASKED[rule.on],
    `[${rule.standing}](${rule.source})`,
  ]);
  return table(["Rule", "Types", "What holds", "Asked", "Source"], rows);
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

function shareOf(name: string, types: readonly string[], rules: readonly Rule[]): string {
  const rows = types.flatMap((type) => coverageOf(type) ?? []);
  const configurable = rows.reduce((sum, row) => sum + row.configurable, 0);
  const described = rows.reduce((sum, row) => sum + row.described, 0);
  const checked = rows.reduce((sum, { type }) => sum + checkedOf(type, rules).size, 0);
  const percent = (part: number) => `${Math.round((100 * part) / Math.max(1, configurable))} %`;
  return `- ${name} (${rows.length} with published facts), ${checked} of ${configurable} arguments are checked (${percent(checked)}), ${described} described (${percent(described)}).`;
}

function coverageTable(types: readonly string[], rules: readonly Rule[]): string[] {
  const rows = types.map((type) => {
    const facts = coverageOf(type);
    const own = rules.filter((rule) => rule.types.includes(type)).length;
    if (!facts) return [`\`${type}\``, "", "", "", String(own), ""];
    const { cloudFormation = "", configurable, described, unmapped } = facts;
    const numbers = [String(checkedOf(type, rules).size), `${described} of ${configurable}`, String(own)];
    return [`\`${type}\``, cloudFormation, ...numbers, Object.keys(unmapped).join(", ")];
  });
  return table(["Type in use", "From", "Checked", "Described", "Rules", "Properties without an argument"], rows);
}

function coverageOf(type: string): Coverage | undefined {
  return coverage().find((row) => row.type === type);
}

function checkedOf(type: string, rules: readonly Rule[]): Set<string> {
  const own = rules.filter((rule) => rule.types.includes(type)).flatMap(({ attributes = [] }) => attributes);
  return new Set([...checkedPaths(type), ...own]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "-"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}
