"""Fields that a record keeps as working notes: stored in the case, left out of the promised form."""

from dataclasses import field
from typing import TypeVar

_Value = TypeVar("_Value")


def note(default: _Value) -> _Value:
    """A dataclass field that holds a working note."""
    value: _Value = field(default=default, metadata={"record": False, "note": True})
    return value
