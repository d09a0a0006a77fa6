"""Whom a claim goes back to: the chain of sources behind a clause, and the words of it that only say who says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.claim.clauses import SUBJECTS, Clause
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.model.reading import Attribution, Reading, SetAside
from tocsin.model.span import Span, SpanIndex, breadth
from tocsin.text.folding import folded

_QUOTES = frozenset('"“”„«»')
_AGENCIES = "agencies"
"""The kind of byline that names agencies in general."""
_ENDS = 400
"""Characters at either end of a text in which its byline stands."""
_OFFICE = 3
"""Words of an office or a kind before a name."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What a source is called that only a pronoun or "a post" tells, the pronouns for persons, and such nouns.

    `first` and `told` are the pronouns and the cues of what somebody else told the writer: "I was told that P".
    """

    name: str
    pronouns: frozenset[str]
    hearsay: frozenset[str]
    ties: tuple[str, ...]
    first: frozenset[str] = frozenset()
    told: re.Pattern[str] = re.compile(r"(?!)")

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Unnamed":
        """Those of a language."""
        table = lexicon.table("parties")
        several = lexicon.table("coreference")["pronouns"]["they"]
        persons = (word for words in table["pronouns"]["person"] for word in words)
        pronouns = frozenset((*persons, *several, *table["pronouns"]["anybody"], *table["pronouns"]["parts"]))
        former, pointing = lexicon.table("certainty")["former"], lexicon.table("attribution")["pointing"]
        hearsay = frozenset((*former["hearsay"], *former["media"]))
        first = frozenset(table["pronouns"]["first"])
        told = re.compile(rf"(?:{'|'.join(pointing['told'])})\Z")
        return cls(table["names"]["unnamed"], pronouns, hearsay, tuple(pointing["ties"]), first, told)


class Sources:
    """The attributions of one reading, by where they stand."""

    def __init__(self, reading: Reading, unnamed: Unnamed, set_aside: Sequence[SetAside] = ()) -> None:
        self._text = reading.document.text
        self._unnamed = unnamed
        self._outlet = reading.document.outlet
        at_ends = (one for one in set_aside if one.start < _ENDS or one.end > len(self._text) - _ENDS)
        self._is_taken_over = any(one.reason.facts.get("kind") == _AGENCIES for one in at_ends)
        self._cues = {cue.start: one for one in reading.cited for cue in self._words(one.cue)}
        self._sources = {word.start: one for one in reading.cited for word in self._words(one.source)}
        self._by_content = SpanIndex((part, one) for one in reading.cited for part in _own(one, reading))

    def chain(
        self,
        predicate: Span,
        speaker: str | None,
        *,
        clause: Span | None = None,
        apart: bool = False,
        belied: Span | None = None,
    ) -> tuple[str, ...]:
        """The parties on whose word a predicate stands, outermost first, the speaker never among them.

        "The guard reported 42 clashes": of the clashes, which are no clause of their own, the guard is the last.

        Args:
            predicate: Where the predicate stands.
            speaker: Who utters it.
            clause: Where its clause stands, if its predicate may be what tells such a thing.
            apart: Whether it is when something else happened: "X ordered them to leave after P" is not X's word that P.
            belied: Where the cue of a report stands that is not so: "A rejected B's claim that P" is A's word alone.
        """
        chain: list[str] = []
        behind = sorted(self._by_content.covering(predicate), key=_outermost_first)
        told = self._cues.get(predicate.start)
        # "Reports that three tonnes leaked when a pipe broke": a clause below what is told may be cut off.
        inside = (
            clause is not None
            and told is not None
            and all(clause.start <= part.start < clause.end for part in told.content)
        )
        if told is not None and told.tells and inside:
            behind.append(told)
        for attribution in behind:
            if (apart and not attribution.tells) or (belied is not None and _tells_within(attribution, belied)):
                continue
            party = attribution.party or self._somebody(attribution)
            if party is None:
                continue
            if is_same_party(party, speaker) or (chain and is_same_party(party, chain[-1])):
                continue
            chain.append(party)
        if not chain and self._is_taken_over and speaker == self._outlet:
            return (self._unnamed.name,)  # "From agencies": whose word the text is is not told
        return tuple(chain)

    def _somebody(self, attribution: Attribution) -> str | None:
        """Who speaks where "they" or "one post" does, unnamed: it must not look like the speaker's own word."""
        said = " ".join(self._text[part.start : part.end] for part in attribution.source)
        words = said.split()
        # "A widely shared post on Chirper", but not "the Wind channel".
        ends = (
            n for n, word in enumerate(words, 1)
            if not self._unnamed.hearsay.isdisjoint((word.lower(), word.lower().removesuffix("s")))
        )  # fmt: skip
        going_round = " ".join(words[: next(ends, 0)])
        is_open = said.lower() in self._unnamed.pronouns or going_round[1:].islower()
        cue = " ".join(self._text[part.start : part.end] for part in attribution.cue).lower()
        if said.lower() in self._unnamed.first and self._unnamed.told.search(cue):
            return self._unnamed.name  # "I was told that P"
        told = attribution.tells or cue.startswith(self._unnamed.ties)
        return self._unnamed.name if told and not attribution.own and is_open else None

    def introduce(self, clause: Clause) -> bool:
        """Whether a clause is the cue, or at the top of its sentence the source, of what is said elsewhere."""
        head = clause.head
        attribution = self._cues.get(head.start)
        if attribution is None and head.head is head:
            attribution = self._sources.get(head.start)
        if attribution is None or any(part.overlaps(clause.span) for part in attribution.content):
            return False
        # "We will attack if they come": whatever holds the condition for a content, the clause states something.
        conditions = (child for child in head.children if child.dep == "advcl" and child.child("mark") is not None)
        held = any(part.covers(child.span) for child in conditions for part in attribution.content)
        return bool(attribution.content) and not held

    def trimmed(self, clause: Clause) -> Clause:
        """The clause without a frame: "according to the police, …", "…, said the guard" that the parse made one with it."""
        attribution = self._cues.get(clause.head.start)
        told = attribution is not None and attribution.tells and bool(attribution.source)
        if attribution is None and clause.head.head is clause.head:
            # "Three dead in a fire: rescue board", read as a board of the fire.
            attribution = self._sources.get(clause.head.start)
            told = attribution is not None and not any(
                map(str.isalnum, "".join(self._text[cue.start : cue.end] for cue in attribution.cue))
            )
        beside = attribution is not None and attribution is self._sources.get(clause.head.start)
        if attribution is not None and told and not clause.head.is_passive and (beside or _trails(attribution)):
            words = [word for word in clause.words if any(part.covers(word.span) for part in attribution.content)]
            inside = {word.i for word in words}
            tops = [word for word in words if word.head is word or word.head.i not in inside]
            # "15 injured, rescuers say": of a number nothing is stated, but of what befell them.
            stating = (word for word in (*tops, *words) if word.pos in ("VERB", "AUX", "ADJ", "NOUN"))
            head = next(stating, None)
            if head is not None and clause.head.i not in inside:
                place = words.index(head)
                clause = Clause(tuple(words[:place]), head, tuple(words[place + 1 :])).without(
                    before=lambda word: word.pos in ("PUNCT", "CCONJ"), after=lambda word: word.pos == "PUNCT"
                )
        around = self._by_content.covering(clause.head.span)
        if not around:
            return clause
        framing = [span for one in around for span in (*one.cue, *one.source, *_role(clause, one))]

        def frames(word: Span) -> bool:
            return any(span.covers(word) for span in framing)

        # "A petition against the ban has 9,000 signatures": a subject is a source with all its words, or none.
        subject = clause.head.child(*SUBJECTS)
        phrase = [word for word in clause.words if subject is not None and subject.left <= word.i <= subject.right]
        kept = {word.i for word in phrase} if not all(frames(word.span) for word in phrase) else set[int]()

        return clause.without(
            before=lambda word: word.pos == "PUNCT" or (frames(word.span) and word.i not in kept),
            after=lambda word: word.text in (",", ":") or word.pos == "CCONJ" or frames(word.span) or self._cites(word),
        )

    def _cites(self, word: Token) -> bool:
        """Whether a word at the end of a clause is the cue of what stands behind it: "…, saying"."""
        attribution = self._cues.get(word.start)
        return attribution is not None and all(part.start >= word.end for part in attribution.content)

    def _words(self, parts: Sequence[Span]) -> Iterator[Span]:
        for part in parts:
            for match in re.finditer(r"\S+", self._text[part.start : part.end]):
                yield Span(part.start + match.start(), part.start + match.end())


def _own(attribution: Attribution, reading: Reading) -> Iterator[Span]:
    """The parts of a content that an attribution's own sentence, a quotation or a list below it holds.

    "“He was six,” she said. The ministry is looking into the case": what follows a quotation that was closed is the
    outlet's, unless it is told as reported speech, which is an attribution of its own.
    """
    cue, parts = attribution.cue, attribution.content
    if not cue or len(parts) < 2 or not attribution.tells:
        yield from parts
        return
    text = reading.document.text
    here = next((one for one in reading.sentences if one.start <= cue[0].start < one.end), None)
    closed = here is not None and any(
        part.overlaps(here.span) and part.end <= cue[0].start and _QUOTES & set(text[part.start : part.end])
        for part in parts
    )
    for part in parts:
        further = here is not None and part.start >= here.end
        if not (further and closed and not _QUOTES & set(text[part.start : part.end])):
            yield part


def _tells_within(attribution: Attribution, place: Span) -> bool:
    """Whether the cue of an attribution begins in a place and goes on to its last word at least."""
    starts = min((part.start for part in attribution.cue), default=-1)
    return starts >= place.start and any(part.start < place.end <= part.end for part in attribution.cue)


def _role(clause: Clause, attribution: Attribution) -> list[Span]:
    """The words at the end of a clause that name the office of the source behind it: "…, head of the port X said"."""
    start = min((part.start for part in attribution.source), default=0)
    if not clause.after or not 0 <= start - clause.after[-1].end <= 1:
        return []
    comma = next((n for n in range(len(clause.after) - 1, -1, -1) if clause.after[n].text == ","), None)
    words = clause.after[comma + 1 :] if comma is not None else ()
    nominal = all(word.pos in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART") for word in words)
    return [word.span for word in words] if nominal else []


def _trails(attribution: Attribution) -> bool:
    """Whether who says something stands behind it: "…, said the guard"."""
    last = max((part.end for part in attribution.content), default=0)
    return last <= min((part.start for part in (*attribution.source, *attribution.cue)), default=0)


def _outermost_first(attribution: Attribution) -> tuple[int, bool, bool, int]:
    """The widest content first. Of two of one width the one told behind it cites the one told before it.

    "A said that P, B reports": B cites A. Whom A cites ("A said, citing B, that P") stands behind A wherever it is named.
    """
    place = min((part.start for part in (*attribution.source, *attribution.cue)), default=0)
    behind = place > min((part.start for part in attribution.content), default=0)
    return -breadth(attribution.content), attribution.is_cited, not behind, -place if behind else place


def is_same_party(one: str, other: str | None) -> bool:
    """Whether two names are one party's: the same words, or one is the other's last words behind an office or a kind.

    "A draft seen by the Halden Post" is not the Post.
    """
    if other is None:
        return False
    short, long = sorted((folded(one), folded(other)), key=len)
    return short == long or (long.endswith(" " + short) and len(long.split()) - len(short.split()) <= _OFFICE)
