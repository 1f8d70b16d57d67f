#!/usr/bin/env bash
# Builds Prometheus, promtool, Alertmanager, amtool and exporters of the versions that the charts release, from their Go
# modules: packages of distributions are too old for what rules and routes use. Does nothing where they are there already.
# usage: install-tools.sh <folder>
set -euo pipefail
folder=$(mkdir -p "${1:?usage: install-tools.sh <folder>}" && cd "$1" && pwd)
# Keep in step with constructs/monitoring/versions.ts; __tests__/monitoring/versions.test.ts holds that.
prometheus=3.13.5
alertmanager=0.34.0
node_exporter=1.12.1
mysqld_exporter=0.19.0
blackbox_exporter=0.28.0

has() {
  [ -x "$folder/$1" ] && "$folder/$1" --version 2>&1 | grep -qF "version $2 "
}

# build <module>@<version> <version to print> <program>...
build() {
  local version=$2 source package
  source=$(mktemp -d)
  go mod download "$1"
  cp -r "$(go env GOMODCACHE)/$1/." "$source"
  chmod -R u+w "$source"
  # The user interface is built by Node and is not in the module; a placeholder lets the rest compile.
  if [ -d "$source/ui" ]; then mkdir -p "$source/ui/app/dist" && touch "$source/ui/app/dist/index.html"; fi
  for program in "${@:3}"; do
    package=./cmd/$program
    [ -d "$source/$package" ] || package=.
    # Without discovery in clouds, which no test uses and which takes minutes to compile.
    (cd "$source" && GOWORK=off go build -mod=mod -buildvcs=false -tags remove_all_sd \
      -ldflags "-s -w -X github.com/prometheus/common/version.Version=$version" -o "$folder/$program" "$package")
  done
  rm -rf "$source"
}

has promtool "$prometheus" || build "github.com/prometheus/prometheus@v0.3${prometheus#3.}" "$prometheus" prometheus promtool
has amtool "$alertmanager" || build "github.com/prometheus/alertmanager@v$alertmanager" "$alertmanager" alertmanager amtool
has node_exporter "$node_exporter" ||
  build "github.com/prometheus/node_exporter@v$node_exporter" "$node_exporter" node_exporter
has mysqld_exporter "$mysqld_exporter" ||
  build "github.com/prometheus/mysqld_exporter@v$mysqld_exporter" "$mysqld_exporter" mysqld_exporter
has blackbox_exporter "$blackbox_exporter" ||
  build "github.com/prometheus/blackbox_exporter@v$blackbox_exporter" "$blackbox_exporter" blackbox_exporter
