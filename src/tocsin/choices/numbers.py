"""Numbers of a choice file, kept exact: 0.1 is one tenth, and "1/3" is a third."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from tocsin.model.choice import Range
from tocsin.text.toml_file import quoted, shown

_FRACTION = re.compile(r"\s*([-+]?\d+)\s*/\s*(\d+)\s*")
_DECIMAL = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_LONGEST = 400
"""Characters of a number in quotes."""
_POWERS = 100
"""The most digits that a number has before the point, or zeros behind it: a float can still hold its square."""
_REMEDY = 'write a number, as in 3, -0.25 or "1/3"'


def decimal_literal(text: str) -> Decimal:
    """A decimal literal of TOML, as it is written; also inf and nan, which `exact` refuses."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("nan")


def exact(value: object) -> Fraction:
    """A number of the file.

    Raises:
        ValueError: It is none, or not finite, or too large or small; the message says what to write.
    """
    if isinstance(value, str) and len(value) <= _LONGEST:
        if fraction := _FRACTION.fullmatch(value):
            above, below = int(fraction[1]), int(fraction[2])
            if not below:
                raise ValueError(f"{quoted(value)} divides by 0; {_REMEDY}")
            return _sized(Fraction(above, below), value)
        value = Decimal(value.strip()) if _DECIMAL.fullmatch(value) else value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(
                f"{str(value).lower().replace('infinity', 'inf')} is no number that can be reckoned with; {_REMEDY}"
            )
        if value and abs(value.adjusted()) > _POWERS:
            raise ValueError(f"{str(value)[:40]} is too large or too small to reckon with; use another unit")
        return Fraction(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{shown(value)} is no number; {_REMEDY}")
    return _sized(Fraction(value), value)


def read_range(value: object) -> Range:
    """A number, [low, high] or [low, mode, high]; the mode of two is their middle.

    Raises:
        ValueError: It is none of them; the message says what to write.
    """
    if not isinstance(value, Sequence) or isinstance(value, str):
        return Range.sure(exact(value))
    numbers = [exact(one) for one in value]
    told = ", ".join(map(str, value))
    if len(numbers) not in (2, 3):
        raise ValueError(f"[{told}] is no range: it has two or three numbers, [low, high] or [low, mode, high]")
    low, high = numbers[0], numbers[-1]
    mode = numbers[1] if len(numbers) == 3 else (low + high) / 2
    if not low <= mode <= high:
        raise ValueError(f"[{told}] is turned round: a range goes from low to high; put its numbers in that order")
    return Range(low, mode, high)


def _sized(number: Fraction, written: object) -> Fraction:
    most = 10 ** (_POWERS + 1)
    if abs(number) >= most or number.denominator >= most:
        raise ValueError(f"{shown(written)} is too large or too small to reckon with; use another unit")
    return number
