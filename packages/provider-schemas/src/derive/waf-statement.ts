import type { NestedBlock } from "../format";
import { blocks, type Fields, optionalBlock, requiredBlock } from "./notation";

/**
 * The generator replaces the `statement` of WAF rules by `any`, since statements nest. It is spelled out here, from
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/resources/wafv2_web_acl#statement-block
 */

/**
 * How deep and, or and not may nest in one another. The provider allows 3, which would make the schema three times as
 * large for rules that nobody can read.
 */
const NESTING = 2;

/** @returns the block at a path such as `aws_wafv2_web_acl.rule.statement`; nothing where it is no such statement */
export function wafStatement(path: string): NestedBlock | undefined {
  switch (path) {
    case "aws_wafv2_web_acl.rule.statement":
      return requiredBlock({
        ...statements(NESTING),
        managed_rule_group_statement: managedRuleGroup(),
        rate_based_statement: rateBased(),
        rule_group_reference_statement: optionalBlock({
          arn: "required string",
          rule_action_override: ruleActionOverride(),
        }),
      });
    case "aws_wafv2_rule_group.rule.statement":
      return requiredBlock({ ...statements(NESTING), rate_based_statement: rateBased() });
    default:
      return undefined;
  }
}

/** Statements that match a request, and those that combine other statements. */
function statements(nesting: number): Fields {
  if (nesting === 0) return matches();
  const combination = optionalBlock({ statement: blocks("list", statements(nesting - 1), 1) });
  return { ...matches(), and_statement: combination, not_statement: combination, or_statement: combination };
}

const EMPTY = optionalBlock({});
const FORWARDED_IP = optionalBlock({ fallback_behavior: "required string", header_name: "required string" });
const TEXT_TRANSFORMATION = blocks("set", { priority: "required number", type: "required string" }, 1);
const NAMED = optionalBlock({ name: "required string" });
const FINGERPRINT = optionalBlock({ fallback_behavior: "required string" });

function matches(): Fields {
  const field = { field_to_match: fieldToMatch(), text_transformation: TEXT_TRANSFORMATION };
  return {
    asn_match_statement: optionalBlock({ asn_list: "required list(number)", forwarded_ip_config: FORWARDED_IP }),
    byte_match_statement: optionalBlock({
      positional_constraint: "required string",
      search_string: "required string",
      ...field,
    }),
    geo_match_statement: optionalBlock({ country_codes: "required list(string)", forwarded_ip_config: FORWARDED_IP }),
    ip_set_reference_statement: optionalBlock({
      arn: "required string",
      ip_set_forwarded_ip_config: optionalBlock({
        fallback_behavior: "required string",
        header_name: "required string",
        position: "required string",
      }),
    }),
    label_match_statement: optionalBlock({ key: "required string", scope: "required string" }),
    regex_match_statement: optionalBlock({ regex_string: "required string", ...field }),
    regex_pattern_set_reference_statement: optionalBlock({ arn: "required string", ...field }),
    size_constraint_statement: optionalBlock({
      comparison_operator: "required string",
      size: "required number",
      ...field,
    }),
    sqli_match_statement: optionalBlock({ sensitivity_level: "optional string", ...field }),
    xss_match_statement: optionalBlock(field),
  };
}

function fieldToMatch(): NestedBlock {
  const selection = { match_scope: "required string", oversize_handling: "required string" };
  return optionalBlock({
    all_query_arguments: EMPTY,
    body: optionalBlock({ oversize_handling: "optional string" }),
    cookies: optionalBlock({
      ...selection,
      match_pattern: blocks(
        "list",
        { all: EMPTY, excluded_cookies: "optional list(string)", included_cookies: "optional list(string)" },
        1,
      ),
    }),
    header_order: blocks("list", { oversize_handling: "required string" }),
    headers: blocks("list", {
      ...selection,
      match_pattern: requiredBlock({
        all: EMPTY,
        excluded_headers: "optional list(string)",
        included_headers: "optional list(string)",
      }),
    }),
    ja3_fingerprint: FINGERPRINT,
    ja4_fingerprint: FINGERPRINT,
    json_body: optionalBlock({
      invalid_fallback_behavior: "optional string",
      match_scope: "required string",
      oversize_handling: "optional string",
      match_pattern: requiredBlock({ all: EMPTY, included_paths: "optional list(string)" }),
    }),
    method: EMPTY,
    query_string: EMPTY,
    single_header: NAMED,
    single_query_argument: NAMED,
    uri_fragment: optionalBlock({ fallback_behavior: "optional computed string" }),
    uri_path: EMPTY,
  });
}

function rateBased(): NestedBlock {
  const transformed = optionalBlock({ text_transformation: TEXT_TRANSFORMATION });
  const named = optionalBlock({ name: "required string", text_transformation: TEXT_TRANSFORMATION });
  return optionalBlock({
    aggregate_key_type: "optional string",
    evaluation_window_sec: "optional number",
    limit: "required number",
    custom_key: {
      ...blocks("list", {
        asn: EMPTY,
        cookie: named,
        forwarded_ip: EMPTY,
        header: named,
        http_method: EMPTY,
        ip: EMPTY,
        ja3_fingerprint: FINGERPRINT,
        ja4_fingerprint: FINGERPRINT,
        label_namespace: optionalBlock({ namespace: "required string" }),
        query_argument: named,
        query_string: transformed,
        uri_path: transformed,
      }),
      max_items: 5,
    },
    forwarded_ip_config: FORWARDED_IP,
    scope_down_statement: optionalBlock(statements(NESTING - 1)),
  });
}

function managedRuleGroup(): NestedBlock {
  return optionalBlock({
    name: "required string",
    vendor_name: "required string",
    version: "optional computed string",
    managed_rule_group_configs: blocks("list", managedRuleGroupConfig()),
    rule_action_override: ruleActionOverride(),
    scope_down_statement: optionalBlock(statements(NESTING - 1)),
  });
}

function managedRuleGroupConfig(): Fields {
  const field = { identifier: "required string" };
  const fields = optionalBlock({ identifiers: "required list(string)" });
  const strings = { failure_values: "required set(string)", success_values: "required set(string)" };
  const responseInspection = optionalBlock({
    body_contains: optionalBlock({ failure_strings: "required set(string)", success_strings: "required set(string)" }),
    header: optionalBlock({ name: "required string", ...strings }),
    json: optionalBlock({ identifier: "required string", ...strings }),
    status_code: optionalBlock({ failure_codes: "required set(number)", success_codes: "required set(number)" }),
  });
  return {
    login_path: "optional string",
    payload_type: "optional string",
    password_field: optionalBlock(field),
    username_field: optionalBlock(field),
    aws_managed_rules_acfp_rule_set: optionalBlock({
      creation_path: "required string",
      enable_regex_in_path: "optional computed bool",
      registration_page_path: "required string",
      request_inspection: requiredBlock({
        payload_type: "required string",
        address_fields: fields,
        email_field: optionalBlock(field),
        password_field: optionalBlock(field),
        phone_number_fields: fields,
        username_field: optionalBlock(field),
      }),
      response_inspection: responseInspection,
    }),
    aws_managed_rules_anti_ddos_rule_set: optionalBlock({
      sensitivity_to_block: "optional string",
      client_side_action_config: requiredBlock({
        challenge: requiredBlock({
          sensitivity: "optional string",
          usage_of_action: "required string",
          exempt_uri_regular_expression: { ...blocks("list", { regex_string: "optional string" }), max_items: 5 },
        }),
      }),
    }),
    aws_managed_rules_atp_rule_set: optionalBlock({
      enable_regex_in_path: "optional computed bool",
      login_path: "required string",
      request_inspection: optionalBlock({
        payload_type: "required string",
        password_field: requiredBlock(field),
        username_field: requiredBlock(field),
      }),
      response_inspection: responseInspection,
    }),
    aws_managed_rules_bot_control_rule_set: optionalBlock({
      enable_machine_learning: "optional computed bool",
      inspection_level: "required string",
    }),
  };
}

function ruleActionOverride(): NestedBlock {
  const header = { name: "required string", value: "required string" };
  const withHeaders = optionalBlock({
    custom_request_handling: optionalBlock({ insert_header: blocks("set", header, 1) }),
  });
  const block = optionalBlock({
    custom_response: optionalBlock({
      custom_response_body_key: "optional string",
      response_code: "required number",
      response_header: blocks("set", header),
    }),
  });
  return {
    ...blocks("list", {
      name: "required string",
      action_to_use: requiredBlock({
        allow: withHeaders,
        block,
        captcha: withHeaders,
        challenge: withHeaders,
        count: withHeaders,
      }),
    }),
    max_items: 100,
  };
}
