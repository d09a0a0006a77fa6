"""Which paragraphs of an article speak of what it is about."""

from collections.abc import Iterable

from tocsin.claim.topic.content import ContentWords
from tocsin.claim.topic.titles import ENDS
from tocsin.model.parse import Sentence

_SHORT, _MOST = 30, 0.25
"""Paragraphs of an article that may speak of one thing; with headings, if that share of them names something of it."""
_TITLES = 2
"""Headings of an article that speaks of one thing at most: a title and a subtitle. As many labels part its matters."""
_LABEL = 4
"""Words of a label at most, with its colon."""
_NEAR = 2
"""Paragraphs behind one that names something of the topic which still speak of it."""


def paragraphs_of(
    named: frozenset[str], sentences: Iterable[Sentence], opening: set[int], content: ContentWords
) -> set[int]:
    """The paragraphs that speak of the topic: all of a short article of one matter, else those that name something of it.

    In a long one the few that follow such a paragraph do too.
    """
    every, naming, headings, labels = set[int](), set[int](), set[int](), set[int]()
    for sentence in sentences:
        if sentence.block not in every and sentence.tokens[-1].text not in ENDS:
            words = sum(any(map(str.isalpha, word.text)) for word in sentence.tokens)
            if words > 1 and all(word.text != ":" for word in sentence.tokens[1:_LABEL]):
                headings.add(sentence.block)  # but not "2. Persons", "Injured: 3"
        elif sentence.block not in every and any(word.text == ":" for word in sentence.tokens[1:_LABEL]):
            labels.add(sentence.block)  # "Norway: A court …"
        every.add(sentence.block)
        if sentence.block not in naming and not named.isdisjoint(content.named(sentence.tokens)):
            naming.add(sentence.block)
    if len(every) > _SHORT:
        return {block + behind for block in naming for behind in range(_NEAR + 1)}
    # Headings between paragraphs may part one matter from another, and labels at their beginning do.
    further = every - opening
    is_one = len(headings) <= _TITLES or len(naming & further) >= _MOST * len(further)
    return every if is_one and len(labels) < _TITLES else naming
