import { ref, TerraformElement, Token } from "cdktf";
import type { Construct } from "constructs";

/**
 * An ephemeral resource: terraform opens it while it plans or applies, and keeps what it holds in neither plan nor state.
 * CDKTF has no construct for them; this is its element with the section that it lacks.
 */
export class Ephemeral extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    /** Such as `random_password`; its schema must be known to the writer. */
    readonly type: string,
    private readonly config: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** A reference to an attribute; only write-only arguments, providers and other ephemeral resources take it. */
  attribute(name: string): string {
    return Token.asString(ref(`ephemeral.${this.type}.${this.friendlyUniqueId}.${name}`, this.cdktfStack));
  }

  override toTerraform(): object {
    return {
      ephemeral: { [this.type]: { [this.friendlyUniqueId]: { ...this.config, "//": this.constructNodeMetadata } } },
    };
  }
}
