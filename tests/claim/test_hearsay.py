"""What posts, rumours and channels without a name say, and what the next sentence says of it."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality

READER = Reader()


def claims(text: str) -> list[Claim]:
    return list(READER.read_text(text, published=date(2025, 6, 20)).claims)


@pytest.mark.parametrize(
    "text",
    [
        "We are seeing posts that claim a lock at Enns has burst. That is wrong.",
        "Channels write that a lock at Enns has burst. This does not correspond to reality.",
        "Rumours spread that a lock at Enns has burst. They are false.",
        "A video on social media claims that a lock at Enns has burst. It is a hoax.",
        "Users on Chirper wrote that a lock at Enns has burst. The claim is untrue.",
    ],
)
def test_hearsay_that_the_next_sentence_denies_is_not_so(text: str) -> None:
    found = claims(text)
    claim = next(one for one in found if "burst" in one.text)
    assert (claim.factuality, claim.sources) == (Factuality.CERTAINLY_NOT, ())
    assert not any(word in one.text for one in found for word in ("wrong", "reality", "false", "hoax", "untrue"))


def test_whoever_says_that_hearsay_is_not_so_is_its_source() -> None:
    (claim,) = claims("Posts claim that a lock at Enns has burst. That is not true, the fire service said.")
    assert claim.sources == ("fire service",)


def test_what_a_named_source_says_stays_its_word_when_another_denies_it() -> None:
    first, _ = claims("The minister said that exports rose. That is wrong, the statistics office said.")
    assert (first.factuality, first.sources) == (Factuality.CERTAIN, ("minister",))


def test_a_post_without_a_name_is_an_unnamed_source() -> None:
    (claim,) = claims('"The lock at Enns has burst," one post says.')
    assert claim.sources == ("unnamed source",)


def test_whoever_is_able_to_hear_something_hears_it() -> None:
    (claim,) = claims("“We can hear the miners,” the mayor of Enns said.")
    assert claim.factuality is Factuality.CERTAIN


def test_a_channel_with_a_name_is_the_source_of_what_it_says() -> None:
    claim = claims("The channel Northern Wind wrote that a lock at Enns has burst. This is a lie.")[0]
    assert (claim.factuality, claim.sources) == (Factuality.CERTAIN, ("Northern Wind",))


def test_what_the_speaker_was_told_is_somebody_else_s_word() -> None:
    assert [one.sources for one in claims("I was told that the lock had burst. I think that it is open.")] == [
        ("unnamed source",), (),
    ]  # fmt: skip
