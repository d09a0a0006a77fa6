"""Whose figure it is: the names of one source, in its own documents and in those of others, brought to one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations
from tocsin.model.query import Report
from tocsin.text.folding import folded
from tocsin.text.words import words

NOT_NAMED = "not named"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is compared: the words that carry it, and the countries in it."""

    written: str
    words: frozenset[str]
    nations: frozenset[str]

    def is_short_for(self, other: "_Name") -> bool:
        """Whether everything in this name is in the other one too."""
        return bool(self.words) and self.words <= other.words and self.nations <= other.nations


class Origins:
    """The origins of claims, as far as their names tell that they are one."""

    def __init__(self, lexicon: Lexicon, claims: Iterable[Report]) -> None:
        self._things, self._nations = counted_things(lexicon), nations(lexicon)
        self._empty = frozenset(lexicon.table("questions")["words"]["empty"])
        self._anybody = self._things.forms(lexicon.table("links")["origins"]["anybody"])
        self._evidence = self._things.forms(lexicon.table("estimates")["origins"]["evidence"])
        self._read: dict[str, _Name] = {}
        self._own = {found.claim.id: self._of_document(found) for found in claims}
        self._full = self._fullest(set(self._own.values()))

    def of(self, report: Report) -> str:
        """The origin of a claim: the last of its chain that can be named, by its fullest name."""
        name = self._own[report.claim.id]
        return self._full.get(name, name)

    def _of_document(self, report: Report) -> str:
        """The origin as the document names it; an outlet that names itself in its own text is no other origin."""
        claim, outlet = report.claim, report.outlet
        if not claim.sources:
            return outlet or claim.speaker or f"{NOT_NAMED}, in {report.name}"
        name = self._name(claim.sources[-1])
        if outlet and name.words & self._evidence:
            return outlet
        if outlet and (name.is_short_for(self._name(outlet)) or self._name(outlet).is_short_for(name)):
            return outlet
        if name.words <= self._anybody and not name.nations:
            return f"{name.written}, in {outlet or report.name}"
        return name.written

    def _name(self, written: str) -> _Name:
        if written not in self._read:
            named = list(self._nations.named(written.split()))
            taken = {at for nation in named for at in range(nation.first, nation.end)}
            rest = " ".join(word for at, word in enumerate(written.split()) if at not in taken)
            found = (word.lower for word in words(folded(rest), inside="-'’."))
            forms = self._things.forms(word for word in found if word not in self._empty)
            self._read[written] = _Name(written, forms, frozenset(one.country for one in named))
        return self._read[written]

    def _fullest(self, names: Iterable[str]) -> dict[str, str]:
        """For each name, the one full name that it is short for, where there is only one."""
        read = sorted((self._name(name) for name in names), key=lambda name: (len(name.words), name.written))
        holding: dict[str, list[_Name]] = defaultdict(list)
        for name in read:
            for word in name.words:
                holding[word].append(name)
        return {name.written: full for name in read if (full := self._one_full(name, holding)) is not None}

    def _one_full(self, name: _Name, holding: dict[str, list[_Name]]) -> str | None:
        lists: Sequence[list[_Name]] = [holding[word] for word in name.words]
        rarest = min(lists, key=len, default=[])
        fuller = [one for one in rarest if one is not name and name.is_short_for(one)]
        longest = [one for one in fuller if not any(one is not other and one.is_short_for(other) for other in fuller)]
        distinct = {(one.words, one.nations) for one in longest}
        return longest[-1].written if len(distinct) == 1 else None
