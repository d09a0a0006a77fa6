"""Who says "I": inside a quotation, the party cited for it. Which phrases are cited at all."""

from collections.abc import Sequence

import numpy as np

from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.read.attribution.relation import Relation
from tocsin.read.coref.coreference import Link
from tocsin.read.coref.table import Kind, Table


def cited_in(table: Table, relations: Sequence[Relation]) -> frozenset[int]:
    """The numbers of the phrases that attributions name as their sources."""
    sources = {relation.source.i for relation in relations if relation.source is not None}
    return frozenset(
        number for number, phrase in enumerate(table.phrases) if phrase.head.i in sources and not phrase.is_several
    )


def speakers_of(table: Table, quotes: Sequence[Span], relations: Sequence[Relation]) -> dict[int, Link]:
    """The links of the pronouns of the first person to the sources of the quotations they stand in.

    Args:
        table: The document's phrases.
        quotes: Its quotations.
        relations: Its attributions.

    Returns:
        A link for each such pronoun, by the number of its phrase; none where nobody is cited.
    """
    by_head = {phrase.head.i: number for number, phrase in enumerate(table.phrases) if not phrase.is_several}
    by_quote = SpanIndex((quote, quote) for quote in quotes)
    cited = SpanIndex(
        (part, (breadth(relation.content), by_head[relation.source.i], relation))
        for relation in relations
        if relation.source is not None and relation.source.i in by_head
        for part in relation.content
    )
    found: dict[int, Link] = {}
    for number in np.flatnonzero(table["kind"] == Kind.FIRST).tolist():
        phrase = table.phrases[number]
        here = Span(phrase.start, phrase.end)
        quoted = by_quote.covering(here)
        around = [
            (size, source) for size, source, relation in cited.covering(here)
            if quoted and not quoted[-1].covers(relation.cue[0])
        ]  # fmt: skip
        if around:
            _, source = min(around)
            if source != number:
                found[number] = Link(number, source, 1.0)
    return found
