"""Attributions whose cue is a noun: "the claim that …", "the mayor's promise to …", "she made the claim that …"."""

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.read.attribution.phrases import agent, opens_with, sender, subject_of, verb_group, words_under
from tocsin.read.attribution.relation import Relation, related


class NounRules:
    """Finds the attributions of nouns, alone or behind a verb that only leads to them."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        grammar = table["grammar"]
        self._cues = cues
        self._doers = frozenset(grammar["doers"])
        self._senders = frozenset(grammar["senders"])
        self._conjunctions = frozenset(grammar["content_conjunctions"])
        self._light = frozenset(table["verbs"]["light"])
        self._light_objects = frozenset(table["verbs"]["light_objects"])
        self._nouns = frozenset(table["nouns"]["lemmas"]) | {k for k, cue in cues.nouns.items() if cue.attributes}
        self._prepositions = frozenset(table["nouns"]["prepositions"])

    def of_light_verb(self, verb: Token, sentence: Sentence) -> Relation | None:
        """ "She made the claim that …": the noun carries the content, the verb leads to the source."""
        if verb.lemma.lower() not in self._light:
            return None
        obj = next(
            (child for child in verb.children if child.dep == "dobj" and child.lemma in self._light_objects), None
        )
        if obj is None:
            return None
        saying = next((c for c in obj.children if c.dep == "acl" and self._cues.attributing(c.lemma.lower())), None)
        clause = next(
            (c for c in (saying.children if saying else obj.children) if c.dep in ("ccomp", "acl", "xcomp")), None
        )
        extra: list[Token] = []
        content = list(words_under(clause, sentence, without=verb)) if clause is not None else []
        if clause is None:
            content, extra = self._behind_preposition(obj, sentence)
        return related(subject_of(verb), [*verb_group(verb), obj, *extra], content, sentence, verb) if content else None

    def of(self, noun: Token, sentence: Sentence) -> Relation | None:
        """The attribution a noun is the cue of."""
        if noun.lemma.lower() not in self._nouns:
            return None
        if noun.dep == "dobj" and noun.head.lemma in self._light and noun.lemma in self._light_objects:
            return None
        clause = next(
            (
                c
                for c in noun.children
                if c.dep in ("acl", "ccomp") and (c.is_infinitive or opens_with(c, self._conjunctions))
            ),
            None,
        )
        if clause is not None and _is_bare(noun):
            return None  # "in order to", "on condition that"
        source = (
            next((c for c in noun.children if c.dep == "poss"), None)
            or agent(noun, self._doers)
            or sender(noun, self._senders)
        )
        extra: list[Token] = []
        content = list(words_under(clause, sentence, without=noun)) if clause is not None else []
        if clause is None and source is not None:
            content, extra = self._behind_preposition(noun, sentence, source=source)
        if not content:
            return None
        if source is None and noun.dep in ("dobj", "attr") and noun.head.pos in ("VERB", "AUX"):
            source = subject_of(noun.head)
        return related(source, [noun, *extra], content, sentence, noun)

    def _behind_preposition(
        self, noun: Token, sentence: Sentence, *, source: Token | None = None
    ) -> tuple[list[Token], list[Token]]:
        """ "A warning of floods in the north": what stands behind the noun's preposition, and the preposition."""
        prep = next(
            (
                child
                for child in noun.children
                if child.dep == "prep" and child.lower in self._prepositions and child.children
            ),
            None,
        )
        if prep is None or prep.children[0] is source:
            return [], []
        further = [c for c in noun.children if c.dep == "prep" and c.i > prep.right and c.lower not in self._doers]
        last = further[0].right if further and further[0].left == prep.right + 1 else prep.right
        return list(sentence.between(prep.i + 1, last)), [prep]


def _is_bare(noun: Token) -> bool:
    """Whether a noun behind a preposition has no article and nothing else before it, as set phrases have it."""
    return noun.dep == "pobj" and noun.tag == "NN" and not any(child.i < noun.i for child in noun.children)
