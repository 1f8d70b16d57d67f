import { ALIASES } from "./aliases";
import { candidates } from "./names";
import type { Property } from "./service-spec";
import type { Argument, Fields } from "./terraform-type";

/** A property and the attribute that it is in Terraform. */
export interface Mapped {
  readonly property: Property;
  /** Names of properties from the CloudFormation type down. */
  readonly steps: readonly string[];
  /** `rule.transition.days` */
  readonly path: string;
  readonly argument: Argument;
  /** The path of the object around it that is of the same type: its own arguments are as those. */
  readonly same?: string;
}

/** What became of the properties of one type. */
export interface Mapping {
  readonly mapped: readonly Mapped[];
  /** By the property's path: why it has no attribute. */
  readonly unmapped: Readonly<Record<string, string>>;
}

/**
 * Finds the attribute of each property. An attribute counts only when the provider's schema has it, can be configured,
 * and is of a fitting form.
 * @param type Terraform type
 * @param kind last part of the CloudFormation type, such as `Subnet`
 * @param root steps to the part that the Terraform type stands for, and the path of the block that it is in
 */
export function mapProperties(
  type: string,
  kind: string,
  properties: readonly Property[],
  fields: Fields,
  root: { readonly steps: readonly string[]; readonly path: string } = { steps: [], path: "" },
): Mapping {
  const mapped: Mapped[] = [];
  const unmapped: Record<string, string> = {};
  const aliases = ALIASES[type] ?? {};

  const visit = (
    list: readonly Property[],
    steps: readonly string[],
    at: string,
    within: Readonly<Record<string, string>>,
  ): void => {
    for (const property of list) {
      const own = [...steps, property.name];
      const name = own.slice(root.steps.length).join(".");
      const alias = aliases[name];
      if (alias === null) {
        unmapped[name] = "Terraform says it in another way";
        continue;
      }
      if (alias === "") {
        visit(property.properties(), own, at, within);
        continue;
      }
      const path = alias ?? guess(property, kind, at, fields);
      const argument = path === undefined ? undefined : find(fields, path);
      if (path === undefined || !argument) {
        if (alias !== undefined) throw new Error(`${type}: ${name} is said to be "${alias}", which the schema lacks.`);
        unmapped[name] = "no attribute of that name";
        continue;
      }
      const misfit = misfitOf(property, argument);
      if (misfit) {
        unmapped[name] = misfit;
        continue;
      }
      const same = property.object && within[property.object];
      mapped.push({ property, steps: own, path, argument, ...(same && { same }) });
      if (!property.object || same) continue;
      visit(property.properties(), own, path, { ...within, [property.object]: path });
    }
  };
  visit(properties, root.steps, root.path, {});
  return { mapped, unmapped };
}

function guess({ name }: Property, kind: string, at: string, fields: Fields): string | undefined {
  const siblings = at === "" ? fields : (find(fields, at)?.fields ?? {});
  const found = candidates(name, at === "" ? kind : lastOf(at)).find((candidate) => siblings[candidate]);
  return found === undefined ? undefined : at === "" ? found : `${at}.${found}`;
}

function find(fields: Fields, path: string): Argument | undefined {
  const [name = "", ...rest] = path.split(".");
  const argument = fields[name];
  return argument && rest.length > 0 ? find(argument.fields, rest.join(".")) : argument;
}

function misfitOf(property: Property, argument: Argument): string | undefined {
  if (!argument.configurable) return "computed in Terraform";
  const isObject = property.kind === "object";
  if (argument.kind === "object" && !isObject) return "a block in Terraform";
  if (isObject && argument.kind !== "object") return "of a simpler type in Terraform";
  return undefined;
}

function lastOf(path: string): string {
  const name = path.slice(path.lastIndexOf(".") + 1);
  return name.replace(/(^|_)([a-z0-9])/g, (_, _separator: string, letter: string) => letter.toUpperCase());
}
