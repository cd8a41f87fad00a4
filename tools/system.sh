#!/usr/bin/env bash
# Sees to what the tests need and pip cannot install: Chromium, a Chinese font, Node.js with npm.
# Missing ones come from Debian's packages if we may install them; otherwise one line says what to do.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing+=(chromium)
fonts=$(command -v fc-list >/dev/null && fc-list :lang=zh family || true)
[ -n "$fonts" ] || missing+=(fontconfig fonts-noto-cjk)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
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

echo "Installing with apt-get: ${missing[*]}"
"${as_root[@]}" apt-get -qq update </dev/null
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null
