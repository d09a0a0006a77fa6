"""When a claim says that something happened, and when it was said.

Four times are kept apart. The day of publication is the document's, the day of collection the ledger's; here the two that
the words themselves give: the time of the claim's predicate, and the time of the saying ("…, he said on Tuesday").
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from tocsin.claim.clauses import SUBJECTS, Clause
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Attribution, Reading
from tocsin.model.reason import Reason
from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.model.time import Time, TimeType

_MISREAD = ("compound", "nummod")
_OF_A_NOUN = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_OTHER_CLAUSES = frozenset({"acl", "relcl", "advcl", "csubj"})
_SIDE_BY_SIDE = frozenset({"conj", "parataxis"})
_POINTS = (TimeType.DATE, TimeType.TIME)
_NOUNS = ("NOUN", "PROPN")
_VERBS = ("VERB", "AUX")
_TENSED = ("VBD", "VBZ", "VBP", "VBN")
_LEADING = ("ADP", "SCONJ")
_OPENING = ("[", "(")
_DAY = len("2022-11-30")
"""Characters of the value of a day; that of a longer time has fewer."""
_MOMENT = 2
"""How many days a time may have that tells when somebody spoke, and no more."""
_JOINING, _SHORT = 2, 4
"""How many words, and how long ones, may join two times side by side: "in March and in April"."""
_FAR = 50
_LONG = timedelta(days=60)
"""How long before publication a time lies in which nothing can be that is so now."""


class _Hang(NamedTuple):
    """How a time hangs on a predicate: 0 right under it, 1 by way of a noun or verb, 2 as part of a noun's name."""

    rank: int
    steps: int


class ClaimTimes:
    """The times of one reading, by the claims they belong to."""

    def __init__(self, reading: Reading, compared_with: Mapping[str, str]) -> None:
        """Take a reading.

        Args:
            reading: What was read in a document.
            compared_with: The words that lead to what something is compared with, each with the word that must stand
                before it, or "": "than", "as … as".
        """
        self._compared_with = compared_with
        self._text, self._published = reading.document.text, reading.document.published
        self._times = reading.times
        self._starts = [time.start for time in reading.times]
        self._sentences = reading.sentences
        self._sentence_starts = [sentence.start for sentence in reading.sentences]
        self._by_content = SpanIndex((part, one) for one in reading.cited for part in one.content)
        self._headings = SpanIndex((time.dates, time) for time in reading.times if time.dates is not None)

    def stamps(self) -> frozenset[int]:
        """The blocks that hold nothing but the stamp of a post."""
        ends = {sentence.block: sentence.end for sentence in self._sentences}
        found = set()
        for time in self._times:
            number = bisect_right(self._sentence_starts, time.start) - 1
            if time.dates is None or number < 0 or time.start >= self._sentences[number].end:
                continue
            sentence = self._sentences[number]
            if not any(map(str.isalnum, self._text[time.dates.start : ends[sentence.block]])):
                found.add(sentence.block)
        return frozenset(found)

    def said(self, clause: Clause) -> Time | None:
        """When the claim was said: by the source cited last, else, in a dated post, by its author."""
        around = self._by_content.covering(clause.head.span)
        for attribution in sorted(around, key=lambda one: breadth(one.content)):
            if times := list(self._of_saying(attribution)):
                return self._with_neighbours(times[0], times)
        heading = self._heading(clause)
        return heading if heading is not None and self._is_stamp(heading) else None

    def of(self, clause: Clause, sentence: Sentence, kind: Kind) -> Time | None:
        """When it happened: the time of the clause's own predicate, else one that was set for it before."""
        own = self._own(clause, sentence) or self._set_before(clause, sentence)
        return own or self._of_heading(clause, kind)

    def _own(self, clause: Clause, sentence: Sentence) -> Time | None:
        """The time among the clause's words that hangs nearest on its predicate."""
        around = self._by_content.covering(clause.head.span)
        of_saying = {time.start for attribution in around for time in self._of_saying(attribution)}
        words = {word.i for word in clause.words}
        found: list[tuple[tuple[bool, int, bool, int, int], Time]] = []
        compared_from = next((one.i for one in sentence.tokens if self._compares(one, sentence)), sentence.tokens[-1].i)
        for time in self._between(clause.span.start, clause.span.end):
            word = _word_of(time, sentence)
            if word is None or word.i not in words or time.dates is not None or time.start in of_saying:
                continue
            if any(self._compares(other, sentence) for other in _right_before(time, sentence)):
                continue  # "fewer than ten years ago", "more than in May"
            hang = self._hang(word, clause.head, sentence)
            # "Friday's attack" tells the day of what it did, "the 2014 pact" tells none.
            if hang is not None and hang.rank == 1 and clause.head.is_present and self._is_long_over(time):
                continue  # "the protocol of 1994 covers repairs"
            names_day = time.type in _POINTS and len(time.value) >= _DAY and not time.value.endswith("_REF")
            if hang is not None and (hang.rank < 2 or names_day):
                # What stands behind "than" is perhaps only compared, whatever the parser hangs it on.
                compared, far = word.i > compared_from, abs(word.i - clause.head.i)
                found.append(((compared, hang.rank, not _is_placed(time), hang.steps, far), time))
        if not found:
            return None
        best = min(found, key=lambda one: one[0])[1]
        if not _is_placed(best):
            best = self._when_it_lasted(best, clause, sentence) or best
        # "On Monday at 10:10": the hour is of that day.
        hours = [time for _, time in found if time.type is TimeType.TIME and time.value.startswith(f"{best.value}T")]
        if best.type is TimeType.DATE and len(hours) == 1:
            return hours[0]
        return self._with_neighbours(best, [time for _, time in found])

    def _is_long_over(self, time: Time) -> bool:
        """Whether a time ended long before publication."""
        published = self._published
        return published is not None and time.latest is not None and published - time.latest > _LONG

    def _when_it_lasted(self, length: Time, clause: Clause, sentence: Sentence) -> Time | None:
        """The time that hangs on the words that only tell how long: "for six weeks last autumn"."""
        lasted = _word_of(length, sentence)
        for time in self._between(length.end, clause.span.end):
            word = _word_of(time, sentence)
            if word is not None and word.head is lasted and _is_placed(time):
                return time
        return None

    def _with_neighbours(self, best: Time, times: Sequence[Time]) -> Time:
        """ "In February, in March": times side by side are one, from the first to the last."""
        run = [best]
        for time in sorted(times, key=lambda time: time.start):
            if time.start > run[-1].end and self._arejoined(run[-1], time):
                run.append(time)
        for time in sorted(times, key=lambda time: -time.start):
            if time.end < run[0].start and self._arejoined(time, run[0]):
                run.insert(0, time)
        return joined(run) if len(run) > 1 else best

    def _arejoined(self, one: Time, other: Time) -> bool:
        """Whether two times of one kind have nothing but a comma, "and" or a preposition between them."""
        between = self._text[one.end : other.start].split()
        alike = len(one.value) == len(other.value) and one.type is other.type is TimeType.DATE
        bounded = None not in (one.earliest, one.latest, other.earliest, other.latest)
        in_order = bounded and str(one.earliest) < str(other.earliest)
        near = len(between) <= _JOINING and all(len(word) <= _SHORT and "-" not in word for word in between)
        return alike and in_order and near

    def _set_before(self, clause: Clause, sentence: Sentence) -> Time | None:
        """A time that stands at the head of a clause above and reaches down to this one.

        Over clauses side by side any time reaches ("On Friday the dam broke and the town was flooded"). Over what
        somebody says only a longer one does: "in March they said …" speaks of that March, "on Friday he said …" tells
        when he spoke.
        """
        below = clause.head
        for above in clause.head.ancestors():
            if above.pos not in _VERBS:
                continue
            fronted = [
                time for time in self._fronted(above, sentence, clause)
                if below.dep in _SIDE_BY_SIDE or (below.dep == "ccomp" and _is_long(time))
            ]  # fmt: skip
            if fronted:
                return self._with_neighbours(fronted[0], fronted)
            if below.dep not in _SIDE_BY_SIDE and below.dep != "ccomp":
                return None
            below = above
        return None

    def _fronted(self, above: Token, sentence: Sentence, clause: Clause) -> Iterator[Time]:
        """The times before a predicate and its subject that belong to it."""
        subject = above.child(*SUBJECTS)
        end = min(subject.start if subject is not None else above.start, above.start, clause.words[0].start)
        for time in self._between(sentence.start, end):
            word = _word_of(time, sentence)
            hang = self._hang(word, above, sentence) if word is not None and time.end <= end else None
            if hang is not None and hang.rank == 0 and time.dates is None:
                yield time

    def _of_heading(self, clause: Clause, kind: Kind) -> Time | None:
        """The heading or stamp over the clause, if the clause states what was or is."""
        heading = self._heading(clause)
        if heading is None or kind is not Kind.STATEMENT or not _tells_what_is(clause.head):
            return None
        why = Reason(rule="time.of_post" if self._is_stamp(heading) else "time.of_heading")
        return replace(heading, reasons=(*heading.reasons, why))

    def _heading(self, clause: Clause) -> Time | None:
        over = self._headings.covering(clause.head.span)
        return over[-1] if over else None

    def _is_stamp(self, heading: Time) -> bool:
        """Whether a heading tells when a post was written: it has an hour, or stands in brackets."""
        return heading.type is TimeType.TIME or self._text[: heading.start].rstrip().endswith(_OPENING)

    def _of_saying(self, attribution: Attribution) -> Iterator[Time]:
        """The times that hang on the words that say who says it."""
        frame = (*attribution.cue, *attribution.source)
        for cue in attribution.cue[:1]:
            number = bisect_right(self._sentence_starts, cue.start) - 1
            if number < 0:
                continue
            sentence = self._sentences[number]
            for time in self._between(sentence.start, sentence.end):
                word = _word_of(time, sentence)
                inside = any(part.overlaps(time.span) for part in attribution.content)
                if word is None or inside or time.type not in _POINTS or time.dates is not None:
                    continue
                if _reaches(word, frame):
                    yield time

    def _between(self, start: int, end: int) -> Iterator[Time]:
        number = bisect_left(self._starts, start)
        end += self._text[end : end + 1] == "."  # of "4 a.m." at the end of a sentence
        while number < len(self._times) and self._times[number].end <= end:
            yield self._times[number]
            number += 1

    def _hang(self, word: Token, head: Token, sentence: Sentence) -> _Hang | None:
        """How a time's word hangs on a predicate; None if it belongs to another one between them."""
        rank, steps, token, below = 0, 0, word, word
        while token is not head:
            above = token.head
            if above is token:
                return _Hang(1, _FAR)
            # "Higher than expected in May" still tells of May.
            if token is not word and below.pos not in _VERBS and self._compares(token, sentence):
                return None
            if token is not word and token.pos in _VERBS and token.dep in _OTHER_CLAUSES and not _exists(token, head):
                return None
            if token.dep in _OF_A_NOUN and above.pos in _NOUNS and above is not head:
                rank = 2
            elif token is not word and (token.pos in _NOUNS or (token.pos in _VERBS and token.dep == "conj")):
                rank = max(rank, 1)
            below, token, steps = token, above, steps + 1
        return _Hang(rank, steps)

    def _compares(self, token: Token, sentence: Sentence) -> bool:
        """Whether a word leads to what is compared: "more than in May", "as many as in May", but not "as of May"."""
        if token.lower not in self._compared_with or token.pos not in _LEADING:
            return False
        again = self._compared_with[token.lower]
        before = (word for word in sentence.tokens if word.i < token.i)
        return not again or any(word.lower == again and word.dep == "advmod" for word in before)


def _right_before(time: Time, sentence: Sentence) -> Sequence[Token]:
    """The word before a time, or the two where a preposition is one of them."""
    at = bisect_left(sentence.tokens, time.start, key=lambda word: word.start)
    near = sentence.tokens[max(0, at - 2) : at]
    return near if near and near[-1].pos == "ADP" else near[-1:]


def _exists(participle: Token, head: Token) -> bool:
    """Whether a participle says what befell those who are: "there were 14 hurt yesterday", "14 hurt on Monday"."""
    if participle.dep != "acl":
        return False
    noun = participle.head
    while noun.dep == "pobj" and noun.head.head.pos in _NOUNS:
        noun = noun.head.head  # "there were four cases of cholera reported on Monday"
    return participle.head is head or (noun.head is head and head.child("expl") is not None)


def _is_placed(time: Time) -> bool:
    """Whether it tells when, not only how long."""
    return time.type in _POINTS or time.earliest is not None or time.latest is not None


def _word_of(time: Time, sentence: Sentence) -> Token | None:
    """The topmost of a time's words, or the preposition before it where the parser leaves that without an object."""
    at = bisect_left(sentence.tokens, time.start, key=lambda token: token.start)
    word = next((token for token in sentence.tokens if time.start <= token.start < time.end), None)
    while word is not None and word.head is not word and time.start <= word.head.start < time.end:
        word = word.head
    before = sentence.tokens[at - 1] if at else None
    if word is not None and before is not None and before.pos == "ADP" and not list(before.children):
        # "In 2014 four people died": the year hangs on the number behind it.
        return before if word.dep in _MISREAD and word.i > before.i else word
    return word


def _is_long(time: Time) -> bool:
    """Whether a time is longer than what tells when somebody spoke."""
    if time.type is not TimeType.DATE:
        return False
    if time.earliest is None or time.latest is None:
        return len(time.value) < _DAY and time.earliest is None and time.latest is None
    return (time.latest - time.earliest).days >= _MOMENT


def joined(run: Sequence[Time]) -> Time:
    """Times in order as one, from the first to the last."""
    first, last = run[0], run[-1]
    ends = [time.edtf or "/" for time in (first, last)]
    edtf = f"{first.earliest}/{last.latest}" if any("/" in end for end in ends) else "/".join(ends)
    return Time(
        start=first.start, end=last.end, type=first.type, value=f"{first.value}/{last.value}",
        earliest=first.earliest, latest=last.latest, edtf=edtf,
        reasons=(*dict.fromkeys((*first.reasons, *last.reasons)), Reason(rule="time.joined")),
    )  # fmt: skip


def _reaches(word: Token, frame: Sequence[Span]) -> bool:
    """Whether a word hangs on one of these words by way of no other verb."""
    for above in word.ancestors():
        if any(span.covers(above.span) for span in frame):
            return True
        if above.pos in _VERBS:
            return False
    return False


def _tells_what_is(head: Token) -> bool:
    """Whether a predicate stands in the past or present; one without a verb tells what is."""
    if head.pos not in _VERBS:
        return not any(child.tag == "MD" for child in head.children)
    helpers = [child for child in head.children if child.dep in ("aux", "auxpass")]
    if any(helper.tag == "MD" for helper in helpers):
        return False
    return head.tag in _TENSED or any(helper.tag in _TENSED for helper in helpers)
