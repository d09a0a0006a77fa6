"""Who holds which post of which body, as texts say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.lexicon.language import lexicon_for
from tocsin.model.party import Post
from tocsin.resolve.posts import post_reader

READER = post_reader(lexicon_for("en"))


def a_post(person: str, office: str, body: str | None) -> Post:
    return Post(person=person, office=office, body=body)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ilse Brandt, who chairs the union Anker, said so.", a_post("Ilse Brandt", "head", "union Anker")),
        ("The Dam Inspectorate spoke. Its head, Ilse Brandt, left.", a_post("Ilse Brandt", "head", "Dam Inspectorate")),
        ("Ilse Brandt, head of the Dam Board, said so.", a_post("Ilse Brandt", "head", "Dam Board")),
        ("Ilse Brandt, the head of civil protection.", a_post("Ilse Brandt", "head", "civil protection")),
        ("The commander of the Coast Guard, Ilse Brandt, left.", a_post("Ilse Brandt", "commander", "Coast Guard")),
        ("Commander of the Coast Guard Ilse Brandt left.", a_post("Ilse Brandt", "commander", "Coast Guard")),
        ("Coast Guard commander Ilse Brandt left.", a_post("Ilse Brandt", "commander", "Coast Guard")),
        ("The ministry's spokeswoman Ilse Brandt said so.", a_post("Ilse Brandt", "spokeswoman", "ministry")),
        ("Health ministry spokesman Karl Moser said so.", a_post("Karl Moser", "spokesman", "Health ministry")),
        ("Transport Minister Ilse Brandt said so.", a_post("Ilse Brandt", "minister", "Transport ministry")),
        ("Karl Moser, minister of the interior, left.", a_post("Karl Moser", "minister", "interior ministry")),
        ("Karl Moser, deputy mayor of Korbach, left.", a_post("Karl Moser", "deputy mayor", "Korbach")),
        ("Karl Moser, the director general of the Coastal Service, left.",
         a_post("Karl Moser", "director general", "Coastal Service")),
        ("The army's spokesman, Col. Karl Moser, denied it.", a_post("Karl Moser", "spokesman", "army")),
        ("A spokesman for the navy Lt. Gen. Karl Moser denied it.", a_post("Karl Moser", "spokesman", "navy")),
        ("Korvania's health minister, Dr. Ilse Brandt, left.", a_post("Ilse Brandt", "minister", "Korvania health ministry")),
        ("Ilse Brandt, the chief executive of Weir Works, left.", a_post("Ilse Brandt", "chief executive", "Weir Works")),
        ("Weir Works' lawyer, Ilse Brandt, conceded it.", a_post("Ilse Brandt", "lawyer", "Weir Works")),
        ("The parish elder of Korbach, Karl Moser, left.", a_post("Karl Moser", "elder", "parish of Korbach")),
        ("Karl Moser is chief engineer of the builder Weir Works.", a_post("Karl Moser", "engineer", "Weir Works")),
        ("Weir Works' technical director, Karl Moser, left.", a_post("Karl Moser", "director", "Weir Works")),
        ("Harbour master Karl Moser left.", a_post("Karl Moser", "master", None)),
        ("Ilse Brandt, who manages the water company Korwater, left.", a_post("Ilse Brandt", "head", "company Korwater")),
        ("The water company Korwater sees no danger. Its spokeswoman Ilse Brandt said so.",
         a_post("Ilse Brandt", "spokeswoman", "Korwater")),
        ("Ilse Brandt is a nurse in the hospital in Korbach.", a_post("Ilse Brandt", "nurse", "hospital")),
        ("Karl Moser, a driver at the Dam Board, left.", a_post("Karl Moser", "driver", "Dam Board")),
        ("Karl Moser of the traders' association of Korbach left.",
         a_post("Karl Moser", "member", "traders' association of Korbach")),
        ("Ilse Brandt of Alpine Relief left.", a_post("Ilse Brandt", "member", "Alpine Relief")),
        ("The chairman of the Austrian border guards, Karl Moser, left.",
         a_post("Karl Moser", "chairman", "Austrian border guards")),
        ("Ilse Brandt has chaired the Pilots' Union since May.", a_post("Ilse Brandt", "head", "Pilots' Union")),
        ("Ilse Brandt heads the Dam Board.", a_post("Ilse Brandt", "head", "Dam Board")),
        ("Weir Works, the builder, denied it. “All is well,” said its spokesman, Karl Moser.",
         a_post("Karl Moser", "spokesman", "Weir Works")),
        ("The health ministry spoke to Linz. “All is well,” spokeswoman Ilse Brandt said.",
         a_post("Ilse Brandt", "spokeswoman", "health ministry")),
        ("Korwater denied it. “Salt Valley is dry,” spokeswoman Ilse Brandt said.",
         a_post("Ilse Brandt", "spokeswoman", "Korwater")),
        ("The commander of the River Guard, General Karl Moser, left.",
         a_post("Karl Moser", "commander", "River Guard")),
        ("The country's transport minister, Karl Moser, left.", a_post("Karl Moser", "minister", "transport ministry")),
        ("President Karl Moser left.", a_post("Karl Moser", "president", "presidency")),
    ],
)  # fmt: skip
def test_a_text_tells_who_holds_which_post_of_which_body(text: str, found: Post) -> None:
    assert READER.posts_in(text) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        "Former Transport Minister Ilse Brandt said so.",
        "Ilse Brandt, the former head of the Dam Board, said so.",
        "The commander of the Coast Guard left.",
        "Ilse Brandt left. The head of the Dam Board stayed.",
        "The Dam Board met on Monday.",
        "Karl Moser, a driver from Linz, left.",
        "Ilse Brandt of Korbach left.",
        "Ilse Brandt headed the Dam Board.",
        "Ilse Brandt runs a bakery in Korbach.",
        "General Karl Moser left.",
    ],
)
def test_who_no_longer_holds_a_post_or_is_not_named_holds_none(text: str) -> None:
    assert READER.posts_in(text) == ()


def test_a_name_may_be_a_post_alone() -> None:
    assert READER.office_of("commander of the Coast Guard") == ("commander", "Coast Guard")
    assert READER.office_of("the country's health minister") == ("minister", "health ministry")
    assert READER.office_of("the Interior Minister") == ("minister", "Interior ministry")
    assert READER.office_of("Interior Minister Ilse Brandt") is None
    assert READER.office_of("Dam Board") is None
    assert READER.office_of("nurse of the hospital") is None


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert all(post.person for post in READER.posts_in(text))
    READER.office_of(text)
