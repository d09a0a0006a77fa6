"""Linking a case: each new claim is compared with those that may stand in a relation to it."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import combinations, groupby
from typing import NamedTuple

import numpy as np

from tocsin.engine.ahead import Ahead
from tocsin.ledger.port import COMMON, LATEST, Ledger
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.link.candidates import Candidates, keys_of
from tocsin.link.claims import ClaimComparison
from tocsin.link.documents import links_within, one_origin_of_copies
from tocsin.link.likeness import Facts, Sense
from tocsin.link.meanings import Meaning, Meanings, Vector
from tocsin.link.profile import ClaimText, Profile
from tocsin.link.relate import Relater
from tocsin.meaning.encoder import Encoder, Encoding
from tocsin.meaning.predicates import PredicateSimilarity
from tocsin.model.claim import Claim
from tocsin.model.garbage import garbage_kept
from tocsin.model.groups import Groups
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Linkable, LinkingResult, Relation
from tocsin.model.query import Report
from tocsin.resolve.names import name_reader

_IN_VAIN = 12
"""Claims in a row to which one has no link, after which no more are looked at: they are less and less near to it."""
_COMPARED = 16
"""Claims that one is compared with: of those that share most with it the nearest in meaning."""
_BESIDE = 4
"""Claims just before one in its text that it is compared with, whatever they share."""
_ENOUGH = 6
"""Claims of a proposition that a claim is compared with, where it fits them all."""
_CONFLICT = 2
"""What a member that excludes a claim counts against its joining; one that is only of something else counts 1."""
_SURE, _SURE_OF_SEVERAL = 0.72, 0.65
"""How probable it must be that a claim is of one proposition with one report of it, or in the mean with several."""
_SURE_WITHIN = 0.9
"""The same of a second claim of one document."""
_KEPT = 8_000
"""Claims that are kept ready to be compared: a case speaks of the same matters again and again."""
_ASSERTING = frozenset((Kind.STATEMENT, Kind.FORMER_BELIEF, Kind.PROMISE, Kind.THREAT, Kind.REQUEST))
"""Kinds of claims that can agree with others or be denied; a question says nothing."""
_OF_DEEDS = frozenset((Kind.STATEMENT, Kind.PROMISE, Kind.THREAT))
"""Of these, those that say what somebody does or will do."""


class _Ready(NamedTuple):
    """A claim made ready to be compared, with the keys it can be found by."""

    report: Report
    profile: Profile
    meaning: Meaning
    keys: frozenset[int]


class _Seen(NamedTuple):
    """A claim that was looked at, and what it means as a whole."""

    claim: Linkable
    whole: Vector


class _Batch(NamedTuple):
    """Claims that are linked in one go, with their readings, and the vectors that are made of them."""

    readings: Sequence[int]
    claims: Sequence[Linkable]
    encoding: Encoding


class Linker:
    """Links the claims of a case that are not linked yet, document by document in the order they were entered.

    What is found does not depend on how many documents are linked in one go, or in one run.
    """

    def __init__(self, ledger: Ledger, words_of: Callable[[str | None], Lexicon] = lexicon_for) -> None:
        """Take in a case; `words_of` gives the lexicon of a language, with None that of texts that tell none."""
        self._ledger = ledger
        self._relater = Relater(words_of, comparison=ClaimComparison, names_for=name_reader)
        self._ready: OrderedDict[int, _Ready] = OrderedDict()
        self._seen: OrderedDict[int, _Seen] = OrderedDict()
        self._candidates: Candidates | None = None

    def run(self, *, at: datetime) -> Iterator[int]:
        """Link what is not linked yet.

        Args:
            at: The moment that the links are entered under.

        Yields:
            How many claims were linked, batch by batch; what was yielded is entered, and stays so if the run is stopped.
        """
        with Ahead() as ahead:
            batch = self._begun(ahead)
            while batch.readings:
                ahead.finish()
                self._encoder.take(batch.encoding)
                # While these claims are compared, those of the next batch are encoded.
                following = self._begun(ahead, after=batch.readings[-1])
                if self._candidates is None:
                    self._candidates = self._case()
                with garbage_kept():
                    linked = self._link(self._candidates, batch)
                    entered = self._ledger.enter_links(linked, at=at)
                if entered:
                    yield len(batch.claims)
                else:
                    # Another program was faster, or took a document out: what is known of the case is looked up again.
                    self._candidates = None
                    self._ready.clear()
                    self._seen.clear()
                batch = following if entered and following.readings else self._begun(ahead)
            self._encoder.take(Encoding({}, {}))

    def facts_of_pairs(self) -> Iterator[tuple[str, str, Facts, bool]]:
        """What a model is fitted to.

        Yields:
            The ids of every two claims of two documents that share a word, the facts of the pair, and whether one denies the
            other.
        """
        self._candidates = self._case()
        claims = self._ledger.linkable(range(1, self._ledger.counts()["claims"] + 1))
        ready = self._made_ready(_asserting(claims))
        for one, other in combinations(ready.values(), 2):
            if one.report.document != other.report.document:
                found = self._relater.comparison(one.profile, other.profile)
                if (told := found.told_facts) is not None:
                    yield one.report.claim.id, other.report.claim.id, told, found.is_denial

    def _case(self) -> Candidates:
        ledger = self._ledger
        candidates = Candidates(
            ledger.key_frequencies, ledger.latest_with, most=ledger.most_frequent(), common=COMMON, depth=LATEST
        )
        self._relater.sense = Sense(candidates.rarity, self._near)
        return candidates

    def _begun(self, ahead: Ahead, *, after: int = 0) -> _Batch:
        """The next claims to link, of readings behind one; what they are compared by is begun to be made."""
        readings, claims = self._ledger.unlinked_batch(after=after)
        encoding = self._encoding(_asserting(claims))
        ahead.begin(encoding.portions)
        return _Batch(readings, claims, encoding)

    def _link(self, candidates: Candidates, batch: _Batch) -> LinkingResult:
        documents = [list(group) for _, group in groupby(batch.claims, key=lambda one: one.report.document)]
        new = self._made_ready(_asserting(batch.claims))
        ready = dict(new)
        links: list[Link] = []
        # The propositions as the ledger would have them once each document before is entered, so that portions do not matter.
        propositions = Groups[str]()
        unnamed = set(new)
        keys = [{one.row: new[one.row].keys for one in own if one.row in new} for own in documents]
        for own, found in zip(documents, candidates.find(keys), strict=True):
            rows = list(found)
            wholes = self._wholes({other for others in found.values() for other in others if other not in ready})
            wholes |= {row: one.meaning.whole for row, one in ready.items()}
            reports = sorted((one.report for one in own), key=lambda report: report.claim.start)
            within = list(links_within(reports))
            for number, row in enumerate(rows):
                # What is set side by side in a text need not share words.
                beside = rows[max(0, number - _BESIDE) : number]
                others = [other for other in found[row] if other in wholes and other not in beside]
                found[row] = [*beside, *_nearest(row, others, wholes)]
            # Only those are made ready that it is compared with.
            fetched = self._fetched({other for others in found.values() for other in others if other not in ready})
            ready |= fetched
            unnamed |= fetched.keys()
            links += within
            for row, name in self._ledger.proposition_ids_of_rows(unnamed).items():
                propositions.join(name, ready[row].report.claim.id)
            unnamed.clear()
            told = {frozenset((one.claim, one.other)) for one in within}
            links += self._compare_all(found, ready, propositions, told=told)
            for link in within:
                if link.relation.is_same:
                    propositions.join(link.claim, link.other)
        self._ready.update(new)
        while len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        where = {one.report.claim.id: (one.row, one.report.document) for one in batch.claims}
        where |= {one.report.claim.id: (row, one.report.document) for row, one in ready.items()}
        return LinkingResult(
            readings=batch.readings,
            keys={row: one.keys for row, one in new.items()},
            links=one_origin_of_copies(links, {claim: document for claim, (_, document) in where.items()}),
            rows={claim: row for claim, (row, _) in where.items()},
            most=candidates.most,
        )

    def _compare_all(
        self, found: Mapping[int, Sequence[int]], ready: Mapping[int, _Ready], propositions: Groups[str],
        *, told: set[frozenset[str]],
    ) -> Iterator[Link]:  # fmt: skip
        """The links of the new claims; between those that the text itself links nothing else is looked for.

        Args:
            found: The claims to compare each new one with, by their rows.
            ready: All of these.
            propositions: Those that share one, by the ids of claims; the new ones are entered.
            told: The pairs that the text itself links.
        """
        taken: set[tuple[str, str]] = set()
        for row, others in found.items():
            document = ready[row].report.document
            # Those beside it in its text come first, and are all looked at.
            in_vain = -_BESIDE
            same: dict[str, list[Link]] = defaultdict(list)
            apart: Counter[str] = Counter()
            for other in others:
                if in_vain >= _IN_VAIN:
                    break
                if other not in ready or frozenset((ready[row].report.claim.id, ready[other].report.claim.id)) in told:
                    continue
                head = propositions.top(ready[other].report.claim.id)
                if head in same and not apart[head] and len(same[head]) >= _ENOUGH:
                    continue
                link = self._compared(ready[other], ready[row])
                in_vain = 0 if link is not None else in_vain + 1
                if link is not None and link.relation.is_same:
                    same[head].append(link)
                    continue
                apart[head] += 1 if link is None else _CONFLICT if link.relation is not Relation.OPEN else 0
                if link is not None:
                    yield link
            # A claim must fit what a proposition says, not one of its claims alone, and it fits one only.
            fitting = [
                head for head, links in same.items()
                if len(links) >= apart[head] and _is_surely_one(links)
                # One document seldom says the same twice.
                and ((head, document) not in taken or _fit(links) >= _SURE_WITHIN)
            ]  # fmt: skip
            if fitting:
                # Of several that fit alike the one of the claim that is nearest to it, which comes first.
                head = max(
                    fitting,
                    key=lambda one: (any(link.relation is Relation.ECHO for link in same[one]), _fit(same[one])),
                )
                propositions.join(head, ready[row].report.claim.id)
                taken.add((head, document))
                yield from same[head]

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder.load()

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self._encoder)

    @cached_property
    def _predicates(self) -> PredicateSimilarity:
        return PredicateSimilarity(self._encoder, lexicon_for(None))

    def _near(self, one: str, other: str) -> float:
        return self._predicates.similarity(one, other)

    def _wholes(self, rows: set[int]) -> dict[int, Vector]:
        """What claims of the case mean as wholes, of those that can be linked."""
        claims = self._ledger.linkable(sorted(rows - self._ready.keys() - self._seen.keys()))
        wholes = self._meanings.wholes(_said(claims))
        self._seen.update((one.row, _Seen(one, whole)) for one, whole in zip(claims, wholes, strict=True))
        found = {row: self._ready[row].meaning.whole for row in rows if row in self._ready}
        for row in rows & self._seen.keys():
            self._seen.move_to_end(row)
            found[row] = self._seen[row].whole
        return found

    def _fetched(self, rows: set[int]) -> dict[int, _Ready]:
        """Claims of the case that were looked at, made ready to be compared."""
        made = self._made_ready([self._seen.pop(row).claim for row in sorted(rows) if row not in self._ready])
        while len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        if self._candidates is not None:
            self._candidates.look_up({key for one in made.values() for key in one.keys})
        self._ready.update(made)
        found = {row: self._ready[row] for row in rows if row in self._ready}
        for row in found:
            self._ready.move_to_end(row)
        return found

    def _encoding(self, claims: Sequence[Linkable]) -> Encoding:
        """What makes the vectors by which claims are compared."""
        alone, sentences = self._meanings.texts(_said(claims))
        predicates = self._predicates.texts(_predicates(claims)).values()
        return self._encoder.begin(words=[*predicates, *alone], texts=sentences)

    def _made_ready(self, claims: Sequence[Linkable]) -> dict[int, _Ready]:
        # All in one go: few at a time take far longer.
        self._encoder.take(self._encoding(claims).finished())
        self._predicates.prepare(_predicates(claims))
        meanings = self._meanings.of(_said(claims))
        return {one.row: self._make_ready(one, meaning) for one, meaning in zip(claims, meanings, strict=True)}

    def _make_ready(self, one: Linkable, meaning: Meaning) -> _Ready:
        """A claim by itself; its sentence and what stands around it tell what it is about."""
        report, claim = one.report, one.report.claim
        profile = self._relater.profile(
            ClaimText(
                text=claim.text,
                start=claim.start,
                passage=report.sentence,
                passage_start=report.sentence_span.start,
                context=f"{report.sentence}\n{one.context}",
                before=one.context.partition("\n")[0],
                opening=one.opening,
                claims=(claim,),
                quantities=claim.quantities,
                outlet=report.outlet or report.document,
                published=report.published,
                language=report.language,
            ),
            meaning,
        )
        return _Ready(report, profile, meaning, frozenset(keys_of(profile.passage, profile.marks)))

    def _compared(self, earlier: _Ready, later: _Ready) -> Link | None:
        """The link between two claims, None where there is none."""
        one, other = earlier.report, later.report
        same_document = one.document == other.document
        if same_document and one.sentence_span == other.sentence_span:
            return None
        result = self._relater.compare(earlier.profile, later.profile)
        relation = result.relation
        if relation is None or (relation.is_same and not _are_one_kind(one.claim.kind, other.claim.kind)):
            return None
        if same_document and relation.is_same and result.reasons[0].weight < _SURE_WITHIN:
            return None
        turned = result.forward is False
        if relation is Relation.ECHO and same_document:
            relation = Relation.REPEATS
        elif relation is Relation.ECHO:
            # The later copies the earlier; of one day, what was entered later.
            turned = one.published is None or other.published is None or one.published <= other.published
        first, second = (other, one) if turned else (one, other)
        return Link(claim=first.claim.id, other=second.claim.id, relation=relation, reasons=result.reasons)


def _asserting(claims: Sequence[Linkable]) -> list[Linkable]:
    """Those that can stand in a relation."""
    return [one for one in claims if one.report.claim.kind in _ASSERTING]


def _said(claims: Sequence[Linkable]) -> list[tuple[Claim, str]]:
    """What claims say, with their sentences."""
    return [(one.report.claim, one.report.sentence) for one in claims]


def _predicates(claims: Sequence[Linkable]) -> Iterator[str]:
    """The words that tell the deeds of claims, and those that may."""
    frames = (frame for one in claims if (frame := one.report.claim.frame) is not None)
    return (word for frame in frames for word in (frame.said, *frame.nouns))


def _nearest(one: int, others: Sequence[int], wholes: Mapping[int, Vector]) -> list[int]:
    """Those of some claims that are nearest in meaning to one, all by their rows; of several alike the earlier named."""
    if not others:
        return []
    vectors = np.concatenate([wholes[other] for other in others]).reshape(len(others), -1)
    near = vectors @ wholes[one]
    return [others[at] for at in np.argsort(-near, kind="stable")[:_COMPARED]]


def _are_one_kind(one: Kind, other: Kind) -> bool:
    """Whether two claims can say the same: what somebody promises to do others state of him."""
    return one is other or {one, other} <= _OF_DEEDS


def _is_surely_one(links: Sequence[Link]) -> bool:
    """Whether a claim fits one report of a proposition well, or several well enough."""
    weights = [link.reasons[0].weight for link in links]
    return max(weights) >= _SURE or (len(weights) > 1 and sum(weights) / len(weights) >= _SURE_OF_SEVERAL)


def _fit(links: Sequence[Link]) -> float:
    """How well a claim fits a proposition by its links to the claims of it."""
    return max(link.reasons[0].weight for link in links)
