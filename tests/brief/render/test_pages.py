"""A brief as a page and as Markdown: whole, and hostile text stays text."""

import re
from dataclasses import replace
from datetime import date

import pytest
from brief.brief_builders import COUNCIL, WORDING, a_found, a_row, an_assessment, composed, records_of, text_of, weighed
from brief.taken_apart import Page
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tiers import examples

from tocsin.brief.render.markdown import escaped, markdown
from tocsin.brief.render.page import brief_page, tone
from tocsin.model.brief import Brief, Scope
from tocsin.model.reason import in_words

BRIEF = composed(records_of())
PAGE = Page(brief_page(BRIEF, WORDING))
TEXT = markdown(BRIEF, WORDING)


def squeezed(text: str) -> str:
    return "".join(text.split())


def of_text(text: str) -> Brief:
    """A brief in which a text stands wherever text of others can stand."""
    found = a_found(
        f"{text} The dam broke.", outlet=text, speaker=text, sources=(text,), name=text, published=date(2026, 3, 2)
    )
    why = (in_words(text, weight=1.0),)
    records = records_of(
        found, documents=(a_row(found, title=text),), assessments=(an_assessment(scenario=text, reasons=why),),
        propositions=(weighed([found], [COUNCIL]),), scope=Scope(about=text, place=text),
    )  # fmt: skip
    return composed(records, title=text)


# --- the page -----------------------------------------------------------------------------------------------------


def test_every_passage_stands_on_the_page() -> None:
    for section in BRIEF.sections:
        for passage in section.passages:
            for one in (passage, *passage.beside):
                assert squeezed(text_of(one).replace("`", "")) in squeezed(PAGE.shown)


def test_every_link_leads_to_a_reference_or_a_section() -> None:
    assert {link[1:] for link in PAGE.links} <= set(PAGE.ids)
    assert {f"r{number}" for number in range(1, len(BRIEF.references) + 1)} <= set(PAGE.ids)
    assert len(PAGE.ids) == len(set(PAGE.ids))


def test_every_reference_shows_document_outlet_day_offsets_and_sentence() -> None:
    for found in BRIEF.references:
        for words in (
            found.name, found.outlet or "", found.published.isoformat() if found.published else "",
            f"characters {found.claim.start}–{found.claim.end}", found.claim.id[:8], found.sentence,
        ):  # fmt: skip
            assert words in PAGE.shown


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    assert PAGE.names.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form"})
    assert not re.search(r"url\(|@import|src=", PAGE.html)
    policy = [attrs["content"] for tag, attrs in PAGE.elements if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_page_names_its_encoding_language_and_title() -> None:
    assert PAGE.html.startswith("<!doctype html>")
    assert ("meta", {"charset": "utf-8"}) in PAGE.elements
    assert [attrs.get("lang") for tag, attrs in PAGE.elements if tag == "html"] == ["en"]


def test_quotes_are_coloured_by_how_surely_they_are_stated() -> None:
    classes = {attrs.get("class") for tag, attrs in PAGE.elements if tag == "span"}
    assert {"quote ct", "quote ct neg", "quote uu question", "tag yes", "tag no"} <= classes


@pytest.mark.parametrize(
    ("interval", "colour"),
    [
        ((0.56, 0.8), "yes"), ((0.6, 0.97), "yes"), ((0.9, 0.9), "yes"), ((0.3, 0.3), "no"), ((0.03, 0.4), "no"),
        ((0.02, 0.02), "no"), ((0.3, 0.7), "open"), ((0.5, 0.5), "open"), ((0.5, 0.7), "open"), ((0.01, 0.99), "open"),
    ],
)  # fmt: skip
def test_a_range_over_both_sides_of_even_is_neither_yes_nor_no(interval: tuple[float, float], colour: str) -> None:
    assert tone(interval) == colour


def test_sides_stand_beside_each_other() -> None:
    sides = [attrs for tag, attrs in PAGE.elements if attrs.get("class") == "sides"]
    assert len(sides) == 3


# --- Markdown -----------------------------------------------------------------------------------------------------


def test_markdown_has_every_heading_passage_and_reference() -> None:
    assert TEXT.startswith("# The dam\n")
    for section in BRIEF.sections:
        assert f"\n## {WORDING.word('headings', section.name)}\n" in TEXT
        for passage in section.passages:
            assert escaped(text_of(passage)).replace("\\`", "`") in TEXT
    # A sentence that is quoted as it stands is not written a second time.
    assert 0 < TEXT.count("\n   “") < len(BRIEF.references)
    assert TEXT.endswith("\n")


def test_a_citation_is_the_number_of_a_reference() -> None:
    assert "[1]" in TEXT
    cited = {int(number) for row in re.findall(r" \[([\d, ]+)\]", TEXT) for number in row.split(",")}
    assert cited == set(range(1, len(BRIEF.references) + 1))


def test_a_command_is_code() -> None:
    brief = composed(records_of(claims=(), documents=(), assessments=(), is_empty=True))
    assert "`tocsin add`" in markdown(brief, WORDING)


# --- hostile text -------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>", "](javascript:alert(1))", "[x](javascript:alert(1))", "![x](http://a.example/x.png)",
    "| a | b |\n|---|---|", "# Heading", "\n\n# Heading\n\n", "- item", "1. item", "+ item", "> quote", "```sh\nrm\n```",
    "`code`", "**bold** _it_ ~~gone~~", "<img src=x onerror=alert(1)>", "&lt;b&gt; &#x3c;", "[1]: javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}", "https://a.example www.a.example me@a.example", "$x$", "---", "===", "\t\tcode", "<!-- x -->",
    "” and “", "\\](x)", "</span></li></ul></body>", "' onmouseover='x", '" onfocus="x',
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_the_page(text: str) -> None:
    page = Page(brief_page(of_text(text), WORDING))
    assert page.names <= PAGE.names
    assert squeezed(text) in squeezed(page.shown)
    assert all(link.startswith("#") for link in page.links)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_opens_nothing_in_markdown(text: str) -> None:
    lines = markdown(of_text(text), WORDING).splitlines()
    own = re.compile(r"# |## \w|- |  - |\d+\. |   “|$")
    assert all(own.match(line) for line in lines)
    for line in lines:
        plain = re.sub(r"\\.", "", line)
        # What is left that means something is ours: labels, references, code around commands and ids, bold around clauses.
        plain = re.sub(r" \[[\d, ]+\]", "", plain)
        plain = re.sub(r"`[^`]*`", "", plain)
        assert not re.search(r"[<>|{}$&~@]|\][(\[:]|!\[|\[\^", plain)
        assert not re.search(r"\w://|(?i:www\.)", plain)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_renderer_of_markdown_makes_no_more_of_hostile_text_than_of_any_other(text: str) -> None:
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = Page(renderer.render(markdown(of_text(text), WORDING)))
    assert page.names <= {"h1", "h2", "ul", "ol", "li", "p", "em", "strong", "code"}
    assert page.links == []
    assert squeezed(text) in squeezed(page.shown)


@pytest.mark.parametrize("text", ["# x", "- x", "+ x", "= x", "1. x", "12) x", "> x", "* x", ": x", "--- x"])
def test_what_would_open_a_block_at_the_start_of_a_line_is_escaped(text: str) -> None:
    assert re.match(r"\d*\\", escaped(text))


@pytest.mark.parametrize(
    "char", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\x00", "\x08", "\x1b", "\x9b", "\ud800"]
)
def test_characters_that_would_turn_or_break_a_page_are_shown_as_replaced(char: str) -> None:
    brief = of_text(f"dam{char}age")
    for written in (brief_page(brief, WORDING), markdown(brief, WORDING)):
        assert char not in written
        assert "dam\ufffdage" in written
        assert written.encode("utf-8")


def test_a_name_of_any_length_takes_one_line_that_can_be_read() -> None:
    name = "Bürgerforum " * 500
    brief = composed(records_of(a_found("The dam broke in the night.", outlet=name, sources=(name,), name=name)))
    assert max(map(len, markdown(brief, WORDING).splitlines())) < 1000
    assert "Bürgerforum …" in markdown(brief, WORDING)


def test_a_command_with_what_a_person_asked_cannot_leave_its_code() -> None:
    asked = "x` <b> `` y"
    records = records_of(scope=Scope(about=asked), unanswered=tuple(replace(COUNCIL) for _ in range(1)))
    many = tuple(a_found(f"Who pays for bed {n} in the gym of Muta?") for n in range(9))
    brief = composed(replace(records, unanswered=many))
    (line,) = [line for line in markdown(brief, WORDING).splitlines() if "--kind question" in line]
    assert line.endswith("``` tocsin claims 'x` <b> `` y' --kind question ```")


@examples(60)
@given(st.text(min_size=1, max_size=60) | st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map(" ".join))
def test_any_text_makes_a_page_whose_elements_nest(text: str) -> None:
    brief = of_text(text)
    page = Page(brief_page(brief, WORDING))
    assert page.names <= PAGE.names
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert all(re.match(r"# |#$|## \w|- |  - |\d+\. |   “|$", line) for line in markdown(brief, WORDING).split("\n"))
