"""How a speaker could know."""

import pytest

from tocsin.claim.positions import PositionReader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.source import Position

READER = PositionReader(lexicon_for("en"))


@pytest.mark.parametrize(
    ("sentence", "actor", "position"),
    [
        ("We saw with our own eyes that the weir was closed.", None, Position.SAW),
        ("Our reporters counted nine trucks.", None, Position.SAW),
        ("Satellite images show the closed weir.", None, Position.SHOWN),
        ("The footage was geolocated.", None, Position.SHOWN),
        ("We closed the weir.", "We", Position.ACTED),
        ("The operator closed the weir.", "the operator", Position.UNKNOWN),
        ("They wesaw it.", None, Position.UNKNOWN),
        ("", None, Position.UNKNOWN),
    ],
)
def test_the_words_tell_how_the_speaker_could_know(sentence: str, actor: str | None, position: Position) -> None:
    assert READER.position(READER.told(sentence), actor=actor) is position


def test_what_only_looks_like_a_sentence_costs_little() -> None:
    assert READER.position(READER.told("we saw " * 100_000), actor=None) is Position.SAW
    assert READER.position(READER.told("x" * 1_000_000), actor=None) is Position.UNKNOWN
