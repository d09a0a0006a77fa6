"""Whom the pronouns of a text stood for so far: the properties of the candidates of the next one.

A pronoun goes on with what the last one of its kind stood for, until somebody else comes into the light (centering, after
Grosz, Joshi and Weinstein 1995).
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tocsin.read.coref.pairs import Bools, Floats, Pairs, pronoun_pairs
from tocsin.read.coref.table import OBJECT, POSSESSOR, SUBJECT, THIRD, Ints, Kind, Table

FACTS = (
    "as the last", "as the last, in this sentence", "as the last, a sentence before", "as the last, further back",
    "as the last, both subjects", "as the last, in the same role", "as the last, of the same verb",
    "as the last, named since", "before the last", "after the last", "another than the last of this sentence",
    "last is unresolved", "no last", "stands beside it", "meant once of late", "meant often of late", "gender known",
    "is a pronoun", "is an unresolved pronoun", "is a pronoun of this sentence", "is a pronoun of the sentence before",
)  # fmt: skip
_RECENT = 8
"""Resolved pronouns that are remembered."""
_LATE = 2
"""Sentences in which something was meant of late."""
_FORGOTTEN = 40
"""Sentences after which the last pronoun tells nothing."""
_BESIDE = 6
"""Arguments of the same verb that are looked at."""
_DEEP = 12
"""Phrases inside each other that are looked at."""
_GENDERED = (Kind.HE, Kind.SHE, Kind.IT)
_NOBODY = -(1 << 40)


class _Last(NamedTuple):
    """The last pronoun of a kind, and what it stood for."""

    identity: int
    pronoun: int
    is_unresolved: bool


class Asked(NamedTuple):
    """A personal pronoun, when all before it are resolved.

    Attributes:
        pronoun: Its number.
        rows: Its pairs among those that it came with.
        candidates: The phrases that it may stand for.
        told: The facts of each candidate, in the order of FACTS: (candidates, facts).
        kept: Whether each candidate can be meant at all.
    """

    pronoun: int
    rows: slice
    candidates: Ints
    told: Floats
    kept: Bools


class Focus:
    """What the personal pronouns of a document stood for, from its beginning to where it is read."""

    def __init__(self, table: Table, identity: Ints) -> None:
        """Begin a document.

        Args:
            table: Its phrases.
            identity: What each nominal phrase stands for, as a number; those of pronouns are filled in as they are resolved.
        """
        self.identity = identity.copy()
        self._kind: list[int] = table["kind"].tolist()
        self._role: list[int] = table["role"].tolist()
        self._verb: list[int] = table["verb"].tolist()
        self._sentence: list[int] = table["sentence"].tolist()
        self._reflexive: list[int] = table["reflexive"].tolist()
        self._last: dict[int, _Last] = {}
        self._meant: deque[tuple[int, int]] = deque(maxlen=_RECENT)
        self._gender: dict[int, int] = {}
        self._shared: list[int] = table["shared"].tolist()
        self._table = table
        self._beside, self._subjects = self._arguments()
        self._around = self._owned(table)

    def asked(self) -> Iterator[tuple[Pairs, Iterator[Asked]]]:
        """The personal pronouns that have candidates, in order: some pairs at a time, and the pronouns of these pairs.

        The caller must `resolve` each pronoun before it takes the next. One without candidates is resolved to nothing.
        """
        pronouns = iter(np.flatnonzero(np.isin(self._table["kind"], THIRD)).tolist())
        for pairs in pronoun_pairs(self._table):
            yield pairs, self._asked(pairs, pronouns)

    def _asked(self, pairs: Pairs, pronouns: Iterator[int]) -> Iterator[Asked]:
        starts = pairs.starts.tolist()
        for first, last in zip(starts, [*starts[1:], len(pairs)], strict=True):
            pronoun, candidates = int(pairs.later[first]), pairs.earlier[first:last]
            for skipped in pronouns:
                if skipped == pronoun:
                    break
                self.resolve(skipped, None)
            yield Asked(pronoun, slice(first, last), candidates, *self._facts(pronoun, candidates))

    def _facts(self, pronoun: int, candidates: Ints) -> tuple[Floats, Bools]:
        kind, here = self._kind[pronoun], self._sentence[pronoun]
        last = self._last.get(kind)
        if last is not None and here - self._sentence[last.pronoun] > _FORGOTTEN:
            last = None
        identity = self.identity[candidates]
        told = np.zeros((len(FACTS), len(candidates)), np.float32)
        known = [self._gender.get(one) for one in identity.tolist()]
        kept = np.array([kind == Kind.THEY or gender in (None, kind) for gender in known], bool)
        if last is not None:
            back = here - self._sentence[last.pronoun]
            same, after = identity == last.identity, candidates > last.pronoun
            both_subjects = self._role[pronoun] == self._role[last.pronoun] == SUBJECT
            told[0] = same
            told[1 + min(back, 2)] = same
            told[4] = same & both_subjects
            told[5] = same & (self._role[pronoun] == self._role[last.pronoun])
            told[6] = same & (self._verb[pronoun] == self._verb[last.pronoun])
            told[7] = same & after
            told[8] = ~same & ~after
            told[9] = ~same & after
            told[10] = ~same & (back == 0)
            told[11] = last.is_unresolved
            at = candidates == last.pronoun
            told[17] = at
            told[18] = at & last.is_unresolved
            told[19] = at & (back == 0)
            told[20] = at & (back == 1)
        else:
            told[12] = 1.0
        for other in self._around.get(pronoun, ()):
            kept &= identity != self.identity[other]  # in "her niece", she is not the niece
        for other in self._subjects.get(pronoun, ()):
            kept &= identity != self.identity[other]  # who "moved them" is not "them"
        beside = self._beside.get(pronoun, ())
        if beside:
            for other in beside:
                same = identity == self.identity[other]
                told[13] += same
                if self._role[pronoun] == OBJECT and self._role[other] == SUBJECT:
                    kept &= ~same  # the object of a verb is not its subject
            np.minimum(told[13], 1.0, out=told[13])
        late = [meant for sentence, meant in self._meant if here - sentence <= _LATE]
        if late:
            times = np.array([late.count(one) for one in identity.tolist()])
            told[14], told[15] = times == 1, times > 1
        told[16] = [gender is not None for gender in known]
        return told.T, kept

    def is_in_light(self, phrase: int) -> bool:
        """Whether a pronoun stood for the same as this phrase lately."""
        return any(meant == self.identity[phrase] for _, meant in self._meant)

    def resolve(self, pronoun: int, candidate: int | None) -> None:
        """Go on behind a pronoun.

        Args:
            pronoun: Its number.
            candidate: The phrase it was resolved to, if any.
        """
        kind = self._kind[pronoun]
        if candidate is None:
            meant, is_unresolved = _NOBODY - pronoun, True
        else:
            meant, is_unresolved = int(self.identity[candidate]), self._kind[candidate] < Kind.NAME
            if kind in _GENDERED:
                self._gender.setdefault(meant, kind)
        self.identity[pronoun] = meant
        self._last[kind] = _Last(meant, pronoun, is_unresolved)
        self._meant.append((self._sentence[pronoun], meant))

    def _owned(self, table: Table) -> dict[int, list[int]]:
        """For each pronoun the phrases that it stands in, before their heads: what it belongs to."""
        right, position = table["right"].tolist(), table["position"].tolist()
        around: dict[int, list[int]] = {}
        within: list[int] = []
        for number, kind in enumerate(self._kind):
            while within and right[within[-1]] < position[number]:
                within.pop()
            if kind in THIRD:
                owned = [other for other in within if position[other] > position[number]]
                if owned:
                    around[number] = owned
            elif len(within) < _DEEP:
                within.append(number)
        return around

    def _arguments(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """For each pronoun what it cannot stand for: as no possessor, other arguments of its verb; as an object, the subject.

        The second are subjects of another verb that its own verb shares.
        """
        by_verb: dict[tuple[int, int], list[int]] = defaultdict(list)
        beside: dict[int, list[int]] = {}
        subjects: dict[int, list[int]] = {}
        for number, kind in enumerate(self._kind):
            sentence = self._sentence[number]
            arguments = by_verb[sentence, self._verb[number]]
            if self._role[number] == POSSESSOR:
                continue
            if kind in THIRD and not self._reflexive[number]:
                beside[number] = arguments[-_BESIDE:]
                if self._shared[number] >= 0:
                    others = by_verb[sentence, self._shared[number]][-_BESIDE:]
                    subjects[number] = [other for other in others if self._role[other] == SUBJECT]
            arguments.append(number)
        return beside, subjects
