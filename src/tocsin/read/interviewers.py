"""Who the two are that speak in an interview, from its labels and its lead."""

from collections.abc import Iterator, Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.document import Document
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Role, Turn
from tocsin.read.parties import PartyNames
from tocsin.read.turns import Part


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

    def name(
        self, document: Document, parts: Sequence[Part], sentences: Sequence[Sentence], parties: PartyNames
    ) -> tuple[Turn, ...]:
        """The turns with their speakers, None where the text does not tell."""
        if len(parts) == 1 and parts[0].role is Role.NARRATOR:
            only = parts[0]
            return (Turn(start=only.span.start, end=only.span.end, speaker=document.outlet, role=only.role),)
        lead = [s for s in sentences if parts[0].role is Role.NARRATOR and s.start < parts[0].span.end]
        guest, host = self._from_lead(lead, parties)
        host = document.outlet or host
        labels = {part.label for part in parts if part.label}
        full = {label: self._full_name(label, labels, parties) for label in labels}
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

    def _full_name(self, label: str, labels: set[str], parties: PartyNames) -> str:
        """A label's fullest form: a longer label that ends in it, or the name of a person in the text."""
        plain = label.title() if label.isupper() and len(label) > 3 else label
        for other in sorted(labels, key=len, reverse=True):
            if other != label and other.lower().endswith(" " + label.lower()):
                plain = other.title() if other.isupper() else other
                break
        folded = {" ".join(mention.words).lower(): " ".join(mention.words) for mention in parties.mentions}
        named = parties.fullest(plain)
        return named if named != plain else parties.fullest(folded.get(plain.lower(), plain))

    def _from_lead(self, lead: Sequence[Sentence], parties: PartyNames) -> tuple[str | None, str | None]:
        """Interviewee and interviewer as the lead names them."""
        guest: str | None = None
        host: str | None = None
        for sentence in lead:
            for one, other in self._pairs(sentence):
                for token in (one, other):
                    if token is None:
                        continue
                    name = parties.of(token, sentence, speaker=None)
                    if name is None:
                        continue
                    if self._is_outlet(token, name):
                        host = host or name
                    elif token is one or guest is None:
                        guest = guest or name
        if guest is None:
            guest = _only_person(lead[:1], parties) or _only_person(lead, parties)
        return guest, host

    def _pairs(self, sentence: Sentence) -> Iterator[tuple[Token | None, Token | None]]:
        """The two sides of every telling, talking or meeting in a sentence, the more likely interviewee first."""
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if token.pos == "NOUN" and lemma in self._talks:
                verb = next((above for above in token.ancestors() if above.pos == "VERB"), None)
                yield (
                    (_subject(verb) if verb else None),
                    self._partner(token) or (self._partner(verb) if verb else None),
                )
            elif token.pos == "VERB" and lemma in self._tell:
                yield _subject(token), token.child("dobj", "dative")
            elif token.pos == "VERB" and lemma in self._speak and (partner := self._partner(token)):
                yield _subject(token), partner
            elif token.pos == "VERB" and lemma in self._meet:
                met, by = token.child("nsubjpass"), token.child("agent")
                yield (met, by.child("pobj") if by else None) if met else (token.child("dobj"), _subject(token))

    def _partner(self, token: Token) -> Token | None:
        prep = next(
            (c for c in token.children if c.dep in ("prep", "dative") and c.lower in self._with and c.child("pobj")),
            None,
        )
        return prep.child("pobj") if prep is not None else None

    def _is_outlet(self, token: Token, name: str) -> bool:
        words = name.lower().split()
        named = any(word.endswith(self._outlet_words) for word in words)
        return named or token.entity == "ORG"


def _only_person(lead: Sequence[Sentence], parties: PartyNames) -> str | None:
    """The person the lead is about, where it names just one."""
    end = lead[-1].end if lead else 0
    people = {parties.fullest(" ".join(m.words)) for m in parties.mentions if m.kind == "PERSON" and m.start < end}
    return people.pop() if len(people) == 1 else None


def _subject(verb: Token) -> Token | None:
    token = verb
    for _ in range(4):
        subject = token.child("nsubj", "nsubjpass")
        if subject is not None:
            return subject
        if token.dep not in ("conj", "xcomp", "advcl") or token.head is token:
            return None
        token = token.head
    return None
