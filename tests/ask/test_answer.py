"""Which claims answer a question, best first. It is retrieval: nothing is said that no claim says."""

import time
from dataclasses import replace
from datetime import date

import pytest
from asked import answered, asked, matches
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.ask.answer import answer, joined, supported
from tocsin.ask.question import questions_in, read_question
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import encoder_for
from tocsin.model.answer import Asked, Support
from tocsin.model.estimate import Credibility, Estimate, Origin
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Proposition, Relation, Rival
from tocsin.model.query import Match
from tocsin.model.reason import Reason

LEXICON = lexicon_for("en")


def sentences(question: str, *texts: str) -> list[str]:
    """The sentences in their order, whether they answer or are near only."""
    answer = asked(question, *texts)
    return [item.report.sentence for item in (*answer.findings, *answer.near)]


DAM = "The old dam at Linz broke on Monday."
PEOPLE = "More than 300 people left Linz."
ROAD = "The road to Graz is closed."


def test_the_claim_that_holds_the_words_answers() -> None:
    assert sentences("When did the dam break?", ROAD, DAM, PEOPLE)[0] == DAM


def test_a_claim_in_other_words_answers() -> None:
    for question in ("On which day did the barrage give way?", "Since when is the dam destroyed?"):
        assert sentences(question, ROAD, PEOPLE, DAM)[0] == DAM
    assert sentences("How many inhabitants fled?", ROAD, DAM, PEOPLE)[0] == PEOPLE


def test_what_speaks_of_something_else_is_near_but_no_answer() -> None:
    answer = asked("How many engineers repaired the northern bridge at Salzburg?", "The tea was cold.")
    assert answer.findings == ()
    assert [item.report.sentence for item in answer.near] == ["The tea was cold."]
    assert asked("What about the harvest?", DAM, PEOPLE).findings == ()


def test_where_no_claim_was_found_nothing_is_said() -> None:
    answer = asked("What about the harvest?")
    assert answer.findings == answer.near == ()
    assert answer.unknown == ("harvest",)


def test_a_question_in_another_language_finds_no_answer_and_does_no_harm() -> None:
    assert asked("Сколько людей уехало?", DAM, PEOPLE).findings == ()


def test_words_are_found_in_another_form() -> None:
    assert sentences("Which dams are breaking?", "The old dam is about to break.") == ["The old dam is about to break."]


@pytest.mark.parametrize(
    ("question", "text"),
    [("When did the dam break?", "The old dam broke."), ("Who took the key?", "They take the key with them.")],
)
def test_a_verb_is_found_in_its_other_forms_though_they_share_no_stem(question: str, text: str) -> None:
    answer = asked(question, text)
    (item,) = (*answer.findings, *answer.near)
    assert len(item.words) == 2


def test_words_are_found_in_any_case_and_with_typographic_apostrophes() -> None:
    assert sentences("WHAT ABOUT THE MAYOR'S DAM?", "The mayor’s dam broke.") == ["The mayor’s dam broke."]


def test_words_that_mean_the_same_are_found() -> None:
    text = "The council sent 40 soldiers to Linz."
    assert sentences("How many troops are in Linz?", text) == [text]


def test_a_statement_goes_before_a_question() -> None:
    statement, question = "The old dam at Linz is safe.", "Is the old dam at Linz safe?"
    assert sentences("Is the dam at Linz safe?", question, statement)[0] == statement


def test_a_statement_goes_before_a_condition() -> None:
    statement, condition = "The old dam broke.", "If the old dam broke, they left."
    assert sentences("Did the dam break?", condition, statement)[0] == statement


def test_how_many_prefers_a_figure_of_what_is_counted() -> None:
    plain, counted, other = "People left Linz.", "300 people left Linz.", "People left Linz in 12 lorries."
    assert sentences("How many people left Linz?", plain, other, counted)[0] == counted


def test_of_figures_that_fit_alike_the_latest_goes_first() -> None:
    days = (date(2024, 3, 2), date(2024, 3, 9), date(2024, 3, 4))
    texts = ("Nine nurses work in Linz.", "Twelve nurses work in Linz.", "Ten nurses work in Linz.")
    found = [
        replace(match, report=replace(match.report, published=day))
        for match, day in zip(matches(*texts), days, strict=True)
    ]
    answer = answered("How many nurses work in Linz?", found)
    assert [item.report.claim.text.split()[0] for item in answer.findings] == ["Twelve", "Ten", "Nine"]


def test_when_prefers_a_time() -> None:
    timed, plain = "The old dam broke on Monday.", "The old dam broke."
    assert sentences("When did the dam break?", plain, timed)[0] == timed


def test_where_prefers_a_place() -> None:
    placed, plain = "The old dam broke in Linz.", "The old dam broke."
    assert sentences("Where did the dam break?", plain, placed)[0] == placed


def test_a_sentence_is_given_once_though_several_of_its_claims_fit() -> None:
    text = "The old dam broke, and the old dam fell."
    assert sentences("What about the old dam?", text) == [text]


def test_the_same_sentence_in_two_documents_is_given_for_each() -> None:
    found = asked("When did the dam break?", DAM, DAM + " ").findings
    assert len({finding.report.document for finding in found}) == 2


def test_no_more_is_given_than_was_asked_for() -> None:
    texts = [f"The old dam broke {number} times." for number in range(2, 20)]
    answer = asked("How often did the dam break?", *texts, limit=3)
    assert len((*answer.findings, *answer.near)) == 3


def test_an_answer_names_the_words_it_holds() -> None:
    answer = asked("When did the dam at Graz break?", DAM)
    (item,) = (*answer.findings, *answer.near)
    assert set(item.words) == {"dam", "break"}


def test_a_question_is_never_its_own_answer_as_a_statement() -> None:
    answer = asked("Is the dam safe?", "Is the old dam safe?", "The dam is old.")
    best, *_ = (*answer.findings, *answer.near)
    assert best.report.claim.kind is not Kind.QUESTION


@pytest.mark.parametrize(
    "question", ["How many people left Linz?", "When did the dam break?", "Where is the road closed?"]
)
def test_the_order_of_what_was_found_does_not_matter(question: str) -> None:
    texts = [DAM, PEOPLE, ROAD]
    found = matches(*texts)
    assert answered(question, found) == answered(question, found[::-1])


FOUND = matches(DAM, PEOPLE, ROAD, "Is the dam safe?", "Nobody left.", "If it rains, the dam breaks.")


@examples(60)
@given(
    st.lists(
        st.sampled_from(["who", "how many", "people", "dam", "Linz", "break", "left", "road", "safe", "said", "why"]),
        min_size=1,
    ),
    st.lists(st.tuples(st.sampled_from(FOUND), st.floats(0, 50)), max_size=8),
)
def test_answers_are_claims_that_were_found_best_first(words: list[str], found: list[tuple[Match, float]]) -> None:
    given_in = [Match(report=match.report, context="", relevance=relevance) for match, relevance in found]
    question = " ".join([*words, "dam"])
    got = answered(question, given_in, limit=5)
    assert not (got.findings and got.near)
    items = (*got.findings, *got.near)
    assert all(any(item.report is match.report for match in given_in) for item in items)
    fits = [item.fit for item in items]
    assert fits == sorted(fits, reverse=True)
    assert all(0 <= fit <= 1 for fit in fits)
    assert len(fits) <= 5


# --- what supports an answer -------------------------------------------------------------------------------------------


def a_support(proposition: str, *, origins: int, revised: bool = False) -> Support:
    """The support of a proposition that some origins say."""
    report = FOUND[0].report
    named = tuple(Origin(name=str(number), reports=(report,), chains=((),)) for number in range(origins))
    later = Rival(proposition=Proposition(id="later", claims=(report,)), links=(), later=True)
    estimate = Estimate(
        proposition=proposition,
        subject="",
        probability=None,
        credibility=Credibility.UNKNOWN,
        origins=named,
        witnesses_for=origins,
    )
    return Support(estimate=estimate, revised=(later,) if revised else ())


def supported_in_order(*supports: Support, of_day: bool = False) -> list[str]:
    """The propositions of answers that fit alike, in the order in which they are given."""
    texts = [f"The old dam broke in {place}." for place in ("Linz", "Graz", "Wels", "Steyr")[: len(supports)]]
    found = asked("Where did the dam break?", *texts)
    assert len(found.findings) == len(supports)
    found = replace(found, findings=tuple(replace(item, fit=0.5) for item in found.findings))
    given_in = {item.report.claim.id: support for item, support in zip(found.findings, supports, strict=True)}
    items = supported(found, given_in, LEXICON, limit=10, of_day=of_day).findings
    return [item.support.estimate.proposition for item in items if item.support is not None]


def test_of_answers_that_fit_alike_the_best_supported_goes_first() -> None:
    assert supported_in_order(a_support("a", origins=1), a_support("b", origins=3)) == ["b", "a"]
    assert supported_in_order(a_support("a", origins=1), a_support("b", origins=1)) == ["a", "b"]


def test_an_answer_that_was_revised_goes_after_one_that_was_not() -> None:
    assert supported_in_order(a_support("a", origins=1, revised=True), a_support("b", origins=1)) == ["b", "a"]


def test_what_took_the_place_of_an_answer_goes_before_it() -> None:
    old, other, new = (a_support(name, origins=origins) for name, origins in (("old", 8), ("other", 2), ("later", 1)))
    revised = replace(old, revised=a_support("old", origins=1, revised=True).revised)
    assert supported_in_order(revised, other, new) == ["later", "old", "other"]
    assert supported_in_order(revised, other, new, of_day=True) == ["old", "other", "later"]


def refuted_in_order(question: str, *, told: int, denied: int) -> list[str]:
    """The order of a rumour and of a denial that is a day later, told by some independent witnesses each."""
    found = answered(question, matches("The old dam broke.", "The old dam did not break.", days=(4, 5)))
    items = [*found.findings, *found.near]
    by_name = {item.report.name: item for item in items}
    link = Link(
        claim=by_name["1"].report.claim.id,
        other=by_name["0"].report.claim.id,
        relation=Relation.CONTRADICTS,
        reasons=(Reason(rule="link.denied", weight=0.9),),
    )
    rumour, denial = a_support("rumour", origins=told), a_support("denial", origins=denied)
    against = Proposition(id="denial", claims=(by_name["1"].report,))
    supports = {
        by_name["0"].report.claim.id: replace(rumour, disagree=(Rival(proposition=against, links=(link,)),)),
        by_name["1"].report.claim.id: denial,
    }
    ordered = tuple(replace(by_name[name], fit=fit) for name, fit in (("0", 0.6), ("1", 0.5)))
    shown = supported(replace(found, findings=ordered, near=()), supports, LEXICON, limit=2).findings
    return [item.support.estimate.proposition for item in shown if item.support is not None]


def test_a_later_denial_by_as_many_goes_before_what_it_denies() -> None:
    assert refuted_in_order("Did the dam break?", told=1, denied=1) == ["denial", "rumour"]
    assert refuted_in_order("Did the dam break?", told=0, denied=1) == ["denial", "rumour"]


def test_a_denial_by_fewer_goes_behind_what_it_denies() -> None:
    assert refuted_in_order("Did the dam break?", told=3, denied=1) == ["rumour", "denial"]


def test_what_somebody_says_is_not_answered_by_who_denies_it() -> None:
    assert refuted_in_order("What broke?", told=1, denied=1) == ["rumour", "denial"]


def test_two_answers_that_took_each_others_place_are_both_given() -> None:
    later = a_support("later", origins=1, revised=True)
    assert supported_in_order(a_support("a", origins=1, revised=True), later) == ["later", "a"]


def test_only_the_one_who_is_named_answers_a_question_for_that_ones_word() -> None:
    texts = ("The mayor said that nine people left Linz.", "The police said that four people left Linz.")
    found = asked("How many people left Linz, according to the police?", *texts)
    assert "four" in found.findings[0].report.claim.text
    assert found.not_by == ""
    nobody = asked("How many people left Linz, according to the army?", *texts)
    assert (nobody.findings, nobody.not_by) == ((), "the army")


def test_claims_of_one_proposition_are_one_answer() -> None:
    assert supported_in_order(a_support("a", origins=2), a_support("b", origins=1), a_support("a", origins=2)) == [
        "a", "b",
    ]  # fmt: skip


def test_no_more_propositions_are_given_than_asked_for() -> None:
    found = asked("Where did the dam break?", "The old dam broke in Linz.", "The old dam broke in Graz.")
    supports = {item.report.claim.id: a_support(item.report.claim.id, origins=1) for item in found.findings}
    assert len(supported(found, supports, LEXICON, limit=1).findings) == 1


@pytest.mark.slow
def test_an_answer_costs_as_much_as_the_claims_found_are_many() -> None:
    question = read_question("When did the dam at Linz break, and who left it?", LEXICON)
    encoder = encoder_for(LEXICON)
    (vectors,) = encoder.encode_words([question.text])

    def cost(number: int) -> float:
        found = [
            replace(match, report=replace(match.report, document=f"{at}", sentence=f"{match.report.sentence} {at}"))
            for at in range(number)
            for match in FOUND[:2]
        ]
        taken = []
        for _ in range(3):
            before = time.process_time()
            assert answer(question, vectors, found, {}, encoder, LEXICON, limit=number).question
            taken.append(time.process_time() - before)
        return min(taken)

    assert cost(2_000) < 10 * cost(500)


# --- several questions -------------------------------------------------------------------------------------------------


def test_questions_asked_together_are_answered_in_turns() -> None:
    parts = questions_in("How many people left Linz? When did the dam break?", LEXICON)
    assert parts == ("How many people left Linz?", "When did the dam break?")
    both = joined("both", [asked(part, DAM, PEOPLE, ROAD) for part in parts], limit=2)
    assert [item.report.sentence for item in both.findings] == [PEOPLE, DAM]


def test_a_second_question_without_a_word_of_its_own_asks_of_the_first() -> None:
    assert questions_in("Who left Linz? And when?", LEXICON) == ("Who left Linz?", "And when? Who left Linz?")
    assert read_question("And when? Who left Linz?", LEXICON).asked is Asked.WHEN


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Who left Linz, and when?", ("Who left Linz?", "when? Who left Linz?")),
        ("Who left Linz and why did the dam break?", ("Who left Linz?", "why did the dam break?")),
        ("When and where did the dam break?", ("When? where did the dam break?", "where did the dam break?")),
    ],
)
def test_two_questions_may_be_joined(text: str, parts: tuple[str, ...]) -> None:
    assert questions_in(text, LEXICON) == parts


@pytest.mark.parametrize(
    "text", ["Who left Linz and Graz?", "Who left Linz?", "Who left Linz", "???", "", "Who left Linz?!"]
)
def test_one_question_stays_as_it_is(text: str) -> None:
    assert questions_in(text, LEXICON) == (text,)


def test_what_a_question_takes_for_granted_may_be_denied() -> None:
    answer = asked("Why did Amira Blaszek resign?", "Amira Blaszek did not resign.", "Jon Harper slept in Dover.")
    assert not answer.findings
    assert [item.denies for item in answer.near] == [True, False]


def test_a_question_for_what_is_not_so_takes_nothing_for_granted() -> None:
    answer = asked(
        "Why did Amira Blaszek not resign?", "Amira Blaszek did not resign, because her party asked her to stay."
    )
    assert not any(item.denies for item in (*answer.findings, *answer.near))


def test_the_opposite_of_what_is_asked_is_told_as_such() -> None:
    answer = asked("Are the wards in Dover full?", "The wards in Dover are empty.")
    assert [item.is_opposite for item in (*answer.findings, *answer.near)] == [True]
    same = asked("Are the wards in Dover full?", "The wards in Dover are full.")
    assert [item.is_opposite for item in same.findings] == [False]
