"""Fields that a record keeps as working notes: stored in the case, left out of the promised form."""

from dataclasses import field
from typing import TypeVar

_Value = TypeVar("_Value")


def internal(default: _Value) -> _Value:
    """A dataclass field that holds a working note: kept in the case, left out of the promised record."""
    value: _Value = field(default=default, metadata={"record": False, "note": True})
    return value
