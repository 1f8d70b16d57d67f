import fs from "node:fs";
import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Property as PropertyEntry, PropertyType, SpecDatabase } from "@aws-cdk/service-spec-types";

/** A property as CloudFormation has it, each item of a list where it is one. */
export interface Property {
  readonly name: string;
  readonly kind: "string" | "number" | "bool" | "object" | "map" | "other";
  readonly isList: boolean;
  readonly replaces: boolean;
  readonly enum?: readonly (string | number)[];
  readonly default?: string;
  /** CloudFormation types. */
  readonly references: readonly string[];
  /** Name of the type of an object. */
  readonly object?: string;
  /** Those of an object. */
  properties(): readonly Property[];
}

/** The resource types of `@aws-cdk/aws-service-spec`, which is made from what AWS publishes for CloudFormation. */
export class ServiceSpec {
  private readonly database: SpecDatabase = loadAwsServiceSpecSync();

  /** Such as `0.1.216`. */
  version(): string {
    const { version }: { version: string } = JSON.parse(
      fs.readFileSync(require.resolve("@aws-cdk/aws-service-spec/package.json"), "utf8"),
    );
    return version;
  }

  /**
   * @param type such as `AWS::EC2::VPC`
   * @throws Error when there is no such type
   */
  properties(type: string): readonly Property[] {
    const [resource] = this.database.lookup("resource", "cloudFormationType", "equals", type);
    if (!resource) throw new Error(`${type}: is not in @aws-cdk/aws-service-spec; correct it in type-map.ts.`);
    return this.list(resource.properties);
  }

  private list(properties: Readonly<Record<string, PropertyEntry>>): Property[] {
    return Object.keys(properties)
      .sort()
      .flatMap((name) => {
        const property = properties[name];
        return property ? [this.property(name, property)] : [];
      });
  }

  private property(
    name: string,
    { type, causesReplacement, defaultValue, relationshipRefs = [] }: PropertyEntry,
  ): Property {
    const item = innermost(type);
    const object = item.type === "ref" ? this.database.get("typeDefinition", item.reference) : undefined;
    return {
      name,
      kind: kindOf(item),
      isList: type.type === "array",
      replaces: causesReplacement === "yes",
      enum: item.type === "string" || item.type === "integer" ? item.allowedValues : undefined,
      default: defaultValue,
      references: [...new Set(relationshipRefs.map(({ cloudFormationType }) => cloudFormationType))].sort(),
      object: object?.name,
      properties: () => this.list(object?.properties ?? {}),
    };
  }
}

/** The type of a list's items. Of several types the object counts, which says most. */
function innermost(type: PropertyType): PropertyType {
  if (type.type === "array") return innermost(type.element);
  if (type.type !== "union") return type;
  const inner = type.types.map(innermost);
  return inner.find((each) => each.type === "ref") ?? type;
}

function kindOf(type: PropertyType): Property["kind"] {
  switch (type.type) {
    case "string":
    case "date-time":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "bool";
    case "ref":
      return "object";
    case "map":
      return "map";
    default:
      return "other";
  }
}
