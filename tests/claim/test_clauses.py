"""Which clauses state something, in any tree that a parser may give: no clause is without words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.claim.clauses import Clause, ClauseFinder
from tocsin.engine.reader import Reader
from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

READER = Reader()
FINDER = ClauseFinder(lexicon_for("en"), cue_book(lexicon_for("en")))

WORDS = (
    "be",
    "say",
    "seem",
    "think",
    "know",
    "break",
    "threaten",
    "dam",
    "possible",
    "who",
    "that",
    "but",
    "as",
    "far",
)
POS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "PRON", "PUNCT", "CCONJ", "SCONJ", "ADP", "NUM")
TAGS = ("VBD", "VBZ", "VB", "VBN", "VBG", "MD", "NN", "WP", "WRB", "IN", ",", "TO")
DEPS = (
    "nsubj", "dobj", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "cc", "mark", "punct", "aux", "neg", "prep", "pobj",
    "acomp", "csubj", "parataxis", "dep",
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A sentence of any words under any tree, branches that cross each other among them."""
    kinds = st.tuples(*(st.sampled_from(values) for values in (WORDS, POS, TAGS, DEPS)))
    drawn = draw(st.lists(kinds, min_size=1, max_size=12))
    tokens, at = [], 0
    for number, (word, pos, tag, dep) in enumerate(drawn):
        text = "," if pos == "PUNCT" else word
        tokens.append(Token(number, text, text, text, pos, tag, dep, at, at + len(text), ""))
        at += len(text) + 1
    order = draw(st.permutations(tokens))
    order[0].head, order[0].dep = order[0], "ROOT"
    for place, token in enumerate(order[1:], start=1):
        token.head = order[draw(st.integers(0, place - 1))]
        token.head.children.append(token)
    for token in tokens:
        token.left = token.right = token.i
        token.children.sort(key=lambda child: child.i)
    for token in reversed(order):
        token.head.left = min(token.head.left, token.left)
        token.head.right = max(token.head.right, token.right)
    return Sentence(tuple(tokens), order[0], 0, 0, tokens[-1].end)


@given(sentences())
def test_every_clause_holds_its_head_and_its_words_in_order(sentence: Sentence) -> None:
    clauses = list(FINDER.find(sentence, {}))
    assert len({clause.head.i for clause in clauses}) == len(clauses)
    for clause in clauses:
        words = clause.words
        assert clause.head in words
        assert all(one.i < other.i for one, other in pairwise(words))
        assert clause.span == Span(words[0].start, words[-1].end)
        assert clause.span.start < clause.span.end


@given(sentences(), st.data())
def test_a_clause_cut_at_its_ends_keeps_its_head(sentence: Sentence, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sentence.tokens) - 1))
    clause = Clause(sentence.tokens[:place], sentence.tokens[place], sentence.tokens[place + 1 :])
    cut = data.draw(st.sets(st.integers(0, len(sentence.tokens) - 1)))
    left = clause.without(before=lambda word: word.i in cut, after=lambda word: word.i in cut)
    assert left.head is clause.head
    assert set(left.span) <= {edge for word in clause.words for edge in word.span}
    assert clause.span.covers(left.span)
    assert [word for word in left.before[:1] + left.after[-1:] if word.i in cut] == []


@pytest.mark.parametrize(
    "text",
    [
        "Kessler left on foot when officers arrived but was picked up a short distance away, according to the complaint.",
        "Weller left on foot when officers arrived but was picked up a short distance away, according to the complaint.",
        "Kessler left on horseback when men came but was picked up a short distance away, according to the complaint.",
    ],
)
def test_a_clause_on_both_sides_of_another_leaves_it_its_words(text: str) -> None:
    claims = READER.read_text(text).claims
    assert any("picked up" in claim.text for claim in claims)
    assert all(claim.text.strip() for claim in claims)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The governor announced on Monday:\n1) schools reopen\n2) fees are waived",
            ["schools reopen", "fees are waived"],
        ),
        ("“Nobody moved,” recalled the nurse.", ["Nobody moved"]),
    ],
)
def test_no_number_or_mark_is_part_of_a_claim(text: str, claims: list[str]) -> None:
    assert [one.text for one in READER.read_text(text).claims] == claims


def texts(text: str) -> list[str]:
    return [one.text for one in READER.read_text(text).claims]


def test_what_was_taken_after_something_shows_it_and_not_what_came_before() -> None:
    assert texts("A soil sample taken two days after the fire showed no lead, the guard said.") == [
        "A soil sample taken two days after the fire showed no lead"
    ]


def test_a_list_behind_what_there_was_none_of_is_of_those_it_befell() -> None:
    assert texts("Six goats died while there was no water: two kids and four ewes.")[0] == (
        "Six goats died while there was no water: two kids and four ewes"
    )


def test_the_one_who_ruled_orders_not_what_was_ruled_on() -> None:
    text = "The court ruled on Monday that the seizure was illegal and ordered customs to return 12 horses."
    assert READER.read_text(text).claims[-1].standalone.startswith("[The court] ordered customs")


def test_what_something_sounds_like_is_no_claim_of_its_own_and_that_there_was_none_is() -> None:
    found = [
        (one.text, one.factuality.value)
        for one in READER.read_text("We know what a shell sounds like. No shell.").claims
    ]
    assert found == [("We know what a shell sounds like", "CT+"), ("No shell", "CT-")]


@pytest.mark.parametrize("text", ["No comment.", "No problem."])
def test_a_phrase_with_no_tells_of_nothing(text: str) -> None:
    assert texts(text) == []


def test_where_rumours_are_told_is_not_what_they_are_of() -> None:
    assert "social media" not in texts("She went home, rejecting rumours on social media.")


def test_it_stands_for_nobody_where_somebody_is_picked_out() -> None:
    (claim,) = READER.read_text("The army said it was the farmers who had set the fire.").claims
    assert claim.standalone == claim.text


def test_what_was_still_to_come_stays_with_what_came_before_it() -> None:
    claims = READER.read_text("The fire was put out before it reached the barn.").claims
    assert [one.text for one in claims] == ["The fire was put out before it reached the barn"]


def test_who_keeps_silent_is_no_claim_and_when_something_was_is_one() -> None:
    def texts(text: str) -> list[str]:
        return [one.text for one in READER.read_text(text).claims]

    assert texts("The barge is with the police in Linz, who declined to comment.")[1:] == []
    assert texts("The pilot would not say how long he had slept.") == []
    assert "the barge hit the quay in Linz" in texts(
        "The pilot of the barge was asleep in his cabin when the barge hit the quay in Linz."
    )


def test_a_clause_with_a_figure_of_its_own_is_told_apart() -> None:
    claims = READER.read_text("The staff grew to 190 in May before it fell to about 90 in June.").claims
    assert len(claims) == 2


def test_a_question_is_one_claim_with_its_circumstances() -> None:
    text = "Ada Brandt spoke to the Post.\n\n– Where were you when it began?\n– At the mill.\n– And then?\n– I ran."
    assert "it began?" not in [one.text for one in READER.read_text(text, outlet="The Post").claims]


def test_a_short_question_inside_is_told_with_who_does_not_know() -> None:
    text = "Three were taken away in May, and we do not know where they are. But you know how it was."
    assert [one.text for one in READER.read_text(text).claims] == [
        "Three were taken away in May", "we do not know where they are",
    ]  # fmt: skip


def test_the_end_of_a_quotation_without_a_verb_is_no_claim() -> None:
    texts = [
        one.text for one in READER.read_text('"We will pay. All of it," the owner of the mill said on Monday.').claims
    ]
    assert texts == ["We will pay"]


def test_what_happened_meanwhile_is_a_claim_apart_from_where_somebody_was() -> None:
    text = "The van was on its way to Enns when it skidded into a shed on Sunday."
    assert [one.text for one in READER.read_text(text).claims] == [
        "The van was on its way to Enns", "it skidded into a shed on Sunday",
    ]  # fmt: skip
