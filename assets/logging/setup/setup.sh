#!/bin/sh
# Puts into Elasticsearch and Kibana what the pipelines, indices, searches and dashboards of the logs are made of. Can be
# run again at any time: what is there is replaced by what is in the files. Needs sh and curl only.
#
#   ES_URL KIBANA_URL   https://...; without KIBANA_URL nothing is imported
#   ES_USER             and ES_PASSWORD_FILE, or ES_PASSWORD
#   ES_CA               the authority that signed the certificates of both; the system's own if it is missing
#   FILES               folder with lifecycle/, component-templates/, ingest/, index-templates/ (*.json, whose names are
#                       the names there) and saved-objects.ndjson; folders may be missing
#   WAIT_SECONDS        how long to wait for the servers; 600
set -eu

: "${ES_URL:?the address of Elasticsearch is missing}" "${ES_USER:?missing}" "${FILES:?the folder of files is missing}"
password=${ES_PASSWORD-}
if [ -n "${ES_PASSWORD_FILE-}" ]; then password=$(cat "$ES_PASSWORD_FILE"); fi
[ -n "$password" ] || { echo "Neither ES_PASSWORD_FILE nor ES_PASSWORD has a password." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In a file, because arguments can be seen by whoever lists processes. Backslashes and quotes have a meaning in it.
escaped=$(printf '%s' "$ES_USER:$password" | sed 's/[\\"]/\\&/g')
(umask 077 && printf 'user = "%s"\n' "$escaped" >"$work/curl")
if [ -n "${ES_CA-}" ]; then printf 'cacert = "%s"\n' "$ES_CA" >>"$work/curl"; fi

# request <method> <url> <curl's arguments>...: says what the server said, and fails, unless the answer is 2xx.
request() {
  method=$1 url=$2
  shift 2
  status=$(curl --config "$work/curl" --silent --show-error --max-time 120 --output "$work/answer" --write-out '%{http_code}' \
    --request "$method" "$@" "$url") || { echo "$method $url: no answer" >&2; return 1; }
  case $status in
    2??) return 0 ;;
  esac
  echo "$method $url: $status" >&2
  cat "$work/answer" >&2
  echo >&2
  return 1
}

# wait_for <url>
wait_for() {
  end=$(($(date +%s) + ${WAIT_SECONDS:-600}))
  until request GET "$1" 2>"$work/reason"; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "$1 is not ready after ${WAIT_SECONDS:-600} seconds:" >&2
      cat "$work/reason" >&2
      return 1
    fi
    sleep 2
  done
}

# put_all <folder> <path of the API>
put_all() {
  for file in "$FILES/$1"/*.json; do
    [ -f "$file" ] || continue
    name=$(basename "$file" .json)
    request PUT "$ES_URL/$2/$name" --header 'Content-Type: application/json' --data-binary "@$file"
    echo "$1/$name"
  done
}

wait_for "$ES_URL/_cluster/health?wait_for_status=yellow&timeout=1s"
put_all lifecycle _ilm/policy
put_all component-templates _component_template
put_all ingest _ingest/pipeline
put_all index-templates _index_template

if [ -n "${KIBANA_URL-}" ]; then
  wait_for "$KIBANA_URL/api/status"
  request POST "$KIBANA_URL/api/saved_objects/_import?overwrite=true" --header 'kbn-xsrf: true' \
    --form "file=@$FILES/saved-objects.ndjson"
  # Kibana answers 200 although single objects were refused.
  if ! grep -q '"success":true' "$work/answer"; then
    echo "Kibana did not import all of saved-objects.ndjson:" >&2
    cat "$work/answer" >&2
    echo >&2
    exit 1
  fi
  echo saved-objects.ndjson
fi
