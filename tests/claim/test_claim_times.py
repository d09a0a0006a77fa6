"""When a claim says that something happened, and when it was said."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.record import from_json, to_json, to_record

MONDAY = date(2026, 5, 4)


def claim(reader: Reader, text: str, words: str) -> Claim:
    """The claim with these words, the shortest if there are several."""
    claims = [one for one in reader.read_text(text, published=MONDAY).claims if words in one.text]
    return min(claims, key=lambda one: len(one.text))


def times(one: Claim) -> tuple[str | None, str | None]:
    return one.time.value if one.time else None, one.said.value if one.said else None


@pytest.mark.parametrize(
    ("text", "words", "happened", "said"),
    [
        ("The ferry sank on Friday, the pilot said on Saturday.", "sank", "2026-05-01", "2026-05-02"),
        ("“The ferry sank on Friday,” the pilot said on Saturday.", "sank", "2026-05-01", "2026-05-02"),
        ("On Saturday the pilot said that the ferry had sunk.", "sunk", None, "2026-05-02"),
        ("The ferry sank on Friday.", "sank", "2026-05-01", None),
    ],
)
def test_the_time_of_the_saying_is_kept_apart_from_that_of_what_is_said(
    reader: Reader, text: str, words: str, happened: str | None, said: str | None
) -> None:
    assert times(claim(reader, text, words)) == (happened, said)


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("A shell hit the depot on Saturday at 10:10.", "2026-05-02T10:10"),
        ("The gate opened on Saturday at about 8:30.", "2026-05-02T08:30"),
        ("The train left on Saturday at half past six.", "2026-05-02T06:30"),
        ("The council met on Saturday at noon.", "2026-05-02T12:00"),
        ("At 21:40 on Saturday the lights went out.", "2026-05-02T21:40"),
        ("The bridge was closed shortly before noon on 2 May.", "2026-05-02T12:00"),
    ],
)
def test_an_hour_next_to_its_day_is_kept(reader: Reader, text: str, happened: str) -> None:
    (found,) = reader.read_text(text, published=MONDAY).claims
    assert times(found) == (happened, None)


def test_a_period_before_words_of_saying_reaches_what_was_said(reader: Reader) -> None:
    found = claim(reader, "In February, in March they said that the wards were full.", "wards")
    assert times(found) == ("2026-02/2026-03", "2026-02/2026-03")


def test_times_side_by_side_run_from_the_first_to_the_last(reader: Reader) -> None:
    time = claim(reader, "In March and in April there were many boats.", "boats").time
    assert time is not None
    assert (time.earliest, time.latest) == (date(2026, 3, 1), date(2026, 4, 30))


def test_a_time_at_the_head_reaches_a_clause_beside(reader: Reader) -> None:
    assert times(claim(reader, "On Friday the dam broke and the town was flooded.", "town"))[0] == "2026-05-01"


def test_the_time_of_another_predicate_is_not_the_claims(reader: Reader) -> None:
    assert claim(reader, "The bridge destroyed in March is closed.", "closed").time is None


def test_the_year_that_names_a_thing_is_not_when_it_happened(reader: Reader) -> None:
    assert claim(reader, "The 2014 agreement has collapsed.", "collapsed").time is None


def test_the_day_of_an_attack_is_that_of_what_it_did(reader: Reader) -> None:
    assert times(claim(reader, "Friday's attack killed three people.", "killed"))[0] == "2026-05-01"


def test_a_date_goes_before_a_length_of_time(reader: Reader) -> None:
    assert times(claim(reader, "In 2021 he stayed three days in the village.", "stayed"))[0] == "2021"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The lock was shut for six weeks last autumn for repairs.", "2025-FA"),
        ("The ferry stood idle for ten days last month.", "2026-04"),
    ],
)
def test_where_a_length_of_time_tells_when_it_was_that_is_the_time(reader: Reader, text: str, when: str) -> None:
    assert times(claim(reader, text, text[:-1])) == (when, None)


def test_a_post_dates_what_it_tells_and_when_that_was_said(reader: Reader) -> None:
    found = claim(reader, "[28 March, 13:20] Six boats left the harbour.", "boats")
    assert times(found) == ("2026-03-28T13:20", "2026-03-28T13:20")


def test_what_a_post_says_is_still_to_come_did_not_happen_then(reader: Reader) -> None:
    found = claim(reader, "[28 March, 13:20] Six boats will leave the harbour.", "boats")
    assert times(found) == (None, "2026-03-28T13:20")


def test_a_dated_heading_tells_when_it_happened_not_when_it_was_said(reader: Reader) -> None:
    text = "28 March 2026\nSix boats left the harbour.\n29 March 2026\nTwo came back."
    assert times(claim(reader, text, "Two came"))[0] == "2026-03-29"
    assert claim(reader, text, "Two came").said is None


def test_a_time_that_was_set_for_the_claim_says_so(reader: Reader) -> None:
    time = claim(reader, "[28 March, 13:20] Six boats left the harbour.", "boats").time
    assert time is not None
    assert time.reasons[-1].rule == "time.of_post"


def test_a_claim_with_its_working_notes_is_kept_whole(reader: Reader) -> None:
    found = claim(reader, "The ferry sank on Friday, the pilot said on Saturday.", "sank")
    assert from_json(Claim, to_json(found)) == found


def test_the_promised_record_holds_no_working_note(reader: Reader) -> None:
    record = to_record(
        reader.read_text("[28 March, 13:20] The ferry sank, the pilot said on Saturday.", published=MONDAY)
    )
    times_of = [record["times"][0], *(one["time"] for one in record["claims"] if one["time"])]
    assert all(set(time) == {"start", "end", "type", "value", "earliest", "latest"} for time in times_of)
    assert all("said" not in one for one in record["claims"])


def test_a_number_behind_in_and_a_month_is_no_day(reader: Reader) -> None:
    assert times(claim(reader, "In February 4 miners were buried at Kern.", "miners"))[0] == "2026-02"
    assert times(claim(reader, "On February 4 miners danced at Kern.", "miners"))[0] == "2026-02-04"


def test_an_hour_at_the_end_of_a_sentence_is_that_of_its_claim(reader: Reader) -> None:
    happened, _ = times(claim(reader, "The gate was shut on Friday at 4 a.m. The guard slept.", "shut"))
    assert happened == "2026-05-01T04:00"
