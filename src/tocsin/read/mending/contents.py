"""What somebody tells, hung on the word that tells it.

"The rumour that the abbey was sold", read as a rumour that was sold; "came across no record that P", where P seems to hang on
the verb; "asked if P, X declined", where P seems to be a condition.
"""

from collections.abc import Sequence

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.mending.telling import Telling
from tocsin.read.mending.tree import NOUNS, SUBJECTS, make_root, move, move_behind


class Contents:
    """Hangs what is told on what tells it, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        self._clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._asking = frozenset(table["asking"]["lemmas"])
        self._of_reports = frozenset(table["of_reports"]["lemmas"])
        self._of_demands = frozenset(table["of_demands"]["lemmas"])
        self._untrue = frozenset(lexicon.table("certainty")["clauses"]["untrue"])
        self._opined = frozenset(lexicon.table("certainty")["clauses"]["opined"])
        self._being_so = frozenset(lexicon.table("certainty")["clauses"]["being_so"])
        self._cues = cue_book(lexicon)
        self._telling = Telling(lexicon)

    def told_by_report(self, clause: Token, tokens: Sequence[Token]) -> bool:
        """ "The rumour that the abbey was sold": what the rumour tells, where parsers see a rumour that was sold."""
        noun = clause.head
        that = next((token for token in tokens if token.i == clause.left), clause)
        tells = clause.is_passive or that.dep == "mark" or clause.lemma.lower() not in self._of_reports
        own = any(child.dep in SUBJECTS and child is not that for child in clause.children)
        if that.dep not in ("dobj", "mark") or that.lower not in self._clauses["content"]:
            return False
        if not (own and tells) or self._telling.report(noun) is None:
            return False
        self._make_content(that, clause, noun, "acl")
        return True

    def told_by_agent(self, clause: Token, tokens: Sequence[Token]) -> bool:
        """ "It was denied by the navy that P": what the navy denied."""
        by = clause.head.head
        that = next((token for token in tokens if token.i == clause.left), clause)
        if by.dep != "agent" or that.lower not in self._clauses["content"] or clause.head.right != clause.right:
            return False
        subject = by.head.child("nsubjpass")
        own = any(child.dep in SUBJECTS and child is not that for child in clause.children)
        if subject is None or subject.lower not in self._clauses["impersonal"] or not own:
            return False
        self._make_content(that, clause, by.head, "ccomp")
        return True

    def told_by_untruth(self, clause: Token, tokens: Sequence[Token]) -> bool:
        """ "It is a lie that we sold arms": what is a lie."""
        noun, that = clause.head, next((token for token in tokens if token.i == clause.left), clause)
        copula = noun.head
        impersonal = any(
            child.dep == "nsubj" and child.lower in self._clauses["impersonal"] for child in copula.children
        )
        own = any(child.dep in SUBJECTS and child is not that for child in clause.children)
        if noun.lower not in self._untrue or not (copula.is_copula and impersonal and own):
            return False
        if that.lower not in self._clauses["content"]:
            return False
        self._make_content(that, clause, copula, "ccomp")
        return True

    def relative_object(self, clause: Token) -> bool:
        """ "A decision that the opposition called reckless": the decision was called so; it is no decision to call."""
        that = next((child for child in clause.children if child.i == clause.left), clause)
        report = clause.lemma.lower() in self._of_reports and self._telling.report(clause.head) is not None
        lacks = that.dep == "mark" and clause.lemma.lower() in self._of_demands and clause.child("dobj") is None
        if lacks and not clause.is_passive and clause.child("ccomp", "xcomp") is None:
            # "Demands that nobody could meet": what is met is the demands.
            clause.dep, that.dep, that.pos, that.tag = "relcl", "dobj", "PRON", "WDT"
            return True
        if that.lower not in self._clauses["content"] or that.dep != "dobj":
            return False
        if clause.child("oprd") is None and not report:
            return False  # but "a report that the yard had sent to the county"
        clause.dep, that.pos, that.tag = "relcl", "PRON", "WDT"
        return True

    def content_of_noun(self, mark: Token, noun: Token) -> bool:
        """ "Came across no record that P": P is what the record tells, where the verb takes no clause."""
        clause, prep = mark.head, noun.head
        if (
            noun.pos != "NOUN"
            or noun.dep != "pobj"
            or clause.dep not in ("ccomp", "advcl")
            or prep.head is not clause.head
        ):
            return False
        verb = clause.head
        cue = self._cues.verb(verb.lemma.lower(), "clause")
        told = any(child.dep == "ccomp" and child is not clause for child in verb.children)
        takes = cue is not None and "clause" in cue.takes and not told
        if clause.i < verb.i or verb.child("dobj") is not None or takes:
            return False
        mark.dep = "mark"
        move(clause, noun, "acl")
        return True

    def content_of_report(self, mark: Token, before: Token) -> bool:
        """ "Withdrew its statement of May 9 that P", "the withdrawal of its claim that P": P is what the statement tells."""
        clause, over = mark.head, mark.head.head
        if mark.i != clause.left or clause.i < over.i:
            return False
        if clause.dep in ("ccomp", "advcl"):
            report = over.child("dobj")
            told = report is not None and over.i < report.i < mark.i and report.right + 1 == mark.i
        else:
            # The noun just before, below the one that the parser took.
            report = before
            told = clause.dep == "acl" and report is not over and report.dep == "pobj" and report.head.head is over
        if report is None or not told or report.pos not in NOUNS or self._telling.report(report) is None:
            return False
        mark.dep = "mark"
        move(clause, report, "acl")
        return True

    def so_that(self, mark: Token, so: Token) -> bool:
        """ "It is not so that P": no purpose, but what is not so."""
        clause = mark.head
        copula = clause.head
        impersonal = any(
            child.dep == "nsubj" and child.lower in self._clauses["impersonal"] for child in copula.children
        )
        if so.lower not in self._being_so or so.head is not clause or not (copula.is_copula and impersonal):
            return False
        if clause.dep != "advcl" or copula.predicate is not copula:
            return False
        so.pos = "ADV"
        move(so, copula, "acomp")
        clause.dep = "ccomp"
        return True

    def what_was_asked(self, mark: Token, verb: Token) -> bool:
        """ "Asked if P, X declined": P is what was asked, and no condition of the declining."""
        clause = mark.head
        asks = verb.lemma.lower() in self._asking and verb.tag in ("VBN", "VBD", "VBG")
        if not asks or clause.dep != "advcl" or clause.left != mark.i or (clause.head is verb and mark.dep == "mark"):
            return False
        if clause.head is verb:
            clause.dep = "ccomp"
            return True
        move(clause, verb, "ccomp")
        return True

    def opined_participle(self, token: Token) -> bool:
        """ "Are feared buried under the rubble": what they are feared to be."""
        cue = self._cues.verb(token.head.lemma.lower(), "clause") if token.head.is_passive else None
        if cue is None or cue.name not in self._opined or token.child(*SUBJECTS, "mark") is not None:
            return False
        token.dep = "oprd"
        return True

    def provided(self, clause: Token) -> bool:
        """ "Will reopen provided that wages are paid": a condition, whatever the parser calls what is under the word."""
        if clause.child(*SUBJECTS) is None:
            return False
        clause.dep = "ccomp"
        return True

    def clause_for_subject(self, tokens: Sequence[Token]) -> bool:
        """ "How many are alive is not known": the first clause is the subject of the second."""
        if tokens[0].lower not in self._clauses["subject"] or any(token.text == "?" for token in tokens[-2:]):
            return False
        root = next((token for token in tokens if token.head is token), tokens[0])
        if root.left != tokens[0].i:
            return False
        first = next(
            (c for c in root.children if c.left == tokens[0].i and c.i < root.i and c.pos in ("VERB", "AUX")), None
        )
        if first is not None and first.dep in ("ccomp", *SUBJECTS):
            first.dep = "csubj"
            return True
        main = next((child for child in root.children if child.dep in ("ccomp", "advcl") and child.i > root.i), None)
        if main is None or main.child(*SUBJECTS, "mark") is not None or main.left <= root.i:
            return False
        make_root(main, root)
        move_behind(main, root, main)
        move(root, main, "csubj")
        return True

    def _make_content(self, that: Token, clause: Token, head: Token, dep: str) -> None:
        that.pos, that.tag = "SCONJ", "IN"
        move(that, clause, "mark")
        move(clause, head, dep)
