"""How surely a predicate is presented: minimal pairs, one family of rules at a time, each with the word that did it."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.wording import reason_words
from tocsin.model.event import Event
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.read.certainty.events import EventFinder

READER = Reader()
WALK = EventFinder(lexicon_for("en"))


@cache
def events(text: str) -> tuple[Event, ...]:
    """The events as the words alone present them, without what readers of such sentences made of them."""
    return WALK.find(READER.read_text(text).sentences, text)


def event(text: str, word: str) -> Event:
    """The event whose predicate is the last occurrence of a word."""
    start = text.rindex(word)
    return next(one for one in events(text) if one.start == start)


def value(text: str, word: str) -> Factuality:
    return event(text, word).factuality


def reasons(text: str, word: str) -> set[str]:
    """The words that moved the certainty of a predicate."""
    return {text[start:end].lower() for step in event(text, word).steps for start, end in step.spans}


def check(text: str, word: str, expected: str, *because: str) -> None:
    assert value(text, word) == expected
    assert set(because) <= reasons(text, word)


# --- what is awaited, sworn, not even one ---


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A vote is expected on Monday.", "expected", "PR+"),
        ("A vote is not expected before May.", "expected", "PR-"),
        ("No guests are expected before May.", "expected", "PR-"),
        ("The city ought to close the lock.", "ought", "PS+"),
        ("Not one pylon stands.", "stands", "CT-"),
        ("Not a single tree was left.", "left", "CT-"),
        ("I cannot swear that it happened.", "happened", "Uu"),
    ],
)
def test_what_is_awaited_or_sworn_or_not_even_one(text: str, word: str, expected: str) -> None:
    check(text, word, expected)


# --- plain, denied ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["The dam broke.", "The dam is broken.", "The old dam, which was new once, broke."])
def test_what_is_stated_plainly_is_certain_and_needs_no_reason(text: str) -> None:
    word = "broken" if "broken" in text else "broke"
    check(text, word, "CT+")
    assert reasons(text, word) == set()


@pytest.mark.parametrize(
    ("text", "word", "because"),
    [
        ("The dam did not break.", "break", "not"), ("The dam didn't break.", "break", "n't"),
        ("The dam didn’t break.", "break", "n’t"), ("The dam never broke.", "broke", "never"),
        ("The dam has not broken yet.", "broken", "not"), ("The dam is not safe.", "safe", "not"),
        ("The town is no longer safe.", "safe", "no"), ("The mayor no longer lives here.", "lives", "no"),
    ],
)  # fmt: skip
def test_a_negation_denies(text: str, word: str, because: str) -> None:
    check(text, word, "CT-")
    assert any(because in reason for reason in reasons(text, word))


@pytest.mark.parametrize(
    ("text", "word", "because"),
    [
        ("Nobody left.", "left", "nobody"), ("Nothing happened.", "happened", "nothing"),
        ("None of them left.", "left", "none"), ("No bridge was hit.", "hit", "no"), ("There was no flood.", "flood", "no"),
        ("Neither bridge fell.", "fell", "neither"), ("They saw nobody.", "saw", "nobody"),
        ("They lost no men.", "lost", "no"),
    ],
)  # fmt: skip
def test_a_denial_may_stand_in_a_subject_or_object(text: str, word: str, because: str) -> None:
    check(text, word, "CT-", because)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The abbot admitted to nothing.", "admitted", "CT-"), ("The guild heard of no plan.", "heard", "CT-"),
        ("The brewer apologised for nothing.", "apologised", "CT-"), ("They met with nobody.", "met", "CT-"),
        ("The cellar was opened for no reason.", "opened", "CT+"), ("He argued to no avail.", "argued", "CT+"),
        ("She came with no coat.", "came", "CT+"),
    ],
)  # fmt: skip
def test_a_denial_may_stand_behind_the_preposition_of_a_verb(text: str, word: str, expected: str) -> None:
    check(text, word, expected)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The abbot would not name the buyer.", "name", "CT-"), ("The mule would not budge.", "budge", "CT-"),
        ("The lock would not turn, so they cut the chain.", "turn", "CT-"),
        ("The abbot said he would not name the buyer.", "name", "PR-"),
        ("The dam would not stop such a flood.", "stop", "PR-"), ("I would not sell it.", "sell", "PR-"),
        ("If it rained, the mule would not budge.", "budge", "PS-"), ("That would not be cheap.", "cheap", "PR-"),
    ],
)  # fmt: skip
def test_what_somebody_would_not_do_he_refused_to(text: str, word: str, expected: str) -> None:
    check(text, word, expected)


def test_a_short_word_for_about_is_no_modal() -> None:
    check("About ca. 40 barrels burned.", "burned", "CT+")


def test_not_only_denies_nothing() -> None:
    text = "The dam not only leaked but broke."
    check(text, "leaked", "CT+")
    check(text, "broke", "CT+")


@pytest.mark.parametrize("adverb", ["hardly", "barely", "rarely"])
def test_a_weak_negation_denies_less_surely(adverb: str) -> None:
    check(f"The dam {adverb} moved.", "moved", "PR-", adverb)


def test_denied_twice_is_not_denied() -> None:
    assert event("Nobody did not leave.", "leave").score > 0


def test_a_few_are_some() -> None:
    assert value("The hall is dark. A few singers wait at the door.", "wait") is Factuality.CERTAIN


def test_a_hope_that_somebody_is_said_to_have_had_is_not_given_up() -> None:
    text = "A clerk said it hoped that the mill could be saved, but it would not rule out a sale."
    assert event(text, "saved").kind is Kind.WISH


def test_few_is_not_plainly_so() -> None:
    assert event("Few people left.", "left").score < 2.5


def test_what_did_not_take_place_did_not_happen() -> None:
    check("The attack did not take place.", "attack", "CT-")


# --- modals, adverbs, phrases -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("modal", "expected", "denied"),
    [
        ("may", "PS+", "PS-"), ("might", "PS+", "PS-"), ("could", "PS+", "CT-"), ("can", "PS+", "CT-"),
        ("should", "PS+", "PS-"), ("would", "PR+", "PR-"), ("will", "CT+", "CT-"),
    ],
)  # fmt: skip
def test_a_modal_leaves_a_predicate_no_surer_than_its_word(modal: str, expected: str, denied: str) -> None:
    check(f"The dam {modal} break.", "break", expected, modal)
    check(f"The dam {modal} not break.", "break", denied, modal, "not")


def test_what_must_have_been_is_probable() -> None:
    assert value("The dam must have broken.", "broken") in ("PS+", "PR+")


@pytest.mark.parametrize(
    ("adverb", "expected"),
    [
        ("probably", "PR+"), ("likely", "PR+"), ("apparently", "PR+"), ("reportedly", "PR+"), ("allegedly", "PR+"),
        ("possibly", "PS+"), ("perhaps", "PS+"), ("maybe", "PS+"),
    ],
)  # fmt: skip
def test_an_adverb_hedges(adverb: str, expected: str) -> None:
    check(f"The dam {adverb} broke.", "broke", expected, adverb)


def test_a_hedge_weakens_a_denial_too() -> None:
    check("The dam probably did not break.", "break", "PR-", "probably", "not")


@pytest.mark.parametrize("phrase", ["In my opinion", "As far as we know", "In all likelihood", "By all accounts"])
def test_a_phrase_hedges_its_sentence(phrase: str) -> None:
    check(f"{phrase}, the dam broke.", "broke", "PR+", phrase.lower())


def test_a_hedge_does_not_reach_the_clause_it_does_not_stand_in() -> None:
    check("The dam probably broke, and the bridge fell.", "fell", "CT+")


def test_a_hedge_in_a_quotation_does_not_hedge_that_it_was_said() -> None:
    check("“I think the dam will hold,” Anna Brunner said.", "said", "CT+")


@pytest.mark.parametrize(
    "text",
    ["The dam might possibly break.", "Perhaps the dam may break.", "I think it is possible that the dam will break."],
)
def test_two_words_that_say_possible_still_say_possible(text: str) -> None:
    check(text, "break", "PS+")


# --- attitudes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["think", "believe", "expect"])
def test_a_belief_makes_probable_and_its_denial_the_contrary(verb: str) -> None:
    check(f"We {verb} that the dam broke.", "broke", "PR+", verb)
    check(f"We do not {verb} that the dam broke.", "broke", "PR-", verb, "not")


@pytest.mark.parametrize("verb", ["knows", "regrets", "forgets"])
def test_a_factive_keeps_its_content_true(verb: str) -> None:
    check(f"The mayor {verb} that the dam broke.", "broke", "CT+")


@pytest.mark.parametrize("verb", ["know", "regret", "realize"])
def test_a_factive_keeps_its_content_true_when_denied(verb: str) -> None:
    text = f"The mayor does not {verb} that the dam broke."
    check(text, "broke", "CT+")
    check(text, verb, "CT-", "not")


def test_what_somebody_does_not_say_is_left_open() -> None:
    check("The mayor did not say that the dam broke.", "broke", "Uu", "say", "not")


def test_a_doubt_leans_to_no() -> None:
    assert event("The mayor doubts that the dam broke.", "broke").score < 0
    assert event("The mayor does not doubt that the dam broke.", "broke").score > 0


@pytest.mark.parametrize("verb", ["claimed", "alleged", "argued", "suggested"])
def test_who_claims_makes_it_probable_at_most(verb: str) -> None:
    check(f"The mayor {verb} that the dam had broken.", "broken", "PR+", verb)


@pytest.mark.parametrize("verb", ["said", "admitted", "announced"])
def test_who_says_so_leaves_it_as_sure_as_they_said_it(verb: str) -> None:
    check(f"The mayor {verb} that the dam had broken.", "broken", "CT+")
    check(f"The mayor {verb} that the dam had probably broken.", "broken", "PR+", "probably")


def test_what_is_falsely_claimed_is_not_so() -> None:
    check("The mayor falsely claimed that the dam had broken.", "broken", "CT-", "falsely")


@pytest.mark.parametrize(
    ("text", "expected", "because"),
    [
        ("The mayor denied that the dam had broken.", "CT-", "denied"),
        ("The mayor denied reports that the dam had broken.", "CT-", "denied"),
        ("The mayor rejected the claim that the dam had broken.", "CT-", "rejected"),
        ("The mayor disputed the claim that the dam had broken.", "PR-", "disputed"),
        ("The mayor did not deny that the dam had broken.", "PS+", "deny"),
    ],
)
def test_a_denied_report_is_not_so_for_who_denies_it(text: str, expected: str, because: str) -> None:
    check(text, "broken", expected, because)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill withdrew its statement that a mason had broken the sluice.", "PR-"),
        ("The mill took back the claim that a mason had broken the sluice.", "PR-"),
        ("The report that a mason had broken the sluice was retracted.", "PR-"),
        ("The mill did not withdraw its statement that a mason had broken the sluice.", "PR+"),
    ],
)
def test_what_somebody_takes_back_is_not_so_for_them(text: str, expected: str) -> None:
    assert value(text, "broken") == expected


def test_what_is_not_excluded_is_possible() -> None:
    check("A flood is not excluded.", "flood", "PS+", "excluded", "not")
    check("A flood cannot be ruled out.", "flood", "PS+", "ruled")


def test_no_evidence_leaves_it_open() -> None:
    check("There is no evidence that the dam broke.", "broke", "Uu", "evidence", "no")


# --- implicatives -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "plain", "expected", "denied"),
    [
        ("managed", "manage", "CT+", "CT-"), ("failed", "fail", "CT-", "CT+"), ("refused", "refuse", "CT-", None),
        ("forgot", "forget", "CT-", None), ("declined", "decline", "CT-", None), ("neglected", "neglect", "CT-", "CT+"),
    ],
)  # fmt: skip
def test_an_implicative_says_whether_it_was_done(verb: str, plain: str, expected: str, denied: str | None) -> None:
    check(f"The crew {verb} to close the dam.", "close", expected)
    check(f"The crew {verb} to close the dam.", verb, "CT+")
    if denied is not None:
        check(f"The crew did not {plain} to close the dam.", "close", denied, "not")


@pytest.mark.parametrize(
    ("text", "word", "because"),
    [
        ("The council prevented the dam from breaking.", "breaking", "prevented"),
        ("The crew left without closing the dam.", "closing", "without"),
        ("Instead of closing the dam, the crew left.", "closing", "instead"),
        ("The mayor is unable to close the dam.", "close", "unable"),
    ],
)
def test_what_was_prevented_or_left_undone_is_denied(text: str, word: str, because: str) -> None:
    assert event(text, word).score <= -2
    assert because in " ".join(reasons(text, word))


@pytest.mark.parametrize("verb", ["tried", "plans", "wants", "hopes", "is ready"])
def test_what_is_only_meant_is_not_done(verb: str) -> None:
    text = f"The council {verb} to close the dam."
    assert 0 < event(text, "close").score < 2


def test_what_somebody_has_to_do_is_not_done() -> None:
    assert event("The mayor has to close the dam.", "close").score < 2


# --- adjectives and nouns -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [
        ("possible", "PS+"), ("likely", "PR+"), ("unlikely", "PR-"), ("impossible", "CT-"), ("clear", "CT+"),
        ("false", "CT-"), ("true", "CT+"),
    ],
)  # fmt: skip
def test_an_adjective_grades_its_clause(adjective: str, expected: str) -> None:
    check(f"It is {adjective} that the dam broke.", "broke", expected, *([adjective] if expected != "CT+" else []))


def test_an_unclear_matter_is_left_open() -> None:
    check("It is unclear whether the dam broke.", "broke", "Uu")
    assert reasons("It is unclear whether the dam broke.", "broke") & {"unclear", "whether"}
    check("I am not sure that the dam broke.", "broke", "Uu", "sure", "not")


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows whether the dam broke.",
        "They do not know if the dam broke.",
        "The mayor knows whether the dam broke.",
    ],
)
def test_knowing_whether_leaves_it_open(text: str) -> None:
    check(text, "broke", "Uu")


def test_what_is_not_true_is_not_so() -> None:
    check("It is not true that the dam broke.", "broke", "CT-", "not")


@pytest.mark.parametrize("noun", ["risk", "chance", "danger"])
def test_a_risk_makes_no_more_than_possible(noun: str) -> None:
    check(f"There is a {noun} that the dam will break.", "break", "PS+", noun)


def test_a_fact_is_a_fact() -> None:
    check("It is a fact that the dam broke.", "broke", "CT+")


# --- clauses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["If", "Unless"])
def test_a_condition_is_left_open(mark: str) -> None:
    text = f"{mark} it rains, the dam will break."
    check(text, "rains", "Uu", mark.lower())
    assert event(text, "rains").kind is Kind.CONDITIONAL


def test_what_hangs_on_a_condition_is_not_certain() -> None:
    assert event("If it rains, the dam breaks.", "breaks").score < 2.5


def test_a_purpose_is_not_said_to_be_reached() -> None:
    check("They closed the dam to save the town.", "save", "PS+", "to")
    check("They closed the dam to save the town.", "closed", "CT+")


def test_what_only_looks_so_is_no_condition_and_not_so() -> None:
    text = "The town looks as if the dam had broken."
    assert event(text, "broken").score <= 0
    assert event(text, "broken").kind is not Kind.CONDITIONAL


def test_what_happened_when_or_because_is_certain() -> None:
    check("They left when the dam broke.", "broke", "CT+")
    check("They left because the dam broke.", "broke", "CT+")


def test_a_question_leaves_open() -> None:
    text = "Did the dam break?"
    check(text, "break", "Uu", "?")
    assert event(text, "break").kind is Kind.QUESTION


def test_an_imperative_asks_for_it() -> None:
    text = "Close the dam."
    check(text, "Close", "PS+", "close")
    assert event(text, "Close").kind is Kind.REQUEST


def test_a_belief_taken_back_is_a_former_one() -> None:
    text = "We thought that the dam would hold, but it broke."
    assert event(text, "hold").kind is Kind.FORMER_BELIEF
    assert event(text, "hold").score < 0
    check(text, "broke", "CT+")


def test_a_belief_not_taken_back_is_none() -> None:
    text = "We thought that the dam would hold."
    assert event(text, "hold").kind is not Kind.FORMER_BELIEF
    assert event(text, "hold").score > 0


@pytest.mark.parametrize(
    ("verb", "kind"), [("hopes", Kind.WISH), ("threatened", Kind.THREAT), ("promised", Kind.PROMISE)]
)
def test_a_governing_verb_says_what_is_done_with_the_content(verb: str, kind: Kind) -> None:
    assert event(f"The council {verb} to close the dam.", "close").kind is kind


# --- how far a complement shines through ----------------------------------------------------------------------------


def test_a_speaker_who_does_not_know_that_it_is_so_leans_to_no_while_another_s_ignorance_keeps_it_true() -> None:
    assert event("I do not know that the dam broke.", "broke").score < 0
    check("The mayor did not know that the dam had broken.", "broken", "CT+")


def test_what_can_be_seen_is_seen() -> None:
    check("The mayor could see that the dam had broken.", "broken", "CT+")


def test_what_one_can_hardly_believe_is_so() -> None:
    assert event("I can not believe that the dam broke.", "broke").score > 1
    assert event("It is hard to believe that the dam broke.", "broke").score > 0.5


def test_what_nobody_would_have_guessed_is_so() -> None:
    assert event("Nobody would have guessed that the dam leaked.", "leaked").score > 1


def test_a_negative_question_leans_to_yes() -> None:
    assert event("Do you think that the dam broke?", "broke").score == 0
    assert event("Do not you think that the dam broke?", "broke").score > 0


def test_a_question_needs_no_question_mark() -> None:
    text = "And do you think that the dam broke"
    assert event(text, "think").kind is Kind.QUESTION
    check(text, "broke", "Uu")


def test_a_question_tag_leaves_its_sentence_probable() -> None:
    check("The dam is broken, isn't it?", "broken", "PR+", "isn't it")


def test_a_question_about_nobody_answers_itself() -> None:
    assert event("Who would believe that?", "believe").score < 0


def test_why_and_when_are_asked_of_what_is_so() -> None:
    check("The mayor asked why the dam broke.", "broke", "CT+")


def test_a_belief_set_beside_its_clause_acts_as_if_it_stood_above() -> None:
    check("The dam, I do not think, broke.", "broke", "PR-")


# --- conditions that are not met, duties not done -------------------------------------------------------------------


def test_a_condition_that_was_not_met_did_not_happen_and_neither_did_what_hung_on_it() -> None:
    for text in (
        "If the guard had closed the gate, the water would have stopped.",
        "Had the guard closed the gate, the water would have stopped.",
    ):
        check(text, "closed", "CT-")
        check(text, "stopped", "CT-", "would")
    check("If it had not rained, the dam would not have broken.", "broken", "CT+", "not")


def test_a_phrase_may_open_a_condition() -> None:
    text = "The town is safe as long as the dam holds."
    check(text, "holds", "Uu", "as long as")
    assert event(text, "holds").kind is Kind.CONDITIONAL


def test_what_was_right_to_do_was_not_done() -> None:
    check("The mayor should have closed the gate.", "closed", "CT-", "should")


def test_must_obliges_before_a_deed_and_concludes_before_a_state() -> None:
    check("The crew must close the gate.", "close", "PS+", "must")
    check("The crew must be tired.", "tired", "PR+", "must")


# --- deeds done, put off and left undone ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The crew had to leave.", "leave", "CT+"), ("The crew has to leave.", "leave", "PS+"),
        ("The crew was able to leave.", "leave", "CT+"), ("The crew is able to leave.", "leave", "PS+"),
        ("The crew has yet to leave.", "leave", "CT-"), ("The crew did not leave until Friday.", "leave", "CT+"),
        ("The crew took the opportunity to leave.", "leave", "CT+"), ("The crew missed the chance to leave.", "leave", "CT-"),
        ("The guard kept the crew from leaving.", "leaving", "CT-"), ("The crew was too tired to leave.", "leave", "CT-"),
        ("Rather than leave, the crew stayed.", "leave", "CT-"), ("The crew is far from leaving.", "leaving", "CT-"),
        ("At no point did the crew leave.", "leave", "CT-"), ("By no means is the crew safe.", "safe", "CT-"),
        ("The crew was told to leave.", "leave", "PS+"), ("The crew considered leaving.", "leaving", "PS+"),
        ("The mayor was accused of leaving.", "leaving", "PR+"), ("I wish the crew had left.", "left", "CT-"),
    ],
)  # fmt: skip
def test_what_a_word_says_of_a_deed(text: str, word: str, expected: str) -> None:
    check(text, word, expected)


def test_an_intention_set_against_what_happened_came_to_nothing() -> None:
    text = "The crew wanted to leave, but the gate was closed."
    check(text, "leave", "CT-", "wanted")
    assert event(text, "leave").kind is not Kind.FORMER_BELIEF


# --- nouns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The planned withdrawal worries the town.", "withdrawal", "PS+"),
        ("The alleged attack shook the town.", "attack", "PR+"),
        ("The cancelled visit angered the town.", "visit", "CT-"),
        ("The withdrawal did not calm the town.", "withdrawal", "CT+"),
        ("No withdrawal took place.", "withdrawal", "CT-"), ("Fears of a flood emptied the town.", "flood", "PS+"),
        ("The guards averted a massacre.", "massacre", "CT-"), ("An attack is possible.", "attack", "PS+"),
        ("The council rejected the demand.", "demand", "CT+"), ("Possible attack on the dam", "attack", "PS+"),
    ],
)  # fmt: skip
def test_a_noun_that_names_an_event_has_its_own_certainty(text: str, word: str, expected: str) -> None:
    check(text, word, expected)


def test_a_report_that_is_false_is_about_nothing() -> None:
    check("Rumours that the dam had broken are false.", "broken", "CT-", "false")
    check("The idea that the dam broke is a myth.", "broke", "CT-", "myth")


@pytest.mark.parametrize(
    "text", ["Unconfirmed.", "NO DEAL", "MAYOR MAY RESIGN", "THE DAM DID NOT BREAK", "May", "?", "not"]
)
def test_fragments_and_capitals_are_read_like_any_sentence(text: str) -> None:
    assert all(-3 <= one.score <= 3 for one in events(text))


def test_capitals_hide_no_modal_and_no_denial() -> None:
    check("MAYOR MAY RESIGN", "RESIGN", "PS+")
    check("THE DAM DID NOT BREAK", "BREAK", "CT-")


# --- clauses that grade what another word says ----------------------------------------------------------------------


def rules(text: str, word: str) -> list[str]:
    """The rules behind the certainty of a predicate, from the predicate outward."""
    return [step.rule.removeprefix("certainty.") for step in event(text, word).steps]


@pytest.mark.parametrize(
    ("text", "grading", "graded"),
    [
        ("The dam is likely to break.", "likely", "break"), ("The pump seems to leak.", "seems", "leak"),
        ("The bridge is said to be mined.", "said", "mined"), ("The captain is believed to have fled.", "believed", "fled"),
    ],
)  # fmt: skip
def test_a_word_that_grades_an_infinitive_has_the_certainty_of_that(text: str, grading: str, graded: str) -> None:
    one, other = event(text, grading), event(text, graded)
    assert (one.factuality, one.score, one.steps) == (other.factuality, other.score, other.steps)
    assert one.factuality == "PR+"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A second attack is possible.", "possible", "PS+"), ("A wave of strikes is not excluded.", "excluded", "PS+"),
        ("A landslide is unlikely.", "unlikely", "PR-"), ("Is a second attack possible?", "possible", "Uu"),
    ],
)  # fmt: skip
def test_a_word_that_grades_its_subject_has_the_certainty_it_gives(text: str, word: str, expected: str) -> None:
    assert value(text, word) == expected
    assert rules(text, word)[0] == "grades"


def test_one_s_own_opinion_without_a_clause_grades_what_stands_beside_it() -> None:
    check("I think about 3,000.", "think", "PR+")
    assert rules("I think about 3,000.", "think") == ["opinion"]


@pytest.mark.parametrize("text", ["The house seems empty.", "The house looks like a ruin."])
def test_what_only_seems_is_probable(text: str) -> None:
    word = text.split()[2]
    check(text, word, "PR+", word)
    assert rules(text, word) == ["seeming"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They looked at the house.", "looked"), ("The witness appeared in court.", "appeared"),
        ("Two guards were seen leaving the yard.", "seen"),
    ],
)  # fmt: skip
def test_who_looks_appears_or_is_seen_does_not_only_seem_to(text: str, word: str) -> None:
    check(text, word, "CT+")


def test_no_hedge_above_is_rounded_up_by_a_word_that_grades() -> None:
    assert value("If a strike is possible, the yard will close.", "possible") == "Uu"
    assert event("A strike may be possible.", "possible").score <= event("A strike is possible.", "possible").score


# --- what the next clause takes back --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Earlier we wrote that 12 people had left. That was wrong.", "left"),
        ("We reported that the bridge was closed, but that was a mistake.", "closed"),
        ("Yesterday I said that the pumps had stopped; this is inaccurate.", "stopped"),
    ],
)
def test_one_s_own_words_that_the_next_clause_calls_wrong_are_given_up(text: str, word: str) -> None:
    one = event(text, word)
    assert (one.factuality, one.score, one.kind) == ("CT-", -3.0, Kind.FORMER_BELIEF)
    assert one.steps[0].rule == "certainty.withdrawn"


def test_a_correction_gives_up_what_it_quotes_of_its_own_outlet() -> None:
    reader = Reader()
    text = "On 3 May the Observer wrote that all gates were closed. The mayor said that the dam is safe."
    for title, kinds in (("Correction", [Kind.FORMER_BELIEF, Kind.STATEMENT]), ("News", [Kind.STATEMENT] * 2)):
        claims = reader.read_text(text, title=title, outlet="Korbach Observer").claims
        assert [claim.kind for claim in claims] == kinds


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The council wrote that 12 people had left. That was wrong.", "left"),
        ("Earlier we wrote that 12 people had left. The water was high. That was wrong.", "left"),
        ("Earlier we wrote that 12 people had left. The map was wrong.", "left"),
        ("We write that 12 people had left. That was wrong.", "left"),
    ],
)
def test_nothing_else_that_is_called_wrong_takes_them_back(text: str, word: str) -> None:
    assert all(step.rule != "certainty.withdrawn" for step in event(text, word).steps)
    assert value(text, word) == "CT+"


# --- any text -----------------------------------------------------------------------------------------------------

BITS = st.sampled_from(
    [
        "the dam", "broke", "not", "never", "nobody", "may", "if", "he said that", "denied", "to close", "it", "possible",
        "is", "failed", "?", ".", ",", "perhaps", "without", "thought", "but", "no", "will", "seems", "there", "risk",
    ]
)  # fmt: skip


@examples(80)
@given(st.lists(BITS, max_size=16).map(" ".join))
def test_every_event_keeps_to_the_scale_and_every_reason_to_the_text(text: str) -> None:
    for one in events(text):
        assert -3 <= one.score <= 3
        assert one.factuality is Factuality.of(one.score)
        assert all(step.spans and reason_words(step) for step in one.steps)
        assert all(0 <= span.start < span.end <= len(text) for step in one.steps for span in step.spans)


@pytest.mark.parametrize("word", ["open", "heard", "conditional", "purpose", "infinitive", "gerund"])
def test_a_word_of_the_tables_own_is_a_word_like_any_other(word: str) -> None:
    text = f"They left {word} when the dam broke, {word} as it was."
    check(text, "broke", "CT+")


@pytest.mark.parametrize(
    "text", ["Two miners were brought in, they lie next door.", "I saw forty of them in the hall, they lie on straw."]
)
def test_who_lies_somewhere_says_nothing_untrue(text: str) -> None:
    assert value(text, "lie") is Factuality.CERTAIN
    assert all(one.factuality is Factuality.CERTAIN for one in events(text))


def test_who_lies_that_something_is_so_says_what_is_not() -> None:
    assert value("The miller lied that the weir was sound.", "sound") is Factuality.CERTAINLY_NOT


@pytest.mark.parametrize("text", ["A leak in the tank can be excluded.", "A leak in the tank can be ruled out."])
def test_what_can_be_excluded_is(text: str) -> None:
    found = READER.read_text(text).claims[0]
    assert found.factuality.score < Factuality.POSSIBLY_NOT.score


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("After an hour the divers could see again.", "see", "CT+"),
        ("Fighting could start again after the truce.", "start", "PS+"),
        ("A fire can be ruled out.", "ruled", "CT-"),
        ("The mayor ruled out arson.", "ruled", "CT-"),
        ("They'd ordered the pump in May.", "ordered", "CT+"),
        ("They'd have ordered the pump in May.", "ordered", "PR+"),
    ],
)
def test_what_can_be_done_again_or_had_been_is_done_and_what_can_be_excluded_is_not_so(
    text: str, word: str, expected: str
) -> None:
    assert value(text, word).value == expected
