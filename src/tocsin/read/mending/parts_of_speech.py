"""Words that the parser takes for another part of speech than they are.

"The opposition suspects that …", read as suspects of the opposition; "train with six wagons derailed", read as a command.
"""

from collections.abc import Sequence

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.mending.tree import NOUNS, SUBJECTS, TOLD, make_root, move, move_behind


class PartsOfSpeech:
    """Gives words the part of speech they have, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        self._verbs: dict[str, str] = table["verbs"]
        self._never_nouns = frozenset(table["never_nouns"]["forms"])
        self._clauses = {name: frozenset(words) for name, words in table["clauses"].items()}
        self._cues = cue_book(lexicon)

    def verb_read_as_noun(self, token: Token, tokens: Sequence[Token], number: int) -> bool:
        """ "The opposition suspects that …", read as suspects of the opposition."""
        clause = next((c for c in token.children if c.dep in ("relcl", "acl", "ccomp") and c.i > token.i), None)
        if clause is None or not 0 < number < len(tokens) - 1:
            return False
        that, subject = tokens[number + 1], tokens[number - 1]
        if that.lower not in self._clauses["content"] or that.i != clause.left or subject.head is not token:
            return False
        nominal = subject.pos in NOUNS or (token.lower in self._never_nouns and subject.pos == "ADJ")
        if not nominal or not any(child.dep in SUBJECTS and child is not that for child in clause.children):
            return False
        for child in [child for child in token.children if child.i < subject.i and child.pos != "PUNCT"]:
            move(child, subject, child.dep)
        token.pos, token.tag, token.lemma = "VERB", "VBZ", self._verbs[token.lower]
        subject.pos = subject.pos if subject.pos in NOUNS else "NOUN"
        subject.dep, clause.dep = "nsubj", "ccomp"
        that.pos, that.tag = "SCONJ", "IN"
        move(that, clause, "mark")
        return True

    def noun_read_as_verb(self, token: Token) -> None:
        """ "Talk of a strike was …", "at the paint works": what is a subject or an object is a noun."""
        described = token.dep == "pobj" and token.child("det", "poss", "compound") is not None
        if (described or token.lemma.lower() in self._cues.nouns) and token.child("nsubj", "nsubjpass") is None:
            token.pos, token.tag = "NOUN", "NNS" if token.tag == "VBZ" else "NN"

    def counting_subject(self, word: Token) -> bool:
        """ "Most refused": an adverb to the parser, though the verb has no other subject."""
        verb = word.head
        tensed = verb.tag in TOLD or any(child.dep in ("aux", "auxpass") for child in verb.children)
        if verb.head is not verb or not tensed or verb.left != word.i or verb.child(*SUBJECTS) is not None:
            return False
        word.pos, word.tag = "PRON", "JJS"
        word.dep = "nsubjpass" if verb.is_passive else "nsubj"
        return True

    def perfect_turned(self, have: Token) -> bool:
        """ "No sooner had the truce begun than …", read as if somebody had what begun."""
        verb = have.child("ccomp")
        subject = verb.child("nsubj", "nsubjpass") if verb is not None and verb.tag == "VBN" else None
        if verb is None or subject is None or have.child(*SUBJECTS, "dobj") is not None or subject.left != have.i + 1:
            return False
        make_root(verb, have)
        for child in list(have.children):
            move(child, verb, child.dep)
        move(have, verb, "aux")
        have.pos = "AUX"
        return True


def noun_read_as_command(noun: Token) -> bool:
    """ "Train with six wagons derailed", read as if somebody were told to train."""
    verb = next((one for one in noun.children if one.dep in ("advcl", "ccomp", "conj") and one.tag == "VBD"), None)
    if verb is None or verb.child(*SUBJECTS, "mark", "cc", "aux", "auxpass", "advmod") is not None:
        return False
    behind = noun.child("prep")
    if behind is None or behind.i != noun.i + 1 or noun.child("dobj", "aux", "neg") is not None:
        return False
    make_root(verb, noun)
    move_behind(verb, noun, verb)
    move(noun, verb, "nsubj")
    noun.pos, noun.tag = "NOUN", "NN"
    return True


def is_told_in_past(clause: Token) -> bool:
    """ "Says 40 barrels burned": a participle to the tagger, though the verb has its own subject and no auxiliary."""
    subject = clause.child("nsubj")
    return subject is not None and subject.i < clause.i and clause.child("aux", "auxpass", "advcl") is None
