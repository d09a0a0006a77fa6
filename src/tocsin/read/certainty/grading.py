"""Clauses that only grade what another word says, and clauses that take back the one before them.

"The dam is likely to break", "an attack is possible", "I think about 3,000": what an analyst asks about is not the likeness
or the thinking but what is graded. The predicate of such a clause has the certainty of that.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from tocsin.lexicon.cues import Cue
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.retorts import retort_pattern
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.read.certainty.governors import signature
from tocsin.read.certainty.verdict import Verdict, because
from tocsin.read.certainty.words import SUBJECTS, CertaintyWords, beside, clause_head, heads_clause, is_past
from tocsin.read.names import is_own_work
from tocsin.read.taking_back import TakingBack

_JOINING = ("PUNCT", "CCONJ", "SCONJ")
_SHORT = 8
"""Words that a clause which does nothing but take back may have."""
_OPEN = "unconfirmed"


class Grading:
    """The certainty of what clauses state, from what the walk made of their words."""

    def __init__(self, lexicon: Lexicon, words: CertaintyWords) -> None:
        self._words = words
        self._speaking = frozenset(lexicon.table("parties")["pronouns"]["first"])
        former = lexicon.table("certainty")["former"]
        self._former: Mapping[str, frozenset[str]] = {name: frozenset(words) for name, words in former.items()}
        self._helping = frozenset(lexicon.table("claims")["standalone"]["helping"])
        self._in_fact = frozenset(tuple(phrase.split()) for phrase in former["in_fact"])
        speakers = lexicon.table("parties")["speakers"]
        self._works, self._this = frozenset(speakers["own_works"]), frozenset(speakers["this"])
        self._retort = re.compile(retort_pattern(lexicon))
        self._denied = self._former["confirming"] | self._former["speech"]
        self._taking = TakingBack(lexicon)
        negation = lexicon.table("certainty")["negation"]
        self._nobody, self._none = frozenset(negation["subjects"]), frozenset(negation["determiners"])

    def stated(self, clause: Token, verdicts: Mapping[int, Verdict]) -> Verdict:
        """The verdict on what a clause states.

        Args:
            clause: The head of the clause.
            verdicts: What the walk made of each word of the sentence.
        """
        below = self._graded_infinitive(clause) or self.opined(clause)
        if below is not None:
            return verdicts[below.i]
        verdict = verdicts[clause.i]
        graded = self._seeming(clause) or self._graded_subject(clause) or self._opinion(clause)
        if graded is None:
            return verdict
        cue, step = graded
        value = signature(cue, verdict.score)
        return replace(verdict, score=value, steps=(step, *verdict.steps), projected=False)

    def _graded_infinitive(self, clause: Token) -> Token | None:
        """ "Is likely to break", "seems to leak", "is said to be mined": the breaking, the leaking, the being mined."""
        predicate = clause.predicate
        below = predicate.child("xcomp") or clause.child("xcomp")
        if below is None:
            return None
        if predicate is not clause:
            cue = self._words.cues.adjectives.get(predicate.lemma.lower())
            return below if cue is not None and cue.transparent else None
        subject = clause.child("nsubj", "nsubjpass")
        named = subject is not None and subject.lemma.lower() in self._words.cues.nouns
        if self._words.is_copula(clause) and below.is_infinitive and not named:
            return below  # "was to begin on Monday"
        cue = self._words.cues.verb(clause.lemma.lower(), "infinitive")
        if below.is_infinitive and any(child.lower in self._words.negation["yet"] for child in clause.children):
            return below  # "has yet to open"
        if clause.lemma.lower() in self._words.clauses["owing"] and below.is_infinitive:
            return below  # "ought to close"
        if cue is None or clause.pos not in ("VERB", "AUX"):
            return None
        if cue.kind in (Kind.THREAT, Kind.PROMISE) and self._words.is_of_thing(clause):
            return below  # "the storm threatens to flood the town": a risk
        wants = cue.kind in (Kind.WISH, Kind.REQUEST) and below.is_infinitive and subject is not None
        if wants and subject is not None and subject.lower in self._speaking and not is_past(clause):
            return below  # "we hope to open it", "we ask them to pay"
        passive = clause.is_passive and below.is_infinitive
        heard = passive and cue.name in (self._words.clauses["heard"] | self._words.clauses["opined"])
        return below if heard or cue.transparent or cue.name in self._words.clauses["impressions"] else None

    def opined(self, clause: Token) -> Token | None:
        """ "Are feared dead", "presumed drowned": what somebody is only thought or said to be."""
        below = clause.child("oprd") or clause.child("xcomp")
        joined = clause.dep == "conj" and clause.child(*SUBJECTS) is None and below is not None and below.tag == "VBN"
        participle = clause.tag == "VBN" or joined
        if below is None or below.is_infinitive or below.i < clause.i or not participle or clause.child("dobj"):
            return None
        cue = self._words.cues.verb(clause.lemma.lower(), "clause")
        if cue is None or cue.name not in self._words.clauses["opined"]:
            return None
        told = (
            cue.name not in self._words.clauses["utterances"] or clause.lemma.lower() in self._words.clauses["hearsaid"]
        )
        return below if told else None

    def _seeming(self, clause: Token) -> tuple[Cue, Reason] | None:
        """ "The bridge seems safe", "it looks like snow": how something seems, without a clause that says what."""
        cue = self._words.cues.verb(clause.lemma.lower(), "clause") if clause.pos in ("VERB", "AUX") else None
        if cue is None or cue.name not in self._words.clauses["impressions"] or clause.child("ccomp", "xcomp"):
            return None
        like = self._words.clauses["likeness"]
        likened = any(
            child.lower in like or (child.dep == "advcl" and any(word.lower in like for word in child.children))
            for child in clause.children
        )
        # "They looked at it", "he appeared in court": nothing seems.
        told = likened or clause.child("acomp", "attr", "oprd") is not None
        return (cue, because("seeming", clause, value=cue.plus)) if told else None

    def _graded_subject(self, clause: Token) -> tuple[Cue, Reason] | None:
        """ "An attack is possible", "a wave of attacks is not excluded": what the words make of the subject."""
        predicate, subject = clause.predicate, clause.child("nsubj", "nsubjpass")
        if subject is None:
            return None
        if predicate is not clause:
            cue = self._words.cues.adjectives.get(predicate.lemma.lower())
            wrong = (
                predicate.lower in self._words.clauses["untrue"]
                and subject.lemma.lower() in self._words.clauses["figures"]
            )
            if cue is None or not (cue.transparent or wrong) or subject.pos not in ("NOUN", "PROPN"):
                return None
            whole = predicate.child("xcomp", "ccomp") is None
            return (cue, because("grades", predicate, subject=subject.text)) if whole else None
        cue = self._words.cues.verb(clause.lemma.lower(), "object", beside=beside(clause))
        graded = subject if subject.dep == "nsubjpass" else clause.child("dobj", "xcomp")
        # "Rain is expected": no clause says what.
        awaited = clause.lemma.lower() in self._words.clauses["awaited"] and not clause.child("xcomp", "ccomp", "oprd")
        if cue is None or graded is None or not (cue.object_is_proposition or (awaited and clause.is_passive)):
            return None
        return cue, because("grades", clause, subject=graded.text)

    def _opinion(self, clause: Token) -> tuple[Cue, Reason] | None:
        """ "I think about 3,000": no clause stands under the speaker's own opinion, which grades what does."""
        subject, thing = clause.child("nsubj"), clause.child("dobj")
        if subject is None or subject.lower not in self._speaking or clause.child("ccomp", "xcomp"):
            return None
        cue = self._words.cues.verb(clause.lemma.lower(), "clause")
        if cue is None or cue.name not in self._words.clauses["opinions"]:
            return None
        if thing is not None and thing.child("nummod") is None:
            return None
        return cue, because("opinion", clause, cue=cue.name, value=cue.plus)

    def own_names(self, title: str | None, outlet: str | None) -> tuple[frozenset[str], bool]:
        """The words by which a document names its outlet, and whether it is a correction.

        A correction speaks of what the outlet published as well.
        """
        titled = {word.strip(":,.") for word in (title or "").lower().split()}
        named = frozenset((outlet or "").lower().split())
        is_correction = not titled.isdisjoint(self._former["corrections"])
        return (self._former["works"] | named if is_correction else named), is_correction

    def withdrawn(
        self, sentences: Sequence[Sentence], own: frozenset[str] = frozenset(), *, is_correction: bool = False
    ) -> Mapping[int, Reason]:
        """ "Earlier we wrote 12. That was wrong": the heads of clauses that the next one takes back, each with why.

        So does a clause that says of hearsay that it is not so: "Posts claim that the dam has burst. That is not true". One
        that says that nobody knows – "that has not been confirmed" – leaves it open.

        A correction takes back whatever it quotes of its own outlet: "On 3 May the Observer wrote that …". So does a
        paragraph that begins with such a label.

        Args:
            sentences: The sentences of a document, in order.
            own: The words that name the outlet, and in a correction also those for what it published.
            is_correction: Whether the document is one.
        """
        found: dict[int, Reason] = {}
        labelled = {one.block for one in sentences if one.tokens[0].lower in self._former["corrections"]}
        outlet = own
        for number, sentence in enumerate(sentences):
            correction = is_correction or sentence.block in labelled
            own = outlet | self._former["works"] if correction else outlet
            taken = self._retorted(sentence, sentences[number - 1].tokens, own) if number else None
            if taken is not None:
                found.setdefault(*taken)
            for word in sentence.tokens:
                lemma = word.lemma.lower()
                if correction and word.dep == "ccomp" and self._is_own_words(word.head, own):
                    verb = word.head
                    found.setdefault(word.i, because("withdrawn", verb.span, words=verb.text))
                if word.dep == "ccomp" and self._is_put_right(word.head):
                    found.setdefault(word.i, because("withdrawn", word.head.span, words=word.head.text))
                if word.dep == "ccomp" and self._is_own_words(word.head):
                    behind = sentences[number + 1].tokens if number + 1 < len(sentences) else ()
                    by = self._set_right(word, sentence, behind)
                    if by is not None:
                        span = Span(by[0].start, by[-1].end)
                        spelt = " ".join(one.text for one in by)
                        found.setdefault(word.i, because("withdrawn", span, words=spelt))
                before = sentences[number - 1].tokens if number else ()
                not_so = lemma in self._former["right"] and clause_head(word).child("neg") is not None
                taken = self._regretted(word, before, own) if word.pos == "NOUN" and before else None
                if taken is None and self._is_without_proof(word):
                    taken = self._taken_back(clause_head(word), sentence, before, own, unknown=True)
                elif taken is None and lemma in self._former["withdrawing"] and word.is_passive:
                    taken = self._statement_withdrawn(word, before)
                elif taken is None and (lemma in self._former["wrong"] or not_so):
                    taken = self._taken_back(self._turned_out(clause_head(word)), sentence, before, own)
                elif taken is None and lemma in self._denied and self._is_not_done(word):
                    taken = self._taken_back(word, sentence, before, own, unknown=True)
                if taken is not None:
                    # What is withdrawn because nobody could verify it is withdrawn.
                    head, why = taken
                    if head not in found or found[head].rule.endswith(_OPEN):
                        found[head] = why
        return found

    def _retorted(self, sentence: Sentence, before: Sequence[Token], own: frozenset[str]) -> tuple[int, Reason] | None:
        """What a sentence that begins with a retort takes back: "Not true, I am looking at it"."""
        opening = list(takewhile(lambda word: word.pos != "PUNCT", sentence.tokens[:_SHORT]))
        said = next((word for word in reversed(before) if heads_clause(word)), None)
        if not opening or said is None or not self._retort.fullmatch(" ".join(word.lower for word in opening)):
            return None
        return self._of_others(said, opening, own)

    def _is_not_done(self, verb: Token) -> bool:
        """Whether a verb is denied by itself or by its subject: "could not confirm", "nobody confirmed"."""
        subject = verb.child("nsubj")
        nobody = subject is not None and subject.lower in self._nobody
        return verb.pos == "VERB" and (nobody or verb.child("neg") is not None)

    def _is_without_proof(self, noun: Token) -> bool:
        """ "There is no evidence for this"."""
        return noun.lemma.lower() in self._former["proof"] and any(
            child.dep == "det" and child.lower in self._none for child in noun.children
        )

    def _turned_out(self, clause: Token) -> Token:
        """The verb whose subject was wrong: "this turned out to be wrong"."""
        turns = clause.dep == "xcomp" and clause.head.lemma.lower() in self._words.clauses["turning_out"]
        return clause.head if turns else clause

    def _regretted(self, noun: Token, before: Sequence[Token], own: frozenset[str]) -> tuple[int, Reason] | None:
        """What a speaker withdraws of the sentence before: "we withdraw the report", "we apologise for the mix-up"."""
        definite = self._words.clauses["definite"] | self._former["owners"]
        if not any(child.lower in definite for child in noun.children) or noun.child("acl", "relcl") is not None:
            return None
        if noun.lemma.lower() in self._former["errors"]:
            over = noun.head.head if noun.dep == "pobj" else noun.head
            by = over if over.lemma.lower() in self._former["regretting"] else None
        else:
            by = self._taking.by(noun) if noun.dep == "dobj" else None
        subject = by.subject("conj") if by is not None else None
        if by is None or subject is None or subject.lower not in self._former["speakers"]:
            return None
        said = next((word for word in reversed(before) if heads_clause(word)), None)
        return self._of_others(said, (by, noun), own) if said is not None else None

    def _of_others(
        self, said: Token, words: Sequence[Token], own: frozenset[str], *, unknown: bool = False
    ) -> tuple[int, Reason] | None:
        """The clause that some words take back, at or above what was said last: own past words, or hearsay."""
        for clause in (said, *said.ancestors()):
            # What was said may be a clause of its own, below the words that say who said it.
            above = clause.head
            if clause.dep == "ccomp" and above.dep == "pcomp":
                above = above.head.head  # "we quoted him as saying that P"
            mine = self._is_own_words(clause, own) or (clause.dep == "ccomp" and self._is_own_words(above, own))
            if mine or self._is_hearsay(clause):
                span = Span(words[0].start, words[-1].end)
                if unknown:
                    return clause.i, because(_OPEN, span, word=" ".join(word.text for word in words))
                spelt = " ".join(word.text for word in words)
                return clause.i, because("withdrawn" if mine else "belied", span, words=spelt)
        return None

    def _set_right(self, said: Token, sentence: Sentence, behind: Sequence[Token]) -> Sequence[Token] | None:
        """The words by which the clause behind own earlier ones says that it is not so: "It is 16", "He had not"."""
        rest = sentence.between(said.right + 1, sentence.tokens[-1].i)
        words = [one for one in (rest if any(map(heads_clause, rest)) else behind) if one.pos != "PUNCT"]
        head = next((one for one in words if heads_clause(one)), None)
        subject = head.child(*SUBJECTS, "expl") if head is not None else None
        if head is None or subject is None:
            return None
        if tuple(one.lower for one in words[:2]) in self._in_fact or words[0].lower in self._former["in_fact"]:
            return words[:2]
        told, own = head.child("attr", "acomp"), [one for one in head.children if one.i > said.right]
        plain = all(one.dep in (*SUBJECTS, "expl", "attr", "acomp", "punct") for one in own)
        if (
            told is not None
            and plain
            and told.pos == "NUM"
            and told.left == told.i
            and subject.lower in self._former["pointing"]
        ):
            given = [one for one in sentence.between(said.left, said.right) if one.pos == "NUM"]
            return [subject, head, told] if given and all(one.lower != told.lower for one in given) else None
        helps = head.pos == "AUX" or head.lemma.lower() in self._helping
        bare = helps and all(one.dep in (*SUBJECTS, "neg", "punct") for one in own)
        denial = head.child("neg")
        return [subject, head, denial] if bare and denial is not None and subject.pos == "PRON" else None

    def _taken_back(
        self,
        by: Token,
        sentence: Sentence,
        before: Sequence[Token],
        own: frozenset[str],
        *,
        unknown: bool = False,
    ) -> tuple[int, Reason] | None:
        """What a clause takes back, if it is short, points back ("that", "it") and follows own past words or hearsay.

        Of what is `unknown` the clause may say that somebody could not confirm it: "we could not verify this".
        """
        subject = by.child("nsubj", "nsubjpass", "expl")
        meant = self._of_what(by) if unknown and not by.is_passive else subject
        if subject is None or meant is None:
            return None
        if not (meant.lower in self._former["pointing"] or self._names_hearsay(meant)):
            return None
        words = [word for word in sentence.between(subject.left, by.right) if word.pos != "PUNCT"]
        earlier = (word for word in (*reversed(sentence.tokens), *reversed(before)) if word.i < subject.left)
        above = {word.i for word in by.ancestors()}
        # "We wrote 12, but it seems that it is wrong": what only stands over the clause is not what it takes back.
        said = next((w for w in earlier if heads_clause(w) and (w.i not in above or self._is_own_words(w))), None)
        if said is None or len(words) > _SHORT:
            return None
        start = said.right + 1 if by.left <= said.i else by.left
        between = [word for word in sentence.between(start, subject.left - 1) if word.pos not in _JOINING]
        if len(between) > 1:
            return None
        return self._of_others(said, words, own, unknown=unknown)

    def _of_what(self, verb: Token) -> Token | None:
        """What somebody could not confirm, or there is no proof for."""
        thing = verb.child("dobj", "attr")
        prep = thing.child("prep") if thing is not None and thing.lemma.lower() in self._former["proof"] else None
        return prep.child("pobj") if prep is not None else thing

    def _names_hearsay(self, noun: Token) -> bool:
        """ "The claim", "these rumours"."""
        return noun.lemma.lower() in self._former["hearsay"] and noun.left < noun.i

    def _is_hearsay(self, clause: Token) -> bool:
        """Whether a clause is what posts, rumours or unnamed channels say."""
        above = clause.head
        if clause.dep == "acl" and above.pos == "NOUN":
            return above.lemma.lower() in self._former["hearsay"]
        told = above.child("nsubj")
        if above.dep in ("relcl", "acl"):
            by = above.head if told is None or told.tag == "WDT" else None
        elif above.dep == "pcomp":
            by = above.head.head.child("nsubjpass")  # "somebody is quoted as saying that P"
        else:
            by = above.subject("conj")
        if clause.dep != "ccomp" or above.pos != "VERB" or by is None:
            return False
        # "A video on social media claims": parses part the phrase. A channel with a name is a source as others are.
        nouns = [noun for noun in (by, by.child("nsubj")) if noun is not None]
        return any(
            noun.lower in self._former["somebody"]
            or (
                noun.lemma.lower() in self._former["hearsay"]
                and not any(child.pos == "PROPN" for child in noun.children)
            )
            for noun in nouns
        )

    def _statement_withdrawn(self, verb: Token, before: Sequence[Token]) -> tuple[int, Reason] | None:
        """ "Our director's statement that P was hasty. It is withdrawn": P."""
        subject = verb.child("nsubjpass")
        if subject is None or not (
            subject.lower in self._former["pointing"] or subject.lemma in self._former["issues"]
        ):
            return None
        told = next((w for w in before if w.dep == "acl" and w.head.lemma.lower() in self._former["issues"]), None)
        return (told.i, because("withdrawn", verb.span, words=verb.text)) if told is not None else None

    def _is_own_words(self, verb: Token, own: frozenset[str] = frozenset()) -> bool:
        """Whether a verb tells what the speaker said or thought earlier: "we wrote"; `own` are other words for him."""
        subject = verb.child("nsubj")
        speaks = subject is not None and (
            subject.lower in self._former["speakers"] | own
            or is_own_work(subject, self._works, self._this)
            or self._is_earlier_work(subject)
        )
        return speaks and verb.lemma.lower() in self._former["speech"] and verb.tag in ("VBD", "VBN")

    def _is_put_right(self, verb: Token) -> bool:
        """ "An earlier version of this report said that …": the outlet has put that right."""
        work = verb.child("nsubj") if verb.lemma.lower() in self._former["speech"] else None
        if work is None or verb.tag != "VBD" or not self._is_earlier_work(work):
            return False
        return (of := work.child("prep")) is not None and any(
            child.lower in self._this for whole in of.children for child in whole.children
        )

    def _is_earlier_work(self, noun: Token) -> bool:
        """ "An earlier version of this story", "a previous dispatch", "bulletin No. 8 of this morning"."""
        if noun.lower in self._former["numbers"]:
            issue = noun.child("compound", "amod")
            return issue is not None and issue.lower in self._former["issues"]
        lemma = noun.lemma.lower()
        if lemma in self._former["issues"] and noun.child("nummod", "appos") is not None:
            return noun.child("poss", "det") is None
        return lemma in self._former["works"] and any(child.lower in self._former["earlier"] for child in noun.children)
