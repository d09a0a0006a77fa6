"""Words that take a proposition, compiled from a language's data."""

from pathlib import Path

import pytest

from tocsin.errors import LexiconError
from tocsin.lexicon.cues import Cue, CueBook, cue_book
from tocsin.lexicon.language import Lexicon, languages, lexicon_for
from tocsin.model.kind import Kind

ENGLISH = cue_book(lexicon_for("en"))
FORMS = ("clause", "infinitive", "object", "quote")

TWO_SENSES = """
adjectives = []
nouns = []
[[verbs]]
name = "agree that"
plus = 3.0
minus = 0.0
cue = true
takes = ["clause"]
lemmas = ["agree"]
[[verbs]]
name = "agree to"
plus = 2.0
minus = -2.0
takes = ["infinitive"]
kind = "promise"
lemmas = ["agree", "consent"]
"""


def book(folder: Path, text: str) -> CueBook:
    (folder / "cues.toml").write_text(text, encoding="utf-8")
    return cue_book(Lexicon("xx", folder))


def every_cue(cues: CueBook) -> list[Cue]:
    return [*(cue for senses in cues.verbs.values() for cue in senses), *cues.adjectives.values(), *cues.nouns.values()]


def test_a_verb_has_the_sense_that_takes_the_form_of_its_content(tmp_path: Path) -> None:
    cues = book(tmp_path, TWO_SENSES)
    assert [cue.name for form in ("clause", "infinitive") if (cue := cues.verb("agree", form))] == [
        "agree that", "agree to",
    ]  # fmt: skip


def test_a_verb_with_a_form_that_no_sense_takes_has_its_last_sense(tmp_path: Path) -> None:
    cue = book(tmp_path, TWO_SENSES).verb("agree", "object")
    assert cue is not None
    assert cue.name == "agree to"


def test_a_word_that_is_no_cue_has_none(tmp_path: Path) -> None:
    cues = book(tmp_path, TWO_SENSES)
    assert cues.verb("walk", "clause") is None
    assert cues.attributing("walk") is None


def test_only_a_sense_marked_so_introduces_words_or_thoughts(tmp_path: Path) -> None:
    cues = book(tmp_path, TWO_SENSES)
    cue = cues.attributing("agree")
    assert cue is not None
    assert cue.name == "agree that"
    assert cues.attributing("consent") is None


def test_a_group_without_a_name_is_named_by_its_word(tmp_path: Path) -> None:
    cues = book(tmp_path, 'verbs = []\nnouns = []\n[[adjectives]]\nplus = 1\nminus = -3\nlemmas = ["possible"]')
    assert cues.adjectives["possible"].name == "possible"


def test_a_kind_is_read_from_its_word(tmp_path: Path) -> None:
    cue = book(tmp_path, TWO_SENSES).verb("consent", "infinitive")
    assert cue is not None
    assert cue.kind is Kind.PROMISE


@pytest.mark.parametrize(
    "text",
    [
        "verbs = []\nadjectives = []",
        'adjectives = []\nnouns = []\n[[verbs]]\nminus = 0\nlemmas = ["say"]',
        "adjectives = []\nnouns = []\n[[verbs]]\nplus = 1\nminus = 0",
        'adjectives = []\nnouns = []\n[[verbs]]\nplus = "much"\nminus = 0\nlemmas = ["say"]',
        'adjectives = []\nnouns = []\n[[verbs]]\nplus = 1\nminus = 0\nkind = "boast"\nlemmas = ["say"]',
        "verbs = 3\nadjectives = []\nnouns = []",
        'verbs = ["say"]\nadjectives = []\nnouns = []',
        'adjectives = []\nnouns = []\n[[verbs]]\nplus = [1]\nminus = 0\nlemmas = ["say"]',
    ],
    ids=["no nouns", "no plus", "no words", "plus no number", "unknown kind", "no list", "group no table", "plus a list"],
)  # fmt: skip
def test_a_malformed_group_is_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(LexiconError, match=r"cues\.toml"):
        book(tmp_path, text)


@pytest.mark.parametrize("language", languages())
def test_every_cue_keeps_to_the_scale(language: str) -> None:
    for cue in every_cue(cue_book(lexicon_for(language))):
        assert -3 <= cue.plus <= 3, cue
        assert -3 <= cue.minus <= 3, cue


@pytest.mark.parametrize("language", languages())
def test_no_two_senses_of_a_verb_take_the_same_form_twice_over(language: str) -> None:
    for lemma, senses in cue_book(lexicon_for(language)).verbs.items():
        assert len(set(senses)) == len(senses), lemma


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_cues_is_a_lemma_in_lower_case(language: str) -> None:
    cues = cue_book(lexicon_for(language))
    assert all(
        word == word.lower().strip() != "" for words in (cues.verbs, cues.adjectives, cues.nouns) for word in words
    )


@pytest.mark.parametrize("lemma", ["deny", "fail", "refuse", "prevent", "pretend"])
def test_some_words_turn_their_content_round(lemma: str) -> None:
    cue = ENGLISH.verb(lemma, "clause", "infinitive")
    assert cue is not None
    assert cue.plus < 0


@pytest.mark.parametrize("lemma", ["know", "realize", "regret"])
def test_a_factive_holds_whether_denied_or_not(lemma: str) -> None:
    cue = ENGLISH.verb(lemma, "clause")
    assert cue is not None
    assert cue.factive
    assert cue.plus == cue.minus == 3.0


@pytest.mark.parametrize(
    ("lemma", "form", "kind"),
    [
        ("hope", "clause", Kind.WISH), ("threaten", "infinitive", Kind.THREAT), ("promise", "infinitive", Kind.PROMISE),
        ("ask", "infinitive", Kind.REQUEST), ("say", "clause", None),
    ],
)  # fmt: skip
def test_what_a_word_makes_of_its_content(lemma: str, form: str, kind: Kind | None) -> None:
    cue = ENGLISH.verb(lemma, form)
    assert cue is not None
    assert cue.kind is kind
