"""Who lays something down in a case, and when."""

from datetime import UTC, datetime
from getpass import getuser


def now() -> datetime:
    """This moment in UTC, as the ledger keeps moments."""
    return datetime.now(UTC).replace(tzinfo=None)


def user() -> str:
    """The name of the user who is logged in."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
