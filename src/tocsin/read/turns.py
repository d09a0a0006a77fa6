"""Where one speaker stops and the next begins, from the marks an interview on paper uses.

Finding the turns needs the text alone; naming the two who speak needs the parse of the lead and is done in
`interviewers.py`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tocsin.lexicon.language import Lexicon
from tocsin.model.reading import Role
from tocsin.model.span import Span


class Marking(StrEnum):
    """How the turns of a text are marked."""

    NONE = "none"
    DASHES = "dashes"
    LETTERS = "letters"
    NAMES = "names"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Part:
    """A turn before its speaker is known: its span, the words its label has, and where the speech itself begins."""

    span: Span
    role: Role
    label: str | None
    speech: int


_NAME = re.compile(
    r"[*_#>\s]*(?P<name>[^\W\d_][\w'’.-]*(?:[ ][^\W\d_][\w'’.-]*){0,4})(?:[ ]\([^()\n]{1,40}\))?[*_]*:[*_]*(?=\s)"
)


class TurnFinder:
    """Cuts a text into turns."""

    def __init__(self, lexicon: Lexicon) -> None:
        marks = lexicon.table("turns")["marks"]
        dashes = "".join(re.escape(dash) for dash in marks["dashes"])
        letters = "|".join(re.escape(label) for label in (*marks["question"], *marks["answer"]))
        # A line of nothing but dashes is a rule.
        self._dash = re.compile(rf"\s*[{dashes}]+\s*(?=[^\s{dashes}])")
        self._letter = re.compile(rf"[*_\s]*(?P<name>{letters})[.:)][*_]*\s", re.IGNORECASE)
        self._questions = frozenset(marks["question"])
        self._not_speakers = frozenset(marks["not_speakers"])

    def find(self, text: str, paragraphs: Sequence[Span]) -> tuple[Marking, tuple[Part, ...]]:
        """The turns of a text, in order, covering all of it; a text that is no interview is one turn of its narrator.

        Args:
            text: The document's text.
            paragraphs: Its blocks, in order.
        """
        for marking, starts in (
            (Marking.LETTERS, self._lettered(text, paragraphs)),
            (Marking.NAMES, self._named(text, paragraphs)),
            (Marking.DASHES, self._dashed(text, paragraphs)),
            (Marking.QUESTIONS, self._asked(text, paragraphs)),
        ):
            if starts:
                return marking, tuple(_parts(text, starts))
        return Marking.NONE, (Part(Span(0, len(text)), Role.NARRATOR, None, 0),)

    def _lettered(self, text: str, paragraphs: Sequence[Span]) -> list[tuple[int, int, Role, str | None]]:
        starts: list[tuple[int, int, Role, str | None]] = []
        for start, end in paragraphs:
            if match := self._letter.match(text, start, end):
                asked = match["name"].lower() in self._questions
                starts.append((start, match.end(), Role.INTERVIEWER if asked else Role.INTERVIEWEE, None))
        return starts if {start[2] for start in starts} == {Role.INTERVIEWER, Role.INTERVIEWEE} else []

    def _named(self, text: str, paragraphs: Sequence[Span]) -> list[tuple[int, int, Role, str | None]]:
        labelled = []
        for start, end in paragraphs:
            match = _NAME.match(text, start, end)
            if match and self._may_be_name(match["name"]):
                labelled.append((start, match.end(), end, match["name"]))
        people = _people([label for _, _, _, label in labelled])
        counts = Counter(people[label] for _, _, _, label in labelled)
        labelled = [item for item in labelled if counts[people[item[3]]] > 1 or len(people[item[3]].split()) > 1]
        if len(labelled) < 3 or len({people[item[3]] for item in labelled}) < 2 or max(counts.values()) < 2:
            return []
        asking = _most_asking(text, [(people[label], speech, end) for _, speech, end, label in labelled])
        if asking is None and all(len(person.split()) == 1 for person in counts):
            return []  # a table: "Price: 3", "Size: 2", "Price: 4", …
        return [
            (start, speech, Role.INTERVIEWER if people[label] == asking else Role.INTERVIEWEE, label)
            for start, speech, _, label in labelled
        ]

    def _may_be_name(self, label: str) -> bool:
        return label[0].isupper() and label.lower() not in self._not_speakers and all(
            word != word.lower() or len(word) <= 3 for word in label.split()
        )  # fmt: skip

    def _dashed(self, text: str, paragraphs: Sequence[Span]) -> list[tuple[int, int, Role, str | None]]:
        said = [(span, match.end()) for span in paragraphs if (match := self._dash.match(text, *span))]
        turns = [text[span.start : span.end].rstrip(" *_") for span, _ in said]
        even, odd = _asking(turns[0::2]), _asking(turns[1::2])
        if len(said) < 2 or even == odd or max(even, odd)[0] <= 0.5:
            return []  # a list of points, not a conversation
        starts = [(span.start, speech) for span, speech in said]
        first = 0 if even > odd else 1
        return [
            (start, speech, Role.INTERVIEWER if number % 2 == first else Role.INTERVIEWEE, None)
            for number, (start, speech) in enumerate(starts)
        ]

    def _asked(self, text: str, paragraphs: Sequence[Span]) -> list[tuple[int, int, Role, str | None]]:
        """Questions that stand in paragraphs of their own, answered by the paragraphs after them."""
        ends = [text[span.start : span.end].rstrip(" *_\n\r").endswith("?") for span in paragraphs]
        if sum(ends) < 3 or sum(ends) > 0.6 * len(ends) or any(a and b for a, b in pairwise(ends)):
            return []
        starts: list[tuple[int, int, Role, str | None]] = []
        for number, span in enumerate(paragraphs):
            if ends[number]:
                starts.append((span.start, span.start, Role.INTERVIEWER, None))
            elif number and ends[number - 1]:
                starts.append((span.start, span.start, Role.INTERVIEWEE, None))
        return starts if len(starts) >= 6 else []


def _people(labels: Sequence[str]) -> dict[str, str]:
    """Each label's fullest form among the labels: "MOSER" is "BEN MOSER" where there is one."""
    fullest: dict[str, str] = {}
    for label in sorted(set(labels), key=lambda label: (len(label), label)):
        words = label.split()
        fullest |= {" ".join(words[number:]): label for number in range(1, len(words))}
    return {label: fullest.get(label, label) for label in labels}


def _asking(turns: Sequence[str]) -> tuple[float, float]:
    """The share of turns that ask something, and of those that end in asking it."""
    most = max(1, len(turns))
    return sum("?" in turn for turn in turns) / most, sum(turn.endswith("?") for turn in turns) / most


def _most_asking(text: str, turns: Sequence[tuple[str, int, int]]) -> str | None:
    """The label whose turns end in a question most often, None where nobody asks."""
    asked: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for label, start, end in turns:
        said[label] += 1
        asked[label] += "?" in text[start:end]
    label = max(said, key=lambda name: (asked[name] / said[name], asked[name]))
    return label if asked[label] else None


def _parts(text: str, starts: Sequence[tuple[int, int, Role, str | None]]) -> list[Part]:
    parts = []
    if starts[0][0] > 0:
        parts.append(Part(Span(0, starts[0][0]), Role.NARRATOR, None, 0))
    ends = [start for start, _, _, _ in starts[1:]] + [len(text)]
    for (start, speech, role, label), end in zip(starts, ends, strict=True):
        parts.append(Part(Span(start, end), role, label, speech))
    return parts
