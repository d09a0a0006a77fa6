"""E-books (.epub): the chapters in the order of the book's spine, and what its package says of it."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

from tocsin.collect.days import iso, moment_of
from tocsin.collect.markup import local, parsed_html, text_of
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.collect.zipped import Package, core_facts
from tocsin.errors import InputError

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")


def read(source: Source) -> Pieces:
    """The text of the whole book."""
    package = Package(source)
    container = package.xml(_CONTAINER)
    path = (
        next((one.get("full-path") for one in container.iter("{*}rootfile")), None) if container is not None else None
    )
    root = package.xml(path) if path else None
    if path is None or root is None:
        raise InputError(source.where, "this is no e-book: it names no package")
    if "META-INF/rights.xml" in package.names:
        raise InputError(source.where, "its text is locked by digital rights management and cannot be read")
    chapters = [text for name in _spine(root, posixpath.dirname(path)) if (text := _chapter(package, name))]
    if not chapters:
        raise InputError(source.where, "no chapter of this e-book holds text")
    facts = core_facts(root)
    stated = [one.text for one in root.iter("{http://purl.org/dc/elements/1.1/}date") if one.text]
    published, _ = iso(moment_of(stated[0])) if stated else (None, None)
    publisher = next((one.text for one in root.iter("{http://purl.org/dc/elements/1.1/}publisher") if one.text), None)
    yield Found(
        text="\n\n".join(chapters), title=facts.get("title"), language=facts.get("language"), published=published,
        outlet=publisher, details={"author": facts["author"]} if "author" in facts else {},
    )  # fmt: skip


def _spine(root: Any, folder: str) -> list[str]:
    """The chapters' names in the order in which they are read."""
    items = {
        item.get("id"): item.get("href") for item in root.iter("{*}item") if item.get("media-type") in _PAGES
    }  # fmt: skip
    order = [item.get("idref") for item in root.iter("{*}itemref") if item.get("linear") != "no"]
    named = [items[one] for one in order if items.get(one)] or [href for href in items.values() if href]
    return [posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))) for href in named]


def _chapter(package: Package, name: str) -> str:
    raw = package.bytes_of(name)
    page = parsed_html(raw.decode("utf-8", "replace")) if raw else None
    if page is None:
        return ""
    body = next((one for one in page.iter() if local(one) == "body"), page)
    return text_of(body)
