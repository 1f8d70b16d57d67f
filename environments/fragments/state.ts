import { BUCKET_NAME, nearest, region, regionNames } from "aws-facts";
import { z } from "zod";
import { type Fragment, rule } from "../validation/fragment";
import { isRecord, type Layer } from "../validation/merge";
import { fileOf } from "../validation/problems";
import { group, suggestion, text } from "../validation/values";

/** One versioned bucket per account; the lock is a file beside the state. */
const s3 = {
  kind: z.literal("s3"),
  bucket: text("a bucket name of 3 to 63 lower-case letters, digits and dashes", BUCKET_NAME),
  /** Of the bucket, which need not be that of the environment. */
  region: text("a region such as ap-southeast-1"),
  /** Alias of the key that encrypts the state; without it, the bucket's own default encryption. */
  kmsKeyAlias: text("a key alias such as alias/terraform-state", /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/).optional(),
};

/** HCP Terraform or Terraform Enterprise: one workspace per stack. */
const terraformCloud = {
  kind: z.literal("terraform-cloud"),
  organization: text("an organization's name", /^[A-Za-z0-9_-]{3,40}$/),
  /** Of the workspaces; without it, the organization's default project. */
  project: text("a project's name of 3 to 40 characters", /^[A-Za-z0-9 _-]{3,40}$/).optional(),
  hostname: text("a host name such as app.terraform.io", /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/),
};

/** For a first try: nothing locks or shares it. */
const local = {
  kind: z.literal("local"),
  /** From the root of the project. */
  folder: text("a folder inside the project, such as .terraform-state", /^(?!\/)(?!.*(^|\/)\.\.(\/|$))\S+$/),
};

const error = "an object with a kind: s3, terraform-cloud or local";

const schema = z.discriminatedUnion("kind", [group(s3), group(terraformCloud), group(local)], { error });

/** What a file may say of the state: its kind, and the rest where the default is not meant. */
export const stateInput = z.discriminatedUnion(
  "kind",
  [
    group({ ...s3, bucket: s3.bucket.optional(), region: s3.region.optional() }),
    group({ ...terraformCloud, hostname: terraformCloud.hostname.optional() }),
    group({ ...local, folder: local.folder.optional() }),
  ],
  { error },
);

/** Where Terraform keeps the state of an environment's stacks. */
export type State = Readonly<z.output<typeof schema>>;
export type StateInput = z.input<typeof stateInput>;

function defaultsOf(
  kind: unknown,
  context: { organization: { name: string; region: string }; account: string },
): Layer<State>[] {
  switch (kind) {
    case "s3":
      return [
        {
          origin: "derived from organization and account",
          values: { kind, bucket: `${context.organization.name}-${context.account}-terraform-state` },
        },
        { origin: fileOf("organization"), values: { kind, region: context.organization.region } },
      ];
    case "terraform-cloud":
      return [{ origin: "default", values: { kind, hostname: "app.terraform.io" } }];
    case "local":
      return [{ origin: "default", values: { kind, folder: ".terraform-state" } }];
    default:
      return [];
  }
}

export const state: Fragment<State> = {
  key: "state",
  schema,
  defaults: (context) => {
    const shared = context.organization.state;
    const own = isRecord(context.input) && isRecord(context.input.state) ? context.input.state.kind : undefined;
    const kind = own ?? shared.kind;
    return [
      ...defaultsOf(kind, context),
      ...(kind === shared.kind ? [{ origin: fileOf("organization"), values: shared }] : []),
    ];
  },
  resolve: (written) => written,
  rules: [
    rule(["state", "partition"], (environment, report) => {
      if (environment.state.kind !== "s3") return;
      const name = environment.state.region;
      const known = region(name);
      if (!known) {
        report("state.region", `${name} is no region of AWS${suggestion(nearest(name, regionNames()))}`);
      } else if (known.partition !== environment.partition) {
        report(
          "state.region",
          `${name} belongs to partition ${known.partition}, the environment to ${environment.partition}, and accounts do not span partitions; choose a region of ${environment.partition}`,
        );
      }
    }),
    rule(["class", "state"], (environment, report) => {
      if (environment.class === "production" && environment.state.kind === "local") {
        report(
          "state.kind",
          "local is not allowed in class production: nobody else can lock or read that state; choose s3 or terraform-cloud",
        );
      }
    }),
  ],
};
