#!/usr/bin/env bash
# Writes requirements/*.txt anew: exact versions with hashes, and no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(.venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet)
if [ "${1-}" = --upgrade ]; then compile+=(--upgrade); fi
"${compile[@]}" --all-extras --group dev -o requirements/dev.txt
"${compile[@]}" --group build -c requirements/dev.txt -o requirements/run.txt
