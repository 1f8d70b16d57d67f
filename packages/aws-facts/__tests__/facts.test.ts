import {
  BUCKET_NAME,
  databaseClass,
  EKS_VERSIONS,
  eksVersion,
  existsIn,
  familyOf,
  GATEWAY_ENDPOINTS,
  hasRegionalNat,
  INTERFACE_ENDPOINTS,
  instanceFamilies,
  instanceType,
  isCacheNodeType,
  LOG_RETENTION_DAYS,
  mysqlSeries,
  nearest,
  nearestDatabaseClasses,
  nearestInstanceTypes,
  partitionOf,
  region,
  regionNames,
  suitableInstanceTypes,
} from "../src";

describe("instance types", () => {
  // Spot checks against https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html and .../co.html
  it.each([
    ["m7g.2xlarge", { vcpus: 8, memoryGib: 32, architecture: "arm64", baselineGbps: 3.75, burstGbps: 15 }],
    ["t3.micro", { vcpus: 2, memoryGib: 1, architecture: "x86_64", baselineGbps: 0.064, burstGbps: 5 }],
    ["c7g.4xlarge", { vcpus: 16, memoryGib: 32, architecture: "arm64", baselineGbps: 7.5, burstGbps: 15 }],
    ["r6i.large", { vcpus: 2, memoryGib: 16, architecture: "x86_64", baselineGbps: 0.781, burstGbps: 12.5 }],
    ["m7i.16xlarge", { vcpus: 64, memoryGib: 256, architecture: "x86_64", baselineGbps: 25, burstGbps: 25 }],
  ])("%s is as AWS describes it", (name, facts) => {
    expect(instanceType(name)).toEqual({ name, ...facts });
  });

  it("belong to the family before the dot", () => {
    expect(familyOf("m7g.2xlarge")).toBe("m7g");
  });

  it("are unknown when misspelt", () => {
    expect(instanceType("m7g.2xlrge")).toBeUndefined();
  });

  it("cover the families in scope, each from a size of at most 2 vCPU up to 8 and more", () => {
    const families = ["t3", "t3a", "t4g", "m6i", "m6g", "m7i", "m7g", "m7a", "m8g", "c6i", "c6g", "c7i", "c7g", "c8g"];
    expect(instanceFamilies()).toEqual(expect.arrayContaining([...families, "r6i", "r6g", "r7i", "r7g", "r8g"]));
    for (const family of instanceFamilies()) {
      expect(instanceType(`${family}.large`)?.vcpus).toBe(2);
      expect(instanceType(`${family}.2xlarge`)?.vcpus).toBe(8);
    }
  });

  it("are suggested within the family first, then by likeness, out of what a region offers", () => {
    const all = instanceFamilies();
    expect(nearestInstanceTypes("m7g.2xlrge", all)).toEqual(["m7g.2xlarge"]);
    expect(nearestInstanceTypes("m7gg.2xlarge", ["m7g", "c7g"])).toEqual(["m7g.2xlarge"]);
    expect(nearestInstanceTypes("completely-wrong", all)).toEqual([]);
  });

  it("are found by what they must offer, smallest first and never burstable", () => {
    const wanted = {
      vcpus: 8,
      memoryGib: 16,
      networkGbps: 1,
      architecture: "arm64",
      families: ["t4g", "m7g", "c7g"],
    } as const;
    expect(suitableInstanceTypes(wanted)).toEqual(["c7g.2xlarge", "m7g.2xlarge", "c7g.4xlarge"]);
  });
});

describe("regions", () => {
  it("know their partition, zones and instance families", () => {
    expect(region("ap-southeast-1")).toMatchObject({ partition: "aws", zones: ["a", "b", "c"] });
    expect(region("ap-northeast-1")?.zones).toEqual(["a", "c", "d"]);
    expect(region("cn-north-1")).toMatchObject({ partition: "aws-cn", zones: ["a", "b", "d"] });
    expect(region("ap-southeast-1")?.instanceFamilies).toContain("m7g");
    expect(region("ap-southeast1")).toBeUndefined();
  });

  it("are complete rows", () => {
    expect(regionNames().length).toBeGreaterThanOrEqual(38);
    for (const known of regionNames().map(region)) {
      expect(known?.zones.length).toBeGreaterThanOrEqual(2);
      expect(known?.zones.every((zone) => /^[a-h]$/.test(zone))).toBe(true);
      expect(known?.instanceFamilies.every((family) => instanceFamilies().includes(family))).toBe(true);
      expect(known?.instanceFamilies.length).toBeGreaterThanOrEqual(5);
    }
  });

  it("belong to one of three partitions", () => {
    expect(["eu-west-1", "cn-northwest-1", "us-gov-west-1"].map(partitionOf)).toEqual(["aws", "aws-cn", "aws-us-gov"]);
  });
});

describe("services of a partition", () => {
  it("are those with endpoints there", () => {
    expect(existsIn("aws", "email-smtp")).toBe(true);
    expect(existsIn("aws-cn", "email-smtp")).toBe(false);
    expect(hasRegionalNat("aws")).toBe(true);
    expect(hasRegionalNat("aws-cn")).toBe(false);
  });

  it("are named once each", () => {
    for (const names of [GATEWAY_ENDPOINTS, INTERFACE_ENDPOINTS]) expect(new Set(names).size).toBe(names.length);
  });
});

describe("EKS versions", () => {
  it("go from the newest down, a year of extended support after each standard one", () => {
    expect(EKS_VERSIONS.map(({ version }) => version)).toEqual([
      "1.36",
      "1.35",
      "1.34",
      "1.33",
      "1.32",
      "1.31",
      "1.30",
      "1.29",
      "1.28",
    ]);
    for (const { standardSupportUntil, extendedSupportUntil } of EKS_VERSIONS) {
      const [year, ...day] = standardSupportUntil.split("-");
      expect(extendedSupportUntil).toBe([Number(year) + 1, ...day].join("-"));
    }
  });

  it("are offered as long as standard support lasts, as of the table", () => {
    const kept = EKS_VERSIONS.filter(({ standardSupportUntil }) => standardSupportUntil > "2026-11");
    expect(EKS_VERSIONS.filter(({ offered }) => offered)).toEqual(kept);
  });

  it("are found by number", () => {
    expect(eksVersion("1.36")?.standardSupportUntil).toBe("2027-08-02");
    expect(eksVersion("1.0")).toBeUndefined();
  });
});

describe("limits", () => {
  it.each([
    ["httpsok-111111111111-terraform-state", true],
    ["ab", false],
    ["has.dots", false],
    ["Upper", false],
    ["-dash", false],
    ["dash-", false],
    ["xn--name", false],
    ["name-s3alias", false],
    ["a".repeat(63), true],
    ["a".repeat(64), false],
  ])("a bucket may be called %s: %s", (name, allowed) => {
    expect(BUCKET_NAME.test(name)).toBe(allowed);
  });

  it("CloudWatch keeps logs for certain numbers of days, in ascending order", () => {
    expect(LOG_RETENTION_DAYS).toEqual([...LOG_RETENTION_DAYS].sort((a, b) => a - b));
    expect(LOG_RETENTION_DAYS).toContain(365);
    expect(LOG_RETENTION_DAYS).not.toContain(100);
  });
});

it("the nearest names are those at the least distance, unless all are far", () => {
  expect(nearest("prodution", ["production", "staging"])).toEqual(["production"]);
  expect(nearest("natGateway", ["natGateways", "cidr"])).toEqual(["natGateways"]);
  expect(nearest("ap-southeast-9", ["ap-southeast-1", "ap-southeast-2", "eu-west-1"])).toEqual([
    "ap-southeast-1",
    "ap-southeast-2",
  ]);
  expect(nearest("x9", ["production"])).toEqual([]);
});

describe("databases and caches", () => {
  it.each([
    ["db.m7g.4xlarge", 16, 64],
    ["db.t4g.medium", 2, 4],
    ["db.r8g.large", 2, 16],
  ])("%s has %d vCPU and %d GiB", (name, vcpus, memoryGib) => {
    expect(databaseClass(name)).toMatchObject({ vcpus, memoryGib });
  });

  it.each(["m7g.4xlarge", "db.c7g.large", "db.t4g.nano", "db.m7g.medium", "db.m7g.3xlarge"])(
    "%s is no class",
    (name) => {
      expect(databaseClass(name)).toBeUndefined();
    },
  );

  it("finds what a class was meant to be", () => {
    expect(nearestDatabaseClasses("m7g.4xlarge", ["m7g"])).toEqual(["db.m7g.4xlarge"]);
  });

  it("knows the series of a release, and when its support ends", () => {
    expect(mysqlSeries("8.4.7")?.series).toBe("8.4");
    expect(mysqlSeries("8.0")).toMatchObject({ versions: [], standardSupportUntil: "2026-07-31" });
    expect(mysqlSeries("8.40")).toBeUndefined();
  });

  it("knows the nodes of ElastiCache", () => {
    expect(["cache.t4g.small", "cache.m7g.large", "cache.t4g.large", "m7g.large"].map(isCacheNodeType)).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it("offers databases and caches in every region", () => {
    for (const name of regionNames()) {
      expect(region(name)?.databaseFamilies).toEqual(expect.arrayContaining(["m6g", "r6g"]));
      expect(region(name)?.cacheFamilies).toEqual(expect.arrayContaining(["m6g", "r6g"]));
    }
  });
});
