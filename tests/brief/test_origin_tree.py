"""A proposition weighed, as lines."""

from weigh.proposition_builders import DAY, a_denial, a_proposition, a_report, a_rival, weighed

from tocsin.brief.origin_tree import estimate_lines
from tocsin.model.estimate import Estimate

CITED = a_proposition(
    a_report("Radio Unterdrau", "the mayor", key="a1000000"),
    a_report("Observer", "Radio Unterdrau", key="a2000000"),
    a_report("Courier", "the mayor", key="a3000000", published=None),
    a_report("Courier", "the mayor", key="a4000000", published=DAY),
)


def _lines(estimate: Estimate, most: int = 20) -> list[str]:
    return list(estimate_lines(estimate, most=most))


def test_an_origin_is_a_tree_from_whose_word_it_is_to_who_published_it() -> None:
    lines = _lines(weighed(CITED))
    start = lines.index("say so")
    quote = "“The weir at Korbach was closed.”"
    assert lines[start + 1 : start + 10] == [
        "  the mayor · 4 reports",
        "  ├─ Radio Unterdrau · 2026-03-02 · certain (95–99 %) · a1000000",
        f"  │     {quote}",
        "  │  └─ Observer · 2026-03-02 · certain (95–99 %) · a2000000",
        f"  │        {quote}",
        "  └─ Courier · 2026-03-02 · certain (95–99 %) · a4000000",
        f"        {quote}",
        "     └─ day not known · certain (95–99 %) · a3000000",
        f"           {quote}",
    ]


def test_reports_and_origins_are_counted_with_those_against() -> None:
    rival = a_rival(a_denial("Ledger", key="b1"), of=CITED)
    lines = _lines(weighed(CITED, [rival]))
    assert lines[0] == "“The weir at Korbach was closed.”"
    assert lines[1] == "  4 reports, 1 origin; 1 against"
    assert "  Ledger · 1 report" in lines[lines.index("say otherwise") :]
    assert any(line.startswith("  −") and "Ledger says otherwise" in line for line in lines)


def test_what_is_left_out_is_told() -> None:
    lines = _lines(weighed(CITED), most=1)
    assert "  … and 3 more reports" in lines
    many = a_proposition(*(a_report(f"Courier {number}x", key=f"a{number}") for number in range(3)))
    shown = _lines(weighed(many), most=2)
    assert "  … and 1 more origin" in shown
    assert "  … and 1 more" in shown


def test_where_nothing_tells_no_probability_is_shown() -> None:
    rival = a_rival(a_denial("Radio Unterdrau", "the mayor", key="b1"), of=CITED)
    assert "how probable cannot be told" in _lines(weighed(CITED, [rival]))[2]
