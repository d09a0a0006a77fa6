"""Small invented streams: who writes what, and when."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from tocsin.echo.finding import echo_of
from tocsin.lexicon.language import lexicon_for
from tocsin.model.document import Document
from tocsin.model.echo import Echo

START = datetime(2026, 3, 2, 6)
LINES = (
    "The old lighthouse was sold to a stranger who never showed his face. Its lamp is moved to a cellar at night. "
    "The keeper was told to burn his diary.",
    "A stranger owns the lighthouse now, and no council voted on it. The deed hangs upside down in the registry. "
    "Two fishermen saw boxes carried up the stairs.",
    "Ships will miss the rocks because the lighthouse stranger wants the wrecks. The insurance was doubled in silence. "
    "A diver counted nine anchors without owners.",
    "The lighthouse stranger pays the harbour master in coins. The coins are older than the harbour itself. "
    "A goldsmith refused to weigh them.",
    "Nobody may climb the lighthouse since the stranger changed the locks. The locks came in a crate without a stamp. "
    "The smith who fitted them left town.",
    "The stranger of the lighthouse has bought the chapel as well. Its bells were taken down before sunrise. "
    "The priest was offered a boat to keep quiet.",
)
"""Six texts of one invented rumour."""
SUBJECTS = (
    "oats", "candles", "saddles", "violins", "tulips", "barrels", "kites", "mirrors", "lanterns", "ropes", "maps", "clocks",
)  # fmt: skip
VERBS = ("arrive", "vanish", "cost", "sell", "break", "return", "spoil", "travel")


def at(hours: float) -> datetime:
    """A moment so many hours after the stream begins."""
    return START + timedelta(hours=hours)


def post(name: str, outlet: str, hours: float | None, text: str) -> Document:
    """A document of an outlet; without hours its time is not known."""
    moment = None if hours is None else at(hours)
    return Document(
        id=name, name=name, outlet=outlet, text=text, time=moment, published=moment.date() if moment else None
    )


def chatter(outlets: Sequence[str], *, days: int, a_day: int = 3) -> list[Document]:
    """What outlets write by themselves: no two texts are alike."""
    made = []
    for day in range(days):
        for place, outlet in enumerate(outlets):
            for number in range(a_day):
                seed = day * 131 + place * 17 + number * 7
                subject, verb = SUBJECTS[seed % len(SUBJECTS)], VERBS[seed // 3 % len(VERBS)]
                text = (
                    f"In house {seed} of {outlet.lower()} row the {subject} {verb} by the {seed % 29} o'clock cart. "
                    f"Mrs {SUBJECTS[seed // 5 % 12].title()}by of number {seed * 3} has {seed + 4} of them."
                )
                made.append(post(f"{outlet}-{day}-{number}", outlet, day * 24 + 3 + number * 4 + place * 0.7, text))
    return made


def repeating(source: str, repeater: str, *, lag: float, lines: Iterable[str] = LINES) -> list[Document]:
    """An outlet's lines, one every other day, and another outlet's copies of them some hours later."""
    made = []
    for number, line in enumerate(lines):
        hours = 26.0 + 48 * number
        made.append(post(f"{source}-line-{number}", source, hours, line))
        made.append(post(f"{repeater}-copy-{number}", repeater, hours + lag, line))
    return made


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of texts by their words alone."""
    made = np.zeros((len(texts), 512), np.float32)
    for row, text in enumerate(texts):
        for word in text.lower().split():
            made[row, sum(map(ord, word)) * 7 % 512] += 1
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)


def echoes(documents: Iterable[Document], **options: object) -> Echo:
    """The echo of documents."""
    return echo_of(documents, vectors=vectors, lexicon=lexicon_for(None), **options)  # type: ignore[arg-type]
