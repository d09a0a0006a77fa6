"""From a reading to its claims: one record a proposition, with its chain of sources and its certainty."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.claim.acts import ActionFinder, KindFinder
from tocsin.claim.clauses import Clause, ClauseFinder
from tocsin.claim.quantities import own_quantities
from tocsin.claim.sources import Sources
from tocsin.claim.times import ClaimTimes
from tocsin.lexicon.cues import Cue, CueBook, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.claim import Claim, claim_id
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.place import Place
from tocsin.model.reading import Reading, Turn
from tocsin.model.reason import Fact, Reason
from tocsin.model.span import Span


class ClaimFinder:
    """Finds the claims of readings in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues: CueBook = cue_book(lexicon)
        self._clauses = ClauseFinder(lexicon, self._cues)
        self._kinds = KindFinder(lexicon, self._cues)
        self._hearsay = frozenset(lexicon.table("certainty")["clauses"]["heard"])
        self._first = frozenset(lexicon.table("parties")["pronouns"]["first"])
        self._opinions = frozenset(lexicon.table("certainty")["clauses"]["opinions"])
        self._actions = ActionFinder(lexicon)

    def find(self, reading: Reading) -> tuple[Claim, ...]:
        """The claims of a reading, in the order of the text; no two have the same id."""
        events = {event.start: event for event in reading.events}
        sources, times = Sources(reading), ClaimTimes(reading)
        claims: dict[str, Claim] = {}
        clauses = [(clause, sentence) for sentence in reading.sentences for clause in self._clauses.find(sentence)]
        for number, (clause, sentence) in enumerate(clauses):
            if sources.introduce(clause):
                continue
            claim = self._claim(sources.trimmed(clause), sentence, reading, events, sources, times)
            if number + 1 < len(clauses) and self._kinds.takes_back(clause, clauses[number + 1][0]):
                claim = _taken_back(claim, clauses[number + 1][0], document=reading.document.id)
            claims.setdefault(claim.id, claim)
        return tuple(sorted(claims.values(), key=lambda claim: (claim.start, claim.end)))

    def _claim(
        self,
        clause: Clause,
        sentence: Sentence,
        reading: Reading,
        events: dict[int, Event],
        sources: Sources,
        times: ClaimTimes,
    ) -> Claim:
        document = reading.document
        span = clause.span
        turn = _turn_at(reading.turns, span.start)
        score, steps, event = self._certainty(clause, events)
        kind = self._kinds.of(clause, event)
        factuality = Factuality.of(score)
        speaker = turn.speaker if turn is not None else document.outlet
        return Claim(
            id=claim_id(document.id, span, predicate=clause.head.start, kind=kind),
            start=span.start,
            end=span.end,
            text=document.text[span.start : span.end],
            kind=kind,
            speaker=speaker,
            sources=sources.chain(clause.head.span, speaker),
            factuality=factuality,
            score=score,
            probability=factuality.probability,
            time=times.of(clause, sentence, kind),
            said=times.said(clause),
            places=tuple(_within(reading.places, span)),
            quantities=own_quantities(clause, reading.quantities, reading.times),
            event=self._actions.of(clause.head, sentence),
            steps=steps,
            predicate=clause.head.predicate.lemma.lower(),
        )

    def _certainty(self, clause: Clause, events: dict[int, Event]) -> tuple[float, tuple[Reason, ...], Event | None]:
        """The certainty of what the clause states: where it only grades its subject ("is possible"), the subject's."""
        head = clause.head
        below = self._graded_infinitive(head)
        if below is not None and (event := events.get(below.predicate.start)) is not None:
            return event.stated, event.steps, event
        event = events.get(head.predicate.start) or events.get(head.start)
        graded = self._graded_subject(head)
        if graded is not None and event is not None:
            cue, step = graded
            value = cue[0] if event.stated > 0 else cue[1]
            return value, (step, *event.steps), event
        if event is None:
            return 3.0, (), None
        opinion = self._opinion(head)
        if opinion is not None:
            step = _because("opinion", head, cue=opinion.name, value=opinion.plus)
            return (opinion.plus if event.stated > 0 else opinion.minus), (step, *event.steps), event
        return event.stated, event.steps, event

    def _opinion(self, head: Token) -> Cue | None:
        """ "I think about 3,000": no clause stands under the speaker's own opinion, which grades what does."""
        subject = head.child("nsubj")
        if subject is None or subject.lower not in self._first or head.child("ccomp", "xcomp") is not None:
            return None
        thing = head.child("dobj")
        if thing is not None and thing.child("nummod") is None:
            return None
        cue = self._cues.verb(head.lemma.lower(), "clause")
        return cue if cue is not None and cue.name in self._opinions else None

    def _graded_infinitive(self, head: Token) -> Token | None:
        """ "The dam is likely to break", "it seems to leak": what is stated is the breaking, the leaking."""
        predicate = head.predicate
        below = predicate.child("xcomp") or head.child("xcomp")
        if predicate is head:
            cue = self._cues.verb(head.lemma.lower(), "infinitive")
        else:
            cue = self._cues.adjectives.get(predicate.lemma.lower())
        grades = cue is not None and (cue.transparent or cue.name == "seem")
        return below if grades else None

    def _graded_subject(self, head: Token) -> tuple[tuple[float, float], Reason] | None:
        """ "An attack is possible", "a wave of attacks is not excluded": what the words make of the subject."""
        predicate = head.predicate
        seeming = self._cues.verb(head.lemma.lower(), "clause")
        if (
            seeming is not None
            and seeming.name == "seem"
            and not any(c.dep in ("ccomp", "xcomp") for c in head.children)
        ):
            return (seeming.plus, seeming.minus), _because("seeming", head, value=seeming.plus)
        heard = self._heard(head)
        if heard is not None:
            return heard
        subject = head.child("nsubj", "nsubjpass")
        if subject is None:
            return None
        if predicate is not head:
            if subject.pos not in ("NOUN", "PROPN"):
                return None
            cue = self._cues.adjectives.get(predicate.lemma.lower())
            if (
                cue is None
                or not cue.transparent
                or any(child.dep in ("xcomp", "ccomp") for child in predicate.children)
            ):
                return None
        else:
            cue = self._cues.verb(head.lemma.lower(), "object", beside=(child.lower for child in head.children))
            graded = subject if subject.dep == "nsubjpass" else head.child("dobj", "xcomp")
            if cue is None or not cue.object_is_proposition or graded is None:
                return None
            subject = graded
        return (cue.plus, cue.minus), _because("grades", predicate, subject=subject.text)

    def _heard(self, head: Token) -> tuple[tuple[float, float], Reason] | None:
        """ "The bridge is said to be mined": hearsay, probable at most."""
        cue = self._cues.verb(head.lemma.lower(), "clause", "infinitive")
        if cue is None or cue.name not in self._hearsay or not head.is_passive or head.child("xcomp") is None:
            return None
        return (2.0, -2.0), _because("hearsay", head, value=2.0)


def _because(rule: str, word: Token, **facts: Fact) -> Reason:
    return Reason(rule=f"certainty.{rule}", facts={"word": word.text, **facts}, spans=(word.span,))


def _taken_back(claim: Claim, by: Clause, *, document: str) -> Claim:
    """The claim as a belief given up, because of the clause that withdraws it."""
    words = " ".join(word.text for word in by.words)
    step = Reason(rule="certainty.withdrawn", facts={"words": words}, spans=(by.span,))
    value = Factuality.CERTAINLY_NOT
    return replace(
        claim,
        id=claim_id(document, claim.span, predicate=claim.start, kind=Kind.FORMER_BELIEF),
        kind=Kind.FORMER_BELIEF,
        factuality=value,
        score=value.score,
        probability=value.probability,
        steps=(step, *claim.steps),
    )


def _turn_at(turns: Sequence[Turn], position: int) -> Turn | None:
    number = bisect_right(turns, position, key=lambda turn: turn.start) - 1
    return turns[number] if number >= 0 else None


def _within(items: Sequence[Place], span: Span) -> Iterator[Place]:
    """The items that lie in a stretch of text, given that they are in order."""
    number = bisect_left(items, span.start, key=lambda item: item.start)
    while number < len(items) and items[number].start < span.end:
        if items[number].end <= span.end:
            yield items[number]
        number += 1
