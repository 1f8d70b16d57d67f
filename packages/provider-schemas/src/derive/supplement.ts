import type { AttributeType } from "../format";

/**
 * What bindings do not say about attributes: rules first, then short lists kept by hand from the providers' public
 * documentation. How far this reaches is measured by `provider-schemas compare` and reported in the README.
 */

/**
 * Names under which providers take and return secrets, and what looks like one and is none. A name wrongly taken for
 * a secret hides a value; the other mistake would show one.
 */
const SECRET =
  /(^|_)(passwords?|ses_smtp_password_v4|client_secret|shared_secret|secret_key|secret_access_key|private_key(_pem|_openssh|_pem_pkcs8)?|(access|auth|oauth|secret|authorization|grant)_token|secret_string|secret_binary|plaintext|preshared_key|key_material_base64|basic_auth_credentials)(_wo)?$/;
const NO_SECRET = /^provider\.|[._]encrypted_|\.file\.private_key$|\.token_validity_units\./;

/** Secrets whose name does not tell. */
const SENSITIVE: ReadonlySet<string> = new Set([
  "aws_api_gateway_api_key.value",
  "aws_appsync_api_key.key",
  "aws_codebuild_source_credential.token",
  "aws_codebuild_webhook.secret",
  "aws_iam_access_key.secret",
  "aws_s3_bucket_object_lock_configuration.token",
  "aws_s3_bucket_replication_configuration.token",
  "aws_ssm_parameter.value",
  "aws_ssm_parameter.value_wo",
  "aws_vpn_connection.customer_gateway_configuration",
  "data.aws_eks_cluster_auth.token",
  "data.aws_ssm_parameter.value",
  "data.aws_ssm_parameters_by_path.values",
  "data.helm_template.set_sensitive.value",
  "data.kubernetes_secret.binary_data",
  "data.kubernetes_secret.data",
  "data.kubernetes_secret_v1.binary_data",
  "data.kubernetes_secret_v1.data",
  "helm_release.set_sensitive.value",
  "kubernetes_secret.binary_data",
  "kubernetes_secret.data",
  "kubernetes_secret_v1.binary_data",
  "kubernetes_secret_v1.data",
  "kubernetes_token_request_v1.token",
  "provider.tls.proxy.password",
  "random_bytes.base64",
  "random_bytes.hex",
  "random_password.bcrypt_hash",
  "random_password.result",
]);

/** The generator does not keep whether the inner collection of two is a set. */
const TYPES: ReadonlyMap<string, AttributeType> = new Map([
  [
    "data.aws_networkmanager_core_network_policy_document.segment_actions.via.with_edge_override.edge_sets",
    ["set", ["set", "string"]],
  ],
]);

/** @param path such as `data.aws_ssm_parameter.value` */
export function isSensitive(path: string): boolean {
  return SENSITIVE.has(path) || (SECRET.test(path.slice(path.lastIndexOf(".") + 1)) && !NO_SECRET.test(path));
}

/** @param path such as `aws_iam_policy.statement.actions` */
export function correctedType(path: string): AttributeType | undefined {
  return TYPES.get(path);
}
