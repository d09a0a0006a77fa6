"""Which attributions count, with the network and without it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tocsin.engine.reader import Reader
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.document import Document
from tocsin.model.reading import Reading
from tocsin.read.document_reader import DocumentReader
from tocsin.read.network.weights import FILE

TEXT = "The ministry said that the bridge was closed. According to the mayor, nobody was hurt."


@pytest.fixture(scope="module")
def without_network(tmp_path_factory: pytest.TempPathFactory) -> DocumentReader:
    known = lexicon_for("en")
    folder = tmp_path_factory.mktemp("lexicon") / "en"
    shutil.copytree(known.folder, folder, ignore=shutil.ignore_patterns(FILE, "__pycache__"))
    return DocumentReader(
        Lexicon("en", folder), gazetteer(), model=known.table("manifest")["parser"], most_words=10_000
    )


def read(reader: DocumentReader, text: str) -> Reading:
    return next(reader.read([Document(id="sha256:0", name="text", text=text)]))


def contents(reading: Reading) -> list[str]:
    text = reading.document.text
    return [" ".join(text[span.start : span.end] for span in one.content) for one in reading.attributions]


def test_the_rules_alone_still_find_who_is_cited(without_network: DocumentReader) -> None:
    reading = read(without_network, TEXT)
    assert [one.party for one in reading.attributions] == ["ministry", "mayor"]


def test_without_the_network_the_walks_scores_stand(without_network: DocumentReader) -> None:
    events = read(without_network, "Nobody crossed the bridge, which may be mined.").events
    assert [(event.lemma, event.score) for event in events] == [("cross", -3.0), ("mine", 1.3)]


def test_what_the_words_say_is_the_same_with_the_network_and_without_it(
    without_network: DocumentReader, reader: Reader
) -> None:
    text = (
        "I do not think that they will come. Nobody crossed the bridge, which may be mined. The plan is likely to fail, "
        "the mayor says. Have they left? We will repair the road if it rains, and the town is safe."
    )
    alone, together = read(without_network, text), reader.read_text(text)
    assert [replace(event, score=0.0, steps=()) for event in alone.events] == [
        replace(event, score=0.0, steps=()) for event in together.events
    ]
    assert any(one.score != other.score for one, other in zip(alone.events, together.events, strict=True))


def test_the_network_rounds_no_hedge_up_to_a_fact_and_no_denial_up_to_its_contrary(reader: Reader) -> None:
    text = "Nobody crossed the bridge. The bridge may be mined. Perhaps they left. No boat came back."
    scores = {event.lemma: event.score for event in reader.read_text(text).events}
    assert max(scores["cross"], scores["come"]) <= -0.5
    assert max(scores["mine"], scores["leave"]) < 2.5


def test_a_score_that_the_network_moves_far_says_so(reader: Reader) -> None:
    events = reader.read_text("The council plans to sell the old mill, which may be empty.").events
    told = [(event, step) for event in events for step in event.steps if step.rule == "certainty.readers"]
    assert told
    for event, step in told:
        assert step.facts["value"] == event.score
        assert step.weight == pytest.approx(event.score - float(str(step.facts["stated"])))


def test_what_words_settle_is_found_whatever_the_network_says(reader: Reader) -> None:
    found = contents(reader.read_text(TEXT))
    assert found == ["that the bridge was closed", "nobody was hurt"]


def test_no_content_holds_its_own_source_or_cue(reader: Reader) -> None:
    text = (
        "“The gate,” Anna Brunner said on Monday, “will hold.” The army, quoting a report by the survey, said the pumps "
        "had failed. A wall, the mayor fears, could fall: “It is old,” she wrote."
    )
    for one in reader.read_text(text).attributions:
        own = (*one.source, *one.cue)
        assert not any(part.overlaps(hole) for part in one.content for hole in own)


def test_another_parser_than_the_networks_is_read_by_rules_alone(tmp_path: Path) -> None:
    shutil.copytree(lexicon_for("en").folder, tmp_path / "en", ignore=shutil.ignore_patterns("__pycache__"))
    made = DocumentReader(Lexicon("en", tmp_path / "en"), gazetteer(), model="another_parser", most_words=10_000)
    assert made.network is None
