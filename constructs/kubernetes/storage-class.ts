import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import { Construct } from "constructs";

export interface StorageClassProps {
  readonly name: string;
  /** Who makes the volumes: `ebs.csi.aws.com`, in Auto Mode `ebs.csi.eks.amazonaws.com`. */
  readonly provisioner: string;
  /** Whether volumes that name no class get this one. @default false */
  readonly isDefault?: boolean;
  /** Whether a volume outlives the claim that made it. @default false */
  readonly retain?: boolean;
}

/** Encrypted gp3 volumes that are made in the zone of their pod and can grow. EKS marks no class as default any more. */
export class StorageClass extends Construct {
  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id);
    new StorageClassV1(this, "Resource", {
      metadata: {
        name: props.name,
        annotations: props.isDefault ? { "storageclass.kubernetes.io/is-default-class": "true" } : undefined,
      },
      storageProvisioner: props.provisioner,
      parameters: { type: "gp3", encrypted: "true" },
      reclaimPolicy: props.retain ? "Retain" : "Delete",
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    });
  }
}
