import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { protectedLifecycle } from "../core/lifecycle";
import { SecurityGroup } from "../network/security-group";

export interface ValkeyCacheProps {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Of Valkey, such as 8.2. */
  readonly engineVersion: string;
  readonly nodeType: string;
  /** Copies in other zones, of which one takes over; 0 for none. */
  readonly replicas: number;
  /** UTC, such as sun:18:30-sun:19:30. */
  readonly maintenanceWindow: string;
  /** @default the key that AWS keeps for ElastiCache */
  readonly kmsKeyArn?: string;
}

const PORT = 6379;

/** Everything on the application's own keys, but nothing that administers the server or lists every key. */
const APPLICATION_MAY = "on ~* &* +@all -@dangerous -@admin";

/**
 * A Valkey cache that holds nothing that cannot be made again: encrypted, TLS only, and entered by IAM, since its
 * passwords would stand in the state. Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class ValkeyCache extends Construct {
  readonly host: string;
  readonly port = PORT;
  /** Whoever carries this group may connect. */
  readonly clients: SecurityGroup;
  /** The user that an application connects as, by IAM. */
  readonly user: string;
  /** What a role needs `elasticache:Connect` on. */
  readonly connectArns: readonly string[];

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const name = stack.physicalName("cache", "cache");
    const description = `Cache of ${stack.owner}`;
    const subnets = new ElasticacheSubnetGroup(this, "subnets", { name, description, subnetIds: [...props.subnetIds] });

    const { vpcId } = props;
    const server = new SecurityGroup(this, "server", {
      vpcId,
      name: "cache",
      description: "Valkey: in from its clients, out to nobody",
    });
    this.clients = new SecurityGroup(this, "clients", {
      vpcId,
      name: "cache-clients",
      description: "May connect to Valkey",
    });
    server.allowFrom(this.clients, { port: PORT, reason: "Valkey" });

    const user = new ElasticacheUser(this, "application", {
      // With IAM the id and the name must be one.
      userId: `${name}-app`,
      userName: `${name}-app`,
      engine: "valkey",
      accessString: APPLICATION_MAY,
      authenticationMode: { type: "iam" },
    });
    const group = new ElasticacheUserGroup(this, "users", {
      userGroupId: name,
      engine: "valkey",
      userIds: [user.userId],
    });
    const cache = new ElasticacheReplicationGroup(this, "Resource", {
      replicationGroupId: name,
      description,
      engine: "valkey",
      engineVersion: props.engineVersion,
      nodeType: props.nodeType,
      port: PORT,
      numCacheClusters: props.replicas + 1,
      automaticFailoverEnabled: props.replicas > 0,
      multiAzEnabled: props.replicas > 0,
      subnetGroupName: subnets.name,
      securityGroupIds: [server.id],
      userGroupIds: [group.userGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: "true",
      kmsKeyId: props.kmsKeyArn,
      maintenanceWindow: props.maintenanceWindow,
      // A cache is filled again from the database; its snapshots would keep data that was deleted there.
      snapshotRetentionLimit: 0,
      applyImmediately: false,
      lifecycle: protectedLifecycle(this),
    });
    this.host = cache.primaryEndpointAddress;
    this.user = user.userName;
    this.connectArns = [cache.arn, user.arn];
  }
}
