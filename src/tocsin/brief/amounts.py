"""Bands of numbers, for people."""

from tocsin.text.numbers import amount


def band(low: float | None, high: float | None) -> str:
    """What two bounds allow: "400–500", "400 or more", "up to 500"."""
    if low is None:
        return "not known" if high is None else f"up to {amount(high)}"
    if high is None:
        return f"{amount(low)} or more"
    return amount(low) if amount(low) == amount(high) else f"{amount(low)}–{amount(high)}"
