"""A brief from its records: what was asked, how much it is of, section by section, and the claims it cites."""

from collections.abc import Callable, Iterable, Iterator

from tocsin.brief.records import BriefRecords
from tocsin.brief.sections.alarms import alarms
from tocsin.brief.sections.exposure import exposure
from tocsin.brief.sections.figures import figures
from tocsin.brief.sections.narratives import narratives
from tocsin.brief.sections.news import news
from tocsin.brief.sections.passages import count, passage
from tocsin.brief.sections.propositions import propositions
from tocsin.brief.sections.sides import (
    change_groups,
    changes,
    conflict_groups,
    conflicts,
    echo_groups,
    echoes,
    keys,
)
from tocsin.brief.sections.sources import sources
from tocsin.brief.sections.unknown import unknown
from tocsin.model.brief import Brief, Fact, FactKind, Passage, Section

Composer = Callable[[BriefRecords], Iterator[Passage]]


def compose(records: BriefRecords, *, title: str, language: str) -> Brief:
    """The brief of these records; a section stands in it only if it has a passage.

    Args:
        records: The records it may state.
        title: What to call it.
        language: The language it is to be worded in.
    """
    # Alarms are told even if nothing is new.
    composers: dict[str, Composer] = {"nothing": _nothing, "alarms": alarms} if not records.claims else {
        "numbers": _numbers, "alarms": alarms, "news" if records.scope.since else "latest": news,
        "propositions": propositions, "figures": figures, "conflicts": conflicts, "changes": changes, "echoes": echoes,
        "narratives": narratives, "exposure": exposure,
        "unknown": unknown, "sources": sources,
    }  # fmt: skip
    made = [(name, tuple(composer(records))) for name, composer in composers.items()]
    sections = tuple(Section(name=name, passages=passages) for name, passages in made if passages)
    references = tuple(records.by_id[key] for key in cited(sections))
    return Brief(title=title, scope=records.scope, sections=sections, language=language, references=references)


def cited(sections: Iterable[Section]) -> tuple[str, ...]:
    """The ids of the claims that sections cite, in the order of their first citation."""
    passages = (passage for section in sections for passage in section.passages)
    every = (one for passage in passages for one in (passage, *passage.beside))
    return tuple(dict.fromkeys(key for one in every for key in one.claims))


def _numbers(records: BriefRecords) -> Iterator[Passage]:
    """What was asked; then how many documents, claims, sources and links the brief is of."""
    yield from _scope(records)
    ids = [report.claim.id for report in records.claims]
    held = {
        "documents": count(records.by_document),
        "claims": count(ids),
        "sources": count(origin for key in ids if (origin := records.origins.get(key)) is not None),
    }
    yield passage("numbers.held", held)
    undated = [row.id for row in records.documents if row.published is None and row.id in records.by_document]
    if undated:
        yield passage("numbers.undated", {"documents": count(undated)})
    if records.conflicts or records.changes or records.echoes:
        groups = {"conflicts": conflict_groups, "changes": change_groups, "echoes": echo_groups}
        yield passage("numbers.links", {name: count(keys(found(records))) for name, found in groups.items()})


def _nothing(records: BriefRecords) -> Iterator[Passage]:
    """One clear line where there is nothing to tell, and what was asked."""
    scope = records.scope
    if records.is_empty:
        yield passage("nothing.empty", {})
    else:
        yield passage("nothing.asked" if scope.about or scope.place else "nothing.period", {})
        yield from _scope(records)


def _scope(records: BriefRecords) -> Iterator[Passage]:
    asked = {
        name: Fact(kind=FactKind.ASKED, value=value, of=(name,))
        for name in ("since", "until", "about", "place")
        if (value := getattr(records.scope, name)) is not None
    }
    days = {name: fact for name, fact in asked.items() if name in ("since", "until")}
    yield passage(f"scope.{'between' if len(days) > 1 else next(iter(days), 'whole')}", days)
    yield from (passage(f"scope.{name}", {name: asked[name]}) for name in ("about", "place") if name in asked)
