"""Whether the verb that governs a time looks back or ahead."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tocsin.model.parse import Token

PAST, OPEN, FUTURE = -1, 0, 1


class Look(NamedTuple):
    """Which way a verb looks.

    Attributes:
        side: PAST, FUTURE, or OPEN where the verb does not tell.
        words: The words that tell.
        direct: Whether the time belongs to the verb itself, not to a noun below it: "cuts in September" were perhaps
            told of before.
    """

    side: int
    words: str = ""
    direct: bool = True


class Tense:
    """Reads the tense of verbs by the tags and words of a language's table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._past = frozenset(table["past_tags"])
        self._present = frozenset(table["present_tags"])
        self._modal = frozenset(table["modal_tags"])
        self._past_modals = frozenset(table["past_modals"])
        self._negators = frozenset(table["negators"])
        self._hanging = frozenset(table["hanging_tags"])
        self._perfect = frozenset(table["perfect"])
        self._infinitive = frozenset(table["infinitive_marks"])
        self._planned = frozenset(table["planned"])
        self._planned_participles = frozenset(table["planned_participles"])
        self._ahead = frozenset(table["ahead"])
        self._planned_infinitive = frozenset(table["planned_infinitive"])
        self._same_time = frozenset(table["same_time"])
        self._scheduled = frozenset(table["scheduled"])
        self._deadlines = frozenset(table["deadlines"])

    def look(self, token: Token | None) -> Look:
        """Which way the verb above a time looks."""
        infinitive, direct = False, True
        for governor in token.ancestors() if token else ():
            if self._is_planned(governor, infinitive=infinitive):
                return Look(FUTURE, governor.text, direct)
            if governor.pos not in ("VERB", "AUX"):
                direct = direct and governor.pos not in ("NOUN", "PROPN")
                continue
            if governor.tag in self._hanging and not governor.child("aux"):
                continue
            if not self._is_infinitive(governor):
                side = self._of_verb(governor)
                unsure = infinitive and side == PAST and governor.lemma not in self._same_time
                side = OPEN if unsure else side
                return Look(side, _phrase(governor), direct)
            infinitive = True
        return Look(OPEN)

    def puts_off(self, token: Token | None) -> bool:
        """Whether the verb above a time sets a limit that was then still to come: "extended the truce until Friday"."""
        verb = next((above for above in token.ancestors() if above.pos == "VERB"), None) if token else None
        return verb is not None and verb.lemma in self._deadlines

    def _is_planned(self, governor: Token, *, infinitive: bool) -> bool:
        if governor.lemma in self._planned or (infinitive and governor.lemma in self._planned_infinitive):
            return True
        return (
            governor.lemma in self._planned_participles
            and governor.tag in self._past
            and (governor.dep == "acl" or governor.is_passive)
            and any(child.lower in self._ahead for child in governor.children)
        )

    def _is_infinitive(self, verb: Token) -> bool:
        """Whether the time of the verb is that of the one above it: "plans to leave"."""
        return verb.head is not verb and any(
            child.dep == "aux" and child.lower in self._infinitive for child in verb.children
        )

    def _of_verb(self, verb: Token) -> int:
        helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
        perfect = any(helper.lemma in self._perfect for helper in helpers)
        modals = [helper for helper in helpers if helper.tag in self._modal]
        if modals:
            return PAST if perfect or self._failed(verb, modals) else FUTURE
        if perfect or any(helper.tag in self._past for helper in helpers):
            return PAST
        if any(helper.tag in self._present for helper in helpers):
            return OPEN
        if verb.tag in self._present and verb.lemma in self._scheduled:
            return FUTURE
        return PAST if verb.tag in self._past else OPEN

    def _failed(self, verb: Token, modals: list[Token]) -> bool:
        """ "Could not be reached": what could not be is over, where what could be may still come."""
        negated = any(child.lower in self._negators for child in _close(verb))
        return negated and any(modal.lower in self._past_modals for modal in modals)


def _close(verb: Token) -> list[Token]:
    """The words right under a verb, and right under its subject ("neither of the two could …")."""
    return [near for child in verb.children for near in (child, *child.children)]


def _phrase(verb: Token) -> str:
    """A verb with its auxiliaries, as they stand in the text."""
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass", "neg") and child.i < verb.i]
    return " ".join(word.text for word in (*helpers, verb))
