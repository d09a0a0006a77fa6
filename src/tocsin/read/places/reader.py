"""Where: the places that a text names, each with its point on the map where it can be told."""

from collections.abc import Sequence
from functools import lru_cache

from tocsin.lexicon.gazetteer import Entry, Gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.place import Place
from tocsin.read.places.choice import PlaceChooser
from tocsin.read.places.judgement import PlaceJudge
from tocsin.read.places.mentions import Mention, MentionFinder
from tocsin.read.places.words import PlaceWords

KEPT = 20_000
"""Names whose entries are kept for the next time they are looked up."""


class PlaceReader:
    """Reads the places of a text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        words = PlaceWords.from_table(lexicon.table("places"))
        self._finder = MentionFinder(words, lru_cache(maxsize=KEPT)(gazetteer.find))
        self._judge = PlaceJudge(words)
        self._chooser = PlaceChooser()

    def read(self, text: str, sentences: Sequence[Sentence]) -> tuple[Place, ...]:
        """The places that a text names, in the order of the text."""
        candidates = list(self._finder.mentions(text, sentences))
        mentions = self._judge.places(candidates, sentences)
        chosen = self._chooser.choose(mentions)
        return tuple(_place(mention, chosen.get(mention.key)) for mention in mentions)


def _place(mention: Mention, entry: Entry | None) -> Place:
    if entry is None:
        return Place(start=mention.start, end=mention.end, name=mention.name)
    return Place(
        start=mention.start, end=mention.end, name=mention.name, country=entry.country or None,
        lat=entry.lat, lon=entry.lon, geonameid=entry.geonameid or None,
    )  # fmt: skip
