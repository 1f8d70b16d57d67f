#!/bin/sh
# Replaces what customers have in a database for development or tests by synthetic data.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=client.sh
. "$here/client.sh"
need_environment

echo "sample: loading synthetic data into $DB_NAME on $DB_HOST"
{
  echo "SET @permit = '$DB_ENVIRONMENT';"
  cat "$here/guard.sql" "$here"/sample/*.sql
} | sql
echo "sample: done"
