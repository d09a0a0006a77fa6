"""A case: documents go in, claims and answers come out. The one door to a ledger, for commands and for Python.

Each stage is imported by the method that needs it: a command that only looks at claims starts without the others.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from tocsin.engine.analyst import user
from tocsin.errors import CaseError, InputError, NotInCase
from tocsin.ledger.opening import MEMORY, check_form, is_in_database, open_ledger
from tocsin.ledger.port import Ledger, View
from tocsin.lexicon.language import lexicon_for
from tocsin.model.as_of import AsOf
from tocsin.model.link import LinkRuling, Relation
from tocsin.model.moments import now
from tocsin.model.party import PartyRuling
from tocsin.model.query import FailedDocument, Ruling
from tocsin.settings import Settings

if TYPE_CHECKING:
    from tocsin.brief.sections.figures import Counted
    from tocsin.collect.files import FileCollector
    from tocsin.collect.given import Given
    from tocsin.collect.web.collector import WebCollector
    from tocsin.collect.web.fetcher import Fetcher
    from tocsin.collect.web.gathered import Gathered
    from tocsin.engine.adding import Added
    from tocsin.engine.evidence import EvidencePackage
    from tocsin.engine.exposed_case import Cooperation
    from tocsin.engine.exposing import Asked as ExposureAsked
    from tocsin.engine.exposing import Exposed
    from tocsin.engine.facets import Facet
    from tocsin.engine.linking import Linker
    from tocsin.engine.neighbours import Neighbours
    from tocsin.engine.proposing import Proposed
    from tocsin.engine.reader import Reader
    from tocsin.engine.redacting import Redacted
    from tocsin.engine.relations import Conflict, Copying
    from tocsin.engine.sources import KnownSource
    from tocsin.engine.spreading import Workers
    from tocsin.engine.warning import ScenarioMonitor
    from tocsin.meaning.index import Indexer
    from tocsin.meaning.multilingual import Multilingual
    from tocsin.model.advice import Advice
    from tocsin.model.answer import Answer
    from tocsin.model.assessment import Assessment
    from tocsin.model.brief import Brief, Scope
    from tocsin.model.chain import ChainHead, Flaw
    from tocsin.model.choice_report import ChoiceOutlook
    from tocsin.model.echo import Echo, Increase
    from tocsin.model.estimate import Estimate, Origin
    from tocsin.model.exposure import Listing
    from tocsin.model.history import ClaimHistory, HistoryEntry
    from tocsin.model.link import Linked, Proposition
    from tocsin.model.matrix_ruling import MatrixRuling
    from tocsin.model.party import Party
    from tocsin.model.query import ClaimFilter, DocumentRow, Report
    from tocsin.model.reading import Reading, SetAside
    from tocsin.model.reason import Reason
    from tocsin.model.review import Judgement, QueueItem, Review, ReviewedClaim, ReviewReport
    from tocsin.model.scenario import Scenario
    from tocsin.model.series import Series
    from tocsin.model.sighting import Sighting
    from tocsin.model.source import Counting, Grade, Reliability, SourceRecord
    from tocsin.model.stance import StatedProposition
    from tocsin.model.standing import QuestionNews, StandingQuestion
    from tocsin.weigh.figures.series import Figures
    from tocsin.weigh.figures.subject import FigureQuery


class Case:
    """One investigation's ledger, opened for use.

    Every method that reads works on a fully linked case: what a run that was stopped left unlinked is linked first. A case
    that cannot be written is read as it is, with a warning where claims are not linked.

    Example:
        >>> with Case.open("dam.db", create=True) as case:
        ...     for added in case.add(["interview.txt"], given=Given(outlet="The Observer")):
        ...         print(added.name, added.state)
        ...     answer = case.ask("How many people left the town?")
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        settings: Settings | None = None,
        reader: Reader | None = None,
        on_linking: Callable[[int, int], None] | None = None,
        on_indexing: Callable[[int, int], None] | None = None,
        warn: Callable[[str], None] = warnings.warn,
        finishes: bool = True,
    ) -> None:
        """Use a ledger that is open; `Case.open` opens one.

        Args:
            ledger: Where the case is kept.
            settings: By default those of the environment.
            reader: One that is already at hand, so that its models are loaded only once.
            on_linking: Is told, while claims that were left unlinked are linked, how many of how many are done.
            on_indexing: The same for vectors of claims that are made when they are first searched.
            warn: Is told that claims are not linked and cannot be.
            finishes: Whether methods that read first do what another run has left undone (links, parties), which may take
                minutes; else they read the case as it is.
        """
        self.ledger = ledger
        self._settings = settings or Settings.load()
        self._given_reader = reader
        self._on_linking = on_linking or (lambda done, total: None)
        self._on_indexing = on_indexing or (lambda done, total: None)
        self._warn = warn
        self._finishes = finishes
        self._linker: Linker | None = None
        self._searched: dict[str, Neighbours] = {}
        self._has_warned = False
        self._moment = AsOf()
        self._vectors_kept_in = ledger
        self._parties_may_be_stale = ledger.stale_parties() is not None

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        create: bool = False,
        settings: Settings | None = None,
        reader: Reader | None = None,
        on_linking: Callable[[int, int], None] | None = None,
        on_indexing: Callable[[int, int], None] | None = None,
        warn: Callable[[str], None] = warnings.warn,
        finishes: bool = True,
    ) -> Self:
        """Open a case.

        Args:
            path: The file, or ":memory:" for a case that is gone when closed, or postgresql://user@host/database; by default
                what TOCSIN_CASE says, or tocsin.db in this folder.
            create: Whether to make the case if it is not there. Without it a mistyped name makes no empty case.
            settings: By default those of the environment.
            reader: As for the class, like the rest.
            on_linking: As for the class.
            on_indexing: As for the class.
            warn: As for the class.
            finishes: As for the class.

        Raises:
            CaseError: There is no such case, the file is no case, or it cannot be opened.
        """
        settings = settings or Settings.load()
        chosen = path if path is not None else settings.case
        if not create and not cls.exists(chosen):
            raise CaseError(f"there is no case {chosen}; `tocsin add` makes one, --case or TOCSIN_CASE names another")
        return cls(
            open_ledger(chosen, create=create, evidence=settings.evidence),
            settings=settings,
            reader=reader,
            on_linking=on_linking,
            on_indexing=on_indexing,
            warn=warn,
            finishes=finishes,
        )

    @staticmethod
    def exists(path: Path | str | None = None) -> bool:
        """Whether there is something where a case is looked for; of a database or memory it is not asked beforehand.

        Args:
            path: As for `open`.
        """
        chosen = path if path is not None else Settings.load().case
        return str(chosen) == MEMORY or is_in_database(chosen) or os.path.lexists(chosen)

    @staticmethod
    @contextmanager
    def made_or_undone(path: Path | str | None = None) -> Iterator[None]:
        """Remove a case file that is made in this block, with its evidence, if an error ends the block.

        Args:
            path: As for `open`; what a database holds is left as it is.
        """
        from tocsin.engine.copies import made_or_undone

        chosen = path if path is not None else Settings.load().case
        with nullcontext() if str(chosen) == MEMORY or is_in_database(chosen) else made_or_undone(Path(chosen)):
            yield

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the case file back."""
        self.ledger.close()

    @property
    def name(self) -> str:
        """The file of the case."""
        return self.ledger.name

    def as_of(self, *, known_by: datetime | None = None, at: date | None = None) -> Case:
        """The case as it was: every method that reads answers from it, and what writes is refused.

        It shares the connections of this one, which is to be closed last.

        Args:
            known_by: The moment (UTC) by which the case must have held a thing: readings, links, propositions, grades,
                rulings, removals and assessments are those of that moment.
            at: The day by whose end a document must have been published. One whose day is not known counts from the day on
                which it was added.
        """
        then = copy(self)
        then._moment = AsOf(known_by=known_by, at=at)
        then.ledger = self._whole.as_of(then._moment)
        return then

    # --- what is left to do --------------------------------------------------------------------------------------

    @property
    def view(self) -> View:
        """What the case holds, all its claims linked as far as it can be written."""
        return self._whole

    @property
    def _whole(self) -> Ledger:
        if not (self._moment.is_now and self._finishes):
            return self.ledger
        left = self.ledger.unlinked()
        if left and not self.ledger.can_write:
            if not self._has_warned:
                self._warn(
                    f"{left} claims of {self.name} are not linked yet, and it cannot be written: copies count as witnesses; "
                    "copy the case to where it can be written"
                )
            self._has_warned = True
        elif left:
            done = 0
            self._on_linking(0, left)
            for linked in self.link():
                done += linked
                self._on_linking(min(done, left), left)
        self._refresh_parties()
        return self.ledger

    def check(self) -> None:
        """See that the case is still one that this version can use, after another program changed its file.

        Raises:
            CaseError: It was brought to the form of a later Tocsin, is damaged, or is no case any more.
        """
        check_form(self.name)

    def finish(self) -> None:
        """Do what another run, also of another process, has left undone since the case was opened: links, and parties."""
        self._parties_may_be_stale = self.ledger.stale_parties() is not None
        _ = self._whole

    def _refresh_parties(self) -> None:
        if self._parties_may_be_stale and self.ledger.can_write:
            from tocsin.engine.parties import refresh_parties

            refresh_parties(self.ledger)
            self._parties_may_be_stale = False

    @property
    def reader(self) -> Reader:
        """What reads documents for the case."""
        return self._reader

    @cached_property
    def _reader(self) -> Reader:
        from tocsin.engine.reader import Reader

        return self._given_reader or Reader(self._settings, warn=self._warn)

    def link(self) -> Iterator[int]:
        """Link the claims that are not linked yet; adding does it by itself, and so does every method that reads.

        Yields:
            How many claims were linked, some at a time.
        """
        if self.ledger.unlinked():
            from tocsin.engine.linking import Linker

            self._linker = self._linker or Linker(self.ledger)
            yield from self._linker.run(at=now())

    # --- documents in and out ------------------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        given: Given | None = None,
        stdin: BinaryIO | None = None,
        tell: Callable[[str], None] | None = None,
        workers: Workers | None = None,
        fetcher: Fetcher | None = None,
    ) -> Iterator[Added]:
        """Collect, read and enter documents; each is entered whole before the next is reported.

        A run that was stopped can be run again: what it entered is known, and costs little.

        Args:
            paths: Files, folders, addresses of the web (pages, feeds, sitemaps), or `-`.
            given: What to take for documents that do not tell their date, outlet or language themselves.
            stdin: What `-` reads from.
            tell: Is told what is no failure and the analyst should know, such as which columns of a table were taken.
            workers: Who reads; by default this process. The case does not depend on it.
            fetcher: What fetches addresses; by default one that connects to no private network.

        Yields:
            What became of each document, in order. One that fails does not stop the rest; `failed_documents` lists it.

        Raises:
            WorkerError: The workers cannot be reached, or give back what is no reading.
        """
        yield from self.add_gathered(self._collected(paths, given, stdin, tell, fetcher), workers=workers)

    def add_gathered(self, gathered: Iterable[Gathered], *, workers: Workers | None = None) -> Iterator[Added]:
        """Read and enter what was gathered, as `add` does.

        Args:
            gathered: Documents, and what could not be had, in order.
            workers: Who reads; by default this process.
        """
        from tocsin.engine.adding import Addition
        from tocsin.engine.spreading import Workers

        addition = Addition(self.ledger, self._reader)
        self._parties_may_be_stale = True
        for portion in addition.run(gathered, workers or Workers()):
            yield from portion
            # The documents are in the file itself before linking, which takes a while, begins.
            self.ledger.flush()
            for _ in self.link():
                pass
        self._refresh_parties()
        from tocsin.engine.neighbours import Neighbours
        from tocsin.meaning.index import indexer_for

        Neighbours(self._vectors_kept_in, indexer_for(lexicon_for())).make_missing(self._on_indexing)

    def preview(
        self,
        paths: Iterable[str | Path],
        *,
        given: Given | None = None,
        stdin: BinaryIO | None = None,
        fetcher: Fetcher | None = None,
    ) -> Iterator[Added]:
        """What `add` would do with each document, in order; nothing is read or entered.

        A document that would fail only when it is read counts as new.
        """
        from tocsin.engine.adding import Addition

        return Addition(self.ledger, self._reader).preview(self._collected(paths, given, stdin, None, fetcher))

    def _collected(
        self,
        paths: Iterable[str | Path],
        given: Given | None,
        stdin: BinaryIO | None,
        tell: Callable[[str], None] | None,
        fetcher: Fetcher | None,
    ) -> Iterator[Gathered]:
        from tocsin.collect.given import Given
        from tocsin.engine.gathering import gather
        from tocsin.engine.reading import file_collector

        files = file_collector(given or Given(), self._settings, stdin=stdin, tell=tell)
        web = cache(lambda: self._web_collector(files, fetcher, tell))
        return gather(paths, files, web, ledger=self.ledger, tell=tell)

    def _web_collector(
        self, files: FileCollector, fetcher: Fetcher | None, tell: Callable[[str], None] | None
    ) -> WebCollector:
        from tocsin.engine.visiting import fetcher_for, web_collector

        fetches = fetcher or fetcher_for(self._settings)
        return web_collector(self.ledger, self._reader, files, fetcher=fetches, tell=tell)

    def remove(self, key: str, *, reason: str, by: str | None = None) -> DocumentRow:
        """Take a document and its claims out of the case; the record of it, and why, stays."""
        return self._rule(key, "removed", reason, by)

    def restore(self, key: str, *, reason: str, by: str | None = None) -> DocumentRow:
        """Put a removed document back, and link it to what was added meanwhile."""
        row = self._rule(key, "restored", reason, by)
        for _ in self.link():
            pass
        return row

    def _rule(self, key: str, action: str, reason: str, by: str | None) -> DocumentRow:
        _, row = self.ledger.document(key)
        self._parties_may_be_stale = True
        self.ledger.rule_document(Ruling(document=row.id, action=action, at=now(), by=by or user(), reason=reason))
        return row

    def documents(self) -> list[DocumentRow]:
        """The documents of the case, removed ones too."""
        return self.view.documents()

    def failed_documents(self) -> list[FailedDocument]:
        """The documents that could not be read, each with its last problem, until they are read."""
        return self.ledger.failed_documents()

    def retry(
        self, *, given: Given | None = None, tell: Callable[[str], None] | None = None, fetcher: Fetcher | None = None
    ) -> Iterator[Added]:
        """Add the files and addresses again of which something could not be read, as `add` does.

        A failure that does not come again is over. One whose file is not known, or is gone, is told and stays.

        Args:
            given: As for `add`.
            tell: As for `add`.
            fetcher: As for `add`.
        """
        from tocsin.engine.retrying import over, places

        before = self.failed_documents()
        began = now()
        yield from self.add(places(before), given=given, tell=tell, fetcher=fetcher)
        for failed in over(before, self.failed_documents(), began=began):
            self.ledger.end_failed(failed, at=now())

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        """A document's reading without its claims, and how the case lists it, by its name or id."""
        return self.view.document(key)

    def raw(self, document: str) -> bytes:
        """The bytes that a document was taken from, by its id; those of a removed one are kept too."""
        return self.view.raw(document)

    def sightings(self, document: str) -> list[Sighting]:
        """Where a document was found, by its id, and what it says otherwise than an earlier version; the oldest first."""
        return self.view.sightings(document)

    # --- claims --------------------------------------------------------------------------------------------------

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        """The claims that a filter asks for."""
        return self.view.claims(wanted)

    def claim(self, key: str) -> Report:
        """One claim, by its id or the beginning of it."""
        return self.view.claim(key)

    def claims_of(self, document: str) -> list[Report]:
        """The claims of one document, by its id, in the order of the text."""
        return self.view.claims_of(document)

    def facets(self, wanted: ClaimFilter, *, among: int = 500) -> tuple[list[Report], list[Facet]]:
        """The first claims that a filter asks for, and how these divide by outlet, speaker, place, certainty and so on."""
        from tocsin.engine.facets import facets

        return facets(self.view, wanted, among=among)

    def successors(self, key: str) -> tuple[ClaimHistory, list[Report]]:
        """A claim that the case had once, by its id, and the claims that stand in its place now, the nearest first."""
        from tocsin.engine.history import successors

        return successors(self.view, key)

    def set_aside(self, document: str | None = None) -> Iterator[tuple[DocumentRow, SetAside]]:
        """What is no part of what the documents of the case report, and why; of one document, by its id, or of all.

        It is kept to be looked at, and is neither counted, linked nor answered from.
        """
        view = self.view
        for row in view.documents():
            if row.removed is None and document in (None, row.id):
                yield from ((row, one) for one in view.document(row.id)[0].set_aside)

    def counts(self) -> dict[str, int]:
        """How many documents, claims, speakers and sources the case holds, by these names."""
        return self.view.counts()

    def ask(
        self, question: str, *, limit: int = 5, language: str | None = None, wanted: ClaimFilter | None = None
    ) -> Answer:
        """The propositions that answer a question, best first, with who supports each and who disagrees.

        Args:
            question: In plain words.
            limit: How many propositions at most.
            language: Of the question (ISO 639-1). By default it is that of the claims, or another one if they have almost no
                word of it, which takes the extra `languages`.
            wanted: Which claims may answer, by who says them, the time and place they are about, or how certain they are.

        Raises:
            QueryError: There is nothing to look for in it, or it is in another language and the extra is not installed.
        """
        from tocsin.engine.answering import answer_from
        from tocsin.engine.other_languages import answer_across, in_other_language
        from tocsin.meaning.index import indexer_for

        # With a filter more of the nearest have to be looked at, so one that asks for nothing is none.
        narrowed = None if wanted is None or wanted == type(wanted)() else wanted
        # Whom lists name is no claim of the case, so a question about them is answered by its ties.
        listed = self._about_listed(question, language, limit) if narrowed is None else None
        if listed is not None:
            return listed
        lexicon, ledger = lexicon_for(language), self._whole
        neighbours = self._neighbours(indexer_for(lexicon))
        answer = answer_from(ledger, neighbours, question, lexicon=lexicon, limit=limit, wanted=narrowed)
        if language is None and (encoder := in_other_language(answer, lexicon)) is not None:
            return answer_across(ledger, self._neighbours(encoder), encoder, question, limit=limit, wanted=narrowed)
        return answer

    def _about_listed(self, question: str, language: str | None, limit: int) -> Answer | None:
        from tocsin.engine.exposed_case import answer_about_listed
        from tocsin.engine.listing import kept_lists

        lists = kept_lists(settings=self._settings)
        return answer_about_listed(self._whole, question, lexicon_for(language), on=self._day, lists=lists, limit=limit)

    @property
    def _day(self) -> date:
        """The day from which the case is looked at."""
        return self._moment.at or (self._moment.moment or now()).date()

    def exposure(self, rule: str, asked: ExposureAsked | None = None) -> Exposed:
        """Who is reached by a rule of sanctions, by the ties that the claims of the case report.

        Args:
            rule: The rule, or a version of it: `eu@2018-05-04`.
            asked: The day, what is supposed, and the lists in which names are looked up.

        Raises:
            InputError: There is no such rule or list.
        """
        from tocsin.engine.exposed_case import case_exposure
        from tocsin.engine.exposing import Asked

        asked = asked or Asked()
        return case_exposure(self._whole, asked, rule=rule, on=asked.on or self._day, name=Path(self.name).stem)

    def cooperation(self, *, on: date | None = None) -> list[Cooperation]:
        """The claims that report something done for those whom a list that is kept names, or who are reached."""
        from tocsin.engine.exposed_case import cooperation
        from tocsin.engine.listing import kept_lists

        return cooperation(self._whole, on or self._day, lists=kept_lists(settings=self._settings))

    def marks(self, report: Report) -> list[tuple[str, Listing]]:
        """Whom of those that a claim names the sanctions lists that are kept name as well, with the entries that do."""
        from tocsin.engine.exposed_case import marks
        from tocsin.engine.listing import kept_lists

        return marks(report, self._day, lists=kept_lists(settings=self._settings))

    def like(self, text: str, *, limit: int = 20, wanted: ClaimFilter | None = None) -> list[tuple[Report, float]]:
        """The claims that are nearest in meaning to a text, or to a claim, with their cosines, the nearest first.

        Near is not the same: what denies a claim is as near to it as what repeats it.

        Args:
            text: A text, or the id of a claim or its beginning.
            limit: How many claims at most.
            wanted: Which claims are wanted; its words and its limit are not used.
        """
        from tocsin.engine.neighbours import claims_like

        return claims_like(self._whole, self._index(), text, limit=limit, wanted=wanted)

    def standing_questions(self) -> list[StandingQuestion]:
        """The questions that the case keeps, in the order they were entered."""
        return self.ledger.standing_questions()

    def keep_question(
        self, question: str, *, wanted: ClaimFilter | None = None, by: str | None = None
    ) -> tuple[StandingQuestion, bool]:
        """Keep a question, so that `run_questions` tells what is new on it; whether it is new, or stands already.

        Args:
            question: In plain words.
            wanted: Which claims may answer it, as for `ask`.
            by: Who wants to know; by default the user.

        Raises:
            QueryError: There is nothing to look for in it.
        """
        from tocsin.engine import standing
        from tocsin.model.query import ClaimFilter

        return standing.keep(self.ledger, question, wanted or ClaimFilter(), lexicon=lexicon_for(), by=by or user())

    def change_question(
        self, number: int, question: str, *, wanted: ClaimFilter | None = None, by: str | None = None
    ) -> StandingQuestion:
        """Ask a standing question otherwise from now on; it keeps its number and what it was answered.

        Args:
            number: Its number.
            question: The new words.
            wanted: The new filter; by default none.
            by: Who says so; by default the user.

        Raises:
            QueryError: There is nothing to look for in it.
            NoSuchQuestion: None has the number.
        """
        from tocsin.engine import standing
        from tocsin.model.query import ClaimFilter

        filtered = wanted or ClaimFilter()
        return standing.change(self.ledger, number, question, filtered, lexicon=lexicon_for(), by=by or user())

    def remove_question(self, number: int, *, by: str | None = None) -> StandingQuestion:
        """Ask a standing question no longer; that it was asked, and what it was answered, stays in the case.

        Raises:
            NoSuchQuestion: None has the number.
        """
        return self.ledger.remove_standing_question(number, at=now(), by=by or user())

    def run_questions(self, *numbers: int, record: bool = True) -> Iterator[QuestionNews]:
        """What is new on the standing questions since each was last run, in the order they were entered.

        Args:
            numbers: The numbers of questions; all are run if none is given.
            record: Whether the next run tells only what is new from now on.

        Raises:
            NoSuchQuestion: None has one of the numbers.
        """
        from tocsin.engine import standing

        def asked(question: str, wanted: ClaimFilter) -> Answer:
            return self.ask(question, limit=standing.REMEMBERED, wanted=wanted)

        return standing.run(self._whole, asked, numbers=numbers, record=record)

    def _index(self) -> Neighbours:
        """What the case is searched by in the language of texts that tell none."""
        from tocsin.meaning.index import indexer_for

        return self._neighbours(indexer_for(lexicon_for()))

    def _neighbours(self, indexer: Indexer | Multilingual) -> Neighbours:
        """What the case is searched by in meaning, with all that was added."""
        from tocsin.engine.kept_vectors import kept_vectors
        from tocsin.engine.neighbours import Neighbours

        if indexer.model not in self._searched:
            ledger = self._vectors_kept_in
            kept = kept_vectors(ledger.name, model=indexer.model, size=indexer.size, settings=self._settings)
            self._searched[indexer.model] = Neighbours(ledger, indexer, kept=kept)
        self._searched[indexer.model].refresh(self._on_indexing)
        return self._searched[indexer.model]

    def history(self, key: str) -> list[HistoryEntry]:
        """What became of a claim and its proposition, or of a party and its grades, the oldest entry first.

        Args:
            key: The id of a claim, or its beginning, whether the claim stands or not; or a name.

        Raises:
            NotInCase, Ambiguous: The case never had it, or several ids begin so.
        """
        from tocsin.engine.history import claim_history, party_history
        from tocsin.engine.parties import register_of

        view = self._whole
        try:
            claim = view.claim_history(key)
        except NotInCase:
            return party_history(view, register_of(view, [key]).meant(key), key)
        return claim_history(view, claim)

    # --- reviews -------------------------------------------------------------------------------------------------

    def review(
        self,
        key: str,
        judgement: Judgement,
        *,
        reason: str,
        corrections: Mapping[str, str] | None = None,
        by: str | None = None,
    ) -> Review:
        """Enter a judgement on a claim: confirmed, corrected, rejected, or no claim.

        The claim stands as its reviews have it from then on, also after its document is read again. Of two reviews the later
        holds; both are kept.

        Args:
            key: The claim's id, or the beginning of it. A rejected claim can be judged again.
            judgement: What is entered; an undoing is entered by `undo_review`.
            reason: Why.
            corrections: For a correction, the fields (speaker, chain, certainty, kind, time, place, quantity, text) with
                their values as they are typed, such as `{"kind": "threat", "quantity": "~400 people"}`; see
                `engine.correction_help.HELP`. An empty value says that there is none.
            by: Who says so; by default the user.

        Raises:
            InputError: A correction cannot be understood.
            CaseError: There is no such claim, it stands no longer, or no reason is given.
        """
        from tocsin.engine import reviewing

        return self._reviewed(
            reviewing.enter(
                self._whole, key, judgement, typed=corrections or {}, reason=reason, by=by or user(), at=now()
            )
        )

    def undo_review(self, key: str | int, *, reason: str, by: str | None = None) -> Review:
        """Take back a review: the last one of a claim that holds, by the claim's id, or the one with a number.

        To take back an undoing, name its number.
        """
        from tocsin.engine import reviewing

        return self._reviewed(reviewing.undo(self._whole, key, reason=reason, by=by or user(), at=now()))

    def _reviewed(self, review: Review) -> Review:
        # Names and links may be others now; they are worked out when the case is next read.
        self._parties_may_be_stale, self._linker = True, None
        return review

    def reviews(self, key: str | None = None) -> list[Review]:
        """Every review of the case, or those of a claim by its id, oldest first; those taken back too."""
        return self.ledger.reviews() if key is None else list(self.reviewed(key).state.reviews)

    def reviewed(self, key: str) -> ReviewedClaim:
        """A claim as it was read and as it stands, with its reviews and which of them hold, by its id or its beginning."""
        from tocsin.engine import reviewing

        return reviewing.reviewed(self.view, key)

    def review_queue(self, *, limit: int = 20, skip: int = 0, document: str | None = None) -> list[QueueItem]:
        """A page of what to review next: claims and links, what matters most and is least sure first.

        Args:
            limit: How many at most.
            skip: How many to pass over: those of the pages before.
            document: Only what stands in this document, by its name or id.
        """
        from tocsin.engine.review_queue import queue

        view = self.view
        only = view.document(document)[1].id if document is not None else None
        return queue(view, limit=limit, skip=skip, document=only)

    def review_sample(self, *, limit: int = 20) -> list[QueueItem]:
        """Claims to review that are drawn by chance, the same every time: what `review_report` can be trusted on."""
        from tocsin.engine.review_queue import sample

        return sample(self.view, limit=limit)

    def review_report(self) -> ReviewReport:
        """How well claims are read, as reviewers see it."""
        from tocsin.engine.review_report import report

        return report(self.view)

    def rejected_claims(self) -> list[tuple[Report, Judgement]]:
        """The claims that stand no longer because of a review, as they were read, and what the review says."""
        return self.view.rejected_claims()

    def lost_reviews(self) -> list[Review]:
        """The reviews that hold but could not be carried over: the current reading has no claim at their passage."""
        from tocsin.engine import reviewing

        return list(reviewing.lost_reviews(self.view))

    # --- propositions and figures --------------------------------------------------------------------------------

    def proposition(self, key: str) -> Proposition:
        """The claims that say the same as one, by its id or the beginning of it."""
        return self.view.proposition(key)

    def estimate(self, key: str) -> Estimate:
        """How probable and how credible the proposition of a claim is, with its origins for and against, and why."""
        from tocsin.engine.weighing import estimate

        return estimate(self._whole, key)

    def origins(self, claims: Sequence[Report]) -> dict[str, Origin]:
        """Whose word claims are in the end, by their ids."""
        from tocsin.engine.weighing import origins_and_grades

        return origins_and_grades(self._whole, claims)[0]

    def best_supported(self, *, limit: int = 20) -> list[Estimate]:
        """The propositions of several claims that most independent origins say, weighed."""
        from tocsin.engine.weighing import best_supported

        return best_supported(self._whole, limit=limit)

    def figures(self, *wanted: FigureQuery) -> list[Figures]:
        """Figures over time, each with its band, the band of each source, and what was left out; the case is read once.

        Raises:
            QueryError: A subject says nothing that could be counted, or the case holds no account of the first.
        """
        from tocsin.engine.estimating import Estimator

        estimator = Estimator(self._whole)
        return [
            estimator.figures(one) if number else estimator.figures_or_tell(one) for number, one in enumerate(wanted)
        ]

    def most_counted(self, *, limit: int = 12) -> tuple[Counted, ...]:
        """The things that most documents count, with what of them is measured and where."""
        from tocsin.engine.estimating import most_counted_in

        return most_counted_in(self.view, most=limit)

    def series(self, wanted: FigureQuery) -> Series:
        """A figure over time, with every account of it and what they allow together; it may have no account.

        Raises:
            QueryError: The subject says nothing that could be counted.
        """
        from tocsin.engine.estimating import Estimator

        return Estimator(self._whole).figures(wanted).series

    # --- relations -----------------------------------------------------------------------------------------------

    def conflicts(self, *, since: date | None = None, about: str | None = None) -> list[Conflict]:
        """Accounts that cannot all be true, side by side; those with the latest account first."""
        from tocsin.engine import relations

        return relations.conflicts(self._whole, since=since, about=about)

    def changes(self, *, since: date | None = None, about: str | None = None) -> list[Linked]:
        """What has changed: later figures, withdrawn beliefs, denials after confirmations; the latest first."""
        from tocsin.engine import relations

        return relations.changes(self._whole, since=since, about=about)

    def copies(self, *, since: date | None = None, about: str | None = None) -> list[Copying]:
        """Which documents copy which, sentence by sentence."""
        from tocsin.engine import relations

        return relations.copies(self._whole, since=since, about=about)

    def echo(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        window: float | None = None,
        only_together: bool = False,
        latest: int | None = None,
    ) -> Echo:
        """Who repeats whose line: narratives, edges from outlet to outlet, bursts, coordinated groups.

        Where the whole case is looked at, what copies what is entered: reports that echo are one origin from then on.

        Args:
            since: Only documents published on this day or later.
            until: Only documents published on this day or earlier.
            window: Seconds, if the outlets that post the same text together are wanted.
            only_together: Whether nothing else is wanted.
            latest: How many documents at most, those published last: comparing takes longer than their number tells.
        """
        from tocsin.engine.echoing import echo_of_case, enter_copies, with_names

        is_whole = since is None and until is None and not only_together
        enters = is_whole and self._moment.is_now and self.ledger.can_write
        ledger = self._whole if enters else self.ledger
        found = echo_of_case(
            ledger, since=since, until=until, window=window, only_together=only_together, latest=latest
        )
        if enters and not found.left_out:
            enter_copies(ledger, found)
        return with_names(found, ledger)

    def increase(self, wanted: ClaimFilter) -> Increase:
        """Whether documents with claims that a filter asks for, such as a speaker's, became more frequent, and since when."""
        from tocsin.engine.echoing import increase_in_case

        return increase_in_case(self._whole, wanted)

    def rule_link(
        self, one: str, other: str, *, relation: Relation | None, reason: str, by: str | None = None
    ) -> LinkRuling:
        """Enter how one claim stands to another, or with no relation that no link holds between them."""
        ledger = self._whole
        ruling = LinkRuling(
            claim=ledger.claim(one).claim.id, other=ledger.claim(other).claim.id, relation=relation,
            at=now(), by=by or user(), reason=reason,
        )  # fmt: skip
        ledger.rule_link(ruling)
        return ruling

    def confirm_link(self, one: str, other: str, *, reason: str, by: str | None = None) -> LinkRuling:
        """Enter that the link which the case holds between two claims is right; it outlives a re-reading.

        Raises:
            CaseError: There is no link between them.
        """
        from tocsin.engine.reviewing import link_between

        link = link_between(self._whole, one, other)
        return self.rule_link(link.claim, link.other, relation=link.relation, reason=reason, by=by)

    def links(self, *, since: date | None = None, about: str | None = None) -> Iterator[Linked]:
        """The links between claims, in the order they were found."""
        from tocsin.engine import relations

        return relations.links(self._whole, since=since, about=about)

    def stated(self, key: str) -> StatedProposition:
        """The proposition of a claim with all who take a stance on it, by the claim's id or the beginning of it."""
        from tocsin.engine.stances import stated_propositions

        return next(stated_propositions(self._whole, [self._whole.claim(key).claim.id]))

    def stated_propositions(self) -> Iterator[StatedProposition]:
        """The propositions of the case with all who take a stance on them, those with most reports first.

        Every claim takes a stance on exactly one of them.
        """
        from tocsin.engine.stances import stated_propositions

        return stated_propositions(self._whole)

    def most_reported(self, *, limit: int) -> list[StatedProposition]:
        """The propositions of several reports with all who take a stance on them, those with most reports first.

        Where a case has many, they are looked for among those that most claims say and those that are denied most lately.

        Args:
            limit: How many at most.
        """
        from tocsin.engine.stances import most_reported

        return most_reported(self._whole, limit=limit)

    # --- sources and parties -------------------------------------------------------------------------------------

    def sources(self) -> list[KnownSource]:
        """The sources of the case with their grades, those of most claims first."""
        from tocsin.engine import sources

        return sources.sources(self._whole)

    def grade(
        self,
        name: str,
        reliability: Reliability,
        *,
        reason: str,
        counting: Counting | None = None,
        by: str | None = None,
    ) -> Grade:
        """Enter how far a source can be relied on, and what its figures are; a later grade overrides an earlier one."""
        from tocsin.engine import sources

        self._parties_may_be_stale = True
        return sources.grade(self.ledger, name, reliability, reason=reason, counting=counting, by=by)

    def grades_of(self, name: str) -> list[Grade]:
        """Every grade that a source was given, oldest first."""
        from tocsin.engine import sources

        return sources.history(self.ledger, name)

    def record_source(
        self,
        name: str,
        *,
        country: str | None = None,
        language: str | None = None,
        owner: str | None = None,
        reason: str,
        by: str | None = None,
    ) -> SourceRecord:
        """Enter what is known of an outlet or channel; what is not given stays as it was, an empty text takes a fact back.

        Args:
            name: Of the outlet or channel.
            country: Its home country (ISO 3166-1).
            language: The language it publishes in (ISO 639-1).
            owner: Who owns it, or whom it is affiliated with.
            reason: Why.
            by: Who says so; by default the user.
        """
        from tocsin.engine import sources

        return sources.record(
            self.ledger, name, country=country, language=language, owner=owner, reason=reason, by=by
        )  # fmt: skip

    def source_records(self, name: str) -> list[SourceRecord]:
        """Every record of an outlet or channel, oldest first."""
        from tocsin.engine import sources

        return sources.records_of(self.ledger, name)

    def one_owner(self, names: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Which of some sources belong to one owner: each owner of several, with their names."""
        from tocsin.engine import sources

        return sources.one_owner(self._whole, names)

    def parties(self) -> list[Party]:
        """The parties that the names of the case lead to."""
        from tocsin.engine.parties import register_of

        return list(register_of(self.view).parties)

    def party(self, name: str) -> tuple[Party | None, tuple[Reason, ...]]:
        """Whose name it is, and why its names are one party's; None where it could be anybody's, or nobody's."""
        from tocsin.engine.parties import why_one

        return why_one(self.view, name)

    def party_reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Why the names of each party are one party's, by the party's id; those of one name are left out."""
        from tocsin.engine.parties import why_all

        return why_all(self.view)

    def party_proposals(self, *, limit: int = 50) -> Proposed:
        """Parties whose names may be one party's, with the reasons, the surest first; `rule_party` merges or splits them.

        Where very many are named alike, those that fewest claims name are left out, and their number is told.
        """
        from tocsin.engine.proposing import proposals

        return proposals(self.view, limit=limit)

    def party_rulings(self) -> list[PartyRuling]:
        """Every ruling on names, oldest first."""
        return self.ledger.party_rulings()

    def rule_party(
        self,
        name: str,
        other: str,
        *,
        same: bool | None,
        reason: str,
        by: str | None = None,
        documents: Iterable[str] = (),
    ) -> PartyRuling:
        """Enter that two names are one party's, or are not; with None an earlier ruling on them is taken back.

        Args:
            name: The one name.
            other: The other; it may be one that no text has.
            same: Whether they are one party's.
            reason: Why.
            by: Who says so; by default the user.
            documents: Names or ids of documents in which the one name is the other's.
        """
        ids = tuple(self.ledger.document(key)[1].id for key in documents)
        ruling = PartyRuling(name=name, other=other, same=same, at=now(), by=by or user(), reason=reason, documents=ids)
        self._parties_may_be_stale = True
        self.ledger.rule_party(ruling)
        return ruling

    # --- the chain -----------------------------------------------------------------------------------------------

    def verify(self, head: ChainHead | None = None) -> list[Flaw]:
        """What was changed in the case past Tocsin: evidence, rulings, grades, assessments that are not as they were entered.

        Args:
            head: A head that `chain_head` gave earlier and that was kept outside the case. Without it, nothing tells that the
                latest entries were cut off, or that the whole chain was made again.
        """
        return self.ledger.flaws(head)

    def evidence(self, key: str) -> EvidencePackage:
        """What proves a claim, by its id or the beginning of it; or all claims of a document, by its id or name.

        Raises:
            NotInCase, Ambiguous: No claim or document, or several, have it.
            CaseError: The bytes are not there.
        """
        from tocsin.engine.evidence import evidence_of

        return evidence_of(self.view, key)

    def chain_head(self) -> ChainHead:
        """The end of the chain of hashes, to be kept, or signed, outside the case."""
        return self.ledger.chain_head()

    # --- other cases ---------------------------------------------------------------------------------------------

    def merge(self, other: Case, *, reason: str, by: str | None = None) -> dict[str, int]:
        """Enter what another case holds and this one does not; a second time it enters nothing.

        Documents, readings, judgements, reviews and questions come with their own times, authors and reasons: both histories
        are kept. Of two judgements on one thing the later holds, whichever case it comes from.

        Args:
            other: The other case; it is only read.
            reason: Why; it is kept with the head of the other case's chain.
            by: Who says so; by default the user.

        Returns:
            How many entries of each kind are new here.

        Raises:
            CaseError: Something in the other case was changed past Tocsin, or one of the two cannot be written or read.
        """
        from tocsin.engine.copies import merge

        self._parties_may_be_stale, self._linker = True, None
        return merge(self.ledger, other.ledger, reason=reason, by=by or user(), at=now())

    def export(self, path: Path | str, *, form: Literal["jsonl", "parquet"] = "jsonl") -> int:
        """Write everything that the case holds to a file of JSON Lines, or to a folder of Parquet files.

        Args:
            path: The file or folder, which must not be there yet.
            form: Which of the two; Parquet takes the extra `parquet`.

        Returns:
            How many rows were written.
        """
        from tocsin.engine.copies import export

        return export(self.ledger, Path(path), form=form)

    def import_from(self, path: Path | str) -> int:
        """Enter what `export` wrote into this case, which must be empty: the same case again, whatever keeps it.

        Returns:
            How many rows were entered; if anything of it is wrong, nothing is.

        Raises:
            InputError: The file or folder is no export, or of another version.
            CaseError: The case holds something already, or what was exported was altered since.
        """
        from tocsin.engine.copies import import_from

        self._parties_may_be_stale = True
        return import_from(self.ledger, Path(path))

    def redact(self, name: str, path: Path | str, *, also: Iterable[str] = ()) -> Redacted:
        """Make a copy of the case without the identity of a source, and prove that nothing of it is left.

        Taken out are all names of its party, the hosts of its documents, the bytes and full texts of every document that
        names it, with offsets and hashes, and every reason that people wrote. What is left of such a document is its claims.

        Args:
            name: The source, by any of its names.
            path: The file of the copy, which must not be there yet.
            also: Further names, handles or addresses that it is known by.

        Returns:
            How much was taken out and looked through.

        Raises:
            CaseError: The case holds nothing of it, or something of it would be left: then no copy is kept.
        """
        from tocsin.engine.copies import redact

        party, _ = self.party(name)
        return redact(self.ledger, Path(path), also, party, name)

    # --- scenarios and briefs ------------------------------------------------------------------------------------

    def monitor(self, *, on: date | None = None) -> ScenarioMonitor:
        """What weighs scenarios by the case, and records how they stand.

        Args:
            on: The day to look from; by default now, or the moment that the case is looked at as of.
        """
        from tocsin.engine.listing import kept_lists
        from tocsin.engine.warning import ScenarioMonitor

        lists = kept_lists(settings=self._settings)
        return ScenarioMonitor(self._whole, on=on, now=self._moment.moment, records=self._moment.is_now, lists=lists)

    def choose(self, path: Path, *, record: bool = True) -> ChoiceOutlook:
        """What a choice file comes to, with what the case knows of its claims and scenarios; entered if it has changed.

        Args:
            path: The file.
            record: Whether it is entered; what the case held earlier is never written to.

        Raises:
            InputError: The file cannot be used; the message names file, line and remedy.
        """
        from tocsin.engine.choosing import choose

        return choose(path, self._whole, now=self._moment.moment, record=record and self._moment.is_now)

    def advices(self, choice: str | None = None) -> list[Advice]:
        """What choice files came to, one of them by its name or all, in the order they were entered."""
        return self.ledger.advices(choice)

    def assessments(self, scenario: str | None = None) -> list[Assessment]:
        """Every recorded assessment, of one scenario or of all, in the order they were entered."""
        return self.ledger.assessments(scenario)

    def rule_matrix(
        self, scenario: Scenario, changed: Scenario | None, *, reason: str, by: str | None = None
    ) -> MatrixRuling:
        """Enter an analyst's own numbers for a scenario. The file's stay; what `monitor` records is weighed by those.

        Args:
            scenario: The scenario as its file has it.
            changed: The same with the analyst's numbers; None where the analyst holds with the file again.
            reason: Why.
            by: Who says so; by default the user.

        Raises:
            CaseError: No reason is given.
        """
        from tocsin.model.matrix_ruling import MatrixRuling, differing

        cells = differing(scenario, changed) if changed is not None else ()
        ruling = MatrixRuling(scenario=scenario.name, cells=cells, at=now(), by=by or user(), reason=reason)
        self.ledger.enter_matrix_ruling(ruling)
        return ruling

    def undo_matrix(self, scenario: str, *, reason: str, by: str | None = None) -> MatrixRuling:
        """Take back an analyst's last numbers for a scenario, by its name: those before count again, or the file's.

        Raises:
            InputError: The analyst has entered none.
            CaseError: No reason is given.
        """
        from tocsin.model.matrix_ruling import MatrixRuling

        analyst = by or user()
        own = [one for one in self.ledger.matrix_rulings(scenario) if one.by == analyst]
        if not own:
            raise InputError(scenario, f"{analyst} has entered no numbers that could be taken back")
        before = own[-2].cells if len(own) > 1 else ()
        ruling = MatrixRuling(scenario=scenario, cells=before, at=now(), by=analyst, reason=reason)
        self.ledger.enter_matrix_ruling(ruling)
        return ruling

    def matrix_rulings(self, scenario: str | None = None) -> list[MatrixRuling]:
        """Every ruling of analysts on the numbers of scenarios, of one by its name or of all, oldest first."""
        return self.ledger.matrix_rulings(scenario)

    def brief(
        self, scope: Scope | None = None, *, title: str | None = None, scenarios: Sequence[Scenario] = ()
    ) -> Brief:
        """A brief of the case, every sentence of it proved by records.

        Args:
            scope: What it is about; by default all that the case holds.
            title: What to call it; by default the name of the case.
            scenarios: Those to be looked at now, besides those that were recorded; nothing of it is entered.
        """
        from tocsin.engine.briefing import brief
        from tocsin.engine.listing import kept_lists
        from tocsin.model.brief import Scope

        lists, now = kept_lists(settings=self._settings), self._moment.moment
        return brief(self._whole, scope or Scope(), title=title, scenarios=scenarios, now=now, lists=lists)
