"""A ledger in dicts: what the port says in its plainest form, for tests without a file and as the measure of the others."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple, Self, TypeVar

from tocsin.errors import Ambiguous, CaseError, NoSuchQuestion, NotInCase
from tocsin.ledger.assembly import SAME, StoredLink, StoredPropositions
from tocsin.ledger.entries import (
    KEPT,
    claim_rows,
    counted_forms,
    parties_text,
    party_rows,
    place_rows,
    word_rows,
)
from tocsin.ledger.memory.finding import WEIGHTS, Entry, fits, holds, relevance_of, stems
from tocsin.ledger.memory.times import Held, Times
from tocsin.ledger.names import NameCount, counted, party_names
from tocsin.ledger.phrases import phrases, plain_words
from tocsin.ledger.port import BATCH_CLAIMS, BATCH_READINGS, COMMON, LATEST, NameTies
from tocsin.ledger.rulings import check_review, check_ruling
from tocsin.model.advice import Advice
from tocsin.model.as_of import AsOf
from tocsin.model.assessment import Assessment
from tocsin.model.chain import ChainEntry, ChainHead, Flaw, digest, flaws, next_entry
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Evidence
from tocsin.model.groups import Groups
from tocsin.model.history import ClaimHistory, HeldLink, HeldReading, Membership
from tocsin.model.link import (
    Link,
    Linkable,
    Linked,
    LinkEnds,
    LinkingResult,
    LinkRuling,
    Proposition,
    PropositionContext,
    Relation,
    opening,
)
from tocsin.model.matrix_ruling import MatrixRuling
from tocsin.model.party import ComparedNames, Party, PartyName, PartyRuling, Post, PostTold, Tied
from tocsin.model.query import ClaimClues, ClaimFilter, ClaimTexts, DocumentRow, FailedDocument, Match, Report, Ruling
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.record import dump, from_json, load, to_json
from tocsin.model.review import Judgement, Review, ReviewState, carried
from tocsin.model.sighting import Sighting, Visit
from tocsin.model.source import Grade, SourceRecord
from tocsin.model.span import Span
from tocsin.model.standing import QuestionRun, StandingQuestion
from tocsin.text.folding import folded

_FACTS = ("title", "outlet", "url", "published", "time", "language", "text")
_SHORTEST = 4

_Entered = TypeVar(
    "_Entered", Ruling, LinkRuling, PartyRuling, Grade, SourceRecord, Review, StandingQuestion, MatrixRuling
)


class _Found(NamedTuple):
    """Where a document was found."""

    document: str
    sighting: Sighting


@dataclass(slots=True)
class _Stored:
    """A reading with its document; the claims have entries of their own."""

    number: int
    reading: Reading
    reader: str
    at: datetime
    rows: list[int] = field(default_factory=list)


class MemoryLedger:
    """A ledger (see the port) in memory. It is of one thread; a snapshot of it is the ledger itself."""

    def __init__(self, name: str = "memory") -> None:
        self.name, self.can_write = name, True
        self._evidence: dict[str, tuple[bytes, datetime]] = {}
        self._sightings: list[_Found] = []
        self._visits: dict[str, Visit] = {}
        self._source_records: list[SourceRecord] = []
        self._readings: dict[int, _Stored] = {}
        self._entries: dict[int, Entry] = {}
        self._current = Times[str, int]()
        self._reviews: list[Review] = []
        self._out = Times[int, Judgement | None]()
        self._revised: dict[int, tuple[int, datetime]] = {}
        self._failed = Times[str, FailedDocument]()
        self._rulings: list[Ruling] = []
        self._links = Times[int, StoredLink]()
        self._link_rulings: list[LinkRuling] = []
        self._linked_readings: set[int] = set()
        self._keys: dict[int, set[int]] = defaultdict(set)
        self._most = 0
        self._grades: list[Grade] = []
        self._matrix_rulings: list[MatrixRuling] = []
        self._assessments: list[tuple[datetime, Assessment]] = []
        self._advices: list[tuple[datetime, Advice]] = []
        self._parties: tuple[str, tuple[Party, ...]] = ("", ())
        self._compared = "", ComparedNames()
        self._posts: dict[int, tuple[Post, ...]] = {}
        self._party_rulings: list[PartyRuling] = []
        self._questions: list[StandingQuestion] = []
        self._question_versions: list[StandingQuestion] = []
        self._removed_questions: list[tuple[int, datetime, str]] = []
        self._question_runs: dict[int, QuestionRun] = {}
        self._vectors: dict[str, dict[int, bytes]] = defaultdict(dict)
        self._chain: list[ChainEntry] = []
        self._numbers = count(1)
        self._grouped: dict[int, str] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        yield self

    def as_of(self, moment: AsOf) -> "MemoryLedger":
        held = moment.known_by or datetime.max
        then = copy(self)
        then.can_write = False

        def entered(entries: Iterable[_Entered]) -> list[_Entered]:
            return [one for one in entries if one.at <= held]

        then._evidence = {key: one for key, one in self._evidence.items() if one[1] <= held}
        then._readings = {number: one for number, one in self._readings.items() if one.at <= held}
        then._rulings, then._grades = entered(self._rulings), entered(self._grades)
        then._link_rulings, then._party_rulings = entered(self._link_rulings), entered(self._party_rulings)
        then._source_records, then._matrix_rulings = entered(self._source_records), entered(self._matrix_rulings)
        then._sightings = [one for one in self._sightings if one.sighting.at <= held]
        then._questions, then._question_versions = entered(self._questions), entered(self._question_versions)
        then._removed_questions = [one for one in self._removed_questions if one[1] <= held]
        then._question_runs = {number: run for number, run in self._question_runs.items() if run.at <= held}
        then._assessments = [one for one in self._assessments if one[0] <= held]
        then._advices = [one for one in self._advices if one[0] <= held]
        then._current, then._failed = self._current.held(held), self._failed.held(held)
        then._reviews, then._out = entered(self._reviews), self._out.held(held)
        for row, (_, since) in self._revised.items():
            if since > held:
                then._out.put(row, None, at=since)
        then._links = self._links.held(held)
        then_held = {("evidence", key) for key in then._evidence}
        for kind, entries in then._chained().items():
            then_held |= {(kind, str(number)) for number in range(1, len(entries) + 1)}
        last = max((entry.number for entry in self._chain if (entry.kind, entry.ref) in then_held), default=0)
        then._chain = self._chain[:last]
        if moment.at is not None:
            # Claims are grouped by all links that the case held; what had not been said is then left out.
            then._grouped = then._stored()[1]
            then._parties = ("", ())
            then._readings = {
                number: one for number, one in then._readings.items()
                if (one.reading.document.published or self._evidence[one.reading.document.id][1].date()) <= moment.at
            }  # fmt: skip
            for document, number in list(then._current.now.items()):
                if number not in then._readings:
                    del then._current.now[document]
        return then

    def _writes(self) -> None:
        if not self.can_write:
            raise CaseError(f"{self.name}: what it held earlier can be read, not changed")

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

    def undated(self) -> dict[str, datetime]:
        return {row.id: row.added for row in self.documents() if row.published is None}

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
        removed = removal.reason if removal else None
        if removed is None and document.id not in self._current.now:
            removed = "a later version took its place"
        return DocumentRow(
            id=document.id, name=document.name, title=document.title, outlet=document.outlet, url=document.url,
            published=document.published, language=document.language,
            claims=sum(row not in self._out.now for row in stored.rows),
            added=self._evidence[document.id][1], removed=removed,
        )  # fmt: skip

    def known(self, document: str) -> Document | None:
        stored = self._last().get(document)
        return stored.reading.document if stored else None

    def holds(self, document: Document, *, reader: str) -> bool:
        number = self._current.now.get(document.id)
        if number is None or self._readings[number].reader != reader:
            return False
        known = self._readings[number].reading.document
        return all(getattr(known, fact) == getattr(document, fact) for fact in _FACTS)

    def titles(self, documents: Iterable[str]) -> dict[str, str | None]:
        wanted = set(documents)
        return {one.id: one.title for one in self.texts() if one.id in wanted}

    def texts(self) -> list[Document]:
        return [self._readings[number].reading.document for number in sorted(self._current.now.values())]

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
        return sorted(self._failed.now.values(), key=lambda failed: (failed.at, failed.name))

    def add(self, evidence: Evidence, reading: Reading, *, reader: str, at: datetime) -> bool:
        self._writes()
        document = evidence.document
        if self.holds(document, reader=reader) or self.removal(document.id) is not None:
            return False
        self._check(document.text)
        if document.id not in self._evidence:
            self._evidence[document.id] = evidence.raw, at
            made = _digest(self._evidence[document.id])
            self._chain.append(next_entry(self.chain_head(), "evidence", document.id, made))
        if evidence.seen is not None:
            self.enter_sighting(document.id, evidence.seen)
        kept = {name: to_json(getattr(reading, name)) for name in ("document", *KEPT)}
        number = len(self._readings) + 1
        self._readings[number] = _Stored(number, from_json(Reading, kept), reader, at)
        first = len(self._entries) + 1
        rows = claim_rows(reading, number=number, first=first)
        parties, places = party_rows(reading.claims, first=first), place_rows(reading.claims, first=first)
        for row, claim, words in zip(rows, reading.claims, word_rows(reading, first=first), strict=True):
            span = Span(row["sentence_start"], row["sentence_end"])
            self._entries[row["row"]] = Entry(
                row["row"], number,
                Report(
                    claim=load(Claim, dump(claim)), document=document.id, name=document.name,
                    outlet=document.outlet, published=document.published, time=document.time,
                    language=document.language, sentence=document.text[slice(*span)], sentence_span=span,
                ),
                words["context"], words["title"],
                [one for one in parties if one["claim"] == row["row"]],
                [one for one in places if one["claim"] == row["row"]],
                {name: stems(words[name]) for name in WEIGHTS},
            )  # fmt: skip
            self._readings[number].rows.append(row["row"])
        for key in (document.id, evidence.where):
            self._failed.end(key, at=at)
        for before in (document.id, evidence.seen.replaces if evidence.seen is not None else None):
            if before in self._current.now:
                self._forget(self._readings[self._current.now[before]].rows)
                self._current.end(before, at=at)
        self._current.put(document.id, number, at=at)
        self._apply_reviews(document.id, at=at)
        return True

    def add_all(self, several: Sequence[tuple[Evidence, Reading]], *, reader: str, at: datetime) -> list[bool]:
        for evidence, _ in several:
            self._check(evidence.document.text)
        return [self.add(evidence, reading, reader=reader, at=at) for evidence, reading in several]

    def sightings(self, document: str) -> list[Sighting]:
        return [one.sighting for one in self._sightings if one.document == document]

    def found_at(self, address: str) -> tuple[str, Sighting] | None:
        return self._found_by(address, datetime.max)

    def _found_by(self, address: str, moment: datetime) -> _Found | None:
        """What had been found last at an address by a moment."""
        found = [one for one in self._sightings if one.sighting.address == address and one.sighting.at <= moment]
        return max(reversed(found), key=lambda one: one.sighting.at, default=None)

    def enter_sighting(self, document: str, sighting: Sighting) -> bool:
        self._writes()
        last = self._found_by(sighting.address, sighting.at)
        if last is not None and last.document == document:
            return False
        self._enter_chained("sighting", _Found(document, sighting))
        return True

    def found_below(self, start: str) -> list[tuple[str, str]]:
        found = {one.sighting.address: one.document for one in self._sightings}
        return [(address, document) for address, document in found.items() if address.startswith(start)]

    def visit(self, address: str) -> Visit | None:
        return self._visits.get(address)

    def enter_visit(self, visit: Visit) -> None:
        self._writes()
        self._visits[visit.address] = visit

    def enter_failed(self, failed: FailedDocument) -> None:
        self._writes()
        self._failed.put(failed.document or failed.name, failed, at=failed.at)

    def end_failed(self, failed: FailedDocument, *, at: datetime) -> None:
        self._writes()
        self._failed.end(failed.document or failed.name, at=at)

    def rule_document(self, ruling: Ruling) -> None:
        self._writes()
        check_ruling(ruling)
        stored = self._last().get(ruling.document)
        if stored is None:
            raise NotInCase(ruling.document)
        removed = self.removal(ruling.document) is not None
        if removed == (ruling.action == "removed"):
            raise CaseError(f"{ruling.document}: it is {'already removed from' if removed else 'in'} the case")
        self._enter_chained("ruling", ruling)
        if ruling.action == "removed":
            self._current.end(ruling.document, at=ruling.at)
        else:
            self._current.put(ruling.document, stored.number, at=ruling.at)
            self._linked_readings.discard(stored.number)
            self._forget(stored.rows)

    def _forget(self, rows: Iterable[int]) -> None:
        for with_key in self._keys.values():
            with_key.difference_update(rows)

    # --- claims --------------------------------------------------------------------------------------------------

    def _entered(self) -> list[Entry]:
        """The claims that stand, in the order they were entered."""
        current = set(self._current.now.values())
        return [
            entry for entry in self._entries.values() if entry.reading in current and entry.row not in self._out.now
        ]

    def claim(self, key: str) -> Report:
        found = [entry.report for entry in self._entered() if key and entry.report.claim.id.startswith(key.lower())]
        if not found:
            raise NotInCase(key)
        if len(found) > 1:
            raise Ambiguous(key, sorted(report.claim.id for report in found[:6]))
        return found[0]

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        wanted = wanted or ClaimFilter()
        found = self._fitting(wanted)
        if wanted.words is not None:
            terms = [stems(phrase) for phrase in phrases(wanted.words)]
            columns = ("claim", "sentence", "parties")
            found = [
                entry for entry in found
                if terms and all(any(holds(entry.words[name], term) for name in columns) for term in terms)
            ]  # fmt: skip
            relevance = relevance_of(terms, list(self._entries.values()))
            found.sort(key=lambda entry: -relevance(entry))
        elif wanted.by_weight:
            found.sort(key=lambda entry: (-(entry.report.claim.weight or 0), entry.reading, entry.row))
        else:
            found.sort(key=lambda entry: (entry.report.published or date.min, entry.reading, self._in_text(entry)))
        return iter([entry.report for entry in found[: wanted.limit]])

    def _fitting(self, wanted: ClaimFilter | None) -> list[Entry]:
        """The claims that stand and that a filter asks for, but for its words."""
        if wanted is None:
            return self._entered()
        self._check(*filter(None, (wanted.speaker, wanted.source, wanted.party, wanted.place, wanted.words)))
        return [entry for entry in self._entered() if fits(entry, wanted)]

    def _in_text(self, entry: Entry) -> int:
        """What claims of a reading are sorted by: one that was corrected stands where it was read."""
        return self._revised[entry.row][0] if entry.row in self._revised else entry.row

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Report]:
        wanted = set(ids)
        return {entry.report.claim.id: entry.report for entry in self._entered() if entry.report.claim.id in wanted}

    def claims_of(self, *documents: str) -> list[Report]:
        found = [entry for entry in self._entered() if entry.report.document in documents]
        found.sort(key=lambda entry: (entry.reading, self._in_text(entry)))
        return [entry.report for entry in found]

    def claims_where(
        self, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool], *, clues: ClaimClues | None = None
    ) -> list[Report]:
        # The test alone decides.
        found = [entry.report for entry in self._fitting(wanted)]
        return [report for report in found if test(to_json(report.claim))]

    def claims_saying(self, wanted: ClaimFilter, test: Callable[[str], bool], *, clues: ClaimClues) -> list[Report]:
        return [entry.report for entry in self._fitting(wanted) if test(entry.report.claim.text)]

    def claim_ids(self) -> list[str]:
        return [entry.report.claim.id for entry in self._entered()]

    def claims_counting(self, forms: Collection[str] | None = None, *, latest: int | None = None) -> list[Report]:
        counted = [(entry.report, set(counted_forms(entry.report.claim))) for entry in self._entered()]
        found = [report for report, own in counted if (own if forms is None else own & {"", *forms})]
        return found if latest is None else found[max(0, len(found) - latest) :]

    def documents_counting(
        self, forms: Collection[str], *, place: str | None = None, since: date | None = None, until: date | None = None
    ) -> dict[str, int]:
        counting = Counter(report.document for report in self.claims_counting(forms))
        found = {entry.report.document: entry for entry in self._entered() if entry.report.document in counting}
        naming = set()
        if place is not None:
            wanted = (ClaimFilter(place=place), ClaimFilter(words=place))
            naming = {report.document for one in wanted for report in self.claims(one)}

        def rank(document: str) -> tuple[bool, bool, date, int]:
            day = found[document].report.published or date.min
            return document in naming, (since or day) <= day <= (until or day), day, found[document].reading

        return {document: counting[document] for document in sorted(counting, key=rank, reverse=True)}

    def counted_forms(self) -> set[str]:
        return {form for entry in self._entered() for form in counted_forms(entry.report.claim)}

    def places_with_figures(self) -> Iterator[tuple[str, list[str]]]:
        for report in self.claims_counting():
            if report.claim.places:
                yield report.document, [place.name for place in report.claim.places]

    def search(self, words: Sequence[str], *, limit: int, wanted: ClaimFilter | None = None) -> list[Match]:
        self._check(*words)
        terms = [stems(plain) for plain in map(plain_words, words) if plain]
        relevance = relevance_of(terms, list(self._entries.values()))
        found = [(relevance(entry), entry) for entry in self._fitting(wanted)]
        found = sorted((one for one in found if one[0] > 0), key=lambda one: -one[0])
        return [Match(report=entry.report, context=entry.context, relevance=fit) for fit, entry in found[:limit]]

    # --- vectors -------------------------------------------------------------------------------------------------

    def vectors(self, model: str, *, after: int = 0) -> tuple[list[tuple[int, int]], bytes]:
        found = {row: vector for row, vector in sorted(self._vectors[model].items()) if row > after}
        return [(row, self._entries[row].reading) for row in found], b"".join(found.values())

    def vectors_in_rows(self, model: str, rows: Iterable[int]) -> list[tuple[int, int, bytes]]:
        held = self._vectors[model]
        return [(row, self._entries[row].reading, held[row]) for row in sorted({*rows} & held.keys())]

    def lacking_vectors(self, model: str) -> int:
        return len(self._entries) - len(self._vectors[model])

    def texts_without_vector(self, model: str, *, after: int, limit: int) -> list[ClaimTexts]:
        has = self._vectors[model]
        lacking = [entry for row, entry in sorted(self._entries.items()) if row > after and row not in has][:limit]
        return [
            ClaimTexts(one.row, one.reading, one.report.sentence, one.report.claim.standalone or one.report.sentence)
            for one in lacking
        ]

    def enter_vectors(self, model: str, vectors: Mapping[int, bytes]) -> None:
        self._writes()
        self._vectors[model].update(vectors)

    def drop_vectors(self, *, keep: Collection[str]) -> None:
        self._writes()
        for model in self._vectors.keys() - set(keep):
            del self._vectors[model]

    def matches_in_rows(self, rows: Iterable[int], *, wanted: ClaimFilter | None = None) -> dict[int, Match]:
        stand = {entry.row: entry for entry in self._fitting(wanted)}
        return {
            row: Match(report=stand[row].report, context=stand[row].context, relevance=0.0)
            for row in dict.fromkeys(rows) if row in stand
        }  # fmt: skip

    def claim_history(self, key: str) -> ClaimHistory:
        entries = list(self._entries.values())
        ids = dict.fromkeys(
            one.report.claim.id for one in entries if key and one.report.claim.id.startswith(key.lower())
        )
        if not ids:
            raise NotInCase(key)
        if len(ids) > 1:
            raise Ambiguous(key, list(ids)[:6])
        own = [one for one in entries if one.report.claim.id in ids and one.reading in self._readings]
        if not own:
            raise NotInCase(key)
        own.sort(key=lambda one: (one.reading, one.row not in self._out.now, one.row))
        rows, numbers = {one.row for one in own}, {one.reading for one in own}
        held = [one for several in self._current.all.values() for one in several if one.value in numbers]
        links = [
            one for several in self._links.all.values() for one in several if rows & {one.value.claim, one.value.other}
        ]
        reports = {one.row: one.report for one in entries}

        def id_of(row: int) -> str:
            return reports[row].claim.id

        members = self._memberships(ids)
        named = {*ids, *(one.claim for one in members)}
        named |= {id_of(row) for one in links for row in (one.value.claim, one.value.other)}
        return ClaimHistory(
            claim=own[-1].report.claim, document=own[-1].report.document, name=own[-1].report.name,
            readings=tuple(HeldReading(self._readings[one.value].reader, one.since, one.until) for one in held),
            links=tuple(
                HeldLink(
                    Link(
                        claim=id_of(one.value.claim), other=id_of(one.value.other), relation=one.value.relation,
                        reasons=one.value.reasons, by=one.value.by,
                    ),
                    one.since, one.until,
                )
                for one in sorted(links, key=_by_time)
            ),
            members=tuple(members),
            words={one.claim.id: one.claim.words for one in reports.values() if one.claim.id in named},
        )  # fmt: skip

    def _memberships(self, ids: Container[str]) -> list[Membership]:
        """Who was when of the propositions of these claims: what the state was at each moment that changed it."""
        versions = [one for table in (self._current, self._links) for several in table.all.values() for one in several]
        moments = sorted({moment for one in versions for moment in (one.since, one.until) if moment is not None})
        now: dict[tuple[int, str], datetime] = {}
        ever: list[tuple[int, Membership]] = []
        for moment in moments:
            stored, names = self.as_of(AsOf(known_by=moment))._stored()
            then = {(row, name) for row, name in names.items() if len(stored.members[name]) > 1}
            for row, name in [one for one in now if one not in then]:
                since = now.pop((row, name))
                ever.append((row, Membership(self._entries[row].report.claim.id, name, since, moment)))
            now.update((one, moment) for one in then if one not in now)
        ever += [
            (row, Membership(self._entries[row].report.claim.id, name, since, None))
            for (row, name), since in now.items()
        ]
        wanted = {one.proposition for _, one in ever if one.claim in ids}
        found = [one for one in ever if one[1].proposition in wanted]
        return [
            one for _, one in sorted(found, key=lambda one: (one[1].since, one[1].until is None, one[1].until, one[0]))
        ]

    def counts(self) -> dict[str, int]:
        entered = self._entered()
        named = {(one["part"], one["folded"]) for entry in entered for one in entry.parties}
        return {
            "documents": len(self._current.now), "claims": len(entered),
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
        return party_names(counted(counts), graded=[grade.name for grade in self._grades], places=places)

    def first_named(self, names: Collection[str]) -> dict[str, tuple[datetime, str]]:
        found: dict[str, tuple[str, datetime, str]] = {}
        for entry in self._entries.values():
            reading = self._readings.get(entry.reading)
            if reading is None:
                continue
            written = [one["name"] for one in entry.parties if one["part"] in ("speaker", "source")]
            for name in (*written, *filter(None, (entry.report.outlet,))):
                key = folded(name)
                if key in names and (key not in found or reading.at < found[key][1]):
                    found[key] = name, reading.at, entry.report.name
        return {name: (at, document) for name, at, document in found.values()}

    def parties(self) -> list[Party] | None:
        return list(self._parties[1]) if self.stale_parties() is None else None

    def parties_named(self, names: Iterable[str]) -> list[Party] | None:
        wanted, parties = {folded(name) for name in names}, self.parties()
        if parties is None:
            return None
        return [party for party in parties if wanted & {folded(name.written) for name in party.names}]

    def posts(self) -> list[PostTold]:
        current = [self._readings[number] for number in sorted(self._current.now.values()) if number in self._posts]
        return [
            PostTold(post, stored.reading.document.id, stored.reading.document.published)
            for stored in current for post in self._posts[stored.number]
        ]  # fmt: skip

    def texts_without_posts(self) -> Iterator[tuple[int, str | None, str]]:
        for number in sorted(set(self._current.now.values()) - self._posts.keys()):
            document = self._readings[number].reading.document
            yield number, document.language, document.text

    def enter_posts(self, posts: Mapping[int, Sequence[Post]]) -> None:
        self._writes()
        self._posts.update((number, tuple(own)) for number, own in posts.items())

    def stale_parties(self) -> str | None:
        basis = f"{len(self._readings)} {len(self._rulings)} {len(self._party_rulings)} {len(self._grades)}"
        basis += f" {len(self._reviews)}"
        return None if self._parties[0] == basis else basis

    def party_rulings(self) -> list[PartyRuling]:
        return list(self._party_rulings)

    def enter_parties(self, parties: Iterable[Party], *, basis: str, tied: Tied | None = None) -> None:
        self._writes()
        self._parties = (basis, tuple(parties))

    def name_ties(self) -> NameTies | None:
        return None

    def count_names(self) -> None:
        self._writes()

    def compared_names(self, *, by: str) -> ComparedNames:
        return self._compared[1] if self._compared[0] == by else ComparedNames()

    def enter_compared_names(self, compared: ComparedNames, *, by: str, beside: int) -> None:
        self._writes()
        held = self.compared_names(by=by)
        if len(held.found_by) == beside:
            self._compared = by, held | compared

    def rule_party(self, ruling: PartyRuling) -> None:
        self._enter_ruling("party_ruling", ruling)

    # --- propositions and links ----------------------------------------------------------------------------------

    def _stored(self) -> tuple[StoredPropositions, dict[int, str]]:
        """All propositions by their names, and the name of each claim's."""
        reports = {entry.row: entry.report for entry in self._entered()}
        links = [link for link in self._links.now.values() if link.claim in reports and link.other in reports]
        first: dict[str, int] = {}
        for entry in self._entries.values():
            first.setdefault(entry.report.claim.id, entry.row)
        if self._grouped is not None:
            seen: dict[str, Sequence[int]] = defaultdict(list)
            for row in sorted(reports):
                seen[self._grouped[row]] = [*seen[self._grouped[row]], row]
            return StoredPropositions(reports, seen, links), {row: self._grouped[row] for row in reports}
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

    def links_of(self, claims: Iterable[str], relations: Collection[Relation]) -> list[Link]:
        wanted = set(claims)
        links = (one.link for one in self.links(relations))
        return [link for link in links if link.claim in wanted or link.other in wanted]

    def link_ends(self, relations: Collection[Relation]) -> list[LinkEnds]:
        stored, _ = self._stored()
        ids = {row: report.claim.id for row, report in stored.reports.items()}
        return [
            LinkEnds(link.number, ids[link.claim], ids[link.other], link.relation, link.by)
            for link in stored.links if link.relation in relations
        ]  # fmt: skip

    def link_reasons(self, numbers: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
        return {number: self._links.now[number].reasons for number in numbers if number in self._links.now}

    def link_rulings(self) -> list[LinkRuling]:
        return list(self._link_rulings)

    def rule_link(self, ruling: LinkRuling) -> None:
        self._writes()
        check_ruling(ruling)
        for claim in (ruling.claim, ruling.other):
            if not self._rows([claim]):
                raise NotInCase(claim)
        pair = set(self._rows((ruling.claim, ruling.other)))
        cut = [number for number, link in self._links.now.items() if {link.claim, link.other} == pair]
        if ruling.relation is None and not cut:
            raise CaseError(f"{ruling.claim} and {ruling.other}: there is no link between them to cut")
        for number in cut:
            self._links.end(number, at=ruling.at)
        self._enter_chained("link_ruling", ruling)
        self._put_ruled(ruling)

    def _put_ruled(self, ruling: LinkRuling) -> None:
        if ruling.relation is not None:
            claim, other = self._rows((ruling.claim, ruling.other))
            number = next(self._numbers)
            made = StoredLink(number, claim, other, ruling.relation, (ruling.why,), ruling.by)
            self._links.put(number, made, at=ruling.at)

    # --- reviews -------------------------------------------------------------------------------------------------

    def reviews(self, document: str | None = None) -> list[Review]:
        found = (one for one in self._reviews if document in (None, one.document))
        return sorted(found, key=lambda one: (one.at, one.number))

    def _as_read(self) -> list[Entry]:
        current = set(self._current.now.values())
        return [one for one in self._entries.values() if one.reading in current and one.row not in self._revised]

    def claims_as_read(self, *documents: str) -> list[Report]:
        return [one.report for one in self._as_read() if one.report.document in documents]

    def rejected_claims(self) -> list[tuple[Report, Judgement]]:
        states = ((one.report, self._out.now.get(one.row)) for one in self._as_read())
        return [(report, state) for report, state in states if state is not None and state.is_out]

    def enter_review(self, review: Review) -> Review:
        self._writes()
        check_review(review)
        self._check(review.by, review.reason, json.dumps(dict(review.changes), ensure_ascii=False))
        if review.undoes is not None and review.undoes not in {one.number for one in self._reviews}:
            raise NotInCase(f"review {review.undoes}")
        if review.undoes is None and not any(
            one.claim.id == review.claim for one in self.claims_as_read(review.document)
        ):
            raise NotInCase(review.claim)
        entered = replace(review, number=len(self._reviews) + 1)
        self._enter_chained("review", entered)
        self._apply_reviews(review.document, at=review.at)
        return entered

    def _apply_reviews(self, document: str, *, at: datetime) -> None:
        reviews = self.reviews(document)
        if not reviews:
            return
        stored = self._last()[document]
        entries = [self._entries[row] for row in stored.rows]
        read = [entry for entry in entries if entry.row not in self._revised]
        standing = {
            self._revised[entry.row][0]: entry
            for entry in entries if entry.row in self._revised and entry.row not in self._out.now
        }  # fmt: skip
        states = carried(reviews, [one.report.claim for one in read], stored.reading.document.text).states
        gone: list[int] = []
        come: list[int] = []
        for entry in read:
            state = states.get(entry.report.claim.id, ReviewState())
            corrected = state.applied(entry.report.claim) if state.is_corrected else None
            now = standing.get(entry.row)
            if now is not None and now.report.claim != corrected:
                self._out.put(now.row, None, at=at)
                gone.append(now.row)
                now = None
            if self._out.now.get(entry.row) is not state.out:
                if state.out is None:
                    self._out.end(entry.row, at=at)
                else:
                    self._out.put(entry.row, state.out, at=at)
                (come if state.out is None else gone).append(entry.row)
            if corrected is not None and now is None:
                come.append(self._enter_corrected(entry, corrected, at=at))
        self._forget(gone)
        if come:
            self._linked_readings.discard(stored.number)
            self._forget(stored.rows)

    def _enter_corrected(self, original: Entry, claim: Claim, *, at: datetime) -> int:
        row = len(self._entries) + 1
        words = {**original.words, "claim": stems(claim.text), "parties": stems(parties_text(claim))}
        self._entries[row] = Entry(
            row, original.reading, replace(original.report, claim=claim), original.context, original.title,
            party_rows([claim], first=row), place_rows([claim], first=row), words,
        )  # fmt: skip
        self._readings[original.reading].rows.append(row)
        self._revised[row] = original.row, at
        return row

    # --- judgements ----------------------------------------------------------------------------------------------

    def grades(self) -> dict[str, Grade]:
        return {folded(grade.name): grade for grade in self._grades}

    def grade_history(self) -> list[Grade]:
        return list(self._grades)

    def enter_grade(self, grade: Grade) -> None:
        self._enter_ruling("grade", grade)

    def source_records(self) -> list[SourceRecord]:
        return list(self._source_records)

    def enter_source_record(self, record: SourceRecord) -> None:
        self._enter_ruling("source_record", record)

    def matrix_rulings(self, scenario: str | None = None) -> list[MatrixRuling]:
        return sorted((one for one in self._matrix_rulings if scenario in (None, one.scenario)), key=lambda one: one.at)

    def enter_matrix_ruling(self, ruling: MatrixRuling) -> None:
        self._enter_ruling("matrix_ruling", ruling)

    def assessments(self, scenario: str | None = None) -> list[Assessment]:
        return [one for _, one in self._assessments if scenario in (None, one.scenario)]

    def last_assessment(self, scenario: str) -> Assessment | None:
        return next(reversed(self.assessments(scenario)), None)

    def enter_assessment(self, assessment: Assessment, *, at: datetime) -> None:
        self._writes()
        self._enter_chained("assessment", (at, load(Assessment, dump(assessment))))

    def advices(self, choice: str | None = None) -> list[Advice]:
        return [one for _, one in self._advices if choice in (None, one.choice)]

    def enter_advice(self, advice: Advice, *, at: datetime) -> None:
        self._writes()
        self._enter_chained("advice", (at, load(Advice, dump(advice))))

    # --- the chain -----------------------------------------------------------------------------------------------

    def _chained(self) -> dict[str, list[Any]]:
        """What is chained, by its kind."""
        return {
            "ruling": self._rulings, "party_ruling": self._party_rulings, "link_ruling": self._link_rulings,
            "grade": self._grades, "assessment": self._assessments, "sighting": self._sightings,
            "source_record": self._source_records, "review": self._reviews, "standing_question": self._questions,
            "question_version": self._question_versions, "removed_question": self._removed_questions,
            "advice": self._advices, "matrix_ruling": self._matrix_rulings,
        }  # fmt: skip

    def _enter_ruling(self, kind: str, ruling: PartyRuling | Grade | SourceRecord | MatrixRuling) -> None:
        self._writes()
        check_ruling(ruling)
        self._check(json.dumps(to_json(ruling), ensure_ascii=False))
        self._enter_chained(kind, ruling)

    def _enter_chained(self, kind: str, record: Any) -> None:
        entered = self._chained()[kind]
        entered.append(record)
        self._chain.append(next_entry(self.chain_head(), kind, str(len(entered)), _digest(record)))

    def chain_head(self) -> ChainHead:
        return ChainHead(self._chain[-1].number, self._chain[-1].hash) if self._chain else ChainHead()

    def chain(self, *, since: int = 1) -> list[ChainEntry]:
        return [entry for entry in self._chain if entry.number >= since]

    def chained_on(self, document: str) -> list[tuple[str, str]]:
        found = [("evidence", document)] if document in self._evidence else []
        found += [("sighting", str(n)) for n, one in enumerate(self._sightings, 1) if one.document == document]
        return found + [("ruling", str(n)) for n, one in enumerate(self._rulings, 1) if one.document == document]

    def chained_record(self, kind: str, ref: str) -> dict[str, Any] | None:
        if kind == "evidence":
            return _as_chained(self._evidence[ref]) if ref in self._evidence else None
        entered = self._chained().get(kind, [])
        return _as_chained(entered[int(ref) - 1]) if 0 < int(ref) <= len(entered) else None

    def flaws(self, head: ChainHead | None = None) -> list[Flaw]:
        stored = {("evidence", key): _digest(one) for key, one in self._evidence.items()}
        for kind, entered in self._chained().items():
            stored |= {(kind, str(number)): _digest(record) for number, record in enumerate(entered, start=1)}
        return list(flaws(self._chain, stored, head=head))

    # --- standing questions --------------------------------------------------------------------------------------

    def standing_questions(self) -> list[StandingQuestion]:
        removed = {number for number, _, _ in self._removed_questions}
        now = {one.number: one for one in (*self._questions, *self._question_versions)}
        return [one for number, one in sorted(now.items()) if number not in removed]

    def last_question_runs(self) -> dict[int, QuestionRun]:
        return dict(self._question_runs)

    def enter_standing_question(
        self, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> tuple[StandingQuestion, bool]:
        self._writes()
        self._check(question, by)
        for one in self.standing_questions():
            if (one.question, one.wanted) == (question, wanted):
                return one, False
        made = StandingQuestion(number=len(self._questions) + 1, question=question, wanted=wanted, at=at, by=by)
        self._enter_chained("standing_question", made)
        return made, True

    def change_standing_question(
        self, number: int, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> StandingQuestion:
        self._writes()
        self._check(question, by)
        for one in self.standing_questions():
            if one.number == number:
                if (one.question, one.wanted) == (question, wanted):
                    return one
                made = replace(one, question=question, wanted=wanted, at=at, by=by, version=one.version + 1)
                self._enter_chained("question_version", made)
                return made
        raise NoSuchQuestion(number)

    def remove_standing_question(self, number: int, *, at: datetime, by: str) -> StandingQuestion:
        self._writes()
        self._check(by)
        for one in self.standing_questions():
            if one.number == number:
                self._enter_chained("removed_question", (number, at, by))
                return one
        raise NoSuchQuestion(number)

    def enter_question_run(self, run: QuestionRun) -> None:
        self._writes()
        self._question_runs[run.question] = load(QuestionRun, dump(run))

    # --- linking -------------------------------------------------------------------------------------------------

    def _unlinked(self) -> list[_Stored]:
        return [self._readings[number] for number in sorted({*self._current.now.values()} - self._linked_readings)]

    def unlinked(self) -> int:
        return sum(len(stored.rows) for stored in self._unlinked())

    def unlinked_batch(self, *, after: int = 0) -> tuple[list[int], list[Linkable]]:
        numbers: list[int] = []
        rows: list[int] = []
        for stored in self._unlinked():
            if stored.number <= after:
                continue
            numbers.append(stored.number)
            rows += stored.rows
            if len(rows) >= BATCH_CLAIMS or len(numbers) == BATCH_READINGS:
                break
        return numbers, self.linkable(rows)

    def linkable(self, rows: Iterable[int]) -> list[Linkable]:
        wanted = set(rows)
        return [
            Linkable(
                row=entry.row, report=entry.report, context=f"{entry.context}\n{entry.title}".strip(),
                opening=opening(entry.title, self._readings[entry.reading].reading.document.text),
            )
            for entry in self._entered() if entry.row in wanted
        ]  # fmt: skip

    def proposition_ids_of_rows(self, rows: Iterable[int]) -> dict[int, str]:
        stored, names = self._stored()
        return {row: names[row] for row in rows if row in names and len(stored.members[names[row]]) > 1}

    def key_frequencies(self, keys: Collection[int]) -> dict[int, int]:
        return {key: min(COMMON, len(self._keys.get(key, ()))) for key in keys}

    def most_frequent(self) -> int:
        return self._most

    def latest_with(self, keys: Collection[int]) -> dict[int, list[int]]:
        return {key: sorted(self._keys.get(key, ()))[-LATEST:] for key in keys}

    def enter_links(self, result: LinkingResult, *, at: datetime) -> bool:
        self._writes()
        current = set(self._current.now.values())
        named = {result.rows[claim] for link in result.links for claim in (link.claim, link.other)}
        if (
            self._linked_readings & set(result.readings) or not current >= set(result.readings)
            or not {self._entries[row].reading for row in named} <= current
        ):  # fmt: skip
            return False
        for row, own in result.keys.items():
            for key in own:
                self._keys[key].add(row)
        self._most = max(self._most, result.most)
        batch = {row for number in result.readings for row in self._readings[number].rows}
        found = {
            (result.rows[one.claim], result.rows[one.other]): (one.relation, tuple(one.reasons), one.by)
            for one in result.links
        }
        last: dict[frozenset[str], LinkRuling] = {}
        for ruling in self._link_rulings:
            last[frozenset((ruling.claim, ruling.other))] = ruling
        for ruling in last.values():
            rows = self._rows((ruling.claim, ruling.other))
            if len(rows) == 2 and batch & set(rows):
                found.pop((rows[0], rows[1]), None)
                found.pop((rows[1], rows[0]), None)
                if ruling.relation is not None:
                    found[rows[0], rows[1]] = (ruling.relation, (ruling.why,), ruling.by)
        for number, link in list(self._links.now.items()):
            if batch & {link.claim, link.other}:
                if found.get((link.claim, link.other)) == (link.relation, link.reasons, link.by):
                    del found[link.claim, link.other]
                else:
                    self._links.end(number, at=at)
        for (claim, other), (relation, reasons, by) in found.items():
            number = next(self._numbers)
            self._links.put(number, StoredLink(number, claim, other, relation, reasons, by), at=at)
        self._linked_readings |= set(result.readings)
        return True

    def enter_copies(self, links: Sequence[Link], *, at: datetime) -> int:
        self._writes()
        ruled = {frozenset((ruling.claim, ruling.other)) for ruling in self._link_rulings}
        known = {
            frozenset((link.claim, link.other)) for link in self._links.now.values() if link.relation.is_one_origin
        }
        entered = 0
        for one in links:
            rows = self._rows((one.claim, one.other))
            if len(rows) == 2 and frozenset(rows) not in known and frozenset((one.claim, one.other)) not in ruled:
                known.add(frozenset(rows))
                number = next(self._numbers)
                stored = StoredLink(number, rows[0], rows[1], one.relation, tuple(one.reasons), one.by)
                self._links.put(number, stored, at=at)
                entered += 1
        return entered

    def _check(self, *texts: str) -> None:
        for text in texts:
            try:
                text.encode()
            except UnicodeEncodeError as error:
                half = ascii(error.object[error.start : error.end])
                raise CaseError(f"{self.name}: {half} is no character that can be stored or looked for") from error


def _digest(record: Any) -> str:
    return digest(_as_chained(record))


def _as_chained(record: Any) -> dict[str, Any]:
    """What is chained, in the form whose digest the chain has: bytes by their SHA-256."""
    if isinstance(record, tuple):
        return {
            str(place): sha256(one).hexdigest() if isinstance(one, bytes) else to_json(one)
            for place, one in enumerate(record)
        }
    made: dict[str, Any] = to_json(record)
    return made


def _by_time(held: Held[StoredLink]) -> tuple[datetime, bool, datetime | None]:
    return held.since, held.until is None, held.until
