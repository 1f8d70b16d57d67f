import type { ProviderSchemas } from "provider-schemas";
import type { Fault } from "../faults/fault";
import type { Knowledge } from "../rules/catalogue";
import type { Estimate, StackWork } from "./critical-path";
import type { Drift } from "./drift";

export interface SimulateOptions {
  /**
   * Folder with `manifest.json`, as `cdktf synth` writes it, or what synthesizes it and returns its path: that is called
   * when no other run of the same `dataDir` can be using the folder.
   */
  readonly output: string | (() => string);
  /** Stack ids, or patterns with `*`. What they depend on must be among them or already simulated in `dataDir`. */
  readonly stacks: readonly string[];
  /** Where states, the world, linked working folders, plans and logs are kept. Created when absent. */
  readonly dataDir: string;
  /** Every provider and type that the stacks use. */
  readonly schemas: ProviderSchemas;
  /** Schemas that win over `schemas`, type by type, such as a real provider's own dump. */
  readonly overlay?: ProviderSchemas;
  /** What rules about charts and custom kinds go by. @default every chart and kind is taken */
  readonly knowledge?: Knowledge;
  readonly action: Action;
  /** With `destroy`: also what carries `prevent_destroy`. @default false */
  readonly decommission?: boolean;
  /** What goes wrong meanwhile. A crash of the machine ends this process with SIGKILL. @default nothing */
  readonly faults?: readonly Fault[];
  /** With `apply`: what somebody changes behind terraform's back first. @default nothing */
  readonly drift?: Drift;
  readonly onProgress?: (event: ProgressEvent) => void;
}

type Action = "apply" | "destroy";

export type Phase = "init" | "plan" | "apply" | "verify" | "destroy";

/** Counts of one plan or apply, in terraform's own words. */
export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  readonly import: number;
}

export type ProgressEvent =
  | { readonly kind: "started"; readonly action: Action; readonly stacks: readonly string[] }
  | { readonly kind: "phase"; readonly stack: string; readonly phase: Phase }
  | { readonly kind: "planned"; readonly stack: string; readonly changes: Changes }
  | { readonly kind: "resource"; readonly stack: string; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly stack: string; readonly phase: Phase; readonly seconds: number }
  | { readonly kind: "failed"; readonly stack: string; readonly phase: Phase }
  /** Somebody has changed an object behind terraform's back. */
  | { readonly kind: "drifted"; readonly done: string }
  /**
   * What a plan does to what exists, one resource each; `repairs` where that stack has drifted, and then nothing when
   * terraform does not look there.
   */
  | {
      readonly kind: "changing";
      readonly stack: string;
      readonly changes: readonly string[];
      readonly repairs: boolean;
    }
  | { readonly kind: "interrupted" }
  /** The run ends with the error that is thrown next. */
  | { readonly kind: "stopped" }
  | { readonly kind: "finished"; readonly result: SimulationResult };

export interface StackResult {
  readonly id: string;
  readonly changes: Changes;
  /** Managed resource instances in the state afterwards. */
  readonly resources: number;
  /** From the first init to the end of apply or destroy, without the second plan. */
  readonly seconds: number;
  /** By name; the value of a sensitive output is `"(sensitive)"`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** After apply: whether a second plan, made when every stack was applied, changes nothing. */
  readonly secondPlanEmpty: boolean;
  /** What was created, changed and deleted, and which resources of the stack need which. */
  readonly work: Omit<StackWork, "id">;
  /** What that second plan would still change; empty when it changes nothing. */
  readonly pending: readonly string[];
}

export interface SimulationResult {
  readonly action: Action;
  /** In the order of their dependencies. */
  readonly stacks: readonly StackResult[];
  /** What exists in the world afterwards, by resource type. */
  readonly objects: Readonly<Record<string, number>>;
  /** Types in use that `overlay` does not hold, such as `resource aws_vpc`; empty without an overlay. */
  readonly fallbacks: readonly string[];
  /** Stacks of `dataDir` outside this run that still hold resources. */
  readonly others: readonly string[];
  /** Objects that a killed run had created without hearing of it, and that this run took over: type and id. */
  readonly adopted: readonly string[];
  /** Such objects that nobody has asked for: they exist, and no state holds them. */
  readonly abandoned: readonly string[];
  /** What is to be said of the faults of this run. */
  readonly notes: readonly string[];
  readonly seconds: number;
  /** How long the same would take on the real platform, by typical times; nothing where nothing was changed. */
  readonly estimate: Estimate;
  readonly logs: string;
}
