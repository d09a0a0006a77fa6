"""Who does what to whom: the roles that a question gives, against those that a claim's frame fills.

"Did the engineer apologise?" is not answered by "Its owner apologised", however near the two are in meaning. What the
question says is taken from the order of its words: what stands between the auxiliary and the verb does it, or undergoes it
where the auxiliary is a form of "be"; what stands behind the verb, or is asked for, is what it is done to.
"""

from collections.abc import Callable, Sequence

from tocsin.ask.pairs import Pairs
from tocsin.ask.passages import Forms
from tocsin.ask.question import Question, Term
from tocsin.ask.suiting import tells_of_none
from tocsin.model.answer import Asked
from tocsin.model.frame import ACTOR, IS, OBJECT, RECIPIENT, TO_DO, Filler, Frame
from tocsin.model.kind import Kind
from tocsin.model.quantity import FigureStatus
from tocsin.model.query import Report
from tocsin.text.words import lower_words

_SAME_VERB = 0.6
"""How alike two verbs must be for their roles to be compared."""
_SAME = 0.5
"""How alike two words must be to stand for one another: kinds of one thing are less."""
_NOT_SO = (Kind.REQUEST, Kind.THREAT, Kind.PROMISE, Kind.WISH, Kind.CONDITIONAL, Kind.FORMER_BELIEF)
"""Kinds of claims that do not say that something is so."""


class Roles:
    """Compares the frames of claims with one question."""

    def __init__(self, question: Question, forms: Forms, within: Callable[[str], frozenset[str]]) -> None:
        """Take in a question; `within` gives the countries that the words of a text stand for."""
        self._question, self._forms, self._within = question, forms, within
        self._told = forms(question.text)
        told = [term for term in question.terms if term.word in question.told]
        places = {term.word: question.told.index(term.word) for term in told}
        self._verb = next((term for term in told if term.word == question.verb), None)
        self._actors: Sequence[Term] = ()
        self._objects: Sequence[Term] = ()
        if self._verb is None:
            return
        at, start = places[self._verb.word], question.auxiliary
        before = [term for term in told if places[term.word] < at]
        after = [term for term in told if places[term.word] > at]
        if start is None:
            self._actors, self._objects = () if question.asked is Asked.WHO else before, after
        else:
            between = [term for term in before if places[term.word] > start]
            asked = [term for term in before if places[term.word] < start]
            if question.is_undergone:
                self._objects = between or asked
            else:
                self._actors, self._objects = between, [*after, *asked]

    def of_claim(self, report: Report, pairs: Pairs) -> dict[str, float]:
        """What holds for one claim; `pairs` compares words of the question with those of its sentence."""
        claim, question = report.claim, self._question
        frame = claim.frame
        found = dict.fromkeys(("verb", "other actor", "other object", "actor fits", "object fits", "who"), 0.0)
        if frame is not None and self._verb is not None:
            verbs = {frame.predicate, *(one.head for one in frame.fillers if one.role in (TO_DO, IS)), claim.predicate}
            alike = max((pairs.alike(self._verb, verb) for verb in verbs if verb), default=0.0)
            found["verb"] = alike
            if alike >= _SAME_VERB:
                found.update(self._compared(frame, pairs))
        # What somebody says may as well be a denial, or a demand.
        asks_fact = not (question.is_open or question.asks_words) and question.asked is not Asked.WHY
        found["none"] = float(
            tells_of_none(question, report, self._forms) and self._is_of_verb(report, found["verb"], pairs)
        )
        is_denied = claim.factuality.score < 0 and not self._is_limit(claim.text) and not found["none"]
        denied = is_denied and question.asked is not Asked.WHETHER
        found["not"] = float(is_denied)
        found["not so"] = float(not (question.is_open or question.asks_words) and claim.kind in _NOT_SO)
        found["denied"] = float(asks_fact and denied)
        is_coming = frame is not None and frame.is_coming
        is_planned = any(one.status in (FigureStatus.PLANNED, FigureStatus.WANTED) for one in claim.quantities)
        found["coming"] = float((is_coming or is_planned) and not question.is_open)
        settled = not is_coming and not is_planned and claim.kind is Kind.STATEMENT
        found["past"] = float(
            question.is_future and settled and question.open_words.isdisjoint(lower_words(claim.words))
        )
        return found

    def is_left_undone(self, report: Report) -> bool:
        """Whether a claim tells that somebody leaves undone what the question asks of: "refused to leave"."""
        frame, question = report.claim.frame, self._question
        if frame is None or question.is_open or question.asks_words or question.asked is Asked.WHETHER:
            return False
        return frame.predicate in question.undone and any(one.role == TO_DO for one in frame.fillers)

    def _is_of_verb(self, report: Report, verb: float, pairs: Pairs) -> bool:
        """Whether a claim is about what is asked about: its verb is alike, or a word of the question where that has none."""
        if self._verb is not None or report.claim.frame is None:
            return verb >= _SAME_VERB
        others = (one for one in self._question.terms if not one.is_name and one.word not in self._question.focus)
        return any(pairs.alike(one, report.claim.frame.predicate) >= _SAME for one in others)

    def _is_limit(self, text: str) -> bool:
        """Whether it is asked when, and a text tells before when something is not: "not before June"."""
        return self._question.asked is Asked.WHEN and not self._question.limits.isdisjoint(lower_words(text))

    def _compared(self, frame: Frame, pairs: Pairs) -> dict[str, float]:
        """How those who do it and to whom it is done fit."""
        known = [one for one in frame.fillers if one.name or (one.head and one.head not in self._question.empty)]
        actors = [one for one in known if one.role == ACTOR]
        objects = [one for one in known if one.role == OBJECT]
        undergone = [
            one
            for one in known
            if one.role in (OBJECT, RECIPIENT) or any(one.role in led for led in self._question.leading)
        ]
        if self._question.is_undergone and not objects:
            objects = actors
        # "Who resigned" asks for the one who does it, "who was arrested" and "whom did they call" for another.
        wanted = objects if self._question.is_undergone or self._actors else actors
        found = {"who": float(self._question.asked is Asked.WHO and any(map(self._is_new, wanted)))}
        if self._actors and actors:
            fits = self._fits(actors, self._actors, pairs)
            found |= {"other actor": (fits < _SAME) * (1 - fits), "actor fits": fits}
        if self._objects and objects:
            fits = self._fits(objects if self._question.is_undergone else undergone, self._objects, pairs)
            found |= {"other object": (fits < _SAME) * (1 - fits), "object fits": fits}
        return found

    def _is_new(self, filler: Filler) -> bool:
        """Whether the question does not name who or what stands in a role."""
        return self._forms(f"{filler.head} {filler.name or ''}").isdisjoint(self._told)

    def _fits(self, fillers: Sequence[Filler], terms: Sequence[Term], pairs: Pairs) -> float:
        """How near the nearest of some fillers comes to one of some words.

        Whether a name is what a common noun says cannot be told: that counts neither for them nor against them.
        """
        named = {one.is_name or (one.name or "x")[0].isupper() for one in fillers}
        if named.isdisjoint(term.is_name for term in terms):
            found = self._nearest(fillers, terms, pairs)
            return max(found, _SAME)
        return self._nearest(fillers, terms, pairs)

    def _nearest(self, fillers: Sequence[Filler], terms: Sequence[Term], pairs: Pairs) -> float:
        best = 0.0
        for filler in fillers:
            forms = self._forms(" ".join((filler.head, *filler.words, filler.name or "")))
            heads = [one for one in (filler.head, *lower_words(filler.name or "")) if one]
            for term in terms:
                if term.is_in(forms) or term.word in self._question.measure:
                    return 1.0
                if not term.is_name:
                    best = max((best, *(pairs.alike(term, head) for head in heads)))
                elif term.country and term.country in self._within(
                    f"{filler.name or ''} {filler.head} {' '.join(filler.words)}".title()
                ):
                    return 1.0
        return best
