"""Coreference where no ranker was trained, and what a broken file of one does."""

import shutil
from pathlib import Path

import pytest

from tocsin.errors import LexiconError
from tocsin.lexicon import weights_file
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.read.coref.coreference import Coreference
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.resolver import CoreferenceResolver
from tocsin.read.coref.weights import FILE, weights_in
from tocsin.read.parser import Parser, blocks


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The English lexicon without the ranker's file."""
    folder = tmp_path_factory.mktemp("lexicon") / "en"
    shutil.copytree(lexicon_for("en").folder, folder, ignore=shutil.ignore_patterns("*.npz"))
    return Lexicon("en", folder)


def coreference(lexicon: Lexicon, text: str) -> Coreference:
    manifest = lexicon.table("manifest")
    (sentences,) = Parser(manifest["parser"], words=manifest).parse([(text, list(blocks(text)))])
    return CoreferenceResolver(lexicon).resolve(sentences, DocumentNames(lexicon, sentences), ())


def test_rules_alone_understand_a_pronoun(untrained: Lexicon) -> None:
    text = "Anna Brunner opened the bridge on Monday. She thanked the engineers."
    (entity,) = coreference(untrained, text).entities
    assert [text[one.start : one.end] for one in entity.mentions] == ["Anna Brunner", "She"]


def test_rules_alone_understand_a_surname_and_a_description(untrained: Lexicon) -> None:
    text = "Anna Brunner saw a bridge. Brunner said that the bridge was old."
    found = [[text[one.start : one.end] for one in entity.mentions] for entity in coreference(untrained, text).entities]
    assert found == [["Anna Brunner", "Brunner"], ["a bridge", "the bridge"]]


def test_rules_alone_leave_open_which_of_two_is_meant(untrained: Lexicon) -> None:
    assert coreference(untrained, "Anna Brunner and Clara Weiss came. Then she closed the dam.").entities == ()


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(LexiconError, match="install Tocsin again"):
        weights_in(tmp_path)


def test_a_file_that_describes_something_else_is_told(tmp_path: Path) -> None:
    weights_file.save(tmp_path / FILE, {}, {"symbols": []})
    with pytest.raises(LexiconError, match="install Tocsin again"):
        weights_in(tmp_path)
