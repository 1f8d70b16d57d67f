import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Fn, propertyAccess, Token } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { Ephemeral } from "../core/ephemeral";
import { protectedLifecycle } from "../core/lifecycle";

export interface PasswordSecretProps {
  /** Below the organization and the environment: `mysql/app`. */
  readonly name: string;
  readonly description: string;
  readonly username: string;
  /** Raised by one, it gives a new password. */
  readonly version: number;
  /** @default the key that AWS keeps for secrets */
  readonly kmsKeyArn?: string;
}

/** RDS takes 41 characters at most; letters and digits need no escaping in any address or file: 238 bits. */
const LENGTH = 40;

/** Days in which a deleted secret can be brought back, the longest that Secrets Manager offers. */
const RECOVERY_DAYS = 30;

/**
 * A user name and a password that nobody sees: made in memory, written to Secrets Manager, and read back from there for
 * whoever needs it. Without the reading back, a run that failed halfway would go on with another password than the one
 * that it stored.
 */
export class PasswordSecret extends Construct {
  readonly arn: string;
  /** Goes beside every write-only argument that takes the password: its change is what makes them be written again. */
  readonly version: number;
  private readonly current: Ephemeral;

  constructor(scope: Construct, id: string, props: PasswordSecretProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    this.version = props.version;
    const generated = new Ephemeral(this, "generated", "random_password", { length: LENGTH, special: false });
    const secret = new SecretsmanagerSecret(this, "Resource", {
      name: [stack.organization, stack.owner, props.name].join("/"),
      description: props.description,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: stack.deletionProtection ? RECOVERY_DAYS : 0,
      lifecycle: protectedLifecycle(this),
    });
    this.arn = secret.arn;
    const stored = new SecretsmanagerSecretVersion(this, "value", {
      secretId: secret.id,
      // No host: it changes when a replica is promoted, and a secret that is not rotated would still tell the old one.
      secretStringWo: Fn.jsonencode({ username: props.username, password: generated.attribute("result") }),
      secretStringWoVersion: props.version,
    });
    this.current = new Ephemeral(this, "current", "aws_secretsmanager_secret_version", {
      secret_id: stored.secretId,
      version_id: stored.versionId,
    });
  }

  /** For write-only arguments and providers; terraform refuses it elsewhere. */
  get password(): string {
    return loginIn(this.current.attribute("secret_string")).password;
  }
}

/** Name and password in the text of a secret, as PasswordSecret and RDS write it. */
export function loginIn(secretString: string): { readonly username: string; readonly password: string } {
  const field = (name: string) => Token.asString(propertyAccess(Fn.jsondecode(secretString), [name]));
  return { username: field("username"), password: field("password") };
}
