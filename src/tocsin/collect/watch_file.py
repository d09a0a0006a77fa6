"""Watch files: TOML in, what is to be watched out, or the first thing that is wrong, with its line."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from tocsin.collect.web.answers import FetchError
from tocsin.collect.web.fetcher import checked
from tocsin.errors import InputError
from tocsin.model.source import Reliability
from tocsin.text.toml_file import KeyPath, Problem, file_bytes, line_of, lines_of, no_such_key, toml_table
from tocsin.text.toml_model import Text, TomlModel, read_table, wrong

_LONGEST = 1_000_000
"""Bytes of the largest watch file."""
_DURATION = re.compile(r"(\d+)\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SHORTEST, _LARGEST = timedelta(seconds=1), timedelta(days=366)
_PLACES = ("feed", "address", "folder")
_TOP = ("interval", "scenarios", "on_alarm", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """One feed, address or folder that is visited again and again.

    Attributes:
        place: The address, or the path of the folder.
        is_web: Whether it is an address.
        interval: How long after a visit the next one is due.
        recheck: After how long a page that a feed still names is visited again, to see whether it was changed.
        outlet: Who publishes what is found there; it overrides what a page says.
        country: The outlet's home country, as an ISO 3166-1 code.
        owner: Who owns the outlet.
        reliability: The outlet's grade, and `reason` why.
        language: The language of what is found there; it overrides what a page says.
        allow_private: Whether the address may lead into a private network.
    """

    place: str
    is_web: bool
    interval: timedelta
    recheck: timedelta
    outlet: str | None = None
    country: str | None = None
    owner: str | None = None
    reliability: Reliability | None = None
    reason: str | None = None
    language: str | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPlan:
    """What a watch file asks for.

    Attributes:
        name: The file.
        scenarios: Scenario files, or folders of them, that are looked at after each round.
        on_alarm: The command that is run when an alarm begins to ring, in words.
    """

    name: str
    sources: tuple[WatchedSource, ...]
    scenarios: tuple[Path, ...] = ()
    on_alarm: tuple[str, ...] = ()


def _duration(value: object, info: ValidationInfo) -> timedelta:
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        found = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None
    except OverflowError:
        found = None
    if found is None or not _SHORTEST <= found <= _LARGEST:
        wrong(
            f'{info.field_name} must be a time from a second to a year, as in {info.field_name} = "15m", or 6h, or 1d'
        )
    return found


def _command(value: object, info: ValidationInfo) -> tuple[str, ...]:
    if isinstance(value, str):
        try:
            words = shlex.split(value)
        except ValueError:
            words = []
    else:
        words = list(value) if isinstance(value, list) and all(isinstance(word, str) for word in value) else []
    if not words:
        wrong(f'{info.field_name} must be a command, as in {info.field_name} = ["notify-send", "Tocsin"]')
    return tuple(words)


def _letter(value: object, info: ValidationInfo) -> Reliability:
    try:
        return Reliability(str(value).strip().upper())
    except ValueError:
        wrong(f'{info.field_name} must be a letter from A to F, as in {info.field_name} = "B"')


def _code(value: object, info: ValidationInfo) -> str:
    found = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Za-z]{2}", found):
        wrong(f'{info.field_name} must be a code of two letters, as in {info.field_name} = "de"')
    return found.upper() if info.field_name == "country" else found.lower()


def _flag(value: object, info: ValidationInfo) -> bool:
    if not isinstance(value, bool):
        wrong(f"{info.field_name} must be true or false")
    return value


def _paths(value: object, info: ValidationInfo) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        wrong(f'{info.field_name} must be files or folders in quotes, as in {info.field_name} = ["scenarios"]')
    return tuple(words)


Duration = Annotated[timedelta, BeforeValidator(_duration)]


class _FileTable(TomlModel):
    interval: Duration = timedelta(minutes=30)
    scenarios: Annotated[tuple[str, ...], BeforeValidator(_paths)] = ()
    on_alarm: Annotated[tuple[str, ...], BeforeValidator(_command)] = ()


class _SourceTable(TomlModel):
    feed: Text | None = Field(None, description="the address of a feed or sitemap")
    address: Text | None = None
    folder: Text | None = None
    interval: Duration | None = None
    recheck: Duration = timedelta(hours=6)
    outlet: Text | None = None
    country: Annotated[str, BeforeValidator(_code)] | None = None
    owner: Text | None = None
    reliability: Annotated[Reliability, BeforeValidator(_letter)] | None = None
    reason: Text | None = None
    language: Annotated[str, BeforeValidator(_code)] | None = None
    allow_private: Annotated[bool, BeforeValidator(_flag)] = False


def read_watch_file(path: Path) -> WatchPlan:
    """What a watch file asks for. Paths in it count from its folder.

    Raises:
        InputError: It cannot be read, or something in it is wrong; the message names the line and the way out.
    """
    raw = file_bytes(path, longest=_LONGEST, what="a watch file, a TOML file with [[source]] tables")
    if isinstance(raw, Problem):
        raise InputError(raw.where, raw.words)
    found = toml_table(raw, str(path), longest=_LONGEST, kind="watch file")
    if isinstance(found, Problem):
        raise InputError(found.where, found.words)
    table, text = found
    problems = list(_problems(table))
    if not problems:
        top, problems = read_table(_FileTable, {key: value for key, value in table.items() if key != "source"})
        sources = []
        for number, one in enumerate(table["source"]):
            source, wrongs = _source(one, top, path.parent)
            problems += [(("source", number, *where), words) for where, words in wrongs]
            sources += [source] if source is not None else []
        places = [source.place for source in sources]
        problems += [
            (("source", number), "this place is watched twice; take one of the tables out")
            for number, place in enumerate(places) if place in places[:number]
        ]  # fmt: skip
        if not problems and top is not None:
            return WatchPlan(
                name=str(path), sources=tuple(sources), on_alarm=top.on_alarm,
                scenarios=tuple(path.parent / scenario for scenario in top.scenarios),
            )  # fmt: skip
    where, words = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    raise InputError(f"{path}:{line_of(where, lines_of(text))}", words + more)


def _problems(table: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What is wrong with the tables of the file, whatever stands in them."""
    for key in table:
        if key not in _TOP:
            yield (key,), no_such_key(key, _TOP)
    sources = table.get("source")
    if not isinstance(sources, list) or not sources or not all(isinstance(one, dict) for one in sources):
        yield ("source",), 'name what is to be watched: a table [[source]] with feed = "https://…", address or folder'


def _source(
    table: dict[str, Any], top: _FileTable | None, folder: Path
) -> tuple[WatchedSource | None, list[tuple[KeyPath, str]]]:
    made, problems = read_table(_SourceTable, table)
    if made is None:
        return None, problems
    places = [(key, getattr(made, key)) for key in _PLACES if getattr(made, key) is not None]
    if len(places) != 1:
        return None, [((), "a source has one of feed, address and folder")]
    key, place = places[0]
    if key == "folder":
        place = str(folder / place)
    else:
        try:
            place = checked(place, name=place)
        except FetchError as error:
            return None, [((key,), error.problem)]
    if made.outlet is None and (made.reliability or made.country or made.owner):
        return None, [((), "say with outlet whose reliability, country or owner it is")]
    return WatchedSource(
        place=place, is_web=key != "folder", interval=made.interval or (top.interval if top else timedelta(minutes=30)),
        recheck=made.recheck, outlet=made.outlet, country=made.country, owner=made.owner,
        reliability=made.reliability, reason=made.reason, language=made.language, allow_private=made.allow_private,
    ), []  # fmt: skip
