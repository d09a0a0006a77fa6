"""The names of a document: their fullest forms, what they are said to be, and which pronoun they go with."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise, takewhile
from typing import Any

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.read.names import entity_run, proper_run, with_joint

_SUBJECTS = ("nsubj", "nsubjpass")
_MEASURED = ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")
_BEARERS = ("PERSON", "ORG")
_SINGULAR = ("NN", "NNP")
_NARROWING = ("compound", "amod", "poss", "nmod", "nummod", "prep", "acl")
_MARKS = "“”\"'‘’()"
_OF_A_BODY = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART")
_BITS = {"he": 1, "she": 2}


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name where it stands: the words, the kind the tagger gave it, and whether it is what its sentence is about.

    `run` are the words of the text with title and article.
    """

    words: tuple[str, ...]
    kind: str
    run: tuple[Token, ...]
    start: int
    sentence: int
    subject: bool

    @property
    def name(self) -> str:
        """The words as they are written."""
        return " ".join(self.words)


class DocumentNames:
    """The names of one document.

    Attributes:
        roles: The nouns for persons and bodies that may stand for somebody named.
    """

    def __init__(self, lexicon: Lexicon, sentences: Sequence[Sentence]) -> None:
        table = lexicon.table("parties")
        names = table["names"]
        self._title_bits = {title: _BITS[pronoun] for title, pronoun in names["title_pronouns"].items()}
        self._noun_bits = _bits_of(names["noun_pronouns"], "nouns")
        self._given_bits = given_bits(lexicon)
        self._family = _family_names(lexicon)
        self._titles = frozenset(names["titles"])
        self._of_places = frozenset(names["of_places"])
        self._speaking = frozenset(names["speaking"])
        self._joints = frozenset(names["joints"])
        self._zones = frozenset(lexicon.table("times")["words"]["ZONE"])  # taggers take "BST" for somebody
        self._persons = frozenset(table["speakers"]["persons"]) | self._noun_bits.keys()
        self.roles = self._persons | frozenset(table["speakers"]["bodies"])
        self._sentences = sentences
        self._mentions = [m for number, s in enumerate(sentences) for m in self._mentions_in(s, number)]
        self._fullest = self._fullest_names()
        self._named_persons = {self.fullest(m.name) for m in self._mentions if m.kind == "PERSON"}
        self._told = self._told_genders()
        self._roles = Roles(self.roles, frozenset(names["definite"]))
        self._roles.learn(((m.run, self.fullest(m.name)) for m in self._mentions if m.kind in _BEARERS), sentences)

    @property
    def mentions(self) -> Sequence[NameMention]:
        """Every name of the document, in order."""
        return self._mentions

    def fullest(self, name: str) -> str:
        """The longest form in which the document gives a name."""
        return self._fullest.get(name, name)

    def called(self, token: Token, sentence: Sentence) -> str | None:
        """The fullest form of the name in a noun phrase; None without one."""
        named = self._named(token, sentence) or (token.text if self.is_surname(token) else None)
        return self.fullest(named) if named else None

    def is_surname(self, token: Token) -> bool:
        """Whether what the tagger takes for a plural noun is the last word of a person's full name: "Hastings"."""
        is_plural = token.tag == "NNS" and token.text[0].isupper() and token.child("det") is None
        return is_plural and token.text in self._fullest

    def holder(self, token: Token) -> str | None:
        """Whom "the minister" is, where just one was said to be one before and no other was spoken of since."""
        return self._roles.holder(token)

    def gender(self, name: str) -> tuple[int, int]:
        """The pronoun that titles and nouns show for a name, and the one its given name makes likely, as bits; 0 for none.

        A name of one word that is a family name too tells nothing.
        """
        first, _, more = name.lower().partition(" ")
        given = self._given_bits.get(first, 0) if more or first not in self._family else 0
        return self._told.get(name, 0), given

    def noun_gender(self, token: Token) -> int:
        """The pronoun that a noun shows for the one it describes, as bits: "spokesman"."""
        return self._noun_bits.get(token.lemma.lower(), 0)

    def is_person(self, name: str | None) -> bool:
        """Whether the tagger somewhere took the name for a person's."""
        return name in self._named_persons

    def is_zone(self, name: str | None) -> bool:
        """Whether what a tagger takes for a name is a time zone: "BST"."""
        return name is not None and name.lower() in self._zones

    def _mentions_in(self, sentence: Sentence, number: int) -> list[NameMention]:
        kinds = self._name_kinds(sentence)
        mentions = []
        for kind, group in groupby(zip(kinds, sentence.tokens, strict=True), key=lambda pair: pair[0]):
            run = [token for _, token in group]
            speaks = kind in self._speaking and not all(self.is_zone(token.text) for token in run)
            words = tuple(written(self._bare(run)).split()) if speaks else ()
            if words:
                subject = any(
                    token.dep in _SUBJECTS or (token.dep in ("conj", "appos") and token.head.dep in _SUBJECTS)
                    for token in run
                )
                mentions.append(NameMention(words, kind, tuple(run), run[0].start, number, subject))
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

    def _bare(self, run: Sequence[Token]) -> list[Token]:
        """A name's words without title, article or possessive ending."""
        run = list(takewhile(lambda token: token.text != "(", run)) or run
        tokens = [token for token in run if not (token.pos == "PUNCT" and token.text in _MARKS)]
        while tokens and tokens[-1].tag == "POS":
            tokens.pop()
        while tokens and (tokens[0].lower in self._titles or tokens[0].pos == "DET"):
            tokens.pop(0)
        while len(tokens) > 1 and tokens[-1].pos in ("VERB", "AUX"):
            tokens.pop()  # a headline's verb has a capital too
        joint = next((n for n, token in enumerate(tokens) if n > 1 and token.lower in self._joints), len(tokens))
        if joint < len(tokens) and tokens[joint].entity == "PERSON" and not self._is_title(tokens[0]):
            tokens = tokens[:joint]  # "Filip Horn of Wels"
        return tokens

    def _fullest_names(self) -> dict[str, str]:
        """Each person's last word to the longest name that ends in it, where there is just one such; letters to names."""
        longer: dict[str, set[tuple[str, ...]]] = {}
        for mention in self._mentions:
            if (
                mention.kind == "PERSON"
                and 1 < len(mention.words) <= 4
                and mention.words[0].lower() not in self._of_places
            ):
                longer.setdefault(mention.words[-1], set()).add(mention.words)
        full: dict[str, str] = {}
        for last, names in longer.items():
            longest = max(sorted(names), key=len)
            if all(set(words) <= set(longest) for words in names):
                for words in names:
                    full[" ".join(words)] = " ".join(longest)
                full[last] = " ".join(longest)
        # A given name that stands alone somewhere is that of the one person of the document who bears it.
        # "President Martin" is no Martin Feld.
        alone = {m.words[0] for m in self._mentions if len(m.words) == 1 and self._may_be_given(m)}
        alone -= {m.words[-1] for m in self._mentions if self._is_behind_office(m)}
        bearers: dict[str, set[str]] = {}
        for words in (words for names in longer.values() for words in names):
            bearers.setdefault(words[0], set()).add(full.get(" ".join(words), " ".join(words)))
        given = {name: min(bearers[name]) for name in alone & bearers.keys() if len(bearers[name]) == 1}
        return given | full | self._abbreviations()

    def _is_behind_office(self, mention: NameMention) -> bool:
        """Whether one word is all the text gives of a name behind a title or an office."""
        ahead = list(takewhile(lambda token: token.start < mention.run[-1].start, mention.run))
        before = self._sentences[mention.sentence].between(mention.run[0].i - 1, mention.run[0].i - 1)
        titles = [token for token in (*before, *ahead) if token.text[0].isupper() and self._is_title(token)]
        names = [word for word in mention.words if word.lower() not in {title.lower for title in titles}]
        return len(names) == 1 and bool(titles)

    def _may_be_given(self, mention: NameMention) -> bool:
        """Whether a name of one word may be a given name; taggers take some for bodies or peoples."""
        listed = mention.words[0].lower() in self._given_bits
        return mention.kind == "PERSON" or (listed and mention.kind in ("ORG", "NORP"))

    def _abbreviations(self) -> dict[str, str]:
        """The letters given in brackets behind a name: "the Norvale Port Authority (NPA)"."""
        full: dict[str, str] = {}
        for mention in self._mentions:
            sentence = self._sentences[mention.sentence]
            after = mention.run[-1].i - sentence.tokens[0].i + 1
            bracket = sentence.tokens[after : after + 3]
            initials = "".join(word[0] for word in mention.words if word[0].isupper())
            if [token.text for token in bracket[::2]] == ["(", ")"] and initials == bracket[1].text:
                full[initials] = mention.name
        return full

    def _named(self, token: Token, sentence: Sentence) -> str | None:
        """The name in a noun phrase: a person's before that of a rank or a body."""
        own = entity_run(token, sentence)
        is_person = token.entity == "PERSON" or (len(own) > 1 and own[0].lower in self._given_bits)
        person = own if is_person else self._borne_by(token, sentence)
        if person:
            return written(self._bare(person)) or None
        run = own if token.entity in self._speaking else []
        if not run and token.pos == "PROPN":
            run = proper_run(token, sentence)
        named = token.child("appos")
        if not run and named is not None and named.pos == "PROPN" and named.left == token.i + 1:
            run = proper_run(named, sentence)  # "the agency X"
        return written(self._bare(with_joint(run, sentence, self._joints))) or None if run else None

    def _borne_by(self, token: Token, sentence: Sentence) -> list[Token]:
        """A person's name that stands next to a role: "the spokesman, X", "spokesman of the guard X".

        Behind a role with an article the name is that of the role's own body: "the spokesman of President X". The tagger may
        take the last word of the body's name into it: "spokesman of the Guard of Peru X".
        """
        beside = next((c for c in token.children if c.dep in ("appos", "flat") and c.entity in _BEARERS), None)
        if beside is not None:
            return entity_run(beside, sentence)
        # "The deputy head of the Port Authority, Ana Zore", where the tagger does not see that it is a name.
        named = next((c for c in token.children if c.dep == "appos" and c.pos == "PROPN"), None)
        if named is not None and token.tag == "NN" and token.child("det", "poss") is not None:
            run = proper_run(named, sentence)
            is_person = run[0].lower in self._given_bits and token.lemma.lower() in self._persons
            if len(run) > 1 and all(word.pos == "PROPN" for word in run) and (is_person or not named.entity):
                return run
            if token.lemma.lower() in self.roles and named.entity not in _MEASURED and self._is_set_off(run, sentence):
                return run  # "the railway operator, Rivnet, said"
        behind = sentence.between(token.right + 1, token.right + 6)
        if len(behind) > 2 and behind[0].text == "," and behind[1].entity == "PERSON":
            run = entity_run(behind[1], sentence)
            if sentence.between(run[-1].i + 1, run[-1].i + 1)[0].pos == "PUNCT":
                return run
        # "Shopkeepers on the North Bank" have no name in common.
        role = (
            token.entity == "" and (token.pos == "PROPN" or token.lemma.lower() in self._persons) and token.tag != "NNS"
        )
        phrase = list(sentence.between(token.i, token.right))
        # "Fisherman from Rana Emil Sorg": behind a preposition stands a place's name.
        begins = [
            n for n, (before, word) in enumerate(pairwise(phrase), start=1)
            if before.pos != "ADP" and self._begins_name(before, word)
        ]  # fmt: skip
        given = (n for n in begins if phrase[n].lower in self._given_bits)
        first = next(given, begins[0] if begins else 0)
        run = list(takewhile(lambda word: word.pos == "PROPN", phrase[first:]))
        between = phrase[1:first]
        if not role or token.child("det") is not None or len(run) < 2 or not between:
            return []
        if any(word.pos not in _OF_A_BODY or word.text == "," for word in between):
            return []
        article = len(between) > 1 and between[-2].pos == "DET"
        return [] if self._is_title(between[-1]) and not article else run

    def _is_set_off(self, run: Sequence[Token], sentence: Sentence) -> bool:
        """Whether a name stands between commas."""
        around = (sentence.between(run[0].i - 1, run[0].i - 1), sentence.between(run[-1].i + 1, run[-1].i + 1))
        return all(one and one[0].text == "," for one in around)

    def _begins_name(self, before: Token, word: Token) -> bool:
        known = word.entity == "PERSON" or word.lower in self._given_bits or self._is_title(before)
        return word.pos == "PROPN" and known and not self._is_title(word)

    def _is_title(self, word: Token) -> bool:
        return word.lower in self._titles or word.lower in self._persons

    def _told_genders(self) -> dict[str, int]:
        """What titles before names and nouns next to them show."""
        told: dict[str, int] = {}
        for sentence in self._sentences:
            for title, token in pairwise(sentence.tokens):
                bits = self._title_bits.get(title.lower) if token.pos == "PROPN" else None
                named = self.called(token, sentence) if bits is not None else None
                if bits is not None and named is not None:
                    told[named] = bits
        for mention in self._mentions:
            for noun in nouns_of(mention.run):
                if noun.pos == "NOUN" and noun.lemma in self._noun_bits:
                    told.setdefault(self.fullest(mention.name), self._noun_bits[noun.lemma])
        return told


@cache
def given_bits(lexicon: Lexicon) -> dict[str, int]:
    """The pronoun that a given name mostly goes with."""
    listed = lexicon.table("given_names")
    bits = {name: _BITS[pronoun] for pronoun in _BITS for name in listed[pronoun].split()}
    return bits | _bits_of(lexicon.table("parties")["names"]["given_names"], "names")


@cache
def _family_names(lexicon: Lexicon) -> frozenset[str]:
    """The given names that are family names too."""
    return frozenset(lexicon.table("given_names")["family"].split())


def _bits_of(groups: Sequence[dict[str, Any]], key: str) -> dict[str, int]:
    """The pronoun that each word of a table goes with."""
    return {word: _BITS[group["pronoun"]] for group in groups for word in group[key]}


class Roles:
    """Common nouns that may stand for somebody named, by whom the document says to be one."""

    def __init__(self, nouns: Collection[str], definite: Collection[str]) -> None:
        self._nouns = nouns
        self._definite = definite
        self._held: dict[str, list[tuple[int, str | None]]] = {}
        self._others: dict[str, list[int]] = {}

    def learn(self, named: Iterable[tuple[Sequence[Token], str]], sentences: Sequence[Sentence]) -> None:
        """Take in the names of a document, in order, each with its words, and the nouns that describe nobody named."""
        told: set[int] = set()
        bearers: dict[str, list[tuple[int, str]]] = {}
        for run, name in named:
            nouns = list(nouns_of(run))
            for noun in nouns:
                told.add(noun.i)
                # "Parish elder Karl Huber" is an elder, and no parish.
                whose = any(other.i == noun.i + 1 and other.text.islower() for other in nouns)
                if _word(noun) in self._nouns and not whose:
                    bearers.setdefault(_word(noun), []).append((noun.i, name))
        self._held = {word: _sole_so_far(sorted(borne)) for word, borne in bearers.items()}
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos == "NOUN" and token.i not in told and not self._is_bare(token):
                    self._others.setdefault(_word(token), []).append(token.i)

    def holder(self, token: Token) -> str | None:
        """Whom "the minister" is, where just one was said to be one before and no other was spoken of since."""
        if not self._is_bare(token):
            return None
        held = self._held.get(_word(token), [])
        place = bisect_left(held, token.i, key=lambda one: one[0])
        if place == 0:
            return None
        last, name = held[place - 1]
        others = self._others.get(_word(token), [])
        number = bisect_left(others, token.i)
        return name if number == 0 or others[number - 1] < last else None

    def _is_bare(self, token: Token) -> bool:
        """Whether a noun is a definite description without anything that tells it from others."""
        articles = [child for child in token.children if child.dep == "det"]
        return (
            token.tag in _SINGULAR
            and any(article.lower in self._definite for article in articles)
            and token.child(*_NARROWING) is None
            and all(child.left > token.i + 1 for child in token.children if child.dep == "relcl")
        )


def nouns_of(run: Sequence[Token]) -> Iterator[Token]:
    """The nouns a name bears or is described by: before it, next to it, behind "is", and its own last word."""
    low, high = run[0].i, run[-1].i
    head = next((token for token in run if not low <= token.head.i <= high or token.head is token), run[-1])
    yield head
    for child in head.children:
        if child.dep in ("compound", "nmod", "appos") and child.pos in ("NOUN", "PROPN"):
            yield child
    # "The Minister of Transport, Lea Moser": with an article an office is no name, whatever its capital.
    if head.dep == "appos" and (
        head.head.pos == "NOUN" or (head.head.pos == "PROPN" and head.head.child("det") is not None)
    ):
        yield head.head
    if head.dep == "nsubj" and head.head.pos == "AUX" and head.head.child("aux", "neg", "mark", "advmod") is None:
        predicate = head.head.child("attr")
        if predicate is not None:
            yield predicate


def _sole_so_far(borne: Sequence[tuple[int, str]]) -> list[tuple[int, str | None]]:
    """At each place the one name that was given the noun up to there, None from where a second one was."""
    first = borne[0][1]
    sole: str | None = first
    found: list[tuple[int, str | None]] = []
    for position, name in borne:
        sole = sole if name == first else None
        found.append((position, sole))
    return found


def _word(token: Token) -> str:
    return token.lemma.lower() if token.pos == "NOUN" else token.lower
