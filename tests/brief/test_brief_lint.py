"""A brief that says anything its records do not is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from brief.brief_builders import (
    COPY,
    COUNCIL,
    DENIAL,
    EVERY,
    LATER,
    PHRASES,
    POLICE,
    a_found,
    a_material,
    an_assessment,
    changed,
    composed,
    passages,
    weighed,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.brief.lint import Flaw, lint, prove
from tocsin.brief.sections.phrases import Slot
from tocsin.errors import TocsinError, UnprovenBrief
from tocsin.model.brief import Brief, FactKind, Mark, Passage
from tocsin.model.estimate import Origin

MATERIAL = a_material()
BRIEF = composed(MATERIAL)


def flaws(brief: Brief) -> list[Flaw]:
    return list(lint(brief, MATERIAL, PHRASES))


def first(name: str, shows: FactKind) -> tuple[Passage, Mark]:
    """The first passage of a section that shows this, and where."""
    return next((passage, mark) for passage in passages(BRIEF, name) for mark in passage.marks if mark.shows is shows)


def with_words(passage: Passage, mark: Mark, words: str) -> Passage:
    """A passage that says something else in a marked place, with all its marks in place."""
    shift = len(words) - (mark.end - mark.start)
    moved = tuple(
        replace(one, end=one.end + shift) if one is mark
        else replace(one, start=one.start + shift, end=one.end + shift) if one.start >= mark.end
        else one
        for one in passage.marks
    )  # fmt: skip
    return replace(passage, text=passage.text[: mark.start] + words + passage.text[mark.end :], marks=moved)


def test_a_composed_brief_is_proved() -> None:
    assert flaws(BRIEF) == []
    prove(BRIEF, MATERIAL, PHRASES)


def test_it_has_something_of_everything() -> None:
    shown = {mark.shows for part in BRIEF.sections for one in passages(BRIEF, part.name) for mark in one.marks}
    assert shown >= {
        FactKind.QUOTE,
        FactKind.FIGURE,
        FactKind.COUNT,
        FactKind.PROBABILITY,
        FactKind.LEVEL,
        FactKind.REASON,
        FactKind.NAME,
    }


@pytest.mark.parametrize(
    ("name", "shows", "words"),
    [
        ("figures", FactKind.FIGURE, "410 people"),
        ("figures", FactKind.LEVEL, "500–560, best 520"),
        ("figures", FactKind.LEVEL_DAY, "2026-03-07"),
        ("numbers", FactKind.COUNT, "7 documents"),
        ("numbers", FactKind.NAMED, "6 sources"),
        ("propositions", FactKind.REPORTS, "4 reports"),
        ("propositions", FactKind.ORIGINS, "3 independent origins"),
        ("propositions", FactKind.AGAINST, "2 independent origins"),
        ("propositions", FactKind.CREDIBILITY, "1 (confirmed by other sources)"),
        ("propositions", FactKind.WHO, "Radio Unterdrau, citing Police"),
        ("propositions", FactKind.DAY, "2026-03-03"),
        ("propositions", FactKind.CERTAINTY, "probable"),
        ("news", FactKind.TITLE, "Another title"),
        ("news", FactKind.ISSUED, "Drava Observer, 2026-03-06"),
        ("conflicts", FactKind.REASON, "they agree"),
        ("alarms", FactKind.HYPOTHESIS, "the dam holds"),
        ("alarms", FactKind.MOMENT, "2026-03-06"),
        ("alarms", FactKind.SCENARIO, "harbour"),
        ("sources", FactKind.NAME, "Styria Digest"),
        ("sources", FactKind.RELIABILITY, "A (completely reliable)"),
        ("sources", FactKind.BEHIND, "9 claims"),
        ("sources", FactKind.OWN, "5 claims"),
        ("echoes", FactKind.OUTLET, "Drava Observer"),
    ],
)
def test_a_fact_that_the_record_does_not_have_is_caught(name: str, shows: FactKind, words: str) -> None:
    passage, mark = first(name, shows)
    assert passage.text[mark.start : mark.end] != words
    found = flaws(changed(BRIEF, passage, with_words(passage, mark, words)))
    assert any(words in flaw.why for flaw in found)


@pytest.mark.parametrize(
    "words", ["very likely (60–75 %)", "likely (60–80 %)", "probable (60–75 %)", "likely to very likely (60–75 %)"]
)
def test_a_word_of_probability_that_is_not_icd_203s_is_caught(words: str) -> None:
    passage, mark = first("propositions", FactKind.PROBABILITY)
    assert passage.text[mark.start : mark.end] == "likely (60–75 %)"
    assert flaws(changed(BRIEF, passage, with_words(passage, mark, words)))


@pytest.mark.parametrize("words", ["unlikely (62 %)", "likely (26 %)", "likely (38 %)"])
def test_a_hypothesis_has_its_own_probability(words: str) -> None:
    passage, mark = first("alarms", FactKind.PROBABILITY)
    assert passage.text[mark.start : mark.end] == "likely (62 %)"
    assert flaws(changed(BRIEF, passage, with_words(passage, mark, words)))


@pytest.mark.parametrize(
    "words",
    [
        "400 people had left Saalbrunn on Tuesday", "Some 400 people", "people had left Saalbrunn on Monday",
        "400 people left Saalbrunn on Monday", "",
    ],
)  # fmt: skip
def test_a_quote_that_is_not_word_for_word_from_its_beginning_is_caught(words: str) -> None:
    passage, mark = first("propositions", FactKind.QUOTE)
    assert flaws(changed(BRIEF, passage, with_words(passage, mark, words)))


def test_words_of_another_cited_claim_are_no_quote_of_this_one() -> None:
    passage, mark = first("propositions", FactKind.QUOTE)
    assert flaws(changed(BRIEF, passage, replace(with_words(passage, mark, LATER.claim.text), claims=passage.claims)))


def test_a_figure_of_another_claim_is_caught_though_that_claim_is_cited_too() -> None:
    passage = next(one for one in passages(BRIEF, "changes") if one.template == "change.figure")
    assert passage.text.startswith("400 people became 520 people (2026-03-06)")
    was = passage.marks[0]
    assert flaws(changed(BRIEF, passage, with_words(passage, was, "520 people")))


def test_before_and_after_cannot_change_places() -> None:
    passage = next(one for one in passages(BRIEF, "changes") if one.template == "change.figure")
    was, now, day = passage.marks
    turned = replace(passage, text=passage.text.replace("400", "x").replace("520", "400").replace("x", "520"))
    turned = replace(turned, marks=(replace(was, of=now.of), replace(now, of=was.of), day))
    assert any("order" in flaw.why for flaw in flaws(changed(BRIEF, passage, turned)))


@pytest.mark.parametrize(("name", "other"), [("was", "now"), ("told", "copied")])
def test_what_stands_beside_it_bears_its_own_label(name: str, other: str) -> None:
    section = {"was": "changes", "told": "echoes"}[name]
    passage = next(one for one in passages(BRIEF, section) if one.label == PHRASES.label(name))
    assert flaws(changed(BRIEF, passage, replace(passage, label=PHRASES.label(other))))


def test_the_copier_is_not_the_copied() -> None:
    (passage,) = [one for one in passages(BRIEF, "echoes") if one.template == "echo"]
    marks = dict(zip(("copier", "day", "copied", "first", "claims"), passage.marks, strict=True))
    turned = PHRASES.passage(
        "echo",
        {
            name: _slot(passage, marks[{"copier": "copied", "copied": "copier"}.get(name, name)])
            for name in ("copier", "day", "copied", "first", "claims")
        },
        beside=passage.beside,
    )
    assert any("order" in flaw.why for flaw in flaws(changed(BRIEF, passage, turned)))


def _slot(passage: Passage, mark: Mark) -> Slot:
    return Slot(passage.text[mark.start : mark.end], mark.shows, mark.of, claims=passage.claims)


MANGLED: dict[str, Callable[[Passage], Passage]] = {
    "a sentence more": lambda one: replace(one, text=one.text + " At least 40 were hurt."),
    "a name more": lambda one: replace(one, text=one.text + " Perchner agrees."),
    "other wording": lambda one: replace(one, text=one.text.replace("; credibility", " and credibility")),
    "a mark less": lambda one: replace(one, marks=one.marks[1:]),
    "a mark too far": lambda one: replace(one, marks=(replace(one.marks[0], end=9999), *one.marks[1:])),
    "a mark before it": lambda one: replace(one, marks=(replace(one.marks[0], start=-1), *one.marks[1:])),
    "marks in disorder": lambda one: replace(one, marks=one.marks[::-1]),
    "of nobody": lambda one: replace(one, marks=(replace(one.marks[0], of=("nobody",)), *one.marks[1:])),
    "of nothing": lambda one: replace(one, marks=(replace(one.marks[0], of=()), *one.marks[1:])),
    "another sentence": lambda one: replace(one, template="report"),
    "an unknown sentence": lambda one: replace(one, template="of my own"),
    "no sentence": lambda one: replace(one, template=""),
    "uncited": lambda one: replace(one, claims=()),
    "a claim that is not there": lambda one: replace(one, claims=(*one.claims, "ffff")),
    "a label of no lexicon": lambda one: replace(one, label="proved"),
    "another command": lambda one: replace(one, command="rm -r case"),
    "no command at all": lambda one: replace(one, command="tocsin origins 'unbalanced"),
    "free text": lambda one: Passage(text="Thirty ships wait off Saalbrunn.", claims=one.claims),
    "no marks": lambda one: Passage(text=one.text, claims=one.claims),
}


@pytest.mark.parametrize("change", MANGLED)
def test_a_passage_that_is_not_as_it_was_composed_is_caught(change: str) -> None:
    passage, _ = first("propositions", FactKind.QUOTE)
    assert flaws(changed(BRIEF, passage, MANGLED[change](passage)))


def test_references_are_the_claims_that_are_cited() -> None:
    assert flaws(replace(BRIEF, references=BRIEF.references[1:]))
    assert flaws(replace(BRIEF, references=(*BRIEF.references, BRIEF.references[0])))


def test_a_reference_must_be_as_the_case_holds_it() -> None:
    forged = replace(BRIEF.references[0], outlet="Drava Observer")
    assert flaws(replace(BRIEF, references=(forged, *BRIEF.references[1:])))


def test_a_heading_must_be_the_lexicons() -> None:
    assert flaws(replace(BRIEF, sections=(replace(BRIEF.sections[0], heading="Proved"), *BRIEF.sections[1:])))


def test_a_brief_is_about_what_was_asked() -> None:
    assert flaws(replace(BRIEF, since=date(2026, 3, 1)))


def test_an_origin_that_shares_a_report_with_another_is_none_of_its_own() -> None:
    one = weighed([COUNCIL, COPY], [POLICE])
    twice = Origin(name="another", reports=(COUNCIL,), chains=(("another",),))
    swollen = replace(one, estimate=replace(one.estimate, origins=(*one.estimate.origins, twice)))
    material = a_material(propositions=(swollen,))
    assert list(lint(composed(material), material, PHRASES))


@pytest.mark.parametrize("interval", [(0.6, 1.2), (-0.1, 0.3), (0.8, 0.2)])
def test_a_probability_outside_of_the_possible_is_never_written(interval: tuple[float, float]) -> None:
    material = a_material(propositions=(weighed([COUNCIL], [POLICE], probability=interval),))
    assert list(lint(composed(material), material, PHRASES))


def test_a_refusal_names_the_passage_and_what_is_wrong() -> None:
    passage, mark = first("figures", FactKind.FIGURE)
    bad = changed(BRIEF, passage, with_words(passage, mark, "410 people"))
    with pytest.raises(UnprovenBrief, match=r"Figures: “410 people.*which says “520 people”") as refused:
        prove(bad, MATERIAL, PHRASES)
    assert isinstance(refused.value, TocsinError)
    assert "\n" not in str(refused.value)


def test_fixed_wording_holds_no_number_and_no_word_of_probability() -> None:
    for name in PHRASES.templates():
        fixed = " ".join(piece for piece, _ in PHRASES.pieces(name))
        assert not any(char.isdigit() for char in fixed)
        for word in ("likely", "chance", "certain"):
            assert word not in fixed.split()


def test_fixed_wording_names_nobody() -> None:
    for name in PHRASES.templates():
        for piece, _ in PHRASES.pieces(name):
            later = piece.lstrip("“ ").split()[1:]
            before = piece.lstrip("“ ").split()
            assert all(word[0].islower() or not word[0].isalpha() or last.endswith((".", ";", "”"))
                       for last, word in zip(before, later, strict=False)), piece  # fmt: skip


EVERY_PASSAGE = [
    (part.name, passage)
    for part in BRIEF.sections
    for passage in passages(BRIEF, part.name)
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(EVERY_PASSAGE), st.data())
def test_no_character_of_a_brief_can_be_another(where: tuple[str, Passage], data: st.DataObject) -> None:
    _, passage = where
    at = data.draw(st.integers(0, len(passage.text) - 1))
    char = data.draw(st.characters(codec="utf-8") | st.sampled_from("0123456789AaZz"))
    text = passage.text[:at] + char + passage.text[at + 1 :]
    assert (flaws(changed(BRIEF, passage, replace(passage, text=text))) == []) == (text == passage.text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(EVERY), min_size=1, unique=True), st.booleans())
def test_whatever_is_composed_is_proved(claims: list, rings: bool) -> None:  # type: ignore[type-arg]
    known = {one.claim.id for one in claims}
    material = a_material(
        *claims,
        assessments=(an_assessment(rings=rings),),
        conflicts=tuple(one for one in MATERIAL.conflicts if {one.link.claim, one.link.other} <= known),
        changes=tuple(one for one in MATERIAL.changes if {one.link.claim, one.link.other} <= known),
    )
    assert list(lint(composed(material), material, PHRASES)) == []


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_a_brief_of_any_text_is_proved(text: str, who: str, outlet: str) -> None:
    sentence = f"The dam {text}."
    found = a_found(sentence, outlet=outlet, sources=(who,), published=date(2026, 3, 2))
    material = a_material(found, conflicts=())
    assert list(lint(composed(material), material, PHRASES)) == []


def test_the_denial_is_quoted_with_the_words_that_deny() -> None:
    quoted = [one.text for one in passages(BRIEF, "conflicts")]
    assert any(DENIAL.sentence in text for text in quoted)
