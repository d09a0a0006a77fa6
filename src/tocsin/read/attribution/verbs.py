"""Attributions whose cue is a verb, by where the verb lets its content stand."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from tocsin.lexicon.cues import Cue, CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.phrases import (
    SUBJECTS,
    agent,
    clause_above,
    experiencer,
    is_inside,
    joined,
    positions_under,
    subject_of,
    trimmed,
    verb_group,
    words_under,
)
from tocsin.read.attribution.relation import Relation, related

_OPENING, _CLOSING_TAG = "``", "''"
_NEAR = 40
"""Words between a verb of speech and a quotation that may still be its content whatever the parse says."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The content of a verb: its words, and the words besides the verb that belong to the cue."""

    content: list[Token]
    extra: list[Token] = field(default_factory=list)


class VerbRules:
    """Finds the attributions of verbs."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        verbs = table["verbs"]
        self._cues = cues
        self._empty = frozenset(table["subjects"]["empty"])
        self._bodily = frozenset(table["subjects"]["bodily"])
        self._experiencers = frozenset(table["grammar"]["experiencers"])
        self._addressed = frozenset(verbs["addressed"])
        self._quote_only = frozenset(verbs["quote_only"])
        self._judgements = frozenset(verbs["judgements"])
        self._likeness = frozenset(table["grammar"]["likeness"])
        self._impressions = frozenset(verbs["impressions"])
        self._speech = frozenset(verbs["speech_groups"])
        self._utterance = frozenset(verbs["utterance_groups"])
        self._judging = frozenset(verbs["judging_groups"])

    def of(self, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> Relation | None:
        """The attribution a verb is the cue of, None where it has no content.

        Args:
            verb: The verb.
            sentence: Where it stands.
            quotes: The quotations near it.
        """
        lemma = verb.lemma.lower()
        cue = self._cues.attributing(lemma)
        if cue is None:
            return None
        passive = verb.is_passive or (verb.dep == "acl" and verb.tag == "VBN")
        found = self._content_of_verb(verb, cue, sentence, quotes, passive=passive)
        if not found.content:
            return None
        source = self._source_of(verb, cue, quotes, passive=passive)
        relation = related(source, [*verb_group(verb), *found.extra], found.content, sentence, verb)
        if not relation.source_spans and not passive and cue.name in self._speech:
            _name_beside_quote(relation, verb, sentence, quotes)
        said = any(child.dep == "ccomp" for child in verb.children) and source is not None
        heard = passive and any(child.dep == "xcomp" for child in verb.children)
        relation.certain = cue.name in self._utterance and (said or heard)
        return relation

    def _source_of(self, verb: Token, cue: Cue, quotes: Sequence[Span], *, passive: bool) -> Token | None:
        if passive:
            return agent(verb)
        source = _own_subject(verb, quotes)
        if source is None or source.lower not in self._empty or source.dep == "nsubjpass":
            return source
        if verb.lemma.lower() in self._impressions:
            return experiencer(verb, self._experiencers)
        # "It said that …" is a body's word; with other verbs "it" is nobody.
        return source if cue.name in self._speech and source.lower in self._bodily else None

    def _content_of_verb(
        self, verb: Token, cue: Cue, sentence: Sentence, quotes: Sequence[Span], *, passive: bool
    ) -> _Found:
        lemma = verb.lemma.lower()
        takes = {form for entry in self._cues.verbs[lemma] if entry.attributes for form in entry.takes}
        clauses = [c for c in verb.children if c.dep in ("ccomp", "csubjpass") and _clause_like(c)]
        clause = clauses[0] if clauses else None
        if clause is not None and "clause" in takes and (lemma not in self._quote_only or _quoted(clause, quotes)):
            return _Found(_all_under(clauses, verb, sentence))
        infinitive = next(
            (c for c in verb.children if c.dep in ("xcomp", "ccomp", "advcl") and c.is_infinitive and c.i > verb.i),
            None,
        )
        if infinitive is not None and ("infinitive" in takes or passive) and infinitive.dep != "advcl":
            return _Found(words_under(infinitive, sentence, without=verb))
        judged = self._judgement(verb, sentence) if lemma in self._judgements else []
        if judged:
            return _Found(judged)
        if "quote" in takes or lemma in self._quote_only:
            quoted = self._quoted_content(verb, sentence, quotes)
            if quoted:
                return _Found(quoted)
        for child in verb.children:
            if child.dep in ("prep", "agent") and f"with:{child.lower}" in takes and child.children:
                below = [w for part in child.children for w in words_under(part, sentence, without=verb)]
                return _Found(below, extra=[child])
        obj = next((child for child in verb.children if child.dep == "dobj" and child.i > verb.i), None)
        if obj is not None and "object" in takes and not (lemma in self._addressed and cue.name not in self._judging):
            return _Found(words_under(obj, sentence, without=verb))
        if clause is None and obj is None and cue.name in self._speech and lemma not in self._quote_only:
            return _Found(_beside(verb, sentence))
        return _Found([])

    def _judgement(self, verb: Token, sentence: Sentence) -> list[Token]:
        """ "She called the plan a disgrace", "described it as a disgrace": of what, and what it is said to be."""
        obj = next((child for child in verb.children if child.dep == "dobj" and child.i > verb.i), None)
        if obj is None:
            return []
        said = next(
            (
                child
                for child in verb.children
                if child.i > obj.i
                and (child.dep == "oprd" or (child.dep == "prep" and child.lower in self._likeness and child.children))
            ),
            None,
        )
        return list(sentence.between(obj.left, said.right)) if said is not None else []

    def _quoted_content(self, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> list[Token]:
        """The quotation beside a verb: in its sentence, with nothing but commas and the source between them."""
        if any(quote.start < verb.start < quote.end for quote in quotes):
            return []
        above, below = {verb.i, *(token.i for token in verb.ancestors())}, positions_under(verb)
        return [
            w
            for w in sentence.tokens
            if _is_quoted(w, quotes) and (abs(w.i - verb.i) < _NEAR or w.i in below or clause_above(w).i in above)
        ]


def _own_subject(verb: Token, quotes: Sequence[Span]) -> Token | None:
    """The subject of a verb; not a word of the quotation before it, which parsers take for one in "“…,” said X"."""
    subjects = [child for child in verb.children if child.dep in SUBJECTS]
    if not subjects or _is_quoted(verb, quotes):
        return subject_of(verb)
    free = [subject for subject in subjects if not _is_quoted(subject, quotes)]
    if len(free) < len(subjects) or len(free) > 1:
        return min(free, key=lambda subject: abs(subject.i - verb.i), default=None)
    return subject_of(verb)


def _name_beside_quote(relation: Relation, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> None:
    """Give "“…,” Anna Brunner, the mayor, told us" its source where the parse ties the name to the quotation."""
    number = bisect_right(quotes, verb.start, key=lambda quote: quote.start) - 1
    if number < 0 or quotes[number].end > verb.start or quotes[number].start < sentence.start:
        return
    low = min((word.i for word in verb_group(verb)), default=verb.i)
    words = trimmed([word for word in sentence.tokens if quotes[number].end <= word.start and word.i < low])
    run = list(takewhile(lambda word: word.pos == "PROPN", words))
    if not run or any(word.pos in ("VERB", "AUX") and word.dep != "relcl" for word in words):
        return
    relation.source, relation.source_spans = run[-1], joined(words)
    for span in relation.source_spans:
        relation.leave_out(span)


def _all_under(clauses: Sequence[Token], verb: Token, sentence: Sentence) -> list[Token]:
    """The words of a content that its verb may have split: "The wells are dry, she said, and nobody cares"."""
    words = {word.i: word for clause in clauses for word in words_under(clause, sentence, without=verb)}
    return _up_to_its_mark([words[i] for i in sorted(words)], sentence)


def _up_to_its_mark(words: list[Token], sentence: Sentence) -> list[Token]:
    """A quotation inside another ends with its own mark: "He cried, ‘Run,’ and we ran"."""
    if not words:
        return words
    place = words[0].i - sentence.tokens[0].i
    opened = words[0].tag == _OPENING or (place > 0 and sentence.tokens[place - 1].tag == _OPENING)
    marks = [n for n, word in enumerate(words) if n and word.tag in (_OPENING, _CLOSING_TAG)]
    if not opened or len(marks) != 1 or words[marks[0]].tag != _CLOSING_TAG:
        return words
    return words[: marks[0]] if words[marks[0] - 1].pos == "PUNCT" else words


def _clause_like(token: Token) -> bool:
    return token.pos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PRON", "ADP", "INTJ")


def _quoted(clause: Token, quotes: Sequence[Span]) -> bool:
    return any(quote.start <= clause.start < quote.end for quote in quotes)


def _is_parenthetical(verb: Token, sentence: Sentence) -> bool:
    """ "The bridge, he said, was safe": a short clause of subject and verb, set off by commas."""
    if verb.right - verb.left > 14 or not any(child.dep in SUBJECTS for child in verb.children):
        return False
    first = sentence.tokens[0].i
    left, right = verb.left - first, verb.right - first
    tokens = sentence.tokens
    opens = tokens[left].pos == "PUNCT" or (left > 0 and tokens[left - 1].pos == "PUNCT")
    closes = tokens[right].pos == "PUNCT" or right + 1 >= len(tokens) or tokens[right + 1].pos == "PUNCT"
    return opens and closes


def _beside(verb: Token, sentence: Sentence) -> list[Token]:
    """What stands around "…, he said, …" or before "…, he said in the evening" where the parse ties the two loosely."""
    if _is_parenthetical(verb, sentence) and verb.dep in ("parataxis", "advcl", "ccomp", "conj", "relcl"):
        return [word for word in sentence.tokens if not is_inside(word, verb) and word.pos != "PUNCT"]
    subject = next((child for child in verb.children if child.dep in SUBJECTS), None)
    if subject is None:
        return []
    first = sentence.tokens[0].i
    opening = min(subject.left, verb.i)
    before = sentence.tokens[: max(0, opening - first - 1)]
    comma = sentence.tokens[opening - first - 1] if opening > first else None
    if comma is None or (comma.text not in (",", ",”", ',"') and comma.text not in _CLOSING):
        return []
    # What hangs on the verb itself ("when asked, he said") is no content.
    free = [word for word in before if word.pos in ("VERB", "AUX") and not is_inside(word, verb)]
    return list(before) if free and len(before) > 3 and verb.dep != "relcl" else []


def _is_quoted(word: Token, quotes: Sequence[Span]) -> bool:
    number = bisect_right(quotes, word.start, key=lambda quote: quote.start) - 1
    return number >= 0 and word.start < quotes[number].end


_CLOSING = ("”", '"', "’", "''")
