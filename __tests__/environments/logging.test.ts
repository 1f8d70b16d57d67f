import { type EnvironmentInput, loadEnvironments } from "../../environments";
import { ELASTIC_VERSIONS } from "../../environments/fragments/elastic-versions";
import { production } from "../../environments/production";
import { problemsOf, refuses, spoil } from "./inputs";

/** One of class testing, where less is asked. */
const small: EnvironmentInput = {
  name: "small",
  class: "testing",
  network: { cidr: "10.60.0.0/16" },
  topology: { kind: "kubernetes" },
};

describe("logging", () => {
  it("is Elasticsearch where every word is searched, and Loki where it only has to be cheap", () => {
    expect(loadEnvironments().map(({ logging }) => [logging.engine, logging.retentionDays])).toEqual([
      ["loki", 3],
      ["loki", 7],
      ["elastic", 30],
      ["elastic", 90],
    ]);
  });

  it("moves to the other engine by one word, with the sizes of its class", () => {
    for (const engine of ["elastic", "loki"]) {
      expect(problemsOf([spoil(production, { logging: { engine } })])).toEqual([]);
      expect(problemsOf([spoil(small, { logging: { engine } })])).toEqual([]);
    }
  });

  refuses(production, [
    [{ logging: { engine: "elk" } }, 'logging.engine: "elk" is not allowed; it must be one of elastic, loki'],
    [
      { logging: { retentionDay: 30 } },
      "logging.retentionDay: unknown (did you mean retentionDays?); the keys here are engine, retentionDays, auditRetentionDays, dailyGb, version, warmAfterDays, kibana, kubernetes",
    ],
    [
      { logging: { kibana: { host: "logs" } } },
      'logging.kibana.host: "logs" is not allowed; it must be a host such as logs.httpsok.example',
    ],
    [
      { logging: { engine: "loki", version: "9.5.2" } },
      "logging.version: unknown; the keys here are engine, retentionDays, auditRetentionDays, dailyGb, kubernetes",
    ],
    [
      { logging: { retentionDays: 0 } },
      "logging.retentionDays: 0 is not allowed; it must be a whole number from 1 to 3653",
    ],
  ]);
});

describe("the version of the Elastic stack", () => {
  refuses(production, [
    [{ logging: { version: "9" } }, 'logging.version: "9" is not allowed; it must be a version such as 9.5.2'],
    [
      { logging: { version: "8.11.4" } },
      "logging.version: 8.11.4 is no version that this project knows; choose from 9.5.2 (fixes until 9.7), 9.4.5 (fixes until 9.6), 8.19.20 (fixes until 2027-07-15)",
    ],
    [
      { logging: { version: "9.5.1" } },
      "logging.version: 9.5.1 is no version that this project knows (did you mean 9.5.2?); choose from 9.5.2 (fixes until 9.7), 9.4.5 (fixes until 9.6), 8.19.20 (fixes until 2027-07-15)",
    ],
  ]);

  it("is 8 or newer (3.3.6), and one on which the operator runs Logstash", () => {
    for (const { version } of ELASTIC_VERSIONS) {
      const [major = 0, minor = 0] = version.split(".").map(Number);
      expect(major * 100 + minor).toBeGreaterThanOrEqual(812);
    }
  });

  it("may be the last of the series before", () => {
    expect(problemsOf([spoil(production, { logging: { version: "8.19.20" } })])).toEqual([]);
  });
});

describe("the ages of logs", () => {
  refuses(production, [
    [
      { logging: { retentionDays: 7 } },
      "logging.warmAfterDays: 7, but logs are deleted after 7 days (logging.retentionDays); lower it, or keep logs for longer",
    ],
    [
      { logging: { auditRetentionDays: 30 } },
      "logging.auditRetentionDays: 30, but logs that say less are kept for 90 days (logging.retentionDays); raise it to 90 or more",
    ],
  ]);
});

describe("the disks of Elasticsearch", () => {
  refuses(production, [
    [
      { logging: { dailyGb: 20 } },
      "logging.kubernetes.volumeGb: 500 GB on each of 3 do not hold 20 GB a day (logging.dailyGb) for 90 days (logging.retentionDays), a tenth of it for 365 (logging.auditRetentionDays), in 2 copies; raise it to 1959 or more, or keep logs for fewer days",
    ],
  ]);
  refuses(small, [
    [
      { logging: { engine: "elastic", retentionDays: 30, auditRetentionDays: 30 } },
      "logging.kubernetes.volumeGb: 30 GB on each of 1 do not hold 1 GB a day (logging.dailyGb) for 30 days (logging.retentionDays), a tenth of it for 30 (logging.auditRetentionDays), in 1 copy; raise it to 38 or more, or keep logs for fewer days",
    ],
  ]);

  it("are enough to the gigabyte: GB a day x days x copies, and a quarter that stays free, over the nodes", () => {
    const of = (volumeGb: number) => spoil(production, { logging: { dailyGb: 20, kubernetes: { volumeGb } } });
    expect(problemsOf([of(1959)])).toEqual([]);
    expect(problemsOf([of(1958)])).toHaveLength(1);
  });

  it("are no matter of machines, whose volumes are their own", () => {
    expect(problemsOf([{ ...production, topology: { kind: "high-availability" }, logging: { dailyGb: 20 } }])).toEqual(
      [],
    );
  });
});

describe("Loki as one program", () => {
  refuses(production, [
    [
      { logging: { engine: "loki", dailyGb: 70 } },
      "logging.kubernetes.nodes: 3 take about 60 GB a day, but 70 GB a day (logging.dailyGb) are expected; raise it to 4 or more, or choose engine elastic",
    ],
  ]);

  it("keeps logs for any time, since S3 does not fill up", () => {
    expect(
      problemsOf([spoil(production, { logging: { engine: "loki", retentionDays: 3000, auditRetentionDays: 3000 } })]),
    ).toEqual([]);
  });
});

describe("the number of nodes", () => {
  refuses(production, [
    [
      { logging: { kubernetes: { nodes: 1, volumeGb: 800 } } },
      "logging.kubernetes.nodes: 1 in class production do not live on when one is lost, since the rest is no majority; it takes 3 or more (requirement 2.1)",
    ],
    [
      { logging: { kubernetes: { nodes: 10 } } },
      "logging.kubernetes.nodes: 10 asked, each on a node of its own, but the cluster has at most 9 (topology.nodes.max); lower one or raise the other",
    ],
  ]);
  refuses(small, [
    [
      { logging: { kubernetes: { nodes: 2 } } },
      "logging.kubernetes.nodes: 2 are no safer than 1: when one is lost, the other is no majority; choose 1, or 3 and more",
    ],
  ]);
});

describe("the memory of a node", () => {
  refuses(production, [
    [
      { logging: { kubernetes: { memoryGb: 32 } } },
      "logging.kubernetes.memoryGb: 32 GB do not fit on a m7g.2xlarge (topology.nodes.instanceTypes) beside what runs on every node; at most 24 do",
    ],
  ]);
});
