"""Claims of several documents side by side, in lines for people to read."""

from collections.abc import Iterator

from tocsin.brief.wording import certainty_words, chain_words
from tocsin.model.query import LedgerClaim

SHORT = 8
"""Characters of an id that are shown."""


def account_lines(found: LedgerClaim, *, mark: str = " ") -> Iterator[str]:
    """A claim in two lines: its words, and who says so, where, when and how surely."""
    claim = found.claim
    kind = "" if claim.kind.value == "statement" else f", {claim.kind.value}"
    yield f"{mark} “{' '.join(claim.text.split())}”"
    yield f"    {source_words(found)} · {certainty_words(claim)}{kind} · {found.name} · {claim.id[:SHORT]}"


def source_words(found: LedgerClaim) -> str:
    """Who says so and when: the outlet or speaker, those they cite, the day of publication."""
    claim = found.claim
    day = found.published.isoformat() if found.published else "on a day not known"
    outlet = f"{found.outlet}: " if found.outlet and found.outlet != claim.speaker else ""
    return f"{outlet}{chain_words(claim.speaker, claim.sources)} · {day}"
