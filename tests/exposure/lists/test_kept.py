"""Versions of lists that are kept."""

from datetime import date
from pathlib import Path

import pytest
from exposure.lists import samples

from tocsin.errors import InputError
from tocsin.exposure.lists.kept import KeptLists


def add(kept: KeptLists, text: str, dated: date | None = None) -> bool:
    return kept.add(text.encode(), file="file", name="vale", dated=dated)[1]


def test_a_version_is_entered_once_with_the_day_of_its_file(tmp_path: Path) -> None:
    kept = KeptLists(tmp_path / "lists")
    assert (add(kept, samples.OFAC_XML), add(kept, samples.OFAC_XML)) == (True, False)
    (version,) = kept.versions()
    assert (version.name, version.dated, version.entries) == ("vale", date(2025, 3, 1), 2)
    assert [one.name for one in kept.entries(version)] == ["Olmar VESTRAK", "TARNOVEL REPAIR PLANT NO. 9"]


def test_the_file_itself_is_kept_under_its_hash(tmp_path: Path) -> None:
    kept = KeptLists(tmp_path)
    add(kept, samples.OFAC_XML)
    assert (tmp_path / "files" / kept.versions()[0].sha256).read_text(encoding="utf-8") == samples.OFAC_XML


def test_the_version_of_a_day_is_the_latest_until_then(tmp_path: Path) -> None:
    kept = KeptLists(tmp_path)
    add(kept, samples.OFAC_CSV, date(2025, 1, 1))
    add(kept, samples.OFAC_XML)
    assert kept.version("vale", date(2025, 2, 1)).dated == date(2025, 1, 1)
    assert kept.version("vale").dated == date(2025, 3, 1)
    with pytest.raises(InputError, match="no version of the list 'vale' of 2024-01-01 or before"):
        kept.version("vale", date(2024, 1, 1))
    with pytest.raises(InputError, match="no version of the list 'hill' is kept; kept: vale"):
        kept.version("hill")


def test_two_versions_differ_in_entries_that_are_new_gone_or_changed(tmp_path: Path) -> None:
    kept = KeptLists(tmp_path)
    add(kept, samples.OFAC_XML)
    later = samples.OFAC_XML.replace("Olmar</first", "Ulmar</first").replace(">102<", ">104<").replace("03/01", "04/01")
    add(kept, later)
    before, after = kept.versions()
    changes = [(one.before and one.before.id, one.after and one.after.id) for one in kept.difference(before, after)]
    assert changes == [("ofac-101", "ofac-101"), ("ofac-102", None), (None, "ofac-104")]


def test_a_file_without_a_day_needs_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give it with --date"):
        add(KeptLists(tmp_path), samples.OFAC_CSV)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../x", "a/b", "files", "ä", "x" * 81])
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="the name of a list"):
        KeptLists(tmp_path).add(samples.OFAC_XML.encode(), file="file", name=name)


def test_a_version_that_was_damaged_is_told(tmp_path: Path) -> None:
    kept = KeptLists(tmp_path)
    add(kept, samples.OFAC_XML)
    (path,) = tmp_path.glob("vale/*.jsonl")
    head, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, rest[0][:20]]), encoding="utf-8")
    with pytest.raises(InputError, match="line 2: this version of a list is damaged"):
        list(kept.entries(kept.versions()[0]))
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="damaged"):
        kept.versions()
