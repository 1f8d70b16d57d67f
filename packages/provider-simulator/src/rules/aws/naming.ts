import { isValues } from "../../provider/value";
import { text } from "../access";
import type { Refusal, Rule } from "../rule";
import { type Unique, uniqueRule } from "./unique";

const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";

/** Most tags of one object, longest key, longest value. Source: the page on tags. */
const MOST = 50;
const KEY = 128;
const VALUE = 256;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const TAKEN: readonly Unique[] = [
  {
    type: "aws_cloudwatch_log_group",
    attribute: "name",
    within: "region",
    code: "ResourceAlreadyExistsException",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
    standing: "documented",
  },
  {
    type: "aws_sns_topic",
    attribute: "name",
    within: "region",
    // AWS answers with the existing topic: terraform would then manage it twice.
    code: "TopicAlreadyExists",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
    standing: "assumed",
  },
  {
    type: "aws_ssm_parameter",
    attribute: "name",
    within: "region",
    code: "ParameterAlreadyExists",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    standing: "documented",
  },
];

/** Days that a log group keeps its events; 0 keeps them for ever. */
const RETENTION = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const namingRules: readonly Rule[] = [
  ...TAKEN.map(uniqueRule),
  {
    name: "tags",
    types: ["*"],
    says: `At most ${MOST} tags, keys up to ${KEY} and values up to ${VALUE} characters, no key that begins with aws:.`,
    source: TAGS,
    standing: "documented",
    on: "values",
    check: ({ type, values }) => {
      if (!type.startsWith("aws_")) return undefined;
      const tags = isValues(values.tags_all) ? values.tags_all : values.tags;
      if (!isValues(tags)) return undefined;
      const entries = Object.entries(tags);
      const many: Refusal[] =
        entries.length > MOST ? [refused(`${entries.length} tags are too many; ${MOST} are allowed`)] : [];
      return [
        ...many,
        ...entries.flatMap(([key, value]) => tagProblems(key, typeof value === "string" ? value : "").map(refused)),
      ];
    },
  },
  {
    name: "log-retention",
    types: ["aws_cloudwatch_log_group"],
    says: "It keeps its events for one of a list of days.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const days = values.retention_in_days;
      if (typeof days !== "number" || RETENTION.includes(days)) return undefined;
      return {
        attribute: "retention_in_days",
        code: "InvalidParameterException",
        message: `retention_in_days is ${days}; it must be one of ${RETENTION.join(", ")} (0 keeps everything for ever).`,
      };
    },
  },
  {
    name: "log-group-name-form",
    types: ["aws_cloudwatch_log_group"],
    says: "Its name has letters, digits and ._-/# only, up to 512 of them, and does not begin with aws/.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const name = text(values, "name");
      if (name === undefined || (/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name) && !name.startsWith("aws/"))) return undefined;
      return {
        attribute: "name",
        code: "InvalidParameterException",
        message: `"${name}": up to 512 letters, digits and ._-/# are allowed, and aws/ at the beginning is not.`,
      };
    },
  },
];

function tagProblems(key: string, value: string): string[] {
  return [
    ...(/^aws:/i.test(key) ? [`key "${key}" begins with aws:, which AWS keeps for itself`] : []),
    ...(key.length === 0 || key.length > KEY
      ? [`key "${key}" has ${key.length} characters; it must have 1 to ${KEY}`]
      : []),
    ...(value.length > VALUE ? [`the value of "${key}" has ${value.length} characters; ${VALUE} are allowed`] : []),
    ...(CHARACTERS.test(key) && CHARACTERS.test(value)
      ? []
      : [`"${key}" = "${value}" has other characters than letters, digits, spaces and _.:/=+-@`]),
  ];
}

function refused(problem: string): Refusal {
  return { attribute: "tags", code: "InvalidParameterValue", message: `Tags: ${problem}.` };
}
