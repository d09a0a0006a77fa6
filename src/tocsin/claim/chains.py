"""The chain of sources behind a claim: whom the speaker cites, whom these cite, outermost first."""

from tocsin.model.reading import Attribution, Reading
from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.text.folding import folded


class Chains:
    """The chains of sources of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._by_content = SpanIndex(
            (part, attribution) for attribution in reading.cited for part in attribution.content
        )

    def of(self, predicate: Span, speaker: str | None) -> tuple[str, ...]:
        """The parties on whose word a predicate stands, the speaker never among them.

        A source that a pronoun leaves unclear is given by its own words: "they" is a source too, though unnamed.
        """
        text = self._text
        chain: list[str] = []
        for attribution in self._around(predicate):
            party = attribution.party or " ".join(text[span.start : span.end] for span in attribution.source)
            if not party or (attribution.own and attribution.party is None):
                continue
            if _same(party, speaker) or (chain and _same(party, chain[-1])):
                continue
            chain.append(party)
        return tuple(chain)

    def _around(self, predicate: Span) -> list[Attribution]:
        """The attributions in whose content the predicate stands, the widest first.

        Of two of one width – "A said, citing B, that …" – the one whose source is named first cites the other.
        """
        return sorted(self._by_content.covering(predicate), key=_breadth_and_place)


def _breadth_and_place(attribution: Attribution) -> tuple[int, int]:
    named = (*attribution.source, *attribution.cue)
    return -breadth(attribution.content), named[0].start if named else 0


def _same(one: str, other: str | None) -> bool:
    """Whether two names are one party's: the same words, or one is the other's last words."""
    if other is None:
        return False
    left, right = folded(one), folded(other)
    return left == right or left.endswith(" " + right) or right.endswith(" " + left)
