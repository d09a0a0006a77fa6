"""What stands next to a clause: conditions, purposes, what was left undone, and what a gerund says by the word before it."""

from collections.abc import Mapping

from tocsin.lexicon.cues import Cue
from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.read.certainty.governors import Governors
from tocsin.read.certainty.verdict import SURE, OwnWords, Verdict, because
from tocsin.read.certainty.words import SUBJECTS, CertaintyWords, inverted, is_past, question_word


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
        if marked or clause.dep not in ("advcl", "ccomp", "ROOT"):
            return None
        first = inverted(clause)
        if first is None and clause.subject() is None and clause.dep == "advcl":
            first = next((c for c in clause.children if c.dep == "aux" and c.i == clause.left), None)
        turned = first is not None and first.lower in self._words.clauses["inverting"]
        if first is not None and any(
            child.i < first.i and (child.lower,) in self._words.turning for child in clause.children
        ):
            return None  # "Nor had anyone been hurt, he said"
        return first if turned and question_word(clause) is None else None

    def only_as_if(self, clause: Token) -> bool:
        """Whether the clause says only what something looks like: "as if", "as though"."""
        marks = {child.lower for child in clause.children if child.dep == "mark"}
        like = self._words.clauses
        return bool(marks & like["as_if_first"]) and bool(marks & like["as_if_then"])

    def met(self, clause: Token, mark: Token) -> Verdict:
        """The verdict on a condition itself: open, or known not to be so."""
        unmet = self._unmet(clause)
        value = self._words.marks.get(mark.lower, 0.0) if unmet is None else unmet
        step = because("condition", mark) if unmet is None else because("unmet", mark, value=value)
        return Verdict(value, value, (step,), Kind.CONDITIONAL, supposed=True)

    def hangs(self, token: Token) -> bool:
        """Whether a clause hangs on a condition."""
        return any(self._governing_mark(child, token) is not None for child in token.children)

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
                own.steps.append(because("would_have_been", mark))
                return
            if child.dep in ("advcl", "ccomp") or child is self.provided(token):
                cap = self._words.values["would_if" if own.unreal_modal else "if_so"]
                own.soften(cap, because("hangs_on", mark, value=cap))

    def _governing_mark(self, child: Token, token: Token) -> Token | None:
        if child.dep == "advcl" or (child.dep == "ccomp" and child.i < token.i):
            return self.mark(child)
        if child.dep in ("advmod", "prep") and child.lower in self._words.clauses["otherwise"]:
            return child
        return child if child is self.provided(token) else None

    def provided(self, token: Token) -> Token | None:
        """ "Provided that they agree, it will open": the participle that makes what is under it a condition."""
        return next(
            (
                child
                for child in token.children
                if child.dep == "prep" and child.lower in self._words.clauses["conditional"] and child.child("ccomp")
            ),
            None,
        )

    def _unmet(self, clause: Token) -> float | None:
        """The value of a condition whose verb form says that it is not met: "had come", "were the king alive"."""
        above = clause.head
        would = [child.lower for child in above.children if child.dep == "aux"] if above is not clause else []
        unreal = any(word in self._words.modal_kinds["unreal"] for word in would)
        if self._words.is_pluperfect(clause) and ((unreal and self._words.is_perfect(above)) or self._is_wish(clause)):
            return self._words.values["unreal"]
        subject = clause.subject()
        forms = self._words.clauses
        if subject is None or clause.lower not in forms["subjunctive"] or not (unreal or self._is_wish(clause)):
            return None
        singular = subject.tag in ("NN", "NNP") or subject.lower in forms["singular"]
        return self._words.values["unlikely_if"] if singular else None

    def _is_wish(self, clause: Token) -> bool:
        """ "If only it had …"."""
        mark = clause.child("mark")
        return mark is not None and any(
            c.i == mark.i + 1 and c.lower in self._words.clauses["only"] for c in clause.children
        )


class Adverbials:
    """The certainty of clauses and gerunds that stand next to a clause."""

    def __init__(self, words: CertaintyWords, governors: Governors, conditions: Conditions) -> None:
        self._words = words
        self._governors = governors
        self._conditions = conditions

    def clause(self, token: Token, head: Token, above: Verdict) -> Verdict:
        """The verdict on an adverbial clause."""
        words, values = self._words.clauses, self._words.values
        if self._conditions.only_as_if(token):
            seeming = head.lemma in words["seeming"] and not self._words.is_pluperfect(token)
            plain = seeming and token.lower not in words["subjunctive"]
            return Verdict.flat(values["looks_as_if" if plain else "as_if"], because("as_if", token))
        instead = next((c for c in token.children if c.dep == "advmod" and c.lower in words["instead"]), None)
        if instead is not None and instead.i < token.i:
            return Verdict.flat(self._words.prepositions[instead.lower], because("instead", instead))
        condition = self._conditions.mark(token)
        if condition is not None:
            return self._conditions.met(token, condition)
        degree = self._governors.complement(token, head, above) if head.pos in ("ADJ", "ADV") else None
        if token.is_infinitive:
            if degree is not None:
                return degree
            purpose = values["purpose"]
            value = min(purpose, above.score) if above.score >= 0 else values["purpose_denied"]
            return Verdict.flat(value, because("purpose", next((c for c in token.children if c.tag == "TO"), token)))
        mark = next((c for c in token.children if c.dep in ("mark", "advmod") and c.lower in self._words.marks), None)
        if mark is not None:
            value = self._marked(token, mark, head)
            return Verdict.flat(value, *([because("mark", mark, value=value)] if value < SURE else ()))
        if not any(child.dep in ("mark", *SUBJECTS) or child.tag == "WRB" for child in token.children):
            if above.score < 0 < above.context and token.tag in ("VBG", "VBN"):
                return Verdict.flat(above.context)  # "did not come, citing the weather"
            return above.passed_on()
        return Verdict.flat(3.0)

    def _marked(self, token: Token, mark: Token, head: Token) -> float:
        """The value its mark gives a clause, which may depend on its verb: "until he came", "so that he can come"."""
        words, values = self._words.clauses, self._words.values
        modal = next((c for c in token.children if c.dep == "aux" and c.lower in self._words.modals), None)
        if mark.lower in words["until"] and is_past(token):
            return values["reached"]
        if mark.lower in words["so"]:
            return values["purpose"] if modal is not None else values["reached"]
        if mark.lower in words["before"] and modal is not None:
            return values["unreal"]
        if (
            mark.lower in words["before"]
            and head.child("neg") is not None
            and any(c.tag == "MD" for c in head.children)
        ):
            return values["ahead"]  # "will not sign before it has seen the results"
        return float(self._words.marks[mark.lower])

    def gerund(self, token: Token, prep: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        """The verdict on a gerund behind a preposition."""
        opened = self._governors.opened(token, None, above)
        if opened is not None:
            return opened  # "pressed on whether they had left"
        governor = prep.head
        prepositions = self._words.prepositions
        # "Instead of closing it": the word before decides.
        leading = next((c for c in prep.children if c.dep == "advmod" and c.lower in prepositions), prep)
        if governor.lower in prepositions and governor.pos in ("ADV", "ADP", "SCONJ"):
            leading = governor
        if leading is prep and (under := self._governed(governor, prep, verdicts.get(governor.i, above))) is not None:
            return under
        base = prepositions.get(leading.lower)
        if base is None:
            return above.passed_on()
        if leading.lower in self._words.clauses["lacking"] and verdicts.get(governor.i, above).score < 0:
            base = self._words.values["not_lacking"]
        return Verdict.flat(base, *([because("preposition", leading, value=base)] if base < SURE else ()))

    def stray_preposition(self, token: Token) -> Token | None:
        """ "Left instead of waiting": the preposition that parsers attach next to its gerund."""
        for prep in token.head.children:
            if prep.dep == "prep" and prep.i == token.left - 1 and prep.child("pobj", "pcomp") is None:
                return prep
        return None

    def _governed(self, governor: Token, prep: Token, above: Verdict) -> Verdict | None:
        """ "Prevented it from breaking", "the risk of breaking": the verb, noun or adjective before decides."""
        verbal = governor.pos == "VERB"
        lemma = governor.lemma.lower()
        form = f"with:{prep.lower}"
        if verbal and (known := self._linked(lemma, prep)) is not None:
            return self._governors.under(known, governor, above)
        cue = self._words.cues.verb(lemma, form) if verbal else self._governors.nominal_cue(governor)
        if cue is None:
            return None
        links = self._words.clauses["gerund_links"]
        if (prep.lower in links and not (verbal and cue.attributes)) or form in cue.takes:
            return self._governors.under(cue, governor, above)
        return None

    def _linked(self, lemma: str, prep: Token) -> Cue | None:
        """What a verb and its preposition make of a gerund: "kept from leaving", "accused of leaving"."""
        words = self._words.clauses
        if lemma in words["keeping"] and prep.lower in words["keeping_from"]:
            return self._words.signature("keeping", f"{lemma} {prep.lower}")
        if prep.lower not in words["alleging_of"]:
            return None
        known = next((name for name in ("alleging", "contemplating") if lemma in words[name]), None)
        return self._words.signature(known, f"{lemma} {prep.lower}") if known is not None else None
