"""What is turned down at once: "The army says it left. Lie." denies on the writer's word that it left."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.claim.sources import Sources
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.retorts import retort_pattern
from tocsin.lexicon.standalone import without_context
from tocsin.model.claim import Claim, claim_id
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.span import Span

_MOST = 2
"""Claims of a sentence that a retort to it denies: of more it does not tell which."""
_FRAME = 10
"""Words that may tell behind a comma whose retort it is: "Rubbish, the foreman of the yard says"."""


@dataclass(frozen=True, slots=True)
class Retort:
    """A sentence that does nothing but deny the one before it.

    Attributes:
        denied: The number of the sentence before.
        span: Where the words stand that deny.
        told: Whether it says whose they are: "Rubbish, says the foreman".
    """

    denied: int
    span: Span
    told: bool


class RetortFinder:
    """Finds the retorts of a document, and the claims that they make."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._pattern = re.compile(rf"\W*(?P<words>{retort_pattern(lexicon)})\W*(?P<frame>,[^,;:]*)?\W*")

    def find(self, reading: Reading) -> dict[int, Retort]:
        """The retorts of a document, by where their sentences start."""
        text = reading.document.text
        found: dict[int, Retort] = {}
        for number, sentence in enumerate(reading.sentences):
            if not number or len(sentence.tokens) > 2 * _FRAME or sentence.tokens[-1].text == "?":
                continue
            said = text[sentence.start : sentence.end].replace("’", "'").lower()
            match = self._pattern.fullmatch(said)
            if match is not None and len((match["frame"] or "").split()) <= _FRAME:
                start, end = match.span("words")
                found[sentence.start] = Retort(
                    number - 1, Span(sentence.start + start, sentence.start + end), bool(match["frame"])
                )
        return found

    def claims(
        self, reading: Reading, retorts: dict[int, Retort], claims: Sequence[Claim], sources: Sources
    ) -> Iterator[tuple[Claim, Claim]]:
        """The claims that the retorts of a document make, each with the one that it denies.

        What the writer says himself is not denied by him in the next word. It has to be somebody else's.

        Args:
            reading: The reading.
            retorts: Its retorts.
            claims: The other claims of the document, in order.
            sources: On whose word they are.
        """
        starts = [claim.start for claim in claims]
        for retort in retorts.values():
            told = reading.sentences[retort.denied]
            before = claims[bisect_left(starts, told.start) : bisect_left(starts, told.end)]
            speaker = _speaker(reading, retort.span)
            chain = sources.chain(retort.span, speaker)
            if retort.told and not chain:
                continue  # whose it is was not understood
            denied = [one for one in before if self._can_be_denied(one, speaker, chain)]
            if len(denied) <= _MOST:
                yield from ((_denial(one, retort, reading, speaker, chain), one) for one in denied)

    def _can_be_denied(self, claim: Claim, speaker: str | None, chain: Sequence[str]) -> bool:
        """Whether a claim is a statement of somebody else than whose retort it is."""
        states = claim.kind is Kind.STATEMENT and claim.factuality is not Factuality.UNCOMMITTED
        return states and (claim.speaker, claim.sources) != (speaker, tuple(chain)) and bool(claim.sources)


def _speaker(reading: Reading, span: Span) -> str | None:
    turn = next((one for one in reading.turns if one.start <= span.start < one.end), None)
    return turn.speaker if turn is not None else reading.document.outlet


def _denial(told: Claim, retort: Retort, reading: Reading, speaker: str | None, chain: tuple[str, ...]) -> Claim:
    """The claim that what was told is not so, from its first word to the last of the retort."""
    text, span = reading.document.text, Span(told.start, retort.span.end)
    value = Factuality.CERTAINLY_NOT if told.factuality.score > 0 else Factuality.CERTAIN
    alone = without_context(told.standalone or told.text, reading.document.language)
    words = text[retort.span.start : retort.span.end]
    step = Reason(rule="certainty.belied", weight=0.0, facts={"words": words}, spans=(retort.span,))
    return replace(
        told,
        id=claim_id(reading.document.id, span, predicate=retort.span.start, kind=told.kind),
        end=span.end,
        text=text[span.start : span.end],
        standalone=alone + text[told.end : span.end] + (told.standalone or told.text)[len(alone) :],
        speaker=speaker,
        sources=chain,
        factuality=value,
        score=value.score,
        probability=value.probability,
        said=None,
        steps=(step, *told.steps),
    )
