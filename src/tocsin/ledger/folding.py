"""Names made comparable."""

from tocsin.model.letters import bare

# Marks that are typed in several ways, and letters with a stroke, which Unicode does not take apart.
_MARKS = str.maketrans("’‘ʼ`´“”„«»‐‑‒–—−", "'''''" + '"""""' + "------")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})


def folded(name: str) -> str:
    """A name without case, accents, typographic marks and superfluous space."""
    if name.isascii():
        return " ".join(name.lower().replace("`", "'").split())
    return " ".join(bare(name.translate(_MARKS)).translate(_LETTERS).split())
