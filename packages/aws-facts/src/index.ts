export { EKS_VERSIONS, type EksVersion, eksVersion } from "./eks";
export { isCacheNodeType, VALKEY_VERSIONS } from "./elasticache";
export { existsIn, GATEWAY_ENDPOINTS, hasRegionalNat, INTERFACE_ENDPOINTS } from "./endpoints";
export {
  familyOf,
  type InstanceType,
  instanceFamilies,
  instanceType,
  nearestInstanceTypes,
  suitableInstanceTypes,
} from "./instance-types";
export { BUCKET_NAME, DOCKER_BRIDGE, LOG_RETENTION_DAYS, PRIVATE_RANGES } from "./limits";
export { nearest } from "./nearest";
export {
  DATABASE_STORAGE,
  databaseClass,
  MYSQL_SERIES,
  managedFamilyOf,
  mysqlSeries,
  nearestDatabaseClasses,
} from "./rds";
export { type Partition, partitionOf, type Region, region, regionNames } from "./regions";
