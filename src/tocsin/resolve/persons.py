"""The names of persons: their parts, and whether two can be one person's."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from tocsin.lexicon.language import names_lexicon
from tocsin.model.reason import Reason
from tocsin.resolve.given import UNKNOWN, Given, GivenNames, Sex, given_names
from tocsin.resolve.pairing import paired
from tocsin.resolve.spelling import Sounds, Speller, is_cyrillic, speller
from tocsin.resolve.verdict import Verdict, verdict
from tocsin.text.folding import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ′][^\W\d_]*)*\.?(?:[-‐‑–][^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)*|[,;]")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_HYPHEN = re.compile(r"[-‐‑–]")
_INITIALS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_GLUED = re.compile(r"(?<=[a-zа-яёіў]{3})(?=[A-ZА-ЯЁІЎ][a-zа-яёіў]{2})")
"""Where two words of a name were written as one: “IlseBrandt”."""
_MOST = 12
"""Words of a name that are looked at."""
_INITIAL = 4
"""Letters of the longest initial: “Shch.”."""
_SOFT = re.compile(r"i(?=[aou])")
_KEPT = 1 << 18
Shared = frozenset[str | int] | None
"""What a given name has in common with all that agree with it; None where it is an initial or not told, for then any may."""
_folded = lru_cache(maxsize=_KEPT)(folded)


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: as it is written, its ways to be sounded out, and what it is as a given name."""

    written: str
    sounds: Sounds
    is_initial: bool = False
    is_loud: bool = False
    given: Given = UNKNOWN

    @property
    def key(self) -> str:
        """Its folded form."""
        return _folded(self.written.rstrip("."))


@dataclass(frozen=True, slots=True)
class PersonName:
    """One way to take a name apart.

    Attributes:
        given: The given name, and further ones; words or initials.
        patronymic: The patronymic, a word or an initial.
        surnames: The surname by its parts: two of a double one.
        born: Surnames that its bearer had before.
        is_plain: Whether the parts stand in their usual order, or something tells which is which.
        is_belarusian: Whether something of it is written as in Belarusian.
        is_eastern: Whether it is of Arabic or Persian origin, so that its vowels are written in many ways.
    """

    given: tuple[Part, ...]
    patronymic: Part | None
    surnames: tuple[Part, ...]
    born: tuple[Part, ...] = ()
    is_plain: bool = True
    is_eastern: bool = False
    is_belarusian: bool = False


class _Agreement(NamedTuple):
    """How two parts agree: the rule that tells it, and what is left of the score; none where they do not."""

    rule: str
    weight: float


class _Ways(NamedTuple):
    """What else than spelling may tell two words apart: what Belarusian writes as it is heard, and vowels of the East."""

    spoken: bool
    eastern: bool


class PersonReader:
    """Takes the names of persons apart."""

    def __init__(self, spelled: Speller, known: GivenNames) -> None:
        table = names_lexicon().table("persons")
        self._titles, self._born = frozenset(table["titles"]), frozenset(table["born"])
        self._particles, self._eastern = frozenset(table["particles"]), frozenset(table["eastern"])
        self._spelled, self._known = spelled, known
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, written: str) -> tuple[PersonName, ...]:
        """The ways in which a name can be taken apart, the likeliest first; none for what holds no word."""
        manner = self._spelled.manner(written)
        born = [part for inside in _BRACKETS.findall(written) for part in self._parts(_words(inside), manner)]
        words = _words(_BRACKETS.sub(" ", _GLUED.sub(" ", _INITIALS.sub(". ", written))))
        keys = {_folded(half) for word in words for half in _HYPHEN.split(word)}
        for at, word in enumerate(words):
            if _folded(word.rstrip(".")) in self._born and at:
                born += self._parts(words[at:], manner)
                words = words[:at]
                break
        while words and words[-1] in ",;":
            words.pop()
        cut = next((at for at, word in enumerate(words) if word in ",;"), 0)
        parts = self._parts(words, manner)
        if not parts:
            return ()
        surname, rest = self._parts(words[:cut], manner), self._parts(words[cut:], manner)
        # "Frost, Mr": what stands on one side of the comma is all of the name.
        if surname and rest:
            found = [self._split(rest, surname)]
            found += [self._split(surname, rest)] if not rest[0].is_initial else []
        else:
            found = list(self._orders(parts))
        former = tuple(part for part in born if not part.is_initial)
        eastern = not self._eastern.isdisjoint(keys) or any(self._known.is_eastern(part.given) for part in parts)
        belarusian = any(self._spelled.is_belarusian(part.written) for part in (*parts, *born))
        return tuple(
            replace(
                one, born=former, is_plain=one.is_plain and number == 0, is_eastern=eastern, is_belarusian=belarusian
            )
            for number, one in enumerate(found)
        )

    def _parts(self, words: Sequence[str], manner: str) -> list[Part]:
        found: list[Part] = []
        shouted = all(word.isupper() for word in words if len(word) > 1)
        for word in words:
            bare = word.rstrip(".")
            key = _folded(bare)
            if word in ",;" or key in self._titles or key in self._born:
                continue
            is_initial = len(bare) == 1 or (word.endswith(".") and len(bare) <= _INITIAL)
            if not shouted and len(bare) == 2 and bare.isupper() and len(words) > 1:
                # "AI Vereskunov"
                found += [Part(one, self._spelled.sounds(one, manner), is_initial=True) for one in bare]
                continue
            sounds = self._spelled.sounds(bare, manner)
            if sounds and (is_initial or key not in self._particles or len(words) == 1):
                loud = not shouted and len(bare) > 1 and bare.isupper()
                given = UNKNOWN if is_initial else self._known.of(sounds)
                found.append(Part(bare, sounds, is_initial, loud, given))
        return found[:_MOST]

    def _split(self, given: Sequence[Part], surnames: Sequence[Part], *, is_plain: bool = True) -> PersonName:
        """A name of which one side is known to be the surname; of the other, a patronymic stands behind the given name."""
        own = list(given)
        patronymic = None
        if len(own) > 1 and (own[1].is_initial or self._known.patronymic(own[1].sounds) is not None):
            patronymic = own.pop(1)
        return PersonName(tuple(own), patronymic, self._halves(surnames), is_plain=is_plain)

    def _halves(self, surnames: Sequence[Part]) -> tuple[Part, ...]:
        found = []
        for part in surnames:
            halves = _HYPHEN.split(part.written)
            kept = [half for half in halves if _folded(half) not in self._particles]
            found += [Part(half, self._spelled.sounds(half)) for half in kept] if kept and len(halves) > 1 else [part]
        return tuple(found)

    def _orders(self, parts: list[Part]) -> Iterator[PersonName]:
        words = [part for part in parts if not part.is_initial]
        if len(words) <= 1 or (len(parts) > len(words) and len(words) == 1):
            initials = [part for part in parts if part.is_initial]
            yield self._split(initials, words)
            if words and len(initials) == 1 and words[0].given.names and parts[0] is words[0]:
                yield PersonName((words[0],), None, (initials[0],))
            return
        loud = [part for part in parts if part.is_loud and not part.is_initial]
        if loud and len(loud) < len(words):
            yield self._split([part for part in parts if part not in loud], loud)
            return
        middle = self._patronymic(parts)
        if middle is not None:
            given, surnames = parts[middle - 1 : middle], parts[middle + 1 :] + parts[: middle - 1]
            if surnames:
                yield PersonName(tuple(given), parts[middle], self._halves(surnames))
                return
        is_first, is_last = bool(parts[0].given.names), bool(parts[-1].given.names)
        if parts[0].is_initial:
            yield self._split(parts[:-1], parts[-1:])
        elif (parts[-1].is_initial and not is_first) or (is_last and not is_first and len(words) == 2):
            yield self._split(parts[1:], parts[:1])
        else:
            yield self._split(parts[:-1], parts[-1:])
            if not is_first or parts[-1].is_initial:
                yield self._split(parts[1:], parts[:1], is_plain=False)
            if len(parts) > 2 and not any(part.is_initial for part in parts[1:]):
                yield self._split(parts[:1], parts[1:], is_plain=False)

    def _patronymic(self, parts: Sequence[Part]) -> int | None:
        """Where the patronymic stands: behind a given name, or behind what stands where one does."""
        if len(parts) < 3:
            return None
        found = [
            at for at, part in enumerate(parts)
            if at and not part.is_initial and self._known.patronymic(part.sounds) is not None
        ]  # fmt: skip
        known = [at for at in found if parts[at - 1].given.full]
        return next(iter(known or found), None)


class _Way(NamedTuple):
    """A way to take a name apart, and what its given name and its surnames have in common with all that agree with them."""

    name: PersonName
    given: Shared
    surnames: frozenset[str]

    def may_match(self, other: "_Way") -> bool:
        """Whether given names and surnames share what those that agree share: most pairs do not, and that is soon told."""
        is_given = self.given is None or other.given is None or not self.given.isdisjoint(other.given)
        return is_given and not self.surnames.isdisjoint(other.surnames)


class PersonMatcher:
    """Compares the names of persons."""

    def __init__(self, spelled: Speller, known: GivenNames) -> None:
        table = names_lexicon().table("persons")
        self._weights: dict[str, float] = table["weights"]
        self._letters: dict[str, str] = table["letters"]
        self._endings = [
            (ending, Sex(sex)) for sex in ("she", "he") for ending in table["surnames"][sex]
        ]  # fmt: skip
        self._shortest: int = table["surnames"]["shortest"]
        self._spelled, self._known = spelled, known
        self.reader = PersonReader(spelled, known)
        self._ways = lru_cache(maxsize=_KEPT)(self._ways_of)

    def compare(self, one: str, other: str) -> Verdict:
        """Whether two names can be one person's."""
        ways = product(self.reader.read(one), self.reader.read(other))
        found = [self._compared(left, right) for left, right in ways]
        return max(
            found, key=lambda found: (found.match, found.score), default=verdict([Reason(rule="names.no_word")], 0.0, 1)
        )

    def match(self, one: str, other: str) -> Verdict | None:
        """What `compare` gives for two names that match; None, far sooner, for most that do not."""
        ways = product(self._ways(one), self._ways(other))
        found = (self._compared(left.name, right.name) for left, right in ways if left.may_match(right))
        return max((one for one in found if one.match), key=lambda found: found.score, default=None)

    def given(self, written: str) -> Shared:
        """What the given name of a person has in common with every one that agrees with it, in any way to take it apart."""
        found = [way.given for way in self._ways(written)]
        return None if None in found else frozenset[str | int]().union(*filter(None, found))

    def _ways_of(self, written: str) -> tuple["_Way", ...]:
        found = []
        for name in self.reader.read(written):
            first = name.given[0] if name.given else None
            given = None if first is None or first.is_initial else self._shared(first) | first.given.names
            surnames = (self._shared(part) for part in (*name.surnames, *name.born))
            joined = (_joined(parts) for parts in (name.surnames, name.born) if parts)
            found.append(_Way(name, given, frozenset[str]().union(*surnames, *joined)))
        return tuple(found)

    def _compared(self, left: PersonName, right: PersonName) -> Verdict:
        findings = _Findings(self._weights)
        ways = _Ways(left.is_belarusian or right.is_belarusian, left.is_eastern or right.is_eastern)
        forms = self._compare_given(left, right, findings, ways)
        self._compare_surnames(left, right, findings, ways._replace(spoken=ways.spoken or forms))
        self._compare_patronymics(left, right, findings)
        sexes = self._sex(left), self._sex(right)
        if None not in sexes and sexes[0] is not sexes[1]:
            findings.against("sex")
        if not (left.is_plain and right.is_plain):
            findings.score *= self._weights["order"]
        return findings.verdict()

    def _compare_given(self, left: PersonName, right: PersonName, findings: "_Findings", ways: "_Ways") -> bool:
        """Compare given names; gives whether they are forms of one name in two languages."""
        if not left.given or not right.given:
            findings.against("no_given")
            return False
        found = self._given(left.given[0], right.given[0], ways)
        findings.add("given", left.given[0], right.given[0], found)
        self._compare_rest(left, right, findings, ways)
        return found is not None and found.rule in ("form", "abroad")

    def _compare_rest(self, left: PersonName, right: PersonName, findings: "_Findings", ways: "_Ways") -> None:
        """Compare further given names, and what only one of the two takes for a patronymic or a part of the surname."""
        rest = []
        for side, other in ((left, right), (right, left)):
            more = list(side.given[1:])
            if side.patronymic is not None and other.patronymic is None:
                more.append(side.patronymic)
            if len(side.surnames) > len(other.surnames):
                more += [
                    part for part in side.surnames
                    if not any(self._alike(part, one, ways._replace(spoken=True)) for one in other.surnames)
                ]  # fmt: skip
            rest.append(more)
        agreed, alone, others = paired(rest[0], rest[1], lambda one, two: self._given(one, two, ways))
        for found in agreed:
            findings.score *= found.weight
        for one, two in zip(alone, others, strict=False):
            findings.add("middle", one, two, None)
        if len(alone) != len(others) and any(not part.is_initial for part in (*alone, *others)):
            findings.score *= self._weights["middle"]

    def _given(self, one: Part, two: Part, ways: "_Ways") -> _Agreement | None:
        if one.is_initial or two.is_initial:
            return self._initials(one, two)
        if one.given.names and two.given.names:
            if one.given.names.isdisjoint(two.given.names):
                return None
            alike = self._alike(one, two, ways._replace(spoken=False))
            if alike is not None:
                return alike
            if one.given.full & two.given.full:
                return self._agreement("form")
            left, right = (given.full | given.abroad for given in (one.given, two.given))
            return self._agreement("abroad" if left & right else "short")
        return self._alike(one, two, ways._replace(spoken=True))

    def _initials(self, one: Part, two: Part) -> _Agreement | None:
        """How an initial agrees with a word, or with another."""
        pairs = [pair for pair in ((one, two), (two, one)) if pair[0].is_initial]
        found = [agreed for pair in pairs if (agreed := self._initial(*pair)) is not None]
        return max(found, key=lambda agreed: agreed.weight, default=None)

    def _initial(self, initial: Part, full: Part) -> _Agreement | None:
        def begins(sounds: str) -> bool:
            letter = initial.key
            if len(letter) == 1 and letter.isascii():
                return letter in self._letters.get(sounds[:1], sounds[:1])
            # "И." is no "Ю.", though its sound begins with it.
            return any(
                sounds.startswith(one) and not (one == "i" and sounds[1:2] in tuple("aou")) for one in initial.sounds
            )

        if any(begins(one) for one in full.sounds) or initial.key == full.key[: len(initial.key)]:
            return self._agreement("initial")
        return self._agreement("initial_form") if any(map(begins, self._known.forms(full.given))) else None

    def _compare_surnames(self, left: PersonName, right: PersonName, findings: "_Findings", ways: "_Ways") -> None:
        if not left.surnames or not right.surnames:
            findings.against("no_surname")
            return
        found = self._surnames(left.surnames, right.surnames, ways)
        if found is None:
            for born, surnames in ((left.born, right.surnames), (right.born, left.surnames), (left.born, right.born)):
                if born and surnames and self._surnames(born, surnames, ways) is not None:
                    found = self._agreement("born")
        one, two = (" ".join(part.written for part in side.surnames) for side in (left, right))
        findings.add("surname", one, two, found)

    def _surnames(self, left: Sequence[Part], right: Sequence[Part], ways: "_Ways") -> _Agreement | None:
        if max(len(left), len(right)) > 1 and _joined(left) & _joined(right):
            return self._agreement("spelled")
        agreed, alone, rest = paired(left, right, lambda one, two: self._alike(one, two, ways))
        if not agreed or (alone and rest):
            return None
        worst = min(agreed, key=lambda one: (one.weight, one.rule))
        if alone or rest:
            return _Agreement("half_surname", worst.weight * self._weights["half_surname"])
        return worst

    def _alike(self, one: Part, two: Part, ways: "_Ways") -> _Agreement | None:
        """How two words are spellings of one."""
        if one.key == two.key:
            return self._agreement("same")
        if not set(one.sounds).isdisjoint(two.sounds):
            return self._agreement("spelled")
        if any(_is_softer(left, right) for left, right in ((one, two), (two, one))):
            return self._agreement("spelled")
        if ways.spoken and _changed(one, self._spelled.spoken) & _changed(two, self._spelled.spoken):
            return self._agreement("belarusian")
        if self._spelled.is_latvian(one.written) or self._spelled.is_latvian(two.written):
            ends = self._spelled.without_ending
            if _changed(one, ends, keep=True) & _changed(two, ends, keep=True):
                return self._agreement("latvian")
        if ways.eastern and _changed(one, self._spelled.eastern) & _changed(two, self._spelled.eastern):
            return self._agreement("vowels")
        return None

    def _shared(self, part: Part) -> frozenset[str]:
        """What a word has in common with every word that it is alike to, in any way that `_alike` knows."""
        ends, spoken, eastern = self._spelled.without_ending, self._spelled.spoken, self._spelled.eastern
        changes = (ends, spoken, eastern, _without_softness)
        ways = {*part.sounds, *(change(one) for one in part.sounds for change in changes)}
        return frozenset((f"~{part.key}", *ways))

    def _compare_patronymics(self, left: PersonName, right: PersonName, findings: "_Findings") -> None:
        one, two = left.patronymic, right.patronymic
        if one is None or two is None:
            if one is not None or two is not None:
                findings.score *= self._weights["left_out"]
            return
        if one.is_initial or two.is_initial:
            found = self._initials(one, two)
        else:
            found = self._fathers(one, two)
        findings.add("patronymic", one, two, found)

    def _fathers(self, one: Part, two: Part) -> _Agreement | None:
        left, right = self._known.patronymic(one.sounds), self._known.patronymic(two.sounds)
        if left is None or right is None:
            return self._alike(one, two, _Ways(spoken=True, eastern=False))
        if left[1] is not right[1]:
            return None
        fathers = self._known.fathers(left[0]), self._known.fathers(right[0])
        if fathers[0] and fathers[1]:
            return None if fathers[0].isdisjoint(fathers[1]) else self._agreement("form")
        return self._alike(one, two, _Ways(spoken=True, eastern=False))

    def _sex(self, name: PersonName) -> Sex | None:
        """Whose name it is: by the patronymic, the given name or the ending of the surname."""
        if name.patronymic is not None and not name.patronymic.is_initial:
            found = self._known.patronymic(name.patronymic.sounds)
            if found is not None:
                return found[1]
        given = self._known.sex(name.given[0].given) if name.given and not name.given[0].is_initial else None
        return given or self._sex_of_surname(name)

    def _sex_of_surname(self, name: PersonName) -> Sex | None:
        for part in name.surnames[-1:]:
            for ending, sex in self._endings:
                if any(len(one) >= self._shortest and one.endswith(ending) for one in part.sounds):
                    return sex
        return None

    def _agreement(self, rule: str) -> _Agreement:
        return _Agreement(rule, self._weights[rule])


@dataclass(slots=True)
class _Findings:
    """What a comparison has found so far."""

    weights: dict[str, float]
    score: float = 1.0
    reasons: list[Reason] = field(default_factory=list)
    conflicts: int = 0

    def add(self, part: str, one: Part | str, two: Part | str, found: _Agreement | None) -> None:
        """Enter how two parts agree, or that they do not."""
        written = tuple(side if isinstance(side, str) else side.written for side in (one, two))
        facts = {"one": written[0], "other": written[1], "part": part}
        if found is None:
            self.against("other", facts)
            return
        self.score *= found.weight
        self.reasons.append(Reason(rule=f"names.{found.rule}", weight=found.weight, facts=facts))

    def against(self, rule: str, facts: dict[str, str] | None = None) -> None:
        """Enter what speaks against it."""
        self.conflicts += 1
        self.reasons.append(Reason(rule=f"names.{rule}", facts=facts or {}))

    def verdict(self) -> Verdict:
        """What follows."""
        return verdict(self.reasons, self.score, self.conflicts)


def _words(text: str) -> list[str]:
    return [match[0] for match in islice(_WORD.finditer(text), 2 * _MOST)]


def _joined(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset("".join(way) for way in islice(product(*(part.sounds for part in parts)), 64))


def _changed(part: Part, change: Callable[[str], str], *, keep: bool = False) -> frozenset[str]:
    changed = frozenset(map(change, part.sounds))
    return changed | frozenset(part.sounds) if keep else changed


def _without_softness(sounds: str) -> str:
    return _SOFT.sub("", sounds)


def _is_softer(one: Part, two: Part) -> bool:
    """Whether a romanised word only lacks the softness of another: “Ludmila”, “Людмила”."""
    return not is_cyrillic(two.written) and bool(_changed(one, _without_softness) & frozenset(two.sounds))


@cache
def person_matcher() -> PersonMatcher:
    """The matcher, made once."""
    return PersonMatcher(speller(), given_names())
