"""What a page holds besides what it reports: bylines, stamps, captions, buttons, link lists, appeals, small talk.

Evidence is taken from the words of a line or sentence (`furniture.toml` of the language), from dates and figures that
were read in it, from whether it has a finite verb, and from where it stands: below the label of a link list, above the
rule of a table, behind the heading of a page's last part.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.quantity import Quantity
from tocsin.model.reading import Reading, Role, SetAside
from tocsin.model.reason import Reason
from tocsin.model.span import Span

_LONGEST = 300
"""Characters of a line or sentence that a pattern can fit: what is longer says something."""
_BUTTONS = 10
"""Words of a line of buttons."""
_LABEL, _TITLE = 6, 12
"""Words of a heading that states nothing, and of a title."""
_LINES = 3
"""Lines of a page that has a title, at least."""
_LIST, _LINK = 12, 16
"""Lines of a link list, and words of a link in it."""
_LAST_PART = 0.5
"""The share of a page's lines before which no last part begins."""
_TELLING = ("VBD", "VBZ")
_VERBS = ("VB", "VBP", "VBZ", "VBD", "VBN", "MD")
_TENSED = (*_TELLING, "VBP", "MD", "VBN")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[ap]m)(?=by(?:\b|[A-Z]))")
_MARKS = re.compile(r"[^\w\s.,:;!?'\"()\[\]/|@#&%+©‹›$€£-]+|[*_>#`]+(?=\s|\W|$)|(?<!\S)[*_>`]+|\s+")
_JOINED = re.compile(r",? and | & |, ")
_BETWEEN = re.compile(r"\s[·•|]\s")
_BAR = " | "
_EDGES = " .,:;|-"
_WORD = re.compile(r"[^\W_][\w'-]*")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_TIME = "‹t›"
_QUOTES = frozenset('"“”«»„')
_OPENINGS = ("(?:{filler})*", "{silent}")
"""How patterns begin that any number of fillers, or the name of who says nothing, may stand before."""


@dataclass(frozen=True)
class _Kind:
    """One kind of furniture and the patterns that tell it."""

    name: str
    pattern: re.Pattern[str]
    verbless: bool
    figures: bool
    untold: bool
    unended: bool
    own: bool

    def fits(self, line: "_Line", quantities: Sequence[Quantity]) -> bool:
        """Whether a line or sentence is of this kind."""
        # The patterns cost most, so they are tried last.
        if (self.untold and line.tells) or (self.unended and line.ends) or (self.verbless and line.is_tensed):
            return False
        if self.own and not line.is_own:
            return False
        if not self.pattern.match(line.plain):
            return False
        return not self.verbless or self.figures or not line.holds(quantities)


class _Line:
    """A line of a page, or one sentence of it, as the patterns see it."""

    def __init__(self, reading: Reading, sentences: Sequence[Sentence]) -> None:
        self._reading = reading
        self.sentences = sentences
        self.span = Span(sentences[0].start, sentences[-1].end)

    @property
    def text(self) -> str:
        """Its text as it stands."""
        return self._reading.document.text[self.span.start : self.span.end]

    @property
    def raw(self) -> str:
        """The same from the beginning of the line: bullets and labels are no part of a sentence."""
        text = self._reading.document.text
        return text[text.rfind("\n", 0, self.span.start) + 1 : self.span.end].strip()

    @cached_property
    def plain(self) -> str:
        """Its text with dates as one sign, without marks and emoji."""
        text = self._reading.document.text
        start, end = self.span
        parts, times = [], self._reading.times
        for time in times[bisect_left(times, start, key=lambda one: one.start) :]:
            if time.start >= end:
                break
            if time.start >= start:
                parts += [text[start : time.start], _TIME]
                start = min(time.end, end)
        words = " ".join([*parts, text[start:end]]).replace("’", "'").replace("…", ".")
        return _MARKS.sub(" ", _GLUED.sub(" ", words)).strip(_EDGES)

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return [word.lower() for word in _WORD.findall(self.plain)]

    def has(self, *tags: str) -> bool:
        """Whether one of its words behind the first is a verb with one of these tags: "Forwarded from" has none."""
        behind = islice(self.tokens, 1, None)
        return any(token.tag in tags and token.pos in ("VERB", "AUX") for token in behind)

    @cached_property
    def tells(self) -> bool:
        """Whether it has a verb that tells what happened or is so."""
        return self.has(*_TELLING)

    @cached_property
    def is_tensed(self) -> bool:
        """Whether it has a finite verb or participle."""
        return self.has(*_TENSED)

    @property
    def tokens(self) -> Iterator[Token]:
        """Its words and signs."""
        return (token for sentence in self.sentences for token in sentence.tokens)

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOP.search(self.raw))

    @cached_property
    def is_own(self) -> bool:
        """Whether it is the outlet's own text, outside of turns and quotation marks."""
        turns = self._reading.turns
        number = bisect_right(turns, self.span.start, key=lambda turn: turn.start) - 1
        told = number < 0 or turns[number].role is Role.NARRATOR
        return told and _QUOTES.isdisjoint(self.text)

    def holds(self, found: Sequence[Any]) -> bool:
        """Whether one of some findings, in the order of the text, stands in it."""
        at = bisect_left(found, self.span.start, key=lambda one: one.start)
        return at < len(found) and bool(found[at].start < self.span.end)


class FurnitureFinder:
    """Tells the furniture of pages in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("furniture")
        parts = dict(table["parts"])
        parts["filler"] = _filled(table["fillers"]["pattern"], parts)
        self._by_scope = {
            scope: [_kind(entry, parts) for entry in table["kinds"] if entry["scope"] == scope]
            for scope in ("line", "sentence")
        }
        self._lists = _compiled(table["lists"]["patterns"], parts)
        self._tails = _compiled(table["tails"]["patterns"], parts)
        self._controls = frozenset(table["controls"]["words"])
        self._named_by = re.compile(_filled(table["authors"]["named_by"], parts), re.IGNORECASE)
        self._about = re.compile(table["authors"]["about"], re.IGNORECASE)
        self._addressing = frozenset(table["readers"]["addressing"])
        self._conditions = frozenset(table["readers"]["condition"])
        self._own = tuple(table["readers"]["own"])
        self._in_names = frozenset(table["labels"]["in_names"])
        self._happenings = frozenset(lexicon.table("nominals")["words"])

    def find(self, reading: Reading) -> tuple[SetAside, ...]:
        """The lines and sentences of a document that are furniture, in the order of the text."""
        return tuple(self._find(reading))

    def _find(self, reading: Reading) -> Iterator[SetAside]:
        lines = list(_lines(reading))
        authors: set[str] = set()
        listed, below = 0, "link"
        tail = False
        for number, line in enumerate(lines):
            listed = max(0, listed - 1) if self._is_link(line) else 0
            kind = self._line_kind(line, reading)
            if author := self._named_by.search(line.plain) if kind == "byline" else None:
                authors.update(_JOINED.split(author["author"]))
            if listed and kind is None:
                kind = below
            elif kind == "link_list":
                listed, below = _LIST, "link"
            elif kind == "credit":
                listed, below = 2, "caption"  # the line under a credit
            if kind is None and _is_table_head(lines, number):
                kind = "table_head"
            if number > _LAST_PART * len(lines) and self._tails.match(line.plain) and not line.is_tensed:
                tail = True
                kind = kind or "label"
            elif tail and kind is None and line.ends:
                kind = "about"
            if kind is None and (self._is_label(lines, number, reading) or self._is_title(lines, number, reading)):
                kind = "label"
            if kind is None and (self._is_on_author(line, authors) or self._is_on_publisher(lines, number)):
                kind = "about"
            if kind is None and _is_row_of_notes(line):
                kind = "controls"
            if kind is not None:
                yield _set_aside(line, kind)
                continue
            for sentence in line.sentences:
                one = _Line(reading, (sentence,)) if len(line.sentences) > 1 else line
                said = self._fitting("sentence", one, reading) or self._appeal(one, reading)
                if said is not None:
                    yield _set_aside(one, said)

    def _line_kind(self, line: _Line, reading: Reading) -> str | None:
        if not line.words or len(line.plain) > _LONGEST:
            return None
        if self._lists.match(line.plain) and self._is_link(line):
            return "link_list"
        return self._fitting("line", line, reading)

    def _fitting(self, scope: str, line: _Line, reading: Reading) -> str | None:
        """The first kind that a line or sentence fits."""
        if not line.words or len(line.plain) > _LONGEST:
            return None
        if len(line.words) <= _BUTTONS and self._controls.issuperset(line.words) and not line.ends:
            return "controls"
        for kind in self._by_scope[scope]:
            if kind.fits(line, reading.quantities):
                return kind.name
        return None

    def _is_link(self, line: _Line) -> bool:
        """Whether a line may be one of a link list: it, or each part between bars, ends as no sentence, or only asks."""
        links = [part.split() for part in line.raw.split(_BAR)]
        if len(links) > 1:
            return all(0 < len(words) <= _LINK and words[-1][-1] not in ".!" for words in links)
        several = any(_STOP.search(line.text[: one.end - line.span.start]) for one in line.sentences[:-1])
        return len(line.words) <= _LINK and not several and (not line.ends or line.raw.endswith("?"))

    def _is_label(self, lines: Sequence[_Line], number: int, reading: Reading) -> bool:
        """A short heading that names neither happening nor figure nor place; points of a list and headlines are none."""
        line = lines[number]
        if (not number and not line.raw.isupper()) or len(line.words) > _LABEL or line.ends or line.is_tensed:
            return False
        if not line.raw[:1].isalnum() or lines[number - 1].raw.endswith(":"):
            return False
        # "Long queues at the border" tells where something is; "Ministry of Roads" is a name.
        told = any(token.pos == "ADP" and token.lower not in self._in_names for token in line.tokens)
        named = line.holds(reading.quantities) or line.holds(reading.places)
        return not (told or named or not self._happenings.isdisjoint(line.words))

    def _is_title(self, lines: Sequence[_Line], number: int, reading: Reading) -> bool:
        """A title that states nothing: "The last pilots of the delta", but not "Two dead in a fire", "Shelling of Oberau"."""
        line = lines[number]
        spoken = any(turn.role is Role.INTERVIEWEE for turn in reading.turns)
        if not number and spoken and line.raw[-1] in _QUOTES and line.raw.partition(": ")[2][:1] in ("", *_QUOTES):
            return line.raw[0] in _QUOTES or ": " in line.raw  # what is quoted over an interview is said in it
        if number or len(lines) < _LINES or len(line.words) > _TITLE or line.ends or line.is_tensed:
            return False
        root = line.sentences[0].root
        behind = line.sentences[0].between(root.i + 1, root.i + 1)
        if root.pos not in ("NOUN", "PROPN") or (behind and behind[0].pos in ("ADJ", "ADV")):
            return False  # "Ballot papers late in two districts"
        acts = any(token.tag in _VERBS for token in line.tokens) or not self._happenings.isdisjoint(line.words)
        return not acts and not line.holds(reading.quantities)

    def _appeal(self, line: _Line, reading: Reading) -> str | None:
        """A question, condition or request to readers, outside of what anybody is quoted with: news tells them nothing."""
        if not line.is_own or self._addressing.isdisjoint(line.words):
            return None
        asks = line.text.rstrip().endswith("?") or line.words[0] in self._conditions
        root = line.sentences[0].root
        requests = root.tag == "VB" and root.child("nsubj", "nsubjpass", "aux") is None
        cited = any(part.overlaps(line.span) for one in reading.cited for part in one.content)
        return "appeal" if (asks or requests) and not cited else None

    def _is_on_publisher(self, lines: Sequence[_Line], number: int) -> bool:
        """Whether a line begins with the page's own head and says what its publisher is."""
        if number <= _LAST_PART * len(lines):
            return False
        words = " ".join(lines[number].words).removeprefix("the ")
        heads = (" ".join(line.words) for line in lines[:3] if 1 < len(line.words) <= _LABEL and not line.ends)
        return any(words.startswith(f"{head} {own} ") for head in heads for own in self._own)

    def _is_on_author(self, line: _Line, authors: set[str]) -> bool:
        name = next((author for author in authors if line.plain.startswith(author)), None)
        return name is not None and bool(self._about.search(line.plain, len(name)))


def _lines(reading: Reading) -> Iterator[_Line]:
    """The lines of a document; a wrapped paragraph is one."""
    text = reading.document.text
    line: list[Sentence] = []
    for sentence in reading.sentences:
        if line and line[-1].block != sentence.block and "\n" in text[line[-1].end : sentence.start]:
            yield _Line(reading, line)
            line = []
        line.append(sentence)
    if line:
        yield _Line(reading, line)


def _is_row_of_notes(line: _Line) -> bool:
    """ "Public channel · 8.4K subscribers": short pieces between signs, none of which tells anything."""
    pieces = _BETWEEN.split(line.raw)
    return len(pieces) > 1 and not line.ends and not line.is_tensed and all(len(one.split()) < _LABEL for one in pieces)


def _is_table_head(lines: Sequence[_Line], number: int) -> bool:
    """Whether a row of a table without figures stands over a rule or over rows with figures."""
    for sign in ("|", "\t"):
        row, below = lines[number].raw, lines[number + 1].raw if number + 1 < len(lines) else ""
        first = not number or lines[number - 1].raw.count(sign) < row.count(sign)
        if first and row.count(sign) >= 2 and below.count(sign) >= 2:
            return not any(map(str.isdecimal, row))
    return False


def _set_aside(line: _Line, kind: str) -> SetAside:
    start, end = line.span
    return SetAside(
        start=start, end=end, text=line.text, reason=Reason(rule="claim.set_aside", facts={"kind": kind})
    )  # fmt: skip


def _kind(entry: Mapping[str, Any], parts: Mapping[str, str]) -> _Kind:
    flags = {name: entry.get(name, False) for name in ("verbless", "figures", "untold", "unended", "own")}
    return _Kind(name=entry["name"], pattern=_compiled(entry["patterns"], parts), **flags)


def _compiled(patterns: Sequence[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    # What may stand behind one opening is tried behind it all at once: the openings cost more than the rest.
    others = [pattern for pattern in patterns if not pattern.startswith(_OPENINGS)]
    for opening in _OPENINGS:
        behind = [pattern.removeprefix(opening) for pattern in patterns if pattern.startswith(opening)]
        if behind:
            others.append(f"{opening}(?:{'|'.join(f'(?:{pattern})' for pattern in behind)})")
    return re.compile("|".join(f"(?:{_filled(pattern, parts)})" for pattern in others), re.IGNORECASE)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts in place."""
    while (filled := re.sub(r"\{([a-z]+)\}", lambda match: parts[match[1]], pattern)) != pattern:
        pattern = filled
    return pattern
