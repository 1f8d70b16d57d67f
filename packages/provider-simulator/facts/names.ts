/** `DBInstanceClass` as Terraform writes it: `db_instance_class`. */
function snakeCase(property: string): string {
  return property
    .replace(/IDs$/, "Ids")
    .replace(/AZs$/, "Azs")
    .replace(/([A-Z]+)s(?=[A-Z]|$)/g, (plural, letters: string) =>
      letters.length > 1 ? `${letters[0]}${letters.slice(1).toLowerCase()}s` : plural,
    )
    .replace(/IPv(\d)/g, "Ipv$1")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** Names that an attribute for a property may have, the likeliest first. `kind` is `SecurityGroup` for `SecurityGroupId`. */
export function candidates(property: string, kind: string): string[] {
  const name = snakeCase(property);
  const owner = `${snakeCase(kind)}_`;
  const names = [name, ...(name.startsWith(owner) ? [name.slice(owner.length)] : [])];
  return [...new Set(names.flatMap((each) => [each, ...otherNumber(each)]))];
}

/** Blocks that repeat are named in the singular. */
function otherNumber(name: string): string[] {
  if (name.endsWith("ies")) return [`${name.slice(0, -3)}y`];
  if (/(ss|x|ch)es$/.test(name)) return [name.slice(0, -2)];
  return name.endsWith("s") && !name.endsWith("ss") ? [name.slice(0, -1)] : [`${name}s`];
}
