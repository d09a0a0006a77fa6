"""How a figure stands to the time it is reported for: whether it is, was, is planned, was the peak, or is wanted."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from tocsin.claim.figure_words import verbs_above
from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.model.quantity import FigureStatus, Quantity
from tocsin.model.time import Time

_OVER = timedelta(days=7)
"""How long a time must be over for what was so then to be told as past."""
_NEAR = 4
"""Words around a figure in which a word for a peak stands."""
_PAST = ("VBD", "VBN")
_HELPERS = ("aux", "auxpass")
_CONTENTS = ("ccomp",)
_DEEDS = ("xcomp", "ccomp")


class StatusReader:
    """Tells the status of figures by the verbs above them, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("counted")["status"]
        self._measures = Measures(lexicon)
        self._modals = {
            **dict.fromkeys(table["modals_planned"], FigureStatus.PLANNED),
            **dict.fromkeys(table["modals_wanted"], FigureStatus.WANTED),
        }
        self._verbs = {
            **dict.fromkeys(table["planned"], FigureStatus.PLANNED),
            **dict.fromkeys(table["wanted"], FigureStatus.WANTED),
        }
        self._deeds = {
            **dict.fromkeys(table["planned_deeds"], FigureStatus.PLANNED),
            **dict.fromkeys(table["wanted_deeds"], FigureStatus.WANTED),
        }
        self._deeds_before = frozenset(table["deeds_before"])
        self._with_clause = frozenset(table["with_clause"])
        self._ahead, self._staying_on = frozenset(table["ahead"]), frozenset(table["staying_on"])
        self._peak, self._peak_before = frozenset(table["peak"]), frozenset(table["peak_before"])
        self._rises, self._falls = frozenset(table["rises"]), frozenset(table["falls"])
        self._states, self._once = frozenset(table["states"]), frozenset(table["once"])

    def read(
        self,
        quantity: Quantity,
        word: Token,
        words: Sequence[Token],
        *,
        kind: Kind,
        time: Time | None,
        published: date | None,
    ) -> FigureStatus:
        """The status of a figure.

        Args:
            quantity: The figure.
            word: Its topmost word.
            words: The words of its sentence, in order.
            kind: The kind of its claim.
            time: The time it is reported for.
            published: When the document was published.
        """
        if quantity.status is not None:
            return quantity.status
        if self._is_peak(quantity, word, words):
            return FigureStatus.PEAK
        if kind is Kind.WISH or kind is Kind.REQUEST:
            return FigureStatus.WANTED
        for verb, below in verbs_above(word):
            if below.dep == "conj" and below.pos in ("VERB", "AUX") and below.tag != "VB":
                continue  # "wants 40 tents and has 12"
            told = self._of_verb(verb, below)
            if told is not None:
                return told
        return FigureStatus.WAS if self._is_over(quantity, word, words, time, published) else FigureStatus.IS

    def _of_verb(self, verb: Token, below: Token) -> FigureStatus | None:
        for helper in verb.children:
            if helper.dep in _HELPERS and helper.lower in self._modals:
                if verb.lemma.lower() in self._staying_on:
                    return None
                perfect = any(child.lemma == "have" and child.dep == "aux" for child in verb.children)
                return None if perfect else self._modals[helper.lower]
        lemma = verb.lemma.lower()
        hangs = below.dep == "xcomp" and below.pos in ("VERB", "AUX")
        if lemma in self._ahead and hangs and below.is_infinitive:
            return FigureStatus.PLANNED
        told = self._verbs.get(lemma)
        if told is None and (below.dep in _DEEDS or below.lower in self._deeds_before or self._prepares(verb, below)):
            told = self._deeds.get(lemma)
        if told is None or (below.dep in _CONTENTS and lemma not in self._with_clause):
            return None
        return told

    def _prepares(self, verb: Token, thing: Token) -> bool:
        """Whether a verb tells what its object is for: "drills 60,000 soldiers to march"."""
        return thing.dep == "dobj" and any(
            child.i > thing.i and child.is_infinitive for child in (*verb.children, *thing.children)
        )

    def _is_peak(self, quantity: Quantity, word: Token, words: Sequence[Token]) -> bool:
        at = bisect_left(words, quantity.start, key=lambda one: one.start)
        end = bisect_left(words, quantity.end, key=lambda one: one.start)
        near = range(max(1, at - _NEAR), min(len(words), end + _NEAR))
        if any(
            words[n].lower in self._peak and words[n - 1].lower in self._peak_before for n in near if not at <= n < end
        ):
            return True
        verb = next((verb for verb, _ in verbs_above(word)), None)
        if verb is None or verb.lemma.lower() not in self._rises:
            return False
        # "Reached 4,500, then fell to 900": a later verb takes it back.
        return any(one.lemma.lower() in self._falls and one.pos == "VERB" for one in words[end:])

    def _is_over(
        self, quantity: Quantity, word: Token, words: Sequence[Token], time: Time | None, published: date | None
    ) -> bool:
        """Whether a state of things is told in the past, and some time ago."""
        measure = quantity.measure or quantity.clause_measure
        verb = next((verb for verb, _ in verbs_above(word)), None)
        if verb is None or verb.lemma.lower() not in self._states or not self._measures.is_level(measure):
            return False
        if not any(one.tag in _PAST for one in (verb, *(child for child in verb.children if child.dep in _HELPERS))):
            return False
        if any(child.lower in self._once for child in verb.children):
            return True
        return (
            time is not None and time.latest is not None and published is not None and time.latest + _OVER < published
        )
