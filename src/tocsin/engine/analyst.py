"""Who lays something down in a case."""

from getpass import getuser


def user() -> str:
    """The name of the user who is logged in."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
