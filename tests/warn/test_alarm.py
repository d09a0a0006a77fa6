"""Two thresholds."""

from hypothesis import given
from hypothesis import strategies as st
from warn.builders import ALARM

from tocsin.warn.assessing import rings

inside = st.floats(ALARM.silent_at, ALARM.rings_at, exclude_max=True)


def test_it_begins_at_the_upper_and_stops_below_the_lower_threshold() -> None:
    course = [0.2, 0.54, 0.55, 0.5, 0.4, 0.39, 0.5, 0.6]
    heard, rang = [], False
    for probability in course:
        rang = rings(ALARM, probability, rang=rang)
        heard.append(rang)
    assert heard == [False, False, True, True, True, False, False, True]


@given(st.booleans(), st.lists(inside))
def test_between_the_thresholds_it_never_flickers(rang: bool, course: list[float]) -> None:
    assert all(rings(ALARM, probability, rang=rang) is rang for probability in course)
