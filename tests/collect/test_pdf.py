"""PDF: paragraphs from lines, columns in their order, no running heads, and what is missing is told."""

from pathlib import Path

import pytest
from made_files import MORE, NEWS, a_page_of, a_pdf, only

LEFT = "The council of Saalbrunn closed the bridge over the river on Monday after divers had found cracks in a pillar."
RIGHT = (
    "Ferries run between the banks from six in the morning until ten in the evening, the harbour master of Hamn said."
)


def text_of(tmp_path: Path, raw: bytes, told: list[str] | None = None) -> str:
    file = tmp_path / "a.pdf"
    file.write_bytes(raw)
    return only(file, told=told).document.text


def test_the_lines_of_a_paragraph_are_joined_and_words_that_were_divided(tmp_path: Path) -> None:
    lines = [
        (72, 760, "The council of Saalbrunn closed the old bridge over the ri-"),
        (72, 746, "ver on Monday after divers had found"),
        (72, 732, "cracks."),
        (72, 704, "Ferries run between the banks."),
    ]
    assert text_of(tmp_path, a_pdf(lines)) == (
        "The council of Saalbrunn closed the old bridge over the river on Monday after divers had found cracks.\n\n"
        "Ferries run between the banks."
    )


def test_a_headline_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    lines = [(72, 780, "Bridge closed"), *a_page_of(f"{LEFT} {RIGHT}", top=750)]
    assert text_of(tmp_path, a_pdf(lines)) == f"Bridge closed\n\n{LEFT} {RIGHT}"


@pytest.mark.parametrize("order", ["column by column", "row by row"])
def test_columns_are_read_one_after_the_other_however_they_were_written(tmp_path: Path, order: str) -> None:
    left, right = a_page_of(f"{LEFT} {LEFT}", x=60, width=34), a_page_of(f"{RIGHT} {RIGHT}", x=320, width=34)
    if order == "row by row":
        lines = [line for pair in zip(left, right, strict=False) for line in pair]
        lines += left[len(right) :] + right[len(left) :]
    else:
        lines = left + right
    assert " ".join(text_of(tmp_path, a_pdf(lines)).split()) == f"{LEFT} {LEFT} {RIGHT} {RIGHT}"


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    openings = (LEFT, RIGHT, NEWS, MORE, f"Again: {LEFT}")
    pages = []
    for number, opening in enumerate(openings, start=1):
        head = (72.0, 800.0, f"The Saalbrunn Report, No. {number}")
        pages.append([head, *a_page_of(f"{opening} In all {number} cars.", top=770), (300.0, 30.0, str(number))])
    text = text_of(tmp_path, a_pdf(*pages))
    assert "Saalbrunn Report" not in text
    assert [text.count(f"In all {number} cars.") for number in range(1, 6)] == [1] * 5
    assert not text.rstrip().endswith("5")


def test_a_first_line_that_is_on_one_page_only_stays(tmp_path: Path) -> None:
    assert " ".join(text_of(tmp_path, a_pdf(a_page_of(NEWS), a_page_of(MORE))).split()) == f"{NEWS} {MORE}"


def test_the_title_of_a_file_is_taken_unless_it_is_a_files_name(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(a_pdf(a_page_of(NEWS), title="The bridge of Saalbrunn"))
    assert only(file).document.title == "The bridge of Saalbrunn"
    file.write_bytes(a_pdf(a_page_of(NEWS), title="report-final.docx"))
    assert only(file).document.title is None


def test_a_file_that_is_protected_against_printing_only_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(a_pdf(a_page_of(NEWS), password=""))
    assert only(file).document.text == NEWS
