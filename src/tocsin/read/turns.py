"""Where one speaker stops and the next begins, from the marks an interview on paper uses, and who the two are.

Finding the turns needs the text alone; naming the two who speak needs the parse of the lead.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile

from tocsin.lexicon.language import Lexicon
from tocsin.model.document import Document
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Role, Turn
from tocsin.model.span import Span
from tocsin.read.parties import PartyNames


class Marking(StrEnum):
    """How the turns of a text are marked."""

    NONE = "none"
    DASHES = "dashes"
    LETTERS = "letters"
    NAMES = "names"
    ANSWERED = "answered"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Part:
    """A turn before its speaker is known: its span, the words its label has, and where the speech itself begins."""

    span: Span
    role: Role
    label: str | None
    speech: int


_PERSON = "PERSON"
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_INITIALS = 3
"""Capitals of a label that may be letters for a name, and not a name in capitals."""
_LINKS = ("conj", "xcomp", "advcl")
"""How verbs hang on each other that have one subject."""
_PLAIN_ANSWERS = 3
"""Answers of one paragraph, for each place where the interviewer seems to state something, at least."""
_LONGEST_LABEL = 300
"""Characters at the beginning of a paragraph in which a label is looked for."""
_WORDS = r"[*_#>\[\s]*(?P<name>[^\W\d_][\w'’.-]*(?:[ ][^\W\d_][\w'’.-]*){0,4})"
_MARKS = re.compile(r"[*_#>•\s]*(?:\d{1,2}[.)]\s)?[*_\s]*")
# "ROSA HUBER, MAYOR OF WELS": an office behind the full name, or in brackets.
_OFFICE = r"(?:[ ]\([^()\n]{1,40}\)|(?P<office>,[ ][^:\n.!?]{1,60}))?"
# Behind a label: a colon or a bar, behind capitals ("RH – When?", "**RH** When?") a dash or the end of bold as well.
_NAME = re.compile(_WORDS + _OFFICE + r"\]?(?P<sign>[*_]*:[*_]*|[*_]*[ ]\||[*_]*[ ][–—-][*_]*|[.]?\*\*)(?=\s)")
_SIGNS = (":", "|")
_NAME_ALONE = re.compile(_WORDS + _OFFICE + r"[*_]*:?[*_]*\s*$")
# "– What happened? – The wall broke.", "**What happened?** The wall broke."
_ANSWERED = re.compile(r"[^\n?]{3,250}\?(?:[\"”’]?[*_]*\s*(?P<dash>[–—-])\s+|[\"”’]?\*\*\s+)(?=\S)")


_ASKED_NEXT = re.compile(r"(?<=[.!…\"”])\s+[–—-]\s+(?=[^\n?–—]{3,250}\?)")
_Start = tuple[int, int, Role, str | None]
"""Where a turn starts, where its speech does, whose it is, and its label."""


class TurnFinder:
    """Cuts a text into turns."""

    def __init__(self, lexicon: Lexicon) -> None:
        marks = lexicon.table("turns")["marks"]
        dashes = "".join(re.escape(dash) for dash in marks["dashes"])
        labels = sorted((*marks["question"], *marks["answer"]), key=len, reverse=True)
        letters = "|".join(re.escape(label) for label in labels)
        # A line of nothing but dashes is a rule.
        self._dash = re.compile(rf"\s*[{dashes}]+\s*(?=[^\s{dashes}])")
        self._letter = re.compile(
            rf"[*_#\s]*(?P<name>{letters})(?: ?\d+)?[*_]*(?:[.:)]|(?<=\w\w)\s*[{dashes}])[*_]*\s", re.IGNORECASE
        )
        self._questions = frozenset(marks["question"])
        self._roles = dict.fromkeys(marks["asking"], Role.INTERVIEWER) | dict.fromkeys(
            marks["answering"], Role.INTERVIEWEE
        )
        self._not_speakers = frozenset(marks["not_speakers"])

    def find(self, text: str, paragraphs: Sequence[Span]) -> tuple[Marking, tuple[Part, ...]]:
        """The turns of a text, in order, covering all of it; a text that is no interview is one turn of its narrator."""
        for marking, starts in (
            (Marking.LETTERS, self._lettered(text, paragraphs)),
            (Marking.NAMES, self._named(text, paragraphs) or self._headed(text, paragraphs)),
            (Marking.ANSWERED, self._answered(text, paragraphs)),
            (Marking.DASHES, self._dashed(text, paragraphs)),
            (Marking.QUESTIONS, self._asked(text, paragraphs)),
        ):
            if starts:
                parts = [Part(Span(0, starts[0][0]), Role.NARRATOR, None, 0)] if starts[0][0] > 0 else []
                ends = [start for start, _, _, _ in starts[1:]] + [len(text)]
                for (start, speech, role, label), end in zip(starts, ends, strict=True):
                    parts.append(Part(Span(start, end), role, label, speech))
                return marking, tuple(parts)
        return Marking.NONE, (Part(Span(0, len(text)), Role.NARRATOR, None, 0),)

    def _lettered(self, text: str, paragraphs: Sequence[Span]) -> list[_Start]:
        starts: list[_Start] = []
        unmarked: list[_Start] = []
        for start, end in paragraphs:
            if match := self._letter.match(text, start, end):
                asked = match["name"].lower() in self._questions
                starts.append((start, match.end(), Role.INTERVIEWER if asked else Role.INTERVIEWEE, None))
            elif starts and starts[-1][2] is Role.INTERVIEWER and (not unmarked or unmarked[-1][0] < starts[-1][0]):
                unmarked.append((start, start, Role.INTERVIEWEE, None))
        if len(starts) > 1 and len(unmarked) == len(starts):
            starts = sorted(starts + unmarked)  # only questions have a letter
        return starts if {start[2] for start in starts} == {Role.INTERVIEWER, Role.INTERVIEWEE} else []

    def _named(self, text: str, paragraphs: Sequence[Span]) -> list[_Start]:
        labelled = []
        for start, end in paragraphs:
            match = _NAME.match(text, start, min(end, start + _LONGEST_LABEL))
            plain = match is not None and any(sign in match["sign"] for sign in _SIGNS)
            if match and (plain or match["name"].isupper()) and self._is_label(match):
                labelled.append((start, match.end(), end, match["name"]))
        return self._of_speakers(text, labelled)

    def _headed(self, text: str, paragraphs: Sequence[Span]) -> list[_Start]:
        """Speakers named on lines of their own, above what they say."""
        labelled = []
        for (start, end), behind in pairwise(paragraphs):
            match = _NAME_ALONE.match(text, start, min(end, start + _LONGEST_LABEL))
            if match and self._is_label(match):
                labelled.append((start, behind.start, behind.end, match["name"]))
        ends = {speech for _, speech, _, _ in labelled}
        return self._of_speakers(text, [item for item in labelled if item[0] not in ends])

    def _is_label(self, match: re.Match[str]) -> bool:
        """Whether words before a colon, or alone on their line, can name a speaker."""
        label = match["name"]
        capitals = all(word != word.lower() or len(word) <= 3 for word in label.split())
        full = match["office"] is None or label.isupper() or len(label.split()) > 1
        # "al-Zubaidi: …", "von Ahn: …" begin with a particle.
        begins = label[0].isupper() or (label != label.lower() and capitals)
        return begins and label.lower() not in self._not_speakers and capitals and full

    def _of_speakers(self, text: str, labelled: list[tuple[int, int, int, str]]) -> list[_Start]:
        """The turns of speakers named by labels; none where the labels are headings.

        Args:
            text: The text.
            labelled: Where each label and the speech behind it start, where that paragraph ends, and the label.
        """
        fullest = _fullest(label for _, _, _, label in labelled)
        people = {label: fullest.get(label, label) for _, _, _, label in labelled}
        # "Tigris Weekly: … TW: …" are one speaker.
        spelt = {_initials(label): label for label in people if len(label.split()) > 1}
        people = {label: spelt.get(label, person) for label, person in people.items()}
        counts = Counter(people[label] for _, _, _, label in labelled)
        labelled = [item for item in labelled if counts[people[item[3]]] > 1 or len(people[item[3]].split()) > 1]
        if len(labelled) < 3 or len({people[item[3]] for item in labelled}) < 2 or max(counts.values()) < 2:
            return []
        # Who asks is the one whose turns have a question most often.
        asked: Counter[str] = Counter()
        for _, speech, end, label in labelled:
            asked[people[label]] += "?" in text[speech:end]
        most = max(asked, key=lambda name: (asked[name] / counts[name], asked[name]))
        asking = most if asked[most] else None
        if asking is None and all(len(person.split()) == 1 for person in counts):
            return []  # a table: "Price: 3", "Size: 2", "Price: 4", …
        roles = {people[label]: self._roles.get(label.lower()) for _, _, _, label in labelled}
        if asking is not None and Role.INTERVIEWER not in roles.values():
            roles[asking] = roles[asking] or Role.INTERVIEWER
        return [
            (start, speech, roles[people[label]] or Role.INTERVIEWEE, None if label.lower() in self._roles else label)
            for start, speech, _, label in labelled
        ]

    def _answered(self, text: str, paragraphs: Sequence[Span]) -> list[_Start]:
        """Paragraphs that ask and answer, with a dash between the two or the question in bold."""
        starts: list[_Start] = []
        asked = 0
        for start, end in paragraphs:
            while match := _ANSWERED.match(text, start, end):
                opening = self._dash.match(text, start, end)
                answer = match.start("dash") if match["dash"] else match.end()
                starts.append((start, opening.end() if opening else start, Role.INTERVIEWER, None))
                starts.append((answer, match.end(), Role.INTERVIEWEE, None))
                asked += 1
                following = _ASKED_NEXT.search(text, match.end(), end) if match["dash"] else None
                start = following.start() if following else end
        return starts if asked >= 2 else []

    def _dashed(self, text: str, paragraphs: Sequence[Span]) -> list[_Start]:
        said = [(span, match.end()) for span in paragraphs if (match := self._dash.match(text, *span))]
        turns = [text[span.start : span.end].rstrip(" *_") for span, _ in said]
        even, odd = _asking(turns[0::2]), _asking(turns[1::2])
        if len(said) < 2 or even == odd or max(even, odd)[0] <= 0.5:
            return []  # a list of points, not a conversation
        first = 0 if even > odd else 1
        return [
            (span.start, speech, Role.INTERVIEWER if number % 2 == first else Role.INTERVIEWEE, None)
            for number, (span, speech) in enumerate(said)
        ]

    def _asked(self, text: str, paragraphs: Sequence[Span]) -> list[_Start]:
        """Questions that stand in paragraphs of their own, answered by the paragraphs after them."""
        ends = [text[span.start : span.end].rstrip(" *_\n\r").endswith("?") for span in paragraphs]
        # Headings and bold lines are set apart: two of them are enough.
        apart = all(text[span.start] in "#*_•" for span, end in zip(paragraphs, ends, strict=True) if end)
        least = 2 if apart else 3
        if sum(ends) < least or sum(ends) > 0.6 * len(ends) or any(a and b for a, b in pairwise(ends)):
            return []
        starts: list[_Start] = []
        prompts = set(_prompts(ends))
        for number, span in enumerate(paragraphs):
            if ends[number] or number in prompts:
                marks = _MARKS.match(text, *span)
                speech = self._behind_label(text, Span(marks.end() if marks else span.start, span.end))
                starts.append((span.start, speech, Role.INTERVIEWER, None))
            elif number and (ends[number - 1] or number - 1 in prompts):
                starts.append((span.start, self._behind_label(text, span), Role.INTERVIEWEE, None))
        return starts if len(starts) >= 2 * least else []

    def _behind_label(self, text: str, span: Span) -> int:
        """Where the speech of a paragraph begins that names its speaker, as only the first do: "Weekly: How are you?"."""
        match = _NAME.match(text, span.start, min(span.end, span.start + _LONGEST_LABEL))
        named = match is not None and ":" in match["sign"] and len(match["name"].split()) > 1
        return match.end() + 1 if match is not None and named and self._is_label(match) else span.start


def _prompts(asks: Sequence[bool]) -> Iterator[int]:
    """The paragraphs in which an interviewer only states something, by the numbers of those that ask.

    Where nearly each question has one paragraph for its answer, of three behind one the second is the interviewer's.
    """
    asked = [number for number, is_question in enumerate(asks) if is_question]
    lengths = [later - first - 1 for first, later in pairwise(asked)]
    if set(lengths) == {1, 3} and lengths.count(1) >= _PLAIN_ANSWERS * lengths.count(3):
        for first, length in zip(asked, lengths, strict=False):
            if length > 1:
                yield first + 2


def _fullest(labels: Iterable[str], fold: Callable[[str], str] = str) -> dict[str, str]:
    """The last words of labels, each to the longest label that ends in them: "MOSER" is "BEN MOSER" where there is one."""
    fullest: dict[str, str] = {}
    for label in sorted(set(labels), key=lambda label: (len(label), label)):
        words = fold(label).split()
        fullest |= {" ".join(words[number:]): label for number in range(1, len(words))}
    return fullest


def _asking(turns: Sequence[str]) -> tuple[float, float]:
    """The share of turns that ask something, and of those that end in asking it."""
    most = max(1, len(turns))
    return sum("?" in turn for turn in turns) / most, sum(turn.endswith("?") for turn in turns) / most


class SpeakerNamer:
    """Gives each turn its speaker."""

    def __init__(self, lexicon: Lexicon) -> None:
        lead = lexicon.table("turns")["lead"]
        self._talks = frozenset(lead["talks"])
        self._with = frozenset(lead["with"])
        self._tell = frozenset(lead["tell"])
        self._speak = frozenset(lead["speak"])
        self._meet = frozenset(lead["meet"])
        self._outlet_words = tuple(lead["outlet_words"])
        parties = lexicon.table("parties")
        self._persons_spoken = frozenset((*parties["pronouns"]["first"], *lexicon.table("certainty")["clauses"]["you"]))
        self._titles = frozenset((*parties["names"]["titles"], *parties["speakers"]["persons"], *lead["titles"]))

    def name(
        self, document: Document, parts: Sequence[Part], sentences: Sequence[Sentence], parties: PartyNames
    ) -> tuple[Turn, ...]:
        """The turns with their speakers, None where the text does not tell."""
        if len(parts) == 1 and parts[0].role is Role.NARRATOR:
            only = parts[0]
            return (Turn(start=only.span.start, end=only.span.end, speaker=document.outlet, role=only.role),)
        lead = [s for s in sentences if parts[0].role is Role.NARRATOR and s.start < parts[0].span.end]
        guest, host = self._from_lead(lead, parties)
        guest = guest or _only_name_in(document.title or "", parties) or self._addressed(parts, sentences, parties)
        host = document.outlet or host
        if guest is None and not any(part.label for part in parts) and not self._speaks_of_himself(parts, sentences):
            guest = document.outlet  # "Was the smoke toxic? At first, yes.": the outlet answers what readers ask
        named = f"{document.outlet or ''}\n{document.title or ''}\n{document.text}"
        full = dict(_full_names({part.label for part in parts if part.label}, parties, named))
        full |= self._guest_by_label(parts, full, guest, parties)
        speakers = {Role.NARRATOR: document.outlet, Role.INTERVIEWER: host, Role.INTERVIEWEE: guest}
        return tuple(
            Turn(
                start=part.span.start,
                end=part.span.end,
                speaker=full[part.label] if part.label else speakers[part.role],
                role=part.role,
            )
            for part in parts
        )

    def _speaks_of_himself(self, parts: Sequence[Part], sentences: Sequence[Sentence]) -> bool:
        """Whether somebody who answers says "I" or "we", or is called by "you"."""
        spans = [part.span for part in parts if part.role is not Role.NARRATOR]
        inside = (one for one in sentences if any(span.covers(one.span) for span in spans))
        return any(word.lower in self._persons_spoken for one in inside for word in one.tokens)

    def _guest_by_label(
        self, parts: Sequence[Part], full: Mapping[str, str], guest: str | None, parties: PartyNames
    ) -> Mapping[str, str]:
        """The guest by a label that is no person's name, as that of the place where all the answers come from."""
        answering = {part.label for part in parts if part.label and part.role is Role.INTERVIEWEE}
        if guest is None or len(answering) != 1:
            return {}
        label = answering.pop()
        kinds = {one.kind for one in parties.names.mentions if label in (one.name, *one.name.split())}
        is_title = not self._titles.isdisjoint(label.lower().split())
        if not kinds.isdisjoint((_PERSON, "")) or not (kinds or is_title) or full[label] == guest:
            return {}
        return {label: guest}

    def _from_lead(self, lead: Sequence[Sentence], parties: PartyNames) -> tuple[str | None, str | None]:
        """Interviewee and interviewer as the lead names them."""
        guest: str | None = None
        host: str | None = None
        for sentence in lead:
            for one, other in self._pairs(sentence):
                if other is not None and other.tag == "PRP" and one is not None and one.tag != "PRP":
                    # "Ann Lee spoke to him": whom the lead is about already.
                    one, other = other, one
                for token in (one, other):
                    if token is None:
                        continue
                    name = parties.of(token, sentence, speaker=None)
                    # Coreference may give "him" to a fort; a place that comments is a name which the tagger does not know.
                    if name is None or (token.tag == "PRP" and _is_place(name, parties)):
                        continue
                    outlet = any(word.endswith(self._outlet_words) for word in name.lower().split())
                    if outlet or token.entity == "ORG":
                        host = host or name
                    elif token is one or guest is None:
                        guest = guest or name
        if guest is None:
            guest = _only_person(lead[:1], parties) or self._opening(lead, parties) or _only_person(lead, parties)
        return guest, host

    def _opening(self, lead: Sequence[Sentence], parties: PartyNames) -> str | None:
        """Whom a lead begins with, told by a title or an age where the tagger does not see a name in it."""
        subject = lead[0].root.child("nsubj", "nsubjpass") if lead else None
        if subject is None or subject.pos != "PROPN" or subject.entity not in ("", _PERSON):
            return None
        titled = any(child.dep == "compound" and child.lower in self._titles for child in subject.children)
        aged = any(child.dep == "appos" and child.tag == "CD" for child in subject.children)
        return parties.of(subject, lead[0], speaker=None) if titled or aged else None

    def _addressed(self, parts: Sequence[Part], sentences: Sequence[Sentence], parties: PartyNames) -> str | None:
        """Whom questions call by title and name, "Professor Alt, how fast …", where that is just one."""
        asked = {part.speech for part in parts if part.role is Role.INTERVIEWER}
        named: set[str] = set()
        for sentence in sentences:
            if sentence.start not in asked or sentence.tokens[0].lower not in self._titles:
                continue
            name = list(takewhile(lambda word: word.tag == "NNP", sentence.tokens[1:]))
            behind = sentence.tokens[len(name) + 1 :]
            if name and behind and behind[0].text == ",":
                named.add(parties.names.fullest(" ".join(word.text for word in name)))
        return named.pop() if len(named) == 1 else None

    def _pairs(self, sentence: Sentence) -> Iterator[tuple[Token | None, Token | None]]:
        """The two sides of every telling, talking or meeting in a sentence, the more likely interviewee first."""
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if token.pos == "NOUN" and lemma in self._talks:
                verb = next((above for above in token.ancestors() if above.pos == "VERB"), None)
                subject = verb.subject(*_LINKS) if verb else None
                yield subject, self._partner(token) or (self._partner(verb) if verb else None)
            elif token.pos == "VERB" and lemma in self._tell:
                yield token.subject(*_LINKS), token.child("dobj", "dative")
            elif token.pos == "VERB" and lemma in self._speak and (partner := self._partner(token)):
                yield token.subject(*_LINKS), partner
            elif token.pos == "VERB" and lemma in self._meet:
                met, by = token.child("nsubjpass"), token.child("agent")
                host = token.subject(*_LINKS)
                yield (met, by.child("pobj") if by else None) if met else (token.child("dobj"), host)

    def _partner(self, token: Token) -> Token | None:
        prep = next(
            (c for c in token.children if c.dep in ("prep", "dative") and c.lower in self._with and c.child("pobj")),
            None,
        )
        return prep.child("pobj") if prep is not None else None


def _initials(label: str) -> str:
    return "".join(word[0] for word in label.split())


def _spelt(initials: str, text: str) -> str | None:
    """The first name in a text that has these initials: "RH" is Rosa Huber."""
    words = "[ ]".join(rf"{re.escape(letter)}[\w'’-]+" for letter in initials)
    name = re.search(rf"\b{words}\b", text) if len(initials) > 1 else None
    return name[0] if name else None


def _full_names(labels: set[str], parties: PartyNames, text: str) -> Mapping[str, str]:
    """Each label's fullest form: a longer label that ends in it, or the name of a person in the text."""
    longer = _fullest(labels, str.lower)
    folded = {_joined(mention.name).lower(): mention.name for mention in parties.names.mentions}
    full = {}
    for label in labels:
        plain = longer.get(label.lower(), label)
        if plain != label or len(label) > _INITIALS:
            plain = plain.title() if plain.isupper() else plain
        if label.isupper() and len(label) <= _INITIALS:
            plain = _spelt(label, text) or plain
        named = parties.names.fullest(plain)
        full[label] = _joined(named if named != plain else parties.names.fullest(folded.get(plain.lower(), plain)))
    return full


def _joined(name: str) -> str:
    """A name whose parts a hyphen joins, as it is written."""
    return re.sub(r"\s*-\s*", "-", name)


def _is_place(name: str, parties: PartyNames) -> bool:
    """Whether a name, or a word of it, is a place's and none of a person: "Fort Ulmen", of which the tagger knows "Fort"."""
    parts = (name, *name.split())
    kinds = {one.kind for one in parties.names.mentions if one.name in parts or name in one.name.split()}
    return _PERSON not in kinds and not kinds.isdisjoint(_PLACES)


def _only_name_in(title: str, parties: PartyNames) -> str | None:
    """The person of the text whom a title names, where it names just one."""
    people = {
        parties.names.fullest(one.name) for one in parties.names.mentions if one.kind == _PERSON and one.name in title
    }
    return people.pop() if len(people) == 1 else None


def _only_person(lead: Sequence[Sentence], parties: PartyNames) -> str | None:
    """The person the lead is about, where it names just one."""
    end = lead[-1].end if lead else 0
    people = {parties.names.fullest(m.name) for m in parties.names.mentions if m.kind == _PERSON and m.start < end}
    return people.pop() if len(people) == 1 else None
