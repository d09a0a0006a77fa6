"""Who takes back what a noun of speech tells: "withdrew its statement that P", "her retraction of the claim that P"."""

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token

_ADDED = ("prt", "advmod", "prep")


class TakingBack:
    """The verbs and nouns of a language by which a statement, a claim or a denial is taken back or rejected."""

    def __init__(self, lexicon: Lexicon) -> None:
        clauses = lexicon.table("certainty")["clauses"]
        self._verbs = frozenset(clauses["taking_back"])
        self._taken = frozenset(clauses["taken_back"])
        self._withdrawals = frozenset(clauses["withdrawals"])
        self._rejections = frozenset(clauses["rejections"])
        self._of = frozenset(clauses["gerund_links"])

    def by(self, noun: Token) -> Token | None:
        """The verb or noun by which what a noun tells is taken back, not denied itself."""
        if noun.lemma.lower() not in self._taken:
            return None
        if noun.dep in ("dobj", "nsubjpass"):
            verb = noun.head
            called = {verb.lemma.lower(), *(_with(verb, child) for child in verb.children if child.dep in _ADDED)}
        elif noun.dep == "pobj" and noun.head.dep == "prep":
            prep, verb = noun.head, noun.head.head
            if verb.pos == "NOUN":
                return verb if prep.lower in self._of and verb.lemma.lower() in self._withdrawals else None
            # "Backtracked on its claim", "went back on its promise": the preposition may hang on the adverb.
            added = [verb] if verb.pos == "ADV" else [child for child in verb.children if child.dep in _ADDED]
            verb = verb.head if verb.pos == "ADV" else verb
            called = {_with(verb, prep), *(f"{_with(verb, word)} {prep.lower}" for word in added if word.i < prep.i)}
        else:
            return None
        takes = not called.isdisjoint(self._verbs)
        return verb if takes and all(child.dep != "neg" for child in verb.children) else None

    def rejecting(self, noun: Token) -> Token | None:
        """The noun by which what a noun tells is rejected: "her rejection of the claim that P"."""
        over = noun.head.head if noun.dep == "pobj" and noun.head.lower in self._of else noun
        return over if over is not noun and over.pos == "NOUN" and over.lemma.lower() in self._rejections else None


def _with(verb: Token, word: Token) -> str:
    return f"{verb.lemma.lower()} {word.lower}"
