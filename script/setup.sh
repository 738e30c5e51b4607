# Shell functions that the other scripts share; to be sourced.
# shellcheck shell=bash

note() {
  printf '%s\n' "$*" >&2
}

fail() {
  note "$@"
  exit 1
}

# Installs Debian packages, as root or by sudo. Without apt it says what to install by hand.
install_packages() {
  [ $# -gt 0 ] || return 0
  command -v apt-get > /dev/null ||
    fail "Please install: $*" "(Debian's package names; apt-get is not available here)"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || fail "Please install, as root: apt-get install $*"
    root=(sudo)
  fi
  note "Installing $*"
  export DEBIAN_FRONTEND=noninteractive
  local log
  log=$(mktemp)
  # A machine may never have seen a list of packages, or one too old to install from.
  if ! { "${root[@]}" apt-get install -y --no-install-recommends "$@" ||
    { "${root[@]}" apt-get update &&
      "${root[@]}" apt-get install -y --no-install-recommends "$@"; }; } < /dev/null > "$log" 2>&1
  then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "Could not install: $*"
  fi
  rm -f "$log"
}

# Prints the packages that building needs and that are not there.
missing_for_build() {
  has_header readline/readline.h || echo libreadline-dev
  has_header curses.h || echo libncurses-dev
  command -v git > /dev/null || echo git
}

has_header() {
  local folder
  for folder in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu"; do
    [ ! -e "$folder/$1" ] || return 0
  done
  return 1
}

require_swift() {
  command -v swift > /dev/null ||
    fail "swift not found. Install Swift 6.2 or later from https://www.swift.org/install" \
      "and put its usr/bin on PATH."
}

# Sets `scratch`, the folder below $root to build in, and `swift_options`, for the package in folder
# $1. What is built for a purpose $2 of its own gets a folder of its own.
choose_build() {
  scratch=$root/.build/${2:-program}
  swift_options=(--package-path "$1" --scratch-path "$scratch" -c release)
}

# Runs a build, showing its last line of output over and over; all of it only if it fails.
# The output stays in $scratch/build.log.
quietly() {
  local log=$scratch/build.log line
  mkdir -p "$scratch"
  if [ -t 2 ]; then
    "$@" < /dev/null 2>&1 | tee "$log" | while IFS= read -r line; do
      printf '\r%-78.78s' "$line" >&2
    done && printf '\r%78s\r' '' >&2 && return 0
    printf '\n' >&2
  else
    "$@" < /dev/null > "$log" 2>&1 && return 0
  fi
  cat "$log" >&2
  return 1
}
