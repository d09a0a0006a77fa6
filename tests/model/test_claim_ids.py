"""What makes a claim itself."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.claim import Claim, claim_id
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.span import Span


def claim(*, speaker: str | None, sources: tuple[str, ...]) -> Claim:
    return Claim(
        id="0", start=4, end=9, text="xxxxx", kind=Kind.STATEMENT, speaker=speaker, sources=sources,
        factuality=Factuality.CERTAIN, score=3.0, probability=(0.95, 0.99),
    )  # fmt: skip


SPANS = st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(lambda ends: Span(*sorted(ends)))
KEYS = st.tuples(st.sampled_from(["sha256:aa", "sha256:bb"]), SPANS, st.integers(0, 1000), st.sampled_from(Kind))
Key = tuple[str, Span, int, Kind]


def identifier(key: Key) -> str:
    document, span, predicate, kind = key
    return claim_id(document, span, predicate=predicate, kind=kind)


@given(KEYS, KEYS)
def test_two_claims_share_an_id_only_if_passage_predicate_and_kind_are_the_same(one: Key, other: Key) -> None:
    assert (identifier(one) == identifier(other)) == (one == other)


def test_an_id_is_the_same_on_every_machine() -> None:
    assert claim_id("sha256:00", Span(3, 30), predicate=7, kind=Kind.STATEMENT) == "9096ff75a0a0fc6adbfa"


@given(KEYS)
def test_an_id_is_twenty_hexadecimal_digits(key: Key) -> None:
    assert len(identifier(key)) == 20
    assert set(identifier(key)) <= set("0123456789abcdef")


def test_the_span_of_a_claim_is_its_clause() -> None:
    assert claim(speaker=None, sources=()).span == Span(4, 9)
