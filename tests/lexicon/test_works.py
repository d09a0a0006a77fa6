"""Works along a border by the words of claims: what they are, and how far."""

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.works import Work, works


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the wall along the border was completed in May", Work("wall", "finished")),
        ("soldiers are digging anti-tank ditches along the border", Work("trench", "being built")),
        ("the ministry plans to build a fence", Work("fence", "planned")),
        ("work on the barrier was halted", Work("barrier", "stopped")),
        ("lorries waited at the fence", Work("fence", None)),
        ("Wallace crossed the border", None),
    ],
)
def test_a_work_and_how_far_it_is_are_told_by_words(words: str, told: Work | None) -> None:
    assert works(lexicon_for(None)).told(words) == told
