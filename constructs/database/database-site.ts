import { DbOptionGroup } from "@cdktf/provider-aws/lib/db-option-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import type { EncryptionKey } from "../encryption/encryption-key";
import { SecurityGroup } from "../network/security-group";
import { MYSQL_PORT, seriesOf } from "./engine";

export interface DatabaseSiteProps {
  readonly vpcId: string;
  /** Subnets in two zones at least. */
  readonly subnetIds: readonly string[];
  /** Last part of every name here. */
  readonly name: string;
  /** A series or a release of it. */
  readonly engineVersion: string;
  /** @default the key that AWS keeps for RDS */
  readonly key?: EncryptionKey;
}

/**
 * What instances of MySQL need in a region, whichever of them stand there: subnets, the groups that reach them and let
 * them be reached, the audit plugin.
 */
export class DatabaseSite extends Construct {
  readonly subnetGroupName: string;
  readonly securityGroup: SecurityGroup;
  /** Whoever carries this group may connect: workloads of later stacks attach it. */
  readonly clients: SecurityGroup;
  readonly optionGroupName: string;
  readonly key?: EncryptionKey;

  constructor(scope: Construct, id: string, props: DatabaseSiteProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const { vpcId, name } = props;
    this.key = props.key;
    this.subnetGroupName = new DbSubnetGroup(this, "subnets", {
      name: stack.physicalName("database", name),
      description: "Data subnets, which have no way out",
      subnetIds: [...props.subnetIds],
    }).name;

    this.securityGroup = new SecurityGroup(this, "server", {
      vpcId,
      name,
      description: "MySQL: in from its clients, out to nobody",
    });
    this.clients = new SecurityGroup(this, "clients", {
      vpcId,
      name: `${name}-clients`,
      description: "May connect to MySQL",
    });
    this.securityGroup.allowFrom(this.clients, { port: MYSQL_PORT, reason: "MySQL" });

    const series = seriesOf(props.engineVersion);
    this.optionGroupName = new DbOptionGroup(this, "options", {
      // A new series needs a new group before the old one is free.
      name: stack.physicalName("database", name, series.replace(".", "-")),
      optionGroupDescription: "Who connected and who changed structure or rights",
      engineName: "mysql",
      majorEngineVersion: series,
      option: [
        {
          // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html
          optionName: "MARIADB_AUDIT_PLUGIN",
          optionSettings: [
            // Not QUERY: statements carry personal data, and a busy server writes more log than rows.
            { name: "SERVER_AUDIT_EVENTS", value: "CONNECT,QUERY_DDL,QUERY_DCL" },
            // RDS connects every few seconds to see whether the server lives.
            { name: "SERVER_AUDIT_EXCL_USERS", value: "rdsadmin" },
          ],
        },
      ],
      lifecycle: { createBeforeDestroy: true },
    }).name;
  }
}
