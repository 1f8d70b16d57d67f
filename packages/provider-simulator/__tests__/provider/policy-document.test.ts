import { policyDocument } from "../../src/provider/policy-document";
import type { Values } from "../../src/provider/value";

const statement = (over: Values): Values => ({
  sid: null,
  effect: null,
  actions: null,
  not_actions: null,
  resources: null,
  not_resources: null,
  principals: [],
  not_principals: [],
  condition: [],
  ...over,
});
const render = (config: Values): unknown => JSON.parse(String(policyDocument(config).json));
const only = (over: Values) => render({ statement: [statement(over)] });

describe("aws_iam_policy_document", () => {
  it("renders as the AWS provider does, byte for byte", () => {
    const { json, minified_json } = policyDocument({
      statement: [
        statement({
          sid: "Read",
          actions: ["s3:GetObject", "s3:ListBucket"],
          resources: ["arn:aws:s3:::logs/*"],
          principals: [{ type: "AWS", identifiers: ["111122223333"] }],
          condition: [{ test: "StringLike", variable: "s3:prefix", values: ["b", "a"] }],
        }),
      ],
    });
    const expected =
      '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":["s3:ListBucket","s3:GetObject"],"Resource":"arn:aws:s3:::logs/*","Principal":{"AWS":"111122223333"},"Condition":{"StringLike":{"s3:prefix":["b","a"]}}}]}';
    expect(minified_json).toBe(expected);
    expect(json).toBe(JSON.stringify(JSON.parse(expected), undefined, 2));
  });

  it("writes ${...} for &{...} and escapes what Go escapes", () => {
    const { minified_json } = policyDocument({ statement: [statement({ resources: ["&{aws:username}/<&>"] })] });
    expect(minified_json).toContain('"Resource":"${aws:username}/\\u003c\\u0026\\u003e"');
  });

  it.each<[string, Values[], unknown]>([
    ["everyone", [{ type: "*", identifiers: ["*"] }], "*"],
    ["every AWS principal, which is not the same", [{ type: "AWS", identifiers: ["*"] }], { AWS: "*" }],
    [
      "two blocks of a type",
      [
        { type: "AWS", identifiers: ["1"] },
        { type: "AWS", identifiers: ["2"] },
      ],
      { AWS: ["1", "2"] },
    ],
  ])("names as principal %s", (_, principals, expected) => {
    expect(only({ principals })).toHaveProperty("Statement.0.Principal", expected);
  });

  it("takes sources first and lets overrides replace statements of the same Sid", () => {
    const policy = (sid: string, action: string) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: sid, Effect: "Allow", Action: action }] });
    const document = render({
      source_policy_documents: [policy("A", "a:Source")],
      statement: [statement({ sid: "B", actions: ["b:Own"] })],
      override_policy_documents: [policy("A", "a:Override")],
    });
    expect(document).toMatchObject({
      Statement: [
        { Sid: "A", Action: "a:Override" },
        { Sid: "B", Action: "b:Own" },
      ],
    });
  });

  it("refuses a source that is not JSON, and says which argument it was", () => {
    expect(() => policyDocument({ source_policy_documents: ["nonsense"] })).toThrow(
      /source_policy_documents: is not JSON .*nonsense/,
    );
  });
});
