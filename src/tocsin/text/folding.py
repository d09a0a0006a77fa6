"""Names made comparable."""

import unicodedata

# Marks that are typed in several ways, and letters with a stroke, which Unicode does not take apart.
_MARKS = str.maketrans("’‘ʼ`´“”„«»‐‑‒–—−", "'''''" + '"""""' + "------")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})


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
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.translate(_LETTERS).split())
