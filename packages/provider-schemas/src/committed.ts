import path from "node:path";
import type { ProviderSchemas } from "./format";
import { loadSchemas } from "./load";

/** The schemas of the types in use, as committed in this package. */
export function committedSchemas(): ProviderSchemas {
  return loadSchemas(path.join(__dirname, "..", "schemas"));
}
