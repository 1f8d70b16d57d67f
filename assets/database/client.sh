# shellcheck shell=sh
# Sourced by the scripts beside it: how they reach the database.
#
# The password goes into a file that only this user can read, and into the environment of dbmate; never into an argument,
# which everybody on the machine can list.

fail() {
  echo "$*" >&2
  exit 1
}

# Becomes part of statements, so that it must be one of these words.
need_environment() {
  case ${DB_ENVIRONMENT:-} in
    development | testing | staging | production) ;;
    *) fail "DB_ENVIRONMENT must be development, testing, staging or production" ;;
  esac
}

: "${DB_HOST:?is the host of the database server}"
: "${DB_PORT:=3306}"
: "${DB_NAME:=httpsok}"
: "${DB_USER:?is the user who logs in}"
: "${DB_CA_FILE:?is the file of the authorities that may have signed the certificate of the server}"
[ -z "${DB_PASSWORD_FILE:-}" ] || DB_PASSWORD=$(cat "$DB_PASSWORD_FILE")
: "${DB_PASSWORD:?or DB_PASSWORD_FILE is needed}"
: "${DB_CLIENT:=$(command -v mariadb || command -v mysql)}"
[ -r "$DB_CA_FILE" ] || fail "DB_CA_FILE cannot be read: $DB_CA_FILE"

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# What a script sets is compared with what tables hold, so both need the collation of the database. The two clients name
# the check of the server's name differently.
case $("$DB_CLIENT" --version) in
  *MariaDB*) verify_server=ssl-verify-server-cert ;;
  *) verify_server=ssl-mode=VERIFY_IDENTITY ;;
esac
cat >"$work/client.cnf" <<END
[client]
host=$DB_HOST
port=$DB_PORT
protocol=tcp
user=$DB_USER
password="$(printf %s "$DB_PASSWORD" | sed 's/\\/\\\\/g')"
ssl-ca=$DB_CA_FILE
$verify_server
default-character-set=utf8mb4
init-command=SET collation_connection = @@collation_database
END

# Runs the SQL of its standard input, statement by statement as it comes; stops at the first error.
sql() {
  "$DB_CLIENT" --defaults-file="$work/client.cnf" --batch --skip-column-names --unbuffered "$DB_NAME"
}
