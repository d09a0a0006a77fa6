"""The retorts of a language: "Lie.", "That is simply not true", by which a writer turns down what was told just before."""

from functools import cache

from tocsin.lexicon.language import Lexicon
from tocsin.text.patterns import any_of


@cache
def retort_pattern(lexicon: Lexicon) -> str:
    """A regular expression of a retort, in lower case and with straight apostrophes, without its stop."""
    table = lexicon.table("retorts")["denying"]
    words, pointing, degrees, alone = (any_of(table[kind]) for kind in ("words", "pointing", "degrees", "alone"))
    return rf"(?:{alone}|(?:(?:{pointing})\s+)?(?:(?:{degrees})\s+){{0,3}}(?:not\s+(?:{degrees})\s+)?(?:{words}))"
