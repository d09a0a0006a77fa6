"""What matches an indicator, as a scenario file says it."""

from collections.abc import Iterable, Sequence

from tocsin.lexicon.gazetteer import gazetteer
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.scenario import Pattern
from tocsin.text.folding import folded
from tocsin.warn.fields import Fields, did_you_mean, quoted
from tocsin.warn.phrases import has_word, misplaced_star

PATTERN_KEYS = (
    "event", "words", "party", "place", "least_quantity", "counted", "measure", "least_certainty", "kind", "denied",
)  # fmt: skip
_DECISIVE = ("event", "words", "party", "place", "least_quantity")
_SUREST = sum(Factuality.CERTAIN.probability) / 2
_CODE = 2


def read_pattern(fields: Fields, *, types: Sequence[str]) -> Pattern:
    """The pattern of an indicator; `types` are the PLOVER types that a claim can have."""
    if not any(key in fields for key in _DECISIVE):
        fields.problem(f"nothing says what matches this indicator; give it one of: {', '.join(_DECISIVE)}")
    places = _phrases(fields, "place")
    return Pattern(
        events=_events(fields, types),
        words=_phrases(fields, "words"),
        parties=_phrases(fields, "party"),
        places=tuple(place for place in places if not _is_code(place)),
        countries=tuple(dict.fromkeys(code for place in places for code in _countries(place))),
        kinds=_kinds(fields),
        denied=fields.flag("denied"),
        least_quantity=fields.number("least_quantity"),
        counted=_of_the_figure(fields, "counted"),
        measures=_of_the_figure(fields, "measure"),
        least_certainty=_least_certainty(fields),
    )


def _events(fields: Fields, types: Sequence[str]) -> tuple[str, ...]:
    """PLOVER types as they are, lemmas folded."""
    events = []
    for event in fields.texts("event"):
        if event.isupper() and event not in types:
            remedy = did_you_mean(event, types) or f"known: {', '.join(types)}"
            fields.problem(
                f"{quoted(event)} is no PLOVER type that a claim can have, so nothing can match; {remedy}", "event"
            )
        elif len(event.split()) > 1 or not has_word(event) or "*" in event:
            fields.problem(
                f"{quoted(event)} is not one verb, so nothing can match; give its lemma, or put phrases under words",
                "event",
            )
        events.append(event if event.isupper() else folded(event))
    return tuple(events)


def _phrases(fields: Fields, key: str) -> tuple[str, ...]:
    phrases = fields.texts(key)
    for phrase in phrases:
        if not has_word(phrase):
            fields.problem(f"{quoted(phrase)} has no letter or digit, so nothing can match; give a word", key)
        elif misplaced_star(phrase):
            fields.problem(
                f"{quoted(phrase)}: * stands for any ending, so it goes at the end of a word, as in mobilis*", key
            )
    return phrases


def _of_the_figure(fields: Fields, key: str) -> tuple[str, ...]:
    if key in fields and "least_quantity" not in fields:
        fields.problem(f"{key} says of what least_quantity is; give that too, or put the word under words", key)
    return _phrases(fields, key)


def _kinds(fields: Fields) -> tuple[Kind, ...]:
    named = fields.texts("kind")
    known = [kind.value for kind in Kind]
    for kind in named:
        if kind not in known:
            fields.problem(f"there is no kind {quoted(kind)}; {did_you_mean(kind, known) or ', '.join(known)}", "kind")
    return tuple(Kind(kind) for kind in named if kind in known) or (Kind.STATEMENT,)


def _least_certainty(fields: Fields) -> float | None:
    least = fields.threshold("least_certainty")
    if least is not None and least > _SUREST:
        surest = f"{_SUREST:g}, the middle of what “certain” allows"
        fields.problem(f"no claim is surer than {surest}, so nothing can match; lower it", "least_certainty")
    return least


def _is_code(place: str) -> bool:
    return len(place) == _CODE and place.isupper()


def _countries(place: str) -> Iterable[str]:
    """A country's code, given as such or by the country's own name: then all places that lie in it match."""
    if _is_code(place):
        return (place,)
    return (entry.country for entry in gazetteer().find(place) if entry.type == "country" and entry.own)
