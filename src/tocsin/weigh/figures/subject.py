"""What a person asks for, taken apart: "Norlandish armoured vehicles lost" is a thing, its kind, its country, a measure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tocsin.errors import QueryError
from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations
from tocsin.model.quantity import measure_key


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuery:
    """A figure that is asked for.

    Attributes:
        subject: What is counted, in a person's words.
        place: Where, by a place's name or a country's two letters.
        measure: What of it is counted ("destroyed"); by default what most of the figures found measure.
        source: Part of the name of the only source that is wanted.
        at: The days it is wanted for; by default each on which an account begins or ends.
        since: The first day of those, `until` the last.
        steps: That many days more, evenly spread, so that a curve can be drawn.
        cumulative: Whether it can only grow; by default what the measure tells.
        about: Forms of words of which a claim must tell one of each set; where only a measure is asked for, its document may.
        asked: The words in which a person asked for it, where these are others.
    """

    subject: str
    place: str | None = None
    measure: str | None = None
    source: str | None = None
    at: tuple[date, ...] = ()
    since: date | None = None
    until: date | None = None
    steps: int = 0
    cumulative: bool | None = None
    about: tuple[frozenset[str], ...] = ()
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a figure, in forms that can be compared.

    Attributes:
        thing: What is counted, None where only a measure is asked for ("deaths").
        modifiers: Which of it.
        nations: The countries whose it is, by ISO code.
        measure: What of it is counted, None where that was not said.
        place: Where, None where that was not said.
        asked: The words that were asked, without the place.
        about: Forms of words of which a claim must tell one of each set.
    """

    thing: str | None
    modifiers: frozenset[str]
    nations: frozenset[str]
    measure: str | None
    place: str | None = None
    asked: str = ""
    about: tuple[frozenset[str], ...] = ()


def subject_of(query: FigureQuery, lexicon: Lexicon) -> Subject:
    """What a person asks for.

    Raises:
        QueryError: There is nothing in it to look for.
    """
    things, measures = counted_things(lexicon), Measures(lexicon)
    empty = frozenset(lexicon.table("counted")["asked"]["empty"])
    asked_for, place = query.subject, query.place
    if place is None:
        asked_for, place = _placed(query.subject, frozenset(lexicon.table("counted")["asked"]["where"]))
    named, rest = nations(lexicon).asked(asked_for)
    asked_words = [word for word in _head_last(rest, lexicon) if word not in empty]
    words = _without_particles(asked_words, measures, lexicon)
    behind = measures.behind(words[-1]) if len(words) > 1 else None
    words = words[:-1] if behind is not None else words
    told = [measure for word in words if (measure := measures.named(word))] + ([behind] if behind is not None else [])
    forms = [things.form(word) for word in words if measures.named(word) is None]
    asked = query.measure.strip().lower() if query.measure is not None else ""
    measure = measures.named(asked) or asked or (told[-1] if told else None)
    if not forms and measure is None:
        raise QueryError(
            query.subject or "the subject", "says nothing that could be counted; name a thing, as in “tanks”"
        )
    return Subject(
        thing=forms[-1] if forms else None,
        modifiers=frozenset(forms[:-1]) - things.neutral,
        nations=frozenset(nation.country for nation in named),
        measure=measure,
        place=place,
        asked=query.asked or asked_for,
        about=query.about,
    )


def names_topic(query: FigureQuery, lexicon: Lexicon) -> bool:
    """Whether a measure and what it is about are asked for, rather than a thing: "cholera deaths", not "buses lost"."""
    things, thing = counted_things(lexicon), subject_of(query, lexicon).thing
    typed = set(query.subject.lower().split())
    return thing is not None and thing in typed and thing not in things.kinds and thing not in things.wholes


def other_readings(query: FigureQuery, lexicon: Lexicon) -> Iterator[FigureQuery]:
    """What else a person may mean, where no figure counts the thing in these words.

    "Cholera deaths" are deaths of which a text on cholera tells, "people underground" people of whom it is said that they
    are there, "detainees" the people who were detained, "demonstrators" those at a rally.
    """
    table, things, measures = lexicon.table("counted"), counted_things(lexicon), Measures(lexicon)
    subject = subject_of(query, lexicon)
    asked_for, place = query.subject, query.place
    if place is None:
        asked_for, place = _placed(query.subject, frozenset(table["asked"]["where"]))
    named, rest = nations(lexicon).asked(asked_for)
    skipped = frozenset((*table["asked"]["empty"], *table["asked"]["between"], *table["asked"]["where"]))
    words = [word for word in rest if word not in skipped]
    plain = replace(query, place=place, asked=asked_for, about=())
    people = things.forms(table["classes"]["anybody"])
    whose = " ".join(one.name for one in named)
    told = [word for word in words if measures.named(word) is not None or measures.behind(word) is not None]
    others = [word for word in words if word not in told]
    topic = [things.form(word) for word in others]
    for measure, nouns in table["measures"]["befallen"].items():
        if subject.thing in things.forms(nouns):
            yield replace(plain, subject=f"{whose} {measure}".strip(), measure=measure)
    if subject.thing in (gatherings := table["measures"]["gatherings"]):
        yield replace(plain, subject="people", about=(things.forms(gatherings[subject.thing]),))
    heads = [n for n, form in enumerate(topic) if form in people or form in things.kinds]
    if heads and len(others) > 1:
        rest_of = tuple(frozenset((form,)) for n, form in enumerate(topic) if n != heads[0])
        yield replace(plain, subject=f"{whose} {others[heads[0]]}".strip(), measure=subject.measure, about=rest_of)
    if subject.measure is not None and others and not heads:
        about = tuple(frozenset((form,)) for form in topic)
        yield replace(plain, subject=told[-1] if told else subject.measure, measure=subject.measure, about=about)


def _head_last(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words of a subject, its noun behind the words that follow "of": "doses of vaccine" are vaccine doses.

    A unit, or a noun that counts nothing of its own, stays before what it counts: "tonnes of water", "pieces of artillery".
    """
    table, things, measures = lexicon.table("counted")["asked"], counted_things(lexicon), Measures(lexicon)
    at = next((n for n, word in enumerate(words) if word in table["of"]), 0)
    head = words[at - 1] if at else ""
    units = frozenset(lexicon.table("quantities")["unit_names"]["units"].values())
    if not at or head in table["empty"] or things.form(head) in things.generic | things.containers | units:
        return words
    which = words[at + 1 :]
    last = next((n for n, word in enumerate(which) if measures.behind(word) is not None), len(which))
    return [*which[:last], *words[:at], *which[last:]]


def _without_particles(words: list[str], measures: Measures, lexicon: Lexicon) -> list[str]:
    """The words without what follows a verb, nor a verb that names no measure: "workers sent home", "oil pumped ashore"."""
    asked = lexicon.table("counted")["asked"]
    last = len(words)
    while last > 1 and words[last - 1] in asked["particles"]:
        last -= 1
    form, verb = counted_things(lexicon).form, words[last - 1] if last else ""
    # A verb stands behind a plural: "tonnes unloaded", not "hospital bed".
    is_verb = verb.endswith(tuple(asked["participles"])) and any(form(word) != word for word in words[: last - 1])
    return words[: last - 1] if is_verb and measures.behind(verb) is None else words[:last]


def _placed(subject: str, where: frozenset[str]) -> tuple[str, str | None]:
    """A subject without the place at its end, and that place: "guards in Korbach"."""
    words = subject.split()
    for at in range(len(words) - 2, 0, -1):
        name = " ".join(words[at + 1 :])
        if words[at].lower() in where and (name[0].isupper() or gazetteer().find(name)):
            return " ".join(words[:at]), name
    return subject, None


def keys_of(query: FigureQuery, lexicon: Lexicon) -> frozenset[str]:
    """The keys (`Quantity.counted`) of the figures that may answer a query: a figure that has none of them cannot.

    Raises:
        QueryError: There is nothing in the query to look for.
    """
    subject = subject_of(query, lexicon)
    if subject.thing is not None:
        things = counted_things(lexicon)
        return things.kinds.get(subject.thing, frozenset()) | {subject.thing}
    assert subject.measure is not None
    return frozenset(map(measure_key, Measures(lexicon).answering(subject.measure)))
