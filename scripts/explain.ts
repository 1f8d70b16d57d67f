import { EnvironmentError, environmentNames, explainEnvironment } from "../environments";

const USAGE = `Usage: npm run explain -- <environment>

Prints every value of an environment and where it comes from.
Environments: ${environmentNames().join(", ")}`;

// It needs nothing but the environments, so that it also answers where terraform or a provider is missing.
try {
  const [name, ...others] = process.argv.slice(2);
  if (name === undefined || others.length > 0) throw new EnvironmentError([], USAGE);
  console.log(explainEnvironment(name));
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
