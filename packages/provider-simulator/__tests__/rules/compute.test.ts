import { UNKNOWN } from "../../src/provider/value";
import { computeReferences, computeRules } from "../../src/rules/aws/compute";
import { targetReferences, targetRules } from "../../src/rules/aws/targets";
import { volumeRules } from "../../src/rules/aws/volumes";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const GROUP = "aws_autoscaling_group";
const TEMPLATE = "aws_launch_template";
const TARGETS = "aws_lb_target_group";
const LISTENER = "aws_lb_listener";
const rules = [...computeRules, ...volumeRules, ...targetRules];
const references = [...computeReferences, ...targetReferences];

function cloud() {
  const world = ruleWorld([...rules, ...references.flatMap(referenceRules)]);
  world.has(TEMPLATE, { id: "lt-1", name: "nodes" });
  world.has(GROUP, { id: "group", name: "group" });
  world.has("aws_ami", { id: "ami-arm", architecture: "arm64" });
  world.has("aws_ami", { id: "ami-x86", architecture: "x86_64" });
  world.has("aws_lb", { id: "arn:alb", arn: "arn:alb", load_balancer_type: "application" });
  world.has("aws_lb", { id: "arn:nlb", arn: "arn:nlb", load_balancer_type: "network" });
  world.has(TARGETS, { id: "arn:web", arn: "arn:web", protocol: "HTTP" });
  world.has(TARGETS, { id: "arn:tcp", arn: "arn:tcp", protocol: "TCP" });
  world.has(LISTENER, { id: "arn:l", load_balancer_arn: "arn:alb", port: 443, protocol: "HTTPS" });
  world.has("aws_lb_listener_rule", { id: "arn:r", action: [{ target_group_arn: "arn:web" }] });
  return world;
}

function expectSaid(found: string[], said: string) {
  if (said === "") expect(found).toEqual([]);
  else expect(found.join()).toContain(said);
}

it.each([
  [{ min_size: 1, desired_capacity: 2, max_size: 3, launch_template: [{ id: "lt-1" }] }, ""],
  [{ min_size: 0, max_size: 0, desired_capacity: UNKNOWN }, ""],
  [{ min_size: 3, max_size: 2 }, "min_size is 3, above max_size, 2"],
  [{ min_size: 1, desired_capacity: 4, max_size: 3 }, "desired_capacity is 4, above max_size, 3"],
  [{ min_size: 2, desired_capacity: 1, max_size: 3 }, "min_size is 2, above desired_capacity, 1"],
  [{ name: "group" }, "AlreadyExists"],
  [{ launch_template: [{ id: "lt-2" }] }, "no such aws_launch_template"],
  [{ launch_configuration: "x", launch_template: [{ id: "lt-1" }] }, "conflict with each other"],
  [{ health_check_grace_period: -1 }, "must be 0 to"],
  [{ max_instance_lifetime: 0 }, ""],
  [{ max_instance_lifetime: 3600 }, "must be 86400 to"],
  [{ instance_maintenance_policy: [{ min_healthy_percentage: 90, max_healthy_percentage: 120 }] }, ""],
  [{ instance_maintenance_policy: [{ min_healthy_percentage: -1, max_healthy_percentage: -1 }] }, ""],
  [{ instance_maintenance_policy: [{ min_healthy_percentage: 10, max_healthy_percentage: 120 }] }, "at most 100 above"],
])("a scaling group with %p", (values, said) => {
  expectSaid(cloud().create(GROUP, values), said);
});

it("a scheduled action leaves with -1 what it does not change", () => {
  const action = { autoscaling_group_name: "group", min_size: -1, max_size: 0, desired_capacity: 0 };
  expect(cloud().create("aws_autoscaling_schedule", action)).toEqual([]);
  expect(cloud().create("aws_autoscaling_schedule", { ...action, min_size: 1 })).toHaveLength(1);
});

it("sizes that scaling has changed since are not looked at", () => {
  const prior = { min_size: 1, desired_capacity: 5, max_size: 3 };
  expect(cloud().update(GROUP, prior, { ...prior, health_check_type: "ELB" })).toEqual([]);
});

it.each([
  [{ name: "new", user_data: Buffer.alloc(16_384).toString("base64") }, ""],
  [{ user_data: Buffer.alloc(16_385).toString("base64") }, "limited to 16384 bytes"],
  [{ user_data: "#!/bin/sh" }, "Invalid BASE64"],
  [{ name: "a b" }, "3 to 128 letters"],
  [{ name: "nodes" }, "AlreadyExists"],
  [{ metadata_options: [{ http_put_response_hop_limit: 2 }] }, ""],
  [{ metadata_options: [{ http_put_response_hop_limit: 65 }] }, "1 to 64"],
  [{ vpc_security_group_ids: ["sg-1"], network_interfaces: [{ subnet_id: "subnet-1" }] }, "Move the groups"],
  [{ vpc_security_group_ids: ["sg-1"] }, ""],
  [{ instance_type: "m6g.large", instance_requirements: [{ vcpu_count: [{ min: 2 }] }] }, "Leave one of them out"],
  [{ image_id: "ami-arm", instance_type: "m6g.large" }, ""],
  [{ image_id: "ami-x86", instance_type: "g4dn.xlarge" }, ""],
  [{ image_id: "ami-none", instance_type: "m6g.large" }, ""],
  [{ image_id: "ami-x86", instance_type: "c7gn.large" }, "'arm64' of the specified instance type c7gn.large"],
  [{ image_id: "ami-arm", instance_type: "m6i.large" }, "does not match the architecture 'arm64'"],
])("a template with %#", (values, said) => {
  expectSaid(cloud().create(TEMPLATE, values), said);
});

describe.each([
  ["aws_ebs_volume", (kind: string, size: number, speed: object) => ({ type: kind, size, ...speed })],
  [
    TEMPLATE,
    (kind: string, size: number, speed: object) => ({
      block_device_mappings: [{ ebs: [{ volume_type: kind, volume_size: size, ...speed }] }],
    }),
  ],
  [
    "aws_instance",
    (kind: string, size: number, speed: object) => ({
      root_block_device: [{ volume_type: kind, volume_size: size, ...speed }],
    }),
  ],
])("a volume of %s", (type, volume) => {
  it.each([
    ["gp3", 100, { iops: 3000, throughput: 125 }, ""],
    ["gp3", 1000, { iops: 80_000, throughput: 2000 }, ""],
    ["gp3", 100, { iops: UNKNOWN, throughput: 1000 }, ""],
    ["gp3", 1, { iops: 3000 }, ""],
    ["io2", 100, { iops: 1000 }, ""],
    ["io2", 100, { iops: UNKNOWN }, ""],
    ["gp2", 100, {}, ""],
    ["gp3", 1000, { iops: 2000 }, "gp3 has 3000 to 80000"],
    ["gp3", 1000, { iops: 90_000 }, "gp3 has 3000 to 80000"],
    ["gp3", 10, { iops: 6000 }, "ratio is too high: 6000 for 10 GiB"],
    ["gp3", 1000, { throughput: 2500 }, "gp3 has 125 to 2000"],
    ["gp3", 1000, { throughput: 1000 }, "1000 MiB/s need 4000 iops"],
    ["io1", 100, {}, "io1 needs iops"],
    ["gp2", 100, { iops: 3000 }, "not supported for gp2"],
    ["st1", 500, { throughput: 125 }, "Throughput is for gp3 only"],
  ])("%s of %s GiB with %p", (kind, size, speed, said) => {
    expectSaid(cloud().plan(type, volume(kind, size, speed)), said);
  });

  it("that stays is not looked at", () => {
    const values = volume("gp2", 100, { iops: 300 });
    expect(cloud().update(type, values, { ...values, tags: {} })).toEqual([]);
  });
});

it.each([
  ["that is right", {}, ""],
  ["of a function", { target_type: "lambda", port: null, protocol: null, vpc_id: null }, ""],
  ["with what is not known", { vpc_id: UNKNOWN, port: UNKNOWN }, ""],
  ["without a port", { port: null }, "A port must be specified"],
  ["of a balancer by HTTP", { target_type: "alb" }, "has the protocol TCP"],
  ["of a balancer by TCP", { target_type: "alb", protocol: "TCP" }, ""],
  ["of GRPC", { protocol_version: "GRPC" }, ""],
  ["of GRPC over TCP", { protocol: "TCP", protocol_version: "GRPC" }, "cannot be specified with protocol TCP"],
  ["of HTTP asked by TCP", { health_check: [{ protocol: "TCP" }] }, "'TCP' is not supported"],
  ["of UDP asked by UDP", { protocol: "UDP", health_check: [{ protocol: "UDP" }] }, "'UDP' is not supported"],
  ["of TCP asked by TCP", { protocol: "TCP", health_check: [{ protocol: "TCP" }] }, ""],
  ["with patience", { health_check: [{ timeout: 30, interval: 30 }] }, "must be smaller than the interval"],
  ["with less", { health_check: [{ timeout: 5, interval: 30 }] }, ""],
  ["that starts slowly", { slow_start: 30 }, ""],
  ["that starts too fast", { slow_start: 10 }, "30 to 900, or 0"],
  ["with a long prefix", { name_prefix: "too-long" }, "up to 6 letters"],
])("targets: %s", (_, change, said) => {
  expectSaid(cloud().plan(TARGETS, { port: 80, protocol: "HTTP", vpc_id: "vpc-1", ...change }), said);
});

describe("a listener", () => {
  const forward = (arn: string) => [{ type: "forward", target_group_arn: arn }];

  it.each([
    ["of HTTP", { load_balancer_arn: "arn:alb", port: 80, protocol: "HTTP", default_action: forward("arn:web") }, ""],
    ["of TCP", { load_balancer_arn: "arn:nlb", port: 80, protocol: "TCP", default_action: forward("arn:tcp") }, ""],
    ["of TCP at an ALB", { load_balancer_arn: "arn:alb", protocol: "TCP" }, "not supported by application"],
    ["of HTTP at an NLB", { load_balancer_arn: "arn:nlb", protocol: "HTTP" }, "not supported by network"],
    ["on a taken port", { load_balancer_arn: "arn:alb", port: 443, protocol: "HTTPS" }, "DuplicateListener"],
    ["to other targets", { protocol: "HTTP", default_action: forward("arn:tcp") }, "IncompatibleProtocols"],
    ["with a policy for HTTP", { protocol: "HTTP", ssl_policy: "ELBSecurityPolicy-2016-08" }, "Leave ssl_policy out"],
    ["with a policy for HTTPS", { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-2016-08" }, ""],
    ["that redirects", { default_action: [{ type: "redirect", redirect: [{ port: "443" }] }] }, ""],
    ["that redirects nowhere", { default_action: [{ type: "redirect" }] }, "you must specify 'redirect'"],
    ["that forwards to what is not known", { default_action: [{ type: "forward", target_group_arn: UNKNOWN }] }, ""],
    ["to no targets", { default_action: forward("arn:none") }, ""],
  ])("%s", (_, values, said) => {
    expectSaid(cloud().create(LISTENER, values), said);
  });

  it("keeps the targets of its rules", () => {
    expect(cloud().delete(TARGETS, { id: "arn:web", arn: "arn:web" }).join()).toContain("ResourceInUse");
    expect(cloud().delete(TARGETS, { id: "arn:tcp", arn: "arn:tcp" })).toEqual([]);
  });
});
