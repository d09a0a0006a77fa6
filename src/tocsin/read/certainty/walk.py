"""How surely each predicate is presented, by a walk over the dependency tree.

From the root down, every word inherits the certainty of its governor and changes it by what stands between the two: a
reporting or believing verb, an implicative, a condition, a purpose (signatures: Nairn, Condoravdi and Karttunen 2006;
Karttunen 2012). Then its own negation, modals and adverbs act on it. What acted, and how, is kept: the same walk that
gives the value gives the reasons. The scale is FactBank's, -3 … 3 (Saurí and Pusetejovsky 2009; Stanovsky et al. 2017).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tocsin.lexicon.language import Lexicon
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.certainty.clauses import Adverbials, Conditions
from tocsin.read.certainty.governors import Governors
from tocsin.read.certainty.nominals import OBJECTS, Nominals
from tocsin.read.certainty.own_words import OwnWordsReader
from tocsin.read.certainty.verdict import Verdict, because
from tocsin.read.certainty.words import (
    FINITE,
    LOOKALIKES,
    SUBJECTS,
    CertaintyWords,
    final_mark,
    heads_clause,
    inverted,
    is_imperative,
    question_tag,
    question_word,
)

_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "oprd")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for the whole of a sentence: how it ends, its question tag, the phrases that hedge it."""

    sentence: Sentence
    text: str
    mark: Token | None
    tag: tuple[Token, ...]
    hedges: tuple[tuple[Span, float], ...]
    conditions: tuple[Span, ...]
    turned: Mapping[int, tuple[Token, str]]
    """The clauses that words such as "at no time" open, by their heads: the first of the words, and what they do."""

    def opening(self, clause: Token) -> Span | None:
        """The phrase just before a clause that makes it a condition: "in case", "as long as"."""
        if not self.conditions:
            return None
        subject = clause.subject()
        if subject is None or subject.i > clause.i:
            return None
        first = self.sentence.between(subject.left, subject.left)
        return next((span for span in self.conditions if first and span.end <= first[0].start <= span.end + 1), None)


class CertaintyWalk:
    """Computes the certainty of every word of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = self._words = CertaintyWords(lexicon)
        self._conditions = Conditions(self._words)
        self._own = OwnWordsReader(self._words, self._conditions)
        self._governors = Governors(self._words)
        self._adverbials = Adverbials(self._words, self._governors, self._conditions)
        self._nominals = Nominals(self._words, self._governors)

    def walk(self, sentence: Sentence, text: str) -> dict[int, Verdict]:
        """The verdict on each word of a sentence of the document's text, by the word's position in the document."""
        verdicts: dict[int, Verdict] = {}
        mark = final_mark(sentence)
        asks = mark is not None and mark.text == "?"
        tag = question_tag(sentence) if asks else ()
        setting = _Setting(
            sentence,
            text,
            mark,
            tag,
            tuple(self._words.hedges(sentence, text)),
            tuple(self._words.conditions(sentence, text)),
            {} if asks else {verb.i: (first, does) for verb, first, does in self._words.turned(sentence)},
        )
        stack = [token for token in sentence.tokens if token.head is token]
        while stack:
            token = stack.pop()
            verdicts[token.i] = self._judge(token, verdicts, setting)
            if token.children:
                # A clause that is the subject comes first: its governor may take its verdict ("what we doubt is that …").
                stack.extend(sorted(token.children, key=lambda child: child.dep == "csubj"))
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
                own.soften(cap, because("hedge", span, words=setting.text[span.start : span.end], value=cap))
        if token.i in setting.turned:
            self._own.open(own, token, *setting.turned[token.i])
        verdict.own = own
        verdict.score = own.act_on(verdict.context)
        verdict.steps = (*own.steps, *verdict.steps)
        self._take_back(verdict)
        return verdict

    def _root(self, token: Token, setting: _Setting) -> Verdict:
        if setting.tag:
            return self._tagged(setting)
        if token.i in setting.turned:
            return Verdict.flat(3.0)
        asked = self._question(token, setting)
        if asked is not None:
            return asked
        condition = self._conditions.mark(token)
        if condition is not None:
            return self._conditions.met(token, condition)
        if is_imperative(token):
            if token.lemma in self._words.clauses["supposing"]:
                return Verdict(0.0, 0.0, (because("supposed", token),), Kind.REQUEST, supposed=True)
            return Verdict.flat(self._words.values["asked_for"], because("asked_for", token), kind=Kind.REQUEST)
        if token.is_infinitive:
            return Verdict.flat(self._words.values["headline"])  # a headline: "Mayor to resign"
        if token.subject() is None and token.pos in ("ADJ", "VERB") and token.child("aux", "auxpass") is None:
            cue = self._governors.nominal_cue(token)
            if cue is not None and cue.transparent:  # an answer: "Unconfirmed."
                return Verdict.flat(cue.plus, because("fragment", token, value=cue.plus))
        return Verdict.flat(3.0)

    def _question(self, token: Token, setting: _Setting) -> Verdict | None:
        """A question leaves open; one that asks as if nobody did says so."""
        mark = setting.mark
        if mark is None or mark.text != "?":
            # "Do you think …": the auxiliary that asks, where a mark is missing.
            mark = inverted(token)
            if mark is None or mark.lower not in self._words.questions["inverting"]:
                return None
        word = question_word(token)
        if word is not None and word.lower in self._words.questions["rhetorical"] and word.dep == "nsubj":
            unreal = self._words.modal_kinds["unreal"]
            if any(child.dep == "aux" and child.lower in unreal for child in token.children):
                # "Who would believe that?": nobody.
                value = self._words.values["rhetorical"]
                return Verdict.flat(value, because("rhetorical", word), kind=Kind.QUESTION, asked=True)
        return Verdict.flat(0.0, because("question", mark), kind=Kind.QUESTION, asked=True)

    def _tagged(self, setting: _Setting) -> Verdict:
        """ "It is closed, isn't it?": put forward as probable."""
        value = self._words.values["question_tag"]
        step = because("question_tag", Span(setting.tag[0].start, setting.tag[-1].end), value=value)
        return Verdict.flat(value, step, kind=Kind.QUESTION)

    def _inherit(self, token: Token, above: Verdict, verdicts: Mapping[int, Verdict], setting: _Setting) -> Verdict:
        head, dep = token.head, token.dep
        if setting.tag and head in setting.tag and token not in setting.tag:
            return self._tagged(setting)
        if dep == "conj":
            return self._conjoin(token, head, above, verdicts)
        if token.i in setting.turned and dep in ("parataxis", "advcl", "dep"):
            return Verdict.flat(3.0)
        turned = token.i in setting.turned
        if dep == "ccomp" and token.i < head.i and not turned and self._conditions.mark(token) is not None:
            return self._adverbials.clause(token, head, above)
        if dep == "xcomp" and token.tag == "VBG" and (prep := self._adverbials.stray_preposition(token)) is not None:
            return self._adverbials.gerund(token, prep, above, verdicts)
        opening = setting.opening(token)
        if opening is not None:
            step = because("condition", opening, word=setting.text[opening.start : opening.end])
            return Verdict(0.0, 0.0, (step,), Kind.CONDITIONAL, supposed=True)
        if dep in _COMPLEMENTS or (dep == "acomp" and token.pos == "VERB"):
            asked = head.child("csubj") if self._words.is_copula(head) else None
            if asked is not None and question_word(asked) is not None:
                above = verdicts.get(asked.i, above)  # "what we doubt is that P": the doubting governs P
            return self._governors.complement(token, head, above)
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
        if token.pos == "NUM" and dep == "pobj":
            return self._nominals.object(token, head, above, verdicts)  # "reports of 61 drowned"
        if dep == "relcl" and token.is_infinitive:
            return self._governors.complement(token, head, above)
        if dep in ("relcl", "parataxis", "dep"):
            return Verdict.flat(3.0) if not above.asked or dep == "relcl" else above.passed_on()
        return above.passed_on()

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
            steps = (because("denied", nor), *steps)
        beside = (word for link in links for word in link.children)
        than = next((word for word in beside if word.lower in self._words.clauses["instead"]), None)
        if than is not None:  # "turned back rather than risk it": the second was not done
            value = self._words.prepositions[than.lower]
            steps = (because("instead", than),)
        return Verdict(
            value, value, steps, above.kind, above.former, above.thwarted, asked=above.asked, supposed=above.supposed
        )

    def _take_back(self, verdict: Verdict) -> None:
        """ "We thought so, but …": a past belief or intention that the same sentence sets something against."""
        belief = verdict.former
        if belief is None:
            return
        contrast = self._words.clauses["contrast"]
        against = (
            child
            for word in ([belief] if verdict.thwarted else [belief, *belief.ancestors()])
            for child in word.children
        )
        if not any(child.dep == "cc" and child.lower in contrast and child.i > belief.i for child in against):
            return
        verdict.score = verdict.context = -3.0 if verdict.score > 0 else 3.0
        if not verdict.thwarted:
            verdict.kind = Kind.FORMER_BELIEF
        verdict.steps = (because("taken_back", belief), *verdict.steps)
        verdict.former = None


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
