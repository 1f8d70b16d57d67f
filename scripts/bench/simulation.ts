import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { writeHcl } from "hcl-writer";
import { committedSchemas } from "provider-schemas";
import { type ProviderServer, type ProviderServerOptions, startProviderServer } from "provider-simulator";
import { startEchoProvider } from "provider-simulator/bench/echo-provider";
import { loadEnvironments } from "../../environments";
import { synthesize } from "../../stacks/synthesize";
import { median } from "./measure";

type Start = (options: ProviderServerOptions) => Promise<ProviderServer>;

const SIZES = [60, 150, 300] as const;
const RUNS = 3;

/** Init, plan, apply and a second plan of each stack, in a copy with a local backend and an empty world. */
async function run(start: Start, stacks: readonly string[], folder: string) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, "s"), { recursive: true });
  const server = await start({
    schemas: committedSchemas(),
    worldFile: path.join(folder, "world.jsonl"),
    socketDir: path.join(folder, "s"),
  });
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_CONFIG_FILE: "/dev/null",
    TF_REATTACH_PROVIDERS: server.reattach,
  };
  const begin = process.hrtime.bigint();
  for (const stack of stacks) {
    const cwd = path.join(folder, path.basename(stack));
    fs.cpSync(stack, cwd, { recursive: true });
    fs.writeFileSync(path.join(cwd, "local_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
    for (const args of [["init"], ["plan", "-out=plan"], ["apply", "plan"], ["plan"]]) {
      await promisify(execFile)("terraform", args, { cwd, env, maxBuffer: 1e9 });
    }
  }
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const { cpuSeconds } = server.stats();
  await server.close();
  return { seconds, cpuSeconds };
}

/** The same stacks on the simulated platform and on a provider that only echoes plans, in turn. */
async function compare(name: string, stacks: readonly string[], objects: number, folder: string): Promise<void> {
  const ours: number[] = [];
  const ratios: number[] = [];
  const cpu: number[] = [];
  for (let index = 0; index < RUNS; index++) {
    const simulated = await run(startProviderServer, stacks, path.join(folder, "a"));
    const echoed = await run(startEchoProvider, stacks, path.join(folder, "b"));
    ours.push(simulated.seconds);
    ratios.push(simulated.seconds / echoed.seconds);
    cpu.push((simulated.cpuSeconds * 1000) / objects);
  }
  const figures = [
    `${median(ours).toFixed(2)} s`,
    `${median(ratios).toFixed(2)} of echo`,
    `${median(cpu).toFixed(2)} ms CPU per object`,
  ];
  console.log(`  ${name.padEnd(52)}${figures.map((figure) => figure.padEnd(16)).join("")}`.trimEnd());
}

/** A stack of subnets, as HCL. */
function writeSubnets(count: number, folder: string): string {
  const stack = path.join(folder, `subnets-${count}`);
  const subnet = (index: number) => ({
    vpc_id: "${aws_vpc.vpc.id}",
    cidr_block: `10.0.${Math.floor(index / 4)}.${(index % 4) * 64}/26`,
    tags: { Name: `subnet-${index}` },
  });
  const subnets = Array.from({ length: count - 1 }, (_, index) => [`subnet_${index}`, subnet(index)]);
  const json = {
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: [{ region: "ap-southeast-1", default_tags: [{ tags: { Project: "bench" } }] }] },
    resource: { aws_vpc: { vpc: { cidr_block: "10.0.0.0/16" } }, aws_subnet: Object.fromEntries(subnets) },
  };
  fs.mkdirSync(stack, { recursive: true });
  for (const [name, text] of Object.entries(writeHcl(json, { schemas: committedSchemas() }).files)) {
    fs.writeFileSync(path.join(stack, name), text);
  }
  return stack;
}

/** What simulating costs beyond terraform itself and the least that a provider must do. */
export async function measureSimulation(folder: string): Promise<void> {
  console.log("\nSimulation: init, plan, apply, second plan");
  const app = synthesize(loadEnvironments(["production"]), { outdir: path.join(folder, "production") });
  const textOf = (stack: string) => fs.readFileSync(path.join(stack, "main.tf"), "utf8");
  // A provider that echoes makes no values that another stack could read.
  const stacks = app.stacks
    .map(({ node }) => path.join(app.outdir, "stacks", node.id))
    .filter((stack) => !textOf(stack).includes("terraform_remote_state"));
  const resources = stacks
    .map((stack) => textOf(stack).match(/^resource /gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
  await compare(`networks and storage of production, ${resources} objects`, stacks, resources, folder);
  for (const size of SIZES) await compare(`one stack, ${size} objects`, [writeSubnets(size, folder)], size, folder);
}
