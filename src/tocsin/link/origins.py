"""Whether two reports go back to one origin: the same source named in both, or one outlet in its own voice."""

from enum import StrEnum

from tocsin.link.profile import Profile


class Origin(StrEnum):
    """How the origins of two reports stand to each other, as far as the texts tell."""

    SAME_SOURCE = "both stand on the word of the same source"
    SAME_OUTLET = "both are the word of the same outlet"
    SAME_SPEAKER = "both are the word of the same speaker"
    DIFFERENT_SOURCES = "they name different sources"
    DIFFERENT_OUTLETS = "they are of different outlets, and no source is common to both"

    @property
    def is_one(self) -> bool:
        """Whether the two are one origin."""
        return self is not Origin.DIFFERENT_SOURCES and self is not Origin.DIFFERENT_OUTLETS


def compare_origins(left: Profile, right: Profile) -> Origin:
    """How the origins of two reports stand to each other.

    Where only one names a source, it is the other's too if that one speaks of it.
    """
    if any(_is_one(one, other, left.offices) for one in left.sources for other in right.sources):
        return Origin.SAME_SOURCE
    if left.sources and right.sources:
        return Origin.DIFFERENT_SOURCES
    if left.unnamed or right.unnamed:
        # "He said": whoever the other names, if the words around speak of them.
        known, around = (right.sources, left.around) if left.unnamed else (left.sources, right.around)
        if any(name <= around for name in known):
            return Origin.SAME_SOURCE
    if any(name <= right.wording.contents for name in left.sources):
        return Origin.SAME_SOURCE
    if any(name <= left.wording.contents for name in right.sources):
        return Origin.SAME_SOURCE
    if left.speakers or right.speakers:
        # Whoever utters the words without citing anybody is their source.
        cites = bool(left.sources or left.unnamed), bool(right.sources or right.unnamed)
        return Origin.SAME_SPEAKER if left.speakers & right.speakers and not any(cites) else Origin.DIFFERENT_SOURCES
    same = left.report.outlet is not None and left.report.outlet == right.report.outlet
    return Origin.SAME_OUTLET if same else Origin.DIFFERENT_OUTLETS


def _is_one(one: frozenset[str], other: frozenset[str], offices: frozenset[str]) -> bool:
    """Whether two names are one party's: a name in common, or one name whole in the other; of ministries there are many."""
    return one <= other or other <= one or bool((one & other) - offices)
