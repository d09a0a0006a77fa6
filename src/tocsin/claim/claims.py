"""From a reading to its claims: one record a proposition, with its chain of sources and its certainty."""

from bisect import bisect_left, bisect_right

from tocsin.claim.acts import ActionFinder, KindFinder
from tocsin.claim.circumstances import CircumstanceReader
from tocsin.claim.clauses import Clause, ClauseFinder
from tocsin.claim.positions import PositionReader
from tocsin.claim.quantities import own_quantities
from tocsin.claim.sources import Sources
from tocsin.claim.standalone import StandaloneWriter
from tocsin.claim.times import ClaimTimes
from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.claim import Claim, claim_id
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.parse import Sentence
from tocsin.model.place import Place
from tocsin.model.reading import Reading


class ClaimFinder:
    """Finds the claims of readings in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        cues = cue_book(lexicon)
        self._clauses = ClauseFinder(lexicon, cues)
        self._kinds = KindFinder(lexicon, cues)
        self._actions = ActionFinder(lexicon)
        self._positions = PositionReader(lexicon)
        self._standalone = StandaloneWriter(lexicon)
        self._circumstances = CircumstanceReader(lexicon)

    def find(self, reading: Reading) -> tuple[Claim, ...]:
        """The claims of a reading, in the order of the text; no two have the same id."""
        events = {event.start: event for event in reading.events}
        sources, times = Sources(reading), ClaimTimes(reading)
        claims: dict[str, Claim] = {}
        for sentence in reading.sentences:
            for clause in self._clauses.find(sentence, events):
                if not sources.introduce(clause):
                    claim = self._claim(sources.trimmed(clause), sentence, reading, events, sources, times)
                    claims.setdefault(claim.id, claim)
        return self._circumstances.read(sorted(claims.values(), key=lambda claim: (claim.start, claim.end)), reading)

    def _claim(
        self,
        clause: Clause,
        sentence: Sentence,
        reading: Reading,
        events: dict[int, Event],
        sources: Sources,
        times: ClaimTimes,
    ) -> Claim:
        document, span, head = reading.document, clause.span, clause.head
        number = bisect_right(reading.turns, span.start, key=lambda turn: turn.start) - 1
        places = reading.places[bisect_left(reading.places, span.start, key=_start) :]
        places = places[: bisect_left(places, span.end, key=_start)]
        event = events.get(head.predicate.start) or events.get(head.start)
        kind = self._kinds.of(clause, event)
        factuality = event.factuality if event is not None else Factuality.CERTAIN
        steps = event.steps if event is not None else ()
        # A claim that is taken back has its id from its first word, which judgements on it go by.
        withdrawn = bool(steps) and steps[0].rule == "certainty.withdrawn"
        speaker = reading.turns[number].speaker if number >= 0 else document.outlet
        chain = sources.chain(head.span, speaker, clause=span)
        says = chain[-1] if chain else speaker if number >= 0 else None
        action = self._actions.of(head, sentence)
        words = document.text[sentence.start : sentence.end]
        return Claim(
            id=claim_id(document.id, span, predicate=span.start if withdrawn else head.start, kind=kind),
            start=span.start,
            end=span.end,
            text=document.text[span.start : span.end],
            kind=kind,
            speaker=speaker,
            sources=chain,
            factuality=factuality,
            score=event.score if event is not None else factuality.score,
            probability=factuality.probability,
            time=times.of(clause, sentence, kind),
            said=times.said(clause),
            places=tuple(place for place in places if place.end <= span.end),
            quantities=own_quantities(clause, reading.quantities, reading.times),
            event=action,
            steps=steps,
            standalone=self._standalone.write(clause, sentence, reading, speaker=says),
            predicate=head.predicate.lemma.lower(),
            position=self._positions.position(words, actor=action.actor if action is not None else None),
        )


def _start(place: Place) -> int:
    return place.start
