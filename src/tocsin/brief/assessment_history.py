"""How scenarios stood each time they were assessed, as rows."""

from collections.abc import Sequence

from tocsin.model.assessment import Assessment
from tocsin.text.numbers import percent

HISTORY_COLUMNS = (
    ("scenario", 4), ("as of", 3), ("alarm", 3), ("watched", 4), ("at", 2), ("leads", 4), ("with", 2), ("seen", 2)
)  # fmt: skip


def history_rows(history: Sequence[Assessment]) -> list[dict[str, str]]:
    """The assessments of a case as rows, in the order given, each with what the alarm did then."""
    last: dict[str, Assessment] = {}
    rows = []
    for one in history:
        rows.append(_history_row(one, last.get(one.scenario)))
        last[one.scenario] = one
    return rows


def _history_row(one: Assessment, before: Assessment | None) -> dict[str, str]:
    return {
        "scenario": one.scenario, "as of": one.at.isoformat(" ", "minutes"), "alarm": one.state(before).value,
        "watched": one.watched.hypothesis, "at": percent(one.watched.probability), "leads": one.leading.hypothesis,
        "with": percent(one.leading.probability), "seen": str(sum(seen.counts for seen in one.seen)),
    }  # fmt: skip
