"""Documents to readings with their claims: the first two stages, one behind the other."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Any

from tocsin.cache.store import Store
from tocsin.claim.claims import ClaimFinder
from tocsin.engine.recall import Recall, opened_store
from tocsin.engine.strangers import Strangers
from tocsin.errors import InputError, TocsinError, UnknownLanguage, fault
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon, languages, lexicon_for
from tocsin.model.document import Document
from tocsin.model.garbage import garbage_kept
from tocsin.model.reading import Reading, Unread
from tocsin.settings import Settings

if TYPE_CHECKING:
    from tocsin.read.document_reader import DocumentReader

TOGETHER = 64
"""Documents that are looked up, and read, together."""


class Reader:
    """Reads texts and finds their claims. It needs no case, no network and no clock.

    Example:
        >>> reader = Reader()
        >>> reading = reader.read_text("The ministry said that the bridge was closed.")
        >>> reading.claims[0].sources
        ('ministry',)
    """

    def __init__(self, settings: Settings | None = None, *, warn: Callable[[str], None] = warnings.warn) -> None:
        """Make a reader; `warn` is told, once, that the cache was damaged or cannot be used."""
        self._settings = settings or Settings.load()
        self._warn = warn

    def read_text(
        self, text: str, *, name: str = "text", published: date | None = None, outlet: str | None = None,
        title: str | None = None,
    ) -> Reading:  # fmt: skip
        """Read one text that is at hand.

        Args:
            text: The text.
            name: What to call it.
            published: Its day of publication, which "yesterday" and "in March" count from.
            outlet: Who published it.
            title: Its headline.
        """
        key = f"sha256:{sha256(text.encode('utf-8', 'replace')).hexdigest()}"
        return self.read(Document(id=key, name=name, text=text, published=published, outlet=outlet, title=title))

    def read(self, document: Document) -> Reading:
        """Read one document.

        Raises:
            UnknownLanguage: There is no lexicon for its language.
            InputError: A fault ended its reading.
        """
        if (error := unknown_language(document)) is not None:
            raise error
        reading = next(self.read_all([document]))
        if isinstance(reading, Unread):
            raise InputError(document.name, reading.problem)
        return reading

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """Read documents as a stream, in order, with memory that does not grow; a fault in one stops none of the others.

        Documents in a language without a lexicon must be kept out beforehand (`unknown_language`).
        """
        if self._recall is None:
            yield from self._read_all(documents)
            return
        coming = iter(documents)
        while portion := list(islice(coming, TOGETHER)):
            yield from self._recalled(portion, self._recall)

    def _recalled(self, documents: Sequence[Document], recall: Recall) -> Iterator[Reading | Unread]:
        """Read some documents; those that were read before, or come twice, are not read again."""
        keys = list(map(recall.keys, documents))
        held, unread = recall.held(keys), dict[bytes, Unread]()
        found: dict[int, Reading | Unread] = {}
        done, left, hits, misses = 0, list(range(len(documents))), 0, 0
        try:
            while left:
                # Of those that may share one reading the first is read, and whether the others do is seen then.
                first: dict[bytes, int] = {}
                for number in left:
                    document, own = documents[number], keys[number]
                    if (reading := recall.reading(document, own, held)) is not None:
                        found[number] = reading
                        hits += 1
                    elif own.alone in unread:
                        found[number] = replace(unread[own.alone], document=document)
                    else:
                        first.setdefault(own.text, number)
                made = self._read_all(documents[number] for number in first.values())
                for number in first.values():
                    found[number] = one = next(made)
                    misses += 1
                    if isinstance(one, Unread):
                        unread[keys[number].alone] = one
                    else:
                        recall.remember(one, keys[number], held)
                    while done in found:
                        yield found.pop(done)
                        done += 1
                left = [number for number in left if number >= done and number not in found]
            yield from (found[number] for number in range(done, len(documents)))
        finally:
            # Whoever takes as many readings as there are documents never comes to the end of this.
            recall.keep(held, hits=hits, misses=misses)

    def _read_all(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        finder = ClaimFinder(self._lexicon)
        for reading in self._reader.read(documents):
            if isinstance(reading, Unread):
                yield reading
                continue
            try:
                with garbage_kept():
                    found: Reading | Unread = finder.find(reading)
            except TocsinError:
                raise
            except Exception as error:
                found = Unread(document=reading.document, problem=fault(error))
            yield found

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that readings depend on, as JSON writes them: what another process needs to read alike."""
        return self._settings.model_dump(include={"parser", "most_words", "cache_megabytes"})

    @cached_property
    def fingerprint(self) -> str:
        """What made the readings: Tocsin's version, the parser's and the lexicon's. Another one reads otherwise."""
        try:
            own = version(self._model)
        except ImportError:
            own = "of unknown version"
        return f"tocsin {version('tocsin')}, {self._model} {own}, lexicon {self._lexicon.fingerprint()}"

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_for(None)

    @cached_property
    def _model(self) -> str:
        return self._settings.parser or str(self._lexicon.table("manifest")["parser"])

    @cached_property
    def _reader(self) -> "DocumentReader":
        # The stage that reads takes a while to import; most commands only look at what was read.
        stage = import_module("tocsin.read.document_reader")
        return stage.DocumentReader(  # type: ignore[no-any-return]
            self._lexicon,
            gazetteer(),
            model=self._model,
            most_words=self._settings.most_words,
            memory=self.store,
        )

    @cached_property
    def store(self) -> Store | None:
        """What keeps what was read; None where nothing is to be kept."""
        return opened_store(self._settings, warn=self._warn)

    @cached_property
    def _recall(self) -> Recall | None:
        if self.store is None:
            return None
        return Recall(
            self.store,
            Strangers(self._lexicon, gazetteer()),
            places=lambda document: self._reader.places(document),
            reader=f"{self.fingerprint} {self._settings.most_words}",
        )


def unknown_language(document: Document) -> UnknownLanguage | None:
    """Why no lexicon can read a document; None where its language has one, or is not known."""
    if document.language is None or document.language in languages():
        return None
    return UnknownLanguage(document.name, document.language, known=languages())
