import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { PolicyDocument } from "../iam/policy-document";

/** What EventBridge is asked to pass on: https://karpenter.sh/docs/reference/cloudformation/ */
const EVENTS: Readonly<
  Record<string, { readonly source: string; readonly detailType: string; readonly what: string }>
> = {
  "scheduled-change": {
    source: "aws.health",
    detailType: "AWS Health Event",
    what: "maintenance and faults of hardware",
  },
  "spot-interruption": {
    source: "aws.ec2",
    detailType: "EC2 Spot Instance Interruption Warning",
    what: "spot instances that go in two minutes",
  },
  rebalance: {
    source: "aws.ec2",
    detailType: "EC2 Instance Rebalance Recommendation",
    what: "spot instances that may go soon",
  },
  "state-change": {
    source: "aws.ec2",
    detailType: "EC2 Instance State-change Notification",
    what: "instances that stop",
  },
  "capacity-reservation": {
    source: "aws.ec2",
    detailType: "EC2 Capacity Reservation Instance Interruption Warning",
    what: "reserved instances that go",
  },
};

/** A message that is older is of no use: the instance is gone. */
const RETENTION_SECONDS = 300;

/** A queue in which AWS says which instances it is about to take away, so that their pods move first. */
export class InterruptionQueue extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What fills it. */
  readonly resources: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const queue = new SqsQueue(this, "Resource", {
      name: stack.physicalName("queue", "interruptions"),
      messageRetentionSeconds: RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
    });
    this.name = queue.name;
    this.arn = queue.arn;
    const targets = Object.entries(EVENTS).map(([event, { source, detailType, what }]) => {
      const rule = new CloudwatchEventRule(this, event, {
        name: stack.physicalName("eventRule", event),
        description: `Tells Karpenter of ${what}`,
        eventPattern: Fn.jsonencode({ source: [source], "detail-type": [detailType] }),
      });
      return { rule, target: new CloudwatchEventTarget(this, `${event}-target`, { rule: rule.name, arn: queue.arn }) };
    });
    const policy = new PolicyDocument(this, "access", [
      {
        sid: "FromEventBridge",
        actions: ["sqs:SendMessage"],
        resources: [queue.arn],
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
        condition: [{ test: "ArnEquals", variable: "aws:SourceArn", values: targets.map(({ rule }) => rule.arn) }],
      },
      {
        sid: "OnlyEncrypted",
        effect: "Deny",
        actions: ["sqs:*"],
        resources: [queue.arn],
        principals: [{ type: "*", identifiers: ["*"] }],
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ]);
    const access = new SqsQueuePolicy(this, "policy", { queueUrl: queue.url, policy: policy.json });
    this.resources = [access, ...targets.map(({ target }) => target)];
  }
}
