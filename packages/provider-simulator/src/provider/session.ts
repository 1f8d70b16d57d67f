import type { Schema } from "provider-schemas";
import { isValues, type Value, type Values } from "./value";

/** What a provider block says about where its objects live. */
export interface Session {
  /** Empty for providers without regions. */
  readonly region: string;
  readonly account: string;
  readonly defaultTags: Values;
}

/** AWS's own example account and the provider's traditional region, where nothing says otherwise. */
export const UNCONFIGURED: Session = { region: "us-east-1", account: "123456789012", defaultTags: {} };

/** Reads the arguments that the AWS provider has for this; other providers have none of them. */
export function sessionOf(config: Values | null): Session {
  const roleArn = text(first(config?.assume_role).role_arn);
  return {
    region: text(config?.region) || UNCONFIGURED.region,
    account: text(list(config?.allowed_account_ids)[0]) || roleArn.split(":")[4] || UNCONFIGURED.account,
    defaultTags: mapOf(first(config?.default_tags).tags),
  };
}

/** Whether a type has the AWS provider's argument for the region, which it fills in where it is not given. */
export function isRegional({ block }: Schema): boolean {
  const region = block.attributes?.region;
  return region?.type === "string" && region.computed === true;
}

function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function first(value: Value | undefined): Values {
  return mapOf(list(value)[0]);
}

function mapOf(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
