"""The promised form of a reading, and JSON to and from for every other record."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from tiers import examples

from tocsin.engine.reader import Reader
from tocsin.errors import RecordError
from tocsin.model.answer import Answer, AnswerItem, Asked
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.event import Action, Event
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.query import ClaimFilter, DocumentRow, Match, Report, Ruling
from tocsin.model.reading import Attribution, Reading, Role, Turn
from tocsin.model.reason import Reason
from tocsin.model.record import SCHEMA, from_json, from_record, record_schema, to_json, to_record
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType

TEXT = (
    "Radio Seefeld met Anna Brunner, the mayor of Linz.\n\n"
    "– Is the bridge safe?\n"
    "– The fire brigade says that more than 300 people left Salzburg on 3 March 2021. I hope that they return.\n"
)
READING = Reader().read_text(TEXT, name="bridge", published=date(2021, 3, 5), title="A bridge")
RECORD = json.loads(json.dumps(to_record(READING)))


# --- any record at all --------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE_WORDS = st.none() | WORDS
PLACES_IN_TEXT = st.integers(0, 10**6)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
DAYS = st.none() | st.dates()
SPANS = st.builds(Span, PLACES_IN_TEXT, PLACES_IN_TEXT)
MOMENTS = st.datetimes(timezones=st.just(UTC))


def tuples(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=2).map(tuple)


def at(record: Callable[..., Any], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(record, start=PLACES_IN_TEXT, end=PLACES_IN_TEXT, **fields)


FACTUALITIES, KINDS = st.sampled_from(Factuality), st.sampled_from(Kind)
STEPS = st.builds(
    Reason, rule=WORDS, facts=st.dictionaries(WORDS, WORDS | st.floats(-3, 3), max_size=2), spans=tuples(SPANS)
)
EVENTS = at(Event, lemma=WORDS, factuality=FACTUALITIES, score=NUMBERS, steps=tuples(STEPS), kind=st.none() | KINDS)
ACTIONS = st.builds(Action, lemma=WORDS, actor=MAYBE_WORDS, recipient=MAYBE_WORDS, object=MAYBE_WORDS, type=MAYBE_WORDS)
TIMES = at(Time, type=st.sampled_from(TimeType), value=WORDS, earliest=DAYS, latest=DAYS)
PLACES = at(
    Place, name=WORDS, country=MAYBE_WORDS, lat=st.none() | NUMBERS, lon=st.none() | NUMBERS,
    geonameid=st.none() | st.integers(0, 10**8),
)  # fmt: skip
QUANTITIES = at(
    Quantity, low=st.none() | NUMBERS, high=st.none() | NUMBERS, low_open=st.booleans(), high_open=st.booleans(),
    approximate=st.booleans(), noun=MAYBE_WORDS,
)  # fmt: skip
CLAIMS = at(
    Claim, id=WORDS, text=WORDS, kind=KINDS, speaker=MAYBE_WORDS, sources=tuples(WORDS), factuality=FACTUALITIES,
    score=NUMBERS, probability=st.tuples(NUMBERS, NUMBERS), time=st.none() | TIMES, places=tuples(PLACES),
    quantities=tuples(QUANTITIES), event=st.none() | ACTIONS, steps=tuples(STEPS),
)  # fmt: skip
DOCUMENTS = st.builds(
    Document, id=WORDS, name=WORDS, title=MAYBE_WORDS, url=MAYBE_WORDS, outlet=MAYBE_WORDS, published=DAYS,
    language=MAYBE_WORDS, text=WORDS,
)  # fmt: skip
TURNS = at(Turn, speaker=MAYBE_WORDS, role=st.sampled_from(Role))
ATTRIBUTIONS = st.builds(
    Attribution, source=tuples(SPANS), cue=tuples(SPANS), content=tuples(SPANS), party=MAYBE_WORDS
)  # fmt: skip
READINGS = st.builds(
    Reading, document=DOCUMENTS, turns=tuples(TURNS), attributions=tuples(ATTRIBUTIONS), times=tuples(TIMES),
    places=tuples(PLACES), quantities=tuples(QUANTITIES), events=tuples(EVENTS), claims=tuples(CLAIMS),
    sentences=st.just(()),
)  # fmt: skip
LEDGER_CLAIMS = st.builds(
    Report, claim=CLAIMS, document=WORDS, name=WORDS, outlet=MAYBE_WORDS, published=DAYS, sentence=WORDS,
    sentence_span=SPANS,
)  # fmt: skip
FINDINGS = st.builds(AnswerItem, report=LEDGER_CLAIMS, fit=NUMBERS, words=tuples(WORDS))
ANSWERS = st.builds(
    Answer, question=WORDS, asked=st.sampled_from(Asked), words=tuples(WORDS), findings=tuples(FINDINGS)
)
MATCHES = st.builds(Match, report=LEDGER_CLAIMS, context=WORDS, relevance=NUMBERS)
FILTERS = st.builds(
    ClaimFilter, speaker=MAYBE_WORDS, since=DAYS, until=DAYS, certainty=tuples(FACTUALITIES), kinds=tuples(KINDS),
    words=MAYBE_WORDS, limit=st.none() | st.integers(0, 99),
)  # fmt: skip
ROWS = st.builds(
    DocumentRow, id=WORDS, name=WORDS, title=MAYBE_WORDS, outlet=MAYBE_WORDS, url=MAYBE_WORDS, published=DAYS,
    language=MAYBE_WORDS, claims=PLACES_IN_TEXT, added=MOMENTS, removed=MAYBE_WORDS,
)  # fmt: skip
RULINGS = st.builds(Ruling, document=WORDS, action=WORDS, at=MOMENTS, by=WORDS, reason=WORDS)
ANY_RECORD = st.one_of(
    STEPS, EVENTS, ACTIONS, TIMES, PLACES, QUANTITIES, CLAIMS, DOCUMENTS, TURNS, ATTRIBUTIONS, READINGS,
    LEDGER_CLAIMS, FINDINGS, ANSWERS, MATCHES, FILTERS, ROWS, RULINGS,
)  # fmt: skip


@examples(200)
@given(ANY_RECORD)
def test_every_record_comes_back_from_json_as_it_was(record: Any) -> None:
    assert from_json(type(record), json.loads(json.dumps(to_json(record)))) == record


def without_notes(reading: Reading) -> Reading:
    return replace(
        reading,
        events=tuple(replace(event, steps=(), kind=None) for event in reading.events),
        claims=tuple(replace(claim, steps=()) for claim in reading.claims),
        sentences=(),
    )


@examples(50)
@given(READINGS)
def test_a_reading_comes_back_from_its_promised_form_without_its_notes(reading: Reading) -> None:
    assert from_record(json.loads(json.dumps(to_record(reading)))) == without_notes(reading)


@examples(50)
@given(READINGS)
def test_every_promised_record_fits_the_published_schema(reading: Reading) -> None:
    Draft202012Validator(record_schema()).validate(json.loads(json.dumps(to_record(reading))))


# --- the promised form --------------------------------------------------------------------------------------------

PROMISED = {
    "turns": {"start", "end", "speaker", "role"},
    "attributions": {"source", "cue", "content", "party"},
    "times": {"start", "end", "type", "value", "earliest", "latest"},
    "places": {"start", "end", "name", "country", "lat", "lon", "geonameid"},
    "quantities": {"start", "end", "low", "high", "low_open", "high_open", "approximate", "noun"},
    "events": {"start", "end", "lemma", "factuality", "score"},
    "mentions": {"start", "end", "entity"},
    "claims": {
        "id", "start", "end", "text", "kind", "speaker", "sources", "factuality", "score", "probability", "time",
        "places", "quantities", "event", "standalone", "weight",
    },
}  # fmt: skip


def test_the_promised_form_has_these_parts_and_no_others() -> None:
    assert list(RECORD) == ["schema", "document", *PROMISED]
    assert RECORD["schema"] == SCHEMA == 2


def test_the_document_has_these_fields_and_no_others() -> None:
    assert set(RECORD["document"]) == {"id", "name", "title", "url", "outlet", "published", "language", "text"}


@pytest.mark.parametrize("part", PROMISED)
def test_every_object_of_a_part_has_exactly_the_promised_fields(part: str) -> None:
    assert RECORD[part], part
    assert all(set(item) == PROMISED[part] for item in RECORD[part])


@pytest.mark.parametrize("part", ["places", "quantities"])
def test_what_a_claim_holds_has_the_same_fields_as_in_the_text(part: str) -> None:
    held = [item for claim in RECORD["claims"] for item in claim[part]]
    assert held
    assert all(item in RECORD[part] for item in held)


def test_the_time_of_a_claim_is_one_of_the_times_of_the_text() -> None:
    held = [claim["time"] for claim in RECORD["claims"] if claim["time"]]
    assert held
    assert all(time in RECORD["times"] for time in held)


def test_an_action_has_these_fields_and_no_others() -> None:
    actions = [claim["event"] for claim in RECORD["claims"] if claim["event"]]
    assert actions
    assert all(set(action) == {"lemma", "actor", "recipient", "object", "type"} for action in actions)


def test_spans_are_pairs_of_numbers() -> None:
    for attribution in RECORD["attributions"]:
        for part in ("source", "cue", "content"):
            assert all(len(span) == 2 and span[0] < span[1] for span in attribution[part])


def test_days_are_written_as_in_iso_8601() -> None:
    assert RECORD["document"]["published"] == "2021-03-05"
    assert "2021-03-03" in {time["earliest"] for time in RECORD["times"]}


def test_a_real_record_fits_the_published_schema() -> None:
    Draft202012Validator(record_schema()).validate(RECORD)


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(record_schema())


def test_the_published_schema_allows_no_field_it_does_not_name() -> None:
    with pytest.raises(ValidationError, match="steps"):
        Draft202012Validator(record_schema()).validate({**RECORD, "claims": [{**RECORD["claims"][0], "steps": []}]})


@pytest.mark.parametrize("part", ["schema", "document", *PROMISED])
def test_the_published_schema_demands_every_part(part: str) -> None:
    less = {key: value for key, value in RECORD.items() if key != part}
    with pytest.raises(ValidationError, match=part):
        Draft202012Validator(record_schema()).validate(less)


def test_the_published_schema_names_no_working_note() -> None:
    text = json.dumps(record_schema())
    assert not any(name in text for name in ('"sentences"', '"Token"', '"Sentence"', '"Reason"'))


# --- what is no record --------------------------------------------------------------------------------------------


def with_claim(**fields: Any) -> dict[str, Any]:
    return {**RECORD, "claims": [{**RECORD["claims"][0], **fields}]}


@pytest.mark.parametrize("schema", [0, 1, "2", None])
def test_a_record_of_another_schema_is_refused(schema: object) -> None:
    with pytest.raises(RecordError, match="schema"):
        from_record({**RECORD, "schema": schema})


def test_a_record_that_names_no_schema_is_refused() -> None:
    with pytest.raises(RecordError, match="schema None"):
        from_record({key: value for key, value in RECORD.items() if key != "schema"})


@pytest.mark.parametrize("data", [[], "text", 3, None])
def test_what_is_no_object_is_no_record(data: Any) -> None:
    with pytest.raises(RecordError, match="object"):
        from_record(data)


@pytest.mark.parametrize("part", ["document", *PROMISED])
def test_a_missing_part_is_named(part: str) -> None:
    with pytest.raises(RecordError, match=f"field {part}"):
        from_record({key: value for key, value in RECORD.items() if key != part})


@pytest.mark.parametrize("field", ["id", "start", "text", "kind", "factuality", "score", "probability"])
def test_a_missing_field_of_a_claim_is_named_with_its_place(field: str) -> None:
    claim = {key: value for key, value in RECORD["claims"][0].items() if key != field}
    with pytest.raises(RecordError, match=rf"field claims\.0\.{field}"):
        from_record({**RECORD, "claims": [claim]})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("start", "four"), ("start", "4"), ("start", 4.5), ("score", None), ("score", "3"), ("kind", "boast"),
        ("factuality", "CT"), ("probability", [0.5]), ("sources", "the mayor"), ("places", {}), ("text", 7),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_type_is_named_with_its_place(field: str, wrong: object) -> None:
    with pytest.raises(RecordError, match=rf"field claims\.0\.{field}"):
        from_record(with_claim(**{field: wrong}))


@pytest.mark.parametrize("day", [0, 20210305, "yesterday", "2021-02-30", "2021", ""])
def test_a_day_that_is_none_is_refused_not_guessed(day: object) -> None:
    with pytest.raises(RecordError, match=r"field document\.published"):
        from_record({**RECORD, "document": {**RECORD["document"], "published": day}})


def test_an_error_names_the_input_it_came_from() -> None:
    with pytest.raises(RecordError, match=r"^bridge\.json: "):
        from_record({}, name="bridge.json")


def test_a_number_that_is_not_known_is_null() -> None:
    record = to_record(replace(READING, quantities=(Quantity(start=0, end=1, low=None, high=None),)))
    assert record["quantities"][0]["low"] is None
    assert record["quantities"][0]["high"] is None


def test_what_is_no_part_of_a_record_is_refused_when_written() -> None:
    with pytest.raises(TypeError, match="bytes"):
        to_json({"raw": b"\x00"})


def test_a_moment_keeps_its_time_of_day() -> None:
    ruling = Ruling(
        document="d", action="remove", at=datetime(2021, 3, 5, 17, 4, 9, tzinfo=UTC), by="ana", reason="twin"
    )
    assert from_json(Ruling, to_json(ruling)).at == ruling.at
