"""The tables of a scenario file as models: what each field may hold, and what to do where it holds something else."""

import math
from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from tocsin.lexicon.yardstick import interval_of, intervals, middle, terms
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.scenario import Cause
from tocsin.text.folding import folded
from tocsin.text.toml_file import did_you_mean, quoted, shown
from tocsin.text.toml_model import Day, Text, TomlModel, wrong
from tocsin.warn.phrases import has_word, misplaced_star

_MOST_TEXTS = 1_000
"""Texts that one field lists at most: each of them is looked for in every claim."""
_SUREST = sum(Factuality.CERTAIN.probability) / 2


def _texts(value: object, info: ValidationInfo) -> tuple[str, ...]:
    key, listed = info.field_name, [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(isinstance(one, str) and one.strip() for one in listed):
        wrong(f'{key} must be a text or a list of texts, as in {key} = ["…", "…"], none of them empty')
    if len(listed) > _MOST_TEXTS:
        wrong(f"{key} lists {len(listed):,} texts; give {_MOST_TEXTS:,} at most, or a word's beginning with *")
    return tuple(one.strip() for one in listed)


def _phrases(value: object, info: ValidationInfo) -> tuple[str, ...]:
    phrases = _texts(value, info)
    for phrase in phrases:
        if not has_word(phrase):
            wrong(f"{quoted(phrase)} has no letter or digit, so nothing can match; give a word")
        if misplaced_star(phrase):
            wrong(f"{quoted(phrase)}: * stands for any ending, so it goes at the end of a word, as in mobilis*")
    return phrases


def _events(value: object, info: ValidationInfo) -> tuple[str, ...]:
    """PLOVER types in capitals, lemmas of verbs otherwise; the context holds the types that a claim can have."""
    events, types = _texts(value, info), (info.context or {}).get("types", ())
    for event in events:
        if event.isupper() and event not in types:
            remedy = did_you_mean(event, types) or f"known: {', '.join(types)}"
            wrong(f"{quoted(event)} is no PLOVER type that a claim can have, so nothing can match; {remedy}")
        if len(event.split()) > 1 or not has_word(event) or "*" in event:
            wrong(f"{quoted(event)} is not one verb, so nothing can match; give its lemma, or put phrases under words")
    return events


def _kinds(value: object, info: ValidationInfo) -> tuple[Kind, ...]:
    named, known = _texts(value, info), [kind.value for kind in Kind]
    for kind in named:
        if kind not in known:
            wrong(f"there is no kind {quoted(kind)}; {did_you_mean(kind, known) or ', '.join(known)}")
    return tuple(map(Kind, named))


def _flag(value: object, info: ValidationInfo) -> bool:
    if not isinstance(value, bool):
        wrong(f"{info.field_name} must be true or false, without quotes")
    return value


def _number(value: object, info: ValidationInfo, *, above: float = -math.inf) -> float:
    number = _as_number(value)
    if number is None or number <= above:
        least = "" if math.isinf(above) else f" above {above:g}"
        wrong(f"{info.field_name} must be a number{least}, without quotes; {shown(value)} is none")
    return number


def _count(value: object, info: ValidationInfo) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        wrong(f"{info.field_name} must be a whole number, 1 or more; {shown(value)} is none")
    return value


def _cause(value: object) -> Cause:
    """The first move of a choice file that would make an indicator seen."""
    if (
        not isinstance(value, dict)
        or set(value) != {"choice", "move"}
        or not all(isinstance(one, str) and one.strip() for one in value.values())
    ):
        wrong('cause must name a choice and one of its first moves, as in cause = { choice = "…", move = "…" }')
    return Cause(choice=value["choice"].strip(), move=value["move"].strip())


def _prior(value: object) -> float:
    number = _as_number(value)
    if number in (0, 1):
        wrong(f"no evidence could ever move a prior of {number:g}; give a number between 0 and 1")
    if number is None or not 0 < number < 1:
        wrong(f"prior must be a number between 0 and 1, without quotes; {shown(value)} is none")
    return number


def _threshold(value: object, info: ValidationInfo) -> float:
    """A probability to be reached: a word of ICD 203 is reached where its interval begins."""
    return probability(value, str(info.field_name), begins=True)


def _least_certainty(value: object, info: ValidationInfo) -> float:
    least = _threshold(value, info)
    if least > _SUREST:
        surest = f"{_SUREST:g}, the middle of what “certain” allows"
        wrong(f"no claim is surer than {surest}, so nothing can match; lower it")
    return least


def probability(value: object, what: str, *, begins: bool) -> float:
    """A probability from a number or a word of ICD 203.

    Args:
        value: As the file has it.
        what: What a problem calls it.
        begins: Whether a word stands for the beginning of its interval; else it stands for the middle.

    Raises:
        PydanticCustomError: It is neither.
    """
    if isinstance(value, str):
        interval = interval_of(value)
        if interval is not None:
            return interval[0] if begins else middle(interval)
        try:
            float(value)
        except ValueError:
            remedy = did_you_mean(folded(value), intervals()) or f"use one of: {', '.join(terms())}; or a number"
            wrong(f"{what}: {quoted(value)} is no word of ICD 203; {remedy}")
        wrong(f"{what}: {quoted(value)} is a text; write the number without quotes")
    number = _as_number(value)
    if number is None:
        wrong(f"{what} must be a number in 0 … 1 or a word of ICD 203 ({', '.join(terms())})")
    if not 0 <= number <= 1:
        per_cent = f"; for {number:g} % write {number / 100:g}" if 1 < number <= 100 else ""
        wrong(f"{what} is {shown(value)}, outside 0 … 1{per_cent or '; write a number between them'}")
    return number


def _as_number(value: object) -> float | None:
    """A finite number, None for anything else; a whole number too large for arithmetic is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


_Phrases = Annotated[tuple[str, ...], BeforeValidator(_phrases)]
_Threshold = Annotated[float, BeforeValidator(_threshold)]


class ScenarioTable(TomlModel):
    """What stands above the other tables."""

    name: Text = Field(description="give the scenario one")
    question: Text = Field(description="say what is to be found out")
    horizon: Day = Field(description="give the last day that the question is about, as in horizon = 2030-06-30")
    resolution: Text = Field(description="say how it will be told which hypothesis was right")
    since: Day | None = None
    hypothesis: object = None
    indicator: object = None
    alarm: object = None


class HypothesisTable(TomlModel):
    """One [[hypothesis]]."""

    name: Text = Field(description="give the hypothesis one")
    prior: Annotated[float, BeforeValidator(_prior)] = Field(
        description="say how probable this is before any indicator is seen, as in prior = 0.2"
    )


class AlarmTable(TomlModel):
    """The [alarm]."""

    hypothesis: Text = Field(description="name the hypothesis that it watches")
    rings_at: _Threshold = Field(description="say at which probability it begins to ring")
    silent_at: _Threshold = Field(description="say below which probability it stops; a good deal lower than rings_at")


class IndicatorTable(TomlModel):
    """One [[indicator]]; the likelihoods are checked against the hypotheses by the file's reader."""

    name: Text = Field(description="give the indicator one")
    event: Annotated[tuple[str, ...], BeforeValidator(_events)] = ()
    words: _Phrases = ()
    party: _Phrases = ()
    place: _Phrases = ()
    least_quantity: Annotated[float, BeforeValidator(_number)] | None = None
    counted: _Phrases = ()
    measure: _Phrases = ()
    least_certainty: Annotated[float, BeforeValidator(_least_certainty)] | None = None
    kind: Annotated[tuple[Kind, ...], BeforeValidator(_kinds)] = (Kind.STATEMENT,)
    denied: Annotated[bool, BeforeValidator(_flag)] = False
    least_origins: Annotated[int, BeforeValidator(_count)] = 1
    half_life: Annotated[float, BeforeValidator(partial(_number, above=0))] | None = None
    burst: Annotated[bool, BeforeValidator(_flag)] = False
    cause: Annotated[Cause, BeforeValidator(_cause)] | None = None
    likelihood: object = None
