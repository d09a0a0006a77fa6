"""Facts changed: for each fact every other value, record and kind that a faulty composer could give it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.place import Dispute
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason


def mutations(passage: Passage) -> Iterator[tuple[str, Passage]]:
    """The passage with one fact changed, and the name of that fact."""
    for name, fact in passage.facts.items():
        for other in (
            replace(fact, value=another(fact.value)),
            replace(fact, of=(*fact.of, "ffff")),
            replace(fact, of=fact.of[1:] if len(fact.of) > 1 else ("ffff",)),
            replace(fact, kind=FactKind.TITLE if fact.kind is not FactKind.TITLE else FactKind.NAME),
        ):
            yield name, with_fact(passage, name, other)


def with_fact(passage: Passage, name: str, fact: Fact) -> Passage:
    """The passage with another fact in a place."""
    return replace(passage, facts={**passage.facts, name: fact})


def another(value: Any) -> Any:
    """Another value of the same type."""
    match value:
        case None:
            return "Perchner"
        case bool() | int() | float():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case str():
            return f"{value} not"
        case Quantity():
            return replace(value, low=(value.low or 0) + 1)
        case Dispute():
            return replace(value, territory=f"{value.territory} not")
        case Reason():
            return replace(value, facts={**value.facts, "words": "something else"})
        case (*others, last):
            return (*others, another(last))
    raise TypeError(value)
