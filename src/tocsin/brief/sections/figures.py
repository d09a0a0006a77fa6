"""Figures: what is counted in most documents, the bounds that its accounts allow, and the accounts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.brief.records import BriefRecords, series_key
from tocsin.brief.sections.passages import fact_of, figure, more, passage, quote
from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import lexicon_for
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.kind import Kind
from tocsin.model.place import told
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.series import Account, AccountStatus
from tocsin.text.folding import folded

_ACCOUNTS = 3
_LEAST = 2
"""Documents that must count a thing before it is a figure to follow."""
_SHORTEST = 3
"""Letters of a noun that says what is counted."""
_SHARES = ("percent", "share")
_THERE = "kept"
"""A measure that says no more than that somebody is somewhere."""


def figures(records: BriefRecords) -> Iterator[Passage]:
    """Each figure with the bounds of the last day known, and its accounts: those that count and the latest first."""
    for series in records.figures:
        key = series_key(series)
        accounts = sorted(series.accounts, key=_order)
        words = ["tocsin", "estimate", series.subject]
        for option, value in (("--measure", series.measure), ("--in", series.place)):
            words += [option, value] if value else []
        # A claim that gives a figure twice may be told by the one and left out by the other: then it is told.
        told = {account.report.claim.id for account in accounts[:_ACCOUNTS]}
        left = {account.report.claim.id for account in accounts} - told
        beside = [*(_account(key, account) for account in accounts[:_ACCOUNTS]), *more("account", left, words)]
        facts = {
            "subject": Fact(kind=FactKind.SUBJECT, value=(series.subject, series.measure, series.place), of=(key,)),
            "accounts": Fact(kind=FactKind.ACCOUNTS, value=len(series.accounts), of=(key,)),
        }
        known = [level for level in series.levels if level.low is not None or level.high is not None]
        if not known:
            yield passage("figure.bare", facts, about=key, beside=beside)
            continue
        level = max(known, key=lambda level: level.day)
        day = (key, level.day.isoformat())
        facts["level"] = Fact(kind=FactKind.LEVEL, value=(level.low, level.best, level.high), of=day)
        facts["day"] = Fact(kind=FactKind.LEVEL_DAY, value=level.day, of=day)
        yield passage("figure.conflict" if level.conflict else "figure", facts, about=key, beside=beside)


def _account(key: str, account: Account) -> Passage:
    report = account.report
    facts = {"figure": figure(report, account.quantity), "who": fact_of(report, FactKind.WHO), "quote": quote(report)}
    facts |= {"day": fact_of(report, FactKind.DAY), "certainty": fact_of(report, FactKind.CERTAINTY)}
    if account.standing is AccountStatus.COUNTED:
        return passage("account", facts, about=report.claim.id)
    facts["standing"] = Fact(kind=FactKind.STANDING, value=account.standing, of=(key, report.claim.id))
    return passage("account.aside", facts, about=report.claim.id)


def _order(account: Account) -> tuple[bool, int, int]:
    day = account.latest or account.earliest
    return (account.standing is not AccountStatus.COUNTED, -day.toordinal() if day else 0, account.report.claim.start)


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted, what of it is measured and where, and the documents that count it, whatever they measure."""

    noun: str
    measure: str
    place: str | None
    documents: frozenset[str]


def most_counted(
    reports: Iterable[Report], named: Mapping[str, Counter[str]], *, most: int
) -> tuple[Counted, ...]:  # fmt: skip
    """What is counted in most documents, then most often; each noun as it is most often written.

    A number without a measure is left out: thirty people at a meeting and forty in a school make no figure. If some
    reports name the place of a figure, the figure is followed by place.

    Args:
        reports: The claims with figures; those without a measure may be left out.
        named: In how many claims each document names a place, by the document's id.
        most: How many things at most.
    """
    documents: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    counting: dict[str, set[str]] = defaultdict(set)
    things = counted_things(lexicon_for(None))
    anybody = things.forms(things.anybody) | things.generic
    unplaced: list[tuple[str, str, str]] = []

    def add(noun: str, measure: str, place: str | None, document: str) -> None:
        key = folded(noun)
        documents[key, measure, place].add(document)
        counting[key].add(document)
        written[key][noun] += 1

    for report in reports:
        for quantity in report.claim.quantities if report.claim.kind is Kind.STATEMENT else ():
            if quantity.measure is not None and _is_a_count(quantity):
                noun = " ".join((quantity.noun or "").split())
                # A country that only says where the place lies is not a second place.
                places = {place.name for place in told(report.claim.places)}
                place = places.pop() if len(places) == 1 else None
                if place is None and things.form(noun.lower().split()[-1]) in anybody:
                    unplaced.append((noun, quantity.measure, report.document))
                else:
                    add(noun, quantity.measure, place, report.document)
    for noun, measure, document in unplaced:
        # Who was killed, of whomever, makes a figure only where it is one of a place.
        place = _main_place(named.get(document, Counter()))
        if place is not None and measure != _THERE:
            add(noun, measure, place, document)
    followed = {key for key, held in documents.items() if len(held) >= _LEAST}
    placed = {key[:2] for key in followed if key[2] is not None}
    ranked = sorted(
        (key for key in followed if key[2] is not None or key[:2] not in placed),
        key=lambda key: (-len(documents[key]), -written[key[0]].total(), key[0], key[1], key[2] or ""),
    )
    return tuple(
        Counted(
            min(written[noun], key=lambda form: (-written[noun][form], form)), measure, place, frozenset(counting[noun])
        )
        for noun, measure, place in ranked[:most]
    )


def _main_place(named: Counter[str]) -> str | None:
    """The place that a document names more often than any other; None where there is none."""
    (first, most), (_, second) = (*named.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > second else None


def _is_a_count(quantity: Quantity) -> bool:
    """Whether it says how many of a thing there are: no length of time, no sum of money, no share."""
    noun = folded(quantity.noun or "")
    if quantity.denied or len(noun) < _SHORTEST or quantity.unit in _SHARES:
        return False
    return quantity.unit is None or folded(quantity.unit) == noun
