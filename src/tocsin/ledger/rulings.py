"""Judgements that people enter must name what they are about and say why; the same for every database."""

from tocsin.errors import CaseError, shown
from tocsin.model.link import LinkRuling
from tocsin.model.matrix_ruling import MatrixRuling
from tocsin.model.party import PartyRuling
from tocsin.model.query import Ruling
from tocsin.model.review import FIELDS, Judgement, Review
from tocsin.model.source import Grade, SourceRecord
from tocsin.text.folding import folded

LONGEST_NAME = 500
"""Characters of the longest name of a reviewer."""


def check_ruling(entered: Ruling | LinkRuling | PartyRuling | Grade | SourceRecord | MatrixRuling) -> None:
    """Refuse what cannot be entered.

    Raises:
        CaseError: It gives no reason, or names nobody, or the same thing twice.
    """
    if isinstance(entered, Grade | SourceRecord) and not folded(entered.name):
        about = "grade" if isinstance(entered, Grade) else "record"
        raise CaseError(f"a {about} must name a source")
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
    if isinstance(entered, MatrixRuling) and not entered.scenario.strip():
        raise CaseError("numbers must name a scenario")
    if isinstance(entered, LinkRuling) and entered.claim == entered.other:
        raise CaseError(f"{entered.claim}: a claim has no link to itself")
    if isinstance(entered, PartyRuling) and folded(entered.name) in ("", folded(entered.other)):
        raise CaseError(f"{entered.name!r} and {entered.other!r}: a ruling is on two names")


def check_review(review: Review) -> None:
    """Refuse a review that cannot be entered.

    Raises:
        CaseError: It gives no reason, corrects nothing or what cannot be corrected, or takes back nothing.
    """
    if not review.reason.strip():
        raise CaseError(f"{review.claim}: say why; the reason is kept with the review")
    if len(review.by) > LONGEST_NAME or not any(map(str.isalnum, review.by)):
        raise CaseError(
            f"{shown(review.by) or 'nobody'}: a reviewer's name has 1 to {LONGEST_NAME} characters, not only marks"
        )
    if bool(review.changes) != (review.judgement is Judgement.CORRECTED):
        raise CaseError(f"{review.claim}: a correction names what it corrects, and nothing else does")
    if wrong := review.changes.keys() - set(FIELDS.values()):
        raise CaseError(f"{review.claim}: {min(wrong)!r} cannot be corrected; what can is {', '.join(FIELDS)}")
    if (review.undoes is None) != (review.judgement is not Judgement.UNDONE):
        raise CaseError(f"{review.claim}: say which review is taken back")
