import {
  BytesIEC,
  CountsPerSecond,
  IOOpsPerSecond,
  Percent,
  Seconds,
  Short,
} from "@grafana/grafana-foundation-sdk/units";
import { dashboard } from "./dashboard";
import { timeseries } from "./panels";
import { type CloudwatchQuery, cloudwatch } from "./sources";

type Statistic = CloudwatchQuery["statistic"];

const rds = (metric: string, statistic: Statistic = "Average") =>
  cloudwatch({ namespace: "AWS/RDS", metric, statistic, dimension: "DBInstanceIdentifier", values: "*" });
const cache = (metric: string, statistic: Statistic = "Average") =>
  cloudwatch({ namespace: "AWS/ElastiCache", metric, statistic, dimension: "CacheClusterId", values: "*" });
const balancer = (metric: string, statistic: Statistic) =>
  cloudwatch({ namespace: "AWS/ApplicationELB", metric, statistic, dimension: "LoadBalancer", values: "*" });

/** Names: the pages on CloudWatch metrics of RDS, ElastiCache, Elastic Load Balancing and NAT gateways in AWS's documentation. */
export const aws = dashboard({
  name: "aws",
  title: "AWS",
  description: "Managed services, whose machines only AWS sees: database, cache, load balancer, network.",
  team: "platform",
  rows: {
    Database: [
      timeseries({ title: "CPU use", unit: Percent, max: 100, above: [80, 95], queries: rds("CPUUtilization") }),
      timeseries({ title: "Free memory", unit: BytesIEC, queries: rds("FreeableMemory", "Minimum") }),
      timeseries({ title: "Free space", unit: BytesIEC, queries: rds("FreeStorageSpace", "Minimum") }),
      timeseries({ title: "Operations waiting for disk", unit: Short, queries: rds("DiskQueueDepth") }),
      timeseries({ title: "Reads", unit: IOOpsPerSecond, queries: rds("ReadIOPS") }),
      timeseries({ title: "Writes", unit: IOOpsPerSecond, queries: rds("WriteIOPS") }),
      timeseries({ title: "Time of a read", unit: Seconds, queries: rds("ReadLatency") }),
      timeseries({ title: "Time of a write", unit: Seconds, queries: rds("WriteLatency") }),
    ],
    Cache: [
      timeseries({
        title: "CPU use of the engine",
        unit: Percent,
        max: 100,
        above: [80, 95],
        queries: cache("EngineCPUUtilization"),
      }),
      timeseries({
        title: "Memory in use",
        unit: Percent,
        max: 100,
        above: [80, 95],
        queries: cache("DatabaseMemoryUsagePercentage"),
      }),
      timeseries({ title: "Hits", unit: Percent, max: 100, queries: cache("CacheHitRate") }),
      timeseries({
        title: "Evictions",
        description: "Keys dropped to make room.",
        unit: Short,
        queries: cache("Evictions", "Sum"),
      }),
      timeseries({ title: "Connections of clients", unit: Short, queries: cache("CurrConnections") }),
      timeseries({ title: "Lag of copies", unit: Seconds, queries: cache("ReplicationLag", "Maximum") }),
    ],
    "Load balancer": [
      timeseries({
        title: "Answers 5xx of the balancer",
        description: "It reached no target.",
        unit: Short,
        queries: balancer("HTTPCode_ELB_5XX_Count", "Sum"),
      }),
      timeseries({
        title: "Answers 5xx of targets",
        unit: Short,
        queries: balancer("HTTPCode_Target_5XX_Count", "Sum"),
      }),
      timeseries({
        title: "Response time",
        description: "95 % of answers of targets take no longer.",
        unit: Seconds,
        queries: balancer("TargetResponseTime", "p95"),
      }),
      timeseries({ title: "Connections refused", unit: Short, queries: balancer("RejectedConnectionCount", "Sum") }),
    ],
    Network: [
      timeseries({
        title: "NAT gateways without a free port",
        description: "Too many connections to the same address at once.",
        unit: CountsPerSecond,
        queries: cloudwatch({
          namespace: "AWS/NATGateway",
          metric: "ErrorPortAllocation",
          statistic: "Sum",
          dimension: "NatGatewayId",
          values: "*",
        }),
      }),
    ],
  },
});
