"""What a speaker does with a proposition – states, asks, threatens, gives up –, and who does what to whom in it."""

from tocsin.claim.clauses import Clause
from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Action, Event
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token, written

_CUT = ("relcl", "acl", "appos", "punct", "parataxis", "advcl", "ccomp")
_NAMES = ("PERSON", "ORG", "GPE", "NORP")


class KindFinder:
    """Tells the kind of a claim. Where two fit, threat and promise go before conditional, all before statement."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("claims")
        self._cues = cues
        self._conditions = frozenset(lexicon.table("certainty")["clauses"]["conditional"])
        self._askers = frozenset(table["request"]["speakers"])
        self._please = frozenset(table["request"]["please"])
        self._owing = frozenset(table["request"]["owing"])
        self._obliging = frozenset(table["request"]["obliging"])
        self._urging = frozenset(table["request"]["urging"])
        self._wishing = frozenset(table["wish"]["adverbs"])
        self._openings = tuple(table["wish"]["openings"])
        self._would, self._glad = frozenset(table["wish"]["would"]), frozenset(table["wish"]["glad"])

    def of(self, clause: Clause, event: Event | None) -> Kind:
        """The kind of the claim that a clause makes, given what its predicate's walk found."""
        head = clause.head
        found = event.kind if event is not None else None
        if found in (Kind.FORMER_BELIEF, Kind.THREAT, Kind.PROMISE, Kind.QUESTION):
            return found
        if any(self._is_condition(child) for child in head.children):
            return Kind.CONDITIONAL  # the main clause, which its if-clause limits
        if event is not None and any(step.rule == "certainty.hangs_on" for step in event.steps):
            return Kind.CONDITIONAL  # "should it rain, …"
        if found is not None:
            return found
        asked_for = self._asks(head) or self._urges(head)
        if asked_for or any(child.lower in self._please for child in head.children):
            return Kind.REQUEST
        opening = " ".join(word.lower for word in clause.words[:3])
        hoped_for = opening.startswith(self._openings) or any(child.lower in self._wishing for child in head.children)
        if hoped_for or self._would_gladly(head):
            return Kind.WISH
        return Kind.STATEMENT

    def _would_gladly(self, head: Token) -> bool:
        """ "She would be glad to come", "he would rather resign": what somebody would like, and nobody says is to come."""
        if not any(child.dep == "aux" and child.lower in self._would for child in head.children):
            return False
        said = [head, *(child for child in head.children if child.dep in ("acomp", "advmod"))]
        return any(word.lower in self._glad for word in said)

    def _is_condition(self, child: Token) -> bool:
        """ "If it rains", "provided that it rains"."""
        if child.dep == "prep":
            return child.lower in self._conditions and child.child("ccomp") is not None
        return child.dep == "advcl" and any(c.dep == "mark" and c.lower in self._conditions for c in child.children)

    def _asks(self, head: Token) -> bool:
        """ "We ask the authorities to …": the speaker's own, present request."""
        if head.pos != "VERB" or head.tag in ("VBD", "VBN"):
            return False
        cue = self._cues.verb(head.lemma.lower(), "infinitive")
        subject = head.child("nsubj")
        return cue is not None and cue.kind is Kind.REQUEST and subject is not None and subject.lower in self._askers

    def _urges(self, head: Token) -> bool:
        """ "The city ought to close it", "they should finally close it": what the speaker wants to be done."""
        words = {child.lower for child in head.children if child.dep in ("aux", "advmod")}
        if head.lower in self._owing or words & self._owing:
            below = head.child("xcomp") or head
            return below.child("nsubjpass") is None and not below.is_copula and not _is_perfect(below)
        return bool(words & self._obliging and words & self._urging) and not head.is_copula and not _is_perfect(head)


def _is_perfect(verb: Token) -> bool:
    return any(child.dep == "aux" and child.lower in ("have", "has") for child in verb.children)


class ActionFinder:
    """Finds the actions of clauses in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.table("claims")["actions"]
        self._types = {verb: name for name, verbs in lexicon.table("plover")["types"].items() for verb in verbs}
        self._relatives = frozenset(words["relatives"])
        self._recipients = frozenset(words["recipients"])

    def of(self, head: Token, sentence: Sentence) -> Action | None:
        """The action a clause reports; None for a clause without a verb, or one that only is something."""
        if head.pos != "VERB":
            return None
        passive = any(child.dep in ("auxpass", "nsubjpass") for child in head.children)
        subject = head.subject("conj", "xcomp")
        if subject is not None and subject.lower in self._relatives and subject.head.dep == "relcl":
            subject = subject.head.head
        agent = head.child("agent")
        actor = agent.child("pobj") if agent is not None else None if passive else subject
        return Action(
            lemma=head.lemma,
            actor=_phrase(actor, sentence),
            recipient=_phrase(self._recipient(head), sentence),
            object=_phrase(subject if passive else head.child("dobj"), sentence),
            type=self._types.get(head.lemma.lower()),
        )

    def _recipient(self, head: Token) -> Token | None:
        for child in head.children:
            if child.dep == "dative":
                return child.child("pobj") or (child if child.pos != "ADP" else None)
            if child.dep == "prep" and child.lower in self._recipients:
                below = child.child("pobj")
                if below is not None and below.entity in _NAMES:
                    return below
        return None


def _phrase(token: Token | None, sentence: Sentence) -> str | None:
    """The words of a noun phrase, less the clauses and appositions that hang on it."""
    if token is None or not sentence.tokens[0].i <= token.i <= sentence.tokens[-1].i:
        return None
    right = min((c.left for c in token.children if c.dep in _CUT and c.i > token.i), default=token.right + 1) - 1
    left = max((c.right for c in token.children if c.dep in _CUT and c.i < token.i), default=token.left - 1) + 1
    return written(sentence.between(left, max(right, token.i)))
