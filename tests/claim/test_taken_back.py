"""Claims that somebody takes back, or is said to be wrong about: whose word it is, and with which sign."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.kind import Kind

READER = Reader()


@cache
def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    claims = READER.read_text(text, outlet="The Daily").claims
    return [(one.text, one.factuality.value, one.sources) for one in claims]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("The abbey withdrew its statement of May 3 that the bell had cracked.", "the bell had cracked", "abbey"),
        ("The abbey took back its assurance that the crypt was dry.", "the crypt was dry", "abbey"),
        ("The abbot walked back his claim that the novices had left.", "the novices had left", "abbot"),
        ("The diocese backed away from its claim that the novices had left.", "the novices had left", "diocese"),
        ("The abbey abandoned its allegation that the cook had lied.", "the cook had lied", "abbey"),
    ],
)
def test_what_is_taken_back_is_probably_not_so(text: str, content: str, source: str) -> None:
    assert told(text) == [(content, "PR-", (source,))]


def test_whoever_withdraws_the_statement_of_another_is_its_source_and_its_day_is_no_claim() -> None:
    text = (
        "Jon Prell, its abbot, met us on Friday, withdrawing the abbey's statement of May 3 that the bell had cracked."
    )
    assert ("the bell had cracked", "PR-", ("Jon Prell",)) in told(text)
    assert not any(content in ("May 3", "3") for content, *_ in told(text))


def test_a_denial_that_is_taken_back_grants_what_it_denied() -> None:
    assert told("The abbot retracted a denial that the cellar had been searched.") == [
        ("the cellar had been searched", "PR+", ("abbot",))
    ]


@pytest.mark.parametrize(
    ("text", "content", "value"),
    [
        ("The abbot had been wrong to deny that the spring was foul.", "the spring was foul", "CT+"),
        ("The abbot was wrong to say that the bell had been mended.", "the bell had been mended", "CT-"),
        ("The abbot erred in saying that the bell had been mended.", "the bell had been mended", "CT-"),
        ("The abbot wrongly denied that monks were beaten.", "monks were beaten", "CT+"),
    ],
)
def test_what_somebody_is_wrong_about_is_the_word_of_who_says_so(text: str, content: str, value: str) -> None:
    assert told(text) == [(content, value, ())]


def test_whoever_concedes_an_error_is_the_source_of_the_contrary() -> None:
    assert told("The abbot admitted that he had been wrong to deny that the spring was foul.") == [
        ("the spring was foul", "CT+", ("abbot",))
    ]
    assert told("The abbot apologised for saying that the bell had been mended.") == [
        ("the bell had been mended", "CT-", ("abbot",))
    ]


def test_it_is_not_wrong_to_say_what_is_so() -> None:
    assert "CT-" not in [value for _, value, _ in told("It is not wrong to say that the bell has cracked.")]


@pytest.mark.parametrize(
    ("text", "content", "value", "sources"),
    [
        ("Pilgrims rejected the abbot's claim that the bell had cracked.", "the bell had cracked", "CT-", ("Pilgrims",)),
        ("Pilgrims disputed the abbot's claim that no bell had cracked.", "no bell had cracked", "PR+", ("Pilgrims",)),
        ("Engineers found it cracked, contradicting assurances that it was whole.", "it was whole", "CT-", ("Engineers",)),
        ("Her rejection of the claim that the bell had cracked was brief.", "the bell had cracked", "CT-", ()),
        ("His retraction of the claim that the cook had fled came late.", "the cook had fled", "PR-", ()),
    ],
)  # fmt: skip
def test_what_is_rejected_is_not_the_word_of_who_claimed_it(
    text: str, content: str, value: str, sources: tuple[str, ...]
) -> None:
    assert (content, value, sources) in told(text)


def test_what_those_did_who_are_said_to_have_done_it_stays_one_claim() -> None:
    assert told("Pilgrims rejected the abbot's claim that he had climbed the pass.") == [
        ("he had climbed the pass", "CT-", ("Pilgrims",))
    ]


def test_a_statement_that_is_not_withdrawn_stands() -> None:
    ((_, value, sources),) = told("The abbey did not withdraw its statement that the bell had cracked.")
    assert value.endswith("+")
    assert sources == ("abbey",)


def test_what_contradicts_others_is_a_claim_beside_what_it_contradicts() -> None:
    text = (
        "The abbot conceded that he had been wrong to deny that his men had struck a guest, contradicting weeks of "
        "assurances that the gate had been shut."
    )
    assert told(text) == [
        ("his men had struck a guest", "CT+", ("abbot",)),
        ("the gate had been shut", "CT-", ("abbot",)),
    ]


def test_a_report_that_was_sent_is_not_what_it_says() -> None:
    text = "The inspector found cracks in the bell, contradicting a report that the abbey had sent to the county."
    assert [value for _, value, _ in told(text)] == ["CT+"]


def test_what_is_not_withdrawn_is_said_and_no_more() -> None:
    found = told("The abbey did not withdraw its statement that the bell had cracked, the abbot said.")
    assert [text for text, *_ in found] == ["the bell had cracked"]


@pytest.mark.parametrize(
    "text",
    [
        "We wrote on Monday that six barns had burned; it was nine.",
        "This newspaper reported that six barns had burned. There were nine.",
        "We reported that six barns had burned. They had not.",
        "We reported that six barns had burned. In fact nobody has seen a fire.",
    ],
)
def test_an_outlet_that_tells_otherwise_takes_back_what_it_wrote(text: str) -> None:
    first = READER.read_text(text, outlet="The Daily").claims[0]
    assert (first.text, first.kind, first.sources) == ("six barns had burned", Kind.FORMER_BELIEF, ())


@pytest.mark.parametrize(
    "text",
    [
        "We wrote that six barns had burned. On Tuesday it was nine.",
        "We wrote that six barns had burned. It is the oldest farm of the valley.",
        "The union said that six barns had burned. It was nine.",
        "We wrote that six barns had burned. The farmer has not said why.",
    ],
)
def test_what_only_goes_on_takes_nothing_back(text: str) -> None:
    assert READER.read_text(text, outlet="The Daily").claims[0].kind is not Kind.FORMER_BELIEF


@pytest.mark.parametrize(
    ("text", "content", "value"),
    [
        ("Someone writes the crypt is flooded. This is a lie.", "the crypt is flooded", "CT-"),
        ("Some say that the bell has cracked. That turned out to be false.", "the bell has cracked", "CT-"),
        ("People say that the spring is foul. It is not true.", "the spring is foul", "CT-"),
        ("Rumours say that the spring is foul. That has not been confirmed.", "the spring is foul", "Uu"),
        ("People say that the spring is foul. Nobody at the abbey could confirm this.", "the spring is foul", "Uu"),
    ],
)
def test_a_verdict_in_the_next_sentence_falls_on_what_nobody_named_says(text: str, content: str, value: str) -> None:
    assert (content, value) in [(claim, sign) for claim, sign, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "We reported that the abbot had fled. We could not verify this and withdraw the report.",
            "the abbot had fled",
        ),
        ("On Monday we wrote that the organ was sold. We regret the error.", "the organ was sold"),
        ("We wrote that Toth was 25. We apologise for the swapped digits.", "Toth was 25"),
        ("An earlier story said that six monks had left. There were five.", "six monks had left"),
        ("The Daily quoted a novice as saying that the abbot had fled. We withdraw the report.", "the abbot had fled"),
    ],
)
def test_what_an_outlet_withdraws_or_regrets_in_the_next_sentence_is_not_so(text: str, content: str) -> None:
    assert (content, "CT-") in [(claim, sign) for claim, sign, _ in told(text)]


def test_whoever_is_sorry_for_something_else_takes_nothing_back() -> None:
    text = "We said that the choir had sung on Sunday. We apologise for the noise."
    assert ("the choir had sung on Sunday", "CT+") in [(claim, sign) for claim, sign, _ in told(text)]


def test_what_a_named_source_says_stays_its_word_though_nobody_could_verify_it() -> None:
    text = "The navy said that the monks had fled. This could not be verified."
    assert ("the monks had fled", "CT+", ("navy",)) in told(text)


def test_hearsay_for_which_there_is_no_proof_is_left_open() -> None:
    text = "A post claims that the abbot bought a mill. There is no evidence for this."
    assert ("the abbot bought a mill", "Uu") in [(claim, sign) for claim, sign, _ in told(text)]


def test_an_earlier_version_of_this_report_is_put_right_whatever_follows() -> None:
    text = "An earlier version of this report said that three monks had died. Two died."
    assert told(text) == [("three monks had died", "CT-", ()), ("Two died", "CT+", ())]


def test_what_somebody_is_quoted_as_saying_is_open_where_nobody_said_it() -> None:
    text = "Somebody from the abbey is quoted as saying that the monks have fled. Nobody of mine said that."
    assert ("the monks have fled", "Uu") in [(claim, sign) for claim, sign, _ in told(text)]


@pytest.mark.parametrize("retort", ["Not true, I am standing at it.", "Lie!", "Nonsense."])
def test_a_retort_turns_down_what_people_say(retort: str) -> None:
    text = f"Some say that the spring is foul. {retort}"
    assert ("the spring is foul", "CT-", ()) in told(text)


@pytest.mark.parametrize("work", ["Bulletin No. 4 of Monday", "Notice 12"])
def test_a_numbered_issue_is_taken_back_by_the_next(work: str) -> None:
    text = f"{work} stated that nine monks had died. This was incorrect."
    assert told(text) == [("nine monks had died", "CT-", ())]


def test_a_paragraph_that_is_a_correction_takes_back_what_the_outlet_said() -> None:
    text = (
        "The spring is dry.\n\nCORRECTION: In its Monday edition the Daily stated that the mill was Ada Brandt's. "
        "It is Otto Brandt's."
    )
    claims = [(claim, sign) for claim, sign, _ in told(text)]
    assert ("the mill was Ada Brandt's", "CT-") in claims
    assert ("It is Otto Brandt's", "CT+") in claims


def test_a_statement_that_is_withdrawn_is_not_so() -> None:
    text = "Our abbot's statement of 6 May that the well was clean was based on an old sample. It is withdrawn."
    assert ("the well was clean", "CT-") in [one[:2] for one in told(text)]
