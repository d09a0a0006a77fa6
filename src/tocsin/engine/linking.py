"""Linking a case: each new claim beside those that may stand in a relation to it."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from tocsin.ledger.port import KEYS, Ledger
from tocsin.lexicon.language import Lexicon
from tocsin.link.claim_text import ClaimText
from tocsin.link.claims import ClaimRelater
from tocsin.link.copies import one_origin_of_copies
from tocsin.link.keys import keys
from tocsin.link.pair_result import PairResult
from tocsin.link.profile import Profile
from tocsin.link.within import links_within
from tocsin.model.groups import Groups
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Linkable, LinkingResult, Relation
from tocsin.model.query import Report

_CANDIDATES = 24
"""Claims that each new one is compared with: those that share most with it."""
_LEAST_SHARED = 2
"""Keys that two claims must share to be compared."""
_IN_VAIN = 12
"""Claims in a row to which one has no link, after which no more are looked at: they share less and less with it."""
_BESIDE = 4
"""Claims just before one in its text that it is compared with, whatever they share."""
_KEPT = 8_000
"""Claims that are kept ready to be compared: a case speaks of the same matters again and again."""
_ASSERTING = frozenset((Kind.STATEMENT, Kind.FORMER_BELIEF, Kind.PROMISE, Kind.THREAT, Kind.REQUEST))
"""Kinds of claims that can agree with others or be denied; a question says nothing."""


class Linker:
    """Links the claims of a case that are not linked yet."""

    def __init__(self, ledger: Ledger, lexicon: Lexicon) -> None:
        self._ledger = ledger
        self._relater = ClaimRelater(lexicon)
        self._ready: OrderedDict[int, _Ready] = OrderedDict()
        self._often: Counter[int] | None = None

    def run(self, *, at: datetime) -> Iterator[int]:
        """Link what is not linked yet.

        Args:
            at: The moment that the links are entered under.

        Yields:
            How many claims were linked, batch by batch; what was yielded is entered, and stays so if the run is stopped.
        """
        while True:
            readings, batch = self._ledger.unlinked_batch()
            if not readings:
                return
            if self._often is None:
                self._often = self._ledger.key_frequencies()
            found = self._link(readings, batch)
            if self._ledger.enter_links(found, at=at):
                for own in found.keys.values():
                    self._often.update(own)
                yield len(batch)
            else:
                # Another program was faster, or took a document out: what is known of the case is looked up anew.
                self._often = None
                self._ready.clear()

    def _link(self, readings: Sequence[int], batch: Sequence[Linkable]) -> LinkingResult:
        new = {one.row: self._make_ready(one) for one in batch if one.report.claim.kind in _ASSERTING}
        own_keys = {row: ready.keys for row, ready in new.items()}
        candidates = self._candidates(new)
        ready = {**self._fetched({row for own in candidates.values() for row in own if row not in new}), **new}
        links = [link for document in _documents(batch) for link in links_within(document)]
        links += self._compare_all(candidates, ready, told={frozenset((one.claim, one.other)) for one in links})
        self._keep(new)
        rows = {one.report.claim.id: one.row for one in batch} | {one.id: row for row, one in ready.items()}
        documents = {found.claim.id: found.document for found in (one.report for one in batch)}
        documents |= {one.id: one.report.document for one in ready.values()}
        return LinkingResult(readings=readings, keys=own_keys, links=one_origin_of_copies(links, documents), rows=rows)

    def _compare_all(
        self, candidates: Mapping[int, Sequence[int]], ready: Mapping[int, "_Ready"], *, told: set[frozenset[str]]
    ) -> Iterator[Link]:
        """The links of the new claims; between those that the text itself links nothing else is looked for."""
        groups: Groups[int | str] = Groups(
            (name, row) for row, name in self._ledger.proposition_ids_of_rows(ready).items()
        )
        for row, others in candidates.items():
            # Those beside it in its text come first, and are all looked at.
            is_copy, in_vain = False, -_BESIDE
            for other in others:
                if in_vain >= _IN_VAIN:
                    break
                # Who copied one report of a proposition has copied them all; a copy shares most, so it is met early.
                if other not in ready or (is_copy and groups.are_one(row, other)):
                    continue
                if frozenset((ready[row].id, ready[other].id)) in told:
                    continue
                link = self._compared(ready[other], ready[row])
                in_vain = 0 if link is not None else in_vain + 1
                if link is not None:
                    yield link
                    is_copy = is_copy or link.relation.is_one_origin
                    if link.relation.is_same:
                        groups.join(row, other)

    def _candidates(self, new: Mapping[int, "_Ready"]) -> dict[int, list[int]]:
        """For each new claim the earlier ones to compare it with: of the case, and of the batch itself."""
        assert self._often is not None
        often = self._often
        here = Counter(key for ready in new.values() for key in ready.keys)
        wanted = {
            row: sorted(ready.keys, key=lambda key: (often[key] + here[key], key))[:KEYS] for row, ready in new.items()
        }
        found = self._ledger.sharing(wanted, most=_CANDIDATES)
        with_key: dict[int, list[int]] = defaultdict(list)
        chosen = {}
        for row in sorted(new):
            shared = Counter(found[row])
            for key in wanted[row]:
                shared.update(with_key[key])
            for key in new[row].keys:
                with_key[key].append(row)
            best = sorted(shared.items(), key=lambda item: (-item[1], -item[0]))[:_CANDIDATES]
            chosen[row] = [other for other, number in best if number >= _LEAST_SHARED]
        for row, near in _neighbours(new):
            chosen[row] = [*near, *(other for other in chosen[row] if other not in near)]
        return chosen

    def _fetched(self, rows: set[int]) -> dict[int, "_Ready"]:
        """Claims of the case, made ready to be compared."""
        missing = rows - self._ready.keys()
        for one in self._ledger.linkable(sorted(missing)):
            self._ready[one.row] = self._make_ready(one)
        found = {row: self._ready[row] for row in rows if row in self._ready}
        for row in found:
            self._ready.move_to_end(row)
        return found

    def _keep(self, new: Mapping[int, "_Ready"]) -> None:
        """Keep claims ready for those that come, the latest used of them."""
        self._ready.update(new)
        while len(self._ready) > _KEPT:
            self._ready.popitem(last=False)

    def _make_ready(self, one: Linkable) -> "_Ready":
        profile = self._relater.profile(_report(one))
        return _Ready(one.report, profile, keys(profile))

    def _compared(self, earlier: "_Ready", later: "_Ready") -> Link | None:
        """The link between two claims, None where there is none."""
        one, other = earlier.report, later.report
        if one.document == other.document and one.sentence_span == other.sentence_span:
            return None
        finding = self._relater.compare(earlier.profile, later.profile)
        relation = finding.relation
        if relation is None:
            return None
        if relation.is_same and one.claim.kind is not other.claim.kind:
            return None
        if relation is Relation.ECHO and one.document == other.document:
            relation = Relation.REPEATS
        first, second = _directed(one, other, relation, finding)
        return Link(claim=first.claim.id, other=second.claim.id, relation=relation, reasons=finding.reasons)


class _Ready:
    """A claim made ready to be compared."""

    __slots__ = ("keys", "profile", "report")

    def __init__(self, report: Report, profile: Profile, own: frozenset[int]) -> None:
        self.report, self.profile, self.keys = report, profile, own

    @property
    def id(self) -> str:
        return self.report.claim.id


def _directed(one: Report, other: Report, relation: Relation, finding: PairResult) -> tuple[Report, Report]:
    """The claims in the direction of the relation; `one` was entered before `other`."""
    if relation is Relation.ECHO:
        # The later copies the earlier; of one day, what was entered later.
        days = (one.published, other.published)
        return (one, other) if None not in days and days[0] > days[1] else (other, one)  # type: ignore[operator]
    return (other, one) if finding.forward is False else (one, other)


def _neighbours(new: Mapping[int, "_Ready"]) -> Iterator[tuple[int, list[int]]]:
    """For each claim those just before it in its text: what is set side by side there need not share words."""
    rows = sorted(new)
    for number, row in enumerate(rows):
        before = rows[max(0, number - _BESIDE) : number]
        yield row, [other for other in before if new[other].report.document == new[row].report.document]


def _documents(batch: Sequence[Linkable]) -> Iterator[list[Report]]:
    for _, group in groupby(batch, key=lambda one: one.report.document):
        yield sorted((one.report for one in group), key=lambda found: found.claim.start)


def _report(one: Linkable) -> ClaimText:
    """A claim by itself; its sentence and what stands around it tell what it is about."""
    found = one.report
    claim = found.claim
    return ClaimText(
        text=claim.text,
        start=claim.start,
        passage=found.sentence,
        context=f"{found.sentence}\n{one.context}",
        claims=(claim,),
        quantities=claim.quantities,
        outlet=found.outlet or found.document,
        published=found.published,
    )
