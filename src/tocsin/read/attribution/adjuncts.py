"""Attributions that stand next to their content: "according to X", "reportedly", "as X said", "citing X"."""

from collections.abc import Mapping, Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import (
    SPEAKING,
    SUBJECTS,
    Relation,
    Speakers,
    agent,
    clause_above,
    cut,
    is_inside,
    joined,
    opens_with,
    related,
    subject_of,
    trimmed,
    verb_group,
    words_under,
)

_NOMINAL = ("amod", "nmod", "compound", "acl", "relcl")
_RELATIVE = ("WDT", "WP")
_HANGING = ("advcl", "acl", "pobj")
_YEAR = 4
"""Digits of a year."""
_BREAKS = (",", ";", ":", "–", "—")


class AdjunctRules:
    """Finds the attributions whose content is the clause next to them."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        verbs = table["verbs"]
        self._cues = cues
        self._speakers = Speakers(lexicon)
        self._prepositions = table["prepositions"]
        self._hearsay = frozenset(table["adverbs"]["hearsay"])
        self._adverbs = frozenset(table["adverbs"]["lemmas"])
        self._likeness = frozenset(table["grammar"]["likeness"])
        self._finding = frozenset(table["pointing"]["finding"])
        self._likened_groups = frozenset(verbs["likened_groups"])
        self._likened_idioms = frozenset(tuple(idiom) for idiom in verbs["likened_idioms"])
        self._quote_only = frozenset(verbs["quote_only"])
        self._addressed = frozenset(verbs["addressed"])
        self._citing = frozenset(verbs["citing"])
        self._cited_people = frozenset(verbs["cited_people"])
        self._referring: Mapping[str, str] = verbs["referring"]
        norms = table["norms"]
        self._norms, self._under, self._letting = (frozenset(norms[key]) for key in ("nouns", "under", "verbs"))

    def of_adverb(self, adverb: Token, sentence: Sentence) -> Relation | None:
        """ "The mill reportedly burned": the clause, by nobody named."""
        if adverb.lower not in self._adverbs:
            return None
        clause = adverb.head
        if clause.pos not in ("VERB", "AUX") and clause.dep not in _NOMINAL:
            clause = clause_above(adverb)
        words = [w for w in words_under(clause, sentence, without=adverb) if w is not adverb]
        relation = related(None, [adverb], words, sentence, adverb)
        relation.certain = adverb.lower in self._hearsay
        return relation

    def of_preposition(self, prep: Token, sentence: Sentence) -> Relation | None:
        """ "According to X, …", "in X's view, …", "in the words of X, …", "by X's count"."""
        for entry in self._prepositions:
            chain = _chain(prep, entry["words"])
            if not chain or (entry.get("determined") and chain[1].child("det") is None):
                continue
            source = chain[-1].child("poss" if entry.get("possessive") else "pobj")
            if source is None or (entry.get("before_names_only") and source.entity not in SPEAKING):
                continue
            if entry.get("before_names_only") and prep.text[0].isupper() and prep is not sentence.tokens[0]:
                continue  # "its driver, Per Ola Nygard"
            clause = _clause_beside(prep, sentence)
            lost = _lost_subject(source, clause) or _lost_subject(chain[-1], clause)
            words = _stretch_around(prep, sentence) or [
                word
                for word in sentence.subtree(clause)
                if is_inside(word, clause)
                and (not is_inside(word, prep) or (lost is not None and is_inside(word, lost)))
            ]
            if not entry.get("whole_clause"):
                words = _of_its_part(words, prep, sentence)
            articles = [child for word in chain[1:] for child in word.children if child.dep in ("det", "amod")]
            relation = related(source, [*chain, *articles], words, sentence, prep)
            if lost is not None:
                named = [w for w in sentence.between(source.left, min(source.right, lost.left - 1)) if w not in chain]
                relation.source_spans = joined(trimmed(named))
            relation.certain = True
            return relation
        return None

    def of_norm(self, word: Token, sentence: Sentence) -> Relation | None:
        """ "Under the protocol of 1994, ships may stay", "the protocol of 1994 lets them stay": what a document says."""
        if word.dep == "prep":
            norm = word.child("pobj") if word.lower in self._under else None
            relative = norm is not None and norm.tag in _RELATIVE
            clause = clause_above(word)
            norm = clause.head if relative and clause.dep == "relcl" else norm
            if norm is None or not self._is_norm(norm) or clause.pos not in ("VERB", "AUX") or self._is_done(clause):
                return None
            words = [one for one in words_under(clause, sentence, without=word) if not is_inside(one, word)]
            cue = [word, *word.children] if relative else [word]
            relation = related(None if relative else norm, cue, words, sentence, word)
            relation.source, relation.certain = norm, True
            return relation
        norm = word.child("nsubj") if word.lemma.lower() in self._letting else None
        if norm is None or not self._is_norm(norm):
            return None
        words = [one for one in sentence.subtree(word) if one.i >= word.i]
        conjunct = next((c for c in word.children if c.dep == "conj" and c.child(*SUBJECTS) is not None), None)
        content = [one for one in words if conjunct is None or not is_inside(one, conjunct)]
        return Relation(norm, (), (), joined(trimmed(content)), word, certain=True)

    def _is_done(self, clause: Token) -> bool:
        """Whether something was done, which is no rule of a document: "the guards were sent under the treaty of 2004"."""
        while clause.is_infinitive and clause.head is not clause:
            clause = clause.head  # "has agreed to send them"
        helpers = [child for child in clause.children if child.dep in ("aux", "auxpass")]
        if clause.is_copula or clause.lemma.lower() in self._letting or any(one.tag == "MD" for one in helpers):
            return False
        first = helpers[0] if helpers else clause
        return first.tag == "VBD" or any(one.lemma == "have" for one in helpers)

    def _is_norm(self, noun: Token) -> bool:
        """Whether a word is a document that lays something down, and which one is told: by a year or by a name."""
        if noun.lemma.lower() not in self._norms:
            return False
        parts = [noun, *noun.children, *(c for prep in noun.children if prep.dep == "prep" for c in prep.children)]
        return any((one.text.isdigit() and len(one.text) == _YEAR) or (one.pos == "PROPN") for one in parts)

    def of_likeness(self, verb: Token, sentence: Sentence) -> Relation | None:
        """ "As X said, …", "as reported by X": the clause above."""
        if verb.dep == "advcl":
            is_likeness = verb.head.pos in ("VERB", "AUX") and opens_with(verb, self._likeness)
        else:
            is_likeness = verb.dep == "pcomp" and verb.head.lower in self._likeness and verb.tag == "VBN"
        if not is_likeness:
            return None
        source, obj = subject_of(verb), verb.child("dobj")
        if source is None or source.head is not verb:
            source = agent(verb)
        idiom = [obj] if obj is not None and (verb.lemma.lower(), obj.lower) in self._likened_idioms else []
        if source is None or not (idiom or self._is_likened(verb)):
            return None
        words = [w for w in words_under(clause_above(verb), sentence, without=verb) if not is_inside(w, verb)]
        relation = related(source, [*verb_group(verb), *idiom], words, sentence, verb)
        relation.certain = True
        return relation

    def _is_likened(self, verb: Token) -> bool:
        lemma = verb.lemma.lower()
        cue = self._cues.attributing(lemma)
        likened = cue is not None and cue.name in self._likened_groups
        if not (likened or lemma in self._finding) or lemma in self._quote_only:
            return False
        told = lemma in self._addressed
        return not any(
            child.dep in ("ccomp", "xcomp") or (child.dep in ("dobj", "dative") and not told) for child in verb.children
        )

    def of_citing(self, verb: Token, found: Sequence[Relation], sentence: Sentence) -> Relation | None:
        """ "X said, citing Y, that …": what X says is Y's word; what cites Y is no part of it."""
        cited = self.cited(verb)
        if cited is None:
            return self._of_cited(verb, found, sentence)
        above = {token.i: depth for depth, token in enumerate(verb.ancestors())}
        outer = min((one for one in found if one.anchor.i in above), key=lambda one: above[one.anchor.i], default=None)
        if outer is None:
            return None
        outer.leave_out(_between_commas(verb, sentence))
        relation = related(cited, verb_group(verb), [], sentence, verb)
        relation.source_spans = joined(trimmed(sentence.subtree(cited)))
        relation.content = outer.content
        relation.certain = relation.is_cited = True
        return relation

    def _of_cited(self, verb: Token, found: Sequence[Relation], sentence: Sentence) -> Relation | None:
        """ "X, quoted by Y, said …": that X said it is Y's word."""
        by = agent(verb)
        clause = clause_above(verb)
        if by is None or verb.dep not in ("acl", "advcl") or verb.lemma.lower() not in self._citing:
            return None
        if not self._speakers.speaks(by):
            return None
        phrase = _between_commas(verb, sentence)
        words = [word for word in sentence.subtree(clause) if not is_inside(word, verb)]
        relation = related(by, verb_group(verb), words, sentence, verb)
        relation.content = tuple(part for whole in relation.content for part in cut(whole, phrase))
        relation.certain = True
        for one in found:
            if one.source is verb.head:
                one.leave_out(phrase)
        return relation

    def cites(self, verb: Token) -> bool:
        """Whether a verb says on whose word somebody else's is, and nothing more: "citing police", "quoted by X"."""
        is_quoted = verb.dep in ("acl", "advcl") and verb.lemma.lower() in self._citing and agent(verb) is not None
        return is_quoted or self.cited(verb) is not None

    def cited(self, verb: Token) -> Token | None:
        """Whom a verb or noun of citing cites: "citing police", but not "citing the costs"."""
        lemma = verb.lemma.lower()
        obj = verb.child("dobj") if lemma in self._citing else None
        if verb.dep in _HANGING and lemma in self._referring and verb.child("aux") is None:
            # "X said, referring to the ministry, that …", "with reference to the ministry".
            tied = (child for child in verb.children if child.dep == "prep" and child.lower == self._referring[lemma])
            obj = next((child.child("pobj") for child in tied), None)
        if obj is None or not (self._speakers.is_citable(obj) or obj.lower in self._cited_people):
            return None
        return obj


def _chain(token: Token, words: Sequence[str | Sequence[str]]) -> list[Token]:
    """The chain of dependants that bear these words, or one of several each, `token` first; empty where it breaks."""
    if token.lower != words[0]:
        return []
    chain = [token]
    for word in words[1:]:
        forms = (word,) if isinstance(word, str) else word
        below = next((child for child in chain[-1].children if child.lower in forms), None)
        if below is None:
            return []
        chain.append(below)
    return chain


def _between_commas(top: Token, sentence: Sentence) -> Span:
    """A phrase with the punctuation and the spaces round it."""
    first = sentence.tokens[0].i
    left, right = top.left - first - 1, top.right - first + 1
    while left >= 0 and sentence.tokens[left].pos == "PUNCT":
        left -= 1
    while right < len(sentence.tokens) and sentence.tokens[right].pos == "PUNCT":
        right += 1
    return Span(
        sentence.tokens[left].end if left >= 0 else sentence.start,
        sentence.tokens[right].start if right < len(sentence.tokens) else sentence.end,
    )


def _of_its_part(words: list[Token], prep: Token, sentence: Sentence) -> list[Token]:
    """ "Twelve by the ministry's count; fourteen were found by that of the union": what stands between the semicolons."""
    marks = [word.i for word in sentence.tokens if word.text == ";"]
    first = max((mark for mark in marks if mark < prep.i), default=-1)
    last = min((mark for mark in marks if mark > prep.i), default=sentence.tokens[-1].i + 1)
    own = [word for word in words if first < word.i < last]
    return own if any(word.pos in ("VERB", "AUX") for word in own) else words


def _clause_beside(prep: Token, sentence: Sentence) -> Token:
    """The clause a phrase is about: set off by a comma at the end of a sentence, the whole of it."""
    clause = clause_above(prep)
    first, last = sentence.tokens[0].i, sentence.tokens[-1].i
    set_off = prep.left > first and sentence.tokens[prep.left - first - 1].text == ","
    if not set_off or last - prep.right > 2:
        return clause
    while clause.dep in ("relcl", "acl", "advcl", "conj") and clause.head is not clause:
        clause = clause_above(clause)
    return clause


def _stretch_around(prep: Token, sentence: Sentence) -> list[Token]:
    """ "A, according to X, after B", "A, according to X: B": both sides, where the parse ties the phrase to B alone.

    That is so where a comma stands before it and the sentence's main clause before the comma. A semicolon ends the stretch.
    """
    tokens, first = sentence.tokens, sentence.tokens[0].i
    place, behind = prep.left - first, prep.right - first + 1
    if place < 2 or tokens[place - 1].text != "," or tokens[place - 2].pos == "CCONJ":
        return []
    if behind >= len(tokens) or tokens[behind].text not in _BREAKS:
        return []
    start = max((n + 1 for n in range(place) if tokens[n].text == ";"), default=0)
    end = next((n for n in range(behind, len(tokens)) if tokens[n].text == ";"), len(tokens))
    left, right = list(tokens[start : place - 1]), list(tokens[behind + 1 : end])
    main = any(
        word.pos in ("VERB", "AUX") and word.child(*SUBJECTS, "expl") is not None and _is_main(word, left)
        for word in left
    )
    tied = clause_above(prep)
    if not main or any(word is tied for word in left):
        return []
    # "A, according to X, and B did": B is nobody's but the outlet's.
    return left if right and (right[0].pos == "CCONJ" or tokens[behind].text == ";") else [*left, *right]


def _is_main(verb: Token, among: Sequence[Token]) -> bool:
    """Whether a verb opens no clause below another: neither a conjunction nor a relative pronoun leads to it."""
    return verb.dep not in ("relcl", "acl", "advcl") and verb.child("mark") is None and among[0].dep != "mark"


def _lost_subject(source: Token, clause: Token) -> Token | None:
    """ "According to the mayor, the bridge is safe": a subject that the parse takes for an apposition of the source."""
    if any(child.dep in SUBJECTS for child in clause.children) or clause.pos not in ("VERB", "AUX"):
        return None
    return next((c for c in source.children if c.dep in ("appos", "conj") and source.i < c.i < clause.i), None)
