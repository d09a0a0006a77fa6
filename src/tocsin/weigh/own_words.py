"""What a body's name says about its word: whether it publishes for itself, and whether it may be another body's word."""

import re
from functools import cache

from tocsin.lexicon.language import Lexicon
from tocsin.model.party import Party, PartyKind
from tocsin.text.folding import folded
from tocsin.text.words import lower_words

_OWNER = re.compile(r"(?![a-z]+s['’] )\S+['’]s? \S")
"""Of one owner: the union of "nurses' union" is no person's."""
_OF_SOMEBODY = re.compile(r".*['’]s? (?=\S)")


class BodyWords:
    """Tells it by the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("sources")
        bodies = table["bodies"]
        self._publishing, self._press = frozenset(bodies["publishing"]), frozenset(bodies["press"])
        self._roles = frozenset(bodies["roles"])
        self._organs = frozenset(table["names"]["organs"])
        lands = lexicon.table("demonyms")
        self._nations = frozenset(folded(word) for land, of in lands.items() for word in (land, *of))

    def is_own_publication(self, outlet: str | None) -> bool:
        """Whether an outlet is a body that reports on its own affairs, as a ministry or an investigation board does.

        A newspaper, an agency of news or a think tank tells what others have found out.
        """
        own = _words(outlet or "")
        return not own.isdisjoint(self._publishing) and own.isdisjoint(self._press)

    def may_be_one(self, party: Party, other: Party) -> bool:
        """Whether the one may be the other, or have its word from it, by what it is called.

        "The operator of the dam" and "Brandt's company" may be the company that is named; the embassy or the army of a state
        that is not told has one word with that state's ministries; and "Brandt's service" speaks for Brandt.
        """
        if other.kind is PartyKind.PERSON:
            return all(_OWNER.match(name.written) for name in party.names)
        if self._is_only_described(party):
            return True
        return (
            self._is_organ(party) and self._is_organ(other) and not (self._nation_of(party) and self._nation_of(other))
        )

    def _is_only_described(self, party: Party) -> bool:
        """Whether only its trade tells who it is, and perhaps whose it is."""
        described = [_OF_SOMEBODY.sub("", name.written) for name in party.names]
        return all(own.islower() and not _words(own).isdisjoint(self._roles) for own in described)

    def _is_organ(self, party: Party) -> bool:
        return any(not _words(name.written).isdisjoint(self._organs) for name in party.names)

    def _nation_of(self, party: Party) -> bool:
        return any(not _words(name.written).isdisjoint(self._nations) for name in party.names)


def _words(written: str) -> frozenset[str]:
    return frozenset(lower_words(folded(written).replace("'s", "")))


@cache
def body_words(lexicon: Lexicon) -> BodyWords:
    """What is known of a language, made once."""
    return BodyWords(lexicon)
