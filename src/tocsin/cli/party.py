"""`tocsin party`: whose names are one party's, and what analysts rule on that."""

from typing import Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import At, By, Case, KnownBy, ListFormat

party = typer.Typer(
    no_args_is_help=True, help="List who is who in a case, and rule which names are one party's and which are not."
)

_SHOWN = (("party", 5), ("kind", 2), ("claims", 1), ("names", 8), ("speaks_for", 4), ("may_be", 4))
_PROPOSED = (("name", 5), ("other", 5), ("score", 2), ("kind", 2), ("because", 10))

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, as texts have it.", show_default=False)]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other name.", show_default=False)]
_Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept with the ruling.", show_default=False)]


@party.command("list")
def list_(
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List the parties of the case: all names that lead to each, whose word their word is, and whom they could be."""
    from tocsin.engine.list_rows import PARTIES, flat, party_row

    with open_case(case, known_by=known_by, at=at) as opened:
        parties = opened.parties()
    names = {one.id: one.name for one in parties}
    is_text = form in (ListFormat.TABLE, ListFormat.CSV)
    rows = (flat(row) if is_text else row for row in (party_row(one, names) for one in parties))
    if not output.listing(rows, form, csv_columns=PARTIES, table_columns=_SHOWN):
        output.warn("the case holds no name yet")


@party.command("show")
def show(name: _Name, known_by: KnownBy = None, at: At = None, case: Case = None) -> None:
    """Show whose name it is, every other name of that party, why they are one party's, and what was ruled on them."""
    from tocsin.brief.wording import count_words, ruling_words
    from tocsin.lexicon.wording import reason_words
    from tocsin.text.folding import folded

    with open_case(case, known_by=known_by, at=at) as opened:
        found, reasons = opened.party(name)
        rulings = opened.party_rulings()
        parties = {one.id: one.name for one in opened.parties()}
    if found is None:
        output.warn(f"“{name}” could be anybody, or the case has no such name; `tocsin party list` lists those it has")
        raise typer.Exit(1)
    output.line(f"{found.name} ({found.kind.value})")
    for one in found.names:
        output.line(f"  {one.written}: {count_words(one.claims, 'claim')}")
    for label, ids in (("speaks for", found.speaks_for), ("may be", found.may_be)):
        for key in ids:
            output.line(f"  {label} {parties.get(key, 'a body that no claim names')}")
    for reason in reasons:
        output.line(f"  {reason_words(reason)}")
    own = {folded(one.written) for one in found.names}
    for ruling in rulings:
        if {folded(ruling.name), folded(ruling.other)} & own:
            output.line(f"  {ruling.at.isoformat(timespec='seconds')} {ruling_words(ruling)}")


@party.command("propose")
def propose(
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """List parties whose names may be one party's, and why: across scripts, spellings, initials and short forms.

    Nothing is merged by it. `tocsin party merge` or `split` decides, and a pair that was ruled on is not proposed again.
    """
    from tocsin.lexicon.wording import reason_words

    with open_case(case, known_by=known_by, at=at) as opened:
        found = opened.party_proposals(limit=limit)
    rows = (
        {
            "name": one.names[0], "other": one.names[1], "score": round(one.score, 3), "kind": one.party.kind.value,
            "claims": one.party.claims + one.other.claims,
            "because": "; ".join(map(reason_words, one.reasons)),
        }
        for one in found.pairs
    )  # fmt: skip
    if found.left_out:
        output.warn(
            f"{found.left_out} parties were not compared: too many are named alike, those of most claims come first"
        )
    columns = ("name", "other", "score", "kind", "claims", "because")
    if not output.listing(rows, form, csv_columns=columns, table_columns=_PROPOSED) and form is ListFormat.TABLE:
        output.warn("no two parties of the case have names that may be one's")


@party.command("merge")
def merge(name: _Name, other: _Other, reason: _Reason, by: By = None, case: Case = None) -> None:
    """Rule that two names are one party's; `tocsin party undo` takes it back."""
    _rule(name, other, same=True, reason=reason, by=by, case=case)


@party.command("split")
def split(
    name: _Name,
    other: _Other,
    reason: _Reason,
    within: Annotated[
        list[str] | None,
        typer.Option(
            "--in",
            metavar="DOCUMENT",
            help="A document, by name or id, in which NAME means OTHER: two persons of one name. May be given several times.",
        ),
    ] = None,
    by: By = None,
    case: Case = None,
) -> None:
    """Rule that two names are two parties'; with --in, that NAME is OTHER's in some documents.

    For two persons of one name, OTHER is what to call the second of them: a name that no text needs to have.
    """
    _rule(name, other, same=False, reason=reason, by=by, case=case, documents=within or ())


@party.command("undo")
def undo(name: _Name, other: _Other, reason: _Reason, by: By = None, case: Case = None) -> None:
    """Take back what was ruled on two names; whether they are one party's is left to the rules again."""
    _rule(name, other, same=None, reason=reason, by=by, case=case)


def _rule(name: str, other: str, **ruling: Any) -> None:
    from tocsin.brief.wording import ruling_words
    from tocsin.text.folding import folded

    with open_case(ruling.pop("case")) as opened:
        known = {folded(one.written) for held in opened.parties() for one in held.names}
        entered = opened.rule_party(name, other, **ruling)
    output.line(ruling_words(entered))
    for written in (name, *(() if entered.documents else (other,))):
        if folded(written) not in known:
            output.warn(
                f"no claim of the case bears the name “{written}” yet; `tocsin party list` lists those they bear"
            )
