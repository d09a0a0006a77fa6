"""`tocsin ask`: a question, answered from the claims of the case."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.case import open_case
from tocsin.cli.options import Case, RecordFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.model.answer import Answer, AnswerItem, Support

_RIVALS = 3
"""Accounts that disagree, or that came before, that are shown with an answer."""


def ask(
    question: Annotated[list[str], typer.Argument(help="A question in plain words.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many answers at most.")] = 5,
    form: Annotated[RecordFormat, typer.Option("--format", help="text, or json.")] = RecordFormat.TEXT,
    case: Case = None,
) -> None:
    """Answer a question from what the case's claims say: the best supported answer first, who disagrees, what changed.

    Nothing is made up: an answer is a claim somebody made, with the sentence it came from.
    """
    from tocsin.cli import output
    from tocsin.engine.records import answer_record

    with open_case(case) as opened:
        answer = opened.ask(" ".join(question), limit=limit)
    if form is RecordFormat.JSON:
        output.json_line(answer_record(answer))
    else:
        print_answer(answer)


def print_answer(answer: "Answer") -> None:
    """An answer for people to read."""
    from tocsin.model.answer import Asked

    if not answer.findings:
        _print_nothing(answer)
        return
    for number, finding in enumerate(answer.findings, start=1):
        _print_finding(number, finding)
    if answer.asked is Asked.HOW_MANY:
        _print_figures(answer)
    if answer.asked is Asked.WHEN:
        _print_periods(answer)


def _print_nothing(answer: "Answer") -> None:
    from tocsin.cli import output

    if answer.unknown:
        output.line(f"The case holds nothing on: {', '.join(answer.unknown)}.")
    else:
        words = " ".join(answer.words)
        output.line(
            f'No claim of the case fits this question well enough. `tocsin claims "{words}"` lists those with its words.'
        )


def _print_finding(number: int, finding: "AnswerItem") -> None:
    from tocsin.brief.wording import certainty_words, chain_words
    from tocsin.cli import output

    found, claim = finding.report, finding.report.claim
    kind = "" if claim.kind.value == "statement" else f", {claim.kind.value}"
    said = found.published.isoformat() if found.published else "on a day not known"
    output.line(f"{number}. {' '.join(claim.text.split())}")
    who = chain_words(claim.speaker, claim.sources)
    output.line(f"   {certainty_words(claim)}{kind} · {who} · {said} · {found.name} · {claim.id[:8]}")
    output.line(f"   “{' '.join(found.sentence.split())}”")
    if finding.support is not None:
        for line in _support_lines(finding.support, denied=claim.score < 0 and claim.kind.value != "former belief"):
            output.line(f"   {line}")
    output.line("")


def _support_lines(support: "Support", *, denied: bool) -> "Iterator[str]":
    """The weight of an answer, where more than its own claim tells of it; who disagrees since when, and what changed.

    Of a denial it is weighed whether the denial is right, while the line above may show a clause without its “not”.
    """
    from tocsin.brief.accounts import account_lines, weight_words

    estimate = support.estimate
    if estimate.reports > 1 or estimate.against:
        what = "that it is not so: " if denied else ""
        yield f"{what}{weight_words(estimate)} · tocsin origins {estimate.proposition[:8]}"
    for what, rivals in (("disagrees", support.disagree), ("since then", support.revised)):
        for rival in rivals[:_RIVALS]:
            yield from account_lines(rival.proposition.claims[0], mark=f"{what}:")
    for linked in support.before[:_RIVALS]:
        yield from account_lines(linked.other, mark="before:")


def _print_figures(answer: "Answer") -> None:
    from tocsin.brief.wording import chain_words, figure_words
    from tocsin.cli import output

    rows = [
        (
            figure_words(quantity),
            chain_words(one.report.claim.speaker, one.report.claim.sources),
            one.report.published or "",
            one.report.claim.id[:8],
        )
        for one in answer.findings
        for quantity in one.report.claim.quantities
    ]
    if rows:
        output.table([("figure", 4), ("who", 6), ("said", 2), ("id", 2)], rows, title="Figures side by side")


def _print_periods(answer: "Answer") -> None:
    from tocsin.brief.wording import chain_words, time_words
    from tocsin.cli import output

    rows = [
        (
            time_words(one.report.claim.time),
            chain_words(one.report.claim.speaker, one.report.claim.sources),
            one.report.published or "",
            one.report.claim.id[:8],
        )
        for one in answer.findings
        if one.report.claim.time is not None
    ]
    if rows:
        output.table([("when", 4), ("who", 6), ("said", 2), ("id", 2)], rows, title="Periods")
