"""Words and phrases that tell how far a matter has come, how much it takes in, and on what it stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tocsin.link.words import Wording


class MarkFinder:
    """Finds the marks of a text; only phrases whose first word is there are looked at."""

    def __init__(self, marks: Mapping[str, Sequence[str]]) -> None:
        """Take in the marks.

        Args:
            marks: Words and phrases in lower case, by what they tell.
        """
        self._names = tuple(marks)
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, own in marks.items():
            for mark in own:
                self._by_first[mark.partition(" ")[0]].append((name, mark))

    def find(self, wording: Wording) -> dict[str, frozenset[str]]:
        """The marks that stand in the words, by what they tell; “plan” tells nothing inside “no plan”."""
        spaced = f" {' '.join(wording.written)} "
        found: dict[str, set[str]] = {name: set() for name in self._names}
        for word in set(wording.written) & self._by_first.keys():
            for name, mark in self._by_first[word]:
                if mark == word or f" {mark} " in spaced:
                    found[name].add(mark)
        longer = [f" {mark} " for own in found.values() for mark in own if " " in mark]
        if not longer:
            return {name: frozenset(own) for name, own in found.items()}
        return {name: frozenset(mark for mark in own if not _is_inside(mark, longer)) for name, own in found.items()}


def _is_inside(mark: str, longer: Sequence[str]) -> bool:
    return any(f" {mark} " in other and f" {mark} " != other for other in longer)
