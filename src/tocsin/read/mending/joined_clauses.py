"""Clauses side by side, and words between two clauses, hung under the one they belong to.

"Warned that A is so, and B will be": B is still the speaker's; "A happened, according to X; B did too", where X seems to
tell B.
"""

from collections.abc import Sequence

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.mending.tree import NOUNS, SUBJECTS, TOLD, move

_PRESENT = ("VBZ", "VBP", "MD")


class JoinedClauses:
    """Ties clauses that follow one another, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        speakers = lexicon.table("parties")["speakers"]
        self._clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._speakers = frozenset((*speakers["persons"], *speakers["bodies"]))
        self._none = frozenset(lexicon.table("certainty")["negation"]["determiners"])
        self._turning = frozenset(lexicon.table("certainty")["turning"]["denying"])
        self._opined = frozenset(lexicon.table("certainty")["clauses"]["opined"])
        self._cues = cue_book(lexicon)

    def second_content(self, token: Token) -> bool:
        """ "Warned that A is so, and B will be": a second clause in the present is still the speaker's."""
        verb, subject = token.head, token.child("nsubj", "nsubjpass")
        cue = self._cues.attributing(verb.lemma.lower()) if verb.tag == "VBD" else None
        content = verb.child("ccomp")
        if cue is None or subject is None or content is None or not verb.i < content.i < token.i:
            return False
        links = [child for child in verb.children if child.dep in ("cc", "punct") and content.i < child.i < token.i]
        joined = any(child.lower in self._clauses["joining"] for child in links)
        marked = any(child.dep == "mark" and child.lower in self._clauses["content"] for child in content.children)
        if not (joined and marked and _is_present(content) and _is_present(token)):
            return False
        for word in (*links, token):
            move(word, content, word.dep)
        return True

    def second_saying(self, token: Token) -> bool:
        """ "Denied that they had mined the road, but admitted firing": who denied it admitted that, in the same tense."""
        content = token.head
        verb, cue = content.head, self._cues.attributing(token.lemma.lower())
        if content.dep != "ccomp" or cue is None or self._cues.attributing(verb.lemma.lower()) is None:
            return False
        told = any(child.dep in ("ccomp", "xcomp") for child in token.children)
        subject, whom = content.child("nsubj", "nsubjpass"), token.child("dobj")
        if told and whom is not None and verb.tag == "VBD" and token.tag in ("VBD", "VBN") and subject is not None:
            # "Ruled that the search was unlawful and ordered the police to return": a search orders nobody.
            thing = subject.pos == "NOUN" and subject.lemma.lower() not in self._speakers and subject.entity == ""
            if thing and token.child(*SUBJECTS, "aux", "auxpass") is None:
                for word in [c for c in content.children if c.dep in ("cc", "punct") and content.i < c.i < token.i]:
                    move(word, verb, word.dep)
                move(token, verb, "conj")
                token.tag = "VBD"
                return True
        later = token.tag == "VBD" == verb.tag and content.child("aux", "auxpass") is not None and content.tag != "VBD"
        marked = any(child.dep == "mark" and child.lower in self._clauses["content"] for child in content.children)
        if not (told and later and marked) or token.child(*SUBJECTS, "aux", "auxpass") is not None:
            return False
        for word in [
            child for child in content.children if child.dep in ("cc", "punct") and content.i < child.i < token.i
        ]:
            move(word, verb, word.dep)
        move(token, verb, "conj")
        return True

    def subject_of_second(self, noun: Token) -> bool:
        """ "Two pilots were killed and 17 people, among them a nurse, were being treated": these, not the pilots, were."""
        first = noun.head
        second = next((child for child in first.children if child.dep in ("conj", "advcl") and child.i > noun.i), None)
        if second is None or second.pos not in ("VERB", "AUX") or second.child(*SUBJECTS, "mark") is not None:
            return False
        begins = min((child.i for child in second.children if child.dep in ("aux", "auxpass")), default=second.i)
        joined = any(child.dep == "cc" and child.i == noun.left - 1 for child in first.children)
        if not joined or (begins == second.i and second.tag not in TOLD) or noun.right >= begins:
            return False
        second.dep = "conj"
        move(noun, second, "nsubjpass" if second.child("auxpass") is not None else "nsubj")
        own = noun
        for between in [
            child for word in (first, *first.children) for child in word.children
            if noun.i < child.left and child.right < begins and child is not second
        ]:  # fmt: skip
            move(between, own, "appos" if between.pos in NOUNS else between.dep)
        return True

    def second_opinion(self, token: Token) -> bool:
        """ "Are missing and believed dead", read as if they believed something."""
        cue = self._cues.verb(token.lemma.lower(), "clause") if token.tag == "VBD" else None
        if cue is None or cue.name not in self._opined or token.child("oprd") is None:
            return False
        helped = any(child.dep in ("aux", "auxpass") and child.lemma == "be" for child in token.head.children)
        if not (helped or token.head.is_copula) or token.child("dobj", "aux", "auxpass", *SUBJECTS) is not None:
            return False
        token.tag = "VBN"
        return True

    def nor_turned(self, verb: Token) -> bool:
        """ "Did not move, nor did he speak": the word that turns the second clause round belongs to it."""
        first = verb.child("aux", "auxpass") or verb
        subject = verb.child(*SUBJECTS)
        nor = next((child for child in verb.head.children if child.dep == "cc" and child.i == first.i - 1), None)
        if nor is None or nor.lower not in self._turning or subject is None or first.i > subject.i:
            return False
        move(nor, verb, "cc")
        return True

    def behind_semicolon(self, mark: Token) -> bool:
        """ "A happened, according to X; B did too": what stands before the mark belongs to the first clause."""
        second = mark.head
        before = [child for child in second.children if child.i < mark.i]
        for child in before:
            move(child, second.head, child.dep)
        return bool(before)

    def list_behind_denial(self, colon: Token) -> bool:
        """ "Six patients died while there was no heating: two girls and four men": these died, and are no heating."""
        noun = colon.head
        there = noun.head if noun.dep == "attr" else noun
        listed = next((child for child in noun.children if child.dep == "appos" and child.i > colon.i), None)
        denied = any(child.lower in self._none for child in noun.children)
        about = there.head.child("nsubj", "nsubjpass") if there.dep == "advcl" else None
        if listed is None or not denied or about is None or there.child("expl") is None:
            return False
        for word in (colon, listed, *(child for child in noun.children if child.i > listed.i)):
            move(word, there.head, "punct" if word is colon else "dep")
        return True


def is_before_colon(clause: Token, tokens: Sequence[Token], *, asks: bool) -> bool:
    """ "There is no doubt: the office found traces": what has an object of its own is no word on what stands before.

    Nor is one that `asks` for something, behind what is so: "it was no first visit: two boats called at Odo".
    """
    verb, first = clause.head, tokens[0].i
    subject = verb.child("nsubj")
    if subject is None or not clause.i < subject.i < verb.i:
        return False
    if verb.child("dobj") is None and not (asks and clause.child(*SUBJECTS, "expl") is not None):
        return False
    begins = min(child.left for child in verb.children if child.i > clause.i and child.dep != "punct")
    return begins > first and tokens[begins - first - 1].text == ":"


def _is_present(clause: Token) -> bool:
    """Whether the first verb of a clause is in the present, or looks ahead."""
    verbs = [child for child in clause.children if child.dep in ("aux", "auxpass")]
    return (verbs[0] if verbs else clause).tag in _PRESENT
