"""Answers of a word or two: "How many did you treat? – Sixty.", "Is the bridge open? – Not yet.".

Such an answer has no clause of its own. It states what the question asks, with the sign, the figure, the day or the party
that it gives, on the word of who answers.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tocsin.claim.sources import Sources
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.standalone import without_context
from tocsin.model.claim import Claim, claim_id
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence
from tocsin.model.quantity import Quantity
from tocsin.model.reading import Reading, Role
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.text.patterns import any_of

_LONGEST = 8
"""Words of an answer without a clause."""
_QUESTION = 30
"""Words of a question that is told with its answer."""
_OPENING = 6
"""Words of a question in which the word stands that asks: "Mr Dorn, how many men …"."""
_YES, _NO, _OPINION = 3.0, -3.0, 2.0
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_MARKS = ' *_\n"”'
_BRACKETS = str.maketrans("[]", "()")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer without a clause: its sentence, that of the question, and the turn it stands in.

    Attributes:
        score: How surely what is asked is so, from -3 to 3, or of a question "how many" what it gives.
    """

    sentence: Sentence
    question: Sentence
    speaker: str | None
    score: float


class AnswerFinder:
    """Finds such answers, and the claims that they make, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("claims")["answers"]
        self._said_by: str = lexicon.table("claims")["standalone"]["said_by"]
        self._language = lexicon.language
        weight = lexicon.table("weight")
        self._asked_weighs, self._figure_weighs = weight["kinds"][Kind.QUESTION], weight["features"]["figure"]
        fillers = rf"(?:(?:{any_of(table['fillers'])}),?\s+)*"
        behind = rf"(?:,?\s+(?:{any_of(table['behind'])}))*"
        self._signs = [
            (score, re.compile(rf"{fillers}(?:{any_of(table[name])}){behind}"))
            for name, score in (("yes", _YES), ("no", _NO))
        ]
        self._signs += [
            (float(score), re.compile(rf"{fillers}(?:{any_of(words)}){behind}"))
            for score, words in table["hedged"].items()
        ]
        self._number = re.compile(rf"\b(?:{any_of(table['how_many'])})\b")
        self._alternative = re.compile(rf"\b(?:{any_of(table['or'])})\b")
        self._asking = frozenset(table["asking"])
        self._fillers = frozenset((*table["fillers"], *table["yes"], *table["no"]))
        self._helping, self._not = frozenset(table["helping"]), frozenset(table["not"])
        self._partly = frozenset(table["partly"])
        self._nobody, self._any = frozenset(table["nobody"]), frozenset(table["any"])
        self._you = frozenset(lexicon.table("certainty")["clauses"]["you"])
        self._grades: Mapping[str, float] = {
            word: float(grade) for grade in ("1", "2") for word in lexicon.table("certainty")["adverbs"][grade]
        }
        self._opinion = re.compile(rf",?\s+(?:{any_of(table['opinions'])})$")

    def find(self, reading: Reading) -> list[Answer]:
        """The answers of a document in order: each opens the turn of who is asked, behind a question."""
        if all(turn.role is not Role.INTERVIEWEE for turn in reading.turns):
            return []
        found: list[Answer] = []
        starts = [turn.start for turn in reading.turns]
        # Marks of bold type may stand as sentences of their own.
        said = [one for one in reading.sentences if any(map(str.isalnum, (word.text[0] for word in one.tokens)))]
        for question, sentence in pairwise(said):
            number = bisect_right(starts, sentence.start) - 1
            if number < 1 or question.start >= starts[number] or reading.turns[number].role is not Role.INTERVIEWEE:
                continue
            speaker = reading.turns[number].speaker
            if reading.document.text[question.start : question.end].rstrip(_MARKS).endswith("?"):
                answer = self._answer(sentence, question, reading, speaker)
            elif reading.turns[number - 1].role is Role.INTERVIEWER and (score := self._elided(sentence)) is not None:
                answer = Answer(
                    sentence, question, speaker, score
                )  # "The district says that it was inspected. – It was."
            else:
                continue
            if answer is not None:
                found.append(answer)
        return found

    def claims(
        self, answers: Sequence[Answer], claims: Sequence[Claim], reading: Reading, sources: Sources
    ) -> Iterator[tuple[Claim, Claim]]:
        """The claims that answers make, each with the claim of the question that it has its parts from.

        Args:
            answers: The answers of a document.
            claims: Its other claims, in order.
            reading: The reading.
            sources: On whose word what is said is.
        """
        begins = [claim.start for claim in claims]
        for answer in answers:
            asked = answer.question
            here = claims[bisect_left(begins, asked.start) : bisect_left(begins, asked.end)]
            if here:
                yield self._claim(answer, here[-1], reading, sources), here[-1]

    def _answer(self, sentence: Sentence, question: Sentence, reading: Reading, speaker: str | None) -> Answer | None:
        text = reading.document.text
        words = [word for word in sentence.tokens if word.pos != "PUNCT"]
        said = " ".join(text[sentence.start : sentence.end].lower().replace("’", "'").split()).strip(' .!…*_–—-"“”')
        opinion = self._opinion.search(said)
        said = said[: opinion.start()] if opinion is not None else said
        if not words or len(words) > _LONGEST or sentence.tokens[-1].text == "?":
            return None
        asked = [word.lower for word in question.tokens[:_OPENING] if word.pos != "PUNCT"]
        opens = any(word in self._asking for word in asked)
        told = text[question.start : question.end].lower()
        score = next((score for score, pattern in self._signs if pattern.fullmatch(said)), None)
        if score is not None:
            is_open = opens and said.split()[0] not in self._nobody
            unclear = is_open or self._alternative.search(told) is not None
            return None if unclear else Answer(sentence, question, speaker, score)
        elided = self._elided(sentence) if not opens else None
        if elided is not None:
            return Answer(sentence, question, speaker, elided)
        if opinion is None and any(word.tag in _FINITE for word in words):
            return None
        if not opens and words[0].lower in self._not and words[1:] and words[1].lower not in self._partly:
            return Answer(sentence, question, speaker, _NO)  # "Not this year."
        if not opens:
            # "Yes, four."
            first = said.split(",")[0]
            score = next((score for score, pattern in self._signs if pattern.fullmatch(first)), None)
            if score is None and self._any.isdisjoint(word.lower for word in question.tokens):
                return None
            # "Did you lose anyone? – One man."
            return Answer(sentence, question, speaker, _YES if score is None else score)
        grades = [self._grades[word.lower] for word in words if word.lower in self._grades]
        return Answer(sentence, question, speaker, min((_OPINION if opinion is not None else _YES, *grades)))

    def _elided(self, sentence: Sentence) -> float | None:
        """Whether an answer that only has a pronoun and an auxiliary says yes or no: "He was.", "No, they didn't."."""
        words = [word for word in sentence.tokens if word.pos != "PUNCT"]
        while len(words) > 2 and (words[0].lower in self._fillers or words[0].pos == "INTJ"):
            words.pop(0)
        subject, helping, *denial = words if len(words) > 1 else (sentence.root, sentence.root)
        if subject.tag != "PRP" or helping.lower not in self._helping or len(denial) > 1:
            return None
        if denial and denial[0].lower not in self._not:
            return None
        return _NO if denial else _YES

    def _claim(self, answer: Answer, asked: Claim, reading: Reading, sources: Sources) -> Claim:
        text, sentence = reading.document.text, answer.sentence
        words = [word for word in sentence.tokens if word.pos != "PUNCT"]
        span = Span(words[0].start, words[-1].end)
        value = Factuality.of(answer.score)
        figures = tuple(one for one in reading.quantities if span.covers(one.span))
        days = [one for one in reading.times if span.covers(one.span)]
        places = tuple(one for one in reading.places if span.covers(Span(one.start, one.end)))
        alone = without_context(asked.standalone or asked.text, self._language)
        whole = " ".join(text[answer.question.start : answer.question.end].strip(" *_\n").split())
        if not asked.start <= answer.question.start + 2 or len(answer.question.tokens) > _QUESTION:
            told = whole
        else:
            told = alone
        behind = (asked.standalone or asked.text)[len(alone) :]
        if answer.speaker and any(word.lower in self._you for word in answer.question.tokens):
            behind = f" [{self._said_by}{answer.speaker}]{behind}"
        step = Reason(
            rule="certainty.answered",
            weight=0.0,
            facts={"words": text[span.start : span.end], "question": whole},
            spans=(span,),
        )
        asks = self._asked_weighs if asked.kind is Kind.QUESTION else 1.0
        return replace(
            asked,
            id=claim_id(reading.document.id, span, predicate=span.start, kind=Kind.STATEMENT),
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            kind=Kind.STATEMENT,
            speaker=answer.speaker,
            sources=sources.chain(sentence.root.span, answer.speaker),
            factuality=value,
            score=value.score,
            probability=value.probability,
            time=days[0] if days else asked.time,
            said=None,
            places=places or asked.places,
            quantities=self._with_noun(figures, answer.question),
            standalone=f"[{told.translate(_BRACKETS)}] {text[span.start : span.end]}{behind}",
            steps=(step,),
            corrected=(),
            weight=round(min(1.0, (asked.weight or 0.0) / asks + self._figure_weighs * bool(figures)), 3),
        )

    def _with_noun(self, figures: Sequence[Quantity], question: Sentence) -> tuple[Quantity, ...]:
        """Figures without a noun, with that of the question: "How many nurses are ill? – A dozen."."""
        asked = self._number.search(" ".join(word.lower for word in question.tokens))
        if asked is None:
            return tuple(figures)
        many = asked[0].split()[-1]
        word = next(word for word in question.tokens if word.lower == many)
        noun = word.head if word.head.pos == "NOUN" and word.head.i > word.i else None
        return tuple(
            replace(one, noun=noun.lower) if one.noun is None and one.unit is None and noun is not None else one
            for one in figures
        )
