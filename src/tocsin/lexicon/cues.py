"""Words that take a proposition, and what each does to its certainty: a language's `cues.toml`, compiled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from tocsin.errors import LexiconError
from tocsin.lexicon.language import Lexicon
from tocsin.model.kind import Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """What a governing word does to the proposition under it.

    Attributes:
        name: The group's name, shown as the reason.
        plus: The proposition's certainty (-3 … 3) when the word itself holds.
        minus: The same when the word itself is denied.
        factive: The proposition keeps its value whatever stands above.
        attributes: The word can be the cue of an attribution.
        takes: Where its content may stand (cues.toml says how).
        kind: What the content becomes, None for a statement.
        former: In the past tense and contrasted, the content is a belief given up.
        transparent: "An attack is possible": the certainty is that of the subject.
        object_is_proposition: The noun phrase it governs is what is believed or rejected.
    """

    name: str
    plus: float
    minus: float
    factive: bool = False
    attributes: bool = False
    takes: frozenset[str] = frozenset()
    kind: Kind | None = None
    former: bool = False
    transparent: bool = False
    object_is_proposition: bool = False
    particle: str | None = None


@dataclass(frozen=True)
class CueBook:
    """The cues of one language, by lemma."""

    verbs: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, Cue]
    nouns: Mapping[str, Cue]

    def verb(self, lemma: str, *forms: str, beside: Iterable[str] = ()) -> Cue | None:
        """The cue a verb is when its content has one of these forms, else whatever it is with another.

        The words `beside` are those under the verb, in lower case: "rule" with "out" is another cue than without.
        """
        words = frozenset(beside)
        cues = [cue for cue in self.verbs.get(lemma, ()) if cue.particle is None or cue.particle in words]
        cues.sort(key=lambda cue: cue.particle is None)
        for cue in cues:
            if cue.takes.intersection(forms):
                return cue
        return cues[-1] if cues else None

    def attributing(self, lemma: str) -> Cue | None:
        """The first cue of the verb that can introduce somebody's words or thoughts."""
        return self._attributing.get(lemma)

    @cached_property
    def _attributing(self) -> dict[str, Cue]:
        first = ((lemma, next((cue for cue in cues if cue.attributes), None)) for lemma, cues in self.verbs.items())
        return {lemma: cue for lemma, cue in first if cue is not None}


@cache
def cue_book(lexicon: Lexicon) -> CueBook:
    """Compile a language's cues.

    Raises:
        LexiconError: A group lacks a value or names an unknown kind.
    """
    table = lexicon.table("cues")
    try:
        verbs: dict[str, tuple[Cue, ...]] = {}
        for group in table["verbs"]:
            for lemma in group["lemmas"]:
                verbs[lemma] = (*verbs.get(lemma, ()), _cue(group, lemma))
        return CueBook(verbs, _one_each(table["adjectives"]), _one_each(table["nouns"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{lexicon.folder / 'cues.toml'}: {error!r}") from error


def _one_each(groups: list[dict[str, Any]]) -> dict[str, Cue]:
    return {lemma: _cue(group, lemma) for group in groups for lemma in group["lemmas"]}


def _cue(group: dict[str, Any], lemma: str) -> Cue:
    return Cue(
        name=group.get("name", lemma),
        plus=float(group["plus"]),
        minus=float(group["minus"]),
        factive=group.get("factive", False),
        attributes=group.get("cue", False),
        takes=frozenset(group.get("takes", ())),
        kind=Kind(group["kind"]) if "kind" in group else None,
        former=group.get("former", False),
        transparent=group.get("transparent", False),
        object_is_proposition=group.get("object_is_proposition", False),
        particle=group.get("only_with", {}).get(lemma),
    )
