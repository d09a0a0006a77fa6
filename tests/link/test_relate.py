"""How two reports stand to each other, on short texts read by the real reader."""

from collections.abc import Callable
from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.link.profile import ClaimText
from tocsin.link.relate import PairRelation, PairResult, Relater
from tocsin.model.link import Relation
from tocsin.resolve.names import name_reader

AROUND = (
    "The dam above Saalbrunn leaked in March. The mayor Ilse Brandt and the operator Dravakraft met in the town hall."
)
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)

Relate = Callable[..., PairResult]


def a_report(
    reader: Reader, text: str, *, on: date | None = MONDAY, outlet: str = "Observer", around: str = AROUND
) -> ClaimText:
    reading = reader.read_text(f"{text}\n{around}", published=on, outlet=outlet)
    return ClaimText(
        text=text,
        context=around,
        claims=tuple(claim for claim in reading.claims if claim.start < len(text)),
        quantities=tuple(one for one in reading.quantities if one.end <= len(text)),
        outlet=outlet,
        published=on,
    )


@pytest.fixture(scope="session")
def relate(reader: Reader) -> Relate:
    relater = Relater(lexicon_for, names_for=name_reader)

    def related(
        left: str, right: str, *, later: date | None = FRIDAY, other: str = "Courier", **facts: object
    ) -> PairResult:
        first = a_report(reader, left, **facts)  # type: ignore[arg-type]
        return relater.relate(first, a_report(reader, right, **{**facts, "on": later, "outlet": other}))  # type: ignore[arg-type]

    return related


def test_copied_words_are_an_echo(relate: Relate) -> None:
    words = "More than forty cellars along the lower river bank were flooded on Sunday night"
    assert relate(f"{words}.", f"As we hear, {words.lower()}, and nobody slept.").relation is Relation.ECHO


def test_a_changed_figure_is_no_echo(relate: Relate) -> None:
    words = "people have been killed by the flood in the lower valley of the river since Sunday night"
    assert relate(f"So far 40 {words}.", f"So far 52 {words}.").relation is not Relation.ECHO


def test_that_there_are_no_new_ones_denies_none_of_those_before(relate: Relate) -> None:
    told = "Most of the reported leaks are in the lower gallery of the dam above Saalbrunn."
    none = "The operator said there are no new leaks in the upper gallery of the dam above Saalbrunn."
    assert relate(told, none, later=MONDAY).relation is not Relation.CONTRADICTS


def test_what_somebody_would_gladly_do_is_not_denied_by_what_is_not_expected(relate: Relate) -> None:
    told = "Ilse Brandt said she would be glad to meet with the operator Dravakraft."
    none = "Ilse Brandt is not expected to meet with the operator Dravakraft."
    assert relate(told, none, later=MONDAY).relation is not Relation.CONTRADICTS


def test_a_higher_toll_later_revises_the_earlier_one(relate: Relate) -> None:
    found = relate("The flood has killed 40 people in the valley.", "The death toll of the flood has risen to 52.")
    assert (found.standing, found.forward) == (PairRelation.REVISES, False)
    (reason,) = found.reasons
    assert (reason.rule, reason.facts["one"], reason.facts["other"]) == ("link.fewer", (40,), (52,))


def test_without_dates_the_higher_count_is_the_later(relate: Relate) -> None:
    found = relate("The flood has killed 52 people.", "The flood killed 40 people.", on=None, later=None)
    assert (found.standing, found.forward) == (PairRelation.REVISES, True)


def test_a_lower_toll_later_contradicts(relate: Relate) -> None:
    found = relate("The flood killed 62 people in the valley.", "The flood killed 58 people in the valley.")
    assert (found.standing, found.forward) == (PairRelation.CONTRADICTS, None)


def test_the_dead_of_a_village_are_part_of_those_of_the_country(relate: Relate) -> None:
    found = relate("The flood killed 12 people in the village.", "Across the country the flood has killed 210 people.")
    assert (found.standing, found.forward) == (PairRelation.PART_OF, True)


def test_one_arrest_is_part_of_the_number_of_arrests(relate: Relate) -> None:
    found = relate(
        "Police arrested the engineer of Dravakraft in Saalbrunn.",
        "Police have arrested 30 persons in Saalbrunn over the leak of Dravakraft.",
    )
    assert (found.standing, found.forward) == (PairRelation.PART_OF, True)


def test_figures_of_unlike_things_are_not_compared(relate: Relate) -> None:
    found = relate("The flood killed 40 people in the valley.", "The flood damaged 900 houses in the valley.")
    assert found.relation not in (Relation.REVISES, Relation.PART_OF, Relation.CONTRADICTS)


def test_rounded_figures_agree(relate: Relate) -> None:
    found = relate(
        "About 500 people were evacuated from Saalbrunn.", "Officials moved 484 people; 484 people were evacuated."
    )
    assert found.relation in (Relation.REPEATS, Relation.CORROBORATES)


def test_the_same_figure_of_two_outlets_corroborates(relate: Relate) -> None:
    found = relate("The flood killed 40 people.", "In the valley 40 people died in the flood.")
    assert found.relation is Relation.CORROBORATES


def test_the_same_figure_of_one_outlet_repeats(relate: Relate) -> None:
    found = relate("The flood killed 40 people.", "In the valley 40 people died in the flood.", other="Observer")
    assert found.relation is Relation.REPEATS


def test_the_same_source_named_in_both_repeats(relate: Relate) -> None:
    found = relate(
        "Ilse Brandt said that the flood killed 40 people.", "According to Ilse Brandt, 40 people died in the flood."
    )
    assert found.relation is Relation.REPEATS


def test_a_flat_denial_contradicts(relate: Relate) -> None:
    found = relate(
        "The mayor said that the operator opened the lower gate of the dam.",
        "Dravakraft denied that it opened the lower gate of the dam.",
    )
    assert found.relation is Relation.CONTRADICTS


def test_what_one_source_takes_back_later_is_revised(relate: Relate) -> None:
    found = relate(
        "Dravakraft said that the lower gate of the dam is safe.",
        "Dravakraft said that the lower gate of the dam is not safe.",
    )
    assert (found.standing, found.forward) == (PairRelation.REVISES, False)


def test_a_plan_that_is_called_off_is_revised(relate: Relate) -> None:
    found = relate(
        "The repair of the dam by Dravakraft is scheduled for May.",
        "The repair of the dam by Dravakraft was cancelled.",
    )
    assert (found.standing, found.forward) == (PairRelation.REVISES, False)


def test_what_ought_to_be_contradicts_nothing(relate: Relate) -> None:
    found = relate("The dam should be closed by the operator.", "The dam should not be closed by the operator.")
    assert found.relation is not Relation.CONTRADICTS


def test_like_words_in_another_story_make_no_link(relate: Relate) -> None:
    relater_words = "Sales rose in the last quarter."
    found = relate(relater_words, relater_words.replace("rose", "grew"), around="")
    assert found.relation is None


def test_other_matters_are_unrelated(relate: Relate) -> None:
    found = relate("The flood killed 40 people.", "The orchestra plays in Vienna.", around="")
    assert found.standing is PairRelation.UNRELATED


def test_every_finding_has_a_reason(relate: Relate) -> None:
    for right in ("The flood killed 52 people.", "The orchestra plays.", "The mayor denied the flood."):
        assert relate("The flood killed 40 people.", right).reasons
