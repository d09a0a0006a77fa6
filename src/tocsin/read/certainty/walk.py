"""How surely each predicate is presented, by a walk over the dependency tree.

From the root down, every word inherits the certainty of its governor and changes it by what stands between the two: a
reporting or believing verb, an implicative, a condition, a purpose (signatures: Nairn, Condoravdi and Karttunen 2006;
Karttunen 2012). Then its own negation, modals and adverbs act on it. What acted, and how, is kept: the same walk that
gives the value gives the reasons. The scale is FactBank's, -3 … 3 (Saurí and Pusetejovsky 2009; Stanovsky et al. 2017).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Step
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.certainty.adverbials import Adverbials
from tocsin.read.certainty.conditions import Conditions
from tocsin.read.certainty.governors import Governors
from tocsin.read.certainty.nominals import OBJECTS, Nominals
from tocsin.read.certainty.own_words import OwnWordsReader
from tocsin.read.certainty.tree import (
    FINITE,
    LOOKALIKES,
    SUBJECTS,
    final_mark,
    heads_clause,
    inverted,
    is_imperative,
    question_tag,
    question_word,
    subject_of,
)
from tocsin.read.certainty.verdict import Verdict
from tocsin.read.certainty.words import CertaintyWords

_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "oprd")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for the whole of a sentence: how it ends, its question tag, the phrases that hedge it."""

    sentence: Sentence
    mark: Token | None
    tag: tuple[Token, ...]
    hedges: tuple[tuple[Span, float], ...]
    conditions: tuple[Span, ...]

    def opening(self, clause: Token) -> Span | None:
        """The phrase just before a clause that makes it a condition: "in case", "as long as"."""
        if not self.conditions:
            return None
        subject = subject_of(clause)
        if subject is None or subject.i > clause.i:
            return None
        first = self.sentence.between(subject.left, subject.left)
        return next((span for span in self.conditions if first and span.end <= first[0].start <= span.end + 1), None)


class CertaintyWalk:
    """Computes the certainty of every word of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = CertaintyWords(lexicon)
        self.cues = self._words.cues
        self._conditions = Conditions(self._words)
        self._own = OwnWordsReader(self._words, self._conditions)
        self._governors = Governors(self._words)
        self._adverbials = Adverbials(self._words, self._governors, self._conditions)
        self._nominals = Nominals(self._words, self._governors)

    def walk(self, sentence: Sentence, text: str) -> dict[int, Verdict]:
        """The verdict on each word of a sentence, by the word's position in the document.

        Args:
            sentence: The sentence to walk.
            text: The document's text.
        """
        verdicts: dict[int, Verdict] = {}
        mark = final_mark(sentence)
        asks = mark is not None and mark.text == "?"
        tag = question_tag(sentence) if asks else ()
        setting = _Setting(
            sentence,
            mark,
            tag,
            tuple(self._words.hedges(sentence, text)),
            tuple(self._words.conditions(sentence, text)),
        )
        stack = [token for token in sentence.tokens if token.head is token]
        while stack:
            token = stack.pop()
            verdicts[token.i] = self._judge(token, verdicts, setting)
            stack.extend(sorted(token.children, key=_is_clausal_subject))
        return verdicts

    # --- one word ----------------------------------------------------------------------------------------------

    def _judge(self, token: Token, verdicts: Mapping[int, Verdict], setting: _Setting) -> Verdict:
        if token.head is token:
            verdict = self._root(token, setting)
        else:
            verdict = self._inherit(token, verdicts[token.head.i], verdicts, setting)
        if token.pos in ("NOUN", "PROPN"):
            verdict = self._nominals.modified(token, verdict)
            if not verdict.thwarted:
                self._take_back(verdict)
        if not heads_clause(token):
            return verdict
        own = self._own.read(token)
        for span, cap in setting.hedges:
            if _clause_of_span(token, setting.sentence, span):
                own.soften(cap, Step(span=span, effect=f"hedges: at most {cap:g}"))
        verdict.own = own
        verdict.score = own.act_on(verdict.context)
        verdict.steps = (*own.steps, *verdict.steps)
        self._take_back(verdict)
        return verdict

    def _root(self, token: Token, setting: _Setting) -> Verdict:
        if setting.tag:
            return self._tagged(setting)
        asked = self._question(token, setting)
        if asked is not None:
            return asked
        condition = self._conditions.mark(token)
        if condition is not None:
            return self._conditions.met(token, condition)
        if is_imperative(token):
            if token.lemma in self._words.clauses["supposing"]:
                step = Step(span=token.span, effect="only supposed")
                return Verdict(0.0, 0.0, (step,), Kind.REQUEST, supposed=True)
            return Verdict.flat(1.0, Step(span=token.span, effect="asks for it"), kind=Kind.REQUEST)
        return self._fragment(token)

    def _fragment(self, token: Token) -> Verdict:
        """ "Unconfirmed.", "Mayor to resign": a headline or answer without a finite verb; else what is stated."""
        if subject_of(token) is None and token.pos in ("ADJ", "VERB"):
            cue = self._governors.nominal_cue(token)
            if (
                cue is not None
                and cue.transparent
                and not token.is_infinitive
                and token.child("aux", "auxpass") is None
            ):
                return Verdict.flat(cue.plus, Step(span=token.span, effect=f"“{token.text}”: {cue.plus:g}"))
        if token.is_infinitive:
            return Verdict.flat(self._words.values["is_to"])
        return Verdict.flat(3.0)

    def _question(self, token: Token, setting: _Setting) -> Verdict | None:
        """A question leaves open; one that asks as if nobody did says so."""
        mark = setting.mark
        first = self._turned_round(token)
        if mark is None or mark.text != "?":
            if first is None:
                return None
            mark = first
        word = question_word(token)
        if word is not None and self._is_rhetorical(token, word):
            step = Step(span=word.span, effect="asks as if nobody did")
            return Verdict.flat(self._words.values["rhetorical"], step, kind=Kind.QUESTION, asked=True)
        return Verdict.flat(0.0, Step(span=mark.span, effect="asks: left open"), kind=Kind.QUESTION, asked=True)

    def _turned_round(self, token: Token) -> Token | None:
        """ "Do you think …": the auxiliary that asks, where a mark is missing."""
        first = inverted(token)
        return first if first is not None and first.lower in self._words.questions["inverting"] else None

    def _is_rhetorical(self, token: Token, word: Token) -> bool:
        """ "Who would believe that?": nobody."""
        if word.lower not in self._words.questions["rhetorical"] or word.dep != "nsubj":
            return False
        return any(child.dep == "aux" and child.lower in self._words.modal_kinds["unreal"] for child in token.children)

    def _tagged(self, setting: _Setting) -> Verdict:
        """ "It is closed, isn't it?": put forward as probable."""
        step = Step(span=Span(setting.tag[0].start, setting.tag[-1].end), effect="asks to be told so: at most 2")
        return Verdict(2.0, 2.0, (step,), Kind.QUESTION)

    def _inherit(self, token: Token, above: Verdict, verdicts: Mapping[int, Verdict], setting: _Setting) -> Verdict:
        head, dep = token.head, token.dep
        if setting.tag and head in setting.tag and token not in setting.tag:
            return self._tagged(setting)
        if dep == "conj":
            return self._conjoin(token, head, above, verdicts)
        if self._conditions.mark(token) is not None and dep == "ccomp" and token.i < head.i:
            return self._adverbials.clause(token, head, above)
        if dep == "xcomp" and token.tag == "VBG" and (prep := self._adverbials.stray_preposition(token)) is not None:
            return self._adverbials.gerund(token, prep, above, verdicts)
        opening = setting.opening(token)
        if opening is not None:
            step = Step(span=opening, effect="sets a condition")
            return Verdict(0.0, 0.0, (step,), Kind.CONDITIONAL, supposed=True)
        if dep in _COMPLEMENTS or (dep == "acomp" and token.pos == "VERB"):
            return self._governors.complement(token, head, self._cleft(head, above, verdicts))
        if dep == "advcl":
            return self._adverbials.clause(token, head, above)
        if dep == "pcomp":
            return self._adverbials.gerund(token, head, above, verdicts)
        if dep in ("amod", "compound") and head.pos in ("NOUN", "PROPN"):
            return self._nominals.modifier(token, above)
        if token.pos in ("NOUN", "PROPN"):
            if dep == "nsubj":
                return self._nominals.subject(token, head, above)
            if dep in OBJECTS:
                return self._nominals.object(token, head, above, verdicts)
        if dep == "relcl" and token.is_infinitive:
            return self._governors.complement(token, head, above)
        if dep in ("relcl", "parataxis", "dep"):
            return Verdict.flat(3.0) if not above.asked or dep == "relcl" else above.passed_on()
        return above.passed_on()

    def _cleft(self, head: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        """ "What we doubt is that P": the verdict on the doubting, which governs P."""
        below = head.child("csubj") if self._words.is_copula(head) else None
        return verdicts.get(below.i, above) if below is not None and question_word(below) is not None else above

    def _conjoin(self, token: Token, head: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        """A conjunct stands in the same context; without words of its own it also shares modals and negation."""
        links = [child for child in head.children if child.dep == "cc"]
        own = any(child.dep in (*SUBJECTS, "aux") for child in token.children)
        finite = token.tag in FINITE and token.tag != head.tag and (token.tag, head.tag) not in LOOKALIKES
        if finite and head.is_infinitive and head.head is not head:
            return replace(verdicts[head.head.i], score=verdicts[head.head.i].context)  # "failed to pay and filed …"
        shares = not own and not finite and head.pos in ("VERB", "AUX")
        contrast = any(child.lower in self._words.clauses["contrast"] for child in links)
        value = above.score if shares and not contrast else above.context
        steps = above.steps if shares or value < 3.0 else ()
        nor = next((child for child in links if child.lower in self._words.negation["between"]), None)
        if nor is not None and value > 0:
            value = -value
            steps = (Step(span=nor.span, effect=f"“{nor.text}”: denies it"), *steps)
        than = self._rather_than(links)
        if than is not None:
            value = self._words.prepositions[than.lower]
            steps = (Step(span=than.span, effect=f"“{than.text}”: not so"),)
        return Verdict(
            value, value, steps, above.kind, above.former, above.thwarted, asked=above.asked, supposed=above.supposed
        )

    def _rather_than(self, links: list[Token]) -> Token | None:
        """ "Turned back rather than risk it": the second was not done."""
        for link in links:
            for word in link.children:
                if word.lower in self._words.clauses["instead"]:
                    return word
        return None

    # --- what is taken back -------------------------------------------------------------------------------------

    def _take_back(self, verdict: Verdict) -> None:
        """ "We thought so, but …": a past belief or intention that the same sentence sets something against."""
        if verdict.former is None or not self._is_contrasted(verdict, verdict.former):
            return
        verdict.score = verdict.context = -3.0 if verdict.score > 0 else 3.0
        if not verdict.thwarted:
            verdict.kind = Kind.FORMER_BELIEF
        verdict.steps = (Step(span=verdict.former.span, effect=f"“{verdict.former.text}”: taken back"), *verdict.steps)
        verdict.former = None

    def _is_contrasted(self, verdict: Verdict, belief: Token) -> bool:
        tokens = [belief] if verdict.thwarted else [belief, *belief.ancestors()]
        return any(
            child.dep == "cc" and child.lower in self._words.clauses["contrast"] and child.i > belief.i
            for token in tokens
            for child in token.children
        )


def _is_clausal_subject(token: Token) -> bool:
    return token.dep == "csubj"


def _clause_of_span(token: Token, sentence: Sentence, span: Span) -> bool:
    """Whether a hedging phrase belongs to this clause: it stands in it, and not inside a clause below it."""
    owner = next((word for word in sentence.tokens if word.start >= span.start and word.end <= span.end), None)
    if owner is None:
        return False
    inside = [word for word in sentence.tokens if span.start <= word.start and word.end <= span.end]
    top = min(inside, key=lambda word: sum(1 for _ in word.ancestors()))
    if any(word is token for word in inside) or any(child.dep in ("ccomp", "xcomp") for child in top.children):
        return False  # a hedge that governs its clause works through the tree
    return top.head is token or (top.head.head is token and not heads_clause(top.head))
