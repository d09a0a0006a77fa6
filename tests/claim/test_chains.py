"""The chain of sources behind a claim, from attributions made for the test."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tocsin.claim.sources import Sources, Unnamed
from tocsin.model.document import Document
from tocsin.model.reading import Attribution, Reading
from tocsin.model.span import Span

TEXT = "The paper writes that the mayor says that the engineer fears that the old dam may break."


UNNAMED = Unnamed("unnamed source", frozenset(("they",)), frozenset(("post",)), ("according",))


def reading(*attributions: Attribution) -> Reading:
    return Reading(document=Document(id="d", name="d", text=TEXT), attributions=attributions)


def cited(party: str | None, content: str, *, source: str = "") -> Attribution:
    start = TEXT.index(content)
    spans = (Span(TEXT.index(source), TEXT.index(source) + len(source)),) if source else ()
    return Attribution(source=spans, cue=(Span(0, 1),), content=(Span(start, start + len(content)),), party=party)


def chain(*attributions: Attribution, speaker: str | None = None, word: str = "break") -> tuple[str, ...]:
    start = TEXT.index(word)
    return Sources(reading(*attributions), UNNAMED).chain(Span(start, start + len(word)), speaker)


WIDE = "the mayor says that the engineer fears that the old dam may break"
MIDDLE = "the engineer fears that the old dam may break"
NARROW = "the old dam may break"


def test_the_widest_content_comes_first_whatever_the_order_of_the_attributions() -> None:
    outer, middle, inner = cited("Paper", WIDE), cited("Mayor", MIDDLE), cited("Engineer", NARROW)
    for order in ((outer, middle, inner), (inner, outer, middle), (inner, middle, outer)):
        assert chain(*order) == ("Paper", "Mayor", "Engineer")


def test_who_is_cited_for_something_else_is_not_in_the_chain() -> None:
    assert chain(cited("Paper", WIDE), cited("Engineer", NARROW), word="engineer") == ("Paper",)


def test_the_speaker_is_never_his_own_source() -> None:
    assert chain(cited("Anna Brunner", WIDE), cited("Mayor", NARROW), speaker="Anna Brunner") == ("Mayor",)


def test_the_speaker_is_known_by_his_last_name_too_and_without_accents() -> None:
    assert chain(cited("Müller", WIDE), speaker="Jana MULLER") == ()


def test_one_who_only_shares_letters_is_somebody_else() -> None:
    assert chain(cited("Anna", WIDE), speaker="Hanna") == ("Anna",)


def test_one_cited_twice_in_a_row_is_named_once() -> None:
    assert chain(cited("Anna Brunner", WIDE), cited("Brunner", NARROW)) == ("Anna Brunner",)


def test_one_who_comes_again_behind_another_is_named_again() -> None:
    assert chain(cited("Paper", WIDE), cited("Mayor", MIDDLE), cited("Paper", NARROW)) == ("Paper", "Mayor", "Paper")


def test_a_source_of_which_nobody_knows_who_it_is_is_no_party() -> None:
    assert chain(cited(None, NARROW, source="engineer")) == ()


def test_an_attribution_without_a_source_adds_nobody() -> None:
    assert chain(cited(None, NARROW)) == ()


def test_without_attributions_there_is_no_chain() -> None:
    assert chain() == ()


@given(st.lists(st.sampled_from(["Paper", "Mayor", "Engineer", "Anna Brunner", "Brunner"]), max_size=5))
def test_a_chain_names_only_those_cited_and_nobody_twice_in_a_row(parties: list[str]) -> None:
    contents = (WIDE, MIDDLE, NARROW, "old dam may break", "dam may break")
    found = chain(*(cited(party, content) for party, content in zip(parties, contents, strict=False)))
    assert set(found) <= set(parties)
    assert all(one != other for one, other in pairwise(found))
