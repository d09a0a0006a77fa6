"""Noise among claims, on the invented pages of benchmarks/accuracy: how much of it there may be, and what may be lost."""

import re
from dataclasses import dataclass

import pytest
from benchmark_texts import FOLDER

from tocsin.engine.reader import Reader
from tocsin.model.span import Span

MOST_NOISE = {"tuned": 0.08, "held": 0.2}
LEAST_FOUND = 0.97


@dataclass
class Page:
    """A page's text, and where in it there is noise and where something is reported."""

    text: str
    noise: list[Span]
    reported: list[Span]


def page_in(marked: str) -> Page:
    """A page from its marked form, which the README of the folder describes."""
    page = Page("", [], [])
    for line in marked.splitlines():
        mark, words = (line[0], line[1:]) if line[:1] in (".", "=", "?") else ("=", line)
        for number, piece in enumerate(re.split("[⟦⟧]", words)):
            span = Span(len(page.text), len(page.text) + len(piece))
            if re.search(r"\w", piece):
                (page.noise if number % 2 or mark == "." else page.reported).append(span)
            page.text += piece
        page.text += "\n\n"
    return page


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_pages_make_few_claims_of_furniture_and_lose_no_report(part: str, reader: Reader) -> None:
    claims = noise = sentences = found = 0
    for path in sorted((FOLDER / "pages" / part).glob("*.txt")):
        page = page_in(path.read_text(encoding="utf-8"))
        reading = reader.read_text(page.text)
        spans = [claim.span for claim in reading.claims]
        claims += len(spans)
        noise += sum(any(span.overlaps(one) for one in page.noise) for span in spans)
        for sentence in reading.sentences:
            told = len(re.findall(r"\w+", page.text[sentence.start : sentence.end])) > 1
            if told and any(one.covers(Span(sentence.start, sentence.start + 1)) for one in page.reported):
                sentences += 1
                found += any(span.overlaps(sentence.span) for span in spans)
    assert noise <= MOST_NOISE[part] * claims, f"{noise} of {claims} claims are noise"
    assert found >= LEAST_FOUND * sentences, f"{found} of {sentences} sentences are claims"
