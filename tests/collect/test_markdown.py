"""Markdown: front matter tells where a text comes from, and is no part of it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.files import FileCollector
from tocsin.collect.formats.markdown import split_front_matter
from tocsin.collect.given import Given
from tocsin.model.document import Document, Evidence

FRONT = """---
title: "Bridge: closed"
published: 2026-03-02
outlet: Radio Unterdrau
url: https://example.org/1
language: en-GB
---

"""


def read(tmp_path: Path, text: str, given: Given | None = None) -> Document:
    path = tmp_path / "bridge.md"
    path.write_text(text, encoding="utf-8", newline="")
    (found,) = FileCollector(given=given or Given(), longest=10_000).collect([path])
    assert isinstance(found, Evidence), found
    return found.document


def test_front_matter_tells_the_facts_of_a_document(tmp_path: Path) -> None:
    document = read(tmp_path, FRONT + "The bridge is *closed*.\n")
    assert (document.title, document.outlet, document.url) == (
        "Bridge: closed",
        "Radio Unterdrau",
        "https://example.org/1",
    )
    assert (document.published, document.language, document.name) == (date(2026, 3, 2), "en", "bridge")
    assert document.text == "The bridge is *closed*.\n"


def test_the_document_itself_is_believed_before_the_caller(tmp_path: Path) -> None:
    given = Given(published=date(2020, 1, 1), outlet="Somebody else")
    document = read(tmp_path, FRONT + "The bridge is closed.", given)
    assert (document.published, document.outlet) == (date(2026, 3, 2), "Radio Unterdrau")


def test_front_matter_may_have_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    document = read(tmp_path, "\ufeff---\r\ntitle: Bridge\r\n---\r\nClosed.\r\n")
    assert (document.title, document.text) == ("Bridge", "Closed.\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe bridge is closed.\n\n---\n\nThe mayor said so.\n",
        "---\n\nQ: Is it closed?\n\nA: Yes.\n\n---\n\nThat was all.\n",
        "---\n---\nThe bridge is closed.\n---\nThe mayor said so.\n",
        "---\ntitle: never closed\n\nThe bridge.\n",
        "Closed.\n---\ntitle: late\n---\n",
        "----\ntitle: four dashes\n----\n",
        "No front matter at all.",
        "",
    ],
)
def test_text_between_rules_is_not_lost(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_other_fields_and_lists_may_stand_in_front_matter() -> None:
    fields, text = split_front_matter(
        "---\n# a note\ntitle: Bridge\ntags:\n  - river\n- town\ndraft: false\n---\nClosed."
    )
    assert (fields, text) == ({"title": "Bridge"}, "Closed.")


@given(st.text(alphabet="-\n\r \ttile:aæ\ufeff", max_size=60))
def test_what_stands_behind_front_matter_is_the_end_of_the_text(text: str) -> None:
    _, rest = split_front_matter(text)
    assert text.endswith(rest)
