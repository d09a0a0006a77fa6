"""From a reading to its claims: one record a proposition, with its chain of sources and its certainty."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from tocsin.claim.acts import ActionFinder, KindFinder
from tocsin.claim.answers import AnswerFinder
from tocsin.claim.checked import CheckReader
from tocsin.claim.circumstances import CircumstanceReader
from tocsin.claim.clauses import REPORTED, Clause, ClauseFinder, is_marked
from tocsin.claim.frames import FrameFinder, KnownWords
from tocsin.claim.furniture import FurnitureFinder
from tocsin.claim.known import Known
from tocsin.claim.part_counts import PartCounts
from tocsin.claim.places import claim_places
from tocsin.claim.positions import PositionReader
from tocsin.claim.quantities import ClaimQuantities, FigureWords
from tocsin.claim.retorts import RetortFinder
from tocsin.claim.sources import Sources, Unnamed
from tocsin.claim.standalone import StandaloneWriter
from tocsin.claim.times import ClaimTimes
from tocsin.claim.weight import WeightReader
from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.claim import Claim, claim_id
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.parse import Sentence
from tocsin.model.reading import Reading
from tocsin.model.source import Position
from tocsin.model.span import SpanIndex

_BELIED = "certainty.belied"
_TAKEN_BACK = ("certainty.withdrawn", _BELIED)
_NOMINAL = ("NOUN", "NUM")
"""What the parser may hang on a verb as a clause, and is none: the 41 of "was put at 41"."""
_OPEN_ENDS = frozenset(',;:"”“')
"""Signs that no claim ends in: "moved," recalled the nurse"."""


class ClaimFinder:
    """Finds the claims of readings in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        cues = cue_book(lexicon)
        self._clauses = ClauseFinder(lexicon, cues)
        self._kinds = KindFinder(lexicon, cues)
        self._actions = ActionFinder(lexicon)
        self._positions = PositionReader(lexicon)
        self._frames = FrameFinder(lexicon)
        self._standalone = StandaloneWriter(lexicon)
        self._circumstances = CircumstanceReader(lexicon)
        self._compared_with = lexicon.table("claims")["times"]["compared_with"]
        self._unnamed = Unnamed.of(lexicon)
        self._wanting = frozenset(lexicon.table("attribution")["pointing"]["wanting"])
        self._temporal = frozenset(lexicon.table("claims")["clauses"]["temporal"])
        self._figure_words = FigureWords.of(lexicon)
        self._furniture = FurnitureFinder(lexicon)
        self._weights = WeightReader(lexicon)
        self._retorts = RetortFinder(lexicon)
        self._checks = CheckReader(lexicon)
        self._answers = AnswerFinder(lexicon)
        self._parts = PartCounts(lexicon)

    def find(self, reading: Reading) -> Reading:
        """A reading with its claims, in the order of the text, no two with the same id, and with what is no claim."""
        checks, answers = self._checks.read(reading), self._answers.find(reading)
        # "On Friday." is no stamp, nor "Of course." small talk, where it answers a question.
        elliptic = {one.sentence.start for one in answers}
        reported = checks.weighed.keys() | elliptic
        set_aside = tuple(
            one for one in self._furniture.find(reading) if reported.isdisjoint(range(one.start, one.end))
        )
        furniture = SpanIndex((one.span, one) for one in set_aside)
        events = {event.start: event for event in reading.events}
        sources, times, quantities = (
            Sources(reading, self._unnamed, set_aside),
            ClaimTimes(reading, self._compared_with),
            ClaimQuantities(reading, self._figure_words),
        )
        claims: dict[str, Claim] = {}
        anchors: dict[str, int] = {}
        stamps = times.stamps()
        # "Posts claim that P. That is wrong": the second sentence says nothing but that P is not so.
        belying = {
            event.steps[0].spans[0].start for event in reading.events if event.steps and event.steps[0].rule == _BELIED
        }
        retorts = {start: one for start, one in self._retorts.find(reading).items() if start not in checks.labels}
        stating = [
            (
                sentence,
                sorted(
                    (one for one in self._stating(sentence, events, sources) if one.span.start not in belying),
                    key=lambda clause: clause.span,
                ),
            )
            for sentence in reading.sentences
            if sentence.block not in stamps and not furniture.covering(sentence.span)
            if sentence.start not in retorts or retorts[sentence.start].by is not None
            if sentence.start not in checks.labels and sentence.start not in elliptic
        ]
        known = self._standalone.known(reading, furniture, stating)
        words = self._frames.known(reading, known.names)
        for sentence, clauses in stating:
            told = self._positions.told(reading.document.text[sentence.start : sentence.end])
            for clause in clauses:
                claim, anchor = self._claim(
                    clause, sentence, reading, events, sources, times, quantities, known, words, told
                )
                claims.setdefault(claim.id, claim)
                anchors.setdefault(claim.id, anchor)
        in_order = sorted(claims.values(), key=lambda claim: claim.start)
        for denial, denied, left in self._retorts.claims(reading, retorts, in_order, sources):
            by = denial.steps[0].spans[0]
            for one in in_order[bisect_right(in_order, denied.end, key=lambda claim: claim.start) :]:
                if one.span.covers(by):  # "the owner denied this" is told by what he denied
                    claims.pop(one.id, None)
                    anchors.pop(one.id, None)
            claims[denial.id], anchors[denial.id] = denial, anchors[denied.id]
            if left is not None:
                claims[left.id] = left
            else:
                del claims[denied.id], anchors[denied.id]
        for answered, asked in self._answers.claims(answers, in_order, reading, sources):
            claims[answered.id], anchors[answered.id] = answered, anchors[asked.id]
        if checks.weighed:
            weighed = self._checks.weighed(list(claims.values()), checks, reading)
            anchors = dict(zip((one.id for one in weighed), anchors.values(), strict=False))
            claims = {one.id: one for one in weighed}
        for part, whole in list(self._parts.claims(reading, list(claims.values()))):
            claims[part.id], anchors[part.id] = part, anchors[whole.id]
        found = self._circumstances.read(sorted(claims.values(), key=lambda claim: (claim.start, claim.end)), reading)
        return replace(reading, claims=found, set_aside=set_aside, anchors=tuple(anchors[claim.id] for claim in found))

    def _stating(self, sentence: Sentence, events: dict[int, Event], sources: Sources) -> Iterator[Clause]:
        """The clauses of a sentence that are claims, without the words that only tell who says so."""
        for clause in self._clauses.find(sentence, events):
            if sources.introduce(clause):
                continue
            clause = sources.trimmed(clause).without(before=lambda _: False, after=lambda word: word.text in _OPEN_ENDS)
            # "What" is left of "What does the ruling say?"; the layoffs of "denied rumours of layoffs" are a claim.
            if len(clause.words) > 1 or clause.head.pos in ("VERB", "AUX") or clause.head.dep in REPORTED:
                yield clause

    def _claim(
        self,
        clause: Clause,
        sentence: Sentence,
        reading: Reading,
        events: dict[int, Event],
        sources: Sources,
        times: ClaimTimes,
        quantities: ClaimQuantities,
        known: Known,
        words: KnownWords,
        told: Position | None,
    ) -> tuple[Claim, int]:
        """A clause as a claim, and where the predicate stands that its id is made from."""
        document, span, head = reading.document, clause.span, clause.head
        number = bisect_right(reading.turns, span.start, key=lambda turn: turn.start) - 1
        event = _event(clause, events)
        kind = self._kinds.of(clause, event)
        factuality = event.factuality if event is not None else Factuality.CERTAIN
        steps = event.steps if event is not None else ()
        # A claim that is taken back has its id from its first word, which judgements on it go by.
        withdrawn = bool(steps) and steps[0].rule in _TAKEN_BACK
        speaker = reading.turns[number].speaker if number >= 0 else document.outlet
        # "She promised to go" is the outlet's word that she did so, "she expects him to go" is hers.
        below = head.child("xcomp", "ccomp")
        # "The loss was put at 41 by the dairy", but not "seven climbers are feared lost".
        is_feared = head.is_passive and head.child("agent") is None
        told_of = below is None or below.pos in _NOMINAL or head.lemma.lower() in self._wanting
        apart = head.dep == "advcl" and is_marked(head, self._temporal)
        if withdrawn:
            # Whose word it is that it is not so: "Posts claim that P. That is false, the police say".
            chain = sources.chain(steps[0].spans[0], speaker)
        else:
            told_of = told_of and not is_feared
            belied = self._clauses.belied(clause, steps, sentence)
            chain = sources.chain(head.span, speaker, clause=span if told_of else None, apart=apart, belied=belied)
        says = chain[-1] if chain else speaker if number >= 0 else None
        action = self._actions.of(head, sentence)
        time = times.of(clause, sentence, kind)
        inside = tuple(claim_places(document.text, reading.places, span))
        figures = quantities.of(clause)
        anchor = span.start if withdrawn else head.start
        claim = Claim(
            id=claim_id(document.id, span, predicate=anchor, kind=kind),
            start=span.start,
            end=span.end,
            text=document.text[span.start : span.end],
            kind=kind,
            speaker=speaker,
            sources=chain,
            factuality=factuality,
            score=event.score if event is not None else factuality.score,
            probability=factuality.probability,
            time=time,
            said=times.said(clause),
            places=inside,
            quantities=figures,
            event=action,
            weight=self._weights.of(clause, kind, action, figures=figures, places=inside, timed=time is not None),
            steps=steps,
            standalone=self._standalone.write(clause, sentence, known, speaker=says),
            predicate=head.predicate.lemma.lower(),
            frame=self._frames.of(head, event, words, speaker=says),
            corrected=quantities.corrected(clause),
            position=self._positions.position(told, actor=action.actor if action is not None else None),
        )
        return claim, anchor


def _event(clause: Clause, events: dict[int, Event]) -> Event | None:
    """What was read of the predicate of a clause."""
    return events.get(clause.head.predicate.start) or events.get(clause.head.start)
