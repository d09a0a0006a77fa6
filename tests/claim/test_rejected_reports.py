"""Claims of what is denied, asserted or rejected in a noun, a gerund or an infinitive: what it is, and on whose word."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind

READER = Reader()


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return READER.read_text(text, outlet="The Daily").claims


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.text, one.factuality.value, one.sources) for one in claims(text)]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("The abbot dismissed reports of a secret sale of the farm.", "a secret sale of the farm", "abbot"),
        ("The abbot rejected allegations of fraud in the cellar.", "fraud in the cellar", "abbot"),
        ("The abbot denied any involvement in the sale.", "any involvement in the sale", "abbot"),
        ("The abbot denied selling the farm.", "selling the farm", "abbot"),
        ("The abbot denies having sold the farm.", "having sold the farm", "abbot"),
        ("The abbot called reports that the farm was sold “nonsense”.", "the farm was sold", "abbot"),
        ("The report that the farm was sold was denied by the abbot.", "the farm was sold", "abbot"),
        ("The rumour that the farm was sold was dismissed by the abbot.", "the farm was sold", "abbot"),
        ("The abbot called claims that the abbey is bankrupt “rubbish”.", "the abbey is bankrupt", "abbot"),
        ("The order described reports that monks had left as “invented”.", "monks had left", "order"),
        ("The abbot dismissed as baseless a report that the farm will close.", "the farm will close", "abbot"),
        ("It is a lie that the farm was sold, the abbot said.", "the farm was sold", "abbot"),
        ("The order branded allegations that it sold the farm “absurd”.", "it sold the farm", "order"),
    ],
)
def test_what_is_denied_is_the_claim_on_the_word_of_who_denies_it(text: str, content: str, source: str) -> None:
    assert told(text) == [(content, "CT-", (source,))]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Claims that nine monks had fled turned out to be untrue.", "nine monks had fled"),
        ("News of a second fire was incorrect.", "a second fire"),
    ],
)
def test_what_turned_out_untrue_is_the_only_claim(text: str, content: str) -> None:
    assert told(text) == [(content, "CT-", ())]


def test_talk_brushed_aside_is_denied() -> None:
    assert told("The abbot brushed aside talk of a secret sale.") == [("a secret sale", "PR-", ("abbot",))]


def test_what_an_inaccurate_report_claimed_is_not_so() -> None:
    ((content, value, _),) = told("An inaccurate report claimed that nine cows had died.")
    assert (content, value) == ("nine cows had died", "CT-")


def test_what_somebody_is_feared_to_have_suffered_is_possible() -> None:
    assert told("Twelve are feared buried under the rubble.")[0][1] == "PS+"


def test_a_figure_given_by_mistake_is_none() -> None:
    (one,) = claims("Our letter mistakenly put the number of dead at 40.")
    assert one.factuality.value == "CT-"


def test_how_many_is_left_open_where_it_is_said_to_be_open() -> None:
    assert told("How many barges will come is still open.") == [("How many barges will come", "Uu", ())]


def test_what_is_confirmed_is_the_claim_on_the_word_of_who_confirms_it() -> None:
    assert told("The report that the farm was sold was confirmed by the abbot.") == [
        ("the farm was sold", "CT+", ("abbot",))
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The rebels claim to have sunk two barges.", "to have sunk two barges"),
        ("The rebels claimed to be in control of the lock.", "to be in control of the lock"),
        ("The rebels purport to have found the chest.", "to have found the chest"),
    ],
)
def test_what_somebody_claims_to_have_done_is_probable_on_their_word(text: str, content: str) -> None:
    assert told(text) == [(content, "PR+", ("rebels",))]


def test_reports_of_a_number_that_are_false_deny_it() -> None:
    (one,) = claims("Reports of 31 drowned in Steyr were false.")
    assert (one.factuality.value, [quantity.low for quantity in one.quantities]) == ("CT-", [31])


def test_a_false_report_may_do_something() -> None:
    assert "A false report of a bomb cleared the station" in [
        one.text for one in claims("A false report of a bomb cleared the station.")
    ]


def test_a_refused_request_is_no_denial_of_it() -> None:
    assert told("The court denied the request of the widow.") == [
        ("The court denied the request of the widow", "CT+", ())
    ]


@pytest.mark.parametrize(
    "text", ["We have not seen any barges leave.", "The watch did not notice anybody enter the lock."]
)
def test_what_nobody_saw_is_one_claim_with_its_verb(text: str) -> None:
    (one,) = claims(text)
    assert (one.text, one.factuality.value) == (text[:-1], "CT-")


def test_a_thing_is_no_source_of_a_threat() -> None:
    text = "The storm threatens to flood the lower town."
    assert told(text) == [(text[:-1], "PS+", ())]
    assert claims(text)[0].kind is Kind.STATEMENT
    assert all(one.party is None for one in READER.read_text(text).attributions)


def test_who_is_asked_is_no_source_of_the_question() -> None:
    asked, declined = claims("Asked if nine men had drowned, the prefect declined to comment.")
    assert (asked.kind, asked.factuality.value, asked.sources) == (Kind.QUESTION, "Uu", ())
    assert (declined.kind, declined.factuality.value) == (Kind.STATEMENT, "CT+")


def test_a_frame_that_denies_is_no_claim() -> None:
    assert told("It is not the case that the farm was sold.") == [("the farm was sold", "CT-", ())]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Fatalities: none. Injured: 4.", [(0, "killed"), (4, "injured")]),
        ("Dead: two. Hurt: nine.", [(2, "killed"), (9, "injured")]),
        ("Deaths so far: 31", [(31, "killed")]), ("Page: 4", []), ("Cows — 2001 (+9)", [(2001, None), (9, None)]),
    ],
)  # fmt: skip
def test_an_entry_of_losses_is_a_claim_with_its_figure(text: str, figures: list[tuple[int, str]]) -> None:
    assert [(q.low, q.measure) for one in claims(text) for q in one.quantities] == figures


def test_a_second_content_stands_on_the_same_word() -> None:
    found = told("The envoy warned that the quay is sinking, and the cracks will widen.")
    assert [sources for _, _, sources in found] == [("envoy",), ("envoy",)]


@pytest.mark.parametrize(
    "text", ["Claims of a massacre could not be confirmed.", "Reports of a massacre have yet to be confirmed."]
)
def test_what_could_not_be_confirmed_is_left_open(text: str) -> None:
    assert told(text) == [("a massacre", "Uu", ())]


def test_no_party_is_no_source() -> None:
    assert told("No party has claimed responsibility for the blast.")[0][2] == ()


def test_what_the_fear_is_is_the_claim() -> None:
    assert told("The fear is that the dam has burst.") == [("the dam has burst", "PS+", ())]
