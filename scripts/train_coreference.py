"""Trains the coreference ranker from annotated texts, and writes it into the lexicon.

    python scripts/train_coreference.py FILE ... [--language en] [--into FOLDER] [--epochs 8]

A FILE holds an annotated text a line, in one of two forms; phrases are given by their characters:

    {"text", "clusters": [[[start, end], ...], ...]}
        the phrases of each entity that has more than one
    {"text", "pronoun": [start, end], "a": {"span": [start, end], "same": true}, "b": {"span": [start, end], "same": false}}
        a pronoun, and for each of two names whether it is whom the pronoun stands for

Texts of the second form train the part for pronouns only, in a second round; a ranker of the first round tells what the
other phrases of such a text stand for.

The same files, NumPy and processor give the same weights: fixed seeds. What the ranker learns, from what, and how well:
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
from tocsin.read.coref.coreference import Link, roots_of
from tocsin.read.coref.focus import FACTS, Focus
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.pairs import KIND_PAIRS, ROLE_PAIRS, Pairs, nominal_pairs, pronoun_pairs
from tocsin.read.coref.ranker import Ranker
from tocsin.read.coref.resolver import nominal_links, pronoun_links
from tocsin.read.coref.table import ATTRIBUTE, FIELDS, THIRD, Kind, Table, TableMaker
from tocsin.read.coref.weights import Part, Weights, save
from tocsin.read.mending.mending import Mending
from tocsin.read.parser import Parser, blocks

# How often a symbol must be seen to have a row of its own.
LEAST = 3
# What the second round weighs in the part for pronouns: GAP's texts are all of one kind, and the first round saw many kinds.
SECOND = 0.7
# Texts with one annotated pronoun that make one step of the training.
TOGETHER = 16
UNITS, NEW_UNITS = {"nominal": 48, "pronoun": 32}, 24
RATE, DECAY, DROP = 2e-3, 1e-2, 0.5
# The share of steps without the parser's vectors, so that the ranker can do without them.
NO_VECTORS = 0.15
# What a mistake costs while training: an entity made of what is none, one not found, a wrong one (Durrett and Klein 2013).
COSTS = (0.1, 3.0, 1.0)

Arrays = dict[str, np.ndarray]


@dataclass
class Sample:
    """The pairs of some documents for one part of the ranker: see `tocsin.read.coref.ranker`.

    `right` tells which pairs are right, and `new` for each later phrase whether something new is.
    """

    symbols: list[tuple[str, ...]]
    vectors: np.ndarray
    later: np.ndarray
    earlier: np.ndarray
    facts: np.ndarray
    right: np.ndarray
    new: np.ndarray

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
    """All phrases but the personal pronouns."""
    parts = list(nominal_pairs(table))
    later = np.concatenate([pairs.later for pairs in parts])
    earlier = np.concatenate([pairs.earlier for pairs in parts])
    facts = np.concatenate([_with_kinds(pairs, pairs.matrix.T) for pairs in parts])
    right = (gold[later] >= 0) & (gold[later] == gold[earlier])
    starts = np.flatnonzero(np.diff(later, prepend=-1))
    return Sample(table.symbols, table.vectors, later, earlier, facts, right, ~np.logical_or.reduceat(right, starts))


def _with_kinds(pairs: Pairs, facts: np.ndarray) -> np.ndarray:
    kinds, roles = np.eye(KIND_PAIRS, dtype=np.float32), np.eye(ROLE_PAIRS, dtype=np.float32)
    return np.concatenate([facts, kinds[pairs.kinds], roles[pairs.roles]], axis=1)


@dataclass
class Question:
    """A personal pronoun with its candidates, what each stands for as far as the text has been read, and their facts."""

    pronoun: int
    candidates: np.ndarray
    identities: np.ndarray
    facts: np.ndarray


def questions_of(
    table: Table, identity: np.ndarray, meant: Callable[[int, np.ndarray], int | None]
) -> Iterator[Question]:
    """The personal pronouns of a document in order; `meant` tells which candidate each of them stands for."""
    focus = Focus(table, identity)
    for pairs, asked in focus.asked():
        static = pairs.matrix.T
        for one in asked:
            rows = np.arange(one.rows.start, one.rows.stop)[one.kept]
            own = Pairs(pairs.later[rows], pairs.earlier[rows], {}, {}, pairs.kinds[rows], pairs.roles[rows])
            facts = _with_kinds(own, np.concatenate([static[rows], one.told[one.kept]], axis=1))
            yield Question(one.pronoun, own.earlier, focus.identity[own.earlier], facts)
            focus.resolve(one.pronoun, meant(one.pronoun, own.earlier))


def pronoun_sample(table: Table, gold: np.ndarray) -> Sample:
    """The personal pronouns, each as if all before it had been understood."""
    own = np.arange(len(gold))
    identity = np.where(gold >= 0, gold, np.where(table["name"] > 0, 10**6 + table["name"], 2 * 10**6 + own))

    def right(pronoun: int, candidates: np.ndarray) -> np.ndarray:
        found: np.ndarray = (gold[candidates] == gold[pronoun]) & (gold[pronoun] >= 0)
        return found

    def meant(pronoun: int, candidates: np.ndarray) -> int | None:
        known = candidates[right(pronoun, candidates) & (candidates < pronoun)]
        return int(known[-1]) if len(known) else None

    asked = [one for one in questions_of(table, identity, meant) if len(one.candidates)]
    told = [right(one.pronoun, one.candidates) for one in asked]
    return _pronouns(table, asked, told, [not found.any() for found in told])


def named_sample(table: Table, links: Sequence[Link], row: dict[str, Any]) -> Sample:
    """The one pronoun whose name is known, given what a ranker takes the other phrases for.

    Where it stands for one of the two names, all else is wrong, except what may well be said of somebody named and is left
    out; where it stands for neither, all else is right.
    """
    kind, linked = table["kind"], list(range(len(table)))
    choice = {link.phrase: link.other for link in links}
    for phrase, other in choice.items():
        if kind[phrase] not in THIRD:
            linked[phrase] = other
    roots = roots_of(linked)
    pronoun = next((at for at, one in enumerate(table.phrases) if [one.start, one.end] == row["pronoun"]), None)
    named = [_bearing(table, row[name]["span"]) for name in ("a", "b")]
    asked, told, new = [], [], []
    for one in questions_of(table, np.array(roots, np.int64), lambda at, _: choice.get(at)):
        if one.pronoun != pronoun or not len(one.candidates):
            continue
        same = [
            np.isin(one.candidates, heads) | np.isin(one.identities, [roots[at] for at in heads]) for heads, _ in named
        ]
        true = np.zeros(len(one.candidates), bool)
        false = np.zeros(len(one.candidates), bool)
        for name, its in zip(("a", "b"), same, strict=True):
            if row[name]["same"]:
                true |= its
            else:
                false |= its
        if row["a"]["same"] or row["b"]["same"]:
            right = true & ~false
            around = np.concatenate([around for _, around in named])
            open_ = np.isin(kind[one.candidates], (Kind.DEFINITE, Kind.DEMONSTRATIVE)) | np.isin(one.candidates, around)
            open_ |= table["role"][one.candidates] == ATTRIBUTE
            kept = right | false | ~open_
            if not right.any():
                continue
            fresh = False
        else:
            right, kept, fresh = ~false, np.ones(len(false), bool), True
        asked.append(Question(one.pronoun, one.candidates[kept], one.identities[kept], one.facts[kept]))
        told.append(right[kept])
        new.append(fresh)
    return _pronouns(table, asked, told, new)


def _bearing(table: Table, span: Sequence[int]) -> tuple[list[int], list[int]]:
    """The phrases that are a name or have it for an apposition, and those that hold it elsewhere."""
    start, end = span
    bearing, around = [], []
    for number, one in enumerate(table.phrases):
        if one.start < end and start < one.end:
            heads = [one.head, *(child for child in one.head.children if child.dep == "appos")]
            of_it = not one.is_several and any(start <= head.start < end for head in heads)
            (bearing if of_it else around).append(number)
    return bearing, around


def _pronouns(table: Table, asked: Sequence[Question], right: Sequence[np.ndarray], new: Sequence[bool]) -> Sample:
    if not asked:
        none = np.zeros(0, np.int64)
        return Sample(table.symbols, table.vectors, none, none, np.zeros((0, 1), np.float32), none > 0, none > 0)
    return Sample(
        table.symbols,
        table.vectors,
        np.concatenate([np.full(len(one.candidates), one.pronoun) for one in asked]),
        np.concatenate([one.candidates for one in asked]),
        np.concatenate([one.facts for one in asked]),
        np.concatenate(right),
        np.array(new, bool),
    )


def together(samples: Sequence[Sample], size: int) -> Iterator[Sample]:
    """Small samples as fewer large ones: a step of the training looks at several texts."""
    for first in range(0, len(samples), size):
        some = samples[first : first + size]
        shifts = np.cumsum([0, *(len(one.symbols) for one in some)])[:-1]
        yield Sample(
            [symbols for one in some for symbols in one.symbols],
            np.concatenate([one.vectors for one in some]),
            np.concatenate([one.later + shift for one, shift in zip(some, shifts, strict=True)]),
            np.concatenate([one.earlier + shift for one, shift in zip(some, shifts, strict=True)]),
            np.concatenate([one.facts for one in some]),
            np.concatenate([one.right for one in some]),
            np.concatenate([one.new for one in some]),
        )


# --- the ranker -----------------------------------------------------------------------------------------------------


class Learner:
    """The ranker's part in a form that can be trained, by Adam (Kingma and Ba 2015)."""

    def __init__(self, rows: Sequence[dict[str, int]], facts: int, width: int, units: int, seed: int) -> None:
        self.rows = rows
        row = 1 + sum(len(field) for field in rows)
        random = np.random.default_rng(seed)

        def normal(*shape: int, scale: float) -> np.ndarray:
            return (random.standard_normal(shape) * scale).astype(np.float32)

        self.arrays: Arrays = {
            "later": normal(row, units, scale=0.05), "earlier": normal(row, units, scale=0.05),
            "new": normal(row, NEW_UNITS, scale=0.05), "earlier.linear": np.zeros(row, np.float32),
            "later.vectors": normal(width, units, scale=0.05), "earlier.vectors": normal(width, units, scale=0.05),
            "new.vectors": normal(width, NEW_UNITS, scale=0.05), "earlier.vectors.linear": np.zeros(width, np.float32),
            "new.vectors.linear": np.zeros(width, np.float32),
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
        unseen = np.ones(len(self.arrays["later"]), bool)
        unseen[np.concatenate([rows.ravel() for rows in encoded])] = False
        for name in ("later", "earlier", "new"):
            self.arrays[name][unseen] = 0.0
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
        vectors = sample.vectors * np.float32(random.random() > NO_VECTORS)
        vectors = vectors * ((random.random(vectors.shape) > DROP / 2) / np.float32(1 - DROP / 2)).astype(np.float32)
        own = arrays["later"][rows].sum(axis=1) + vectors @ arrays["later.vectors"]
        other = arrays["earlier"][rows].sum(axis=1) + vectors @ arrays["earlier.vectors"]
        linear = arrays["earlier.linear"][rows].sum(axis=1) + vectors @ arrays["earlier.vectors.linear"]
        inputs = own[later] + other[earlier] + facts @ arrays["facts"] + arrays["bias"]
        gate = (inputs > 0) * ((random.random(inputs.shape) > DROP) / np.float32(1 - DROP)).astype(np.float32)
        units = inputs * gate
        scores = units @ arrays["out"] + facts @ arrays["facts.linear"] + linear[earlier]
        new_inputs = (arrays["new"][rows].sum(axis=1) + vectors @ arrays["new.vectors"] + arrays["new.bias"])[phrases]
        new_gate = (new_inputs > 0) * ((random.random(new_inputs.shape) > DROP) / np.float32(1 - DROP)).astype(
            np.float32
        )
        new_units = new_inputs * new_gate
        new_linear = arrays["new.linear"][rows].sum(axis=1) + vectors @ arrays["new.vectors.linear"]
        new = new_units @ arrays["new.out"] + new_linear[phrases] + arrays["new.constant"]

        false_link, missed, wrong = COSTS
        scores = scores + np.where(right, 0.0, np.where(np.repeat(sample.new, counts), false_link, wrong))
        new = new + np.where(sample.new, 0.0, missed)
        highest = np.maximum(np.maximum.reduceat(scores, starts), new)
        weights, new_weights = np.exp(scores - np.repeat(highest, counts)), np.exp(new - highest)
        whole = np.add.reduceat(weights, starts) + new_weights
        good = np.maximum(np.add.reduceat(weights * right, starts) + new_weights * sample.new, 1e-20)
        error = (weights / np.repeat(whole, counts) - weights * right / np.repeat(good, counts)).astype(np.float32)
        new_error = (new_weights / whole - new_weights * sample.new / good).astype(np.float32)
        loss = float((np.log(whole) - np.log(good)).sum())

        back = error[:, None] * arrays["out"] * gate
        to_later, to_earlier = np.zeros_like(own), np.zeros_like(other)
        np.add.at(to_later, later, back)
        np.add.at(to_earlier, earlier, back)
        new_back = np.zeros((len(rows), NEW_UNITS), np.float32)
        new_back[phrases] = new_error[:, None] * arrays["new.out"] * new_gate
        new_linear = np.zeros(len(rows), np.float32)
        new_linear[phrases] = new_error
        to_linear = np.bincount(earlier, error, minlength=len(rows)).astype(np.float32)
        gradients = {
            "later": self._spread("later", rows, to_later), "earlier": self._spread("earlier", rows, to_earlier),
            "new": self._spread("new", rows, new_back),
            "earlier.linear": self._spread("earlier.linear", rows, to_linear),
            "later.vectors": vectors.T @ to_later, "earlier.vectors": vectors.T @ to_earlier,
            "new.vectors": vectors.T @ new_back, "earlier.vectors.linear": to_linear @ vectors,
            "new.vectors.linear": new_linear @ vectors,
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
                "later.vectors": arrays["later.vectors"],
                "earlier.vectors": np.column_stack([arrays["earlier.vectors"], arrays["earlier.vectors.linear"]]),
                "new.vectors": np.column_stack([arrays["new.vectors"], arrays["new.vectors.linear"]]),
                "new.bias": arrays["new.bias"], "new.out": arrays["new.out"],
            },
            tuple(facts),
        )  # fmt: skip


def averaged(one: Part, other: Part, share: float) -> Part:
    """Two trained forms of a part as one that gives the mean of their scores, `share` of it from the first."""
    arrays = {}
    for name, mine in one.arrays.items():
        its = other[name]
        if name in ("out", "new.out"):
            arrays[name] = np.concatenate([mine * share, its * (1 - share)])
        elif name in ("bias", "new.bias", "later", "later.vectors"):
            arrays[name] = np.concatenate([mine, its], axis=-1)
        else:
            linear = mine[:, -1] * share + its[:, -1] * (1 - share)
            arrays[name] = np.column_stack([mine[:, :-1], its[:, :-1], linear])
    return Part(arrays, one.facts)


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
    clustered: Sequence[tuple[Table, np.ndarray]], named: Sequence[tuple[Table, dict[str, Any]]], epochs: int,
    parser: str, told: Callable[[str], None] = print,
) -> Weights:  # fmt: skip
    """The ranker, by texts whose entities are annotated, and by texts where whom one pronoun stands for is."""
    rows = symbol_rows([table for table, _ in (*clustered, *named)])
    pronouns = [pronoun_sample(table, gold) for table, gold in clustered]
    first = [table for table, _ in clustered]
    facts = {
        "nominal": next(pairs.names for table in first for pairs in nominal_pairs(table)),
        "pronoun": (*next(pairs.names for table in first for pairs in pronoun_pairs(table)), *FACTS),
    }

    def part(name: str, samples: Sequence[Sample]) -> Part:
        samples = [sample for sample in samples if len(sample.later)]
        told(f"{name}: {sum(len(sample.later) for sample in samples):,} pairs")
        learner = Learner(rows, samples[0].facts.shape[1], samples[0].vectors.shape[1], UNITS[name], seed=0)
        learner.train(samples, epochs, told)
        return learner.part(facts[name])

    parts = {
        "nominal": part("nominal", [nominal_sample(table, gold) for table, gold in clustered]),
        "pronoun": part("pronoun", pronouns),
    }
    if named:
        ranker = Ranker(Weights(parts, rows, parser), parser=parser)
        more = [named_sample(table, links_of(table, ranker), row) for table, row in named]
        pronouns += together([one for one in more if len(one.later)], TOGETHER)
        parts["pronoun"] = averaged(part("pronoun", pronouns), parts["pronoun"], SECOND)
    return Weights(parts, rows, parser)


def links_of(table: Table, ranker: Ranker) -> list[Link]:
    """What a ranker takes the phrases of a text for."""
    scorer = ranker.on(table)
    links = nominal_links(table, scorer)
    return links + pronoun_links(table, scorer, links)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--language", default="en")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    given = parser.parse_args()
    lexicon = lexicon_for(given.language)
    rows: list[dict[str, Any]] = [
        json.loads(line) for file in given.files for line in file.read_text("utf-8").splitlines()
    ]
    read = list(zip(Reader(lexicon).tables([row["text"] for row in rows]), rows, strict=True))
    clustered = [(table, entities_of(table, row["clusters"])) for table, row in read if "clusters" in row]
    named = [(table, row) for table, row in read if "pronoun" in row]
    print(
        save(given.into or lexicon.folder, trained(clustered, named, given.epochs, lexicon.table("manifest")["parser"]))
    )


if __name__ == "__main__":
    main()
