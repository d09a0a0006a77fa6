"""The chain of hashes over what must not be changed in a case: evidence, judgements, assessments."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

START = "0" * 64
"""What the first entry follows on."""


class ChainEntry(NamedTuple):
    """A link of the chain.

    Attributes:
        number: Its place in the chain, from 1.
        kind: What it is about: evidence, sighting, ruling, link_ruling, party_ruling, grade, source_record, assessment,
            advice, matrix_ruling.
        ref: Which of these: a document's id, or a number.
        digest: The SHA-256 of that entry of the case (see `digest`), in hexadecimal.
        hash: The SHA-256 of all this and of the hash before, in hexadecimal.
    """

    number: int
    kind: str
    ref: str
    digest: str
    hash: str


class ChainHead(NamedTuple):
    """The end of a chain: how long it is, and its last hash, which stands for all before it."""

    number: int = 0
    hash: str = START


class Fault(StrEnum):
    """What is wrong with an entry."""

    ALTERED = "was altered"
    DROPPED = "is missing"
    UNCHAINED = "was entered past the chain"
    BROKEN = "does not follow on the entry before: it, or the order of the chain, was altered"
    TRUNCATED = "is missing: the chain is shorter than when its head was kept"
    ANOTHER = "is not the one whose head was kept"
    GONE = "cannot be read: the file is not in the folder of evidence"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that was changed in a case past its commands."""

    what: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.what} {self.fault.value}"


def digest(record: Mapping[str, Any]) -> str:
    """The SHA-256 of a record as canonical JSON: keys in order, no spaces, UTF-8."""
    return sha256(canonical(record)).hexdigest()


def canonical(record: Mapping[str, Any]) -> bytes:
    """A record in the form that is hashed."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def next_entry(head: ChainHead, kind: str, ref: str, digest: str) -> ChainEntry:
    """What follows on the end of a chain."""
    number = head.number + 1
    return ChainEntry(number, kind, ref, digest, _hash(head.hash, number, kind, ref, digest))


def flaws(
    chain: Iterable[ChainEntry], stored: Mapping[tuple[str, str], str], *, head: ChainHead | None = None
) -> Iterator[Flaw]:
    """What does not agree in a case.

    Args:
        chain: The chain as it is kept, by number.
        stored: The digests of what the case holds now, by kind and reference.
        head: The head that was kept outside; None checks the chain by itself, which cannot tell that its end was cut off
            together with what it was about.
    """
    last = ChainHead()
    seen = set()
    for entry in chain:
        if entry.number != last.number + 1:
            missing = (
                f"{last.number + 1}–{entry.number - 1}" if entry.number > last.number + 2 else f"{last.number + 1}"
            )
            yield Flaw(f"entry {missing} of the chain", Fault.DROPPED)
        if _hash(last.hash, *entry[:-1]) != entry.hash:
            yield Flaw(f"entry {entry.number} of the chain, on {entry.kind} {entry.ref},", Fault.BROKEN)
        key = entry.kind, entry.ref
        if key not in stored:
            yield Flaw(f"{entry.kind} {entry.ref}", Fault.DROPPED)
        elif stored[key] != entry.digest:
            yield Flaw(f"{entry.kind} {entry.ref}", Fault.ALTERED)
        seen.add(key)
        last = ChainHead(entry.number, entry.hash)
        if head is not None and head.number == last.number and head.hash != last.hash:
            yield Flaw("the chain", Fault.ANOTHER)
    for kind, ref in stored.keys() - seen:
        yield Flaw(f"{kind} {ref}", Fault.UNCHAINED)
    if head is not None and head.number > last.number:
        yield Flaw(f"entry {head.number} of the chain", Fault.TRUNCATED)


def _hash(before: str, number: int, kind: str, ref: str, digest: str) -> str:
    return sha256("\n".join((before, str(number), kind, ref, digest)).encode("utf-8", "surrogatepass")).hexdigest()
