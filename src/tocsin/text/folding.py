"""Names made comparable."""

import unicodedata


class _Bare(dict[int, int | str | None]):
    """What becomes of each character that was taken apart: marks go, what Unicode does not take apart is replaced."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.combining(chr(code)) else code
        return kept


# Marks that are typed in several ways, and letters with a stroke, which Unicode does not take apart.
_MARKS = str.maketrans("’‘ʼ`´“”„«»‐‑‒–—−", "'''''" + '"""""' + "------")
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
_BARE = _Bare({ord(letter): plain for letter, plain in _LETTERS.items()})


def folded(name: str) -> str:
    """A name, or a text, without case, accents, typographic marks and superfluous space.

    Cases hold columns that this function made: another result for a name needs a migration. Only the gazetteer folds in
    its own way (`lexicon.gazetteer_format.name_key`): accents tell Cyrillic names of places apart.
    """
    if name.isascii():
        return " ".join(name.lower().replace("`", "'").split())
    plain = name.translate(_MARKS)
    if plain.isascii():
        return " ".join(plain.lower().split())
    # Folding the case of a letter can bring forth marks of its own, so what has been taken apart is taken apart again.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    return " ".join(apart.translate(_BARE).split())
