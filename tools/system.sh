#!/usr/bin/env bash
# Sees to what the tests need and pip cannot install: Chromium, Node.js with npm, nginx, PostgreSQL with
# PostGIS. The atlas has its own Chinese fonts.
# Missing ones come from Debian's packages if we may install them; otherwise one line says what to do.
set -euo pipefail

# Programs named as arguments, which are packages of the same name, are seen to as well.
missing=()
for one in "$@"; do command -v "$one" >/dev/null || missing+=("$one"); done
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null ||
    command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    missing+=(chromium-headless-shell)
# What drives the browser needs it, and no package of Python's brings it.
[ "$(uname)" != Linux ] || compgen -G "/usr/lib*/libatomic.so.1" >/dev/null ||
    compgen -G "/usr/lib/*/libatomic.so.1" >/dev/null || missing+=(libatomic1)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing+=(nginx-light)
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] ||
    missing+=(libnginx-mod-http-brotli-static)
# Its package is called after its version: 15 on Debian 12; what the machine's list has is seen to below.
postgis=postgresql-15-postgis-3
compgen -G "/usr/share/postgresql/*/extension/postgis.control" >/dev/null || missing+=("$postgis")
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=(env)
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    as_root=()
fi
if ! command -v apt-get >/dev/null || [ ${#as_root[@]} = 0 ]; then
    echo "Please install: ${missing[*]} (Debian's names). On Debian or Ubuntu:" >&2
    echo "    sudo apt-get install ${missing[*]}" >&2
    exit 1
fi

"${as_root[@]}" apt-get -qq update </dev/null
newest=$(apt-cache pkgnames postgresql- | grep -E '^postgresql-[0-9]+-postgis-3$' | sort -V | tail -n 1 || true)
missing=("${missing[@]/#$postgis/${newest:-$postgis}}")
echo "Installing with apt-get: ${missing[*]}"
# Runlevel 1: what is installed is not started; the tests start an nginx and a PostgreSQL of their own.
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get -qq install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null
