"""Persons and bodies of a document: their fullest names, and whom a pronoun stands for where that is clear."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token

_CUT = ("relcl", "appos", "punct", "parataxis", "cc", "advcl", "ccomp", "conj")
_LONG = 4
"""Words of a participle clause ("a person briefed on the plans") that still belongs to a description."""
_FADING = 0.7
_REACH = 7
"""How many sentences back a pronoun may look for the one it stands for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: the words, the kind the tagger gave it, and whether it is what its sentence is about."""

    words: tuple[str, ...]
    kind: str
    start: int
    sentence: int
    subject: bool


class PartyNames:
    """Names the parties of one document."""

    def __init__(self, lexicon: Lexicon, sentences: Sequence[Sentence]) -> None:
        table = lexicon.table("parties")
        self._first = frozenset(table["pronouns"]["first"])
        self._person = {word: kind for kind, words in enumerate(table["pronouns"]["person"]) for word in words}
        self._title_pronouns: dict[str, str] = table["names"]["title_pronouns"]
        self._nobody = frozenset(table["pronouns"]["nobody"])
        self._open = frozenset(table["pronouns"]["open"])
        self._titles = frozenset(table["names"]["titles"])
        self._speaking = frozenset(table["names"]["speaking"])
        self._articles = frozenset(table["names"]["articles"])
        self._sentences = sentences
        self._mentions = [m for number, s in enumerate(sentences) for m in self._mentions_in(s, number)]
        self._fullest = self._fullest_names()
        self._meant = self._persons_meant()

    @property
    def mentions(self) -> Sequence[Mention]:
        """Every name of the document, in order."""
        return self._mentions

    def of(self, token: Token, sentence: Sentence, *, speaker: str | None) -> str | None:
        """The party a noun phrase refers to, by its fullest name; None for a pronoun that is not clear.

        Args:
            token: The head of the phrase.
            sentence: Where it stands.
            speaker: Whom "I" and "we" stand for here.
        """
        word = token.lower
        if word in self._first:
            return speaker
        if word in self._person:
            person = self._meant.get(token.i)
            return person if person != speaker else None
        if word in self._open or word in self._nobody:
            return None
        named = self._named(token, sentence)
        return self.fullest(named) if named else self._described(token, sentence)

    def is_nobody(self, token: Token) -> bool:
        """Whether a word says that there is no one: "nobody", "none"."""
        return token.lower in self._nobody

    def is_speaker(self, token: Token) -> bool:
        """Whether a word stands for whoever speaks: "I", "we"."""
        return token.lower in self._first

    def fullest(self, name: str) -> str:
        """The longest form in which the document gives a name."""
        return self._fullest.get(name, name)

    def _mentions_in(self, sentence: Sentence, number: int) -> list[Mention]:
        kinds = self._name_kinds(sentence)
        mentions = []
        for kind, group in groupby(zip(kinds, sentence.tokens, strict=True), key=lambda pair: pair[0]):
            run = [token for _, token in group]
            words = self._bare(run) if kind in self._speaking else ()
            if words:
                subject = any(token.dep in ("nsubj", "nsubjpass") for token in run)
                mentions.append(Mention(words, kind, run[0].start, number, subject))
        return mentions

    def _name_kinds(self, sentence: Sentence) -> list[str]:
        """What kind of name each word is part of; behind a title a person's, whatever the tagger says."""
        kinds = [token.entity for token in sentence.tokens]
        named = False
        for number, token in enumerate(sentence.tokens):
            if token.lower in self._titles:
                named, kinds[number] = True, ""
            elif named and token.pos == "PROPN":
                kinds[number] = "PERSON"
            else:
                named = False
        return kinds

    def _bare(self, run: Sequence[Token]) -> tuple[str, ...]:
        """A name's words without title, article or possessive ending."""
        tokens = [
            token for token in run if token.tag != "POS" and not (token.pos == "PUNCT" and token.text in "“”\"'‘’()")
        ]
        while tokens and (tokens[0].lower in self._titles or tokens[0].pos == "DET"):
            tokens.pop(0)
        return tuple(token.text for token in tokens)

    def _fullest_names(self) -> dict[str, str]:
        """Each person's last word to the longest name that ends in it, where there is just one such."""
        longer: dict[str, set[tuple[str, ...]]] = {}
        for mention in self._mentions:
            if mention.kind == "PERSON" and 1 < len(mention.words) <= 4:
                longer.setdefault(mention.words[-1], set()).add(mention.words)
        full: dict[str, str] = {}
        for last, names in longer.items():
            longest = max(sorted(names), key=len)
            if all(set(words) <= set(longest) for words in names):
                for words in names:
                    full[" ".join(words)] = " ".join(longest)
                full[last] = " ".join(longest)
        return full

    def _named(self, token: Token, sentence: Sentence) -> str | None:
        run = _entity_run(token, sentence)
        if run and token.entity in self._speaking:
            run = _with_of(run, sentence)
            return _text(self._bare(run)) or None
        if token.pos == "PROPN":
            return _text(self._bare(_with_of(_proper_run(token, sentence), sentence))) or None
        appositive = next((c for c in token.children if c.dep in ("appos", "flat") and c.entity == "PERSON"), None)
        if appositive is not None:
            return _text(self._bare(_entity_run(appositive, sentence)))
        return None

    def _described(self, token: Token, sentence: Sentence) -> str:
        """A description without its clauses and appositions: "sources close to the company", "our information"."""
        cut = [c for c in token.children if c.dep in _CUT or (c.dep == "acl" and c.right - c.left > _LONG)]
        right = min((c.left for c in cut if c.i > token.i), default=token.right + 1) - 1
        left = max((c.right for c in cut if c.i < token.i), default=token.left - 1) + 1
        words = list(sentence.between(left, max(right, token.i)))
        while len(words) > 1 and (words[0].lower in self._articles or words[0].pos in ("PUNCT", "CCONJ")):
            words.pop(0)
        while len(words) > 1 and (words[-1].pos in ("PUNCT", "ADP", "CCONJ") or words[-1].tag == "POS"):
            words.pop()
        return _text([word.text for word in words[-12:]])

    def _persons_meant(self) -> dict[int, str]:
        """Whom each "he" and "she" stands for: the person most in the light of the last few sentences.

        A mention as subject counts twice, and counts less with every sentence that follows it; a pronoun that was
        understood counts as a mention (after the salience factors of Lappin and Leass 1994). Whom "she" stood for, "he"
        does not stand for.
        """
        meant: dict[int, str] = {}
        kinds = self._kinds_by_title()
        light: list[tuple[int, str, float]] = []
        names = iter(m for m in self._mentions if m.kind == "PERSON")
        upcoming = next(names, None)
        for place, sentence in enumerate(self._sentences):
            number = place + sentence.block  # a new paragraph puts as much between as a sentence does
            light = [one for one in light if number - one[0] <= _REACH]
            for token in sentence.tokens:
                while upcoming is not None and upcoming.start <= token.start:
                    light.append((number, self.fullest(_text(upcoming.words)), 2.0 if upcoming.subject else 1.0))
                    upcoming = next(names, None)
                kind = self._person.get(token.lower)
                fitting = [one for one in light if kinds.get(one[1], kind) == kind] if kind is not None else []
                if kind is not None and fitting:
                    meant[token.i] = person = _brightest(fitting, number)
                    kinds.setdefault(person, kind)
                    light.append((number, person, 2.0 if token.dep in ("nsubj", "nsubjpass") else 0.5))
        return meant

    def _kinds_by_title(self) -> dict[str, int]:
        """The kind of pronoun that the titles before names tell."""
        kinds: dict[str, int] = {}
        for sentence in self._sentences:
            for title, token in pairwise(sentence.tokens):
                pronoun = self._title_pronouns.get(title.lower)
                named = self._named(token, sentence) if pronoun is not None and token.pos == "PROPN" else None
                if pronoun is not None and named is not None:
                    kinds[self.fullest(named)] = self._person[pronoun]
        return kinds


def _brightest(light: Sequence[tuple[int, str, float]], number: int) -> str:
    """The person with the most weight, the one named last where two have the same."""
    weights: dict[str, float] = {}
    for sentence, person, weight in light:
        weights[person] = weights.get(person, 0.0) + weight * _FADING ** (number - sentence)
    latest = {person: place for place, (_, person, _) in enumerate(light)}
    return max(weights, key=lambda person: (round(weights[person], 6), latest[person]))


def _entity_run(token: Token, sentence: Sentence) -> list[Token]:
    if not token.entity:
        return []
    first = sentence.tokens[0].i
    left = right = token.i - first
    while left > 0 and sentence.tokens[left - 1].entity == token.entity:
        left -= 1
    while right + 1 < len(sentence.tokens) and sentence.tokens[right + 1].entity == token.entity:
        right += 1
    return list(sentence.tokens[left : right + 1])


def _proper_run(token: Token, sentence: Sentence) -> list[Token]:
    first = sentence.tokens[0].i
    left = token.i - first
    while left > 0 and sentence.tokens[left - 1].pos in ("PROPN", "ADJ") and sentence.tokens[left - 1].head is token:
        left -= 1
    return list(sentence.tokens[left : token.i - first + 1])


def _with_of(run: list[Token], sentence: Sentence) -> list[Token]:
    """ "General Staff" + "of the Armed Forces": a name goes on behind "of" if another name stands there."""
    last = run[-1]
    of = next((c for c in last.children if c.dep == "prep" and c.lower == "of" and c.i == last.i + 1), None)
    below = of.child("pobj") if of is not None else None
    if below is None or below.pos != "PROPN" or below.right - last.i > 6:
        return run
    return [*run, *sentence.between(last.i + 1, below.i)]


def _text(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        glue = not text or word in ("'s", "’s", ",", ".", "-", "%", ")") or text.endswith(("-", "(", "$"))
        text += word if glue else " " + word
    return text
