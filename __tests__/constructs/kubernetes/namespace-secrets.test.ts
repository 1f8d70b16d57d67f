import { NamespaceSecrets, type NamespaceSecretsProps } from "../../../constructs/kubernetes/namespace-secrets";
import { exampleStack } from "../../helpers/stack";
import { dataOf, resourcesOf } from "../../helpers/template";

const CONTROLLER = "arn:aws:iam::111111111111:role/httpsok-staging-pods-external-secrets";
const KEY = "arn:aws:kms:ap-southeast-1:111111111111:key/00000000-0000-0000-0000-000000000000";

const props: NamespaceSecretsProps = {
  namespace: "monitoring",
  controllerRoleArn: CONTROLLER,
  secrets: [
    {
      name: "alert-channels",
      items: [
        { key: "slack-url", from: "httpsok/staging/alerts/slack" },
        { key: "email-password", from: "httpsok/staging/alerts/email", field: "password" },
      ],
    },
  ],
};

function secrets(more: Partial<NamespaceSecretsProps> = {}) {
  const stack = exampleStack();
  new NamespaceSecrets(stack, "secrets", { ...props, ...more });
  return {
    stack,
    release: resourcesOf(stack, "helm_release").secrets,
    trust: dataOf(stack, "aws_iam_policy_document").secrets_role_trust,
    permissions: dataOf(stack, "aws_iam_policy_document").secrets_role_permissions,
  };
}

describe("secrets of a namespace", () => {
  it("are read by a role of the namespace, that names them one by one", () => {
    const { permissions } = secrets();
    const arn = (name: string) => `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:${name}-??????`;
    expect(permissions?.statement).toEqual([
      {
        sid: "ReadOwnSecrets",
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resources: [arn("httpsok/staging/alerts/slack"), arn("httpsok/staging/alerts/email")],
      },
    ]);
  });

  it("may be named by their ARN", () => {
    const arn = "arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:rds!db-x-AbCdEf";
    const { permissions } = secrets({ secrets: [{ name: "database", items: [{ key: "password", from: arn }] }] });
    expect(permissions?.statement).toMatchObject([{ resources: [arn] }]);
  });

  it("are opened by the keys that are named, and no other", () => {
    expect(JSON.stringify(secrets().permissions)).not.toContain("kms:");
    expect(secrets({ keyArns: [KEY] }).permissions?.statement).toMatchObject([
      { sid: "ReadOwnSecrets" },
      { sid: "Decrypt", actions: ["kms:Decrypt"], resources: [KEY] },
    ]);
  });

  it("are read for the controller alone, whose session tags come along", () => {
    expect(secrets().trust?.statement).toEqual([
      { actions: ["sts:AssumeRole", "sts:TagSession"], principals: [{ type: "AWS", identifiers: [CONTROLLER] }] },
    ]);
  });

  it("have a role of a name that the controller may assume", () => {
    const { stack } = secrets();
    const [role] = Object.values(resourcesOf(stack, "aws_iam_role"));
    expect(role?.name).toBe("httpsok-staging-secrets-monitoring");
    const pattern = NamespaceSecrets.rolesOf(stack);
    expect(pattern).toBe("arn:aws:iam::111111111111:role/httpsok-staging-secrets-*");
    expect(`arn:aws:iam::111111111111:role/${role?.name}`.startsWith(pattern.slice(0, -1))).toBe(true);
  });

  it("are brought into the cluster under the keys that pods read, and refreshed", () => {
    const text = String(secrets().release?.values);
    for (const expected of [
      '"kind" = "SecretStore"',
      '"role" = aws_iam_role.secrets_role.arn',
      '"secretKey" = "slack-url"',
      '"property" = "password"',
      '"refreshInterval" = "15m"',
    ]) {
      expect(text).toContain(expected);
    }
  });

  it("take the form that a pod wants, with the templates of External Secrets left to it", () => {
    const template = { "my.cnf": "password = {{ .password }}" };
    const text = String(
      secrets({ secrets: [{ name: "database", items: [{ key: "password", from: "database" }], template }] }).release
        ?.values,
    );
    expect(text).toContain('"my.cnf" = "password = {{ .password }}"');
    expect(text).toContain('"engineVersion" = "v2"');
  });

  it("come when the role may read them, and not before", () => {
    expect(secrets().release?.depends_on).toEqual(["aws_iam_role_policy.secrets_role_policy"]);
  });
});
