"""The moment that a case is looked at from: what it held then, and what had been said by then."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """Which state of a case is wanted; None asks for what the case holds now, and for all that was said.

    Attributes:
        known_by: The moment (UTC) by which the case must have known a thing: readings, links, propositions, grades, rulings,
            removals and assessments are those that it held then.
        at: The day by whose end a document must have been published. One whose day of publication is not known counts from
            the day on which it was added.
    """

    known_by: datetime | None = None
    at: date | None = None

    @property
    def is_now(self) -> bool:
        """Whether it asks for everything that the case holds now."""
        return self.known_by is None and self.at is None

    @property
    def moment(self) -> datetime | None:
        """The moment that is taken for now; None if it is now."""
        end = datetime.combine(self.at, time.max) if self.at is not None else None
        return min((one for one in (self.known_by, end) if one is not None), default=None)
