"""Letters made comparable."""

import unicodedata


def bare(text: str) -> str:
    """Text without case and accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
