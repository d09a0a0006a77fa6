"""The words by which a text tells what it is about: nouns and names, and the stems of all words that mean something."""

from collections.abc import Container, Iterable, Sequence

from tocsin.claim.clauses import SUBJECTS, Clause
from tocsin.claim.descriptions import is_bare
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

NAMING = ("NOUN", "PROPN")
ACTING = (*NAMING, "VERB")
_CONTENT = (*ACTING, "ADJ")
_STEM = 5
"""Letters by which words of a title are known again: "collapsing", "the collapse"."""
_QUOTES = frozenset('"“«')
_TIMES = ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY")


def names_anything(words: Iterable[Token]) -> bool:
    """Whether some words hold a name that is no day's or month's, or tell both a day and a number."""
    told = list(words)
    kinds = {word.entity for word in told}
    named = any(word.entity not in _TIMES and (word.pos == "PROPN" or word.entity != "") for word in told)
    return named or ("DATE" in kinds and "CARDINAL" in kinds)


class ContentWords:
    """Finds the words that tell what a text is about, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._generic = frozenset(lexicon.table("claims")["standalone"]["generic"])
        coreference = lexicon.table("coreference")
        self._definite = frozenset(coreference["articles"]["definite"])
        self._third = frozenset(word for key in ("he", "she", "it", "they") for word in coreference["pronouns"][key])

    def named(self, words: Iterable[Token]) -> set[str]:
        """The nouns and names among some words."""
        return {
            word.lemma.lower()
            for word in words
            if word.pos in NAMING and word.entity not in _TIMES and word.lemma.lower() not in self._generic
        }

    def stems(self, words: Iterable[Token], *, kinds: Sequence[str] = _CONTENT) -> frozenset[str]:
        """The beginnings of the words of content among some."""
        return frozenset(
            word.lemma.lower()[:_STEM]
            for word in words
            if word.pos in kinds and word.entity not in _TIMES and word.lemma.lower() not in self._generic
        )

    def goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on with what was said: a quotation, "she refused", "the employees learned of it"."""
        subject = sentence.root.child(*SUBJECTS)
        if sentence.tokens[0].text in _QUOTES or subject is None:
            return sentence.tokens[0].text in _QUOTES
        article = subject.child("det")
        bare = article is not None and article.lower in self._definite and is_bare(subject)
        return bare or subject.lower in self._third or any(child.lower in self._third for child in subject.children)

    def leaves_open(
        self, span: Span, sentences: Iterable[tuple[Sentence, Sequence[Clause]]], names: Container[int]
    ) -> bool:
        """Whether the sentences at a place have a pronoun of which nothing tells whom or what it stands for."""
        inside = (one for one, _ in sentences if one.span.overlaps(span))
        return any(
            word.lower in self._third and word.start not in names and word.dep != "expl"
            for sentence in inside
            for word in sentence.tokens
        )
