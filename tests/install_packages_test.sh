#!/usr/bin/env bash
# install_packages_test.sh: install_packages.sh does the right thing on systems that this is not. The commands that tell
# about packages, and install them, are replaced; nothing is installed.
set -euo pipefail

script=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/install_packages.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# system NAME COMMAND...: begins a system that has the commands that any has, and those, which do nothing.
system() {
    system=$1
    rm -rf "${work:?}"/*
    mkdir "$work/bin"
    local command
    for command in bash env cat sed awk grep sort paste id mktemp rm; do
        ln -s "$(command -v "$command")" "$work/bin/$command"
    done
    for command in "${@:2}"; do replace "$command" 'true'; done
}

# replace COMMAND SCRIPT: what the system does when the command is called.
replace() {
    printf '#!/usr/bin/env bash\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}

# debian_system NAME VERSION PACKAGE...: a Debian with those packages to be had, and Boost in that version in those
# without a version in their names; none is installed.
debian_system() {
    system "$1"
    replace sudo '"$@"'
    replace dpkg-query "file=$work/installed.\${!#}; [ -f \"\$file\" ] && case \"\$*\" in *Version*) echo $2;; *) echo installed;; esac"
    replace dpkg "[ \"\$(printf '%s\n' \"\$2\" \"\$4\" | sort -V | sed -n 1p)\" = \"\$4\" ]"
    replace apt-cache "case ' ${*:3} ' in *\" \$2 \"*) ;; *) exit 100 ;; esac"
    replace apt-get "[ \"\$1\" != install ] || echo \"\${@:4}\" >$work/installed"
}

# has_installed PACKAGE: on the system, from now on.
has_installed() { touch "$work/installed.$1"; }

# expect STATUS ARGUMENT...: the script ends with that status; its output is in $output.
expect() {
    local status=0
    output=$(PATH="$work/bin" TELNYX_HAVE_PACKAGES="${have:-}" "$work/bin/bash" "$script" "${@:2}" 2>&1) || status=$?
    [ "$status" = "$1" ] || fail "status $status, not $1"
}

# installs PACKAGES: what apt-get was told to install.
installs() {
    [ "$(cat "$work/installed" 2>/dev/null)" = "$1" ] || fail "installed $(cat "$work/installed" 2>/dev/null), not $1"
}

# says TEXT
says() { grep -qF -- "$1" <<<"$output" || fail "does not say: $1"; }

fail() {
    printf '%s: %s\n%s\n' "$system" "$1" "$output"
    exit 1
}

debian_system "Debian 12" 1.74 libboost-json1.81-dev libboost-json-dev zlib1g-dev
expect 0 libboost-json1.81-dev zlib1g-dev
installs "libboost-json1.81-dev zlib1g-dev"
says "Missing Debian packages: libboost-json1.81-dev zlib1g-dev"

debian_system "Debian 12 with its own Boost, which is too old" 1.74.0.3 libboost-json1.81-dev libboost-json-dev
has_installed libboost-json-dev
expect 0 libboost-json1.81-dev
installs "libboost-json1.81-dev"

debian_system "Debian 13" 1.83.0.2 libboost-dev libboost-json-dev zlib1g-dev
expect 0 libboost1.81-dev libboost-json1.81-dev zlib1g-dev
installs "libboost-dev libboost-json-dev zlib1g-dev"
has_installed libboost-dev
has_installed libboost-json-dev
has_installed zlib1g-dev
rm "$work/installed"
expect 0 libboost1.81-dev libboost-json1.81-dev zlib1g-dev
installs ""

system Fedora dnf
expect 2 g++ libboost1.81-dev libboost-json1.81-dev libssl-dev cmake
says "sudo dnf install boost-devel cmake gcc-c++ openssl-devel"
have=1 expect 0 g++

system macOS brew
expect 2 g++ libboost1.81-dev libboost-json1.81-dev libssl-dev ninja-build
says "brew install boost ninja openssl@3"

system Arch pacman
expect 2 libboost-url1.81-dev zlib1g-dev
says "sudo pacman -S --needed boost zlib"

system "unknown"
expect 2 zlib1g-dev
says "Fedora:   zlib-devel"
