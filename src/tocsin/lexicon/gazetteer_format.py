"""The gazetteer's file: how a name becomes a key, and how the bytes are laid out.

Shared by the script that makes the file and by the reader, and free of every import but the standard library's, so that
a build can use it before anything is installed. The file holds, one after the other and all little-endian:

    header      magic, version, how many names, how many entries, how many bytes of text and of tables
    hashes      one 64-bit hash a name, sorted
    postings    one 32-bit number a name: which entry; the highest bit says that the name is not the entry's own
    entries     one record of 28 bytes a place
    text        the places' own names
    tables      JSON: the codes that the entries number, the names of countries and divisions, where countries meet, and
                what the file was made from
"""

import struct
import unicodedata
from functools import lru_cache
from hashlib import blake2b

MAGIC = b"TOCSINGZ"
VERSION = 2
HEADER = struct.Struct("<8sIIIII4x")
"""Magic, version, names, entries, bytes of text, bytes of tables."""
RECORD = struct.Struct("<IiiIIHHBBH")
"""Id, latitude and longitude in 1/100,000 degree, population, name's place in the text, first-order division, country,
type, name's length, radius in km (0: not known)."""
DEGREE = 100_000
ALTERNATE = 1 << 31
"""The bit of a posting that says: this name is another name of the place."""

# Latin letters that Unicode does not take apart into a base and a mark, what parts the words, and what is dropped.
_SIMPLER = str.maketrans(
    {
        "đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "a", "ħ": "h", "ё": "е",
        **dict.fromkeys("-‐‑–—_/\u00a0\t\n", " "),
        **dict.fromkeys("'’‘ʼʹʻ`´ʾʿ."),
    }
)  # fmt: skip


def name_key(name: str) -> str:
    """The form in which a name is looked up: without case, accents, apostrophes, full stops or hyphens.

    Cyrillic letters with a mark of their own (й, ї, ў) keep it, for there the mark tells names apart.
    """
    bare = name if name.isascii() else "".join(map(_bare, unicodedata.normalize("NFC", name)))
    key = bare.casefold().translate(_SIMPLER)
    return " ".join(key.split())


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    if "\u0400" <= letter <= "\u04ff":
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def key_hash(key: str) -> int:
    """The 64-bit hash of a key that `name_key` made."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")
