"""Which words of a text may name places: the gazetteer's names, names with a type word, what the parser labels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.lexicon.gazetteer import Entry
from tocsin.lexicon.gazetteer_format import name_key
from tocsin.model.parse import Sentence, Token
from tocsin.read.places.words import PlaceWords

Finder = Callable[[str], tuple[Entry, ...]]
"""Gives the places that bear a name."""

DIVISIONS = frozenset({"admin1", "admin2", "admin3", "admin4", "admin5", "admin", "region"})
COUNTRIES = frozenset({"country", "continent"})
BROAD = COUNTRIES | {"admin1"}

_LONGEST_NAME = 8
"""Words that a name may hold, hyphens counted."""
_MOST_LETTERS = 120
"""Characters that a name may hold."""
_LONGEST_TYPED = 5
"""Words that a name with a type word in it may hold."""
_LONGEST_JOIN = 2
"""Words between two names of a list: ", and"."""
_LONGEST_OF = 4
"""Words between an adjective of a country and the name of a place: "port city of"."""
_LONGEST_ADJECTIVE = 2
"""Words that the adjective of a country may hold."""
_WELL_KNOWN = 50_000
"""Inhabitants of a town whose name stands for itself at the head of a longer label."""
_FAMOUS = 500_000
"""Inhabitants of a town that needs no country after it, so that what follows in a list is another place."""

_HYPHENS = frozenset("-–‐‑")
_APOSTROPHES = frozenset({"'", "’", "'s", "’s"})
_FUNCTION_WORDS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX"})


@dataclass(slots=True, eq=False)
class Mention:
    """Words of a sentence that may name a place.

    Attributes:
        first: Position of the first word in the sentence.
        last: One past the position of the last word.
        key: The form under which mentions of one name are told to be the same.
        entries: The places that bear the name.
        kind: What a type word in it makes it (county, division, water, street, …), or "".
        beside: What kind of place a word next to it says it is ("the city of Quebec", "Quebec province"), or "".
        short: Whether it is an abbreviation or code of the lexicon.
        container: The place named right after a comma in which it lies ("Paris, Texas").
        contained: Whether it is itself such a container.
    """

    sentence: Sentence
    first: int
    last: int
    name: str
    key: str
    entries: tuple[Entry, ...]
    kind: str = ""
    short: bool = False
    beside: str = ""
    container: "Mention | None" = None
    contained: bool = False

    @property
    def start(self) -> int:
        """The first character, in the document's text."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.sentence.tokens[self.last - 1].end

    def before(self, back: int = 1) -> Token | None:
        """The word that many words in front of it."""
        return self.sentence.tokens[self.first - back] if self.first >= back else None

    @property
    def after(self) -> Token | None:
        """The word behind it."""
        return self.sentence.tokens[self.last] if self.last < len(self.sentence.tokens) else None


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a place belongs to a country or a first-order division, as far as their codes tell."""
    if inner.geonameid == outer.geonameid or inner.country != outer.country or not inner.country:
        return False
    if outer.type == "country":
        return inner.type != "country"
    return outer.type == "admin1" and inner.admin1 == outer.admin1 and inner.type not in ("country", "admin1")


class MentionFinder:
    """Finds every stretch of words that may name a place; whether it does is judged elsewhere."""

    def __init__(self, words: PlaceWords, find: Finder) -> None:
        self._words = words
        self._find = find
        self._kinds = frozenset((*words.types, *words.waters))

    def mentions(self, text: str, sentences: Iterable[Sentence]) -> Iterator[Mention]:
        """The candidates of a text in order, none overlapping another; a pair "City, State" is tied together."""
        told: set[str] = set()
        for sentence in sentences:
            found: list[Mention] = []
            at = 0
            while at < len(sentence.tokens):
                mention = None
                if sentence.tokens[at].text[0].isupper():
                    mention = (
                        self._adjective(sentence, at)
                        or self._at(text, sentence, at)
                        or self._told(text, sentence, at, told)
                    )
                if mention is not None:
                    mention.beside = self._beside(mention)
                    found.append(mention)
                at = mention.last if mention else at + 1
            self._narrow(found)
            for one, other in pairwise(found):
                _tie(one, other)
                if one.kind == "demonym" and self._tells_land(one, other):
                    other.container = one
                elif other.kind == "demonym" and self._is_apposed(one, other):
                    one.container = other
            yield from found

    def _narrow(self, mentions: Sequence[Mention]) -> None:
        """Let a small type word behind a name decide what it is: "Kharkiv region", "the Tees and Wear rivers"."""
        word, shared = "", False
        for at in range(len(mentions) - 1, -1, -1):
            mention = mentions[at]
            told = self._small_type(mention.after)
            if told:
                word = told
                shared = mention.after is not None and mention.after.lower.endswith(self._words.plural)
            elif not shared or at + 1 == len(mentions) or not _are_listed(mention, mentions[at + 1]):
                word, shared = "", False
            if not word or mention.kind:
                continue
            if water := self._words.waters.get(word):
                feature = self._words.features.get(name_key(f"{mention.name} {word}")) or self._words.features.get(
                    mention.key
                )
                mention.entries, mention.kind = (feature,) if feature is not None else (), water
                mention.key = name_key(feature.name) if feature is not None else f"{mention.key} ({water})"
            elif (kind := self._words.types[word]) in ("division", "county"):
                divisions = tuple(
                    entry for entry in self._of_kind(f"{mention.name} {word}", kind) if entry.type in DIVISIONS
                )
                if divisions:
                    mention.entries, mention.beside = divisions, kind
                    mention.key = f"{mention.key} ({kind})"

    def _small_type(self, token: Token | None) -> str:
        """The type word that a word in small letters is, in the singular where the lexicon has only that; else ""."""
        if token is None or not token.text.islower():
            return ""
        return next(
            (word for word in (token.lower, token.lower.removesuffix(self._words.plural)) if word in self._kinds), ""
        )

    def _tells_land(self, one: Mention, other: Mention) -> bool:
        """Whether an adjective tells the country of the place: "the Canadian city of London"."""
        between = one.sentence.tokens[one.last : other.first]
        return (
            2 <= len(between) <= _LONGEST_OF
            and between[-1].lower in self._words.of
            and between[-2].lower in self._words.types
        )

    def _adjective(self, sentence: Sentence, first: int) -> Mention | None:
        """The adjective of a country that starts at a word, if it tells where something is: "a Norlandish village"."""
        for last in range(min(first + _LONGEST_ADJECTIVE, len(sentence.tokens)), first, -1):
            tokens = sentence.tokens[first:last]
            land = self._words.demonyms.get(" ".join(token.lower for token in tokens))
            token, noun = tokens[-1], tokens[-1].head
            if land is None or token.dep not in ("amod", "compound", "nmod") or noun.i <= token.i:
                continue
            if noun.text.islower() and noun.lemma in self._words.of_a_land:
                lands = tuple(entry for entry in self._find(land) if entry.type in BROAD and entry.own)
                name = " ".join(token.text for token in tokens)
                return Mention(sentence, first, last, name, land, lands, kind="demonym")
        return None

    def _at(self, text: str, sentence: Sentence, first: int) -> Mention | None:
        """The longest candidate that starts at a word."""
        tokens = sentence.tokens
        ends = self._ends(tokens, first)
        typed = self._typed(text, sentence, first, ends)
        for last in reversed(ends):
            if typed is not None and last < typed.last:
                break
            mention = self._known(sentence, first, last, text[tokens[first].start : tokens[last - 1].end])
            if mention is not None and (typed is None or not typed.entries or typed.last < last):
                return self._labelled_beyond(text, mention) or mention
        return typed or self._labelled(text, sentence, first)

    def _labelled_beyond(self, text: str, mention: Mention) -> Mention | None:
        """The longer name that the parser labels as one place, unless its first word is a place of some size."""
        if mention.last - mention.first > 1 or any(_is_well_known(entry) for entry in mention.entries):
            return None
        longer = self._labelled(text, mention.sentence, mention.first)
        if longer is None or longer.last <= mention.last:
            return None
        words = longer.sentence.tokens[mention.first : longer.last]
        if words[1].lower in self._words.types or any(token.pos != "PROPN" for token in words):
            return None
        return longer

    def _beside(self, mention: Mention) -> str:
        """What kind of place a type word, or the title of an office, next to a name says it is."""
        words = self._words
        after, of, kind = mention.after, mention.before(1), mention.before(2)
        if kind_after := words.types.get(self._small_type(after)):
            return kind_after
        if after is not None and after.lower in words.division_offices and after.text[0].isupper():
            return "division"
        if of is not None and of.lower in words.of and kind is not None:
            return words.types.get(kind.lower, "")
        return ""

    def _is_apposed(self, one: Mention, other: Mention) -> bool:
        """Whether an adjective behind a name tells its country: "London, the Canadian city"."""
        between = one.sentence.tokens[one.last : other.first]
        noun = other.after
        return (
            len(between) == _LONGEST_JOIN
            and between[0].text == ","
            and between[1].lower in self._words.articles
            and noun is not None
            and self._words.types.get(noun.lower) == "settlement"
        )

    def _ends(self, tokens: Sequence[Token], first: int) -> list[int]:
        """Where a name that starts at a word may end: its words are capitalised, or connectors between such."""
        ends = [first + 1]
        for i in range(first + 1, min(first + _LONGEST_NAME, len(tokens))):
            if not self._goes_on(tokens[i - 1], tokens[i]):
                break
            if _is_capitalised(tokens[i]):
                ends.append(i + 1)
        return ends

    def _goes_on(self, left: Token, right: Token) -> bool:
        """Whether a name may run from one word to the next."""
        gap = right.start - left.end
        if right.text in _HYPHENS or left.text in _HYPHENS or right.text in _APOSTROPHES or right.text == ".":
            return gap == 0
        return gap <= 1 and (_is_capitalised(right) or right.lower in self._words.connectors)

    def _known(self, sentence: Sentence, first: int, last: int, name: str) -> Mention | None:
        """The candidate whose very words the lexicon or the gazetteer holds."""
        words = self._words
        tokens = sentence.tokens
        if len(name) > _MOST_LETTERS:
            return None
        key = name_key(name)
        if last - first == 1 and (short := self._short(tokens, first, key)):
            return self._division(sentence, first, last + _full_stop(tokens, last), name, short)
        if last - first > 1 and tokens[first].lower in words.articles:
            return None
        full = words.names.get(key)
        if full is not None and (key not in words.capitals or name.isupper()):
            if "." in name and not name.endswith("."):
                last += _full_stop(tokens, last)
                name += "." * _full_stop(tokens, last - 1)
            if key in words.divisions:
                return self._division(sentence, first, last, name, full)
            feature = words.features.get(full)
            entries = (feature,) if feature is not None else self._find(full)
            return Mention(sentence, first, last, name, full, entries, short=True)
        if key in words.features:
            return Mention(sentence, first, last, name, key, (words.features[key], *self._find(key)))
        # A name that starts with a direction must be a place's own, or a country's or a first-order division's.
        directed = last - first > 1 and tokens[first].lower in words.directions
        for spelling in words.spellings(key):
            entries = self._find(spelling)
            if entries and (not directed or any(entry.own or entry.type in BROAD for entry in entries)):
                return Mention(sentence, first, last, name, spelling, entries)
        return None

    def _division(self, sentence: Sentence, first: int, last: int, name: str, full: str) -> Mention:
        """A division named for short, told apart from a town of the same name ("N.Y." is not New York)."""
        entries = tuple(entry for entry in self._find(full) if entry.type == "admin1" and entry.own)
        return Mention(sentence, first, last, name, f"{full} (division)", entries or self._find(full), short=True)

    def _short(self, tokens: Sequence[Token], at: int, key: str) -> str | None:
        """What an abbreviation or a code stands for, where its surroundings show that it is one."""
        token = tokens[at]
        comma = at > 0 and tokens[at - 1].text == ","
        if key in self._words.dotted and (comma or token.text.endswith(".") or _full_stop(tokens, at + 1)):
            return self._words.dotted[key] if comma or token.entity in ("GPE", "LOC", "ORG", "PERSON") else None
        if token.text in self._words.codes and comma:
            return self._words.codes[token.text]
        return None

    def _typed(self, text: str, sentence: Sentence, first: int, ends: Sequence[int]) -> Mention | None:
        """The candidate that a capitalised type word makes a place: "Lane County", "River Tees"."""
        tokens, words = sentence.tokens, self._words
        lead = tokens[first]
        if len(ends) < 2 or lead.pos in _FUNCTION_WORDS:
            return None
        if lead.lower in words.articles or lead.lower in words.prepositions:
            return None
        for last in ends[1:]:
            inside = tokens[first:last]
            if len(inside) > _LONGEST_TYPED or any(token.lower in words.connectors for token in inside):
                break
            kind = self._kind(tokens, first, last)
            if kind:
                name = text[tokens[first].start : tokens[last - 1].end]
                entries = self._of_kind(name, kind)
                if (kind == "division" and not entries) or name_key(name) in words.never:
                    continue
                stop = _full_stop(tokens, last) if kind == "street" and len(tokens[last - 1].text) < 4 else 0
                return Mention(sentence, first, last + stop, name, name_key(name), entries, kind=kind)
        return None

    def _kind(self, tokens: Sequence[Token], first: int, last: int) -> str:
        """What kind of place its type word makes a name, or "" if it holds none where one may stand."""
        words = self._words
        if tokens[first].lower in words.before and last - first == 2:
            return words.types.get(tokens[first].lower, "")
        kind = words.types.get(tokens[last - 1].lower, "")
        if kind == "settlement" or (kind == "site" and not self._is_site(tokens, first, last)):
            return ""
        if kind != "county" and any(token.lower in words.possessives for token in tokens[first:last]):
            return ""
        return "" if self._goes_further(tokens, last, kind) else kind

    def _is_site(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the parser takes words for a building, or for some name and they follow "at" or "in"."""
        labels = {token.entity for token in tokens[first:last]}
        if labels == {"FAC"}:
            return True
        back = first - 1
        while back >= 0 and tokens[back].lower in self._words.articles:
            back -= 1
        return len(labels) == 1 and "" not in labels and back >= 0 and tokens[back].lower in self._words.at

    def _goes_further(self, tokens: Sequence[Token], last: int, kind: str) -> bool:
        """Whether a longer name of the same kind or of land follows: "Tees River National Wildlife Refuge"."""
        for token in tokens[last : last + 3]:
            if not token.text[0].isupper():
                return False
            further = self._words.types.get(token.lower)
            if further == kind or (further == "land" and kind == "water"):
                return True
        return False

    def _of_kind(self, name: str, kind: str) -> tuple[Entry, ...]:
        """The places of a kind that bear a name with its type word, or with one that means the same."""
        key = name_key(name)
        if key in self._words.features:
            return (self._words.features[key],)
        if kind in ("street", "site"):
            return ()
        entries = self._find(key)
        if entries or kind not in self._words.equivalents:
            return entries
        base = " ".join(word for word in key.split() if word not in self._words.types)
        for other in self._words.equivalents[kind]:
            entries = tuple(entry for entry in self._find(f"{base} {other}") if entry.type in DIVISIONS)
            if entries:
                return entries
        return tuple(entry for entry in self._find(base) if entry.type in DIVISIONS) if kind == "division" else ()

    def _labelled(self, text: str, sentence: Sentence, first: int) -> Mention | None:
        """What the parser labels a place though no gazetteer knows it."""
        tokens = sentence.tokens
        label = tokens[first].entity
        left = tokens[first - 1] if first else None
        amid = left is not None and left.entity == label and left.lower not in self._words.articles
        if label not in ("GPE", "LOC") or amid:
            return None
        last = first
        while last < len(tokens) and tokens[last].entity == label and tokens[last].lower not in self._words.possessives:
            last += 1
        while last > first + 1 and tokens[last - 1].text.islower():
            last -= 1
        name = text[tokens[first].start : tokens[last - 1].end]
        return Mention(sentence, first, last, name, name_key(name), ())

    def _told(self, text: str, sentence: Sentence, first: int, told: set[str]) -> Mention | None:
        """A name that only a type word next to it makes a place's, here or before: "the town of Umlazi", "the Tees river".

        Args:
            text: The document's text.
            sentence: The sentence.
            first: Where in the sentence the name begins.
            told: The keys of the names told so before in the document, to which this one is added.
        """
        tokens = sentence.tokens
        last = first
        while last < min(first + _LONGEST_TYPED, len(tokens)) and tokens[last].pos == "PROPN":
            if not _is_capitalised(tokens[last]):
                break
            last += 1
        if last == first:
            return None
        name = text[tokens[first].start : tokens[last - 1].end]
        mention = Mention(sentence, first, last, name, name_key(name), ())
        if mention.key in told:
            return mention
        lead, of, noun = mention.before(1), mention.before(1), mention.before(2)
        kind = self._words.types.get(self._small_type(mention.after), "")
        led = lead is not None and (
            lead.lower in self._words.articles or lead.lower in self._words.prepositions or lead.pos == "CCONJ"
        )
        if of is not None and noun is not None and of.lower in self._words.of and noun.text.islower():
            kind, led = self._words.types.get(noun.lower, ""), True
        if not led or kind not in self._words.kinds_before_of or mention.key in self._words.never:
            return None
        told.add(mention.key)
        return mention


def _are_listed(one: Mention, other: Mention) -> bool:
    """Whether two names stand side by side in a list: "the Kharkiv and Sumy regions"."""
    between = one.sentence.tokens[one.last : other.first]
    return 0 < len(between) <= _LONGEST_JOIN and all(token.text == "," or token.pos == "CCONJ" for token in between)


def _tie(one: Mention, other: Mention) -> None:
    """Let the second be the first's container if it stands after a comma or in brackets, and may hold it."""
    tokens = one.sentence.tokens
    if other.first != one.last + 1 or tokens[one.last].text not in (",", "(") or one.kind == "street":
        return
    bracketed = tokens[one.last].text == "("
    if bracketed and not any(token.text == ")" for token in tokens[other.last : other.last + 2]):
        return
    if not bracketed and not other.short and _is_listed(one, other):
        return
    wide = [entry for entry in other.entries if entry.type in BROAD]
    if not wide:
        return
    if any(entry.type in COUNTRIES for entry in one.entries):
        # A name that countries bear may still be a town of the division named after it: "Lebanon, Ohio".
        divisions = [outer for outer in wide if outer.type == "admin1"]
        if not any(lies_in(inner, outer) and inner.own for inner in one.entries for outer in divisions):
            return
    if other.short or any(lies_in(inner, outer) for inner in one.entries for outer in wide):
        one.container = other
        other.contained = True


def _is_listed(one: Mention, other: Mention) -> bool:
    """Whether two names are members of a list that goes on, and no town and its land: "Washington, New York and Boston"."""
    after = other.sentence.tokens[other.last : other.last + 3]
    if after and after[0].text == ",":
        after = after[1:]
    if len(after) < 2 or after[0].pos != "CCONJ" or not after[1].text[0].isupper():
        return False
    if any(lies_in(inner, outer) and _is_well_known(inner) for inner in one.entries for outer in other.entries):
        return False
    return any(entry.own and (entry.type in BROAD or entry.population >= _FAMOUS) for entry in one.entries)


def _is_well_known(entry: Entry) -> bool:
    return entry.type in BROAD or entry.population >= _WELL_KNOWN


def _is_capitalised(token: Token) -> bool:
    """Whether a word starts with a capital, a short article tied to it by an apostrophe aside ("d'Azur")."""
    text = token.text
    return text[0].isupper() or (text[1:2] in _APOSTROPHES and text[2:3].isupper())


def _full_stop(tokens: Sequence[Token], at: int) -> int:
    """1 where a full stop follows at once, 0 elsewhere."""
    return int(at < len(tokens) and tokens[at].text == "." and tokens[at].start == tokens[at - 1].end)
