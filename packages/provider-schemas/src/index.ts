export * from "./format";
export { loadSchemas, mergeSchemas } from "./load";
