import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface BucketLifecycleProps {
  /** Days after which an object is deleted. @default never */
  readonly expirationDays?: number;
  /** Days for which an overwritten or deleted version can be brought back. @default 30 */
  readonly noncurrentVersionDays?: number;
}

/** Parts of an upload that was given up are paid for and seen by nobody. */
const ABORT_UPLOADS_AFTER_DAYS = 7;
const NONCURRENT_VERSION_DAYS = 30;

interface Props extends BucketLifecycleProps {
  readonly bucket: string;
  readonly region?: string;
  /** S3 refuses rules for versions before there are any. */
  readonly versioning: ITerraformDependable;
}

/** What S3 sweeps by itself. */
export class BucketLifecycle extends Construct {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { expirationDays } = props;
    // The whole bucket; S3 wants the empty filter said.
    const everything = { status: "Enabled", filter: [{}] };
    new S3BucketLifecycleConfiguration(this, "Resource", {
      bucket: props.bucket,
      region: props.region,
      rule: [
        {
          id: "abandoned-uploads",
          ...everything,
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS }],
        },
        {
          id: "old-versions",
          ...everything,
          noncurrentVersionExpiration: [{ noncurrentDays: props.noncurrentVersionDays ?? NONCURRENT_VERSION_DAYS }],
          // What is left of a deleted object when its versions are gone; where objects expire, S3 sweeps it by itself.
          expiration: expirationDays === undefined ? [{ expiredObjectDeleteMarker: true }] : undefined,
        },
        ...(expirationDays === undefined
          ? []
          : [{ id: "expiration", ...everything, expiration: [{ days: expirationDays }] }]),
      ],
      dependsOn: [props.versioning],
    });
  }
}
