"""How a scenario stands, for people to read: lines and tables, each figure with what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.brief.assessment_words import (
    ID,
    SMALLEST,
    alarm_words,
    day,
    many,
    plain,
    points,
    quote,
    short_ids,
    whence,
)
from tocsin.lexicon.wording import reason_words
from tocsin.model.assessment import Outlook, Removal, Seen
from tocsin.model.reason import Reason
from tocsin.text.numbers import percent, times

SHOWN = 20
"""Rows of a table, unless all are asked for."""
_HANGS_ON = 5
"""Rows of what the conclusion hangs on, the same."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: each column with its name and its share of the width."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


Part = str | Table


def outlook_parts(outlook: Outlook, *, every: bool = False) -> Iterator[Part]:
    """Everything there is to tell of a scenario, in the order in which it is read.

    Args:
        outlook: How it stands.
        every: Whether to show all rows of tables that may be long.
    """
    shown = None if every else SHOWN
    yield from _heading(outlook)
    yield f"  {alarm_words(outlook)}"
    yield ""
    yield _standings(outlook)
    yield from _leading(outlook)
    yield from _since(outlook, shown)
    yield from _seen(outlook, shown)
    yield from _matrix(outlook, shown)
    yield from _unseen(outlook, shown)
    yield from _hangs_on(outlook, None if every else _HANGS_ON)


# --- the hypotheses ----------------------------------------------------------------------------------------------------


def _heading(outlook: Outlook) -> Iterator[str]:
    scenario, assessment = outlook.scenario, outlook.assessment
    yield f"{plain(scenario.name)}: {plain(scenario.question)}"
    counted = sum(one.counts for one in assessment.seen)
    seen = f"{counted} of {many(len(scenario.indicators), 'indicator')} seen"
    claims = many(len(outlook.reports), "claim")
    yield f"  as of {day(assessment.at)} · up to {scenario.horizon.isoformat()} · {seen} · {claims} of the case match"
    if outlook.is_over:
        yield f"  The last day of the question, {scenario.horizon.isoformat()}, has passed. To be told by: " + plain(
            scenario.resolution
        )
    undated = sum(found.published is None for found in outlook.reports.values())
    if undated:
        yield f"  {many(undated, 'claim')} of these stand in documents whose day of publication is not known."
    for one in assessment.discounts:
        grade = f"{one.reliability.value} ({one.reliability.words})"
        yield f"  {plain(one.source)} is graded {grade}: {percent(one.left)} of the certainty of its word is left."


def _standings(outlook: Outlook) -> Table:
    moved = dict(outlook.moved)
    rows = [
        (
            one.hypothesis, percent(one.probability), f"{percent(one.low)} to {percent(one.high)}", one.words,
            "" if one.prior is None else percent(one.prior), f"{one.inconsistencies:.2f}",
            points(moved[one.hypothesis]) if one.hypothesis in moved else "",
        )
        for one in outlook.assessment.standings
    ]  # fmt: skip
    since = f"since {day(outlook.before.at)}" if outlook.before else "since then"
    columns = (("hypothesis", 6), ("probability", 2), ("bounds", 3), ("in words", 3), ("prior", 2), ("against it", 2))
    if outlook.before is None:
        return Table("Hypotheses", columns, tuple(row[:-1] for row in rows))
    return Table("Hypotheses", (*columns, (since, 3)), tuple(rows))


def _leading(outlook: Outlook) -> Iterator[str]:
    leading = outlook.assessment.leading
    least = outlook.matrix.ranking()[0]
    counts = dict(zip(outlook.matrix.hypotheses, outlook.matrix.inconsistencies(), strict=True))
    yield f"“{leading.hypothesis}” leads with {percent(leading.probability)}."
    if not outlook.matrix.rows:
        yield "Nothing was seen that counts: the hypotheses stand as they stood before."
    elif counts[least] < counts[leading.hypothesis]:
        yield f"The matrix sees it otherwise: “{least}” has the least against it. Look closer where the two disagree."
    yield ""


def _since(outlook: Outlook, shown: int | None) -> Iterator[Part]:
    before, assessment = outlook.before, outlook.assessment
    if before is None:
        yield "This is the first time that the scenario is assessed in this case."
        yield ""
        return
    if before.fingerprint != assessment.fingerprint:
        yield f"The scenario itself was changed since {day(before.at)}; a part of what moved may be that."
    if not outlook.causes:
        yield f"Nothing that was seen has moved “{assessment.watched.hypothesis}” since {day(before.at)}."
        yield ""
        return
    rows = tuple((reason_words(one), _first_words(one, outlook), short_ids(one.claims)) for one in outlook.causes)
    title = f"What moved “{assessment.watched.hypothesis}” since {day(before.at)}"
    yield from _table(Table(title, (("what", 6), ("first of the new words", 7), ("claims", 2)), rows), shown)


def _first_words(reason: Reason, outlook: Outlook) -> str:
    found = outlook.reports.get(reason.claims[0]) if reason.claims else None
    return quote(found) if found else ""


# --- the indicators ----------------------------------------------------------------------------------------------------


def _seen(outlook: Outlook, shown: int | None) -> Iterator[Part]:
    assessment = outlook.assessment
    counted = sorted((one for one in assessment.seen if one.counts), key=lambda one: -abs(assessment.effect(one)))
    rows = tuple(_seen_row(one, outlook) for one in counted)
    effect = f"effect on “{assessment.watched.hypothesis}”"
    columns = (
        ("indicator", 4), ("certainty", 3), ("origins", 2), (effect, 3), ("words", 6), ("who, where", 5), ("id", 1)
    )  # fmt: skip
    if rows:
        yield from _table(Table("Indicators seen", columns, rows), shown)
    few = [one for one in assessment.seen if not one.counts]
    if few:
        named = [f"“{plain(one.indicator)}” ({_few(one)})" for one in few[:shown]]
        yield f"On too few origins, or too old to count: {', '.join(named)}{_rest(len(few), shown)}"
        yield ""


def _seen_row(seen: Seen, outlook: Outlook) -> tuple[str, ...]:
    """An indicator with its best words: those of the origin that is surest."""
    found = outlook.reports.get(seen.claims[0])
    low, middle, high = seen.certainty
    return (
        seen.indicator, f"{percent(middle)} ({percent(low)} to {percent(high)})", str(seen.origins),
        times(outlook.assessment.effect(seen)), quote(found) if found else "", whence(found) if found else "",
        seen.claims[0][:ID],
    )  # fmt: skip


def _few(seen: Seen) -> str:
    origins = many(seen.origins, "origin")
    return f"{origins} of the {seen.needed} it needs" if seen.origins < seen.needed else origins


def _matrix(outlook: Outlook, shown: int | None) -> Iterator[Part]:
    matrix = outlook.matrix
    if not matrix.rows:
        return
    tells = {one.indicator: one for one in outlook.diagnosticity}
    columns = (
        ("evidence", 5), ("weight", 1), *((name, 3) for name in matrix.hypotheses), ("tells apart", 3),
    )  # fmt: skip
    rows = [
        (
            row.name, f"{row.weight:.2f}", *(mark.value for mark in row.marks),
            f"{tells[row.name].bits:.2f} bits, up to ×{tells[row.name].ratio:.3g}" if row.tells_apart else "nothing",
        )
        for row in sorted(matrix.rows, key=lambda row: -tells[row.name].bits)
    ]  # fmt: skip
    kept = rows[:shown]
    against = ("against it", "", *(f"{count:.2f}" for count in matrix.inconsistencies()), "")
    yield Table("Competing hypotheses: CC C fit, N neither, I II do not fit", columns, (*kept, against))
    yield from _more(len(rows), shown)


def _unseen(outlook: Outlook, shown: int | None) -> Iterator[Part]:
    heard = {one.indicator for one in outlook.assessment.seen}
    rows = tuple(
        (one.indicator, f"{one.bits:.2f} bits, up to ×{one.ratio:.3g}")
        for one in outlook.diagnosticity
        if one.indicator not in heard
    )
    if rows:
        columns = (("indicator", 6), ("would tell apart", 4))
        yield from _table(Table("Not seen, what would tell most first", columns, rows), shown)


def _hangs_on(outlook: Outlook, shown: int | None) -> Iterator[Part]:
    if not outlook.without_claim:
        return
    leading = outlook.assessment.leading.hypothesis
    yield from _verdict(outlook, leading)
    columns = (
        ("if this were false", 6), ("whose word", 3), ("then leads", 4), ("with", 1), (f"“{leading}” by", 3), ("id", 1)
    )  # fmt: skip
    for title, removals, words in (
        ("What it hangs on, claim by claim", outlook.without_claim, _claim_words),
        ("What it hangs on, origin by origin", outlook.without_origin, _origin_words),
    ):
        rows = tuple(_removal(one, words(one, outlook)) for one in removals if _matters(one) or shown is None)
        if rows:
            yield from _table(Table(title, columns, rows), shown)


def _matters(removal: Removal) -> bool:
    return removal.changes or abs(removal.shift) * 100 >= SMALLEST


def _verdict(outlook: Outlook, leading: str) -> Iterator[str]:
    for what, removals in (("claim", outlook.without_claim), ("origin", outlook.without_origin)):
        changing = sum(one.changes for one in removals)
        if changing:
            what = f"{many(changing, what)}, each by itself,"
            yield f"“{leading}” would no longer lead if {what} were false: the first below."
        else:
            yield f"No single {what}, if it were false, would change that “{leading}” leads."


def _claim_words(removal: Removal, outlook: Outlook) -> str:
    found = outlook.reports.get(removal.claims[0])
    return quote(found) if found else short_ids(removal.claims)


def _origin_words(removal: Removal, outlook: Outlook) -> str:
    return f"all that it says of the indicators, {many(len(removal.claims), 'claim')}"


def _removal(removal: Removal, what: str) -> tuple[str, ...]:
    then = removal.leading if removal.changes else "the same"
    return (what, removal.origin, then, percent(removal.probability), points(-removal.shift), removal.claims[0][:ID])


# --- tables ------------------------------------------------------------------------------------------------------------


def _table(table: Table, shown: int | None) -> Iterator[Part]:
    yield Table(table.title, table.columns, table.rows[:shown])
    yield from _more(len(table.rows), shown)


def _more(rows: int, shown: int | None) -> Iterator[str]:
    if shown is not None and rows > shown:
        yield f"and {rows - shown:,} more; --all shows them"
    yield ""


def _rest(rows: int, shown: int | None) -> str:
    return f" and {rows - shown:,} more" if shown is not None and rows > shown else ""
