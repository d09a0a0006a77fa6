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
        unseen = self._unseen(token, head, above)
        if unseen is not None:
            return unseen
        if token.dep == "acl" and token.tag in ("VBG", "VBN") and token.child("mark", "aux") is None:
            # "The report made public" is no report that it was made public.
            return Verdict.flat(self._words.values["participle"])
        if head.pos == "NOUN":
            above = replace(above, score=above.context)
            rejected = self.rejected(head, above)
            if rejected is not None:
                return rejected
        graded = self._degree(token, head, above) or self._phrasal(token, head, above)
        if graded is not None:
            return graded
        governor, cue = self.governing_cue(token, head)
        opened = self.opened(token, cue, above)
        if opened is not None:
            return opened
        if token.dep == "ccomp" and token.i < head.i and cue is not None and not cue.takes & {"clause", "quote"}:
            return Verdict.flat(3.0)  # "they were afraid, so they stopped": no complement
        if token.dep == "ccomp" and token.i < head.i and cue is not None and cue.plus < 0 and self._tells_where(head):
            return Verdict.flat(3.0)  # "two were brought in, they lie next door"
        if cue is None:
            return self._plain(token, head, above)
        finite = token.tag in FINITE and token.child("aux") is None
        if finite and governor.lemma.lower() in self._words.clauses["evaluating"]:
            return Verdict.flat(3.0)  # "it is good that they left"
        for adverb in governor.children:
            if adverb.dep == "advmod" and adverb.lower in self._words.judging:
                # "Falsely claimed": the one who reports says that what is reported is not so.
                value = self._words.judging[adverb.lower] * (-1 if cue.plus < 0 else 1)
                return Verdict(value, value, (because("judged", adverb, value=value), *above.steps))
        error = self._in_error(governor) or self._untrue_source(governor)
        if error is not None:
            return Verdict(-3.0, -3.0, (because("judged", error, value=-3.0), *above.steps))
        if token.dep == "xcomp" and cue.name in self._words.clauses["heard"] and governor.is_passive:
            cue = replace(cue, plus=min(cue.plus, self._words.values["hearsay"]))  # "is said to"
        elif token.dep == "oprd" and head.lemma.lower() in self._words.clauses["hearsaid"]:
            cue = replace(cue, plus=min(cue.plus, self._words.values["hearsay"]))  # "reported dead"
        judged = self._wrong_to_say(governor)
        if judged is not None:
            # "Was wrong to deny that P": P is so.
            value = 3.0 if cue.plus < 0 else -3.0
            return Verdict(value, value, (because("judged", judged, value=value), *above.steps))
        if governor.pos in ("NOUN", "PROPN") and self._is_hearsay(governor):
            cue = replace(cue, plus=min(cue.plus, self._words.values["hearsay"]))
        if governor.pos == "VERB":
            above = self._as_its_source(governor, above)
        if governor is not token and governor.head.head.lower in self._words.negation["far"]:
            above = replace(above, score=-above.score)  # "far from certain that": not certain
        if above.score < 0 and governor.dep == "conj" and governor.head.pos == "VERB":
            # "Neither confirmed nor denied that P": what stands under both goes by the one that says less.
            beside_it = self._words.cues.verb(governor.head.lemma.lower(), "clause")
            if beside_it is not None and abs(beside_it.minus) < abs(cue.minus):
                cue = replace(cue, minus=beside_it.minus)
        return self.under(cue, governor, above)

    def _tells_where(self, verb: Token) -> bool:
        """Whether a verb says where, or how, somebody is, and so is of no content."""
        return any(child.i > verb.i and child.dep in ("prep", "npadvmod", "advmod") for child in verb.children)

    def _wrong_to_say(self, verb: Token) -> Token | None:
        """ "It is wrong to say that P", "apologised for saying that P", "was wrong when it said that P": the word for it."""
        cue = self._words.cues.attributing(verb.lemma.lower()) if verb.pos == "VERB" else None
        tie = verb.head if verb.dep == "pcomp" else verb.child("advmod") if verb.dep == "advcl" else None
        if cue is not None and tie is not None and not verb.is_infinitive:
            over = (verb.head if verb.dep == "advcl" else tie.head).predicate
            regretted = f"{over.lemma.lower()} {tie.lower}" in self._words.clauses["regretted"]
            return over if regretted and clause_head(over).child("neg") is None else None
        cue = cue if verb.is_infinitive else None
        predicate = verb.head.predicate if cue is not None and verb.dep in ("xcomp", "advcl", "ccomp") else None
        if predicate is None or clause_head(predicate).child("neg") is not None:
            return None
        lemma = predicate.lemma.lower()
        wrong = predicate.pos == "ADJ" and lemma in self._words.clauses["untrue"]
        return predicate if wrong or lemma in self._words.clauses["in_error"] else None

    def _in_error(self, verb: Token) -> Token | None:
        """ "Wrote in error that P": the error."""
        nouns = (prep.child("pobj") for prep in verb.children if prep.dep == "prep" and verb.pos == "VERB")
        return next(
            (n for n in nouns if n is not None and n.lower in self._words.clauses["in_error"] and not n.children), None
        )

    def _untrue_source(self, verb: Token) -> Token | None:
        """ "An inaccurate report claimed that P": the word that says of the report that it is not so."""
        source = verb.subject() if verb.pos == "VERB" else None
        cue = self.nominal_cue(source) if source is not None and source.pos == "NOUN" else None
        if source is None or cue is None or not cue.attributes:
            return None
        words = (child for child in source.children if child.dep in ("amod", "compound"))
        return next((word for word in words if word.lower in self._words.clauses["untrue"]), None)

    def _is_hearsay(self, report: Token) -> bool:
        """ "Reports that P", "there was word that P": of nobody named, and confirmed by nobody."""
        if any(child.lower in self._words.clauses["partial"] for child in report.children):
            return True  # "some evidence that P"
        if report.lemma.lower() not in self._words.clauses["unsourced"] or (
            report.pos == "NOUN" and self.is_definite(report)
        ):
            return False
        if any(
            child.dep in ("agent", "prep") and child.lower in self._words.clauses["sourcing"]
            for child in report.children
        ):
            return False
        over = self._words.cues.verb(report.head.lemma.lower(), "object") if report.dep == "nsubjpass" else None
        return over is None or over.plus < SURE

    def _as_its_source(self, verb: Token, above: Verdict) -> Verdict:
        """ "Unconfirmed reports said that P": no surer than the reports."""
        source = verb.subject()
        words = source.children if source is not None and source.pos == "NOUN" else ()
        caps = [self._words.modifiers[word.lower] for word in words if word.lower in self._words.modifiers]
        return replace(above, score=min(above.score, *caps)) if caps and above.score > 0 else above

    def opened(self, token: Token, cue: Cue | None, above: Verdict) -> Verdict | None:
        """ "I know whether P" tells neither P nor its contrary; "I know why P" takes P for granted."""
        mark = next((c for c in token.children if c.dep == "mark" and c.lower in self._words.clauses["open"]), None)
        if mark is not None and (cue is None or cue.plus >= 0):
            kind = (cue.kind if cue else None) or above.kind
            kind = Kind.QUESTION if kind is Kind.REQUEST else kind  # "asked if P"
            return Verdict(0.0, 0.0, (because("open", mark), *above.steps), kind, asked=above.asked)
        if above.asked and inverted(token) is not None:
            return Verdict.flat(0.0, *above.steps, kind=Kind.QUESTION, asked=True)
        word = question_word(token)
        modal = any(child.tag == "MD" for child in token.children)
        if word is not None and cue is not None and cue.kind is Kind.REQUEST and modal:
            # "Asked when it would open": that it will is not taken for granted.
            return Verdict.flat(0.0, because("open", word), *above.steps, kind=Kind.QUESTION)
        if word is None or token.dep not in ("ccomp", "csubj"):
            return None
        if token.dep == "ccomp" and (token.i < token.head.i or word.i < token.head.i):
            return None
        if token.is_infinitive or word.lower not in self._words.questions["presupposing"]:
            return None
        unknown = (cue.minus if above.score < 0 and not cue.factive else cue.plus) <= 0 if cue is not None else False
        # "Nobody knows how many fell", "when it will sail": that any did, or that it will, is not told either.
        if (above.score < 0 or unknown) and (modal or word.head.lower in self._words.clauses["counting"]):
            return Verdict.flat(0.0, because("open", word), *above.steps)
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
        if self._is_told(token, head):
            return self.under(self._words.signature("unknown", head.lemma), head, above)
        if token.dep == "acl":
            return Verdict.flat(self._words.values["participle"])
        if token.tag == "VBG" and token.dep == "xcomp":
            return self.under(self._words.signature("gerund", head.lemma), head, above)
        return above.passed_on()

    def _unseen(self, token: Token, head: Token, above: Verdict) -> Verdict | None:
        """ "Have not seen any lorry leave": no lorry left, for who says so; of "the lorry" that would not follow."""
        verb = head.head if token.dep == "acl" and head.dep == "dobj" else head
        bare = token.tag in ("VB", "VBP", "VBG", "VBN", "NN") and token.child("mark", "aux", "auxpass") is None
        if (
            not bare
            or token.dep not in ("ccomp", "xcomp", "acl")
            or verb.lemma.lower() not in self._words.clauses["perceiving"]
        ):
            return None
        seen = head if verb is not head else token.subject()
        denied = above.context if verb is not head else above.score
        if seen is None or denied >= 0 or self.is_definite(seen):
            return None
        value = signature(self._words.signature("perceived", verb.lemma), denied)
        return Verdict(value, value, (because("unseen", verb), *above.steps))

    def is_definite(self, noun: Token) -> bool:
        """Whether a noun or pronoun names something known: "the report", "its report", a name, "them"."""
        if noun.pos == "PRON":
            return not noun.lower.startswith(self._words.any)
        return noun.pos == "PROPN" or any(
            child.dep == "poss" or (child.dep == "det" and child.lower in self._words.clauses["definite"])
            for child in noun.children
        )

    def _is_told(self, token: Token, head: Token) -> bool:
        """ "Tittle-tattle that P", "griped that P": a clause that a word not in the lexicon takes for its content."""
        mark = token.child("mark")
        if mark is None or mark.lower not in self._words.clauses["telling"] or token.i < head.i or head.is_copula:
            return False
        return not any(child.lower in self._words.clauses["degree"] for child in head.children)

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
            if predicate is not None and (cue := self._predicate_cue(predicate, form)):
                return predicate, cue
            named = head.child("nsubj") if predicate is None and token.dep == "ccomp" else None
            if named is not None and named.pos in ("NOUN", "PROPN") and (cue := self.nominal_cue(named)) is not None:
                return named, cue  # "the fear is that P"
            asked = head.child("csubj")
            if asked is not None and asked is not token and question_word(asked) is not None:
                # "What we doubt is that …": the verb that the complement of "be" belongs to.
                return asked, self._words.cues.verb(asked.lemma.lower(), form, beside=beside(asked))
        if head.pos in ("ADJ", "NOUN", "PROPN") or head.dep in ("acomp", "attr"):
            cue = self._predicate_cue(head, form)
            if cue is not None or head.pos != "VERB":
                return head, cue
        if token.tag == "VBG" and token.dep == "xcomp" and self.contemplates(head):
            return head, None
        if form == "infinitive" and head.lemma.lower() in self._words.clauses["before_gerunds"]:
            return head, None
        if (told := self._going_round(token, head)) is not None:
            return told, self.nominal_cue(told)
        cue = self._words.cues.verb(head.lemma.lower(), form, beside=beside(head))
        if head.lemma.lower() in self._words.semi_modals and form == "infinitive" and token.dep == "xcomp":
            cue = None
        if cue is None and head.is_passive:
            cue = self._words.cues.adjectives.get(head.lower)  # "is set to begin"
        return head, cue

    def _going_round(self, token: Token, verb: Token) -> Token | None:
        """ "Word spread that P", "rumour has it that P": the word, the rumour, which the verb says to be told."""
        told = verb.subject()
        if token.dep not in ("ccomp", "advcl") or told is None or told.pos not in ("NOUN", "PROPN"):
            return None
        cue = self._words.cues.nouns.get(told.lemma.lower())
        return (
            told
            if cue is not None and cue.attributes and verb.lemma.lower() in self._words.clauses["spreading"]
            else None
        )

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

    def _predicate_cue(self, word: Token, form: str) -> Cue | None:
        """The cue of an adjective or noun for a form of clause; behind "be" also of "it is the case"."""
        lemma = word.lemma.lower()
        if lemma in self._words.clauses["being_so"] and word.head.lemma in self._words.clauses["copulas"]:
            return self._words.signature("being_so", lemma)
        cue = self.nominal_cue(word)
        if cue is None and word.lower in self._words.clauses["untrue"] and word.head.is_copula:
            return self._words.signature("untrue", lemma)  # "it is a lie that P"
        return cue if cue is None or not cue.takes or form in cue.takes else None

    def contemplates(self, verb: Token) -> bool:
        """Whether a gerund under the verb is only thought of: "considered selling it"."""
        return verb.lemma.lower() in self._words.clauses["contemplating"]

    def nominal_cue(self, token: Token) -> Cue | None:
        """The cue an adjective or noun is."""
        lemma = token.lemma.lower()
        if token.pos in ("NOUN", "PROPN"):
            return self._words.cues.nouns.get(lemma)
        return self._words.cues.adjectives.get(lemma) or self._words.cues.adjectives.get(token.lower)

    def rejected(self, noun: Token, above: Verdict) -> Verdict | None:
        """What a report, claim or rumour tells, where that is said not to be so; None where it is not said.

        Args:
            noun: The report, claim or rumour.
            above: What it makes of its content: the score is that of what stands over the noun.
        """
        cue, lemma = self.nominal_cue(noun), noun.lemma.lower()
        willed = lemma in self._words.clauses["willed"]
        if cue is not None and cue.plus < 0:
            back = self._words.taking_back.by(noun)  # "retracted a denial that P": P is granted
            return Verdict.flat(2.0, because("conceded", back), *above.steps) if back is not None else None
        against, score = noun.head.head if noun.dep == "pobj" else noun, above.score
        over = self._rejecting(noun) if score < 0 else None
        if (word := self._words.taking_back.by(noun)) is not None:
            score = -2.0  # "withdrew its statement that P": it is not said to be otherwise
        elif (word := self._words.taking_back.rejecting(noun)) is not None:
            score = -3.0
        elif (word := self._untrue(noun)) is not None and not willed:
            score = -3.0 if over is not None or score > 0 else 0.0
        elif against.lower in self._words.clauses["contrary"]:
            word, score = against, -3.0  # "contrary to reports that P"
        elif noun.dep == "pobj" and self._words.scoffing.get(against.lemma.lower()) == noun.head.lower:
            word, score = against, -2.0  # "scoffed at reports that P"
        elif (looking := self._looked_into(noun)) is not None:
            return Verdict(0.0, 0.0, (because("unconfirmed", looking), *above.steps))
        elif over is not None:
            word = over
            if cue is not None and willed and noun.dep not in ("nsubj", "nsubjpass"):
                score = max(score, -cue.plus)
        else:
            return None
        return Verdict(score, score, (because("rejected", word), *above.steps))

    def _untrue(self, noun: Token) -> Token | None:
        """ "False reports", "called the reports nonsense": the word that says of a report that it is not so."""
        cue = self.nominal_cue(noun)
        before = noun.children if cue is not None and cue.attributes else ()
        words = [child for child in before if child.dep in ("amod", "compound") and child.i < noun.i]
        for child in noun.head.children if noun.dep == "dobj" else ():
            if child.dep == "oprd" and child.i > noun.i:
                words.append(child)
            elif child.dep == "prep" and child.lower in self._words.clauses["likeness"]:
                words += [word for word in child.children if word.dep in ("pobj", "amod", "acomp", "pcomp")]
        return next((word for word in words if word.lower in self._words.clauses["untrue"]), None)

    def _looked_into(self, noun: Token) -> Token | None:
        """The verb that leaves a report open: "could not confirm reports", "reports have yet to be confirmed", "probe"."""
        verb, passive = noun.head, noun.dep == "nsubjpass"
        if noun.dep not in ("dobj", "nsubj", "nsubjpass") or verb.pos not in ("VERB", "AUX"):
            return None
        below = verb.child("xcomp")
        yet = any(child.lower in self._words.negation["yet"] for child in verb.children)
        if yet and below is not None and noun.dep != "dobj":
            verb, passive = below, below.is_passive
        cue = self._words.cues.verb(verb.lemma.lower(), "object")
        if cue is None or not (passive or noun.dep == "dobj"):
            return None
        if cue.name in self._words.clauses["looking"]:
            return verb
        denied = (
            yet
            or any(child.dep == "neg" for child in verb.children)
            or verb.head.lower in self._words.clauses["failing"]
        )
        return verb if denied and cue.name in self._words.clauses["establishing"] else None

    def _rejecting(self, noun: Token) -> Token | None:
        """The word over a report that denies it: "denied reports", "no truth in reports", "the report is false"."""
        if noun.dep == "pobj" and noun.head.lower in self._words.clauses["likeness"]:
            rejects = self._words.cues.verb(noun.head.head.lemma.lower(), "object")
            return (
                noun.head.head if rejects is not None and rejects.plus < 0 else None
            )  # "dismissed as false reports that P"
        if noun.dep == "pobj":
            truth = self.nominal_cue(noun.head.head)
            return noun.head.head if truth is not None and truth.plus >= SURE and truth.minus <= -SURE else None
        if noun.dep in ("nsubj", "nsubjpass"):
            graded = self.graded(noun)
            return graded[0] if graded is not None and abs(graded[1].plus) >= SURE else None
        if noun.dep != "dobj":
            return None
        cue = self._words.cues.verb(noun.head.lemma.lower(), "object", beside=beside(noun.head))
        return noun.head if cue is not None and cue.plus < 0 else None

    def graded(self, subject: Token) -> tuple[Token, Cue] | None:
        """ "An attack is possible", "the report is false": the word that grades the subject, and its cue."""
        head = self._turned_out(subject.head)
        if subject.dep == "nsubjpass" and head is subject.head:
            cue = self._words.cues.verb(head.lemma.lower(), "object", beside=beside(head))
            return (head, cue) if cue is not None and cue.plus < 0 else None
        if head.lemma not in self._words.clauses["copulas"]:
            return None
        predicate = next((child for child in head.children if child.dep in COPULAR), None)
        if predicate is None:
            return None
        lemma, clauses = predicate.lemma.lower(), self._words.clauses
        untrue = lemma in clauses["untrue"] or predicate.lower in clauses["untrue"] or lemma in clauses["true"]
        cue = self.nominal_cue(predicate) or (self._words.signature("untrue", predicate.lemma) if untrue else None)
        if cue is None:
            return None
        judges = untrue or cue.transparent or (predicate.pos == "ADJ" and cue.plus <= -SURE)
        return (predicate, cue) if judges else None

    def _turned_out(self, verb: Token) -> Token:
        """ "Turned out to be false", "was shown to be false": the being false; else the verb itself."""
        below = verb.child("xcomp")
        if below is None or not (below.is_copula and below.is_infinitive):
            return verb
        cue = self._words.cues.verb(verb.lemma.lower(), "clause")
        shown = verb.is_passive and cue is not None and cue.plus >= SURE
        return below if shown or verb.lemma.lower() in self._words.clauses["turning_out"] else verb

    # --- the value under a cue ----------------------------------------------------------------------------------

    def under(self, cue: Cue, governor: Token, above: Verdict) -> Verdict:
        """The verdict on a proposition under a cue that itself has the verdict `above`."""
        shining = self._projected(cue, governor, above)
        value = signature(cue, above.score) if shining is None else shining
        steps = above.steps
        if (abs(value - above.score) > 0.01 and value != 3.0) or value == 0.0:
            steps = (because("governor", governor, cue=cue.name, value=round(value, 1)), *steps)
        kind = None if cue.kind is not None and self._words.is_of_thing(governor) else cue.kind or above.kind
        verdict = Verdict(value, value, steps, kind, asked=above.asked, projected=shining is not None)
        now = any(child.dep == "auxpass" and child.tag in FINITE[1:] for child in governor.children)  # "is thought to"
        if governor.tag in ("VBD", "VBN") and not now and above.score > 0:
            verdict.thwarted = cue.name in self._words.clauses["thwarted"]
            # "Said it hoped that P, but …": what somebody says is put into the past, and is no belief given up.
            backshifted = governor.dep == "ccomp" and governor.head.tag in ("VBD", "VBN")
            verdict.former = governor if (cue.former and not backshifted) or verdict.thwarted else None
        used_to = governor.dep == "xcomp" and governor.head.lemma in self._words.clauses["formerly"]
        if cue.former and above.score > 0 and (used_to or self._is_given_up(governor)):
            verdict.context = verdict.score = self._words.values["unreal"]
            verdict.kind, verdict.former = Kind.FORMER_BELIEF, None
        return verdict

    def _is_given_up(self, verb: Token) -> bool:
        """ "We had believed that P", "they thought at first that P": it is told as a belief that is over."""
        content = verb.child("ccomp", "xcomp")
        if content is not None and content.child("conj") is not None:
            return False  # "…, but it seems that Q": parsers hang what is thought now under what was
        said_of = (child for child in verb.children if child.dep in ("advmod", "prep", "npadvmod"))
        words = (word.lower for child in said_of for word in (child, *child.children))
        if is_past(verb) and not self._words.clauses["at_first"].isdisjoint(words):
            return True
        subject = verb.subject()
        own = subject is not None and subject.lower in self._words.clauses["self"]
        return own and self._words.is_pluperfect(verb)

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
