"""A claim's text as it can be understood alone: with its subject, and whom its pronouns stand for, in square brackets."""

from collections import ChainMap
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.claim.clauses import SUBJECTS, Clause, is_marked
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading
from tocsin.model.time import Time, TimeType

_RELATIVES = ("WDT", "WP", "WP$", "WRB")
_CUT = ("relcl", "appos", "parataxis", "acl", "advcl")
_MOST = 14
"""Words of what a clause goes on from that are told before it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of a document's text stand for.

    Attributes:
        text: The text.
        names: Who or what a word stands for, by its first character.
        days: The days that words of time mean, as dates, by the character behind them.
    """

    text: str
    names: dict[int, str]
    days: Mapping[int, str]


class StandaloneWriter:
    """Writes what claims say so that a reader who sees nothing else understands it.

    The words of the clause stay as they are; what is added stands in square brackets: "[his army is] moving them [the
    drones] to the coast".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._first = frozenset(lexicon.table("claims")["standalone"]["speaking"])
        self._conditional = frozenset(lexicon.table("certainty")["clauses"]["conditional"])
        self._present = frozenset(lexicon.table("claims")["standalone"]["present"])
        nouns = lexicon.table("claims")["standalone"]["nouns"]
        self._nouns = {word: tuple(one["tags"]) for one in nouns for word in one["words"]}
        self._possessive: str = lexicon.table("parties")["names"]["possessive"]

    def known(self, reading: Reading) -> Known:
        """What a reading has for names and days, made once for all its claims."""
        text = reading.document.text
        days = {time.end: day for time in reading.times if (day := self._day_of(time, text)) is not None}
        return Known(text, {one.start: one.name for one in reading.referents}, days)

    def write(self, clause: Clause, sentence: Sentence, known: Known, *, speaker: str | None) -> str:
        """The text of a clause with what it takes to understand it.

        Args:
            clause: The clause.
            sentence: The sentence it stands in.
            known: What the reading of the document tells.
            speaker: Who says "I" there.
        """
        text, days, words = known.text, known.days, sentence.between(clause.words[0].i, clause.words[-1].i)
        names = ChainMap(self._speakers(words, speaker), known.names)
        replaced: dict[int, str] = {}
        lead = self._lead(clause, sentence, names, replaced)
        told: set[str] = set()
        pieces = [f"[{lead}] "] if lead else []
        for place, word in enumerate(words):
            if place:
                pieces.append(text[words[place - 1].end : word.start])
            name = names.get(word.start)
            if word.i in replaced:
                pieces.append(f"[{replaced[word.i]}]")
            elif name is None or name in told or name in lead or _is_said(name, words) or self._is_near(place, words):
                pieces.append(word.text)
            else:
                told.add(name)
                owner = word.tag in ("PRP$", "WP$")
                pieces.append(f"{word.text} [{self._owner(name) if owner else name}]")
            named = word.entity not in ("", "DATE", "TIME")  # the "Today" in a paper's name is no day
            if word.end in days and not named and text[word.end : word.end + 1] not in ("'", "’"):
                pieces.append(f" [{days[word.end]}]")
        return " ".join("".join(pieces).split())

    def _is_near(self, place: int, words: Sequence[Token]) -> bool:
        """Whether "they" or "it" may stand for a noun before it in the same words, which a reader sees."""
        tags = self._nouns.get(words[place].lower, ())
        return any(word.tag in tags for word in words[:place])

    def _owner(self, name: str) -> str:
        return name + (self._possessive[:1] if name.endswith(self._possessive[1:]) else self._possessive)

    def _day_of(self, time: Time, text: str) -> str | None:
        """The day that "yesterday" or "on Tuesday" was; None where the words tell it themselves, or no single day."""
        spelt = text[time.start : time.end]
        if time.type is not TimeType.DATE or time.earliest is None or time.earliest != time.latest:
            return None
        told = str(time.earliest.year) in spelt or spelt.lower() in self._present
        return None if told else time.earliest.isoformat()

    def _speakers(self, words: Iterable[Token], speaker: str | None) -> dict[int, str]:
        """ "I": the speaker."""
        return {word.start: speaker for word in words if word.lower in self._first} if speaker else {}

    def _lead(self, clause: Clause, sentence: Sentence, names: Mapping[int, str], replaced: dict[int, str]) -> str:
        """What a clause goes on from: the subject that an earlier clause has, the noun that it describes."""
        head, inside = clause.head, {word.i for word in clause.words}
        if head.dep in ("relcl", "acl"):
            return "" if head.head.i in inside else self._described(clause, sentence, names, replaced)
        condition = self._condition(head, inside, sentence, names)
        if any(child.dep in SUBJECTS and child.i in inside for child in head.children):
            return condition
        if head.pos not in ("VERB", "AUX") or head.head is head:
            return ""
        if head.dep == "conj":
            first = head
            while first.dep == "conj" and first.head is not first and first.child(*SUBJECTS) is None:
                first = first.head
            return " ".join(filter(None, (condition, self._subject_of(first, head, sentence, names))))
        if head.dep in ("xcomp", "ccomp", "advcl") and head.child(*SUBJECTS) is None and head.is_infinitive:
            return self._governor(head, sentence, names)
        return ""

    def _condition(self, head: Token, inside: Container[int], sentence: Sentence, names: Mapping[int, str]) -> str:
        """ "If it rains, the road will be cut and no lorry will come": the condition that two clauses share."""
        first = head
        while first.dep == "conj" and first.head is not first:
            first = first.head
        for child in first.children if first is not head else ():
            if (
                child.dep == "advcl"
                and is_marked(child, self._conditional)
                and child.i < first.i
                and child.i not in inside
            ):
                return f"{self._spelt(sentence.between(child.left, child.right), names)},"
        return ""

    def _described(self, clause: Clause, sentence: Sentence, names: Mapping[int, str], replaced: dict[int, str]) -> str:
        """The noun that a relative clause describes, in place of its pronoun where that is the subject."""
        head = clause.head
        noun = _agreeing(head.head, head)
        relative = next((word for word in clause.words if word.tag in _RELATIVES and word.i <= head.i), None)
        subject = head.child(*SUBJECTS)
        described = self._phrase(noun, sentence, names, before=clause.words[0])
        if relative is not None and relative is subject:
            replaced[relative.i] = described
            return ""
        if relative is not None:
            return f"{described},"
        if subject is None:
            return described
        apart = any(word.pos == "PUNCT" for word in sentence.between(head.head.i + 1, head.left))
        return "" if apart or head.dep == "acl" else f"{described} that"

    def _subject_of(self, first: Token, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """The subject that a clause shares with the one before it, and the auxiliaries it shares."""
        subject = first.child(*SUBJECTS)
        if subject is None:
            return ""
        finite = head.tag in ("VBD", "VBZ", "VBP") or head.child("aux", "auxpass") is not None
        aux = [child.text for child in first.children if child.dep in ("aux", "auxpass") and child.i < first.i]
        if not finite and not aux:
            return ""  # "Come and see"
        return " ".join([self._phrase(subject, sentence, names), *(() if finite else aux)])

    def _governor(self, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """What stands before an infinitive: who threatens, wants or does something to do so."""
        verb = head.head
        subject = verb.subject("conj", "xcomp")
        if subject is None or verb.pos not in ("VERB", "AUX"):
            return ""
        said = sentence.between(max(subject.right, subject.i) + 1, head.left - 1) if subject.i < verb.i else (verb,)
        return f"{self._phrase(subject, sentence, names)} {self._spelt(said[:_MOST], names)}".rstrip(" ,")

    def _phrase(self, noun: Token, sentence: Sentence, names: Mapping[int, str], *, before: Token | None = None) -> str:
        """A noun phrase without its clauses; a pronoun by whom it stands for."""
        if noun.tag in ("WDT", "WP") and noun.head.dep == "relcl":
            noun = noun.head.head
        if noun.start in names and noun.pos == "PRON":
            return names[noun.start]
        first = sentence.tokens[0].i
        if not first <= noun.i <= sentence.tokens[-1].i:
            return noun.text
        right = min((c.left for c in noun.children if c.dep in _CUT and c.i > noun.i), default=noun.right + 1) - 1
        right = right if before is None or before.i <= noun.i else min(right, before.i - 1)
        words = list(sentence.between(noun.left, max(right, noun.i)))
        while len(words) > 1 and words[-1].pos in ("PUNCT", "CCONJ", "ADP"):
            words.pop()
        return self._spelt(words, names)

    def _spelt(self, words: Sequence[Token], names: Mapping[int, str]) -> str:
        """Words as they are written, but whose they are by name."""
        spelt = ""
        for word in words:
            gap = " " if spelt and word.text[0] not in ",.;:’'" and word.tag != "POS" else ""
            own = word.tag == "PRP$" and word.start in names
            spelt += gap + (self._owner(names[word.start]) if own else word.text)
        return spelt


def _is_said(name: str, words: Sequence[Token]) -> bool:
    """Whether the clause has a name itself."""
    return name.split()[-1] in {word.text for word in words}


def _agreeing(noun: Token, verb: Token) -> Token:
    """The noun that a relative clause describes: the nearest of the number of its verb, for parses take the last one."""
    finite = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    plural = finite.tag == "VBP" or finite.lower == "were"
    if not plural and finite.tag != "VBZ" and finite.lower != "was":
        return noun
    for other in (noun, *noun.ancestors()):
        if (
            other.pos in ("NOUN", "PROPN")
            and (other.tag in ("NNS", "NNPS") or other.child("conj") is not None) is plural
        ):
            return other
        if other.pos in ("VERB", "AUX"):
            break
    return noun
