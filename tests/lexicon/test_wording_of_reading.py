"""The wording of reasons for times and places: every rule that the reading knows has one, and it fits the facts."""

import re
from pathlib import Path

import pytest

import tocsin
from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.wording import reason_words
from tocsin.model.reason import Fact, Reason

SOURCE = Path(tocsin.__file__).parent
FACTS: dict[str, Fact] = {
    "day": "2026-05-04", "time": "2026-05", "year": "2026", "side": "before", "words": "late", "days": 2, "part": "late",
    "first": 8, "last": 14, "name": "UK", "place": "Graz", "type": "river", "holder": "Texas", "land": "Peru",
    "country": "Peru", "count": 2, "division": "Styria", "rival": "Graz (Peru)", "one": "Peru", "other": "Chad",
    "territory": "the Isle", "basis": "membership", "who": ("Chad", "Peru"), "since": "2001", "as_of": "2026-01",
}  # fmt: skip


@pytest.mark.parametrize("stage", ["time", "place"])
def test_every_rule_has_its_wording_and_every_wording_its_rule(stage: str) -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (*(SOURCE / "read" / f"{stage}s").glob("*.py"), SOURCE / "claim" / "times.py")
    )
    worded = lexicon_for("en").table("reasons")[stage]
    assert worded
    for name in worded:
        assert re.search(rf'"(?:{stage}\.)?{name}"', source), f"no rule {name}"
        assert reason_words(Reason(rule=f"{stage}.{name}", facts=FACTS))
    assert set(re.findall(r'because\(\s*"(\w+)"', source)) <= worded.keys()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("time.said", "said on 4 May 2026, a Monday"),
        ("time.weekday", "the Monday before"),
        ("time.third", "“late”: the last third of it"),
        ("time.about", "“late”: give or take 2 days"),
        ("place.named", "Peru is named 2 times"),
        ("place.controlled", "controlled by Chad, Peru since 2001 (as of 2026-01)"),
    ],
)
def test_facts_are_worded_in_their_own_way(rule: str, words: str) -> None:
    assert reason_words(Reason(rule=rule, facts=FACTS)) == words
