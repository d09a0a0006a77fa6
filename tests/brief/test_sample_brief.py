"""The brief of the sample case: every fact of it is proved, and none can be another."""

from dataclasses import replace
from itertools import islice

import pytest
from brief.brief_builders import WORDING
from brief.mutations import mutations

from tocsin.brief.proof import flaws_of
from tocsin.brief.records import BriefRecords
from tocsin.brief.sections.compose import compose
from tocsin.engine.brief_records import brief_records
from tocsin.engine.case import Case
from tocsin.errors import LexiconError
from tocsin.model.brief import Brief, Passage, Scope

Named = set[tuple[str, str, str]]
"""A section, a passage in words, and one of its facts."""


@pytest.fixture(scope="module")
def records(sample: Case) -> BriefRecords:
    return brief_records(sample.ledger, Scope())


@pytest.fixture(scope="module")
def brief(records: BriefRecords) -> Brief:
    return compose(records, title="The Korbach dam", language="en")


def with_changes(brief: Brief, number: int) -> tuple[Brief, Named]:
    """The brief with one fact of each passage changed, the one that comes at this number, and what must be named."""
    named: Named = set()

    def change(section: str, passage: Passage) -> Passage:
        for name, changed in islice(mutations(passage), number, number + 1):
            try:
                words = WORDING.text(changed)
            except LexiconError:
                words = changed.template
            named.add((section, words, name))
            return changed
        return passage

    sections = []
    for section in brief.sections:
        passages = [
            replace(one, beside=tuple(change(section.name, two) for two in one.beside)) for one in section.passages
        ]
        sections.append(replace(section, passages=tuple(change(section.name, one) for one in passages)))
    return replace(brief, sections=tuple(sections)), named


def test_it_is_proved_and_has_every_section(brief: Brief, records: BriefRecords) -> None:
    assert list(flaws_of(brief, records, WORDING)) == []
    assert [one.name for one in brief.sections] == [
        "numbers", "alarms", "latest", "propositions", "figures", "conflicts", "changes", "echoes", "unknown", "sources",
    ]  # fmt: skip
    assert len(brief.references) > 40


@pytest.mark.slow
def test_any_fact_that_is_another_is_named(brief: Brief, records: BriefRecords) -> None:
    every = 0
    for number in range(40):
        changed, named = with_changes(brief, number)
        found = {(flaw.section, flaw.passage, flaw.fact) for flaw in flaws_of(changed, records, WORDING)}
        assert named - found == set()
        every += len(named)
    assert every > 1000
