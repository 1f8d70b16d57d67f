#!/bin/sh
# Unpacks the MySQL server and client of Debian unstable, which no stable Debian has, into a folder: nothing is installed,
# and the system's own libraries stay as they are. Put <folder>/bin on the PATH afterwards. 66 MB to load.
set -eu
folder=$(mkdir -p "${1:?the folder to unpack into}" && cd "$1" && pwd)
[ ! -x "$folder/bin/mysqld" ] || exit 0

apt="$folder/apt"
mkdir -p "$apt/lists/partial" "$apt/archives/partial"
: >"$apt/status"
# From wherever this machine has its own packages.
# shellcheck disable=SC2016 # apt expands it.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$apt/sources.list"
cat >"$apt/apt.conf" <<END
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
APT::Sandbox::User "root";
Acquire::Languages "none";
END
export APT_CONFIG="$apt/apt.conf"
apt-get --quiet=2 update
# With an empty status every library is missing, so that the C library comes too and the folder stands on its own.
apt-get --quiet=2 --yes --no-install-recommends --download-only install mysql-server-core mysql-client-core >"$apt/log" 2>&1
for package in "$apt"/archives/*.deb; do
  dpkg-deb --extract "$package" "$folder/root"
done

mkdir -p "$folder/bin"
for program in usr/sbin/mysqld usr/bin/mysql; do
  cat >"$folder/bin/${program##*/}" <<END
#!/bin/sh
libraries="$folder/root/usr/lib/x86_64-linux-gnu"
exec "\$libraries/ld-linux-x86-64.so.2" --library-path "\$libraries" "$folder/root/$program" "\$@"
END
  chmod 755 "$folder/bin/${program##*/}"
done
rm -rf "$apt"
"$folder/bin/mysqld" --version
