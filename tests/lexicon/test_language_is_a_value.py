"""A language is a value of a document, a claim or a question: outside the lexicon no code names one."""

import ast
from pathlib import Path

import pytest

import tocsin
from tocsin.lexicon.language import DEFAULT_LANGUAGE, languages, lexicon_for

SOURCE = Path(tocsin.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "lexicon")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_code_outside_the_lexicon_names_a_language(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and node.value in languages())
        or (isinstance(node, ast.alias) and node.name == "DEFAULT_LANGUAGE")
        or (isinstance(node, ast.Attribute) and node.attr == "DEFAULT_LANGUAGE")
    ]
    assert named == []


def test_texts_that_tell_no_language_are_in_the_default_one() -> None:
    assert lexicon_for(None) == lexicon_for(DEFAULT_LANGUAGE)
