"""Who repeats whose line: narratives, edges from outlet to outlet, bursts, groups, outlets that post together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Manner(StrEnum):
    """How a text was taken over."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    PARTIAL = "partial"
    FORWARD = "forward"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMover:
    """Who told a narrative first, as far as the case shows; the time is None where only a day is known."""

    outlet: str
    document: str
    time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document that took over a document of another outlet.

    Attributes:
        source: The document that was taken over, by its name; `repeater` the one that did so.
        lag_minutes: Minutes between the two; where only days are known, whole days.
        credited: Whether the copy names the outlet it took the text from.
        passages: What both have in common, in the words of the copy.
    """

    source: str
    repeater: str
    manner: Manner
    lag_minutes: float
    credited: bool
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """Documents that carry one line, in whatever words.

    Attributes:
        label: The passage that says it most typically.
        documents: The documents, by their names, in the order of their times.
        denials: Documents that quote the line to deny it; they are none of `documents`.
        is_service: Whether it is not one line but what one outlet sends to others, who name it.
    """

    id: str
    label: str
    first: FirstMover
    outlets: tuple[str, ...]
    documents: tuple[str, ...]
    since: datetime
    until: datetime
    denials: tuple[str, ...] = ()
    is_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An outlet whose texts of a narrative another outlet repeats, more often than chance would have it.

    Attributes:
        copies: The repetitions, in the order of their times.
        share: The share of the source's documents of the narrative that the repeater took over, 0 … 1.
        lag_minutes: The median over the repetitions.
        p: The chance of so many timely repetitions if the repeater kept its rhythm and did not follow the source.
        is_thin: Whether it rests on fewer than five repetitions.
        clock_minutes: By how much the repeater's clock seems to be behind that of the source; 0 where nothing tells so.
    """

    source: str
    repeater: str
    narrative: str
    copies: tuple[Copy, ...]
    share: float
    lag_minutes: float
    p: float
    manner: Mapping[Manner, int]
    is_thin: bool
    clock_minutes: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A time in which a narrative, or a topic, fills far more of the case than otherwise.

    Attributes:
        narrative: The id of the narrative; None for a topic that is told independently.
        label: The narrative's label, or the words that became frequent.
        rate: How many times as many documents there are as the rest of the case would have in that time.
        p: The chance of such a burst at any time of the case, if the documents were spread as all others are.
    """

    narrative: str | None
    label: str
    start: datetime
    end: datetime
    documents: tuple[str, ...]
    rate: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Increase:
    """Whether documents of one kind, such as a speaker's statements, became more frequent than the case as a whole.

    Attributes:
        documents: How many there are.
        since: The day since when there are more, at the likeliest; None if nothing tells so.
        rate: How many times as many there are since then as before, by the volume of the case.
        p: The chance of such a change at any day, if the documents were spread as all others are.
    """

    documents: int
    since: date | None
    rate: float
    p: float

    @property
    def is_more(self) -> bool:
        """Whether they became more frequent: at most one in a hundred such findings is chance."""
        return self.since is not None and self.p <= 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatedGroup:
    """Outlets that post one text within minutes, again and again.

    Attributes:
        times: How often two or more of them did so.
        window_seconds: The longest time between the first and the last of them, over these.
        p: The chance of it if each outlet kept its rhythm.
        is_thin: Whether it rests on fewer than five times.
    """

    outlets: tuple[str, ...]
    times: int
    window_seconds: float
    p: float
    documents: tuple[str, ...]
    narrative: str | None
    is_thin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two outlets that posted the same text within a window of time, and at how many moments each did so."""

    outlets: tuple[str, str]
    documents: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What is repeated among the documents of a case; `notes` says what limits it, `left_out` how many were not compared."""

    narratives: tuple[Narrative, ...] = ()
    edges: tuple[Edge, ...] = ()
    bursts: tuple[Burst, ...] = ()
    groups: tuple[CoordinatedGroup, ...] = ()
    together: tuple[Together, ...] | None = None
    notes: tuple[str, ...] = ()
    left_out: int = 0

    def renamed(self, names: Mapping[str, str]) -> "Echo":
        """The same with other names of documents."""

        def of(documents: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(names[one] for one in documents)

        return replace(
            self,
            narratives=tuple(
                replace(
                    one, documents=of(one.documents), denials=of(one.denials),
                    first=replace(one.first, document=names[one.first.document]),
                )
                for one in self.narratives
            ),
            edges=tuple(
                replace(
                    edge,
                    copies=tuple(
                        replace(copy, source=names[copy.source], repeater=names[copy.repeater]) for copy in edge.copies
                    ),
                )
                for edge in self.edges
            ),
            bursts=tuple(replace(one, documents=of(one.documents)) for one in self.bursts),
            groups=tuple(replace(one, documents=of(one.documents)) for one in self.groups),
        )  # fmt: skip
