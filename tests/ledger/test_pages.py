"""A page of claims is the beginning of the whole list, however it is found."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from factory import AT, a_claim, a_document, a_reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.ledger.port import Ledger
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.query import ClaimFilter, Ruling
from tocsin.model.reading import Reading
from tocsin.model.time import Time, TimeType

_DAYS = (None, date(2026, 3, 1), date(2026, 3, 9), date(2026, 4, 2))
_FILTERS = st.builds(
    ClaimFilter,
    speaker=st.sampled_from([None, None, "mayor", "or"]),
    source=st.sampled_from([None, None, "guard", "nobody"]),
    party=st.sampled_from([None, None, "ma"]),
    place=st.sampled_from([None, None, "ranby", "by", "at"]),
    since=st.sampled_from(_DAYS),
    until=st.sampled_from(_DAYS),
    certainty=st.sampled_from([(), (), (Factuality.CERTAIN,)]),
    kinds=st.sampled_from([(), (), (Kind.QUESTION, Kind.PROMISE)]),
    by_weight=st.booleans(),
)


def filled(add: Callable[[Reading], bool]) -> None:
    for number in range(12):
        document = a_document(
            "\n".join(f"Gate {number} of lock {line} closed." for line in range(3)),
            name=f"post {number}", outlet=("The Quay", None)[number % 2], published=_DAYS[number % 4],
        )  # fmt: skip
        claims = [
            a_claim(
                document, f"Gate {number} of lock {line} closed.", speaker=("The mayor", "Mayor Orth", None)[line],
                sources=(("the Guard",), (), ("a mate", "the Guard"))[(line + number) % 3],
                kind=list(Kind)[(number + line) % len(Kind)], weight=(None, 0.5, 0.25, 0.9)[(number * line) % 4],
                factuality=(Factuality.CERTAIN, Factuality.PROBABLE)[number % 2],
                time=(None, a_time(None, date(2026, 3, 5)), a_time(date(2026, 3, 8), None))[(number + 2 * line) % 3],
                places=(a_place(("Ranby", "Selby")[line % 2]),) if number % 3 else (),
            )
            for line in range(3)
        ]  # fmt: skip
        assert add(a_reading(document, *claims))


def a_time(earliest: date | None, latest: date | None) -> Time:
    return Time(start=0, end=4, type=TimeType.DATE, value="2026-03", earliest=earliest, latest=latest)


def a_place(name: str) -> Place:
    return Place(start=0, end=4, name=name, country="AT", lat=1.0, lon=1.0, geonameid=1)


@pytest.mark.parametrize("few", [0, 4, 1_000])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40, deadline=None
)
@given(wanted=_FILTERS, limit=st.integers(1, 40))
def test_a_page_is_the_beginning_of_the_list(
    monkeypatch: pytest.MonkeyPatch, ledger: Ledger, add: Any, few: int, wanted: ClaimFilter, limit: int
) -> None:
    monkeypatch.setattr("tocsin.ledger.sql.pages._FEW", {"sqlite": few, "postgresql": few})
    if not ledger.counts()["documents"]:
        filled(add)
        gone = ledger.documents()[3]
        ledger.rule_document(Ruling(document=gone.id, action="removed", at=AT, by="a", reason="b"))
    whole = [one.claim.id for one in ledger.claims(wanted)]
    page = [one.claim.id for one in ledger.claims(ClaimFilter(**{**vars_of(wanted), "limit": limit}))]
    assert page == whole[:limit]


def vars_of(wanted: ClaimFilter) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in ClaimFilter.__dataclass_fields__}
