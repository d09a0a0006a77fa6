"""The wording of reasons: each rule has one that is well formed, and facts are worded by their format."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import tocsin
from tocsin.errors import LexiconError
from tocsin.lexicon.language import Lexicon, languages, lexicon_for
from tocsin.lexicon.wording import ReasonWording, reason_words, wording_of
from tocsin.model.reason import TOLD, Fact, Reason, in_words

SOURCE = Path(tocsin.__file__).parent
NO_RULES = ("words", "days")
"""Tables of `reasons.toml` that are no rules: words of closed lists, and how a day is written."""
STAGES = {
    "time": ("read/times", "claim"), "place": ("read/places",), "quantity": ("read/quantities", "claim"),
    "certainty": ("read/certainty", "read", "claim"), "relate": ("engine",), "review": ("engine",), "names": ("resolve",),
    "figures": ("weigh/figures", "engine"),
}  # fmt: skip
"""Where the rules of a section are found, if not in the folder of its name."""


def worded(table: dict[str, Any], start: str = "") -> Iterator[tuple[str, str]]:
    """Each rule of a table with its wording."""
    for name, entry in table.items():
        if isinstance(entry, str):
            yield f"{start}{name}", entry
        elif start or name not in NO_RULES:
            yield from worded(entry, f"{start}{name}.")


RULES = {(language, *rule) for language in languages() for rule in worded(lexicon_for(language).table("reasons"))}


def fact_for(spec: str, lists: dict[str, dict[str, str]]) -> list[Fact]:
    """Facts that a format must be able to word."""
    name, _, rest = spec.partition(" ")
    return {
        "": ["Graz", 1_200, 0.5, ("Graz", "Linz"), None],
        "quoted": ["Graz", ("Graz", "Linz")],
        "percent": [0.0, 0.4, 1],
        "share": [0.0, 0.75, 1],
        "range": [(40.0,), (40.0, 52.5), ("2026-05-04", "2026-05-06")],
        "factor": [-2.5, 0, 1.0],
        "count": [0, 1, 2, 0.5],
        "of": [*lists.get(rest, {})],
        "day": ["2026-05-04"],
        "weekday": ["2026-05-04"],
        "given": ["Graz", 2, None],
    }[name]  # fmt: skip


@pytest.mark.parametrize(("language", "rule", "wording"), sorted(RULES), ids=lambda part: str(part)[:40])
def test_a_wording_is_well_formed_and_words_any_fact_of_its_formats(language: str, rule: str, wording: str) -> None:
    lists = lexicon_for(language).table("reasons")["words"]
    fields = [(name, spec) for _, name, spec, _ in Formatter().parse(wording) if name is not None]
    assert wording == wording.strip()
    assert all(name.isidentifier() for name, _ in fields)
    for turn in range(5):
        facts = {name: told[turn % len(told)] for name, spec in fields if (told := fact_for(spec or "", lists))}
        assert len(facts) == len({name for name, _ in fields}), "a closed list that [words] does not have"
        said = wording_of(lexicon_for(language)).filled(Reason(rule=rule, facts=facts))
        assert said
        assert not re.search(r"[{}]", said)


def rules_of(path: Path) -> Iterator[str]:
    """The rules that a file gives to `Reason(rule="…")` in so many words."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
            for given in node.keywords:
                if given.arg == "rule" and isinstance(given.value, ast.Constant):
                    yield given.value.value


@pytest.mark.parametrize("language", languages())
def test_every_rule_has_a_wording(language: str) -> None:
    known = {rule for spoken, rule, _ in RULES if spoken == language}
    rules = {(path.relative_to(SOURCE).as_posix(), rule) for path in SOURCE.rglob("*.py") for rule in rules_of(path)}
    assert rules
    assert [(path, rule) for path, rule in sorted(rules) if rule not in known] == []


@pytest.mark.parametrize("language", languages())
def test_every_wording_has_a_rule(language: str) -> None:
    """A rule may be put together, as in `f"link.{name}"`, so its name alone has to stand in the code of its stage."""
    held: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        strings = {
            word
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            for word in (node.value, node.value.rpartition(".")[2])
        }
        for folder in path.relative_to(SOURCE).parents:
            held.setdefault(folder.as_posix(), set()).update(strings)
    lost = [
        rule
        for spoken, rule, _ in sorted(RULES)
        if spoken == language and rule != TOLD
        for stage, _, name in [rule.partition(".")]
        if not any(name.rpartition(".")[2] in held.get(folder, ()) for folder in STAGES.get(stage, (stage,)))
    ]
    assert lost == []


# --- formats -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "facts", "words"),
    [
        ("{words}", {"words": ("Graz", "Linz")}, "Graz, Linz"),
        ("{number}", {"number": 12_500}, "12,500"),
        ("{number}", {"number": 0.125}, "0.125"),
        ("{words:quoted}", {"words": ("Graz", "Linz")}, "“Graz”, “Linz”"),
        ("{share:percent}", {"share": 0.004}, "<1 %"),
        ("{bits:factor}", {"bits": 1}, "×2.00"),
        ("{number:count origin|origins}", {"number": 1}, "1 origin"),
        ("{number:count origin|origins}", {"number": 1_200}, "1,200 origins"),
        ("{part:of thirds}", {"part": "mid"}, "middle"),
    ],
)
def test_a_fact_is_worded_by_its_format(template: str, facts: dict[str, Fact], words: str) -> None:
    formats = wording_of(lexicon_for("en")).formats
    assert formats.vformat(template, (), facts) == words


def test_what_an_analyst_wrote_stays_as_it_is() -> None:
    assert reason_words(in_words("read {side} by side: 100 %")) == "read {side} by side: 100 %"


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        (Reason(rule="no.such"), "no wording for the rule 'no.such'"),
        (Reason(rule="time"), "no wording for the rule 'time'"),
        (Reason(rule=TOLD), "does not fit its facts"),
        (Reason(rule="time.third", facts={"words": "late", "part": "best"}), "does not fit its facts"),
    ],
)
def test_a_rule_without_wording_is_named(reason: Reason, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        wording_of(lexicon_for("en")).filled(reason)


def test_a_reason_that_another_version_entered_is_told_by_the_name_of_its_rule_and_its_facts() -> None:
    assert reason_words(Reason(rule="time.no_such_rule")) == "time.no_such_rule"
    other = Reason(rule="time.said", facts={"words": ("late", "soon"), "days": 2, "place": None})
    assert reason_words(other) == "time.said (words late, soon, days 2)"


def test_several_reasons_are_told_once_each() -> None:
    wording = ReasonWording(Lexicon("en", lexicon_for("en").folder))
    assert wording.all([in_words("a"), in_words("b"), in_words("a")]) == "a; b"
