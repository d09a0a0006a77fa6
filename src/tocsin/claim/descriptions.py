"""What the definite descriptions of a document stand for: "the vessel", for a ferry, with the words that introduced it.

A description is told only where it is clear. Two boats that were introduced in different words leave "the boat" open,
unless coreference linked it to one of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading, SetAside
from tocsin.model.span import Span, SpanIndex

_BEFORE = ("compound", "amod", "nummod", "poss", "nmod", "quantmod")
"""Relations of the words before a noun that tell it from others."""
_OF_A_NAME = ("nummod", "compound", "flat", "conj", "cc", "punct")
_INSIDE = ("compound", "nmod", "flat")
_MOST = 12
"""Words of a description at most."""
_NEAR = 7
"""Words of an apposition that tells what something is."""
_SHORT = 5
"""Words of a participle clause that is part of a description: "a woman seen at the gate"."""
_LINKED = 0.55
"""How sure coreference must be of what it links a description to."""
_TIMES = ("DATE", "TIME")
_PLACES = ("GPE", "LOC", "FAC")
_PRONOUNS = ("PRP", "PRP$")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A noun phrase that tells more of a thing than its noun, the sentence it stands in, and the words that tell more."""

    noun: Token
    sentence: Sentence
    told: frozenset[str]

    @property
    def words(self) -> list[Token]:
        """The phrase without its article and its clauses, a name first: "Alma, a cargo ship with maize from Odesa"."""
        name, words = self.noun.head, described(self.noun, self.sentence)
        if self.noun.dep != "appos" or name.pos != "PROPN" or name.i > self.noun.i:
            return words
        return [*self.sentence.between(name.left, name.i), *self.sentence.between(self.noun.left - 1, words[-1].i)]


class DescriptionReader:
    """Finds what definite descriptions stand for, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        articles = lexicon.table("coreference")["articles"]
        self._definite = frozenset((*articles["definite"], *articles["demonstrative"]))
        self._places = frozenset(lexicon.table("coreference")["places"]["nouns"])
        kinds = lexicon.table("claims")["standalone"]["kinds"]
        self._kinds = {kind: tuple(words) for kind, words in kinds.items()}

    def read(self, reading: Reading, furniture: SpanIndex[SetAside]) -> dict[int, Introduction]:
        """What introduced the things that the document's bare definite descriptions stand for.

        Args:
            reading: The reading of the document.
            furniture: What is no part of its text: nothing is introduced there.

        Returns:
            For the first character of a description's noun, or of a pronoun, what introduced it.
        """
        # None where two things of the noun were introduced, so that the noun alone is not clear any more.
        introduced: dict[str, Introduction | None] = {}
        by_start: dict[int, Introduction] = {}
        linked = linked_phrases(reading)
        found: dict[int, Introduction] = {}
        # Where each place that a noun stands for was last spoken of, and where a name of any place was.
        spoken: dict[int, int] = {}
        named = -1
        for sentence in reading.sentences:
            if furniture.covering(sentence.span):
                continue
            for noun in sentence.tokens:
                if may_name_place(noun):
                    named = noun.i
                if noun.tag in _PRONOUNS and (phrases := linked.get(noun.start)):
                    told = next(_introduced_by(phrases, by_start), None)
                    if told is not None:
                        found[noun.start] = told
                    continue
                if noun.pos not in ("NOUN", "PROPN") or noun.dep in _INSIDE or noun.entity in _TIMES:
                    continue
                article = noun.child("det")
                definite = article is not None and article.lower in self._definite
                if article is not None and definite and is_bare(noun):
                    links = _introduced_by(linked.get(article.start, ()), by_start)
                    one = next((link for link in links if self._may_be(noun, link.noun)), None)
                    if introduced.get(_key(noun), one) is None:
                        one = None  # of two ships "the ship" may be either, whatever coreference says
                    one = one or self._sole(noun, introduced)
                    # "They left Sake. The rebels took the town": a place named since is meant rather than one told before.
                    is_place = noun.lemma.lower() in self._places
                    if one is not None and not (is_place and named > spoken.get(id(one), one.noun.right)):
                        found[noun.start] = one
                        spoken[id(one)] = noun.i
                    continue
                introduction = Introduction(noun, sentence, _told(noun))
                if introduction.told:
                    by_start[sentence.between(noun.left, noun.left)[0].start] = introduction
                # "The drivers' union SCR" introduces a union.
                beside = noun.child("compound") if noun.pos == "PROPN" else None
                for key in {_key(noun), _key(beside if beside is not None and beside.pos == "NOUN" else noun)}:
                    if key not in introduced:
                        if introduction.told:
                            introduced[key] = introduction
                    elif (first := introduced[key]) is None:
                        continue
                    elif _is_another(first, introduction, new=not definite):
                        introduced[key] = None
                    elif first.told < introduction.told and any(word.pos == "PROPN" for word in introduction.words):
                        introduced[key] = introduction  # "Gearbox maker" in a title, then "the gearbox maker Hald"
        return found

    def _may_be(self, noun: Token, other: Token) -> bool:
        """Whether a noun may stand for what another one names."""
        lemma, named = noun.lemma.lower(), other.lemma.lower()
        return _is_plural(noun) is _is_plural(other) and (lemma == named or named in self._kinds.get(lemma, ()))

    def _sole(self, noun: Token, introduced: Mapping[str, Introduction | None]) -> Introduction | None:
        """The one thing of a noun, or of the kind that it names, that was introduced before."""
        key = _key(noun)
        kinds = (key[0] + word for word in self._kinds.get(noun.lemma.lower(), ()))
        among = [introduced[one] for one in (key, *kinds) if one in introduced]
        # "A central bank", "the lender X": "the bank" may be either.
        return among[0] if len(among) == 1 else None


def is_bare(noun: Token) -> bool:
    """Whether a noun phrase tells nothing but a kind of thing, and how many: "the vessel", "the two men"."""
    return noun.pos == "NOUN" and not _told(noun, numbers=False)


def may_name_place(word: Token) -> bool:
    """Whether a word is a name of a place, or one that taggers take for a body's: villages are often such."""
    if word.entity in _PLACES:
        return True
    alone = word.dep not in _INSIDE and word.child("compound") is None
    return word.pos == "PROPN" and word.entity in ("", "ORG") and alone


def described(noun: Token, sentence: Sentence) -> list[Token]:
    """A noun phrase without its article and its clauses: "cargo ship with maize from Odesa"."""
    right = noun.i
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep == "prep" or (child.dep == "acl" and child.right - child.left < _SHORT):
            below = child.child("pobj")
            if (
                child.left != right + 1
                or child.right - noun.left >= _MOST
                or (below is not None and below.entity in _TIMES)
            ):
                break
            right = child.right
        elif child.dep == "appos" and child.pos == "PROPN" and child.left - right <= 2:
            whole = all(part.dep in _OF_A_NAME for part in child.children) and child.right - noun.left < _MOST
            right = max(right, child.right if whole else child.i)
        elif child.dep == "appos" and child.pos == "NOUN" and 0 < child.right - noun.i < _NEAR:
            right = max(right, child.right)  # "a third defendant, a municipal inspector"
        elif child.dep == "conj" and noun.pos == "PROPN" and child.right - noun.left < _MOST:
            right = child.right
        elif child.dep in ("punct", "cc"):
            continue
        else:
            break
    words = list(sentence.between(noun.left, right))
    while len(words) > 1 and (words[0].dep in ("det", "predet", "cc", "preconj", "punct") or words[0].pos == "PUNCT"):
        words.pop(0)
    if len(words) > 1 and ":" in words[0].text:
        words.pop(0)  # the hour of an entry: "16:20 Power has been restored"
    while len(words) > 1 and words[-1].pos in ("PUNCT", "CCONJ", "ADP"):
        words.pop()
    return words


def _told(noun: Token, *, numbers: bool = True) -> frozenset[str]:
    """The words that tell a noun from others of its kind."""
    told = set()
    for child in noun.children:
        if child.dep in _BEFORE and (numbers or child.dep not in ("nummod", "quantmod")):
            told.add(child.lemma.lower())
        elif child.dep in ("prep", "acl") and child.i > noun.i:
            below = child.child("pobj")
            if below is None or below.entity not in _TIMES:
                told.add((below or child).lemma.lower())
        elif child.dep == "appos" and child.pos == "PROPN":
            told.add(child.lower)
    return frozenset(told)


def _is_another(first: Introduction, later: Introduction, *, new: bool) -> bool:
    """Whether a later phrase with the same noun speaks of another thing: it is new, or other words describe it."""
    if not later.told:
        return new
    if first.told <= later.told or later.told <= first.told:
        return False
    return new or not first.told & later.told


def _is_plural(noun: Token) -> bool:
    return noun.tag in ("NNS", "NNPS")


def _key(noun: Token) -> str:
    return ("+" if _is_plural(noun) else "-") + noun.lemma.lower()


def linked_phrases(reading: Reading) -> dict[int, tuple[Span, ...]]:
    """For the first character of each phrase that coreference is sure of, the entity's phrases before it."""
    phrases: dict[int, list[Span]] = {}
    found: dict[int, tuple[Span, ...]] = {}
    for mention in reading.mentions:
        before = phrases.setdefault(mention.entity, [])
        if mention.confidence >= _LINKED:
            found[mention.start] = tuple(before[:_MOST])
        before.append(Span(mention.start, mention.end))
    return found


def _introduced_by(phrases: Iterable[Span], by_start: Mapping[int, Introduction]) -> Iterator[Introduction]:
    """The introductions that some phrases are: "its" is no "its leader", though both begin there."""
    for start, end in phrases:
        one = by_start.get(start)
        if one is not None and one.noun.start < end:
            yield one
