"""The names of sources made comparable: which could be anybody's, what else the same party may be called, what it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from tocsin.lexicon.language import Lexicon
from tocsin.model.party import PartyKind
from tocsin.text.folding import folded

Words = frozenset[str]
NOBODY: Words = frozenset()
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SEGMENT = re.compile(r"[,;()/|:]")
_MARKS = str.maketrans("’‘ʼ`‐‑‒–—", "''''-----")
_LONGEST = 12
"""Words of a part of a name that are looked at, and parts of a name: what is longer is a description."""
_ACRONYM = range(2, 6)
"""Letters of an acronym. One of two is taken as short only for what the lexicon says, for many names begin alike."""
_LIKE_A_WORD = 3
"""Letters of an acronym that could be taken for a word: “WHO” and “US” are no pronouns."""
_KEPT = 1 << 17
"""Names that are kept ready."""
_TIME_WORDS = ("MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS", "PART", "PARTS", "DEICTIC")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    Attributes:
        words: What it consists of, without articles, titles and the like; empty where it could be anybody's.
        proper: The proper name of two words or more that it ends with, without the office or description before it:
            “Ilse Brandt” of “Mayor Ilse Brandt”; empty where there is none.
        called: The same as it is written; the whole name where none stands before it.
        surname: The one proper word that it ends with behind an office or description: “Brandt” of “Mayor Brandt”.
        office: What stands before that proper name.
        shorter: What the same party may be called for short.
        letters: The letters of the acronym that it is.
        initials: The acronyms that could be short for it.
        kind: What its words tell that it names.
    """

    words: Words = NOBODY
    proper: Words = NOBODY
    called: str = ""
    surname: str | None = None
    office: Words = NOBODY
    shorter: frozenset[Words] = frozenset()
    letters: str | None = None
    initials: frozenset[str] = frozenset()
    kind: PartyKind = PartyKind.UNNAMED

    def is_same(self, other: "Name") -> bool:
        """Whether the two can be one party's: the same words or proper name, or the one short for the other."""

        def has_surname_of(one: Name, full: Name) -> bool:
            return one.surname in full.proper and (not full.office or not one.office.isdisjoint(full.office))

        if not self.words or not other.words:
            return False
        if self.words == other.words or (self.proper and self.proper == other.proper):
            return True
        if has_surname_of(self, other) or has_surname_of(other, self):
            return True
        return self.words in other.shorter or other.words in self.shorter


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name in the form it is compared in.

    Attributes:
        is_capital: Whether it is written with a capital.
        is_proper: Whether that tells that it is a name; a capital at the beginning may have come from a sentence.
        is_acronym: Whether it consists of a few capitals among words that do not.
    """

    form: str
    written: str
    is_capital: bool
    is_proper: bool
    is_acronym: bool


class NameReader:
    """Reads names in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, parties = lexicon.table("sources")["names"], lexicon.table("parties")
        nouns, pronouns = parties["speakers"], parties["pronouns"]
        titles = frozenset(title.rstrip(".") for title in parties["names"]["titles"])
        times = lexicon.table("times")["words"]
        self._empty = frozenset((*table["empty"], *parties["names"]["articles"], *titles))
        self._after, self._belonging = frozenset(table["after"]), frozenset(table["belonging"])
        self._some, self._generic = frozenset(table["some"]), frozenset(table["generic"])
        self._offices, self._under = frozenset(table["offices"]), frozenset(table["under"])
        self._before_given = frozenset(table["before_given"])
        self._voice: str = table["voices"][0]
        self._press, self._services = frozenset(table["press"]), frozenset(table["services"])
        self._voices, self._writings = (
            frozenset(table["voices"]),
            frozenset((*table["writings"], *parties["writings"]["nouns"])),
        )
        anybody = frozenset((*table["people"], *lexicon.table("links")["origins"]["anybody"]))
        self._people = anybody - self._voices - self._writings
        self._endings = tuple(table["endings"])
        self._pronouns = frozenset(_every(pronouns)) - frozenset(parties["names"]["articles"])
        self._persons = frozenset((*nouns["persons"], *table["offices"])) - {*nouns["bodies"], *table["bodies"]}
        self._bodies, self._units = frozenset((*nouns["bodies"], *table["bodies"])), frozenset(table["units"])
        self._nouns = self._offices | self._bodies | self._persons | self._units
        self._organs = frozenset(table["organs"])
        self.state: str = table["organs"][0]
        self._legal = frozenset(table["legal"])
        self._same = {word: tuple(other.split()) for word, other in table["same"].items()}
        self._times = frozenset(word for kind in _TIME_WORDS for word in times[kind])
        self._lands = {
            folded(word): folded(land)
            for land, words in lexicon.table("demonyms").items() if " " not in land for word in words
        }  # fmt: skip
        self._nations = frozenset(self._lands.values())
        self._known = {
            letters.lower(): [self.every_word(name) - self._after for name in full]
            for letters, full in table["acronyms"].items()
        }
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def words(self, written: str) -> Words:
        """The words that name the party; none where it could be anybody."""
        return self.read(written).words

    def are_one(self, one: str, other: str) -> bool:
        """Whether two names can be one party's, where nothing is known but the names."""
        return self.read(one).is_same(self.read(other))

    def state_of(self, words: Words) -> str | None:
        """The nation whose government, ministry or force a name tells; None for any other."""
        lands = words & self._nations
        return next(iter(lands)) if len(lands) == 1 and not words.isdisjoint(self._organs) else None

    def is_role(self, written: str) -> bool:
        """Whether a name tells only what somebody is, and of nothing: “the union”, “the aid group”, “the director”."""
        words = [form for form in written.split() if form.casefold() not in self._empty]
        return bool(words) and all(
            word.islower() and (self._is_noun(word) if last else word in self._generic)
            for last, word in zip([False] * (len(words) - 1) + [True], words, strict=True)
        )

    def goes_with_given(self, office: Words) -> bool:
        """Whether an office stands before a given name: “Queen Idris”, “Pope Leo”."""
        return not office.isdisjoint(self._before_given)

    def described(self, words: Words) -> Words:
        """The nouns of a name that tells only what a body is and whose, as “Austrian brigade” does; none of any other."""
        nouns = self.nouns(words)
        return nouns if nouns and nouns < words and words - nouns <= self._nations else NOBODY

    def nouns(self, words: Words) -> Words:
        """Those of some words that tell what somebody or a body is."""
        return frozenset(filter(self._is_noun, words))

    def names_body(self, words: Iterable[str]) -> bool:
        """Whether one of some words is the noun of a body."""
        return any(self._is_in(word, self._bodies) or self._is_in(word, self._units) for word in words)

    def every_word(self, written: str) -> Words:
        """Every word of a name but articles and the like; for one without any, the name itself is its only word."""
        forms = (word.form for part in self._parts(written) for word in part)
        return frozenset(form for form in forms if form not in self._empty) or frozenset((folded(written),))

    def _read(self, written: str) -> Name:
        segments = [one for part in self._parts(written) if (one := self._segment(part)) is not None]
        if not segments:
            return Name()
        words = NOBODY.union(*(one.words for one in segments))
        shorter = frozenset(short for one in segments for short in (one.words, *one.shorter))
        first = next((one for one in segments if one.proper), segments[0])
        others = NOBODY.union(*(one.words for one in segments if one is not first))
        alone = len(segments) == 1
        return Name(
            words=words,
            proper=first.proper,
            called=first.called,
            surname=first.surname if alone else None,
            office=first.office | others,
            shorter=shorter - {words},
            letters=first.letters if alone else None,
            initials=frozenset(letters for one in segments for letters in one.initials),
            kind=PartyKind.PERSON if any(one.kind is PartyKind.PERSON for one in segments) else first.kind,
        )

    def _parts(self, written: str) -> list[list[_Word]]:
        """The first words of each part of a name."""
        parts = islice(_SEGMENT.split(written.translate(_MARKS)), _LONGEST)
        return [self._words(list(islice(_WORD.findall(part), _LONGEST))) for part in parts]

    def _words(self, part: Sequence[str]) -> list[_Word]:
        shouted = len(part) > 1 and all(word.isupper() for word in part)
        found: list[_Word] = []
        for number, written in enumerate(part):
            form = folded(written).removesuffix("'s").removesuffix("'")
            is_acronym = not shouted and len(written) in _ACRONYM and written.isupper()
            if is_acronym and len(written) <= _LIKE_A_WORD:
                form = f"{form}."
            is_capital = written[0].isupper()
            # A capital at the beginning may be the sentence's, but “Austria's report” is not everybody's.
            is_proper = is_capital and not shouted and (number > 0 or written.endswith("'s"))
            # The Austrian ministry is that of Austria.
            form = self._lands.get(form, form) if is_capital else form
            forms = self._same.get(form, (form,))
            found.extend(_Word(one, written, is_capital, is_acronym or is_proper, is_acronym) for one in forms)
        return found

    def _segment(self, written: Sequence[_Word]) -> Name | None:
        """A part of a name between commas; None where it could be anybody."""
        noun = (
            next((number for number, word in enumerate(written) if number and word.form in self._after), len(written))
            - 1
        )
        if noun > 0 and written[0].form in self._some and not written[noun].is_proper:
            return None  # "Several Telegram channels" could be any of them
        if any(word.form in self._pronouns for word in written):
            # "Its owner" could be anybody, "her deputy, Karl Moser" is somebody.
            written = [word for word in written if word.is_proper and word.form not in self._pronouns]
        cut = next((number for number, word in enumerate(written) if number and word.form in self._after), len(written))
        head, rest = self._without_press(self._contents(written[:cut])), self._contents(written[cut:])
        is_anybody = bool(head) and not head[-1].is_proper and self._is_in(head[-1].form, self._people)
        # "The government" may be any, the Carinthian government and that of Austria are not.
        is_ones = any(word.is_capital for word in (*head[:-1], *rest))
        is_anybody = is_anybody and not (is_ones and head[-1].form in self._organs)
        if is_anybody or all(word.form.isdigit() or word.form in self._times for word in head):
            return None
        said = frozenset(word.form for word in rest)
        writings = [word for word in head if self._is_in(word.form, self._writings)]
        body = [
            word for word in head
            if not self._is_in(word.form, self._voices) and (word.is_proper or word not in writings)
        ]  # fmt: skip
        if writings and not any(map(self._names, body)):
            body = []
        if not body:
            # "A spokesman for the ministry" is the ministry's word.
            named = bool(said) and written[cut].form in self._belonging and any(map(self._names, rest))
            return self._name(rest, ()) if named else None
        return self._name(body, rest, whole=head)

    def _name(self, head: Sequence[_Word], rest: Sequence[_Word], *, whole: Sequence[_Word] = ()) -> Name:
        """A name by its words; `whole` are the same with those that only say that somebody speaks."""
        forms = tuple(word.form for word in head)
        cut = len(head)
        while cut and head[cut - 1].is_capital and not self._is_noun(forms[cut - 1]):
            cut -= 1
        office, tail = forms[:cut], forms[cut:]
        is_tail = not rest and bool(tail)
        return Name(
            words=frozenset((*forms, *(word.form for word in rest))),
            proper=frozenset(tail) if is_tail and len(tail) > 1 else NOBODY,
            called=" ".join(word.written for word in head[cut:]) if is_tail and len(tail) > 1 else "",
            surname=tail[0] if is_tail and len(tail) == 1 and office else None,
            office=frozenset(office),
            shorter=frozenset(self._runs(forms, office, tail, [word.form for word in rest])),
            letters=forms[0].rstrip(".") if len(head) == 1 and not rest and head[0].is_acronym else None,
            # The "Press" of a press agency is in its acronym.
            initials=self._initials([word.form for word in (*(whole or head), *rest) if word.is_capital]),
            kind=self._kind(forms, office, tail),
        )

    def _contents(self, words: Iterable[_Word]) -> list[_Word]:
        found = [word for word in words if word.form not in self._empty and word.form not in self._after]
        return found[:-1] if len(found) > 1 and found[-1].form.rstrip(".") in self._legal else found

    def _without_press(self, words: Sequence[_Word]) -> list[_Word]:
        """Words without those that speak for a body in twos: “the ministry's press service” is the ministry."""
        found: list[_Word] = []
        for word in words:
            if found and found[-1].form in self._press and word.form in self._services and not word.is_capital:
                found[-1] = replace(word, form=self._voice, is_proper=False)
            else:
                found.append(word)
        return found

    def _names(self, word: _Word) -> bool:
        """Whether a word tells whose a writing is: a name, or a body that issues such things."""
        return word.is_proper or self._is_noun(word.form)

    def _is_noun(self, form: str) -> bool:
        return self._is_in(form, self._nouns)

    def _is_in(self, word: str, words: Words) -> bool:
        return word in words or any(word.removesuffix(ending) in words for ending in self._endings)

    def _kind(self, forms: Sequence[str], office: Sequence[str], tail: Sequence[str]) -> PartyKind:
        """What a name is of. Two proper words that tell nothing are more often a person's than a body's."""
        nouns = office if tail and office else forms
        if any(self._is_in(form, self._units) for form in nouns):
            return PartyKind.UNIT
        if self._is_in(nouns[-1], self._persons):
            return PartyKind.PERSON
        is_body = any(self._is_in(form, self._bodies) for form in nouns)
        return PartyKind.PERSON if len(tail) > 1 and not is_body else PartyKind.ORGANISATION

    def _initials(self, capitals: Sequence[str]) -> frozenset[str]:
        letters = "".join(form[0] for form in capitals)
        known = (short for short, full in self._known.items() if frozenset(capitals) in full)
        return frozenset((letters, *known)) if len(letters) > _ACRONYM.start else frozenset(known)

    def _runs(
        self, forms: Sequence[str], office: Sequence[str], tail: Sequence[str], rest: Sequence[str]
    ) -> Iterator[Words]:  # fmt: skip
        """What ends with the noun that names the party or with an office; a person may lack the given name or shorten it."""
        for end, word in enumerate(forms, start=1):
            if end == len(forms) or word in self._offices:
                starts = (start for start in range(end) if start == 0 or forms[start - 1] not in self._under)
                yield from (frozenset(forms[start:end]) for start in starts)
        # "Staff of the Armed Forces of Korbach": what is said of it may be cut at either end.
        for head in (forms, forms[-1:]) if rest else ():
            for cut in range(len(rest)):
                yield from (frozenset((*head, *rest[:cut])), frozenset((*head, *rest[cut:])))
        yield frozenset((forms[0], forms[-1]))
        if len(tail) > 1:
            yield from (frozenset((*office[start:], tail[-1])) for start in range(len(office)))
            yield frozenset((tail[0][0], tail[-1]))


def _every(table: Any) -> Iterator[str]:
    """Every word of a table, however deep its lists."""
    if isinstance(table, str):
        yield table
    else:
        for part in table.values() if isinstance(table, Mapping) else table:
            yield from _every(part)


@cache
def name_reader(lexicon: Lexicon) -> NameReader:
    """The reader that knows a language, made once."""
    return NameReader(lexicon)
