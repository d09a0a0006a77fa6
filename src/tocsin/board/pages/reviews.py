"""Reviews: what to look at next, and judgements on claims and links, by several people at once."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from tocsin.board.accounts import Role
from tocsin.board.changes import changes
from tocsin.board.context import Asker, Form, OurForm, TheCase, TheDesk, TheDoor, as_by, needs
from tocsin.board.derived import Bench, Derived
from tocsin.board.files import FileForm, TheTaking
from tocsin.board.guard import int_or
from tocsin.board.rendering import link, page
from tocsin.brief.review_lines import by_whom, review_lines, review_words
from tocsin.brief.wording import figure_words, places_words, time_words
from tocsin.engine.correction_help import HELP
from tocsin.engine.list_rows import REVIEWS, review_row
from tocsin.errors import QueryError
from tocsin.model.claim import Claim
from tocsin.model.link import Relation
from tocsin.model.review import FIELDS, Judgement, QueueItem, Review, ReviewedClaim, ReviewReport

router = APIRouter()

_PAGE = 15


def _queue(bench: Bench, skip: int, document: str | None) -> list[QueueItem]:
    return bench.case.review_queue(limit=_PAGE + 1, skip=skip, document=document)


def _sample(bench: Bench) -> list[QueueItem]:
    return bench.case.review_sample(limit=_PAGE)


def _report(bench: Bench) -> ReviewReport:
    return bench.case.review_report()


def _lost(bench: Bench) -> list[Review]:
    return bench.case.lost_reviews()


_QUEUE = Derived(name="queue", make=_queue, of=list[QueueItem])
"""What to review next, after so many, of one document or all."""
_SAMPLE = Derived(name="sample", make=_sample, of=list[QueueItem], is_long=True)
"""Claims to review that are drawn by chance."""
_REPORT = Derived(name="review report", make=_report, of=ReviewReport)
"""How well claims are read, as reviewers see it."""
_LOST = Derived(name="lost reviews", make=_lost, of=list[Review])
"""Reviews that could not be carried over."""
_NO_REASON = "as the document has it"
"""What is kept where a reviewer who confirms a reading gives no reason."""


@router.get("/review")
def queue(
    request: Request,
    case: TheCase,
    desk: TheDesk,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
    document: Annotated[str, Query(max_length=500)] = "",
) -> HTMLResponse:
    """What to review next: what matters most and is least sure first."""
    found = desk.latest(_QUEUE, skip, document or None)
    return page(
        request, "review", items=found[:_PAGE], more=len(found) > _PAGE, skip=skip, step=_PAGE, document=document,
        last=case.reviews()[-8:][::-1], review_words=review_words, sample=False,
    )  # fmt: skip


@router.get("/review/sample")
def sample(request: Request, case: TheCase, desk: TheDesk) -> HTMLResponse:
    """Claims to review that are drawn by chance: what the report can be trusted on."""
    drawn = desk.latest(_SAMPLE)
    return page(
        request, "review", items=drawn, more=False, skip=0, step=_PAGE, document="",
        last=case.reviews()[-8:][::-1], review_words=review_words, sample=True,
    )  # fmt: skip


@router.get("/review/report")
def report(request: Request, case: TheCase, desk: TheDesk) -> HTMLResponse:
    """How well claims are read, as reviewers see it; every review, and those that were lost."""
    known = desk.latest(_REPORT)
    return page(
        request, "review_report", report=known, reviews=case.reviews()[::-1][:200],
        lost=desk.latest(_LOST), review_words=review_words,
    )  # fmt: skip


@router.get("/review/reviews.{form}")
def reviews_file(form: FileForm, case: TheCase, taking: TheTaking) -> StreamingResponse:
    """Every review as it was entered, as a file."""
    found = list(map(review_row, case.reviews()))
    return taking.file("reviews", form, columns=REVIEWS, rows=found, records=found)


@router.get("/review/events")
def events(request: Request, door: TheDoor) -> StreamingResponse:
    """Tells an open page when the case has changed."""
    return StreamingResponse(changes(request, door), media_type="text/event-stream")


@router.get("/review/{key}")
def show(request: Request, key: str, case: TheCase) -> HTMLResponse:
    """One claim: as it was read, as it stands, its reviews, and a form for each judgement."""
    return _page(request, case.reviewed(key))


@router.post("/review/{key}/enter", dependencies=[needs(Role.ANALYST)], response_model=None)
def enter(request: Request, key: str, form: OurForm, case: TheCase, visitor: Asker) -> HTMLResponse | RedirectResponse:
    """Enter a judgement on a claim, unless somebody else judged it since the page was opened."""
    if form["judgement"] not in (*Judgement,) or form["judgement"] == Judgement.UNDONE:
        raise QueryError("judgement", f"{form['judgement'][:40]!r} is none that can be entered")
    judgement = Judgement(form["judgement"])
    found = case.reviewed(key)
    seen = int_or(form["seen"], len(found.state.reviews))
    if len(found.state.reviews) != seen:
        since = by_whom(found.state.reviews[seen:])
        told = (
            f"{since} reviewed this claim since you opened it; nothing of yours was entered. Look again, then send it."
        )
        return _page(request, found, told=told, form=form, status=409)
    typed = _typed(form, found) if judgement is Judgement.CORRECTED else {}
    reason = form["reason"].strip() or (_NO_REASON if judgement is Judgement.CONFIRMED else "")
    case.review(found.read.claim.id, judgement, corrections=typed, reason=reason, by=as_by(visitor))
    back = form["back"] if form["back"] in ("/review", "/review/sample") else f"/review/{found.read.claim.id}"
    return RedirectResponse(back, 303)


@router.post("/review/{key}/undo", dependencies=[needs(Role.ANALYST)])
def undo(key: str, form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Take back a review: the last one of the claim that holds, or the one with a number."""
    number = int_or(form["number"], 0)
    case.undo_review(number or key, reason=form["reason"].strip() or "taken back", by=as_by(visitor))
    return RedirectResponse(f"/review/{key}", 303)


@router.post("/review/links", dependencies=[needs(Role.ANALYST)])
def links(form: OurForm, case: TheCase, visitor: Asker) -> RedirectResponse:
    """Confirm a link between two claims, cut it, or set another one."""
    one, other, reason, by = form["one"], form["other"], form["reason"], as_by(visitor)
    if form["what"] == "confirm":
        case.confirm_link(one, other, reason=reason.strip() or "the two are so", by=by)
    elif form["what"] == "cut":
        case.rule_link(one, other, relation=None, reason=reason, by=by)
    elif form["what"] in list(Relation):
        case.rule_link(one, other, relation=Relation(form["what"]), reason=reason, by=by)
    else:
        raise QueryError("what", f"{form['what'][:40]!r} is nothing that can be entered on a link")
    return RedirectResponse(link("/review"), 303)


def _page(
    request: Request, found: ReviewedClaim, *, told: str = "", form: Form | None = None, status: int = 200
) -> HTMLResponse:
    report = found.now or found.read
    return page(
        request, "reviewed", status=status, found=found, report=report, fields=_as_typed(report.claim), help=HELP,
        told=told, form=form or Form(), lines=review_lines(found.state), judgement=found.state.judgement,
    )  # fmt: skip


def _as_typed(claim: Claim) -> dict[str, str]:
    """The fields of a claim in words, for a form that corrects them."""
    values = {
        "speaker": claim.speaker or "", "chain": " > ".join(claim.sources), "certainty": claim.factuality.value,
        "kind": claim.kind.value, "time": time_words(claim.time) if claim.time else "", "place": places_words(claim),
        "quantity": "; ".join(map(figure_words, claim.quantities)), "text": claim.words,
    }  # fmt: skip
    return {name: values[name] for name in FIELDS}


def _typed(form: Form, found: ReviewedClaim) -> dict[str, str]:
    """What a form corrects: the fields whose value is another than the page showed."""
    shown = _as_typed((found.now or found.read).claim)
    return {
        name: form[f"f-{name}"]
        for name, held in shown.items()
        if f"f-{name}" in form and " ".join(form[f"f-{name}"].split()) != " ".join(held.split())
    }
