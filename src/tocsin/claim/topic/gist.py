"""The sentence that tells most of what a text is about, where its lead sets a scene or its first entry is its last."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tocsin.claim.clauses import SUBORDINATE, Clause
from tocsin.claim.topic.content import ACTING, ContentWords, names_anything
from tocsin.claim.topic.shortening import LONGEST
from tocsin.claim.topic.titles import ENDS, SHOWN, Title
from tocsin.model.parse import Sentence, Token

_SEARCHED = 40
"""Sentences of a live page among which the one that has most of a title is looked for."""
_BEGINNING = 16
"""Sentences among which the one is looked for that tells most of an article whose lead sets a scene."""
_OFTEN = 4
"""Paragraphs from which on a noun that more of them have tells no more of what a text is about."""
_OF_TITLE = 2
"""What a word of the title counts, next to one paragraph more that has a noun."""


def gist(
    title: Title | None, sentences: Sequence[tuple[Sentence, Sequence[Clause]]], names: Mapping[int, str],
    content: ContentWords, *, is_live: bool,
) -> tuple[Sentence, Clause] | None:  # fmt: skip
    """The sentence with a name that tells most of what a text is about, with its first clause; of several the first.

    That is the one with most words of the title, and outside of live pages with most nouns of other paragraphs.
    """
    weights: Counter[str] = Counter()
    if not is_live:
        blocks: dict[int, set[str]] = {}
        for sentence, _ in sentences[:_SEARCHED]:
            blocks.setdefault(sentence.block, set()).update(content.stems(sentence.tokens, kinds=("NOUN",)))
        weights.update(stem for stems in blocks.values() for stem in stems)
    has_name = names_anything if title is None else _has_proper_noun
    of_title = (content.stems(title.tokens, kinds=ACTING) or title.stems) if title is not None else frozenset[str]()
    # An entry that has one word of a longer title, as all have, tells less than the title.
    least = _OF_TITLE if len(of_title) > SHOWN else 0
    most, best = 0, None
    for sentence, clauses in sentences[: _SEARCHED if is_live else _BEGINNING]:
        if (title is not None and sentence.block == title.sentence.block) or sentence.tokens[0].pos == "PUNCT":
            continue
        clause = next((one for one in clauses if one.head.dep not in SUBORDINATE), None)
        if clause is None or len(clause.words) < SHOWN or sentence.tokens[-1].text == "?":
            continue
        if is_live and title is not None and sentence.tokens[-1].text not in ENDS:
            continue  # the heading of one entry
        told = clause.words[:LONGEST]
        if (told[0].pos == "PRON" and told[0].start not in names) or not has_name(told):
            continue
        stems = content.stems(told)
        score = _OF_TITLE * len(of_title & stems) + sum(
            min(weights[stem], _OFTEN) - 1 for stem in stems if weights[stem]
        )
        if score > most and not (is_live and score <= least):
            most, best = score, (sentence, clause)
    return best


def _has_proper_noun(words: Sequence[Token]) -> bool:
    return any(word.pos == "PROPN" for word in words)
