"""How surely content stands under the frames of wire copy: denied, rejected, corrected, only feared, only asked about."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.event import Event
from tocsin.model.kind import Kind
from tocsin.read.certainty.events import EventFinder

READER = Reader()
WALK = EventFinder(lexicon_for("en"))


@cache
def events(text: str) -> tuple[Event, ...]:
    """The events as the words alone present them."""
    return WALK.find(READER.read_text(text).sentences, text)


def value(text: str, word: str) -> str:
    """The value of the predicate that is a word of the text."""
    start = text.rindex(word)
    return next(one.factuality.value for one in events(text) if one.start == start)


def kind(text: str, word: str) -> Kind | None:
    return next(one.kind for one in events(text) if one.start == text.rindex(word))


# --- nouns and verbs that carry a clause ---------------------------------------------------------------------------


@pytest.mark.parametrize("noun", ["indicator", "clue", "pointer", "trace", "inkling", "sign", "tittle-tattle"])
def test_what_a_missing_indicator_would_have_shown_is_left_open(noun: str) -> None:
    assert value(f"There was no {noun} that the quarry had flooded.", "flooded") == "Uu"


@pytest.mark.parametrize(
    "text",
    [
        "Divers have yet to see indicators that the hull cracked.",
        "Divers have not seen any hints that the hull cracked.",
        "Divers came across no record that the hull cracked.",
        "Nobody has turned up proof that the hull cracked.",
        "Divers could not confirm that the hull cracked.",
        "The yard neither confirmed nor denied that the hull cracked.",
    ],
)
def test_what_nobody_found_signs_of_is_left_open(text: str) -> None:
    assert value(text, "cracked") in ("Uu", "PS-")


@pytest.mark.parametrize("noun", ["indicator", "clue", "tip", "hunch", "scuttlebutt", "rumour", "hint"])
def test_an_indicator_makes_nothing_certain(noun: str) -> None:
    assert value(f"A {noun} that the quarry had flooded worried the owner.", "flooded") in ("PR+", "PS+")


@pytest.mark.parametrize("text", ["It is not the case that the pump failed.", "It is not so that the pump failed."])
def test_what_is_not_the_case_is_denied(text: str) -> None:
    assert value(text, "failed") == "CT-"


def test_what_is_the_case_is_certain() -> None:
    assert value("It is the case that the pump failed.", "failed") == "CT+"


def test_a_verb_that_the_lexicon_does_not_know_makes_nothing_certain() -> None:
    assert value("The porter harrumphed that the pump had failed.", "failed") == "PR+"
    assert value("The porter did not harrumph that the pump had failed.", "failed") == "Uu"


def test_what_follows_from_a_degree_is_no_content_of_it() -> None:
    assert value("The pump was so worn that it failed.", "failed") == "CT+"


# --- what is seen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We have not seen any barges leave.", "The watch did not notice anybody leave.", "Nobody heard a single barge leave.",
        "The drone has spotted no barges leave.", "The guard did not see any barges leaving.",
    ],
)  # fmt: skip
def test_what_no_watcher_saw_of_anything_did_not_happen_for_them(text: str) -> None:
    assert value(text, "leav") == "CT-"


def test_what_is_known_may_have_left_unseen() -> None:
    assert value("The watch did not see the barges leave.", "leave") == "Uu"


# --- reports that are said to be untrue ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The abbot denied reports that the cellar had flooded.",
        "The abbot dismissed the rumour that the cellar had flooded.",
        "The abbot called reports that the cellar had flooded “rubbish”.",
        "The abbot described claims that the cellar had flooded as untrue.",
        "The abbot labelled reports that the cellar had flooded a fabrication.",
        "The abbot dismissed as false reports that the cellar had flooded.",
        "The report that the cellar had flooded was denied by the abbot.",
        "The rumour that the cellar had flooded was rejected by the abbot.",
        "It was denied by the abbot that the cellar had flooded.",
        "Reports that the cellar had flooded proved false.",
        "Reports that the cellar had flooded turned out to be untrue.",
        "Reports that the cellar had flooded are baseless.",
        "False reports that the cellar had flooded went round.",
        "Contrary to reports that the cellar had flooded, it is dry.",
        "There is no truth in reports that the cellar had flooded.",
        "The abbot said claims that the cellar had flooded were untrue.",
        "The gazette erroneously reported that the cellar had flooded.",
        "The gazette inaccurately wrote that the cellar had flooded.",
        "The gazette wrote in error that the cellar had flooded.",
        "It is wrong to say that the cellar had flooded.",
    ],
)
def test_what_an_untrue_report_says_is_not_so(text: str) -> None:
    assert value(text, "flooded") == "CT-"


@pytest.mark.parametrize(
    "text",
    [
        "The mill denied reports of a strike.", "The mill dismissed reports of a strike.", "Reports of a strike were false.",
        "Rumours of a strike are unfounded.", "The mill called reports of a strike nonsense.",
        "The report of a strike was denied by the mill.", "False reports of a strike went round.",
        "The mill said reports of a strike were wrong.",
    ],
)  # fmt: skip
def test_what_an_untrue_report_is_of_did_not_happen(text: str) -> None:
    assert value(text, "strike") == "CT-"


def test_who_disputes_a_report_is_less_sure() -> None:
    assert value("The abbot disputed the claim that the cellar had flooded.", "flooded") == "PR-"
    assert value("The abbot scoffed at claims that the cellar had flooded.", "flooded") == "PR-"


def test_a_rejected_demand_was_made() -> None:
    assert value("The abbot rejected the demand of a refund.", "demand") == "CT+"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were reports that the cellar had flooded.", "PR+"),
        ("Unconfirmed reports said that the cellar had flooded.", "PS+"),
        ("Unverified claims that the cellar had flooded went round.", "PS+"),
        ("Reports that the cellar had flooded were confirmed by the abbot.", "CT+"),
        ("The news that the cellar had flooded reached the town.", "CT+"),
    ],
)
def test_a_report_of_nobody_named_is_hearsay_until_it_is_confirmed(text: str, expected: str) -> None:
    assert value(text, "flooded") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The guard denied opening the gate.",
        "The guard denies having opened the gate.",
        "The guard denied that he opened it.",
    ],
)
def test_what_one_denies_having_done_was_not_done(text: str) -> None:
    assert value(text, "open") == "CT-"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The abbot could not confirm reports that the cellar had flooded.", "Uu"),
        ("Reports that the cellar had flooded have yet to be confirmed.", "Uu"),
        ("The bailiff is probing claims that the cellar had flooded.", "Uu"),
        ("The abbot would neither confirm nor deny that the cellar had flooded.", "Uu"),
        ("There is scant evidence that the cellar had flooded.", "Uu"),
        ("There is some evidence that the cellar had flooded.", "PR+"),
        ("There is no question that the cellar had flooded.", "CT+"),
        ("Word spread that the cellar had flooded.", "PR+"),
        ("It emerged that the cellar had flooded.", "CT+"),
        ("The gazette retracted its report that the cellar had flooded.", "PR-"),
    ],
)
def test_what_is_looked_into_or_goes_round_is_as_sure_as_that(text: str, expected: str) -> None:
    assert value(text, "flooded") == expected


def test_who_is_rumoured_to_have_left_may_have_left() -> None:
    assert value("The duke is rumoured to have left.", "rumoured") == "PR+"
    assert value("According to unconfirmed reports, the duke left.", "left") == "PS+"


@pytest.mark.parametrize("subject", ["Few", "Hardly anyone"])
def test_what_few_believe_is_hardly_so(subject: str) -> None:
    assert value(f"{subject} believes that the truce will hold.", "hold") == "PR-"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("fear", "PS+"), ("rumour", "PS+"), ("suspicion", "PR+"), ("fact", "CT+"), ("trouble", "CT+")],
)
def test_what_the_fear_is_is_feared(noun: str, expected: str) -> None:
    assert value(f"The {noun} is that the cellar had flooded.", "flooded") == expected


def test_what_was_to_happen_may_not_have() -> None:
    assert value("The fair was to begin on Monday.", "was") == "PR+"


def test_a_figure_that_was_wrong_is_denied() -> None:
    assert value("The figure of 71 given earlier was wrong.", "wrong") == "CT-"


# --- corrections -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The number of drowned was 14, not 41.", "14"), ("The winner is a potter, not a weaver.", "potter"),
        ("The flood took nine barns, not ninety.", "took"), ("No cooks but three waiters were hurt.", "hurt"),
        ("The blast killed no miners but two mules.", "killed"), ("Nobody but the cook was hurt.", "hurt"),
        ("Not 30 but 13 men were hurt.", "hurt"),
    ],
)  # fmt: skip
def test_what_stands_instead_of_the_denied_is_so(text: str, word: str) -> None:
    assert value(text, word) == "CT+"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The search found no powder kegs.", "found"), ("No powder kegs were found.", "found"),
        ("They carried no field guns.", "carried"),
        ("The winner is not a potter.", "potter"), ("No cooks and no waiters were hurt.", "hurt"),
    ],
)  # fmt: skip
def test_no_denies_across_the_noun_before_a_noun(text: str, word: str) -> None:
    assert value(text, word) == "CT-"


# --- what is only thought, asked, threatened --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Nine stokers are feared dead.", "dead", "PS+"), ("Nine stokers are feared dead.", "feared", "PS+"),
        ("Nine stokers are presumed drowned.", "presumed", "PR+"), ("Nine stokers were reported killed.", "reported", "PR+"),
        ("Nine stokers are missing and believed drowned.", "believed", "PR+"),
        ("Nine are feared to have drowned.", "feared", "PS+"),
        ("Nine stokers were pronounced dead.", "pronounced", "CT+"), ("Nine stokers were found dead.", "found", "CT+"),
    ],
)  # fmt: skip
def test_who_is_feared_dead_may_live(text: str, word: str, expected: str) -> None:
    assert value(text, word) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Asked if the pier had sunk, the pilot shrugged.", "Asked whether the pier had sunk, the pilot shrugged.",
        "The pilot, asked if the pier had sunk, shrugged.", "Pressed on whether the pier had sunk, the pilot shrugged.",
        "When asked if the pier had sunk, the pilot shrugged.",
    ],
)  # fmt: skip
def test_what_is_asked_is_open_and_no_condition(text: str) -> None:
    assert value(text, "sunk") == "Uu"
    assert kind(text, "sunk") is not Kind.CONDITIONAL
    assert value(text, "shrugged") == "CT+"
    assert kind(text, "shrugged") is None


def test_if_still_opens_a_condition() -> None:
    assert kind("If the pier had sunk, the pilot shrugged.", "sunk") is Kind.CONDITIONAL


@pytest.mark.parametrize(
    "text",
    [
        "It is not known how many barges sank.", "It is unclear how many barges sank.", "How many barges sank is not known.",
        "The pilot did not say how many barges sank.", "Nobody knows how many barges sank.",
    ],
)  # fmt: skip
def test_how_many_is_not_known_tells_no_number(text: str) -> None:
    assert value(text, "sank") == "Uu"


@pytest.mark.parametrize("thing", ["storm", "swollen river", "blaze", "row", "drought", "new tax"])
def test_a_thing_threatens_nobody(thing: str) -> None:
    text = f"The {thing} threatens to ruin the market."
    assert (value(text, "ruin"), kind(text, "ruin")) == ("PS+", None)


def test_a_person_threatens() -> None:
    assert kind("The baron threatens to ruin the market.", "ruin") is Kind.THREAT


def test_what_has_yet_to_happen_has_not() -> None:
    assert value("The council has yet to open the bridge.", "open") == "CT-"
    assert value("The council has yet to open the bridge.", "has") == "CT-"
