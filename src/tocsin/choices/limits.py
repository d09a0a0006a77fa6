"""What is too much to be worked out exactly."""

from tocsin.errors import TocsinError


class TooMuch(TocsinError):
    """An exact answer would take too long; the message says what there is too much of."""
