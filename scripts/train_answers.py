"""Fits how claims are ranked for a question, and when the best of them is an answer; writes `lexicon/en/answers.toml`.

    python scripts/train_answers.py QUESTIONS CASE [QUESTIONS CASE ...] [--held SET ...] [--into FILE]

QUESTIONS is a file of benchmarks/questions, or a gold.json of benchmarks/cases; CASE is the case in which they are asked,
with the texts entered. A question may name its `set`, else the file is one. Printed is what each set reaches by weights of
the others, and what the sets held back reach by weights of all others; those are written.

The rank is a choice among the claims of each question that has an answer. Whether there is one is a logistic model of the
best claim, in which the questions with an answer and those without count the same together.
The same files, cases and NumPy give the same weights.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin import Case
from tocsin.ask.answer import NEVER, Candidate, Judge, compared, features_of_best
from tocsin.ask.question import Question
from tocsin.engine.answering import LookedUp, looked_up
from tocsin.engine.neighbours import Neighbours
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.meaning.encoder import Encoder, encoder_for
from tocsin.meaning.index import indexer_for
from tocsin.model.query import Report

RANK_PENALTY, ANSWER_PENALTY = 2.0, 15.0
"""Of the squares of the weights, by which no feature counts more than the questions bear out."""
NO_ANSWER = -10.0
"""What a claim loses that is a question, or not by the one who is asked for: by rule, since these are too few among the
claims for a weight to be found."""
FOR = frozenset((
    "cosine", "index", "words", "least word", "least name", "names", "meant", "least meant", "suits", "claim suits",
    "claim names", "claim meant", "least claim meant", "counted", "sayer", "said", "least said", "focus said",
    "verb said",
    "verb", "complete", "actor fits", "object fits", "new name", "words said",
))  # fmt: skip
AGAINST = frozenset((
    "names elsewhere", "names unknown", "names of document", "question", "no figure", "turned", "other figure", "other actor",
    "other object", "not so", "denied", "coming", "lacks figure", "lacks time", "lacks place", "lacks name",
    "lacks own name", "verb missed", "contrary", "lacks reason", "other day", "past", "other measure", "other place",
    "lacks measure",
))  # fmt: skip
"""Features that can only speak for a claim, or against it: what these say by chance of few questions is not learned."""
ELSE = -5.0
"""What one loses that tells something else than what is asked: by rule, for the same reason."""
UNTOLD = -1.0
"""What one loses that says that nobody knows: it answers where nothing else does."""
UNWEIGHED = frozenset(("not", "none", "opposite", "who", "untold", *NEVER))
"""Features that only rules read."""
ONLY_RANKED = frozenset(("index", "document"))
"""Features that rank and tell nothing of whether there is an answer: how near the best claim is depends on how much the case
speaks of one thing."""
STEPS, RATE = 400, 0.05
LONG = 1_500
"""Steps of the logistic model."""
FILE = Path(__file__).parent.parent / "src" / "tocsin" / "lexicon" / "en" / "answers.toml"

Array = NDArray[np.float64]


@dataclass
class Asked:
    """A question as it was asked.

    Attributes:
        set: Its set.
        question: Taken apart.
        candidates: The claims that may answer.
        right: Which of them do.
        none: Whether nothing answers it.
    """

    set: str
    question: Question
    candidates: list[Candidate]
    right: list[bool]
    none: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="questions and cases in turn")
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--into", type=Path, default=FILE)
    given = parser.parse_args()
    lexicon = lexicon_for("en")
    encoder, asked = encoder_for(lexicon), []
    for file, path in zip(given.files[::2], given.files[1::2], strict=True):
        with Case.open(path) as case:
            neighbours = Neighbours(case.ledger, indexer_for(lexicon))
            neighbours.refresh()
            for record in questions_in(file):
                with case.ledger.snapshot() as view:
                    claims = looked_up(view, neighbours, record["question"], lexicon=lexicon)
                asked.append(asked_of(record, claims, encoder, lexicon))
    learn(asked, given.held, given.into)


def questions_in(file: Path) -> list[dict[str, Any]]:
    """The questions of a file, each with its set."""
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        return [{"set": file.parent.name, **one} for one in json.loads(text)["questions"]]
    return [{"set": file.stem, **json.loads(line)} for line in text.splitlines() if line.strip()]


def asked_of(record: Mapping[str, Any], claims: LookedUp, encoder: Encoder, lexicon: Lexicon) -> Asked:
    """A question with all that was found for it."""
    candidates, _ = compared(*claims, encoder, lexicon)
    right = [answers(one.report, record["gold"]) for one in candidates]
    return Asked(record["set"], claims.question, candidates, right, record["none"])


def answers(report: Report, gold: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a claim and a passage of gold share half of the shorter one."""
    claim = report.claim
    for one in gold:
        shorter = min(claim.end - claim.start, one["end"] - one["start"])
        if (
            report.name == one["document"]
            and 2 * (min(claim.end, one["end"]) - max(claim.start, one["start"])) >= shorter
        ):
            return True
    return False


def learn(asked: Sequence[Asked], held: Sequence[str], into: Path) -> None:
    """Print what is reached, and write the weights."""
    tuned = [one for one in asked if one.set not in held]
    results: list[tuple[Asked, int, bool]] = []
    for name in sorted({one.set for one in tuned}):
        judge = trained([one for one in tuned if one.set != name])
        results += [(one, *reached(one, judge)) for one in tuned if one.set == name]
    for name in sorted({one.set for one in tuned}):
        print(line(name, [one for one in results if one[0].set == name]))
    print(line("all, by others", results))
    judge = trained(tuned)
    for name in held:
        print(line(name, [(one, *reached(one, judge)) for one in asked if one.set == name]))
    print(line("all held", [(one, *reached(one, judge)) for one in asked if one.set in held]))
    into.write_text(written(judge), encoding="utf-8")


def reached(one: Asked, judge: Judge) -> tuple[int, bool]:
    """The place of the first right claim, 0 where none is, and whether the best is taken for an answer."""
    ranked = judge.ranked(one.candidates)
    right = {id(candidate) for candidate, is_right in zip(one.candidates, one.right, strict=True) if is_right}
    place = next((number for number, (_, best) in enumerate(ranked, 1) if id(best) in right), 0)
    return place, judge.is_answered(one.question, ranked)


def line(name: str, results: Sequence[tuple[Asked, int, bool]]) -> str:
    """What some questions reach."""
    known = [(place, is_answered) for one, place, is_answered in results if not one.none]
    none = [is_answered for one, _, is_answered in results if one.none]
    at = [sum(0 < place <= most for place, _ in known) / max(1, len(known)) for most in (1, 3, 5)]
    nothing = sum(not is_answered for _, is_answered in known) / max(1, len(known))
    false = sum(none) / max(1, len(none))
    return (
        f"{name:16s} {len(known):4d} {len(none):3d}  @1 {at[0]:.3f} @3 {at[1]:.3f} @5 {at[2]:.3f}"
        f"  false nothing {nothing:.3f} false answer {false:.3f} abstention {1 - (nothing + false) / 2:.3f}"
    )


def trained(asked: Sequence[Asked]) -> Judge:
    """The weights that fit these questions best."""
    known = [one for one in asked if not one.none and any(one.right) and not all(one.right)]
    names = tuple(name for name in known[0].candidates[0].features if name not in UNWEIGHED)
    table = [np.array([[one.features[name] for name in names] for one in each.candidates]) for each in known]
    weights = chosen(table, [np.array(one.right) for one in known], names)
    rank = (
        dict(zip(names, weights, strict=True))
        | dict.fromkeys(("question", "not theirs"), NO_ANSWER)
        | {"untold": UNTOLD, "something else": ELSE}
    )
    judge = Judge(rank, 1.0, 0.0, {}, 0.0)
    best = {id(one): judge.ranked(one.candidates) for one in asked}
    first = [one for one in asked if not one.none and best[id(one)]]
    slope, middle = logistic(
        np.array([[best[id(one)][0][0]] for one in first]),
        np.array([reached(one, judge)[0] == 1 for one in first], float), np.ones(len(first)), 0.1, ["rank"],
    )  # fmt: skip
    # What is never an answer teaches nothing of what is.
    judged = [one for one in asked if best[id(one)] and not any(best[id(one)][0][1].features[never] for never in NEVER)]
    rows = [
        {
            name: value
            for name, value in features_of_best(one.question, best[id(one)]).items()
            if name not in UNWEIGHED | ONLY_RANKED
        }
        for one in judged
    ]
    told = np.array([not one.none for one in judged])
    *answers, constant = logistic(
        np.array([list(row.values()) for row in rows]), told.astype(float),
        np.where(told, 1.0, told.sum() / max(1, (~told).sum())), ANSWER_PENALTY, list(rows[0]),
    )  # fmt: skip
    return replace(
        judge,
        slope=slope,
        middle=-middle / slope,
        answers=dict(zip(rows[0], answers, strict=True)),
        constant=constant,
    )


def chosen(tables: Sequence[Array], right: Sequence[NDArray[np.bool_]], names: Sequence[str]) -> list[float]:
    """The weights by which a right one of each table's rows is most probably chosen (Adam, Kingma and Ba 2015)."""
    every = np.concatenate(tables)
    mean, deviation = every.mean(0), every.std(0) + 1e-9
    scaled = [(table - mean) / deviation for table in tables]
    least, most = bounds(names)
    rows, wanted = np.concatenate(scaled), np.concatenate(right)
    starts = np.cumsum([0, *(len(table) for table in tables[:-1])])
    of = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    weights, first, second = (np.zeros(every.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        ranks = rows @ weights
        shares = np.exp(ranks - np.maximum.reduceat(ranks, starts)[of])
        own = shares * wanted
        missed = shares / np.add.reduceat(shares, starts)[of] - own / np.add.reduceat(own, starts)[of]
        slope = RANK_PENALTY * weights + rows.T @ missed
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        step_by = RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = np.clip(weights - step_by, least, most)
    return [float(one) for one in weights / deviation]


def logistic(rows: Array, wanted: Array, counts: Array, penalty: float, names: Sequence[str]) -> list[float]:
    """The weights of a logistic model and its constant, by projected gradients with momentum (Beck and Teboulle 2009)."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.c_[(rows - mean) / deviation, np.ones(len(rows))]
    least, most = (np.append(bound, end) for bound, end in zip(bounds(names), (-np.inf, np.inf), strict=True))
    penalties = np.append(np.full(len(names), penalty), 0.0)
    longest = 1 / (np.linalg.norm((scaled.T * counts) @ scaled, 2) / 4 + penalty)
    weights = ahead = np.zeros(scaled.shape[1])
    pace = 1.0
    for _ in range(LONG):
        sure = 1 / (1 + np.exp(-(scaled @ ahead)))
        slope = scaled.T @ (counts * (sure - wanted)) + penalties * ahead
        before, weights = weights, np.clip(ahead - longest * slope, least, most)
        last, pace = pace, (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = weights + (last - 1) / pace * (weights - before)
    own = weights[:-1] / deviation
    return [*map(float, own), float(weights[-1] - own @ mean)]


def bounds(names: Sequence[str]) -> tuple[Array, Array]:
    """The least and the greatest weight of features."""
    return (
        np.array([0.0 if name in FOR else -np.inf for name in names]),
        np.array([0.0 if name in AGAINST else np.inf for name in names]),
    )


def written(judge: Judge) -> str:
    """The weights as a table of the lexicon."""
    lines = [
        "# How claims are ranked for a question, and when the best is an answer: what scripts/train_answers.py found."
    ]
    lines += [f"slope = {judge.slope:.4f}", f"middle = {judge.middle:.4f}", f"constant = {judge.constant:.4f}"]
    for name, weights in (("rank", judge.rank), ("answers", judge.answers)):
        lines += ["", f"[{name}]", *(f'"{feature}" = {weight:.4f}' for feature, weight in weights.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
