"""How surely each predicate is presented, by a walk over the dependency tree.

From the root down, every word inherits the certainty of its governor and changes it by what stands between the two: a
reporting or believing verb, an implicative, a condition, a purpose (signatures: Nairn, Condoravdi and Karttunen 2006;
Karttunen 2012). Then its own negation, modals and adverbs act on it. What acted, and how, is kept: the same walk that
gives the value gives the reasons. The scale is FactBank's, -3 … 3 (Saurí and Pusetejovsky 2009; Stanovsky et al. 2017).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tocsin.lexicon.cues import Cue, CueBook, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Step
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token, predicate_of
from tocsin.model.span import Span

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "oprd")
_NOMINAL = ("dobj", "nsubjpass", "pobj", "attr", "appos", "dative")
_CLAUSES = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis", "conj")


_SURE = 2.5
"""The score from which a value is certain."""


@dataclass(slots=True)
class Verdict:
    """What the walk says of one word: its context (before its own negation and modals), its score, and why.

    `kind` is set where a governing cue makes the proposition a wish, threat, ….
    """

    context: float
    score: float
    steps: tuple[Step, ...] = ()
    kind: Kind | None = None
    former: Token | None = None
    asked: bool = False


@dataclass(slots=True)
class _Local:
    """What a clause's own words do to its predicate."""

    cap: float = 3.0
    denied: float = -3.0
    negated: bool = False
    softened: float | None = None
    steps: list[Step] = field(default_factory=list)

    def act_on(self, value: float) -> float:
        """Modals and adverbs cap the value; a negation turns it round."""
        if self.softened is not None:
            value = _keep_sign(value, self.softened)
        if self.negated:
            return max(-value, self.denied) if value > 0 else min(-value, self.cap)
        return _keep_sign(value, self.cap)


def _keep_sign(value: float, cap: float) -> float:
    return max(-cap, min(cap, value))


class CertaintyWalk:
    """Computes the certainty of every word of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("certainty")
        self.cues: CueBook = cue_book(lexicon)
        self._modals: Mapping[str, Mapping[str, float]] = table["modals"]
        self._semi: Mapping[str, Mapping[str, float]] = table["semi_modals"]
        self._adverbs = {word: float(cap) for cap in ("1", "2") for word in table["adverbs"][cap]}
        self._negating = frozenset(table["adverbs"]["negating"])
        self._open_marks = frozenset(table["clauses"]["open"])
        self._noun_links = frozenset(table["clauses"]["noun_links"])
        self._heard = frozenset(table["clauses"]["heard"])
        self._judging = dict.fromkeys(table["adverbs"]["false"], -3.0) | dict.fromkeys(table["adverbs"]["true"], 3.0)
        self._nor = frozenset(table["negation"]["nor"])
        self._weak = frozenset(table["adverbs"]["weak_negating"])
        self._negation: Mapping[str, list[str]] = table["negation"]
        self._marks: Mapping[str, float] = table["marks"]
        self._clauses: Mapping[str, Any] = table["clauses"]
        self._conditional = frozenset(table["clauses"]["conditional"])
        self._prepositions: Mapping[str, float] = table["prepositions"]
        self._light = frozenset(table["light"]["verbs"])
        self._phrases = tuple(
            (re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b"), float(cap))
            for cap, words in table["phrases"].items()
        )

    def walk(self, sentence: Sentence, text: str) -> dict[int, Verdict]:
        """The verdict on each word of a sentence, by the word's position in the document.

        Args:
            sentence: The sentence to walk.
            text: The document's text.
        """
        verdicts: dict[int, Verdict] = {}
        hedges = self._hedging_phrases(sentence, text)
        stack = [token for token in sentence.tokens if token.head is token]
        while stack:
            token = stack.pop()
            verdicts[token.i] = self._judge(token, verdicts, sentence, hedges)
            stack.extend(token.children)
        return verdicts

    # --- one word ----------------------------------------------------------------------------------------------

    def _judge(
        self, token: Token, verdicts: Mapping[int, Verdict], sentence: Sentence, hedges: list[tuple[Span, float]]
    ) -> Verdict:
        if token.head is token:
            verdict = self._root(token, sentence)
        else:
            verdict = self._inherit(token, verdicts[token.head.i], verdicts)
        if not _heads_clause(token):
            return verdict
        local = self._local(token)
        for span, cap in hedges:
            if _clause_of_span(token, sentence, span):
                local.softened = min(cap, local.softened or 3.0)
                local.steps.append(Step(span=span, effect=f"hedges: at most {cap:g}"))
        verdict.score = local.act_on(verdict.context)
        verdict.steps = (*local.steps, *verdict.steps)
        return verdict

    def _root(self, token: Token, sentence: Sentence) -> Verdict:
        mark = _final_mark(sentence)
        if mark is not None and mark.text == "?":
            step = Step(span=mark.span, effect="asks: left open")
            return Verdict(0.0, 0.0, (step,), Kind.QUESTION, asked=True)
        if _is_imperative(token):
            return Verdict(1.0, 1.0, (Step(span=token.span, effect="asks for it"),), Kind.REQUEST)
        return Verdict(3.0, 3.0)

    def _inherit(self, token: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        head, dep = token.head, token.dep
        if dep == "conj":
            return self._conjoin(token, head, above)
        if dep in _COMPLEMENTS or (dep == "acomp" and token.pos == "VERB"):
            return self._complement(token, head, above)
        if dep == "advcl":
            return self._adverbial(token, head, above)
        if dep == "pcomp":
            return self._gerund(token, head, above, verdicts)
        if dep in _NOMINAL and token.pos in ("NOUN", "PROPN"):
            return self._nominal(token, head, above, verdicts)
        if dep in ("relcl", "parataxis", "dep"):
            return Verdict(3.0, 3.0) if not above.asked or dep == "relcl" else _passed_on(above)
        return _passed_on(above)

    def _conjoin(self, token: Token, head: Token, above: Verdict) -> Verdict:
        """A conjunct stands in the same context; without words of its own it also shares modals and negation."""
        own = any(child.dep in (*_SUBJECTS, "aux") for child in token.children)
        shares = not own and head.pos in ("VERB", "AUX")
        value = above.score if shares and not _is_contrast(token) else above.context
        steps = above.steps if shares or value < 3.0 else ()
        nor = next((child for child in head.children if child.dep == "cc" and child.lower in self._nor), None)
        if nor is not None and value > 0:
            value = -value
            steps = (Step(span=nor.span, effect=f"“{nor.text}”: denies it"), *steps)
        return Verdict(value, value, steps, above.kind, above.former, above.asked)

    def _complement(self, token: Token, head: Token, above: Verdict) -> Verdict:
        governor, cue = self._governing_cue(token, head)
        whether = next((c for c in token.children if c.dep == "mark" and c.lower in self._open_marks), None)
        if whether is not None:
            # "I know whether P" tells neither P nor its contrary.
            step = Step(span=whether.span, effect=f"“{whether.text}”: left open")
            return Verdict(0.0, 0.0, (step, *above.steps), (cue.kind if cue else None) or above.kind, asked=above.asked)
        if cue is None:
            return self._plain_complement(token, head, above)
        judged = self._judged_by_adverb(governor, above)
        if judged is not None:
            return judged
        if token.dep == "xcomp" and cue.name in self._heard and governor.is_passive and cue.plus > 2.0:
            cue = replace(cue, plus=2.0)  # "is said to": hearsay
        if governor.pos == "NOUN" and above.score < 0 and self._is_rejected(governor):
            # "Denied the report that P" denies P, while "no report that P" leaves it open.
            value = above.score if cue.plus >= _SURE else max(above.score, -cue.plus)
            return Verdict(value, value, above.steps, above.kind)
        return _under(cue, governor, above)

    def _plain_complement(self, token: Token, head: Token, above: Verdict) -> Verdict:
        if token.dep == "ccomp" and token.i < head.i:
            return Verdict(3.0, 3.0)  # "they were repaired, that is not the same": a clause of its own
        infinitive = token.is_infinitive
        semi = self._semi.get(head.lemma.lower()) if infinitive and token.dep == "xcomp" else None
        if semi is not None:
            cue = Cue(head.lemma, semi["plus"], semi["minus"])
            return _under(cue, head, above)
        if infinitive:
            return _under(Cue(head.lemma, self._clauses["infinitive"], -1.5), head, above)
        if token.dep == "acl":
            return Verdict(2.8, 2.8)
        if token.tag == "VBG" and token.dep == "xcomp":
            return _under(Cue(head.lemma, self._clauses["gerund"], -2.3), head, above)
        return _passed_on(above)

    def _governing_cue(self, token: Token, head: Token) -> tuple[Token, Cue | None]:
        """The word that governs a complement, and its cue: behind "be" and the like the adjective or noun."""
        form = "infinitive" if token.is_infinitive else "clause"
        if head.pos in ("AUX", "VERB") and head.lemma in ("be", "become", "seem", "remain", "make", "find", "consider"):
            predicate = next((c for c in head.children if c.dep in ("acomp", "attr", "oprd") and c is not token), None)
            if predicate is not None and (cue := self._nominal_cue(predicate)):
                return predicate, cue
        if head.pos in ("ADJ", "NOUN", "PROPN") or head.dep in ("acomp", "attr"):
            cue = self._nominal_cue(head)
            if cue is not None or head.pos != "VERB":
                return head, cue
        cue = self.cues.verb(head.lemma.lower(), form, beside=_beside(head))
        if head.lemma.lower() in self._semi and form == "infinitive" and token.dep == "xcomp":
            cue = None
        return head, cue

    def _judged_by_adverb(self, governor: Token, above: Verdict) -> Verdict | None:
        """ "Falsely claimed": the one who reports says that what is reported is not so."""
        for child in governor.children:
            if child.dep == "advmod" and child.lower in self._judging:
                value = self._judging[child.lower]
                return Verdict(value, value, (Step(span=child.span, effect=f"“{child.text}”: {value:g}"), *above.steps))
        return None

    def _is_rejected(self, noun: Token) -> bool:
        if noun.dep == "pobj":
            # "No truth in claims that …".
            truth = self._nominal_cue(noun.head.head)
            return truth is not None and truth.plus >= _SURE and truth.minus <= -_SURE
        if noun.dep not in ("dobj", "nsubjpass"):
            return False
        cue = self.cues.verb(noun.head.lemma.lower(), "object", beside=_beside(noun.head))
        return cue is not None and cue.plus < 0

    def _nominal_cue(self, token: Token) -> Cue | None:
        lemma = token.lemma.lower()
        if token.pos in ("NOUN", "PROPN"):
            return self.cues.nouns.get(lemma)
        return self.cues.adjectives.get(lemma) or self.cues.adjectives.get(token.lower)

    def _adverbial(self, token: Token, head: Token, above: Verdict) -> Verdict:
        if _as_if(token):
            value = float(self._clauses["as_if"])
            return Verdict(value, value, (Step(span=token.span, effect="only as if"),))
        mark = next((c for c in token.children if c.dep in ("mark", "advmod") and c.lower in self._marks), None)
        if mark is not None:
            value = float(self._marks[mark.lower])
            conditional = mark.lower in self._conditional
            step = Step(span=mark.span, effect="sets a condition" if conditional else f"not said to be so: {value:g}")
            return Verdict(value, value, (step,), Kind.CONDITIONAL if conditional else None)
        if token.is_infinitive:
            value = min(float(self._clauses["purpose"]), max(above.score, 0.0)) if above.score >= 0 else -1.0
            return Verdict(value, value, (Step(span=_to(token).span, effect="a purpose, not said to be reached"),))
        if not any(child.dep in ("mark", *_SUBJECTS) or child.tag == "WRB" for child in token.children):
            return _passed_on(above)
        return Verdict(3.0, 3.0)

    def _gerund(self, token: Token, prep: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        governor = prep.head
        # "Instead of closing it": the word before decides.
        leading = next((c for c in prep.children if c.dep == "advmod" and c.lower in self._prepositions), prep)
        if governor.lower in self._prepositions and governor.pos in ("ADV", "ADP", "SCONJ"):
            leading = governor
        base = self._prepositions.get(leading.lower)
        cue = (
            self.cues.verb(governor.lemma.lower(), f"with:{prep.lower}")
            if governor.pos == "VERB"
            else self._nominal_cue(governor)
        )
        if cue is not None and (
            (prep.lower in ("from", "of", "on", "about", "for") and not cue.attributes)
            or f"with:{prep.lower}" in cue.takes
        ):
            return _under(cue, governor, verdicts.get(governor.i, above))
        if base is None:
            return _passed_on(above)
        step = (Step(span=leading.span, effect=f"“{leading.text}” leaves it at {base:g}"),) if base < 2.5 else ()
        return Verdict(base, base, step)

    def _nominal(self, token: Token, head: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        governor = head
        if token.dep == "pobj":
            governor = head.head
            if head.lower == "without":
                return Verdict(-2.5, -2.5, (Step(span=head.span, effect="denies it"),))
            above = verdicts.get(governor.i, above)
        lemma = governor.lemma.lower()
        cue = (
            self.cues.verb(lemma, "object", beside=_beside(governor))
            if governor.pos == "VERB"
            else self._nominal_cue(governor)
            if token.dep == "pobj"
            else None
        )
        verb_like = governor.pos == "VERB"
        if cue is not None and (
            ("object" in cue.takes and not cue.factive and cue.name != "judge aloud")
            or (token.dep == "pobj" and not verb_like and head.lower in self._noun_links)
        ):
            return _under(cue, governor, above)
        if cue is not None and token.dep == "dobj" and cue.plus < 2.5 and not cue.attributes:
            return _under(cue, governor, above)
        if governor.lemma in self._light or governor.pos == "AUX":
            return _passed_on(above)
        return Verdict(min(3.0, max(above.score, 2.0)) if above.score < 2.5 else 3.0, 3.0)

    # --- the clause's own words ---------------------------------------------------------------------------------

    def _local(self, token: Token) -> _Local:
        local = _Local()
        words = list(token.children)
        predicate = predicate_of(token)
        if predicate is not token:
            words += [child for child in predicate.children if child.dep in ("neg", "advmod", "det")]
        for child in words:
            self._apply(child, token, local)
        self._apply_arguments(token, local)
        self._apply_condition(token, local)
        return local

    def _apply_condition(self, token: Token, local: _Local) -> None:
        """What hangs on a condition is at most probable."""
        for child in token.children:
            mark = next((c for c in child.children if c.dep == "mark" and c.lower in self._conditional), None)
            if child.dep == "advcl" and mark is not None and not _as_if(child):
                local.softened = min(2.0, local.softened or 3.0)
                local.steps.append(Step(span=mark.span, effect=f"hangs on a condition (“{mark.text}”): at most 2"))

    def _apply(self, child: Token, token: Token, local: _Local) -> None:
        word = child.lower
        if child.dep == "aux" and word in self._modals and child.tag == "MD":
            modal = self._modals[word]
            most = 1.0 if word == "must" and _is_perfect(token) else modal["most"]
            local.cap = min(local.cap, 2.0 if word == "must" else most)
            local.denied = max(local.denied, modal["not"])
            local.steps.append(Step(span=child.span, effect=f"“{child.text}”: at most {local.cap:g}"))
        elif child.dep == "neg" or (child.dep in ("advmod", "preconj", "det") and word in self._negating):
            if not self._is_real_negation(child, token):
                return
            if word in self._weak:
                local.denied = max(local.denied, -2.0)
            local.negated = not local.negated
            local.steps.append(Step(span=child.span, effect=f"“{child.text}”: denies it"))
        elif word in self._negation["longer"]:
            no = next((c for c in child.children if c.lower in self._negation["determiners"]), None)
            if no is not None:
                local.negated = not local.negated
                local.steps.append(Step(span=no.span, effect=f"“{no.text} {child.text}”: denies it"))
        elif child.dep == "advmod" and word in self._adverbs:
            cap = self._adverbs[word]
            local.softened = min(cap, local.softened or 3.0)
            local.steps.append(Step(span=child.span, effect=f"“{child.text}”: at most {cap:g}"))

    def _is_real_negation(self, child: Token, token: Token) -> bool:
        if child.dep in ("preconj", "det") and child.lower not in ("neither", "nor"):
            return False
        after = next((c for c in token.children if c.i == child.i + 1), None)
        return not (after is not None and after.dep == "advmod" and after.lower in self._negation["not_only"])

    def _apply_arguments(self, token: Token, local: _Local) -> None:
        """ "Nobody came", "no bridge was hit", "there was no evidence": the denial stands in an argument."""
        for child in token.children:
            if child.dep not in ("nsubj", "nsubjpass", "dobj", "attr", "dative"):
                continue
            few = next((c for c in child.children if c.dep == "amod" and c.lower in self._negation["few"]), None)
            if few is not None and not any(c.dep == "det" for c in child.children):
                local.softened = min(2.0, local.softened or 3.0)
                local.steps.append(Step(span=few.span, effect=f"“{few.text}”: at most 2"))
            denier = self._denier(child)
            if denier is not None:
                local.negated = not local.negated
                local.steps.append(Step(span=denier.span, effect=f"“{denier.text}”: denies it"))
                return

    def _denier(self, argument: Token) -> Token | None:
        if argument.lower in self._negation["subjects"]:
            return argument
        return next(
            (c for c in argument.children if c.dep in ("det", "neg") and c.lower in self._negation["determiners"]), None
        )

    def _hedging_phrases(self, sentence: Sentence, text: str) -> list[tuple[Span, float]]:
        lower = text[sentence.start : sentence.end].lower().replace("’", "'")
        return [
            (Span(sentence.start + match.start(), sentence.start + match.end()), cap)
            for pattern, cap in self._phrases
            for match in pattern.finditer(lower)
        ]


def _under(cue: Cue, governor: Token, above: Verdict) -> Verdict:
    """The verdict on a proposition under a cue that itself has the verdict `above`."""
    if cue.factive:
        value = 3.0 if cue.plus > 0 else cue.plus
    elif above.score >= 0:
        value = cue.plus * min(1.0, max(above.score, 0.0) / 2.4) if above.score < 2.4 else cue.plus
    else:
        value = cue.minus * min(1.0, -above.score / 2.4)
    steps = above.steps
    if (abs(value - above.score) > 0.01 and cue.plus != 3.0) or value == 0.0:
        steps = (Step(span=governor.span, effect=f"“{governor.text}” ({cue.name}): {value:.1f}"), *steps)
    kind = cue.kind or above.kind
    former = governor if cue.former and governor.tag in ("VBD", "VBN") and above.score > 0 else None
    return Verdict(value, value, steps, kind, former, above.asked)


def _passed_on(above: Verdict) -> Verdict:
    return Verdict(above.score, above.score, above.steps, above.kind, above.former, above.asked)


def _heads_clause(token: Token) -> bool:
    return (token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")) or (
        token.dep in _CLAUSES and any(child.dep in (*_SUBJECTS, "neg", "aux", "cop", "advcl") for child in token.children)
    )  # fmt: skip


def _to(token: Token) -> Token:
    return next((child for child in token.children if child.tag == "TO"), token)


def _beside(verb: Token) -> list[str]:
    return [child.lower for child in verb.children]


def _is_perfect(token: Token) -> bool:
    return any(child.dep == "aux" and child.lemma == "have" for child in token.children)


def _is_contrast(token: Token) -> bool:
    return any(child.dep == "cc" and child.lower in ("but", "yet") for child in token.head.children)


def _as_if(token: Token) -> bool:
    marks = [child.lower for child in token.children if child.dep == "mark"]
    return marks in (["as", "if"], ["as", "though"]) or ("though" in marks and "as" in marks)


def _final_mark(sentence: Sentence) -> Token | None:
    """The question mark or stop a sentence ends in, closing quotes and brackets aside."""
    for token in reversed(sentence.tokens):
        if token.text in ("?", "!", "."):
            return token
        if token.pos != "PUNCT":
            return None
    return None


def _is_imperative(token: Token) -> bool:
    return token.tag == "VB" and not any(
        child.dep in (*_SUBJECTS, "aux") or child.tag in ("MD", "TO") for child in token.children
    )  # fmt: skip


def _clause_of_span(token: Token, sentence: Sentence, span: Span) -> bool:
    """Whether a hedging phrase belongs to this clause: it stands in it, and not inside a clause below it."""
    owner = next((word for word in sentence.tokens if word.start >= span.start and word.end <= span.end), None)
    if owner is None:
        return False
    inside = [word for word in sentence.tokens if span.start <= word.start and word.end <= span.end]
    top = min(inside, key=lambda word: sum(1 for _ in word.ancestors()))
    if any(word is token for word in inside) or any(child.dep in ("ccomp", "xcomp") for child in top.children):
        return False  # a hedge that governs its clause works through the tree
    return top.head is token or (top.head.head is token and not _heads_clause(top.head))
