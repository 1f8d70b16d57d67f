import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { REQUIRED_TAGS } from "../tags";

/** Every AWS provider must tag what it creates, so that no resource is without an owner. */
export class RequiredTagsPolicy implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof AwsProvider)) return;
    const defaults = node.defaultTagsInput;
    const tags = Array.isArray(defaults) ? defaults.map((entry) => entry.tags ?? {}) : [];
    const missing = REQUIRED_TAGS.filter((tag) => !tags.some((given) => tag in given));
    if (missing.length > 0) {
      Annotations.of(node).addError(`default_tags lacks ${missing.join(", ")}; add them with standardTags().`);
    }
  }
}
