"""What a speaker does with a proposition: states, asks, requests, threatens, promises, wishes, supposes, gives up."""

from tocsin.claim.clauses import Clause
from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Event
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token


class KindFinder:
    """Tells the kind of a claim. Where two fit, threat and promise go before conditional, all before statement."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("kinds")
        self._cues = cue_book(lexicon)
        self._conditions = frozenset(lexicon.table("certainty")["clauses"]["conditional"])
        self._askers = frozenset(table["request"]["speakers"])
        self._please = frozenset(table["request"]["please"])
        self._wishing = frozenset(table["wish"]["adverbs"])
        self._openings = tuple(table["wish"]["openings"])
        self._former: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in table["former"].items()}

    def of(self, clause: Clause, sentence: Sentence, event: Event | None) -> Kind:
        """The kind of the claim that a clause makes, given what its predicate's walk found."""
        head = clause.head
        if event is not None and event.kind in (Kind.FORMER_BELIEF, Kind.THREAT, Kind.PROMISE):
            return event.kind
        if event is not None and event.kind is Kind.QUESTION:
            return Kind.QUESTION
        if self._hangs_on_condition(head):
            return Kind.CONDITIONAL
        if event is not None and event.kind is not None:
            return event.kind
        if self._asks(head) or any(child.lower in self._please for child in head.children):
            return Kind.REQUEST
        opening = " ".join(word.lower for word in clause.words[:3])
        if opening.startswith(self._openings) or any(child.lower in self._wishing for child in head.children):
            return Kind.WISH
        return Kind.STATEMENT

    def takes_back(self, clause: Clause, following: Clause | None) -> bool:
        """ "Earlier we wrote 12, that was wrong": whether the clause after one's own words withdraws them."""
        # What was said may be a clause of its own, below the words that say who said it.
        head = clause.head.head if clause.head.dep == "ccomp" else clause.head
        subject = head.child("nsubj")
        if subject is None or subject.lower not in self._former["speakers"]:
            return False
        if head.lemma.lower() not in self._former["speech"] or head.tag not in ("VBD", "VBN") or following is None:
            return False
        words = following.words
        points = any(word.lower in self._former["pointing"] and word.dep.startswith("nsubj") for word in words[:2])
        return points and len(words) <= 8 and any(word.lemma.lower() in self._former["wrong"] for word in words)

    def _hangs_on_condition(self, head: Token) -> bool:
        """A main clause whose if-clause limits it is conditional."""
        return any(
            child.dep == "advcl" and any(c.dep == "mark" and c.lower in self._conditions for c in child.children)
            for child in head.children
        )

    def _asks(self, head: Token) -> bool:
        """ "We ask the authorities to …": the speaker's own, present request."""
        if head.pos != "VERB" or head.tag in ("VBD", "VBN"):
            return False
        cue = self._cues.verb(head.lemma.lower(), "infinitive")
        subject = head.child("nsubj")
        return cue is not None and cue.kind is Kind.REQUEST and subject is not None and subject.lower in self._askers
