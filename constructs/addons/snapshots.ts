import type { AddOn } from "./add-on";

/**
 * How volumes are copied by whoever asks for a VolumeSnapshot; the add-on of EKS brings the kind. A snapshot goes with its
 * object: those that must not are made by AWS Backup. Source: https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 * @param driver of the volumes
 */
export function snapshots(driver: string): AddOn {
  return {
    id: "snapshots",
    namespace: "kube-system",
    objects: [
      {
        apiVersion: "snapshot.storage.k8s.io/v1",
        kind: "VolumeSnapshotClass",
        metadata: {
          name: "ebs",
          annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" },
        },
        driver,
        deletionPolicy: "Delete",
      },
    ],
  };
}
