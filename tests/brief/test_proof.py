"""A brief that states anything its records do not is refused."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from brief.brief_builders import (
    COPY,
    COUNCIL,
    EVERY,
    LATER,
    POLICE,
    QUESTION,
    WORDING,
    a_found,
    a_series,
    an_assessment,
    changed,
    composed,
    every_passage,
    passages,
    records_of,
    text_of,
    weighed,
)
from brief.mutations import mutations, with_fact
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.brief.contents import Contents
from tocsin.brief.proof import Flaw, flaws_of, prove
from tocsin.brief.records import BriefRecords
from tocsin.brief.render.wording import BriefWording, Run
from tocsin.errors import TocsinError, UnprovenBrief
from tocsin.lexicon.language import lexicon_for
from tocsin.model.brief import Brief, Fact, FactKind, Passage
from tocsin.model.estimate import Origin
from tocsin.model.place import Dispute, Place
from tocsin.model.query import Report
from tocsin.model.series import AccountStatus, Level

RECORDS = records_of()
BRIEF = composed(RECORDS)


def flaws(brief: Brief, records: BriefRecords = RECORDS) -> list[Flaw]:
    return list(flaws_of(brief, records, WORDING))


def first(name: str, fact: str) -> Passage:
    """The first passage of a section that states a fact of this name."""
    return next(passage for passage in passages(BRIEF, name) if fact in passage.facts)


def test_a_composed_brief_is_proved() -> None:
    assert flaws(BRIEF) == []
    prove(BRIEF, RECORDS, WORDING)


def test_it_has_something_of_nearly_everything() -> None:
    stated = {fact.kind for _, passage in every_passage(BRIEF) for fact in passage.facts.values()}
    elsewhere = {FactKind.ASKED, FactKind.PLACE, FactKind.DISPUTE, FactKind.STANDING}
    references = {FactKind.DOCUMENT, FactKind.CHARACTERS, FactKind.ID}
    assert set(FactKind) - stated == elsewhere | references


# --- any fact changed ---------------------------------------------------------------------------------------------


def rich_records() -> Iterator[BriefRecords]:
    """Records that between them give every template of the lexicon."""
    yield RECORDS
    yield replace(RECORDS, scope=replace(RECORDS.scope, since=date(2026, 3, 1), about="people", place="Saalbrunn"))
    yield records_of(claims=(), documents=(), scope=replace(RECORDS.scope, until=date(2026, 3, 9)))
    history = [an_assessment(0.7, at=replace_day(day), rings=rings) for day, rings in ((1, True), (2, False))]
    dispute = Dispute(territory="Upper Korbach", de_jure="XA", basis="a treaty of 1950", as_of="2025-06")
    place = Place(start=0, end=5, name="Korbach", dispute=dispute)
    undated = a_found(
        "There are 40 boats in the harbour of Korbach.", quantities=COUNCIL.claim.quantities, places=(place,)
    )
    series = a_series(COUNCIL, LATER, levels=[Level(day=date(2026, 3, 6), low=400, best=None, high=520, conflict=True)])
    aside = replace(series.accounts[0], standing=AccountStatus.REVISED)
    yield records_of(
        *EVERY, undated, assessments=history, unanswered=(QUESTION,),
        propositions=(weighed([COUNCIL], [POLICE], probability=None),),
        figures=(replace(series, accounts=(aside, series.accounts[1])), replace(series, subject="beds", levels=())),
    )  # fmt: skip


def replace_day(day: int) -> Any:
    return an_assessment().at.replace(day=day)


RICH = [(records, composed(records)) for records in rich_records()]
EACH_FACT = [
    (records, brief, passage, other, name)
    for records, brief in RICH
    for _, passage in every_passage(brief)
    for name, other in mutations(passage)
]


def test_all_of_these_are_proved_as_they_are() -> None:
    assert [flaws(brief, records) for records, brief in RICH] == [[]] * len(RICH)
    assert len(EACH_FACT) > 1000


@examples(500)
@given(st.sampled_from(EACH_FACT))
def test_any_one_fact_that_is_another_is_named(case: tuple[BriefRecords, Brief, Passage, Passage, str]) -> None:
    records, brief, passage, other, name = case
    assert name in {flaw.fact for flaw in flaws(changed(brief, passage, other), records)}


@examples(200)
@given(st.sampled_from(every_passage(BRIEF)), st.data())
def test_a_fact_of_another_passage_is_no_fact_of_this_one(where: tuple[str, Passage], data: st.DataObject) -> None:
    _, passage = where
    names = sorted(passage.facts)
    if not names:
        return
    name = data.draw(st.sampled_from(names))
    others = [one.facts[name] for _, one in every_passage(BRIEF) if name in one.facts]
    fact = data.draw(st.sampled_from(others))
    found = flaws(changed(BRIEF, passage, with_fact(passage, name, fact)))
    assert (found == []) == (fact == passage.facts[name])


# --- passages -----------------------------------------------------------------------------------------------------

MANGLED: dict[str, Callable[[Passage], Passage]] = {
    "a fact less": lambda one: replace(one, facts=dict(list(one.facts.items())[1:])),
    "a fact more": lambda one: with_fact(one, "day", Fact(kind=FactKind.DAY, value=None, of=(COUNCIL.claim.id,))),
    "no facts": lambda one: replace(one, facts={}),
    "another sentence": lambda one: replace(one, template="report"),
    "a sentence that is not true of it": lambda one: replace(one, template="proposition"),
    "an unknown sentence": lambda one: replace(one, template="of my own"),
    "no sentence": lambda one: replace(one, template=""),
    "about another record": lambda one: replace(one, about=LATER.claim.id),
    "about nothing": lambda one: replace(one, about=""),
    "uncited": lambda one: replace(one, claims=()),
    "a claim too many": lambda one: replace(one, claims=(*one.claims, LATER.claim.id)),
    "a claim that is not there": lambda one: replace(one, claims=(*one.claims, "ffff")),
    "a label of no lexicon": lambda one: replace(one, label="proved"),
    "another command": lambda one: replace(one, command=("rm", "-r", "case")),
    "what it does not go with": lambda one: replace(one, beside=(*one.beside, passages(BRIEF, "sources")[0])),
    "a side that is not its own": lambda one: replace(one, beside=tuple(replace(two, label="against") for two in one.beside)),
}  # fmt: skip


@pytest.mark.parametrize("change", MANGLED)
def test_a_passage_that_is_not_as_it_was_composed_is_caught(change: str) -> None:
    passage = first("propositions", "subject")
    assert flaws(changed(BRIEF, passage, MANGLED[change](passage)))


def test_before_and_after_cannot_change_places() -> None:
    passage = first("changes", "was")
    was, now = passage.facts["was"], passage.facts["now"]
    turned = replace(passage, facts={**passage.facts, "was": now, "now": was})
    assert {flaw.fact for flaw in flaws(changed(BRIEF, passage, turned))} >= {"was", "now"}


@pytest.mark.parametrize(("section", "label", "other"), [("changes", "was", "now"), ("echoes", "told", "copied")])
def test_what_stands_beside_a_passage_has_its_own_label(section: str, label: str, other: str) -> None:
    passage = next(one for one in passages(BRIEF, section) if one.label == label)
    assert flaws(changed(BRIEF, passage, replace(passage, label=other)))


def test_what_is_left_out_is_counted_with_what_is_told() -> None:
    many = [a_found(f"The gate at Korbach was shut for the {n}th time.", name=f"report {n}") for n in range(12)]
    records = records_of(*many)
    brief = composed(records)
    (*told, rest) = next(one for one in brief.sections if one.name == "latest").passages
    assert flaws(brief, records) == []
    shorter = replace(brief.sections[1], passages=(*told[1:], rest))
    found = flaws(replace(brief, sections=(brief.sections[0], shorter, *brief.sections[2:])), records)
    assert "more" in {flaw.fact for flaw in found}


def test_references_are_the_claims_that_are_cited() -> None:
    assert flaws(replace(BRIEF, references=BRIEF.references[1:]))
    assert flaws(replace(BRIEF, references=(*BRIEF.references, BRIEF.references[0])))


def test_a_reference_must_be_as_the_case_holds_it() -> None:
    forged = replace(BRIEF.references[0], outlet="Drava Observer")
    assert flaws(replace(BRIEF, references=(forged, *BRIEF.references[1:])))


@pytest.mark.parametrize("name", ["proved", "echoes"])
def test_what_stands_under_a_heading_belongs_there(name: str) -> None:
    assert flaws(replace(BRIEF, sections=(replace(BRIEF.sections[0], name=name), *BRIEF.sections[1:])))


def test_every_section_of_the_lexicon_can_be_proved() -> None:
    headings = lexicon_for("en").table("briefs")["headings"]
    composed_of = {part.name for _, brief in RICH for part in brief.sections}
    assert headings.keys() - {"references"} == composed_of | {"nothing", "news", "latest"}


def test_a_brief_is_about_what_was_asked() -> None:
    assert flaws(replace(BRIEF, scope=replace(BRIEF.scope, since=date(2026, 3, 1))))


def test_origins_that_share_a_report_are_not_independent() -> None:
    one = weighed([COUNCIL, COPY], [POLICE])
    twice = Origin(name="another", reports=(COUNCIL,), chains=(("another",),))
    swollen = replace(one, estimate=replace(one.estimate, origins=(*one.estimate.origins, twice)))
    records = records_of(propositions=(swollen,))
    assert "origins" in {flaw.fact for flaw in flaws(composed(records), records)}


@pytest.mark.parametrize("interval", [(0.6, 1.2), (-0.1, 0.3), (0.8, 0.2)])
def test_a_probability_outside_of_the_possible_is_never_written(interval: tuple[float, float]) -> None:
    records = records_of(propositions=(weighed([COUNCIL], [POLICE], probability=interval),))
    assert "probability" in {flaw.fact for flaw in flaws(composed(records), records)}


def test_a_refusal_names_the_passage_the_fact_and_what_is_right() -> None:
    passage = first("figures", "figure")
    wrong = replace(passage.facts["figure"], value=replace(LATER.claim.quantities[0], low=410, high=410))
    with pytest.raises(UnprovenBrief, match=r"figures: “410 people.*figure: the records give.*520") as refused:
        prove(changed(BRIEF, passage, with_fact(passage, "figure", wrong)), RECORDS, WORDING)
    assert isinstance(refused.value, TocsinError)
    assert "\n" not in str(refused.value)


# --- the words ----------------------------------------------------------------------------------------------------


class Faulty(BriefWording):
    """Wording with a fault in one kind of fact."""

    def __init__(self, kind: FactKind, words: str) -> None:
        super().__init__(lexicon_for("en"))
        self._kind, self._put = kind, words

    def runs(self, passage: Passage) -> Iterator[Run]:
        for run in super().runs(passage):
            yield replace(run, text=self._put) if run.fact is not None and run.fact.kind is self._kind else run


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FactKind.QUOTE, "400 people left Saalbrunn on Monday"), (FactKind.QUOTE, ""), (FactKind.QUOTE, " …"),
        (FactKind.FIGURE, "410 people"), (FactKind.WHO, "Radio Unterdrau, citing Perchner"), (FactKind.DAY, "2026-03-03"),
        (FactKind.LEVEL, "500–560"), (FactKind.PROBABILITY, "very likely (60–75 %)"), (FactKind.TITLE, "Another title"),
        (FactKind.PROBABILITY, "likely (60–80 %)"), (FactKind.COUNT, "7 documents"), (FactKind.OUTLET, "Drava Ledger"),
        (FactKind.CREDIBILITY, "1 (confirmed)"), (FactKind.RELIABILITY, "A (completely reliable)"),
    ],
)  # fmt: skip
def test_a_fault_of_the_wording_is_found_without_it(kind: FactKind, words: str) -> None:
    assert list(flaws_of(BRIEF, RECORDS, Faulty(kind, words)))


@pytest.mark.parametrize(
    ("value", "text", "lacks"),
    [
        (("Anna Brunner",), "Anna Brunner, citing Perchner", ["Perchner"]),
        ((1234.5678, None), "1,235", []),
        ((1234.5678, None), "1,245", ["1,245"]),
        ((0.62, 0.62), "62 %", []),
        (date(2026, 3, 2), "2026-03-03", ["2026-03-03"]),
        ("Bürgermeisterin", "Bürger …", []),
        ("Bürgermeisterin", "Bürger", ["Bürger"]),
        (1e30, "1e+30", []),
    ],
)
def test_what_a_text_holds_that_its_value_does_not(value: object, text: str, lacks: list[str]) -> None:
    assert list(Contents(value).lacks(text)) == lacks


def test_fixed_wording_names_nobody_and_holds_no_number_and_no_word_of_probability() -> None:
    templates = lexicon_for("en").table("briefs")["templates"]
    assert templates
    for name in templates:
        for fixed, *_ in WORDING.places(name):
            words = fixed.lstrip("“ ").split()
            assert not any(char.isdigit() for char in fixed)
            assert not {"likely", "chance", "certain"} & set(words)
            for before, word in pairwise(words):
                assert word[0].islower() or not word[0].isalpha() or before.endswith((".", ";", "”")), fixed


# --- whatever the records hold ------------------------------------------------------------------------------------


@examples(60)
@given(st.lists(st.sampled_from(EVERY), min_size=1, unique=True), st.booleans())
def test_whatever_is_composed_is_proved(claims: list[Report], rings: bool) -> None:
    known = {one.claim.id for one in claims}
    links = {
        name: tuple(one for one in getattr(RECORDS, name) if {one.link.claim, one.link.other} <= known)
        for name in ("conflicts", "changes", "echoes")
    }
    records = records_of(*claims, assessments=(an_assessment(rings=rings),), **links)
    assert flaws(composed(records), records) == []


@examples(80)
@given(st.text(min_size=1, max_size=400), st.text(max_size=200), st.text(max_size=200), st.text(max_size=400))
def test_a_brief_of_any_text_is_proved(text: str, who: str, outlet: str, place: str) -> None:
    named = Place(start=0, end=1, name=place, dispute=Dispute(territory=place, de_jure=None, basis=text))
    found = a_found(
        f"The dam {text}.", outlet=outlet, sources=(who,), published=date(2026, 3, 2), name=place, places=(named,)
    )
    records = records_of(found, conflicts=())
    assert flaws(composed(records), records) == []


def test_the_denial_is_quoted_with_the_words_that_deny() -> None:
    quoted = [text_of(one) for one in passages(BRIEF, "conflicts")]
    assert any("denied that anybody had left" in text for text in quoted)
