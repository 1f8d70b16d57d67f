import { z } from "zod";
import { type Context, type Fragment, rule } from "../validation/fragment";
import { type Layer, valueAt } from "../validation/merge";
import { choice, flag, group, whole } from "../validation/values";

const days = whole(1, 3653);

const schema = group({
  /** "kms": a key of the environment's own, whose use is logged and can be revoked; "s3": keys that S3 manages. */
  encryption: choice(["kms", "s3"]),
  backups: group({
    retentionDays: days,
    /** For how long nobody can delete a backup. Governance mode can be lifted by a permission, compliance mode by nobody. */
    objectLock: group({
      mode: choice(["governance", "compliance"]),
      days,
      /** Compliance mode cannot be undone, not even by the account's owner: it must be accepted in so many words. */
      acceptIrreversible: z.literal(true).optional(),
    }).optional(),
  }),
  logs: group({ retentionDays: days }),
  /** For how long an overwritten or deleted object can be brought back. */
  site: group({ noncurrentVersionDays: days }),
  downloads: group({ noncurrentVersionDays: days }),
  /** Whether objects are copied into the recovery region as they are written. */
  replication: flag(),
});

export type StorageWritten = z.output<typeof schema>;

/** As StorageWritten, without the consent to compliance mode, which has been checked. */
export type Storage = Omit<StorageWritten, "backups"> & {
  readonly backups: {
    readonly retentionDays: number;
    readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
  };
};

/** Long enough for a mistake to be noticed: a week where work is redone, a quarter where it is not. */
const BY_CLASS = {
  development: { encryption: "s3", backups: 7, logs: 7, noncurrent: 7 },
  testing: { encryption: "s3", backups: 14, logs: 14, noncurrent: 7 },
  staging: { encryption: "kms", backups: 35, logs: 90, noncurrent: 30 },
  production: { encryption: "kms", backups: 90, logs: 365, noncurrent: 90 },
} as const;

/** As long as point-in-time recovery can reach back, so that no backup within it can be deleted. */
const LOCK = { mode: "governance", days: 35 } as const;

function defaults(context: Context): Layer<StorageWritten>[] {
  const { encryption, backups, logs, noncurrent } = BY_CLASS[context.class];
  const lock = context.class === "production" ? { objectLock: LOCK } : {};
  return [
    {
      origin: "derived from recovery.region",
      values: { replication: valueAt(context.input, ["recovery", "region"]) !== undefined },
    },
    {
      origin: `default for class ${context.class}`,
      values: {
        encryption,
        backups: { retentionDays: backups, ...lock },
        logs: { retentionDays: logs },
        site: { noncurrentVersionDays: noncurrent },
        downloads: { noncurrentVersionDays: noncurrent },
      },
    },
  ];
}

export const storage: Fragment<StorageWritten, Storage> = {
  key: "storage",
  schema,
  defaults,
  resolve: (written, _context, report) => {
    const { objectLock } = written.backups;
    if (objectLock?.mode === "compliance" && !objectLock.acceptIrreversible) {
      report(
        "storage.backups.objectLock.mode",
        `compliance: for ${objectLock.days} days nobody can delete a backup or undo this, and each is paid for; add acceptIrreversible: true, or choose governance`,
      );
    }
    if (!objectLock) return written;
    const { mode, days: locked } = objectLock;
    return { ...written, backups: { ...written.backups, objectLock: { mode, days: locked } } };
  },
  rules: [
    rule(["storage"], ({ storage: { backups } }, report) => {
      const locked = backups.objectLock?.days ?? 0;
      if (locked > backups.retentionDays) {
        report(
          "storage.backups.objectLock.days",
          `${locked} days are locked, but backups expire after ${backups.retentionDays} (storage.backups.retentionDays); lower one or raise the other`,
        );
      }
    }),
    rule(["storage", "recovery"], ({ storage: { replication }, recovery }, report) => {
      if (replication && recovery.region === undefined) {
        report(
          "storage.replication",
          "true, but there is no region to replicate to; give recovery.region, or leave it out",
        );
      }
    }),
  ],
};
