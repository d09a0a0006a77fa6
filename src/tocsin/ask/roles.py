"""Who does what to whom: the roles that a question gives, against those that a claim's frame fills.

"Did the engineer apologise?" is not answered by "Its owner apologised", however near the two are in meaning. What the
question says is taken from the order of its words, once the claim tells which of them is the verb: what stands between the
auxiliary and the verb does it, or undergoes it where the auxiliary is a form of "be"; what stands behind it is done to.
"""

from collections.abc import Sequence

from tocsin.ask.pairs import Pairs
from tocsin.ask.passages import Forms
from tocsin.ask.question import Question, Term
from tocsin.model.answer import Asked
from tocsin.model.frame import ACTOR, IS, OBJECT, RECIPIENT, TO_DO, Filler, Frame
from tocsin.model.kind import Kind
from tocsin.model.query import Report
from tocsin.text.words import words

_SAME_VERB = 0.6
"""How alike two verbs must be for their roles to be compared."""
_SAME, _SURELY = 0.5, 0.8
_UNDERGONE = (OBJECT, RECIPIENT, "to", "from")
_NOT_SO = (Kind.REQUEST, Kind.THREAT, Kind.PROMISE, Kind.WISH, Kind.CONDITIONAL, Kind.FORMER_BELIEF)
"""Kinds of claims that do not say that something is so."""


class Roles:
    """Compares the frames of claims with one question."""

    def __init__(self, question: Question, forms: Forms) -> None:
        """Take in a question."""
        self._question, self._forms = question, forms
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
        found = dict.fromkeys(("verb", "other actor", "other object", "exchanged", "actor fits", "object fits"), 0.0)
        if frame is not None and self._verb is not None:
            verbs = {frame.predicate, *(one.head for one in frame.fillers if one.role in (TO_DO, IS)), claim.predicate}
            alike = max(pairs.alike(self._verb, verb) for verb in verbs if verb)
            found["verb"] = alike
            if alike >= _SAME_VERB:
                found.update(self._compared(frame, pairs))
        asks_fact = not question.is_open and question.asked is not Asked.WHY
        denied = claim.factuality.score < 0 and question.asked is not Asked.WHETHER
        found["not so"] = float(not question.is_open and claim.kind in _NOT_SO)
        found["denied"] = float(asks_fact and denied)
        found["coming"] = float(frame is not None and frame.is_coming and not question.is_open)
        found["unsure"] = float(asks_fact and abs(claim.factuality.score) < 2)
        return found

    def _compared(self, frame: Frame, pairs: Pairs) -> dict[str, float]:
        """How those who do it and to whom it is done fit."""
        known = [one for one in frame.fillers if one.name or (one.head and one.head not in self._question.empty)]
        actors = [one for one in known if one.role == ACTOR]
        objects = [one for one in known if one.role == OBJECT]
        undergone = [one for one in known if one.role in _UNDERGONE]
        if self._question.is_undergone and not objects:
            objects = actors
        found = {}
        if self._actors and actors:
            fits = self._fits(actors, self._actors, pairs)
            turned = self._fits(actors, self._objects, pairs) >= _SURELY <= self._fits(undergone, self._actors, pairs)
            found = {"other actor": max(0.0, 1 - fits / _SAME), "actor fits": fits, "exchanged": float(turned and fits < _SAME)}
        if self._objects and objects:
            fits = self._fits(objects if self._question.is_undergone else undergone, self._objects, pairs)
            found |= {"other object": max(0.0, 1 - fits / _SAME), "object fits": fits}
        return found

    def _fits(self, fillers: Sequence[Filler], terms: Sequence[Term], pairs: Pairs) -> float:
        """How near the nearest of some fillers comes to one of some words."""
        best = 0.0
        for filler in fillers:
            forms = self._forms(" ".join((filler.head, *filler.words, filler.name or "")))
            heads = [filler.head, *(word.lower for word in words(filler.name or ""))]
            for term in terms:
                if term.is_in(forms) or term.word in self._question.measure:
                    return 1.0
                best = max(best, *(pairs.alike(term, head) for head in heads if head))
        return best
