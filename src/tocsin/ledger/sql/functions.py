"""Functions that databases call differently."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Position(FunctionElement[int]):
    type = Integer()
    inherit_cache = True


class _AsJson(FunctionElement[Any]):
    type = JSON()
    inherit_cache = True


class _Lower(FunctionElement[str]):
    type = String()
    inherit_cache = True


def position_of(part: str, column: ColumnElement[str]) -> ColumnElement[int]:
    """Where a part stands in a text; 0 if it does not. Unlike in LIKE, nothing in the part has a meaning of its own."""
    return _Position(column, part)


def as_json(column: ColumnElement[str]) -> ColumnElement[Any]:
    """The object that is stored in a column of text."""
    return _AsJson(column)


def lower(column: ColumnElement[str]) -> ColumnElement[str]:
    """A text with its ASCII letters small; other letters may stay as they are."""
    return _Lower(column)


@compiles(_Position, "sqlite")
def _(element: _Position, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(_Position, "postgresql")
def _(element: _Position, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(_AsJson, "sqlite")
def _(element: _AsJson, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(_AsJson, "postgresql")
def _(element: _AsJson, compiler: Any, **options: Any) -> str:
    return f"cast({compiler.process(element.clauses, **options)} as json)"


@compiles(_Lower, "sqlite")
def _(element: _Lower, compiler: Any, **options: Any) -> str:
    return f"lower({compiler.process(element.clauses, **options)})"


@compiles(_Lower, "postgresql")
def _(element: _Lower, compiler: Any, **options: Any) -> str:
    return f'lower(({compiler.process(element.clauses, **options)}) collate "C")'
