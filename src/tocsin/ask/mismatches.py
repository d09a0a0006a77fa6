"""Claims about something else than what a question asks: however near they are to it, they do not answer it.

What a claim does not say may be said in other words, so that it only counts against it (`fitting.py`). Here is what it does
say, and is another thing: the foreign minister for the defence minister, furnace no. 1 for no. 2, losing for winning, the one
who gets for the one who gives, what is planned for what was done. And here is what is asked for and cannot stand in other
words: who did it, where nothing is done, and the salary, where none is named.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from tocsin.ask.pairs import Pairs
from tocsin.ask.passages import Forms, Passage
from tocsin.ask.question import Question, Term
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.wordnet import wordnet
from tocsin.model.answer import Asked
from tocsin.model.frame import ACTOR, OBJECT, RECIPIENT, Filler
from tocsin.model.kind import Kind
from tocsin.model.query import Report
from tocsin.text.words import lower_words, words

_SAME_VERB, _ONE_VERB = 0.6, 0.85
"""How alike two verbs must be for those who do it to be compared, and for what it is done to."""
_UNSAID, _UNDONE = 0.3, 0.5
"""How alike to a word of the question the words of a sentence are at most, and the verb of a claim to its verb, if none of
them says it."""
_SAME = 0.5
"""How surely something else costs what it is asked for."""
_SUM_SAID = 0.5
"""The same for the verb that asks for a sum or a weight, which any sum is near to."""
_SAME_FIELD = 0.8
"""How alike two fields are that are one: "defence" and "defense"."""
_BESIDE = 3
"""Words at most from a name to a noun of the question for the one who is called so: "Ann Lee, who drove the train"."""
_NUMBERED = re.compile(r"([^\W\d_]+)(?:\s+no\.?)?\s+(\d+)\b", re.IGNORECASE)
"""A thing with its number: "train 417", "furnace no. 2"."""


class Mismatches:
    """Tells whether a claim is about something else than one question."""

    def __init__(
        self, question: Question, lexicon: Lexicon, forms: Forms, within: Callable[[str], frozenset[str]]
    ) -> None:
        """Take in a question; `within` gives the countries that the words of a text stand for."""
        self._question, self._forms, self._within = question, forms, within
        self._form, self._likeness = question.word_forms.form, wordnet(lexicon).likeness
        self._told = forms(question.text)
        deeds = lexicon.table("links")["deeds"]
        self._fields = frozenset(map(self._form, deeds["fields"]))
        self._terms = {term.word: term for term in question.terms}
        self._verb = self._terms.get(question.verb)
        self._contraries = frozenset(self._other_sides(deeds["opposed"]))
        self._converses = frozenset(self._other_sides(question.converses))
        self._nouns = list(self._noun_phrases())
        self._numbered = [(self._form(noun.lower()), number) for noun, number in self._things_numbered(question.text)]

    def is_something_else(self, report: Report, pairs: Pairs, verb: float) -> bool:
        """Whether a claim tells something else than what is asked.

        Args:
            report: The claim.
            pairs: Compares the words of its sentence with those of the question.
            verb: How alike its verb is to that of the question.
        """
        return (
            self._is_another_sort(report.sentence)
            or self._has_another_number(report.sentence)
            or self._is_contrary(report)
            or self._is_turned(report, verb)
            or self._is_done_to_another(report, pairs, verb)
            or self._is_only_coming(report)
            or self._is_nobodys_word(report)
        )

    def lacks_what_is_asked(
        self, report: Report, passage: Passage, pairs: Pairs, verb: float, other_actor: float
    ) -> bool:
        """Whether a claim lacks what is asked for, in whatever words.

        Args:
            report: The claim.
            passage: Its sentence.
            pairs: Compares the words of that with those of the question.
            verb: How alike the verb of the claim is to that of the question.
            other_actor: How surely somebody or something else does it.
        """
        return (
            self._is_nobodys_deed(report, passage, pairs, verb)
            or self._lacks_attribute(passage, pairs)
            or self._lacks_sum(passage, pairs, other_actor)
            or self._names_nobody(report)
            or self._counts_no_sort(passage)
            or self._is_only_past(report, verb)
        )

    def _other_sides(self, groups: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
        """The words that stand against the verb of the question in pairs of groups of words."""
        for sides in groups:
            for own, other in (sides, sides[::-1]):
                if any(self._likeness(self._question.lemma, one) == 1 for one in own):
                    yield from other

    def _noun_phrases(self) -> Iterator[tuple[list[str], str]]:
        """The nouns of the question, each with the words before it that tell which one it is."""
        question, group = self._question, list[str]()
        for word in (*question.told, ""):
            if word and word not in question.empty and word != question.verb and word not in question.speech:
                group.append(word)
            elif group:
                *before, noun = group
                yield before, noun
                group = []

    def _sorts(self, sentence: str, noun: str) -> Iterator[list[str]]:
        """The words directly before each mention of a noun in a sentence, as they are written."""
        form, before = self._form(noun), list[str]()
        for number, word in enumerate(words(sentence, inside="-.")):
            if self._form(word.lower) == form:
                yield before
            if word.lower in self._question.empty or word.lower.isdigit():
                before = []
            elif number:
                # A capital tells nothing of the first word of a sentence.
                before = [*before, sentence[word.start : word.end]]

    def _is_another_sort(self, sentence: str) -> bool:
        """Whether it is about another minister, or the soldiers of another country."""
        for before, noun in self._nouns:
            fields = [one for one in before if self._form(one) in self._fields]
            names = [term for one in before if (term := self._terms.get(one)) is not None and term.is_name]
            if not fields and not names:
                continue
            sorts = list(self._sorts(sentence, noun))
            if fields and not any(self._is_said_field(one, sentence) for one in fields):
                others = (word for sort in sorts for word in sort)
                if any(self._form(word.lower()) in self._fields for word in others):
                    return True
            named = [[word for word in sort if word[0].isupper()] for sort in sorts]
            known = (self._is_named(term, word) for term in names for sort in named for word in sort)
            if names and sorts and all(named) and not any(known):
                return True
        return False

    def _is_said_field(self, field: str, sentence: str) -> bool:
        return any(self._likeness(field, word) >= _SAME_FIELD for word in lower_words(sentence))

    def _is_named(self, term: Term, word: str) -> bool:
        return term.is_in(self._forms(word)) or bool(term.country and term.country in self._within(word))

    def _has_another_number(self, sentence: str) -> bool:
        """Whether a thing that the question tells by its number has only other ones: "furnace no. 1"."""
        told = [(self._form(noun.lower()), number) for noun, number in self._things_numbered(sentence)]
        for noun, number in self._numbered:
            numbers = {one for other, one in told if other == noun}
            if numbers and number not in numbers:
                return True
        return False

    def _things_numbered(self, text: str) -> Iterator[tuple[str, str]]:
        apart = self._question.empty | self._question.dates
        return ((noun, number) for noun, number in _NUMBERED.findall(text) if noun.lower() not in apart)

    def _is_contrary(self, report: Report) -> bool:
        """Whether the opposite was done: "lost" for "won"."""
        frame, question = report.claim.frame, self._question
        if frame is None or question.asked is Asked.WHETHER or question.is_negated or question.is_open:
            return False
        return report.claim.factuality.score >= 0 and self._is_one_of(frame.predicate, self._contraries)

    def _is_turned(self, report: Report, verb: float) -> bool:
        """Whether it goes the other way: "Dover got 12" for "Dover sent 12", or Calais sent them to Dover."""
        frame, question = report.claim.frame, self._question
        doing = [term for term in question.names if term.word in question.actors]
        if frame is None or not doing:
            return False
        actors = [self._forms(_text(one)) for one in frame.fillers if one.role == ACTOR]
        does = any(term.is_in(actor) for term in doing for actor in actors)
        if self._is_one_of(frame.predicate, self._converses):
            return does
        reached = [term for term in question.names if any(term.before in led for led in question.leading)]
        return verb >= _SAME_VERB and not does and any(term.is_in(actor) for term in reached for actor in actors)

    def _is_one_of(self, verb: str, others: frozenset[str]) -> bool:
        return any(self._likeness(verb, one) == 1 for one in others)

    def _is_done_to_another(self, report: Report, pairs: Pairs, verb: float) -> bool:
        """Whether it goes to something else, or comes from it: "closed to lorries" for "closed to cars"."""
        frame = report.claim.frame
        if frame is None or verb < _ONE_VERB:
            return False
        for term in self._question.terms:
            if term.is_name or not any(term.before in led for led in self._question.leading):
                continue
            reached = [one.head for one in frame.fillers if one.role == term.before and one.head and not one.is_name]
            if reached and max(pairs.alike(term, one) for one in reached) < _UNSAID:
                return True
        return False

    def _is_only_coming(self, report: Report) -> bool:
        """Whether it is planned, where it is asked when, where or by whom it was done."""
        question, frame = self._question, report.claim.frame
        return (
            question.is_past
            and not question.is_open
            and question.asked in (Asked.WHEN, Asked.WHERE, Asked.WHO)
            and report.claim.kind is Kind.STATEMENT
            and frame is not None
            and frame.is_coming
        )

    def _is_nobodys_deed(self, report: Report, passage: Passage, pairs: Pairs, verb: float) -> bool:
        """Whether it is asked who did something, and nothing in a sentence says that it is done.

        A verb is said by a verb, or by a noun of the same stem: an engineer who is appointed designs nothing.
        """
        if self._question.asked is not Asked.WHO or self._verb is None or verb >= _UNDONE:
            return False
        if self._is_said(self._verb, passage):
            return False
        fillers = report.claim.frame.fillers if report.claim.frame is not None else ()
        nouns = frozenset(
            self._form(one.head) for one in fillers if one.head and one.role in (ACTOR, OBJECT, RECIPIENT)
        )
        return pairs.best(self._verb, without=nouns) < _UNSAID

    def _lacks_attribute(self, passage: Passage, pairs: Pairs) -> bool:
        """Whether "what is the salary of …" is asked, and no salary is named."""
        question = self._question
        if not question.asks_attribute or question.measure or question.names_wanted or not self._nouns:
            return False
        noun = self._terms.get(self._nouns[0][1])
        return noun is not None and not self._is_said(noun, passage) and pairs.best(noun) < _UNSAID

    def _lacks_sum(self, passage: Passage, pairs: Pairs, other_actor: float) -> bool:
        """Whether it is asked what a thing costs or weighs, and a claim has no cost, or that of another thing."""
        if self._verb is None or self._verb.word not in self._question.measured:
            return False
        return other_actor > _SAME or (not self._is_said(self._verb, passage) and pairs.best(self._verb) < _SUM_SAID)

    def _is_only_past(self, report: Report, verb: float) -> bool:
        """Whether it is asked whether something will be, and something else was: "She has left" of "Will she be tried?"."""
        question, frame = self._question, report.claim.frame
        if not question.is_future or question.asked is not Asked.WHETHER or self._verb is None or verb >= _SAME_VERB:
            return False
        is_open = not question.open_words.isdisjoint(lower_words(report.claim.words))
        return report.claim.kind is Kind.STATEMENT and not is_open and not (frame is not None and frame.is_coming)

    def _counts_no_sort(self, passage: Passage) -> bool:
        """Whether it is asked how many children, and no child is named: among eight people there may be any number."""
        question = self._question
        if question.asked is not Asked.HOW_MANY:
            return False
        told = {*lower_words(passage.report.sentence), *lower_words(passage.before)}
        return any(not sort.isdisjoint(question.focus) and sort.isdisjoint(told) for sort in question.sorts)

    def _names_nobody(self, report: Report) -> bool:
        """Whether it is asked what somebody is called, and no new name stands near the noun for that one."""
        question = self._question
        if not question.names_wanted or question.naming_said.search(report.sentence):
            return False
        places = {word for place in report.claim.places for word in lower_words(place.name)}
        fillers = report.claim.frame.fillers if report.claim.frame is not None else ()
        called = {word for one in fillers if one.is_name for word in lower_words(_text(one))}
        nouns, names = list[int](), list[int]()
        for number, word in enumerate(words(report.sentence)):
            form = self._form(word.lower)
            if form in self._told:
                nouns += [number] * (word.lower not in question.empty)
            elif report.sentence[word.start].isupper() and word.lower not in question.dates | places:
                # A capital tells nothing of the first word of a sentence.
                names += [number] * (number > 0 or word.lower in called)
        return not any(abs(noun - name) <= _BESIDE for noun in nouns for name in names)

    def _is_nobodys_word(self, report: Report) -> bool:
        """Whether it is asked what somebody says, and it is what the outlet itself tells."""
        question, claim = self._question, report.claim
        if not question.asks_words or claim.sources or claim.speaker not in (None, report.outlet):
            return False
        return not any(term.is_in(self._forms(claim.speaker or "")) for term in question.sayer)

    def _is_said(self, term: Term, passage: Passage) -> bool:
        """Whether a sentence, or the one that it goes on from, holds a word of the question."""
        return term.is_in(self._forms(f"{passage.report.sentence} {passage.before}"))


def _text(filler: Filler) -> str:
    return " ".join((filler.head, *filler.words, filler.name or ""))
