"""Whether four figures that count no noun name a year or count something: "in 1312", but "some 1312 were killed"."""

from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.model.parse import Token


class YearJudge:
    """Tells counts from years by the words around them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Take the words from a language's table of quantities."""
        words, measures = table["counted_years"], table["measures"]
        self._before = frozenset(words["before"])
        self._plural_helpers = frozenset(words["plural_helpers"])
        self._list_signs = frozenset(words["list_signs"])
        self._changes = frozenset(f"({sign}" for sign in words["change_signs"])
        self._plural_tags = frozenset(table["nouns"]["plural_tags"])
        self._about = frozenset(words["about"])
        self._levels = frozenset(measures["levels"])
        self._level_prepositions = frozenset(words["level_prepositions"])
        self._states = frozenset(word for states in measures["states"].values() for word in states)
        self._usual_from: int = table["lookalikes"]["year_counts_below"]
        self._befalls = _verbs(measures["object"], measures["object"])
        self._does = _verbs(measures["subject"], words["does"])

    def counts(self, figures: Token) -> bool:
        """Whether the figures count by their part in the sentence: "some 1312", "1312 were killed", "killed 1312"."""
        if any(child.lower in self._before and child.i < figures.i for child in figures.children):
            return True
        if figures.dep == "pobj" and figures.head.dep == "prep" and figures.head.lower in self._about:
            # "Around 1312 were killed": the parser makes a day of it, though the verb has no other subject.
            verb = figures.head.head
            return verb.child("nsubj", "nsubjpass") is None and self._is_plural(verb)
        verb = figures.head
        if self._is_level(figures):
            return True
        if verb is figures or verb.pos not in ("VERB", "AUX") or figures.child("conj") is not None:
            return False
        if figures.dep in ("nsubj", "nsubjpass"):
            return self._is_plural(verb) or verb.lemma.lower() in self._does
        return figures.dep == "dobj" and verb.lemma.lower() in self._befalls

    def _is_plural(self, verb: Token) -> bool:
        helpers = (verb, *(child for child in verb.children if child.dep in ("aux", "auxpass")))
        return any(helper.lower in self._plural_helpers for helper in helpers)

    def _is_level(self, figures: Token) -> bool:
        """Whether the figures say how far a level has come: "the toll stands at 1312", "the number of dead was 1312"."""
        led = figures.dep == "pobj" and figures.head.lower in self._level_prepositions
        verb = figures.head.head if led else figures.head
        if not led and figures.dep not in ("dobj", "attr", "npadvmod"):
            return False
        subject = verb.child("nsubj", "nsubjpass")
        return subject is not None and subject.lemma.lower() in self._levels

    def is_listed(self, value: float, noun: Token | None, sign: str, after: str) -> bool:
        """Whether the figures are an entry of a list of totals: "Boats – 1207 (+4)".

        Args:
            value: What the figures amount to.
            noun: The word before the sign.
            sign: The sign before the figures.
            after: What stands behind them, two words or signs.
        """
        if sign not in self._list_signs or noun is None:
            return False
        label = noun.tag in self._plural_tags or noun.lower in self._states
        return after[:2] in self._changes or (label and value < self._usual_from)


def _verbs(measures: Mapping[str, list[str]], which: Iterable[str]) -> frozenset[str]:
    """The verbs of some measures that need no word with them."""
    return frozenset(verb for measure in which for verb in measures[measure] if " " not in verb)
