import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from "cdktf";

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/**
 * The value with its tokens replaced by Terraform expressions.
 * @param preparing true makes CDKTF tell the app of each reference to another stack
 */
export function resolveToken(stack: TerraformStack, value: unknown, preparing = false): unknown {
  return Tokenization.resolve(value, { scope: stack, resolver: RESOLVER, preparing });
}
