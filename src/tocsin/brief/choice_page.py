"""What a choice comes to as one self-contained page: the tree, what would change it, and the answers."""

from markupsafe import Markup

from tocsin.brief.assessment import Table
from tocsin.brief.choice_picture import MOST_DRAWN, tornado_svg, tree_svg
from tocsin.brief.choice_words import choice_parts, flip_sentence, tree_lines
from tocsin.brief.harmless import plain, visible
from tocsin.brief.html import template
from tocsin.model.choice import Tree
from tocsin.model.choice_report import ChoiceOutlook

_SENTENCES = 5
"""Sentences on what would change the best move."""


def choice_page(outlook: ChoiceOutlook) -> str:
    """The page of a choice; all text of the file is escaped, and nothing is loaded."""
    report = outlook.report
    tree = report.choice.form
    lines = set(tree_lines(tree, report.choice, report.plan)) if isinstance(tree, Tree) else set()
    parts = [one for one in choice_parts(outlook, every=True) if isinstance(one, Table) or one not in lines]
    head, *rest = (one for one in parts if one)
    told = [plain(one) for one in rest if isinstance(one, str) and one != report.choice.question]
    sentences = [one for swing in report.swings if (one := flip_sentence(swing, report)) is not None]
    return template("choice_page.html.jinja").render(
        title=plain(head if isinstance(head, str) else report.choice.name),
        question=plain(report.choice.question or ""),
        told=told,
        flips=[plain(one) for one in sentences[:_SENTENCES]],
        tree=Markup(tree_svg(report) or ""),
        outline=visible("\n".join(tree_lines(tree, report.choice, report.plan))) if isinstance(tree, Tree) else "",
        is_cut=isinstance(tree, Tree) and len(tree.nodes) > MOST_DRAWN,
        tornado=Markup(tornado_svg(report) or ""),
        tables=[
            {
                "title": plain(one.title),
                "columns": [name for name, _ in one.columns],
                "rows": [[plain(cell) for cell in row] for row in one.rows],
            }
            for one in rest
            if isinstance(one, Table)
        ],
        recorded=plain(outlook.recorded),
    )
