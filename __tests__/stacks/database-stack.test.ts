import { App } from "cdktf";
import { type Environment, type EnvironmentInput, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { buildEnvironment } from "../../stacks";
import { policyErrors, temporaryFolder } from "../helpers/stack";
import { resourcesOf } from "../helpers/template";

type DatabaseInput = NonNullable<EnvironmentInput["database"]>;

/** Class testing, where passwords may be managed and replicas left out. */
const small: EnvironmentInput = {
  name: "small",
  class: "testing",
  network: { cidr: "10.60.0.0/16" },
  topology: { kind: "high-availability" },
};

function build(input: EnvironmentInput, database: DatabaseInput = {}) {
  const [environment] = resolveEnvironments(organization, [{ ...input, database }]) as [Environment];
  const stacks = buildEnvironment(new App({ outdir: temporaryFolder(), stackTraces: false }), environment);
  return (layer: string) => {
    const stack = stacks.find((one) => one.layer === layer);
    if (!stack) throw new Error(`${input.name} has no layer ${layer}`);
    return stack;
  };
}

const stackOf = build(production);
const database = stackOf("database");
const recovery = stackOf("recovery-database");
const { mysql_writer: writer, mysql_reader_b: reader } = resourcesOf(database, "aws_db_instance");
const everything: DatabaseInput = { proxy: true, cache: {}, storage: { type: "io2", iops: 20_000 } };

describe("the database of production", () => {
  it.each([{}, everything] as const)("passes every policy with %j", (input) => {
    const stack = build(production, input);
    expect(["database", "recovery-database", "schema"].flatMap((layer) => policyErrors(stack(layer)))).toEqual([]);
  });

  it("is a writer with a standby, and a reader in another zone", () => {
    expect(Object.keys(resourcesOf(database, "aws_db_instance"))).toEqual(["mysql_writer", "mysql_reader_b"]);
    expect(writer).toMatchObject({ multi_az: true, engine_version: "8.4", backup_retention_period: 35 });
    expect(reader).toMatchObject({ availability_zone: "ap-southeast-1b" });
    expect(reader?.replicate_source_db).toContain("aws_db_instance.mysql_writer.identifier");
  });

  it("gives a replica no credentials, no name and no volume of its own", () => {
    const own = ["username", "password_wo", "password_wo_version", "manage_master_user_password", "allocated_storage"];
    for (const replica of [reader, resourcesOf(recovery, "aws_db_instance").mysql_reader]) {
      expect(own.filter((argument) => replica?.[argument] !== undefined)).toEqual([]);
    }
  });

  it("is encrypted, private and protected, whatever the role", () => {
    const instances = [writer, reader, resourcesOf(recovery, "aws_db_instance").mysql_reader];
    for (const instance of instances) {
      expect(instance).toMatchObject({
        storage_encrypted: true,
        publicly_accessible: false,
        deletion_protection: true,
        iam_database_authentication_enabled: true,
        delete_automated_backups: false,
        lifecycle: { prevent_destroy: true },
      });
    }
    expect(writer).toMatchObject({
      skip_final_snapshot: false,
      final_snapshot_identifier: "httpsok-production-mysql-final",
    });
  });

  it("never pays for extended support", () => {
    expect(writer?.engine_lifecycle_support).toBe("open-source-rds-extended-support-disabled");
  });

  it("sets its password by a write-only argument and a version", () => {
    expect(writer?.password).toBeUndefined();
    expect(writer?.password_wo).toContain("ephemeral.aws_secretsmanager_secret_version.mysql_writer_master_current");
    expect(writer?.password_wo_version).toBe(1);
  });

  it("has log groups with a retention before RDS would make them without one", () => {
    const groups = resourcesOf(database, "aws_cloudwatch_log_group");
    expect(Object.values(groups).map(({ name, retention_in_days }) => `${name} ${retention_in_days}`)).toEqual(
      ["mysql", "mysql-b"].flatMap((instance) =>
        ["audit", "error", "slowquery"].map((log) => `/aws/rds/instance/httpsok-production-${instance}/${log} 365`),
      ),
    );
    expect(writer?.depends_on).toHaveLength(3);
  });

  it("records who connects and who changes structure and rights, but no statement", () => {
    const [option] = Object.values(resourcesOf(database, "aws_db_option_group"));
    expect(JSON.stringify(option)).toContain("CONNECT,QUERY_DDL,QUERY_DCL");
  });

  it("lets in the members of one group, on one port, and itself out to nobody", () => {
    expect(Object.keys(resourcesOf(database, "aws_vpc_security_group_ingress_rule"))).toEqual([
      "mysql_server_from_clients_3306",
    ]);
    expect(Object.keys(resourcesOf(database, "aws_vpc_security_group_egress_rule"))).toEqual([
      "mysql_clients_to_server_3306",
    ]);
  });
});

describe("what is kept in the recovery region", () => {
  it("is a replica by ARN, in subnets and under a key of that region", () => {
    const { mysql_reader: replica } = resourcesOf(recovery, "aws_db_instance");
    expect(recovery.region).toBe("ap-northeast-1");
    expect(replica?.replicate_source_db).toContain("terraform_remote_state.database");
    expect(replica?.replicate_source_db).toContain("arn");
    expect(replica?.db_subnet_group_name).toContain("aws_db_subnet_group.mysql_subnets");
    expect(replica?.kms_key_id).toContain("aws_kms_key.key");
    expect(replica?.backup_retention_period).toBe(35);
  });

  it("is a copy of backups as well", () => {
    const [copy] = Object.values(resourcesOf(recovery, "aws_db_instance_automated_backups_replication"));
    expect(copy).toMatchObject({ retention_period: 35 });
  });

  it("is copies alone where no network waits for a replica", () => {
    const { network: _network, ...region } = { network: undefined, ...production.recovery, rpoMinutes: 60 };
    const stack = build({ ...production, class: "staging", name: "copies", recovery: region })("recovery-database");
    expect(resourcesOf(stack, "aws_db_instance")).toEqual({});
    expect(Object.keys(resourcesOf(stack, "aws_db_instance_automated_backups_replication"))).toHaveLength(1);
  });

  it("is nothing where there is no recovery region", () => {
    expect(() => build(small)("recovery-database")).toThrow("no layer");
  });
});

describe("a database", () => {
  it("may have a password that RDS manages, which the schema then reads", () => {
    const stack = build(small, { masterPassword: "managed", replicas: { zones: 0 } });
    const { mysql_writer: instance } = resourcesOf(stack("database"), "aws_db_instance");
    expect(instance).toMatchObject({ manage_master_user_password: true });
    expect(instance?.password_wo).toBeUndefined();
    expect(JSON.stringify(stack("database").toTerraform().output)).toContain("master_user_secret");
  });

  it("may be upgraded on a copy where nothing follows it", () => {
    const stack = build(small, { replicas: { zones: 0 }, blueGreen: true });
    const { mysql_writer: instance } = resourcesOf(stack("database"), "aws_db_instance");
    expect(instance?.blue_green_update).toEqual({ enabled: true });
    expect(writer?.blue_green_update).toBeUndefined();
  });

  it("leaves releases to RDS when its version is a series, and to its owner when it is one release", () => {
    const minorOf = (engineVersion: string) =>
      resourcesOf(build(small, { engineVersion })("database"), "aws_db_instance").mysql_writer
        ?.auto_minor_version_upgrade;
    expect([minorOf("8.4"), minorOf("8.4.8")]).toEqual([true, false]);
  });

  it("pays for a faster volume only when asked", () => {
    const of = (input: DatabaseInput) =>
      resourcesOf(build(production, input)("database"), "aws_db_instance").mysql_writer;
    expect(of({})?.iops).toBeUndefined();
    expect(of({ storage: { type: "io2", iops: 20_000 } })).toMatchObject({ storage_type: "io2", iops: 20_000 });
    expect(of({ storage: { throughputMibps: 1000 } })).toMatchObject({ storage_type: "gp3", storage_throughput: 1000 });
  });

  it("keeps 15 months of history in the advanced mode of Database Insights", () => {
    const instance = resourcesOf(
      build(production, { monitoring: { insights: "advanced" } })("database"),
      "aws_db_instance",
    ).mysql_writer;
    expect(instance).toMatchObject({ database_insights_mode: "advanced", performance_insights_retention_period: 465 });
  });
});

describe("the cache", () => {
  const stack = build(production, { cache: {} })("database");
  const [cache] = Object.values(resourcesOf(stack, "aws_elasticache_replication_group"));

  it("takes over by itself in production", () => {
    expect(cache).toMatchObject({ num_cache_clusters: 2, automatic_failover_enabled: true, multi_az_enabled: true });
  });

  it("speaks TLS, is encrypted, and is entered by IAM and not by a password", () => {
    expect(cache).toMatchObject({ transit_encryption_enabled: true, transit_encryption_mode: "required" });
    expect(String(cache?.at_rest_encryption_enabled)).toBe("true");
    expect(cache?.auth_token).toBeUndefined();
    const [user] = Object.values(resourcesOf(stack, "aws_elasticache_user"));
    expect(user).toMatchObject({ authentication_mode: { type: "iam" }, engine: "valkey" });
    expect(user?.user_id).toBe(user?.user_name);
  });

  it("lets its user administer nothing", () => {
    const [user] = Object.values(resourcesOf(stack, "aws_elasticache_user"));
    expect(user?.access_string).toMatch(/-@dangerous -@admin$/);
  });
});
