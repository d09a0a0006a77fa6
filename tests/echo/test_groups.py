"""Coordinated groups: outlets that post one text within minutes, again and again."""

from itertools import permutations

from echo.stream import LINES, chatter, echoes, post

from tocsin.model.document import Document

OUTLETS = ("Gazette", "Herald", "Mirror", "Beacon", "Clarion")
MINUTE = 1 / 60


def volleys(members: tuple[str, ...], *, minutes: float) -> list[Document]:
    """One text of each member within minutes, in another order each time."""
    return [
        post(f"{outlet}-{number}", outlet, 30 + 40 * number + place * minutes * MINUTE, line)
        for number, (line, order) in enumerate(zip(LINES, permutations(members), strict=True))
        for place, outlet in enumerate(order)
    ]


def test_outlets_that_post_one_text_within_minutes_are_a_group_and_copy_nobody() -> None:
    found = echoes([*chatter(OUTLETS, days=14), *volleys(("Beacon", "Clarion", "Mirror"), minutes=2)])
    (group,) = found.groups
    assert group.outlets == ("Beacon", "Clarion", "Mirror")
    assert (group.times, group.window_seconds, group.is_thin) == (6, 240, False)
    assert group.p < 1e-6
    assert found.edges == ()


def test_outlets_that_are_hours_apart_are_no_group() -> None:
    assert echoes([*chatter(OUTLETS, days=14), *volleys(("Beacon", "Clarion", "Mirror"), minutes=90)]).groups == ()


def test_an_outlet_that_always_follows_within_minutes_is_a_repeater_and_no_member() -> None:
    documents = chatter(OUTLETS, days=14)
    for number, line in enumerate(LINES):
        documents += [
            post(f"{outlet}-{number}", outlet, 30 + 40 * number + 4 * place * MINUTE, line)
            for place, outlet in enumerate(("Gazette", "Mirror", "Beacon"))
        ]
    found = echoes(documents)
    assert found.groups == ()
    assert {(edge.source, edge.repeater) for edge in found.edges} >= {("Gazette", "Mirror")}
