"""One mention: words of a sentence that may name a place, and the places that bear the name."""

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.lexicon.gazetteer import Entry
from tocsin.model.parse import Sentence, Token

Finder = Callable[[str], tuple[Entry, ...]]
"""Gives the places that bear a name."""

DIVISIONS = frozenset({"admin1", "admin2", "admin3", "admin4", "admin5", "admin", "region"})
COUNTRIES = frozenset({"country", "continent"})
BROAD = COUNTRIES | {"admin1"}


@dataclass(slots=True, eq=False)
class Mention:
    """Words of a sentence that may name a place.

    Attributes:
        first: Position of the first word in the sentence.
        last: One past the position of the last word.
        key: The form under which mentions of one name are told to be the same.
        entries: The places that bear the name.
        kind: What a type word in it makes it (county, division, water, street, …), or "".
        beside: What kind of place a word beside it says it is ("the city of Quebec", "Quebec province"), or "".
        short: Whether it is an abbreviation or code of the lexicon.
        container: The place named right after a comma in which it lies ("Paris, Texas").
        contained: Whether it is itself such a container.
    """

    sentence: Sentence
    first: int
    last: int
    name: str
    key: str
    entries: tuple[Entry, ...]
    kind: str = ""
    short: bool = False
    beside: str = ""
    container: "Mention | None" = None
    contained: bool = False

    @property
    def start(self) -> int:
        """The first character, in the document's text."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.sentence.tokens[self.last - 1].end

    def before(self, back: int = 1) -> Token | None:
        """The word that many words in front of it."""
        return self.sentence.tokens[self.first - back] if self.first >= back else None

    @property
    def after(self) -> Token | None:
        """The word behind it."""
        return self.sentence.tokens[self.last] if self.last < len(self.sentence.tokens) else None


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a place belongs to a country or a first-order division, as far as their codes tell."""
    if inner.geonameid == outer.geonameid or inner.country != outer.country or not inner.country:
        return False
    if outer.type == "country":
        return inner.type != "country"
    return outer.type == "admin1" and inner.admin1 == outer.admin1 and inner.type not in ("country", "admin1")
