"""Regular expressions that are made of the phrases of a lexicon."""

import re
from collections.abc import Iterable


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of any of some phrases, the longest first, with any white space between their words."""
    longest = sorted((re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases), key=len, reverse=True)
    return "|".join(longest)
