"""Bursts: when a narrative or a topic fills more of a case than otherwise."""

from echo.stream import LINES, chatter, echoes, post

from tocsin.echo.bursts import Calendar, increase
from tocsin.echo.posts import posts_of

OUTLETS = ("Gazette", "Herald", "Mirror", "Beacon", "Clarion", "Sentinel")


def test_a_push_of_a_narrative_is_a_burst_from_its_first_to_its_last_document() -> None:
    documents = chatter(OUTLETS, days=40)
    for number, line in enumerate(LINES):
        for place, outlet in enumerate(OUTLETS[:4]):
            documents.append(post(f"{outlet}-{number}", outlet, 474 + 4 * number + place / 2, line))
    (burst,) = [one for one in echoes(documents).bursts if one.narrative is not None]
    assert len(burst.documents) == 24
    assert (burst.documents[0], burst.documents[-1]) == ("Gazette-0", "Beacon-5")
    assert burst.rate > 5
    assert burst.p <= 0.01


def test_a_story_that_many_tell_in_their_own_words_is_a_burst_and_no_narrative() -> None:
    documents = chatter(OUTLETS, days=40)
    words = ("bridge", "girders", "rivets", "ferrymen", "engineer", "Dunholt")
    for number in range(30):
        own = [words[(number * step + 1) % 6] for step in (1, 2, 3, 5)]
        text = f"Dunholt bridge, report {number * 37}: the {own[0]} and the {own[1]} near {own[2]} {number * 11}, {own[3]}."
        documents.append(post(f"story-{number}", OUTLETS[number % 6], 480 + 1.5 * number, text))
    found = echoes(documents)
    assert found.edges == ()
    (burst,) = found.bursts
    assert burst.narrative is None
    assert "dunholt" in burst.label.split()
    assert len([name for name in burst.documents if name.startswith("story")]) >= 25


def test_a_steady_flow_of_documents_has_no_burst() -> None:
    assert echoes(chatter(OUTLETS, days=40)).bursts == ()


def test_what_is_written_more_often_since_a_day_became_more_frequent_on_that_day() -> None:
    posts, _ = posts_of(chatter(OUTLETS, days=60))
    calendar = Calendar(posts)
    day, rate, p = increase([n for n in range(len(posts)) if calendar.days[n] >= 40 and n % 3 == 0], calendar) or (
        0,
        0,
        1,
    )
    assert abs(day - 40) <= 1
    assert rate > 5
    assert p <= 0.01


def test_what_is_written_as_often_as_all_else_did_not_become_more_frequent() -> None:
    posts, _ = posts_of(chatter(OUTLETS, days=60))
    found = increase(range(0, len(posts), 20), Calendar(posts))
    assert found is not None
    assert found[2] > 0.01
    assert increase([3], Calendar(posts)) is None
