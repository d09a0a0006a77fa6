"""Scenario files: TOML in, a checked scenario out, or what is wrong with it, line by line."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from tocsin.errors import InputError
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.scenario import Hypothesis, Indicator, Pattern, Scenario, Thresholds
from tocsin.text.folding import folded
from tocsin.text.toml_file import (
    KeyPath,
    Problem,
    did_you_mean,
    file_bytes,
    lines_of,
    no_such_key,
    quoted,
    told_problems,
    toml_table,
)
from tocsin.text.toml_model import AnyModel, read_table
from tocsin.warn.scenario_tables import (
    AlarmTable,
    HypothesisTable,
    IndicatorTable,
    ScenarioTable,
    probability,
)

LONGEST = 5_000_000
"""Bytes of the largest scenario file that is read: ten thousand indicators take a fifth of it."""
MOST_HYPOTHESES = 50
_TOLERANCE = 0.001
"""By how much priors may miss 1: thirds cannot be written out."""
_CODE = 2
"""Letters of a country's code."""
_DECISIVE = ("event", "words", "party", "place", "least_quantity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A scenario file that was read.

    Attributes:
        scenario: None where there is a problem.
        problems: What has to be mended; the last may tell how many more there are.
        notes: What is allowed but is probably not meant.
        is_scenario: Whether the file looks like one at all.
    """

    scenario: Scenario | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    is_scenario: bool = True


class ScenarioReader:
    """Reads scenario files."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._types = tuple(lexicon.table("plover")["types"])

    def load(self, path: Path) -> Scenario:
        """A scenario that is to be used.

        Raises:
            InputError: The file cannot be read or something is wrong in it; the message names file, line and remedy.
        """
        checked = self.check(path)
        if checked.scenario is None:
            first, *more = checked.problems
            rest = f" (and {len(more)} more; `tocsin scenario check` lists them)" if more else ""
            raise InputError(first.where, first.words + rest)
        return checked.scenario

    def check(self, path: Path) -> Checked:
        """Read a file and tell everything that is wrong with it."""
        raw = file_bytes(path, longest=LONGEST, what="a scenario file, or make one with `tocsin scenario new`")
        return Checked(problems=(raw,)) if isinstance(raw, Problem) else self.check_bytes(raw, str(path))

    def check_bytes(self, raw: bytes, name: str) -> Checked:
        """The same for what stands in a file."""
        read = toml_table(raw, name, longest=LONGEST, kind="scenario")
        if isinstance(read, Problem):
            return Checked(problems=(read,))
        table, text = read
        check = _Check(table, self._types)
        lines = lines_of(text) if check.problems or check.notes else {}
        return Checked(
            scenario=check.scenario if not check.problems else None,
            problems=told_problems(check.problems, name, lines),
            notes=told_problems(check.notes, name, lines),
            is_scenario=any(key in table for key in ("question", "hypothesis", "indicator")),
        )


class _Check:
    """One file's tables checked: each by its model, then against each other.

    A table is checked even where another one is wrong, so that a file's mistakes are told at once.
    """

    def __init__(self, table: Mapping[str, Any], types: Sequence[str]) -> None:
        self.problems: list[tuple[KeyPath, str]] = []
        self.notes: list[tuple[KeyPath, str]] = []
        head = self._read(ScenarioTable, table, ())
        if head and head.since and head.since > head.horizon:
            self._wrong(
                f"since is after the horizon, {head.horizon}, so nothing can match; give an earlier day", "since"
            )
        hypotheses = self._hypotheses(table)
        indicators = tuple(self._indicators(table, list(hypotheses), types))
        alarm = self._alarm(table, hypotheses)
        self.scenario = None if head is None else Scenario(
            name=head.name, question=head.question, horizon=head.horizon, resolution=head.resolution, since=head.since,
            hypotheses=tuple(Hypothesis(name=name, prior=prior or 0.0) for name, prior in hypotheses.items()),
            indicators=indicators, alarm=alarm,
        )  # fmt: skip

    def _wrong(self, words: str, *path: str | int) -> None:
        self.problems.append((path, words))

    def _read(
        self, model: type[AnyModel], table: Mapping[str, Any], path: KeyPath, types: Sequence[str] = ()
    ) -> AnyModel | None:
        """A table by its model; None where something in it is wrong."""
        made, told = read_table(model, table, context={"types": tuple(types)})
        self.problems += [((*path, *rest), words) for rest, words in told]
        return made

    def _tables(
        self, model: type[AnyModel], table: Mapping[str, Any], key: str, plural: str, *, least: int, most: int | None = None,
        types: Sequence[str] = (),
    ) -> Iterator[tuple[Mapping[str, Any], AnyModel | None]]:  # fmt: skip
        """The tables [[key]], however they were written, each with what its model makes of it.

        Names that are used twice are told at the end; case and accents do not make another name.
        """
        value = table.get(key)
        if value is None:
            needed = "two, so that they can compete" if least > 1 else "one"
            return self._wrong(f"there is no [[{key}]]; a scenario needs at least {needed}")
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            return self._wrong(f"write [[{key}]], with two brackets on each side, above each {key}", key)
        if len(value) < least:
            self._wrong(f"there is only {len(value)} {key}; a scenario needs at least {least}", key)
        if most is not None and len(value) > most:
            return self._wrong(f"{len(value):,} {plural}; more than {most} cannot be weighed, join some", key)
        for number, one in enumerate(value):
            yield one, self._read(model, one, (key, number), types)
        first: dict[str, int] = {}
        for number, name in enumerate(map(_name_of, value)):
            before = first.setdefault(" ".join(folded(name).split()), number) if name else number
            if before != number:
                ordinal = f"number {before + 1} and number {number + 1}"
                words = f"two {plural} are called {quoted(name)}, {ordinal}; rename one or take it out"
                self._wrong(words, key, number, "name")

    def _hypotheses(self, table: Mapping[str, Any]) -> dict[str, float | None]:
        """The hypotheses by name with their priors, None for one that is wrong."""
        found: dict[str, float | None] = {}
        tables = list(self._tables(HypothesisTable, table, "hypothesis", "hypotheses", least=2, most=MOST_HYPOTHESES))
        for one, model in tables:
            if name := _name_of(one):
                found[name] = model.prior if model else None
        priors = [prior for prior in found.values() if prior is not None]
        total = math.fsum(priors)
        if found and len(priors) == len(tables) and abs(total - 1) > _TOLERANCE:
            name, last = list(found)[-1], priors[-1] + 1 - total
            remedy = f"with {last:.3g} for {quoted(name)} they would" if 0 < last < 1 else "change them so that they do"
            self._wrong(f"the priors sum to {total:.6g} and not to 1; {remedy}", "hypothesis")
        return found

    def _indicators(self, table: Mapping[str, Any], hypotheses: list[str], types: Sequence[str]) -> Iterator[Indicator]:
        tables = self._tables(IndicatorTable, table, "indicator", "indicators", least=1, types=types)
        for number, (one, model) in enumerate(tables):
            path: KeyPath = ("indicator", number)
            if not any(key in one for key in _DECISIVE):
                words = f"nothing says what matches this indicator; give it one of: {', '.join(_DECISIVE)}"
                self._wrong(words, *path)
            for key in ("counted", "measure"):
                if key in one and "least_quantity" not in one:
                    words = f"{key} says of what least_quantity is; give that too, or put the word under words"
                    self._wrong(words, *path, key)
            likelihoods = self._likelihoods(one.get("likelihood"), hypotheses, path)
            if model is None:
                continue
            if likelihoods and len(set(likelihoods)) == 1:
                words = f"{quoted(model.name)} is as likely under each hypothesis: it can never move any of them"
                self.notes.append((path, words))
            yield Indicator(
                name=model.name, pattern=_pattern(model), likelihoods=likelihoods, least_origins=model.least_origins,
                half_life=model.half_life, burst=model.burst, cause=model.cause,
            )  # fmt: skip

    def _likelihoods(self, table: object, hypotheses: Sequence[str], above: KeyPath) -> tuple[float, ...]:
        """The likelihoods in the order of the hypotheses; none where one of them is wrong."""
        path = (*above, "likelihood")
        if not isinstance(table, dict):
            example = 'as in likelihood = { "…" = "likely", "…" = 0.1 }'
            words = f"likelihood is missing; say how likely this is under each hypothesis, {example}"
            self._wrong(words, *(above if table is None else path))
            return ()
        if not hypotheses:
            return ()
        for key in table:
            if key not in hypotheses:
                self._wrong(no_such_key(key, hypotheses), *path, key)
        missing = [name for name in hypotheses if name not in table]
        if missing:
            self._wrong(f"no likelihood under {', '.join(map(quoted, missing[:5]))}; each hypothesis needs one", *path)
        found = []
        for name in (name for name in hypotheses if name in table):
            try:
                found.append(probability(table[name], f"the likelihood under {quoted(name)}", begins=False))
            except PydanticCustomError as error:
                self._wrong(error.message(), *path, name)
        if len(found) < len(hypotheses):
            return ()
        if not any(found):
            self._wrong(
                "impossible under every hypothesis; one of them must allow it, or nothing that fits can be true", *path
            )
        return tuple(found)

    def _alarm(self, table: Mapping[str, Any], hypotheses: Mapping[str, float | None]) -> Thresholds | None:
        alarm = table.get("alarm")
        if alarm is None:
            words = "there is no [alarm], so nothing will ring; give one hypothesis, rings_at and silent_at"
            self.notes.append(((), words))
            return None
        if not isinstance(alarm, dict):
            self._wrong("alarm must be a table: [alarm] with hypothesis, rings_at and silent_at under it", "alarm")
            return None
        model, name = self._read(AlarmTable, alarm, ("alarm",)), _name_of(alarm, "hypothesis")
        if name and hypotheses and name not in hypotheses:
            remedy = did_you_mean(alarm["hypothesis"], hypotheses) or "name one"
            self._wrong(f"there is no hypothesis {quoted(name)}; {remedy}", "alarm", "hypothesis")
        if model is None:
            return None
        if not 0 < model.silent_at < model.rings_at < 1:
            limits = "and both inside 0 … 1: between them the alarm stays as it is"
            self._wrong(f"silent_at must be lower than rings_at, {limits}", "alarm")
        elif (hypotheses.get(model.hypothesis) or 0) >= model.rings_at:
            self.notes.append((("alarm",), "the prior alone reaches rings_at: the alarm rings before anything is seen"))
        return Thresholds(hypothesis=model.hypothesis, rings_at=model.rings_at, silent_at=model.silent_at)


def _name_of(table: Mapping[str, Any], key: str = "name") -> str:
    """The name that a table gives; nothing where it gives none that is a text."""
    name = table.get(key)
    return name.strip() if isinstance(name, str) else ""


def _pattern(table: IndicatorTable) -> Pattern:
    """What matches an indicator. A country, by its code or its own name, takes in all places that lie in it."""
    countries: list[str] = []
    for place in table.place:
        found = () if _is_code(place) else gazetteer().find(place)
        named = [entry.country for entry in found if entry.type == "country" and entry.own]
        countries += [place] if _is_code(place) else named
    return Pattern(
        events=tuple(event if event.isupper() else folded(event) for event in table.event),
        words=table.words, parties=table.party, places=tuple(place for place in table.place if not _is_code(place)),
        countries=tuple(dict.fromkeys(countries)), kinds=table.kind,
        denied=table.denied, least_quantity=table.least_quantity, counted=table.counted, measures=table.measure,
        least_certainty=table.least_certainty,
    )  # fmt: skip


def _is_code(place: str) -> bool:
    return len(place) == _CODE and place.isupper()


def scenario_files(folder: Path) -> Iterable[Path]:
    """The TOML files of a folder, by name."""
    return sorted(path for path in folder.glob("*.toml") if path.is_file())
