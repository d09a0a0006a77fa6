"""Given names: which are forms of one name, short forms among them, and what the name of a father makes a patronymic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from tocsin.lexicon.language import names_lexicon
from tocsin.resolve.spelling import Sounds, Speller, is_cyrillic, speller

_VOWELS = "aeiou"
_KEPT = 1 << 17
"""Words that are kept ready."""


class Sex(StrEnum):
    """Which pronoun a name goes with."""

    HE = "he"
    SHE = "she"


@dataclass(frozen=True, slots=True)
class Given:
    """What a given name can be a form of.

    Attributes:
        full: The names that it is a form of, by their numbers.
        abroad: Those that it is another language's form of, too far from the others to be a spelling: “John” for “Иван”.
        short: The names that it is short for.
    """

    full: frozenset[int] = frozenset()
    abroad: frozenset[int] = frozenset()
    short: frozenset[int] = frozenset()

    @property
    def names(self) -> frozenset[int]:
        """All names that it can stand for."""
        return self.full | self.abroad | self.short


UNKNOWN = Given()


class GivenNames:
    """The given names of `names/given.toml`, found by any spelling of any form."""

    def __init__(self, table: Mapping[str, Any], persons: Mapping[str, Any], spelled: Speller) -> None:
        patronymics, self._tender = persons["patronymics"], tuple(persons["tender"]["endings"])
        self.of = lru_cache(maxsize=_KEPT)(self._read)
        self.patronymic = lru_cache(maxsize=_KEPT)(self._patronymic)
        self._sexes: list[Sex] = []
        self._forms: list[frozenset[str]] = []
        full: dict[str, set[int]] = defaultdict(set)
        abroad: dict[str, set[int]] = defaultdict(set)
        short: dict[str, set[int]] = defaultdict(set)
        self._fathers: dict[str, set[int]] = defaultdict(set)
        self._eastern: set[int] = set()
        for sex, key in ((Sex.HE, "male"), (Sex.HE, "male_eastern"), (Sex.SHE, "female")):
            for line in table[key]:
                number = len(self._sexes)
                forms, _, shorter = line.partition("~")
                sounds = frozenset(one for form in forms.split() for one in spelled.sounds(form))
                self._sexes.append(sex)
                if key.endswith("eastern"):
                    self._eastern.add(number)
                self._forms.append(sounds)
                home = (form for form in forms.split() if is_cyrillic(form))
                skeletons = {spelled.skeleton(one) for form in home for one in spelled.sounds(form)}
                for one in sounds:
                    (full if spelled.skeleton(one) in skeletons else abroad)[one].add(number)
                    if sex is Sex.HE:
                        self._fathers[one].add(number)
                        self._fathers[one.rstrip(_VOWELS)].add(number)
                for form in shorter.split():
                    for one in spelled.sounds(form):
                        short[one].add(number)
        self._known = {
            one: Given(*(frozenset(table.get(one, ())) for table in (full, abroad, short)))
            for one in full.keys() | abroad.keys() | short.keys()
        }
        self._stems: Mapping[str, str] = patronymics["stems"]
        self._endings = [
            (ending, Sex(sex)) for sex in ("he", "she") for ending in sorted(patronymics[sex], key=len, reverse=True)
        ]

    def _read(self, sounds: Sounds) -> Given:
        """What a word can be as a given name; nothing where it is none that is known."""
        found = [self._known[one] for one in sounds if one in self._known]
        if not found:
            return self._tender_of(sounds)
        full, abroad, short = (
            frozenset[int]().union(*(getattr(one, way) for one in found)) for way in ("full", "abroad", "short")
        )
        return Given(full, abroad - full, short - full)

    def _tender_of(self, sounds: Iterable[str]) -> Given:
        """The names that a tender form, which the tables do not have, is made from."""
        stems = (one.removesuffix(ending) for one in sounds for ending in self._tender if one.endswith(ending))
        found = (self._known.get(one, UNKNOWN) for stem in stems for one in (stem, f"{stem}a"))
        return Given(short=frozenset[int]().union(*(given.full for given in found)))

    def sex(self, given: Given) -> Sex | None:
        """Whose name it is, where that is clear."""
        sexes = {self._sexes[number] for number in given.names}
        return sexes.pop() if len(sexes) == 1 else None

    def is_eastern(self, given: Given) -> bool:
        """Whether a name is of Arabic, Persian, Turkic or Caucasian origin."""
        return not self._eastern.isdisjoint(given.names)

    def forms(self, given: Given) -> frozenset[str]:
        """How the forms of a name sound, without the short ones."""
        return frozenset[str]().union(*(self._forms[number] for number in given.names))

    def _patronymic(self, sounds: Sounds) -> tuple[frozenset[str], Sex] | None:
        """The stem that a patronymic has from the father's name, and whose child it is; None for other words."""
        for ending, sex in self._endings:
            stems = frozenset(one.removesuffix(ending) for one in sounds if one.endswith(ending) and one != ending)
            if stems:
                return stems, sex
        return None

    def fathers(self, stems: Iterable[str]) -> frozenset[int]:
        """The names that the father of somebody with such a patronymic can have, as far as they are known."""
        found: set[int] = set()
        for stem in stems:
            stem = self._stems.get(stem, stem)
            found |= self._fathers.get(stem) or self._fathers.get(stem.rstrip(_VOWELS), set())
        return frozenset(found)


@cache
def given_names() -> GivenNames:
    """The given names that are known, made once."""
    lexicon = names_lexicon()
    return GivenNames(lexicon.table("given"), lexicon.table("persons"), speller())
