"""A brief as one self-contained page: no script, nothing from outside, all text escaped."""

import shlex
from collections.abc import Iterator
from itertools import groupby
from re import split
from typing import NamedTuple

from tocsin.brief.harmless import plain
from tocsin.brief.html import certainty_classes, template
from tocsin.brief.render.references import numbers, references
from tocsin.brief.render.wording import BriefWording
from tocsin.model.brief import Brief, FactKind, FactValue, Passage
from tocsin.model.claim import Claim

_SIDE_BY_SIDE = ("conflicts", "changes", "echoes")
"""Sections whose passages stand over a table of two columns."""
_PLAIN = frozenset((FactKind.WHO, FactKind.DAY, FactKind.OUTLET, FactKind.CERTAINTY, FactKind.REASON))
"""Facts that need no look of their own."""
_EVEN = (0.45, 0.55)
"""ICD 203's roughly even chance: what is sure to lie on one side of it is coloured so."""


class Stretch(NamedTuple):
    """Characters of a passage that look the same; `code` is what a person would type."""

    text: str
    classes: str = ""
    code: bool = False


class Line(NamedTuple):
    """A passage as the page shows it."""

    stretches: list[Stretch]
    cited: list[int]
    command: str


def brief_page(brief: Brief, wording: BriefWording) -> str:
    """The whole page."""
    number = numbers(brief)
    claims = {report.claim.id: report.claim for report in brief.references}

    def line(passage: Passage) -> Line:
        cited = sorted(number[key] for key in passage.claims)
        return Line(list(_stretches(passage, wording, claims)), cited, plain(shlex.join(passage.command)))

    def columns(passage: Passage) -> list[tuple[str, list[Line]]]:
        return [
            (wording.word("labels", label) if label else "", [line(one) for one in beside])
            for label, beside in groupby(passage.beside, key=lambda one: one.label)
        ]

    return template("render/brief.html.jinja").render(
        brief=brief, title=plain(brief.title), side_by_side=_SIDE_BY_SIDE,
        references=references(brief), word=wording.word, line=line, columns=columns, classes=certainty_classes,
    )  # fmt: skip


def tone(interval: FactValue) -> str:
    """The colour of an interval of probability: yes, no, or open where it lies on both sides of even."""
    match interval:
        case (float(low), float(_)) if low > _EVEN[1]:
            return "yes"
        case (float(_), float(high)) if high <= _EVEN[0]:
            return "no"
    return "open"


def _stretches(passage: Passage, wording: BriefWording, claims: dict[str, Claim]) -> Iterator[Stretch]:
    for run in wording.runs(passage):
        if run.fact is None:
            pieces = split("`", run.text)
            yield from (Stretch(piece, code=bool(number % 2)) for number, piece in enumerate(pieces) if piece)
            continue
        kind = run.fact.kind
        if kind is FactKind.QUOTE:
            # What a proposition says has a probability, not a speaker's certainty.
            says = passage.template.startswith("proposition")
            yield Stretch(run.text, "saying" if says else f"quote {certainty_classes(claims[run.fact.of[0]])}")
        elif kind is FactKind.PROBABILITY:
            yield Stretch(run.text, f"tag {tone(run.fact.value)}")
        elif kind is FactKind.ID:
            yield Stretch(run.text, code=True)
        else:
            yield Stretch(run.text, "" if kind in _PLAIN else f"fact {kind.replace(' ', '-')}")
