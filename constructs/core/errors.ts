import type { IConstruct } from "constructs";

/** A mistake in how a construct is used; the message starts with the construct's path. */
export class ConstructError extends Error {
  constructor(scope: IConstruct, message: string) {
    super(`${scope.node.path}: ${message}`);
    this.name = "ConstructError";
  }
}

/** Everything that keeps an app from being synthesized, found in one pass. */
export class SynthesisError extends Error {
  constructor(readonly problems: readonly string[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(
      `Nothing was written: ${count} found while synthesizing.\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
    this.name = "SynthesisError";
  }
}
