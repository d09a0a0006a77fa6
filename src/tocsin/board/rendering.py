"""Pages from templates: every text is escaped, and made harmless to look at, wherever a template shows it."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tocsin.board.accounts import Role
from tocsin.board.results import Desk
from tocsin.brief import wording
from tocsin.brief.assessment import points
from tocsin.brief.harmless import excerpt, visible
from tocsin.brief.html import certainty_classes
from tocsin.lexicon.wording import reason_words
from tocsin.model.query import Report
from tocsin.text.numbers import amount, percent

FOLDER = Path(__file__).parent

OWN_STYLE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""The policy of a picture that holds its own style and is only shown as an image."""
NAVIGATION = (
    ("", (("/", "Overview", "o"), ("/ask", "Ask", "a"))),
    ("Evidence", (
        ("/claims", "Claims", "c"), ("/documents", "Documents", "d"), ("/sources", "Sources", "s"),
        ("/parties", "Parties", "p"), ("/map", "Map", "m"),
    )),
    ("Analysis", (
        ("/propositions", "Propositions", "t"), ("/figures", "Figures", "f"), ("/conflicts", "Conflicts", "x"),
        ("/changes", "Changes", "h"), ("/echoes", "Echoes", "e"), ("/scenarios", "Scenarios", "w"),
        ("/choices", "Choices", "i"), ("/exposure", "Exposure", "u"),
    )),
    ("Work", (("/review", "Review", "r"), ("/questions", "Questions", "q"))),
)  # fmt: skip
"""The pages: address, name, and the key that leads there behind “g”."""


def page(request: Request, name: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page.

    Args:
        request: What it answers.
        name: Of its template.
        status: Of the answer.
        values: What the template shows.
    """
    visitor = getattr(request.state, "visitor", None)
    made = environment().get_template(f"{name}.html.jinja")
    theme = request.cookies.get("tocsin_theme", "")
    desk: Desk | None = getattr(request.state, "desk", None)
    return HTMLResponse(
        made.render(
            request=request, path=request.url.path, visitor=visitor, navigation=NAVIGATION, Role=Role,
            needs_login=request.app.state.settings.login, theme=theme if theme in ("light", "dark") else "",
            case_name=Path(str(request.app.state.settings.case).rpartition("@")[2]).name,
            waiting=desk.waiting if desk else {}, as_of=desk.as_of if desk else None,
            problems_of_results=desk.problems if desk else [], **values,
        ),
        status,
    )  # fmt: skip


def page_name(path: str) -> str:
    """The name of the page that an address belongs to."""
    return next(
        (
            name
            for _, pages in NAVIGATION
            for address, name, _ in pages
            if path == address or path.startswith(f"{address}/")
        ),
        "Tocsin",
    )


@cache
def environment() -> Environment:
    """The templates of the board."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=True, lstrip_blocks=True, finalize=_shown,
    )  # fmt: skip
    made.globals.update({
        "version": version("tocsin"), "asset": asset, "link": link, "claim_link": claim_link,
        "document_link": document_link, "SHORT": wording.SHORT, "words": wording, "reason_words": reason_words,
        "certainty_classes": certainty_classes, "percent": percent, "amount": amount, "excerpt": excerpt,
        "bar": bar, "said": said, "points": points, "tone_of": tone_of, "is_web": is_web, "moment": moment, "hour": hour,
        "chain_of": chain_of, "with_ids": with_ids, "by_short": by_short,
    })  # fmt: skip
    return made


def _shown(value: Any) -> Any:
    """What a template shows: text of others without what would turn it round or hide it."""
    if type(value) is str:
        return visible(value)
    return "" if value is None else value


@cache
def asset(name: str) -> str:
    """The address of a file that pages load, with what changes when the file does."""
    from hashlib import sha256  # noqa: PLC0415

    digest = sha256((FOLDER / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{digest}"


def link(path: str, /, **query: Any) -> str:
    """An address on this board with a query; what is empty is left out, and of several values each is given."""
    pairs = [
        (name.rstrip("_"), str(one))
        for name, value in query.items()
        for one in (value if isinstance(value, (tuple, list)) else (value,))
        if one not in (None, "", False)
    ]
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def claim_link(claim: str) -> str:
    """The page of a claim."""
    return f"/claims/{quote(claim, safe='')}"


def document_link(document: str, claim: str | None = None) -> str:
    """The page of a document, at one of its claims."""
    return f"/documents/{quote(document, safe='')}" + (f"#c-{claim[: wording.SHORT]}" if claim else "")


def is_web(url: str | None) -> bool:
    """Whether an address of a document may be followed."""
    return url is not None and url.startswith(("http://", "https://")) and not any(char.isspace() for char in url)


def moment(at: datetime | date) -> str:
    """A moment (UTC) for people."""
    return at.strftime("%Y-%m-%d %H:%M") if isinstance(at, datetime) else at.isoformat()


def hour(at: datetime) -> str:
    """The hour of a moment (UTC), with its day where that is not today."""
    return at.strftime("%H:%M") if at.date() == datetime.now(UTC).date() else moment(at)


def tone_of(low: float, high: float) -> str:
    """How an interval of probability is coloured: yes, no, or open where it lies on both sides of even."""
    return "yes" if low >= 0.5 else "no" if high <= 0.5 else "open"


def said(words: str) -> Markup:
    """The words of a claim; what was added so that they can be understood alone stands back."""
    parts = re.split(r"(\[[^\[\]]*(?:\]|$))", visible(words))
    return Markup("").join(
        Markup('<span class="added">{}</span>').format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def by_short(claims: Iterable[str]) -> dict[str, str]:
    """Ids of claims by their short forms."""
    return {claim[: wording.SHORT]: claim for claim in claims}


def with_ids(text: str, known: Mapping[str, str]) -> Markup:
    """A text in which the short ids of claims that are known lead to their pages."""
    link = Markup('<a class="id" href="{}">{}</a>')
    parts = re.split(rf"\b([0-9a-f]{{{wording.SHORT}}})\b", visible(text))
    return Markup("").join(link.format(claim_link(known[part]), part) if part in known else part for part in parts)


def chain_of(report: Report) -> list[str]:
    """Those behind a claim, outermost first: who publishes, who speaks, whom they cite."""
    claim = report.claim
    names = [report.outlet, claim.speaker, *claim.sources]
    return list(dict.fromkeys(name for name in names if name and not name.isspace()))


def bar(interval: tuple[float, float] | None, tone: str = "", *, width: int = 72) -> Markup:
    """An interval of probability as a small picture; its words stand next to it, so it is hidden from readers of screens."""
    if interval is None:
        low, high, tone = 0.0, 1.0, "unknown"
    else:
        low, high = (min(1.0, max(0.0, end)) for end in interval)
    tone = tone or tone_of(low, high)
    start, span = low * width, max(5.0, (high - low) * width)
    return Markup(
        '<svg class="bar {tone}" width="{width}" height="10" viewBox="0 0 {width} 10" aria-hidden="true" focusable="false">'
        '<path class="track" d="M0 5H{width}M{half} 1.5V8.5"/>'
        '<rect x="{start:.1f}" y="1" width="{span:.1f}" height="8" rx="2"/></svg>'
    ).format(tone=tone, width=width, half=width / 2, start=min(start, width - span), span=span)
