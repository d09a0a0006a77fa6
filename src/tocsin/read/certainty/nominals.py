"""How surely a noun's event is presented: by what governs it, its determiner and its modifiers."""

from collections.abc import Mapping
from dataclasses import replace

from tocsin.lexicon.cues import Cue
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Token
from tocsin.read.certainty.governors import Governors
from tocsin.read.certainty.verdict import SURE, OwnWords, Verdict, because
from tocsin.read.certainty.words import CertaintyWords, beside

OBJECTS = ("dobj", "nsubjpass", "pobj", "attr", "appos", "dative")


class Nominals:
    """The certainty of nouns that name events."""

    def __init__(self, words: CertaintyWords, governors: Governors) -> None:
        self._words = words
        self._governors = governors

    def object(self, token: Token, head: Token, above: Verdict, verdicts: Mapping[int, Verdict]) -> Verdict:
        """The verdict on a noun that is governed: by a verb, by another noun or adjective through a preposition."""
        governor = head
        if token.dep == "pobj":
            governor = head.head
            if head.lower in self._words.clauses["lacking"]:
                if above.score < 0:
                    return Verdict.flat(self._words.values["not_lacking"])
                return Verdict.flat(self._words.values["lacking"], because("denied", head))
            above = verdicts.get(governor.i, above)
            if governor.pos == "NOUN":
                above = replace(above, score=above.context)
                rejected = self._reported(token, governor, head, above)
                if rejected is not None:
                    return rejected
        if token.dep == "pobj" and governor.pos == "AUX" and above.score < 0 and token.child("det", "poss") is not None:
            return self._taken_for_granted(above)  # "was not in the attack", but "was not at risk"
        if token.dep == "dobj" and self._words.phrasal_of(governor, token) is not None:
            return above.passed_on()
        cue = self._cue(token, governor)
        verbal = governor.pos == "VERB"
        if (
            token.dep == "dobj"
            and cue is not None
            and cue.name in self._words.clauses["denying"]
            and self._is_deed(token)
        ):
            value = self._governors.under(cue, governor, above).score
            step = (because("rejected", governor),) if value < 0 else ()
            return Verdict(value, value, (*step, *above.steps))
        if cue is not None and (
            ("object" in cue.takes and not cue.factive and cue.name not in self._words.clauses["about"])
            or (token.dep == "pobj" and not verbal and head.lower in self._words.clauses["noun_links"])
        ):
            return self._spoken_of(token, cue, self._governors.under(cue, governor, above))
        if cue is not None and token.dep in ("dobj", "nsubjpass") and cue.plus < SURE and not cue.attributes:
            return self._spoken_of(token, cue, self._governors.under(cue, governor, above))
        if governor.lemma in self._words.light or governor.pos == "AUX":
            return above.passed_on()
        granted = self._taken_for_granted(above)
        if above.score < 0 and token.child("acl", "ccomp") is not None and not self._governors.is_definite(token):
            granted.context = above.score  # "have not seen indications that P": there are none
        return granted

    def _reported(self, content: Token, report: Token, prep: Token, above: Verdict) -> Verdict | None:
        """ "Denied reports of a strike", "reports of a strike were false": the strike."""
        cue = self._governors.nominal_cue(report)
        told = cue is not None and cue.attributes and prep.lower in self._words.clauses["report_links"]
        if not told or report.lemma.lower() in self._words.clauses["willed"]:
            return None
        if content.entity in ("DATE", "TIME"):
            return None  # "the statement of 9 November"
        if any(word.lemma.lower() in self._words.clauses["media"] for word in (content, *content.children)):
            return None  # "rumours on social media"
        return self._governors.rejected(report, above)

    def _is_deed(self, token: Token) -> bool:
        """Whether what is denied is something done, not a request or what was said: "denied the raid", "any part in it"."""
        lemma = token.lemma.lower()
        refused = lemma in self._words.clauses["refused"] or token.head.child("dative") is not None
        said = self._governors.nominal_cue(token)
        if (clause := token.child("acl", "ccomp")) is not None and clause.child("mark") is not None:
            return False  # "the account that P"
        return not refused and not (said is not None and said.attributes) and token.pos == "NOUN" and token.entity == ""

    def _spoken_of(self, token: Token, cue: Cue, verdict: Verdict) -> Verdict:
        """ "Rejected the demand": the demand was made, though what it demands is rejected."""
        named = self._governors.nominal_cue(token)
        if cue.plus < 0 and named is not None and named.attributes:
            verdict.score = 3.0
        return verdict

    def _cue(self, token: Token, governor: Token) -> Cue | None:
        lemma = governor.lemma.lower()
        if governor.pos == "VERB":
            cue = self._words.cues.verb(lemma, "object", beside=beside(governor))
            ends = cue is not None and cue.name in self._words.clauses["ending"]
            asks = cue is not None and cue.kind is Kind.REQUEST and token.dep == "pobj"
            if asks and token.head.lower in self._words.clauses["asked_about"]:
                return None
            return None if ends or lemma in self._words.clauses["ending_verbs"] else cue
        if token.dep != "pobj" or lemma in self._words.clauses["granting"]:
            return None
        return self._governors.nominal_cue(governor)

    def _taken_for_granted(self, above: Verdict) -> Verdict:
        score = min(3.0, max(above.score, self._words.values["granted"])) if above.score < SURE else 3.0
        return Verdict(score, 3.0)

    def subject(self, token: Token, head: Token, above: Verdict) -> Verdict:
        """The verdict on a subject: what is spoken of as known is so, whatever is said of it."""
        graded = self._governors.graded(token)
        if graded is not None:
            word, cue = graded
            own = above.own or OwnWords()
            return self._spoken_of(
                token, cue, self._governors.under(cue, word, Verdict.flat(own.act_on(3.0), *own.steps))
            )
        affirmed = above.score > 0 or above.context < 0
        if head.lemma in self._words.happening or (affirmed and not self._governors.is_definite(token)):
            return above.passed_on()
        if above.context < Factuality.PROBABLE.score:
            # Inside what somebody only thinks, fears or doubts, the thing spoken of is theirs too.
            return above.passed_on() if above.context >= 0 else Verdict.flat(0.0, *above.steps)
        denied = any(child.lower in self._words.negation["determiners"] for child in token.children)
        return above.passed_on() if denied and above.score < 0 else Verdict.flat(3.0)

    def modifier(self, token: Token, above: Verdict) -> Verdict:
        """The verdict on a word before a noun, which is so even where the noun's event is denied."""
        if token.dep == "amod":
            return Verdict.flat(3.0)
        return above.passed_on() if above.score >= 0 else Verdict.flat(self._words.values["granted"])

    def modified(self, noun: Token, verdict: Verdict) -> Verdict:
        """ "The planned offensive", "no attack": the verdict as the noun's own words change it."""
        if verdict.score <= 0:
            return verdict
        for child in noun.children:
            word = child.lower
            if child.dep in ("det", "neg") and word in self._words.negation["determiners"]:
                steps = (because("denied", child), *verdict.steps)
                return Verdict(-verdict.score, -verdict.score, steps, verdict.kind, asked=verdict.asked)
            if child.dep in ("amod", "compound", "nmod", "advmod") and word in self._words.modifiers:
                value = min(verdict.score, self._words.modifiers[word])
                steps = (because("modifier", child, value=value), *verdict.steps)
                return Verdict(value, value, steps, verdict.kind, asked=verdict.asked)
        return verdict
