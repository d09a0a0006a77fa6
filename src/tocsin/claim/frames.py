"""The frame of a claim: its predicate, and who or what stands in which role of it, from the tree of its sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.claim.clauses import SUBJECTS
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Event
from tocsin.model.frame import ACTOR, IS, OBJECT, RECIPIENT, TO_DO, Filler, Frame
from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.model.place import Place
from tocsin.model.reading import Reading
from tocsin.model.time import Time
from tocsin.text.words import words

_CUT = frozenset(
    ("relcl", "acl", "appos", "punct", "parataxis", "advcl", "ccomp", "cc", "conj", "prep", "det", "case", "mark")
)
_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "ADV"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT"))
_ORDINAL = "ORDINAL"
_COMING = (Kind.PROMISE, Kind.THREAT, Kind.REQUEST, Kind.WISH)
_DEEP = 3
"""How far below a deed another one is looked for: "began to try to leave"."""
_MOST = 12
"""Fillers of a frame that are kept."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What is known of the words of a document, by their first characters.

    Attributes:
        names: Who or what a word stands for.
        timed: The words that tell a time.
        placed: The words of names of places.
    """

    names: Mapping[int, str]
    timed: frozenset[int]
    placed: frozenset[int]


class FrameFinder:
    """Finds the frames of clauses in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("claims")["frame"]
        self._raising, self._ahead = frozenset(table["raising"]), frozenset(table["ahead"])
        self._going = frozenset(table["going"])
        self._coming = frozenset(table["coming"])
        self._none = frozenset(table["none"])
        self._empty, self._true = frozenset(table["empty"]), frozenset(table["true"])
        self._particles, self._passives = frozenset(table["particles"]), dict(table["passives"])
        self.citing = frozenset(table["citing"])
        self._relatives = frozenset(lexicon.table("claims")["actions"]["relatives"])
        self._speaking = frozenset(lexicon.table("claims")["standalone"]["speaking"])

    def known(self, reading: Reading, names: Mapping[int, str]) -> KnownWords:
        """What is known of the words of a reading; `names` is whom or what they stand for."""
        text = reading.document.text

        def starts(passages: Iterable[Time | Place]) -> frozenset[int]:
            return frozenset(one.start + word.start for one in passages for word in words(text[one.start : one.end]))

        return KnownWords(names, timed=starts(reading.times), placed=starts(reading.places))

    def of(self, head: Token, event: Event | None, known: KnownWords, *, speaker: str | None) -> Frame | None:
        """The frame of a clause; None where a name or a number is all that it says.

        Args:
            head: The head of the clause.
            event: What was read of its predicate.
            known: What is known of the words of its document.
            speaker: Whose word the clause is, by a name; "I" is that one.
        """
        if head.predicate.lower in self._true:
            # "It is not true that they came" is of their coming.
            head = head.child("ccomp") or head
        deed, above, coming = head, [head], False
        for _ in range(_DEEP):
            ahead = self.leads(deed.predicate)
            below = (deed.predicate if ahead else deed).child("xcomp")
            if below is None or not (ahead or deed.lemma.lower() in self._raising):
                break
            if below.pos not in ("VERB", "AUX") or below.child(*SUBJECTS) is not None:
                break
            deed, coming = below, coming or ahead
            above.append(below)
        reader = _Roles(self, known, speaker)
        fillers = list(dict.fromkeys(reader.of(above)))[:_MOST]
        said = deed.predicate
        if said is not deed and said.pos in ("NOUN", "PROPN", "NUM") and deed.is_copula:
            said = deed
        if said.pos in ("PROPN", "NUM", "PRON", "SYM", "X") or (
            said.pos not in ("VERB", "AUX") and not fillers and not deed.children
        ):
            return None
        existing, lemma = deed.child("expl"), said.lemma.lower()
        exists = existing is not None and existing.lower == "there"
        if deed.is_passive:
            lemma = self._passives.get(lemma, lemma)
        if said.pos == "NOUN" and deed is said and said.child("nummod") is not None:
            # "Four ships in the basin this morning" says that they were there.
            exists, fillers = True, list(dict.fromkeys([*reader.things(said), *fillers]))[:_MOST]
        coming |= any(child.lower in self._coming for one in above for child in one.children if child.dep == "aux")
        coming |= deed is not head and deed.is_infinitive and head.lemma.lower() == "be"
        coming |= event is not None and event.kind in _COMING
        particle = deed.child("prt") or next(filter(self._is_particle, deed.children), None)
        return Frame(
            predicate="exist" if exists else lemma,
            particle=particle.lower if particle is not None else None,
            fillers=tuple(fillers),
            is_coming=coming,
            start=deed.predicate.start,
        )

    def _is_particle(self, token: Token) -> bool:
        """ "Came back", "ran out of food"."""
        leads = token.dep == "prep" and token.child("prep") is not None
        return token.lower in self._particles and (token.dep == "advmod" or leads)

    def leads(self, token: Token) -> bool:
        """Whether a word says only that a deed below it is to come: "about to burst"."""
        below = token.child("xcomp")
        going = token.tag == "VBG" and below is not None and below.is_infinitive and token.lemma.lower() in self._going
        return below is not None and (going or token.lemma.lower() in self._ahead)

    def is_none(self, token: Token) -> bool:
        """Whether a noun phrase says that there is none."""
        return token.lower in self._none or any(child.lower in self._none for child in token.children)

    def fills(self, token: Token) -> bool:
        """Whether a word can carry what a role is filled with."""
        return token.lower not in self._empty and token.pos in _CONTENT

    def is_speaking(self, token: Token) -> bool:
        """Whether a word stands for the speaker."""
        return token.lower in self._speaking

    def is_relative(self, token: Token) -> bool:
        """Whether a word stands for the noun that its clause describes."""
        return token.lower in self._relatives and token.tag in ("WDT", "WP", "IN")


class _Roles:
    """Reads the roles of one clause."""

    def __init__(self, finder: FrameFinder, known: KnownWords, speaker: str | None) -> None:
        self._finder, self._known, self._timed, self._speaker = finder, known, known.timed, speaker

    def of(self, deeds: list[Token]) -> Iterator[Filler]:
        head, deed = deeds[0], deeds[-1]
        subject = head.subject("conj", "xcomp") or next((c for c in head.children if c.dep in ("csubj",)), None)
        # Who "is expected to resign" does it himself.
        passive = deed.is_passive or (deed is head and head.child("nsubjpass") is not None)
        if subject is not None and self._finder.is_relative(subject) and subject.head.dep == "relcl":
            subject = subject.head.head
        if subject is None and head.dep in ("relcl", "acl") and head.child(*SUBJECTS) is None:
            subject = head.head
            passive = passive or head.tag == "VBN"
        if subject is not None:
            yield from self._fillers(subject, OBJECT if passive else ACTOR)
        for one in deeds:
            yield from self._below(one, passive=passive)

    def things(self, noun: Token) -> Iterator[Filler]:
        """What is there, where a noun phrase is all that is said."""
        yield from self._fillers(noun, OBJECT)

    def _below(self, deed: Token, *, passive: bool) -> Iterator[Filler]:
        for child in deed.children:
            if child.dep in ("dobj", "oprd"):
                yield from self._fillers(child, OBJECT)
            elif child.dep in ("attr", "acomp"):
                if not self._finder.leads(child):
                    yield from self._fillers(child, OBJECT if deed.child("expl") is not None else IS)
                yield from self._prepositions(child)
            elif child.dep == "dative":
                yield from self._fillers(child.child("pobj") or child, RECIPIENT)
            elif child.dep == "agent":
                below = child.child("pobj")
                if below is not None:
                    yield from self._fillers(below, ACTOR)
            elif child.dep == "xcomp" and child.pos in ("VERB", "AUX", "ADJ"):
                yield Filler(role=TO_DO, head=child.lemma.lower())
                yield from self._below(child, passive=passive)
        yield from self._prepositions(deed)

    def _prepositions(self, token: Token) -> Iterator[Filler]:
        for child in token.children:
            if child.dep == "advmod":
                yield from self._prepositions(child)  # "back to the port"
            elif child.dep == "prep" and child.lower not in self._finder.citing:
                for below in child.children:
                    if below.dep == "pobj" and below.start not in self._timed:
                        yield from self._fillers(below, child.lower)
                    elif below.dep == "prep":
                        for lower in below.children:
                            if lower.dep == "pobj" and lower.start not in self._timed:
                                yield from self._fillers(lower, below.lower)

    def _fillers(self, noun: Token, role: str) -> Iterator[Filler]:
        """A noun phrase, and those that it is coordinated with, and what its own prepositions lead to."""
        yield self._filler(noun, role)
        for other in noun.children:
            if other.dep == "conj" and other.pos in ("NOUN", "PROPN"):
                yield self._filler(other, role)
            elif other.dep == "prep" and role in (OBJECT, ACTOR, IS):
                below = other.child("pobj")
                if below is not None and other.lower != "of" and below.start not in self._timed:
                    yield self._filler(below, other.lower)

    def _filler(self, noun: Token, role: str) -> Filler:
        own: list[str] = []
        named = [noun] if self._is_name(noun) and noun.start not in self._timed else []
        behind = which = ""
        stack = [noun]
        while stack:
            token = stack.pop()
            for child in token.children:
                of = child.dep == "prep" and child.lower == "of"
                below = child.child("pobj") if of else child
                if below is not None and (of or child.dep not in _CUT or child.dep == "appos"):
                    if token is noun and self._numbers(below, noun):
                        which = below.lower
                    if self._finder.fills(below) and below.pos != "NUM" and below.start not in self._timed:
                        own.append(self._form(below))
                        behind = behind or (own[-1] if of and token is noun else "")
                        if self._is_name(below):
                            named.append(below)
                    if below.pos != "NUM":
                        stack.append(below)
        name = self._known.names.get(noun.start)
        if name is None and self._finder.is_speaking(noun):
            name = self._speaker
        # A number alone says nothing of what it counts, unless that was told before.
        head = self._form(noun) if noun.pos != "NUM" else (name or "").rpartition(" ")[2].lower()
        return Filler(
            role=role, head=head, words=tuple(sorted(set(own))), of=behind, which=which,
            called=" ".join(token.text for token in sorted(named, key=lambda token: token.i)),
            name=name, is_name=self._is_name(noun), is_none=self._finder.is_none(noun),
        )  # fmt: skip

    def _numbers(self, token: Token, noun: Token) -> bool:
        """Whether a word tells which of a series something is: "tank 3", "the eighth level", not "three tanks"."""
        return token.entity == _ORDINAL or (token.pos == "NUM" and token.dep == "nummod" and token.i > noun.i)

    def _form(self, token: Token) -> str:
        return token.lower if self._is_name(token) else token.lemma.lower()

    def _is_name(self, token: Token) -> bool:
        return token.pos == "PROPN" or token.entity in _NAMES or token.start in self._known.placed
