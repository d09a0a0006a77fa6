"""Interviews in every layout: whose word each sentence is, and that no label or mark is part of a claim."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.kind import Kind
from tocsin.model.reading import Reading

READER = Reader()

OFFICES = """\
CLARA WENDT, MAYOR OF ALTRAU: The bridge has been closed since Monday. About 60 buses take another road.

JON MARSH, HARBOUR FM: Who closed it?

WENDT: The district engineer closed it.

MARSH: And when will it open?

WENDT: We expect that it will open in May.
"""
WORDS = """\
Clara Wendt, the mayor of Altrau, spoke to Harbour FM about the bridge.

Question – Who closed the bridge?

Answer – The district engineer closed it. About 60 buses take another road.

Question – When will it open?

Answer – We expect that it will open in May.
"""
BOLD = """\
**Marsh:** Who closed the bridge, Clara Wendt?

**Wendt:** The district engineer closed it. About 60 buses take another road.

**Marsh:** When will it open?

**Wendt:** We expect that it will open in May.
"""
ABOVE = """\
Jon Marsh
Who closed the bridge?

Clara Wendt
The district engineer closed it. About 60 buses take another road.

Jon Marsh
When will it open?

Clara Wendt
We expect that it will open in May.
"""
INLINE = """\
Clara Wendt, the mayor of Altrau, spoke to Harbour FM about the bridge.

– Who closed the bridge? – The district engineer closed it. About 60 buses take another road.

– When will it open? – We expect that it will open in May.
"""
PARTS = """\
Clara Wendt is the mayor of Altrau.

Interviewer: Who closed the bridge?

Wendt: The district engineer closed it. About 60 buses take another road.

Interviewer: When will it open?

Wendt: We expect that it will open in May.
"""
INITIALS = """\
Jon Marsh talks to Clara Wendt about the bridge

JM: Who closed the bridge?

CW: The district engineer closed it. About 60 buses take another road.

JM: When will it open?

CW: We expect that it will open in May.
"""
HEADINGS = """\
Harbour FM met Clara Wendt, the mayor of Altrau, at the bridge.

## Who closed the bridge?

The district engineer closed it. About 60 buses take another road.

## When will it open?

We expect that it will open in May.
"""
LETTERS = """\
Clara Wendt, the mayor of Altrau, spoke to Harbour FM about the bridge.

**Q1:** Who closed the bridge?

**A1:** The district engineer closed it. About 60 buses take another road.

**Q2:** When will it open?

**A2:** We expect that it will open in May.
"""
BOLD_INLINE = """\
Clara Wendt, the mayor of Altrau, spoke to Harbour FM about the bridge.

**Who closed the bridge?** The district engineer closed it. About 60 buses take another road.

**When will it open?** We expect that it will open in May.
"""
DASHES = """\
Clara Wendt, the mayor of Altrau, spoke to Harbour FM about the bridge.

— Who closed the bridge?

— The district engineer closed it. About 60 buses take another road.

— When will it open?

— We expect that it will open in May.
"""
BARS = INITIALS.replace("JM:", "JM |").replace("CW:", "CW |").replace("?\n\nCW", "?\nCW")
DASHED_INITIALS = INITIALS.replace("JM:", "JM –").replace("CW:", "CW –")
BOLD_INITIALS = INITIALS.replace("JM:", "**JM**").replace("CW:", "**CW**")
BRACKETS = ABOVE.replace("Jon Marsh\n", "[Jon Marsh]: ").replace("Clara Wendt\n", "[Clara Wendt]: ")
BULLETS = HEADINGS.replace("## ", "• ")

# Each with whoever asks in it.
LAYOUTS = {
    "offices": (OFFICES, "Jon Marsh"), "words": (WORDS, "Harbour FM"), "bold": (BOLD, "Marsh"),
    "above": (ABOVE, "Jon Marsh"), "inline": (INLINE, "Harbour FM"), "parts": (PARTS, None),
    "initials": (INITIALS, "Jon Marsh"), "headings": (HEADINGS, "Harbour FM"), "letters": (LETTERS, "Harbour FM"),
    "bold inline": (BOLD_INLINE, "Harbour FM"), "dashes": (DASHES, "Harbour FM"),
    "bars": (BARS, "Jon Marsh"), "dashed initials": (DASHED_INITIALS, "Jon Marsh"),
    "bold initials": (BOLD_INITIALS, "Jon Marsh"), "brackets": (BRACKETS, "Jon Marsh"),
    "bullets": (BULLETS, "Harbour FM"),
}  # fmt: skip


@cache
def read(layout: str) -> Reading:
    return READER.read_text(LAYOUTS[layout][0])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "words", ["The district engineer closed it", "About 60 buses take another road", "it will open in May"]
)
def test_an_answer_is_the_word_of_whoever_is_interviewed(layout: str, words: str) -> None:
    (claim,) = (one for one in read(layout).claims if one.text == words)
    assert (claim.speaker, claim.sources) == ("Clara Wendt", ())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_question_stays_one_and_is_asked_by_whoever_asks(layout: str) -> None:
    asked = [one for one in read(layout).claims if one.text.endswith("?")]
    assert len(asked) == 2
    assert {(one.kind, one.speaker) for one in asked} == {(Kind.QUESTION, LAYOUTS[layout][1])}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_label_or_mark_is_part_of_a_claim(layout: str) -> None:
    for claim in read(layout).claims:
        assert claim.text[0].isalnum()
        assert not any(sign in claim.text for sign in ("*", "#", ":", "–", "—", "WENDT", "CW"))


def test_the_title_tells_who_answers_where_the_text_does_not() -> None:
    text = "**Who closed the bridge?**\n\nI did, says Clara Wendt.\n\n**When will it open?**\n\nIt will open in May.\n"
    reading = READER.read_text(text, title="Clara Wendt on the bridge")
    (claim,) = (one for one in reading.claims if one.text == "It will open in May")
    assert claim.speaker == "Clara Wendt"


def test_questions_with_a_letter_may_have_answers_without_one() -> None:
    text = (
        "Talk with Ben Roth\n\nQ: What broke?\n\nThe pump broke on Monday.\n\nQ: Who paid?\n\nThe town paid for it.\n"
    )
    spoken = {claim.text: claim.speaker for claim in READER.read_text(text).claims}
    assert spoken["The town paid for it"] == "Ben Roth"
    assert spoken["Who paid?"] is None


def test_a_whole_interview_may_stand_in_one_paragraph() -> None:
    text = "Talk with Ben Roth\n\n– What broke? – The pump broke on Monday. – Who paid? – The town paid for it.\n"
    spoken = {claim.text: claim.speaker for claim in READER.read_text(text).claims}
    assert spoken["The pump broke on Monday"] == spoken["The town paid for it"] == "Ben Roth"
    assert spoken["Who paid?"] is None
