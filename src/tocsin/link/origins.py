"""Whether two reports go back to one origin: the same source named in both, or one outlet in its own voice."""

from enum import StrEnum

from tocsin.link.profile import Names, Profile
from tocsin.model.reason import Reason


class Origin(StrEnum):
    """How the origins of two reports stand to each other, as far as the texts tell."""

    SAME_SOURCE = "same_source"
    SPOKEN_OF = "spoken_of"
    """The one names a source that the other only speaks of: "the police shot", and what the police say."""
    SAME_OUTLET = "same_outlet"
    SAME_SPEAKER = "same_speaker"
    DIFFERENT_SOURCES = "different_sources"
    DIFFERENT_OUTLETS = "different_outlets"

    @property
    def is_one(self) -> bool:
        """Whether the two are one origin."""
        return self not in (Origin.DIFFERENT_SOURCES, Origin.DIFFERENT_OUTLETS)

    @property
    def is_one_source(self) -> bool:
        """Whether both name one source, or the one names a source that the other speaks of."""
        return self in (Origin.SAME_SOURCE, Origin.SPOKEN_OF)

    @property
    def reason(self) -> Reason:
        """The origins as a reason why two reports repeat or corroborate each other."""
        return Reason(rule=f"link.{self.value}", weight=0.4)


def compare_origins(left: Profile, right: Profile, names: Names) -> Origin:
    """How the origins of two reports stand to each other.

    Where only one names a source, it is the other's too if that one speaks of it.
    """
    if any(names.are_one(one.written, other.written) for one in left.sources for other in right.sources):
        return Origin.SAME_SOURCE
    if left.sources and right.sources:
        return Origin.DIFFERENT_SOURCES
    for profile, other in ((left, right), (right, left)):
        # What a body publishes itself is its own word, as others cite it.
        outlet = profile.report.outlet
        own = outlet is not None and not profile.sources and not profile.unnamed
        if own and any(names.are_one(outlet or "", source.written) for source in other.sources):
            return Origin.SAME_SOURCE
        # "He said": the source that the other names, if the words around speak of it.
        speaks_of = profile.around if profile.unnamed else profile.wording.contents
        if any(source.forms <= speaks_of for source in other.sources):
            return Origin.SAME_SOURCE if profile.unnamed else Origin.SPOKEN_OF
    if left.speakers or right.speakers:
        # A speaker who cites nobody is the source of what he says.
        cites = any((left.sources, left.unnamed, right.sources, right.unnamed))
        return Origin.SAME_SPEAKER if left.speakers & right.speakers and not cites else Origin.DIFFERENT_SOURCES
    same = left.report.outlet is not None and left.report.outlet == right.report.outlet
    return Origin.SAME_OUTLET if same else Origin.DIFFERENT_OUTLETS
