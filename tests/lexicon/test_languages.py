"""A language is a folder of data, and what is wrong with a file of it is said with the file's name."""

import re
from pathlib import Path

import pytest

from tocsin.errors import LexiconError
from tocsin.lexicon.language import FOLDER, Lexicon, languages, lexicon_for


def invented(folder: Path, **tables: str) -> Lexicon:
    for name, text in tables.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Lexicon("xx", folder)


def test_english_can_be_read() -> None:
    assert "en" in languages()


def test_a_language_is_a_folder_with_a_manifest() -> None:
    assert languages() == tuple(sorted(path.parent.name for path in FOLDER.glob("*/manifest.toml")))


@pytest.mark.parametrize("language", ["xx", "", "EN", "../en", "en/", "."])
def test_a_language_without_a_lexicon_is_refused_with_those_there_are(language: str) -> None:
    with pytest.raises(LexiconError, match=r"known: .*\ben\b"):
        lexicon_for(language)


def test_a_lexicon_is_loaded_once() -> None:
    assert lexicon_for("en") is lexicon_for("en")


def test_the_manifest_of_every_language_names_its_parser() -> None:
    assert all(lexicon_for(language).table("manifest")["parser"] for language in languages())


def test_every_file_of_every_language_is_a_table() -> None:
    for language in languages():
        for path in (FOLDER / language).glob("*.toml"):
            assert lexicon_for(language).table(path.stem), path


def test_a_table_is_what_its_file_holds(tmp_path: Path) -> None:
    assert invented(tmp_path, colours='[warm]\nwords = ["röt"]\n').table("colours") == {"warm": {"words": ["röt"]}}


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"absent\.toml"):
        invented(tmp_path).table("absent")


def test_a_malformed_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"broken\.toml"):
        invented(tmp_path, broken="words = [").table("broken")


def test_a_table_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'word = "\xe9t\xe9"')
    with pytest.raises(LexiconError, match=r"latin\.toml"):
        Lexicon("xx", tmp_path).table("latin")


def test_the_fingerprint_changes_with_every_change_of_the_data(tmp_path: Path) -> None:
    seen = {invented(tmp_path, one="a = 1").fingerprint()}
    seen.add(invented(tmp_path, one="a = 2").fingerprint())
    seen.add(invented(tmp_path, two="").fingerprint())
    (tmp_path / "two.toml").rename(tmp_path / "three.toml")
    seen.add(Lexicon("xx", tmp_path).fingerprint())
    assert len(seen) == 4


def test_the_fingerprint_of_the_same_data_is_the_same_elsewhere(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    prints = []
    for folder in (here, there):
        folder.mkdir()
        prints.append(invented(folder, one="a = 1", two="b = 2").fingerprint())
    assert prints[0] == prints[1]
    assert re.fullmatch("[0-9a-f]{12}", prints[0])
