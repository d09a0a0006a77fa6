"""Constructions of wire copy that the parser takes for others, put right before anything is read.

Each rule looks for words of `misparses.toml` in the shape that the parser is known to give them, and ties them as a
grammarian would. Sentences without such words stay as they are.
"""

from collections.abc import Sequence

from tocsin.lexicon.cues import Cue, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.reattaching import Reattachment, make_root, move, move_behind

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_NOUNS = ("NOUN", "PROPN")
_TOLD = ("VBD", "VBZ", "VBP")
_PHRASE = (*_NOUNS, "ADJ", "DET", "ADP", "PRON", "PART", "NUM")
_CITED = 3
"""Words before a name that is set off: "according to owner,"."""
_OFFICE = 6
"""Words before a verb in which a clause, an office and a name may stand."""
_PRESENT = ("VBZ", "VBP", "MD")


class Mending:
    """Puts the parses of one language right."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        self._verbs: dict[str, str] = table["verbs"]
        self._never_nouns = frozenset(table["never_nouns"]["forms"])
        self._clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._asking = frozenset(table["asking"]["lemmas"])
        self._judging = frozenset(table["judging"]["lemmas"])
        self._likeness = frozenset(table["judging"]["likeness"])
        self._degrees = frozenset(table["judging"]["degrees"])
        self._of_reports = frozenset(table["of_reports"]["lemmas"])
        self._of_demands = frozenset(table["of_demands"]["lemmas"])
        speakers = lexicon.table("parties")["speakers"]
        self._speakers = frozenset((*speakers["persons"], *speakers["bodies"]))
        self._participles = frozenset(table["participles"]["forms"])
        self._none = frozenset(lexicon.table("certainty")["negation"]["determiners"])
        self._turning = frozenset(lexicon.table("certainty")["turning"]["denying"])
        self._untrue = frozenset(lexicon.table("certainty")["clauses"]["untrue"])
        self._opined = frozenset(lexicon.table("certainty")["clauses"]["opined"])
        self._being_so = frozenset(lexicon.table("certainty")["clauses"]["being_so"])
        self._speech = frozenset(lexicon.table("attribution")["verbs"]["speech_groups"])
        self._cues = cue_book(lexicon)
        self._reattachment = Reattachment(lexicon)

    def mend(self, tokens: Sequence[Token]) -> bool:
        """Put a sentence right, given its words tied together with their edges; whether anything was changed."""
        changed = False
        for number, token in enumerate(tokens):
            lemma = token.lemma.lower()
            if token.dep == "prep":
                changed |= self._reattachment.charge(token) or self._reattachment.day(token, tokens)
            elif token.pos == "VERB":
                changed |= self._reattachment.participle(token, tokens) or self._reattachment.relative(token, tokens)
                changed |= self._reattachment.apposed(token, tokens) or self._reattachment.clause_of_time(token, tokens)
                if self._tells(token):
                    changed |= self._reattachment.aside(token, tokens)
                    changed |= self._reattachment.fragment_told(token, tokens)
            elif token.tag == "NNP" and token.dep in ("appos", "conj"):
                changed |= self._reattachment.spoken_to(token, tokens) or self._reattachment.name_set_off(token, tokens)
            elif token.dep == "nsubj":
                changed |= self._reattachment.stranded(token)
                if token.lower in self._turning and sum(child.dep in _SUBJECTS for child in token.head.children) > 1:
                    token.dep = "advmod"  # "Neither did the abbey warn the pilgrims"
                    token.pos = "ADV"
            elif token.tag == "CD" and token.dep != "nummod" and number:
                changed |= self._reattachment.figure(token, tokens[number - 1])
            elif token.tag == "CD" and number:
                changed |= self._reattachment.count_behind_day(token, tokens)
            elif token.dep == "mark" and token.head.dep == "advcl":
                changed |= self._reattachment.held_as(token)
            if token.dep == "ccomp" and token.head.dep in ("relcl", "acl"):
                changed |= self._told_by_what_did(token)
            if token.dep == "parataxis" and self._tells(token):
                changed |= self._told_at_the_end(token, tokens)
            if token.dep == "ccomp" and _is_before_colon(token, tokens):
                token.dep, changed = "parataxis", True
            if token.dep == "ccomp" and self._tells(token.head):
                changed |= _object_for_subject(token)
            if token.tag == "NNP" and token.dep != "appos" and number > _CITED:
                changed |= self._reattachment.cited_by_name(token, tokens)
            if token.tag == "VB" and not number and token.head is token:
                changed |= _noun_read_as_command(token)
            if token.dep == "advcl" and token.tag in _TOLD:
                changed |= self._told_by_what_was_made(token)
            if token.text == ":":
                changed |= self._list_behind_denial(token)
            if token.tag == "VBN" and token.dep == "ccomp" and _is_told_in_past(token):
                token.tag, changed = "VBD", True
            if token.tag in ("VBP", "VBZ") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
                self._noun_read_as_verb(token)
            if token.tag == "VBZ" and token.lower in self._verbs:
                changed |= self._claims_read_as_verb(token)
            if token.dep == "mark" and token.tag == "WDT" and token.lower in self._clauses["content"]:
                token.pos, token.tag = "SCONJ", "IN"
            if token.lower in self._verbs and token.tag == "NNS" and token.head is token:
                changed |= self._verb_read_as_noun(token, tokens, number)
            elif token.dep == "mark" and token.lower in self._clauses["asked"] and number:
                changed |= self._what_was_asked(token, tokens[number - 1])
            elif (
                number
                and token.tag == "IN"
                and token.lower in self._clauses["content"]
                and token.dep in ("mark", "dobj")
            ):
                changed |= (
                    self._content_of_noun(token, tokens[number - 1])
                    or self._content_of_report(token, tokens[number - 1])
                    or self._so_that(token, tokens[number - 1])
                )
            elif token.dep == "relcl":
                changed |= (
                    self._reattachment.addressed(token, tokens)
                    or self._told_by_report(token, tokens)
                    or self._told_by_agent(token, tokens)
                    or self._told_by_untruth(token, tokens)
                )
            elif token.tag in ("WRB", "WP") and number and token.head.left == token.i:
                changed |= self._what_was_asked(token, tokens[number - 1])
            elif token.dep == "advcl" and token.tag == "VBN" and number and tokens[number - 1] is token.head:
                changed |= self._opined_participle(token)
            elif (
                token.tag in ("VBD", "VBZ") and number and tokens[number - 1].text == "," and lemma not in self._asking
            ):
                changed |= self._tells(token) and self._told_before(token)
            elif token.dep == "conj" and token.pos in ("VERB", "AUX"):
                changed |= self._nor_turned(token)
                changed |= self._second_content(token) or self._second_saying(token)
                changed |= self._second_opinion(token)
            elif token.dep == "pcomp" and token.head.lower in self._clauses["conditions"]:
                changed |= self._provided(token)
            elif token.pos == "VERB" and lemma in self._asking and token.head is token:
                changed |= self._asked_aside(token)
            elif token.pos == "VERB" and lemma in self._judging:
                changed |= self._adjective_for_subject(token, tokens, number)
                changed |= self._participle_for_verb(token, tokens) | self._judged(token, tokens)
            if token.tag == "NNS" and token.lower in self._verbs:
                changed |= self._teller_at_the_end(token, tokens)
            if token.lemma == "have" and token.head is token:
                changed |= self._perfect_turned(token)
            if token.dep == "acl":
                changed |= self._relative_object(token)
            elif token.dep == "dep" and token.pos in _NOUNS:
                changed |= self._content_without_verb(token, tokens)
            elif token.text == ";" and token.head.dep == "conj":
                changed |= self._behind_semicolon(token)
            if token.lower in self._clauses["counting"] and token.dep == "advmod":
                changed |= self._counting_subject(token)
            if token.tag in _TOLD and number > _OFFICE and tokens[number - 1].text == ",":
                changed |= self._office_and_name(token, tokens, number)
        return self._clause_for_subject(tokens) or changed

    def _office_and_name(self, verb: Token, tokens: Sequence[Token], number: int) -> bool:
        """ "The dam holds, the head of the guard, Mara Toth, said": office and name, read as a part of what stands before.

        The name may come first: "…, Mara Toth, the head of the guard, said".
        """
        cue = self._cues.attributing(verb.lemma.lower()) if verb.pos == "VERB" else None
        if cue is None or cue.name not in self._speech:
            return False
        first = _begin(tokens, number - 1)
        last = first - 1
        begins = _begin(tokens, last) if last > 0 and tokens[last].text == "," else last
        if first == number - 1 or not 1 < begins < last or tokens[begins - 1].text != ",":
            return False
        named = [
            all(word.pos == "PROPN" for word in part) for part in (tokens[begins:last], tokens[first : number - 1])
        ]
        if not any(named):
            return False
        office, name = _top(tokens[begins:last]), _top(tokens[first : number - 1])
        own = verb.child("nsubj")
        if office.pos not in _NOUNS or (own is not None and own.i >= office.i) or verb in (office, name):
            return False
        clause = verb.child("ccomp")
        if own is not None and clause is not None and clause.i < own.i:
            move(own, clause, "attr" if clause.child("expl") is not None else "dobj")
        elif own is not None:
            return False
        if verb.dep == "conj" and verb.head.head is verb.head and verb.head.i < office.i:
            above = verb.head
            make_root(verb, above)
            move_behind(verb, above, verb)
            move(above, verb, "ccomp")
        move(office, verb, "nsubj")
        move(name, office, "appos")
        # A comma that stays under the clause would make all of this part of it.
        for comma in (tokens[begins - 1], tokens[last], tokens[number - 1]):
            move(comma, verb, "punct")
        return True

    def _verb_read_as_noun(self, token: Token, tokens: Sequence[Token], number: int) -> bool:
        """ "The opposition suspects that …", read as suspects of the opposition."""
        clause = next((c for c in token.children if c.dep in ("relcl", "acl", "ccomp") and c.i > token.i), None)
        if clause is None or not 0 < number < len(tokens) - 1:
            return False
        that, subject = tokens[number + 1], tokens[number - 1]
        if that.lower not in self._clauses["content"] or that.i != clause.left or subject.head is not token:
            return False
        nominal = subject.pos in _NOUNS or (token.lower in self._never_nouns and subject.pos == "ADJ")
        if not nominal or not any(child.dep in _SUBJECTS and child is not that for child in clause.children):
            return False
        for child in [child for child in token.children if child.i < subject.i and child.pos != "PUNCT"]:
            move(child, subject, child.dep)
        token.pos, token.tag, token.lemma = "VERB", "VBZ", self._verbs[token.lower]
        subject.pos = subject.pos if subject.pos in _NOUNS else "NOUN"
        subject.dep, clause.dep = "nsubj", "ccomp"
        that.pos, that.tag = "SCONJ", "IN"
        move(that, clause, "mark")
        return True

    def _noun_read_as_verb(self, token: Token) -> None:
        """ "Talk of a strike was …": what is a subject or an object is a noun."""
        if token.lemma.lower() in self._cues.nouns and token.child("nsubj", "nsubjpass") is None:
            token.pos, token.tag = "NOUN", "NNS" if token.tag == "VBZ" else "NN"

    def _claims_read_as_verb(self, token: Token) -> bool:
        """ "Said claims that P were untrue", "denounced as a lie claims that P": claims are no claiming."""
        over, clause = token.head, token.child("ccomp")
        if over is token or clause is None or token.child(*_SUBJECTS) is not None or self._report(token) is None:
            return False
        main = next(
            (c for c in token.children if c.dep == "ccomp" and c.i > clause.i and c.child(*_SUBJECTS) is None), None
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

    def _told_by_report(self, clause: Token, tokens: Sequence[Token]) -> bool:
        """ "The rumour that the abbey was sold": what the rumour tells, where parsers see a rumour that was sold."""
        noun = clause.head
        that = next((token for token in tokens if token.i == clause.left), clause)
        tells = clause.is_passive or that.dep == "mark" or clause.lemma.lower() not in self._of_reports
        own = any(child.dep in _SUBJECTS and child is not that for child in clause.children)
        if that.dep not in ("dobj", "mark") or that.lower not in self._clauses["content"]:
            return False
        if not (own and tells) or self._report(noun) is None:
            return False
        self._make_content(that, clause, noun, "acl")
        return True

    def _told_by_agent(self, clause: Token, tokens: Sequence[Token]) -> bool:
        """ "It was denied by the navy that P": what the navy denied."""
        by = clause.head.head
        that = next((token for token in tokens if token.i == clause.left), clause)
        if by.dep != "agent" or that.lower not in self._clauses["content"] or clause.head.right != clause.right:
            return False
        subject = by.head.child("nsubjpass")
        own = any(child.dep in _SUBJECTS and child is not that for child in clause.children)
        if subject is None or subject.lower not in self._clauses["impersonal"] or not own:
            return False
        self._make_content(that, clause, by.head, "ccomp")
        return True

    def _told_by_untruth(self, clause: Token, tokens: Sequence[Token]) -> bool:
        """ "It is a lie that we sold arms": what is a lie."""
        noun, that = clause.head, next((token for token in tokens if token.i == clause.left), clause)
        copula = noun.head
        impersonal = any(
            child.dep == "nsubj" and child.lower in self._clauses["impersonal"] for child in copula.children
        )
        own = any(child.dep in _SUBJECTS and child is not that for child in clause.children)
        if noun.lower not in self._untrue or not (copula.is_copula and impersonal and own):
            return False
        if that.lower not in self._clauses["content"]:
            return False
        self._make_content(that, clause, copula, "ccomp")
        return True

    def _opined_participle(self, token: Token) -> bool:
        """ "Are feared buried under the rubble": what they are feared to be."""
        cue = self._cues.verb(token.head.lemma.lower(), "clause") if token.head.is_passive else None
        if cue is None or cue.name not in self._opined or token.child(*_SUBJECTS, "mark") is not None:
            return False
        token.dep = "oprd"
        return True

    def _make_content(self, that: Token, clause: Token, head: Token, dep: str) -> None:
        that.pos, that.tag = "SCONJ", "IN"
        move(that, clause, "mark")
        move(clause, head, dep)

    def _report(self, noun: Token) -> Cue | None:
        """The cue of a noun that tells something: a report, claim or rumour."""
        cue = self._cues.nouns.get(noun.lemma.lower())
        return cue if cue is not None and cue.attributes else None

    def _what_was_asked(self, mark: Token, verb: Token) -> bool:
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

    def _content_of_noun(self, mark: Token, noun: Token) -> bool:
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

    def _content_of_report(self, mark: Token, before: Token) -> bool:
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
        if report is None or not told or report.pos not in _NOUNS or self._report(report) is None:
            return False
        mark.dep = "mark"
        move(clause, report, "acl")
        return True

    def _nor_turned(self, verb: Token) -> bool:
        """ "Did not move, nor did he speak": the word that turns the second clause round belongs to it."""
        first = verb.child("aux", "auxpass") or verb
        subject = verb.child(*_SUBJECTS)
        nor = next((child for child in verb.head.children if child.dep == "cc" and child.i == first.i - 1), None)
        if nor is None or nor.lower not in self._turning or subject is None or first.i > subject.i:
            return False
        move(nor, verb, "cc")
        return True

    def _perfect_turned(self, have: Token) -> bool:
        """ "No sooner had the truce begun than …", read as if somebody had what begun."""
        verb = have.child("ccomp")
        subject = verb.child("nsubj", "nsubjpass") if verb is not None and verb.tag == "VBN" else None
        if verb is None or subject is None or have.child(*_SUBJECTS, "dobj") is not None or subject.left != have.i + 1:
            return False
        make_root(verb, have)
        for child in list(have.children):
            move(child, verb, child.dep)
        move(have, verb, "aux")
        have.pos = "AUX"
        return True

    def _told_by_what_was_made(self, verb: Token) -> bool:
        """ "A sample taken two days after the fire showed no lead": the sample showed it, read as if the fire did."""
        made, event = verb.head, verb.child("nsubj")
        relates = made.dep == "relcl" and made.head.head is made.head  # "a vet who looked after the herd said that …"
        thing = made.head if relates or made.dep == "acl" else made.child("nsubj")
        when = next((child for child in verb.children if child.dep == "mark"), None)
        cue = self._cues.attributing(verb.lemma.lower())
        if thing is None or event is None or when is None or cue is None or verb.child("dobj", "ccomp") is None:
            return False
        if made.tag != "VBN" and made.lower not in self._participles and not relates:
            return False
        if thing.pos not in _NOUNS or not thing.i < made.i < when.i < event.i < verb.i or event.pos != "NOUN":
            return False
        if made.child("aux", "auxpass") is not None or event.lemma.lower() in self._speakers or event.entity != "":
            return False
        above = thing if made.head is thing else made
        if above.head is above:
            make_root(verb, made) if above is made else self._raise(verb, made, above)
        else:
            move(verb, above.head, above.dep)
        for child in [child for child in made.children if child.i > verb.i or child.i < thing.left]:
            move(child, verb, child.dep)
        for child in [child for child in verb.children if child.i < when.i and child is not thing]:
            move(child, made, child.dep)
        move(thing, verb, "nsubj")
        move(made, thing, "relcl" if relates else "acl")
        when.pos, when.tag = "ADP", "IN"
        move(when, made, "prep")
        move(event, when, "pobj")
        return True

    def _told_by_what_did(self, verb: Token) -> bool:
        """ "A message that is making the rounds says P": the message says it, read as if it made the rounds say so."""
        made, thing = verb.head, verb.child("nsubj")
        subject = made.head
        if subject.head is not subject or subject.pos not in _NOUNS or thing is None or thing.left != made.i + 1:
            return False
        if verb.child("mark") is not None or not self._tells(verb) or verb.child("ccomp", "dobj") is None:
            return False
        if thing.lemma.lower() in self._speakers or thing.entity != "" or thing.pos != "NOUN":
            return False
        self._raise(verb, made, subject)
        move(thing, made, "dobj")
        move(subject, verb, "nsubj")
        return True

    def _raise(self, verb: Token, made: Token, thing: Token) -> None:
        """Let a verb two steps under the root, a noun, be the root."""
        made.children.remove(verb)
        verb.head, verb.dep = verb, thing.dep
        move_behind(verb, thing, verb)

    def _list_behind_denial(self, colon: Token) -> bool:
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

    def _so_that(self, mark: Token, so: Token) -> bool:
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

    def _asked_aside(self, verb: Token) -> bool:
        """ "The minister, asked if P, laughed": who was asked laughed."""
        subject = verb.child("nsubj", "nsubjpass")
        commas = [child.i for child in (*(subject.children if subject else ()), *verb.children) if child.text == ","]
        main = next((c for c in reversed(verb.children) if c.dep in ("ccomp", "conj", "parataxis", "dep")), None)
        if subject is None or main is None or not any(subject.i < comma < verb.i for comma in commas):
            return False
        if main.i < verb.i or main.tag not in ("VBD", "VBZ", "VBP") or main.child(*_SUBJECTS) is not None:
            return False
        make_root(main, verb)
        move_behind(main, verb, main)
        move(subject, main, "nsubj")
        move(verb, subject, "acl")
        verb.tag = "VBN"
        return True

    def _tells(self, verb: Token) -> bool:
        """Whether a verb tells what somebody says."""
        cue = self._cues.attributing(verb.lemma.lower())
        return cue is not None and "clause" in cue.takes

    def _told_at_the_end(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "The mill burned, the channel Vist reports, citing people in Enns": who says so, and no second statement."""
        root, first = verb.head, tokens[0].i
        subject, citing = verb.child("nsubj"), verb.child("advcl")
        if root.head is not root or subject is None or not root.i < subject.i < verb.i or citing is None:
            return False
        begin = subject.left - first
        if (
            tokens[begin - 1].text != ","
            or verb.child("ccomp", "dobj", "xcomp", "prep") is not None
            or citing.tag != "VBG"
        ):
            return False
        make_root(verb, root)
        move_behind(subject, root, verb)
        move(root, verb, "ccomp")
        return True

    def _told_before(self, verb: Token) -> bool:
        """ "The last ship left on Monday, says Ann Lee": the ship left, and says nothing."""
        subjects = [child for child in verb.children if child.dep == "nsubj"]
        if len(subjects) < 2 or not subjects[0].i < verb.i < subjects[1].i:
            return False
        deed = next(
            (c for c in subjects[0].children if c.dep == "acl" and c.tag in ("VBD", "VBN") and c.i < verb.i), None
        )
        if deed is None:
            return False
        deed.tag = "VBD"
        move(deed, verb, "ccomp")
        move(subjects[0], deed, "nsubj")
        return True

    def _second_content(self, token: Token) -> bool:
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

    def _second_saying(self, token: Token) -> bool:
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
            if thing and token.child(*_SUBJECTS, "aux", "auxpass") is None:
                for word in [c for c in content.children if c.dep in ("cc", "punct") and content.i < c.i < token.i]:
                    move(word, verb, word.dep)
                move(token, verb, "conj")
                token.tag = "VBD"
                return True
        later = token.tag == "VBD" == verb.tag and content.child("aux", "auxpass") is not None and content.tag != "VBD"
        marked = any(child.dep == "mark" and child.lower in self._clauses["content"] for child in content.children)
        if not (told and later and marked) or token.child(*_SUBJECTS, "aux", "auxpass") is not None:
            return False
        for word in [
            child for child in content.children if child.dep in ("cc", "punct") and content.i < child.i < token.i
        ]:
            move(word, verb, word.dep)
        move(token, verb, "conj")
        return True

    def _relative_object(self, clause: Token) -> bool:
        """ "A decision that the opposition called reckless": the decision was called so; it is no decision to call."""
        that = next((child for child in clause.children if child.i == clause.left), clause)
        report = clause.lemma.lower() in self._of_reports and self._report(clause.head) is not None
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

    def _content_without_verb(self, noun: Token, tokens: Sequence[Token]) -> bool:
        """ "A tanker and a ship collided in fog, the centre said": what collided, read as ships that were collided."""
        verb, first = noun.head, tokens[0].i
        teller = verb.child("nsubj")
        if verb.head is not verb or not self._tells(verb) or verb.child("ccomp") is not None:
            return False
        if teller is None or not noun.left == first <= noun.right < teller.i or teller.i > verb.i:
            return False
        inside = tokens[noun.left - first : noun.right - first + 1]
        deeds = [word for word in inside if word.tag == "VBD" and word.dep == "acl" and word.i > noun.i]
        if len(deeds) != 1:
            return False
        deed = deeds[0]
        later = [child for child in noun.children if child.i > deed.i]
        move(deed, verb, "ccomp")
        move(noun, deed, "nsubj")
        for child in later:
            move(child, deed, "advcl" if child.dep == "acl" else child.dep)
        return True

    def _teller_at_the_end(self, token: Token, tokens: Sequence[Token]) -> bool:
        """ "Prices fell, the union estimates", "stated by X, the portal Vist reports": who says so, read as a noun."""
        number = token.i - tokens[0].i
        if number + 2 != len(tokens) or tokens[-1].text != ".":
            return False
        if token.head is token:
            subject, content = token.child("nsubj"), token.child("ccomp")
            if subject is None or content is None or not content.i < subject.i < token.i:
                return False
        else:
            first = token.left - tokens[0].i
            first += tokens[first].text == ","
            phrase, root = tokens[first:number], next((word for word in tokens if word.head is word), token)
            known = bool(phrase) and (phrase[-1].pos == "PROPN" or phrase[-1].lemma.lower() in self._speakers)
            named = known and tokens[first - 1].text == ","
            nominal = all(word.pos in ("DET", "ADJ", *_NOUNS) for word in phrase)
            if not named or not nominal or root.pos not in ("VERB", "AUX") or root.i > first + tokens[0].i:
                return False
            below = [child for child in token.children if child is not phrase[-1]]
            move(token, root, "dep")
            make_root(token, root)
            move(root, token, "ccomp")
            move(phrase[-1], token, "nsubj")
            for child in below:
                move(child, phrase[-1], child.dep)
            move(tokens[-1], token, "punct")
        token.pos, token.tag, token.lemma = "VERB", "VBZ", self._verbs[token.lower]
        return True

    def _behind_semicolon(self, mark: Token) -> bool:
        """ "A happened, according to X; B did too": what stands before the mark belongs to the first clause."""
        second = mark.head
        before = [child for child in second.children if child.i < mark.i]
        for child in before:
            move(child, second.head, child.dep)
        return bool(before)

    def _counting_subject(self, word: Token) -> bool:
        """ "Most refused": an adverb to the parser, though the verb has no other subject."""
        verb = word.head
        tensed = verb.tag in _TOLD or any(child.dep in ("aux", "auxpass") for child in verb.children)
        if verb.head is not verb or not tensed or verb.left != word.i or verb.child(*_SUBJECTS) is not None:
            return False
        word.pos, word.tag = "PRON", "JJS"
        word.dep = "nsubjpass" if verb.is_passive else "nsubj"
        return True

    def _second_opinion(self, token: Token) -> bool:
        """ "Are missing and believed dead", read as if they believed something."""
        cue = self._cues.verb(token.lemma.lower(), "clause") if token.tag == "VBD" else None
        if cue is None or cue.name not in self._opined or token.child("oprd") is None:
            return False
        helped = any(child.dep in ("aux", "auxpass") and child.lemma == "be" for child in token.head.children)
        if not (helped or token.head.is_copula) or token.child("dobj", "aux", "auxpass", *_SUBJECTS) is not None:
            return False
        token.tag = "VBN"
        return True

    def _provided(self, clause: Token) -> bool:
        """ "Will reopen provided that wages are paid": a condition, whatever the parser calls what is under the word."""
        if clause.child(*_SUBJECTS) is None:
            return False
        clause.dep = "ccomp"
        return True

    def _participle_for_verb(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "The envoy called reports …", read as an envoy who was called something."""
        noun = verb.head
        if noun.head is not noun or noun.pos not in _NOUNS or verb.dep != "acl" or tokens[-1].text != ".":
            return False
        first = min(child.i for child in noun.children if child.i > noun.i)
        if first != verb.i or self._report_under(verb) is None:
            return False
        make_root(verb, noun)
        move_behind(verb, noun, verb)
        move(noun, verb, "nsubj")
        verb.tag, verb.right = "VBD", tokens[-1].i
        return True

    def _adjective_for_subject(self, verb: Token, tokens: Sequence[Token], number: int) -> bool:
        """ "The firm branded allegations …", read as firm, branded allegations."""
        report, before = verb.head, tokens[number - 1]
        read_so = verb.dep == "amod" and verb.tag in ("VBD", "VBN", "JJ") and report.head is report
        if not number or not read_so or verb.i > report.i or self._report(report) is None:
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

    def _judged(self, verb: Token, tokens: Sequence[Token]) -> bool:
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
        return next((noun for noun in nouns if self._report(noun) is not None), None)

    def _leave_behind(self, word: Token) -> None:
        """What the parser put under a word – "a strike" under "nonsense" – takes its place there."""
        behind = [child for child in word.children if child.i < word.i and child.pos not in ("PUNCT", "ADP", "SCONJ")]
        while behind and behind[-1].lower in (self._degrees | self._likeness):
            behind.pop()
        heir = next((child for child in reversed(behind) if child.pos in _NOUNS), None)
        if heir is None:
            return
        move(heir, word.head, word.dep)
        for child in behind:
            if child is not heir:
                move(child, heir, child.dep)

    def _clause_for_subject(self, tokens: Sequence[Token]) -> bool:
        """ "How many are alive is not known": the first clause is the subject of the second."""
        if tokens[0].lower not in self._clauses["subject"] or any(token.text == "?" for token in tokens[-2:]):
            return False
        root = next((token for token in tokens if token.head is token), tokens[0])
        if root.left != tokens[0].i:
            return False
        first = next(
            (c for c in root.children if c.left == tokens[0].i and c.i < root.i and c.pos in ("VERB", "AUX")), None
        )
        if first is not None and first.dep in ("ccomp", *_SUBJECTS):
            first.dep = "csubj"
            return True
        main = next((child for child in root.children if child.dep in ("ccomp", "advcl") and child.i > root.i), None)
        if main is None or main.child(*_SUBJECTS, "mark") is not None or main.left <= root.i:
            return False
        make_root(main, root)
        move_behind(main, root, main)
        move(root, main, "csubj")
        return True


def _begin(tokens: Sequence[Token], end: int) -> int:
    """Where the words of a noun phrase begin that ends at a place, behind the comma before it."""
    begin = end
    while begin and tokens[begin - 1].text != "," and tokens[begin - 1].pos in _PHRASE:
        begin -= 1
    return begin


def _top(words: Sequence[Token]) -> Token:
    """The word of a phrase that hangs on none of the others."""
    inside = {word.i for word in words}
    return next((word for word in words if word.head is word or word.head.i not in inside), words[-1])


def _is_told_in_past(clause: Token) -> bool:
    """ "Says 40 barrels burned": a participle to the tagger, though the verb has its own subject and no auxiliary."""
    subject = clause.child("nsubj")
    return subject is not None and subject.i < clause.i and clause.child("aux", "auxpass", "advcl") is None


def _is_before_colon(clause: Token, tokens: Sequence[Token]) -> bool:
    """ "There is no doubt: the office found traces": what has an object of its own is no word on what stands before."""
    verb, first = clause.head, tokens[0].i
    subject = verb.child("nsubj")
    if subject is None or not clause.i < subject.i < verb.i or verb.child("dobj") is None:
        return False
    return subject.left - first > 0 and tokens[subject.left - first - 1].text == ":"


def _noun_read_as_command(noun: Token) -> bool:
    """ "Train with six wagons derailed", read as if somebody were told to train."""
    verb = next((one for one in noun.children if one.dep in ("advcl", "ccomp", "conj") and one.tag == "VBD"), None)
    if verb is None or verb.child(*_SUBJECTS, "mark", "cc", "aux", "auxpass", "advmod") is not None:
        return False
    behind = noun.child("prep")
    if behind is None or behind.i != noun.i + 1 or noun.child("dobj", "aux", "neg") is not None:
        return False
    make_root(verb, noun)
    move_behind(verb, noun, verb)
    move(noun, verb, "nsubj")
    noun.pos, noun.tag = "NOUN", "NN"
    return True


def _object_for_subject(clause: Token) -> bool:
    """ "Someone writes all are dead", read as writing all: what stands before a clause without a subject is its subject."""
    verb = clause.head
    thing = verb.child("dobj")
    if thing is None or thing.right + 1 != clause.left or clause.child(*_SUBJECTS, "mark") is not None:
        return False
    helpers = [child for child in clause.children if child.dep in ("aux", "auxpass")]
    if (helpers[0] if helpers else clause).tag not in (*_TOLD, "MD") or not verb.i < thing.i < clause.i:
        return False
    move(thing, clause, "nsubjpass" if clause.is_passive else "nsubj")
    return True


def _is_present(clause: Token) -> bool:
    """Whether the first verb of a clause is in the present, or looks ahead."""
    verbs = [child for child in clause.children if child.dep in ("aux", "auxpass")]
    return (verbs[0] if verbs else clause).tag in _PRESENT
