"""What somebody calls the reports of others, with the reports and the word for them told apart.

"Called reports of a strike nonsense", where the strike seems to be under the nonsense; "denounced as a lie claims that P",
where the claims seem to be a verb.
"""

from collections.abc import Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.mending.telling import Telling
from tocsin.read.mending.tree import NOUNS, SUBJECTS, make_root, move, move_behind


class Judgements:
    """Ties verbs of calling to a report and to what it is called, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        self._clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._judging = frozenset(table["judging"]["lemmas"])
        self._likeness = frozenset(table["judging"]["likeness"])
        self._degrees = frozenset(table["judging"]["degrees"])
        self._untrue = frozenset(lexicon.table("certainty")["clauses"]["untrue"])
        self._telling = Telling(lexicon)

    def claims_read_as_verb(self, token: Token) -> bool:
        """ "Said claims that P were untrue", "denounced as a lie claims that P": claims are no claiming."""
        over, clause = token.head, token.child("ccomp")
        if over is token or clause is None or token.child(*SUBJECTS) is not None or self._telling.report(token) is None:
            return False
        main = next(
            (c for c in token.children if c.dep == "ccomp" and c.i > clause.i and c.child(*SUBJECTS) is None), None
        )
        judged = over.pos == "VERB" and over.lemma.lower() in self._judging and over.child("dobj") is None
        if main is None and not judged:
            return False
        token.pos, token.tag = "NOUN", "NNS"
        clause.dep = "acl"
        first = next((child for child in token.children if child.i == token.i + 1), None)
        for word in (first, *(child for inner in clause.children for child in inner.children), *clause.children):
            if word is not None and word.i == token.i + 1 and word.lower in self._clauses["content"]:
                word.pos, word.tag = "SCONJ", "IN"
                move(word, clause, "mark")
                break
        if main is None:
            token.dep = "dobj"
        else:
            move(main, over, token.dep)
            move(token, main, "nsubj")
        return True

    def participle_for_verb(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "The envoy called reports …", read as an envoy who was called something."""
        noun = verb.head
        if noun.head is not noun or noun.pos not in NOUNS or verb.dep != "acl" or tokens[-1].text != ".":
            return False
        first = min(child.i for child in noun.children if child.i > noun.i)
        if first != verb.i or self._report_under(verb) is None:
            return False
        make_root(verb, noun)
        move_behind(verb, noun, verb)
        move(noun, verb, "nsubj")
        verb.tag, verb.right = "VBD", tokens[-1].i
        return True

    def adjective_for_subject(self, verb: Token, tokens: Sequence[Token], number: int) -> bool:
        """ "The firm branded allegations …", read as firm, branded allegations."""
        report, before = verb.head, tokens[number - 1]
        read_so = verb.dep == "amod" and verb.tag in ("VBD", "VBN", "JJ") and report.head is report
        if not number or not read_so or verb.i > report.i or self._telling.report(report) is None:
            return False
        if before.head not in (report, verb) or before.dep not in ("amod", "compound", "nmod") or before.text.istitle():
            return False
        make_root(verb, report)
        for child in [child for child in report.children if child.i > verb.i and child.pos == "PUNCT"]:
            move(child, verb, "punct")
        subject = [child for head in (report, verb) for child in head.children if child.i < before.i]
        move(before, verb, "nsubj")
        for child in subject:
            move(child, before, child.dep)
        move(report, verb, "dobj")
        verb.pos, verb.tag, before.pos, before.tag = "VERB", "VBD", "NOUN", "NN"
        verb.left, verb.right = tokens[0].i, tokens[-1].i
        return True

    def judged(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "Called reports of a strike nonsense", "described claims that P as untrue": the last word."""
        report = self._report_under(verb)
        inside = [token for token in tokens if verb.i < token.i <= verb.right and token.pos != "PUNCT"]
        if report is None or inside[-1].lower not in self._untrue or inside[-1] is report:
            return False
        report.dep, report.pos = "dobj", "NOUN"
        word, before = inside[-1], inside[-2]
        copula = inside[-3] if before.pos == "ADJ" and before.head is word and inside[-3].is_copula else None
        if copula is not None and copula.child("acomp", "attr") in (None, word):
            move(before, copula, "acomp")  # "claims that the bank is insolvent “nonsense”"
        if word.head is verb:
            return True
        self._leave_behind(word)
        for mark in (
            token for token in tokens if token.i > report.i and token.pos == "PUNCT" and token.head is not verb
        ):
            if mark.i >= word.left - 1:
                move(mark, verb, "punct")
        if before.lower in self._likeness:
            before.pos = "ADP"
            move(before, verb, "prep")
            move(word, before, "pobj")
        else:
            move(word, verb, "oprd")
        return True

    def _report_under(self, verb: Token) -> Token | None:
        """The report, claim or rumour that a verb has for its object."""
        nouns = (child for child in verb.children if child.dep in ("dobj", "oprd") and child.i > verb.i)
        return next((noun for noun in nouns if self._telling.report(noun) is not None), None)

    def _leave_behind(self, word: Token) -> None:
        """What the parser put under a word – "a strike" under "nonsense" – takes its place there."""
        behind = [child for child in word.children if child.i < word.i and child.pos not in ("PUNCT", "ADP", "SCONJ")]
        while behind and behind[-1].lower in (self._degrees | self._likeness):
            behind.pop()
        heir = next((child for child in reversed(behind) if child.pos in NOUNS), None)
        if heir is None:
            return
        move(heir, word.head, word.dep)
        for child in behind:
            if child is not heir:
                move(child, heir, child.dep)
