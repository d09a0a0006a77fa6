"""Checks the prose of the project: documentation and docstrings in plain technical English.

The script applies two lists: proselint's checks of common slips, and `prose.toml` next to this file, which names words to
avoid and what to write instead. Code is left out: blocks, words between backticks, and the names of documented fields. Each
finding is printed with its file and line. If there are any, the exit status is 1.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from proselint.checks import __register__
from proselint.config import DEFAULT, Config
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

ROOT = Path(__file__).parent.parent
RULES = tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))
AVOIDED = [(re.compile(rf"\b(?:{one['words']})\b", re.IGNORECASE), one["instead"]) for one in RULES["avoid"]]
CODE = re.compile(r"^```.*?^```|`[^`\n]*`|<[^>\n]*>|\]\([^)\n]*\)|^ +\w+(?=: )", re.DOTALL | re.MULTILINE)


def texts() -> Iterator[tuple[str, int, str]]:
    """Every piece of prose with its file and the line it begins in."""
    for path in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]:
        yield str(path.relative_to(ROOT)), 1, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            # Docstrings, and the strings that document a field or a constant.
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                yield str(path.relative_to(ROOT)), node.lineno, node.value.value


def blanked(text: str) -> str:
    """The text with its code taken out, line by line, so that the lines keep their numbers."""
    return CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def findings(text: str) -> Iterator[tuple[int, str]]:
    """The findings in a text: the line within it, and the message."""
    for pattern, instead in AVOIDED:
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()), f"“{match[0]}”: {instead}"
    for one in LintFile(source="prose", content=text).lint(CONFIG):
        yield one.pos[0] - 1, f"{one.check_result.message} ({one.check_result.check_path})"


CONFIG: Config = {**DEFAULT, "checks": {**DEFAULT["checks"], **dict.fromkeys(RULES["proselint"]["off"], False)}}


def main() -> int:
    """Check every text and print the findings."""
    CheckRegistry().register_many(__register__)
    number = 0
    for file, first, text in texts():
        for line, words in findings(blanked(text)):
            print(f"{file}:{first + line}: {words}")
            number += 1
    print(f"{number} findings" if number else "prose: nothing to mend", file=sys.stderr)
    return int(number > 0)


if __name__ == "__main__":
    sys.exit(main())
