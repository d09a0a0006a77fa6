"""What the readers of list files share: XML whose entities are not resolved, tables, days in several forms."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d %b %Y")
_LONGEST = 1_000


class Unfit(ValueError):
    """A file, or a part of it, that is not what it should be."""


def xml_root(data: bytes) -> str:
    """The name of the outermost element of an XML file, without its namespace.

    Raises:
        Unfit: It is no XML, or declares entities or a document type.
    """
    try:
        for _, element in iterparse(io.BytesIO(data), events=("start",), forbid_dtd=True):
            return local(element.tag)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _unfit(error) from error
    raise Unfit("an XML file without an element")


def elements(data: bytes, name: str) -> Iterator[Element]:
    """The elements of one name of an XML file, each whole and then forgotten.

    Raises:
        Unfit: The file is cut off or no XML, or declares entities or a document type: none is resolved.
    """
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end" and local(element.tag) == name:
                yield element
                element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _unfit(error) from error


def _unfit(error: Exception) -> Unfit:
    if isinstance(error, DefusedXmlException):
        return Unfit("the XML declares a document type or entities, which no list has; it is not read")
    return Unfit(f"the XML is cut off or broken ({' '.join(str(error).split())[:80]}); fetch the file again")


def local(tag: Any) -> str:
    """The name of an element without its namespace."""
    return str(tag).rpartition("}")[2]


def child(element: Element, *path: str) -> Element | None:
    """The first child of these names, one below the other, whatever their namespaces."""
    found: Element | None = element
    for name in path:
        found = next((one for one in (found if found is not None else ()) if local(one.tag) == name), None)
    return found


def children(element: Element, *path: str) -> Iterator[Element]:
    """All children of the last name below the first of the names before it."""
    above = child(element, *path[:-1])
    yield from (one for one in (above if above is not None else ()) if local(one.tag) == path[-1])


def text(element: Element, *path: str) -> str:
    """The text of a child, on one line; nothing where it is not there."""
    found = child(element, *path)
    return one_line(found.text if found is not None else "")


def one_line(value: str | None) -> str:
    """A value on one line, cut where no name is that long."""
    return " ".join((value or "").split())[:_LONGEST]


def joined(parts: Iterable[str]) -> str:
    """The parts of a name, one after another."""
    return one_line(" ".join(filter(None, parts)))


def day(value: str | None) -> str | None:
    """A day in ISO 8601, from the forms that lists write days in; None for what is none."""
    plain = one_line(value).split("T")[0]
    for form in _DAYS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return plain if plain[:4].isdigit() and len(plain) in (4, 7) else None


def distinct(names: Iterable[str], *, but: str) -> tuple[str, ...]:
    """Names, each once, without the first one."""
    return tuple(name for name in dict.fromkeys(filter(None, names)) if name != but)


class Rows:
    """The rows of a table, with whatever stands between its cells."""

    def __init__(self, data: bytes) -> None:
        """Take a file in; it is read as UTF-8, or else as Windows-1252."""
        try:
            self._text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._text = data.decode("cp1252", "replace")

    @cached_property
    def rows(self) -> list[list[str]]:
        """The cells of every row that has any."""
        line = self._text.partition("\n")[0]
        mark = ";" if line.count(";") > line.count(",") else ","
        try:
            rows = list(csv.reader(io.StringIO(self._text, newline=""), delimiter=mark))
        except csv.Error as error:
            raise Unfit(f"the table cannot be read ({error}); fetch the file again") from error
        return [row for row in rows if any(map(str.strip, row)) and row != ["\x1a"]]

    def records(self, header: int, needed: Iterable[str]) -> Iterator[dict[str, str]]:
        """The rows below the header, by the names of its columns.

        Args:
            header: Which row the header is.
            needed: The columns that must be there.

        Raises:
            Unfit: A column is missing, or a row has fewer cells than the header.
        """
        columns = [one_line(cell) for cell in self.rows[header]]
        missing = [name for name in needed if name not in columns]
        if missing:
            raise Unfit(f"the table has no column {', '.join(missing)}: it is of another year's form")
        for number, row in enumerate(self.rows[header + 1 :], start=header + 2):
            if len(row) < len(columns):
                raise Unfit(f"row {number} has {len(row)} of {len(columns)} cells: the file is cut off; fetch it again")
            yield dict(zip(columns, map(one_line, row), strict=False))
