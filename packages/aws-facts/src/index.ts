export { EKS_VERSIONS, type EksVersion, eksVersion } from "./eks";
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
export { type Partition, partitionOf, type Region, region, regionNames } from "./regions";
