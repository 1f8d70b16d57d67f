import { memoryPlan } from "./memory";

/**
 * Connections of everybody but the application. Each user is created with its number as its limit, so that none can
 * take what another was promised.
 */
export const OPERATORS = {
  /** Migrations run one at a time, with a session beside them for a person. */
  migrate: 5,
  /** People and reports. */
  readonly: 20,
  /** Scrapes that hang must not pile up: https://github.com/prometheus/mysqld_exporter#required-grants */
  exporter: 3,
  /** One dump, and the stream of the binary log. */
  backup: 4,
  /** Terraform and whoever repairs something. */
  administrator: 5,
} as const;

/** The rest serves a rollout, in which old and new instances run side by side. */
const PLANNED_SHARE = 0.8;

export interface ConnectionNeeds {
  /** Of the server's machine. */
  readonly memoryGib: number;
  /** How many instances of the application may run. */
  readonly applications: number;
  /** Connections that each of them may hold. */
  readonly poolSize: number;
}

export interface ConnectionPlan {
  readonly fits: boolean;
  readonly maxConnections: number;
  /** As many of them as may be planned; the rest is headroom. */
  readonly plannable: number;
  readonly application: number;
  readonly operators: number;
  readonly total: number;
}

/** Holds what is wanted against what a server of that memory can serve. */
export function connectionPlan({ memoryGib, applications, poolSize }: ConnectionNeeds): ConnectionPlan {
  const { maxConnections } = memoryPlan(memoryGib);
  const plannable = Math.floor(maxConnections * PLANNED_SHARE);
  const application = applications * poolSize;
  const operators = Object.values(OPERATORS).reduce((sum, count) => sum + count, 0);
  const total = application + operators;
  return {
    fits: total <= plannable,
    maxConnections,
    plannable,
    application,
    operators,
    total,
  };
}

/** The limit of the application's user: what its pools may hold, and the headroom in which a rollout needs more. */
export function applicationLimit(connections: number): number {
  return Math.floor(connections / PLANNED_SHARE);
}
