"""The port of the ledger: what the engine can ask of a case, and what it can enter, whatever database keeps it.

A query returns what a page or an answer needs in few statements. What is read is what stands: nothing of removed documents
and superseded readings, unless a method says otherwise. Every method is one transaction; one that writes is whole or not
at all. Each of them raises `CaseError` where the case cannot be read or written.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, Self, runtime_checkable

from tocsin.model.advice import Advice
from tocsin.model.as_of import AsOf
from tocsin.model.assessment import Assessment
from tocsin.model.chain import ChainEntry, ChainHead, Flaw
from tocsin.model.document import Document, Evidence
from tocsin.model.history import ClaimHistory
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
)
from tocsin.model.matrix_ruling import MatrixRuling
from tocsin.model.party import (
    ComparedNames,
    NewNames,
    Party,
    PartyName,
    PartyRuling,
    Post,
    PostTold,
    Tied,
    TiedName,
)
from tocsin.model.query import ClaimClues, ClaimFilter, ClaimTexts, DocumentRow, FailedDocument, Match, Report, Ruling
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.review import Judgement, Review
from tocsin.model.sighting import Sighting, Visit
from tocsin.model.source import Grade, SourceRecord
from tocsin.model.standing import QuestionRun, StandingQuestion

LATEST = 100
"""Claims with one key that linking looks at, the latest: what half the case speaks of must not make each look long."""
COMMON = 10_000
"""Claims from which on a key is as common as any: more are not counted, or each look would take longer in a large case."""
BATCH_CLAIMS = 400
"""Claims that are linked in one go, give or take a document."""
BATCH_READINGS = 500
"""Readings that are linked in one go at most; many have no claim."""


class View(Protocol):
    """What a case holds."""

    name: str
    """The file, or what else tells one case from another."""

    def snapshot(self) -> AbstractContextManager["View"]:
        """The case as it is at one moment: several queries in one transaction, whatever others write meanwhile."""

    def as_of(self, moment: AsOf) -> "Ledger":
        """The case as it was at an earlier moment, or as far as it had been said by a day.

        It refuses entries, and shares the connections of this one. Parties are worked out from the names, grades and rulings
        of that moment.
        """

    # --- documents -----------------------------------------------------------------------------------------------

    def documents(self) -> list[DocumentRow]:
        """Every document the case has held, by day of publication; removed ones tell why."""

    def undated(self) -> dict[str, datetime]:
        """When each of them was added whose day of publication is not known, by its id."""

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        """A document's current reading without its claims, and how the case lists it. A removed one is found too.

        Args:
            key: Its id, the beginning of its id, or its name.

        Raises:
            NotInCase, Ambiguous: No document, or several, have it.
        """

    def known(self, document: str) -> Document | None:
        """The document with this id as it was entered last, removed or not; None if it never was."""

    def holds(self, document: Document, *, reader: str) -> bool:
        """Whether this very document, read by this very reader, is already the current one."""

    def texts(self) -> list[Document]:
        """The documents that are in the case, each by its current reading, in the order in which those were entered."""

    def removal(self, document: str) -> Ruling | None:
        """The ruling by which a document is out of the case; None if it is in the case or was never there."""

    def rulings(self) -> list[Ruling]:
        """Every removal and restoration of documents, oldest first."""

    def raw(self, document: str) -> bytes:
        """The bytes a document was taken from.

        Raises:
            NotInCase: The case does not hold it.
            CaseError: The folder of evidence does not hold them.
        """

    def sightings(self, document: str) -> list[Sighting]:
        """Where a document was found, by its id, in the order in which that was entered."""

    def found_at(self, address: str) -> tuple[str, Sighting] | None:
        """The id of the document that was found last at an address or path, and how; None if none ever was."""

    def found_below(self, start: str) -> list[tuple[str, str]]:
        """The addresses that begin so and at which documents were found, each with the id of the one found there last."""

    def visit(self, address: str) -> Visit | None:
        """How the last visit of an address went; None if it was never visited."""

    def failed_documents(self) -> list[FailedDocument]:
        """The documents that could not be read and of which no reading was entered since, oldest first."""

    # --- claims --------------------------------------------------------------------------------------------------

    def claim(self, key: str) -> Report:
        """The claim whose id is, or begins with, `key`.

        Raises:
            NotInCase, Ambiguous: No claim, or several, have it.
        """

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        """The claims that a filter asks for, by document and place in the text; with words, the best fit first.

        They come as a stream. The case may be written meanwhile: the claims stay those of the moment the stream began.
        """

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Report]:
        """The claims with these ids, by their ids; those that do not stand are left out."""

    def claims_of(self, *documents: str) -> list[Report]:
        """The claims of documents, by the documents' ids; those of each stand together, in the order of the text."""

    def claims_where(
        self, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool], *, clues: ClaimClues | None = None
    ) -> list[Report]:
        """The claims that a filter asks for and a test lets pass, in the order they were entered.

        Args:
            wanted: The filter; its words and its limit are not used.
            test: Is given the stored object of a claim, whose fields are those of `Claim`.
            clues: What each claim that passes the test has one of: so that a million claims need not be taken apart for a
                few that do.
        """

    def claims_saying(self, wanted: ClaimFilter, test: Callable[[str], bool], *, clues: ClaimClues) -> list[Report]:
        """The same with a test that is given the words of a claim alone, which takes far less time."""

    def claim_ids(self) -> list[str]:
        """The ids of the claims that stand, in the order they were entered."""

    def claims_counting(self, forms: Collection[str] | None = None, *, latest: int | None = None) -> list[Report]:
        """The claims with a figure of one of these counted forms, or of any, in the order they were entered.

        Claims whose reading stored no form for a figure, as those of a case of an earlier version, are among them.

        Args:
            forms: The forms.
            latest: How many at most, those that were entered last.
        """

    def documents_counting(
        self, forms: Collection[str], *, place: str | None = None, since: date | None = None, until: date | None = None
    ) -> dict[str, int]:
        """The documents with such claims, by id, and how many these are of each.

        First come those that name the place, then those published in the period, then those published last.

        Args:
            forms: The forms.
            place: The name of a place.
            since: The first day of the period.
            until: Its last day.
        """

    def counted_forms(self) -> set[str]:
        """What the figures of the case count and measure, as `Quantity.counted` has it."""

    def places_with_figures(self) -> Iterator[tuple[str, list[str]]]:
        """The document and the names of the places of each claim that has a figure and names a place."""

    def titles(self, documents: Iterable[str]) -> dict[str, str | None]:
        """The titles of documents that are in the case, by their ids, in the order in which they were entered."""

    def search(self, words: Sequence[str], *, limit: int, wanted: ClaimFilter | None = None) -> list[Match]:
        """The claims that any of these words are found in or near, best first; words are compared by their stems.

        Args:
            words: The words; those of the filter are not used.
            limit: How many claims at most.
            wanted: Which claims are looked at.
        """

    def vectors(self, model: str, *, after: int = 0) -> tuple[list[tuple[int, int]], bytes]:
        """The vectors of a model, one after the other, and whose they are: the row of each claim and its reading's number.

        Args:
            model: The model's name.
            after: Only those of later rows. They come in the order of the rows, and a row keeps its vector: the vectors up to
                a row need not be asked for again.
        """

    def vectors_in_rows(self, model: str, rows: Iterable[int]) -> list[tuple[int, int, bytes]]:
        """The vectors of a model that some claims have: the row of each, its reading's number and its vector, by the rows."""

    def lacking_vectors(self, model: str) -> int:
        """How many claims that were ever entered have no vector of a model."""

    def texts_without_vector(self, model: str, *, after: int, limit: int) -> list[ClaimTexts]:
        """The texts of the next claims that have no vector of a model and stand in later rows than `after`, by their rows."""

    def matches_in_rows(self, rows: Iterable[int], *, wanted: ClaimFilter | None = None) -> dict[int, Match]:
        """The claims in these rows, as far as they stand and a filter asks for them, by row in the order given.

        Their relevance is 0; the filter's words and its limit are not used.
        """

    def claim_history(self, key: str) -> ClaimHistory:
        """What became of a claim, by its id or the beginning of it, whether it stands or not.

        Raises:
            NotInCase, Ambiguous: No claim, or several, ever had it.
        """

    def counts(self) -> dict[str, int]:
        """How many documents, claims, speakers and sources the case holds, by these names."""

    # --- reviews -------------------------------------------------------------------------------------------------

    def reviews(self, document: str | None = None) -> list[Review]:
        """Every review of claims, or those of one document's, by its id; oldest first, those taken back too."""

    def claims_as_read(self, *documents: str) -> list[Report]:
        """The claims of documents' current readings as they were read, whatever reviews say, in the order of the texts."""

    def rejected_claims(self) -> list[tuple[Report, Judgement]]:
        """The claims that stand no longer because of a review, as they were read, and what the review says."""

    # --- parties -------------------------------------------------------------------------------------------------

    def party_names(self) -> list[PartyName]:
        """The names of outlets, speakers and sources, in the order they were entered first, one for each folded form.

        Names that were graded before any claim has them come last. Names of outlets are known to be those of organisations,
        other names that are places of the case to be those of places.
        """

    def first_named(self, names: Collection[str]) -> dict[str, tuple[datetime, str]]:
        """Since when the case has names, and the document that brought each, by the name as that document writes it.

        Args:
            names: Folded names. Of the outlets, speakers and sources of all readings that were ever entered are looked at.
        """

    def parties(self) -> list[Party] | None:
        """The parties that were entered last, in the order of the register; None where they no longer hold."""

    def parties_named(self, names: Iterable[str]) -> list[Party] | None:
        """Those of them that have one of these names, as those names are folded."""

    def party_rulings(self) -> list[PartyRuling]:
        """Every ruling on names, oldest first."""

    def posts(self) -> list[PostTold]:
        """Who holds which posts by what the documents say, in the order in which those were read."""

    def texts_without_posts(self) -> Iterator[tuple[int, str | None, str]]:
        """The current readings of which no posts were entered: their numbers, their languages and their texts."""

    def compared_names(self, *, by: str) -> ComparedNames:
        """The names of persons that were compared.

        Args:
            by: What tells one way to compare names from another; what was compared in another way is not given.
        """

    def stale_parties(self) -> str | None:
        """What the parties are to be made from, to be given to `enter_parties`; None where those entered last still hold."""

    # --- propositions and links ----------------------------------------------------------------------------------

    def proposition_ids(self) -> dict[str, str]:
        """The id of the proposition of every claim that shares one with others, by the claim's id."""

    def proposition(self, key: str) -> Proposition:
        """The proposition that a claim belongs to.

        Args:
            key: The id of any of its claims, or the beginning of one.

        Raises:
            NotInCase, Ambiguous: No claim, or several of different propositions, have it.
        """

    def propositions(self) -> Iterator[Proposition]:
        """The propositions of more than one claim, those with most claims first."""

    def propositions_of(self, claims: Iterable[str]) -> list[Proposition]:
        """The propositions that claims belong to, by the claims' ids, each once, in the order of the claims."""

    def propositions_in_context(self, claims: Iterable[str]) -> list[PropositionContext]:
        """The propositions that claims belong to, each once, with their rivals and what they revise.

        The number of statements does not depend on the number of claims.
        """

    def links(self, relations: Collection[Relation], *, since: date | None = None) -> Iterator[Linked]:
        """The links of these relations with both claims, in the order they were found.

        Args:
            relations: Which are wanted.
            since: Only links with a claim that was published on this day or later, or on a day that is not known.
        """

    def links_of(self, claims: Iterable[str], relations: Collection[Relation]) -> list[Link]:
        """The links of these relations from or to any of some claims, both of which stand, in the order they were found.

        Args:
            claims: The ids of the claims.
            relations: Which are wanted.
        """

    def link_ends(self, relations: Collection[Relation]) -> list[LinkEnds]:
        """The links of these relations without their claims and reasons, in the order they were found."""

    def link_reasons(self, numbers: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
        """Why links are thought to hold, by the links' numbers."""

    def link_rulings(self) -> list[LinkRuling]:
        """Every ruling on links, oldest first."""

    # --- judgements ----------------------------------------------------------------------------------------------

    def grades(self) -> dict[str, Grade]:
        """The grade of each source that has one, by its folded name."""

    def grade_history(self) -> list[Grade]:
        """Every grade that was ever given, oldest first."""

    def source_records(self) -> list[SourceRecord]:
        """Every record of an outlet or channel that was ever entered, oldest first; the last one of a name counts."""

    def matrix_rulings(self, scenario: str | None = None) -> list[MatrixRuling]:
        """Every ruling on the numbers of scenarios, of one by its name or of all, oldest first."""

    def assessments(self, scenario: str | None = None) -> list[Assessment]:
        """Every assessment, of one scenario or of all, in the order they were entered."""

    def last_assessment(self, scenario: str) -> Assessment | None:
        """The assessment of a scenario that was entered last; None if there is none."""

    def advices(self, choice: str | None = None) -> list[Advice]:
        """What choice files came to, one of them by its name or all, in the order they were entered."""

    # --- the chain -----------------------------------------------------------------------------------------------

    def chain_head(self) -> ChainHead:
        """The end of the chain of hashes over evidence, sightings, judgements, assessments and advice."""

    def chain(self, *, since: int = 1) -> list[ChainEntry]:
        """The entries of the chain from a number on."""

    def chained_on(self, document: str) -> list[tuple[str, str]]:
        """The entries of the chain that are on a document – how it was entered, found, ruled on –, by kind and reference."""

    def chained_record(self, kind: str, ref: str) -> dict[str, Any] | None:
        """What an entry of the chain is about, in the form whose digest is chained; None where the case does not hold it.

        Of a document this is how it was entered, with the SHA-256 of its bytes as they are now.
        """

    def flaws(self, head: ChainHead | None = None) -> list[Flaw]:
        """What of these was altered, dropped, or entered past the chain; evidence is hashed again. Empty if all agrees.

        Args:
            head: An earlier head of this chain, which was kept outside: the chain must lead through it.
        """

    # --- standing questions --------------------------------------------------------------------------------------

    def standing_questions(self) -> list[StandingQuestion]:
        """The questions that are asked again and again, in the order they were entered; those taken out are left out."""

    def last_question_runs(self) -> dict[int, QuestionRun]:
        """The last run of each question that was ever run, by the question's number."""

    # --- what linking needs --------------------------------------------------------------------------------------

    def unlinked(self) -> int:
        """How many claims have not been linked yet."""

    def unlinked_batch(self, *, after: int = 0) -> tuple[list[int], list[Linkable]]:
        """The next readings to link, by number, and their claims, in the order they were entered; empty when none is left.

        Args:
            after: Only readings behind the one of this number.
        """

    def linkable(self, rows: Iterable[int]) -> list[Linkable]:
        """The claims in these rows, as far as they stand."""

    def proposition_ids_of_rows(self, rows: Iterable[int]) -> dict[int, str]:
        """The ids of the propositions that the claims in these rows share with others; those that share none are left out."""

    def key_frequencies(self, keys: Collection[int]) -> dict[int, int]:
        """How many claims have each of these keys; COMMON stands for as many and more."""

    def most_frequent(self) -> int:
        """How many claims have had the key that most have had; COMMON stands for as many and more."""

    def latest_with(self, keys: Collection[int]) -> dict[int, list[int]]:
        """The rows of the last LATEST claims with each of several keys, in the order they were entered, by the key."""


class Writer(Protocol):
    """What can be entered in a case. Nothing is changed in place: a reading supersedes, a ruling follows another.

    What is derived – which reading of a document counts, links, propositions – is kept with the time during which the case
    held it: `as_of` finds it again.
    """

    def add(self, evidence: Evidence, reading: Reading, *, reader: str, at: datetime) -> bool:
        """Enter a reading with its document; it supersedes the earlier reading of the same document.

        How the document was found is entered with it. If it is a later version of another document, the claims of that one
        stand no longer.

        Returns:
            Whether anything was entered: the same reading twice changes nothing, nor does one of a removed document.
        """

    def add_all(self, several: Sequence[tuple[Evidence, Reading]], *, reader: str, at: datetime) -> list[bool]:
        """Enter documents with their readings in this order, as `add` does, all of them in one transaction.

        Returns:
            Of each whether anything was entered.

        Raises:
            CaseError: One of them cannot be entered; then none is.
        """

    def enter_sighting(self, document: str, sighting: Sighting) -> bool:
        """Enter where a document was found.

        Returns:
            Whether it was entered: it is not if the document was what had been found last at the place by then.
        """

    def enter_visit(self, visit: Visit) -> None:
        """Enter how a visit of an address went, in the place of the visit before."""

    def enter_failed(self, failed: FailedDocument) -> None:
        """Enter that a document could not be read; a reading of it that is entered later takes that back."""

    def end_failed(self, failed: FailedDocument, *, at: datetime) -> None:
        """Enter that a failure is over though no document came of it: its file was mended, or split into others."""

    def rule_document(self, ruling: Ruling) -> None:
        """Take a document out of the case, or put it back.

        Raises:
            NotInCase: The case never held it.
            CaseError: It is so already, or no reason is given.
        """

    def enter_review(self, review: Review) -> Review:
        """Enter a review of a claim. The claim stands as its reviews have it from then on, in later readings too.

        Returns:
            The review with its number.

        Raises:
            NotInCase: The claim is in no current reading of its document, or no review has the number that is taken back.
            CaseError: It gives no reason, or corrects nothing or what cannot be corrected.
        """

    def rule_link(self, ruling: LinkRuling) -> None:
        """Confirm a link between two claims, or cut it.

        Raises:
            NotInCase: The case does not hold a claim.
            CaseError: A claim cannot be linked to itself, there is nothing to cut, or no reason is given.
        """

    def enter_posts(self, posts: Mapping[int, Sequence[Post]]) -> None:
        """Enter who holds which posts by what the texts of readings say, by the numbers of the readings."""

    def enter_parties(self, parties: Iterable[Party], *, basis: str, tied: Tied | None = None) -> None:
        """Enter the parties of the case in the place of those before.

        Args:
            parties: All parties, as the register gives them.
            basis: What `stale_parties` gave before the names were read.
            tied: What ties their names, if that is to be kept.
        """

    def name_ties(self) -> "NameTies | None":
        """What ties the names of the case to one another; None where no such thing is kept."""

    def count_names(self) -> None:
        """Keep how often each name stands in the case, so that later only what is added is counted by `party_names`."""

    def enter_compared_names(self, compared: ComparedNames, *, by: str, beside: int) -> None:
        """Enter names of persons that were compared with one another, and with those that were entered before.

        Args:
            compared: The names that are new.
            by: As for `compared_names`; what was compared in another way is given up.
            beside: How many names there were. If another program has entered some meanwhile, which these have not been
                compared with, nothing is entered.
        """

    def rule_party(self, ruling: PartyRuling) -> None:
        """Enter that two names are one party's, or are not.

        Raises:
            CaseError: It is on one name only, or gives no reason.
        """

    def enter_vectors(self, model: str, vectors: Mapping[int, bytes]) -> None:
        """Enter the vectors of claims by their rows, in the order of the rows."""

    def drop_vectors(self, *, keep: Collection[str]) -> None:
        """Give up the vectors of all models but these."""

    def enter_links(self, result: LinkingResult, *, at: datetime) -> bool:
        """Enter what linking found for a batch of readings.

        Returns:
            Whether it was entered. It is not if another program has linked some of the readings meanwhile, or if one of them
            or of the claims that links name stands no longer.
        """

    def enter_copies(self, links: Sequence[Link], *, at: datetime) -> int:
        """Enter that claims copy others of their propositions, as `tocsin echo` found; a pair that has such a link keeps it.

        Returns:
            How many were entered. What is ruled on, and what stands no longer, is left out.
        """

    def enter_grade(self, grade: Grade) -> None:
        """Enter a grade; it overrides an earlier one of the same name.

        Raises:
            CaseError: It names nobody, or gives no reason.
        """

    def enter_source_record(self, record: SourceRecord) -> None:
        """Enter what is known of an outlet or channel; it overrides an earlier record of the same name.

        Raises:
            CaseError: It names nobody, or gives no reason.
        """

    def enter_matrix_ruling(self, ruling: MatrixRuling) -> None:
        """Enter an analyst's own numbers for a scenario; they override that analyst's earlier ones.

        Raises:
            CaseError: It names no scenario, or gives no reason.
        """

    def enter_assessment(self, assessment: Assessment, *, at: datetime) -> None:
        """Enter how a scenario stands.

        Args:
            assessment: How it stands; the moment that it looks from may be an earlier one.
            at: The moment of the entry.
        """

    def enter_advice(self, advice: Advice, *, at: datetime) -> None:
        """Enter what a choice file came to.

        Args:
            advice: What it came to.
            at: The moment of the entry.
        """

    def enter_standing_question(
        self, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> tuple[StandingQuestion, bool]:
        """Enter a question that is to be asked again and again.

        Returns:
            The question, and whether it was entered: one with the same words and filter that stands already is given back.
        """

    def change_standing_question(
        self, number: int, question: str, wanted: ClaimFilter, *, at: datetime, by: str
    ) -> StandingQuestion:
        """Enter how a question is asked from now on: it keeps its number and its runs, and the versions before are kept.

        Raises:
            NoSuchQuestion: None that stands has the number.
        """

    def remove_standing_question(self, number: int, *, at: datetime, by: str) -> StandingQuestion:
        """Enter that a question is asked no longer.

        Raises:
            NoSuchQuestion: None that stands has the number.
        """

    def enter_question_run(self, run: QuestionRun) -> None:
        """Enter what a question was answered."""


class NameTies(Protocol):
    """What ties the names of a case to one another, so that the parties of some can be made without those of others."""

    def new_names(self, *, by: str) -> NewNames | None:
        """What was added since the parties were made.

        Args:
            by: The way of making parties.

        Returns:
            None if the parties may have become others by more than what was added, or ties are not kept for this way.
        """

    def read_from(self, *, by: str) -> dict[str, tuple[str, int | None]] | None:
        """What each node's ties follow from, and its place; None if ties are not kept for this way of making parties."""

    def of(self, nodes: Iterable[str]) -> list[TiedName]:
        """Some names and posts, as far as they are kept."""

    def having(self, ties: Iterable[int], *, beside: Container[str] = ()) -> list[TiedName]:
        """The names and posts that have any of some ties, but for those that are known, `beside`, by their nodes."""

    def last_place(self, *, below: int) -> int:
        """The highest place of a name below a number, -1 if there is none."""

    def party_names(self, names: Collection[str]) -> list[PartyName]:
        """As `View.party_names`, of some names by their folded forms."""

    def partners(self, names: Collection[str]) -> set[str]:
        """The folded names of the parties that have any of some names."""

    def compared_names(self, names: Collection[str], *, by: str) -> ComparedNames:
        """As `View.compared_names`, of some names: what they are found by, and all that match them."""

    def count_compared(self, *, by: str) -> int:
        """How many names of persons were compared."""

    def enter(self, parties: Iterable[Party], *, tied: Tied, names: Collection[str], before: str, basis: str) -> bool:
        """Enter the parties of some names in the place of those before.

        Args:
            parties: All parties that have any of the names.
            tied: The ties that are new, and the places of the names.
            names: The folded names.
            before: As `NewNames` has it. If the parties have been made again meanwhile, nothing is entered.
            basis: What `Ledger.stale_parties` gave before the names were read.

        Returns:
            Whether they were entered.
        """


class StoredRow(NamedTuple):
    """A row of a case: the name of its table, and its values by the names of the columns."""

    table: str
    values: Mapping[str, Any]


class StoredForm(NamedTuple):
    """What rows of a case look like: the version of its tables, and for each table the kinds of its columns by their names.

    A kind is text, integer, number, day, moment or bytes.
    """

    schema: int
    tables: Mapping[str, Mapping[str, str]]


@runtime_checkable
class Portable(Protocol):
    """A case whose rows can be carried to another, as those in databases can; the twin in memory has none."""

    def stored_form(self) -> StoredForm:
        """What the rows look like; the same for every case of this version."""

    def stored_rows(self) -> Iterator[StoredRow]:
        """Everything that the case holds, in an order in which it can be entered, with the bytes of its documents."""

    def enter_stored(self, rows: Iterable[StoredRow], *, chain_again: bool = False) -> dict[str, int]:
        """Enter what `stored_rows` gave into a case that is empty, whole or not at all.

        Args:
            rows: The rows.
            chain_again: Whether a new chain is made; otherwise theirs must agree with them.

        Returns:
            How many rows each table was given.

        Raises:
            CaseError: The case holds something already, a row fits no table, or the chain does not agree.
        """

    def merge(self, other: "Portable", *, name: str, at: datetime, by: str, reason: str) -> dict[str, int]:
        """Enter what another case holds and this one does not, with the times at which that one came to hold it.

        Returns:
            How many rows of each kind were entered; nothing where all was there already.

        Raises:
            CaseError: The chain of the other case does not agree with what it holds.
        """


class Ledger(View, Writer, Protocol):
    """A case that can be read and written. It is a context manager; leaving it closes the case.

    Attributes:
        can_write: Whether it can be written; a file may be on a medium that cannot.
    """

    can_write: bool

    def flush(self) -> None:
        """Bring all that was entered to where a copy of the case takes it along."""

    def close(self) -> None:
        """Give the case back."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
