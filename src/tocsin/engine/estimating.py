"""A figure over time, from what a case holds."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tocsin.brief.sections.figures import Counted, most_counted
from tocsin.engine.figure_stories import of_other_stories
from tocsin.engine.weighing import origins_and_grades
from tocsin.errors import QueryError
from tocsin.ledger.port import View
from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.lexicon.wording import reason_words
from tocsin.model.estimate import Origin
from tocsin.model.link import Link
from tocsin.model.quantity import measure_key
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.record import to_json
from tocsin.model.series import Account, Level
from tocsin.weigh.figures.accounts import GradeOf
from tocsin.weigh.figures.matching import FigureMatcher
from tocsin.weigh.figures.series import Figures, figures
from tocsin.weigh.figures.standing import OF_ACCOUNTS
from tocsin.weigh.figures.subject import FigureQuery, keys_of, names_topic, other_readings, subject_of
from tocsin.weigh.figures.surroundings import Surroundings, surroundings
from tocsin.weigh.grades import GradeBook

_COUNTED = 8
"""Counted things that are named where the one asked for is not among them."""

_NOUNS = 12
"""Nouns of the thing asked for that claims without a figure are looked for by."""
_SILENT = 200
"""Claims without a figure that are looked at."""
MOST_DOCUMENTS = 1_000
"""Documents that are read for one figure. In a large case half the documents count people; the rest is told as left out."""
_MOST_TOLD = 20_000
"""Claims, those entered last, of which it is told what they count."""


class _Known(NamedTuple):
    """What a case holds that bears on figures of some keys.

    Attributes:
        claims: All claims of the documents that are looked at.
        around: What these documents say.
        unread: Why no more of them are looked at, and of how many claims that is so; None where all are.
    """

    claims: list[Report]
    around: dict[str, Surroundings]
    unread: tuple[Reason, int] | None = None


class Estimator:
    """Estimates figures from what a case holds.

    Example:
        >>> with open_ledger("tocsin.db") as ledger:
        ...     found = Estimator(ledger).figures(FigureQuery(subject="tanks lost"))
        ...     print(found.series.levels[-1])
    """

    def __init__(self, ledger: View, *, documents: Collection[str] | None = None) -> None:
        """Look at a case, or only at some of its documents: that costs as much as these are long.

        Raises:
            CaseError: It cannot be read.
        """
        self._ledger, self._documents = ledger, documents
        self._known: dict[tuple[Any, ...], _Known] = {}
        self._links: dict[tuple[Any, ...], list[Link]] = {}
        self._whose: dict[frozenset[str], tuple[dict[str, Origin], GradeBook]] = {}

    def figures(self, query: FigureQuery) -> Figures:
        """What the case says of a figure over time; without accounts where it says nothing.

        Raises:
            QueryError: The subject says nothing that could be counted.
        """
        found = self._figures(query)
        # Where no figure has the thing for its noun, it may be told in other words.
        is_only_near = all(any(why.rule == "figures.near" for why in one.reasons) for one in found.series.accounts)
        if not found.series.accounts or (is_only_near and names_topic(query, lexicon_for(None))):
            for other in other_readings(query, lexicon_for(None)):
                told = self._figures(other)
                if len(told.series.accounts) > len(found.series.accounts):
                    return told
        return found

    def may_tell(self, query: FigureQuery, claim: str) -> bool:
        """Whether a claim tells what is asked for, however that is read; if not, it is no account of it.

        Neither links nor origins are looked up for it, which is most of what `figures` costs.

        Raises:
            QueryError: The subject says nothing that could be counted.
        """
        lexicon = lexicon_for(None)
        for one in (query, *other_readings(query, lexicon)):
            known = self._known_for(one, lexicon)
            matcher = FigureMatcher(lexicon, subject_of(one, lexicon), known.around)
            if any(figure.report.claim.id == claim for figure in matcher.matched(known.claims, Counter())):
                return True
        return False

    def _figures(self, query: FigureQuery) -> Figures:
        lexicon = lexicon_for(None)
        known = self._known_for(query, lexicon)
        found = self._told(query, known, lexicon)
        if query.place is not None or found.series.measure not in Measures(lexicon).harms:
            return found
        # A toll of one event is none of another one's; a place that is asked for tells them apart.
        others = of_other_stories([one.report for one in found.series.accounts], known.around, lexicon)
        return self._told(query, known, lexicon, others) if others else found

    def _key(self, query: FigureQuery, lexicon: Lexicon) -> tuple[Any, ...]:
        """What of a query decides what is read for it: of some documents all is read, whatever is asked for."""
        if self._documents is not None:
            return ()
        return keys_of(query, lexicon), query.subject, query.place, query.since, query.until

    def _known_for(self, query: FigureQuery, lexicon: Lexicon) -> _Known:
        key = self._key(query, lexicon)
        if key not in self._known:
            # One figure is asked for twice where it is drawn.
            self._known[key] = self._read(query, lexicon)
        return self._known[key]

    def _links_for(self, query: FigureQuery, known: _Known, lexicon: Lexicon) -> list[Link]:
        """The links between the claims that may count the thing; no other bears on an account."""
        key = self._key(query, lexicon)
        if key not in self._links:
            ids = {report.claim.id for report in known.claims}
            self._links[key] = (
                self._ledger.links_of(ids, OF_ACCOUNTS) if self._documents is not None
                else [
                    Link(claim=ends.claim, other=ends.other, relation=ends.relation, by=ends.by)
                    for ends in (self._ledger.link_ends(OF_ACCOUNTS) if ids else ())
                    if ends.claim in ids and ends.other in ids
                ]
            )  # fmt: skip
        return self._links[key]

    def _told(self, query: FigureQuery, known: _Known, lexicon: Lexicon, others: Collection[str] = ()) -> Figures:
        found = figures(
            known.claims, query, lexicon=lexicon, whose=self._whose_word, links=self._links_for(query, known, lexicon),
            around=known.around, others=others,
        )  # fmt: skip
        return found if known.unread is None else replace(found, left_out=dict([*found.left_out.items(), known.unread]))

    def _whose_word(self, claims: Sequence[Report]) -> tuple[dict[str, Origin], GradeOf]:
        ids = frozenset(report.claim.id for report in claims)
        # Without the claims of other stories it is asked for some of the same.
        known = next((one for known, one in self._whose.items() if ids <= known), None)
        if known is None:
            known = self._whose[ids] = origins_and_grades(self._ledger, claims)
        origins, grades = known
        return origins, grades.grade

    def _read(self, query: FigureQuery, lexicon: Lexicon) -> "_Known":
        if self._documents is not None:
            claims = self._ledger.claims_of(*self._documents)
            return _Known(claims, surroundings(claims, {}))
        keys, asked = keys_of(query, lexicon), query.subject.lower().split()
        counting = self._ledger.documents_counting(
            keys, place=query.place, since=query.since, until=query.until
        )  # fmt: skip
        read, unread = list(counting)[:MOST_DOCUMENTS], sum(list(counting.values())[MOST_DOCUMENTS:])
        found = self._ledger.claims_of(*read) if read else []
        # "The last ship left" has no figure to be found by.
        nouns = {
            one.noun.split()[-1].lower() for report in found for one in report.claim.quantities
            if one.noun and not keys.isdisjoint(one.counted)
        }  # fmt: skip
        form = counted_things(lexicon).form
        words = sorted({*(noun for noun in nouns if form(noun) in keys), *(one for one in asked if form(one) in keys)})[
            :_NOUNS
        ]
        silent = self._ledger.search(words, limit=_SILENT) if words else []
        more = dict.fromkeys(one.report.document for one in silent if one.report.document not in counting)
        # A bare number may go on counting what one before it counts.
        claims = [*found, *(self._ledger.claims_of(*more) if more else ())]
        titles = self._ledger.titles([*read, *more])
        position = {document: number for number, document in enumerate(titles)}
        claims.sort(key=lambda report: position[report.document])
        reason = Reason(rule="figures.unread", facts={"documents": MOST_DOCUMENTS})
        return _Known(claims, surroundings(claims, titles), (reason, unread) if unread else None)

    def figures_or_tell(self, query: FigureQuery) -> Figures:
        """The same, where finding nothing is an error that tells what the case counts instead.

        Raises:
            QueryError: The case holds no account of it.
        """
        found = self.figures(query)
        if not found.series.accounts:
            raise QueryError(query.subject, self._instead(query, found))
        return found

    def _instead(self, query: FigureQuery, found: Figures) -> str:
        """What the case counts, in the order of how often, and what could be asked otherwise."""
        counting = self._ledger.claims_counting(latest=_MOST_TOLD)
        quantities = (quantity for report in counting for quantity in report.claim.quantities)
        nouns = Counter(one.noun.lower() for one in quantities if one.noun and one.unit is None)
        asked = "".join(f" {word} {value}" for word, value in (("in", query.place), ("by", query.source)) if value)
        problem = f"the case holds no account of this figure{asked}"
        if found.left_out:
            left_out = "; ".join(f"{number} {reason_words(why)}" for why, number in found.left_out.items())
            problem += f" (left out: {left_out})"
        if not nouns:
            return f"{problem}, nor of any other; `tocsin add` enters documents"
        listed = ", ".join(f"{noun} ({number})" for noun, number in nouns.most_common(_COUNTED))
        return f"{problem}; what it counts most: {listed}"


def most_counted_in(view: View, *, most: int) -> tuple[Counted, ...]:
    """The things that most documents of a case count; only claims with a figure that measures something are read."""
    measured = {form for form in view.counted_forms() if form.startswith(measure_key(None))} - {measure_key(None)}
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for document, places in view.places_with_figures():
        named[document].update(set(places))
    return most_counted(view.claims_counting(measured), named, most=most)


def figures_record(found: Figures) -> dict[str, Any]:
    """A figure over time as one JSON object: the band, what each source says by itself, and the accounts."""
    series = found.series
    return {
        "subject": series.subject, "place": series.place, "measure": series.measure, "cumulative": series.cumulative,
        "levels": [{**_level(level), "conflict": level.conflict, "claims": list(level.claims)} for level in series.levels],
        "sources": {name: [_level(level) for level in levels] for name, levels in found.sources.items()},
        "accounts": [account_record(account) for account in series.accounts],
        "left_out": {reason_words(why): number for why, number in found.left_out.items()},
    }  # fmt: skip


def account_record(account: Account) -> dict[str, Any]:
    """One account with the sentence it stands in."""
    found, quantity = account.report, account.quantity
    return {
        "claim": found.claim.id, "origin": account.origin, "counting": account.counting.value,
        "earliest": account.earliest.isoformat() if account.earliest else None,
        "latest": account.latest.isoformat() if account.latest else None,
        "low": account.low, "high": account.high, "standing": account.standing.value,
        "reasons": to_json(account.reasons, words=reason_words),
        "quantity": {
            "start": quantity.start, "end": quantity.end, "low": quantity.low, "high": quantity.high,
            "low_open": quantity.low_open, "high_open": quantity.high_open, "approximate": quantity.approximate,
            "noun": quantity.noun, "measure": quantity.measure,
        },
        "text": found.claim.text, "sentence": found.sentence, "document": found.document, "name": found.name,
        "outlet": found.outlet, "published": found.published.isoformat() if found.published else None,
    }  # fmt: skip


def _level(level: Level) -> dict[str, Any]:
    return {"day": level.day.isoformat(), "low": level.low, "best": level.best, "high": level.high}
