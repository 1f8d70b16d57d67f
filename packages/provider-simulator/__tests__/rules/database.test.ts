import { databaseReferences, databaseRules } from "../../src/rules/aws/database";
import { deletionRules } from "../../src/rules/aws/deletion";
import { collide, readWindow, type Window } from "../../src/rules/aws/windows";
import { referenceRules } from "../../src/rules/references";
import { FRANKFURT, ruleWorld } from "./world";

const rules = [...databaseRules, ...databaseReferences.flatMap(referenceRules), ...deletionRules];
const IRELAND = { ...FRANKFURT, region: "eu-west-1" };
const ARN = "arn:aws:rds:eu-central-1:111122223333:db:main";

/** Two subnets in two zones, and a subnet group, parameter group and writer on them. */
function cloud(writer: object = {}) {
  const world = ruleWorld(rules);
  world.has("aws_subnet", { id: "subnet-a", vpc_id: "vpc-1", availability_zone: "eu-central-1a" });
  world.has("aws_subnet", { id: "subnet-b", vpc_id: "vpc-1", availability_zone: "eu-central-1b" });
  world.has("aws_subnet", { id: "subnet-b2", vpc_id: "vpc-1", availability_zone: "eu-central-1b" });
  world.has("aws_subnet", { id: "subnet-x", vpc_id: "vpc-2", availability_zone: "eu-central-1a" });
  world.has("aws_security_group", { id: "sg-1", vpc_id: "vpc-1" });
  world.has("aws_security_group", { id: "sg-2", vpc_id: "vpc-2" });
  world.has("aws_db_subnet_group", { id: "data", name: "data", subnet_ids: ["subnet-a", "subnet-b"] });
  world.has("aws_db_parameter_group", { id: "p84", name: "p84", family: "mysql8.4" });
  world.has("aws_db_parameter_group", { id: "p80", name: "p80", family: "mysql8.0" });
  world.has("aws_db_instance", {
    id: "db-1",
    identifier: "main",
    arn: ARN,
    backup_retention_period: 7,
    storage_encrypted: true,
    ...writer,
  });
  return world;
}

const right = {
  identifier: "other",
  engine: "mysql",
  engine_version: "8.4.7",
  storage_type: "gp3",
  allocated_storage: 400,
  max_allocated_storage: 800,
  iops: 12000,
  db_subnet_group_name: "data",
  parameter_group_name: "p84",
  vpc_security_group_ids: ["sg-1"],
  backup_window: "01:00-02:00",
  maintenance_window: "sun:03:00-sun:04:00",
};

describe("a database", () => {
  it("that is right is taken", () => {
    expect(cloud().create("aws_db_instance", right)).toEqual([]);
  });

  it.each([
    ["a name that is taken", { identifier: "main" }, "DBInstanceAlreadyExists"],
    ["a name with two hyphens", { identifier: "a--b" }, "InvalidParameterValue"],
    ["gp3 speed below 400 GiB", { allocated_storage: 200 }, "InvalidParameterCombination: iops is given"],
    ["gp2 with iops", { storage_type: "gp2" }, "gp2 has no iops"],
    ["io2 without iops", { storage_type: "io2", iops: null }, "io2 needs iops"],
    ["room to grow of less than a tenth", { max_allocated_storage: 420 }, "must be at least 440"],
    ["windows that overlap", { backup_window: "03:30-04:30" }, "must not overlap"],
    ["a window of ten minutes", { backup_window: "01:00-01:10" }, "shorter than 30 minutes"],
    ["a daily window for maintenance", { maintenance_window: "03:00-04:00" }, "write it as sun:04:30-sun:05:30"],
    ["groups of another VPC", { vpc_security_group_ids: ["sg-2"] }, "in different VPCs"],
    ["parameters of another version", { parameter_group_name: "p80" }, "is of mysql8.0"],
    ["no subnet group of that name", { db_subnet_group_name: "none" }, "DBSubnetGroupNotFoundFault"],
    ["monitoring without a role", { monitoring_interval: 60 }, "MonitoringRoleARN value is required"],
    ["a way from outside where there is none", { publicly_accessible: true }, "no internet gateway"],
  ])("is refused for %s", (_, change, said) => {
    expect(
      cloud()
        .create("aws_db_instance", { ...right, ...change })
        .join(),
    ).toContain(said);
  });

  it.each([
    ["shrinks", { allocated_storage: 300 }, "cannot shrink"],
    ["goes back a version", { engine_version: "8.4.5" }, "is not taken back"],
    ["goes up a major version unasked", { engine_version: "9.0.1" }, "AllowMajorVersionUpgrade"],
  ])("is not changed so that it %s", (_, change, said) => {
    expect(
      cloud()
        .update("aws_db_instance", right, { ...right, ...change })
        .join(),
    ).toContain(said);
  });

  it("goes up a major version when that is said", () => {
    const values = { ...right, engine_version: "9.0.1", parameter_group_name: null, allow_major_version_upgrade: true };
    expect(cloud().update("aws_db_instance", right, values)).toEqual([]);
  });
});

describe("a read replica", () => {
  const replica = { identifier: "replica", replicate_source_db: "main" };
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
  const far = { ...replica, replicate_source_db: ARN, kms_key_id: key, db_subnet_group_name: "far" };

  it("of a source with backups is taken", () => {
    expect(cloud().create("aws_db_instance", replica)).toEqual([]);
  });

  it.each([
    ["a source without backups", { backup_retention_period: 0 }, "Automated backups are not enabled for main"],
    ["a source whose password RDS manages", { manage_master_user_password: true }, "manage_master_user_password"],
  ])("is refused for %s", (_, writer, said) => {
    const world = cloud();
    world.has("aws_db_instance", { id: "db-2", identifier: "other", backup_retention_period: 7, ...writer });
    const source = cloud({ ...writer });
    expect(source.create("aws_db_instance", replica).join()).toContain(said);
  });

  it.each(["username", "password", "db_name", "manage_master_user_password"])("names no %s of its own", (name) => {
    const said = cloud().create("aws_db_instance", { ...replica, [name]: name.startsWith("manage") ? true : "x" });
    expect(said.join()).toContain(`takes ${name} from its source`);
  });

  it("in another region needs a key and a subnet group of that region", () => {
    const world = cloud();
    world.has("aws_db_subnet_group", { id: "far", name: "far", subnet_ids: [] }, IRELAND);
    expect(world.create("aws_db_instance", far, IRELAND)).toEqual([]);
    const { kms_key_id, db_subnet_group_name, ...bare } = far;
    const said = world.create("aws_db_instance", bare, IRELAND).join();
    expect(said).toContain(`needs a kms_key_id of eu-west-1`);
    expect(said).toContain("needs a db_subnet_group_name of eu-west-1");
    const wrong = { ...far, kms_key_id: key.replace("eu-west-1", "eu-central-1") };
    expect(world.create("aws_db_instance", wrong, IRELAND).join()).toContain("is not of eu-west-1");
  });

  it("is the sixteenth of its source in vain", () => {
    const world = cloud();
    for (let index = 0; index < 15; index++)
      world.has("aws_db_instance", { id: `r${index}`, replicate_source_db: "main" });
    expect(world.create("aws_db_instance", replica).join()).toContain("15 are allowed");
  });

  it("keeps the backups of its source on", () => {
    const world = cloud();
    world.has("aws_db_instance", { id: "r", replicate_source_db: "main" });
    const writer = { identifier: "main", backup_retention_period: 7 };
    expect(world.update("aws_db_instance", writer, { ...writer, backup_retention_period: 0 }).join()).toContain(
      "Keep 1 day",
    );
  });
});

describe("a subnet group", () => {
  it.each([
    ["in one zone", ["subnet-b", "subnet-b2"], "DBSubnetGroupDoesNotCoverEnoughAZs"],
    ["of two VPCs", ["subnet-x", "subnet-b"], "they must be of one VPC"],
    ["with a subnet that does not exist", ["subnet-a", "subnet-b", "subnet-none"], "InvalidSubnet"],
  ])("%s is refused", (_, subnet_ids, said) => {
    expect(cloud().create("aws_db_subnet_group", { name: "new", subnet_ids }).join()).toContain(said);
  });
});

describe("a database that goes", () => {
  const gone = { id: "db-1", identifier: "main", skip_final_snapshot: true };

  it.each([
    ["is protected", { deletion_protection: true }, "Cannot delete protected aws_db_instance db-1"],
    ["has no name for its last snapshot", { skip_final_snapshot: false }, "final_snapshot_identifier is required"],
  ])("is kept when it %s", (_, change, said) => {
    expect(
      cloud()
        .delete("aws_db_instance", { ...gone, ...change })
        .join(),
    ).toContain(said);
  });

  it("goes when nothing holds it", () => {
    expect(cloud().delete("aws_db_instance", gone)).toEqual([]);
  });

  it("keeps its groups as long as it is there", () => {
    const world = cloud({ db_subnet_group_name: "data", parameter_group_name: "p84" });
    expect(world.delete("aws_db_subnet_group", { id: "data", name: "data" }).join()).toContain(
      "InvalidDBSubnetGroupStateFault",
    );
    expect(world.delete("aws_db_parameter_group", { id: "p84", name: "p84" }).join()).toContain(
      "InvalidDBParameterGroupState",
    );
  });
});

describe("windows", () => {
  const window = (text: string): Window => {
    const read = readWindow(text);
    if (!read) throw new Error(`${text} is no window.`);
    return read;
  };

  it.each([
    ["mon:01:00-mon:02:00", "01:30-01:45", true],
    ["mon:01:00-mon:02:00", "02:00-03:00", false],
    ["mon:01:00-mon:02:00", "00:00-01:00", false],
    ["sun:23:30-mon:00:30", "00:15-00:45", true],
    ["sun:23:30-mon:00:30", "23:00-23:30", false],
    ["tue:12:00-tue:13:00", "23:30-00:30", false],
    ["wed:00:00-wed:00:30", "23:30-00:10", true],
  ])("%s and %s collide: %s", (a, b, expected) => {
    expect(collide(window(a), window(b))).toBe(expected);
    expect(collide(window(b), window(a))).toBe(expected);
  });

  it.each(["sun:03:00", "25:00-26:00", "xxx:03:00-xxx:04:00", "03:00-04:60"])("%s is none", (text) => {
    expect(readWindow(text)).toBeUndefined();
  });
});
