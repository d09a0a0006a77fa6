"""A figure over time as a chart, an image and a page."""

import math
import re
import zlib
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from xml.etree import ElementTree

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples
from weigh.figure_builders import DAY, a_figure, a_time, buses, guards, seen, series_of, told

from tocsin.brief.axes import day_ticks, round_ticks
from tocsin.brief.chart import chart_png, chart_svg
from tocsin.brief.estimate_page import estimate_page, thinned
from tocsin.brief.wording import band_words
from tocsin.model.reason import in_words
from tocsin.model.series import Series

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e&\"'"
SPACE = "{http://www.w3.org/2000/svg}"


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def a_series(**wanted: object) -> Series:
    claims = [buses(100), buses(220, day=later(20)), buses(300, day=later(60)), seen(40), seen(90, day=later(50))]
    return series_of("buses lost", *claims, **wanted)


def drawn(series: Series) -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(series))


def marked(series: Series, kind: str) -> list[ElementTree.Element]:
    return [one for one in drawn(series).iter() if one.get("class") == kind]


def test_the_chart_is_valid_and_has_words_for_those_who_cannot_see_it() -> None:
    root = drawn(a_series())
    assert root.tag == f"{SPACE}svg"
    assert root.get("role") == "img"
    named = {one.get("id"): one for one in root.iter() if one.get("id")}
    assert all(named[name].text for name in (root.get("aria-labelledby") or "").split())


def test_it_loads_nothing_and_runs_nothing() -> None:
    text = chart_svg(a_series())
    assert "<script" not in text
    assert re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?(?!#)[^\"')]*", text) == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []


def test_every_source_is_named_and_each_account_is_a_mark() -> None:
    text = chart_svg(a_series())
    assert "Unterdrau Post: claims (3)" in text
    assert "Lenswatch: what was seen (2)" in text
    assert len(marked(a_series(), "dot")) == 5 + 2


def test_light_and_dark_are_both_thought_of() -> None:
    assert "prefers-color-scheme: dark" in chart_svg(a_series())


def test_a_conflict_is_hatched() -> None:
    clash = series_of("buses lost", buses(100), buses(900, outlet="Drau Radio"))
    assert len(marked(clash, "clash")) == 1 + 1
    assert marked(a_series(), "clash") == []


def test_what_does_not_count_is_greyed_and_told() -> None:
    echo = series_of(
        "buses", buses(40, sources=("Aal Fire Brigade",)), buses(40, outlet="X", sources=("Aal Fire Brigade",))
    )
    assert "not counted: echo of another" in chart_svg(echo)


def test_accounts_without_a_day_are_listed() -> None:
    assert "Without a day: 40 buses, Unterdrau Post" in chart_svg(series_of("buses", buses(40, day=None)))


def test_an_open_end_is_an_arrow_and_a_time_a_stretch() -> None:
    text = "There are more than 40 guards."
    open_end = told(text, a_figure(text, "more than 40 guards", 40, at_least=True, low_open=True))
    assert len(marked(series_of("guards", open_end), "bound")) == 1
    assert marked(series_of("guards", guards(40, 60, time=a_time(later(-90), DAY))), "box")


def test_text_of_others_is_shown_and_not_obeyed() -> None:
    series = replace(series_of("buses", buses(40, outlet=HOSTILE)), subject=HOSTILE, place=HOSTILE)
    document = series.accounts[0].report.document
    for made in (
        chart_svg(series),
        estimate_page(series, left_out={in_words(HOSTILE): 1}, urls={document: "javascript:alert(1)"}),
    ):
        assert "<script" not in made
        assert "\x1b" not in made
        assert "\u202e" not in made
        assert "javascript:" not in made
    ElementTree.fromstring(chart_svg(series))


def test_the_page_has_the_chart_the_quotes_and_the_links() -> None:
    series = a_series()
    found = series.accounts[0].report
    page = estimate_page(series, urls={found.document: "https://example.org/a"})
    assert "<svg" in page
    assert 'href="https://example.org/a"' in page
    assert "<mark>100 buses</mark>" in page
    assert page.count("<li id=") == len(series.accounts)


def test_a_long_table_is_thinned_and_keeps_its_ends() -> None:
    levels = a_series(steps=300).levels
    some = thinned(levels, 40)
    assert (len(some), some[0], some[-1]) == (40, levels[0], levels[-1])


def test_an_empty_series_is_an_empty_chart_svg() -> None:
    ElementTree.fromstring(chart_svg(series_of("buses")))
    assert "<svg" in estimate_page(series_of("buses"))


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.3, 7.0, 1e6, 1e30, 1e60]), st.integers(0, 900_000)), min_size=1, max_size=6
    ),
    st.booleans(),
)
@examples(60)
def test_no_number_and_no_day_breaks_the_chart(told_of: list[tuple[float, int]], cumulative: bool) -> None:
    claims = [buses(number, day=date.max - timedelta(days=days)) for number, days in told_of]
    text = chart_svg(series_of("buses", *claims, cumulative=cumulative, steps=20))
    ElementTree.fromstring(text)
    assert not re.search(r"\b(nan|inf)\b", text)


def test_ticks_are_round_and_reach_above_the_greatest() -> None:
    for most in (0.0, 0.2, 7.0, 99.0, 12_345.0, 1e30):
        ticks = round_ticks(most)
        assert ticks[0] == 0
        assert ticks[-1] >= most
        assert len(ticks) <= 8


@given(st.dates(date(1000, 1, 1), date(9998, 1, 1)), st.integers(0, 400_000))
def test_days_have_few_ticks_and_all_lie_between(first: date, span: int) -> None:
    last = date.fromordinal(min(first.toordinal() + span, date.max.toordinal()))
    ticks = day_ticks(first, last)
    assert len(ticks) <= 10
    assert all(first <= day <= last for day, _ in ticks)


def test_bands_are_told_by_their_ends() -> None:
    assert [band_words(*ends) for ends in ((1, 2), (1, None), (None, 2), (None, None), (3, 3))] == [
        "1–2", "1 or more", "up to 2", "not known", "3",
    ]  # fmt: skip


def size_and_colours(image: bytes) -> tuple[tuple[int, int], set[bytes]]:
    """The width and height of a PNG of eight bits a channel, and the colours of its pixels where filters leave them alone."""
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = [], 8
    while at < len(image):
        length = int.from_bytes(image[at : at + 4])
        chunks.append((image[at + 4 : at + 8], image[at + 8 : at + 8 + length]))
        at += length + 12
    header = chunks[0][1]
    size = (int.from_bytes(header[:4]), int.from_bytes(header[4:8]))
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    return size, {pixels[at : at + 3] for at in range(1, len(pixels), size[0] * 4 + 1)}


def test_an_image_is_the_same_drawing_in_its_light_colours() -> None:
    clash = series_of("guards", guards(100), guards(900, day=later(2), outlet="Drau $x$"), guards(5, 9, day=later(90)))
    for series in (a_series(steps=20), clash, series_of("buses")):
        (width, height), colours = size_and_colours(chart_png(series))
        root = drawn(series)
        assert (width, height) == (2 * int(root.get("width") or 0), 2 * int(root.get("height") or 0))
        assert bytes.fromhex("fdfcf9") in colours


def test_text_of_an_image_needs_no_font_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    render = resvg_py.svg_to_bytes
    alone = partial(render, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", alone)
    images = [chart_png(replace(a_series(), subject=subject)) for subject in ("buses", "Автобуси, ґєії", "")]
    assert len(set(images)) == 3
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda svg, **options: alone(svg, **{**options, "font_files": None}))
    assert chart_png(replace(a_series(), subject="buses")) not in images


def test_what_a_name_holds_cannot_break_an_image() -> None:
    series = replace(series_of("buses", buses(40, outlet=HOSTILE)), subject=HOSTILE, place=HOSTILE)
    assert chart_png(series).startswith(b"\x89PNG")


def test_nothing_in_a_chart_is_infinite() -> None:
    level = replace(a_series().levels[0], high=None)
    assert "inf" not in chart_svg(replace(a_series(), levels=(level, *a_series().levels[1:])))
    assert math.isfinite(round_ticks(math.inf)[-1])
