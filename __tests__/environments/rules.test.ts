import type { EnvironmentInput } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { FILES, problemsOf, refuses, spoil } from "./inputs";

/** A production environment of high availability, for what that topology is asked. */
const ha: EnvironmentInput = { ...production, topology: { kind: "high-availability" } };
/** One of class testing, where less is asked. */
const small: EnvironmentInput = {
  name: "small",
  class: "testing",
  network: { cidr: "10.60.0.0/16" },
  topology: { kind: "high-availability" },
};

describe("the range of a VPC", () => {
  refuses(production, [
    [{ network: { cidr: "10.40.0.0" } }, 'network.cidr: "10.40.0.0" is not an IPv4 range; write it as 10.40.0.0/16'],
    [
      { network: { cidr: "10.40.1.0/16" } },
      "network.cidr: 10.40.1.0/16 is an address inside a range, not the range itself; the range is 10.40.0.0/16",
    ],
    [
      { network: { cidr: "52.40.0.0/16" } },
      "network.cidr: 52.40.0.0/16 is not private; take a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
    ],
    [
      { network: { cidr: "10.32.0.0/12" } },
      "network.cidr: 10.32.0.0/12 is /12, but a VPC is /16 to /22: AWS takes no larger VPC",
    ],
    [
      { network: { cidr: "10.40.0.0/24" } },
      "network.cidr: 10.40.0.0/24 is /24, but a VPC is /16 to /22: its subnets would be smaller than the /28 AWS takes",
    ],
    [
      { network: { cidr: "172.17.0.0/16" } },
      "network.cidr: 172.17.0.0/16 overlaps 172.17.0.0/16, which Docker uses on every machine; take another range",
    ],
    [
      { network: { cidr: "10.40.0.0/20" } },
      "network.cidr: 10.40.0.0/20 leaves /24 to a private subnet, so 251 addresses for the pods of a zone; topology kubernetes needs a VPC of /18 or larger",
    ],
    [
      { recovery: { network: { cidr: "10.40.128.0/18" } } },
      "recovery.network.cidr: 10.40.128.0/18 overlaps 10.40.0.0/16 of production (network.cidr); choose a free range such as 10.41.0.0/18",
    ],
  ]);

  it("may be /22 where no pods need addresses", () => {
    expect(problemsOf([spoil(small, { network: { cidr: "10.60.0.0/22" } })])).toEqual([]);
  });

  it("overlaps no other, in any account or region", () => {
    const other = { ...small, account: "333333333333", region: "eu-west-1", network: { cidr: "10.140.32.0/20" } };
    expect(problemsOf([...FILES, other])).toEqual([
      "network.cidr: 10.140.32.0/20 overlaps 10.140.0.0/18 of production (recovery.network.cidr); choose a free range such as 10.140.64.0/20",
    ]);
  });
});

describe("zones", () => {
  refuses(production, [
    [
      { network: { zones: 5 } },
      "network.zones: 5 zones asked, but ap-southeast-1 has 3 (a, b, c); lower it or choose another region",
    ],
    [
      { network: { zones: ["a", "b", "d"] } },
      "network.zones: d asked, but ap-southeast-1 has 3 (a, b, c); name some of these",
    ],
    [
      { network: { zones: ["a", "a", "b"] } },
      'network.zones: ["a","a","b"] is not allowed; it must be a list of zone letters, each of them once',
    ],
    [
      { network: { zones: ["a", "c"] } },
      "network.zones: 2 in use, but class production needs 3, to live on when one is lost (requirement 2.1)",
    ],
    [
      { network: { zones: "all" } },
      'network.zones: "all" is not allowed; it must be a number of zones from 1 to 6, or a list of zone letters such as ["a", "c"]',
    ],
    [
      { recovery: { network: { zones: ["b", "c"] } } },
      "recovery.network.zones: b asked, but ap-northeast-1 has 3 (a, c, d); name some of these",
    ],
  ]);
  refuses(small, [
    [
      { network: { zones: 1 } },
      "network.zones: 1 in use, but topology high-availability needs at least 2, to live on when one is lost",
    ],
  ]);
});

describe("the network", () => {
  refuses(production, [
    [
      { network: { natGateways: "single" } },
      "network.natGateways: single is not allowed in class production: the loss of its zone cuts off the others (requirement 2.1); choose one-per-zone or regional",
    ],
    [
      { network: { endpoints: { gateway: ["s3", "s4"] } } },
      "network.endpoints.gateway: s4 has no gateway endpoint here (did you mean s3?); choose from s3, dynamodb",
    ],
    [
      { network: { flowLogs: { destination: "cloudwatch", retentionDays: 100 } } },
      "network.flowLogs.retentionDays: CloudWatch cannot keep logs for 100 days, only for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; the next longer one is 120",
    ],
    [
      { network: { privateZone: "internal" } },
      'network.privateZone: "internal" is not allowed; it must be a domain such as production.example.internal',
    ],
  ]);

  it("names the interface endpoints that there are", () => {
    const [problem] = problemsOf([spoil(small, { network: { endpoints: { interface: ["ecr.apis"] } } })]);
    expect(problem).toMatch(
      /^network\.endpoints\.interface: ecr\.apis has no interface endpoint here \(did you mean ecr\.api\?\); choose from .*, ecr\.api, ecr\.dkr, /,
    );
  });

  it("keeps flow logs in S3 for any number of days", () => {
    expect(problemsOf([spoil(production, { network: { flowLogs: { retentionDays: 100 } } })])).toEqual([]);
  });
});

describe("the China partition", () => {
  const china: EnvironmentInput = {
    ...small,
    account: "444444444444",
    region: "cn-north-1",
    state: { kind: "s3", region: "cn-north-1" },
  };

  it("is legal", () => {
    expect(problemsOf([china])).toEqual([]);
  });

  refuses(china, [
    [
      { network: { endpoints: { interface: ["logs", "email-smtp"] } } },
      "network.endpoints.interface: email-smtp does not exist in partition aws-cn; remove it",
    ],
    [
      { network: { natGateways: "regional" } },
      "network.natGateways: regional NAT gateways do not exist in partition aws-cn; choose one-per-zone",
    ],
    [
      { state: { region: "ap-southeast-1" } },
      "state.region: ap-southeast-1 belongs to partition aws, the environment to aws-cn, and accounts do not span partitions; choose a region of aws-cn",
    ],
    [
      { recovery: { region: "ap-northeast-1" } },
      "recovery.region: ap-northeast-1 belongs to partition aws, the environment to aws-cn, and nothing is copied between partitions; choose a region of aws-cn",
    ],
    [
      { topology: { instanceType: "m7a.large" } },
      "topology.instanceType: m7a.large is not offered in cn-north-1; the families there are t3, t3a, t4g, m6i, m6g, m7g, m8g, m8i, c6i, c6g, c7g, c8g, c8i, r6i, r6g, r7g, r8g, r8i",
    ],
  ]);
});

describe("machines", () => {
  refuses(ha, [
    [
      { topology: { instanceType: "m7g.2xlrge" } },
      "topology.instanceType: m7g.2xlrge is no instance type that this project knows (did you mean m7g.2xlarge?)",
    ],
    [
      { topology: { instanceType: "m7gg.2xlarge" } },
      "topology.instanceType: m7gg.2xlarge is no instance type that this project knows (did you mean m7g.2xlarge?)",
    ],
    [
      { topology: { instanceType: "c7g.xlarge" } },
      "topology.instanceType: c7g.xlarge has 4 vCPU, 8 GiB and 1.876 Gbit/s of network (12.5 in bursts); an application server of class staging or production needs at least 8 vCPU, 16 GiB and 1 Gbit/s (requirement 3.2.1); choose for example c6g.2xlarge or c7g.2xlarge or c8g.2xlarge",
    ],
    [
      { topology: { volumeGb: 80 } },
      "topology.volumeGb: 80 GB is too small: an application server of class staging or production needs at least 100 GB (requirement 3.2.1)",
    ],
    [
      { topology: { instances: { min: 1 } } },
      "topology.instances.min: 1 is too few: high availability takes at least 2",
    ],
    [
      { topology: { instances: { min: 4, max: 3 } } },
      "topology.instances.max: 3 is below topology.instances.min, which is 4; raise it to 4 or more",
    ],
  ]);
  refuses(production, [
    [
      { topology: { nodes: { instanceTypes: ["m7g.2xlarge", "m7i.2xlarge"] } } },
      "topology.nodes.instanceTypes: m7g.2xlarge is arm64, m7i.2xlarge is x86_64; the nodes of a group boot one image, so choose types of one architecture",
    ],
    [
      { topology: { nodes: { instanceTypes: [] } } },
      "topology.nodes.instanceTypes: [] is not allowed; it must be a list of instance types such as m7g.2xlarge",
    ],
    [
      { topology: { nodes: { instanceTypes: ["m7g.xlarge"], volumeGb: 50 } } },
      "topology.nodes.instanceTypes: m7g.xlarge has 4 vCPU, 16 GiB and 1.876 Gbit/s of network (12.5 in bursts); an application server of class staging or production needs at least 8 vCPU, 16 GiB and 1 Gbit/s (requirement 3.2.1); choose for example c6g.2xlarge or c7g.2xlarge or c8g.2xlarge",
      "topology.nodes.volumeGb: 50 GB is too small: an application server of class staging or production needs at least 100 GB (requirement 3.2.1)",
    ],
    [
      { topology: { nodes: { min: 2 } } },
      "topology.nodes.min: 2 is too few: class production keeps a node in each of its 3 zones",
    ],
    [
      { topology: { version: "1.33" } },
      "topology.version: 1.33 left standard support on 2026-07-29, and EKS upgrades it by itself; choose from 1.36, 1.35, 1.34",
    ],
    [
      { topology: { version: "1.99" } },
      "topology.version: 1.99 is no version of EKS that this project knows; choose from 1.36, 1.35, 1.34",
    ],
  ]);

  it("can be started in the recovery region too", () => {
    const [problem] = problemsOf([spoil(production, { recovery: { region: "ca-west-1" } })]);
    expect(problem).toMatch(
      /^topology\.nodes\.instanceTypes: m7g\.2xlarge is not offered in ca-west-1; the families there are /,
    );
  });
});

describe("storage", () => {
  refuses(production, [
    [
      { storage: { backups: { retentionDays: 30 } } },
      "storage.backups.objectLock.days: 35 days are locked, but backups expire after 30 (storage.backups.retentionDays); lower one or raise the other",
    ],
    [
      { storage: { backups: { objectLock: { mode: "compliance" } } } },
      "storage.backups.objectLock.mode: compliance: for 35 days nobody can delete a backup or undo this, and each is paid for; add acceptIrreversible: true, or choose governance",
    ],
    [
      { storage: { logs: { retentionDays: 0 } } },
      "storage.logs.retentionDays: 0 is not allowed; it must be a whole number from 1 to 3653",
    ],
    [
      { storage: { replication: false } },
      "recovery.rpoMinutes: 5 minutes cannot be met while storage.replication is off: when the region is lost, so is every copy; give recovery.region and turn replication on, or allow 1440 minutes or more",
    ],
  ]);
  refuses(small, [
    [
      { storage: { replication: true } },
      "storage.replication: true, but there is no region to replicate to; give recovery.region, or leave it out",
    ],
  ]);

  it("takes compliance mode from those who accept that it is irreversible", () => {
    const accepted = { mode: "compliance", acceptIrreversible: true };
    expect(problemsOf([spoil(production, { storage: { backups: { objectLock: accepted } } })])).toEqual([]);
  });
});

describe("recovery", () => {
  refuses(production, [
    [
      { recovery: { region: "ap-southeast-1" } },
      "recovery.region: ap-southeast-1 is the region that would be lost; choose another one",
    ],
    [
      { recovery: { region: "ap-northeast1" } },
      "recovery.region: ap-northeast1 is no region of AWS (did you mean ap-northeast-1?)",
    ],
  ]);
  refuses(small, [
    [
      { recovery: { network: { cidr: "10.160.0.0/18" } } },
      "recovery.network: has no region to be in; give recovery.region, or leave it out",
    ],
    [
      { recovery: { rpoMinutes: 60 } },
      "recovery.rpoMinutes: 60 minutes cannot be met while storage.replication is off: when the region is lost, so is every copy; give recovery.region and turn replication on, or allow 1440 minutes or more",
    ],
  ]);

  it("needs a region and a network in class production", () => {
    const { recovery: _recovery, ...bare } = production;
    expect(problemsOf([bare])).toEqual([
      "recovery.region: missing; class production needs a region to recover in, other than its own (requirement 2.6)",
      'recovery.network: missing; class production needs a network to recover in, such as { cidr: "10.140.0.0/18" }',
      "recovery.rpoMinutes: 5 minutes cannot be met while storage.replication is off: when the region is lost, so is every copy; give recovery.region and turn replication on, or allow 1440 minutes or more",
    ]);
  });
});

describe("protection", () => {
  refuses(production, [
    [
      { protection: { deletion: false } },
      "protection.deletion: false is not allowed in class production (requirement 3.1.4); leave it out, or choose another class",
    ],
  ]);

  it("may be off elsewhere", () => {
    const staging = FILES.find(({ name }) => name === "staging");
    expect(problemsOf([spoil(staging ?? small, { protection: { deletion: false } })])).toEqual([]);
  });
});

describe("state", () => {
  refuses(production, [
    [
      { state: { bucket: "httpsok.state" } },
      'state.bucket: "httpsok.state" is not allowed; it must be a bucket name of 3 to 63 lower-case letters, digits and dashes',
    ],
    [
      { state: { region: "ap-southeast-9" } },
      "state.region: ap-southeast-9 is no region of AWS (did you mean ap-southeast-1 or ap-southeast-2 or ap-southeast-3?)",
    ],
    [
      { state: { kmsKeyAlias: "terraform-state" } },
      'state.kmsKeyAlias: "terraform-state" is not allowed; it must be a key alias such as alias/terraform-state',
    ],
    [
      { state: { kind: "local" } },
      "state.kind: local is not allowed in class production: nobody else can lock or read that state; choose s3 or terraform-cloud",
    ],
    [{ state: { kind: "terraform-cloud" } }, "state.organization: missing; it must be an organization's name"],
  ]);
  refuses(small, [
    [
      { state: { kind: "local", folder: "../elsewhere" } },
      'state.folder: "../elsewhere" is not allowed; it must be a folder inside the project, such as .terraform-state',
    ],
  ]);

  it("may be kept in Terraform Cloud by one environment, or by all", () => {
    const cloud = { kind: "terraform-cloud", organization: "httpsok", project: "Platform" } as const;
    expect(problemsOf([{ ...production, state: cloud }])).toEqual([]);
    expect(problemsOf(FILES, { ...organization, state: cloud })).toEqual([]);
  });
});
