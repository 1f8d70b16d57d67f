import type { Values } from "../../provider/value";
import { isTrue, known, number, text, texts } from "../access";
import type { Reference } from "../references";
import type { Change, Refusal, Rule } from "../rule";
import { placementOf } from "./placement";
import { uniqueRule } from "./unique";
import { collide, readWindow } from "./windows";

const GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";
const API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const CREATE = `${API}/API_CreateDBInstance.html`;
const documented = { source: CREATE, standing: "documented" } as const;
const TYPE = "aws_db_instance";
const base = { types: [TYPE], ...documented } as const;
const COMBINATION = "InvalidParameterCombination";

export const databaseReferences: readonly Reference[] = [
  {
    type: TYPE,
    attribute: "db_subnet_group_name",
    to: ["aws_db_subnet_group"],
    missing: "DBSubnetGroupNotFoundFault",
    keeps: "InvalidDBSubnetGroupStateFault",
    ...documented,
  },
  {
    type: TYPE,
    attribute: "parameter_group_name",
    to: ["aws_db_parameter_group"],
    missing: "DBParameterGroupNotFound",
    keeps: "InvalidDBParameterGroupState",
    ...documented,
  },
  {
    type: TYPE,
    attribute: "monitoring_role_arn",
    to: ["aws_iam_role"],
    missing: "InvalidParameterValue",
    ...documented,
  },
  {
    type: TYPE,
    attribute: "replicate_source_db",
    to: [TYPE],
    missing: "DBInstanceNotFound",
    source: `${API}/API_CreateDBInstanceReadReplica.html`,
    standing: "documented",
  },
  {
    type: "aws_db_subnet_group",
    attribute: "subnet_ids",
    to: ["aws_subnet"],
    missing: "InvalidSubnet",
    keeps: "DependencyViolation",
    source: `${API}/API_CreateDBSubnetGroup.html`,
    standing: "documented",
  },
  {
    type: "aws_db_proxy",
    attribute: "vpc_subnet_ids",
    to: ["aws_subnet"],
    missing: "InvalidSubnet",
    keeps: "DependencyViolation",
    source: `${API}/API_CreateDBProxy.html`,
    standing: "documented",
  },
  {
    type: "aws_db_proxy",
    attribute: "role_arn",
    to: ["aws_iam_role"],
    missing: "InvalidParameterValue",
    source: `${API}/API_CreateDBProxy.html`,
    standing: "documented",
  },
  {
    type: "aws_db_proxy",
    attribute: "auth.secret_arn",
    to: ["aws_secretsmanager_secret"],
    missing: "InvalidParameterValue",
    source: `${API}/API_CreateDBProxy.html`,
    standing: "documented",
  },
  {
    type: "aws_db_proxy_target",
    attribute: "db_instance_identifier",
    to: [TYPE],
    missing: "DBInstanceNotFound",
    source: `${API}/API_RegisterDBProxyTargets.html`,
    standing: "documented",
  },
];

/** Arguments that a replica takes from its source, and may not say itself. */
const OF_THE_SOURCE = [
  "db_name",
  "manage_master_user_password",
  "master_user_secret_kms_key_id",
  "password",
  "password_wo_version",
  "username",
];

/** gp3 has these speeds for nothing; more of them from 400 GiB on (MySQL, MariaDB, PostgreSQL). */
const GP3_FROM = 400;

/** Read replicas of one MySQL instance. */
const REPLICAS = 15;

/** Shortest windows, in minutes. */
const SHORTEST = 30;

const given = (values: Values, name: string) => known(values, name).some((value) => value !== "" && value !== false);
const isReplica = ({ values, prior }: Change) =>
  given(values, "replicate_source_db") && !(prior && !given(prior, "replicate_source_db"));

export const databaseRules: readonly Rule[] = [
  uniqueRule({ type: TYPE, attribute: "identifier", within: "region", code: "DBInstanceAlreadyExists", ...documented }),
  uniqueRule({
    type: "aws_db_subnet_group",
    attribute: "name",
    within: "region",
    code: "DBSubnetGroupAlreadyExists",
    ...documented,
  }),
  uniqueRule({
    type: "aws_db_parameter_group",
    attribute: "name",
    within: "region",
    code: "DBParameterGroupAlreadyExists",
    ...documented,
  }),
  {
    ...base,
    name: "identifier-form",
    attributes: ["identifier"],
    says: "Its identifier has up to 63 letters, digits and hyphens, begins with a letter, ends with no hyphen and has no two of them side by side.",
    on: "values",
    check: ({ values }) =>
      texts(values, "identifier").flatMap((value) =>
        value === "" || (/^[a-z](?!.*--)[a-z0-9-]*$/i.test(value) && !value.endsWith("-") && value.length <= 63)
          ? []
          : [
              {
                attribute: "identifier",
                code: "InvalidParameterValue",
                message: `"${value}" is not a valid identifier: up to 63 letters, digits and single hyphens, a letter first, no hyphen last.`,
              },
            ],
      ),
  },
  {
    ...base,
    name: "replica-has-no-credentials",
    attributes: OF_THE_SOURCE,
    says: "A read replica has the user, the password and the database of its source, and names none of its own.",
    source: `${API}/API_CreateDBInstanceReadReplica.html`,
    on: "values",
    check: (change) => {
      if (change.action !== "create" || !isReplica(change)) return undefined;
      return OF_THE_SOURCE.filter((name) => given(change.values, name)).map((attribute) => ({
        attribute,
        code: COMBINATION,
        message: `A read replica takes ${attribute} from its source. Leave it out.`,
      }));
    },
  },
  {
    ...base,
    name: "replica-of-backed-up-source",
    attributes: ["replicate_source_db"],
    says: `The source of a replica keeps backups, and has at most ${REPLICAS} replicas. Its password is not managed by RDS.`,
    source: `${GUIDE}/USER_MySQL.Replication.ReadReplicas.html`,
    on: "world",
    check: (change, platform) => {
      const source = text(change.values, "replicate_source_db");
      if (change.action !== "create" || source === undefined) return undefined;
      const object = platform.find([TYPE], source);
      if (!object) return undefined;
      const siblings = platform.everywhere(TYPE, "replicate_source_db", source).length;
      const attribute = "replicate_source_db";
      return [
        ...((number(object.attributes, "backup_retention_period") ?? 0) > 0
          ? []
          : [
              {
                attribute,
                code: "InvalidDBInstanceState",
                message: `Automated backups are not enabled for ${source}: set its backup_retention_period to 1 or more, and apply that first.`,
              },
            ]),
        ...(isTrue(object.attributes, "manage_master_user_password")
          ? [
              {
                attribute,
                code: COMBINATION,
                message: `${source} has manage_master_user_password, and MySQL takes no read replica of such an instance. Set its password with password_wo.`,
              },
            ]
          : []),
        ...(siblings < REPLICAS
          ? []
          : [
              {
                attribute,
                code: "InstanceQuotaExceeded",
                message: `${source} has ${siblings} read replicas; ${REPLICAS} are allowed.`,
              },
            ]),
      ];
    },
  },
  {
    ...base,
    name: "replica-across-regions",
    attributes: ["kms_key_id", "replicate_source_db"],
    says: "A replica in another region names its source by ARN, a key of its own region when the source is encrypted, and a subnet group.",
    source: `${GUIDE}/USER_ReadRepl.XRgn.html`,
    on: "world",
    check: ({ values, action }, platform) => {
      const source = text(values, "replicate_source_db");
      if (action !== "create" || source === undefined || !source.startsWith("arn:")) return undefined;
      const object = platform.find([TYPE], source);
      if (!object || object.region === platform.region) return undefined;
      const key = text(values, "kms_key_id");
      const code = "InvalidParameterValue";
      return [
        ...(isTrue(object.attributes, "storage_encrypted") && key === undefined
          ? [
              {
                attribute: "kms_key_id",
                code,
                message: `${source} is encrypted: its replica in ${platform.region} needs a kms_key_id of ${platform.region}.`,
              },
            ]
          : []),
        ...(key?.startsWith("arn:") && key.split(":")[3] !== platform.region
          ? [{ attribute: "kms_key_id", code, message: `${key} is not of ${platform.region}, where the replica is.` }]
          : []),
        ...(text(values, "db_subnet_group_name") === undefined
          ? [
              {
                attribute: "db_subnet_group_name",
                code,
                message: `A replica in ${platform.region} needs a db_subnet_group_name of ${platform.region}.`,
              },
            ]
          : []),
      ];
    },
  },
  {
    ...base,
    name: "backups-stay-under-replicas",
    attributes: ["backup_retention_period"],
    says: "Backups are not turned off under replicas.",
    source: `${GUIDE}/USER_MySQL.Replication.ReadReplicas.html`,
    on: "world",
    check: ({ values, action }, platform) => {
      if (action !== "update" || number(values, "backup_retention_period") !== 0) return undefined;
      const names = [...texts(values, "identifier"), ...texts(values, "arn")];
      const replicas = names.flatMap((name) => platform.everywhere(TYPE, "replicate_source_db", name));
      if (replicas.length === 0) return undefined;
      return {
        attribute: "backup_retention_period",
        code: "InvalidParameterValue",
        message: `backup_retention_period is 0, and ${replicas.length} read replicas depend on the backups. Keep 1 day or more.`,
      };
    },
  },
  {
    ...base,
    name: "storage-speed",
    attributes: ["iops", "storage_throughput"],
    says: `gp3 takes iops and throughput of its own from ${GP3_FROM} GiB on, gp2 never, io1 and io2 need iops.`,
    source: `${GUIDE}/CHAP_Storage.html`,
    on: "values",
    check: ({ values }) => {
      const [kind, size] = [text(values, "storage_type"), number(values, "allocated_storage")];
      const asked = (["iops", "storage_throughput"] as const).filter((name) => number(values, name));
      const refuse = (attribute: string, message: string): Refusal => ({ attribute, code: COMBINATION, message });
      if (kind === "gp3" && size !== undefined && size < GP3_FROM) {
        return asked.map((name) =>
          refuse(
            name,
            `${name} is given, and gp3 has its own from ${GP3_FROM} GiB on only; allocated_storage is ${size}. Leave ${name} out, or take more storage.`,
          ),
        );
      }
      if (kind === "gp2" || kind === "standard")
        return asked.map((name) => refuse(name, `${kind} has no ${name}. Choose gp3, io1 or io2, or leave it out.`));
      if ((kind === "io1" || kind === "io2") && number(values, "iops") === undefined && values.iops === null)
        return refuse("iops", `${kind} needs iops.`);
      return undefined;
    },
  },
  {
    ...base,
    name: "storage-grows",
    attributes: ["allocated_storage", "max_allocated_storage"],
    says: "Storage never shrinks, and what it may grow to is at least a tenth above what it has.",
    source: `${GUIDE}/USER_PIOPS.StorageTypes.html`,
    on: "values",
    check: ({ values, prior }) => {
      const [size, most] = [number(values, "allocated_storage"), number(values, "max_allocated_storage")];
      const before = prior ? number(prior, "allocated_storage") : undefined;
      return [
        ...(size !== undefined && before !== undefined && size < before
          ? [
              {
                attribute: "allocated_storage",
                code: "InvalidParameterValue",
                message: `Storage cannot shrink: it is ${before} GiB, and ${size} are asked for.`,
              },
            ]
          : []),
        ...(size !== undefined && most && most < Math.ceil((size * 11) / 10)
          ? [
              {
                attribute: "max_allocated_storage",
                code: COMBINATION,
                message: `max_allocated_storage is ${most}; it must be at least ${Math.ceil((size * 11) / 10)}, a tenth above allocated_storage.`,
              },
            ]
          : []),
      ];
    },
  },
  {
    ...base,
    name: "database-windows",
    attributes: ["backup_window", "maintenance_window"],
    says: `Backups and maintenance have windows of at least ${SHORTEST} minutes that do not overlap.`,
    on: "values",
    check: ({ values }) => windows(values),
  },
  {
    ...base,
    name: "version-goes-up",
    attributes: ["engine_version"],
    says: "A version is not taken back, and another major version needs allow_major_version_upgrade.",
    source: `${GUIDE}/USER_UpgradeDBInstance.Upgrading.html`,
    on: "values",
    check: ({ values, prior }) =>
      prior ? upgrade(text(prior, "engine_version"), text(values, "engine_version"), values) : undefined,
  },
  {
    ...base,
    name: "monitoring-has-role",
    attributes: ["monitoring_role_arn"],
    says: "Enhanced monitoring has a role.",
    source: `${GUIDE}/USER_Monitoring.OS.Enabling.html`,
    on: "values",
    check: ({ values }) => {
      if (!number(values, "monitoring_interval") || (values.monitoring_role_arn ?? "") !== "") return undefined;
      return {
        attribute: "monitoring_role_arn",
        code: COMBINATION,
        message: "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
      };
    },
  },
  {
    name: "subnet-group-zones",
    types: ["aws_db_subnet_group", "aws_elasticache_subnet_group"],
    attributes: ["subnet_ids"],
    says: "Its subnets are of one VPC and, for databases, in at least two zones.",
    source: `${GUIDE}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
    standing: "documented",
    on: "world",
    check: ({ type, values }, platform) => {
      const ids = texts(values, "subnet_ids");
      const { zones, vpcs, found } = placementOf(ids, platform);
      if (found < ids.length || found === 0) return undefined;
      const attribute = "subnet_ids";
      return [
        ...(vpcs.length > 1
          ? [
              {
                attribute,
                code: "InvalidSubnet",
                message: `The subnets are of ${vpcs.join(" and ")}; they must be of one VPC.`,
              },
            ]
          : []),
        ...(type === "aws_db_subnet_group" && zones.length < 2
          ? [
              {
                attribute,
                code: "DBSubnetGroupDoesNotCoverEnoughAZs",
                message: `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`,
              },
            ]
          : []),
      ];
    },
  },
  {
    ...base,
    name: "groups-of-database-network",
    attributes: ["vpc_security_group_ids"],
    says: "Its security groups are of the VPC of its subnet group.",
    source: `${GUIDE}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
    on: "world",
    check: ({ values }, platform) => {
      const group = platform.find(["aws_db_subnet_group"], text(values, "db_subnet_group_name") ?? "");
      const { vpcs } = placementOf(group ? texts(group.attributes, "subnet_ids") : [], platform);
      const [vpc] = vpcs;
      if (vpc === undefined) return undefined;
      return texts(values, "vpc_security_group_ids").flatMap((id) => {
        const found = platform.find(["aws_security_group"], id);
        const of = found && text(found.attributes, "vpc_id");
        return of === undefined || of === vpc
          ? []
          : [
              {
                attribute: "vpc_security_group_ids",
                code: COMBINATION,
                message: `The DB instance and EC2 security group are in different VPCs. The DB instance is in ${vpc} and the EC2 security group ${id} is in ${of}.`,
              },
            ];
      });
    },
  },
  {
    ...base,
    name: "public-database-has-way",
    attributes: ["publicly_accessible"],
    says: "A database that can be reached from outside is in a VPC with an internet gateway and DNS.",
    source: `${GUIDE}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
    on: "world",
    check: ({ values }, platform) => {
      const group = platform.find(["aws_db_subnet_group"], text(values, "db_subnet_group_name") ?? "");
      const [vpc] = placementOf(group ? texts(group.attributes, "subnet_ids") : [], platform).vpcs;
      if (!isTrue(values, "publicly_accessible") || vpc === undefined) return undefined;
      if (platform.where("aws_internet_gateway", "vpc_id", vpc).length > 0) return undefined;
      return {
        attribute: "publicly_accessible",
        code: "InvalidVPCNetworkStateFault",
        message: `Cannot create a publicly accessible DBInstance. The specified VPC ${vpc} has no internet gateway attached. Update the VPC and then try again.`,
      };
    },
  },
  {
    name: "parameter-group-of-engine",
    types: [TYPE],
    attributes: ["parameter_group_name"],
    says: "Its parameter group is of its engine and major version.",
    source: `${GUIDE}/USER_WorkingWithDBInstanceParamGroups.html`,
    standing: "documented",
    on: "world",
    check: ({ values }, platform) => {
      const group = platform.find(["aws_db_parameter_group"], text(values, "parameter_group_name") ?? "");
      const [engine, version] = [text(values, "engine"), text(values, "engine_version")];
      const family = group && text(group.attributes, "family");
      if (
        family === undefined ||
        engine === undefined ||
        version === undefined ||
        family === `${engine}${series(version)}`
      )
        return undefined;
      return {
        attribute: "parameter_group_name",
        code: COMBINATION,
        message: `The parameter group is of ${family}, and the instance of ${engine}${series(version)}.`,
      };
    },
  },
  {
    ...base,
    name: "final-snapshot-named",
    attributes: ["final_snapshot_identifier"],
    says: "It is deleted with a final snapshot, or says that it wants none.",
    source: `${API}/API_DeleteDBInstance.html`,
    on: "delete",
    check: ({ values }) => {
      if (
        isTrue(values, "skip_final_snapshot") ||
        given(values, "final_snapshot_identifier") ||
        given(values, "replicate_source_db")
      )
        return undefined;
      return {
        attribute: "final_snapshot_identifier",
        code: COMBINATION,
        message:
          "final_snapshot_identifier is required when skip_final_snapshot is false. Set one of them, and apply before.",
      };
    },
  },
];

/** `8.4` of `8.4.7`; PostgreSQL and MariaDB count otherwise, and are not looked at. */
function series(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

function upgrade(before: string | undefined, after: string | undefined, values: Values): Refusal | undefined {
  if (before === undefined || after === undefined || before === after || text(values, "engine") !== "mysql")
    return undefined;
  const [one, other] = [before, after].map((version) => version.split(".").map(Number));
  const code = COMBINATION;
  const attribute = "engine_version";
  const step = (one ?? []).findIndex((part, index) => other?.[index] !== undefined && other[index] !== part);
  if (step >= 0 && (other?.[step] ?? 0) < (one?.[step] ?? 0)) {
    return {
      attribute,
      code: "InvalidParameterCombination",
      message: `Cannot upgrade mysql from ${before} to ${after}: a version is not taken back. Restore a snapshot instead.`,
    };
  }
  if (series(before) === series(after) || isTrue(values, "allow_major_version_upgrade")) return undefined;
  return {
    attribute,
    code,
    message: `The AllowMajorVersionUpgrade flag must be present when upgrading from ${before} to ${after}. Set allow_major_version_upgrade to true.`,
  };
}

function windows(values: Values): Refusal[] {
  const read = (["backup_window", "maintenance_window"] as const).flatMap((attribute) => {
    const given = text(values, attribute);
    return given === undefined ? [] : [{ attribute, given, window: readWindow(given) }];
  });
  const form = read.flatMap(({ attribute, given, window }): Refusal[] => {
    const every = attribute === "backup_window" ? "day" : "week";
    const example = every === "day" ? "03:00-04:00" : "sun:04:30-sun:05:30";
    if (!window || window.every !== every)
      return [
        {
          attribute,
          code: "InvalidParameterValue",
          message: `"${given}" is no window; write it as ${example}, in UTC.`,
        },
      ];
    if (window.length >= SHORTEST) return [];
    return [{ attribute, code: "InvalidParameterValue", message: `"${given}" is shorter than ${SHORTEST} minutes.` }];
  });
  const [backup, maintenance] = read.map(({ window }) => window);
  if (form.length > 0 || !backup || !maintenance || !collide(backup, maintenance)) return form;
  return [
    {
      attribute: "backup_window",
      code: "InvalidParameterValue",
      message: `The backup window and maintenance window must not overlap: ${read.map(({ given }) => given).join(" and ")}.`,
    },
  ];
}
