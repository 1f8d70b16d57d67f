/**
 * The format of `terraform providers schema -json`.
 * Source: https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 */
export interface ProviderSchemas {
  readonly format_version: string;
  /** By full source address, such as `registry.terraform.io/hashicorp/aws`. */
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

export interface ProviderSchema {
  readonly provider?: Schema;
  readonly resource_schemas?: Readonly<Record<string, Schema>>;
  readonly data_source_schemas?: Readonly<Record<string, Schema>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, Schema>>;
}

export interface Schema {
  readonly version?: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

export type NestingMode = "single" | "list" | "set" | "map" | "group";

export interface NestedBlock {
  readonly nesting_mode: NestingMode;
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface Attribute {
  /** Absent when `nested_type` is given. */
  readonly type?: AttributeType;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}

export interface NestedType {
  readonly nesting_mode: Exclude<NestingMode, "group">;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** cty's JSON type notation: `"string"`, `["list", "string"]`, `["object", { "a": "bool" }]`. */
export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", AttributeType]
  | readonly ["object", Readonly<Record<string, AttributeType>>]
  | readonly ["object", Readonly<Record<string, AttributeType>>, readonly string[]]
  | readonly ["tuple", readonly AttributeType[]];
