import { App, TerraformOutput } from "cdktf";
import { BaseStack } from "./base-stack";
import { ConstructError } from "./errors";

/** One field that a stack publishes. */
interface OutputField {
  readonly kind: "string" | "list";
  /** What a reader of `terraform output` learns about it. */
  readonly description: string;
}

type Fields = Readonly<Record<string, OutputField>>;

/** The values of the fields: strings and lists of strings, nothing else crosses stacks. */
type OutputValues<F extends Fields> = {
  readonly [K in keyof F]: F[K]["kind"] extends "list" ? readonly string[] : string;
};

/** The contract of one layer: what it publishes, and how others read it. */
export interface LayerOutputs<F extends Fields> {
  publish(stack: BaseStack, values: OutputValues<F>): void;
  /**
   * Reads the outputs of the stack of this layer that belongs to the consumer's owner.
   * @throws ConstructError when the app has no such stack, or has it only after the consumer
   */
  read(consumer: BaseStack): OutputValues<F>;
}

/**
 * Declares what a layer publishes. Output names are the fields' in snake_case and never depend on a resource's id, so
 * renaming a resource cannot break another stack. Add a field before its first reader, remove it after its last.
 */
export function defineOutputs<const F extends Fields>(layer: string, fields: F): LayerOutputs<F> {
  return {
    publish(stack, values) {
      for (const [name, field] of Object.entries(fields)) {
        new TerraformOutput(stack, outputName(name), { value: values[name], description: field.description });
      }
    },
    read(consumer) {
      const id = `${consumer.owner}-${layer}`;
      const producer = App.of(consumer).node.tryFindChild(id);
      if (!(producer instanceof BaseStack)) {
        throw new ConstructError(consumer, `reads the outputs of ${id}, which is not built before it.`);
      }
      consumer.addDependency(producer);
      const state = consumer.state.read(consumer, layer, producer.stateAddress);
      return Object.fromEntries(
        Object.entries(fields).map(([name, { kind }]) => [
          name,
          kind === "list" ? state.getList(outputName(name)) : state.getString(outputName(name)),
        ]),
      ) as OutputValues<F>;
    },
  };
}

function outputName(field: string): string {
  return field.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
