"""What a person asks for, taken apart: "Norlandish armoured vehicles lost" is a thing, its kind, its country, a measure."""

from dataclasses import dataclass
from datetime import date

from tocsin.errors import QueryError
from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.weigh.figures.nations import Nations
from tocsin.weigh.figures.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuery:
    """A figure that is asked for.

    Attributes:
        subject: What is counted, in a person's words.
        place: Where, by a place's name or a country's two letters.
        measure: What of it is counted ("destroyed"); by default what most of the figures found measure.
        source: Part of the name of the only source that is wanted.
        at: The days it is wanted for; by default each on which an account begins or ends.
        since: The first day of those, `until` the last.
        steps: That many days more, evenly spread, so that a curve can be drawn.
        cumulative: Whether it can only grow; by default what the measure tells.
    """

    subject: str
    place: str | None = None
    measure: str | None = None
    source: str | None = None
    at: tuple[date, ...] = ()
    since: date | None = None
    until: date | None = None
    steps: int = 0
    cumulative: bool | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a figure, in forms that can be compared.

    Attributes:
        thing: What is counted, None where only a measure is asked for ("deaths").
        modifiers: Which of it.
        nations: The countries whose it is, by ISO code.
        measure: What of it is counted, None where that was not said.
    """

    thing: str | None
    modifiers: frozenset[str]
    nations: frozenset[str]
    measure: str | None


class SubjectReader:
    """Takes the subject of a figure apart."""

    def __init__(self, lexicon: Lexicon, words: Words, nations: Nations, measures: Measures) -> None:
        self._words, self._nations, self._measures = words, nations, measures
        self._empty = frozenset(lexicon.table("counted")["asked"]["empty"])

    def read(self, wanted: FigureQuery) -> Subject:
        """What a person asks for.

        Raises:
            QueryError: There is nothing in it to look for.
        """
        mentions = list(self._nations.asked(wanted.subject))
        rest = wanted.subject
        for mention in reversed(mentions):
            rest = f"{rest[: mention.start]} {rest[mention.end :]}"
        words = [word for word in self._words.of(rest) if word.lower not in self._empty]
        measures = [told for word in words if (told := self._measures.named(word.lower))]
        things = [word.form for word in words if self._measures.named(word.lower) is None]
        measure = self._asked(wanted.measure) or (measures[-1] if measures else None)
        if not things and measure is None:
            raise QueryError(
                wanted.subject or "the subject", "says nothing that could be counted; name a thing, as in “tanks”"
            )
        return Subject(
            thing=things[-1] if things else None,
            modifiers=frozenset(things[:-1]),
            nations=frozenset(mention.code for mention in mentions),
            measure=measure,
        )

    def _asked(self, measure: str | None) -> str | None:
        if measure is None:
            return None
        word = measure.strip().lower()
        return self._measures.named(word) or word or None
