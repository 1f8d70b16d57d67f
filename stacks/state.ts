import path from "node:path";
import { LocalState, S3State, type StateBackend, TerraformCloudState } from "../constructs/core/state-backend";
import type { Environment } from "../environments";

/** The backend that an environment names. @param outdir where synthesis writes; a local state is found from there */
export function stateBackend(environment: Environment, outdir: string): StateBackend {
  const { state, partition, account } = environment;
  switch (state.kind) {
    case "s3":
      return new S3State({
        bucket: state.bucket,
        region: state.region,
        kmsKeyArn: state.kmsKeyAlias && `arn:${partition}:kms:${state.region}:${account}:${state.kmsKeyAlias}`,
      });
    case "terraform-cloud":
      return new TerraformCloudState(state);
    case "local":
      return new LocalState(path.posix.relative(path.posix.join(outdir, "stacks", "stack"), state.folder));
  }
}
