import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { Construct } from "constructs";
import { BaseStack } from "../core/base-stack";
import { protectedLifecycle } from "../core/lifecycle";
import type { DatabaseSite } from "./database-site";
import { isSeries, machineOf, seriesOf } from "./engine";
import type { EnhancedMonitoring } from "./enhanced-monitoring";
import { parametersOf, type Role } from "./parameters";
import { CERTIFICATE_AUTHORITY } from "./rds-certificate";

interface VolumeProps {
  readonly type: "gp3" | "io2";
  readonly sizeGb: number;
  /** Up to where the volume grows by itself. */
  readonly maxGb: number;
  /** Of io2 always; of gp3 from 400 GB on. @default what gp3 includes */
  readonly iops?: number;
  /** MiB/s, of gp3 from 400 GB on. @default what gp3 includes */
  readonly throughputMibps?: number;
}

interface MonitoringProps {
  readonly insights: "standard" | "advanced";
  /** Seconds between two looks at the operating system; 0 for none. */
  readonly intervalSeconds: number;
  readonly logRetentionDays: number;
}

export interface InstanceProps {
  /** Last part of the identifier. */
  readonly name: string;
  readonly site: DatabaseSite;
  /** A series such as 8.4, whose releases RDS applies, or one release. */
  readonly engineVersion: string;
  readonly instanceClass: string;
  readonly storage: VolumeProps;
  readonly monitoring: MonitoringProps;
  readonly enhancedMonitoring?: EnhancedMonitoring;
  /** UTC, such as sun:18:30-sun:19:30. */
  readonly maintenanceWindow: string;
  readonly changes: "immediately" | "in-maintenance-window";
  /** Whose data it holds: development, testing, staging or production. Scripts of assets/database ask the server. */
  readonly dataOf: string;
}

/** Logs of MySQL that RDS delivers. The general log is not among them: it would hold every statement. */
const LOGS = ["audit", "error", "slowquery"];

/** Days of history: what is free of charge, and what Database Insights asks for in its advanced mode. */
const INSIGHTS_DAYS = { standard: 7, advanced: 465 } as const;

/** Machines too small for Performance Insights: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html */
const WITHOUT_INSIGHTS = /^db\.(t3|t4g)\.(micro|small)$/;

/** What stands beside each instance of MySQL, and the arguments that a writer and its readers have in common. */
export class InstanceParts extends Construct {
  readonly identifier: string;
  /** Whatever role the instance has. */
  readonly common: DbInstanceConfig;

  constructor(scope: Construct, id: string, role: Role, props: InstanceProps) {
    super(scope, id);
    const stack = BaseStack.of(this);
    const { site, engineVersion, instanceClass, storage, monitoring } = props;
    this.identifier = stack.physicalName("database", props.name);
    const machine = machineOf(this, instanceClass);
    const series = seriesOf(engineVersion);

    const parameters = new DbParameterGroup(this, "parameters", {
      // A new series needs a new group before the old one is free.
      name: `${this.identifier}-${series.replace(".", "-")}`,
      // AWS replaces a group whose description changes, so nothing of the machine is in it.
      description: `MySQL ${series}, a ${role}`,
      family: `mysql${series}`,
      parameter: parametersOf(machine, role, props.dataOf).map(({ name, value, restart }) => ({
        name,
        value,
        applyMethod: restart ? "pending-reboot" : "immediate",
      })),
      lifecycle: { createBeforeDestroy: true },
    });
    // Made before the instance: RDS would make them itself, to be kept for ever.
    const logs = LOGS.map(
      (log) =>
        new CloudwatchLogGroup(this, `${log}-log`, {
          name: `/aws/rds/instance/${this.identifier}/${log}`,
          retentionInDays: monitoring.logRetentionDays,
        }),
    );

    const insights = !WITHOUT_INSIGHTS.test(instanceClass);
    this.common = {
      identifier: this.identifier,
      instanceClass,
      storageType: storage.type,
      iops: storage.iops,
      storageThroughput: storage.throughputMibps,
      maxAllocatedStorage: storage.maxGb,
      storageEncrypted: true,
      vpcSecurityGroupIds: [site.securityGroup.id],
      publiclyAccessible: false,
      iamDatabaseAuthenticationEnabled: true,
      caCertIdentifier: CERTIFICATE_AUTHORITY,
      parameterGroupName: parameters.name,
      optionGroupName: site.optionGroupName,
      autoMinorVersionUpgrade: isSeries(engineVersion),
      maintenanceWindow: props.maintenanceWindow,
      applyImmediately: props.changes === "immediately",
      enabledCloudwatchLogsExports: LOGS,
      performanceInsightsEnabled: insights,
      performanceInsightsRetentionPeriod: insights ? INSIGHTS_DAYS[monitoring.insights] : undefined,
      performanceInsightsKmsKeyId: insights ? site.key?.arn : undefined,
      databaseInsightsMode: monitoring.insights,
      monitoringInterval: monitoring.intervalSeconds,
      monitoringRoleArn: props.enhancedMonitoring?.roleArn,
      copyTagsToSnapshot: true,
      deletionProtection: stack.deletionProtection,
      deleteAutomatedBackups: !stack.deletionProtection,
      dependsOn: logs,
      lifecycle: protectedLifecycle(this),
    };
  }
}
