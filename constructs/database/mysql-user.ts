import { Grant as MysqlGrant } from "@cdktf/provider-mysql/lib/grant";
import { User } from "@cdktf/provider-mysql/lib/user";
import { Construct } from "constructs";
import { PasswordSecret } from "../secrets/password-secret";
import type { UserRole } from "./users";

export interface MysqlUserProps {
  readonly role: UserRole;
  /** What the roles call the application's database. */
  readonly databaseName: string;
  /** Connections at a time. @default the role's */
  readonly maxConnections?: number;
  /** Raised by one, it gives a new password; the old one stays valid until the next time. */
  readonly passwordVersion: number;
  /** @default the key that AWS keeps for secrets */
  readonly kmsKeyArn?: string;
}

/** A user, the secret that holds its password, and its rights. */
export class MysqlUser extends Construct {
  readonly secretArn: string;

  constructor(scope: Construct, id: string, props: MysqlUserProps) {
    super(scope, id);
    const { role, databaseName } = props;
    const secret = new PasswordSecret(this, "Resource", {
      name: `mysql/${role.name}`,
      description: role.description,
      username: role.name,
      version: props.passwordVersion,
      kmsKeyArn: props.kmsKeyArn,
    });
    this.secretArn = secret.arn;
    const user = new User(this, "user", {
      user: role.name,
      // Security groups say who may come. A network here would lock everybody out after a recovery in another one.
      host: "%",
      authPlugin: "caching_sha2_password",
      passwordWo: secret.password,
      passwordWoVersion: secret.version,
      // Pods that were started before a rotation go on with the password that they have read.
      retainOldPassword: true,
      tlsOption: "SSL",
      maxUserConnections: props.maxConnections ?? role.maxConnections,
    });
    for (const { database, privileges } of role.grants) {
      const name = typeof database === "string" ? database : databaseName;
      new MysqlGrant(
        this,
        `on-${name === "*" ? "everything" : typeof database === "string" ? database : database.name}`,
        {
          user: user.user,
          host: user.host,
          database: name,
          privileges: [...privileges],
        },
      );
    }
  }
}
