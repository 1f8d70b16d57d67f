import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { BaseStack } from "../../constructs/core/base-stack";
import { NamespaceSecrets, type SecretItem } from "../../constructs/kubernetes/namespace-secrets";

/** A secret that somebody has to bring before the stack that reads it is applied. */
export interface RequiredSecret {
  /** In Secrets Manager. */
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  /** Of its JSON; none when the whole text is the secret. */
  readonly fields: readonly string[];
  /** Which key of which Kubernetes secret it becomes, and what it is; a line each. */
  readonly uses: readonly string[];
}

/**
 * The secrets that the stacks of an app read by name and that no stack makes, in the order of the stacks. An ARN comes
 * from a stack that made the secret, so it is none of them.
 */
export function requiredSecrets(app: IConstruct): readonly RequiredSecret[] {
  const nodes = app.node.findAll();
  const made = new Set(nodes.flatMap((node) => (node instanceof SecretsmanagerSecret ? (node.nameInput ?? []) : [])));
  const required = new Map<string, RequiredSecret>();
  for (const { item, use, stack } of itemsIn(nodes)) {
    const { from: name, field } = item;
    if (Token.isUnresolved(name) || name.startsWith("arn:") || made.has(name)) continue;
    const { region } = stack;
    const known = required.get(`${region} ${name}`) ?? { name, stack: stack.node.id, region, fields: [], uses: [] };
    const fields = new Set([...known.fields, ...(field === undefined ? [] : [field])]);
    required.set(`${region} ${name}`, { ...known, fields: [...fields], uses: [...known.uses, use] });
  }
  return [...required.values()];
}

/** For a shell: reads the secret as one line that is not shown, and puts it into no history and no list of processes. */
export function createCommand({ name, region }: RequiredSecret): string {
  const create = `aws secretsmanager create-secret --region ${region} --name ${name} --secret-string file:///dev/stdin`;
  return `read -rs value && printf %s "$value" | ${create}; unset value`;
}

function itemsIn(nodes: readonly IConstruct[]) {
  return nodes
    .filter((node) => node instanceof NamespaceSecrets)
    .flatMap((node) =>
      node.secrets.flatMap(({ name, items }) =>
        items.map((item) => ({ item, stack: BaseStack.of(node), use: useOf(item, name) })),
      ),
    );
}

function useOf({ key, description }: SecretItem, secret: string): string {
  return `${key} of ${secret}${description === undefined ? "" : `: ${description}`}`;
}
