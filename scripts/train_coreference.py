"""Trains the coreference ranker from annotated texts, and writes it into the lexicon.

    python scripts/train_coreference.py FILE [--language en] [--into FOLDER] [--epochs 10]

FILE holds {"text", "clusters": [[[start, end], ...], ...]} a line: the phrases of each entity that has more than one, by
their characters.

The same file, NumPy and processor give the same weights: fixed seeds. What the ranker learns, from what, and how well:
docs/why/coreference.md.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.parse import Sentence
from tocsin.read.attribution.quotes import quotations
from tocsin.read.coref.focus import FACTS, Focus
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.pairs import KIND_PAIRS, ROLE_PAIRS, Pairs, nominal_pairs, pronoun_pairs
from tocsin.read.coref.table import FIELDS, THIRD, Table, TableMaker
from tocsin.read.coref.weights import Part, Weights, save
from tocsin.read.mending import Mending
from tocsin.read.parser import Parser, blocks

# How often a symbol must be seen to have a row of its own.
LEAST = 3
UNITS, NEW_UNITS = {"nominal": 48, "pronoun": 32}, 24
RATE, DECAY, DROP = 2e-3, 1e-2, 0.3
# What a mistake costs while training: an entity made of what is none, one not found, a wrong one (Durrett and Klein 2013).
COSTS = (0.1, 3.0, 1.0)

Arrays = dict[str, np.ndarray]


@dataclass
class Sample:
    """The pairs of a document for one part of the ranker: see `tocsin.read.coref.ranker`."""

    symbols: list[tuple[str, ...]]
    later: np.ndarray
    earlier: np.ndarray
    facts: np.ndarray
    right: np.ndarray

    @property
    def starts(self) -> np.ndarray:
        return np.flatnonzero(np.diff(self.later, prepend=-1))


# --- what was annotated ---------------------------------------------------------------------------------------------


class Reader:
    """Reads texts as Tocsin does, up to the ranker."""

    def __init__(self, lexicon: Lexicon) -> None:
        manifest = lexicon.table("manifest")
        self._lexicon = lexicon
        self._parser = Parser(manifest["parser"], words=manifest, mending=Mending(lexicon))
        self._tables = TableMaker(lexicon)

    def tables(self, texts: Sequence[str]) -> Iterator[Table]:
        parsed = self._parser.parse((text, list(blocks(text))) for text in texts)
        for text, sentences in zip(texts, parsed, strict=True):
            yield self.table(text, sentences)

    def table(self, text: str, sentences: Sequence[Sentence]) -> Table:
        names = DocumentNames(self._lexicon, sentences)
        return self._tables.table(sentences, names, quotations(text, list(blocks(text))))


def entities_of(table: Table, clusters: Iterable[Iterable[Sequence[int]]]) -> np.ndarray:
    """The number of the annotated entity of each phrase, -1 for none: by its characters, or failing that by its head."""
    gold = {(start, end): number for number, cluster in enumerate(clusters) for start, end in cluster}
    found = np.array([gold.get((one.start, one.end), -1) for one in table.phrases], np.int64)
    exact = {(one.start, one.end) for one in table.phrases}
    by_head = {}
    for number, one in enumerate(table.phrases):
        if not one.is_several:
            by_head.setdefault(one.head.start, number)
    starts = sorted(by_head)
    for (start, end), entity in gold.items():
        if (start, end) in exact:
            continue
        heads = starts[np.searchsorted(starts, start) : np.searchsorted(starts, end)]
        tops = [
            by_head[at] for at in heads
            if (head := table.phrases[by_head[at]].head).head is head or not start <= head.head.start < end
        ]  # fmt: skip
        if tops and found[tops[0]] < 0:
            found[tops[0]] = entity
    return found


def nominal_sample(table: Table, gold: np.ndarray) -> Sample:
    parts = list(nominal_pairs(table))
    return _sample(table, parts, [pairs.matrix.T for pairs in parts], gold)


def pronoun_sample(table: Table, gold: np.ndarray) -> Sample:
    """The personal pronouns, each as if all before it had been understood."""
    identity = np.where(
        gold >= 0, gold, np.where(table["name"] > 0, 10**6 + table["name"], 2 * 10**6 + np.arange(len(gold)))
    )
    focus = Focus(table, identity)
    pronouns = iter(np.flatnonzero(np.isin(table["kind"], THIRD)).tolist())
    parts, facts = [], []
    for pairs in pronoun_pairs(table):
        static, kept_rows, told_rows = pairs.matrix.T, [], []
        starts = pairs.starts
        for first, last in zip(starts, [*starts[1:], len(pairs)], strict=True):
            pronoun = int(pairs.later[first])
            for skipped in pronouns:
                if skipped == pronoun:
                    break
                focus.resolve(skipped, None)
            candidates = pairs.earlier[first:last]
            told, kept = focus.facts(pronoun, candidates)
            told_rows.append(told[kept])
            kept_rows.append(np.arange(first, last)[kept])
            right = candidates[kept & (gold[candidates] == gold[pronoun]) & (gold[pronoun] >= 0)]
            focus.resolve(pronoun, int(right[-1]) if len(right) else None)
        rows = np.concatenate(kept_rows)
        parts.append(Pairs(pairs.later[rows], pairs.earlier[rows], {}, {}, pairs.kinds[rows], pairs.roles[rows]))
        facts.append(np.concatenate([static[rows], np.concatenate(told_rows)], axis=1))
    return _sample(table, parts, facts, gold)


def _sample(table: Table, parts: Sequence[Pairs], facts: Sequence[np.ndarray], gold: np.ndarray) -> Sample:
    """Pairs with their facts, the pairs of kinds and roles as facts among them."""
    if not parts:
        empty = np.zeros(0, np.int64)
        return Sample(table.symbols, empty, empty, np.zeros((0, 1), np.float32), empty > 0)
    later = np.concatenate([pairs.later for pairs in parts])
    earlier = np.concatenate([pairs.earlier for pairs in parts])
    kinds = np.eye(KIND_PAIRS, dtype=np.float32)[np.concatenate([pairs.kinds for pairs in parts])]
    roles = np.eye(ROLE_PAIRS, dtype=np.float32)[np.concatenate([pairs.roles for pairs in parts])]
    right = (gold[later] >= 0) & (gold[later] == gold[earlier])
    return Sample(table.symbols, later, earlier, np.concatenate([np.concatenate(facts), kinds, roles], axis=1), right)


# --- the ranker -----------------------------------------------------------------------------------------------------


class Learner:
    """The ranker's part in a form that can be trained, by Adam (Kingma and Ba 2015)."""

    def __init__(self, rows: Sequence[dict[str, int]], facts: int, units: int, seed: int) -> None:
        self.rows = rows
        row = 1 + sum(len(field) for field in rows)
        random = np.random.default_rng(seed)

        def normal(*shape: int, scale: float) -> np.ndarray:
            return (random.standard_normal(shape) * scale).astype(np.float32)

        self.arrays: Arrays = {
            "later": normal(row, units, scale=0.05), "earlier": normal(row, units, scale=0.05),
            "new": normal(row, NEW_UNITS, scale=0.05), "earlier.linear": np.zeros(row, np.float32),
            "new.linear": np.zeros(row, np.float32), "facts": normal(facts, units, scale=0.15),
            "facts.linear": np.zeros(facts, np.float32), "bias": np.zeros(units, np.float32),
            "out": normal(units, scale=0.3), "new.bias": np.zeros(NEW_UNITS, np.float32),
            "new.out": normal(NEW_UNITS, scale=0.3), "new.constant": np.zeros(1, np.float32),
        }  # fmt: skip
        for name in ("later", "earlier", "new"):
            self.arrays[name][0] = 0.0
        self._random = random

    def encoded(self, sample: Sample) -> np.ndarray:
        """The rows of the symbols of each phrase."""
        return np.array(
            [[known.get(symbol, 0) for known, symbol in zip(self.rows, own, strict=True)] for own in sample.symbols],
            np.int64,
        ).reshape(len(sample.symbols), len(FIELDS))

    def train(self, samples: Sequence[Sample], epochs: int, told: Callable[[str], None]) -> None:
        samples = [sample for sample in samples if len(sample.later)]
        encoded = [self.encoded(sample) for sample in samples]
        mean = {name: np.zeros_like(array) for name, array in self.arrays.items()}
        square = {name: np.zeros_like(array) for name, array in self.arrays.items()}
        steps = epochs * len(samples)
        step = 0
        for epoch in range(epochs):
            total = phrases = 0.0
            for number in self._random.permutation(len(samples)):
                step += 1
                loss, gradients = self._gradients(samples[number], encoded[number])
                count = len(samples[number].starts)
                total, phrases = total + loss, phrases + count
                rate = RATE * (1 - 0.9 * step / steps)
                for name, array in self.arrays.items():
                    gradient = gradients[name] / count
                    mean[name] += 0.1 * (gradient - mean[name])
                    square[name] += 0.001 * (gradient * gradient - square[name])
                    move = mean[name] / (1 - 0.9**step) / (np.sqrt(square[name] / (1 - 0.999**step)) + 1e-8)
                    array -= rate * (move + (DECAY * array if name != "new.constant" else 0.0))
            told(f"epoch {epoch + 1}: loss {total / phrases:.4f}")

    def _gradients(self, sample: Sample, rows: np.ndarray) -> tuple[float, Arrays]:
        """The loss of a document, the negative log-likelihood of all right candidates, and its gradients."""
        arrays, random = self.arrays, self._random
        later, earlier, facts, right, starts = sample.later, sample.earlier, sample.facts, sample.right, sample.starts
        counts = np.diff(np.append(starts, len(later)))
        phrases = later[starts]
        rows = np.where(random.random(rows.shape) < DROP / 2, 0, rows)
        own = arrays["later"][rows].sum(axis=1)
        other = arrays["earlier"][rows].sum(axis=1)
        inputs = own[later] + other[earlier] + facts @ arrays["facts"] + arrays["bias"]
        gate = (inputs > 0) * ((random.random(inputs.shape) > DROP) / np.float32(1 - DROP)).astype(np.float32)
        units = inputs * gate
        scores = (
            units @ arrays["out"] + facts @ arrays["facts.linear"] + arrays["earlier.linear"][rows].sum(axis=1)[earlier]
        )
        new_inputs = (arrays["new"][rows].sum(axis=1) + arrays["new.bias"])[phrases]
        new_gate = (new_inputs > 0) * ((random.random(new_inputs.shape) > DROP) / np.float32(1 - DROP)).astype(
            np.float32
        )
        new_units = new_inputs * new_gate
        new = new_units @ arrays["new.out"] + arrays["new.linear"][rows].sum(axis=1)[phrases] + arrays["new.constant"]

        found = np.add.reduceat(right, starts, dtype=np.int64) > 0
        false_link, missed, wrong = COSTS
        scores = scores + np.where(right, 0.0, np.where(np.repeat(found, counts), wrong, false_link))
        new = new + np.where(found, missed, 0.0)
        highest = np.maximum(np.maximum.reduceat(scores, starts), new)
        weights, new_weights = np.exp(scores - np.repeat(highest, counts)), np.exp(new - highest)
        whole = np.add.reduceat(weights, starts) + new_weights
        good = np.maximum(np.where(found, np.add.reduceat(weights * right, starts), new_weights), 1e-20)
        error = (weights / np.repeat(whole, counts) - weights * right / np.repeat(good, counts)).astype(np.float32)
        new_error = (new_weights / whole - ~found).astype(np.float32)
        loss = float((np.log(whole) - np.log(good)).sum())

        back = error[:, None] * arrays["out"] * gate
        to_later, to_earlier = np.zeros_like(own), np.zeros_like(other)
        np.add.at(to_later, later, back)
        np.add.at(to_earlier, earlier, back)
        new_back = np.zeros((len(rows), NEW_UNITS), np.float32)
        new_back[phrases] = new_error[:, None] * arrays["new.out"] * new_gate
        new_linear = np.zeros(len(rows), np.float32)
        new_linear[phrases] = new_error
        gradients = {
            "later": self._spread("later", rows, to_later), "earlier": self._spread("earlier", rows, to_earlier),
            "new": self._spread("new", rows, new_back),
            "earlier.linear": self._spread("earlier.linear", rows, np.bincount(earlier, error, minlength=len(rows))),
            "new.linear": self._spread("new.linear", rows, new_linear), "facts": facts.T @ back,
            "facts.linear": error @ facts, "bias": back.sum(axis=0), "out": error @ units,
            "new.bias": new_back.sum(axis=0), "new.out": new_error @ new_units,
            "new.constant": new_error.sum(keepdims=True),
        }  # fmt: skip
        return loss, gradients

    def _spread(self, name: str, rows: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        """The gradient of a table from those of the sums of its rows; row 0 stays 0."""
        spread = np.zeros_like(self.arrays[name])
        np.add.at(spread, rows.ravel(), np.repeat(gradient.astype(np.float32), rows.shape[1], axis=0))
        spread[0] = 0.0
        return spread

    def part(self, facts: Sequence[str]) -> Part:
        """The arrays as the ranker takes them: pairs of kinds and roles in tables of their own, the linear part last."""
        arrays = self.arrays
        whole = np.column_stack([arrays["facts"], arrays["facts.linear"]])
        named = dict(
            zip(("facts", "kinds", "roles"), np.split(whole, np.cumsum([len(facts), KIND_PAIRS])), strict=True)
        )
        constant = np.zeros_like(arrays["new.linear"]) + arrays["new.constant"] / len(FIELDS)
        return Part(
            {
                **named, "later": arrays["later"], "bias": arrays["bias"], "out": arrays["out"],
                "earlier": np.column_stack([arrays["earlier"], arrays["earlier.linear"]]),
                # Every phrase has a row a field, so that the constant comes in with them.
                "new": np.column_stack([arrays["new"], arrays["new.linear"] + constant]),
                "new.bias": arrays["new.bias"], "new.out": arrays["new.out"],
            },
            tuple(facts),
        )  # fmt: skip


def symbol_rows(tables: Iterable[Table]) -> tuple[dict[str, int], ...]:
    """The row of each symbol that was seen often enough, a dictionary a field."""
    counts: list[Counter[str]] = [Counter() for _ in FIELDS]
    for table in tables:
        for count, symbols in zip(counts, zip(*table.symbols, strict=True), strict=True):
            count.update(symbols)
    rows: list[dict[str, int]] = []
    first = 1
    for count in counts:
        known = sorted(symbol for symbol, times in count.items() if times >= LEAST)
        rows.append({symbol: first + number for number, symbol in enumerate(known)})
        first += len(known)
    return tuple(rows)


def trained(
    tables: Sequence[Table], golds: Sequence[np.ndarray], epochs: int, told: Callable[[str], None] = print
) -> Weights:
    """The ranker."""
    rows = symbol_rows(tables)
    parts = {}
    for name, sample_of, pairs_of, more in (
        ("nominal", nominal_sample, nominal_pairs, ()), ("pronoun", pronoun_sample, pronoun_pairs, FACTS),
    ):  # fmt: skip
        facts = [*next(pairs.names for table in tables for pairs in pairs_of(table)), *more]
        samples = [sample_of(table, gold) for table, gold in zip(tables, golds, strict=True)]
        samples = [sample for sample in samples if len(sample.later)]
        told(f"{name}: {sum(len(sample.later) for sample in samples):,} pairs")
        learner = Learner(rows, samples[0].facts.shape[1], UNITS[name], seed=0)
        learner.train(samples, epochs, told)
        parts[name] = learner.part(facts)
    return Weights(parts, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    given = parser.parse_args()
    lexicon = lexicon_for(given.language)
    documents: list[dict[str, Any]] = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    tables = list(Reader(lexicon).tables([one["text"] for one in documents]))
    golds = [entities_of(table, one["clusters"]) for table, one in zip(tables, documents, strict=True)]
    print(save(given.into or lexicon.folder, trained(tables, golds, given.epochs)))


if __name__ == "__main__":
    main()
