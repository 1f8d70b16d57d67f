import { Database } from "@cdktf/provider-mysql/lib/database";
import { MysqlProvider } from "@cdktf/provider-mysql/lib/provider";
import { RdsConfig } from "@cdktf/provider-mysql/lib/rds-config";
import { Fn, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseStack, type BaseStackProps } from "../constructs/core/base-stack";
import { Ephemeral } from "../constructs/core/ephemeral";
import { protectedLifecycle } from "../constructs/core/lifecycle";
import { defineOutputs } from "../constructs/core/outputs";
import { DatabaseProxy } from "../constructs/database/database-proxy";
import { MysqlUser } from "../constructs/database/mysql-user";
import { USER_ROLES, type UserRole } from "../constructs/database/users";
import { ImportedSecurityGroup } from "../constructs/network/security-group";
import { loginIn } from "../constructs/secrets/password-secret";
import { databaseOutputs } from "./database-stack";
import { networkOutputs } from "./network-stack";

type DatabaseOutputs = ReturnType<typeof databaseOutputs.read>;

export interface SchemaStackProps extends BaseStackProps {
  /** Of the application. */
  readonly databaseName: string;
  /** Connections of the application's user at a time. */
  readonly applicationConnections: number;
  /** Raised by one, it gives every user a new password. */
  readonly passwordVersion: number;
  /** Whether the secrets are encrypted by the database's key; otherwise by the one that AWS keeps for secrets. */
  readonly ownKey: boolean;
  /** Hours for which the binary log stays on the server; 0 leaves it to RDS, which deletes it soon. */
  readonly binlogRetentionHours: number;
  /** Whether applications reach the writer by a proxy. @default false */
  readonly proxy?: boolean;
}

/**
 * What workloads learn of the application's database and its users. A list is empty where there is no such thing.
 * @public
 */
export const schemaOutputs = defineOutputs("schema", {
  databaseName: { kind: "string", description: "Database of the application" },
  proxyHosts: { kind: "list", description: "Host of the proxy before the writer" },
  appSecretArn: { kind: "string", description: "Secret with the name and password of the application's user" },
  migrateSecretArn: { kind: "string", description: "Secret of the user that changes the structure" },
  readonlySecretArn: { kind: "string", description: "Secret of the user that only reads, best from a replica" },
  exporterSecretArn: { kind: "string", description: "Secret of the metrics exporter" },
  backupSecretArn: { kind: "string", description: "Secret of the user that makes logical backups" },
});

/** Where the runner keeps the certificates of RDS: https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem */
const CA_BUNDLE = "/etc/ssl/certs/rds-global-bundle.pem";

/**
 * What is inside the server: the application's database, users and their rights. It talks to MySQL itself, so it is
 * applied by a runner inside the VPC (docs/guides/database.md).
 */
export class SchemaStack extends BaseStack {
  constructor(scope: Construct, props: SchemaStackProps) {
    super(scope, props);
    const database = databaseOutputs.read(this);
    this.connect(database);
    new Database(this, "application", {
      name: props.databaseName,
      defaultCharacterSet: "utf8mb4",
      defaultCollation: "utf8mb4_0900_ai_ci",
      lifecycle: protectedLifecycle(this),
    });
    if (props.binlogRetentionHours > 0) {
      new RdsConfig(this, "binlog", { binlogRetentionHours: props.binlogRetentionHours });
    }

    const { databaseName, passwordVersion } = props;
    const kmsKeyArn = props.ownKey ? Token.asString(Fn.one([...database.keyArns])) : undefined;
    const user = (role: UserRole, maxConnections?: number) =>
      new MysqlUser(this, role.name, { role, databaseName, passwordVersion, kmsKeyArn, maxConnections });
    const app = user(USER_ROLES.app, props.applicationConnections);
    const migrate = user(USER_ROLES.migrate);
    const readonly = user(USER_ROLES.readonly);
    const exporter = user(USER_ROLES.exporter);
    const backup = user(USER_ROLES.backup);

    const proxy = props.proxy ? this.proxy(database, [app, readonly], kmsKeyArn) : undefined;
    schemaOutputs.publish(this, {
      databaseName,
      proxyHosts: proxy ? [proxy.host] : [],
      appSecretArn: app.secretArn,
      migrateSecretArn: migrate.secretArn,
      readonlySecretArn: readonly.secretArn,
      exporterSecretArn: exporter.secretArn,
      backupSecretArn: backup.secretArn,
    });
  }

  /** Lets the mysql provider in as the master, over TLS that it verifies. */
  private connect({ writerHost, port, masterSecretArn }: DatabaseOutputs): void {
    const caBundle = new TerraformVariable(this, "rds-ca-bundle", {
      type: "string",
      default: CA_BUNDLE,
      description: "File on the runner with the certificates of RDS, from https://truststore.pki.rds.amazonaws.com",
    });
    const master = new Ephemeral(this, "master", "aws_secretsmanager_secret_version", { secret_id: masterSecretArn });
    const { username, password } = loginIn(master.attribute("secret_string"));
    new MysqlProvider(this, "mysql", {
      endpoint: `${writerHost}:${port}`,
      username,
      password,
      // The provider trusts no certificate of RDS by itself, and TLS that verifies nothing would trust them all.
      customTls: [{ caCert: caBundle.stringValue }],
    });
  }

  private proxy(database: DatabaseOutputs, users: readonly MysqlUser[], kmsKeyArn: string | undefined): DatabaseProxy {
    const { vpcId, dataSubnetIds: subnetIds } = networkOutputs.read(this);
    return new DatabaseProxy(this, "proxy", {
      vpcId,
      subnetIds,
      databaseIdentifier: database.identifier,
      clients: new ImportedSecurityGroup(this, "clients", database.clientSecurityGroupId),
      secretArns: users.map(({ secretArn }) => secretArn),
      kmsKeyArn,
    });
  }
}
