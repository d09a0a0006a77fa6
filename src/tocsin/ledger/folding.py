"""Names made comparable."""

import unicodedata


def folded(name: str) -> str:
    """A name without case, accents, typographic marks and superfluous space."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
