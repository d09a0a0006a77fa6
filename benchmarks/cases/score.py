"""How well the links and propositions of a case agree with the reading by hand.

    cd benchmarks/cases
    tocsin add gale/documents.jsonl --case gale.db
    tocsin links --case gale.db --format jsonl > links.jsonl
    tocsin propositions --case gale.db --format jsonl > propositions.jsonl
    python score.py gale links.jsonl propositions.jsonl

README.md says what the measures are. No single error is shown, because the cases are held out.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

Record = Mapping[str, Any]

RELATIONS = ("contradicts", "revises", "part_of")
_COVERED, _SHARED = 0.6, 0.25
_CONFIRMED = 2  # credibility 1 and 2 of the Admiralty scale


class Span(NamedTuple):
    """A claim by its place."""

    document: str
    start: int
    end: int

    @classmethod
    def of(cls, record: Record) -> "Span":
        return cls(record["document"], record["start"], record["end"])

    def common(self, other: "Span") -> int:
        """How many characters both have; less than 1 if they lie apart."""
        if self.document != other.document:
            return 0
        return min(self.end, other.end) - max(self.start, other.start)

    def union_share(self, other: "Span") -> float:
        return self.common(other) / (max(self.end, other.end) - min(self.start, other.start))


Pair = tuple[Span, Span]
Side = tuple[str, str]  # the id of a proposition, and a stance


def best_match(gold: Span, claims: Iterable[Span]) -> Span | None:
    """The claim that covers a span of gold best; None if none covers enough of it."""
    fitting = [
        claim
        for claim in claims
        if gold.common(claim) >= _COVERED * (gold.end - gold.start) and gold.union_share(claim) >= _SHARED
    ]
    return max(fitting, key=gold.union_share, default=None)


def mirrored(pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs in both directions."""
    return {pair for one, other in pairs for pair in ((one, other), (other, one))}


class Gold:
    """The reading by hand, with what follows from it."""

    def __init__(self, record: Record) -> None:
        self.propositions: Sequence[Record] = record["propositions"]
        self.sides: dict[Span, set[Side]] = defaultdict(set)
        self.members: dict[Side, list[Span]] = defaultdict(list)
        for proposition in self.propositions:
            for report in proposition["reports"]:
                side = (proposition["id"], report["stance"])
                self.sides[Span.of(report)].add(side)
                self.members[side].append(Span.of(report))
        self.tolerated = mirrored((Span.of(pair["a"]), Span.of(pair["b"])) for pair in record["tolerated"])
        self.agreeing = {
            pair
            for (_, stance), spans in self.members.items()
            if stance != "open"
            for pair in combinations(spans, 2)
            if pair[0].document != pair[1].document and pair not in self.tolerated
        }
        self.related: dict[str, set[Pair]] = {label: set() for label in RELATIONS}
        for link in record["relations"]:
            self.related[link["label"]].add((Span.of(link["a"]), Span.of(link["b"])))
        settled = self.tolerated | mirrored(set().union(*self.related.values()))
        for proposition in self.propositions:
            opposed = product(self.members[proposition["id"], "for"], self.members[proposition["id"], "against"])
            self.related["contradicts"] |= {pair for pair in opposed if pair not in settled}
        self.listed = set().union(*self.related.values())
        self.spans = {*self.sides, *(span for pair in self.listed | self.tolerated for span in pair)}

    def implied(self, label: str) -> set[Pair]:
        """Pairs of other reports of the propositions that a relation of this label connects."""
        elsewhere = mirrored(self.listed - self.related[label])
        return {
            pair
            for one, other in self.related[label]
            for pair in product(self._same_side(one), self._same_side(other))
            if pair not in elsewhere
        }

    def _same_side(self, span: Span) -> list[Span]:
        return [member for side in self.sides[span] for member in self.members[side]] or [span]


@dataclass(frozen=True)
class Product:
    """What the program prints of a case, and which of its claims are which spans of gold."""

    propositions: Sequence[Record]
    links: Sequence[Record]
    match: Mapping[Span, Span | None]
    read_as: Mapping[Span, frozenset[Span]]
    near: Mapping[Span, frozenset[Span]]

    @classmethod
    def of(cls, links: Sequence[Record], propositions: Sequence[Record], gold: Gold) -> "Product":
        claims: dict[str, dict[Span, None]] = defaultdict(dict)
        reports = [report for proposition in propositions for report in proposition["reports"]]
        for record in [*reports, *(link[end] for link in links for end in "ab")]:
            claims[record["document"]][Span.of(record)] = None
        match = {span: best_match(span, claims[span.document]) for span in gold.spans}
        read_as: dict[Span, set[Span]] = defaultdict(set)
        for span, claim in match.items():
            if claim is not None:
                read_as[claim].add(span)
        near = {
            claim: frozenset(read_as[claim])
            | {span for span in gold.spans if span.common(claim) >= _COVERED * (claim.end - claim.start)}
            for of_document in claims.values()
            for claim in of_document
        }
        exact = {claim: frozenset(read_as[claim]) for claim in near}
        return cls(propositions, links, match, exact, near)

    def agreeing(self) -> Iterator[Pair]:
        for proposition in self.propositions:
            for one, other in combinations(proposition["reports"], 2):
                if one["document"] != other["document"] and one["stance"] == other["stance"] != "open":
                    yield Span.of(one), Span.of(other)

    def related(self, label: str) -> Iterator[Pair]:
        """Pairs of a relation; claims for and against a proposition contradict each other if no link says otherwise."""
        ends = {label: [] for label in RELATIONS} | {link["relation"].replace(" ", "_"): [] for link in self.links}
        for link in self.links:
            ends[link["relation"].replace(" ", "_")].append((Span.of(link["a"]), Span.of(link["b"])))
        yield from ends[label]
        if label == "contradicts":
            otherwise = mirrored(pair for name, pairs in ends.items() if name != label for pair in pairs)
            for proposition in self.propositions:
                sides = defaultdict(list)
                for report in proposition["reports"]:
                    sides[report["stance"]].append(Span.of(report))
                yield from (pair for pair in product(sides["for"], sides["against"]) if pair not in otherwise)


@dataclass(frozen=True)
class Shares:
    """Precision and recall over pairs."""

    right: int
    false: int
    found: int
    gold: int

    def __str__(self) -> str:
        given = self.right + self.false
        precision = self.right / given if given else float(not self.gold)
        recall = self.found / self.gold if self.gold else 1.0
        return f"P {precision:.3f}  R {recall:.3f}  right {self.right}  false {self.false}  gold {self.gold}"


def _compare(
    wanted: set[Pair], given: Iterable[Pair], printed: Product, neutral: Callable[[Span, Span], bool], *, directed: bool
) -> Shares:
    """Count pairs; `neutral` is asked of pairs that gold does not hold, and says that they are no error."""
    pairs = {pair if directed or pair[0] <= pair[1] else pair[::-1] for pair in given if pair[0] != pair[1]}
    valid = wanted if directed else mirrored(wanted)
    right = {pair for pair in pairs if any(p in valid for p in product(*(printed.read_as[end] for end in pair)))}
    false = {pair for pair in pairs - right if not neutral(*pair)}
    held = pairs if directed else mirrored(pairs)
    found = sum((printed.match[one], printed.match[other]) in held for one, other in wanted)
    return Shares(len(right), len(false), found, len(wanted))


def _loosely_same(gold: Gold, printed: Product, one: Span, other: Span, *, one_side: bool) -> bool:
    """Whether claims are pieces of one span or of a tolerated pair, or with `one_side` of one side of a proposition."""
    return any(
        left == right
        or (left, right) in gold.tolerated
        or (one_side and not gold.sides[left].isdisjoint(gold.sides[right]))
        for left, right in product(printed.near[one], printed.near[other])
    )


def agreement(gold: Gold, printed: Product) -> Shares:
    """Pairs of claims of different documents that stand on one side, for or against, of a proposition."""

    def neutral(one: Span, other: Span) -> bool:
        return _loosely_same(gold, printed, one, other, one_side=True)

    return _compare(gold.agreeing, printed.agreeing(), printed, neutral, directed=False)


def relation(gold: Gold, printed: Product, label: str) -> Shares:
    """Pairs of claims in a relation; only `revises` has a direction."""
    directed = label == "revises"
    implied = gold.implied(label) if directed else mirrored(gold.implied(label))

    def leaves_open(left: Span, right: Span) -> bool:
        stances = {(name, a, b) for name, a in gold.sides[left] for n, b in gold.sides[right] if n == name}
        return any({a, b} == {"for", "open"} for _, a, b in stances)

    def neutral(one: Span, other: Span) -> bool:
        near = list(product(printed.near[one], printed.near[other]))
        return (
            any(pair in implied for pair in near)
            or _loosely_same(gold, printed, one, other, one_side=False)
            or (label == "contradicts" and any(leaves_open(*pair) for pair in near))
        )

    return _compare(gold.related[label], printed.related(label), printed, neutral, directed=directed)


def _overlap(gold_proposition: Record, proposition: Record, printed: Product) -> tuple[set[Span], bool]:
    """The gold reports that a printed proposition holds, and whether it states their opposite."""
    stances = {Span.of(report): report["stance"] for report in proposition["reports"]}
    held: set[Span] = set()
    votes: Counter[bool] = Counter()
    for report in gold_proposition["reports"]:
        claim = printed.match[Span.of(report)]
        if claim in stances:
            held.add(Span.of(report))
            if report["stance"] != "open" and stances[claim] != "open":
                votes[report["stance"] == stances[claim]] += 1
    return held, votes[False] > votes[True]


def origins(gold: Gold, printed: Product) -> dict[str, int]:
    """Of gold's propositions, how many are found across documents, with the right or with too many origins."""
    counts = Counter(gold=len(gold.propositions), found=0, right=0, over=0)
    for wanted in gold.propositions:
        overlaps = [(*_overlap(wanted, proposition, printed), proposition) for proposition in printed.propositions]
        held, opposite, proposition = max(overlaps, key=lambda row: len(row[0]), default=(set(), False, {}))
        if len({span.document for span in held}) > 1:
            given = proposition["origins_against" if opposite else "origins_for"]
            counts["found"] += 1
            counts["right"] += given == wanted["origins_for"]
            counts["over"] += given > wanted["origins_for"]
    return dict(counts)


def confirmations(gold: Gold, printed: Product) -> dict[str, int]:
    """How many propositions are confirmed, and how many of these without two independent origins in gold."""
    counts = {"confirmed": 0, "false": 0}
    for proposition in printed.propositions:
        if int(proposition["credibility"]) > _CONFIRMED:
            continue
        counts["confirmed"] += 1
        spans = [Span.of(report) for report in proposition["reports"]]
        shares = Counter(
            name for span in spans for name in {n for read in printed.read_as[span] for n, _ in gold.sides[read]}
        )
        nearest = [p for p in gold.propositions if shares[p["id"]] and shares[p["id"]] == max(shares.values())]
        apart = [pair for pair in combinations(spans, 2) if pair[0].document != pair[1].document]
        read_as_one = not nearest and bool(apart)
        fair = read_as_one and all(_loosely_same(gold, printed, *pair, one_side=True) for pair in apart)
        for wanted in nearest:
            opposite = _overlap(wanted, proposition, printed)[1]
            fair |= wanted["origins_against" if opposite else "origins_for"] > 1
        counts["false"] += not fair
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path, help="folder with gold.json")
    parser.add_argument("links", type=Path)
    parser.add_argument("propositions", type=Path)
    arguments = parser.parse_args()
    gold = Gold(json.loads((arguments.case / "gold.json").read_text(encoding="utf-8")))
    links, propositions = (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in (arguments.links, arguments.propositions)
    )
    printed = Product.of(links, propositions, gold)
    print(f"{'agree':13} {agreement(gold, printed)}")
    for label in RELATIONS:
        print(f"{label:13} {relation(gold, printed, label)}")
    for name, counts in (("origins", origins(gold, printed)), ("confirmations", confirmations(gold, printed))):
        print(f"{name:13}", *(f"{key} {count} " for key, count in counts.items()))


if __name__ == "__main__":
    main()
