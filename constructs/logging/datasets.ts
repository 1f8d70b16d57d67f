/** Logs that RDS delivers, and what their lines are called here. */
export const DATABASE_DATASETS = { audit: "mysql.audit", error: "mysql.error", slowquery: "mysql.slow" } as const;

/** What says who logged in and who changed what, and is kept for longer. */
export const AUDIT_DATASETS = ["linux.audit", "mysql.audit", "system.auth"] as const;
