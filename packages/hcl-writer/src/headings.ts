/**
 * The comment above a block: the path of the construct that owns it, in words, where it differs from the block before.
 * `network/flow-logs/role/Resource` and its sibling `network/flow-logs/role/policy` both belong to "flow logs / role".
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

/** The first id is the stack's, which the whole file belongs to; the last one is the block's own. */
function ownerOf(path: string): string {
  const [, ...ids] = path.split("/");
  const owners = ids.slice(0, Math.max(1, ids.length - 1)).filter((id, index) => id !== "Resource" || index === 0);
  return owners.map(inWords).join(" / ");
}

/** `flow-logs`, `flow_logs` and `FlowLogs` are flow logs; abbreviations stay as they are. */
function inWords(id: string): string {
  return id
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
    .replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())
    .replace(/[\s_-]+/g, " ")
    .trim();
}
