"""`tocsin demo`: the bundled sample case, built and asked."""

from pathlib import Path
from typing import Annotated

import typer

_FOLDER = Path(__file__).parent.parent / "demo"


def demo(
    folder: Annotated[Path, typer.Option("--into", help="The folder to write the case and its pages to.")] = Path(
        "demo-out"
    ),
) -> None:
    """Build the sample case, show what it holds, answer three questions from it, and write each document as a page.

    The case is invented from end to end: a dam in trouble, eighteen documents of outlets that do not exist.
    """
    from tocsin.cli import output
    from tocsin.cli.ask import print_answer
    from tocsin.cli.documents import documents
    from tocsin.cli.options import ListFormat
    from tocsin.cli.progress import progress
    from tocsin.engine.case import Case
    from tocsin.engine.pages import write_pages
    from tocsin.errors import CaseError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{folder}: {error.strerror}; name another folder with --into") from error
    path = folder / "tocsin.db"
    with Case(path) as case:
        with progress("reading the sample") as tell:
            for added in case.add([_FOLDER / "case"]):
                tell(f"{added.name}: {added.state}", added.problem)
        output.line("The sample case, invented from end to end: a reservoir dam in the Drava valley, spring 2026.")
        counts = case.ledger.counts()
        people = f"{counts['speakers']} speakers on the word of {counts['sources']} sources"
        output.line(f"{counts['documents']} documents, {counts['claims']} claims by {people}, in {path}\n")
        documents(ListFormat.TABLE, path)
        for question in (_FOLDER / "questions.txt").read_text(encoding="utf-8").splitlines():
            output.line(f"\n» {question}\n")
            print_answer(case.ask(question, limit=4))
        pages = write_pages(case, folder / "pages")
    output.line(f"\nPages with every claim marked in its text ({len(pages)}):")
    for page in pages:
        output.line(f"  {page}")
    output.line(f'\nAsk more: tocsin ask "What does the operator say about the cracks?" --case {path}')
