"""`tocsin ask`: a question, answered from the claims of the case."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import (
    At,
    Case,
    CertaintyFilter,
    KnownBy,
    PlaceFilter,
    RecordFormat,
    Since,
    SourceFilter,
    SpeakerFilter,
    Until,
    answering,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.model.answer import Answer, AnswerItem, Support

_RIVALS = 3
"""Accounts that disagree, or that came before, that are shown with an answer."""


def ask(
    question: Annotated[
        list[str],
        typer.Argument(help="A question in plain words; - reads questions from standard input.", show_default=False),
    ],
    source: SourceFilter = None,
    speaker: SpeakerFilter = None,
    place: PlaceFilter = None,
    since: Since = None,
    until: Until = None,
    certainty: CertaintyFilter = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many answers at most.")] = 5,
    form: Annotated[RecordFormat, typer.Option("--format", help="text, or json.")] = RecordFormat.TEXT,
    known_by: KnownBy = None,
    at: At = None,
    case: Case = None,
) -> None:
    """Answer a question from what the case's claims say: the best supported answer first, who disagrees, what changed.

    Nothing is made up: an answer is a claim somebody made, with the sentence it came from. With - each line of standard input
    is a question; as JSON each gets a line. One that cannot be asked does not stop the others; the exit status is then 1. The
    other options narrow the claims that may answer.
    """
    from tocsin.engine.records import answer_record
    from tocsin.errors import InputError, QueryError

    wanted = answering(source, speaker, place, since, until, certainty)
    many = question == ["-"]
    asked = failures = 0
    with open_case(case, known_by=known_by, at=at) as opened:
        for text in _lines() if many else [" ".join(question)]:
            asked += 1
            try:
                answer = opened.ask(text, limit=limit, wanted=wanted)
            except QueryError as error:
                if not many:
                    raise
                failures += 1
                output.warn(str(error))
                if form is RecordFormat.JSON:
                    output.json_line({"question": text, "problem": str(error)})
                continue
            if form is RecordFormat.JSON:
                output.json_line(answer_record(answer))
                continue
            if many:
                output.line(f"? {text}")
            print_answer(answer, narrowed=wanted != type(wanted)() or known_by is not None or at is not None)
    if many and not asked:
        raise InputError("standard input", "there is no question; give one a line")
    if failures:
        raise typer.Exit(1)


def _lines() -> "Iterator[str]":
    """The lines of standard input that are not empty."""
    return (line.strip() for line in typer.get_text_stream("stdin", encoding="utf-8", errors="replace") if line.strip())


def print_answer(answer: "Answer", *, narrowed: bool = False) -> None:
    """An answer for people to read; `narrowed` if only some of the case's claims could answer."""
    from tocsin.brief.wording import answer_lines

    for line in answer_lines(answer, narrowed=narrowed):
        output.line(line)
    if answer.near:
        output.line("")
    for number, item in enumerate((*answer.findings, *answer.near), start=1):
        print_item(f"{number}.", item)
    _print_side_by_side(answer)


def print_item(mark: str, item: "AnswerItem") -> None:
    """An answer's claim, who says it, its sentence, and what supports it, behind a mark."""
    from tocsin.brief.claim_lines import account_lines
    from tocsin.brief.wording import SHORT, chain_words, day_words, is_denial, kind_words

    report, claim = item.report, item.report.claim
    output.line(f"{mark} {claim.words}")
    who = chain_words(claim.speaker, claim.sources)
    said = day_words(report.published)
    marks = "as its opposite · " if item.is_opposite else ""
    marks += "revised since · " if item.support is not None and item.support.revised else ""
    marks += "earlier figure · " if item.later is not None else ""
    output.line(f"   {marks}{kind_words(claim)} · {who} · {said} · {report.name} · {claim.id[:SHORT]}")
    output.line(f"   “{' '.join(report.sentence.split())}”")
    if item.support is not None:
        for line in _support_lines(item.support, denied=is_denial(claim)):
            output.line(f"   {line}")
    if item.later is not None:
        for line in account_lines(item.later, mark="later:"):
            output.line(f"   {line}")
    output.line("")


def _support_lines(support: "Support", *, denied: bool) -> "Iterator[str]":
    """The weight of an answer that several reports support; who disagrees since when, and what changed.

    Of a denial it is weighed whether the denial is right, while the line above may show a clause without its “not”.
    """
    from tocsin.brief.claim_lines import account_lines
    from tocsin.brief.wording import SHORT, support_words

    estimate = support.estimate
    if words := support_words(estimate, denied=denied):
        yield f"{words} · tocsin origins {estimate.proposition[:SHORT]}"
    for rival in support.disagree[:_RIVALS]:
        yield from account_lines(rival.proposition.claims[0], mark="disagrees:")
    for rival in support.revised[:_RIVALS]:
        later = {link.claim for link in rival.links}
        newest = [report for report in rival.proposition.claims if report.claim.id in later]
        yield from account_lines((newest or rival.proposition.claims)[-1], mark="since then:")
    for linked in support.before[:_RIVALS]:
        yield from account_lines(linked.other, mark="before:")


def _print_side_by_side(answer: "Answer") -> None:
    """The figures of the answers, or their times, as a table, where the question asks for them."""
    from tocsin.brief.chart import described, title_of
    from tocsin.brief.wording import SHORT, chain_words, figure_words, time_words
    from tocsin.model.answer import Asked

    rows = []
    for report in (one.report for one in answer.findings):
        claim, time = report.claim, report.claim.time
        figures = map(figure_words, claim.quantities) if answer.asked is Asked.HOW_MANY else ()
        times = [time_words(time)] if time is not None and answer.asked is Asked.WHEN else ()
        who = chain_words(claim.speaker, claim.sources)
        rows += [(words, who, report.published or "", claim.id[:SHORT]) for words in (*figures, *times)]
    if rows:
        name, title = ("figure", "Figures side by side") if answer.asked is Asked.HOW_MANY else ("when", "Periods")
        output.table([(name, 4), ("who", 6), ("said", 2), ("id", 2)], rows, title=title)
    if answer.figures is not None:
        output.line(f"Together, {title_of(answer.figures)}: {described(answer.figures)}")
