"""A chat exported again: what is new is added, what changed is a later version, what vanished is recorded and kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from made_files import MORE, NEWS, a_chat, a_message, as_json

from tocsin.engine.case import Case

EDITED = {"edited": "2026-03-02T15:00:00", "edited_unixtime": "1772460000"}


def add(case: Case, folder: Path, *messages: Mapping[str, Any], told: list[str] | None = None) -> list[str]:
    file = folder / "result.json"
    file.write_bytes(as_json(a_chat(*messages)))
    return [one.state for one in case.add([file], tell=(told if told is not None else []).append)]


def test_what_is_new_in_a_later_export_is_added_and_the_rest_is_known(case: Case, tmp_path: Path) -> None:
    assert add(case, tmp_path, a_message(1, NEWS)) == ["new"]
    assert add(case, tmp_path, a_message(1, NEWS), a_message(2, MORE)) == ["known", "new"]


def test_an_edited_message_is_a_later_version_and_its_earlier_claims_stand_no_longer(
    case: Case, tmp_path: Path
) -> None:
    add(case, tmp_path, a_message(1, NEWS))
    assert add(case, tmp_path, a_message(1, "The mayor denied that the bridge was closed.", **EDITED)) == ["changed"]
    earlier, later = sorted(case.documents(), key=lambda row: row.added)
    (seen,) = case.ledger.sightings(later.id)
    assert seen.replaces == earlier.id
    assert seen.details["edited"] == "2026-03-02T15:00:00+01:00"
    assert {claim.document for claim in case.claims()} == {later.id}
    assert case.verify() == []


def test_an_older_export_does_not_bring_back_what_was_edited_since(case: Case, tmp_path: Path) -> None:
    add(case, tmp_path, a_message(1, MORE, **EDITED))
    assert add(case, tmp_path, a_message(1, NEWS)) == ["known"]
    assert len(case.documents()) == 1


def test_a_message_that_is_gone_is_told_and_recorded_and_stays_in_the_case(case: Case, tmp_path: Path) -> None:
    told: list[str] = []
    add(
        case,
        tmp_path,
        a_message(1, NEWS),
        a_message(2, MORE),
        a_message(3, "The bridge is open again, the mayor said."),
    )
    add(case, tmp_path, a_message(1, NEWS), a_message(3, "The bridge is open again, the mayor said."), told=told)
    assert told == [
        "Valley Watch: 1 message is gone from this export, the first of them https://t.me/c/123/2; the case keeps them"
    ]
    visit = case.ledger.visit("https://t.me/c/123/2")
    assert visit is not None
    assert visit.problem is not None
    assert len(case.documents()) == 3


def test_a_message_that_is_back_is_no_longer_gone(case: Case, tmp_path: Path) -> None:
    add(case, tmp_path, a_message(1, NEWS), a_message(2, MORE), a_message(3, NEWS + " Again."))
    add(case, tmp_path, a_message(1, NEWS), a_message(3, NEWS + " Again."))
    add(case, tmp_path, a_message(1, NEWS), a_message(2, MORE), a_message(3, NEWS + " Again."))
    visit = case.ledger.visit("https://t.me/c/123/2")
    assert visit is not None
    assert visit.problem is None


def test_messages_beyond_a_shorter_export_are_not_gone(case: Case, tmp_path: Path) -> None:
    told: list[str] = []
    add(case, tmp_path, a_message(1, NEWS), a_message(9, MORE))
    add(case, tmp_path, a_message(9, MORE), told=told)
    assert told == []


def test_two_exports_of_a_chat_added_together_make_one_version_of_each_message(case: Case, tmp_path: Path) -> None:
    (tmp_path / "1.json").write_bytes(as_json(a_chat(a_message(1, NEWS))))
    (tmp_path / "2.json").write_bytes(as_json(a_chat(a_message(1, MORE, **EDITED))))
    assert [one.state for one in case.add([tmp_path / "1.json", tmp_path / "2.json"])] == ["new", "changed"]
    assert len({claim.document for claim in case.claims()}) == 1
