import { UNKNOWN, type Values } from "../../provider/value";
import { number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Refusal, Rule } from "../rule";

const ERRORS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html";
const QUOTAS = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";
const documented = { source: ERRORS, standing: "documented" } as const;
const inUse = { ...documented, keeps: "DependencyViolation", missing: "InvalidGroup.NotFound" } as const;

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
const RULES = [INGRESS, EGRESS];

/** Rules of one direction in a group, unless a higher quota was asked for. */
const RULES_PER_GROUP = 60;

const GROUP = ["aws_security_group", "aws_default_security_group"];

export const securityGroupReferences: readonly Reference[] = [
  { type: "aws_security_group", attribute: "vpc_id", to: ["aws_vpc"], ...inUse, missing: "InvalidVpcID.NotFound" },
  ...RULES.flatMap((type): Reference[] => [
    // A group takes its own rules with it, and not those of others that name it.
    { type, attribute: "security_group_id", to: GROUP, ...documented, missing: "InvalidGroup.NotFound" },
    { type, attribute: "referenced_security_group_id", to: GROUP, ...inUse },
  ]),
  ...[
    ["aws_instance", "vpc_security_group_ids"],
    ["aws_lb", "security_groups"],
    ["aws_db_instance", "vpc_security_group_ids"],
    ["aws_db_proxy", "vpc_security_group_ids"],
    ["aws_elasticache_replication_group", "security_group_ids"],
    ["aws_eks_cluster", "vpc_config.security_group_ids"],
    ["aws_network_interface", "security_groups"],
    ["aws_lambda_function", "vpc_config.security_group_ids"],
  ].map(([type = "", attribute = ""]): Reference => ({ type, attribute, to: GROUP, ...inUse })),
];

const SOURCES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];
const PARTS = [...SOURCES, "ip_protocol", "from_port", "to_port"];

export const securityGroupRules: readonly Rule[] = [
  {
    name: "group-name-form",
    types: ["aws_security_group"],
    says: "Its name does not begin with sg-, is not default, and has up to 255 characters of a small set.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
    standing: "documented",
    on: "values",
    check: ({ values }) =>
      ["name", "description"].flatMap((attribute): Refusal[] => {
        const value = text(values, attribute);
        if (value === undefined) return [];
        const code = "InvalidParameterValue";
        if (attribute === "name" && /^(sg-|default$)/.test(value)) {
          return [
            { attribute, code, message: `"${value}" is reserved: a name may neither begin with sg- nor be default.` },
          ];
        }
        if (/^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/.test(value)) return [];
        return [
          {
            attribute,
            code,
            message: `"${value}": up to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* are allowed.`,
          },
        ];
      }),
  },
  {
    name: "group-name-once",
    types: ["aws_security_group"],
    says: "Its name is unique in its VPC.",
    ...documented,
    on: "world",
    check: ({ values, key }, platform) => {
      const name = text(values, "name");
      if (name === undefined) return undefined;
      const vpc = text(values, "vpc_id");
      const other = platform
        .where("aws_security_group", "name", name)
        .find((group) => group.key !== key && text(group.attributes, "vpc_id") === vpc);
      if (!other) return undefined;
      return {
        attribute: "name",
        code: "InvalidGroup.Duplicate",
        message: `The security group '${name}' already exists for VPC '${vpc}': ${text(other.attributes, "id")}.`,
      };
    },
  },
  {
    name: "rule-has-one-source",
    types: RULES,
    says: "It names exactly one range, prefix list or group.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const given = SOURCES.filter((name) => (values[name] ?? null) !== null);
      if (given.length === 1) return undefined;
      return {
        attribute: given[0],
        code: "InvalidParameterCombination",
        message: `${given.length === 0 ? "None" : given.join(" and ")} given; choose exactly one of ${SOURCES.join(", ")}.`,
      };
    },
  },
  {
    name: "rule-ports",
    types: RULES,
    says: "Ports are from 0 to 65535, the first not above the last, and are not given for all protocols.",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html",
    standing: "documented",
    on: "values",
    check: ({ values }) => ports(values),
  },
  {
    name: "rule-once",
    types: RULES,
    says: "A group has no two rules that say the same.",
    ...documented,
    on: "world",
    check: ({ values, key, type }, platform) => {
      const group = text(values, "security_group_id");
      if (group === undefined) return undefined;
      const rules = platform.where(type, "security_group_id", group).filter((rule) => rule.key !== key);
      if (rules.some(({ attributes }) => PARTS.every((part) => same(attributes, values, part)))) {
        return {
          code: "InvalidPermission.Duplicate",
          message: `The specified rule already exists in ${group}: ${PARTS.flatMap((part) => texts(values, part)).join(", ")}.`,
        };
      }
      if (rules.length < RULES_PER_GROUP) return undefined;
      return {
        code: "RulesPerSecurityGroupLimitExceeded",
        message: `${group} has ${rules.length} rules of this direction already, and the quota is ${RULES_PER_GROUP} (${QUOTAS}). Use a prefix list, or another group.`,
      };
    },
  },
];

function ports(values: Values): Refusal[] {
  const [from, to] = [number(values, "from_port"), number(values, "to_port")];
  const protocol = text(values, "ip_protocol");
  const code = "InvalidParameterValue";
  if (protocol === "-1" || protocol === "all") {
    // The provider takes 0 for none.
    if (!from && !to) return [];
    return [
      {
        attribute: "from_port",
        code,
        message: `ip_protocol ${protocol} means every port; leave out from_port and to_port.`,
      },
    ];
  }
  if (protocol?.startsWith("icmp") || values.from_port === UNKNOWN || values.to_port === UNKNOWN) return [];
  if (protocol === "tcp" || protocol === "udp") {
    const missing = (["from_port", "to_port"] as const).filter((name) => number(values, name) === undefined);
    if (missing.length > 0)
      return missing.map((attribute) => ({
        attribute,
        code,
        message: `${attribute} is missing; ${protocol} has ports from 0 to 65535.`,
      }));
  }
  const wrong = (["from_port", "to_port"] as const).filter((name) => {
    const port = number(values, name);
    return port !== undefined && (port < 0 || port > 65535);
  });
  if (wrong.length > 0)
    return wrong.map((attribute) => ({
      attribute,
      code,
      message: `${attribute} ${number(values, attribute)} is no port; ports are from 0 to 65535.`,
    }));
  if (from === undefined || to === undefined || from <= to) return [];
  return [
    {
      attribute: "from_port",
      code,
      message: `Invalid TCP/UDP port range ${from} to ${to}: the first must not be above the last.`,
    },
  ];
}

function same(a: Values, b: Values, part: string): boolean {
  const [one, other] = [a[part] ?? null, b[part] ?? null];
  return one === other;
}
