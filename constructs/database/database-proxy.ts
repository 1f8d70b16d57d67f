import { DbProxy } from "@cdktf/provider-aws/lib/db-proxy";
import { DbProxyDefaultTargetGroup } from "@cdktf/provider-aws/lib/db-proxy-default-target-group";
import { DbProxyTarget } from "@cdktf/provider-aws/lib/db-proxy-target";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { ServiceRole } from "../iam/service-role";
import { SecurityGroup, type SecurityGroupPeer } from "../network/security-group";
import { MYSQL_PORT } from "./engine";

export interface DatabaseProxyProps {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly databaseIdentifier: string;
  /** The group that may connect to the database: the proxy carries it, and lets its other members in. */
  readonly clients: SecurityGroupPeer;
  /** Secrets of the users that may come through it. */
  readonly secretArns: readonly string[];
  /** Key of those secrets. @default the key that AWS keeps for secrets */
  readonly kmsKeyArn?: string;
}

/** Seconds for which a client may do nothing; longer than the idle time of connection pools, shorter than an outage. */
const IDLE_SECONDS = 1800;

/** Of the database's connections; migrations, backups and people come past the proxy. */
const CONNECTIONS_PERCENT = 80;

/**
 * Holds connections open for applications that come and go, and keeps them through a failover.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
export class DatabaseProxy extends Construct {
  readonly host: string;

  constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const name = stack.physicalName("database", "mysql-proxy");
    const group = new SecurityGroup(this, "server", {
      vpcId: props.vpcId,
      name: "mysql-proxy",
      description: "Proxy before MySQL: in from its clients, on to the server",
    });
    group.allowFrom(props.clients, { port: MYSQL_PORT, reason: "MySQL, by the proxy" });
    const role = new ServiceRole(this, "role", {
      name: stack.physicalName("role", stack.layer, "proxy"),
      description: "Reads the passwords of those who come through the proxy",
      service: "rds.amazonaws.com",
      // RDS Proxy names no source account when it assumes this role.
      namesSourceAccount: false,
      statements: [
        { actions: ["secretsmanager:GetSecretValue"], resources: [...props.secretArns] },
        ...(props.kmsKeyArn ? [{ actions: ["kms:Decrypt"], resources: [props.kmsKeyArn] }] : []),
      ],
    });
    const proxy = new DbProxy(this, "Resource", {
      name,
      engineFamily: "MYSQL",
      requireTls: true,
      idleClientTimeout: IDLE_SECONDS,
      roleArn: role.arn,
      auth: props.secretArns.map((secretArn) => ({
        authScheme: "SECRETS",
        iamAuth: "DISABLED",
        clientPasswordAuthType: "MYSQL_CACHING_SHA2_PASSWORD",
        secretArn,
      })),
      vpcSubnetIds: [...props.subnetIds],
      vpcSecurityGroupIds: [group.id, props.clients.id],
    });
    const targets = new DbProxyDefaultTargetGroup(this, "targets", {
      dbProxyName: proxy.name,
      connectionPoolConfig: { maxConnectionsPercent: CONNECTIONS_PERCENT },
    });
    new DbProxyTarget(this, "writer", {
      dbProxyName: proxy.name,
      targetGroupName: targets.name,
      dbInstanceIdentifier: props.databaseIdentifier,
    });
    this.host = proxy.endpoint;
  }
}
