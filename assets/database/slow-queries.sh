#!/bin/sh
# Prints which kinds of statements cost most: docs/guides/queries.md explains it. Changes nothing; any user will do that
# may read performance_schema.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=client.sh
. "$here/client.sh"

sql <"$here/slow-queries.sql"
