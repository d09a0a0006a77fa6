"""What is stored comes back equal, whatever it is."""

from datetime import date
from typing import Any

from factory import AT, a_document
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.ledger.opening import open_ledger
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Evidence
from tocsin.model.event import Action, Event
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.reading import Attribution, Reading, Role, Turn
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType

LENGTH = 60
words = st.text(max_size=20)
maybe_words = st.none() | words
days = st.none() | st.dates(min_value=date(1, 1, 1))
offsets = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)
spans = offsets.map(lambda edges: Span(*edges))
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
scores = st.floats(-3, 3)
facts = st.dictionaries(words, words | scores | st.lists(words, max_size=2).map(tuple), max_size=2)
steps = st.lists(
    st.builds(Reason, rule=words, weight=scores, facts=facts, spans=st.lists(spans, max_size=2).map(tuple)), max_size=2
).map(tuple)


def at_a_span(record: type, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(offsets, st.fixed_dictionaries(fields)).map(
        lambda made: record(start=made[0][0], end=made[0][1], **made[1])
    )


def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=2).map(tuple)


times = at_a_span(Time, type=st.sampled_from(TimeType), value=words, earliest=days, latest=days)
places = at_a_span(
    Place,
    name=words,
    country=st.none() | st.sampled_from(["AT", "SI"]),
    lat=numbers,
    lon=numbers,
    geonameid=st.none() | st.integers(0, 2**40),
)
quantities = at_a_span(
    Quantity,
    low=numbers,
    high=numbers,
    low_open=st.booleans(),
    high_open=st.booleans(),
    approximate=st.booleans(),
    noun=maybe_words,
)
actions = st.builds(Action, lemma=words, actor=maybe_words, recipient=maybe_words, object=maybe_words, type=maybe_words)
claims = at_a_span(
    Claim,
    id=st.uuids().map(lambda key: key.hex[:20]),
    text=words,
    kind=st.sampled_from(Kind),
    speaker=maybe_words,
    sources=several(words),
    factuality=st.sampled_from(Factuality),
    score=scores,
    probability=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    time=st.none() | times,
    places=several(places),
    quantities=several(quantities),
    event=st.none() | actions,
    steps=steps,
)
documents = st.builds(
    Document,
    id=st.just(a_document().id),
    name=words,
    title=maybe_words,
    url=maybe_words,
    outlet=maybe_words,
    published=days,
    language=maybe_words,
    text=st.text(min_size=LENGTH, max_size=LENGTH),
)
readings = st.builds(
    Reading,
    document=documents,
    turns=several(at_a_span(Turn, speaker=maybe_words, role=st.sampled_from(Role))),
    attributions=several(
        st.builds(Attribution, source=several(spans), cue=several(spans), content=several(spans), party=maybe_words)
    ),
    times=several(times),
    places=several(places),
    quantities=several(quantities),
    events=several(at_a_span(Event, lemma=words, factuality=st.sampled_from(Factuality), score=scores)),
    claims=several(claims),
)


@examples(60)
@given(readings, st.binary(max_size=50))
def test_a_reading_comes_back_equal_with_its_claims_and_bytes(reading: Reading, raw: bytes) -> None:
    key = reading.document.id
    with open_ledger(":memory:") as ledger:
        evidence = Evidence(document=reading.document, raw=raw, media_type="text/plain")
        assert ledger.add(evidence, reading, reader="reader 1", at=AT)
        found, row = ledger.document(key)
        assert (
            Reading(**{**{name: getattr(found, name) for name in found.__slots__}, "claims": reading.claims}) == reading
        )
        assert tuple(one.claim for one in ledger.claims_of(key)) == reading.claims
        for one in ledger.claims():
            assert one.sentence == reading.document.text[slice(*one.sentence_span)]
        assert ledger.raw(key) == raw
        assert ledger.known(key) == reading.document
        assert row.claims == len(reading.claims)
        assert not ledger.add(evidence, reading, reader="reader 1", at=AT)
