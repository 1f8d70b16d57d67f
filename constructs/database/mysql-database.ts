import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { Construct } from "constructs";
import { PasswordSecret } from "../secrets/password-secret";
import { MYSQL_PORT } from "./engine";
import { InstanceParts, type InstanceProps } from "./instance";

export interface MysqlDatabaseProps extends InstanceProps {
  /** Whether a standby in another zone takes over when this one fails. */
  readonly multiAz: boolean;
  readonly backups: {
    /** How far back the database can be set; replicas need 1 at least. */
    readonly retentionDays: number;
    /** UTC, such as 17:00-18:00. */
    readonly window: string;
    /** Whether a last snapshot is left when the database is destroyed. */
    readonly finalSnapshot: boolean;
  };
  /** "own": made and kept unseen; "managed": kept and rotated by RDS, which then allows no replica. */
  readonly masterPassword: "own" | "managed";
  /** Raised by one, it gives the master a new password. */
  readonly passwordVersion: number;
  /** Whether upgrades are made on a copy that takes the database's place; not with replicas. @default false */
  readonly blueGreen?: boolean;
  /** Lets the next change of the engine's version change its series. @default false */
  readonly majorUpgrade?: boolean;
}

/** Creates users and rights; applications never get its password. `rdsadmin`, `root` and their like are RDS's own. */
const MASTER = "administrator";

/**
 * MySQL on RDS: one writer, with a standby if wanted. Encrypted, private, TLS only, with point-in-time recovery, logs
 * and metrics. Readers are ReadReplica. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_MySQL.html
 */
export class MysqlDatabase extends Construct {
  readonly identifier: string;
  readonly arn: string;
  readonly resourceId: string;
  readonly host: string;
  /** ARN of the secret with the master's name and password. */
  readonly masterSecretArn: string;

  constructor(scope: Construct, id: string, props: MysqlDatabaseProps) {
    super(scope, id);
    const { site, storage, backups } = props;
    const parts = new InstanceParts(this, "Resource", "writer", props);
    const secret = props.masterPassword === "own" ? this.masterSecret(props) : undefined;
    const instance = new DbInstance(parts, "Resource", {
      ...parts.common,
      engine: "mysql",
      engineVersion: props.engineVersion,
      // Paid support for what is too old is refused: RDS then upgrades, which is planned for here.
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      allowMajorVersionUpgrade: props.majorUpgrade ?? false,
      blueGreenUpdate: props.blueGreen ? { enabled: true } : undefined,
      allocatedStorage: storage.sizeGb,
      kmsKeyId: site.key?.arn,
      multiAz: props.multiAz,
      dbSubnetGroupName: site.subnetGroupName,
      port: MYSQL_PORT,
      username: MASTER,
      ...(secret
        ? { passwordWo: secret.password, passwordWoVersion: secret.version }
        : { manageMasterUserPassword: true, masterUserSecretKmsKeyId: site.key?.arn }),
      backupRetentionPeriod: backups.retentionDays,
      backupWindow: backups.window,
      skipFinalSnapshot: !backups.finalSnapshot,
      finalSnapshotIdentifier: backups.finalSnapshot ? `${parts.identifier}-final` : undefined,
    });
    this.identifier = instance.identifier;
    this.arn = instance.arn;
    this.resourceId = instance.resourceId;
    this.host = instance.address;
    this.masterSecretArn = secret?.arn ?? instance.masterUserSecret.get(0).secretArn;
  }

  private masterSecret({ passwordVersion, site }: MysqlDatabaseProps): PasswordSecret {
    return new PasswordSecret(this, "master", {
      name: `mysql/${MASTER}`,
      description: "Master of the MySQL database, for Terraform and repairs",
      username: MASTER,
      version: passwordVersion,
      kmsKeyArn: site.key?.arn,
    });
  }
}
