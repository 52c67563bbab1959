#!/usr/bin/env bash
# Builds the container image and tries it as it is meant to run: as nobody, with a read-only root, without capabilities.
# Skips with a reason where there is no builder, or where the base image cannot be fetched.
set -u
cd "$(dirname "$0")/.."
builder=""
for name in podman docker; do
  if command -v "$name" >/dev/null 2>&1 && "$name" info >/dev/null 2>&1; then builder=$name; break; fi
done
if [ -z "$builder" ]; then echo "image: skipped, neither podman nor a Docker engine runs here"; exit 0; fi
base=$(awk '/^FROM/ {print $2; exit}' Containerfile)
if ! "$builder" pull "$base" >/dev/null 2>&1; then echo "image: skipped, $base cannot be fetched here"; exit 0; fi
set -e
"$builder" build -t xephang -f Containerfile .
run=("$builder" run --rm --read-only --tmpfs /tmp --tmpfs /home/xephang:uid=10001 --cap-drop all --network none)
test "$("${run[@]}" --entrypoint id xephang -u)" = 10001
if "${run[@]}" --entrypoint touch xephang /usr/local/x 2>/dev/null; then echo "image: its root can be written"; exit 1; fi
"${run[@]}" xephang --version
"${run[@]}" xephang doctor
"${run[@]}" xephang demo --no-dashboard
"$builder" image inspect xephang --format 'image: built and tried, {{.Size}} bytes'
