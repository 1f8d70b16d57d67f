import { edgeReferences, edgeRules } from "../../src/rules/aws/edge";
import { referenceRules } from "../../src/rules/references";
import { FRANKFURT, ruleWorld } from "./world";

const rules = [...edgeRules, ...edgeReferences.flatMap(referenceRules)];
const certificate = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/1`;
const VIRGINIA = { ...FRANKFURT, region: "us-east-1" };

function cloud() {
  const world = ruleWorld(rules);
  world.has("aws_acm_certificate", { id: certificate("us-east-1"), arn: certificate("us-east-1") }, VIRGINIA);
  world.has("aws_acm_certificate", { id: certificate("eu-central-1"), arn: certificate("eu-central-1") });
  world.has("aws_route53_zone", { id: "Z1", zone_id: "Z1", name: "example.com" }, { ...FRANKFURT, region: "" });
  world.has("aws_lb", { id: "arn:lb", arn: "arn:lb", name: "taken" });
  world.has("aws_subnet", { id: "subnet-a", vpc_id: "vpc-1", availability_zone: "eu-central-1a" });
  world.has("aws_subnet", { id: "subnet-a2", vpc_id: "vpc-1", availability_zone: "eu-central-1a" });
  world.has("aws_subnet", { id: "subnet-b", vpc_id: "vpc-1", availability_zone: "eu-central-1b" });
  return world;
}

describe("a distribution", () => {
  const viewer = (region: string) => ({ viewer_certificate: [{ acm_certificate_arn: certificate(region) }] });

  it("has its certificate in us-east-1", () => {
    expect(cloud().create("aws_cloudfront_distribution", viewer("us-east-1"))).toEqual([]);
    expect(cloud().create("aws_cloudfront_distribution", viewer("eu-central-1")).join()).toContain(
      "must be in us-east-1",
    );
  });

  it("has a certificate for its own names, and its web ACL in us-east-1", () => {
    const bare = { aliases: ["www.example.com"], viewer_certificate: [{ cloudfront_default_certificate: true }] };
    expect(cloud().create("aws_cloudfront_distribution", bare).join()).toContain("attach a trusted certificate");
    const acl = (region: string, scope: string) => ({ web_acl_id: `arn:aws:wafv2:${region}:1:${scope}/webacl/x/1` });
    expect(cloud().plan("aws_cloudfront_distribution", acl("us-east-1", "global"))).toEqual([]);
    expect(cloud().plan("aws_cloudfront_distribution", acl("eu-central-1", "regional"))).toHaveLength(1);
    expect(cloud().plan("aws_wafv2_web_acl", { scope: "CLOUDFRONT" }).join()).toContain("CLOUDFRONT is for us-east-1");
    expect(cloud().plan("aws_wafv2_web_acl", { scope: "CLOUDFRONT" }, VIRGINIA)).toEqual([]);
  });

  it("shares no name with another, of whatever account", () => {
    const world = cloud();
    world.has(
      "aws_cloudfront_distribution",
      { id: "E1", aliases: ["www.example.com"] },
      { account: "444455556666", region: "" },
    );
    expect(world.create("aws_cloudfront_distribution", { aliases: ["www.example.com"] }).join()).toContain(
      "CNAMEAlreadyExists",
    );
  });
});

describe("a load balancer", () => {
  it.each([
    ["in two zones is taken", { name: "new", subnets: ["subnet-a", "subnet-b"] }, ""],
    ["in one zone is refused", { name: "new", subnets: ["subnet-a"] }, "At least two subnets in two different"],
    ["for TCP in one zone is taken", { name: "new", subnets: ["subnet-a"], load_balancer_type: "network" }, ""],
    ["twice in one zone is refused", { name: "new", subnets: ["subnet-a", "subnet-a2"] }, "same Availability Zone"],
    ["of a name that is taken is refused", { name: "taken" }, "DuplicateLoadBalancerName"],
    ["of a name that is too long is refused", { name: "x".repeat(33) }, "has 33 characters"],
    ["of a reserved name is refused", { name: "internal-api" }, "no internal-"],
  ])("%s", (_, values, said) => {
    const found = cloud().create("aws_lb", values);
    if (said === "") expect(found).toEqual([]);
    else expect(found.join()).toContain(said);
  });

  it.each([
    ["for HTTPS has a certificate", { protocol: "HTTPS", certificate_arn: certificate("eu-central-1") }, ""],
    ["for HTTPS has none", { protocol: "HTTPS" }, "A certificate must be specified"],
    [
      "for HTTPS has one of elsewhere",
      { protocol: "HTTPS", certificate_arn: certificate("us-east-1") },
      "is not in eu-central-1",
    ],
    [
      "for HTTP has one",
      { protocol: "HTTP", certificate_arn: certificate("eu-central-1") },
      "cannot be specified for HTTP",
    ],
  ])("whose listener %s: %s", (_, values, said) => {
    const found = cloud().plan("aws_lb_listener", values);
    if (said === "") expect(found).toEqual([]);
    else expect(found.join()).toContain(said);
  });

  it("has one rule of a priority", () => {
    const world = cloud();
    world.has("aws_lb_listener", { id: "arn:l", arn: "arn:l" });
    world.has("aws_lb_listener_rule", { id: "r", listener_arn: "arn:l", priority: 10 });
    expect(world.create("aws_lb_listener_rule", { listener_arn: "arn:l", priority: 10 }).join()).toContain(
      "PriorityInUse",
    );
    expect(world.create("aws_lb_listener_rule", { listener_arn: "arn:l", priority: 11 })).toEqual([]);
  });
});

describe("a record", () => {
  const right = { zone_id: "Z1", name: "www.example.com", type: "A", ttl: 60, records: ["203.0.113.1"] };

  it.each([
    ["that is right is taken", {}, ""],
    ["that is an alias needs no ttl", { ttl: null, records: null, alias: [{ name: "x" }] }, ""],
    ["without a ttl is refused", { ttl: null }, "needs a ttl"],
    ["of another domain is refused", { name: "www.example.org" }, "not permitted in zone"],
    ["that is a CNAME at the apex is refused", { name: "example.com", type: "CNAME", records: ["a"] }, "at apex"],
    ["that is a CNAME of two is refused", { type: "CNAME", records: ["a", "b"] }, "A CNAME has one value"],
    ["in a zone that does not exist is refused", { zone_id: "Z2" }, "NoSuchHostedZone"],
  ])("%s", (_, change, said) => {
    const found = cloud().create("aws_route53_record", { ...right, ...change });
    if (said === "") expect(found).toEqual([]);
    else expect(found.join()).toContain(said);
  });

  it("stands once, unless each has an identifier", () => {
    const world = cloud();
    world.has("aws_route53_record", { id: "1", ...right });
    expect(world.create("aws_route53_record", right).join()).toContain("already exists");
    expect(world.create("aws_route53_record", { ...right, type: "AAAA" })).toEqual([]);
    expect(world.create("aws_route53_record", { ...right, set_identifier: "b" })).toEqual([]);
  });

  it("keeps its zone, unless that is forced", () => {
    const world = cloud();
    world.has("aws_route53_record", { id: "1", ...right });
    const zone = { id: "Z1", zone_id: "Z1", name: "example.com" };
    expect(world.delete("aws_route53_zone", zone).join()).toContain("HostedZoneNotEmpty");
    expect(world.delete("aws_route53_zone", { ...zone, force_destroy: true })).toEqual([]);
  });
});
