"""`tocsin show`: one claim in its paragraph, or one document."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.case import open_case
from tocsin.cli.options import Case, RecordFormat
from tocsin.errors import NotInCase

if TYPE_CHECKING:
    from tocsin.engine.case import Case as OpenCase


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
    case: Case = None,
) -> None:
    """Show a claim in its paragraph with the reasons for its certainty, or a document with its claims."""
    with open_case(case) as opened:
        try:
            _document(opened, key, form)
        except NotInCase:
            _claim(opened, key, form)


def _claim(opened: "OpenCase", key: str, form: RecordFormat) -> None:
    from tocsin.brief.claim_lines import certainty_reasons, details
    from tocsin.brief.wording import certainty_words, chain_words
    from tocsin.cli import output
    from tocsin.engine.records import claim_record

    found = opened.claim(key)
    if form is RecordFormat.JSON:
        output.json_line(claim_record(found))
        return
    claim = found.claim
    reading, row = opened.document(found.document)
    text = reading.document.text
    output.line(f"claim {claim.id}: {claim.kind.value}, {certainty_words(claim)}")
    facts = [("who", chain_words(claim.speaker, claim.sources)), *details(claim, text)]
    if claim.event is not None:
        action = claim.event
        facts.append(
            (
                "action",
                f"{action.actor or '…'} — {action.lemma} — {action.object or '…'}"
                + (f" — {action.recipient}" if action.recipient else ""),
            )
        )
    facts += certainty_reasons(claim)
    published = row.published.isoformat() if row.published else "day not known"
    facts.append(
        (
            "document",
            f"{row.name} · {row.outlet or 'outlet not known'} · {published}" + (f" · {row.url}" if row.url else ""),
        )
    )
    facts.append(("evidence", f"{found.document}, characters {claim.start}–{claim.end}"))
    for name, value in facts:
        output.line(f"  {name:9} {value}")
    start = text.rfind("\n", 0, claim.start) + 1
    end = text.find("\n", claim.end)
    end = len(text) if end < 0 else end
    output.line("")
    output.line(f"  {text[start : claim.start]}⟦{text[claim.start : claim.end]}⟧{text[claim.end : end]}")


def _document(opened: "OpenCase", key: str, form: RecordFormat) -> None:
    from dataclasses import replace

    from tocsin.brief.wording import certainty_words, chain_words
    from tocsin.cli import output
    from tocsin.lexicon.wording import reason_words
    from tocsin.model.record import to_record

    reading, row = opened.document(key)
    found = opened.claims_of(row.id)
    if form is RecordFormat.JSON:
        claims = tuple(one.claim for one in found)
        output.json_line(to_record(replace(reading, claims=claims), notes=True, words=reason_words))
        return
    output.line(f"{row.title or row.name}")
    published = row.published.isoformat() if row.published else "day of publication not known"
    output.line(
        f"  {row.outlet or 'outlet not known'} · {published} · {len(found)} claims"
        + (f" · {row.url}" if row.url else "")
    )
    output.line(f"  {row.id}")
    if row.removed is not None:
        output.line(f"  removed from the case: {row.removed}")
    output.line("")
    output.block(reading.document.text.rstrip())
    output.line("")
    for one in found:
        claim = one.claim
        said = f"{claim.kind.value}, {certainty_words(claim)}; {chain_words(claim.speaker, claim.sources)}"
        output.line(f"  {claim.id[:8]}  {said}: {' '.join(claim.text.split())}")
