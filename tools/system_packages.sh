#!/bin/sh
# Installs what tests need of the system and what is not there yet: as root on Debian; elsewhere it only tells.
set -eu

missing=""
command -v cc >/dev/null || missing="$missing gcc libc6-dev"
command -v java >/dev/null || missing="$missing openjdk-17-jre-headless"
command -v chromium >/dev/null || missing="$missing chromium"
command -v soffice >/dev/null || missing="$missing libreoffice-calc-nogui"
command -v java >/dev/null || missing="$missing openjdk-17-jre-headless"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$missing postgresql"
"${1:-python3}" - <<'END' || missing="$missing python3-dev"
import pathlib, sys, sysconfig
sys.exit(0 if pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file() else 1)
END

if [ -z "$missing" ]; then
    exit 0
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 - a list of packages
    apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "not installed here:$missing; tests that need them are skipped" >&2
fi
