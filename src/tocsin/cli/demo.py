"""`tocsin demo`: the bundled sample case, built, asked, weighed and briefed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import output
from tocsin.cli.case import open_case
from tocsin.text.numbers import percent

if TYPE_CHECKING:
    from tocsin.engine.case import Case
    from tocsin.model.choice_report import ChoiceOutlook

_FOLDER = Path(__file__).parent.parent / "demo"
_BEFORE, _AFTER = date(2026, 4, 5), date(2026, 4, 11)
"""The days before and after the last document came out."""
_FIGURE, _PLACE = "people left", "Lavamünd"
_CHOICE = _FOLDER / "choices" / "spillway.toml"
_REASONS = 4
"""Reasons of an alarm that are shown."""


def demo(
    folder: Annotated[Path, typer.Option("--into", help="The folder to write the case and its pages to.")] = Path(
        "demo-out"
    ),
) -> None:
    """Build the sample case, ask it four questions, watch its alarm ring, and write an estimate, a brief and its pages.

    The case is invented from end to end: a dam in trouble, eighteen documents of outlets that do not exist.
    """
    from tocsin.brief.choice_page import choice_page
    from tocsin.cli.ask import print_answer
    from tocsin.cli.documents import print_documents
    from tocsin.cli.options import ListFormat
    from tocsin.engine.briefing import written
    from tocsin.engine.pages import write_pages
    from tocsin.engine.whole_files import make_folder, write_whole

    make_folder(folder)
    path = folder / "tocsin.db"
    *earlier, last = sorted((_FOLDER / "case").iterdir())
    with open_case(str(path), create=True) as case:
        _add(case, earlier)
        _assess(case, _BEFORE)
        case.choose(_CHOICE)
        _add(case, [last])
        _assess(case, _AFTER)
        outlook = case.choose(_CHOICE)
        output.line("The sample case, invented from end to end: a reservoir dam in the Drava valley, spring 2026.")
        counts = case.counts()
        people = f"{counts['speakers']} speakers on the word of {counts['sources']} sources"
        output.block(f"{counts['documents']} documents, {counts['claims']} claims by {people}, in {path}\n")
        print_documents(case, ListFormat.TABLE)
        for question in (_FOLDER / "questions.txt").read_text(encoding="utf-8").splitlines():
            output.block(f"\n» {question}\n")
            print_answer(case.ask(question, limit=4))
        _print_relations(case, path)
        _print_alarm(case)
        _print_choice(case, outlook)
        pages = write_pages(case, folder / "pages")
        # The board looks for scenarios and choices next to the case.
        for kind in ("scenarios", "choices"):
            make_folder(folder / kind)
            for file in (_FOLDER / kind).glob("*.toml"):
                write_whole(folder / kind / file.name, file.read_bytes())
        estimate, brief = folder / "estimate.html", folder / "brief.html"
        write_whole(estimate, _estimate(case))
        choice = folder / "choice.html"
        write_whole(choice, choice_page(outlook))
        write_whole(brief, written(case.brief(title="The Korbach dam"), html=True))
    output.block("\nWritten:")
    output.line(f"  {estimate}  how many people left {_PLACE}, as a picture, with every account")
    output.line(f"  {choice}  the operator's choice: its tree, and what would change it")
    output.line(f"  {brief}  the brief: every sentence leads to its claims")
    output.line(f"  {folder / 'pages'}  {len(pages)} pages, each document with every claim marked in its text")
    output.block(f'\nAsk more: tocsin ask "Did the company know about the cracks?" --case {path}')
    output.line(f"See it: tocsin serve --case {path} --at {_AFTER}, then open the address that it tells")


def _add(case: "Case", paths: list[Path]) -> None:
    from tocsin.cli.progress import progress

    with progress("reading the sample") as tell:
        for added in case.add(paths):
            tell(f"{added.name}: {added.state}", added.problem)


def _assess(case: "Case", day: date) -> None:
    """See how the scenario stands on a day, and record it where that was not done before."""
    from tocsin.engine.scenarios import scenarios_in
    from tocsin.model.scenario import Scenario

    scenarios = [one for one in scenarios_in([_FOLDER / "scenarios"]) if isinstance(one, Scenario)]
    lookout = case.monitor(on=day)
    for outlook in lookout.outlooks(scenarios):
        lookout.record(outlook)


def _print_relations(case: "Case", path: Path) -> None:
    from collections import Counter

    from tocsin.model.link import Relation

    found = Counter(linked.link.relation.value for linked in case.view.links(list(Relation)))
    told = ", ".join(f"{number} × {relation}" for relation, number in found.most_common())
    output.block(f"\nHow the claims stand to each other: {told}.")
    output.block(f"Side by side: tocsin conflicts --case {path}; also changes, echo, origins\n")


def _print_alarm(case: "Case") -> None:
    """How the scenario stood before the last document and after it, and what moved it."""
    from tocsin.brief.assessment import HISTORY_COLUMNS, history_rows
    from tocsin.lexicon.wording import reason_words

    history = case.assessments()
    rows = [[row[name] for name, _ in HISTORY_COLUMNS] for row in history_rows(history)]
    output.table(HISTORY_COLUMNS, rows, title="The alarm")
    state = "rings" if history[-1].rings else "stays silent"
    output.line(f"It {state} with the last document. What moved it most:")
    for reason in history[-1].reasons[:_REASONS]:
        output.line(f"  {reason_words(reason)} [{', '.join(claim[:8] for claim in reason.claims[:2])}]")


def _print_choice(case: "Case", outlook: "ChoiceOutlook") -> None:
    """What the operator would do before the last document and after it, and what would change that."""
    from tocsin.brief.choice_words import doubt_row, flip_sentence, listed, sureness_words

    report = outlook.report
    told = [
        f"{listed(one.best)} ({', '.join(f'{chance.outcome} {percent(chance.probability)}' for chance in one.chances[:1])})"
        for one in case.advices(report.choice.name)
    ]
    flips = {one.key[0]: sentence for one in report.swings if (sentence := flip_sentence(one, report))}
    output.block(f"\n{report.choice.question}")
    output.line(f"  Best before the last document and with it: {', then '.join(told)}.")
    output.line(f"  {sureness_words(report)}")
    output.line(f"  {flips['p']}")
    for doubt in outlook.advice.doubts[:1]:
        number, claim, standing, _, matters = doubt_row(doubt)
        output.line(f"  The {number} rests on the claim [{claim}], which {standing}: the best move {matters}.")


def _estimate(case: "Case") -> str:
    """The figure over time as a page with a picture."""
    from tocsin.brief.estimate_page import estimate_page
    from tocsin.weigh.figures.subject import FigureQuery

    (found,) = case.figures(FigureQuery(subject=_FIGURE, place=_PLACE))
    return estimate_page(found.series, left_out=found.left_out)
