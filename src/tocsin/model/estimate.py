"""What the claims of a case allow one to think of a proposition."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.evidence import Testimony
from tocsin.model.party import Party
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.source import Position, Reliability


class Credibility(StrEnum):
    """The credibility of information (Admiralty code; AJP-2.1). 6 says nothing either way."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"

    @property
    def words(self) -> str:
        """The grade in the words of the code."""
        return _WORDS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An independent witness of a proposition, with every report that goes back to it.

    Attributes:
        name: What to call it: the fullest name of the last party of the chain. Where that party only cites somebody who is
            not named, or where no party is named at all, the name says so.
        reports: The claims that go back to it, the first of them first.
        chains: For each report, in the same order, those it came through: outlet first, the origin last.
        party: That party; None where none is named.
        document: The id of the document whose word it is where no party is named; else None.
        is_named: Whether it is the party's own word; not where it is that of somebody whom the party does not name.
    """

    name: str
    reports: tuple[Report, ...]
    chains: tuple[tuple[str, ...], ...]
    party: Party | None = None
    document: str | None = None
    is_named: bool = True

    @property
    def key(self) -> str:
        """What two origins are one by, in whatever propositions they speak: the party, or else the document."""
        return self.party.id if self.party is not None else self.document or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """An origin with the word of it that counts, and what that is worth.

    Attributes:
        report: The report that is nearest to it, of those that state something.
        testimony: What its word is worth.
        is_open: Whether it leaves the matter open, or states nothing: then its word counts neither for it nor against it.
        reliability: The grade of the weakest link of the chain; `through` whose that is, None where it is the origin's.
        position: How it could know.
    """

    origin: Origin
    report: Report
    testimony: Testimony
    is_open: bool
    reliability: Reliability
    through: str | None
    position: Position

    @property
    def is_own_line(self) -> bool:
        """Whether an outlet says it in its own voice and does not tell how it knows."""
        claim = self.report.claim
        return not claim.sources and claim.speaker in (None, self.report.outlet) and not self.position.is_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A proposition weighed.

    Attributes:
        proposition: Its id.
        subject: Its words, as the claim that is nearest to its origin has them.
        probability: The interval that what is known leaves it; None where nothing that is known tells.
        origins: The independent origins that say so, the one with most reports first.
        against: Those that say otherwise.
        favour: What the word of each origin that speaks of it is worth, and `opposed` of each that says otherwise.
        witnesses_for: How many independent witnesses whose word is told to be theirs said so, whatever they came to later.
        witnesses_against: How many of them said otherwise.
        reasons: What moved the probability and by how much, in bits of odds, the weightiest first; then what credibility
            rests on, with weight 0.
    """

    proposition: str
    subject: str
    probability: tuple[float, float] | None
    credibility: Credibility
    origins: tuple[Origin, ...]
    against: tuple[Origin, ...] = ()
    favour: tuple[Appraisal, ...] = ()
    opposed: tuple[Appraisal, ...] = ()
    witnesses_for: int = 0
    witnesses_against: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def reports(self) -> int:
        """How many claims say so, whatever their origin."""
        return sum(len(origin.reports) for origin in self.origins)


_WORDS = dict(zip(Credibility, (
    "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "truth cannot be judged",
), strict=True))  # fmt: skip
