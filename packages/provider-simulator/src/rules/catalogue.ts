import { Rulebook } from "./rulebook";

/** Every rule of this package. */
export function rulebook(): Rulebook {
  return new Rulebook([]);
}
