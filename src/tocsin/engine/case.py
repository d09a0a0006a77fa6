"""A case: documents go in, claims and answers come out. The one place where collecting, reading and the ledger meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

from tocsin.ask.answer import answer
from tocsin.ask.question import QuestionReader
from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.engine import relations
from tocsin.engine.analyst import now, user
from tocsin.engine.answering import supported
from tocsin.engine.batches import batches
from tocsin.engine.estimating import Estimator
from tocsin.engine.existing import existing_case
from tocsin.engine.linking import Linker
from tocsin.engine.reader import Reader, check_language
from tocsin.engine.relations import Conflict, Copying
from tocsin.engine.weighing import estimate
from tocsin.errors import InputError, TocsinError
from tocsin.ledger.opening import open_ledger
from tocsin.lexicon.language import DEFAULT_LANGUAGE, lexicon_for
from tocsin.model.answer import Answer
from tocsin.model.document import Evidence
from tocsin.model.estimate import Estimate
from tocsin.model.link import Linked, LinkRuling, Proposition, Relation
from tocsin.model.query import ClaimFilter, DocumentRow, Report, Ruling
from tocsin.model.reading import Reading, Unread
from tocsin.model.series import Series
from tocsin.settings import Settings
from tocsin.weigh.figures.subject import FigureQuery

_CANDIDATES = 400
"""How many claims that hold a question's words are weighed against each other."""
_WEIGHED = 3
"""How many claims are put together to one answer at most, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one document: `state` tells whether it is new, read anew, known already, refused or failed."""

    name: str
    state: Literal["new", "read anew", "known", "removed", "failed"]
    claims: int = 0
    problem: str | None = None


class Case:
    """One investigation's ledger, opened for use.

    Example:
        >>> with Case(":memory:") as case:
        ...     for added in case.add(["interview.txt"], given=Given(outlet="The Observer")):
        ...         print(added.name, added.state)
        ...     answer = case.ask("How many people left the town?")
    """

    def __init__(
        self, path: Path | str | None = None, *, settings: Settings | None = None, reader: Reader | None = None
    ) -> None:
        """Open a case, making it if it is not there.

        Args:
            path: The file; by default what TOCSIN_CASE says, or tocsin.db in this folder.
            settings: By default those of the environment.
            reader: One that is already at hand, so that its models are loaded only once.
        """
        self._settings = settings or Settings.load()
        self._reader = reader or Reader(self._settings)
        self.ledger = open_ledger(path if path is not None else self._settings.case)
        self._linker: Linker | None = None

    @classmethod
    def existing(cls, path: Path | str | None = None) -> "Case":
        """Open a case that is there already.

        Raises:
            CaseError: There is none; reading from a case must not make an empty one by a mistyped name.
        """
        return cls(existing_case(path))

    def __enter__(self) -> "Case":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the case file back."""
        self.ledger.close()

    def add(
        self, paths: Iterable[str | Path], *, given: Given | None = None, stdin: BinaryIO | None = None
    ) -> Iterator[Added]:
        """Collect, read and enter documents; each is entered whole before the next is reported.

        Args:
            paths: Files, folders, or `-`.
            given: What to take for documents that do not tell their date, outlet or language themselves.
            stdin: What `-` reads from.

        Yields:
            What became of each document, in order. One that fails does not stop the rest.
        """
        given = given or Given()
        collector = FileCollector(given=given, longest=self._settings.longest, stdin=stdin)
        for batch in batches(collector.collect(paths)):
            yield from self._add_batch(batch)
            for _ in self.link():
                pass

    def link(self) -> Iterator[int]:
        """Link the claims that are not linked yet, as those of a case made by an earlier version; `add` does it by itself.

        Yields:
            How many claims were linked, some at a time.
        """
        if self.ledger.unlinked():
            self._linker = self._linker or Linker(self.ledger, lexicon_for(DEFAULT_LANGUAGE))
            yield from self._linker.run(at=now())

    def _add_batch(self, batch: Sequence[Evidence | InputError]) -> Iterator[Added]:
        told: list[Added | Evidence] = [
            self._completed(one) if isinstance(one, Evidence) else _failed(one) for one in batch
        ]
        told = [self._refused(one) or one if isinstance(one, Evidence) else one for one in told]
        readings = self._reader.read_all(one.document for one in told if isinstance(one, Evidence))
        for one in told:
            yield self._enter(one, next(readings)) if isinstance(one, Evidence) else one

    def _completed(self, evidence: Evidence) -> Evidence:
        """With what the case knows of the document already, where this time it was not told."""
        known = self.ledger.known(evidence.document.id)
        if known is None:
            return evidence
        facts = ("title", "outlet", "url", "published", "language")
        told = {fact: getattr(known, fact) for fact in facts if getattr(evidence.document, fact) is None}
        return replace(evidence, document=replace(evidence.document, **told))

    def _refused(self, evidence: Evidence) -> Added | None:
        """Why a document need not or cannot be read, None where it is to be."""
        document = evidence.document
        try:
            check_language(document)
        except TocsinError as error:
            return Added(name=document.name, state="failed", problem=str(error))
        removal = self.ledger.removal(document.id)
        if removal is not None:
            why = f"{document.name}: was removed from this case ({removal.reason}); `tocsin restore` puts it back"
            return Added(name=document.name, state="removed", problem=why)
        if self.ledger.holds(document, reader=self._reader.fingerprint):
            return Added(name=document.name, state="known")
        return None

    def _enter(self, evidence: Evidence, reading: Reading | Unread) -> Added:
        if isinstance(reading, Unread):
            return _failed(InputError(reading.document.name, reading.problem))
        known = self.ledger.known(evidence.document.id) is not None
        entered = self.ledger.add(evidence, reading, reader=self._reader.fingerprint, at=now())
        state: Literal["new", "read anew", "known"] = "known" if not entered else "read anew" if known else "new"
        return Added(name=evidence.document.name, state=state, claims=len(reading.claims))

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        """The claims that a filter asks for."""
        return self.ledger.claims(wanted)

    def claim(self, key: str) -> Report:
        """One claim, by its id or the beginning of it."""
        return self.ledger.claim(key)

    def documents(self) -> list[DocumentRow]:
        """The documents of the case, removed ones too."""
        return self.ledger.documents()

    def claims_of(self, document: str) -> list[Report]:
        """The claims of one document, by its id, in the order of the text."""
        return self.ledger.claims_of(document)

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        """A document's reading without its claims, and how the case lists it, by its name or id."""
        return self.ledger.document(key)

    def ask(self, question: str, *, limit: int = 5) -> Answer:
        """The propositions that answer a question, best first, with who supports each and who disagrees.

        Raises:
            QueryError: There is nothing to look for in it.
        """
        read = QuestionReader(lexicon_for(DEFAULT_LANGUAGE)).read(question)
        matches = self.ledger.search(list(read.every_word()), limit=_CANDIDATES)
        return supported(answer(read, matches, limit=_WEIGHED * limit), self.ledger, limit=limit)

    def remove(self, key: str, *, reason: str, by: str | None = None) -> DocumentRow:
        """Take a document and its claims out of the case; the record of it, and why, stays."""
        return self._rule(key, "removed", reason, by)

    def restore(self, key: str, *, reason: str, by: str | None = None) -> DocumentRow:
        """Put a removed document back, and link it to what was added meanwhile."""
        row = self._rule(key, "restored", reason, by)
        for _ in self.link():
            pass
        return row

    def proposition(self, key: str) -> Proposition:
        """The claims that say the same as one, by its id or the beginning of it."""
        return self.ledger.proposition(key)

    def estimate(self, key: str) -> Estimate:
        """How probable and how credible the proposition of a claim is, with its origins for and against, and why."""
        return estimate(self.ledger, self.proposition(key))

    def series(self, wanted: FigureQuery) -> Series:
        """A figure over time, with every account of it and what they allow together.

        Raises:
            QueryError: The subject says nothing that could be counted.
        """
        return Estimator(self.ledger).figures(wanted).series

    def conflicts(self, *, since: date | None = None, about: str | None = None) -> list[Conflict]:
        """Accounts that cannot all be true, side by side; those with the latest account first."""
        return relations.conflicts(self.ledger, since=since, about=about)

    def changes(self, *, since: date | None = None, about: str | None = None) -> list[Linked]:
        """What is told otherwise now than before; the latest first."""
        return relations.changes(self.ledger, since=since, about=about)

    def echoes(self, *, since: date | None = None, about: str | None = None) -> list[Copying]:
        """Which documents copy which."""
        return relations.echoes(self.ledger, since=since, about=about)

    def rule_link(
        self, one: str, other: str, *, relation: Relation | None, reason: str, by: str | None = None
    ) -> LinkRuling:
        """Lay down how one claim stands to another, or with no relation that no link holds between them."""
        ruling = LinkRuling(
            claim=self.ledger.claim(one).claim.id, other=self.ledger.claim(other).claim.id, relation=relation,
            at=now(), by=by or user(), reason=reason,
        )  # fmt: skip
        self.ledger.rule_link(ruling)
        return ruling

    def _rule(self, key: str, action: str, reason: str, by: str | None) -> DocumentRow:
        _, row = self.ledger.document(key)
        self.ledger.rule_document(Ruling(document=row.id, action=action, at=now(), by=by or user(), reason=reason))
        return row


def _failed(error: InputError) -> Added:
    return Added(name=error.name, state="failed", problem=str(error))
