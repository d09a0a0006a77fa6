"""Names made comparable."""

import unicodedata

# Marks that are typed in several ways, and letters with a stroke, which Unicode does not take apart.
_MARKS = str.maketrans("’‘ʼ`´“”„«»‐‑‒–—−", "'''''" + '"""""' + "------")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(name: str) -> str:
    """A name without case, accents, typographic marks and superfluous space."""
    if name.isascii():
        return " ".join(name.lower().replace("`", "'").split())
    plain = unicodedata.normalize("NFKD", name.translate(_MARKS)).casefold()
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join(plain.translate(_LETTERS).split())
