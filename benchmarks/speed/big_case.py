"""A case of as many claims as wanted, made of few readings: `python benchmarks/speed/big_case.py 100000 big.db`, or with the
address of an empty PostgreSQL database in the place of the file.

The texts of the benchmarks are read once, then entered again and again. In each copy every name and every seventh other word
of more than five letters is replaced by a made-up one of the same length, so that a copy is no echo of another, rare words
are rare as they are in news, and what spans count in stays true.
"""

import hashlib
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import tocsin
from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.engine.linking import Linker
from tocsin.engine.neighbours import Neighbours
from tocsin.engine.reader import Reader
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.index import indexer_for
from tocsin.model.document import Evidence
from tocsin.model.link import LinkingResult
from tocsin.model.party import Party, PartyKind
from tocsin.model.reading import Reading
from tocsin.model.record import dump, load
from tocsin.resolve.register import party_id
from tocsin.settings import Settings

BENCHMARKS = Path(__file__).parent.parent
TEXTS = (
    Path(tocsin.__file__).parent / "demo" / "case",
    *sorted(BENCHMARKS.glob("cases/*/documents.jsonl")),
    BENCHMARKS / "everyday" / "articles.jsonl",
    BENCHMARKS / "everyday" / "interviews.jsonl",
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zäöüß]{3,}\b")
_WORD = re.compile(r"\b[a-z]{6,}\b")
LINKED = 3_000
"""Claims that links are found for. The others are entered as having none: linking has a measure of its own, and copies of
a text keep so much of it that most would be linked to most."""
VARIANTS = 6
"""Words that stand for one word in all copies together: names come again in news."""
_AT_ONCE = 500
_SHARE = 7
"""Of so many long words one is replaced in a copy."""
_SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "ha",
    "ke",
    "lo",
    "ma",
    "mi",
    "na",
    "ne",
    "pa",
    "po",
    "ra",
    "ri",
    "so",
    "ta",
    "tu",
    "va",
)


def readings() -> list[Reading]:
    """The readings of the benchmarks' texts."""
    collector = FileCollector(given=Given(), longest=10**6, stdin=sys.stdin.buffer)
    documents = [one.document for one in collector.collect(TEXTS) if isinstance(one, Evidence)]
    return [
        reading for reading in Reader(Settings(cache_megabytes=0)).read_all(documents) if isinstance(reading, Reading)
    ]


def copies(originals: list[Reading]) -> Iterator[Reading]:
    """The readings over and over, each time with other names and words, ids and outlets."""
    records = [dump(reading) for reading in originals]
    copy = 0
    while True:
        for reading, record in zip(originals, records, strict=True):
            draw = random.Random(f"{copy} {reading.document.id}")
            text = reading.document.text
            names = {match[0] for match in _NAME.finditer(text)}
            words = sorted({match[0] for match in _WORD.finditer(text)})
            chosen = names | set(draw.sample(words, len(words) // _SHARE))
            made = {word: _made_up(word, draw.randrange(VARIANTS)) for word in sorted(chosen)}
            listed = "|".join(sorted(made, key=len, reverse=True))
            pattern = re.compile(rf'"rule": ?"[^"]*"|(?<![\w"])(?:{listed})(?!\w|":)')
            # Keys and the values that classes know stand in quotes from their first letter on; what is replaced does not.
            # The names of rules have parts, and stay as they are.
            other = load(Reading, pattern.sub(lambda match, made=made: made.get(match[0], match[0]), record))
            document = replace(
                other.document,
                id=f"sha256:{hashlib.sha256(f'{copy}{reading.document.id}'.encode()).hexdigest()}",
                name=f"{reading.document.name}-{copy}",
                outlet=f"Outlet {draw.randrange(40)}",
            )
            claims = tuple(
                replace(claim, id=hashlib.sha256(f"{copy}{claim.id}".encode()).hexdigest()[:20])
                for claim in other.claims
            )
            yield replace(other, document=document, claims=claims)
        copy += 1


@cache
def _made_up(word: str, variant: int) -> str:
    draw = random.Random(f"{word} {variant}")
    made = "".join(draw.choice(_SYLLABLES) for _ in range(len(word)))[: len(word)]
    return made.capitalize() if word[0].isupper() else made


class Made(NamedTuple):
    """A case that was made: its claims, and the processor seconds that reading so many takes and their vectors took."""

    claims: int
    reading: float
    vectors: float


def make(path: Path | str, claims: int) -> Made:
    """Make a case of at least so many claims, linked and with their vectors."""
    now = datetime.now(UTC).replace(tzinfo=None)
    entered = 0
    if isinstance(path, Path) and path.exists():
        raise SystemExit(f"{path} is there already")
    start = time.process_time()
    originals = readings()
    reading_one = (time.process_time() - start) / sum(len(reading.claims) for reading in originals)
    with open_ledger(path) as ledger:
        for reading in copies(originals):
            raw = reading.document.text.encode()
            evidence = Evidence(document=reading.document, raw=raw, media_type="text/plain")
            ledger.add(evidence, reading, reader="bench", at=now)
            entered += len(reading.claims)
            if entered >= claims:
                break
        linked = 0
        for some in Linker(ledger).run(at=now):
            linked += some
            if linked >= LINKED:
                break
        while batch := ledger.unlinked_batch()[0]:
            ledger.enter_links(LinkingResult(readings=batch, keys={}, links=(), rows={}), at=now)
        _enter_parties(ledger)
        start = time.process_time()
        Neighbours(ledger, indexer_for(lexicon_for())).refresh()
        vectors = time.process_time() - start
        ledger.flush()
    return Made(entered, entered * reading_one, vectors)


def _enter_parties(ledger: Ledger) -> None:
    """Each name as a party of its own: telling which are one party's takes long for so many, and is no part of asking."""
    while some := list(islice(ledger.texts_without_posts(), _AT_ONCE)):
        ledger.enter_posts({number: () for number, *_ in some})
    basis = ledger.stale_parties()
    if basis is not None:
        parties = [
            Party(id=party_id(name.written), kind=name.kind or PartyKind.PERSON, name=name.written, names=(name,))
            for name in ledger.party_names()
        ]
        ledger.enter_parties(parties, basis=basis)


if __name__ == "__main__":
    target = sys.argv[2]
    print(f"{make(target if '://' in target else Path(target), int(sys.argv[1])).claims:,} claims")
