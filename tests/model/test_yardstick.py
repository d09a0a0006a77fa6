import pytest

from tocsin.model.yardstick import yardstick_words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.6, 0.7, "likely"),
        (0.6, 0.97, "likely to almost certain"),
        (0.0, 1.0, "almost no chance to almost certain"),
        (0.5, 0.5, "roughly even chance"),
    ],
)
def test_an_interval_is_told_by_the_words_of_its_ends(low: float, high: float, words: str) -> None:
    assert yardstick_words(low, high) == words
