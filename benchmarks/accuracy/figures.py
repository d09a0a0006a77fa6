"""How well figures over time are estimated from two sources that disagree, one claiming and one counting only what it saw.

    python benchmarks/accuracy/figures.py FOLDER [--seeds 5] [--share 0.3]

FOLDER holds one or more claims*.jsonl; a line is one dated figure of a sum that grows: {"id", "source", "source_kind"
("party_claim" | "visually_confirmed"), "published", "item", "quantity", "text"}. Each text is entered into a case as a
document of its source and day, and read as any other. Then days are held out at random, never those of the first weeks:

    MAPE          of what each source by itself is expected to say on a held-out day, the mean over sources and items
    answered      items and days with an estimate                  ordered      estimates with low <= best <= high
    above_floor   held-out confirmed figures that `high` reaches   best_floor   the same of `best`
    claim_inside  held-out claims within low … high (a claim need not be true)
    monotone      steps from day to day on which `best` does not fall
    width         mean of (high - low) / best
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from tocsin import Case
from tocsin.lexicon.language import lexicon_for
from tocsin.model.estimate import Origin
from tocsin.model.query import Report
from tocsin.model.series import Level
from tocsin.weigh.figures.series import figures
from tocsin.weigh.figures.subject import FigureQuery

_FIRST_WEEKS = timedelta(days=35)
_KINDS = ("party_claim", "visually_confirmed")


@dataclass(frozen=True, slots=True)
class Row:
    """One dated figure."""

    id: str
    source: str
    kind: str
    day: date
    item: str
    quantity: float
    text: str

    @property
    def subject(self) -> str:
        return self.item.partition("(")[0].strip()


def rows_in(folder: Path) -> list[Row]:
    """The figures of all the folder's files, each once."""
    rows: dict[str, Row] = {}
    for path in sorted(folder.glob("claims*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            rows[one["id"]] = Row(
                one["id"], one["source"], one["source_kind"], date.fromisoformat(one["published"]), one["item"],
                float(one["quantity"]), one["text"],
            )  # fmt: skip
    return list(rows.values())


def entered(rows: Iterable[Row]) -> tuple[list[Report], dict[str, Origin]]:
    """The claims of a case of all the texts, and whose word they are."""
    with tempfile.TemporaryDirectory() as folder, Case.open(":memory:") as case:
        path = Path(folder) / "texts.jsonl"
        lines = (
            json.dumps({"name": row.id, "text": row.text, "published": row.day.isoformat(), "outlet": row.source})
            for row in rows
        )
        path.write_text("\n".join(lines), encoding="utf-8")
        failed = [added.problem for added in case.add([path]) if added.state != "new"]
        if failed:
            raise SystemExit(f"{len(failed)} texts cannot be entered, the first: {failed[0]}")
        claims = list(case.claims())
        return claims, case.origins(claims)


def measured(
    rows: Sequence[Row], claims: Sequence[Report], origins: Mapping[str, Origin], held_out: frozenset[date]
) -> dict[str, float]:
    """The scores of one split: what is known of the days held out is asked of the rest."""
    given = {row.id for row in rows if row.day not in held_out}
    known = [found for found in claims if found.name in given]
    scores: dict[str, list[float]] = defaultdict(list)
    errors: dict[tuple[str, str], list[float]] = defaultdict(list)
    for item in sorted({row.item for row in rows}):
        asked = [row for row in rows if row.item == item and row.day in held_out]
        if asked:
            _score_item(asked, known, origins, scores, errors)
    result = {name: fmean(values) for name, values in scores.items()}
    return {"MAPE": fmean(fmean(values) for values in errors.values()), **result}


def _score_item(
    asked: Sequence[Row], known: Sequence[Report], origins: Mapping[str, Origin], scores: dict[str, list[float]],
    errors: dict[tuple[str, str], list[float]],
) -> None:  # fmt: skip
    days = tuple(sorted({row.day for row in asked}))
    found = figures(known, FigureQuery(subject=asked[0].subject, at=days), lexicon=lexicon_for("en"), origins=origins)
    levels = {level.day: level for level in found.series.levels}
    sources = {name: {level.day: level for level in own} for name, own in found.sources.items()}
    for row in asked:
        own = sources.get(row.source, {}).get(row.day)
        wrong = 1.0 if own is None or own.best is None else abs(own.best - row.quantity) / row.quantity
        errors[row.source, row.item].append(wrong)
        _score_row(row, levels[row.day], scores)
    _score_levels([levels[day] for day in days], scores)


def _score_row(row: Row, level: Level, scores: dict[str, list[float]]) -> None:
    low, best, high = level.low, level.best, level.high
    if low is None or best is None or high is None:
        return
    if row.kind == _KINDS[1]:
        scores["above_floor"].append(high >= row.quantity)
        scores["best_floor"].append(best >= row.quantity)
    else:
        scores["claim_inside"].append(low <= row.quantity <= high)


def _score_levels(levels: Sequence[Level], scores: dict[str, list[float]]) -> None:
    told = [(one.low, one.best, one.high) for one in levels]
    whole = [(low, best, high) for low, best, high in told if low is not None and best is not None and high is not None]
    scores["answered"] += [float(None not in one) for one in told]
    scores["ordered"] += [float(low <= best <= high) for low, best, high in whole]
    scores["width"] += [(high - low) / best for low, best, high in whole if best > 0]
    scores["monotone"] += [float(later[1] >= one[1]) for one, later in pairwise(whole)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--share", type=float, default=0.3)
    given = parser.parse_args()
    rows = rows_in(given.folder)
    if not rows:
        raise SystemExit(f"{given.folder}: no claims*.jsonl with figures here")
    claims, origins = entered(rows)
    days = sorted({row.day for row in rows if row.day > min(one.day for one in rows) + _FIRST_WEEKS})
    for seed in range(given.seeds):
        held_out = frozenset(random.Random(seed).sample(days, round(given.share * len(days))))
        scores = measured(rows, claims, origins, held_out)
        print(f"seed {seed}:", " ".join(f"{name}={value:.4f}" for name, value in scores.items()))


if __name__ == "__main__":
    main()
