"""Which quantities a claim states: those of its own clause that say how many, and not when, where or how many times more."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.claim.clauses import Clause
from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.model.quantity import Quantity
from tocsin.model.reading import Reading
from tocsin.model.span import Span, SpanIndex
from tocsin.model.time import TimeType

_NAMING = ("PROPN", "NOUN", "ADJ", "DET")
_PAUSES = (",", ";")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Words by which a figure of a clause is found to be none that it states.

    Attributes:
        lengths: The units of time.
        telling: Verbs by which somebody tells a figure, `ties` what ties the figure to some of them ("speak of 40").
        speakers: Nouns of persons and bodies.
    """

    lengths: frozenset[str]
    telling: frozenset[str]
    ties: frozenset[str]
    speakers: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "FigureWords":
        """Those of a language."""
        attribution = lexicon.table("attribution")
        estimating, speakers = attribution["verbs"]["estimating"], lexicon.table("parties")["speakers"]
        return cls(
            lengths=frozenset(counted_things(lexicon).lengths),
            telling=frozenset(
                (*estimating, *attribution["pointing"]["numbering"], *lexicon.table("sources")["arranged"]["sayings"])
            ),
            ties=frozenset(tie for ties in estimating.values() for tie in ties),
            speakers=frozenset((*speakers["persons"], *speakers["bodies"], *speakers["either"])),
        )


class ClaimQuantities:
    """The quantities of one reading, by the claims they belong to."""

    def __init__(self, reading: Reading, words: FigureWords) -> None:
        self._quantities, self._times, self._words = reading.quantities, reading.times, words
        put_right = {one.instead_of: one.span for one in reading.quantities if one.instead_of is not None}
        self._wrong: dict[Span, list[Quantity]] = {}  # by the figure that puts it right
        for one in reading.quantities:
            if (right := put_right.get(one.span)) is not None:
                self._wrong.setdefault(right, []).append(one)
        self._put_right = put_right
        self._distances = SpanIndex(
            (Span(place.offset.start, place.end), place) for place in reading.places if place.offset is not None
        )

    def of(self, clause: Clause) -> tuple[Quantity, ...]:
        """The quantities of a clause, in order; a clause cut out of its middle is a claim of its own."""
        own = [
            quantity for quantity in self._inside(clause)
            if not quantity.denied and not quantity.compares and not self._only_places(quantity)
            and not self._is_anothers(quantity, clause)
        ]  # fmt: skip
        # How long it took, in a claim that counts, is no figure of what is counted.
        if any(quantity.unit is None for quantity in own):
            own = [quantity for quantity in own if quantity.unit not in self._words.lengths]
        return tuple(own)

    def corrected(self, clause: Clause) -> tuple[Quantity, ...]:
        """Those that the words of a clause set aside, in it or in the sentence before."""
        inside = list(self._inside(clause))
        wrong = sorted(
            (one for right in inside for one in self._wrong.get(right.span, ())), key=lambda one: (one.start, one.end)
        )
        return (*wrong, *(one for one in inside if one.denied and one.span not in self._put_right))

    def _is_anothers(self, quantity: Quantity, clause: Clause) -> bool:
        """ "The police speak of 40 injured, the hospital of 45": the 45 are not the word of the police."""
        words = clause.words
        at = next((n for n, word in enumerate(words) if word.start >= quantity.start), 0) - 1
        at -= at > 0 and words[at].lower in self._words.ties
        who = words[at] if at > 0 else None
        if who is None or not (who.pos == "PROPN" or who.lemma.lower() in self._words.speakers):
            return False
        while at > 0 and words[at].pos in _NAMING:
            at -= 1
        tells = clause.head.lemma.lower() in self._words.telling and clause.head.i < words[at].i
        return (
            tells
            and words[at].text in _PAUSES
            and any(one.end <= words[at].start and one is not quantity for one in self._inside(clause))
        )

    def _inside(self, clause: Clause) -> Iterator[Quantity]:
        span, quantities = clause.span, self._quantities
        starts = [word.start for word in clause.words]
        for quantity in quantities[bisect_left(quantities, span.start, key=lambda one: one.start) :]:
            if quantity.start >= span.end:
                break
            at = bisect_left(starts, quantity.end) - 1
            if quantity.end <= span.end and at >= 0 and clause.words[at].end > quantity.start:
                yield quantity

    def _only_places(self, quantity: Quantity) -> bool:
        """Whether it only says where or when: "20 km east of Poltava", "a few weeks ago", "in the past 24 hours"."""
        if self._distances.overlapping(quantity.span):
            return True
        times = self._times
        at = bisect_left(times, quantity.end, key=lambda time: time.end)
        holder = times[at] if at < len(times) and times[at].start <= quantity.start else None
        if holder is None:
            return False
        placed = holder.earliest is not None or holder.latest is not None
        return holder.type in (TimeType.DATE, TimeType.TIME) or (holder.type is TimeType.DURATION and placed)
