"""Fits how probable it is that two claims are of one proposition, or of one matter, to cases that were read by hand.

    python scripts/train_likeness.py FOLDER ... [--language en] [--into FOLDER] [--held FOLDER ...]

Each FOLDER is a case of benchmarks/cases: documents.jsonl, and gold.json with propositions, relations and tolerated pairs.
Printed are precision and recall of pairs, for each folder by a model of the others, and for those held by a model of all;
the models are written into the lexicon.

The same folders and NumPy give the same weights. What the model tells, and how well: docs/why/propositions.md.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin import Case
from tocsin.engine.linking import Linker
from tocsin.ledger.opening import MEMORY
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.link.likeness import FACTS

PENALTY = 50.0
"""Of the squares of the weights, by which no fact counts more than the pairs bear out."""
STEPS = 60
COVERED, SHARED = 0.6, 0.25
"""What a claim must cover of a report's characters, and share of both together, to be that report."""
SAME, MATTER, OTHER = "same", "matter", "other"
"""Two claims are of one proposition, of one matter alone, or of neither."""
DENIED = "denied"
"""The model of one matter for pairs of which one denies what the other tells."""
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)

Array = NDArray[np.float64]
Span = tuple[str, int, int]


@dataclass
class Pairs:
    """The pairs of a case: their facts, a row each; whether of one proposition, or of one matter, and whether a denial."""

    facts: Array
    same: Array
    matter: Array
    denied: Array

    def of(self, model: str) -> tuple[Array, Array]:
        """What a model is judged by: the facts of its pairs, and what it is to tell of them."""
        if model == DENIED:
            own = self.denied == 1
            return self.facts[own], self.matter[own]
        return self.facts, self.same if model == SAME else self.matter

    def decided(self, model: str) -> tuple[Array, Array]:
        """What a model is fitted to.

        What only contradicts or revises is kept from one proposition by rules; the model of that is not fitted to it.
        """
        if model != SAME:
            return self.of(model)
        own = self.same == self.matter
        return self.facts[own], self.same[own]


@dataclass
class Model:
    """A logistic model over facts brought to mean 0 and deviation 1."""

    mean: Array
    deviation: Array
    weights: Array

    def probability(self, facts: Array) -> Array:
        """Of each row of facts."""
        scaled = np.c_[(facts - self.mean) / self.deviation, np.ones(len(facts))]
        return 1 / (1 + np.exp(-(scaled @ self.weights)))

    @property
    def plain(self) -> tuple[dict[str, float], float]:
        """The weights of the facts as they are, and the constant."""
        weights = self.weights[:-1] / self.deviation
        return dict(zip(FACTS, weights.round(4).tolist(), strict=True)), float(
            round(self.weights[-1] - weights @ self.mean, 4)
        )


def pairs_of(folder: Path) -> Pairs:
    """The pairs of claims of two documents that share a word, less those that the reading by hand leaves undecided."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    with Case.open(MEMORY, create=True) as case:
        for _ in case.add([folder / "documents.jsonl"]):
            pass
        labels = Labels(
            gold, {report.claim.id: (report.name, report.claim.start, report.claim.end) for report in case.claims()}
        )
        rows, told = [], []
        for one, other, facts, denied in Linker(case.ledger).facts_of_pairs():
            label = labels.of(one, other)
            if label is not None:
                rows.append([facts[name] for name in FACTS])
                told.append((label == SAME, label != OTHER, denied))
    same, matter, denied = np.array(told, float).T
    return Pairs(np.array(rows), same, matter, denied)


class Labels:
    """Which claims of a case are of one proposition, or of one matter, by the reading by hand."""

    def __init__(self, gold: dict[str, Any], claims: dict[str, Span]) -> None:
        self._of: dict[Span, set[str]] = defaultdict(set)
        self._related = {frozenset((_span(one["a"]), _span(one["b"]))) for one in gold["relations"]}
        self._undecided = {frozenset((_span(one["a"]), _span(one["b"]))) for one in gold["tolerated"]}
        for proposition in gold["propositions"]:
            for report in proposition["reports"]:
                self._of[_span(report)].add(proposition["id"])
        spans = {*self._of, *(span for pair in self._related | self._undecided for span in pair)}
        self._is: dict[str, set[Span]] = defaultdict(set)
        self._near: dict[str, set[Span]] = defaultdict(set)
        for span in spans:
            shares = {}
            for claim, own in claims.items():
                both = min(own[2], span[2]) - max(own[1], span[1])
                if own[0] != span[0] or both <= 0:
                    continue
                share = both / (max(own[2], span[2]) - min(own[1], span[1]))
                if both >= COVERED * (span[2] - span[1]) and share >= SHARED:
                    shares[claim] = share
                if both >= COVERED * (own[2] - own[1]):
                    self._near[claim].add(span)
            if shares:
                best = max(shares, key=lambda claim: shares[claim])
                self._is[best].add(span)
                self._near[best].add(span)

    def of(self, one: str, other: str) -> str | None:
        """Whether two claims are of one proposition, one matter or neither; None where the reading leaves it open."""
        undecided = False
        for mine, yours in product(self._near.get(one, ()), self._near.get(other, ())):
            pair = frozenset((mine, yours))
            if self._of[mine] & self._of[yours] or pair in self._related:
                label = SAME if self._of[mine] & self._of[yours] else MATTER
                return label if mine in self._is[one] and yours in self._is[other] else None
            undecided |= mine == yours or pair in self._undecided
        return None if undecided else OTHER


def _span(report: dict[str, Any]) -> Span:
    return report["document"], report["start"], report["end"]


def fitted(cases: Sequence[Pairs], what: str) -> Model:
    """The model that fits the pairs of some cases best, by Newton's method."""
    facts, same = map(np.concatenate, zip(*(one.decided(what) for one in cases), strict=True))
    model = Model(facts.mean(axis=0), facts.std(axis=0) + 1e-6, np.zeros(facts.shape[1] + 1))
    scaled = np.c_[(facts - model.mean) / model.deviation, np.ones(len(facts))]
    penalty = np.r_[np.full(facts.shape[1], PENALTY), 1e-6]
    for _ in range(STEPS):
        found = model.probability(facts)
        gradient = scaled.T @ (found - same) + penalty * model.weights
        curvature = (scaled * (found * (1 - found))[:, None]).T @ scaled + np.diag(penalty)
        model.weights -= np.linalg.solve(curvature, gradient)
    return model


def told(name: str, found: Array, same: Array) -> None:
    """Print precision and recall at some thresholds."""
    print(name, f"{len(same):,} pairs, {int(same.sum())} of it")
    for threshold in THRESHOLDS:
        taken = found > threshold
        right = float(same[taken].sum())
        print(f"  {threshold}: P {right / max(1, int(taken.sum())):.3f} R {right / max(1.0, float(same.sum())):.3f}")


def write(lexicon: Path, models: dict[str, Model]) -> Path:
    """Write the tables that `tocsin.link.likeness` reads."""
    lines = [
        "# How probable it is that two claims are of one proposition, or of one matter: what scripts/train_likeness.py found."
    ]
    for name, model in models.items():
        weights, constant = model.plain
        lines += [
            "",
            f"[{name}]",
            f"constant = {constant}",
            *(f"{fact} = {weight}" for fact, weight in weights.items()),
        ]
    lines.append("")
    path = lexicon / "likeness.toml"
    path.write_text("\n".join(lines), "utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--held", type=Path, nargs="*", default=(), metavar="FOLDER")
    parser.add_argument("--language", default="en")
    parser.add_argument("--into", type=Path)
    given = parser.parse_args()
    lexicon: Lexicon = lexicon_for(given.language)
    cases = {folder.name: pairs_of(folder) for folder in given.folders}
    held = {folder.name: pairs_of(folder) for folder in given.held}
    models = {}
    for what in (SAME, MATTER, DENIED):
        print(f"--- {what}")
        for name, own in cases.items() if len(cases) > 1 else ():
            others = [one for other, one in cases.items() if other != name]
            facts, labels = own.of(what)
            told(f"{name}, by the others:", fitted(others, what).probability(facts), labels)
        models[what] = model = fitted(list(cases.values()), what)
        for name, own in held.items():
            facts, labels = own.of(what)
            told(f"{name}, held:", model.probability(facts), labels)
        for name, weight in sorted(zip(FACTS, model.weights, strict=False), key=lambda one: -abs(one[1])):
            print(f"  {name:16} {weight:6.2f}")
    print(write(given.into or lexicon.folder, models))


if __name__ == "__main__":
    main()
