"""Names of persons that are compared a few at a time give the parties that they give when they come all at once."""

import re
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tocsin.lexicon.language import lexicon_for
from tocsin.model.party import ComparedNames, PartyName, PartyRuling
from tocsin.resolve import comparing
from tocsin.resolve.comparing import PersonComparisons
from tocsin.resolve.persons import person_matcher
from tocsin.resolve.register import register
from tocsin.text.scripts import script_of

_NAMES = st.sampled_from([
    "Ilse Brandt", "I. Brandt", "Brandt", "Mayor Ilse Brandt", "Ilze Brandt", "Brandt, Ilse", "Karl Brandt", "K. Brandt",
    "Olexandr Kovalenko", "Aleksandr Kovalenko", "Олександр Коваленко", "Kovalenko", "Oleksandr Petrovych Kovalenko",
    "Alexander Kovalenko", "Yulia Melnyk", "Юлия Мельник", "Julia Melnik", "engineer Melnyk", "the mayor", "Weir Works",
])  # fmt: skip
_RULINGS = st.builds(
    lambda name, other, same: PartyRuling(
        name=name, other=other, same=same, at=datetime(2026, 3, 2), by="ana", reason="she said so"
    ),
    _NAMES, _NAMES, st.booleans(),
)  # fmt: skip


def named(written: str) -> PartyName:
    return PartyName(written=written, script=script_of(written), language="en")


@given(st.lists(_NAMES, unique=True), st.integers(0, 12), st.integers(0, 12), st.lists(_RULINGS, max_size=2))
def test_what_was_compared_before_changes_no_party_and_no_reason(
    names: list[str], first: int, second: int, rulings: list[PartyRuling]
) -> None:
    known = ComparedNames()
    for some in (names[second:], names[:first]):
        compared = PersonComparisons(known)
        register(map(named, some), (), lexicon_for, compared=compared)
        known = known | compared.new
    step, whole = (
        register(map(named, names), rulings, lexicon_for, compared=compared)
        for compared in (PersonComparisons(known), PersonComparisons())
    )
    assert step.parties == whole.parties
    assert step.reasons == whole.reasons


def test_only_what_is_new_is_compared() -> None:
    first = PersonComparisons()
    first.add(["Ilse Brandt", "Karl Brandt"])
    second = PersonComparisons(first.new)
    second.add(["Ilse Brandt", "I. Brandt"])
    assert second.new.found_by.keys() == {"I. Brandt"}
    assert set(second.new.matches) <= {("I. Brandt", name) for name in ("I. Brandt", "Ilse Brandt")}
    assert second.of("Ilse Brandt").keys() == {"Ilse Brandt", "I. Brandt"}


@given(_NAMES, _NAMES)
def test_which_of_two_names_comes_first_changes_nothing_of_how_they_match(one: str, other: str) -> None:
    found = [person_matcher().match(*pair) for pair in ((one, other), (other, one))]
    left, right = ({reason.rule for reason in verdict.reasons} if verdict else None for verdict in found)
    assert left == right


def test_what_compares_depends_on_no_file_that_it_is_not_told_apart_by() -> None:
    folder = Path(comparing.__file__).parent
    used, left = set[str](), ["comparing.py"]
    while left:
        used.add(name := left.pop())
        found = re.findall(r"^from tocsin\.resolve\.(\w+) import", (folder / name).read_text("utf-8"), re.MULTILINE)
        left += [f"{one}.py" for one in found if f"{one}.py" not in used]
    assert "spelling.py" in used
    assert used.isdisjoint(comparing.OF_TEXTS)
    assert {path.name for path in folder.glob("*.py")} >= set(comparing.OF_TEXTS)
