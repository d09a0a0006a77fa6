"""Numbers as people read them. The words around the numbers are the lexicon's."""

from collections.abc import Sequence

from tocsin.model.assessment import factor

_LEAST = 0.01
_LONG = 1e15


def percent(probability: float) -> str:
    """A probability in 0 … 1 as a percentage that never says 0 or 100: nothing here is that sure."""
    if probability < _LEAST:
        return "<1 %"
    return ">99 %" if probability > 1 - _LEAST else f"{probability * 100:.0f} %"


def percent_range(low: float, high: float) -> str:
    """An interval of probability in 0 … 1: "60–78 %", or one number where both ends have the same; within 1 and 99."""
    least, most = (max(1, min(99, round(end * 100))) for end in (low, high))
    return f"{least} %" if least == most else f"{least}–{most} %"


def share(part: float) -> str:
    """How much of a thing, in 0 … 1, as a percentage: "75 %"."""
    return f"{part * 100:.0f} %"


def span(ends: Sequence[float] | Sequence[str]) -> str:
    """A range by its ends: "40–52"; one end where both are the same; of days in ISO 8601 "2026-03-02 – 2026-03-06"."""
    told = dict.fromkeys(end if isinstance(end, str) else exact(end) for end in ends)
    return (" – " if any("-" in end for end in told) else "–").join(told)


def times(bits: float) -> str:
    """An effect in bits as the factor that it is: "×2.00"."""
    value = factor(bits)
    return f"×{value:.2f}" if 0.01 <= value < 1000 or value == 0 else f"×{value:.2g}"


def exact(value: float) -> str:
    """A number as it is, its thousands grouped: "12,500", "0.125"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.12g}"


def amount(value: float) -> str:
    """A number with the digits that count: "12,500", "0.4"; a very long one by its power of ten, "1e+30"."""
    if abs(value) >= _LONG:
        return f"{value:.3g}"
    whole = round(value)
    return f"{whole:,}" if abs(value) >= 100 or value == whole else f"{value:,.3g}"


def short(value: float) -> str:
    """A number short enough for an axis: "25k", "1.5M"."""
    if abs(value) >= _LONG:
        return f"{value:.0e}"
    for size, letter in ((1e12, "T"), (1e9, "bn"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= size:
            unit = 1e3 if letter == "k" else size
            return f"{value / unit:,.4g}{letter}"
    return f"{value:,.4g}"


def halves(count: float) -> str:
    """A count of which a hedged one is half a one: "½", "1½", "2"."""
    whole, half = divmod(count, 1)
    return f"{f'{whole:,.0f}' if whole or not half else ''}{'½' if half else ''}"
