"""Moments as the ledger keeps them: in UTC, without a zone."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC).replace(tzinfo=None)
