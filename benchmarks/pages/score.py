"""Scores of the saved pages: main text, day and outlet, with trafilatura and htmldate alone next to them.

    python benchmarks/pages/score.py [tuned|held] [--each]

The text's score is F1 over the words of a page (as a multiset), without the headline's line, as the mean over the pages. A
day is right if it is the gold's; an outlet if it is the gold's without case and without "the".
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date

from tocsin.collect.formats.html import read_page
from tocsin.errors import InputError

HERE = Path(__file__).parent


def words(text: str, title: str) -> Counter[str]:
    lines = [line for line in text.splitlines() if line.strip().casefold() != title.strip().casefold()]
    return Counter(re.findall(r"\w+", " ".join(lines).casefold()))


def f1(found: Counter[str], gold: Counter[str]) -> float:
    same = (found & gold).total()
    return 2 * same / (found.total() + gold.total()) if same else 0.0


def same_outlet(found: str | None, gold: str) -> bool:
    def plain(name: str) -> str:
        return re.sub(r"\W+", " ", re.sub(r"^the ", "", name.casefold())).strip()

    return found is not None and plain(found) == plain(gold)


def ours(markup: str) -> dict[str, Any]:
    try:
        page = read_page(markup, name="page")
    except InputError:
        return {"text": "", "published": None, "outlet": None}
    return {"text": page.text, "published": (page.published or "")[:10] or None, "outlet": page.outlet}


def alone(markup: str) -> dict[str, Any]:
    page: Any = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    text, outlet = (page.text or "", page.sitename) if page is not None else ("", None)
    return {"text": text, "outlet": outlet, "published": find_date(markup, original_date=True)}


def scores(part: str, each: bool = False) -> dict[str, dict[str, float]]:
    """The scores of a part, by what was measured: `tocsin` and `alone`."""
    golds = [json.loads(line) for line in (HERE / part / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    sums: dict[str, Counter[str]] = {"tocsin": Counter(), "alone": Counter()}
    for gold in golds:
        markup = (HERE / part / f"{gold['name']}.html").read_text(encoding="utf-8")
        wanted = words("\n".join(gold["text"]), gold["title"])
        for name, read in (("tocsin", ours), ("alone", alone)):
            found = read(markup)
            text = f1(words(found["text"], gold["title"]), wanted)
            day = found["published"] == gold["published"]
            outlet = same_outlet(found["outlet"], gold["outlet"])
            sums[name].update({"text": text, "day": day, "outlet": outlet})  # type: ignore[arg-type]
            if each and name == "tocsin" and (text < 0.95 or not day or not outlet):
                print(f"{gold['name']}: text {text:.2f}, day {found['published']}, outlet {found['outlet']!r}")
    return {name: {what: total / len(golds) for what, total in sums[name].items()} for name in sums}


if __name__ == "__main__":
    for part in [one for one in sys.argv[1:] if not one.startswith("-")] or ["tuned", "held"]:
        for name, measured in scores(part, "--each" in sys.argv).items():
            print(part, name, " ".join(f"{what} {value:.3f}" for what, value in measured.items()))
