"""Testimonies combined."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model import evidence
from tocsin.model.evidence import SUREST
from tocsin.model.source import Reliability
from tocsin.weigh.evidence import Balance

_UNIT = st.floats(0, 1)
_BOUNDS = st.tuples(_UNIT, _UNIT).map(lambda pair: (min(pair), max(pair)))
_TESTIMONIES = st.lists(st.builds(evidence.Testimony, certainty=_BOUNDS, reliability=_BOUNDS), max_size=4).map(tuple)
SURE = evidence.Testimony(certainty=(1.0, 1.0), reliability=(1.0, 1.0))


def _interval(balance: Balance) -> tuple[float, float]:
    return balance.interval or (0.0, 1.0)


@given(_TESTIMONIES, _TESTIMONIES, _TESTIMONIES)
def test_bounds_stay_in_order_and_short_of_certainty(favour: tuple, against: tuple, withdrawn: tuple) -> None:
    low, high = _interval(Balance(favour, against, withdrawn))
    assert 0 <= low <= high <= 1
    bits = [bit for side in Balance(favour, against, withdrawn).bits() for bit in side]
    assert all(map(math.isfinite, bits))


@given(_TESTIMONIES, _TESTIMONIES)
def test_who_says_so_never_moves_it_down_and_who_says_otherwise_never_up(favour: tuple, against: tuple) -> None:
    pro, con = Balance(favour, against).bits()
    assert all(bit >= -1e-9 for bit in pro)
    assert all(bit <= 1e-9 for bit in con)


def test_thousands_who_are_quite_sure_on_both_sides_divide_by_nothing() -> None:
    low, high = _interval(Balance((SURE,) * 5_000, (SURE,) * 5_000))
    assert (low, high) == (pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01))
    assert _interval(Balance((SURE,) * 5_000, ())) == (SUREST, SUREST)


def test_nobody_tells_nothing() -> None:
    assert Balance((), ()).interval is None
    assert Balance((), (), withdrawn=(SURE,)).interval is None


def test_a_better_grade_is_better_at_both_ends_and_f_lies_on_none_of_them() -> None:
    graded = [grade.band for grade in Reliability if grade is not Reliability.F]
    assert graded == sorted(graded, reverse=True)
    low, high = Reliability.F.band
    assert high - low > max(high - low for low, high in graded)
