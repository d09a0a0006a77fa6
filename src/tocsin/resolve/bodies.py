"""The names of companies, plants, units and other bodies: their parts, and whether two can be one body's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from tocsin.lexicon.language import names_lexicon
from tocsin.model.reason import Reason
from tocsin.resolve.pairing import paired
from tocsin.resolve.spelling import Sounds, Speller, speller
from tocsin.resolve.verdict import Verdict, verdict
from tocsin.text.folding import folded

_WORD = re.compile(r"№|\d+|[^\W\d_]+(?:['’ʼ`ʹ′][^\W\d_]*)*")
_ORDINAL = re.compile(r"(?<=\d)[-‐‑]?(?:st|nd|rd|th|[а-яёіў]{1,3})(?!\w)", re.IGNORECASE)
_DOTS = re.compile(r"(?<=\b\w)\.(?=\w\b|\s*$|\s)")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_QUOTES = '«»“”„"'
_MOST = 24
"""Words of a name that are looked at."""
_PHRASE = 5
"""Words of the longest entry of the tables."""
_ACRONYM = re.compile(r"(?<=[A-ZА-ЯЁІЎЇЄ])[a-zа-яёіў](?![a-zа-яёіў]{2})")
"""What may stand in an acronym besides its capitals: “ОМБр”."""
_KEPT = 1 << 18


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or several that mean one thing, of the name of a body.

    Attributes:
        written: As the name has it.
        sounds: The ways in which it can be sounded out.
        meanings: What it means, where the tables know it; a name of its own has none.
        letters: The letters of the acronym that it may be.
        is_belarusian: Whether it stands in a name of which something is written as in Belarusian.
        is_owner: Whether it stands behind a word whose meaning is known, as what a ministry is of does.
    """

    written: str
    sounds: Sounds
    meanings: frozenset[str] = frozenset()
    letters: str = ""
    is_owner: bool = False
    is_belarusian: bool = False


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of a body as it is compared.

    Attributes:
        forms: The legal forms that it can be of.
        numbers: Its numbers, without endings, smallest first.
        items: Its other words in their order.
        legal: The legal form, as the name has it.
    """

    forms: frozenset[str]
    numbers: tuple[str, ...]
    items: tuple[Item, ...]
    legal: str = ""


class _Entry(NamedTuple):
    """What an entry of the tables tells: a legal form, or one meaning after another."""

    form: str | None
    meanings: tuple[frozenset[str], ...]


class BodyReader:
    """Takes the names of bodies apart."""

    def __init__(self, spelled: Speller) -> None:
        table = names_lexicon().table("bodies")
        self._endings: tuple[str, ...] = tuple(table["endings"]["words"])
        self._least: int = table["endings"]["least"]
        self._empty = frozenset(map(self._stem, table["empty"]["words"]))
        self._spelled = spelled
        self._belarusian = frozenset(table["belarusian"]["forms"])
        self._forms: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for form, phrases in table["forms"].items():
            for phrase in phrases:
                self._forms[tuple(folded(phrase).split())].add(form)
        one: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.initials: dict[str, frozenset[str]] = {}
        for meaning, phrases in table["words"].items():
            for phrase in phrases:
                one[self._stems(phrase)].add(meaning)
            self.initials[meaning] = frozenset(way[0] for phrase in phrases for way in spelled.sounds(phrase[0]))
        self._numbers = {self._stem(word): number for number, words in table["numbers"].items() for word in words}
        self._phrases: dict[tuple[str, ...], tuple[frozenset[str], ...]] = {
            phrase: (frozenset(meanings),) for phrase, meanings in one.items()
        }
        self._short: dict[tuple[str, ...], tuple[frozenset[str], ...]] = {}
        for held, name in ((self._phrases, "compounds"), (self._short, "short")):
            for phrase, meanings in table[name].items():
                held[self._stems(phrase)] = tuple(frozenset((meaning,)) for meaning in meanings)
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def is_body(self, written: str) -> bool:
        """Whether the words of a name tell that it is a body's: its trade, its legal form, a number, quotation marks."""
        name = self.read(written)
        return bool(name.forms or name.numbers or any(mark in written for mark in _QUOTES)) or any(
            item.meanings or item.letters for item in name.items
        )

    def _stems(self, phrase: str) -> tuple[str, ...]:
        return tuple(self._stem(word) for word in _WORD.findall(phrase))

    def _stem(self, word: str) -> str:
        """A word without what tells its case, number and gender."""
        form = folded(word)
        if form.isascii():
            return form
        ending = next((one for one in self._endings if form.endswith(one) and len(form) - len(one) >= self._least), "")
        return form.removesuffix(ending)

    def _read(self, written: str) -> BodyName:
        text = _DOTS.sub("", _ORDINAL.sub(" ", written))
        words = list(islice((match[0] for match in _WORD.finditer(text)), _MOST))
        rest, forms, legal = self._without_form(words)
        named = [word for word in rest if len(word) > 1 and not word.isdigit()]
        shouted = len(named) > 1 and all(word.isupper() for word in named)
        numbers: list[str] = []
        items: list[Item] = []
        manner = self._spelled.manner(written)
        at = 0
        while at < len(rest):
            word = rest[at]
            number = self._number(word, is_last=0 < at == len(rest) - 1, is_alone=len(rest) == 1 or shouted)
            if number is not None:
                numbers.append(number)
                at += 1
                continue
            size, meanings = self._longest(rest[at:])
            sounds = self._spelled.sounds(word, manner)
            if size:
                items += [Item(" ".join(rest[at : at + size]), sounds, one) for one in meanings]
            elif sounds and self._stem(word) not in self._empty:
                letters = "" if shouted else _ACRONYM.sub("", word)
                items.append(
                    Item(
                        word,
                        sounds,
                        letters=letters if len(letters) > 1 and letters.isupper() else "",
                        is_owner=bool(items and items[-1].meanings),
                    )
                )
            at += size or 1
        belarusian = any(map(self._spelled.is_belarusian, words)) or not self._belarusian.isdisjoint(
            legal.lower().split()
        )
        own = tuple(replace(item, is_belarusian=belarusian) for item in items)
        return BodyName(forms, tuple(sorted(numbers)), own, legal)

    def _number(self, word: str, *, is_last: bool, is_alone: bool) -> str | None:
        """The number that a word is, in digits; Roman ones of one letter only at the end."""
        if word.isdigit():
            return word.lstrip("0") or "0"
        if is_alone:
            return None
        if _ROMAN.fullmatch(word) or (is_last and word in ("I", "V", "X")):
            return str(_roman(word))
        return self._numbers.get(self._stem(word))

    def _without_form(self, words: list[str]) -> tuple[list[str], frozenset[str], str]:
        """The words without the legal forms at either end, and those forms."""
        keys = [folded(word) for word in words]
        forms: set[str] = set()
        legal: list[str] = []
        start, end = 0, len(words)
        for side in ("start", "end", "start"):
            for size in range(min(_PHRASE + 1, end - start - 1), 0, -1):
                at = start if side == "start" else end - size
                found = self._forms.get(tuple(keys[at : at + size]))
                # "as" and "at" are forms only as capitals.
                if found and (size > 1 or len(keys[at]) > 2 or words[at].isupper()):
                    forms = forms & found or set(found)
                    legal.append(" ".join(words[at : at + size]))
                    start, end = (start + size, end) if side == "start" else (start, end - size)
                    break
        return words[start:end], frozenset(forms), " ".join(legal)

    def _longest(self, words: Sequence[str]) -> tuple[int, tuple[frozenset[str], ...]]:
        """How many of the first words are one entry of the tables, and what it means."""
        stems = [self._stem(word) for word in words[:_PHRASE]]
        if words[0].isupper() and (short := self._short.get((stems[0],))) is not None:
            return 1, short
        for size in range(len(stems), 0, -1):
            found = self._phrases.get(tuple(stems[:size]))
            if found is not None:
                return size, found
        # “Агрофирма”: two of them written as one.
        form = folded(words[0])
        for cut in range(self._least, len(form) - self._least + 1):
            parts = [self._phrases.get((self._stem(part),)) for part in (form[:cut], form[cut:])]
            if parts[0] is not None and parts[1] is not None:
                return 1, (*parts[0], *parts[1])
        return 0, ()


class BodyMatcher:
    """Compares the names of bodies."""

    def __init__(self, spelled: Speller) -> None:
        table = names_lexicon().table("bodies")
        self._weights: dict[str, float] = table["weights"]
        places = table["places"]
        self._adjectives, self._nouns = tuple(places["adjective"]), tuple(places["noun"])
        self._least: int = places["least"]
        self._generic = frozenset(table["empty"]["generic"])
        self._spelled = spelled
        self.reader = BodyReader(spelled)

    def compare(self, one: str, other: str) -> Verdict:
        """Whether two names can be one body's."""
        left, right = self.reader.read(one), self.reader.read(other)
        if folded(one) == folded(other) and folded(one):
            reason = Reason(rule="names.same", weight=1.0, facts={"one": one, "other": other, "part": "name"})
            return verdict([reason], 1.0, 0)
        if not (left.items or left.numbers) or not (right.items or right.numbers):
            return verdict([Reason(rule="names.no_word")], 0.0, 1)
        ways = [self._words(left, right), *self._acronyms(left, right), *self._joined(left, right)]
        found = [self._with_rest(left, right, reasons) for reasons in ways]
        return max(found, key=lambda found: (found.match, found.score))

    def _with_rest(self, left: BodyName, right: BodyName, reasons: Sequence[Reason]) -> Verdict:
        """The verdict by the words, the numbers and the legal forms."""
        found = list(reasons)
        if left.numbers or right.numbers:
            facts = {"one": ", ".join(left.numbers), "other": ", ".join(right.numbers), "part": "number"}
            same = left.numbers == right.numbers
            found.append(Reason(rule="names.same" if same else "names.other", weight=float(same), facts=facts))
        if left.forms and right.forms:
            facts = {"one": left.legal, "other": right.legal, "part": "form"}
            same = not left.forms.isdisjoint(right.forms)
            found.append(Reason(rule="names.form" if same else "names.other", weight=float(same), facts=facts))
        elif left.forms or right.forms:
            facts = {"one": left.legal or right.legal}
            found.append(Reason(rule="names.form_left_out", weight=self._weights["form_left_out"], facts=facts))
        score, conflicts = 1.0, 0
        for reason in found:
            score *= reason.weight or 1.0
            conflicts += not reason.weight
        return verdict(found, score, conflicts)

    def _words(self, left: BodyName, right: BodyName) -> list[Reason]:
        """Compare word by word, in any order."""
        reasons, alone, rest = paired(left.items, right.items, self._alike)
        # What both have besides is another one's.
        for one, other in zip(alone, rest, strict=False):
            facts = {"one": one.written, "other": other.written, "part": "word"}
            reasons.append(Reason(rule="names.other", facts=facts))
        for item in (*alone[len(rest) :], *rest[len(alone) :]):
            weight = self._weights["generic_left_out"] if item.meanings & self._generic else 0.0
            reasons.append(Reason(rule="names.word_left_out", weight=weight, facts={"one": item.written}))
        return reasons

    def _alike(self, one: Item, other: Item) -> Reason | None:
        """How two words agree, None where they do not."""
        facts = {"one": one.written, "other": other.written, "part": "word"}

        def reason(rule: str) -> Reason:
            return Reason(rule=f"names.{rule}", weight=self._weights[rule], facts=facts)

        if folded(one.written) == folded(other.written):
            return reason("same")
        if one.meanings and other.meanings:
            return reason("translated") if one.meanings & other.meanings else None
        if not set(one.sounds).isdisjoint(other.sounds):
            return reason("spelled")
        if one.meanings or other.meanings:
            return None
        if (one.is_belarusian or other.is_belarusian) and {*map(self._spelled.spoken, one.sounds)} & {
            *map(self._spelled.spoken, other.sounds)
        }:
            return reason("spelled")
        is_place = self._is_place_of(one, other) or self._is_place_of(other, one)
        return (
            reason("place") if is_place or (one.is_owner and other.is_owner and self._are_cases(one, other)) else None
        )

    def _is_place_of(self, adjective: Item, noun: Item) -> bool:
        """Whether one word is the adjective of what the other names: “Борвенский”, “Borvenka”."""
        stems = self._stems(adjective.sounds, self._adjectives)
        others = {*noun.sounds, *self._stems(noun.sounds, (*self._adjectives, *self._nouns))}
        if adjective.is_belarusian or noun.is_belarusian:
            stems, others = ({*map(self._spelled.spoken, side)} for side in (stems, others))
        return not stems.isdisjoint(others)

    def _are_cases(self, one: Item, other: Item) -> bool:
        """Whether two words can be cases of one: “(министерство) Ольшании”, “Olshania”."""
        left, right = ({*item.sounds, *self._stems(item.sounds, self._nouns)} for item in (one, other))
        return not left.isdisjoint(right)

    def stems(self, sounds: Iterable[str]) -> set[str]:
        """A word without the endings of adjectives and nouns of places, by its sounds."""
        return self._stems(sounds, (*self._adjectives, *self._nouns))

    def is_generic(self, item: Item) -> bool:
        """Whether a name that leaves the word out can be the same body's."""
        return not self._generic.isdisjoint(item.meanings)

    def _stems(self, sounds: Iterable[str], endings: Sequence[str]) -> set[str]:
        return {
            one.removesuffix(ending)
            for one in sounds for ending in endings if one.endswith(ending) and len(one) - len(ending) >= self._least
        }  # fmt: skip

    def _acronyms(self, left: BodyName, right: BodyName) -> Iterator[list[Reason]]:
        """Compare each acronym with words that it can be short for, and the rest of both."""
        for short, full in ((left, right), (right, left)):
            for at, item in enumerate(short.items):
                size = len(item.letters)
                for start in range(len(full.items) - size + 1) if size else ():
                    run = full.items[start : start + size]
                    if not all(map(self._begins, item.letters, run)):
                        continue
                    facts = {"one": item.written, "other": " ".join(one.written for one in run)}
                    reason = Reason(rule="names.initials", weight=self._weights["initials"], facts=facts)
                    rest = (
                        replace(short, items=short.items[:at] + short.items[at + 1 :]),
                        replace(full, items=full.items[:start] + full.items[start + size :]),
                    )
                    yield [reason, *self._words(*rest)]

    def _begins(self, letter: str, item: Item) -> bool:
        """Whether a word, or one of the same meaning in another language, begins with a letter."""
        return not self.beginnings(item).isdisjoint(one[0] for one in self._spelled.sounds(letter))

    def beginnings(self, item: Item) -> set[str]:
        """The sounds that a word, or one of the same meaning in another language, can begin with."""
        found = {way[0] for way in self._spelled.sounds(item.written[0])} | {one[0] for one in item.sounds}
        return found.union(*(self.reader.initials[meaning] for meaning in item.meanings))

    def _joined(self, left: BodyName, right: BodyName) -> Iterator[list[Reason]]:
        """Compare names of their own that are written apart or as one."""
        sides = [[item for item in side.items if not item.meanings] for side in (left, right)]
        if len(sides[0]) == len(sides[1]) or not all(sides):
            return
        one, other = (
            frozenset("".join(way) for way in islice(product(*(item.sounds for item in side)), 64)) for side in sides
        )
        if one.isdisjoint(other):
            return
        facts = {
            key: " ".join(item.written for item in side) for key, side in zip(("one", "other"), sides, strict=True)
        }
        known = [replace(side, items=tuple(item for item in side.items if item.meanings)) for side in (left, right)]
        joined = Reason(rule="names.joined", weight=self._weights["joined"], facts=facts)
        yield [joined, *self._words(*known)]


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


@cache
def body_matcher() -> BodyMatcher:
    """The matcher, made once."""
    return BodyMatcher(speller())
