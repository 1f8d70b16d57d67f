import type { Attribute, AttributeType, Schema } from "../format";

/**
 * Ephemeral resources have no bindings. These are the ones in use, by hand from the providers' documentation:
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/ephemeral-resources
 * https://registry.terraform.io/providers/hashicorp/random/3.7.2/docs/ephemeral-resources
 */
const EPHEMERAL_RESOURCES: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  "registry.terraform.io/hashicorp/aws": {
    aws_eks_cluster_auth: schema({
      name: required("string"),
      region: optionalComputed("string"),
      token: secret(),
    }),
    aws_secretsmanager_secret_version: schema({
      arn: computed("string"),
      created_date: computed("string"),
      region: optionalComputed("string"),
      secret_binary: secret(),
      secret_id: required("string"),
      secret_string: secret(),
      version_id: optionalComputed("string"),
      version_stage: optionalComputed("string"),
      version_stages: computed(["list", "string"]),
    }),
  },
  "registry.terraform.io/hashicorp/random": {
    random_password: schema({
      bcrypt_hash: secret(),
      length: required("number"),
      lower: optionalComputed("bool"),
      min_lower: optionalComputed("number"),
      min_numeric: optionalComputed("number"),
      min_special: optionalComputed("number"),
      min_upper: optionalComputed("number"),
      numeric: optionalComputed("bool"),
      override_special: { type: "string", optional: true },
      result: secret(),
      special: optionalComputed("bool"),
      upper: optionalComputed("bool"),
    }),
  },
};

/** @param source such as `registry.terraform.io/hashicorp/random` */
export function ephemeralSchemas(source: string): Readonly<Record<string, Schema>> | undefined {
  return EPHEMERAL_RESOURCES[source];
}

function schema(attributes: Readonly<Record<string, Attribute>>): Schema {
  return { block: { attributes } };
}

function required(type: AttributeType): Attribute {
  return { type, required: true };
}

function optionalComputed(type: AttributeType): Attribute {
  return { type, optional: true, computed: true };
}

function computed(type: AttributeType): Attribute {
  return { type, computed: true };
}

function secret(): Attribute {
  return { type: "string", computed: true, sensitive: true };
}
