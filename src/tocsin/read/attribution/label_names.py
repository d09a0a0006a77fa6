"""Which labels before a colon name somebody who speaks, and which name what a paragraph is about.

"Ministry: the wells are clean" is a statement, "Bridge: the wells are clean" a heading. A topic that is taken for a source
makes a second origin out of nothing, so a label that may be either speaks only where what follows shows it: in a
quotation, in the first person, or where the text cites the same name elsewhere.
"""

from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from itertools import pairwise

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.read.attribution.relation import CLOCK, Speakers
from tocsin.read.coref.names import given_bits

LABEL = 6
"""Words a label may have."""
OFFICE = 12
"""The same where it ends in a name: "The head of the military administration Ivo Dan: …"."""
_NAMES = ("PERSON", "ORG", "NORP")
_SUBJECTS = ("nsubj", "nsubjpass")
_PARTS = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "PART", "NUM", "PRON", "PUNCT")
_COUNTS = ("", "CARDINAL")
_SHARE = 4
"""The words, one more, in which "19 of the 64" tells a share."""
_FULL_NAME = 2
"""Capitalised words of a name, at least, for it to be taken for one of a person or a body."""


class Speaks(IntEnum):
    """How surely a label names a speaker."""

    NOT = 0
    PERHAPS = 1
    """A name that may be that of a place or a thing, and a house: "Hollin", "Bank"."""
    LIKELY = 2
    """A named body that may be what is spoken of: "Holm Water"."""
    SURELY = 3
    """An office, an organ: "Mayor", "Police"."""
    BY_NAME = 4
    """A person or an organ with a name, or who is cited elsewhere: "Anna Brunner", "Election Board"."""


class LabelNames:
    """Tells which labels name speakers, in one language."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        self._speech = frozenset(table["verbs"]["speech_groups"])
        self._quote_only = frozenset(table["verbs"]["quote_only"])
        self._according = tuple(table["labels"]["according"])
        self._writings = frozenset(table["labels"]["writings"])
        self._houses = frozenset(table["labels"]["houses"])
        self._headings = frozenset(lexicon.table("turns")["marks"]["not_speakers"])
        self._outlet_words = tuple(lexicon.table("turns")["lead"]["outlet_words"])
        parties = lexicon.table("parties")
        self._of_places = frozenset(parties["names"]["of_places"])
        self._first = frozenset(parties["pronouns"]["first"])
        self._senders = frozenset(table["labels"]["senders"])
        self._given = given_bits(lexicon).keys()
        self._cues, self._speakers = cues, Speakers(lexicon)

    def known(self, sentences: Iterable[Sentence]) -> frozenset[str]:
        """The last words, in lower case, of what a text names in full as a person or cites as the subject of a verb."""
        found: set[str] = set()
        for sentence in sentences:
            for word in sentence.tokens:
                if word.pos not in ("PROPN", "NOUN") or not word.text[0].isupper():
                    continue
                before, above = word.child("compound"), word.head
                is_person = word.entity == "PERSON" and before is not None and before.lower in self._given
                cites = word.dep == "pobj" and (above.head.lower, above.lower) == self._according
                if is_person or cites or (word.dep == "nsubj" and self.is_saying(above)):
                    found.add(word.lower)
        return frozenset(found)

    def is_saying(self, verb: Token) -> bool:
        """Whether a verb says that somebody speaks."""
        cue = self._cues.attributing(verb.lemma.lower()) if verb.pos == "VERB" else None
        return cue is not None and cue.name in self._speech and verb.lemma.lower() not in self._quote_only

    def is_common(self, token: Token) -> bool:
        """Whether a word is a common noun for somebody or something that can be cited."""
        return token.pos in ("NOUN", "PROPN") and (
            self._speakers.is_noun(token) or token.lemma.lower() in self._writings
        )

    def is_house(self, token: Token) -> bool:
        """Whether a word names a body that is a house as well."""
        return token.lemma.lower() in self._houses

    def head(self, words: Sequence[Token]) -> Token | None:
        """The noun of a label that may name somebody."""
        office = is_office(words)
        if not words or len(words) > (OFFICE if office else LABEL) or not is_nominal(words):
            return None
        if written([word for word in words if not CLOCK.fullmatch(word.text)]).lower() in self._headings:
            return None
        head = words[-1] if office else head_of(words)
        if office or head is None:
            return head
        if words[0].lower in self._of_places and head.entity != "ORG" and not head.lower.endswith(self._outlet_words):
            return None  # "Port Asel: …", a dateline
        return head

    def speaks(self, words: Sequence[Token], known: Collection[str]) -> Speaks:
        """How surely a label names a speaker.

        Args:
            words: The label.
            known: The names of those who speak elsewhere in the text, see `known`.
        """
        head = self.head(words)
        if head is None:
            return Speaks.NOT
        if is_office(words) or (head.lower in known and head.text[0].isupper()) or words[0].lower in self._senders:
            return Speaks.BY_NAME
        is_full = sum(word.text[0].isupper() and word.pos in ("PROPN", "NOUN") for word in words) >= _FULL_NAME
        # "Kalle from the fire brigade".
        behind = [word for word in words if word.i > head.i]
        common = self.is_common(head) or bool(behind and behind[0].pos == "ADP" and self.is_common(behind[-1]))
        if self.is_house(head) or (head.entity in _NAMES and not is_full and not common):
            return Speaks.LIKELY if is_full or (head.text.isupper() and head.entity == "ORG") else Speaks.PERHAPS
        if common or (head.entity == "PERSON" and is_full and words[0].lower in self._given):
            return Speaks.BY_NAME if is_full else Speaks.SURELY
        if head.entity in _NAMES:
            return Speaks.LIKELY
        return Speaks.PERHAPS if head.pos == "PROPN" and not head.entity else Speaks.NOT

    def least(self, said: Sequence[Token], *, opens_quotation: bool, listed: Speaks) -> Speaks:
        """How surely a label must name a speaker for what stands behind it.

        Args:
            said: What stands behind it.
            opens_quotation: Whether that begins with a quotation.
            listed: How surely labels must name speakers in this text, where nothing is quoted.
        """
        sentence = [word for word in said if said[0].i <= word.i <= _last_of_sentence(said)]
        if opens_quotation or any(word.lower in self._first and word.dep in _SUBJECTS for word in sentence):
            return Speaks.PERHAPS
        if any(self._tells(word) for word in sentence) or self._shares(sentence):
            return max(Speaks.SURELY, listed)
        return max(Speaks.LIKELY, listed)

    def _tells(self, verb: Token) -> bool:
        """ "Bank: the branches stay shut, the union says": the word of another one, whatever the label is."""
        return self.is_saying(verb) and verb.child("nsubj") is not None and verb.child("ccomp", "parataxis") is not None

    def _shares(self, said: Sequence[Token]) -> bool:
        """ "Holm Savings: 19 of 64 branches are shut": of whose branches, only the label tells."""
        if said[0].tag != "CD" or said[0].entity not in _COUNTS:
            return False
        return any(one.pos in ("ADP", "DET") and other.tag == "CD" for one, other in pairwise(said[1:_SHARE]))


def is_office(words: Sequence[Token]) -> bool:
    """Whether a label is an office with a name behind it, and longer than other labels."""
    return len(words) > LABEL and all(word.pos == "PROPN" for word in words[-2:]) and words[-3].text[0].islower()


def is_nominal(words: Sequence[Token]) -> bool:
    """Whether words make a noun phrase."""
    named = any(word.pos in ("NOUN", "PROPN") for word in words)
    return named and all(word.pos in _PARTS for word in words)


def head_of(words: Sequence[Token]) -> Token | None:
    """The noun the other words hang on: the last one before any preposition."""
    until = next((n for n, word in enumerate(words) if n and (word.pos == "ADP" or word.text == ",")), len(words))
    return next((word for word in reversed(words[:until]) if word.pos in ("NOUN", "PROPN")), None)


def _last_of_sentence(words: Sequence[Token]) -> int:
    """The position of the last word of the sentence that the first of these stands in."""
    root = words[0]
    while root.head is not root:
        root = root.head
    return root.right
