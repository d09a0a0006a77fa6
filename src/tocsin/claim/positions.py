"""How the person behind a claim could know what it says, as far as its sentence shows."""

from tocsin.lexicon.language import Lexicon
from tocsin.model.source import Position
from tocsin.text.folding import folded
from tocsin.text.words import words

_LONGEST = 2000
"""Characters of a sentence that are looked at: what only looks like one must not cost much."""


class PositionReader:
    """Tells from the words of a sentence whether its speaker could know."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("parties")
        ways = ((Position.SAW, "saw"), (Position.SHOWN, "shown"))
        self._phrases = [(position, f" {phrase} ") for position, way in ways for phrase in table["position"][way]]
        self._first = frozenset(table["pronouns"]["first"])

    def told(self, sentence: str) -> Position | None:
        """How the words of a sentence tell that its speaker could know what is claimed in it."""
        told = words(folded(sentence[:_LONGEST]), inside="-'")
        spaced = f" {' '.join(word.lower for word in told)} "
        return next((position for position, phrase in self._phrases if phrase in spaced), None)

    def position(self, told: Position | None, *, actor: str | None) -> Position:
        """How the speaker could know a claim, given what its sentence tells; its actor may be the speaker: “we closed it”."""
        if told is not None:
            return told
        return Position.ACTED if actor is not None and folded(actor) in self._first else Position.UNKNOWN
