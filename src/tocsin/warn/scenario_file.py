"""Scenario files: TOML in, a checked scenario out, or what is wrong with it, line by line."""

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.lexicon.language import Lexicon
from tocsin.model.scenario import Hypothesis, Indicator, Scenario, Thresholds
from tocsin.text.folding import folded
from tocsin.warn.fields import Fields, Problems, as_number, did_you_mean, quoted, shown
from tocsin.warn.pattern_fields import PATTERN_KEYS, read_pattern
from tocsin.warn.toml_lines import Path as KeyPath
from tocsin.warn.toml_lines import lines_of

LONGEST = 20_000_000
"""Bytes of the largest scenario file that is read."""
MOST_HYPOTHESES = 50
_TOLERANCE = 0.001
"""By how much priors may miss 1: thirds cannot be written out."""
_SCENARIO_KEYS = ("name", "question", "horizon", "since", "resolution", "hypothesis", "indicator", "alarm")
_INDICATOR_KEYS = ("name", *PATTERN_KEYS, "least_origins", "half_life", "likelihood")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, with what to do about it; the line is None where the whole file is meant."""

    file: str
    line: int | None
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"

    @property
    def where(self) -> str:
        """The file and the line, as an editor takes them."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A scenario file that was read.

    Attributes:
        scenario: None where there is a problem.
        problems: What has to be mended; the last may tell how many more there are.
        notes: What is allowed but hardly meant.
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
        try:
            with path.open("rb") as file:
                raw = file.read(LONGEST + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return _failed(str(path), None, f"{reason}; name a scenario file, or make one with `tocsin scenario new`")
        return self.check_bytes(raw, str(path))

    def check_bytes(self, raw: bytes, name: str) -> Checked:
        """The same for what stands in a file."""
        if len(raw) > LONGEST:
            return _failed(name, None, f"larger than {LONGEST // 1_000_000} MB; split the scenario")
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            return _failed(name, line, "not in UTF-8; save the file in that encoding")
        try:
            table = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            return _syntax(name, error, text)
        return self._checked(table, text, name)

    def _checked(self, table: dict[str, Any], text: str, name: str) -> Checked:
        problems, notes = Problems(), Problems()
        scenario = self._scenario(table, problems, notes)
        lines = lines_of(text) if problems.any or notes.any else {}
        return Checked(
            scenario=None if problems.any else scenario,
            problems=_told(problems, name, lines),
            notes=_told(notes, name, lines),
            is_scenario=any(key in table for key in ("question", "hypothesis", "indicator")),
        )

    def _scenario(self, table: dict[str, Any], problems: Problems, notes: Problems) -> Scenario | None:
        fields = Fields(table, (), problems, known=_SCENARIO_KEYS)
        name = fields.text("name", needed="give the scenario one")
        question = fields.text("question", needed="say what is to be found out")
        horizon = fields.day(
            "horizon", needed="give the last day that the question is about, as in horizon = 2030-06-30"
        )
        resolution = fields.text("resolution", needed="say how it will be told which hypothesis was right")
        since = fields.day("since")
        if since and horizon and since > horizon:
            fields.problem(f"since is after the horizon, {horizon}, so nothing can match; give an earlier day", "since")
        hypotheses = _hypotheses(fields, problems)
        indicators = self._indicators(fields, [one.name for one in hypotheses], problems, notes)
        alarm = _alarm(fields, hypotheses, problems, notes)
        if problems.any or not (name and question and horizon and resolution):
            return None
        return Scenario(
            name=name, question=question, horizon=horizon, resolution=resolution, since=since,
            hypotheses=tuple(hypotheses), indicators=tuple(indicators), alarm=alarm,
        )  # fmt: skip

    def _indicators(
        self, fields: Fields, hypotheses: Sequence[str], problems: Problems, notes: Problems
    ) -> list[Indicator]:
        found: list[Indicator] = []
        names: dict[str, int] = {}
        for number, table in enumerate(_tables(fields, "indicator", least=1)):
            one = Fields(table, ("indicator", number), problems, known=_INDICATOR_KEYS)
            name = one.text("name", needed="give the indicator one") or ""
            _twice(one, name, names, number, "indicators")
            likelihoods = _likelihoods(one, hypotheses, problems)
            if likelihoods and len(set(likelihoods)) == 1:
                notes.add(one.path, f"{quoted(name)} is as likely under each hypothesis: it can never move any of them")
            found.append(
                Indicator(
                    name=name, pattern=read_pattern(one, types=self._types), likelihoods=likelihoods,
                    least_origins=one.whole("least_origins", least=1, otherwise=1),
                    half_life=one.number("half_life", above=0),
                )
            )  # fmt: skip
        return found


def _hypotheses(fields: Fields, problems: Problems) -> list[Hypothesis]:
    tables = _tables(fields, "hypothesis", least=2)
    if len(tables) > MOST_HYPOTHESES:
        fields.problem(
            f"{len(tables):,} hypotheses; more than {MOST_HYPOTHESES} cannot be weighed, join some", "hypothesis"
        )
        return []
    found: list[Hypothesis] = []
    names: dict[str, int] = {}
    for number, table in enumerate(tables):
        one = Fields(table, ("hypothesis", number), problems, known=("name", "prior"))
        name = one.text("name", needed="give the hypothesis one") or ""
        _twice(one, name, names, number, "hypotheses")
        found.append(Hypothesis(name=name, prior=_prior(one)))
    total = math.fsum(one.prior for one in found)
    if found and all(not math.isnan(one.prior) for one in found) and abs(total - 1) > _TOLERANCE:
        last = found[-1].prior + 1 - total
        remedy = f"; with {last:.3g} for {quoted(found[-1].name)} they would" if 0 < last < 1 else ""
        fields.problem(
            f"the priors sum to {total:.6g} and not to 1{remedy or '; change them so that they do'}", "hypothesis"
        )
    return found


def _prior(fields: Fields) -> float:
    """A prior; not a number where it is wrong, which was told then."""
    if "prior" not in fields:
        fields.problem("prior is missing; say how probable this is before any indicator is seen, as in prior = 0.2")
        return math.nan
    value = as_number(fields.raw("prior"))
    if value is not None and 0 < value < 1:
        return value
    if value in (0, 1):
        fields.problem(f"no evidence could ever move a prior of {value:g}; give a number between 0 and 1", "prior")
    else:
        said = shown(fields.raw("prior"))
        fields.problem(f"prior must be a number between 0 and 1, without quotes; {said} is none", "prior")
    return math.nan


def _likelihoods(fields: Fields, hypotheses: Sequence[str], problems: Problems) -> tuple[float, ...]:
    table = fields.raw("likelihood")
    if not isinstance(table, dict):
        fields.problem(
            "likelihood is missing; say how likely this is under each hypothesis, as in "
            'likelihood = { "…" = "likely", "…" = 0.1 }',
            None if table is None else "likelihood",
        )
        return ()
    if not hypotheses:
        return ()
    under = Fields(table, (*fields.path, "likelihood"), problems, known=hypotheses)
    missing = [name for name in hypotheses if name not in under]
    if missing:
        under.problem(f"no likelihood under {', '.join(map(quoted, missing[:5]))}; each hypothesis needs one")
    found = [under.likelihood(name, f"the likelihood under {quoted(name)}") for name in hypotheses if name in under]
    told = tuple(one for one in found if one is not None)
    if len(told) < len(hypotheses):
        return ()
    if not any(told):
        under.problem("impossible under every hypothesis; one of them must allow it, or nothing that fits can be true")
    return told


def _alarm(fields: Fields, hypotheses: Sequence[Hypothesis], problems: Problems, notes: Problems) -> Thresholds | None:
    table = fields.raw("alarm")
    if table is None:
        notes.add((), "there is no [alarm], so nothing will ring; give one hypothesis, rings_at and silent_at")
        return None
    if not isinstance(table, dict):
        fields.problem("alarm must be a table: [alarm] with hypothesis, rings_at and silent_at under it", "alarm")
        return None
    one = Fields(table, ("alarm",), problems, known=("hypothesis", "rings_at", "silent_at"))
    name = one.text("hypothesis", needed="name the hypothesis that it watches")
    rings_at = one.threshold("rings_at", needed="say at which probability it begins to ring")
    silent_at = one.threshold(
        "silent_at", needed="say below which probability it stops; a good deal lower than rings_at"
    )
    priors = {hypothesis.name: hypothesis.prior for hypothesis in hypotheses}
    if name and priors and name not in priors:
        one.problem(f"there is no hypothesis {quoted(name)}; {did_you_mean(name, priors) or 'name one'}", "hypothesis")
    if rings_at is None or silent_at is None or not name:
        return None
    if not 0 < silent_at < rings_at < 1:
        one.problem(
            "silent_at must be lower than rings_at, and both inside 0 … 1: between them the alarm stays as it is"
        )
    elif priors.get(name, 0) >= rings_at:
        notes.add(one.path, "the prior alone reaches rings_at: the alarm rings before anything is seen")
    return Thresholds(hypothesis=name, rings_at=rings_at, silent_at=silent_at)


def _tables(fields: Fields, key: str, *, least: int) -> list[dict[str, Any]]:
    """The tables [[key]], however they were written."""
    value = fields.raw(key)
    if value is None:
        needed = "two, so that they can compete" if least > 1 else "one"
        fields.problem(f"there is no [[{key}]]; a scenario needs at least {needed}")
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        fields.problem(f"write [[{key}]], with two brackets on each side, above each {key}", key)
        return []
    if len(value) < least:
        fields.problem(f"there is only {len(value)} {key}; a scenario needs at least {least}", key)
    return value


def _twice(fields: Fields, name: str, names: dict[str, int], number: int, what: str) -> None:
    """Tell of a name that was there before; case and accents do not make another one."""
    if not name:
        return
    first = names.setdefault(folded(name), number)
    if first != number:
        ordinal = f"number {first + 1} and number {number + 1}"
        fields.problem(f"two {what} are called {quoted(name)}, {ordinal}; rename one or take it out", "name")


def _told(problems: Problems, file: str, lines: Mapping[KeyPath, int]) -> tuple[Problem, ...]:
    """In the order of the file."""
    told = [Problem(file, _line(path, lines), words) for path, words in problems.told]
    told.sort(key=lambda problem: problem.line or 0)
    if problems.untold:
        told.append(Problem(file, None, f"and {problems.untold:,} more; mend these first"))
    return tuple(told)


def _line(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a key; of what holds it where it has none, and of what begins there where that has none either."""
    while path:
        if path in lines:
            return lines[path]
        if (*path, 0) in lines:
            return lines[*path, 0]
        path = path[:-1]
    return 1


def _failed(file: str, line: int | None, words: str) -> Checked:
    return Checked(problems=(Problem(file, line, words),))


def _syntax(file: str, error: Exception, text: str) -> Checked:
    told = re.search(r"^(.*?) \(at (?:line (\d+), column \d+|end of document)\)$", str(error), re.DOTALL)
    if told is None:
        words = "a number of too many digits" if isinstance(error, ValueError) else "brackets inside brackets, too deep"
        return _failed(file, None, f"not a scenario: {words}; take it out")
    line = int(told[2]) if told[2] else text.count("\n") + 1
    return _failed(
        file, line, f"not TOML: {told[1]}; texts stand in quotes, lists in [ ], and a key only once in its table"
    )


def scenario_files(folder: Path) -> Iterable[Path]:
    """The TOML files of a folder, by name."""
    return sorted(path for path in folder.glob("*.toml") if path.is_file())
