import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { ServiceRole } from "../iam/service-role";
import { SecureBucket } from "../storage/secure-bucket";
import type { Vpc } from "./vpc";

export interface FlowLogsProps {
  readonly vpc: Vpc;
  /** CloudWatch answers queries at once; S3 costs less to keep. */
  readonly destination: "cloudwatch" | "s3";
  readonly retentionDays: number;
}

/** Who talked to whom in the VPC, accepted and rejected. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { layer } = BaseStack.of(this);
    const log = {
      vpcId: props.vpc.id,
      trafficType: "ALL",
      tags: { Name: BaseStack.of(this).physicalName("tag", "vpc") },
    };
    if (props.destination === "s3") {
      const bucket = new SecureBucket(this, "records", {
        // Two networks of one environment have two buckets, and bucket names are global.
        purpose: `${layer}-flow-logs`,
        encryption: { kind: "s3" },
        expirationDays: props.retentionDays,
      });
      const dependsOn = [bucket.allowLogDelivery()];
      new FlowLog(this, "Resource", { ...log, logDestinationType: "s3", logDestination: bucket.arn, dependsOn });
    } else {
      new FlowLog(this, "Resource", { ...log, ...this.logGroup(props.retentionDays) });
    }
  }

  private logGroup(retentionInDays: number) {
    const stack = BaseStack.of(this);
    const group = new CloudwatchLogGroup(this, "records", {
      name: stack.physicalName("logGroup", stack.layer, "flow-logs"),
      retentionInDays,
    });
    const role = new ServiceRole(this, "delivery", {
      name: stack.physicalName("role", stack.layer, "flow-logs"),
      description: "Writes VPC flow logs to CloudWatch",
      service: "vpc-flow-logs.amazonaws.com",
      // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, narrowed to this log group
      statements: [
        {
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [`${group.arn}:*`],
        },
      ],
    });
    return { logDestinationType: "cloud-watch-logs", logDestination: group.arn, iamRoleArn: role.arn };
  }
}
