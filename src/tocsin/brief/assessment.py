"""How a scenario stands, for people to read: what its alarm does, lines and tables, and how it stood before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.brief.harmless import excerpt, plain
from tocsin.brief.wording import SHORT, chain_words, count_words, day_words
from tocsin.lexicon.wording import reason_words
from tocsin.model.assessment import AlarmState, Assessment, Outlook, Removal
from tocsin.text.numbers import percent, times

_SHOWN = 20
"""Rows of a table, unless all are asked for."""
_HANGS_ON = 5
"""Rows of what the conclusion hangs on, the same."""
_SMALLEST = 0.05
"""Points of a hundred below which a change is not told."""
_NAMED = 3
"""Claims, or reasons, that are named in a sentence."""
_QUOTE = 240
"""Characters of a quotation."""
HISTORY_COLUMNS = (
    ("scenario", 4), ("as of", 3), ("alarm", 3), ("watched", 4), ("at", 2), ("leads", 4), ("with", 2), ("seen", 2)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table: each column with its name and its share of the width."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


Part = str | Table


def history_rows(history: Sequence[Assessment]) -> list[dict[str, str]]:
    """The assessments of a case as rows, in the order given, each with what the alarm did then."""
    last: dict[str, Assessment] = {}
    rows = []
    for one in history:
        rows.append({
            "scenario": one.scenario, "as of": one.at.isoformat(" ", "minutes"),
            "alarm": one.state(last.get(one.scenario)).value, "watched": one.watched.hypothesis,
            "at": percent(one.watched.probability), "leads": one.leading.hypothesis,
            "with": percent(one.leading.probability), "seen": str(sum(seen.counts for seen in one.seen)),
        })  # fmt: skip
        last[one.scenario] = one
    return rows


def alarm_words(outlook: Outlook) -> str:
    """What the alarm does and why, in one sentence, with the claims that moved it."""
    assessment, state = outlook.assessment, outlook.state
    alarm, watched = assessment.alarm, assessment.watched
    if alarm is None:
        return "No alarm is set; an [alarm] table in the scenario sets one."
    stands = f"“{watched.hypothesis}” stands at {percent(watched.probability)} ({watched.words})"
    starts, stops = percent(alarm.rings_at), percent(alarm.silent_at)
    if state is AlarmState.BEGINS:
        said = f"THE ALARM RINGS: {stands} and has reached the {starts} at which it begins"
    elif state is AlarmState.RINGS:
        is_below = watched.probability < alarm.rings_at
        below = f", below {starts} but not below the {stops} that end it" if is_below else ""
        since = f" since {assessment.rings_since.date().isoformat()}" if assessment.rings_since else ""
        said = f"THE ALARM HAS RUNG{since}: {stands}{below}"
    elif state is AlarmState.STOPS:
        said = f"The alarm has stopped: {stands}, below the {stops} at which it ends"
    else:
        said = f"The alarm is silent: {stands}, and it begins at {starts}"
    # What speaks most for the hypothesis that is watched; where nothing does, what speaks most against it.
    moving = [one for one in assessment.seen if one.counts and assessment.effect(one) != 0]
    if not moving:
        return f"{said}; nothing that was seen speaks for or against it."
    is_for = any(assessment.effect(one) > 0 for one in moving)
    named = [
        f"“{one.indicator}” ({times(assessment.effect(one))}, {short_ids(one.claims)})"
        for one in sorted(moving, key=lambda one: -abs(assessment.effect(one)))
        if (assessment.effect(one) > 0) is is_for
    ]
    return f"{said}; what speaks {'for' if is_for else 'against'} it most is {', then '.join(named[:_NAMED])}."


def outlook_parts(outlook: Outlook, *, every: bool = False) -> Iterator[Part]:
    """Everything there is to say about a scenario, in reading order.

    Args:
        outlook: How it stands.
        every: Whether to show all rows of tables that may be long.
    """
    shown = None if every else _SHOWN
    yield from _heading(outlook)
    yield f"  {alarm_words(outlook)}"
    yield ""
    yield _standings(outlook)
    yield from _leading(outlook)
    yield from _since(outlook, shown)
    yield from _seen(outlook, shown)
    yield from _caused(outlook)
    yield from _matrix(outlook, shown)
    yield from _unseen(outlook, shown)
    yield from _hangs_on(outlook, None if every else _HANGS_ON)


# --- the hypotheses ----------------------------------------------------------------------------------------------------


def _heading(outlook: Outlook) -> Iterator[str]:
    scenario, assessment = outlook.scenario, outlook.assessment
    yield f"{plain(scenario.name)}: {plain(scenario.question)}"
    counted = sum(one.counts for one in assessment.seen)
    seen = f"{counted} of {count_words(len(scenario.indicators), 'indicator')} seen"
    claims = count_words(len(outlook.reports), "claim")
    as_of, horizon = assessment.at.date().isoformat(), scenario.horizon.isoformat()
    yield f"  as of {as_of} · up to {horizon} · {seen} · {claims} of the case match"
    if outlook.is_over:
        yield f"  The last day of the question, {horizon}, has passed. To be told by: {plain(scenario.resolution)}"
    undated = sum(found.published is None for found in outlook.reports.values())
    if undated:
        yield f"  {count_words(undated, 'claim')} of these stand in documents whose day of publication is not known."
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
    since = f"since {outlook.before.at.date().isoformat()}" if outlook.before else "since then"
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
        yield f"The scenario itself was changed since {before.at.date().isoformat()}; a part of what moved may be that."
    if not outlook.causes:
        yield f"Nothing that was seen has moved “{assessment.watched.hypothesis}” since {before.at.date().isoformat()}."
        yield ""
        return
    rows = tuple((reason_words(one), _quote(outlook, one.claims), short_ids(one.claims)) for one in outlook.causes)
    title = f"What moved “{assessment.watched.hypothesis}” since {before.at.date().isoformat()}"
    yield from _table(Table(title, (("what", 6), ("first of the new words", 7), ("claims", 2)), rows), shown)


# --- the indicators ----------------------------------------------------------------------------------------------------


def _seen(outlook: Outlook, shown: int | None) -> Iterator[Part]:
    """Each indicator that counts with its best words, those of the origin that is surest, then those that do not count."""
    assessment = outlook.assessment
    rows = []
    for one in sorted((one for one in assessment.seen if one.counts), key=lambda one: -abs(assessment.effect(one))):
        report, whence = outlook.reports.get(one.claims[0]), ""
        if report is not None:
            who = chain_words(report.claim.speaker or report.outlet, report.claim.sources)
            whence = f"{who} · {day_words(report.published)} · {report.name}"
        low, middle, high = one.certainty
        rows.append((
            one.indicator, f"{percent(middle)} ({percent(low)} to {percent(high)})", str(one.origins),
            times(assessment.effect(one)), _quote(outlook, one.claims), whence, one.claims[0][:SHORT],
        ))  # fmt: skip
    effect = f"effect on “{assessment.watched.hypothesis}”"
    columns = (
        ("indicator", 4), ("certainty", 3), ("origins", 2), (effect, 3), ("words", 6), ("who, where", 5), ("id", 1)
    )  # fmt: skip
    if rows:
        yield from _table(Table("Indicators seen", columns, tuple(rows)), shown)
    few = [one for one in assessment.seen if not one.counts]
    if few:
        named = []
        for one in few[:shown]:
            needed = f" of the {one.needed} it needs" if one.origins < one.needed else ""
            named.append(f"“{plain(one.indicator)}” ({count_words(one.origins, 'origin')}{needed})")
        more = f" and {len(few) - shown:,} more" if shown is not None and len(few) > shown else ""
        yield f"On too few origins, or too old to count: {', '.join(named)}{more}"
        yield ""


def _caused(outlook: Outlook) -> Iterator[Part]:
    for one in outlook.assessment.causes:
        by = f", by the advice of {day_words(one.advised.date())}" if one.advised else ""
        move, choice = plain(one.move), plain(one.choice)
        yield f"“{plain(one.indicator)}” would come of “{move}” in the choice “{choice}”: {one.standing.value}{by}."
    if outlook.assessment.causes:
        yield ""


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
    for what, removals in (("claim", outlook.without_claim), ("origin", outlook.without_origin)):
        changing = sum(one.changes for one in removals)
        if changing:
            each = f"{count_words(changing, what)}, each by itself,"
            yield f"“{leading}” would no longer lead if {each} were false: the first below."
        else:
            yield f"No single {what}, if it were false, would change that “{leading}” leads."
    columns = (
        ("if this were false", 6), ("whose word", 3), ("then leads", 4), ("with", 1), (f"“{leading}” by", 3), ("id", 1)
    )  # fmt: skip

    def row(removal: Removal, words: str) -> tuple[str, ...]:
        then = removal.leading if removal.changes else "the same"
        by = points(-removal.shift)
        return (words, removal.origin, then, percent(removal.probability), by, removal.claims[0][:SHORT])

    claims = [
        row(one, _quote(outlook, one.claims) or short_ids(one.claims)) for one in _telling(outlook.without_claim, shown)
    ]
    origins = [
        row(one, f"all that it says of the indicators, {count_words(len(one.claims), 'claim')}")
        for one in _telling(outlook.without_origin, shown)
    ]
    for title, rows in (("claim by claim", claims), ("origin by origin", origins)):
        if rows:
            yield from _table(Table(f"What it hangs on, {title}", columns, tuple(rows)), shown)


def _telling(removals: Sequence[Removal], shown: int | None) -> list[Removal]:
    """Those that change something that is told; all where every row is shown."""
    return [one for one in removals if shown is None or one.changes or abs(one.shift) * 100 >= _SMALLEST]


# --- words -------------------------------------------------------------------------------------------------------------


def points(change: float) -> str:
    """A change of probability, in points of a hundred."""
    moved = change * 100
    return f"{moved:+.1f} points" if abs(moved) >= _SMALLEST else "±0"


def short_ids(claims: Sequence[str]) -> str:
    """The first of some ids, as short as they are shown."""
    named = ", ".join(claim[:SHORT] for claim in claims[:_NAMED])
    return f"{named} and {len(claims) - _NAMED:,} more" if len(claims) > _NAMED else named


def _quote(outlook: Outlook, claims: Sequence[str]) -> str:
    """The sentence of the first of some claims, cut where it is long; nothing where it is not known."""
    report = outlook.reports.get(claims[0]) if claims else None
    return f"“{excerpt(report.sentence, _QUOTE)}”" if report else ""


# --- tables ------------------------------------------------------------------------------------------------------------


def _table(table: Table, shown: int | None) -> Iterator[Part]:
    yield Table(table.title, table.columns, table.rows[:shown])
    yield from _more(len(table.rows), shown)


def _more(rows: int, shown: int | None) -> Iterator[str]:
    if shown is not None and rows > shown:
        yield f"and {rows - shown:,} more; --all shows them"
    yield ""
