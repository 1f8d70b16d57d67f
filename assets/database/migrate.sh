#!/bin/sh
# Brings a database to this version: waits for the server, migrates, seeds, verifies. Every topology runs it before the
# application of that version; README.md lists the variables. Running it again changes nothing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=client.sh
. "$here/client.sh"

need_environment

# Every byte encoded, so that no character of a password can mean something in a URL.
url_encode() {
  printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'
}

# A Go program takes the authorities it trusts from SSL_CERT_FILE, and tls=true checks the name of the server too.
export SSL_CERT_FILE="$DB_CA_FILE"
DATABASE_URL="mysql://$(url_encode "$DB_USER"):$(url_encode "$DB_PASSWORD")@$DB_HOST:$DB_PORT/$DB_NAME?tls=true"
export DATABASE_URL
export DBMATE_MIGRATIONS_DIR="$here/migrations" DBMATE_NO_DUMP_SCHEMA=true DBMATE_STRICT=true
export DBMATE_WAIT_TIMEOUT="${DB_WAIT:-60s}"

# One deploy at a time, which dbmate does not see to. The lock ends with the session that holds it, and the session with
# this script, however it ends.
trap '' PIPE
take_lock() {
  mkfifo "$work/ask" "$work/answer"
  sql <"$work/ask" >"$work/answer" &
  exec 3>"$work/ask" 4<"$work/answer"
  echo "SELECT GET_LOCK(CONCAT(DATABASE(), ' migration'), 600);" >&3 || true
  read -r answer <&4 || answer=none
  [ "$answer" = 1 ] || fail "no lock: another migration has been running for ten minutes, or $DB_NAME cannot be used"
}

echo "migrate: waiting for $DB_HOST:$DB_PORT"
dbmate wait
take_lock
# A server that says it is of another environment is left as it is.
server=$(echo "SELECT @@GLOBAL.init_connect" | sql)
case $server in
  "SET @environment = '$DB_ENVIRONMENT'") ;;
  *@environment*) fail "migrate: the server says $server, not $DB_ENVIRONMENT" ;;
esac
echo "migrate: applying migrations to $DB_NAME"
dbmate migrate
echo "migrate: seeding"
{
  echo "SET @environment = '$DB_ENVIRONMENT';"
  cat "$here"/seed/*.sql
} | sql
"$here/verify.sh"
echo "migrate: done"
