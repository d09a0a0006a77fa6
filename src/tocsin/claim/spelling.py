"""Words of a claim as they are told elsewhere: pronouns by the names of those whom they stand for."""

from collections.abc import Mapping, Sequence

from tocsin.claim.clauses import SUBJECTS
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token

PERSONAL = ("PRP", "PRP$")
_PARTICLE = 4
"""Letters of a word that stands in names in small letters at most, one more than this: "Aguas del Faro"."""


class Speller:
    """Spells words of a document out, in one language.

    Attributes:
        third: The personal pronouns of the third person.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        parties = lexicon.table("parties")
        nouns = lexicon.table("claims")["standalone"]["nouns"]
        self._nouns = {word: tuple(one["tags"]) for one in nouns for word in one["words"]}
        self.third = frozenset(word for words in parties["pronouns"]["person"] for word in words) | self._nouns.keys()
        self._parts = frozenset(lexicon.table("claims")["standalone"]["parts"])
        self._bodies = frozenset(parties["speakers"]["bodies"])
        self._possessive: str = parties["names"]["possessive"]

    def is_near(self, place: int, words: Sequence[Token]) -> bool:
        """Whether "they" or "it" may stand for a noun before it in the same words, which a reader sees."""
        pronoun = words[place]
        if pronoun.dep == "pobj" and pronoun.head.dep == "prep" and self._counts(pronoun.head.head):
            return False  # "counted 340 of them": of what was told before
        tags = self._nouns.get(pronoun.lower, ())
        several = self._nouns.get(pronoun.lower, ("",))[0] == "NNS"
        return any(
            (word.tag in tags and _may_be_meant(word, pronoun) and not self._is_apart(word, pronoun))
            # "More than 30,000 have lost their homes", but not "four of them"
            or (several and word.tag == "CD" and word.dep in SUBJECTS and not word.left <= pronoun.i <= word.right)
            for word in words[:place]
        )

    def _counts(self, word: Token) -> bool:
        """Whether a word tells how many: "340", "most", "a third"."""
        return word.tag == "CD" or word.lower in self._parts

    def _is_apart(self, noun: Token, pronoun: Token) -> bool:
        """Whether a noun is no thing that the pronoun may stand for.

        "A third of its members" is no owner of these, and "the ministry of the environment approved it" speaks of one body.
        """
        if noun.lower in self._parts and noun.left <= pronoun.i <= noun.right:
            return True
        whole = noun.head.head if noun.dep == "pobj" else noun
        return whole is not noun and whole.lemma.lower() in self._bodies and whole.head is pronoun.head

    def owner(self, name: str) -> str:
        """A name with the ending of an owner: "Nora Brenner’s"."""
        name = name.partition(",")[0]
        return name + (self._possessive[:1] if name.endswith(self._possessive[1:]) else self._possessive)

    def owned(self, words: Sequence[Token], names: Mapping[int, str]) -> str:
        """Words whose owner is told by name, or not at all."""
        return self.spelt([word for word in words if word.tag != "PRP$" or word.start in names], names)

    def spelt(self, words: Sequence[Token], names: Mapping[int, str]) -> str:
        """Words as they are written, but pronouns by the names of those whom they stand for."""
        spelt, end = "", 0
        for place, word in enumerate(words):
            gap = "" if not spelt or word.start == end or word.text[0] in ",.;:" else " "
            name = names.get(word.start, "") if word.tag in PERSONAL and word.lower in self.third else ""
            own = word.tag == "PRP$"
            # A description has lost its article: "crew may return".
            is_name = all(part[0].isupper() or len(part) < _PARTICLE for part in name.split())
            tells = name and (own or is_name) and name not in spelt
            if tells and not self.is_near(place, words):
                spelt += gap + (self.owner(name) if own else name)
            else:
                spelt += gap + word.text
            end = word.end
        return spelt


def _may_be_meant(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun may stand for a noun before it in its clause.

    "Radar did not show it", "the permit that it gave", "in the south it may take a day": none of these is the other.
    """
    if noun.dep == "compound" or pronoun.head in (noun, noun.head, *noun.children):
        return False
    outermost = noun
    while outermost.dep == "pobj" and outermost.head.head.dep == "pobj":
        outermost = outermost.head.head
    return outermost.dep != "pobj" or outermost.head.head is not pronoun.head
