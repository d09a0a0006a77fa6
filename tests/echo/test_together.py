"""Co-posting: outlets with the same text within a window."""

from echo.stream import post
from hypothesis import given
from hypothesis import strategies as st

from tocsin.echo.posts import posts_of
from tocsin.echo.together import posted_together
from tocsin.model.echo import Together


def test_documents_of_one_outlet_at_one_moment_are_one_post() -> None:
    documents = [post(f"{n}", "AB"[n % 2], 0, f"Link {n // 2}.") for n in range(4)]
    assert posted_together(posts_of(documents)[0], 60) == [Together(outlets=("A", "B"), documents=(1, 1))]


def test_each_document_with_a_partner_counts_once() -> None:
    documents = [
        post("a1", "A", 0, "Same words."), post("b1", "B", 0.01, "Same words."), post("b2", "B", 0.012, "Same words."),
        post("a2", "A", 5, "Same words."), post("c1", "C", 0.01, "Other words."),
    ]  # fmt: skip
    posts, _ = posts_of(documents)
    assert posted_together(posts, 60) == [Together(outlets=("A", "B"), documents=(1, 2))]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 50), st.sampled_from("xy")), max_size=30))
def test_the_pairs_are_those_that_comparing_all_with_all_finds(rows: list[tuple[str, int, str]]) -> None:
    documents = [post(f"d{n}", outlet, second / 3600, text) for n, (outlet, second, text) in enumerate(rows)]
    partners: dict[tuple[str, str], tuple[set[object], set[object]]] = {}
    for one in documents:
        for other in documents:
            near = one.time and other.time and abs((one.time - other.time).total_seconds()) <= 10
            if near and one.text == other.text and (one.outlet or "") < (other.outlet or ""):
                found = partners.setdefault((one.outlet or "", other.outlet or ""), (set(), set()))
                found[0].add(one.time)
                found[1].add(other.time)
    expected = [Together(outlets=pair, documents=(len(a), len(b))) for pair, (a, b) in sorted(partners.items())]
    assert posted_together(posts_of(documents)[0], 10) == expected
