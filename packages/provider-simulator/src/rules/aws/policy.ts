import type { Refusal } from "../rule";

/** A statement, as far as its JSON is what IAM takes. */
interface Statement {
  readonly effect: string;
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly hasCondition: boolean;
}

/** What a kind of policy may hold. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyKind {
  /** Bytes, without white space where IAM does not count it. */
  readonly size: number;
  /** Whether it says for whom: policies of resources and of trust do, those of identities do not. */
  readonly principal: "required" | "refused";
  /** Trust policies name no resources. @default required */
  readonly resource?: "refused";
  /** Letters and digits only, as IAM wants it; policies of resources are freer. @default false */
  readonly strictSid?: boolean;
}

const OPERATOR =
  /^(For(Any|All)Values:)?(String(Not)?(Equals(IgnoreCase)?|Like)|Numeric(Not)?Equals|Numeric(LessThan|GreaterThan)(Equals)?|Date(Not)?Equals|Date(LessThan|GreaterThan)(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/;
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;
const ARN = /^arn:[a-z*-]+:[a-z0-9*-]*:[a-z0-9*-]*:[\d*]*:.+$/;
const PRINCIPAL_KINDS = ["AWS", "Service", "Federated", "CanonicalUser", "*"];

interface Parsed {
  readonly statements: readonly Statement[];
  /** What IAM would say of it; empty when it is right. */
  readonly problems: readonly string[];
}

/** Reads a policy and says all that is wrong with its form. */
export function readPolicy(json: string, kind: PolicyKind): Parsed {
  const size = Buffer.byteLength(json.replace(/\s/g, ""));
  const tooLong = size > kind.size ? [`it has ${size} bytes, and ${kind.size} are allowed`] : [];
  const document = parse(json);
  if (document === undefined) return { statements: [], problems: ["it is not a JSON object"] };
  const version = document.Version;
  const statements = list(document.Statement).filter(isRecord);
  const problems = [
    ...tooLong,
    ...(version === undefined || version === "2012-10-17" || version === "2008-10-17"
      ? []
      : [`Version "${String(version)}" is neither 2012-10-17 nor 2008-10-17`]),
    ...(statements.length === 0 ? ["it has no Statement"] : []),
    ...duplicates(statements.flatMap(({ Sid }) => strings(Sid))).map((sid) => `Sid "${sid}" stands twice`),
    ...statements.flatMap((statement, index) =>
      problemsOf(statement, kind).map((problem) => `Statement ${index + 1}: ${problem}`),
    ),
  ];
  return { statements: statements.map(toStatement), problems };
}

/** A refusal for a policy with problems. */
export function malformed(attribute: string, problems: readonly string[], code = "MalformedPolicyDocument"): Refusal[] {
  if (problems.length === 0) return [];
  return [{ attribute, code, message: `${attribute}: ${problems.join("; ")}.` }];
}

type Json = Readonly<Record<string, unknown>>;

function problemsOf(statement: Json, kind: PolicyKind): string[] {
  const { Sid, Effect, Condition } = statement;
  const principals = principalsOf(statement);
  const has = (...names: string[]) => names.filter((name) => statement[name] !== undefined);
  const both = (name: string) => (has(name, `Not${name}`).length > 1 ? [`has both ${name} and Not${name}`] : []);
  const neither = (name: string) => (has(name, `Not${name}`).length === 0 ? [`has no ${name}`] : []);
  return [
    ...(kind.strictSid && typeof Sid === "string" && !/^[0-9A-Za-z]*$/.test(Sid)
      ? [`Sid "${Sid}" has other characters than letters and digits`]
      : []),
    ...(Effect === "Allow" || Effect === "Deny" ? [] : [`Effect "${String(Effect)}" is neither Allow nor Deny`]),
    ...["Action", "Resource", "Principal"].flatMap(both),
    ...neither("Action"),
    ...(kind.resource === "refused"
      ? has("Resource", "NotResource").map((name) => `has ${name}, which a trust policy does not`)
      : neither("Resource")),
    ...(kind.principal === "required"
      ? neither("Principal")
      : has("Principal", "NotPrincipal").map((name) => `has ${name}, which a policy of an identity does not`)),
    ...[...strings(statement.Action), ...strings(statement.NotAction)].flatMap((action) =>
      ACTION.test(action) ? [] : [`"${action}" is no action; write service:Action`],
    ),
    ...[...strings(statement.Resource), ...strings(statement.NotResource)].flatMap((resource) =>
      resource === "*" || ARN.test(resource) ? [] : [`"${resource}" is neither an ARN nor *`],
    ),
    ...principals.flatMap(({ kind: of, value }) => principalProblem(of, value)),
    ...(isRecord(Condition)
      ? Object.keys(Condition).flatMap((operator) =>
          OPERATOR.test(operator) ? [] : [`"${operator}" is no condition operator`],
        )
      : []),
  ];
}

function principalProblem(kind: string, value: string): string[] {
  if (!PRINCIPAL_KINDS.includes(kind))
    return [`"${kind}" is no kind of principal; there are AWS, Service, Federated and CanonicalUser`];
  if (value === "*") return [];
  if (kind === "Service" && !/^[a-z0-9.-]+\.amazon(aws)?\.com(\.cn)?$/.test(value))
    return [`"${value}" is no service principal; they end in amazonaws.com`];
  if (kind === "AWS" && !/^(\d{12}|arn:[a-z-]+:(iam|sts)::(\d{12}|cloudfront):.+|A[A-Z0-9]{15,})$/.test(value)) {
    return [`"${value}" is no principal of AWS; write an account's 12 digits or the ARN of a user or role`];
  }
  return [];
}

function toStatement(statement: Json): Statement {
  return {
    effect: String(statement.Effect),
    principals: principalsOf(statement).map(({ value }) => value),
    actions: strings(statement.Action),
    resources: strings(statement.Resource),
    hasCondition: isRecord(statement.Condition) && Object.keys(statement.Condition).length > 0,
  };
}

function principalsOf({ Principal, NotPrincipal }: Json): { kind: string; value: string }[] {
  return [Principal, NotPrincipal].flatMap((given) => {
    if (typeof given === "string") return [{ kind: given === "*" ? "AWS" : given, value: given }];
    if (!isRecord(given)) return [];
    return Object.entries(given).flatMap(([kind, values]) => strings(values).map((value) => ({ kind, value })));
  });
}

function parse(json: string): Json | undefined {
  try {
    const document: unknown = JSON.parse(json);
    return isRecord(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === "string");
}

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => value !== "" && values.indexOf(value) < index))];
}
