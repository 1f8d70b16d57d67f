import { loadEnvironments } from "../environments";
import { synthesize } from "../stacks/synthesize";
import { command } from "./command";
import { runSimulation } from "./simulation";

/** What a new user runs first: every environment as HCL, then `development` applied on the simulated platform. */
command(async () => {
  const environments = loadEnvironments();
  const app = synthesize(environments);
  const [first] = environments;
  if (!first) return;

  console.log(`Synthesized to HCL, in ${app.outdir}/stacks:\n`);
  const width = Math.max(...environments.map(({ name }) => name.length));
  for (const { name, topology, region } of environments) {
    const stacks = app.stacks.filter(({ node }) => node.id.startsWith(`${name}-`)).map(({ node }) => node.id);
    console.log(`  ${name.padEnd(width)}  ${topology.kind.padEnd(17)}  ${region}  ${stacks.join("  ")}`);
  }
  console.log();
  await runSimulation({ environment: first, action: "apply" });
  console.log(`
Next:
  npm run explain -- production       every setting of an environment and where it comes from
  npm run simulate -- production      the same for another environment; --destroy takes it down
  environments/organization.ts        your name, domain, accounts and state; then: npx cdktf deploy '${first.name}-*'`);
});
