"""Constructions of wire copy that the parser takes for others, put right before anything is read.

Each rule looks for words of `misparses.toml` in the shape that the parser is known to give them, and ties them as a
grammarian would. Sentences without such words stay as they are. This file tells which words a rule is asked about, and in
which order; the other files of the folder hold the rules.
"""

from collections.abc import Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.mending.contents import Contents
from tocsin.read.mending.joined_clauses import JoinedClauses, is_before_colon
from tocsin.read.mending.judgements import Judgements
from tocsin.read.mending.parts_of_speech import PartsOfSpeech, is_told_in_past, noun_read_as_command
from tocsin.read.mending.reattaching import Reattachment
from tocsin.read.mending.tellers import Tellers, object_for_subject
from tocsin.read.mending.telling import Telling
from tocsin.read.mending.tree import NOUNS, SUBJECTS, TOLD

_CITED = 3
"""Words before a name that is set off: "according to owner,"."""
_OFFICE = 6
"""Words before a verb in which a clause, an office and a name may stand."""


class Mending:
    """Puts the parses of one language right."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        self._verbs: dict[str, str] = table["verbs"]
        self._clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._asking = frozenset(table["asking"]["lemmas"])
        self._judging = frozenset(table["judging"]["lemmas"])
        self._turning = frozenset(lexicon.table("certainty")["turning"]["denying"])
        self._telling = Telling(lexicon)
        self._reattachment = Reattachment(lexicon)
        self._contents = Contents(lexicon)
        self._tellers = Tellers(lexicon)
        self._judgements = Judgements(lexicon)
        self._parts_of_speech = PartsOfSpeech(lexicon)
        self._joined_clauses = JoinedClauses(lexicon)

    def mend(self, tokens: Sequence[Token]) -> bool:
        """Put a sentence right, given its words tied together with their edges; whether anything was changed."""
        changed = False
        for number, token in enumerate(tokens):
            lemma = token.lemma.lower()
            if token.dep == "prep":
                changed |= self._reattachment.charge(token) or self._reattachment.day(token, tokens)
                changed |= not number and self._reattachment.whole_in_front(token, tokens)
            elif token.pos == "VERB":
                changed |= self._reattachment.participle(token, tokens) or self._reattachment.relative(token, tokens)
                changed |= self._reattachment.apposed(token, tokens) or self._reattachment.clause_of_time(token, tokens)
                if self._telling.tells(token):
                    changed |= self._reattachment.aside(token, tokens)
                    changed |= self._reattachment.fragment_told(token, tokens)
            elif token.tag == "NNP" and token.dep in ("appos", "conj"):
                changed |= self._reattachment.spoken_to(token, tokens) or self._reattachment.name_set_off(token, tokens)
            elif token.dep == "nsubj":
                changed |= self._reattachment.stranded(token) or self._reattachment.before_auxiliary(token)
                if token.lower in self._turning and sum(child.dep in SUBJECTS for child in token.head.children) > 1:
                    token.dep = "advmod"  # "Neither did the abbey warn the pilgrims"
                    token.pos = "ADV"
            elif token.tag == "CD" and token.dep != "nummod" and number:
                changed |= self._reattachment.figure(token, tokens[number - 1])
            elif token.tag == "CD" and number:
                changed |= self._reattachment.count_behind_day(token, tokens)
            elif token.dep == "mark" and token.head.dep == "advcl":
                changed |= self._reattachment.held_as(token)
            if token.dep == "ccomp" and token.head.dep in ("relcl", "acl"):
                changed |= self._tellers.told_by_what_did(token)
            if token.dep == "parataxis" and self._telling.tells(token):
                changed |= self._tellers.told_at_the_end(token, tokens)
            if token.dep == "conj" and token.pos in NOUNS and token.head.pos == "VERB":
                changed |= self._joined_clauses.subject_of_second(token)
            if token.dep == "ccomp" and is_before_colon(token, tokens, asks=self._telling.asks(token.head)):
                token.dep, changed = "parataxis", True
            if token.dep == "ccomp" and self._telling.tells(token.head):
                changed |= object_for_subject(token)
            if token.tag == "NNP" and token.dep != "appos" and number > _CITED:
                changed |= self._reattachment.cited_by_name(token, tokens)
            if token.tag == "VB" and not number and token.head is token:
                changed |= noun_read_as_command(token)
            if token.dep == "advcl" and token.tag in TOLD:
                changed |= self._tellers.told_by_what_was_made(token)
            if token.text == ":":
                changed |= self._joined_clauses.list_behind_denial(token)
            if token.tag == "VBN" and token.dep == "ccomp" and is_told_in_past(token):
                token.tag, changed = "VBD", True
            if token.tag in ("VBP", "VBZ") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
                self._parts_of_speech.noun_read_as_verb(token)
            if token.tag == "VBZ" and token.lower in self._verbs:
                changed |= self._judgements.claims_read_as_verb(token)
            if token.dep == "mark" and token.tag == "WDT" and token.lower in self._clauses["content"]:
                token.pos, token.tag = "SCONJ", "IN"
            if token.lower in self._verbs and token.tag == "NNS" and token.head is token:
                changed |= self._parts_of_speech.verb_read_as_noun(token, tokens, number)
            elif token.dep == "mark" and token.lower in self._clauses["asked"] and number:
                changed |= self._contents.what_was_asked(token, tokens[number - 1])
            elif (
                number
                and token.tag == "IN"
                and token.lower in self._clauses["content"]
                and token.dep in ("mark", "dobj")
            ):
                changed |= (
                    self._contents.content_of_noun(token, tokens[number - 1])
                    or self._contents.content_of_report(token, tokens[number - 1])
                    or self._contents.so_that(token, tokens[number - 1])
                )
            elif token.dep == "relcl":
                changed |= (
                    self._reattachment.addressed(token, tokens)
                    or self._contents.told_by_report(token, tokens)
                    or self._contents.told_by_agent(token, tokens)
                    or self._contents.told_by_untruth(token, tokens)
                )
            elif token.tag in ("WRB", "WP") and number and token.head.left == token.i:
                changed |= self._contents.what_was_asked(token, tokens[number - 1])
            elif token.dep == "advcl" and token.tag == "VBN" and number and tokens[number - 1] is token.head:
                changed |= self._contents.opined_participle(token)
            elif (
                token.tag in ("VBD", "VBZ") and number and tokens[number - 1].text == "," and lemma not in self._asking
            ):
                changed |= self._telling.tells(token) and self._tellers.told_before(token)
            elif token.dep == "conj" and token.pos in ("VERB", "AUX"):
                changed |= self._joined_clauses.nor_turned(token)
                changed |= self._joined_clauses.second_content(token) or self._joined_clauses.second_saying(token)
                changed |= self._joined_clauses.second_opinion(token)
            elif token.dep == "pcomp" and token.head.lower in self._clauses["conditions"]:
                changed |= self._contents.provided(token)
            elif token.pos == "VERB" and lemma in self._asking and token.head is token:
                changed |= self._tellers.asked_aside(token)
            elif token.pos == "VERB" and lemma in self._judging:
                changed |= self._judgements.adjective_for_subject(token, tokens, number)
                changed |= self._judgements.participle_for_verb(token, tokens) | self._judgements.judged(token, tokens)
            if token.tag == "NNS" and token.lower in self._verbs:
                changed |= self._tellers.teller_at_the_end(token, tokens)
            if token.lemma == "have" and token.head is token:
                changed |= self._parts_of_speech.perfect_turned(token)
            if token.dep == "acl":
                changed |= self._contents.relative_object(token) or self._reattachment.labelled(token, tokens)
                changed |= token.dep == "acl" and self._tellers.told_by_participle(token, tokens)
            elif token.dep == "dep" and token.pos in NOUNS:
                changed |= self._tellers.content_without_verb(token, tokens)
            elif token.text == ";" and token.head.dep == "conj":
                changed |= self._joined_clauses.behind_semicolon(token)
            if token.lower in self._clauses["counting"] and token.dep == "advmod":
                changed |= self._parts_of_speech.counting_subject(token)
            if token.tag in TOLD and number > _OFFICE and tokens[number - 1].text == ",":
                changed |= self._tellers.office_and_name(token, tokens, number)
        return self._contents.clause_for_subject(tokens) or changed
