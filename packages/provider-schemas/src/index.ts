export { committedSchemas } from "./committed";
export * from "./format";
export { loadSchemas, mergeSchemas, SchemaFileError } from "./load";
