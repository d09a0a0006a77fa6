"""Publishers that a text has nothing to do with: its copies under their names are read alike.

A wire story comes again in many outlets. What is read of a text depends on who publishes it where it
names that outlet, or cites it ("we could not confirm this"), or where the outlet's name holds a place, or may be that of a
person, who says "I". Of any other outlet a reading tells that it utters the text, and no more.
"""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from tocsin.claim.antecedents import AntecedentCheck, NameWords
from tocsin.claim.sources import Unnamed, is_same_party
from tocsin.lexicon.gazetteer import Gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.document import Document
from tocsin.model.reading import Reading, Role
from tocsin.read.places.home import places_in_outlet
from tocsin.read.places.words import PlaceWords
from tocsin.text.folding import folded

_PIECE = re.compile(r"[^\W\d_]+|\d+")
"""A word, as finely as any parser takes a text apart."""
_OUTLETS = 4_096
"""Outlets of which it is remembered what their names tell."""


class TextWords:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._text = text

    @cached_property
    def written(self) -> frozenset[str]:
        """As they are written."""
        return frozenset(_PIECE.findall(self._text))

    @cached_property
    def folded(self) -> frozenset[str]:
        """Without case, accents and typographic marks."""
        return frozenset(_PIECE.findall(folded(self._text)))


class Strangers:
    """Tells which publishers are strangers to a text, in one language."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Take what is known of the language and of places."""
        self._antecedents = AntecedentCheck(lexicon)
        self._unnamed = Unnamed.of(lexicon).name
        self._never = PlaceWords(lexicon.table("places"), lexicon.table("demonyms")).never
        self._gazetteer = gazetteer
        self._named_as_person = lru_cache(_OUTLETS)(self._may_be_person)
        self.home = lru_cache(_OUTLETS)(self._home)

    def is_stranger(self, outlet: str, text: TextWords, parties: Iterable[str]) -> bool:
        """Whether a reading of a text can say no more of an outlet than that it utters the text.

        Args:
            outlet: The outlet's name.
            text: The words of the text.
            parties: All parties that the text cites.
        """
        words = outlet.split()
        pieces = _PIECE.findall(folded(outlet))
        if not words or text.folded.issuperset(pieces):
            return False  # a name in the text may be this very one
        # "I" is whoever publishes the text, if its persons have a name in common with that.
        if not text.written.isdisjoint(_PIECE.findall(" ".join((*words[1:], words[-1])))):
            return False
        if self._named_as_person(outlet):
            return False
        return not any(is_same_party(party, outlet) for party in (self._unnamed, *parties))

    def may_share(self, reading: Reading, parties: Iterable[str]) -> bool:
        """Whether a reading is that of the same text and title by any other stranger.

        Args:
            reading: The reading.
            parties: All parties that its text cites.
        """
        if len(reading.turns) > 1 or any(turn.role is not Role.NARRATOR for turn in reading.turns):
            return False  # the title of an interview may name the guest, and the outlet is the host
        outlet = reading.document.outlet
        return outlet is None or (
            self.is_stranger(outlet, TextWords(reading.document.text), parties)
            and not any(outlet in claim.standalone for claim in reading.claims)
        )

    def _home(self, outlet: str | None) -> str:
        """The places that an outlet's name may hold, as a text that differs where they differ."""
        return str(places_in_outlet(outlet, find=self._gazetteer.find, never=self._never))

    def _may_be_person(self, outlet: str) -> bool:
        nobody = Reading(document=Document(id="", name="", text="", outlet=outlet))
        return self._antecedents.may_be_person(outlet, None, NameWords.of(nobody, (), firms=frozenset()))
