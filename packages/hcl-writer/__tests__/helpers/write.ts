import { type Hcl, type TerraformJson, type WriteOptions, writeHcl } from "../../src";
import { SCHEMAS } from "./schemas";

export function write(json: unknown, options: Partial<WriteOptions> = {}): Hcl {
  return writeHcl(json, { schemas: SCHEMAS, ...options });
}

/** The text of one file. */
export function file(name: string, json: unknown, options: Partial<WriteOptions> = {}): string {
  return write(json, options).files[name] ?? "";
}

/** main.tf of one resource. */
export function thing(body: TerraformJson, options: Partial<WriteOptions> = {}): string {
  return file("main.tf", { resource: { test_thing: { it: body } } }, options);
}

/** What stands to the right of the equals sign of `text`. */
export function expression(value: string): string {
  return /\n {2}text = ([\s\S]*)\n\}\n$/.exec(thing({ text: value }))?.[1] ?? "";
}
