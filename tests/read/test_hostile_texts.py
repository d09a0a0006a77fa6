"""Texts that no one would write: the reading never raises on them, and its time grows with their length."""

import json
import time
from cProfile import Profile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tiers import examples

from tocsin.brief.reading_page import reading_page
from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.quantity import Quantity
from tocsin.model.reading import Reading
from tocsin.model.record import record_schema, to_record
from tocsin.read.attribution.quotes import quotations
from tocsin.read.parser import blocks
from tocsin.read.turns import TurnFinder

READER = Reader()
SCHEMA = Draft202012Validator(record_schema())

TEXTS = {
    "nothing": "",
    "space": " \n\t \r\n \u00a0 ",
    "punctuation": "?!... --- ,,, ((( ))) ;;; \"\" '' “” «» … ¿¡",
    "zero bytes": "A\x00B said \x00 that it rained.",
    "half a character": "The mayor \ud800 said that it rained\udfff.",
    "capitals": "THE MAYOR SAID THAT THE BRIDGE IS CLOSED AND NOBODY MAY CROSS IT UNTIL FRIDAY " * 20,
    "no spaces": "themayorsaidthatthebridgeisclosed" * 300,
    "one sentence of two thousand words": "The mayor said that "
    + "the bridge and the road and " * 330
    + "the river were safe.",
    "a list of two hundred clauses": ", ".join(f"clerk number {number} left the house" for number in range(200)),
    "five hundred nested clauses": "He said that " * 500 + "it rained.",
    "five hundred nested speakers": "Anna Brunner said that Karl Huber thinks that " * 250 + "the dam will hold.",
    "five hundred conditions": "If " * 500 + "it rains, they leave.",
    "five hundred relative clauses": "The man who saw " * 500 + "the dam left.",
    "five hundred brackets": "The road " + "(" * 500 + "is closed" + ")" * 500 + ".",
    "five hundred curly quotes": "The mayor said " + "“" * 500 + "it is closed" + "”" * 500 + ".",
    "an odd number of straight quotes": "He said " + '"' * 501 + " it rains.",
    "quotes that never close": "“The dam said " * 100,
    "five hundred denials": "no not never no not nobody " * 84,
    "five hundred ands": "It rained and " * 250 + "it snowed.",
    "five hundred ofs": "The roof of " * 500 + "it fell.",
    "five hundred verys": "very " * 500 + "wet.",
    "a table": "\n".join(f"| bridge | {number} | closed |" for number in range(60)),
    "code": "def f(x):\n    return {k: v for k, v in x.items() if k != 'said that'}\n" * 20,
    "emoji": "👩‍👩‍👧‍👦🇦🇹 said that it rained 🙂🙃. " * 20,
    "right to left": "שלום said that \u202e it rained. مرحبا " * 20,
    "marks upon marks": "T\u0301\u0302\u0303he ma\u0301yor said that it rained. " * 20,
    "carriage returns": "The mayor said\r\nthat it\trained.\r\n\r\nThe\u00a0clerk left.\r\n",
    "turns of nothing": "– \n–\n—\nQ:\nA:\nQ:\n: \n?\n?\n?",
    "names of nothing": "Anna: ?\nBen: ?\n" * 30,
    "a year beyond all years": "In 99999 and in year 0, on 31 February, " + "9" * 400 + " people left. 0/0/0000.",
}


def read(text: str) -> Reading:
    return READER.read_text(text, outlet="The Daily")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_read_recorded_and_shown(text: str) -> None:
    reading = read(text)
    record = json.loads(json.dumps(to_record(reading), allow_nan=False))
    SCHEMA.validate(record)
    assert "".join(reading_page([reading])).encode("utf-8")
    assert all(text[claim.start : claim.end] == claim.text for claim in reading.claims)


@examples(100)
@given(st.text(max_size=120))
def test_any_text_is_read_and_its_turns_cover_it(text: str) -> None:
    reading = read(text)
    assert reading.document.text == text
    assert reading.turns[0].start == 0
    assert reading.turns[-1].end == len(text)


LONG = [
    "x", " ", "\n", "?", "-", "*", "“", '"', "A: ", "– ", "Q: ", "A. ", "ABC ", "\n ", "\r\n", "_ ",
    "(", "Anna Brunner: ", "—, ", "ABC,",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_a_hundred_thousand_characters_of_one_kind_are_cut_into_blocks_turns_and_quotations_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece)) + "x"
    before = time.process_time()
    spans = tuple(blocks(text))
    TurnFinder(lexicon_for("en")).find(text, spans)
    quotations(text, spans)
    assert time.process_time() - before < 3


NESTED = [
    "He said that ",
    "The man who saw ",
    "If he knew ",
    "the roof of ",
    "It rained and ",
    "“he said ",
    "“No,” he said. ",
    "(he ",
]


@pytest.mark.parametrize("piece", NESTED)
def test_a_sentence_four_times_as_long_is_not_much_dearer_a_word(piece: str) -> None:
    def cost(times: int) -> float:
        before = time.process_time()
        read(piece * times + "the dam left.")
        return time.process_time() - before

    cost(10)
    assert cost(300) < 20 * cost(75)


def test_ten_times_the_text_costs_about_ten_times_the_time() -> None:
    paragraph = (
        "Anna Brunner said on Monday that more than 300 people had left Linz. “The dam is safe,” she said. “Nobody left.” "
        "According to Karl Huber, the mayor denied that it was leaking. Is it safe?\n\n"
    )

    def cost(times: int) -> float:
        before = time.process_time()
        "".join(reading_page([read(paragraph * times)]))
        return time.process_time() - before

    cost(2)
    assert cost(100) < 20 * cost(10)


def test_each_figure_of_one_entity_is_looked_at_in_its_own_clause() -> None:
    def text(sentences: int) -> str:
        deeds = ("inspected %d piers", "counted %d barges", "dismissed %d guards", "met %d captains")
        names = ("Marta Kovalenko", "She", "The head of the authority")
        told = (f"{names[n % 3]} {deeds[n % 4] % (n + 2)}." for n in range(sentences))
        return "Marta Kovalenko is the head of the port authority. " + " ".join(told)

    def looks(sentences: int) -> int:
        profile = Profile()
        profile.runcall(read, text(sentences))
        return sum(entry.callcount for entry in profile.getstats() if entry.code is Quantity.span.fget.__code__)

    assert looks(200) < 5 * looks(50)


@pytest.mark.parametrize(
    "text", ["Ada Linden Ada Linden Ada Linden", "– How many are out?\n– Nine.\n– Professor Linden", "Professor Linden"]
)
def test_names_alone_can_be_read(text: str) -> None:
    assert READER.read_text(text, outlet="The Daily").document.text == text
