import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { CustomObjects, type KubernetesObject } from "../helm/custom-objects";
import type { PolicyStatement } from "../iam/policy-document";
import { Role } from "../iam/role";

/** One key of a secret in the cluster, and where in Secrets Manager its value is. */
export interface SecretItem {
  /** File or variable that a pod sees. */
  readonly key: string;
  /** Name or ARN of the secret in Secrets Manager. */
  readonly from: string;
  /** Field of a secret that is JSON. @default the whole text */
  readonly field?: string;
  /** What the value is, for whoever has to bring it: `npm run secrets` prints it. @default nothing */
  readonly description?: string;
}

export interface NamespaceSecret {
  readonly name: string;
  readonly items: readonly SecretItem[];
  /**
   * Templates over the items, for a pod that wants them in a form of its own, such as a configuration file.
   * Source: https://external-secrets.io/latest/guides/templating/ @default the items as they are
   */
  readonly template?: Readonly<Record<string, string>>;
}

export interface NamespaceSecretsProps {
  readonly namespace: string;
  /** Role of External Secrets, which assumes that of the namespace. */
  readonly controllerRoleArn: string;
  readonly secrets: readonly NamespaceSecret[];
  /** Keys of our own that encrypt them. @default only the one that AWS keeps for secrets */
  readonly keyArns?: readonly string[];
}

/** Part of the names of the roles, by which External Secrets may assume them and no others. */
const ROLES = "secrets";

/** Longest that a rotated password stays unknown to the cluster. */
const REFRESH = "15m";

/**
 * Secrets that pods of a namespace read, brought from Secrets Manager under a role that reads these and no others. No
 * value passes through terraform. Source: https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export class NamespaceSecrets extends Construct {
  /** Whoever reads the secrets waits for it. */
  readonly resource: ITerraformDependable;
  readonly secrets: readonly NamespaceSecret[];

  constructor(scope: Construct, id: string, { namespace, secrets, ...props }: NamespaceSecretsProps) {
    super(scope, id);
    this.secrets = secrets;
    const { region } = BaseStack.of(this);
    const role = this.role({ namespace, secrets, ...props });
    const store: KubernetesObject = {
      apiVersion: "external-secrets.io/v1",
      kind: "SecretStore",
      metadata: { name: "secrets-manager" },
      spec: { provider: { aws: { service: "SecretsManager", region, role: role.arn } } },
    };
    const { resource } = new CustomObjects(this, "Resource", {
      name: "secrets",
      namespace,
      objects: [store, ...secrets.map(externalSecret)],
      after: role.rights,
    });
    this.resource = resource;
  }

  /** ARN of every role of a namespace of the stack's owner, as a pattern: what External Secrets may assume. */
  static rolesOf({ partition, account, organization, owner }: BaseStack): string {
    return `arn:${partition}:iam::${account}:role/${organization}-${owner}-${ROLES}-*`;
  }

  private role({ namespace, controllerRoleArn, secrets, keyArns = [] }: NamespaceSecretsProps): Role {
    const stack = BaseStack.of(this);
    const names = [...new Set(secrets.flatMap(({ items }) => items.map(({ from }) => from)))];
    const decrypt: PolicyStatement = { sid: "Decrypt", actions: ["kms:Decrypt"], resources: [...keyArns] };
    return new Role(this, "role", {
      // Its name may be known to terraform alone, and a token stands no change of case.
      name: `${stack.physicalName("role", ROLES)}-${namespace}`,
      description: `Secrets of the namespace ${namespace}`,
      // EKS tags sessions of pods, and the tags go with the next role: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
      trust: [
        {
          actions: ["sts:AssumeRole", "sts:TagSession"],
          principals: [{ type: "AWS", identifiers: [controllerRoleArn] }],
        },
      ],
      statements: [
        {
          sid: "ReadOwnSecrets",
          actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          resources: names.map((name) => secretArn(stack, name)),
        },
        ...(keyArns.length > 0 ? [decrypt] : []),
      ],
    });
  }
}

/** Secrets Manager ends an ARN with six characters of its own choice. */
function secretArn({ partition, region, account }: BaseStack, name: string): string {
  const isName = /^[\w/+=.@-]+$/.test(name);
  return isName ? `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????` : name;
}

function externalSecret({ name, items, template }: NamespaceSecret): KubernetesObject {
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name },
    spec: {
      refreshInterval: REFRESH,
      secretStoreRef: { kind: "SecretStore", name: "secrets-manager" },
      target: { name, ...(template && { template: { engineVersion: "v2", data: template } }) },
      data: items.map(({ key, from, field }) => ({
        secretKey: key,
        remoteRef: { key: from, ...(field !== undefined && { property: field }) },
      })),
    },
  };
}
