"""Damage to files of every kind: whatever is flipped, cut or doubled, each file gives documents or one-line reasons."""

import io
from collections.abc import Iterator
from hashlib import sha256

import pytest
from collect.test_formats import FILES
from hypothesis import given
from hypothesis import strategies as st
from made_files import MORE, NEWS, a_chat, a_message, as_json
from tiers import examples

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.collect.kinds import kind_of
from tocsin.collect.pieces import Found, Nested, Piece
from tocsin.collect.source import Ask, Source
from tocsin.collect.worker import read_apart
from tocsin.errors import InputError

ASK = Ask(longest=100_000, largest=400_000)
SEEDS = {name: made() for name, made in FILES.items()} | {
    "result.json": as_json(
        a_chat(a_message(1, NEWS), a_message(2, [MORE, {"type": "bold", "text": "!"}], forwarded_from="X"))
    )
}
DAMAGES = st.lists(
    st.tuples(st.sampled_from(["cut", "flip", "drop", "double", "insert"]), st.integers(0, 1 << 20), st.binary(max_size=12)),
    min_size=1, max_size=5,
)  # fmt: skip


def damaged(raw: bytes, damages: list[tuple[str, int, bytes]]) -> bytes:
    for kind, place, put in damages:
        at = place % (len(raw) + 1)
        after = min(len(raw), at + 1 + len(put) * 4)
        raw = {
            "cut": lambda raw=raw, at=at: raw[:at],
            "flip": lambda raw=raw, at=at, put=put: raw[:at] + put[:1] + raw[at + 1 :],
            "drop": lambda raw=raw, at=at, after=after: raw[:at] + raw[after:],
            "double": lambda raw=raw, at=at, after=after: raw[:after] + raw[at:],
            "insert": lambda raw=raw, at=at, put=put: raw[:at] + put + raw[at:],
        }[kind]()
    return raw


def pieces(name: str, raw: bytes, *, depth: int = 0) -> Iterator[Piece]:
    """All that a file holds, as the worker that reads it sees it."""
    try:
        source = Source(io.BytesIO(raw), where=name, name="x", ask=ASK)
        kind, _ = kind_of(source.head, name=name, where=name)
    except InputError as error:
        yield error
        return
    for piece in read_apart(kind, source):
        yield piece
        if isinstance(piece, Nested) and depth < 3:
            try:
                inside = piece.stream.read()
            except InputError:
                continue
            yield from pieces(piece.name, inside, depth=depth + 1)


@pytest.mark.parametrize("name", SEEDS)
@examples(60)
@given(damages=DAMAGES)
def test_a_damaged_file_gives_documents_or_reasons_and_never_a_fault(
    name: str, damages: list[tuple[str, int, bytes]]
) -> None:
    for piece in pieces(name, damaged(SEEDS[name], damages)):
        if isinstance(piece, Found):
            assert len(piece.text) <= ASK.longest
        if isinstance(piece, InputError):
            assert piece.problem
            assert "\n" not in piece.problem


@examples(100)
@given(name=st.sampled_from(sorted(SEEDS)), raw=st.binary(max_size=300))
def test_any_bytes_under_any_ending_give_documents_or_reasons(name: str, raw: bytes) -> None:
    assert all(isinstance(piece, Piece) for piece in pieces(name, raw))


@pytest.mark.parametrize("name", ["report.txt", "report.csv", "report.zip", "result.json"])
@examples(30)
@given(damages=DAMAGES)
def test_what_is_taken_of_a_damaged_file_is_known_by_the_hash_of_its_bytes(
    name: str, damages: list[tuple[str, int, bytes]]
) -> None:
    collector = FileCollector(given=Given(), longest=100_000)
    for found in collector.from_bytes(damaged(SEEDS[name], damages), name=name, where=name):
        if not isinstance(found, InputError):
            assert found.document.id == f"sha256:{sha256(found.raw).hexdigest()}"
            assert found.document.text.strip()
