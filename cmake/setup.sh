# Sourced by ./run, ./test and .ci/run: what the machine lacks is installed, what the project fetches is fetched, and the
# release build is configured. Every step first looks whether it was done before, so that a second run asks no network.
# Words go to standard error: standard output is the program's.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release

say() { echo "$*" >&2; }
stop() { say "$*"; exit 1; }

# XDG base directories: a relative path counts as unset.
cache_folder() {
  if [[ ${XDG_CACHE_HOME:-} == /* ]]; then
    echo "$XDG_CACHE_HOME"
  else
    echo "${HOME:?is not set, so there is no cache folder: set HOME or XDG_CACHE_HOME}/.cache"
  fi
}
cache=$(cache_folder)
fetched=$cache/gainsay/fetched

entries_of() { grep -v -e '^#' -e '^$' "$1"; }

# install_packages LIST: those of the list's Debian packages that are not there yet.
install_packages() {
  command -v dpkg-query > /dev/null || stop "This is no Debian: install by hand what $1 lists, in your system's names."
  local installed missing as_root=()
  # One that dpkg has never heard of makes it exit with 1: that is an answer too.
  installed=$(entries_of "$1" | xargs dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2> /dev/null || true)
  missing=$(entries_of "$1" | grep -vxF -f <(sed -n 's/ installed$//p' <<< "$installed") || true)
  [[ -n $missing ]] || return 0

  missing=${missing//$'\n'/ }
  say "Installing Debian packages: $missing"
  if [[ $EUID -ne 0 ]]; then
    command -v sudo > /dev/null || stop "There is no sudo. As root: apt-get install $missing"
    as_root=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  local quiet=(-qq -o=Dpkg::Use-Pty=0 -o=APT::Update::Error-Mode=any)
  "${as_root[@]}" apt-get "${quiet[@]}" update > /dev/null ||
    stop "apt-get update failed: is there a network? Still missing: $missing"
  # shellcheck disable=SC2086  # words of the list
  "${as_root[@]}" apt-get "${quiet[@]}" install -y --no-install-recommends $missing > /dev/null ||
    stop "apt-get install failed (see above). Still missing: $missing"
}

# fetch_pinned LIST: files of the Python package index, of exactly the pinned hashes, into $fetched. Downloaded beside it
# and moved there whole, so that an interrupted run leaves nothing half done; two runs at once take turns.
fetch_pinned() {
  mkdir -p "$fetched" || stop "$fetched: cannot be made; set XDG_CACHE_HOME to a folder that can be written."
  (flock 9; fetch_missing "$1") 9> "$fetched.lock"
}

fetch_missing() {
  local there missing
  there=$(find "$fetched" -maxdepth 1 -type f -exec sha256sum {} + | cut -c 1-64)
  missing=$(entries_of "$1" | grep -vF -f <(echo "${there:-none}") || true)
  [[ -n $missing ]] || return 0

  say "Fetching into $fetched: $(cut -d ' ' -f 1 <<< "$missing" | xargs)"
  rm -rf "$fetched".partial.*
  local partial
  partial=$(mktemp -d "$fetched.partial.XXXXXX")
  echo "$missing" > "$partial/pins.txt"
  /usr/bin/python3 -m pip download --quiet --retries 2 --disable-pip-version-check --no-deps --require-hashes \
    --requirement "$partial/pins.txt" --dest "$partial/files" >&2 || {
    rm -rf "$partial"
    stop "Fetching failed: is there a network? Missing: $(cut -d ' ' -f 1 <<< "$missing" | xargs)"
  }
  mv "$partial"/files/* "$fetched"/
  rm -rf "$partial"
}

configure() {
  local configured_for=$build/configured-for
  [[ -e $build/build.ninja && $(cat "$configured_for" 2> /dev/null) == "$cache" ]] && return
  say "Configuring build/release"
  (cd "$root" && cmake --preset release -DGAINSAY_CACHE="$cache") >&2 || stop "CMake failed (see above)."
  echo "$cache" > "$configured_for"
}

# compile [TARGET]: all of it, or one target; ninja's lines of progress, and none where there is nothing to do.
compile() {
  (cd "$root" && cmake --build --preset release --target "${1:-all}" 2>&1 |
    sed -u -e '/^ninja: no work to do/d' -e '/Re-checking globbed directories/d' >&2) ||
    stop "The build failed (see above)."
}

set_up() {
  install_packages "$root/cmake/debian-packages.txt"
  fetch_pinned "$root/cmake/fetched.txt"
  configure
}
