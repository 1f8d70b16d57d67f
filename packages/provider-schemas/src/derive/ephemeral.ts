import type { Schema } from "../format";
import { block, type Fields } from "./notation";

/**
 * Ephemeral resources have no bindings. These are the ones that a platform needs to pass secrets on unseen, from
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/ephemeral-resources/secretsmanager_secret_version
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/ephemeral-resources/eks_cluster_auth
 * https://registry.terraform.io/providers/hashicorp/random/3.7.2/docs/ephemeral-resources/password
 */
const EPHEMERAL_RESOURCES: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
  "registry.terraform.io/hashicorp/aws": {
    aws_eks_cluster_auth: {
      name: "required string",
      region: "optional computed string",
      token: "computed sensitive string",
    },
    aws_secretsmanager_secret_version: {
      arn: "computed string",
      created_date: "computed string",
      region: "optional computed string",
      secret_binary: "computed sensitive string",
      secret_id: "required string",
      secret_string: "computed sensitive string",
      version_id: "optional computed string",
      version_stage: "optional computed string",
      version_stages: "computed list(string)",
    },
  },
  "registry.terraform.io/hashicorp/random": {
    random_password: {
      bcrypt_hash: "computed sensitive string",
      length: "required number",
      lower: "optional computed bool",
      min_lower: "optional computed number",
      min_numeric: "optional computed number",
      min_special: "optional computed number",
      min_upper: "optional computed number",
      numeric: "optional computed bool",
      override_special: "optional string",
      result: "computed sensitive string",
      special: "optional computed bool",
      upper: "optional computed bool",
    },
  },
};

/**
 * @param source such as `registry.terraform.io/hashicorp/random`
 * @returns none for a provider without ephemeral resources in the list
 */
export function ephemeralSchemas(source: string): Readonly<Record<string, Schema>> {
  const types = Object.entries(EPHEMERAL_RESOURCES[source] ?? {});
  return Object.fromEntries(types.map(([type, fields]) => [type, { block: block(fields) }]));
}
