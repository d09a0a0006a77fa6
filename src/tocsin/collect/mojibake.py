"""Text that was read in a wrong encoding before it came here: "Ð¼ÐµÑ" for "мер", "â€™" for an apostrophe.

Only UTF-8 that was read as Windows-1252 or Latin-1 is put right: such a run of signs is valid UTF-8 or it is not, and no
language writes them by the dozen. What was put right is told with the document; its bytes stay as they were found.
"""

import re

_FEWEST = 2
"""Characters of a text that was read wrongly at least: a single one may be what somebody wrote about encodings."""
# The bytes 80 to BF as Windows-1252 shows them, or Latin-1 where that has no sign.
_BEHIND = "".join(
    {bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)}
    | set(map(chr, range(0x80, 0xC0)))
)
_RUN = re.compile(
    f"(?:[\u00c2-\u00df][{re.escape(_BEHIND)}]|[\u00e0-\u00ef][{re.escape(_BEHIND)}]{{2}}|[\u00f0-\u00f4][{re.escape(_BEHIND)}]{{3}})+"
)


def mended(text: str) -> tuple[str, int]:
    """The text with what was read in a wrong encoding put right, and how many characters that are; 0 if none was wrong."""
    if text.isascii():
        return text, 0
    number = 0

    def right(match: re.Match[str]) -> str:
        nonlocal number
        try:
            put_right = b"".join(map(_byte, match[0])).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        number += len(put_right)
        return put_right

    changed = _RUN.sub(right, text)
    return (changed, number) if number >= _FEWEST else (text, 0)


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")
