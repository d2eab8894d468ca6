#!/usr/bin/env bash
# Installs the packages named as arguments, as Debian 12 calls them, that are not there yet. Says so first; does nothing
# when all are there. Where Boost is newer than Debian 12's, its packages are those without a version in their names.
#
# On systems other than Debian and Ubuntu it installs nothing: it says what the packages are called there, and exits with
# 2. TELNYX_HAVE_PACKAGES=1 says that they are there.
set -euo pipefail

# installed PACKAGE
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# default_name PACKAGE: the package of the release's own Boost, such as libboost-json-dev for libboost-json1.81-dev.
default_name() {
    case "$1" in
    libboost*1.81-dev) echo "${1/1.81-dev/-dev}" ;;
    *) return 1 ;;
    esac
}

# default_serves PACKAGE: the release's own Boost is there, and new enough.
default_serves() {
    local name
    name=$(default_name "$1") && installed "$name" &&
        dpkg --compare-versions "$(dpkg-query -W -f '${Version}' "$name")" ge 1.81
}

# names_of COLUMN PACKAGE...: what the packages are called elsewhere; of those that are not listed, their own names.
names_of() {
    local column=$1
    shift
    # The table's columns: Debian, Fedora, Homebrew, Arch.
    printf '%s\n' "$@" | sed 's/1\.81-dev$/-dev/' | awk -v column="$column" '
        NR == FNR { name[$1] = $column; next }
        { print $1 in name ? name[$1] : $1 }
    ' <(
        cat <<'END'
g++                  gcc-c++                 -                 gcc
ninja-build          ninja-build             ninja             ninja
pkg-config           pkgconf-pkg-config      pkgconf           pkgconf
libssl-dev           openssl-devel           openssl@3         openssl
openssl              openssl                 openssl@3         openssl
zlib1g-dev           zlib-devel              zlib              zlib
libnghttp2-dev       libnghttp2-devel        libnghttp2        libnghttp2
nghttp2-client       nghttp2                 nghttp2           nghttp2
nghttp2-server       nghttp2                 nghttp2           nghttp2
libboost-dev         boost-devel             boost             boost
libboost-json-dev    boost-devel             boost             boost
libboost-url-dev     boost-devel             boost             boost
libboost-test-dev    boost-devel             boost             boost
clang-19             clang                   llvm              clang
libclang-rt-19-dev   compiler-rt             llvm              compiler-rt
clang-tidy-19        clang-tools-extra       llvm              clang
clang-format         clang-tools-extra       clang-format      clang
llvm-19              llvm                    llvm              llvm
python3              python3                 python            python
nginx-light          nginx                   nginx             nginx
libcurl4-openssl-dev libcurl-devel           curl              curl
libcpp-httplib-dev   cpp-httplib-devel       cpp-httplib       cpp-httplib
libbenchmark-dev     google-benchmark-devel  google-benchmark  benchmark
curl                 curl                    curl              curl
nodejs               nodejs                  node              nodejs
npm                  nodejs-npm              node              npm
END
    ) - | grep -vx -e - | sort -u | paste -sd ' ' -
}

# install_elsewhere PACKAGE...: how to get the packages without apt-get.
install_elsewhere() {
    if command -v dnf >/dev/null; then
        echo "    sudo dnf install $(names_of 2 "$@")"
    elif command -v brew >/dev/null; then
        echo "    brew install $(names_of 3 "$@")"
    elif command -v pacman >/dev/null; then
        echo "    sudo pacman -S --needed $(names_of 4 "$@")"
    else
        echo "    Fedora:   $(names_of 2 "$@")"
        echo "    Homebrew: $(names_of 3 "$@")"
        echo "    Arch:     $(names_of 4 "$@")"
    fi
}

[ "${TELNYX_HAVE_PACKAGES:-}" != 1 ] || exit 0

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    {
        echo "Packages are installed by themselves on Debian and Ubuntu only. Here these are needed:"
        install_elsewhere "$@"
        echo "When they are there, set TELNYX_HAVE_PACKAGES=1."
    } >&2
    exit 2
fi

missing=()
for package in "$@"; do
    installed "$package" || default_serves "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

root=()
if [ "$(id -u)" != 0 ]; then root=(sudo); fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# root_apt COMMAND...: as root, with its output in the log.
root_apt() { ${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get "$@" >>"$log" 2>&1 </dev/null; }

fail() {
    cat "$log" >&2
    echo "Could not install: ${missing[*]}" >&2
    exit 1
}

echo "Missing Debian packages: ${missing[*]}" >&2
root_apt update || fail
for i in "${!missing[@]}"; do
    apt-cache show "${missing[$i]}" >/dev/null 2>&1 || missing[i]=$(default_name "${missing[$i]}" || echo "${missing[$i]}")
done
echo "Installing ${missing[*]} with ${root[*]:+${root[*]} }apt-get ..." >&2
root_apt install -y --no-install-recommends "${missing[@]}" || fail
