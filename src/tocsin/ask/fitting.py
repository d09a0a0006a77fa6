"""How a claim fills the roles that a question gives: whom and what it names, in which words, and which way it goes.

Similarity cannot tell an answer from what is only near: helicopters are near to tanks, and Norland to Sudland. So each
name of the question is looked for in the claim, its sentence, what stands around it and the rest of its document, and for
each other word the one of the claim that says the same.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tocsin.ask.days import told_span
from tocsin.ask.mismatches import Mismatches
from tocsin.ask.pairs import Pairs
from tocsin.ask.passages import Forms, Passage
from tocsin.ask.question import Question, Term
from tocsin.ask.roles import Roles
from tocsin.ask.suiting import suits
from tocsin.lexicon.counted import Measures
from tocsin.lexicon.countries import countries
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.wordnet import wordnet
from tocsin.meaning.encoder import TextVectors
from tocsin.meaning.weights import Floats
from tocsin.model.answer import Asked
from tocsin.model.frame import ACTOR, OBJECT, RECIPIENT
from tocsin.model.quantity import Quantity
from tocsin.model.query import Match, Report
from tocsin.text.words import lower_words

_HERE, _AS_COUNTRY, _IN_COUNTRY, _AROUND, _POINTED, _IN_DOCUMENT, _ELSEWHERE = 1.0, 0.95, 0.85, 0.75, 0.7, 0.5, 0.1
"""What a name of the question counts that the sentence holds; that it holds as another word for the country; of a country
where a place of the claim lies; that stands around it; elsewhere in its document, where a pronoun of the claim may stand for
it, or where none does; only in another document."""
_WORD_AROUND = 0.85
"""What a word counts that stands around the sentence, next to one in it."""
_SAME = 0.5
"""How alike two words must be to say the same."""
_ANYBODY = 0.7
"""How alike whatever is counted is to people."""

_NO_VERB = 0.8
"""How far the verb of a question counts as said that has none that can be told."""
_NAME_AROUND, _NAME_MEANT = 0.6, 0.5
"""What it is worth if only the claim's sentence names somebody new, or only what its words stand for does."""
_UNTOLD_DAY = 0.5
"""How surely a claim that tells no time is of another day than the one of its document."""
_DOCUMENT = 0.15
"""What it counts in the first step that the document of a passage holds all names of the question."""

_CAPITAL = re.compile(r"(?<=[\w,;:’'] )[A-ZÀ-Þ]\w+|(?<=[\w,] [“\"(])[A-ZÀ-Þ]\w+")

Features = dict[str, float]


def _counted(quantity: Quantity) -> Sequence[str]:
    """The words of what a figure counts: its noun, or where it has none what the words around it tell."""
    return (quantity.noun or "").lower().split() or [thing.head for thing in quantity.things]


class Fitting:
    """Compares the claims of passages with one question."""

    def __init__(
        self, question: Question, passages: Sequence[Passage], weights: dict[str, float], lexicon: Lexicon, forms: Forms
    ) -> None:
        """Take in the question, all that was found for it, and what its words weigh."""
        self._question, self._weights, self._forms = question, weights, forms
        self._names = question.names
        self._words = tuple(term for term in question.terms if not term.is_name)
        self._likeness = wordnet(lexicon).likeness
        self._are_opposed, self._can_be_verb = wordnet(lexicon).are_opposed, wordnet(lexicon).can_be_verb
        self._within = countries(lexicon).within
        self._measures = Measures(lexicon)
        self._roles = Roles(question, forms, self._within)
        self._mismatches = Mismatches(question, lexicon, forms, self._within)
        self._in_document: dict[str, set[str]] = defaultdict(set)
        asked = {term.country for term in self._names} - {""}
        for passage in passages:
            report = passage.report
            held = self._in_document[report.document]
            held.update(passage.held)
            if self._names:
                around = forms(passage.matches[0].context) | forms(report.outlet or "") | forms(report.name)
                held.update(term.word for term in self._names if term.is_in(around))
            if asked:
                found = self._within(f"{report.sentence} {passage.matches[0].context}") | _countries(passage)
                held.update(term.word for term in self._names if term.country in found)
        self._known = set[str]().union(*self._in_document.values())

    def pairs(self, found: TextVectors, cosines: Mapping[str, Floats]) -> Pairs:
        """Compares the words of the question with those of a text, by the cosines of each to all of them."""
        return Pairs(self._likeness, found, cosines, self._question.empty, self._question.word_forms.form)

    def first(self, passage: Passage) -> float:
        """How a passage did in the first step, with what of the question's names its document holds."""
        held = self._in_document[passage.report.document]
        share = sum(term.word in held for term in self._names) / len(self._names) if self._names else 0.0
        return passage.first + _DOCUMENT * share

    def of_passage(self, passage: Passage, pairs: Pairs, around_pairs: Sequence[Pairs], is_measured: bool) -> Features:
        """What holds for every claim of a passage.

        Args:
            passage: The passage.
            pairs: Compares with its sentence.
            around_pairs: Compares with the sentence that it goes on from.
            is_measured: Whether it has the measure asked for.
        """
        named = [passage.report.sentence]
        for match in passage.matches:
            claim = match.report.claim
            named += [claim.named, claim.standalone, claim.speaker or "", *claim.sources]
        text, context = " ".join(named), f"{passage.before} {passage.matches[0].context}"
        own, around = self._forms(text), self._forms(context)
        day = self._question.day
        is_day = bool(day.words) and any(day.is_of(match.report) for match in passage.matches)
        held = [
            _HERE if is_day and term.word in day.words else self._held(term, passage, text, context, own, around)
            for term in self._names
        ]
        sentence, before = self._contents(passage.report.sentence), self._contents(passage.before)
        nearby = self._forms(passage.before)
        meant = [
            max(self._meant(term, own, sentence), _WORD_AROUND * self._meant(term, nearby, before))
            for term in self._words
        ]
        measured = self._question.measured if is_measured else frozenset()
        said = []
        for term in self._words:
            here = pairs.best(term)
            there = max((_WORD_AROUND * one.best(term) for one in around_pairs), default=0.0)
            known = term.is_in(own) or term.word in measured or (is_day and term.word in day.words)
            said.append(1.0 if known else max(here, there, _WORD_AROUND * term.is_in(nearby)))
        by_word = {term.word: share for term, share in zip(self._words, said, strict=True)}
        self._known.update(term.word for term, share in zip(self._words, meant, strict=True) if share >= _SAME)
        return {
            "least name": min(held, default=1.0),
            "names": self._mean(self._names, held),
            "names elsewhere": float(sum(share <= _ELSEWHERE for share in held)),
            "names unknown": float(sum(share == 0 for share in held)),
            "names of document": float(sum(_ELSEWHERE < share < _AROUND for share in held)),
            "meant": self._mean(self._words, meant),
            "least meant": min(meant, default=1.0),
            "said": self._mean(self._words, said),
            "least said": min(said, default=1.0),
            "focus said": by_word.get(self._question.focus[-1], 1.0) if self._question.focus else 1.0,
            "opposite": float(any(pairs.opposed(term, self._are_opposed) for term in self._words)),
            "verb said": by_word.get(self._question.verb, _NO_VERB),
        }

    def of_claim(self, report: Report, passage: Passage, pairs: Pairs) -> Features:
        """What holds for one claim of a passage."""
        claim, question = report.claim, self._question
        named = claim.named
        own, contents = self._forms(named), self._contents(named)
        meant = [self._meant(term, own, contents) for term in self._words]
        lands = self._within(named) if any(term.country for term in self._names) else frozenset()
        held = [float(term.is_in(own) or term.country in lands) for term in self._names]
        how_many = question.asked is Asked.HOW_MANY
        counted = how_many and not question.measure
        nouns = [noun for quantity in claim.quantities for noun in _counted(quantity)]
        asked = [term for term in question.terms if term.word in question.focus]
        alike = max((pairs.alike(one, noun) for one in asked for noun in nouns), default=0.0)
        if question.anybody and nouns:
            alike = max(alike, _ANYBODY)
        # "How much water" is told in tonnes.
        other = counted and bool(nouns) and bool(question.focus) and not question.is_mass
        other = other and not any(term.is_in(own) for term in asked)
        roles = self._roles.of_claim(report, pairs)
        suited, inside = suits(question, report, self._forms, told_none=bool(roles["none"]))
        return {
            **roles,
            "something else": float(
                self._roles.is_left_undone(report) or self._mismatches.is_something_else(report, pairs, roles["verb"])
            ),
            "lacks what is asked": float(
                self._mismatches.lacks_what_is_asked(report, passage, pairs, roles["verb"], roles["other actor"])
            ),
            "other figure": other * (1 - alike),
            "other measure": self._other_measure(report, how_many=how_many),
            "other place": self._other_place(report, own),
            "contrary": float(any(others.search(named) and not one.search(named) for one, others in question.contrary)),
            "lacks reason": float(question.asked is Asked.WHY and question.reasons.search(report.sentence) is None),
            "new name": self._new_name(report),
            "claim names": sum(held) / len(held) if held else 1.0,
            "claim meant": self._mean(self._words, meant),
            "least claim meant": min(meant, default=1.0),
            "counted": counted * alike,
            "suits": suited,
            "claim suits": inside,
            "no figure": float(how_many and not claim.quantities and not inside),
            "turned": float(self._is_turned(report)),
            "other day": self._other_day(report),
        }

    def _other_day(self, report: Report) -> float:
        """How surely a claim is of another day than the one that the question names."""
        day = self._question.day
        if not day.words or day.is_of(report):
            return 0.0
        told = self._forms(report.sentence)
        if all(term.is_in(told) for term in self._question.terms if term.word in day.words):
            return 0.0
        return _UNTOLD_DAY if told_span(report) is None else 1.0

    def _other_measure(self, report: Report, *, how_many: bool) -> float:
        """Whether it is asked how many were harmed, and neither figures nor words of a claim's sentence tell such harm."""
        asked, measures = self._question.befallen, self._measures
        if not how_many or asked is None or asked not in measures.harms or not report.claim.quantities:
            return 0.0
        told = {one.measure or one.clause_measure for one in report.claim.quantities}
        told.update(map(measures.named, lower_words(report.sentence)))
        return float(not any(measures.fits(one, asked) or measures.fits(asked, one) for one in told if one is not None))

    def _other_place(self, report: Report, own: frozenset[str]) -> float:
        """Whether a claim tells by its own words that it is somewhere else than the question asks for."""
        frame = report.claim.frame
        if frame is None:
            return 0.0
        for leading, term in self._question.located:
            fillers = [one for one in frame.fillers if one.role == leading and one.is_name]
            if (
                fillers
                and not term.is_in(own)
                and not (term.country and term.country in self._within(report.claim.named))
            ):
                return 1.0
        return 0.0

    def _new_name(self, report: Report) -> float:
        """Whether a claim, or its sentence, names somebody or something that the question does not."""
        claim = report.claim
        asked = self._forms(self._question.text)
        texts = (1.0, claim.text), (_NAME_AROUND, report.sentence), (_NAME_MEANT, claim.standalone)
        for worth, text in texts:
            names = (match[0] for match in _CAPITAL.finditer(text) if match[0].lower() not in self._question.dates)
            if any(self._forms(name).isdisjoint(asked) for name in names):
                return worth
        fillers = claim.frame.fillers if claim.frame is not None else ()
        if any(one.name and self._forms(one.name).isdisjoint(asked) for one in fillers):
            return _NAME_MEANT
        return 0.0

    def is_known(self, term: Term) -> bool:
        """Whether anything that was found holds a word of the question, or one of the passages looked at says the same."""
        return term.word in self._known

    def _held(
        self, term: Term, passage: Passage, text: str, context: str, own: frozenset[str], around: frozenset[str]
    ) -> float:
        """How near to a passage a name of the question stands."""
        country = term.country
        if term.is_in(own):
            return _HERE
        if country and country in self._within(text):
            return _AS_COUNTRY
        if country and country in _countries(passage):
            return _IN_COUNTRY
        if term.is_in(around) or (country and country in self._within(context)):
            return _AROUND
        if term.word in self._in_document[passage.report.document]:
            return _POINTED if any(map(self._points, passage.matches)) else _IN_DOCUMENT
        return _ELSEWHERE if self.is_known(term) else 0.0

    def _points(self, match: Match) -> bool:
        """Whether a pronoun of which nobody knows for whom it stands does what a claim tells, or it is done to it."""
        frame = match.report.claim.frame
        roles = (ACTOR, OBJECT)
        return frame is not None and any(
            one.role in roles and one.name is None and one.head in self._question.pointing for one in frame.fillers
        )

    def _meant(self, term: Term, forms: frozenset[str], contents: Sequence[str]) -> float:
        """How far a text, by the forms and the words in it, says what a word of the question says."""
        return 1.0 if term.is_in(forms) else max((self._likeness(term.word, word) for word in contents), default=0.0)

    def _mean(self, terms: Sequence[Term], shares: Sequence[float]) -> float:
        """The mean of shares by what the words weigh; 1 where there are none."""
        total = sum(self._weights[term.word] for term in terms)
        return (
            sum(self._weights[term.word] * share for term, share in zip(terms, shares, strict=True)) / total
            if total
            else 1.0
        )

    def _contents(self, text: str) -> list[str]:
        return list(dict.fromkeys(word for word in lower_words(text) if word not in self._question.empty))

    def _is_turned(self, report: Report) -> bool:
        """Whether it goes where the question comes from, or is done to whom the question lets do it."""
        written = lower_words(report.sentence)
        for term in self._names:
            for own, other in (self._question.leading, self._question.leading[::-1]):
                if term.before in own and self._leads(other, term, written) and not self._leads(own, term, written):
                    return True
        frame = report.claim.frame
        if frame is None or not self._question.actors:
            return False
        actors = [one for one in self._names if one.word in self._question.actors]
        roles: dict[str, list[frozenset[str]]] = defaultdict(list)
        for filler in frame.fillers:
            if filler.is_name or filler.name:
                roles[filler.role].append(self._forms(" ".join((filler.head, *filler.words, filler.name or ""))))
        if not roles[ACTOR] or any(term.is_in(forms) for term in actors for forms in roles[ACTOR]):
            return False
        undergone = [forms for role in (OBJECT, RECIPIENT, *self._question.leading[1]) for forms in roles[role]]
        return any(term.is_in(forms) for term in actors for forms in undergone)

    def _leads(self, leading: frozenset[str], term: Term, written: Sequence[str]) -> bool:
        """Whether one of some words stands before a name in a text."""
        led = (written[at + 1 : at + 3] for at, one in enumerate(written) if one in leading)
        # "To sue Telvar" goes nowhere.
        return any(
            term.is_in(self._forms(word[0]))
            or (not self._can_be_verb(word[0], bare=True) and term.is_in(self._forms(" ".join(word))))
            for word in led
            if word
        )


def _countries(passage: Passage) -> frozenset[str]:
    """The countries where the places of a passage lie."""
    return frozenset(place.country for match in passage.matches for place in match.report.claim.places if place.country)
