"""A claim as it was reported: its words, what stands around them, and by whom and when it was published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimText:
    """What is compared: the words that make one claim, or several in one sentence, with what is known of their document.

    Attributes:
        text: The words that are compared.
        start: Where they begin in their document, which the places of claims and figures count in.
        passage: The sentence they stand in, by which copies are told; where it is empty, they are a sentence.
        context: What stands around them; it tells what the words are about, and is itself not compared.
        claims: The claims that the words make.
        quantities: The figures that stand in the words.
        outlet: Who published it.
        published: The day of publication.
    """

    text: str
    start: int = 0
    passage: str = ""
    context: str = ""
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    outlet: str | None = None
    published: date | None = None

    @property
    def sources(self) -> Iterator[str]:
        """Those on whose word any of the claims stands, whether first or at second hand."""
        for claim in self.claims:
            yield from claim.sources
