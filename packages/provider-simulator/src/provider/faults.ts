import type { Values } from "./value";

/** A change that terraform asks for, as a fault sees it. */
export interface FaultyChange {
  readonly action: "create" | "update" | "delete";
  readonly type: string;
  /** What terraform planned; on deletion: what it is. */
  readonly values: Values;
}

/** What goes wrong while changes are made. Each may wait, throw a ProviderError, or end the provider or the process. */
export interface Faults {
  /** Before the platform looks at a change. */
  before(change: FaultyChange): Promise<void> | void;
  /** After the world has changed, and before terraform hears of it. */
  after(change: FaultyChange): Promise<void> | void;
}
