#!/usr/bin/env bash
# What the files of the logging stack are tried with: a search server (OpenSearch, from its Maven packages), ElastAlert 2
# (Python) and parsers of Logstash's and Alloy's languages (Go). Does nothing where they are there already. Put
# <folder>/bin on the PATH afterwards. Needs maven, a JDK from 17, Go and a Python from 3.12; 90 seconds and 600 MB.
# usage: install-tools.sh <folder>
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "${1:?usage: install-tools.sh <folder>}/bin" && cd "$1" && pwd)
elastalert=2.31.0

# Once for each state of the sources.
stamp=$(cat "$here/install-tools.sh" "$here"/search-server/* "$here"/syntax/* | sha256sum)
if [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ]; then exit 0; fi

rm -rf "$folder/search-server" "$folder/elastalert"
mvn --quiet --batch-mode --file "$here/search-server/pom.xml" dependency:copy-dependencies \
  -DoutputDirectory="$folder/search-server" -DincludeScope=runtime
javac -nowarn -classpath "$folder/search-server/*" -d "$folder/search-server" "$here/search-server/SearchServer.java"
cat >"$folder/bin/search-server" <<END
#!/bin/sh
exec java -Xmx512m -classpath "$folder/search-server:$folder/search-server/*" SearchServer "\$@"
END
chmod 755 "$folder/bin/search-server"

(cd "$here/syntax" && GOWORK=off GOFLAGS=-mod=readonly go build -buildvcs=false -o "$folder/bin/logging-syntax" .)

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; }
for python in python3 python3.14 python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python; do
  if new_enough "$python"; then break; fi
done
new_enough "$python" || { echo "ElastAlert needs Python 3.12 or newer." >&2; exit 1; }
"$python" -m venv "$folder/elastalert"
"$folder/elastalert/bin/pip" install --quiet --disable-pip-version-check "elastalert2==$elastalert"
ln -sf ../elastalert/bin/elastalert ../elastalert/bin/elastalert-create-index "$folder/bin/"

echo "$stamp" >"$folder/stamp"
