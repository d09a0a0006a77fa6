"""Files of sanctions lists to their entries: OFAC, EU, UK, UN, and FollowTheMoney as OpenSanctions publishes it."""

from collections.abc import Callable

from tocsin.errors import InputError
from tocsin.exposure.lists import eu, ftm, ofac, uk, un
from tocsin.exposure.lists.parts import Rows, Unfit, xml_root
from tocsin.model.sanctions_list import SanctionsList

_Reader = Callable[[bytes], SanctionsList]
_XML: dict[str, _Reader] = {
    "sdnList": ofac.read_xml,
    "export": eu.read_xml,
    "Designations": uk.read_xml,
    "CONSOLIDATED_LIST": un.read_xml,
}
"""Readers by the name of the file's outermost element."""
_TABLES: tuple[tuple[Callable[[Rows], bool], _Reader], ...] = (
    (eu.is_table, eu.read_table), (uk.is_table, uk.read_table), (ofac.is_table, ofac.read_table),
)  # fmt: skip
FORMATS = ("OFAC SDN (XML, CSV)", "EU (XML 1.1, CSV)", "UK (XML, CSV)", "UN (XML)", "FollowTheMoney (JSON lines)")


def read_list(data: bytes, *, name: str) -> SanctionsList:
    """Read a file of a sanctions list; what form it has, its first bytes tell.

    Args:
        data: The file.
        name: What to call it.

    Raises:
        InputError: It is no such file, of a form that is not known, cut off, or holds no entry.
    """
    try:
        found = _reader_for(data)(data)
    except Unfit as error:
        raise InputError(name, str(error)) from error
    if not found.entries:
        raise InputError(name, "the list holds no person and no company, so it is not taken for a list")
    return found


def _reader_for(data: bytes) -> _Reader:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise Unfit("the file is empty")
    if start == b"<":
        root = xml_root(data)
        if root in _XML:
            return _XML[root]
        raise Unfit(f"an XML file of <{root[:60]}>, which is no list that is read; known: {', '.join(FORMATS)}")
    if start == b"{":
        return ftm.read_lines
    rows = Rows(data)
    for fits, reader in _TABLES:
        if fits(rows):
            return reader
    raise Unfit(f"the file is no list that is read, or of another year's form; known: {', '.join(FORMATS)}")
