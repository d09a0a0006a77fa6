"""Plain text: the characters of the file as they stand."""

from tocsin.collect.characters import characters
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source


def read(source: Source) -> Pieces:
    """The text of the file, to the character."""
    yield Found(text=characters(source.whole(), name=source.where))
