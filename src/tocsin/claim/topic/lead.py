"""What the lead of an article states."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tocsin.claim.clauses import SUBJECTS, SUBORDINATE, Clause
from tocsin.claim.descriptions import is_bare
from tocsin.claim.topic.content import NAMING
from tocsin.claim.topic.shortening import ASKING, LONGEST, ended, shortened, up_to
from tocsin.claim.topic.titles import ENDS, FIRST
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.span import Span

LEAD = 8
"""Words of a lead at least."""
WHOLE = 36
"""Words of the topic at most, with the clauses that the first one goes on with."""
_SAYS = 2
"""Words before a clause that may say whose word it is, at least."""
_LINKING = ("PUNCT", "CCONJ", "SCONJ", "PART", "AUX")
"""Words between two clauses of a lead of which the second goes on with the first."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What the lead of an article states.

    Attributes:
        text: Its first clause and those that go on with it.
        words: The words of that first clause.
        clause: The text of that first clause, with the short sentences before it.
        sentences: The lead, and the sentences of its paragraph that are told with it.
        before: The sentences before it.
    """

    text: str
    words: Sequence[Token]
    clause: str
    sentences: Sequence[Sentence]
    before: Sequence[Sentence]

    @property
    def span(self) -> Span:
        """Where the first clause stands."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def sentence(self) -> Span:
        """Where the sentences stand that say it."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


class LeadFinder:
    """Finds the leads of articles, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._when = frozenset(lexicon.table("claims")["standalone"]["when"])
        coreference = lexicon.table("coreference")
        self._definite = frozenset(coreference["articles"]["definite"])
        self._third = frozenset(word for key in ("he", "she", "it", "they") for word in coreference["pronouns"][key])

    def find(
        self,
        sentences: Sequence[tuple[Sentence, Sequence[Clause]]],
        names: Mapping[int, str],
        open_heads: Container[int],
        *,
        most: int,
        verbless: bool = False,
    ) -> Lead | None:
        """What the first sentences state of which one may be a lead, a short one only with a verb unless `verbless`.

        Args:
            sentences: The sentences of a text, each with its clauses that state something.
            names: Who or what its words stand for, by their first characters.
            open_heads: Where the heads of clauses start that their own words alone would tell as facts, and are none.
            most: Words up to which the sentences behind a short one are told with it.
            verbless: Whether a few words without a verb may be one, as in an entry of a live page.
        """
        for number, (sentence, clauses) in enumerate(sentences[:FIRST]):
            goes_on = number + 1 < len(sentences) and sentences[number + 1][0].block == sentence.block
            is_lead = len(sentence.tokens) >= LEAD or goes_on
            if not is_lead or sentence.tokens[-1].text not in ENDS:
                continue
            main = (one for one in clauses if one.head.dep not in SUBORDINATE or one.head.is_infinitive)
            clause = min(main, key=lambda one: one.words[0].i, default=None)
            if clause is None:
                continue
            if len(sentence.tokens) < LEAD and not verbless and clause.head.pos not in ("VERB", "AUX"):
                continue
            words = shortened(clause)
            whole = _stated(clause, clauses, sentence, self._when)
            whole = whole if len(whole) > len(words) else words
            # "Norway's fund said that it had sold its shares": a pronoun that is clear may open it.
            opens = names.get(whole[0].start, "") if whole[0].pos == "PRON" else ""
            after = _goes_on(sentences, number, most=most - len(whole))
            lead = [sentence, *after]
            is_open = whole[0].pos == "PRON" and not opens
            quoted = sentence.tokens[0].pos == "PUNCT"
            if quoted and most > LEAD:
                continue  # what is quoted over an interview
            told_behind = whole[0].i - sentence.tokens[0].i >= _SAYS
            if clause.head.start in open_heads or (told_behind and not opens and self._leaves_open(whole)):
                # "Families by the tip say the smell has made them ill", "X denied that P": with who says so.
                opens = ""
                words = whole = up_to(sentence, WHOLE)
                is_open = whole[0].pos == "PRON"
            if quoted or is_open or not any(word.pos == "PROPN" for one in lead for word in one.tokens):
                return None
            text = f"{opens} {written(whole[1:])}" if opens else written(whole)
            further = "".join(f". {written(one.tokens[:-1])}" for one in after)
            ahead = _ahead(sentences, number, most=WHOLE - len(whole))
            return Lead(
                text=ahead + text + further,
                words=words,
                clause=ahead + written(words),
                sentences=lead,
                before=[one for one, _ in sentences[:number]],
            )
        return None

    def _leaves_open(self, words: Sequence[Token]) -> bool:
        """Whether what a lead states begins in the middle: it has a pronoun for somebody, or "the smell" for its subject."""
        subject = next((word for word in words if word.dep in SUBJECTS), None)
        if subject is None or subject.i > words[0].i + LEAD:
            return False
        article = subject.child("det")
        bare = article is not None and article.lower in self._definite and is_bare(subject)
        ahead = takewhile(lambda word: word.pos not in NAMING, words)
        return bare or any(word.tag in ("PRP", "PRP$") and word.lower in self._third for word in ahead)


def _ahead(sentences: Sequence[tuple[Sentence, Sequence[Clause]]], lead: int, *, most: int) -> str:
    """The short sentences of a lead's paragraph before it: "KADUGLI. Shelling since noon. …", "Gunmen attack a mine. …"."""
    told: list[str] = []
    for sentence, _ in reversed(sentences[:lead]):
        most -= len(sentence.tokens)
        label = sentence.tokens[-1].text == ":"
        if (
            sentence.block != sentences[lead][0].block
            or most < 0
            or label
            or any(word.text == "(" for word in sentence.tokens)
        ):
            break  # a dateline ends with the agency in brackets, the label of a speaker with a colon
        told.append(written(sentence.tokens) + " ")
    return "".join(reversed(told))


def _goes_on(sentences: Sequence[tuple[Sentence, Sequence[Clause]]], lead: int, *, most: int) -> list[Sentence]:
    """The sentences of a lead's paragraph behind its first, where that one has less words than a lead has, and they fit."""
    told: list[Sentence] = []
    for sentence, _ in sentences[lead + 1 :]:
        if sentence.block != sentences[lead][0].block or most <= 0 or len(sentence.tokens) > LONGEST:
            break
        told.append(sentence)
        most -= len(sentence.tokens)
    return told


def _stated(clause: Clause, clauses: Sequence[Clause], sentence: Sentence, when: Container[str]) -> list[Token]:
    """What a lead states: from its first clause to the last that goes on with it, without who says so.

    "The navy seized eleven boats [and] detained 74 men[, a spokesman said]", "Farmers blocked a road [to] protest against …".
    A clause next to it that begins with one of the words `when` says what was before or behind it, and goes with it.
    """
    head, first = clause.head, clause.words[0].i
    if head.is_infinitive or head.dep in ("dobj", "pobj"):
        above = head.head if head.dep != "pobj" else head.head.head
        subject = above.subject("conj", "xcomp")
    else:
        subject = head.child(*SUBJECTS)  # it may have lost words that seem to say whose word the clause is
    first = min(first, subject.left) if subject is not None else first
    ends = [clause.words[-1].i]
    for other in sorted(clauses, key=lambda one: one.words[0].i):
        between = sentence.between(ends[-1] + 1, other.words[0].i - 1)
        if other.words[-1].i > ends[-1] and all(
            word.pos in _LINKING or word.dep == "mark" or word.tag in ASKING for word in between
        ):
            ends.append(other.words[-1].i)
    fitting = [end for end in ends if end - first < WHOLE]
    if fitting:
        # "… ended a sit-in after the government promised to move two units": what goes with the first clause.
        with_it = (child for child in head.children if child.dep == "advcl" and child.left == fitting[-1] + 1)
        fitting += [
            child.right for child in with_it
            if child.right - first < WHOLE and (mark := child.child("mark")) is not None and mark.lower in when
        ]  # fmt: skip
    return ended(list(sentence.between(first, fitting[-1]))) if fitting else []
