"""A figure over time, from what a case holds."""

from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from tocsin.engine.figure_stories import of_other_stories
from tocsin.engine.weighing import origins_and_grades
from tocsin.errors import QueryError
from tocsin.ledger.port import View
from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.lexicon.wording import reason_words
from tocsin.model.estimate import Origin
from tocsin.model.link import Link
from tocsin.model.query import Report
from tocsin.model.record import to_json
from tocsin.model.series import Account, Level
from tocsin.weigh.figures.series import Figures, figures
from tocsin.weigh.figures.standing import OF_ACCOUNTS
from tocsin.weigh.figures.subject import FigureQuery, keys_of, names_topic, other_readings
from tocsin.weigh.figures.surroundings import Surroundings, surroundings
from tocsin.weigh.grades import GradeBook

_COUNTED = 8
"""Counted things that are named where the one asked for is not among them."""

_NOUNS = 12
"""Nouns of the thing asked for that claims without a figure are looked for by."""
_SILENT = 200
"""Claims without a figure that are looked at."""


class _Known(NamedTuple):
    """What a case holds that bears on figures of some keys."""

    claims: list[Report]
    links: list[Link]
    origins: dict[str, Origin]
    grades: GradeBook
    around: dict[str, Surroundings]


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
        self._known: dict[frozenset[str], _Known] = {}

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

    def _figures(self, query: FigureQuery) -> Figures:
        lexicon = lexicon_for(None)
        keys = keys_of(query, lexicon)
        if keys not in self._known:
            # One figure is asked for twice where it is drawn.
            self._known[keys] = self._read(keys, query.subject.lower().split(), lexicon)
        known = self._known[keys]
        found = self._told(query, known, lexicon)
        if query.place is not None or found.series.measure not in Measures(lexicon).harms:
            return found
        # A toll of one event is none of another one's; a place that is asked for tells them apart.
        others = of_other_stories([one.report for one in found.series.accounts], known.around, lexicon)
        return self._told(query, known, lexicon, others) if others else found

    def _told(self, query: FigureQuery, known: _Known, lexicon: Lexicon, others: Collection[str] = ()) -> Figures:
        return figures(
            known.claims, query, lexicon=lexicon, origins=known.origins, links=known.links, grade=known.grades.grade,
            around=known.around, others=others,
        )  # fmt: skip

    def _read(self, keys: frozenset[str], asked: list[str], lexicon: Lexicon) -> "_Known":
        if self._documents is not None:
            claims = self._ledger.claims_of(*self._documents)
            links = self._ledger.links_of([report.claim.id for report in claims], OF_ACCOUNTS)
            origins, grades = origins_and_grades(self._ledger, claims)
            return _Known(claims, links, origins, grades, surroundings(claims, {}))
        counting = self._ledger.claims_counting(keys)
        # "The last ship left" has no figure to be found by.
        nouns = {one.noun.split()[-1].lower() for report in counting for one in report.claim.quantities if one.noun}
        form = counted_things(lexicon).form
        words = sorted({*(noun for noun in nouns if form(noun) in keys), *(one for one in asked if form(one) in keys)})[
            :_NOUNS
        ]
        silent = self._ledger.search(words, limit=_SILENT) if words else []
        documents = dict.fromkeys([*(report.document for report in counting), *(one.report.document for one in silent)])
        # A bare number may go on counting what one before it counts.
        claims = held = self._ledger.claims_of(*documents) if documents else []
        ids = {report.claim.id for report in claims}
        # The links between claims that may count the thing; no other bears on an account.
        links = [
            Link(claim=ends.claim, other=ends.other, relation=ends.relation, by=ends.by)
            for ends in (self._ledger.link_ends(OF_ACCOUNTS) if ids else ())
            if ends.claim in ids and ends.other in ids
        ]
        titles = {row.id: row.title for row in self._ledger.documents()} if documents else {}
        origins, grades = origins_and_grades(self._ledger, claims)
        return _Known(claims, links, origins, grades, surroundings(held, titles))

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
        quantities = (quantity for report in self._ledger.claims() for quantity in report.claim.quantities)
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
