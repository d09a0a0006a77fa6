"""The wording of reasons: a template for each rule, which is filled with the reason's facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from tocsin.errors import LexiconError
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.reason import Reason
from tocsin.text.numbers import exact, halves, percent, share, span, times


class ReasonWording:
    """Words reasons in one language.

    The table `reasons` of the lexicon has a template for each rule, `<stage>.<name>`. A field is a fact's name, with a
    format where the fact needs one:

    - `{words}`: as it is; several are listed, a number has its thousands grouped
    - `{words:quoted}`: in quotation marks, each of several
    - `{chance:percent}`, `{bits:factor}`: a probability in 0 … 1 as a percentage; a weight in bits as the factor that it is
    - `{part:share}`: how much of a thing, in 0 … 1, as a percentage that may say 0 or 100
    - `{amount:range}`: one number, or two as a range; the same for days
    - `{number:count origin|origins}`: a number with the noun that fits it
    - `{position:of positions}`: a value of a closed list, or several, by the wording in the table `words.positions`
    - `{day:given , *}`: the text behind `given` with the fact in place of `*`, nothing where the fact is not known
    - `{day:day}`, `{day:weekday}`: a day in ISO 8601 with the name of its month and weekday; the weekday alone
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("reasons")
        self._templates: Mapping[str, Any] = table
        self.formats = FactFormatter(table.get("words", {}), table["days"])

    def words(self, reason: Reason) -> str:
        """A reason in words; where its rule has no wording that fits, by the name of the rule and its facts.

        A case keeps reasons by rules that a later version may not know any more, or words by other facts.
        """
        try:
            return self.filled(reason)
        except LexiconError:
            facts = ", ".join(f"{name} {_plain(value)}" for name, value in reason.facts.items() if value is not None)
            return f"{reason.rule} ({facts})" if facts else reason.rule

    def filled(self, reason: Reason) -> str:
        """The wording of a reason's rule, filled with its facts.

        Raises:
            LexiconError: The lexicon has no wording for the rule, or one that names a fact the reason lacks.
        """
        node: Any = self._templates
        for part in reason.rule.split("."):
            node = node.get(part) if isinstance(node, Mapping) else None
        if not isinstance(node, str):
            raise LexiconError(f"reasons.toml: no wording for the rule {reason.rule!r}")
        try:
            return self.formats.vformat(node, (), reason.facts)
        except (LookupError, ValueError, TypeError) as error:
            raise LexiconError(
                f"reasons.toml: the wording of {reason.rule!r} does not fit its facts: {error}"
            ) from error

    def all(self, reasons: Sequence[Reason]) -> str:
        """Several reasons in words, each once, on one line."""
        return "; ".join(dict.fromkeys(map(self.words, reasons)))


class FactFormatter(Formatter):
    """Fills templates with facts, in the formats that `ReasonWording` lists; a list's name leads to its wording."""

    def __init__(self, lists: Mapping[str, Mapping[str, str]], days: Mapping[str, Any]) -> None:
        self._lists = lists
        self._days = days

    def format_field(self, value: Any, format_spec: str) -> str:
        """A fact in a format."""
        name, _, rest = format_spec.partition(" ")
        match name:
            case "":
                return _plain(value)
            case "quoted":
                return ", ".join(f"“{one}”" for one in (value if isinstance(value, (tuple, list)) else [value]))
            case "percent":
                return percent(float(value))
            case "share":
                return share(float(value))
            case "range":
                return span(value)
            case "factor":
                return times(float(value))
            case "count":
                one, _, many = rest.partition("|")
                return f"{halves(value)} {one if 0 < value <= 1 else many}"
            case "given":
                return "" if value is None else rest.replace("*", _plain(value))
            case "of":
                listed = value if isinstance(value, (tuple, list)) else [value]
                return ", ".join(self._lists[rest][str(one)] for one in listed)
            case "day" | "weekday":
                day = date.fromisoformat(value)
                month, weekday = self._days["months"][day.month - 1], self._days["weekdays"][day.weekday()]
                form = self._days["form"] if name == "day" else "{weekday}"
                return str(form.format(number=day.day, month=month, year=day.year, weekday=weekday))
        return format(value, format_spec)


def _plain(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(_plain, value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return exact(value)
    return value.isoformat() if isinstance(value, date) else str(value)


@cache
def wording_of(lexicon: Lexicon) -> ReasonWording:
    """The wording of reasons in a language, made once."""
    return ReasonWording(lexicon)


def reason_words(reason: Reason, language: str | None = None) -> str:
    """A reason in the words of a language, by its ISO 639-1 code."""
    return wording_of(lexicon_for(language)).words(reason)
