"""What a governing word does to the proposition under it: its signature, and how far the proposition shines through.

A verb's signature (Nairn, Condoravdi and Karttunen 2006) gives the value of what stands under it when the verb itself
holds or is denied. Under a question, a condition, a modal, or in somebody's own mouth the same verb does something
else ("I don't know that P" against "she didn't know that P"): that is what the tables of projection say, by class of
verb and environment (de Marneffe, Simons and Tonhauser 2019).
"""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.lexicon.cues import Cue
from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.read.certainty.verdict import SURE, OwnWords, Verdict, because
from tocsin.read.certainty.words import (
    COPULAR,
    FINITE,
    CertaintyWords,
    beside,
    clause_head,
    inverted,
    is_past,
    question_word,
)

_NOTHING = OwnWords()
_FULL = 2.4
"""From this score on a governing word holds, or is denied, in full."""


class Governors:
    """Finds what governs a complement and says what it makes of it."""

    def __init__(self, words: CertaintyWords) -> None:
        self._words = words

    # --- the complement of a verb, adjective or noun ------------------------------------------------------------

    def complement(self, token: Token, head: Token, above: Verdict) -> Verdict:
        """The verdict on a clause or infinitive that completes another word."""
        if token.dep == "acl" and token.tag in ("VBG", "VBN") and token.child("mark", "aux") is None:
            # "The report made public" is no report that it was made public.
            return Verdict.flat(self._words.values["participle"])
        if head.pos == "NOUN":
            above = replace(above, score=above.context)
        graded = self._degree(token, head, above) or self._phrasal(token, head, above)
        if graded is not None:
            return graded
        governor, cue = self.governing_cue(token, head)
        opened = self._opened(token, cue, above)
        if opened is not None:
            return opened
        if token.dep == "ccomp" and token.i < head.i and cue is not None and not cue.takes & {"clause", "quote"}:
            return Verdict.flat(3.0)  # "they were afraid, so they stopped": no complement
        if cue is None:
            return self._plain(token, head, above)
        finite = token.tag in FINITE and token.child("aux") is None
        if finite and governor.lemma.lower() in self._words.clauses["evaluating"]:
            return Verdict.flat(3.0)  # "it is good that they left"
        for adverb in governor.children:
            if adverb.dep == "advmod" and adverb.lower in self._words.judging:
                # "Falsely claimed": the one who reports says that what is reported is not so.
                value = self._words.judging[adverb.lower]
                return Verdict(value, value, (because("judged", adverb, value=value), *above.steps))
        if token.dep == "xcomp" and cue.name in self._words.clauses["heard"] and governor.is_passive:
            cue = replace(cue, plus=min(cue.plus, self._words.values["hearsay"]))  # "is said to"
        if governor.pos == "NOUN" and above.score < 0 and self.is_rejected(governor):
            # "Denied the report that P" denies P, while "no report that P" leaves it open.
            sure = cue.plus >= SURE or governor.dep in ("nsubj", "nsubjpass")
            value = above.score if sure else max(above.score, -cue.plus)
            return Verdict(value, value, above.steps, above.kind)
        if governor is not token and governor.head.head.lower in self._words.negation["far"]:
            above = replace(above, score=-above.score)  # "far from certain that": not certain
        return self.under(cue, governor, above)

    def _opened(self, token: Token, cue: Cue | None, above: Verdict) -> Verdict | None:
        """ "I know whether P" tells neither P nor its contrary; "I know why P" takes P for granted."""
        mark = next((c for c in token.children if c.dep == "mark" and c.lower in self._words.clauses["open"]), None)
        if mark is not None and (cue is None or cue.plus >= 0):
            kind = (cue.kind if cue else None) or above.kind
            return Verdict(0.0, 0.0, (because("open", mark), *above.steps), kind, asked=above.asked)
        if above.asked and inverted(token) is not None:
            return Verdict.flat(0.0, *above.steps, kind=Kind.QUESTION, asked=True)
        word = question_word(token)
        if word is None or token.dep not in ("ccomp", "csubj"):
            return None
        if token.dep == "ccomp" and (token.i < token.head.i or word.i < token.head.i):
            return None
        if token.is_infinitive or word.lower not in self._words.questions["presupposing"]:
            return None
        return Verdict.flat(3.0)

    def _plain(self, token: Token, head: Token, above: Verdict) -> Verdict:
        if token.dep == "ccomp" and token.i < head.i and not self._words.is_copula(head):
            return Verdict.flat(3.0)  # "they were repaired, that is not the same": a clause of its own
        infinitive, lemma = token.is_infinitive, head.lemma.lower()
        semi = self._words.semi_modals.get(lemma) if infinitive and token.dep == "xcomp" else None
        yet = any(child.lower in self._words.negation["yet"] for child in head.children)
        if semi is not None and head.child("dobj") is None:
            plus = semi.get("past", semi["plus"]) if is_past(head) else semi["plus"]
            if yet:
                plus = self._words.signature("yet_to", lemma).plus
            return self.under(Cue(head.lemma, plus, semi["minus"]), head, above)
        if semi is not None and (done := self._words.with_object.get(lemma)) is not None:
            return self.under(Cue(head.lemma, done["plus"], done["minus"]), head, above)
        if infinitive and self._words.is_copula(head) and token.dep == "xcomp":
            return self.under(self._words.signature("yet_to" if yet else "is_to", head.lemma), head, above)
        if token.tag == "VBG" and token.dep == "xcomp" and self.contemplates(head):
            return self.under(self._words.signature("contemplated", head.lemma), head, above)
        if infinitive:
            return self.under(self._words.signature("infinitive", head.lemma), head, above)
        if token.dep == "acl":
            return Verdict.flat(self._words.values["participle"])
        if token.tag == "VBG" and token.dep == "xcomp":
            return self.under(self._words.signature("gerund", head.lemma), head, above)
        return above.passed_on()

    def _degree(self, token: Token, head: Token, above: Verdict) -> Verdict | None:
        """ "Too weak to row", "clever enough to escape"."""
        if not token.is_infinitive or head.pos not in ("ADJ", "ADV"):
            return None
        for child in (*head.children, *head.head.children):
            if child.dep != "advmod":
                continue
            if child.lower in self._words.clauses["too"] and child.i < head.i:
                return self.under(self._words.signature("too", child.text), head, above)
            if child.lower in self._words.clauses["enough"] and child.i > head.i:
                name = "was_enough" if is_past(clause_head(head)) else "enough"
                return self.under(self._words.signature(name, child.text), head, above)
        return None

    def _phrasal(self, token: Token, head: Token, above: Verdict) -> Verdict | None:
        """ "Took the opportunity to", "had the courage to": the verb and its object together say whether it was done."""
        if not token.is_infinitive:
            return None
        verb, noun = (head.head, head) if head.pos == "NOUN" else (head, head.child("dobj"))
        if noun is None or verb.pos not in ("VERB", "AUX"):
            return None
        row = self._words.phrasal_of(verb, noun)
        if row is None:
            return None
        return self.under(Cue(f"{verb.lemma} {noun.lemma}", row.plus, row.minus), noun, above)

    def governing_cue(self, token: Token, head: Token) -> tuple[Token, Cue | None]:
        """The word that governs a complement, and its cue: behind "be" and the like the adjective or noun."""
        form = "infinitive" if token.is_infinitive else "clause"
        if head.pos in ("AUX", "VERB") and head.lemma in self._words.clauses["copulas"]:
            predicate = self._predicate(token, head)
            if predicate is not None and (cue := self.nominal_cue(predicate)):
                return predicate, cue
            asked = head.child("csubj")
            if asked is not None and asked is not token and question_word(asked) is not None:
                # "What we doubt is that …": the verb that the complement of "be" belongs to.
                return asked, self._words.cues.verb(asked.lemma.lower(), form, beside=beside(asked))
        if head.pos in ("ADJ", "NOUN", "PROPN") or head.dep in ("acomp", "attr"):
            cue = self.nominal_cue(head)
            if cue is not None or head.pos != "VERB":
                return head, cue
        if token.tag == "VBG" and token.dep == "xcomp" and self.contemplates(head):
            return head, None
        if form == "infinitive" and head.lemma.lower() in self._words.clauses["before_gerunds"]:
            return head, None
        cue = self._words.cues.verb(head.lemma.lower(), form, beside=beside(head))
        if head.lemma.lower() in self._words.semi_modals and form == "infinitive" and token.dep == "xcomp":
            cue = None
        if cue is None and head.is_passive:
            cue = self._words.cues.adjectives.get(head.lower)  # "is set to begin"
        return head, cue

    def _predicate(self, token: Token, head: Token) -> Token | None:
        for child in head.children:
            if child.dep in COPULAR and child is not token:
                return child
            if child.lower in self._words.negation["far"]:
                for prep in child.children:
                    for word in prep.children:
                        if word.pos == "ADJ":
                            return word
        return None

    def contemplates(self, verb: Token) -> bool:
        """Whether a gerund under the verb is only thought of: "considered selling it"."""
        return verb.lemma.lower() in self._words.clauses["contemplating"]

    def nominal_cue(self, token: Token) -> Cue | None:
        """The cue an adjective or noun is."""
        lemma = token.lemma.lower()
        if token.pos in ("NOUN", "PROPN"):
            return self._words.cues.nouns.get(lemma)
        return self._words.cues.adjectives.get(lemma) or self._words.cues.adjectives.get(token.lower)

    def is_rejected(self, noun: Token) -> bool:
        """Whether what a noun names – a report, a claim – is said not to be so."""
        if noun.dep == "pobj":
            # "No truth in claims that …".
            truth = self.nominal_cue(noun.head.head)
            return truth is not None and truth.plus >= SURE and truth.minus <= -SURE
        if noun.dep in ("nsubj", "nsubjpass"):
            graded = self.graded(noun)
            return graded is not None and abs(graded[1].plus) >= SURE
        if noun.dep != "dobj":
            return False
        cue = self._words.cues.verb(noun.head.lemma.lower(), "object", beside=beside(noun.head))
        return cue is not None and cue.plus < 0

    def graded(self, subject: Token) -> tuple[Token, Cue] | None:
        """ "An attack is possible", "the report is false": the word that grades the subject, and its cue."""
        head = subject.head
        if subject.dep == "nsubjpass":
            cue = self._words.cues.verb(head.lemma.lower(), "object", beside=beside(head))
            return (head, cue) if cue is not None and cue.plus < 0 else None
        if head.lemma not in self._words.clauses["copulas"] or subject.dep != "nsubj":
            return None
        predicate = next((child for child in head.children if child.dep in COPULAR), None)
        if predicate is None:
            return None
        untrue = predicate.lemma.lower() in self._words.clauses["untrue"]
        cue = self.nominal_cue(predicate) or (self._words.signature("untrue", predicate.lemma) if untrue else None)
        if cue is None:
            return None
        judges = untrue or cue.transparent or (predicate.pos == "ADJ" and cue.plus <= -SURE)
        return (predicate, cue) if judges else None

    # --- the value under a cue ----------------------------------------------------------------------------------

    def under(self, cue: Cue, governor: Token, above: Verdict) -> Verdict:
        """The verdict on a proposition under a cue that itself has the verdict `above`."""
        shining = self._projected(cue, governor, above)
        value = signature(cue, above.score) if shining is None else shining
        steps = above.steps
        if (abs(value - above.score) > 0.01 and value != 3.0) or value == 0.0:
            steps = (because("governor", governor, cue=cue.name, value=round(value, 1)), *steps)
        verdict = Verdict(value, value, steps, cue.kind or above.kind, asked=above.asked, projected=shining is not None)
        if governor.tag in ("VBD", "VBN") and above.score > 0:
            verdict.thwarted = cue.name in self._words.clauses["thwarted"]
            verdict.former = governor if cue.former or verdict.thwarted else None
        if cue.former and governor.dep == "xcomp" and governor.head.lemma in self._words.clauses["formerly"]:
            verdict.context = verdict.score = self._words.values["unreal"]
            verdict.kind = Kind.FORMER_BELIEF
        return verdict

    def _projected(self, cue: Cue, governor: Token, above: Verdict) -> float | None:
        by_lemma = self._words.by_lemma.get(governor.lemma.lower(), {})
        by_group = self._words.by_group.get(cue.name, {})
        if not by_lemma and not by_group:
            return None
        for environment in self._environments(clause_head(governor), above):
            for table in (by_lemma, by_group):
                if environment in table:
                    return float(table[environment])
        return None

    def _environments(self, clause: Token, above: Verdict) -> Iterator[str]:
        """Where a governing word stands, the most telling first."""
        own = above.own or _NOTHING
        denied = above.score < 0 or own.negated
        subject, words = clause.subject(), self._words.clauses
        speaker = subject.lower if subject is not None else ""
        person = next((person for person in ("self", "you") if speaker in words[person]), "other")
        tense = "then" if is_past(clause) else "now"
        hard = clause.dep == "xcomp" and clause.head.lower in words["hard"] and above.score > 0
        if (own.able and denied) or hard:
            yield from (f"unable_{person}", "unable")
        if own.unreal_modal and (denied or above.asked) and (self._words.is_perfect(clause) or own.negated):
            yield "unreal"
        if above.supposed:
            yield from (f"supposed_{person}", "supposed")
        elif above.asked and abs(above.score) < SURE:
            yield from (("asked_denied",) if own.negated else ())
            yield "asked"
        elif denied:
            yield from (f"denied_{person}_{tense}", f"denied_{person}", "denied")
        elif own.hedged:
            if own.able and clause.child("dobj", "dative") is None:
                yield "able"
            yield from (f"hedged_{person}", "hedged")
        elif is_past(clause):
            yield "past"


def signature(cue: Cue, score: float) -> float:
    """The score of what stands under a cue that itself has a score."""
    if cue.factive:
        return 3.0 if cue.plus > 0 else cue.plus
    if score >= 0:
        return cue.plus * min(1.0, score / _FULL)
    return cue.minus * min(1.0, -score / _FULL)
