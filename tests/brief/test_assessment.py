"""An assessment told to people."""

from datetime import datetime
from typing import Any

import pytest
from warn.builders import ALARM, a_ledger_claim, a_scenario, an_indication, an_indicator

from tocsin.brief.assessment import Table, alarm_words, history_rows, outlook_parts, points, short_ids
from tocsin.model.assessment import Discount, Outlook
from tocsin.model.source import Reliability
from tocsin.warn.assessing import outlook

AT = datetime(2026, 6, 30, 12)
PORT = a_scenario(
    an_indicator("strike", (0.9, 0.1, 0.3)), an_indicator("calm", (0.1, 0.6, 0.2)),
    an_indicator("queue", (0.8, 0.1, 0.1), least_origins=2), alarm=ALARM,
)  # fmt: skip


def seen(*indications: Any, **facts: Any) -> Outlook:
    return outlook(facts.pop("scenario", PORT), indications, at=facts.pop("at", AT), **facts)


def told(found: Outlook, **facts: Any) -> str:
    return "\n".join(
        part if isinstance(part, str) else "\n".join([part.title, *(" | ".join(row) for row in part.rows)])
        for part in outlook_parts(found, **facts)
    )


@pytest.mark.parametrize(
    ("change", "words"), [(0.123, "+12.3 points"), (-0.5, "-50.0 points"), (0.0001, "±0"), (0, "±0")]
)
def test_a_change_is_told_in_points(change: float, words: str) -> None:
    assert points(change) == words


def test_the_sentence_of_the_alarm_names_its_reasons_and_their_claims() -> None:
    rings = seen(an_indication("A", 0.97))
    assert alarm_words(rings) == (
        "THE ALARM RINGS: “it closes” stands at 63 % (likely) and has reached the 55 % at which it begins; "
        "what speaks for it most is “strike” (×3.15, strike-A)."
    )
    on = seen(an_indication("A", 0.75), before=rings.assessment)
    assert alarm_words(on).startswith("THE ALARM HAS RUNG since 2026-06-30: “it closes” stands at 53 % (")
    assert "below 55 % but not below the 40 % that end it" in alarm_words(on)
    assert alarm_words(seen(before=rings.assessment)) == (
        "The alarm has stopped: “it closes” stands at 20 % (very unlikely), below the 40 % at which it ends; "
        "nothing that was seen speaks for or against it."
    )
    assert "what speaks against it most is “calm” (×0." in alarm_words(seen(an_indication("A", 0.9, "calm")))
    assert alarm_words(seen(scenario=a_scenario(an_indicator()))).startswith("No alarm is set")


def test_every_number_of_an_indicator_is_told_with_its_words_and_who_says_them() -> None:
    found = a_ledger_claim("The dockers of Korbach struck.", speaker="Radio Unterdrau")
    indication = an_indication("Radio Unterdrau", 0.9, claims=(found.claim.id,))
    words = told(seen(indication, an_indication("B", 0.9, "queue"), reports={found.claim.id: found}))
    assert "strike | 90 % (90 % to 90 %) | 1 | ×" in words
    assert "“The dockers of Korbach struck.” | Radio Unterdrau · 2026-06-30 · report" in words
    assert "“queue” (1 origin of the 2 it needs)" in words
    assert "strike | 0.90 | CC | II | I |" in words


def test_where_the_matrix_and_the_probabilities_disagree_that_is_told() -> None:
    scenario = a_scenario(an_indicator("i", (0.3, 0.1, 0.5)), priors=(0.1, 0.8, 0.1))
    assert "The matrix sees it otherwise: “a planted story” has the least against it." in told(
        seen(an_indication("A", 0.9, "i"), scenario=scenario)
    )


def test_a_scenario_that_was_changed_meanwhile_is_told() -> None:
    before = seen(an_indication()).assessment
    other = a_scenario(an_indicator("strike", (0.9, 0.5, 0.3)), alarm=ALARM)
    assert "The scenario itself was changed since 2026-06-30" in told(
        seen(an_indication(), scenario=other, before=before)
    )


def test_a_grade_that_took_something_is_told() -> None:
    graded = Discount(source="Radio Unterdrau", reliability=Reliability.E, left=0.2)
    words = told(seen(an_indication(graded=graded)))
    assert "Radio Unterdrau is graded E (unreliable): 20 % of the certainty of its word is left." in words


def test_each_row_has_as_many_cells_as_its_table_has_columns() -> None:
    before = seen(an_indication("B", 0.4)).assessment
    for found in (seen(), seen(an_indication()), seen(an_indication(), before=before)):
        for part in outlook_parts(found, every=True):
            if isinstance(part, Table):
                assert {len(row) for row in part.rows} <= {len(part.columns)}


def test_long_quotations_and_lists_are_cut() -> None:
    found = a_ledger_claim("word " * 200 + ".")
    words = told(seen(an_indication("A", 0.9, claims=(found.claim.id,)), reports={found.claim.id: found}))
    assert "“" + "word " * 48 + "…”" in words
    assert "word " * 49 not in words
    assert short_ids(["a" * 20, "b" * 20, "c" * 20, "d" * 20]) == "aaaaaaaa, bbbbbbbb, cccccccc and 1 more"


def test_the_history_tells_what_the_alarm_did_each_time() -> None:
    rings = seen(an_indication("A", 0.97)).assessment
    on = seen(an_indication("A", 0.75), before=rings).assessment
    rows = history_rows([seen().assessment, rings, on, seen(before=on).assessment])
    assert [row["alarm"] for row in rows] == ["is silent", "begins to ring", "rings on", "stops"]
    assert (rows[1]["watched"], rows[1]["at"], rows[1]["seen"]) == ("it closes", "63 %", "1")
