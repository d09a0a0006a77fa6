"""Documents that copy others: what they then say alike is one origin's word, copied word for word or not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.model.link import Link, Relation
from tocsin.model.reason import Reason, in_words

_MANY = 3
"""Copied claims from which on a document is taken to go by another one."""


def one_origin_of_copies(links: Sequence[Link], documents: Mapping[str, str]) -> list[Link]:
    """The links, with what two documents say alike made one origin's word where one copies the other.

    Args:
        links: All that were found between a document and others.
        documents: The document of each claim, by the claim's id.
    """
    copied = Counter(_pair(link, documents) for link in links if link.relation is Relation.ECHO)
    return [_as_copy(link, copied[_pair(link, documents)]) for link in links]


def _pair(link: Link, documents: Mapping[str, str]) -> frozenset[str]:
    return frozenset((documents[link.claim], documents[link.other]))


def _as_copy(link: Link, copied: int) -> Link:
    if link.relation is not Relation.CORROBORATES or copied < _MANY:
        return link
    reason = in_words(f"{copied} claims of the one text are copied from the other", weight=0.6)
    return replace(link, relation=Relation.REPEATS, reasons=(*_without_origins(link.reasons), reason))


def _without_origins(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons but the last, which told of two origins."""
    return tuple(reasons)[:-1]
