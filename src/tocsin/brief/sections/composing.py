"""A brief from its material: section by section, then the references that its sentences cite."""

from collections.abc import Callable, Iterable, Iterator

from tocsin.brief.sections.alarms import alarms
from tocsin.brief.sections.figures import figures
from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.news import news
from tocsin.brief.sections.numbers import numbers, scope
from tocsin.brief.sections.phrases import Phrases
from tocsin.brief.sections.propositions import propositions
from tocsin.brief.sections.sides import changes, conflicts, echoes
from tocsin.brief.sections.slots import Slots
from tocsin.brief.sections.sources import sources
from tocsin.brief.sections.unknown import unknown
from tocsin.model.brief import Brief, Passage, Section

SECTIONS: dict[str, Callable[[BriefRecords, Slots], Iterator[Passage]]] = {
    "numbers": numbers, "alarms": alarms, "news": news, "propositions": propositions, "figures": figures,
    "conflicts": conflicts, "changes": changes, "echoes": echoes, "unknown": unknown, "sources": sources,
}  # fmt: skip
"""The sections in their order; each stands only if it has something to say."""


def compose(material: BriefRecords, phrases: Phrases, *, title: str, held: bool = True) -> Brief:
    """The brief of a material.

    Args:
        material: The records it may speak of.
        phrases: The wording.
        title: What to call it.
        held: Whether the case holds any document at all.
    """
    slots = Slots(phrases)
    sections = tuple(_sections(material, slots) if material.claims else _nothing(material, slots, held=held))
    asked = material.scope
    return Brief(
        title=title,
        since=asked.since,
        until=asked.until,
        about=asked.about,
        place=asked.place,
        sections=sections,
        references=tuple(material.by_id[key] for key in cited(sections)),
        language=phrases.language,
    )


def cited(sections: Iterable[Section]) -> tuple[str, ...]:
    """The ids of the claims that sections cite, in the order they are first cited."""
    passages = (passage for section in sections for passage in section.passages)
    every = (one for passage in passages for one in (passage, *passage.beside))
    return tuple(dict.fromkeys(key for one in every for key in one.claims))


def _sections(material: BriefRecords, slots: Slots) -> Iterator[Section]:
    for name, composed in SECTIONS.items():
        passages = tuple(composed(material, slots))
        if passages:
            heading = "latest" if name == "news" and material.scope.since is None else name
            yield Section(heading=slots.phrases.heading(heading), passages=passages, name=name)


def _nothing(material: BriefRecords, slots: Slots, *, held: bool) -> Iterator[Section]:
    """One clear line where there is nothing to tell, under what was asked; alarms are told all the same."""
    asked = material.scope
    what = "empty" if not held else "asked" if asked.about or asked.place else "period"
    line = slots.phrases.passage(f"nothing.{what}", {})
    passages = (line,) if not held else (line, *scope(material, slots))
    yield Section(heading=slots.phrases.heading("nothing"), passages=passages, name="nothing")
    told = tuple(alarms(material, slots))
    if told:
        yield Section(heading=slots.phrases.heading("alarms"), passages=told, name="alarms")
