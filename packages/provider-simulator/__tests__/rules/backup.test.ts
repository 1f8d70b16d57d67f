import { UNKNOWN } from "../../src/provider/value";
import { backupRules } from "../../src/rules/aws/backup";
import { backupReferences } from "../../src/rules/aws/backup-references";
import { referenceRules } from "../../src/rules/references";
import { ruleWorld } from "./world";

const VAULT = "arn:aws:backup:eu-central-1:111122223333:backup-vault:main";
const ROLE = "arn:aws:iam::111122223333:role/backup";

function cloud() {
  const world = ruleWorld([...backupRules, ...backupReferences.flatMap(referenceRules)]);
  world.has("aws_backup_vault", { id: "1", name: "main", arn: VAULT });
  world.has("aws_iam_role", { id: "backup", name: "backup", arn: ROLE });
  world.has("aws_backup_plan", { id: "plan-1", name: "plan" });
  world.has("aws_backup_selection", { id: "s", plan_id: "plan-1" });
  world.has("aws_backup_restore_testing_plan", { id: "t", name: "tested" });
  world.has("aws_backup_restore_testing_selection", { id: "ts", restore_testing_plan_name: "tested" });
  return world;
}

function expectSaid(found: string[], said: string) {
  if (said === "") expect(found).toEqual([]);
  else expect(found.join()).toContain(said);
}

it.each([
  [{}, ""],
  [{ lifecycle: [{ cold_storage_after: 30, delete_after: 120 }] }, ""],
  [{ lifecycle: [{ cold_storage_after: 30, delete_after: UNKNOWN }] }, ""],
  [{ lifecycle: [{ delete_after: 7 }] }, ""],
  [{ enable_continuous_backup: true, lifecycle: [{ delete_after: 35 }] }, ""],
  [{ copy_action: [{ destination_vault_arn: VAULT, lifecycle: [{ delete_after: 7 }] }] }, ""],
  [{ start_window: 60, completion_window: 120 }, ""],
  [{ target_vault_name: "none" }, "no such aws_backup_vault"],
  [{ copy_action: [{ destination_vault_arn: `${VAULT}2` }] }, "no such aws_backup_vault"],
  [{ rule_name: "a b" }, "up to 50 letters"],
  [{ lifecycle: [{ cold_storage_after: 30, delete_after: 100 }] }, "must be 120 or more"],
  [
    { copy_action: [{ destination_vault_arn: VAULT, lifecycle: [{ cold_storage_after: 1, delete_after: 7 }] }] },
    "must be 91 or more",
  ],
  [{ enable_continuous_backup: true, lifecycle: [{ delete_after: 36 }] }, "kept 1 to 35 days"],
  [{ start_window: 30 }, "start_window is 30; it must be 60"],
  [{ start_window: 60, completion_window: 90 }, "must be 120 or more"],
])("a plan with the rule %p", (change, said) => {
  const rule = [{ rule_name: "daily", target_vault_name: "main", ...change }];
  expectSaid(cloud().create("aws_backup_plan", { name: "new", rule }), said);
});

it.each([
  [{ changeable_for_days: 3, min_retention_days: 7, max_retention_days: 30 }, ""],
  [{ backup_vault_name: "none" }, "no such aws_backup_vault"],
  [{ changeable_for_days: 2 }, "3 to 36500"],
  [{ min_retention_days: 0 }, "1 to 36500"],
  [{ min_retention_days: 30, max_retention_days: 7 }, "below min_retention_days"],
])("a lock with %p", (change, said) => {
  expectSaid(cloud().create("aws_backup_vault_lock_configuration", { backup_vault_name: "main", ...change }), said);
});

it.each([
  [{ name: "monthly_test", start_window_hours: 24 }, ""],
  [{ name: "monthly-test" }, "letters, digits and underscores"],
  [{ name: "tested" }, "AlreadyExistsException"],
  [{ start_window_hours: 169 }, "0 to 168"],
  [
    {
      recovery_point_selection: [
        { algorithm: "LATEST_WITHIN_WINDOW", include_vaults: ["*"], recovery_point_types: ["SNAPSHOT"] },
      ],
    },
    "",
  ],
  [{ recovery_point_selection: [{ include_vaults: ["main"] }] }, "the ARN of a vault"],
  [{ recovery_point_selection: [{ algorithm: "ANY" }] }, "RANDOM_WITHIN_WINDOW"],
  [{ recovery_point_selection: [{ recovery_point_types: ["ALL"] }] }, "SNAPSHOT or CONTINUOUS"],
  [{ recovery_point_selection: [{ selection_window_days: 366 }] }, "1 to 365"],
])("a restore testing plan with %p", (values, said) => {
  expectSaid(cloud().create("aws_backup_restore_testing_plan", values), said);
});

it.each([
  [{ resources: ["arn:x"] }, ""],
  [{ resources: UNKNOWN }, ""],
  [{ selection_tag: [{ type: "STRINGEQUALS", key: "a", value: "b" }] }, ""],
  [{}, "Invalid selection"],
  [{ resources: ["arn:x"], iam_role_arn: `${ROLE}2` }, "no such aws_iam_role"],
  [{ resources: ["arn:x"], plan_id: "plan-2" }, "no such aws_backup_plan"],
])("a selection with %p", (change, said) => {
  expectSaid(cloud().create("aws_backup_selection", { plan_id: "plan-1", iam_role_arn: ROLE, ...change }), said);
});

it("a tested selection has its window and plan", () => {
  const values = { name: "all", restore_testing_plan_name: "tested", iam_role_arn: ROLE };
  expect(cloud().create("aws_backup_restore_testing_selection", { ...values, validation_window_hours: 4 })).toEqual([]);
  const wrong = { ...values, name: "a-b", restore_testing_plan_name: "none", validation_window_hours: 200 };
  expect(cloud().create("aws_backup_restore_testing_selection", wrong)).toHaveLength(3);
});

it("plans stay while they have selections, and vaults while they hold something", () => {
  expect(cloud().delete("aws_backup_plan", { id: "plan-1" }).join()).toContain("InvalidRequestException");
  expect(cloud().delete("aws_backup_plan", { id: "plan-2" })).toEqual([]);
  expect(cloud().delete("aws_backup_restore_testing_plan", { id: "t", name: "tested" })).toHaveLength(1);
  expect(cloud().delete("aws_backup_vault", { name: "main", recovery_points: 3 }).join()).toContain(
    "3 recovery points",
  );
  expect(cloud().delete("aws_backup_vault", { name: "main", recovery_points: 3, force_destroy: true })).toEqual([]);
  expect(cloud().delete("aws_backup_vault", { name: "main", recovery_points: 0 })).toEqual([]);
});

it("a vault has a name of its own", () => {
  expect(cloud().create("aws_backup_vault", { name: "main" }).join()).toContain("AlreadyExistsException");
  expect(cloud().create("aws_backup_vault", { name: "other" })).toEqual([]);
});
