"""How much a claim says that could matter, whatever its certainty: a sum of features, each with a weight in the lexicon."""

from collections.abc import Mapping, Sequence

from tocsin.claim.clauses import SUBJECTS, Clause
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Action
from tocsin.model.kind import Kind

_NAMES = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "PRODUCT")
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_MOST_NAMES, _MOST_WORDS = 3, 10


class WeightReader:
    """Weighs claims in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("weight")
        self._adds: Mapping[str, float] = table["features"]
        self._light = frozenset(table["light"]["verbs"])
        self._kinds = {Kind(name): factor for name, factor in table["kinds"].items()}

    def of(
        self, clause: Clause, kind: Kind, action: Action | None, *,
        figures: Sequence[object], places: Sequence[object], timed: bool,
    ) -> float:  # fmt: skip
        """The weight of the claim that a clause makes, in 0 … 1.

        Args:
            clause: The clause.
            kind: What its speaker does with it.
            action: Who does what to whom in it.
            figures: Its figures.
            places: Its places.
            timed: Whether it says when.
        """
        head = clause.head
        words = clause.words
        names = sum(
            word.entity in _NAMES and (before is None or before.entity != word.entity)
            for before, word in zip((None, *words), words, strict=False)
        )
        subject = head.child(*SUBJECTS)
        counts = {
            "claim": 1,
            "predicate": head.predicate.lemma.lower() not in self._light,
            "event": action is not None and action.type is not None,
            "name": names > 0,
            "further_name": max(0, min(names, _MOST_NAMES) - 1),
            "roles": action is not None and action.actor is not None and action.object is not None,
            "figure": len(figures) > 0,
            "further_figure": len(figures) > 1,
            "place": len(places) > 0,
            "time": timed,
            "word": min(_MOST_WORDS, sum(word.pos in _CONTENT for word in words)),
            "pronoun": subject is not None and subject.pos == "PRON",
        }
        weight = sum(self._adds[name] * count for name, count in counts.items())
        return float(round(min(1.0, max(0.0, weight)) * self._kinds.get(kind, 1.0), 3))
