"""A language as data: one folder of TOML files, and the parser its manifest names."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tocsin.errors import LexiconError

FOLDER = Path(__file__).parent
DEFAULT_LANGUAGE = "en"
"""The language of texts that tell none (ISO 639-1)."""


@dataclass(frozen=True)
class Lexicon:
    """One language's knowledge; the readers of times, quantities, certainty, … each take their own table of it."""

    language: str
    folder: Path

    def table(self, name: str) -> dict[str, Any]:
        """The contents of `<name>.toml`.

        Raises:
            LexiconError: The file is missing or is not TOML.
        """
        return _table(self.folder / f"{name}.toml")

    def fingerprint(self) -> str:
        """A hash of every file that reading uses: a reading made with other data is another reading."""
        manifest = self.table("manifest") if (self.folder / "manifest.toml").exists() else {}
        later = frozenset(manifest.get("later_stages", ()))
        digest = sha256()
        for path in sorted([*self.folder.glob("*.toml"), *self.folder.glob("*.npz")]):
            if path.stem in later:
                continue
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:12]


def languages() -> tuple[str, ...]:
    """The codes of the languages that can be read."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/manifest.toml")))


@cache
def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error


@cache
def lexicon_for(language: str | None = None) -> Lexicon:
    """The lexicon of a language, by its ISO 639-1 code; with None that of texts that tell no language.

    Raises:
        LexiconError: There is none.
    """
    if language is None:
        return lexicon_for(DEFAULT_LANGUAGE)
    if language not in languages():
        raise LexiconError(f"no lexicon for the language {language!r}; known: {', '.join(languages())}")
    return Lexicon(language, FOLDER / language)


def names_lexicon() -> Lexicon:
    """What is known of names whatever their language: sounds, given names, forms of companies (ISO 639-2: mul)."""
    return Lexicon("mul", FOLDER / "names")
