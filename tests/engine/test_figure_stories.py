"""Which documents of a figure are of other stories than most are, by whom and what they name. All made up."""

from weigh.figure_builders import a_figure, told

from tocsin.engine.figure_stories import of_other_stories
from tocsin.lexicon.language import lexicon_for
from tocsin.weigh.figures.surroundings import Surroundings

TEXTS = {
    "fire": "The mill of Anna Kern in Ostau burned. Mayor Egon Pahl spoke of 12 dead in Ostau.",
    "toll": "In Ostau the mayor, Egon Pahl, now speaks of 14 dead. The mill of Anna Kern is closed.",
    "post": "Three died, a neighbour writes.",
    "slide": "A slide hit the village of Brenn below Mount Karst. Prefect Ida Lomm counted 40 dead in Brenn.",
}


def others(*documents: str) -> frozenset[str]:
    reports = [told(TEXTS[key], a_figure(TEXTS[key], TEXTS[key].split()[-1], 1), document=key) for key in documents]
    return of_other_stories(reports, {key: Surroundings(TEXTS[key]) for key in documents}, lexicon_for("en"))


def test_documents_that_name_others_than_most_do_are_of_another_story() -> None:
    assert others("fire", "toll", "slide") == {"slide"}


def test_who_names_nobody_is_of_any_story() -> None:
    assert others("fire", "toll", "post") == frozenset()


def test_one_document_has_one_story() -> None:
    assert others("slide") == frozenset()
