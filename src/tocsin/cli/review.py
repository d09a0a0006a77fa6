"""`tocsin review`: what people judge of claims, links and parties, and what they are to look at next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import By, Case, ListFormat
from tocsin.engine.corrections import HELP
from tocsin.model.review import Judgement

if TYPE_CHECKING:
    from tocsin.model.review import Review, ReviewedClaim

_ENTERED = (("number", 1), ("at", 3), ("claim", 2), ("judgement", 2), ("corrected", 3), ("by", 2), ("reason", 6))


def review(
    key: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="A claim's id, or the beginning of it.", show_default=False),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="The claim was read right.")] = False,
    correct: Annotated[
        list[str] | None,
        typer.Option(
            "--correct", metavar="FIELD=VALUE", help=f"May be given several times: {HELP}.", show_default=False
        ),
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="The document does not say this.")] = False,
    no_claim: Annotated[
        bool, typer.Option("--no-claim", help="The passage states nothing: a heading, a caption.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last review of the claim that holds.")] = False,
    why: Annotated[
        str | None, typer.Option("--why", "--reason", help="Why; it is kept with the review.", show_default=False)
    ] = None,
    by: By = None,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print lists.")] = ListFormat.TABLE,
    case: Case = None,
) -> None:
    """Review how claims were read: list what to look at next, show a claim with its reviews, or enter a judgement."""
    judgements = [
        judgement
        for judgement, is_given in (
            (Judgement.CONFIRMED, confirm), (Judgement.CORRECTED, bool(correct)), (Judgement.REJECTED, reject),
            (Judgement.NO_CLAIM, no_claim), (Judgement.UNDONE, undo),
        )
        if is_given
    ]  # fmt: skip
    if len(judgements) > 1:
        raise typer.BadParameter("one judgement at a time: --confirm, --correct, --reject, --no-claim or --undo")
    if judgements and key is None:
        raise typer.BadParameter("which claim? tocsin review ID …")
    if judgements and why is None:
        raise typer.BadParameter("say why with --why …; it is kept with the review")
    with open_case(case) as opened:
        if key is None:
            _list(opened.reviews(), form)
        elif judgements and why is not None:
            if undo:
                entered = opened.undo_review(key, reason=why, by=by)
            else:
                entered = opened.review(key, judgements[0], corrections=_typed(correct or ()), reason=why, by=by)
            output.line(_told(entered))
        else:
            print_reviewed(opened.reviewed(key))


def _typed(correct: Sequence[str]) -> dict[str, str]:
    """The corrections as fields and values."""
    typed: dict[str, str] = {}
    for one in correct:
        field, equals, value = one.partition("=")
        if not equals:
            raise typer.BadParameter(f"{one!r} is no correction; write FIELD=VALUE, as in --correct kind=threat")
        typed[field.strip()] = value
    return typed


def _list(reviews: Sequence["Review"], form: ListFormat) -> None:
    rows = (
        {
            "number": one.number, "at": one.at.isoformat(timespec="seconds"), "claim": one.claim,
            "judgement": one.judgement.value, "corrected": ", ".join(one.corrected), "undoes": one.undoes, "by": one.by,
            "reason": one.reason, "document": one.document, "words": one.words,
        }
        for one in reviews
    )  # fmt: skip
    columns = [name for name, _ in _ENTERED]
    if not output.listing(rows, form, csv_columns=[*columns, "undoes", "document", "words"], table_columns=_ENTERED):
        output.warn("nothing was reviewed yet")


def _told(one: "Review") -> str:
    """A review in a line."""
    return f"{one.number}  {one.claim[:8]} {one.told}, by {one.by}: {one.reason}"


def review_lines(found: "ReviewedClaim") -> list[tuple[str, str]]:
    """What was judged of a claim, by whom and why, a line each; those taken back too."""
    holding = {one.number for one in found.state.holding}
    lines = []
    for one in found.state.reviews:
        held = "" if one.number in holding or one.undoes is not None else " (taken back)"
        lines.append(("review", f"{one.at.isoformat(timespec='minutes')} {_told(one)}{held}"))
    if found.state.is_disputed:
        lines.append(("disputed", "reviewers hold different things of it; the later review holds"))
    return lines


def print_reviewed(found: "ReviewedClaim") -> None:
    """Print a claim as it was read and as it stands, and its reviews."""
    from tocsin.brief.wording import certainty_words, chain_words

    for label, report in (("read", found.read), ("stands", found.now)):
        if report is None:
            output.line(f"{label:9} no longer: {found.state.judgement or 'superseded'}")
            continue
        claim = report.claim
        if label == "stands" and claim == found.read.claim:
            continue
        output.line(f"{label:9} {claim.id[:8]} {claim.kind.value}, {certainty_words(claim)}; "
                    f"{chain_words(claim.speaker, claim.sources)}: {claim.words}")  # fmt: skip
    output.line(f"{'document':9} {found.read.name}: {found.read.sentence}")
    for name, value in review_lines(found):
        output.line(f"  {name:9} {value}")
    if not found.state.reviews:
        output.line("  nobody has reviewed it yet")
