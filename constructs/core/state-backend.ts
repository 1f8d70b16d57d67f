import {
  CloudBackend,
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";

/** Names one state: `<organization>/<owner>/<region>/<layer>`. The stack id is unique in the organization. */
export interface StateAddress {
  readonly organization: string;
  readonly owner: string;
  readonly region: string;
  readonly layer: string;
  readonly stackId: string;
}

/** Where states are kept; one interface whatever the backend. */
export interface StateBackend {
  /** Makes `stack` keep its state here. */
  attach(stack: TerraformStack, address: StateAddress): void;
  /** Reads another stack's outputs. */
  read(scope: Construct, id: string, address: StateAddress): TerraformRemoteState;
}

export interface S3StateProps {
  readonly bucket: string;
  /** Region of the bucket, which need not be the stack's. */
  readonly region: string;
  /** ARN of the bucket's key or of its alias. @default the bucket's own default encryption */
  readonly kmsKeyArn?: string;
}

/** One versioned bucket per account; the lock is a file beside the state (Terraform >= 1.11, no DynamoDB). */
export class S3State implements StateBackend {
  constructor(private readonly props: S3StateProps) {}

  attach(stack: TerraformStack, address: StateAddress): void {
    const backend = new S3Backend(stack, this.config(address));
    // CDKTF 0.21 has no property for it: https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
    backend.addOverride("use_lockfile", true);
  }

  read(scope: Construct, id: string, address: StateAddress): TerraformRemoteState {
    const { bucket, key, region } = this.config(address);
    return new DataTerraformRemoteStateS3(scope, id, { bucket, key, region });
  }

  private config({ organization, owner, region, layer }: StateAddress) {
    return {
      bucket: this.props.bucket,
      key: [organization, owner, region, layer].join("/"),
      region: this.props.region,
      // With `encrypt` and no key terraform asks for SSE-S3, over the bucket's own default; without both the default holds.
      encrypt: this.props.kmsKeyArn ? true : undefined,
      kmsKeyId: this.props.kmsKeyArn,
    };
  }
}

export interface TerraformCloudStateProps {
  readonly organization: string;
  /** Project of the workspaces. @default the organization's default project */
  readonly project?: string;
  readonly hostname: string;
}

/** Terraform Cloud or Enterprise: one named workspace per stack. */
export class TerraformCloudState implements StateBackend {
  constructor(private readonly props: TerraformCloudStateProps) {}

  attach(stack: TerraformStack, address: StateAddress): void {
    new CloudBackend(stack, {
      hostname: this.props.hostname,
      organization: this.props.organization,
      workspaces: new NamedCloudWorkspace(workspaceOf(address), this.props.project),
    });
  }

  read(scope: Construct, id: string, address: StateAddress): TerraformRemoteState {
    return new DataTerraformRemoteState(scope, id, {
      hostname: this.props.hostname,
      organization: this.props.organization,
      workspaces: { name: workspaceOf(address) },
    });
  }
}

/** One file per stack; for a first try and for tests, since nothing locks or shares it. */
export class LocalState implements StateBackend {
  /** @param folder relative to the stack's folder, where terraform runs */
  constructor(private readonly folder: string) {}

  attach(stack: TerraformStack, address: StateAddress): void {
    new LocalBackend(stack, { path: this.file(address) });
  }

  read(scope: Construct, id: string, address: StateAddress): TerraformRemoteState {
    return new DataTerraformRemoteStateLocal(scope, id, { path: this.file(address) });
  }

  private file({ stackId }: StateAddress): string {
    return `${this.folder}/${stackId}.tfstate`;
  }
}

function workspaceOf({ organization, stackId }: StateAddress): string {
  return `${organization}-${stackId}`;
}
