#!/bin/sh
# Fails when structure or data is not what this version needs, and says what. Needs no more than SELECT on the database.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=client.sh
. "$here/client.sh"
need_environment
: "${DB_COLLATION:=utf8mb4_0900_ai_ci}"

echo "verify: structure and data of $DB_NAME"

# Sorted here, because each server sorts by rules of its own.
sql <"$here/structure.sql" >"$work/unsorted"
LC_ALL=C sort "$work/unsorted" >"$work/structure"
diff -u "$here/structure.txt" "$work/structure" >"$work/difference" ||
  fail "verify: the structure differs; - is missing, + is too much:
$(grep '^[-+][a-z]' "$work/difference")"

for file in "$here"/migrations/*.sql; do
  name=${file##*/}
  echo "${name%%_*}"
done >"$work/migrations"
echo "SELECT version FROM schema_migrations ORDER BY version" | sql >"$work/applied"
diff "$work/migrations" "$work/applied" >"$work/difference" ||
  fail "verify: migrations differ; < is not applied, > is of another version:
$(grep '^[<>]' "$work/difference")"

{
  echo "SET @expected_environment = '$DB_ENVIRONMENT', @expected_collation = '$DB_COLLATION';"
  cat "$here/verify.sql"
} | sql >"$work/faults"
[ ! -s "$work/faults" ] || fail "verify: the data is not right:
$(cat "$work/faults")"

echo "verify: as it should be"
