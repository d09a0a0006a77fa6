"""Judgements that people enter must name what they are about and say why; the same for every database."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from tocsin.errors import CaseError, shown
from tocsin.model.link import LinkRuling
from tocsin.model.matrix_ruling import MatrixRuling
from tocsin.model.party import PartyRuling
from tocsin.model.query import Ruling
from tocsin.model.record import to_json
from tocsin.model.review import FIELDS, Judgement, Review
from tocsin.model.source import Grade, SourceRecord
from tocsin.text.folding import folded

LONGEST_NAME = 500
"""Characters of the longest name that is given to anybody, or by which somebody enters something."""

_Entered = Ruling | LinkRuling | PartyRuling | Grade | SourceRecord | MatrixRuling


def check_ruling(entered: _Entered) -> None:
    """Refuse what cannot be entered.

    Raises:
        CaseError: It gives no reason, or names nobody, or the same thing twice, or somebody by what is no name.
    """
    _check_texts(entered)
    match entered:
        case Grade(name=name) | SourceRecord(name=name):
            if not folded(name):
                raise CaseError(f"a {'grade' if isinstance(entered, Grade) else 'record'} must name a source")
            _check_name(name)
        case PartyRuling(name=name, other=other):
            if folded(name) in ("", folded(other)):
                raise CaseError(f"{shown(name)!r} and {shown(other)!r}: a ruling is on two names")
            _check_name(name)
            _check_name(other)
        case LinkRuling(claim=claim, other=other) if claim == other:
            raise CaseError(f"{claim}: a claim has no link to itself")
        case MatrixRuling(scenario=scenario) if not scenario.strip():
            raise CaseError("numbers must name a scenario")
    if not entered.reason.strip():
        match entered:
            case Grade(name=about):
                raise CaseError(f"{about}: say why; the reason is kept with the grade")
            case SourceRecord(name=about):
                raise CaseError(f"{about}: say why; the reason is kept with the record")
            case MatrixRuling(scenario=about):
                raise CaseError(f"{about}: say why; the reason is kept with the numbers")
            case Ruling(document=about):
                raise CaseError(f"{about}: say why; the reason is kept with the ruling")
        raise CaseError("say why; the reason is kept with the ruling")


def check_review(review: Review) -> None:
    """Refuse a review that cannot be entered.

    Raises:
        CaseError: It gives no reason, corrects nothing or what cannot be corrected, or takes back nothing.
    """
    _check_texts(review)
    if not review.reason.strip():
        raise CaseError(f"{review.claim}: say why; the reason is kept with the review")
    if bool(review.changes) != (review.judgement is Judgement.CORRECTED):
        raise CaseError(f"{review.claim}: a correction names what it corrects, and nothing else does")
    if wrong := review.changes.keys() - set(FIELDS.values()):
        raise CaseError(f"{review.claim}: {min(wrong)!r} cannot be corrected; what can is {', '.join(FIELDS)}")
    if (review.undoes is None) != (review.judgement is not Judgement.UNDONE):
        raise CaseError(f"{review.claim}: say which review is taken back")


def _check_texts(entered: _Entered | Review) -> None:
    """Refuse a name of who enters it that is none, and texts that PostgreSQL could not keep: both databases take the same."""
    if len(entered.by) > LONGEST_NAME or not any(map(str.isalnum, entered.by)):
        raise CaseError(
            f"{shown(entered.by) or 'nobody'}: the name of who enters it has 1 to {LONGEST_NAME} characters, not only marks"
        )
    if any("\0" in text for text in _texts(to_json(entered))):
        raise CaseError("the character 0 stands in what was entered; leave it out, for it cannot be kept")


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, one in value.items():
                yield from (key, *_texts(one))
        case list():
            for one in value:
                yield from _texts(one)


def _check_name(name: str) -> None:
    """Refuse a name that nobody could see or that is no name; one of pictures alone is: channels have such."""
    if len(name) > LONGEST_NAME:
        raise CaseError(f"{shown(name)}: is too long for a name; at most {LONGEST_NAME} characters")
    if all((kind := unicodedata.category(char))[0] in "MZ" or kind in ("Cc", "Cf", "Cs") for char in name):
        raise CaseError(f"{name!a}: a name has a character that can be seen")
