import { typicalSeconds } from "./durations";
import type { Dependencies } from "./order";

/** An object that a run created, changed or deleted. */
export interface Done {
  /** Address without the index of an instance. */
  readonly resource: string;
  readonly type: string;
  readonly action: "create" | "update" | "delete";
}

/** What one stack did, and which of its resources need which. */
export interface StackWork {
  readonly id: string;
  readonly done: readonly Done[];
  /** By resource: those that come first when it is created. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/** The longest chain of what must follow one another. */
export interface Estimate {
  readonly seconds: number;
  readonly path: readonly { readonly stack: string; readonly resource: string; readonly seconds: number }[];
}

interface Node {
  readonly stack: string;
  readonly resource: string;
  readonly seconds: number;
  readonly after: readonly string[];
}

/**
 * How long the same work would take on the real platform, from typical times: the longest chain through the resources
 * of each stack, and from stack to stack. That terraform does ten things at a time at most is left out of account.
 * @param dependencies of the stacks, as for creation
 * @param destroying everything is deleted: what needs something goes before it
 */
export function criticalPath(stacks: readonly StackWork[], dependencies: Dependencies, destroying: boolean): Estimate {
  const nodes = new Map<string, Node>();
  for (const { id, done, needs } of stacks) {
    for (const { resource, seconds } of perResource(done)) {
      nodes.set(key(id, resource), {
        stack: id,
        resource,
        seconds,
        after: (needs.get(resource) ?? []).map((on) => key(id, on)),
      });
    }
  }
  const order = destroying ? reversed(nodes) : nodes;
  const stackOrder = destroying ? turned(dependencies) : dependencies;
  const ends = new Map<string, { end: number; before?: string }>();
  const stackEnds = new Map<string, { end: number; last?: string }>();

  const endOfStack = (id: string): { end: number; last?: string } => {
    const known = stackEnds.get(id);
    if (known) return known;
    const start = latest((stackOrder.get(id) ?? []).map(endOfStack).map(({ end, last }) => ({ end, key: last })));
    const mine = [...order]
      .filter(([, node]) => node.stack === id)
      .map(([name]) => ({ end: endOf(name, start).end, key: name }));
    const last = latest([{ end: start.end, key: start.key }, ...mine]);
    const made = { end: last.end, last: last.key };
    stackEnds.set(id, made);
    return made;
  };
  const endOf = (name: string, start: Point): { end: number; before?: string } => {
    const known = ends.get(name);
    const node = order.get(name);
    if (known || !node) return known ?? { end: start.end, before: start.key };
    const before = latest([
      start,
      ...node.after.filter((on) => order.has(on)).map((on) => ({ end: endOf(on, start).end, key: on })),
    ]);
    const made = { end: before.end + node.seconds, before: before.key };
    ends.set(name, made);
    return made;
  };

  const finish = latest([...stackOrder.keys()].map(endOfStack).map(({ end, last }) => ({ end, key: last })));
  const path: { stack: string; resource: string; seconds: number }[] = [];
  for (let name = finish.key; name !== undefined; name = ends.get(name)?.before) {
    const node = order.get(name);
    if (node) path.unshift({ stack: node.stack, resource: node.resource, seconds: node.seconds });
  }
  return { seconds: finish.end, path };
}

interface Point {
  readonly end: number;
  readonly key?: string;
}

function latest(points: readonly Point[]): Point {
  return points.reduce<Point>((last, point) => (point.end > last.end ? point : last), { end: 0 });
}

function key(stack: string, resource: string): string {
  return `${stack}/${resource}`;
}

/** Instances of one resource are made side by side; one that is replaced is deleted and created. */
function perResource(done: readonly Done[]): { resource: string; seconds: number }[] {
  const times = new Map<string, Map<Done["action"], number>>();
  for (const { resource, type, action } of done) {
    const actions = times.get(resource) ?? new Map<Done["action"], number>();
    times.set(resource, actions.set(action, typicalSeconds(type, action)));
  }
  return [...times].map(([resource, actions]) => ({
    resource,
    seconds: [...actions.values()].reduce((sum, one) => sum + one, 0),
  }));
}

function reversed(nodes: ReadonlyMap<string, Node>): Map<string, Node> {
  const after = new Map<string, string[]>();
  for (const [name, node] of nodes) for (const on of node.after) after.set(on, [...(after.get(on) ?? []), name]);
  return new Map([...nodes].map(([name, node]) => [name, { ...node, after: after.get(name) ?? [] }]));
}

function turned(dependencies: Dependencies): Dependencies {
  const result = new Map([...dependencies.keys()].map((id): [string, string[]] => [id, []]));
  for (const [id, on] of dependencies) for (const other of on) result.get(other)?.push(id);
  return result;
}
