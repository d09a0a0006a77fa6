"""Posts, videos and channels without a name are sources without one: what they say is not the outlet's own word."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


@pytest.mark.parametrize(
    "text",
    [
        "Nine barges sank at Enns, according to a message that spread on social networks.",
        "Nine barges sank at Enns, according to a post shared on Chirper.",
        "A widely shared post says nine barges sank at Enns.",
        "Reports circulating on Chirper say that nine barges sank at Enns.",
        "Nine barges sank at Enns, reports on social media say.",
        "A post that was shared 4,000 times said nine barges sank at Enns.",
    ],
)
def test_writings_that_go_round_are_an_unnamed_source(text: str) -> None:
    (claim,) = READER.read_text(text, outlet="The Daily").claims
    assert (claim.text, claim.sources) == (
        "nine barges sank at Enns".replace("n", claim.text[0], 1),
        ("unnamed source",),
    )


def test_a_local_channel_stands_before_whom_it_cites() -> None:
    text = "A fisherman counted nine bodies near the weir, a local channel reported."
    (claim,) = READER.read_text(text, outlet="The Daily").claims
    assert claim.sources == ("local channel", "fisherman")


def test_a_repost_is_the_word_of_who_stands_behind_from_whatever_sign_follows() -> None:
    text = "7 May 16:00\nRepost from Traun Valley Radio:\n"
    text += "The pit belongs to the firm Steinert, which lost its licence in March."
    found = READER.read_text(text, published=date(2025, 5, 8)).claims
    assert {claim.sources for claim in found} == {("Traun Valley Radio",)}
    assert "[pit" not in found[1].standalone


def test_how_a_paper_knows_a_letter_and_that_a_name_is_withheld_are_no_claims() -> None:
    text = (
        "In a letter of 2 April, which the paper has seen, an official told her that no fault was found. "
        "A foreman, who asked for his name to be withheld, said that the tanks were where the flood had come."
    )
    found = [claim.text for claim in READER.read_text(text, published=date(2025, 5, 8)).claims]
    assert found == ["no fault was found", "the tanks were where the flood had come"]
