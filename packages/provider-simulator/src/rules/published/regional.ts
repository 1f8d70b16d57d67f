import type { Values } from "../../provider/value";
import { text, texts } from "../access";
import type { Refusal } from "../rule";
import type { PublishedTable, Regional } from "./table";

/** Where instance types stand, by resource type. */
const INSTANCE_TYPES: Readonly<Record<string, string>> = {
  aws_instance: "instance_type",
  aws_launch_template: "instance_type",
  aws_eks_node_group: "instance_types",
};

/**
 * Instance types, database classes and engine versions that a region does not have. What is newer than the table
 * passes: a family that it does not know, and later releases of a version that it knows.
 */
export function regionalRefusals(table: PublishedTable, type: string, values: Values, region: string): Refusal[] {
  const attribute = INSTANCE_TYPES[type];
  if (attribute !== undefined)
    return texts(values, attribute).flatMap((value) => missing(table.instanceTypes, attribute, value, region));
  if (type !== "aws_db_instance" || text(values, "engine") !== "mysql") return [];
  return [
    ...texts(values, "instance_class").flatMap((value) => missing(table.mysqlClasses, "instance_class", value, region)),
    ...texts(values, "engine_version").flatMap((value) => unknownVersion(table.mysqlVersions, value)),
  ];
}

function missing(offered: Regional, attribute: string, value: string, region: string): Refusal[] {
  const family = value.slice(0, value.lastIndexOf(".") + 1);
  const isKnownRegion = offered.some(({ regions }) => regions.includes(region));
  const regions = offered.find(({ values }) => values.includes(value))?.regions;
  if (value === "" || !isKnownRegion || regions?.includes(region)) return [];
  if (regions) {
    return [
      {
        attribute,
        code: "InvalidParameterValue",
        message: `${value} is not offered in ${region}. It is in ${regions.join(", ")}.`,
      },
    ];
  }
  const sizes = offered.flatMap(({ values }) => values.filter((other) => other.startsWith(family)));
  if (family === "" || sizes.length === 0) return [];
  return [
    {
      attribute,
      code: "InvalidParameterValue",
      message: `There is no ${value}. Of its family there are ${sizes.sort().join(", ")}.`,
    },
  ];
}

function unknownVersion(versions: readonly string[], value: string): Refusal[] {
  const [major = "", minor = "", patch] = value.split(".");
  const series = `${major}.${minor}`;
  const releases = versions.filter((version) => version.startsWith(`${series}.`));
  const newest = Math.max(...releases.map((version) => Number.parseInt(version.split(".")[2] ?? "", 10)));
  if (releases.length === 0 && value !== "" && minor !== "") {
    const known = [...new Set(versions.map((version) => version.split(".").slice(0, 2).join(".")))];
    return [
      {
        attribute: "engine_version",
        code: "InvalidParameterValue",
        message: `Cannot find version ${value} for mysql. There are ${known.join(", ")}.`,
      },
    ];
  }
  if (patch === undefined || versions.includes(value) || Number.parseInt(patch, 10) > newest) return [];
  return [
    {
      attribute: "engine_version",
      code: "InvalidParameterValue",
      message: `Cannot find version ${value} for mysql. There are ${releases.join(", ")}.`,
    },
  ];
}
