"""Which names of persons match: every two are compared once, and what was compared before is not compared again."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from tocsin.lexicon.language import names_lexicon
from tocsin.model.party import ComparedNames
from tocsin.resolve.blocking import FoundBy, PersonIndex, found_by
from tocsin.resolve.persons import person_matcher

_SPELLINGS = frozenset(f"names.{rule}" for rule in ("same", "spelled", "form", "belarusian", "latvian"))
"""What may tell two full names from one another that are one person's all the same."""
_ABROAD = "names.abroad"
"""What makes two names of one form in two languages: too little to join two parties by."""


OF_TEXTS = ("entries.py", "names.py", "posts.py", "register.py", "ties.py")
"""The files of this folder that no comparison depends on: they read names in texts, and join those that were compared."""


class PersonComparisons:
    """Pairs of names that match, each pair compared once.

    Attributes:
        new: What was compared here, and not before.
    """

    def __init__(self, known: ComparedNames | None = None) -> None:
        """Begin with what was compared before, in the way that `comparer` names."""
        self._known = known or ComparedNames()
        self.new = ComparedNames()
        self._matches: dict[str, dict[str, bool]] = defaultdict(dict)
        for pair, alike in self._known.matches.items():
            self._enter(pair, alike)

    def add(self, names: Iterable[str]) -> None:
        """Compare names with one another, and with those before."""
        new = [name for name in dict.fromkeys(names) if name not in self._known.found_by]
        if not new:
            return
        index: PersonIndex[str] = PersonIndex()
        for name, written in self._known.found_by.items():
            index.add(name, _read(written))
        found: dict[str, str] = {}
        matches: dict[tuple[str, str], bool] = {}
        for name in new:
            own = found_by(name)
            found[name] = _written(own)
            index.add(name, own)
            for other in index.near(own):
                pair = (name, other) if name < other else (other, name)
                alike = _compared(*pair)
                if alike is not None:
                    matches[pair] = alike
                    self._enter(pair, alike)
        self.new = self.new | ComparedNames(found_by=found, matches=matches)
        self._known = self._known | self.new

    @property
    def names(self) -> Collection[str]:
        """All that were compared."""
        return self._known.found_by.keys()

    def of(self, name: str) -> Mapping[str, bool]:
        """The names that match one, perhaps itself among them, and whether these are spellings of one name."""
        return self._matches.get(name, {})

    def found_by(self, name: str) -> FoundBy:
        """What a name that was compared is found by."""
        return _read(self._known.found_by[name])

    def _enter(self, pair: tuple[str, str], alike: bool) -> None:
        one, other = pair
        self._matches[one][other] = self._matches[other][one] = alike


def _compared(one: str, other: str) -> bool | None:
    """Whether two names are spellings of one; None where they do not match."""
    found = person_matcher().match(one, other)
    if found is None:
        return None
    rules = {reason.rule for reason in found.reasons}
    return None if _ABROAD in rules else rules <= _SPELLINGS


@cache
def comparer() -> str:
    """What tells this way of comparing names from another one: a hash of the code and of what it knows of names."""
    digest = sha256(names_lexicon().fingerprint().encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name in OF_TEXTS:
            continue
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _written(name: FoundBy) -> str:
    shared = None if name.shared is None else sorted(name.shared, key=str)
    return json.dumps([name.blocks, shared], ensure_ascii=False, separators=(",", ":"))


def _read(written: str) -> FoundBy:
    blocks, shared = json.loads(written)
    return FoundBy(tuple((word, other) for word, other in blocks), None if shared is None else frozenset(shared))
