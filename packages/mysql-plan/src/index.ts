export { applicationLimit, connectionPlan, OPERATORS } from "./connections";
export { memoryPlan } from "./memory";
