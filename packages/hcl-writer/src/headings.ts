/**
 * The comment above each block: the path of the construct that owns it, in words, where it differs from the block
 * before. `production-network/public/a/Resource` and its sibling `.../a/routes` both belong to "public / a".
 */
export function headings(constructs: readonly (string | undefined)[]): (string | undefined)[] {
  let previous: string | undefined;
  return constructs.map((path) => {
    const owner = path === undefined ? undefined : ownerOf(path);
    const heading = owner === previous ? undefined : owner;
    previous = owner;
    return heading;
  });
}

function ownerOf(path: string): string {
  const below = path
    .split("/")
    .slice(1)
    .filter((id, index, all) => id !== "Resource" || index === all.length - 1);
  const owner = below.length > 1 ? below.slice(0, -1) : below;
  return owner.join(" / ");
}
