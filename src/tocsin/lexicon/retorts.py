"""The retorts of a language: "Lie.", "That is simply not true", by which a writer turns down what was told just before."""

import re
from functools import cache

from tocsin.lexicon.language import Lexicon


@cache
def retort_pattern(lexicon: Lexicon) -> str:
    """A regular expression of a retort, in lower case and with straight apostrophes, without its stop."""
    table = lexicon.table("retorts")
    words, pointing, degrees, alone = (
        "|".join(sorted((re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases), key=len, reverse=True))
        for phrases in (
            table["denying"]["words"],
            table["denying"]["pointing"],
            table["denying"]["degrees"],
            table["denying"]["alone"],
        )
    )
    return rf"(?:{alone}|(?:(?:{pointing})\s+)?(?:(?:{degrees})\s+){{0,3}}(?:not\s+(?:{degrees})\s+)?(?:{words}))"
