"""Records as JSON: the promised form of a reading, and the same for every other record.

The form that leaves `tocsin read` is a promise to other programs: it changes only together with SCHEMA. Fields that a
record keeps for itself (a reading's parse, the steps behind a certainty) are marked in their dataclass and stay out.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json as dumps

from tocsin.errors import RecordError
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason

SCHEMA = 2
"""The version of the promised form."""

_Record = TypeVar("_Record")


Words = Callable[[Reason], str]
"""The wording of a reason, which records for readers carry in addition to its facts."""


def to_json(record: Any, *, words: Words | None = None) -> Any:
    """A record as what `json.dumps` takes: dataclasses as objects, spans and tuples as arrays, days as ISO 8601.

    Args:
        record: The record, or several.
        words: How reasons are worded, for a record that people read; without it a reason has its facts only.
    """
    return _plain(record, notes=True, words=words)


def from_json(kind: type[_Record], data: Any, *, name: str = "record") -> _Record:
    """The record that `to_json` gave.

    Args:
        kind: The class of the record.
        data: What `json.loads` gave.
        name: What to call the input in an error.

    Raises:
        RecordError: The data are not such a record; the message names the first field that is wrong.
    """
    try:
        return cast(_Record, _adapter(kind).validate_python(data))
    except ValidationError as error:
        raise _record_error(error, name) from error


def dump(record: Any) -> str:
    """A record as the JSON text that a case keeps: what `json.dumps` makes of `to_json`, several times faster."""
    try:
        return dumps(record, inf_nan_mode="constants").decode()
    except ValueError:
        # Half a character cannot be written as UTF-8; whoever stores the text will say so.
        return json.dumps(to_json(record), ensure_ascii=False)


def load(kind: type[_Record], text: str, *, name: str = "record") -> _Record:
    """The record that `dump` gave.

    Raises:
        RecordError: The text is no such record.
    """
    try:
        return cast(_Record, _adapter(kind).validate_json(text))
    except ValidationError as error:
        raise _record_error(error, name) from error


def to_record(reading: Reading, *, notes: bool = False, words: Words | None = None) -> dict[str, Any]:
    """The promised form of a reading; with `notes` also the reasons, in fields that may change.

    Args:
        reading: The reading.
        notes: Whether its working notes are given too.
        words: How their reasons are worded.
    """
    plain: dict[str, Any] = _plain(reading, notes=notes, words=words)
    return {"schema": SCHEMA, **plain}


def from_record(data: Mapping[str, Any], *, name: str = "record") -> Reading:
    """The reading that `to_record` gave, without its working notes.

    Raises:
        RecordError: The data are not a record of this schema.
    """
    if not isinstance(data, Mapping):
        raise RecordError(name, "a record is an object, with the fields the schema names")
    if data.get("schema") != SCHEMA:
        raise RecordError(name, f"schema {data.get('schema')!r} is not {SCHEMA}, the one this version reads")
    for needed in _leaving(Reading, False):
        if needed not in data:
            raise RecordError(name, f"field {needed}: missing")
    try:
        # Strict, for it comes from outside: a number is no day and "3" no number, though one could be made of the other.
        return cast(Reading, _adapter(Reading).validate_json(json.dumps(data), strict=True))
    except ValidationError as error:
        raise _record_error(error, name) from error
    except (TypeError, ValueError) as error:
        raise RecordError(name, f"not JSON: {error}") from error


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the promised form."""
    schema = _adapter(Reading).json_schema(mode="serialization")
    _drop_notes(schema, Reading)
    properties = {"schema": {"const": SCHEMA}, **schema["properties"]}
    schema["properties"] = properties
    definitions = schema.get("$defs", {})
    for name in ("Sentence", "Token"):
        definitions.pop(name, None)
    for definition in (schema, *definitions.values()):
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition["additionalProperties"] = False
            for field in definition["properties"].values():
                field.pop("default", None)
    _unused_out(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Reading"}


def _record_error(error: ValidationError, name: str) -> RecordError:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "record"
    return RecordError(name, f"field {where}: {first['msg']}")


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """The adapter of a record's class, made once: that costs more than all it then does."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


@cache
def _leaving(kind: type[Any], notes: bool) -> tuple[str, ...]:
    """The fields of a dataclass that leave in its record."""
    return tuple(
        field.name for field in fields(kind)
        if field.metadata.get("record", True) or (notes and field.metadata.get("note", False))
    )  # fmt: skip


_ATOMS = frozenset((str, int, float, bool, type(None)))


def _plain(value: Any, *, notes: bool, words: Words | None = None) -> Any:
    kind: Any = type(value)
    if kind in _ATOMS:
        return value
    names = _fields_of(kind, notes)
    if names is not None:
        # Most fields hold atoms: a look at each here spares a call.
        record = {
            name: own if type(own := getattr(value, name)) in _ATOMS else _plain(own, notes=notes, words=words)
            for name in names
        }
        return {**record, "words": words(value)} if words is not None and kind is Reason else record
    if isinstance(value, (tuple, list)):
        return [item if type(item) in _ATOMS else _plain(item, notes=notes, words=words) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item, notes=notes, words=words) for key, item in value.items()}
    raise TypeError(f"a {kind.__name__} is no part of a record")


@cache
def _fields_of(kind: type[Any], notes: bool) -> tuple[str, ...] | None:
    """The fields of a class that leave in its record; None if it is no record."""
    return _leaving(kind, notes) if is_dataclass(kind) else None


def _drop_notes(schema: dict[str, Any], kind: type[Any]) -> None:
    """Take out of a schema what stays out of the record, in the class itself and those it is made of."""
    parts: dict[str, Any] = {kind.__name__: kind, **{part.__name__: part for part in _parts(kind)}}
    for name, part in parts.items():
        node = schema if part is kind else schema.get("$defs", {}).get(name)
        if node is None:
            continue
        for field in set(node["properties"]) - set(_leaving(part, False)):
            del node["properties"][field]


def _parts(kind: type[Any]) -> set[type[Any]]:
    found: set[type[Any]] = set()
    stack: list[Any] = [field.type for field in fields(kind)]
    while stack:
        hint = stack.pop()
        stack.extend(getattr(hint, "__args__", ()))
        if isinstance(hint, type) and is_dataclass(hint) and hint not in found:
            found.add(hint)
            stack.extend(field.type for field in fields(hint))
    return found


def _unused_out(schema: dict[str, Any]) -> None:
    """Take out definitions that nothing refers to any more."""
    while True:
        text = repr(schema)
        unused = [name for name in schema.get("$defs", {}) if f"#/$defs/{name}'" not in text]
        if not unused:
            return
        for name in unused:
            del schema["$defs"][name]
