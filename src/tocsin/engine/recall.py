"""Readings that were made before: of the same text with the same facts, by the same reader.

What is read of a document depends on its text, title, outlet and day of publication, and on nothing else; its id only
names the claims. So a document that comes again under another name or address is not read again. Nor is one that comes
by another outlet, where that does not bear on its text: see `Strangers`.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

import platformdirs

import tocsin
from tocsin.cache.store import Store
from tocsin.claim.places import claim_places
from tocsin.engine.parcels import without_parse
from tocsin.engine.strangers import Strangers, TextWords
from tocsin.errors import RecordError
from tocsin.model.claim import claim_id
from tocsin.model.document import Document
from tocsin.model.frame import Frame
from tocsin.model.place import Place
from tocsin.model.reading import Reading
from tocsin.model.record import dump, load
from tocsin.model.span import Span
from tocsin.settings import Settings

_FORM = 2
"""The version of the form in which a reading is remembered."""
_MAKES_READINGS = ("read", "claim", "lexicon", "model", "text", "geo")
"""The folders of Tocsin that readings depend on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A reading with all parties that its text cites. Its document has no id, name, title or text."""

    reading: Reading
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """What the reading of a document is kept under.

    Attributes:
        alone: For its text with all its facts.
        shared: For its text and title by all outlets that are strangers to it and whose names hold the same place, or none.
        text: For its text and title. What is kept is the `shared` key under which their first reading lies.
    """

    alone: bytes
    shared: bytes
    text: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """What is remembered of some documents, by its key; and what of it is new.

    Attributes:
        readings: The readings.
        first: Where the first reading of a text lies.
        new: The keys of readings, and of texts, that are not kept yet.
    """

    readings: dict[bytes, Remembered]
    first: dict[bytes, bytes]
    new: set[bytes]

    def add(self, keys: Keys, remembered: Remembered, *, is_shared: bool) -> None:
        """Remember the reading of a document."""
        key = keys.shared if is_shared else keys.alone
        self.readings[key] = remembered
        self.new.add(key)
        if is_shared and remembered.reading.document.outlet is not None and keys.text not in self.first:
            self.first[keys.text] = key
            self.new.add(keys.text)


class Recall:
    """Readings by what they depend on."""

    def __init__(
        self, store: Store, strangers: Strangers, *, places: Callable[[Document], tuple[Place, ...]], reader: str
    ) -> None:
        """Make what remembers readings.

        Args:
            store: What keeps them.
            strangers: What tells whose documents may share a reading.
            places: Reads the places of a document alone.
            reader: The fingerprint of the reader.
        """
        self.store = store
        self._strangers = strangers
        self._places = places
        self._reader = f"{_FORM} {reader} {code_fingerprint()}"

    def keys(self, document: Document) -> Keys:
        """What the reading of a document is kept under."""
        outlet = document.outlet
        return Keys(
            alone=self._key(document, "alone", document.title, outlet),
            shared=self._key(
                document, "shared", document.title, None if outlet is None else self._strangers.home(outlet)
            ),
            text=self._key(document, "text", document.title),
        )

    def _key(self, document: Document, *facts: str | None) -> bytes:
        told = (*facts, document.published, len(document.text))
        basis = f"{self._reader}\0{told!r}\0{document.text}"
        return blake2b(basis.encode("utf-8", "replace"), digest_size=20).digest()

    def held(self, keys: Sequence[Keys]) -> Held:
        """What is kept of some documents."""
        texts = {one.text for one in keys}
        values = self.store.get([key for one in keys for key in (one.alone, one.shared, one.text)], is_counted=False)
        first = {key: values.pop(key) for key in texts & values.keys()}
        sought = {one.text: first[one.text] for one in keys if one.text in first and one.shared not in values}
        values |= self.store.get(sought.values(), is_counted=False)
        for text, key in sought.items():
            if key not in values:
                del first[text]  # what was kept there was used too long ago
        readings: dict[bytes, Remembered] = {}
        for key, value in values.items():
            try:
                readings[key] = load(Remembered, zlib.decompress(value).decode())
            except (RecordError, UnicodeDecodeError, zlib.error):
                continue
        return Held(readings, first, set())

    def reading(self, document: Document, keys: Keys, held: Held) -> Reading | None:
        """The reading of a document, if what is remembered tells it."""
        if (own := held.readings.get(keys.alone)) is not None:
            return _reading_of(document, own.reading)
        outlet = document.outlet
        known = held.readings.get(keys.shared)
        if known is not None and outlet == known.reading.document.outlet:
            return _reading_of(document, known.reading)
        other = known or held.readings.get(held.first.get(keys.text, b""))
        if other is None or outlet is None:
            return None
        if not self._strangers.is_stranger(outlet, TextWords(document.text), other.parties):
            return None
        if known is None:
            # The place in the outlet's name may tell which places the text means.
            placed = _placed(other.reading, document, self._places(document))
            if placed is None:
                return None
            known = replace(other, reading=placed)
            held.add(keys, known, is_shared=True)
        return _reading_of(document, known.reading)

    def remember(self, reading: Reading, keys: Keys, held: Held) -> None:
        """Remember a reading that was made."""
        parties = tuple(dict.fromkeys(one.party for one in reading.cited if one.party is not None))
        is_shared = self._strangers.may_share(reading, parties)
        held.add(keys, Remembered(reading=without_parse(reading), parties=parties), is_shared=is_shared)

    def keep(self, held: Held, *, hits: int, misses: int) -> None:
        """Keep what is new, and count how many documents were remembered and how many were not."""
        values = {
            key: zlib.compress(dump(_of_nobody(one)).encode(), 1)
            for key, one in held.readings.items()
            if key in held.new and _can_be_written(one.reading.document.text)
        }
        values |= {text: key for text, key in held.first.items() if text in held.new and key in values}
        self.store.put(values)
        self.store.count(hits=hits, misses=misses)


def _of_nobody(remembered: Remembered) -> Remembered:
    nobody = Document(id="", name="", text="", outlet=remembered.reading.document.outlet)
    return replace(remembered, reading=replace(remembered.reading, document=nobody))


def opened_store(settings: Settings, *, warn: Callable[[str], None]) -> Store | None:
    """The store of what was read; None where nothing is to be kept."""
    if not settings.cache_megabytes:
        return None
    return Store(cache_folder(settings) / "readings.db", megabytes=settings.cache_megabytes, warn=warn)


def cache_folder(settings: Settings) -> Path:
    """The folder of what can be made again: the one that is set, or the user's."""
    return settings.cache or Path(platformdirs.user_cache_dir("tocsin", appauthor=False))


def _reading_of(document: Document, reading: Reading) -> Reading:
    """The reading of a document by that of another one: of the same text and facts, or of a stranger to it as this one is."""
    outlet, told = document.outlet, reading.document.outlet
    claims = tuple(
        replace(
            claim,
            id=claim_id(document.id, Span(claim.start, claim.end), predicate=anchor, kind=claim.kind),
            speaker=outlet if claim.speaker == told else claim.speaker,
            frame=claim.frame if outlet == told else _spoken_by(outlet, claim.frame, told),
        )
        for claim, anchor in zip(reading.claims, reading.anchors, strict=True)
    )
    turns = tuple(replace(turn, speaker=outlet) if turn.speaker == told else turn for turn in reading.turns)
    return replace(reading, document=document, claims=claims, turns=turns)


def _placed(reading: Reading, document: Document, places: tuple[Place, ...]) -> Reading | None:
    """A reading with other readings of the same places; None if other places are meant.

    How sure a place is, what else it may be and why it was chosen decides nothing of what is read besides.
    """
    if tuple(map(_bare, reading.places)) != tuple(map(_bare, places)):
        return None
    claims = []
    for claim in reading.claims:
        inside = tuple(claim_places(document.text, places, claim.span))
        by_start = {place.start: place for place in inside}
        quantities = tuple(
            replace(quantity, places=tuple(by_start[place.start] for place in quantity.places))
            if quantity.places
            else quantity
            for quantity in claim.quantities
        )
        claims.append(replace(claim, places=inside, quantities=quantities))
    own = replace(reading.document, outlet=document.outlet)
    return _reading_of(own, replace(reading, places=places, claims=tuple(claims)))


def _bare(place: Place) -> Place:
    return replace(place, confidence=None, runners_up=(), reasons=())


def _spoken_by(outlet: str | None, frame: Frame | None, told: str | None) -> Frame | None:
    """The same frame, in which "we" is another outlet."""
    if frame is None or all(one.name != told for one in frame.fillers):
        return frame
    fillers = (replace(one, name=outlet) if one.name == told else one for one in frame.fillers)
    return replace(frame, fillers=tuple(fillers))


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
