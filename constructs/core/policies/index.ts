import type { IAspect } from "cdktf";
import { DeletionProtectionPolicy } from "./deletion-protection";
import { EncryptionPolicy } from "./encryption";
import { OpenIngressPolicy } from "./open-ingress";
import { PublicAccessPolicy } from "./public-access";
import { RequiredTagsPolicy } from "./required-tags";

/**
 * What every stack must hold. An aspect sees the whole tree, so a resource that was created without our constructs is
 * checked as well; a breach fails synthesis with the construct's path.
 */
export function defaultPolicies(stack: { readonly deletionProtection: boolean }): readonly IAspect[] {
  return [
    new EncryptionPolicy(),
    new PublicAccessPolicy(),
    new OpenIngressPolicy(),
    new RequiredTagsPolicy(),
    ...(stack.deletionProtection ? [new DeletionProtectionPolicy()] : []),
  ];
}
