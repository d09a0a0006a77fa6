"""What a subordinate clause or a gerund says by the word that links it: conditions, purposes, what was left undone."""

from collections.abc import Mapping

from tocsin.lexicon.cues import Cue
from tocsin.model.event import Step
from tocsin.model.parse import Token
from tocsin.read.certainty.conditions import Conditions
from tocsin.read.certainty.governors import Governors
from tocsin.read.certainty.tree import SUBJECTS, is_past, to_word
from tocsin.read.certainty.verdict import Verdict
from tocsin.read.certainty.words import CertaintyWords


class Adverbials:
    """The certainty of clauses and gerunds that stand beside a clause."""

    def __init__(self, words: CertaintyWords, governors: Governors, conditions: Conditions) -> None:
        self._words = words
        self._governors = governors
        self._conditions = conditions

    def clause(self, token: Token, head: Token, above: Verdict) -> Verdict:
        """The verdict on an adverbial clause."""
        if self._conditions.only_as_if(token):
            return self._as_if(token, head)
        instead = next(
            (c for c in token.children if c.dep == "advmod" and c.lower in self._words.clauses["instead"]), None
        )
        if instead is not None and instead.i < token.i:
            value = self._words.prepositions[instead.lower]
            return Verdict.flat(value, Step(span=instead.span, effect=f"“{instead.text}”: not so"))
        condition = self._conditions.mark(token)
        if condition is not None:
            return self._conditions.met(token, condition)
        degree = self._governors.complement(token, head, above) if head.pos in ("ADJ", "ADV") else None
        if token.is_infinitive:
            return degree if degree is not None else self._purpose(token, above)
        mark = next((c for c in token.children if c.dep in ("mark", "advmod") and c.lower in self._words.marks), None)
        if mark is not None:
            value = self._marked(token, mark)
            step = (Step(span=mark.span, effect=f"not said to be so: {value:g}"),) if value < 2.5 else ()
            return Verdict.flat(value, *step)
        if not any(child.dep in ("mark", *SUBJECTS) or child.tag == "WRB" for child in token.children):
            if above.score < 0 < above.context and token.tag in ("VBG", "VBN"):
                return Verdict.flat(above.context)  # "did not come, citing the weather"
            return above.passed_on()
        return Verdict.flat(3.0)

    def _marked(self, token: Token, mark: Token) -> float:
        """The value its mark gives a clause, which may depend on its verb: "until he came", "so that he can come"."""
        values = self._words.values
        modal = next((c for c in token.children if c.dep == "aux" and c.lower in self._words.modals), None)
        if mark.lower in self._words.clauses["until"] and is_past(token):
            return values["reached"]
        if mark.lower in self._words.clauses["so"]:
            return values["purpose"] if modal is not None else values["reached"]
        if mark.lower in self._words.clauses["before"] and modal is not None:
            return values["unreal"]
        return float(self._words.marks[mark.lower])

    def _as_if(self, token: Token, head: Token) -> Verdict:
        seeming = head.lemma in self._words.clauses["seeming"] and not self._words.is_pluperfect(token)
        plain = seeming and token.lower not in self._words.clauses["subjunctive"]
        value = self._words.values["looks_as_if" if plain else "as_if"]
        return Verdict.flat(value, Step(span=token.span, effect="only as if"))

    def _purpose(self, token: Token, above: Verdict) -> Verdict:
        purpose = self._words.values["purpose"]
        value = min(purpose, max(above.score, 0.0)) if above.score >= 0 else -1.0
        return Verdict.flat(value, Step(span=to_word(token).span, effect="a purpose, not said to be reached"))

    def gerund(self, token: Token, prep: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        """The verdict on a gerund behind a preposition."""
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
            base = 1.0
        step = (Step(span=leading.span, effect=f"“{leading.text}” leaves it at {base:g}"),) if base < 2.5 else ()
        return Verdict.flat(base, *step)

    def stray_preposition(self, token: Token) -> Token | None:
        """ "Left instead of waiting": the preposition that parsers hang beside its gerund."""
        for prep in token.head.children:
            if prep.dep == "prep" and prep.i == token.left - 1 and prep.child("pobj", "pcomp") is None:
                return prep
        return None

    def _linked(self, lemma: str, prep: Token) -> Cue | None:
        """What a verb and its preposition make of a gerund: "kept from leaving", "accused of leaving"."""
        words = self._words.clauses
        if lemma in words["keeping"] and prep.lower in words["keeping_from"]:
            return Cue(f"{lemma} {prep.lower}", -2.7, 2.0)
        if prep.lower not in words["alleging_of"]:
            return None
        if lemma in words["alleging"]:
            return Cue(f"{lemma} {prep.lower}", 2.0, 0.0)
        return Cue(f"{lemma} {prep.lower}", 1.2, -1.0) if lemma in words["contemplating"] else None

    def _governed(self, governor: Token, prep: Token, above: Verdict) -> Verdict | None:
        """ "Prevented it from breaking", "the risk of breaking": the verb, noun or adjective before decides."""
        verbal = governor.pos == "VERB"
        form = f"with:{prep.lower}"
        cues = self._words.cues
        lemma = governor.lemma.lower()
        if verbal and (known := self._linked(lemma, prep)) is not None:
            return self._governors.under(known, governor, above)
        cue = cues.verb(lemma, form) if verbal else self._governors.nominal_cue(governor)
        if cue is None:
            return None
        links = self._words.clauses["gerund_links"]
        if (prep.lower in links and not (verbal and cue.attributes)) or form in cue.takes:
            return self._governors.under(cue, governor, above)
        return None
