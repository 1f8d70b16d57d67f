import type { Values } from "../../provider/value";
import { blocks, known, number, text } from "../access";
import type { Reference } from "../references";
import type { Change, Refusal, Rule } from "../rule";
import { uniqueRule } from "./unique";
import { formRule, rangeRule } from "./values";

const API = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference";
const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/autoscaling/group.go";
const GROUP = "aws_autoscaling_group";
const TEMPLATE = "aws_launch_template";
const VALIDATION = "ValidationError";
const creation = { source: `${API}/API_CreateAutoScalingGroup.html`, standing: "documented" } as const;
const data = { source: `${EC2}/API_RequestLaunchTemplateData.html`, standing: "documented" } as const;
const template = { type: TEMPLATE, code: "InvalidParameterValue", ...data } as const;
const ofGroup = { attribute: "autoscaling_group_name", to: [GROUP], missing: VALIDATION } as const;

export const computeReferences: readonly Reference[] = [
  ...["launch_template.id", "launch_template.name"].map(
    (attribute): Reference => ({ type: GROUP, attribute, to: [TEMPLATE], missing: VALIDATION, ...creation }),
  ),
  ...["launch_template_id", "launch_template_name"].map(
    (name): Reference => ({
      type: GROUP,
      attribute: `mixed_instances_policy.launch_template.launch_template_specification.${name}`,
      to: [TEMPLATE],
      missing: VALIDATION,
      ...creation,
    }),
  ),
  { type: GROUP, attribute: "vpc_zone_identifier", to: ["aws_subnet"], missing: VALIDATION, ...creation },
  { type: GROUP, attribute: "target_group_arns", to: ["aws_lb_target_group"], missing: VALIDATION, ...creation },
  { type: "aws_autoscaling_policy", ...ofGroup, source: `${API}/API_PutScalingPolicy.html`, standing: "documented" },
  {
    type: "aws_autoscaling_lifecycle_hook",
    ...ofGroup,
    source: `${API}/API_PutLifecycleHook.html`,
    standing: "documented",
  },
  {
    type: "aws_autoscaling_attachment",
    ...ofGroup,
    source: `${API}/API_AttachLoadBalancerTargetGroups.html`,
    standing: "documented",
  },
  {
    type: "aws_autoscaling_attachment",
    attribute: "lb_target_group_arn",
    to: ["aws_lb_target_group"],
    missing: VALIDATION,
    source: `${API}/API_AttachLoadBalancerTargetGroups.html`,
    standing: "documented",
  },
  {
    type: TEMPLATE,
    attribute: "iam_instance_profile.name",
    to: ["aws_iam_instance_profile"],
    missing: "InvalidParameterValue",
    ...data,
    standing: "assumed",
  },
];

/** Most bytes of user data, before they are encoded. */
const USER_DATA = 16_384;
const DAY = 86_400;

/** Sizes of a group in their order; -1 of a scheduled action leaves one as it is. */
const SIZES = ["min_size", "desired_capacity", "max_size"] as const;

/** What a group is made of. */
const MADE_OF = ["launch_configuration", "launch_template", "mixed_instances_policy"] as const;

const isGiven = (values: Values, name: string) => known(values, name).some((value) => value !== "");

/** The sizes of this request, without those that stay: one that nobody gave is the platform's. */
function sizesOf({ values, prior }: Change): { name: string; size: number }[] {
  const all = SIZES.map((name) => ({ name, size: number(values, name) }));
  const isNew = !prior || all.some(({ name, size }) => size !== number(prior, name));
  return isNew ? all.flatMap(({ name, size }) => (size === undefined || size < 0 ? [] : [{ name, size }])) : [];
}

export const computeRules: readonly Rule[] = [
  uniqueRule({ type: GROUP, attribute: "name", within: "region", code: "AlreadyExists", ...creation }),
  uniqueRule({
    type: TEMPLATE,
    attribute: "name",
    within: "region",
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    source: `${EC2}/API_CreateLaunchTemplate.html`,
    standing: "assumed",
  }),
  formRule({
    ...template,
    attribute: "name",
    form: /^[\w().\-/]{3,128}$/,
    is: "3 to 128 letters, digits and ().-/_",
    source: `${EC2}/API_CreateLaunchTemplate.html`,
  }),
  rangeRule({ ...template, attribute: "metadata_options.http_put_response_hop_limit", from: 1, to: 64 }),
  ...(
    [
      ["health_check_grace_period", 0, 2_147_483_647],
      ["default_cooldown", 0, 2_147_483_647],
      ["max_instance_lifetime", DAY, 365 * DAY, 0],
      ["mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity", 0, 100],
      ["mixed_instances_policy.instances_distribution.spot_instance_pools", 1, 20, 0],
    ] as const
  ).map(([attribute, from, to, besides]) =>
    rangeRule({ type: GROUP, attribute, from, to, besides, code: VALIDATION, ...creation, standing: "assumed" }),
  ),
  {
    name: "scaling-sizes",
    types: [GROUP, "aws_autoscaling_schedule"],
    attributes: SIZES,
    says: "The desired capacity lies between the smallest and the largest size.",
    ...creation,
    on: "values",
    check: (change): Refusal[] => {
      const sizes = sizesOf(change);
      return sizes.slice(1).flatMap(({ name, size }, index) => {
        const lower = sizes[index];
        if (lower === undefined || lower.size <= size) return [];
        const message = `${lower.name} is ${lower.size}, above ${name}, ${size}. Sizes must be min_size <= desired_capacity <= max_size.`;
        return [{ attribute: lower.name, code: VALIDATION, message }];
      });
    },
  },
  {
    name: "scaling-group-made-of",
    types: [GROUP],
    attributes: MADE_OF,
    says: `A group has one of ${MADE_OF.join(", ")}.`,
    source: PROVIDER,
    standing: "documented",
    on: "values",
    check: ({ values, action }) => {
      const given = MADE_OF.filter((name) => isGiven(values, name));
      if (action !== "create" || given.length <= 1) return undefined;
      const message = `${given.join(" and ")} conflict with each other. Give one of them.`;
      return { attribute: given[0], code: VALIDATION, message };
    },
  },
  {
    name: "scaling-maintenance-spread",
    types: [GROUP],
    attributes: ["instance_maintenance_policy.max_healthy_percentage"],
    says: "Of healthy instances 100 to 200 percent may run at most, at most 100 above those that run at least; -1 for both gives none.",
    source: `${API}/API_InstanceMaintenancePolicy.html`,
    standing: "documented",
    on: "values",
    check: ({ values }): Refusal[] =>
      blocks(values, "instance_maintenance_policy").flatMap((policy) => {
        const [least, most] = [number(policy, "min_healthy_percentage"), number(policy, "max_healthy_percentage")];
        if (least === undefined || most === undefined || (least === -1 && most === -1)) return [];
        if (least >= 0 && most >= 100 && most - least <= 100) return [];
        const message = `max_healthy_percentage is ${most} and min_healthy_percentage ${least}: the first is 100 to 200, and at most 100 above the second.`;
        return [{ attribute: "instance_maintenance_policy", code: VALIDATION, message }];
      }),
  },
  {
    name: "template-user-data",
    types: [TEMPLATE],
    attributes: ["user_data"],
    says: `Its user data is in Base64, and has up to ${USER_DATA} bytes before.`,
    source: `${GUIDE}/instancedata-add-user-data.html`,
    standing: "documented",
    on: "values",
    check: ({ values }) => {
      const given = text(values, "user_data");
      if (given === undefined) return undefined;
      const size = Buffer.byteLength(given, "base64");
      const [attribute, isBase64] = ["user_data", /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(given)];
      if (!isBase64)
        return {
          attribute,
          code: "InvalidUserData.Malformed",
          message: "Invalid BASE64 encoding of user data. Use base64encode().",
        };
      if (size <= USER_DATA) return undefined;
      const message = `User data is limited to ${USER_DATA} bytes, and has ${size}. Fetch the rest from S3.`;
      return { attribute, code: "InvalidParameterValue", message };
    },
  },
  {
    name: "template-groups-of-interface",
    types: [TEMPLATE],
    attributes: ["vpc_security_group_ids"],
    says: "A template with network interfaces names its security groups there.",
    ...data,
    on: "values",
    check: ({ values }) => {
      if (!isGiven(values, "vpc_security_group_ids") || blocks(values, "network_interfaces").length === 0)
        return undefined;
      return {
        attribute: "vpc_security_group_ids",
        code: "InvalidParameterCombination",
        message:
          "Network interfaces and an instance-level security groups may not be specified on the same request. Move the groups to network_interfaces.",
      };
    },
  },
  {
    name: "template-one-type",
    types: [TEMPLATE],
    attributes: ["instance_type"],
    says: "A template has an instance type, or requirements of one.",
    ...data,
    on: "values",
    check: ({ values }) => {
      if (!isGiven(values, "instance_type") || blocks(values, "instance_requirements").length === 0) return undefined;
      const message = "instance_type and instance_requirements are given. Leave one of them out.";
      return { attribute: "instance_type", code: "InvalidParameterCombination", message };
    },
  },
  {
    name: "image-of-architecture",
    types: [TEMPLATE, "aws_instance"],
    attributes: ["instance_type"],
    says: "An instance type has the architecture of the image, where that is known.",
    source: `${GUIDE}/ami-component-architecture.html`,
    standing: "assumed",
    on: "world",
    check: ({ values }, platform) => {
      const image = text(values, "image_id") ?? text(values, "ami");
      const [type, found] = [text(values, "instance_type"), platform.find(["aws_ami"], image ?? "")];
      const architecture = found && text(found.attributes, "architecture");
      if (type === undefined || !["arm64", "x86_64"].includes(architecture ?? "") || type.startsWith("mac"))
        return undefined;
      const needed = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./.test(type) ? "arm64" : "x86_64";
      if (architecture === needed) return undefined;
      return {
        attribute: "instance_type",
        code: "InvalidParameterValue",
        message: `The architecture '${needed}' of the specified instance type ${type} does not match the architecture '${architecture}' of the specified AMI.`,
      };
    },
  },
];
