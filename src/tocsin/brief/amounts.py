"""Numbers and bands of them, for people."""

_LONG = 1e15
"""From here on a number is told by its power of ten."""


def amount(value: float) -> str:
    """A number as people read it: "12,500", "0.4", "1e+30"."""
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


def band(low: float | None, high: float | None) -> str:
    """What two bounds allow: "400–500", "400 or more", "up to 500"."""
    if low is None:
        return "not known" if high is None else f"up to {amount(high)}"
    if high is None:
        return f"{amount(low)} or more"
    return amount(low) if amount(low) == amount(high) else f"{amount(low)}–{amount(high)}"
