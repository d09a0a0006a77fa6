"""Speed and memory of collecting: pages and PDFs against the bare libraries, and one archive of 10,000 small documents.

    python benchmarks/speed/collecting.py

Rates are by the processor time of one core. Each is taken several times, turn about with the library's; medians are compared.
"""

import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import trafilatura
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tocsin.collect.formats.html import read_page
from tocsin.collect.formats.pdf import read as read_pdf
from tocsin.collect.source import Ask, Source

PAGES = Path(__file__).parents[1] / "pages"
ROUNDS = 5
DOCUMENTS = 10_000
SENTENCE = (
    "The council of Saalbrunn said that the bridge over the river would stay closed for {} weeks because of cracks. "
)
COLLECT_AN_ARCHIVE = """
import sys
from pathlib import Path
from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given

held = []
for number, found in enumerate(FileCollector(given=Given(), longest=1_000_000).collect([sys.argv[1]]), start=1):
    if number in (2_000, 10_000):
        status = Path("/proc/self/status").read_text()
        held.append(int(status.partition("VmRSS:")[2].split()[0]))
print(number, *held)
"""

Row = Callable[[str, str, str, str], None]


def a_pdf(pages: int) -> bytes:
    """A PDF of pages that are full of text, each with a head and a number."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for page in range(pages):
        canvas.drawString(72, 800, "Report of the council")
        for line in range(45):
            canvas.drawString(72, 770 - 16 * line, SENTENCE.format(page * 45 + line)[:95])
        canvas.drawString(300, 30, str(page + 1))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def per_second(work: Callable[[], object], number: int) -> float:
    start = time.process_time()
    work()
    return number / (time.process_time() - start)


def compared(own: Callable[[], object], bare: Callable[[], object], number: int) -> tuple[float, float]:
    """How many a second both do, as medians of runs taken turn about."""
    rates: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        rates[0].append(per_second(own, number))
        rates[1].append(per_second(bare, number))
    return statistics.median(rates[0]), statistics.median(rates[1])


def pages_against_the_library(row: Row) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*/*.html"))] * 2
    own, bare = compared(
        lambda: [read_page(page, name="page") for page in pages],
        lambda: [trafilatura.bare_extraction(page, with_metadata=True, include_comments=False) for page in pages],
        len(pages),
    )
    row("web pages : bare trafilatura", f"{own / bare:.2f} ×", "≥ 300/s", f"{own:,.0f} and {bare:,.0f} pages/s")


def pdfs_against_the_library(row: Row) -> None:
    pages = 40
    raw = a_pdf(pages)
    ask = Ask(longest=10_000_000, largest=100_000_000)
    own, bare = compared(
        lambda: list(read_pdf(Source(io.BytesIO(raw), where="a.pdf", name="a", ask=ask))),
        lambda: [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages],
        pages,
    )
    row("PDF pages : bare pypdf", f"{own / bare:.2f} ×", "≥ 60/s", f"{own:,.0f} and {bare:,.0f} pages/s")


def one_archive(row: Row) -> None:
    """The memory of a process that collects an archive, when a fifth and when all of it has been collected."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(DOCUMENTS):
                body = "".join(f"<p>{SENTENCE.format(number + extra)}</p>" for extra in range(4))
                archive.writestr(
                    f"{number}.html", f"<html><title>Page {number}</title><body><article>{body}</article></body></html>"
                )
        start = time.perf_counter()
        out = subprocess.run(
            [sys.executable, "-c", COLLECT_AN_ARCHIVE, str(path)], check=True, capture_output=True, text=True
        ).stdout
        took = time.perf_counter() - start
    number, early, late = map(int, out.split())
    rate = f"{number / took:,.0f} documents/s with its worker"
    row(f"memory, {number:,} pages of a zip", f"{early / 1024:.0f} and {late / 1024:.0f} MB", "flat", rate)


def measure(row: Row) -> None:
    pages_against_the_library(row)
    pdfs_against_the_library(row)
    one_archive(row)


if __name__ == "__main__":
    measure(lambda what, measured, budget, note: print(f"{what:42} {measured:>22}   {budget:16} {note}", flush=True))
