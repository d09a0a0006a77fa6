"""Who published a page, by what it says to machines, in its title, in its copyright line and in its logo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from tocsin.collect.page.data import PageData, name_of, plain
from tocsin.lexicon.language import lexicon_for

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«‹›~]|::|//|-|:)\s+|\s*(?:\||»|«|::)\s*|:\s+")
_NAMES = (
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "copyright",
)
_LONGEST = 60
_MOST_WORDS = 6
_DOMAIN = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+/?$")


def outlet_of_page(
    data: PageData, *, title: str, headline: str, lines: Sequence[str], logos: Sequence[str], opening: str
) -> str | None:
    """The outlet's name; None where the page does not tell it.

    Args:
        data: What the page says to machines.
        title: What its title element says.
        headline: Its headline.
        lines: The lines that readers see, those around the article too.
        logos: What the pictures at its top are called.
        opening: The first paragraph of the article, for its dateline.
    """
    site = data.first("og:site_name")
    publisher = name_of(data.article.get("publisher"))
    if site and plain(site) in _words("platforms"):
        # The page of an account at a platform: whoever writes there is the outlet.
        return _clean(data.meta.get("og:title", "").partition(" on ")[0]) or site
    from_title, sure = _from_title(title, headline, [data.meta.get("og:title", "")])
    printed = outlet_of_copyright(lines)
    around = {plain(one) for one in (*logos, *filter(None, (printed, site, publisher)))}
    confirmed = from_title if from_title and (sure or any(plain(from_title) in one for one in around)) else None
    candidates = (
        site if site and not _DOMAIN.match(site) else None,
        publisher,
        *data.bodies[:1],
        data.first(*_NAMES),
        confirmed,
        printed,
        _from_logo(logos),
        _labelled(lines),
        from_title,
        site,
        dateline(opening)[1],
    )
    return next((name for one in candidates if one and (name := _clean(one))), None)


def dateline(opening: str) -> tuple[str | None, str | None, int]:
    """The place and the agency that a report begins with, and where its text begins: "SOFIA (Black Sea Wire) — …"."""
    match = _dateline().match(opening)
    if match is None or not match["place"].strip():
        return None, None, 0
    place = match["place"].strip()
    return (place.title() if place.isupper() else place), match["agency"], match.end()


def _from_title(title: str, headline: str, others: Sequence[str]) -> tuple[str | None, bool]:
    """What stands next to the headline in a page's title, and whether the headline proves that it is no part of it."""
    for known in (headline, *others):
        at = title.find(known) if known else -1
        if at >= 0:
            before, behind = title[:at], title[at + len(known) :]
            rest = [part.strip() for part in _SEPARATOR.split(behind) if part.strip()]
            if rest and _is_name(rest[-1]):
                return rest[-1], True
            lead = [part.strip(" :|–—-") for part in _SEPARATOR.split(before) if part.strip(" :|–—-")]
            # Before a headline may also stand what it is: "Live:", "Print:".
            return (lead[0], False) if lead and _is_name(lead[0]) else (None, False)
    parts = [part.strip() for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) == 1 and headline and plain(title) != plain(headline) and _is_name(title):
        return title, False
    return (parts[-1], False) if len(parts) > 1 and _is_name(parts[-1]) else (None, False)


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and text[:1].isupper() and text[-1:] not in ".!?"


def outlet_of_copyright(lines: Sequence[str]) -> str | None:
    """Whose a text is by the last of its lines that claims copyright."""
    for line in reversed(lines):
        if "©" not in line and "opyright" not in line and "(c)" not in line.lower():
            continue
        for pattern in _copyright():
            if match := pattern.search(line):
                name = _clean(match["name"])
                if name and plain(name) not in _words("not_names") and _is_name(name):
                    return name
    return None


def _from_logo(logos: Sequence[str]) -> str | None:
    return next(
        (name for one in logos if (name := re.sub(r"(?i)\s*\blogo\b\s*", " ", one).strip()) and _is_name(name)), None
    )


def _labelled(lines: Sequence[str]) -> str | None:
    pattern = re.compile(lexicon_for(None).table("pages")["outlet"]["labelled"])
    for line in lines:
        if len(line) < 90 and (match := re.match(f"(?i:{pattern.pattern})", line)) and match["name"][:1].isupper():
            return match["name"].strip()
    return None


def _clean(name: str) -> str | None:
    """A name without the legal form and what else stands with it."""
    name = " ".join(name.split()).strip(" .,;:|–—-©")
    name = re.sub(
        r"(?i)\s*\ball rights\b.*$|^\s*(?:copyright|©|\(c\))\s*|\b(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?\b", "", name
    )
    legal = "|".join(map(re.escape, lexicon_for(None).table("pages")["outlet"]["legal"]))
    name = re.sub(rf"(?i)(?:,?\s+(?:{legal})\.?)+$", "", name.strip(" .,;:|–—-"))
    return name.strip(" .,;:|–—-") or None


@cache
def _copyright() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = lexicon_for(None).table("pages")["outlet"]
    return re.compile(table["copyright_years_behind"], re.IGNORECASE), re.compile(table["copyright"], re.IGNORECASE)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(lexicon_for(None).table("pages")["dateline"]["pattern"])


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon_for(None).table("pages")["outlet"][kind])


def logos_of(root: Any) -> list[str]:
    """What the pictures are called that may be the outlet's logo: those named so, and the first of the page."""
    named: list[str] = []
    for number, image in enumerate(root.iter("img")):
        alt = " ".join((image.get("alt") or "").split())
        about = " ".join(
            str(one.get(key) or "")
            for one in (image, *list(image.iterancestors())[:2])
            for key in ("class", "id", "src")
        )
        if (alt and ("logo" in about.lower() or "logo" in alt.lower())) or (
            alt and number == 0 and len(alt.split()) <= 4
        ):
            named.append(alt)
    return named
