"""How much of everyday news a reading gets right, and how much of the page around it becomes claims.

    cd benchmarks/everyday
    tocsin read articles.jsonl interviews.jsonl --format jsonl > reading.jsonl
    python score.py reading.jsonl [--misses]

README.md says what the measures are. Only documents that the reading holds are counted. --misses lists what went wrong
in the tuned part and nothing of the others.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]

FOLDER = Path(__file__).parent
KINDS, PARTS = ("articles", "interviews"), ("tuned", "held", "late", "fresh", "latest", "last")
_ATTRIBUTES = ("speaker", "sources", "chain", "factuality", "kind", "quantity", "time", "places", "place names")
MEASURES = ("claims", "found", "right", *_ATTRIBUTES, "standalone", "predicted", "noise")
_COVERED, _SHARED = 0.6, 0.25
_PARTICLE = 3  # longest word that a proper name may have in small letters
_NO_NAME = frozenset(("the", "a", "an", "of", "our", "his", "her", "its", "their", "s"))
_BOUNDS = ("low", "high", "low_open", "high_open")
_BESIDE = frozenset(("chain", "place names", "standalone"))  # not asked for "right"


def folded(text: object) -> str:
    """Text without case and accents; nothing for null."""
    plain = unicodedata.normalize("NFKD", str(text or ""))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words(name: object) -> frozenset[str]:
    """The words of a name, without articles and possessives."""
    return frozenset(re.findall(r"\w+", folded(name))) - _NO_NAME


def overlap(left: tuple[int, int], right: tuple[int, int]) -> int:
    """How many characters two spans have in common; less than 1 where they lie apart."""
    return min(left[1], right[1]) - max(left[0], right[0])


def match(gold: Record, claims: Iterable[Record]) -> Record | None:
    """The claim that covers a gold claim best, by the share of their union that both have."""
    best, best_share = None, 0.0
    span = (gold["start"], gold["end"])
    for claim in claims:
        common = overlap(span, (claim["start"], claim["end"]))
        share = common / (max(span[1], claim["end"]) - min(span[0], claim["start"]))
        if common >= _COVERED * (span[1] - span[0]) and share >= _SHARED and share > best_share:
            best, best_share = claim, share
    return best


def same_name(wanted: str, given: str) -> bool:
    """Whether a source has the very name; a role may be told by more words, or by fewer."""
    left, right = words(wanted), words(given)
    named = all(word[0].isupper() for word in wanted.split() if len(word) > _PARTICLE)
    return left == right or (not named and bool(left and right) and (left <= right or right <= left))


def _sources(gold: Record, chain: Sequence[str]) -> bool:
    if gold["sources"]:
        return all(any(words(wanted) & words(name) for name in chain) for wanted in gold["sources"])
    return all(any(words(name) & words(allowed) for allowed in gold["sources_optional"]) for name in chain)


def _chain(gold: Record, chain: Sequence[str]) -> bool:
    wanted: Sequence[str] = gold["sources"]
    beside = frozenset[str]().union(*map(words, gold["sources_optional"]))
    links = [name for name in chain if any(same_name(one, name) for one in wanted) or not words(name) & beside]
    return len(links) == len(wanted) and all(map(same_name, wanted, links))


def judge(gold: Record, claim: Record) -> dict[str, bool]:
    """The attributes that are asked of a claim, and whether each is right."""
    chain = claim.get("sources") or []
    speakers = [folded(claim[key]) for key in ("speaker", "role") if claim.get(key)]
    verdict = {
        "speaker": any(folded(accepted) in speaker for accepted in gold["speaker"] for speaker in speakers),
        "sources": _sources(gold, chain),
        "chain": _chain(gold, chain),
        "factuality": claim.get("factuality") in gold["factuality"],
    }
    if gold["kind"] != "statement":
        verdict["kind"] = claim.get("kind") == gold["kind"]
    if wanted := gold["quantity"]:
        given = claim.get("quantities") or []
        verdict["quantity"] = any(all(one[key] == wanted[key] for key in _BOUNDS) for one in given)
    if day := gold["time"]:
        time = claim.get("time")
        exact = "start" not in day or (time and (time["earliest"], time["latest"]) == (day["start"], day["end"]))
        verdict["time"] = bool(time) and bool(exact)
    if gold["places"]:
        places = claim.get("places") or []
        read = frozenset[str]().union(*(words(place.get("name")) | words(place.get("text")) for place in places))
        names = [words(place.get("name")) for place in places]
        verdict["places"] = all(words(wanted) & read for wanted in gold["places"])
        verdict["place names"] = all(words(wanted) in names for wanted in gold["places"])
    if needed := gold.get("standalone"):
        text = folded(claim.get("standalone") or claim["text"])
        verdict["standalone"] = all(folded(wanted) in text for wanted in needed)
    return verdict


def noisy(claims: Iterable[Record], text: str, noise: Iterable[str]) -> list[Record]:
    """The claims of which more than half lies in a string that is noise."""
    spans = [found.span() for string in noise for found in re.finditer(re.escape(string), text)]
    return [
        claim
        for claim in claims
        if any(2 * overlap((claim["start"], claim["end"]), span) > claim["end"] - claim["start"] for span in spans)
    ]


@dataclass
class Tally:
    """What was asked of one part of the documents, and what of it was right."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, good: bool) -> None:
        """Count one answer to one question."""
        self.asked[measure] += 1
        self.right[measure] += good

    def add(self, golds: Iterable[Record], claims: Sequence[Record]) -> None:
        """Count the gold claims of one document against the claims read in it."""
        for gold in golds:
            claim = match(gold, claims)
            self.count("found", claim is not None)
            verdict = judge(gold, claim) if claim else {}
            for measure, good in verdict.items():
                self.count(measure, good)
            self.count("right", bool(claim) and all(verdict[key] for key in verdict.keys() - _BESIDE))
            wrong = [measure for measure, good in verdict.items() if not good] if claim else ["not found"]
            if wrong:
                self.misses.append(f"{gold['name']}: {gold['find']!r}: {', '.join(wrong)}")

    def figure(self, measure: str) -> str:
        """A measure as it is printed: a number, a share of what was asked, or a dash where nothing was."""
        if measure in ("claims", "predicted"):
            return str(self.asked["found" if measure == "claims" else "noise"])
        return f"{self.right[measure] / self.asked[measure]:.3f}" if self.asked[measure] else "-"


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tallies(readings: Iterable[Record], kind: str, folder: Path = FOLDER) -> dict[str, Tally]:
    """The tally of each part of the articles or interviews; exits where a reading is of another text."""
    documents = {document["name"]: document for document in _records(folder / f"{kind}.jsonl")}
    golds = _records(folder / f"{kind}.gold.jsonl")
    noise = {line["name"]: line["noise"] for line in _records(folder / "articles.noise.jsonl")}
    found = {part: Tally() for part in PARTS}
    for reading in readings:
        document = documents.get(reading["document"]["name"])
        if document is None:
            continue
        name, tally, claims = document["name"], found[document["part"]], reading["claims"]
        if reading["document"]["text"] != document["text"]:
            sys.exit(f"{name}: the reading is of another text, so offsets would not match")
        tally.add([gold for gold in golds if gold["name"] == name], claims)
        waste = noisy(claims, document["text"], noise.get(name, ()))
        for claim in claims:
            tally.count("noise", claim in waste)
        tally.misses += [f"{name}: {claim['text']!r}: noise" for claim in waste]
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures of each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reading", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what went wrong in the tuned part")
    options = parser.parse_args(arguments)
    readings = _records(options.reading)
    every = {(kind, part): tally for kind in KINDS for part, tally in tallies(readings, kind).items()}
    columns = {column: tally for column, tally in every.items() if tally.asked}
    for (_, part), tally in columns.items():
        if options.misses and part == "tuned":
            print(*tally.misses, sep="\n")
    print(f"{'':12}" + "".join(f"{f'{kind} {part}':>18}" for kind, part in columns))
    for measure in MEASURES:
        print(f"{measure:12}" + "".join(f"{tally.figure(measure):>18}" for tally in columns.values()))


if __name__ == "__main__":
    main()
