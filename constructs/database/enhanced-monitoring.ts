import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { ServiceRole } from "../iam/service-role";

/** The role by which RDS writes what it sees of the operating system into CloudWatch, in any region. */
export class EnhancedMonitoring extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const group = `arn:${stack.partition}:logs:*:${stack.account}:log-group:RDS*`;
    this.roleArn = new ServiceRole(this, "role", {
      name: stack.physicalName("role", stack.layer, "monitoring"),
      description: "Writes the metrics of the databases' operating systems to CloudWatch",
      service: "monitoring.rds.amazonaws.com",
      // As the managed policy AmazonRDSEnhancedMonitoringRole, narrowed to this account:
      // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonRDSEnhancedMonitoringRole.html
      statements: [
        { actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [group] },
        {
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
          resources: [`${group}:log-stream:*`],
        },
      ],
    }).arn;
  }
}
