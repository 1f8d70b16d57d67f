#!/bin/sh
# Masks a copy of production for the environment it was loaded into; nothing else may use the copy before. README.md says
# what it takes to be allowed to.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=client.sh
. "$here/client.sh"
need_environment
[ -z "${DB_MASK_KEY_FILE:-}" ] || DB_MASK_KEY=$(cat "$DB_MASK_KEY_FILE")
: "${DB_MASK_KEY:?or DB_MASK_KEY_FILE is needed: 32 letters and digits or more}"
case $DB_MASK_KEY in
  *[!A-Za-z0-9]*) fail "DB_MASK_KEY must be letters and digits" ;;
esac

echo "mask: masking $DB_NAME on $DB_HOST for $DB_ENVIRONMENT"
{
  echo "SET @permit = '$DB_ENVIRONMENT', @mask_key = '$DB_MASK_KEY';"
  cat "$here/guard.sql" "$here/mask.sql"
} | sql
echo "mask: done"
