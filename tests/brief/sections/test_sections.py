"""What a brief tells, section by section."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from brief.brief_builders import (
    COPY,
    COUNCIL,
    DENIAL,
    GRADE,
    LATER,
    POLICE,
    QUESTION,
    WORDING,
    a_found,
    a_row,
    a_series,
    an_assessment,
    composed,
    linked,
    passages,
    people,
    records_of,
    section,
    text_of,
    weighed,
)

from tocsin.brief.proof import flaws_of
from tocsin.brief.sections.passages import quote
from tocsin.brief.sections.propositions import candidates
from tocsin.brief.sections.sides import change_groups, whose_reasons_are_told
from tocsin.brief.sections.unknown import unanswered
from tocsin.model.brief import Passage, Scope
from tocsin.model.estimate import Credibility
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Relation
from tocsin.model.place import Dispute, Place
from tocsin.model.query import Report
from tocsin.model.reason import in_words
from tocsin.model.series import AccountStatus, Level

BRIEF = composed(records_of())


def texts(name: str, records: Any = None) -> list[str]:
    return [text_of(one) for one in passages(BRIEF if records is None else composed(records), name)]


def many(number: int) -> list[Report]:
    """Reports of many days, each of an outlet of its own."""
    return [
        a_found(
            f"The gate at Korbach was shut for the {n}th time that spring.", outlet=f"Outlet {n}", name=f"report {n}",
            published=date(2026, 1, 1 + n % 28),
        )
        for n in range(number)
    ]  # fmt: skip


# --- the whole ----------------------------------------------------------------------------------------------------


def test_the_sections_come_in_their_order() -> None:
    assert [one.name for one in BRIEF.sections] == [
        "numbers", "alarms", "latest", "propositions", "figures", "conflicts", "changes", "echoes", "narratives",
        "exposure", "unknown", "sources",
    ]  # fmt: skip


def test_a_section_stands_only_if_it_has_something() -> None:
    brief = composed(records_of(COUNCIL))
    assert [one.name for one in brief.sections] == ["numbers", "latest", "sources"]


def test_references_are_numbered_as_they_are_first_cited() -> None:
    cited = [key for one in BRIEF.sections for passage in passages(BRIEF, one.name) for key in passage.claims]
    assert [found.claim.id for found in BRIEF.references] == list(dict.fromkeys(cited))


def test_the_same_material_gives_the_same_brief() -> None:
    assert composed(records_of()) == BRIEF


# --- nothing to tell ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "held", "line"),
    [
        (Scope(), False, "The case holds no document yet; `tocsin add` puts documents in."),
        (Scope(since=date(2026, 5, 1)), True, "The case holds no document of this period."),
        (Scope(about="harbour"), True, "The case holds no claim of what was asked for."),
        (Scope(place="Linz"), True, "The case holds no claim of what was asked for."),
    ],
)
def test_where_there_is_nothing_it_says_so_in_one_line(scope: Scope, held: bool, line: str) -> None:
    records = records_of(documents=(), claims=(), assessments=(), scope=scope, is_empty=not held)
    brief = composed(records)
    assert [one.name for one in brief.sections] == ["nothing"]
    assert text_of(passages(brief, "nothing")[0]) == line
    assert brief.references == ()


def test_an_alarm_is_told_even_where_nothing_is_new() -> None:
    brief = composed(records_of(claims=(), documents=(), scope=Scope(since=date(2026, 5, 1))))
    assert [one.name for one in brief.sections] == ["nothing", "alarms"]


# --- in numbers ---------------------------------------------------------------------------------------------------


def test_it_begins_with_what_it_is_about_and_how_much_that_is() -> None:
    assert texts("numbers") == [
        "All documents of the case, of any day.",
        "6 documents with 6 claims, from 5 named sources.",
        "Between the claims: 1 conflict, 1 change, 1 echo.",
    ]


@pytest.mark.parametrize(
    ("scope", "line"),
    [
        (Scope(since=date(2026, 3, 2)), "Documents published since 2026-03-02;"),
        (Scope(until=date(2026, 3, 9)), "Documents published until 2026-03-09;"),
        (Scope(since=date(2026, 3, 2), until=date(2026, 3, 9)), "Documents published from 2026-03-02 to 2026-03-09;"),
        (Scope(about="the dam"), "Only claims that hold the words “the dam”,"),
        (Scope(place="Linz"), "Only claims that name the place “Linz”."),
    ],
)
def test_it_says_what_was_asked(scope: Scope, line: str) -> None:
    assert any(text.startswith(line) for text in texts("numbers", records_of(scope=scope)))


def test_documents_without_a_day_are_counted_apart() -> None:
    undated = a_found("The dam broke in the night to everyone's surprise.")
    assert "Of these, 1 document has no day of publication." in texts("numbers", records_of(undated, COUNCIL))


# --- alarms -------------------------------------------------------------------------------------------------------


def test_a_ringing_alarm_says_what_is_feared_how_surely_and_what_moved_it() -> None:
    lead = section(BRIEF, "alarms").passages[0]
    assert text_of(lead) == "“dam” rings, as of 2026-03-05; “the dam gives way”: likely (62 %)."
    assert [(one.label, text_of(one), one.claims) for one in lead.beside] == [
        ("rival", "“the dam holds”: unlikely (38 %).", ()),
        ("moved", "people leave", (LATER.claim.id,)),
    ]


def test_a_silent_scenario_tells_which_hypothesis_leads() -> None:
    text, *_ = texts("alarms", records_of(assessments=(an_assessment(0.2, rings=False),)))
    assert text == "“dam” is silent, as of 2026-03-05; “the dam holds” leads: likely (80 %)."


def test_only_the_last_assessment_is_the_state_and_earlier_alarms_are_told_as_such() -> None:
    history = tuple(
        an_assessment(chance, rings=rings, at=datetime(2026, 3, day))
        for day, chance, rings in ((1, 0.1, False), (2, 0.7, True), (3, 0.75, True), (4, 0.2, False))
    )
    leads = [text_of(one) for one in section(composed(records_of(assessments=history)), "alarms").passages]
    assert len(leads) == 2
    assert leads[0].startswith("“dam” is silent, as of 2026-03-04")
    assert leads[1] == "“dam” began to ring on 2026-03-02; “the dam gives way”: likely (70 %)."


def test_what_rings_comes_first() -> None:
    two = (an_assessment(rings=False, scenario="quiet"), an_assessment(scenario="loud"))
    assert texts("alarms", records_of(assessments=two))[0].startswith("“loud” rings")


def test_a_reason_whose_claim_is_gone_is_told_without_it() -> None:
    why = (in_words("people leave", weight=1.0, claims=("gone",)),)
    brief = composed(records_of(assessments=(an_assessment(reasons=why),)))
    assert [one.claims for one in passages(brief, "alarms") if one.template == "alarm.reason"] == [()]


# --- what is new --------------------------------------------------------------------------------------------------


def test_the_newest_document_comes_first_with_its_claims() -> None:
    first = section(BRIEF, "latest").passages[0]
    assert text_of(first) == "Radio Unterdrau, 2026-03-06: “A title”, 1 claim."
    assert [one.claims for one in first.beside] == [(LATER.claim.id,)]


def test_new_is_what_came_since_a_day_and_else_the_latest() -> None:
    assert section(BRIEF, "latest").name == "latest"
    since = composed(records_of(scope=Scope(since=date(2026, 3, 1))))
    assert section(since, "news").name == "news"


def test_an_undated_document_stands_at_the_day_it_was_added() -> None:
    undated = a_found("The dam broke in the night to everyone's surprise.", outlet=None)
    assert texts("latest", records_of(undated))[0] == "outlet not named, added 2026-03-02: “A title”, 1 claim."


def test_of_many_documents_the_rest_are_counted_and_how_to_list_them_is_told() -> None:
    last = section(composed(records_of(*many(20))), "latest").passages[-1]
    assert text_of(last) == "15 more documents."
    assert last.command == ("tocsin", "documents")


# --- propositions -------------------------------------------------------------------------------------------------


def test_a_proposition_has_its_probability_credibility_reports_and_origins() -> None:
    lead = section(BRIEF, "propositions").passages[0]
    assert text_of(lead) == (
        "“400 people had left Saalbrunn on Monday”: likely (60–75 %); credibility 2 (probably true); 3 reports, "
        "2 independent origins; against it 1 independent origin."
    )
    assert [one.label for one in lead.beside] == ["origin", "origin", "against"]


def test_weighty_news_of_one_origin_stands_before_old_agreement_and_background_is_none() -> None:
    head = a_found("The director of the dam has resigned.", published=date(2026, 3, 20), weight=0.9)
    old = a_found("Some boats lay in the harbour then.", published=date(2026, 3, 1), weight=0.3)
    treaty = a_found("The two towns signed a treaty.", published=date(2026, 3, 20), weight=0.9)
    claims, shared = (old, head, treaty), {old.claim.id: "p"}
    found = candidates(claims, shared, {}, set(), frozenset((treaty.claim.id,)))
    assert [one.id for one in found] == [head.claim.id, "p"]


def test_one_report_of_each_origin_bears_it_out() -> None:
    lead = section(BRIEF, "propositions").passages[0]
    assert [one.claims for one in lead.beside] == [(COUNCIL.claim.id,), (POLICE.claim.id,), (DENIAL.claim.id,)]


def test_what_nothing_tells_of_has_no_probability() -> None:
    open_one = weighed([COUNCIL], [POLICE], probability=None, credibility=Credibility.UNKNOWN)
    brief = composed(records_of(propositions=(open_one,)))
    assert "no probability" in text_of(section(brief, "propositions").passages[0])
    assert "1 proposition whose truth cannot be judged." in [text_of(one) for one in passages(brief, "unknown")]


def test_of_many_origins_the_rest_are_counted() -> None:
    every = many(12)
    lead = section(
        composed(records_of(*every, propositions=(weighed(*([one] for one in every)),))), "propositions"
    ).passages[0]
    assert text_of(lead.beside[-1]) == "10 more reports."
    assert lead.beside[-1].command == ("tocsin", "origins", every[0].claim.id[:8])


# --- figures ------------------------------------------------------------------------------------------------------


def test_a_figure_has_its_bounds_and_its_accounts_the_latest_first() -> None:
    assert texts("figures") == [
        "people: 500–540, best estimate 520, as of 2026-03-06, from 2 accounts.",
        "520 people: Radio Unterdrau, citing council (2026-03-06; certain): “Now 520 people have left Saalbrunn”",
        "400 people: Radio Unterdrau, citing council (2026-03-02; certain): “400 people had left Saalbrunn on Monday”",
    ]


def test_accounts_that_exclude_each_other_are_shown_as_such() -> None:
    split = a_series(COUNCIL, LATER, levels=[Level(day=date(2026, 3, 6), low=400, best=None, high=520, conflict=True)])
    assert texts("figures", records_of(figures=(split,)))[0] == (
        "people: the accounts exclude each other, as of 2026-03-06; together they span 400–520; 2 accounts."
    )


def test_a_figure_that_nothing_bounds_says_so() -> None:
    bare = a_series(COUNCIL, levels=[Level(day=date(2026, 3, 6), low=None, best=None, high=None)])
    assert texts("figures", records_of(figures=(bare,)))[0].startswith("people: no bound")


def test_an_account_that_does_not_count_says_why() -> None:
    made = a_series(COUNCIL, LATER)
    aside = replace(made, accounts=(replace(made.accounts[0], standing=AccountStatus.REVISED), made.accounts[1]))
    assert any(
        text.startswith("400 people, not counted (revised since)")
        for text in texts("figures", records_of(figures=(aside,)))
    )


def test_the_greatest_and_the_least_figures_can_be_written() -> None:
    found = a_found("There were 10^30 people there.", quantities=(people(1e30), people(0), people(-5), people(None)))
    huge = a_series(found, levels=[Level(day=date(2026, 3, 6), low=-5.0, best=0.123456789, high=1e30)])
    assert texts("figures", records_of(found, figures=(huge,)))[0].startswith("people: -5–1,000,000,000,")


# --- side by side -------------------------------------------------------------------------------------------------


def test_a_conflict_sets_its_sides_beside_each_other_the_first_told_first() -> None:
    lead = section(BRIEF, "conflicts").passages[0]
    assert text_of(lead) == "1 report against 1 report: they deny each other."
    assert [(one.label, one.claims) for one in lead.beside] == [
        ("one", (COUNCIL.claim.id,)), ("other", (DENIAL.claim.id,)),
    ]  # fmt: skip


def test_links_between_the_same_two_propositions_are_one_conflict() -> None:
    both = (linked(DENIAL, COUNCIL, Relation.CONTRADICTS), linked(POLICE, DENIAL, Relation.CONTRADICTS))
    brief = composed(records_of(conflicts=both))
    (lead,) = section(brief, "conflicts").passages
    assert text_of(lead).startswith("2 reports against 1 report")
    assert "Between the claims: 1 conflict, 1 change, 1 echo." in [text_of(one) for one in passages(brief, "numbers")]


def test_a_conflict_without_a_reason_is_told_without_one() -> None:
    bare = linked(DENIAL, COUNCIL, Relation.CONTRADICTS, "")
    assert texts("conflicts", records_of(conflicts=(bare,)))[0] == "1 report against 1 report."


def test_a_change_of_a_figure_tells_both_and_since_when() -> None:
    lead = section(BRIEF, "changes").passages[0]
    assert text_of(lead) == "400 people became 520 people (2026-03-06)."
    assert [(one.label, one.claims) for one in lead.beside] == [
        ("was", (COUNCIL.claim.id,)),
        ("now", (LATER.claim.id,)),
    ]


def test_a_change_without_a_figure_tells_why_it_is_thought_one() -> None:
    turned = linked(DENIAL, COUNCIL, Relation.REVISES, "it was open and is settled now")
    assert texts("changes", records_of(changes=(turned,)))[0] == "Changed (2026-03-04): it was open and is settled now."


def test_an_echo_tells_who_copied_whom() -> None:
    lead = section(BRIEF, "echoes").passages[0]
    assert (
        text_of(lead) == "Styria Digest (2026-03-04) copies Radio Unterdrau (2026-03-02): 1 claim, each counted once."
    )
    assert [(one.label, one.claims) for one in lead.beside] == [
        ("told", (COUNCIL.claim.id,)), ("copied", (COPY.claim.id,)),
    ]  # fmt: skip


def test_outlets_that_copy_each_other_in_a_circle_are_told_as_they_are() -> None:
    circle = (linked(COPY, COUNCIL, Relation.ECHO), linked(COUNCIL, COPY, Relation.ECHO))
    assert len(section(composed(records_of(echoes=circle)), "echoes").passages) == 2


def test_of_many_conflicts_the_rest_are_counted_and_their_command_told() -> None:
    every = many(30)
    against = tuple(linked(one, COUNCIL, Relation.CONTRADICTS) for one in every)
    last = section(composed(records_of(*every, COUNCIL, conflicts=against)), "conflicts").passages[-1]
    assert (text_of(last), last.command) == ("25 more conflicts.", ("tocsin", "conflicts"))


def test_a_brief_of_more_documents_has_room_for_more() -> None:
    few, many_documents = records_of(*many(4)), records_of(*many(60))
    assert few.room(10, a_document_in=12) < many_documents.room(10, a_document_in=12) <= 10


def test_a_change_over_several_states_stands_behind_the_single_steps() -> None:
    first = a_found("Some 10 boats lay in the harbour.", published=date(2026, 3, 1))
    second = a_found("Some 20 boats lay in the harbour.", published=date(2026, 3, 2))
    third = a_found("Some 30 boats lay in the harbour.", published=date(2026, 3, 3))
    changes = (linked(third, first, Relation.REVISES), linked(third, second, Relation.REVISES))
    groups = change_groups(records_of(first, second, third, changes=changes))
    assert [group[0].other for group in groups] == [second, first]


def test_a_quote_leaves_out_what_its_document_told_before() -> None:
    told = a_found(
        "It closed at noon on Monday for good.",
        standalone="It [the gate] closed at noon on Monday for good [before: The gate rusts] [context: Ice [of March] came]",
    )
    assert quote(told).value == "It [the gate] closed at noon on Monday for good"


def test_only_what_is_shown_needs_its_reasons() -> None:
    against = tuple(linked(one, COUNCIL, Relation.CONTRADICTS) for one in many(30))
    records = records_of(conflicts=against, changes=(), echoes=(linked(COPY, COUNCIL, Relation.ECHO),))
    told = whose_reasons_are_told(records)
    assert 0 < len(told) < 10
    assert set(told) <= set(against)


# --- what is not known --------------------------------------------------------------------------------------------


def test_questions_that_nobody_answers_are_listed() -> None:
    assert texts("unknown")[:2] == [
        "1 question without an answer in the same document.",
        "Radio Unterdrau (2026-03-05; question): “Who pays for the beds in the gym?”",
    ]


def test_a_question_is_answered_by_what_somebody_else_says_next() -> None:
    asked = QUESTION
    answer = replace(DENIAL, document=asked.document)
    own = replace(answer, claim=replace(answer.claim, speaker=asked.claim.speaker))
    again = replace(answer, claim=replace(answer.claim, kind=Kind.QUESTION))
    assert unanswered([asked, replace(answer, claim=replace(answer.claim, speaker="minister"))]) == []
    assert unanswered([asked, own]) == [asked]
    assert unanswered([asked, again])[0] == asked
    assert unanswered([asked, DENIAL]) == [asked]
    assert unanswered([]) == []


def test_what_its_own_speaker_leaves_open_is_listed() -> None:
    left = a_found(
        "It is open whether the gate at Korbach holds.", "the gate at Korbach holds", factuality=Factuality.UNCOMMITTED
    )
    found = texts("unknown", records_of(left))
    assert found[0] == "1 claim that its speaker leaves open."
    assert "“It is open whether the gate at Korbach holds.”" in found[1]


def test_a_figure_of_no_day_is_listed() -> None:
    undated = a_found("There are 40 boats in the harbour of Muta.", quantities=(people(40),))
    assert "1 claim with a figure of an unknown day." in texts("unknown", records_of(undated))
    assert "unknown" not in [one.name for one in composed(records_of(COUNCIL)).sections]


def test_a_disputed_place_is_told_once_with_what_is_held_of_it() -> None:
    dispute = Dispute(
        territory="Upper Korbach", de_jure="XA", basis="a treaty of 1950", claimed_by=("XB",), as_of="2025-06"
    )
    place = Place(start=0, end=5, name="Korbach", dispute=dispute)
    found = a_found("The gate at Korbach was shut on the day.", places=(place,), published=date(2026, 3, 1))
    other = a_found("Nobody came to Korbach on the next day.", places=(place,), published=date(2026, 3, 1))
    assert texts("unknown", records_of(found, other)) == [
        "“Korbach” lies in a territory that is disputed. Upper Korbach: de jure XA (a treaty of 1950); claimed by XB, as of "
        "2025-06."
    ]


# --- sources ------------------------------------------------------------------------------------------------------


def test_a_source_has_its_grade_and_how_much_it_stands_behind_and_began() -> None:
    assert "Drava Observer: B (usually reliable); behind 1 claim, the origin of 0 claims." in texts("sources")
    assert "council: F (reliability cannot be judged); behind 2 claims, the origin of 2 claims." in texts("sources")


def test_of_many_sources_graded_ones_are_never_left_out() -> None:
    every = many(40)
    grades = {"outlet 39": GRADE}
    found = [text_of(one) for one in passages(composed(records_of(*every, grades=grades)), "sources")]
    assert any(text.startswith("Outlet 39: B") for text in found)
    assert found[-1] == "32 more sources."


# --- quotes -------------------------------------------------------------------------------------------------------


def quoted(report: Report) -> str:
    passage: Passage = next(one for one in passages(composed(records_of(report)), "latest") if one.template == "claim")
    return text_of(passage).partition("“")[2].removesuffix("”")


def test_a_clause_of_few_words_is_quoted_with_its_sentence() -> None:
    assert quoted(a_found("It is clear, he said.", "It is clear")) == "It is clear, he said."


def test_what_is_not_certain_is_quoted_with_the_words_that_say_so() -> None:
    unsure = a_found(
        "It is believed that many of the houses were empty.",
        "many of the houses were empty",
        factuality=Factuality.PROBABLE,
    )
    assert quoted(unsure).startswith("It is believed")


def test_a_long_quote_is_cut_at_a_word_and_shows_it() -> None:
    words = quoted(a_found("The dam held " + "and held " * 200 + "on."))
    assert words.endswith("held …")
    assert len(words) < 350


def test_line_ends_in_a_text_do_not_part_a_quote() -> None:
    assert (
        quoted(a_found("The old dam\nof the upper\r\n valley held on.")) == "The old dam of the upper valley held on."
    )


def test_a_row_of_a_document_that_is_not_cited_does_no_harm() -> None:
    spare = a_row(DENIAL, id="sha256:0000")
    assert composed(records_of(COUNCIL, documents=(a_row(COUNCIL), spare))).references[0] == COUNCIL


# --- narratives ---------------------------------------------------------------------------------------------------


def test_a_narrative_tells_who_was_first_and_who_repeats_it_how_often_and_how_late() -> None:
    outlet = COUNCIL.outlet
    assert texts("narratives") == [
        f"“400 people had left Saalbrunn on Monday”: first {outlet}, 2026-03-02; 2 documents of 2 outlets.",
        "Styria Digest repeats Drava Observer: 1 time, 100 % of its documents of this line, in the median on the same day.",
        f"Styria Digest repeats {outlet}: 1 time, 100 % of its documents of this line, in the median 2 days later.",
    ]


def test_a_narrative_leads_to_the_claims_that_say_its_line() -> None:
    first, *repeated = passages(BRIEF, "narratives")
    assert first.claims == (COUNCIL.claim.id,)
    assert {one.claims for one in repeated} == {(COPY.claim.id,)}


def test_a_claim_with_two_accounts_of_a_figure_is_not_told_and_left_out_at_once() -> None:
    reports = many(6)
    counted = [replace(one, claim=replace(one.claim, quantities=COUNCIL.claim.quantities)) for one in reports]
    series = a_series(*counted, counted[0])
    records = records_of(*counted, figures=(series,))
    assert list(flaws_of(composed(records), records, WORDING)) == []


@pytest.mark.parametrize("standing", AccountStatus)
def test_whatever_became_of_an_account_has_words(standing: AccountStatus) -> None:
    series = a_series(COUNCIL, LATER)
    records = records_of(figures=(replace(series, accounts=(replace(series.accounts[0], standing=standing),)),))
    assert list(flaws_of(composed(records), records, WORDING)) == []
