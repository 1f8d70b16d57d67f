import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { AnnotationMetadataEntryType, App } from "cdktf";
import { BaseStack, type BaseStackProps } from "../../constructs/core/base-stack";
import { invokeAspects } from "../../constructs/core/cdktf-internals";
import { LocalState } from "../../constructs/core/state-backend";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "httpsok-"));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** A new folder, which is gone when the tests of the file have run. */
export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(root, "test-"));
}

export const STACK_PROPS: BaseStackProps = {
  organization: "httpsok",
  owner: "staging",
  layer: "example",
  account: "111111111111",
  region: "ap-southeast-1",
  partition: "aws",
  state: new LocalState("."),
  contact: "operations@httpsok.example",
  deletionProtection: false,
};

/** An empty stack of ours in an app of its own. */
export function exampleStack(props: Partial<BaseStackProps> = {}): BaseStack {
  return new BaseStack(new App({ outdir: temporaryFolder(), stackTraces: false }), { ...STACK_PROPS, ...props });
}

/** What the policies say of a stack: "<path>: <message>". */
export function policyErrors(stack: BaseStack): string[] {
  invokeAspects(stack);
  return stack.node
    .findAll()
    .flatMap((node) =>
      node.node.metadata
        .filter((entry) => entry.type === AnnotationMetadataEntryType.ERROR)
        .map((entry) => `${node.node.path}: ${entry.data}`),
    );
}
