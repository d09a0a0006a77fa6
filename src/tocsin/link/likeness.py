"""How probable it is that two claims are of one proposition, or of one matter, by their frames, words, figures and days.

Of one matter are also those that contradict or revise each other, or are a part of each other. What denies something is often
in other words, so that whether it is of one matter with what it denies is a model of its own. Each is a logistic model over
thirty facts of the pair. `scripts/train_likeness.py` fits it to pairs of claims from cases that
were read by hand; `lexicon/<language>/likeness.toml` holds what it found.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from math import exp, log1p
from operator import mul

from tocsin.lexicon.language import Lexicon

FACTS = (
    "deed", "deed_open", "noun_near", "core", "core_open", "actors_apart", "shorter", "longer", "common", "extra",
    "one_time", "other_time", "time_of_one", "same_figure", "other_figure", "figure_of_one", "same_number", "size",
    "number_of_others", "other_number", "number_of_one", "names_apart", "elsewhere", "days_between", "one_plan", "near",
    "theme", "meant", "sentence_near", "told_around", "around",
)  # fmt: skip
"""What is known of a pair, each a number: see `facts`."""

Facts = dict[str, float]

FAR_APART = 99.0
"""Days between two publications from which on more make no difference."""
MANY = 1000.0
"""A number from which on a greater one tells no more: few claims of a case have the same by chance."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What is known of words besides a lexicon.

    Attributes:
        rarity: How rare a word is in the case, 0 … 1, by its form.
        near: How near a predicate and a noun are in meaning, -1 … 1.
    """

    rarity: Callable[[str], float] = lambda _: 1.0
    near: Callable[[str, str], float] = lambda _one, _other: 0.0


def facts(
    *, deed: bool | None, noun_near: float, core: float | None, actors_apart: bool, common: float, ours: float,
    theirs: float, time: tuple[bool, bool], later: bool, figures: tuple[bool, bool], figure_of_one: bool,
    numbers: tuple[Set[float], Set[float]], of_others: Set[float], names_apart: bool, elsewhere: bool,
    days_between: float, one_plan: bool, near: float, theme: float | None, meant: float, sentence_near: float,
    told_around: float, around: float,
) -> Facts:  # fmt: skip
    """The facts of a pair.

    Args:
        deed: Whether their predicates say one deed; None where one says little by itself.
        noun_near: How near the predicate of one is to a noun of the other, at best: "explode" and "an explosion".
        core: How alike those who take part are, 0 … 1; None where one does not tell.
        actors_apart: Whether others do it.
        common: The weight of the words in common, by how rare they are.
        ours: The weight of all words of the one.
        theirs: Of the other.
        time: Whether each tells its time.
        later: Whether the one is of a later time.
        figures: Whether a figure of one thing is the same in both, and whether one differs.
        figure_of_one: Whether only one has a figure.
        numbers: All numbers of each, whatever they count.
        of_others: Those of both that count one thing in the one and another thing in the other.
        names_apart: Whether both name somebody or something, and nothing that the other names.
        elsewhere: The same of where it is, or whose.
        days_between: The days between their publication; of what was published on days not known `FAR_APART`.
        one_plan: Whether both are of what is to come, or both are not.
        near: How near the claims are in meaning, -1 … 1.
        theme: How alike what they are about is, 0 … 1; None where one does not tell.
        meant: How near their predicates are in meaning as they are understood in their claims, -1 … 1.
        sentence_near: How near their sentences are in meaning, -1 … 1.
        told_around: The weight of the words of either that stand in or around the other's sentence, but not in the other.
        around: The weight of the words that stand in or around both sentences.
    """
    least, most = sorted((max(ours, 1e-6), max(theirs, 1e-6)))
    (same, differs), (mine, yours) = figures, numbers
    shared = mine & yours
    return dict(zip(FACTS, (
        float(deed is True), float(deed is None), noun_near, core or 0.0, float(core is None), float(actors_apart),
        common / least, common / most, log1p(common), log1p(max(0.0, least - common)),
        float(all(time) and not later), float(later), float(time[0] != time[1]), float(same), float(differs and not same),
        float(figure_of_one), float(bool(shared)), log1p(min(MANY, max(shared, default=0))),
        float(bool(shared & of_others)), float(bool(mine and yours and not shared)), float(bool(mine) != bool(yours)),
        float(names_apart), float(elsewhere), log1p(min(FAR_APART, days_between)), float(one_plan), near, theme or 0.0,
        meant, sentence_near, log1p(told_around), log1p(around),
    ), strict=True))  # fmt: skip


class Likeness:
    """The models of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables: Mapping[str, Mapping[str, float]] = lexicon.table("likeness")
        self._weights = {name: tuple(table[fact] for fact in FACTS) for name, table in tables.items()}
        self._constants = {name: table["constant"] for name, table in tables.items()}

    def same(self, told: Mapping[str, float]) -> float:
        """The probability, 0 … 1, that a pair with these facts is of one proposition."""
        return self._probability("same", told)

    def matter(self, told: Mapping[str, float]) -> float:
        """The probability, 0 … 1, that a pair with these facts is of one matter."""
        return self._probability("matter", told)

    def denied(self, told: Mapping[str, float]) -> float:
        """The same of a pair of which one says that something is so, and the other that it is not."""
        return self._probability("denied", told)

    def _probability(self, model: str, told: Mapping[str, float]) -> float:
        total = sum(map(mul, self._weights[model], told.values()), self._constants[model])
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
