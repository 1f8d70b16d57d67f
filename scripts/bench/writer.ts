import { writeHcl } from "hcl-writer";
import { committedSchemas } from "provider-schemas";
import { median } from "./measure";

const SIZES = [250, 500, 1000, 2000] as const;

/** A stack of `count` resources as the network and storage layers have them: arguments, maps, blocks and expressions. */
function stackOf(count: number) {
  const subnet = (index: number) => ({
    vpc_id: "${aws_vpc.vpc.id}",
    availability_zone: "ap-southeast-1a",
    cidr_block: `10.${index % 256}.0.0/22`,
    tags: { Name: `httpsok-subnet-${index}`, "kubernetes.io/role/elb": "1" },
    lifecycle: { prevent_destroy: true },
    "//": { metadata: { path: `bench/subnet-${index}/Resource` } },
  });
  const lifecycle = (index: number) => ({
    bucket: `\${aws_s3_bucket.bucket_${index}.id}`,
    rule: [
      { id: "expire", status: "Enabled", filter: [{}], expiration: [{ days: 30 }] },
      {
        id: "abort",
        status: "Enabled",
        filter: [{}],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ],
    "//": { metadata: { path: `bench/bucket-${index}/lifecycle` } },
  });
  const half = Array.from({ length: count / 2 }, (_, index) => index);
  return {
    resource: {
      aws_subnet: Object.fromEntries(half.map((index) => [`subnet_${index}`, subnet(index)])),
      aws_s3_bucket_lifecycle_configuration: Object.fromEntries(
        half.map((index) => [`bucket_${index}`, lifecycle(index)]),
      ),
    },
  };
}

/** hcl-writer alone: time per resource must not grow with the number of resources. */
export function measureWriter(): void {
  const schemas = committedSchemas();
  console.log("\nhcl-writer alone");
  for (let warmUp = 0; warmUp < 5; warmUp++) writeHcl(stackOf(500), { schemas });
  for (const size of SIZES) {
    const stack = stackOf(size);
    const times = Array.from({ length: 9 }, () => {
      const start = process.hrtime.bigint();
      writeHcl(stack, { schemas });
      return Number(process.hrtime.bigint() - start) / 1e6;
    });
    const milliseconds = median(times);
    const perResource = ((milliseconds * 1000) / size).toFixed(1);
    console.log(
      `  ${String(size).padStart(5)} resources  ${milliseconds.toFixed(1).padStart(6)} ms  ${perResource} µs each`,
    );
  }
}
