"""Posts, videos and channels without a name are sources without one: what they say is not the outlet's own word."""

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
