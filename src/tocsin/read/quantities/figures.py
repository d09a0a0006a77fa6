"""A number written in digits, to its value: "1,000.5", "1.000,5", "１０", "٣٬٢٨٠", "½"."""

import re
import unicodedata
from math import isfinite

LONGEST = 300
"""Characters a number may have; beyond that a float cannot hold it."""

_PLAIN = str.maketrans("\u066b\u066c，．’\u00a0\u202f\u2009 ", ".,,.'''''")
# Thousands in groups of three, or the Indian way: groups of two before a last one of three.
_GROUPED = re.compile(r"\d{1,3}(?:(?:S\d{3})+|(?:S\d{2})+S\d{3})".replace("S", "[.,']"))


def value_of(text: str, *, decimal: str = ".") -> float | None:
    """The value of a number in digits, None where it is none ("1,2,3", "10.12.2020") or too great to hold.

    Args:
        text: Digits of any script with the signs between them.
        decimal: The decimal sign of the language, for a number that has one sign only.
    """
    if len(text) > LONGEST:
        return None
    if len(text) == 1:
        return unicodedata.numeric(text, None)
    plain = text.translate(_PLAIN)
    if not plain[:1].isdecimal() or not all(character.isdecimal() or character in ".,'" for character in plain):
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return _whole(plain)
    sign, whole, rest = plain[last], plain[:last], plain[last + 1 :]
    if sign in whole or (_GROUPED.fullmatch(plain) and sign != decimal and _other(sign) not in whole):
        return _whole(plain)
    if sign != decimal and _other(sign) not in whole and len(rest) > 2:
        return None
    before = _whole(whole)
    return None if before is None or not rest.isdecimal() else _finite(f"{int(before)}.{_ascii(rest)}")


def _other(sign: str) -> str:
    return "," if sign == "." else "."


def _whole(text: str) -> float | None:
    """The value of a whole number, whose groups must be marked by one sign throughout."""
    signs = {character for character in text if not character.isdecimal()}
    if signs and (len(signs) > 1 or not _GROUPED.fullmatch(text)):
        return None
    return _finite(_ascii("".join(character for character in text if character.isdecimal())))


def _ascii(digits: str) -> str:
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)


def _finite(text: str) -> float | None:
    value = float(text)
    return value if isfinite(value) else None
