import { MYSQL_SERIES } from "aws-facts";
import { type EnvironmentInput, resolveEnvironments } from "../../environments";
import { dailyWindow, overlap, weeklyWindow } from "../../environments/fragments/windows";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { problemsOf, refuses } from "./inputs";

/** One of class testing, where less is asked. */
const small: EnvironmentInput = {
  name: "small",
  class: "testing",
  network: { cidr: "10.60.0.0/16" },
  topology: { kind: "high-availability" },
};

const RELEASES = MYSQL_SERIES[0]?.versions.join(", ");
const FLOOR = "a database server of class staging or production needs at least";

describe("the engine of a database", () => {
  const choose = `choose 8.4, or one of ${RELEASES}`;
  refuses(production, [
    [
      { database: { engineVersion: "8.0" } },
      `database.engineVersion: MySQL 8.0 left standard support on 2026-07-31; ${choose}`,
    ],
    [
      { database: { engineVersion: "8.0.40" } },
      `database.engineVersion: MySQL 8.0 left standard support on 2026-07-31; ${choose}`,
    ],
    [
      { database: { engineVersion: "9.9" } },
      `database.engineVersion: 9.9 is no version of MySQL that this project knows; ${choose}`,
    ],
    [{ database: { engineVersion: "8.4.1" } }, `database.engineVersion: RDS does not offer MySQL 8.4.1; ${choose}`],
    [
      { database: { kind: "container" } },
      "database.kind: container is for one machine: with topology kubernetes each would have a database of its own; leave it out, or choose rds",
    ],
    [{ database: { kind: "aurora" } }, 'database.kind: "aurora" is not allowed; it must be one of container, rds'],
  ]);

  it("may be newer than the releases that the project knows", () => {
    expect(problemsOf([{ ...production, database: { engineVersion: "8.4.99" } }])).toEqual([]);
  });
});

describe("the machine of a database", () => {
  refuses(production, [
    [
      { database: { instanceClass: "m7g.4xlarge" } },
      "database.instanceClass: m7g.4xlarge is no class of RDS for MySQL that this project knows (did you mean db.m7g.4xlarge?)",
    ],
    [
      { database: { instanceClass: "db.m8a.4xlarge" } },
      "database.instanceClass: db.m8a.4xlarge is not offered in ap-southeast-1; the families there are t3, t4g, m6i, m6g, m7i, m7g, m8g, r6i, r6g, r7i, r7g, r8g",
    ],
    [
      { database: { instanceClass: "db.m7g.2xlarge" } },
      `database.instanceClass: db.m7g.2xlarge has 8 vCPU, 32 GiB and 3.75 Gbit/s of network (15 in bursts); ${FLOOR} 16 vCPU, 32 GiB and 1 Gbit/s (requirement 3.2.1); choose for example db.m6g.4xlarge or db.m7g.4xlarge or db.m8g.4xlarge`,
    ],
    [
      { database: { replicas: { instanceClass: "db.t4g.medium" } } },
      `database.replicas.instanceClass: db.t4g.medium has 2 vCPU, 4 GiB and 0.256 Gbit/s of network (5 in bursts); ${FLOOR} 16 vCPU, 32 GiB and 1 Gbit/s (requirement 3.2.1); choose for example db.m6g.4xlarge or db.m7g.4xlarge or db.m8g.4xlarge`,
    ],
    [
      { database: { storage: { sizeGb: 450 } } },
      `database.storage.sizeGb: 450 GB is too small: ${FLOOR} 500 GB (requirement 3.2.1)`,
    ],
    [
      { database: { storage: { maxGb: 510 } } },
      "database.storage.maxGb: 510 is too close to storage.sizeGb, which is 500: RDS lets a volume grow by a tenth at least; raise it to 550 or more",
    ],
    [
      { database: { storage: { iops: 3000 } } },
      "database.storage.iops: 3000 is out of range: gp3 from 400 GB on takes 12000 to 64000",
    ],
    [
      { database: { storage: { type: "io2" } } },
      "database.storage.iops: missing; io2 needs a number from 1000 to 256000",
    ],
  ]);
  refuses(small, [
    [
      { database: { storage: { sizeGb: 399, maxGb: 600, iops: 12000, throughputMibps: 500 } } },
      "database.storage.iops: 12000 cannot be given: gp3 below 400 GB has 3000 IOPS and 125 MiB/s; remove it, or raise storage.sizeGb to 400",
      "database.storage.throughputMibps: 500 cannot be given: gp3 below 400 GB has 3000 IOPS and 125 MiB/s; remove it, or raise storage.sizeGb to 400",
    ],
    [
      { database: { storage: { type: "io2", iops: 60_000, sizeGb: 50 } } },
      "database.storage.sizeGb: io2 starts at 100 GB, not 50",
      "database.storage.iops: 60000 is too many for 50 GB: io2 takes 1000 for each GB",
    ],
  ]);
});

describe("replicas, copies and passwords", () => {
  refuses(production, [
    [
      { database: { replicas: { username: "app", password: "secret" } } },
      "database.replicas.username: unknown; the keys here are zones, instanceClass, recovery, promoted",
      "database.replicas.password: unknown; the keys here are zones, instanceClass, recovery, promoted",
    ],
    [
      { database: { masterPassword: "managed" } },
      "database.masterPassword: RDS cannot manage the password of a database with replicas; leave it out, or remove the replicas (database.replicas)",
    ],
    [
      { database: { backups: { retentionDays: 0 } } },
      "database.backups.retentionDays: 0 turns backups off, and replicas are made from backups; allow 1 day or more",
    ],
    [
      { database: { encryption: "aws-key" } },
      "database.encryption: aws-key cannot leave its region, but a copy in another region is wanted (database.replicas.recovery, database.backups.replicate); choose own-key",
    ],
    [
      { database: { replicas: { zones: 4 } } },
      "database.replicas.zones: 4 asked, one to a zone, but the network has 3 zones (network.zones)",
    ],
    [
      { database: { replicas: { zones: ["d"] } } },
      "database.replicas.zones: d asked, but the network is in a, b, c (network.zones)",
    ],
    [
      { database: { multiAz: false } },
      "database.multiAz: false is not allowed in class production (requirement 2.1); leave it out",
    ],
    [
      { database: { blueGreen: true } },
      "database.blueGreen: true, but RDS has it for no database with replicas (database.replicas) or backups in another region (database.backups.replicate)",
    ],
  ]);
  refuses(small, [
    [
      { database: { replicas: { recovery: true }, encryption: "own-key" } },
      "database.replicas.recovery: true, but there is no region or no network for it; give recovery.region and recovery.network, or leave it out",
    ],
    [
      { database: { replicas: { promoted: true } } },
      "database.replicas.promoted: true, but there is no replica to promote (database.replicas.recovery); leave it out",
    ],
    [
      { database: { backups: { replicate: true }, encryption: "own-key" } },
      "database.backups.replicate: true, but there is no region for it; give recovery.region, or leave it out",
    ],
    [
      { database: { replicas: { zones: 0 }, masterPassword: "managed", blueGreen: true } },
      "database.blueGreen: true, but RDS has it for no database with a password that RDS manages (database.masterPassword)",
    ],
  ]);

  it("spread over the network's zones from the second on", () => {
    const zonesOf = (zones: number) => {
      const [environment] = resolveEnvironments(organization, [{ ...production, database: { replicas: { zones } } }]);
      return environment?.database.kind === "rds" ? environment.database.replicas.zones : undefined;
    };
    expect([0, 1, 2, 3].map(zonesOf)).toEqual([[], ["b"], ["b", "c"], ["b", "c", "a"]]);
  });
});

describe("the recovery point of a database", () => {
  refuses(production, [
    [
      { database: { replicas: { recovery: false }, backups: { replicate: false } } },
      "recovery.rpoMinutes: 5 minutes cannot be met: nothing of the database is in another region; turn on database.replicas.recovery or database.backups.replicate, or allow 1440 minutes or more",
    ],
    [
      { database: { replicas: { recovery: false } } },
      "recovery.rpoMinutes: 5 minutes cannot be met by copied backups, which may be 60 minutes old; turn on database.replicas.recovery, or allow 60 minutes or more",
    ],
  ]);

  it("is met by copied backups when an hour may be lost", () => {
    const slower = { ...production, recovery: { ...production.recovery, rpoMinutes: 60 } };
    expect(problemsOf([{ ...slower, database: { replicas: { recovery: false } } }])).toEqual([]);
  });
});

describe("windows", () => {
  refuses(production, [
    [
      { database: { maintenanceWindow: "sun:17:30-sun:18:30" } },
      "database.maintenanceWindow: sun:17:30-sun:18:30 overlaps the backup window 17:00-18:00 (database.backups.window), which RDS refuses; move one of them",
    ],
    [
      { database: { maintenanceWindow: "sunday night" } },
      "database.maintenanceWindow: sunday night is no weekly window of half an hour to a day; write it as sun:18:30-sun:19:30, in UTC",
    ],
    [
      { database: { backups: { window: "17:00-17:10" } } },
      "database.backups.window: 17:00-17:10 is no daily window of half an hour or more; write it as 17:00-18:00, in UTC",
    ],
  ]);

  it.each([
    ["23:30-00:30", "mon:00:00-mon:01:00", true],
    ["23:30-00:30", "mon:00:30-mon:01:30", false],
    ["23:45-00:15", "sun:23:00-mon:00:30", true],
    ["17:00-18:00", "wed:18:00-wed:19:00", false],
    ["17:00-18:00", "wed:16:00-thu:16:00", true],
  ])("%s every day and %s overlap: %s", (daily, weekly, expected) => {
    const week = weeklyWindow(weekly);
    expect(dailyWindow(daily)?.some((day) => week && overlap(day, week))).toBe(expected);
  });

  it.each(["sun:24:00-sun:25:00", "son:10:00-son:11:00", "sun:10:00-sun:10:29", "sun:10:00-mon:10:01"])(
    "%s is none",
    (text) => {
      expect(weeklyWindow(text)).toBeUndefined();
    },
  );
});

describe("connections", () => {
  const operators = "37 for migrate 5, readonly 20, exporter 3, backup 4, administrator 5";
  refuses(production, [
    [
      { database: { connections: { perApplication: 138 } } },
      `database.connections.perApplication: 138 for each of 9 instances (topology.nodes.max) and ${operators} make 1279; db.m7g.4xlarge serves 1595, of which 1276 may be planned and the rest is for rollouts; lower it to 137 or less, or choose a larger class`,
    ],
  ]);
  refuses(small, [
    [
      { topology: { instances: { max: 8 } } },
      `database.connections.perApplication: 10 for each of 8 instances (topology.instances.max) and ${operators} make 117; db.t4g.medium serves 128, of which 102 may be planned and the rest is for rollouts; lower it to 8 or less, or choose a larger class`,
    ],
  ]);

  it("may be as many as the message says", () => {
    expect(problemsOf([{ ...production, database: { connections: { perApplication: 137 } } }])).toEqual([]);
  });
});

describe("logs and cache", () => {
  refuses(production, [
    [
      { database: { monitoring: { logRetentionDays: 100, intervalSeconds: 7 } } },
      "database.monitoring.intervalSeconds: 7 is not allowed; it must be one of 0, 1, 5, 10, 15, 30, 60",
      "database.monitoring.logRetentionDays: CloudWatch cannot keep logs for 100 days, only for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; the next longer one is 120",
    ],
    [
      { database: { cache: { engineVersion: "7.2", nodeType: "cache.m7g.huge", replicas: 0 } } },
      "database.cache.engineVersion: 7.2 is no version of Valkey on ElastiCache that this project knows; choose from 9.1, 9.0, 8.2, 8.1, 8.0",
      "database.cache.nodeType: cache.m7g.huge is no node type of ElastiCache; write it as cache.m7g.large",
      "database.cache.replicas: 0 is not allowed in class production (requirement 2.1); allow 1 or more",
    ],
    [
      { database: { maintenanceWindow: "sun:18:30-sun:19:00", cache: {} } },
      "database.maintenanceWindow: sun:18:30-sun:19:00 is too short for the cache, which ElastiCache keeps up within 60 minutes or more; widen it",
    ],
  ]);
});

describe("a single node", () => {
  const single: EnvironmentInput = { ...small, topology: { kind: "single-node" } };
  refuses(single, [
    [
      { database: { instanceClass: "db.m7g.large" } },
      "database.instanceClass: unknown; the keys here are kind, engineVersion",
    ],
  ]);

  it("has its database in a container, or on RDS when asked", () => {
    const kindOf = (input: EnvironmentInput) => resolveEnvironments(organization, [input])[0]?.database.kind;
    expect(kindOf(single)).toBe("container");
    expect(kindOf({ ...single, database: { kind: "rds" } })).toBe("rds");
  });
});
