import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, IConstruct, Node } from "constructs";
import { ConstructError } from "./errors";
import { logicalId } from "./logical-id";
import { type NameKind, physicalName } from "./naming";
import { defaultPolicies } from "./policies";
import type { StateAddress, StateBackend } from "./state-backend";
import { standardTags } from "./tags";

/** Ephemeral resources, write-only arguments and S3 lock files all need it. */
const REQUIRED_VERSION = ">= 1.11.0";

export interface BaseStackProps {
  readonly organization: string;
  /** What the stack belongs to: an environment or an account. */
  readonly owner: string;
  /** What is applied together: `network`, `storage`, ... */
  readonly layer: string;
  /** Account that the provider may touch, 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly state: StateBackend;
  /** Whom to ask about these resources. */
  readonly contact: string;
  /** Tags beside the standard ones. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Keeps stateful resources from being destroyed. */
  readonly deletionProtection: boolean;
}

/** One Terraform state: backend, providers with default tags, required version, readable ids, policies. */
export class BaseStack extends TerraformStack {
  readonly organization: string;
  readonly owner: string;
  readonly layer: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly deletionProtection: boolean;
  readonly state: StateBackend;

  constructor(scope: Construct, props: BaseStackProps) {
    super(scope, `${props.owner}-${props.layer}`);
    this.organization = props.organization;
    this.owner = props.owner;
    this.layer = props.layer;
    this.account = props.account;
    this.region = props.region;
    this.partition = props.partition;
    this.deletionProtection = props.deletionProtection;
    this.state = props.state;

    // CDKTF has no property for either, and names HashiCorp's providers without their namespace.
    this.addOverride("terraform.required_version", REQUIRED_VERSION);
    this.addOverride("terraform.required_providers.aws.source", "hashicorp/aws");
    props.state.attach(this, this.stateAddress);
    new AwsProvider(this, "aws", {
      region: props.region,
      allowedAccountIds: [props.account],
      defaultTags: [{ tags: { ...props.tags, ...standardTags(props) } }],
    });
    for (const policy of defaultPolicies(this)) Aspects.of(this).add(policy);
  }

  /** The stack that a construct is in. @throws ConstructError when it is in none of ours */
  static override of(construct: IConstruct): BaseStack {
    const stack = TerraformStack.of(construct);
    if (stack instanceof BaseStack) return stack;
    throw new ConstructError(construct, "belongs to a stack that is not a BaseStack; create it inside one.");
  }

  get stateAddress(): StateAddress {
    return {
      organization: this.organization,
      owner: this.owner,
      region: this.region,
      layer: this.layer,
      stackId: this.node.id,
    };
  }

  /** Name of a physical resource: `<organization>-<owner>-<parts>`, within the limit of its kind. */
  physicalName(kind: NameKind, ...parts: readonly string[]): string {
    return physicalName(kind, [this.organization, this.owner, ...parts]);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return logicalId(this, element);
  }
}
