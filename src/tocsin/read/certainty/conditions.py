"""Conditions: what sets one, what hangs on one, and which of them are known not to be met."""

from tocsin.model.event import Step
from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.read.certainty.tree import inverted, question_word, subject_of
from tocsin.read.certainty.verdict import OwnWords, Verdict
from tocsin.read.certainty.words import CertaintyWords


class Conditions:
    """Finds conditions and what they do to both of their clauses."""

    def __init__(self, words: CertaintyWords) -> None:
        self._words = words

    def mark(self, clause: Token) -> Token | None:
        """The word that makes a clause a condition: a mark, or an auxiliary in front of its subject."""
        marked = False
        for child in clause.children:
            if child.dep in ("mark", "advmod") and child.lower in self._words.clauses["conditional"]:
                return None if self.only_as_if(clause) else child
            marked = marked or child.dep == "mark"
        first = self._turned_round(clause) if not marked and clause.dep in ("advcl", "ccomp", "ROOT") else None
        if first is not None and first.lower in self._words.clauses["inverting"] and question_word(clause) is None:
            return first
        return None

    def _turned_round(self, clause: Token) -> Token | None:
        first = inverted(clause)
        if first is None and subject_of(clause) is None and clause.dep == "advcl":
            first = next((c for c in clause.children if c.dep == "aux" and c.i == clause.left), None)
        return first

    def only_as_if(self, clause: Token) -> bool:
        """Whether the clause says only what something looks like: "as if", "as though"."""
        marks = {child.lower for child in clause.children if child.dep == "mark"}
        like = self._words.clauses
        return bool(marks & like["as_if_first"]) and bool(marks & like["as_if_then"])

    def met(self, clause: Token, mark: Token) -> Verdict:
        """The verdict on a condition itself: open, or known not to be so."""
        value = self._unmet(clause)
        if value is None:
            value = self._words.marks.get(mark.lower, 0.0)
            step = Step(span=mark.span, effect="sets a condition")
        else:
            step = Step(span=mark.span, effect=f"supposes what is not so: {value:g}")
        return Verdict(value, value, (step,), Kind.CONDITIONAL, supposed=True)

    def apply(self, token: Token, own: OwnWords) -> None:
        """What hangs on a condition is at most probable; on one that was not met, it did not happen."""
        for child in token.children:
            mark = self._governing_mark(child, token)
            if mark is None:
                continue
            if (
                self._words.is_perfect(token)
                and own.unreal_modal
                and (child.dep != "advcl" or self._unmet(child) is not None)
            ):
                own.unreal = self._words.values["unreal"]
                own.steps.append(Step(span=mark.span, effect=f"“{mark.text}”: would have been, but was not"))
                return
            if child.dep not in ("advcl", "ccomp"):
                continue
            cap = self._words.values["would_if" if own.unreal_modal else "if_so"]
            own.soften(cap, Step(span=mark.span, effect=f"hangs on a condition (“{mark.text}”): at most {cap:g}"))

    def _governing_mark(self, child: Token, token: Token) -> Token | None:
        if child.dep == "advcl" or (child.dep == "ccomp" and child.i < token.i):
            return self.mark(child)
        if child.dep in ("advmod", "prep") and child.lower in self._words.clauses["otherwise"]:
            return child
        return None

    def _unmet(self, clause: Token) -> float | None:
        """The value of a condition whose verb form says that it is not met: "had come", "were the king alive"."""
        above = clause.head
        would = [child.lower for child in above.children if child.dep == "aux"] if above is not clause else []
        unreal = any(word in self._words.modal_kinds["unreal"] for word in would)
        if self._words.is_pluperfect(clause) and ((unreal and self._words.is_perfect(above)) or self._is_wish(clause)):
            return self._words.values["unreal"]
        subject = subject_of(clause)
        forms = self._words.clauses
        if subject is None or clause.lower not in forms["subjunctive"] or not (unreal or self._is_wish(clause)):
            return None
        singular = subject.tag in ("NN", "NNP") or subject.lower in forms["singular"]
        return self._words.values["unlikely_if"] if singular else None

    def _is_wish(self, clause: Token) -> bool:
        """ "If only it had …"."""
        mark = next((c for c in clause.children if c.dep == "mark"), None)
        return mark is not None and any(
            c.i == mark.i + 1 and c.lower in self._words.clauses["only"] for c in clause.children
        )
