"""A reading as one page: whole, self-contained, and hostile text stays text."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from brief.taken_apart import Page
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.brief.reading_page import reading_page
from tocsin.engine.reader import Reader
from tocsin.model.document import Document
from tocsin.model.reading import Reading

READER = Reader()


def page(*readings: Reading) -> Page:
    return Page("".join(reading_page(readings)))


def of(text: str, **facts: Any) -> Page:
    return page(READER.read_text(text, **facts))


TEXT = (
    "Anna Brunner spoke to Radio Seefeld about the dam.\n\n"
    "– Is the dam safe?\n"
    "– I think that it is. More than 300 people left Linz on Monday, and nobody was hurt.\n"
    "– When will it open?\n"
    "– If it rains, we will wait. I hope that it does not rain.\n"
)
READING = READER.read_text(TEXT, title="The dam", published=date(2024, 3, 6), outlet="Radio Seefeld")
PAGE = page(READING)


def squeezed(text: str) -> str:
    return "".join(text.split())


def without_numbers(made: Page) -> Page:
    """The page without the numbers of the claims in its text."""
    return Page(re.sub(r"<sup.*?</sup>", "", made.html))


# --- what it shows ------------------------------------------------------------------------------------------------


def test_the_page_holds_the_whole_text() -> None:
    for line in TEXT.splitlines():
        assert squeezed(line) in squeezed(without_numbers(PAGE).shown)


def test_every_claim_has_a_note() -> None:
    assert {f"c{number}" for number in range(1, len(READING.claims) + 1)} <= set(PAGE.ids)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    inner = {link[1:] for link in PAGE.links if link.startswith("#")}
    assert len(inner) == 2 * len(READING.claims)
    assert inner <= set(PAGE.ids)


def test_no_id_stands_twice() -> None:
    assert len(PAGE.ids) == len(set(PAGE.ids))


def test_a_note_says_who_how_surely_when_where_and_how_many() -> None:
    for words in (
        "Anna Brunner", "more than 300 people", "Linz", "2024-03-04", "certain (95–99 %)", "question", "wish", "conditional",
        "left open", "because",
    ):  # fmt: skip
        assert words in PAGE.shown, words


def test_the_page_says_who_speaks_where_the_speaker_changes() -> None:
    assert "Radio Seefeld (interviewer)" in PAGE.shown
    assert "Anna Brunner (interviewee)" in PAGE.shown


def test_the_head_tells_title_outlet_and_day() -> None:
    assert ("title", {}) in PAGE.elements
    assert "The dam" in PAGE.shown
    assert "Radio Seefeld · published 2024-03-06" in PAGE.shown


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    assert "day of publication not known" in of("The dam broke.").shown
    assert "not told" in of("The dam broke.").shown


def test_a_denied_claim_is_marked_as_such() -> None:
    classes = [attrs.get("class") for tag, attrs in of("The dam did not break.").elements if tag == "mark"]
    assert classes[-1] == "ct neg"


def test_a_claim_over_wrapped_lines_is_marked_on_each() -> None:
    text = (
        "The council of the small town said on the first evening of\n"
        "the week that the old bridge, the new road, and the houses\n"
        "by the river were closed to everybody who did not live in\n"
        "one of them and that nobody knew for how long it would be.\n"
    )
    wrapped = of(text)
    marked = squeezed("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", wrapped.html)))
    for words in ("the old bridge, the new road, and the houses", "by the river were closed to everybody"):
        assert squeezed(words) in marked


def test_carriage_returns_are_not_shown_as_broken_characters() -> None:
    assert "\ufffd" not in of("The dam broke.\r\nThe bridge fell.\r\n").shown


def test_several_readings_share_one_page_with_numbers_that_go_on() -> None:
    both = page(READING, READER.read_text("The bridge fell on Monday."))
    assert len(both.ids) == len(set(both.ids)) == 2 * (len(READING.claims) + 1)
    assert f"c{len(READING.claims) + 1}" in both.ids
    assert "The bridge fell on Monday" in both.shown


def test_no_readings_make_no_page() -> None:
    assert list(reading_page([])) == []


def test_the_page_is_made_part_by_part() -> None:
    taken: list[int] = []

    def readings() -> Iterator[Reading]:
        for number in range(50):
            taken.append(number)
            yield READING

    parts = reading_page(readings())
    next(parts)
    assert len(taken) < 50


def test_a_document_without_claims_still_shows_its_text() -> None:
    assert "Linz" in of("Linz").shown
    assert of("").shown


@pytest.mark.parametrize("space", [" ", "\u00a0", "\t"])
def test_a_line_of_spaces_costs_as_much_as_it_is_long(space: str) -> None:
    def cost(length: int) -> float:
        document = Document(id="d", name="d", text=f"The dam broke.\n{space * length}\nThe end.")
        return least_seconds(Reading(document=document))

    assert cost(400_000) < 10 * cost(100_000) + 0.05


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["beside each other", "within each other", "over many lines"])
def test_claims_of_one_line_cost_as_much_as_they_are_many(shape: str) -> None:
    def cost(number: int) -> float:
        word = "said\n" if shape == "over many lines" else "said,"
        text = word * number
        claims = tuple(
            replace(
                READING.claims[0], id=str(one), start=5 * one, text="",
                end=5 * one + 4 if shape == "beside each other" else len(text),
            )
            for one in range(number)
        )  # fmt: skip
        return least_seconds(Reading(document=Document(id="d", name="d", text=text), claims=claims))

    assert cost(2_000) < 10 * cost(500)


def least_seconds(reading: Reading) -> float:
    """The processor time that a page of a reading takes, the least of three."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        "".join(reading_page([reading]))
        taken.append(time.process_time() - before)
    return min(taken)


# --- by itself ----------------------------------------------------------------------------------------------------


def test_the_page_loads_nothing_from_outside() -> None:
    assert PAGE.names.isdisjoint(
        {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio"}
    )
    assert not re.search(r"url\(|@import|src=", PAGE.html)
    assert all(link.startswith("#") for link in PAGE.links)


def test_the_page_forbids_scripts_and_outside_sources() -> None:
    policy = [attrs["content"] for tag, attrs in PAGE.elements if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_page_names_its_encoding_language_and_title() -> None:
    assert PAGE.html.startswith("<!doctype html>")
    assert ("meta", {"charset": "utf-8"}) in PAGE.elements
    assert [attrs.get("lang") for tag, attrs in PAGE.elements if tag == "html"] == ["en"]


def test_every_link_and_list_has_a_name_for_a_screen_reader() -> None:
    links = [attrs for tag, attrs in PAGE.elements if tag == "a"]
    assert links
    assert all(attrs.get("aria-label") for attrs in links)


def test_the_address_of_a_document_is_a_link_only_if_it_is_a_web_address() -> None:
    document = READING.document
    web = page(replace(READING, document=replace(document, url="https://example.org/a?b=c&d='\"><x>")))
    assert "https://example.org/a?b=c&d='\"><x>" in web.links
    assert "x" not in web.names
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " javascript:x", "JAVASCRIPT:x"):
        assert address not in page(replace(READING, document=replace(document, url=address))).html


# --- hostile text -------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script> said that it rained.", "</p></div></section></body></html>The dam broke.",
    "<img src=x onerror=alert(1)> The dam broke.", "The mayor said: “</mark><b>bold</b>”.", "{{ 7 * 7 }} {% raw %} {# no #}",
    "The dam &lt;broke&gt; &amp; fell &#x3c;b&#x3e;.", "' onmouseover='alert(1) The dam broke. \" onfocus=\"x",
    "<!-- The dam broke. -->", "<![CDATA[ The dam broke. ]]>", "<style>* { display: none }</style> The dam broke.",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    hostile = of(text, title=text, outlet=text, name=text)
    assert hostile.names <= PAGE.names
    assert squeezed(text) in squeezed(without_numbers(hostile).shown)


def test_hostile_names_of_parties_and_places_stay_text() -> None:
    claims = tuple(replace(claim, speaker="<b>x</b>", sources=("<i>y</i>", "\u202eevil")) for claim in READING.claims)
    turns = tuple(replace(turn, speaker="<u>z</u>") for turn in READING.turns)
    hostile = page(replace(READING, claims=claims, turns=turns))
    assert hostile.names == PAGE.names
    assert "\u202e" not in hostile.html


@pytest.mark.parametrize(
    "char", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\x00", "\x08", "\x1b", "\x7f", "\x9b", "\ud800", "\uffff"]
)  # fmt: skip
def test_characters_that_would_break_the_page_are_shown_as_replaced(char: str) -> None:
    text = f"The dam{char} broke."
    document = Document(id="d", name=text, title=text, outlet=text, url=f"https://example.org/{char}", text=text)
    html = "".join(reading_page([replace(READER.read_text(text), document=document)]))
    assert char not in html
    assert "The dam\ufffd broke" in html
    assert html.encode("utf-8")


@examples(80)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*HOSTILE, "\n", "The dam broke. ", "<", "\r\n"]), max_size=5).map("".join)
)
def test_any_text_makes_a_page_whose_elements_nest_and_whose_links_lead_somewhere(text: str) -> None:
    made = of(text, title=text)
    assert {link[1:] for link in made.links} <= set(made.ids)
    assert made.names <= PAGE.names
    assert made.html.encode("utf-8")
