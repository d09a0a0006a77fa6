"""`tocsin show`: one claim in its paragraph, or one document."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, Case, KnownBy, RecordFormat
from tocsin.cli.review import print_reviewed
from tocsin.errors import NotInCase

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase
    from tocsin.model.query import DocumentRow


def show(
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of a claim or document, the beginning of one, or a document's name.",
            show_default=False,
        ),
    ],
    form: Annotated[
        RecordFormat, typer.Option("--format", help="text, or json with everything that is known.")
    ] = RecordFormat.TEXT,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """Show a claim in its paragraph, why it is as certain, and who takes a stance on it; or a document with its claims."""
    with open_case(case, known_by=known_by, at=at) as opened:
        try:
            _document(opened, key, form)
        except NotInCase:
            _claim(opened, key, form)


def _claim(opened: "OpenCase", key: str, form: RecordFormat) -> None:
    from tocsin.brief.claim_lines import certainty_reasons, details
    from tocsin.brief.review_lines import review_lines
    from tocsin.brief.wording import certainty_words, chain_words
    from tocsin.engine.records import claim_record, reviews_record

    reviewed = opened.reviewed(key)
    found = reviewed.now
    if form is RecordFormat.JSON:
        more = reviews_record(reviewed) if reviewed.state.reviews else {}
        output.json_line({**claim_record(found or reviewed.read), **more})
        return
    if found is None:
        print_reviewed(reviewed)
        return
    claim, event = found.claim, found.claim.event
    reading, row = opened.document(found.document)
    text = reading.document.text
    output.line(f"claim {claim.id}: {claim.kind.value}, {certainty_words(claim)}")
    facts = [("who", chain_words(claim.speaker, claim.sources)), *details(claim, text)]
    if event is not None:
        acts = (event.actor or "…", event.lemma, event.object or "…", event.recipient)
        facts.append(("action", " — ".join(act for act in acts if act)))
    facts += certainty_reasons(claim)
    facts += review_lines(reviewed.state)
    facts.append(("document", f"{row.name} · {_published_where(row, 'day not known')}"))
    facts.append(("evidence", f"{found.document}, characters {claim.start}–{claim.end}"))
    # A name alone is no proof: the entry is shown, and the reader compares.
    facts += [("on list", f"{name}: {one.program}, by name only ({one.entry})") for name, one in opened.marks(found)]
    for name, value in facts:
        output.line(f"  {name:9} {value}")
    stated = opened.stated(claim.id)
    for taker in stated.takers if len(stated.takers) > 1 else ():
        own = "this claim" if taker.report.claim.id == claim.id else taker.report.claim.id[:8]
        told = f"{taker.stance.value}: {taker.report.claim.words}"
        facts_line = f"{told} · {taker.origin or 'origin not told'} · {taker.report.name} · {own}"
        output.line(f"  {'stance':9} {facts_line}")
    start, end = text.rfind("\n", 0, claim.start) + 1, text.find("\n", claim.end)
    after = text[claim.end : end if end >= 0 else None]
    output.line("")
    output.line(f"  {text[start : claim.start]}⟦{text[claim.start : claim.end]}⟧{after}")


def _document(opened: "OpenCase", key: str, form: RecordFormat) -> None:
    from dataclasses import replace

    from tocsin.brief.wording import certainty_words, chain_words, count_words
    from tocsin.lexicon.wording import reason_words
    from tocsin.model.record import to_record

    reading, row = opened.document(key)
    claims = tuple(found.claim for found in opened.claims_of(row.id))
    if form is RecordFormat.JSON:
        output.json_line(to_record(replace(reading, claims=claims), notes=True, words=reason_words))
        return
    output.line(row.title or row.name)
    output.line(f"  {_published_where(row, 'day of publication not known', count_words(len(claims), 'claim'))}")
    output.line(f"  {row.id}")
    if row.removed is not None:
        output.line(f"  removed from the case: {row.removed}")
    _found_at(opened, row.id)
    output.block(f"\n{reading.document.text.rstrip()}\n")
    for claim in claims:
        said = f"{claim.kind.value}, {certainty_words(claim)}; {chain_words(claim.speaker, claim.sources)}"
        output.line(f"  {claim.id[:8]}  {said}: {claim.words}")


def _found_at(opened: "OpenCase", document: str) -> None:
    """Where a document was found, and what it says otherwise than the version before it."""
    for seen in opened.sightings(document):
        there = f", which {seen.answered} answered" if seen.answered else ""
        output.line(f"  found at {seen.address}{there}, {seen.at:%Y-%m-%d %H:%M} UTC")
        if seen.replaces is not None:
            output.line(f"  a later version of {seen.replaces}, which says otherwise:")
            for line in (seen.difference or "").splitlines():
                output.line(f"    {line}")


def _published_where(row: "DocumentRow", no_day: str, *more: str) -> str:
    day = row.published.isoformat() if row.published else no_day
    return " · ".join((row.outlet or "outlet not known", day, *more, *filter(None, (row.url,))))
