"""Readings that were made before: of the same text with the same facts, by the same reader.

What is read of a document depends on its text, title, outlet and day of publication, and on nothing else; its id only names
the claims. So a document that comes again under another name or address is not read again.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

import platformdirs

import tocsin
from tocsin.cache.store import Store
from tocsin.engine.parcels import without_parse
from tocsin.errors import RecordError
from tocsin.model.claim import claim_id
from tocsin.model.document import Document
from tocsin.model.reading import Reading
from tocsin.model.record import dump, load
from tocsin.model.span import Span
from tocsin.settings import Settings

_FORM = 1
"""The version of the form in which a reading is remembered."""
_MAKES_READINGS = ("read", "claim", "lexicon", "model", "text", "geo")
"""The folders of Tocsin that readings depend on."""
_NOBODY = Document(id="", name="", text="")


class Recall:
    """Readings by what they depend on."""

    def __init__(self, store: Store, *, reader: str) -> None:
        """Take what keeps them, and the fingerprint of the reader."""
        self.store = store
        self._reader = f"{_FORM} {reader} {code_fingerprint()}"

    def key(self, document: Document) -> bytes:
        """What the reading of a document is kept under."""
        facts = (document.title, document.outlet, document.published, len(document.text))
        basis = f"{self._reader}\0{facts!r}\0{document.text}"
        return blake2b(basis.encode("utf-8", "replace"), digest_size=20).digest()

    def readings(self, keys: Sequence[bytes]) -> dict[bytes, Reading]:
        """The readings that are kept under these keys, of a document that is nobody's."""
        found: dict[bytes, Reading] = {}
        for key, value in self.store.get(keys).items():
            try:
                found[key] = load(Reading, zlib.decompress(value).decode())
            except (RecordError, UnicodeDecodeError, zlib.error):
                continue
        return found

    def keep(self, readings: Sequence[tuple[bytes, Reading]]) -> None:
        """Keep readings under their keys."""
        self.store.put({
            key: zlib.compress(dump(replace(without_parse(reading), document=_NOBODY)).encode(), 1)
            for key, reading in readings
            if _can_be_written(reading.document.text)
        })  # fmt: skip


def opened_store(settings: Settings, *, warn: Callable[[str], None]) -> Store | None:
    """The store of what was read; None where nothing is to be kept."""
    if not settings.cache_megabytes:
        return None
    return Store(cache_folder(settings) / "readings.db", megabytes=settings.cache_megabytes, warn=warn)


def cache_folder(settings: Settings) -> Path:
    """The folder of what can be made again: the one that is set, or the user's."""
    return settings.cache or Path(platformdirs.user_cache_dir("tocsin", appauthor=False))


def reading_of(document: Document, reading: Reading) -> Reading:
    """The reading of a document by that of another one with the same text and facts."""
    claims = tuple(
        replace(claim, id=claim_id(document.id, Span(claim.start, claim.end), predicate=anchor, kind=claim.kind))
        for claim, anchor in zip(reading.claims, reading.anchors, strict=True)
    )
    return replace(without_parse(reading), document=document, claims=claims)


def _can_be_written(text: str) -> bool:
    """Whether a text has no half of a character, which comes back otherwise."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@cache
def code_fingerprint() -> str:
    """What tells one state of the code and the data that make readings from another, without reading them."""
    root = Path(tocsin.__file__).parent
    seen = blake2b(digest_size=8)
    for folder in _MAKES_READINGS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".pyc", "") and file.is_file():
                facts = file.stat()
                seen.update(f"{file.relative_to(root)} {facts.st_size} {facts.st_mtime_ns}\0".encode())
    return seen.hexdigest()
