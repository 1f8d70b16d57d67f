import fs from "node:fs";
import path from "node:path";
import { World, type WorldObject } from "../../src/world/world";
import { temporaryFolder } from "../runner/helpers";

const folder = temporaryFolder();
let file: string;
let world: World;

const inFrankfurt = { account: "111122223333", region: "eu-central-1" };
const bucket = (name: string, over: Partial<WorldObject> = {}): WorldObject => ({
  key: world.newKey("aws_s3_bucket", inFrankfurt, { bucket: name }),
  type: "aws_s3_bucket",
  ...inFrankfurt,
  attributes: { id: name, arn: `arn:aws:s3:::${name}` },
  secrets: {},
  ...over,
});

beforeEach(() => {
  file = path.join(fs.mkdtempSync(path.join(folder, "world-")), "deep", "world.jsonl");
  world = World.open(file);
});

const reopen = () => {
  world.close();
  world = World.open(file);
};
afterEach(() => world.close());

describe("a world", () => {
  it("holds after a crash what it held before: objects, changes, removals, secrets", () => {
    const kept = bucket("kept", { secrets: { value_wo: "s3cret" } });
    const removed = bucket("removed");
    for (const object of [kept, removed]) world.put(object);
    world.put({ ...kept, attributes: { ...kept.attributes, acl: "private" } });
    world.remove(removed.key);
    reopen();
    expect(world.get(kept.key)).toEqual({ ...kept, attributes: { ...kept.attributes, acl: "private" } });
    expect(world.get(removed.key)).toBeUndefined();
    expect(world.countByType()).toEqual({ aws_s3_bucket: 1 });
  });

  it("never gives out a key again, even of an object that is gone", () => {
    const object = bucket("gone");
    world.put(object);
    world.remove(object.key);
    reopen();
    expect(bucket("gone").key).not.toBe(object.key);
  });

  it("gives keys that follow from the requests, in whatever order they came", () => {
    const [a, b] = [bucket("a"), bucket("b")];
    for (const object of [a, b]) world.put(object);
    const other = World.open(path.join(fs.mkdtempSync(path.join(folder, "world-")), "world.jsonl"));
    const keys = ["b", "a"].map((name) => other.newKey("aws_s3_bucket", inFrankfurt, { bucket: name }));
    other.close();
    expect(keys).toEqual([b.key, a.key]);
  });

  it("tells two objects apart that were asked for in the same words", () => {
    const first = bucket("twin");
    world.put(first);
    const second = bucket("twin");
    world.put(second);
    expect(world.countByType()).toEqual({ aws_s3_bucket: 2 });
  });

  it("gives what nobody holds to who asks for exactly the same, once", () => {
    const lost = bucket("lost");
    const held = bucket("held");
    for (const object of [lost, held]) world.put(object);
    world.close();
    world = World.open(file, new Set([held.key]));
    expect(world.abandonedObjects).toEqual([lost]);
    expect(world.abandoned("aws_s3_bucket", inFrankfurt, { bucket: "held" })).toBeUndefined();
    expect(world.abandoned("aws_s3_bucket", inFrankfurt, { bucket: "lost" })).toBe(lost.key);
    world.put(lost);
    expect(world.abandoned("aws_s3_bucket", inFrankfurt, { bucket: "lost" })).toBeUndefined();
    expect(world.abandonedObjects).toEqual([]);
  });

  it("finds what it was told of, and neither counts nor keeps it", () => {
    const told = bucket("elsewhere");
    world.assume(told);
    expect(world.find("aws_s3_bucket", inFrankfurt, "elsewhere")).toBe(told);
    expect(world.findArn("arn:aws:s3:::elsewhere")).toBe(told);
    expect(world.countByType()).toEqual({});
    reopen();
    expect(world.find("aws_s3_bucket", inFrankfurt, "elsewhere")).toBeUndefined();
  });

  it("finds objects by what they say of others, before and after a change", () => {
    const subnet = (vpc_id: string): WorldObject => ({
      ...bucket("x"),
      key: "aws_subnet#1.1",
      type: "aws_subnet",
      attributes: { id: "subnet-1", vpc_id, blocks: [{ ids: ["i-1", "i-2"] }] },
    });
    world.put(subnet("vpc-1"));
    expect(world.where("aws_subnet", "vpc_id", "vpc-1")).toHaveLength(1);
    expect(world.where("aws_subnet", "blocks.ids", "i-2")).toHaveLength(1);
    world.put(subnet("vpc-2"));
    expect(world.where("aws_subnet", "vpc_id", "vpc-1")).toEqual([]);
    expect(world.where("aws_subnet", "vpc_id", "vpc-2")).toHaveLength(1);
    world.remove("aws_subnet#1.1");
    expect(world.where("aws_subnet", "vpc_id", "vpc-2")).toEqual([]);
  });

  it("finds an object by its id or ARN, in its own account and region only", () => {
    const object = bucket("logs");
    world.put(object);
    expect(world.find("aws_s3_bucket", inFrankfurt, "logs")).toBe(object);
    expect(world.find("aws_s3_bucket", inFrankfurt, "arn:aws:s3:::logs")).toBe(object);
    expect(world.find("aws_s3_bucket", { ...inFrankfurt, region: "eu-west-1" }, "logs")).toBeUndefined();
    expect(world.find("aws_s3_bucket", { ...inFrankfurt, account: "444455556666" }, "logs")).toBeUndefined();
    expect(world.find("aws_s3_object", inFrankfurt, "logs")).toBeUndefined();
  });

  it("forgets an id when it changes, but not when another object has taken it since", () => {
    const first = bucket("a");
    world.put(first);
    const second = bucket("a");
    world.put(second);
    world.put({ ...first, attributes: { id: "b" } });
    expect(world.find("aws_s3_bucket", inFrankfurt, "a")).toBe(second);
    expect(world.find("aws_s3_bucket", inFrankfurt, "b")?.key).toBe(first.key);
  });

  it("appends a line for each change and rewrites nothing", () => {
    world.put(bucket("a"));
    const before = fs.readFileSync(file, "utf8");
    world.put(bucket("b"));
    const after = fs.readFileSync(file, "utf8");
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length).split("\n")).toHaveLength(2);
  });
});

describe("its journal", () => {
  it("drops a torn last line and goes on after the one before", () => {
    const [a, b] = [bucket("a"), bucket("b")];
    world.put(a);
    fs.appendFileSync(file, '{"put":{"key":"aws_s3_buc');
    reopen();
    world.put(b);
    reopen();
    expect(world.countByType()).toEqual({ aws_s3_bucket: 2 });
  });

  it.each([
    ["no JSON", "{{{"],
    ["another JSON", '{"hello":1}'],
    ["nothing", ""],
    ["an object without attributes", '{"put":{"key":"a"}}'],
  ])("is refused, and left as it is, for a line that holds %s", (_, line) => {
    world.put(bucket("a"));
    world.put(bucket("b"));
    const [first, second] = fs.readFileSync(file, "utf8").split("\n");
    const corrupt = [first, line, second, ""].join("\n");
    fs.writeFileSync(file, corrupt);
    expect(() => World.open(file)).toThrow(`${file}:2: is not an entry of a simulated world`);
    expect(fs.readFileSync(file, "utf8")).toBe(corrupt);
  });

  it("keeps integers beyond 2^53 and types of dynamic values", () => {
    const object = bucket("big", { attributes: { big: 9007199254740993n, dynamic: [Buffer.from('"string"'), "x"] } });
    world.put(object);
    reopen();
    expect(world.get(object.key)?.attributes).toEqual(object.attributes);
  });
});
