/** What the level `restricted` asks of a pod: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

/** What it asks of a container, and a file system of its image that nobody changes. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/** Memory is limited; time of the processor is only asked for, since its limit slows down what it should protect. */
export function resources(cpu: string, memory: string, memoryLimit: string) {
  return { requests: { cpu, memory }, limits: { memory: memoryLimit } };
}
