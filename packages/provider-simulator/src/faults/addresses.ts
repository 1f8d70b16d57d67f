import { nearest } from "aws-facts";
import { SimulationError } from "../runner/errors";
import type { Stack } from "../runner/manifest";

/** A resource of one stack. */
export interface Target {
  readonly stack: string;
  /** Terraform's address, with the index of an instance where one was given. */
  readonly address: string;
}

/**
 * Finds the resources that addresses mean, in the configurations of the selected stacks.
 * @param addresses such as `aws_vpc.vpc`, `aws_subnet.each["a"]`, `development-network/aws_vpc.vpc`
 * @throws SimulationError that names every unknown address with the nearest ones, and every ambiguous one with its stacks
 */
export function findTargets(addresses: readonly string[], stacks: readonly Stack[]): Target[] {
  const known = stacks.flatMap(({ id, blocks }) =>
    blocks
      .filter(({ type, labels }) => type === "resource" && labels.length === 2)
      .map(({ labels }) => ({ stack: id, address: labels.join(".") })),
  );
  const problems: string[] = [];
  const targets = addresses.flatMap((given) => {
    const { stack, address } = split(given);
    const resource = address.replace(/\[.*\]$/, "");
    const found = known.filter((it) => it.address === resource && (stack === undefined || it.stack === stack));
    if (found.length > 1) {
      problems.push(
        `${given}: several stacks have it. Write ${found.map((it) => `${it.stack}/${address}`).join(" or ")}.`,
      );
    }
    if (found.length === 0) problems.push(`${given}: ${unknown(given, known)}`);
    return found.map((it) => ({ stack: it.stack, address }));
  });
  if (problems.length > 0) throw new SimulationError(problems.join("\n"));
  return targets;
}

function split(given: string): { stack?: string; address: string } {
  const slash = given.indexOf("/");
  // An index may hold a slash; a stack's id has no dot.
  if (slash < 0 || given.slice(0, slash).includes(".")) return { address: given };
  return { stack: given.slice(0, slash), address: given.slice(slash + 1) };
}

function unknown(given: string, known: readonly Target[]): string {
  const names = given.includes("/")
    ? known.map(({ stack, address }) => `${stack}/${address}`)
    : known.map(({ address }) => address);
  const close = nearest(given, new Set(names));
  const type = split(given).address.split(".")[0];
  const ofType = known.filter(({ address }) => address.startsWith(`${type}.`)).map(({ address }) => address);
  const suggested = close.length > 0 ? close : [...new Set(ofType)].slice(0, 3);
  const hint = suggested.length > 0 ? ` Did you mean ${suggested.join(" or ")}?` : "";
  return `no selected stack has this resource.${hint}`;
}
