"""`tocsin review`: what people judge of claims, links and names, and what they are to look at next."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import By, Case, KnownBy, ListFormat
from tocsin.engine.correction_help import HELP
from tocsin.model.link import Relation

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase
    from tocsin.model.review import QueueItem, Review, ReviewedClaim, ReviewReport, Share

_ENTERED = (("number", 1), ("at", 3), ("claim", 2), ("judgement", 2), ("corrected", 3), ("by", 2), ("reason", 6))
_QUEUED = (("id", 2), ("priority", 2), ("what", 2), ("read_as", 5), ("text", 9), ("because", 6))


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
    undo_number: Annotated[
        int | None, typer.Option("--undo-number", metavar="N", help="Take back the review with this number.")
    ] = None,
    confirm_link: Annotated[
        str | None, typer.Option("--confirm-link", metavar="OTHER", help="The link to this claim is right.")
    ] = None,
    cut_link: Annotated[
        str | None, typer.Option("--cut-link", metavar="OTHER", help="There is no link to this claim.")
    ] = None,
    add_link: Annotated[
        str | None, typer.Option("--link", metavar="OTHER", help="There is a link to this claim; say which with --as.")
    ] = None,
    relation: Annotated[
        Relation | None, typer.Option("--as", help="What the claim is to the other one.", show_default=False)
    ] = None,
    merge: Annotated[
        tuple[str, str] | None,
        typer.Option("--merge", metavar="NAME OTHER", help="The two names are one party's.", show_default=False),
    ] = None,
    split: Annotated[
        tuple[str, str] | None,
        typer.Option("--split", metavar="NAME OTHER", help="They are two parties'.", show_default=False),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", "--reason", help="Why; it is kept with the review.", show_default=False)
    ] = None,
    by: By = None,
    following: Annotated[bool, typer.Option("--next", help="Show what is to be reviewed next, in full.")] = False,
    sample: Annotated[
        bool, typer.Option("--sample", help="Offer claims drawn by chance: what --report can be trusted on.")
    ] = False,
    report: Annotated[bool, typer.Option("--report", help="How well claims are read, as reviewers see it.")] = False,
    every: Annotated[bool, typer.Option("--list", help="List every review, those taken back too.")] = False,
    lost: Annotated[
        bool, typer.Option("--lost", help="List the reviews that could not be carried over to a later reading.")
    ] = False,
    document: Annotated[str | None, typer.Option(help="Offer what stands in this document only.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to offer at most.")] = 20,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print lists.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    case: Case = None,
) -> None:
    """Review how claims were read: without an ID, list what to look at next, what matters most and is least sure first.

    With an ID, show the claim with its reviews, or enter a judgement on it. A correction holds from then on in every
    command, also after the document is read again. Of two reviews the later holds; both are kept.
    """
    from tocsin.model.review import Judgement

    judgements = [
        judgement
        for judgement, is_given in (
            (Judgement.CONFIRMED, confirm), (Judgement.CORRECTED, bool(correct)), (Judgement.REJECTED, reject),
            (Judgement.NO_CLAIM, no_claim), (Judgement.UNDONE, undo),
        )
        if is_given
    ]  # fmt: skip
    rulings = [one for one in (confirm_link, cut_link, add_link, merge, split, undo_number) if one is not None]
    if len(judgements) + len(rulings) > 1:
        raise typer.BadParameter("one judgement at a time")
    if key is None and (judgements or confirm_link or cut_link or add_link):
        raise typer.BadParameter("which claim? tocsin review ID …")
    if (judgements or rulings) and why is None:
        raise typer.BadParameter("say why with --why …; it is kept with the review")
    if (add_link is None) != (relation is None):
        raise typer.BadParameter("a link is --link OTHER --as RELATION")
    reason = why or ""
    from tocsin.brief.review_lines import review_words

    with open_case(case, known_by=known_by) as opened:
        if rulings:
            _rule(
                opened, key or "", confirm_link=confirm_link, cut_link=cut_link, add_link=add_link, relation=relation,
                merge=merge, split=split, undo_number=undo_number, reason=reason, by=by,
            )  # fmt: skip
        elif key is not None and judgements:
            if undo:
                entered = opened.undo_review(key, reason=reason, by=by)
            else:
                entered = opened.review(key, judgements[0], corrections=_typed(correct or ()), reason=reason, by=by)
            output.line(review_words(entered))
        elif key is not None:
            print_reviewed(opened.reviewed(key))
        elif report:
            _print_report(opened.review_report(), form)
        elif every or lost:
            _list(opened.reviews() if every else opened.lost_reviews(), form)
        elif sample:
            _offer(opened.review_sample(limit=limit), form)
        elif following:
            for item in opened.review_queue(limit=1, document=document):
                _print_item(opened, item)
        else:
            _offer(opened.review_queue(limit=limit, document=document), form)


def _rule(
    opened: "OpenCase", key: str, *, confirm_link: str | None, cut_link: str | None, add_link: str | None,
    relation: Relation | None, merge: tuple[str, str] | None, split: tuple[str, str] | None, undo_number: int | None,
    reason: str, by: str | None,
) -> None:  # fmt: skip
    """Enter a ruling on a link or on two names, or take back a review by its number."""
    from tocsin.brief.review_lines import review_words

    if undo_number is not None:
        output.line(review_words(opened.undo_review(undo_number, reason=reason, by=by)))
        return
    names = merge or split
    if names is not None:
        ruled = opened.rule_party(*names, same=merge is not None, reason=reason, by=by)
        output.line(f"“{ruled.name}” and “{ruled.other}” are {'one party' if ruled.same else 'two parties'}, "
                    f"by {ruled.by}: {ruled.reason}")  # fmt: skip
        return
    if confirm_link is not None:
        ruling = opened.confirm_link(key, confirm_link, reason=reason, by=by)
    else:
        ruling = opened.rule_link(key, add_link or cut_link or "", relation=relation, reason=reason, by=by)
    stands = "is not linked to" if ruling.relation is None else ruling.relation.value
    output.line(f"{ruling.claim[:8]} {stands} {ruling.other[:8]}, by {ruling.by}: {ruling.reason}")


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
    from tocsin.engine.list_rows import REVIEWS, review_row

    number = output.listing(map(review_row, reviews), form, csv_columns=REVIEWS, table_columns=_ENTERED)
    if not number and form is ListFormat.TABLE:
        output.warn("there is no such review")


def _offer(items: Iterable["QueueItem"], form: ListFormat) -> None:
    rows = map(_row, items)
    columns = [*(name for name, _ in _QUEUED), "other", "matters", "unsure", "document"]
    if not output.listing(rows, form, csv_columns=columns, table_columns=_QUEUED) and form is ListFormat.TABLE:
        output.warn("nothing is left to review")


def _row(item: "QueueItem") -> dict[str, Any]:
    from tocsin.brief.wording import chain_words
    from tocsin.lexicon.wording import reason_words

    claim, linked = item.report.claim, item.linked
    read_as = f"{claim.kind.value}, {claim.factuality.words}; {chain_words(claim.speaker, claim.sources)}"
    text = claim.words
    if linked is not None:
        read_as = f"{linked.link.relation.value} {linked.other.claim.id[:8]}"
        text = f"{text} | {linked.other.claim.words}"
    return {
        "id": claim.id[:8], "priority": f"{item.priority:.2f}", "what": "claim" if linked is None else "link",
        "read_as": read_as, "text": text, "because": "; ".join(map(reason_words, item.reasons)),
        "other": linked.other.claim.id if linked is not None else None, "matters": round(item.matters, 3),
        "unsure": round(item.unsure, 3), "document": item.report.name,
    }  # fmt: skip


def _print_item(opened: "OpenCase", item: "QueueItem") -> None:
    """Print what is to be reviewed next, and how to say what is right."""
    row = _row(item)
    key = row["id"]
    if item.linked is None:
        print_reviewed(opened.reviewed(item.report.claim.id))
        ways: tuple[str, ...] = ("--confirm", "--correct FIELD=VALUE", "--reject", "--no-claim")
    else:
        output.line(f"link      {row['read_as']}")
        for report in (item.linked.claim, item.linked.other):
            output.line(f"  {report.claim.id[:8]} {report.name}: {report.sentence}")
        other = item.linked.other.claim.id[:8]
        ways = (f"--confirm-link {other}", f"--cut-link {other}", f"--link {other} --as RELATION")
    output.line(f"  {'because':9} {row['because']}")
    for way in ways:
        output.line(f"  tocsin review {key} {way} --why …")


def _print_report(found: "ReviewReport", form: ListFormat) -> None:
    from tocsin.brief.wording import count_words
    from tocsin.model.record import to_json

    if form is ListFormat.JSON or form is ListFormat.JSONL:
        output.json_line(to_json(found))
        return
    rows = [
        ("read right in every field", found.right),
        ("said by the document", found.stand),
        *((f"{name} read right", share) for name, share in found.fields.items()),
        ("reviewers agree, where several looked", found.agreement),
    ]
    shown = [{"of claims": label, **_shares(share)} for label, share in rows]
    columns = ("of claims", "share", "interval", "number")
    output.listing(
        shown, form, csv_columns=columns, table_columns=(("of claims", 6), *((one, 2) for one in columns[1:]))
    )
    judged = ", ".join(f"{number} {name}" for name, number in found.judgements.items()) or "none"
    by = ", ".join(f"{name} {number}" for name, number in found.reviewers.items()) or "nobody"
    output.line(f"{count_words(found.claims, 'claim')} reviewed: {judged}; reviews by {by}")
    lost = count_words(found.lost, "review")
    output.line(f"{found.disputed} disputed; {lost} could not be carried over (tocsin review --lost)")


def _shares(share: "Share") -> dict[str, str]:
    if share.low is None or share.high is None:
        return {"share": "", "interval": "", "number": f"{share.part} of {share.of}"}
    return {
        "share": f"{share.part / share.of:.0%}", "interval": f"{share.low:.0%}–{share.high:.0%}",
        "number": f"{share.part} of {share.of}",
    }  # fmt: skip


def print_reviewed(found: "ReviewedClaim") -> None:
    """Print a claim as it was read and as it stands, and its reviews."""
    from tocsin.brief.review_lines import review_lines
    from tocsin.brief.wording import certainty_words, chain_words

    for label, report in (("read", found.read), ("stands", found.now)):
        if report is None:
            output.line(f"{label:9} no longer: {found.state.judgement or 'superseded'}")
            continue
        claim = report.claim
        if label == "stands" and claim == found.read.claim:
            continue
        said = f"{claim.kind.value}, {certainty_words(claim)}; {chain_words(claim.speaker, claim.sources)}"
        output.line(f"{label:9} {claim.id[:8]} {said}: {claim.words}")
    output.line(f"{'document':9} {found.read.name}: {found.read.sentence}")
    for name, value in review_lines(found.state):
        output.line(f"  {name:9} {value}")
    if not found.state.reviews:
        output.line("  nobody has reviewed it yet")
