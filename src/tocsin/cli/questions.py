"""`tocsin questions`: questions that a case keeps, and what is new on them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.cli.options import (
    By,
    Case,
    CertaintyFilter,
    ListFormat,
    PlaceFilter,
    RecordFormat,
    Since,
    SourceFilter,
    SpeakerFilter,
    Until,
    answering,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.model.quantity import Quantity
    from tocsin.model.standing import ChangedAnswer, QuestionNews

questions = typer.Typer(no_args_is_help=True, help="Keep questions in a case, and tell what is new on each.")

NEWS = 3
"""The exit status where anything is new."""
_RIVALS = 3
"""Accounts that took the place of an earlier answer, or contradict it, that are shown with it."""
_SHOWN = (("number", 1), ("question", 8), ("wanted", 6), ("at", 3), ("by", 2))

_Numbers = Annotated[
    list[int] | None,
    typer.Argument(metavar="[NUMBER]...", help="Numbers of questions; by default all are run.", show_default=False),
]


@questions.command("add")
def add(
    question: Annotated[list[str], typer.Argument(help="A question in plain words.", show_default=False)],
    source: SourceFilter = None,
    speaker: SpeakerFilter = None,
    place: PlaceFilter = None,
    since: Since = None,
    until: Until = None,
    certainty: CertaintyFilter = None,
    by: By = None,
    case: Case = None,
) -> None:
    """Keep a question. The options narrow the claims that may answer it, as those of `tocsin ask` do."""
    wanted = answering(source, speaker, place, since, until, certainty)
    with open_case(case) as opened:
        kept, is_new = opened.keep_question(" ".join(question), wanted=wanted, by=by)
    output.line(f"{kept.number}. {kept.question}" + ("" if is_new else " (is kept already)"))


@questions.command("list")
def list_(
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE, case: Case = None
) -> None:
    """List the questions that the case keeps."""
    from tocsin.brief.wording import wanted_words
    from tocsin.engine.records import standing_record

    with open_case(case) as opened:
        kept = opened.standing_questions()
    rows: Iterator[dict[str, Any]] = map(standing_record, kept)
    if form is ListFormat.TABLE or form is ListFormat.CSV:
        rows = ({**standing_record(one), "wanted": wanted_words(one)} for one in kept)
    number = output.listing(rows, form, csv_columns=[name for name, _ in _SHOWN], table_columns=_SHOWN)
    if not number and form is ListFormat.TABLE:
        output.warn("the case keeps no question; `tocsin questions add` keeps one")


@questions.command("change")
def change(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number in the list.", show_default=False)],
    question: Annotated[list[str], typer.Argument(help="The new words.", show_default=False)],
    source: SourceFilter = None,
    speaker: SpeakerFilter = None,
    place: PlaceFilter = None,
    since: Since = None,
    until: Until = None,
    certainty: CertaintyFilter = None,
    by: By = None,
    case: Case = None,
) -> None:
    """Change the words of a question. It keeps its number and its answers; its earlier words are kept, and chained."""
    wanted = answering(source, speaker, place, since, until, certainty)
    with open_case(case) as opened:
        changed = opened.change_question(number, " ".join(question), wanted=wanted, by=by)
    output.line(f"{changed.number}. {changed.question} (version {changed.version})")


@questions.command("remove")
def remove(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number in the list.", show_default=False)],
    by: By = None,
    case: Case = None,
) -> None:
    """Ask a question no longer; its number is not used again."""
    with open_case(case) as opened:
        removed = opened.remove_question(number, by=by)
    output.line(f"{removed.number}. {removed.question} (is asked no longer)")


@questions.command("run")
def run(
    numbers: _Numbers = None,
    form: Annotated[RecordFormat, typer.Option("--format", help="text, or json.")] = RecordFormat.TEXT,
    limit: Annotated[int, typer.Option(min=1, max=20, help="How many new answers of each are shown as text.")] = 5,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Record nothing: the next run tells the same.")] = False,
    case: Case = None,
) -> None:
    """Tell what is new on the kept questions since each was last run; the exit status is 3 where anything is, else 0.

    New are: answers that were never given, further reports of known ones, other figures, answers that were revised or
    contradicted since, and answers whose documents were removed. On the first run every answer is new. As JSON each question
    gets a line.
    """
    from tocsin.engine.records import news_record

    is_any = False
    with open_case(case) as opened:
        if not opened.standing_questions():
            output.warn("the case keeps no question; `tocsin questions add` keeps one")
        for news in opened.run_questions(*(numbers or ()), record=not dry_run):
            is_any = is_any or news.is_news
            if form is RecordFormat.JSON:
                output.json_line(news_record(news))
            else:
                _print(news, limit)
    if is_any:
        raise typer.Exit(NEWS)


def _print(news: "QuestionNews", limit: int) -> None:
    from tocsin.brief.wording import news_words, wanted_words
    from tocsin.cli.ask import print_item

    narrowed = wanted_words(news.question)
    output.line(f"{news.question.number}. {news.question.question}" + (f" ({narrowed})" if narrowed else ""))
    output.line(f"   {news_words(news)}")
    if news.figures is not None:
        output.line(f"   figure: {_figures(news.figures.now)}; before: {_figures(news.figures.before)}")
    output.line("")
    for number, item in enumerate(news.new[:limit], start=1):
        print_item(f"new {number}.", item)
    for item in news.further[:limit]:
        print_item("further reports:", item)
    _print_changed("revised", "now", news.revised)
    _print_changed("contradicted", "by", news.contradicted)
    for given in news.gone:
        output.line(f"gone: “{given.words}” · {given.claim[:8]}: its documents were removed or read again")
        output.line("")


def _print_changed(what: str, mark: str, changed: "Iterable[ChangedAnswer]") -> None:
    from tocsin.brief.claim_lines import account_lines

    for one in changed:
        output.line(f"{what}: “{one.answer.words}” · {one.answer.claim[:8]}")
        for rival in one.rivals[:_RIVALS]:
            for line in account_lines(rival.proposition.claims[-1], mark=f"{mark}:"):
                output.line(f"   {line}")
        output.line("")


def _figures(figures: "Iterable[Quantity]") -> str:
    from tocsin.brief.wording import figure_words

    return ", ".join(map(figure_words, figures))
