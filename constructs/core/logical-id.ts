import { TerraformElement, type TerraformStack } from "cdktf";
import type { Node } from "constructs";

/** The id of a construct's main child; it adds nothing to the logical id. */
const MAIN_CHILD = "Resource";

/**
 * The path below the stack in snake_case, without `Resource` and without a hash: `public/a/Resource` is `public_a`.
 * A reviewer reads these ids, so they hold neither an environment's name nor an index.
 */
export function logicalId(stack: TerraformStack, element: TerraformElement | Node): string {
  const node = TerraformElement.isTerraformElement(element) ? element.node : element;
  return node.scopes
    .slice(stack.node.scopes.length)
    .map((scope) => scope.node.id)
    .filter((id) => id !== MAIN_CHILD)
    .map(snakeCase)
    .join("_");
}

function snakeCase(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
