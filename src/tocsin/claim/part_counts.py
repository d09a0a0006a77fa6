"""Counts of a part that share the verb of the whole: "Twelve people were injured, five of them seriously".

Each is a claim besides the one it stands in, told with what is said of the whole.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.standalone import without_context
from tocsin.model.claim import Claim, claim_id
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading
from tocsin.model.span import Span, SpanIndex

_LONGEST = 10
"""Words of such a count."""
_GAP = 4
"""Characters before it in which the last word before its comma or dash ends."""
_ENDS = frozenset(",;:()[]–—.!?")
_NEAR = 4
"""Words before and with the number, at most."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")


class PartCounts:
    """Finds such counts, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        including = lexicon.table("quantities")["parts"]["including"]
        self._including = [tuple(phrase.split()) for phrase in including]
        self._before: str = lexicon.table("claims")["standalone"]["before"]

    def claims(self, reading: Reading, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
        """The claims of a document that count a part, each with the one it stands in."""
        parts = {one.start: one for one in reading.quantities if one.part_of is not None and not one.denied}
        if not parts:
            return
        within = SpanIndex((claim.span, claim) for claim in claims)
        starts = {claim.start for claim in claims}
        for sentence in reading.sentences:
            for words in self._phrases(sentence, parts.keys()):
                span = Span(words[0].start, words[-1].end)
                # The claim it stands in, or the one that it goes on with behind a comma.
                before = Span(max(0, span.start - _GAP), max(1, span.start - 2))
                over = [one for one in within.overlapping(before) if one.kind is Kind.STATEMENT]
                if over and span.start not in starts:
                    whole = min(over, key=lambda one: one.end - one.start)
                    yield self._claim(whole, span, reading), whole

    def _phrases(self, sentence: Sentence, counted: Collection[int]) -> Iterator[Sequence[Token]]:
        """The words of each such count in a sentence."""
        tokens = sentence.tokens
        for place in range(1, len(tokens)):
            if tokens[place - 1].text not in _ENDS:
                continue
            rest = list(takewhile(lambda word: word.text not in _ENDS, tokens[place : place + _LONGEST + 1]))
            lower = [word.lower for word in rest]
            number = next((n for n, word in enumerate(rest[:_NEAR]) if word.start in counted), None)
            if number is None or len(rest) > _LONGEST or any(word.tag in _FINITE for word in rest):
                continue
            # "Including two children", "of whom five seriously", "five of them seriously".
            opens = (0, number + 1)
            if any(tuple(lower[at : at + len(phrase)]) == phrase for at in opens for phrase in self._including):
                yield rest

    def _claim(self, whole: Claim, span: Span, reading: Reading) -> Claim:
        text = reading.document.text
        said, told = text[span.start : span.end], whole.standalone or whole.text
        alone = without_context(told, reading.document.language)
        first = " ".join(said.split()[:2])
        stated = alone[: alone.find(first)] if first in alone else alone
        places = tuple(one for one in reading.places if span.covers(Span(one.start, one.end)))
        return replace(
            whole,
            id=claim_id(reading.document.id, span, predicate=span.start, kind=whole.kind),
            start=span.start,
            end=span.end,
            text=said,
            places=places or whole.places,
            quantities=tuple(one for one in reading.quantities if span.covers(one.span)),
            standalone=f"{said} [{self._before}{stated.rstrip(' ,;:(–—')}]{told[len(alone) :]}",
            corrected=(),
            # What befell all of them is not the frame of what befell some.
            frame=None,
            event=None,
            predicate="",
        )
