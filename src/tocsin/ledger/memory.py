"""A ledger in dicts: what the port says in its plainest form, for tests without a file and as the measure of the others."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any, Self

from tocsin.errors import Ambiguous, CaseError, NoSuchQuestion, NotInCase
from tocsin.ledger.assembly import SAME, StoredLink, StoredPropositions
from tocsin.ledger.entries import KEPT, claim_rows, counted_forms, party_rows, place_rows, word_rows
from tocsin.ledger.names import NameCount, party_names
from tocsin.ledger.phrases import phrases, plain_words
from tocsin.ledger.port import BATCH_CLAIMS, BATCH_READINGS, LATEST
from tocsin.ledger.rulings import check_ruling
from tocsin.model.assessment import Assessment
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Evidence
from tocsin.model.groups import Groups
from tocsin.model.link import (
    Linkable,
    Linked,
    LinkEnds,
    LinkingResult,
    LinkRuling,
    Proposition,
    PropositionContext,
    Relation,
)
from tocsin.model.party import Party, PartyName, PartyRuling, Post, PostTold
from tocsin.model.query import ClaimFilter, ClaimTexts, DocumentRow, FailedDocument, Match, Report, Ruling
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.record import dump, from_json, load, to_json
from tocsin.model.source import Grade
from tocsin.model.span import Span
from tocsin.model.standing import QuestionRun, StandingQuestion
from tocsin.text.folding import folded

_FACTS = ("title", "outlet", "url", "published", "language", "text")
_WEIGHTS = {"claim": 4.0, "sentence": 2.0, "context": 0.7, "parties": 1.5, "title": 0.5}
"""How much a word counts where it is found; `_K1` and `_B` are those of BM25 (Robertson 1994)."""
_K1, _B = 1.2, 0.75
_COUNTRY = 2
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A claim with what it is found by."""

    row: int
    reading: int
    report: Report
    context: str
    title: str
    parties: Sequence[Mapping[str, Any]]
    places: Sequence[Mapping[str, Any]]
    words: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class _Stored:
    """A reading with its document; the claims have entries of their own."""

    number: int
    reading: Reading
    reader: str
    rows: list[int] = field(default_factory=list)


class MemoryLedger:
    """A ledger (see the port) in memory. It is of one thread; a snapshot of it is the ledger itself."""

    def __init__(self, name: str = "memory") -> None:
        self.name, self.can_write = name, True
        self._evidence: dict[str, tuple[bytes, datetime]] = {}
        self._readings: dict[int, _Stored] = {}
        self._entries: dict[int, _Entry] = {}
        self._current: dict[str, int] = {}
        self._failed: dict[str, FailedDocument] = {}
        self._rulings: list[Ruling] = []
        self._links: dict[int, StoredLink] = {}
        self._link_rulings: list[LinkRuling] = []
        self._linked_readings: set[int] = set()
        self._keys: dict[int, set[int]] = defaultdict(set)
        self._grades: list[Grade] = []
        self._assessments: list[Assessment] = []
        self._parties: tuple[str, tuple[Party, ...]] = ("", ())
        self._posts: dict[int, tuple[Post, ...]] = {}
        self._party_rulings: list[PartyRuling] = []
        self._questions: list[StandingQuestion] = []
        self._removed_questions: set[int] = set()
        self._question_runs: dict[int, QuestionRun] = {}
        self._vectors: tuple[str, dict[int, bytes]] = ("", {})
        self._numbers = count(1)

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        yield self

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # --- documents -----------------------------------------------------------------------------------------------

    def documents(self) -> list[DocumentRow]:
        rows = [self._row(stored) for stored in self._last().values()]
        return sorted(rows, key=lambda row: (row.published is None, row.published or row.added.date(), row.name))

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        self._check(key)
        start = key.lower() if key.startswith("sha256:") else f"sha256:{key.lower()}"
        found = [
            stored for name, stored in self._last().items()
            if stored.reading.document.name == key or name == start
            or (len(key) >= _SHORTEST and name.startswith(start))
        ]  # fmt: skip
        if not found:
            raise NotInCase(key)
        if len(found) > 1:
            names = [f"{one.reading.document.name} ({one.reading.document.id[:19]})" for one in found[:5]]
            raise Ambiguous(key, names)
        return found[0].reading, self._row(found[0])

    def _last(self) -> dict[str, _Stored]:
        """The last reading of each document, current or not."""
        return {stored.reading.document.id: stored for stored in self._readings.values()}

    def _row(self, stored: _Stored) -> DocumentRow:
        document = stored.reading.document
        removal = self.removal(document.id)
        return DocumentRow(
            id=document.id, name=document.name, title=document.title, outlet=document.outlet, url=document.url,
            published=document.published, language=document.language, claims=len(stored.rows),
            added=self._evidence[document.id][1], removed=removal.reason if removal else None,
        )  # fmt: skip

    def known(self, document: str) -> Document | None:
        stored = self._last().get(document)
        return stored.reading.document if stored else None

    def holds(self, document: Document, *, reader: str) -> bool:
        number = self._current.get(document.id)
        if number is None or self._readings[number].reader != reader:
            return False
        known = self._readings[number].reading.document
        return all(getattr(known, fact) == getattr(document, fact) for fact in _FACTS)

    def removal(self, document: str) -> Ruling | None:
        last = next((ruling for ruling in reversed(self._rulings) if ruling.document == document), None)
        return last if last is not None and last.action == "removed" else None

    def rulings(self) -> list[Ruling]:
        return list(self._rulings)

    def raw(self, document: str) -> bytes:
        if document not in self._evidence:
            raise NotInCase(document)
        return self._evidence[document][0]

    def failed_documents(self) -> list[FailedDocument]:
        return sorted(self._failed.values(), key=lambda failed: (failed.at, failed.name))

    def add(self, evidence: Evidence, reading: Reading, *, reader: str, at: datetime) -> bool:
        document = evidence.document
        if self.holds(document, reader=reader) or self.removal(document.id) is not None:
            return False
        self._check(document.text)
        self._evidence.setdefault(document.id, (evidence.raw, at))
        kept = {name: to_json(getattr(reading, name)) for name in ("document", *KEPT)}
        number = len(self._readings) + 1
        self._readings[number] = _Stored(number, from_json(Reading, kept), reader)
        first = len(self._entries) + 1
        rows = claim_rows(reading, number=number, first=first)
        parties, places = party_rows(reading, first=first), place_rows(reading, first=first)
        for row, claim, words in zip(rows, reading.claims, word_rows(reading, first=first), strict=True):
            span = Span(row["sentence_start"], row["sentence_end"])
            self._entries[row["row"]] = _Entry(
                row["row"], number,
                Report(
                    claim=load(Claim, dump(claim)), document=document.id, name=document.name,
                    outlet=document.outlet, published=document.published, language=document.language,
                    sentence=document.text[slice(*span)], sentence_span=span,
                ),
                words["context"], words["title"],
                [one for one in parties if one["claim"] == row["row"]],
                [one for one in places if one["claim"] == row["row"]],
                {name: _stems(words[name]) for name in _WEIGHTS},
            )  # fmt: skip
            self._readings[number].rows.append(row["row"])
        for key in (document.id, evidence.where):
            self._failed.pop(key, None)
        if document.id in self._current:
            self._forget(self._readings[self._current[document.id]].rows)
        self._current[document.id] = number
        return True

    def enter_failed(self, failed: FailedDocument) -> None:
        self._failed[failed.document or failed.name] = failed

    def rule_document(self, ruling: Ruling) -> None:
        check_ruling(ruling)
        stored = self._last().get(ruling.document)
        if stored is None:
            raise NotInCase(ruling.document)
        removed = self.removal(ruling.document) is not None
        if removed == (ruling.action == "removed"):
            raise CaseError(f"{ruling.document}: it is {'already removed from' if removed else 'in'} the case")
        self._rulings.append(ruling)
        if ruling.action == "removed":
            del self._current[ruling.document]
        else:
            self._current[ruling.document] = stored.number
            self._linked_readings.discard(stored.number)
            self._forget(stored.rows)

    def _forget(self, rows: Iterable[int]) -> None:
        for with_key in self._keys.values():
            with_key.difference_update(rows)

    # --- claims --------------------------------------------------------------------------------------------------

    def _entered(self) -> list[_Entry]:
        """The claims that stand, in the order they were entered."""
        current = set(self._current.values())
        return [entry for entry in self._entries.values() if entry.reading in current]

    def claim(self, key: str) -> Report:
        found = [entry.report for entry in self._entered() if key and entry.report.claim.id.startswith(key.lower())]
        if not found:
            raise NotInCase(key)
        if len(found) > 1:
            raise Ambiguous(key, sorted(report.claim.id for report in found[:6]))
        return found[0]

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        wanted = wanted or ClaimFilter()
        found = [entry for entry in self._entered() if self._fits(entry, wanted)]
        if wanted.words is not None:
            terms = [_stems(phrase) for phrase in phrases(wanted.words)]
            columns = ("claim", "sentence", "parties")
            found = [
                entry for entry in found
                if terms and all(any(_holds(entry.words[name], term) for name in columns) for term in terms)
            ]  # fmt: skip
            relevance = self._relevance(terms)
            found.sort(key=lambda entry: -relevance(entry))
        elif wanted.by_weight:
            found.sort(key=lambda entry: (-(entry.report.claim.weight or 0), entry.reading, entry.row))
        else:
            found.sort(key=lambda entry: (entry.report.published or date.min, entry.reading, entry.row))
        return iter([entry.report for entry in found[: wanted.limit]])

    def _fits(self, entry: _Entry, wanted: ClaimFilter) -> bool:
        report, claim = entry.report, entry.report.claim
        self._check(*filter(None, (wanted.speaker, wanted.source, wanted.party, wanted.place, wanted.words)))
        for name, parts in ((wanted.speaker, ("speaker",)), (wanted.source, ("source",)), (wanted.party, ())):
            if name is not None and not any(
                folded(name) in one["folded"] and (not parts or one["part"] in parts) for one in entry.parties
            ):
                return False
        if wanted.place is not None and not _is_there(folded(wanted.place), entry.places):
            return False
        earliest, latest = (claim.time.earliest, claim.time.latest) if claim.time else (None, None)
        if earliest is None and latest is None:
            earliest = latest = report.published
            if report.published is None and (wanted.since or wanted.until):
                return False
        return (
            (wanted.since is None or latest is None or latest >= wanted.since)
            and (wanted.until is None or earliest is None or earliest <= wanted.until)
            and (not wanted.certainty or claim.factuality in wanted.certainty)
            and (not wanted.kinds or claim.kind in wanted.kinds)
            and wanted.document in (None, report.document)
        )

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Report]:
        wanted = set(ids)
        return {entry.report.claim.id: entry.report for entry in self._entered() if entry.report.claim.id in wanted}

    def claims_of(self, *documents: str) -> list[Report]:
        return [entry.report for entry in self._entered() if entry.report.document in documents]

    def claims_where(self, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool]) -> list[Report]:
        found = [entry.report for entry in self._entered() if self._fits(entry, wanted)]
        return [report for report in found if test(to_json(report.claim))]

    def claims_counting(self, forms: Collection[str]) -> list[Report]:
        wanted = {"", *forms}
        return [entry.report for entry in self._entered() if wanted & counted_forms(entry.report.claim)]

    def search(self, words: Sequence[str], *, limit: int, wanted: ClaimFilter | None = None) -> list[Match]:
        self._check(*words)
        relevance = self._relevance([_stems(plain) for plain in map(plain_words, words) if plain])
        looked_at = (entry for entry in self._entered() if wanted is None or self._fits(entry, wanted))
        found = [(relevance(entry), entry) for entry in looked_at]
        found = sorted((one for one in found if one[0] > 0), key=lambda one: -one[0])
        return [Match(report=entry.report, context=entry.context, relevance=fit) for fit, entry in found[:limit]]

    def _relevance(self, terms: Sequence[Sequence[str]]) -> Callable[[_Entry], float]:
        """BM25 over all claims that were ever entered, as an index of words knows them."""
        entries = list(self._entries.values())
        lengths = {entry.row: sum(map(len, entry.words.values())) for entry in entries}
        average = sum(lengths.values()) / max(1, len(entries))
        weighted = []
        for term in terms:
            having = sum(any(_holds(words, term) for words in entry.words.values()) for entry in entries)
            weighted.append((term, max(1e-6, math.log((len(entries) - having + 0.5) / (having + 0.5)))))

        def relevance(entry: _Entry) -> float:
            total = 0.0
            for term, rarity in weighted:
                often = sum(weight * _times(entry.words[name], term) for name, weight in _WEIGHTS.items())
                total += rarity * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * lengths[entry.row] / average))
            return total

        return relevance

    # --- vectors -------------------------------------------------------------------------------------------------

    def vectors(self, model: str, *, after: int = 0) -> tuple[list[tuple[int, int]], bytes]:
        found = {row: vector for row, vector in sorted(self._vectors_of(model).items()) if row > after}
        return [(row, self._entries[row].reading) for row in found], b"".join(found.values())

    def lacking_vectors(self, model: str) -> int:
        return len(self._entries) - len(self._vectors_of(model))

    def texts_without_vector(self, model: str, *, after: int, limit: int) -> list[ClaimTexts]:
        has = self._vectors_of(model)
        lacking = [entry for row, entry in sorted(self._entries.items()) if row > after and row not in has][:limit]
        return [
            ClaimTexts(one.row, one.reading, one.report.sentence, one.report.claim.standalone or one.report.sentence)
            for one in lacking
        ]

    def enter_vectors(self, model: str, vectors: Mapping[int, bytes]) -> None:
        self._vectors = (model, {**self._vectors_of(model), **vectors})

    def _vectors_of(self, model: str) -> dict[int, bytes]:
        return self._vectors[1] if self._vectors[0] == model else {}

    def matches_in_rows(self, rows: Iterable[int], *, wanted: ClaimFilter | None = None) -> dict[int, Match]:
        stand = {entry.row: entry for entry in self._entered() if wanted is None or self._fits(entry, wanted)}
        return {
            row: Match(report=stand[row].report, context=stand[row].context, relevance=0.0)
            for row in dict.fromkeys(rows) if row in stand
        }  # fmt: skip

    def counts(self) -> dict[str, int]:
        entered = self._entered()
        named = {(one["part"], one["folded"]) for entry in entered for one in entry.parties}
        return {
            "documents": len(self._current), "claims": len(entered),
            "speakers": sum(part == "speaker" for part, _ in named),
            "sources": sum(part == "source" for part, _ in named),
        }  # fmt: skip

    # --- parties -------------------------------------------------------------------------------------------------

    def party_names(self) -> list[PartyName]:
        rows: dict[tuple[str, str | None, str | None, bool], set[int]] = defaultdict(set)
        for entry in self._entered():
            outlet, language = entry.report.outlet, entry.report.language
            if outlet is not None:
                rows[outlet, outlet, language, True].add(entry.row)
            for one in entry.parties:
                if one["part"] in ("speaker", "source"):
                    rows[one["name"], outlet, language, False].add(entry.row)
        counts = (
            NameCount(name, outlet, language, len(own), min(own), is_outlet)
            for (name, outlet, language, is_outlet), own in rows.items()
        )
        places = {place["folded"] for entry in self._entries.values() for place in entry.places}
        return party_names(counts, graded=[grade.name for grade in self._grades], places=places)

    def parties(self) -> list[Party] | None:
        return list(self._parties[1]) if self.stale_parties() is None else None

    def parties_named(self, names: Iterable[str]) -> list[Party] | None:
        wanted, parties = {folded(name) for name in names}, self.parties()
        if parties is None:
            return None
        return [party for party in parties if wanted & {folded(name.written) for name in party.names}]

    def posts(self) -> list[PostTold]:
        current = [self._readings[number] for number in sorted(self._current.values()) if number in self._posts]
        return [
            PostTold(post, stored.reading.document.id, stored.reading.document.published)
            for stored in current for post in self._posts[stored.number]
        ]  # fmt: skip

    def texts_without_posts(self) -> Iterator[tuple[int, str | None, str]]:
        for number in sorted(set(self._current.values()) - self._posts.keys()):
            document = self._readings[number].reading.document
            yield number, document.language, document.text

    def enter_posts(self, posts: Mapping[int, Sequence[Post]]) -> None:
        self._posts.update((number, tuple(own)) for number, own in posts.items())

    def stale_parties(self) -> str | None:
        basis = f"{len(self._readings)} {len(self._rulings)} {len(self._party_rulings)} {len(self._grades)}"
        return None if self._parties[0] == basis else basis

    def party_rulings(self) -> list[PartyRuling]:
        return list(self._party_rulings)

    def enter_parties(self, parties: Iterable[Party], *, basis: str) -> None:
        self._parties = (basis, tuple(parties))

    def rule_party(self, ruling: PartyRuling) -> None:
        check_ruling(ruling)
        self._party_rulings.append(ruling)

    # --- propositions and links ----------------------------------------------------------------------------------

    def _stored(self) -> tuple[StoredPropositions, dict[int, str]]:
        """All propositions by their names, and the name of each claim's."""
        reports = {entry.row: entry.report for entry in self._entered()}
        links = [link for link in self._links.values() if link.claim in reports and link.other in reports]
        first: dict[str, int] = {}
        for entry in self._entries.values():
            first.setdefault(entry.report.claim.id, entry.row)
        groups = Groups((link.claim, link.other) for link in links if link.relation in SAME).groups()
        members: dict[str, Sequence[int]] = {}
        for group in groups:
            # A claim that was read again keeps the place of its first reading.
            name = min((first[reports[row].claim.id], reports[row].claim.id) for row in group)[1]
            members[name] = sorted(group)
        alone = reports.keys() - {row for group in groups for row in group}
        members.update((str(row), [row]) for row in sorted(alone))
        names = {row: name for name, rows in members.items() for row in rows}
        return StoredPropositions(reports, members, links), names

    def _rows(self, claims: Iterable[str]) -> list[int]:
        by_id = {entry.report.claim.id: entry.row for entry in self._entered()}
        return [by_id[claim] for claim in dict.fromkeys(claims) if claim in by_id]

    def proposition_ids(self) -> dict[str, str]:
        stored, names = self._stored()
        return {stored.reports[row].claim.id: name for row, name in names.items() if len(stored.members[name]) > 1}

    def proposition(self, key: str) -> Proposition:
        stored, names = self._stored()
        rows = [row for row, report in stored.reports.items() if key and report.claim.id.startswith(key.lower())]
        if not rows:
            raise NotInCase(key)
        if len({names[row] for row in rows}) > 1:
            raise Ambiguous(key, sorted(stored.reports[row].claim.id for row in rows[:6]))
        return stored.propositions()[names[rows[0]]]

    def propositions(self) -> Iterator[Proposition]:
        stored, _ = self._stored()
        found = [one for one in stored.propositions().items() if len(stored.members[one[0]]) > 1]
        found.sort(key=lambda one: (-len(one[1].claims), min(stored.members[one[0]])))
        return iter([proposition for _, proposition in found])

    def propositions_of(self, claims: Iterable[str]) -> list[Proposition]:
        return [context.proposition for context in self.propositions_in_context(claims)]

    def propositions_in_context(self, claims: Iterable[str]) -> list[PropositionContext]:
        stored, names = self._stored()
        return list(stored.contexts(dict.fromkeys(names[row] for row in self._rows(claims))))

    def links(self, relations: Collection[Relation], *, since: date | None = None) -> Iterator[Linked]:
        stored, _ = self._stored()
        found = [stored.linked(link) for link in stored.links if link.relation in relations]
        return iter([
            one for one in found
            if since is None or any(day is None or day >= since for day in (one.claim.published, one.other.published))
        ])  # fmt: skip

    def link_ends(self, relations: Collection[Relation]) -> list[LinkEnds]:
        stored, _ = self._stored()
        ids = {row: report.claim.id for row, report in stored.reports.items()}
        return [
            LinkEnds(link.number, ids[link.claim], ids[link.other], link.relation, link.by)
            for link in stored.links if link.relation in relations
        ]  # fmt: skip

    def link_reasons(self, numbers: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
        return {number: self._links[number].reasons for number in numbers if number in self._links}

    def link_rulings(self) -> list[LinkRuling]:
        return list(self._link_rulings)

    def rule_link(self, ruling: LinkRuling) -> None:
        check_ruling(ruling)
        for claim in (ruling.claim, ruling.other):
            if not self._rows([claim]):
                raise NotInCase(claim)
        pair = set(self._rows((ruling.claim, ruling.other)))
        cut = [number for number, link in self._links.items() if {link.claim, link.other} == pair]
        if ruling.relation is None and not cut:
            raise CaseError(f"{ruling.claim} and {ruling.other}: there is no link between them to cut")
        for number in cut:
            del self._links[number]
        self._link_rulings.append(ruling)
        self._put_ruled(ruling)

    def _put_ruled(self, ruling: LinkRuling) -> None:
        if ruling.relation is not None:
            claim, other = self._rows((ruling.claim, ruling.other))
            self._put(claim, other, ruling.relation, (ruling.why,), ruling.by)

    def _put(self, claim: int, other: int, relation: Relation, reasons: tuple[Reason, ...], by: str | None) -> None:
        number = next(self._numbers)
        self._links[number] = StoredLink(number, claim, other, relation, reasons, by)

    # --- judgements ----------------------------------------------------------------------------------------------

    def grades(self) -> dict[str, Grade]:
        return {folded(grade.name): grade for grade in self._grades}

    def grade_history(self) -> list[Grade]:
        return list(self._grades)

    def enter_grade(self, grade: Grade) -> None:
        check_ruling(grade)
        self._check(grade.name, grade.reason)
        self._grades.append(grade)

    def assessments(self, scenario: str | None = None) -> list[Assessment]:
        return [one for one in self._assessments if scenario in (None, one.scenario)]

    def last_assessment(self, scenario: str) -> Assessment | None:
        return next(reversed(self.assessments(scenario)), None)

    def enter_assessment(self, assessment: Assessment) -> None:
        self._assessments.append(load(Assessment, dump(assessment)))

    # --- standing questions --------------------------------------------------------------------------------------

    def standing_questions(self) -> list[StandingQuestion]:
        return [one for one in self._questions if one.number not in self._removed_questions]

    def last_question_runs(self) -> dict[int, QuestionRun]:
        return dict(self._question_runs)

    def enter_standing_question(
        self, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> tuple[StandingQuestion, bool]:
        self._check(question, by)
        for one in self.standing_questions():
            if (one.question, one.wanted) == (question, wanted):
                return one, False
        made = StandingQuestion(number=len(self._questions) + 1, question=question, wanted=wanted, at=at, by=by)
        self._questions.append(made)
        return made, True

    def remove_standing_question(self, number: int, *, at: datetime, by: str) -> StandingQuestion:
        self._check(by)
        for one in self.standing_questions():
            if one.number == number:
                self._removed_questions.add(number)
                return one
        raise NoSuchQuestion(number)

    def enter_question_run(self, run: QuestionRun) -> None:
        self._question_runs[run.question] = load(QuestionRun, dump(run))

    # --- linking -------------------------------------------------------------------------------------------------

    def _unlinked(self) -> list[_Stored]:
        return [self._readings[number] for number in sorted({*self._current.values()} - self._linked_readings)]

    def unlinked(self) -> int:
        return sum(len(stored.rows) for stored in self._unlinked())

    def unlinked_batch(self) -> tuple[list[int], list[Linkable]]:
        numbers: list[int] = []
        rows: list[int] = []
        for stored in self._unlinked():
            numbers.append(stored.number)
            rows += stored.rows
            if len(rows) >= BATCH_CLAIMS or len(numbers) == BATCH_READINGS:
                break
        return numbers, self.linkable(rows)

    def linkable(self, rows: Iterable[int]) -> list[Linkable]:
        wanted = set(rows)
        return [
            Linkable(row=entry.row, report=entry.report, context=f"{entry.context}\n{entry.title}".strip())
            for entry in self._entered() if entry.row in wanted
        ]  # fmt: skip

    def proposition_ids_of_rows(self, rows: Iterable[int]) -> dict[int, str]:
        stored, names = self._stored()
        return {row: names[row] for row in rows if row in names and len(stored.members[names[row]]) > 1}

    def key_frequencies(self) -> Counter[int]:
        return Counter({key: len(rows) for key, rows in self._keys.items() if rows})

    def latest_with(self, keys: Collection[int]) -> dict[int, list[int]]:
        return {key: sorted(self._keys.get(key, ()))[-LATEST:] for key in keys}

    def enter_links(self, result: LinkingResult, *, at: datetime) -> bool:
        current = set(self._current.values())
        named = {result.rows[claim] for link in result.links for claim in (link.claim, link.other)}
        if (
            self._linked_readings & set(result.readings) or not current >= set(result.readings)
            or not {self._entries[row].reading for row in named} <= current
        ):  # fmt: skip
            return False
        for row, own in result.keys.items():
            for key in own:
                self._keys[key].add(row)
        batch = {row for number in result.readings for row in self._readings[number].rows}
        self._links = {number: link for number, link in self._links.items() if not batch & {link.claim, link.other}}
        last: dict[frozenset[str], LinkRuling] = {}
        for ruling in self._link_rulings:
            last[frozenset((ruling.claim, ruling.other))] = ruling
        found = {(result.rows[link.claim], result.rows[link.other]): link for link in result.links}
        for (claim, other), link in found.items():
            if frozenset((link.claim, link.other)) not in last:
                self._put(claim, other, link.relation, link.reasons, link.by)
        for ruling in last.values():
            rows = self._rows((ruling.claim, ruling.other))
            if len(rows) == 2 and batch & set(rows):
                self._put_ruled(ruling)
        self._linked_readings |= set(result.readings)
        return True

    def _check(self, *texts: str) -> None:
        for text in texts:
            try:
                text.encode()
            except UnicodeEncodeError as error:
                half = ascii(error.object[error.start : error.end])
                raise CaseError(f"{self.name}: {half} is no character that can be stored or looked for") from error


def _is_there(name: str, places: Iterable[Mapping[str, Any]]) -> bool:
    if len(name) == _COUNTRY:
        return any(place["folded"] == name or place["country"] == name.upper() for place in places)
    return any(name in place["folded"] for place in places)


def _stems(text: str) -> list[str]:
    """The words of a text without case, accents and the commonest endings: less than an index of words does."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return [re.sub("(?<=...)(ing|ed|es|s|e)$", "", word) for word in plain_words(bare).split()]


def _times(words: Sequence[str], term: Sequence[str]) -> int:
    return sum(list(words[start : start + len(term)]) == list(term) for start in range(len(words) - len(term) + 1))


def _holds(words: Sequence[str], term: Sequence[str]) -> bool:
    return _times(words, term) > 0
