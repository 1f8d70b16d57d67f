import { EnvironmentError, resolveEnvironments } from "../../environments";
import { organization } from "../../environments/organization";
import { production } from "../../environments/production";
import { defineEnvironment } from "../../environments/schema";
import { staging } from "../../environments/staging";
import { FILES, problemsOf, spoil } from "./inputs";

const TOP_KEYS =
  "name, class, account, region, tags, state, protection, network, storage, recovery, topology, database, monitoring, logging";

describe("an environment file", () => {
  it.each([
    [{ netwrok: {} }, `netwrok: unknown (did you mean network?); the keys here are ${TOP_KEYS}`],
    [{ banana: 1 }, `banana: unknown; the keys here are ${TOP_KEYS}`],
    [
      { network: { natGateway: "single" } },
      "network.natGateway: unknown (did you mean natGateways?); the keys here are cidr, zones, natGateways, endpoints, flowLogs, privateZone",
    ],
    [
      { topology: { nodes: { instanceType: "m7g.2xlarge" } } },
      "topology.nodes.instanceType: unknown (did you mean instanceTypes?); the keys here are instanceTypes, capacity, min, max, volumeGb",
    ],
    [
      { topology: { instances: { min: 2 } } },
      "topology.instances: unknown; the keys here are kind, version, addonVersions, publicAccessCidrs, access, authentication, logRetentionDays, scaling, ingress, publicZoneId, system, nodes",
    ],
    [
      { network: "10.0.0.0/16" },
      'network: "10.0.0.0/16" is not allowed; it must be an object with cidr, zones, natGateways, endpoints, flowLogs, privateZone',
    ],
    [
      { name: "Production" },
      'name: "Production" is not allowed; it must be 2 to 16 lower-case letters, digits and dashes, a letter first',
    ],
    [{ class: "prod" }, 'class: "prod" is not allowed; it must be one of development, testing, staging, production'],
    [
      { class: "stagging" },
      'class: "stagging" is not allowed; it must be one of development, testing, staging, production (did you mean staging?)',
    ],
    [{ account: "2222-2222-2222" }, 'account: "2222-2222-2222" is not allowed; it must be 12 digits'],
    [{ account: 222222222222 }, "account: 222222222222 is not allowed; it must be 12 digits"],
    [
      { region: "ap-southeast1" },
      "region: ap-southeast1 is no region of AWS that this project knows (did you mean ap-southeast-1?)",
    ],
    [
      { tags: { Owner: "me" } },
      'tags: {"Owner":"me"} is not allowed; it must be an object without Project, Environment, ManagedBy, Stack, Owner, which every resource has already',
    ],
    [
      { tags: { "aws:team": "me" } },
      'tags.aws:team: "aws:team" is not allowed; it must be a tag name of at most 128 letters, digits and _ . : / = + - @, not starting with aws:',
    ],
    [{ protection: { deletion: "no" } }, 'protection.deletion: "no" is not allowed; it must be true or false'],
    [
      { topology: { nodes: { min: "three" } } },
      'topology.nodes.min: "three" is not allowed; it must be a whole number from 1 to 450',
    ],
    [
      { topology: { nodes: { min: 3.5 } } },
      "topology.nodes.min: 3.5 is not allowed; it must be a whole number from 1 to 450",
    ],
    [
      { topology: { kind: "kubernets" } },
      'topology.kind: "kubernets" is not allowed; it must be one of single-node, high-availability, kubernetes (did you mean kubernetes?)',
    ],
    [
      { topology: { kind: null } },
      "topology.kind: null is not allowed; it must be one of single-node, high-availability, kubernetes",
    ],
  ])("with %j is refused", (mistake, problem) => {
    expect(problemsOf([spoil(production, mistake)])).toEqual([problem]);
  });

  it("must give its range and its topology", () => {
    const { network: _network, topology: _topology, ...rest } = staging;
    expect(problemsOf([JSON.parse(JSON.stringify(rest))])).toEqual([
      "network.cidr: missing; it must be an IPv4 range such as 10.40.0.0/16",
      "topology: missing; it must be an object with a kind: single-node, high-availability or kubernetes",
    ]);
  });

  it("must have a name that no other has", () => {
    const twin = { ...staging, network: { cidr: "10.90.0.0/16" }, recovery: {} };
    expect(problemsOf([staging, twin])).toEqual([
      "name: another environment is called staging too; choose another name",
    ]);
  });

  it("is refused by TypeScript already, as far as types go", () => {
    const misspelt = defineEnvironment({
      ...staging,
      // @ts-expect-error it is called natGateways
      network: { cidr: "10.30.0.0/16", natGateway: "single" },
    });
    const mixed = defineEnvironment({
      ...production,
      // @ts-expect-error a single machine has no nodes
      topology: { kind: "single-node", nodes: { min: 3 } },
    });
    expect(problemsOf([misspelt, mixed])).toHaveLength(2);
  });

  it("takes tags of its own", () => {
    const [environment] = resolveEnvironments(organization, [{ ...staging, tags: { "cost:center": "A/7" } }]);
    expect(environment?.tags).toEqual({ "cost:center": "A/7" });
  });
});

describe("problems", () => {
  it("are reported all at once, whatever their kind, level and file", () => {
    const first = spoil(staging, {
      network: { zones: 5, natGateway: "single" },
      storage: { encryption: "kmss" },
      topology: { nodes: { min: "three", instanceTypes: ["m7g.2xlrge"] } },
    });
    const second = spoil(production, { protection: { deletion: false }, network: { cidr: "10.30.0.0/17" } });
    let message = "";
    try {
      resolveEnvironments(organization, [first, second]);
    } catch (error) {
      if (error instanceof EnvironmentError) message = error.message;
    }
    expect(message).toBe(
      `7 problems in 2 files

environments/staging.ts
  network.natGateway: unknown (did you mean natGateways?); the keys here are cidr, zones, natGateways, endpoints, flowLogs, privateZone
  network.zones: 5 zones asked, but ap-southeast-1 has 3 (a, b, c); lower it or choose another region
  storage.encryption: "kmss" is not allowed; it must be one of kms, s3 (did you mean kms?)
  topology.nodes.min: "three" is not allowed; it must be a whole number from 1 to 450
  topology.nodes.instanceTypes: m7g.2xlrge is no instance type that this project knows (did you mean m7g.2xlarge?)

environments/production.ts
  protection.deletion: false is not allowed in class production (requirement 3.1.4); leave it out, or choose another class
  network.cidr: 10.30.0.0/17 overlaps 10.30.0.0/16 of staging (network.cidr); choose a free range such as 10.31.0.0/17`,
    );
  });

  it("of one file are counted in the singular", () => {
    expect(() => resolveEnvironments(organization, [spoil(production, { network: { zones: 2 } })])).toThrow(
      "1 problem in 1 file\n\nenvironments/production.ts\n  network.zones: 2 in use, but class production needs 3, to live on when one is lost (requirement 2.1)",
    );
  });

  it("are not followed by others that only a default has", () => {
    expect(problemsOf([spoil(production, { recovery: null })])).toEqual([
      "recovery: null is not allowed; it must be an object with rpoMinutes, rtoMinutes, region, network",
    ]);
  });

  it("of a class that is not known do not hide the others", () => {
    expect(problemsOf([spoil(production, { class: "live", storage: { replication: 1 } })])).toEqual([
      'class: "live" is not allowed; it must be one of development, testing, staging, production',
      "storage.replication: 1 is not allowed; it must be true or false",
    ]);
  });
});

describe("the organization file", () => {
  it.each([
    [
      { name: "HTTPS OK" },
      'name: "HTTPS OK" is not allowed; it must be 2 to 20 lower-case letters, digits and dashes, a letter first',
    ],
    [{ domain: "localhost" }, 'domain: "localhost" is not allowed; it must be a domain such as example.com'],
    [{ contacts: { security: "nobody" } }, 'contacts.security: "nobody" is not allowed; it must be an e-mail address'],
    [{ accounts: { production: "1" } }, 'accounts.production: "1" is not allowed; it must be 12 digits'],
    [
      { acounts: {} },
      "acounts: unknown (did you mean accounts?); the keys here are name, domain, contacts, accounts, administrators, region, state",
    ],
    [{ state: { kind: "gcs" } }, 'state.kind: "gcs" is not allowed; it must be one of s3, terraform-cloud, local'],
    [
      { state: { bucket: "No_Good" } },
      'state.bucket: "No_Good" is not allowed; it must be a bucket name of 3 to 63 lower-case letters, digits and dashes',
    ],
  ])("with %j is refused", (mistake, problem) => {
    expect(problemsOf(FILES, spoil(organization, mistake))).toEqual([problem]);
  });

  it("gives environments their region unless they name one", () => {
    const shared = { ...organization, region: "eu-central-1" };
    const elsewhere = {
      ...staging,
      name: "elsewhere",
      region: "us-west-2",
      network: { cidr: "10.50.0.0/16" },
      recovery: {},
    };
    const regions = resolveEnvironments(shared, [production, elsewhere]).map(({ region, state }) => {
      return [region, state.kind === "s3" ? state.region : undefined];
    });
    // The state stays where the organization is.
    expect(regions).toEqual([
      ["eu-central-1", "eu-central-1"],
      ["us-west-2", "eu-central-1"],
    ]);
  });
});
