"""Whether the verb that governs a time looks back or ahead."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tocsin.model.parse import Token

PAST, OPEN, FUTURE = -1, 0, 1


class Look(NamedTuple):
    """Which way a verb looks.

    Attributes:
        side: PAST, FUTURE, or OPEN where the verb does not tell.
        words: The words that tell.
        direct: Whether the time belongs to the verb itself, not to a noun below it: "cuts in September" were perhaps
            reported before.
        finite: Whether the verb itself is in the past, and no participle: "sank", not "paid" in "the dividend paid on …".
        since: Whether the words before the time tell that it is over.
    """

    side: int
    words: str = ""
    direct: bool = True
    finite: bool = False
    since: bool = False


class Tense:
    """Reads the tense of verbs by the tags and words of a language's table."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._table = {name: frozenset(words) for name, words in table.items()}

    def look(self, token: Token | None) -> Look:
        """Which way the verb above a time looks."""
        table = self._table
        infinitive, direct = False, True
        for governor in token.ancestors() if token else ():
            if self._is_planned(governor, infinitive=infinitive):
                return Look(FUTURE, governor.text, direct)
            if governor.predicate.lemma in table["planned"] and governor.tag in table["present_tags"]:
                return Look(FUTURE, governor.predicate.text, direct)  # "more slides are likely until Friday"
            if governor.pos not in ("VERB", "AUX"):
                own = token is not None and token.dep == "nummod" and governor is token.head  # the month of "June 2"
                direct = direct and (own or governor.pos not in ("NOUN", "PROPN"))
                continue
            if governor.tag in table["hanging_tags"] and not governor.child("aux"):
                continue
            helpers = [child for child in governor.children if child.dep in ("aux", "auxpass", "neg")]
            if governor.head is not governor and any(
                helper.dep == "aux" and helper.lower in table["infinitive_marks"] for helper in helpers
            ):
                infinitive = True  # "plans to leave": its time is that of the verb above it
                continue
            side = self._side(governor)
            if infinitive and side == PAST and governor.lemma not in table["same_time"]:
                side = OPEN
            words = " ".join(word.text for word in (*(one for one in helpers if one.i < governor.i), governor))
            finite = side == PAST and (bool(helpers) or governor.tag in table["finite_past_tags"])
            return Look(side, words, direct, finite)
        return Look(OPEN)

    def puts_off(self, token: Token | None) -> bool:
        """Whether the verb above a time sets a limit that was then still to come: "extended the truce until Friday"."""
        verb = next((above for above in token.ancestors() if above.pos == "VERB"), None) if token else None
        return verb is not None and verb.lemma in self._table["deadlines"]

    def sets(self, token: Token | None, before: str) -> bool:
        """Whether a time was then still to come: "was put off to March", "called a strike for Monday"."""
        for above in token.ancestors() if token else ():
            if above.pos == "NOUN" and before in self._table["set_for"] and above.lemma in self._table["set"]:
                return True
            if above.pos == "VERB":
                things = (child for child in above.children if child.dep in ("dobj", "nsubjpass"))
                called = before in self._table["set_for"] and any(one.lemma in self._table["set"] for one in things)
                return called or (above.lemma in self._table["moving"] and before in self._table["moved_to"])
        return False

    def announces(self, token: Token | None) -> bool:
        """Whether a day is that of a meeting of which the verb says what it will be: "Friday's vote will be close"."""
        thing = token.head if token is not None else None
        if thing is None or thing.lemma not in self._table["set"]:
            return False
        return self.look(thing).side == FUTURE

    def timetable(self, token: Token) -> Look | None:
        """Which way a verb in the present looks from its day, where it closes a sentence and tells nobody's word."""
        verb = next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), None)
        if verb is None or verb.lemma in self._table["telling"] or not self.is_present(token):
            return None
        top = next((above for above in (verb, *verb.ancestors()) if above.head is above), verb)
        is_closed = any(child.lower == "." for child in top.children)
        return Look(FUTURE, verb.text) if is_closed else None

    def is_present(self, token: Token | None) -> bool:
        """Whether the verb above a time is in the present, and in no perfect: "is closed", "remain shut"."""
        verb = next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), None) if token else None
        return verb is not None and verb.is_present

    def _is_planned(self, governor: Token, *, infinitive: bool) -> bool:
        table = self._table
        if governor.lemma in table["planned"] or (infinitive and governor.lemma in table["planned_infinitive"]):
            return True
        if governor.lemma in table["planned_progressive"] and governor.tag in table["hanging_tags"]:
            return True
        return (
            governor.lemma in table["planned_participles"]
            and governor.tag in table["past_tags"]
            and (governor.dep == "acl" or governor.is_passive)
            and any(child.lower in table["ahead"] for child in governor.children)
        )

    def _side(self, verb: Token) -> int:
        """Which way a verb looks by its own tense."""
        table = self._table
        helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
        perfect = any(helper.lemma in table["perfect"] for helper in helpers)
        modals = [helper for helper in helpers if helper.tag in table["modal_tags"]]
        if modals:
            # "Could not be reached", "neither of the two could …": what could not be is over, what could be may still come.
            close = [near for child in verb.children for near in (child, *child.children)]
            failed = any(word.lower in table["negators"] for word in close) and any(
                modal.lower in table["past_modals"] for modal in modals
            )
            return PAST if perfect or failed else FUTURE
        if perfect or any(helper.tag in table["past_tags"] for helper in helpers):
            return PAST
        if any(helper.tag in table["present_tags"] for helper in helpers):
            return OPEN
        if verb.tag in table["present_tags"] and verb.lemma in table["scheduled"]:
            return FUTURE
        return PAST if verb.tag in table["past_tags"] else OPEN
