"""Propositions weighed: how probable and how credible the claims leave them, and what moved that by how much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tocsin.model.estimate import Estimate, Origin
from tocsin.model.kind import Kind
from tocsin.model.link import Proposition, Rival
from tocsin.model.query import Report
from tocsin.model.reason import Reason, in_words
from tocsin.model.source import Grade
from tocsin.weigh.certainty import Bounds, denies
from tocsin.weigh.credibility import Tally, credibility, tally
from tocsin.weigh.hearing import Appraisal, Appraiser
from tocsin.weigh.origins import finder_for
from tocsin.weigh.probability import Balance, Testimony
from tocsin.weigh.sides import ProCon, sides_of


def weigh(
    proposition: Proposition, rivals: Sequence[Rival], grades: Mapping[str, Grade], *, language: str | None = None
) -> Estimate:
    """Weigh a proposition by the independent origins for it and against it.

    Args:
        proposition: What some claims say. Where they say that something is not so, it is weighed whether they are right.
        rivals: The propositions that cannot be so beside it, or that revise it.
        grades: The reliability of sources, by their names in lower case and without accents; who is not in it is an F.
        language: Whose words for those who could be anybody, and for how a source could know, are used (ISO 639-1).
    """
    sides = sides_of(proposition, rivals, Appraiser(finder_for(language), grades))
    favour, against = _speaking(sides.favour), _speaking(sides.against)
    heard = (*sides.favour, *sides.withdrawn, *(one for one, _ in sides.undecided))
    balance = Balance(_testimonies(favour), _testimonies(against), _testimonies(heard[len(sides.favour) :]))
    grade, rule = credibility(_tally(favour), _tally(against), revised=bool(sides.revisions))
    pro, con = balance.bits()
    moves = [
        *(_moved(heard, bits, "says so") for heard, bits in zip(favour, pro, strict=True)),
        *(_moved(heard, bits, "says otherwise") for heard, bits in zip(against, con, strict=True)),
    ]
    return Estimate(
        proposition=proposition.id,
        subject=_subject(heard),
        probability=_rounded(balance.interval),
        credibility=grade,
        origins=_by_reports(heard),
        against=_by_reports([*sides.against, *(other for _, other in sides.undecided)]),
        reasons=(
            *sorted(moves, key=lambda reason: (-abs(reason.weight), reason.rule)),
            *_notes(sides),
            in_words(f"credibility {grade.value}, {grade.words}: {rule}", weight=0.0),
        ),
    )


def _speaking(heard: Iterable[Appraisal]) -> list[Appraisal]:
    return [one for one in heard if one.testimony is not None]


def _testimonies(heard: Iterable[Appraisal]) -> tuple[Testimony, ...]:
    return tuple(one.testimony for one in heard if one.testimony is not None)


def _tally(heard: Iterable[Appraisal]) -> Tally:
    return tally(one.counted for one in heard if one.counted is not None)


def _by_reports(heard: Iterable[Appraisal]) -> tuple[Origin, ...]:
    origins = [one.origin for one in heard]
    return tuple(sorted(origins, key=lambda one: (-len(one.reports), one.name, one.reports[0].claim.id)))


def _subject(heard: Iterable[Appraisal]) -> str:
    """The words nearest to an origin; of a denial the whole sentence, for its clause often lacks the “not”.

    Of a belief since given up it is the belief that is weighed, and that is its clause.
    """
    nearest = min(heard, key=lambda one: one.witness.closeness).report
    is_denial = denies(nearest.claim) and nearest.claim.kind is not Kind.FORMER_BELIEF
    words = nearest.sentence if is_denial else nearest.claim.text
    return " ".join(words.split())


def _rounded(interval: Bounds | None) -> Bounds | None:
    return None if interval is None else (round(interval[0], 6), round(interval[1], 6))


def _moved(heard: Appraisal, bits: float, says: str) -> Reason:
    return in_words(f"{heard.origin.name} {says}: {_worth(heard)}", weight=round(bits, 3), claims=_ids(heard))


def _worth(heard: Appraisal) -> str:
    """What the word of an origin is worth, in words: "certain; F, reliability cannot be judged; is at the place"."""
    grade = f"{heard.reliability.value}, {heard.reliability.words}"
    through = f" (as {heard.through} is)" if heard.through is not None else ""
    reports = len(heard.origin.reports)
    retold = f"; {reports} reports" if reports > 1 else ""
    return f"{heard.report.claim.factuality.words}; {grade}{through}; {heard.position.value}{retold}"


def _notes(sides: ProCon) -> Iterator[Reason]:
    """What moved nothing, and why."""
    for heard in (*sides.favour, *sides.against):
        if heard.testimony is None:
            given_up = heard.report.claim.kind is Kind.FORMER_BELIEF
            yield _note(f"{heard.origin.name} {'no longer believes it' if given_up else 'leaves it open'}", heard)
    for heard in sides.withdrawn:
        yield _note(f"{heard.origin.name} said so and says otherwise since: its later word counts", heard)
    for one, other in sides.undecided:
        yield _note(
            f"{one.origin.name} says both, and nothing tells which it came to: it counts for neither", one, other
        )
    for rival in sides.revisions:
        yield _about("a later statement takes its place", rival)
    for rival in sides.revised:
        yield _about("it takes the place of an earlier statement", rival)


def _note(words: str, *heard: Appraisal) -> Reason:
    return in_words(words, weight=0.0, claims=tuple(claim for one in heard for claim in _ids(one)))


def _about(words: str, rival: Rival) -> Reason:
    first, *_ = claims = sorted(rival.proposition.claims, key=_age)
    who = first.claim.origin or first.outlet or first.name
    day = f", {first.published.isoformat()}" if first.published else ""
    quote = " ".join(first.claim.text.split())
    return in_words(f"{words}: “{quote}” ({who}{day})", weight=0.0, claims=tuple(found.claim.id for found in claims))


def _age(report: Report) -> tuple[date, str]:
    return report.published or date.max, report.claim.id


def _ids(heard: Appraisal) -> tuple[str, ...]:
    return tuple(found.claim.id for found in heard.origin.reports)
