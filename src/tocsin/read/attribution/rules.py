"""Who is cited for what: attribution relations by rules over the parse and the quotation marks.

An attribution has a source, a cue and a content (PARC 3: Pareti 2016; PolNeAR: Newell et al. 2018). The rules go by where
a cue of the lexicon lets its content stand: a clause, an infinitive, an object, behind a preposition, in quotation marks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tocsin.lexicon.cues import Cue, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.phrases import (
    SPEAKING,
    SUBJECTS,
    agent,
    clause_above,
    experiencer,
    follow,
    has_that,
    is_inside,
    joined,
    positions_under,
    sender,
    source_words,
    subject_of,
    trimmed,
    verb_group,
    words_under,
)
from tocsin.read.attribution.quoted_contents import QuotedContents
from tocsin.read.attribution.relation import Relation

_NEAR = 40
"""Words between a verb of speech and a quotation that may still be its content whatever the parse says."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The content of a verb: its words, and the words besides the verb that belong to the cue."""

    content: list[Token]
    extra: list[Token] = field(default_factory=list)


class AttributionFinder:
    """Finds the attributions of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("attribution")
        self._cues = cue_book(lexicon)
        self._prepositions = table["prepositions"]
        self._adverbs = frozenset(table["adverbs"]["lemmas"])
        self._hearsay = frozenset(table["adverbs"]["hearsay"])
        self._empty = frozenset(table["subjects"]["empty"])
        self._addressed = frozenset(table["verbs"]["addressed"])
        self._quote_only = frozenset(table["verbs"]["quote_only"])
        self._light = frozenset(table["verbs"]["light"])
        self._light_objects = frozenset(table["verbs"]["light_objects"])
        self._nouns = frozenset(table["nouns"]["lemmas"]) | {k for k, cue in self._cues.nouns.items() if cue.attributes}
        openings = "|".join(map(re.escape, table["forwards"]["openings"]))
        self._forward = re.compile(
            rf"(?:\[[^\]\n]{{1,40}}\]\s*)?(?P<cue>{openings})\s+(?P<source>[^:\n]{{2,60}}):\s*", re.I
        )
        self._noun_prepositions = frozenset(table["nouns"]["prepositions"])

    def find(self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> tuple[Relation, ...]:
        """The attributions of a document, in the order of their cues.

        Args:
            text: The document's text.
            sentences: The document's sentences.
            quotes: Its quotations.
        """
        relations: list[Relation] = []
        starts, ends = [quote.start for quote in quotes], [quote.end for quote in quotes]
        for sentence in sentences:
            here = quotes[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
            relations.extend(self._in_sentence(sentence, here))
        relations = _without_twins(relations) + self._forwards(text, sentences)
        QuotedContents(sentences, quotes).extend(relations)
        return tuple(relation for relation in relations if relation.content)

    def _in_sentence(self, sentence: Sentence, here: Sequence[Span]) -> Iterator[Relation]:
        for token in sentence.tokens:
            relation: Relation | None = None
            if token.dep == "prep":
                relation = self._of_preposition(token, sentence)
            elif token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass")):
                relation = self._of_verb(token, sentence, here)
            elif token.pos == "NOUN":
                relation = self._of_noun(token, sentence)
            elif token.pos == "ADV" and token.lower in self._adverbs and token.dep == "advmod":
                relation = self._of_adverb(token, sentence)
            if relation is not None:
                yield relation

    # --- verbs -------------------------------------------------------------------------------------------------

    def _of_verb(self, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> Relation | None:
        lemma = verb.lemma.lower()
        cue = self._cues.attributing(lemma)
        if cue is None:
            return self._of_light_verb(verb, sentence) if lemma in self._light else None
        passive = verb.is_passive or (verb.dep == "acl" and verb.tag == "VBN")
        found = self._content_of_verb(verb, cue, sentence, quotes, passive=passive)
        if not found.content:
            return None
        source = subject_of(verb)
        if source is not None and source.lower in self._empty and source.dep != "nsubjpass":
            source = experiencer(verb) if lemma in ("seem", "appear") else None
        if passive:
            source = agent(verb)
        relation = self._relation(source, [*verb_group(verb), *found.extra], found.content, sentence, verb)
        said = any(child.dep == "ccomp" for child in verb.children) and source is not None
        heard = passive and any(child.dep == "xcomp" for child in verb.children)
        relation.certain = cue.name == "say" and (said or heard)
        return relation

    def _content_of_verb(
        self, verb: Token, cue: Cue, sentence: Sentence, quotes: Sequence[Span], *, passive: bool
    ) -> _Found:
        lemma = verb.lemma.lower()
        takes = {form for entry in self._cues.verbs[lemma] if entry.attributes for form in entry.takes}
        clause = next(
            (child for child in verb.children if child.dep in ("ccomp", "csubjpass") and _clause_like(child)), None
        )
        if clause is not None and "clause" in takes and (lemma not in self._quote_only or _quoted(clause, quotes)):
            return _Found(words_under(clause, sentence, without=verb))
        infinitive = next(
            (c for c in verb.children if c.dep in ("xcomp", "ccomp", "advcl") and c.is_infinitive and c.i > verb.i),
            None,
        )
        if infinitive is not None and ("infinitive" in takes or passive) and infinitive.dep != "advcl":
            return _Found(words_under(infinitive, sentence, without=verb))
        if "quote" in takes or lemma in self._quote_only:
            quoted = self._quoted_content(verb, sentence, quotes)
            if quoted:
                return _Found(quoted)
        for child in verb.children:
            if child.dep in ("prep", "agent") and f"with:{child.lower}" in takes and child.children:
                below = [w for part in child.children for w in words_under(part, sentence, without=verb)]
                return _Found(below, extra=[child])
        obj = next((child for child in verb.children if child.dep == "dobj" and child.i > verb.i), None)
        if obj is not None and "object" in takes and not (lemma in self._addressed and cue.name != "judge aloud"):
            return _Found(words_under(obj, sentence, without=verb))
        if clause is None and obj is None and cue.name in ("say", "reveal", "claim") and lemma not in self._quote_only:
            return _Found(_beside(verb, sentence))
        return _Found([])

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

    def _of_light_verb(self, verb: Token, sentence: Sentence) -> Relation | None:
        """ "She made the claim that …": the noun carries the content, the verb leads to the source."""
        obj = next(
            (child for child in verb.children if child.dep == "dobj" and child.lemma in self._light_objects), None
        )
        if obj is None:
            return None
        saying = next((c for c in obj.children if c.dep == "acl" and self._cues.attributing(c.lemma.lower())), None)
        clause = next(
            (c for c in (saying.children if saying else obj.children) if c.dep in ("ccomp", "acl", "xcomp")), None
        )
        if clause is None:
            return None
        return self._relation(
            subject_of(verb), [*verb_group(verb), obj], words_under(clause, sentence, without=verb), sentence, verb
        )

    # --- nouns, adverbs, prepositions ----------------------------------------------------------------------------

    def _of_noun(self, noun: Token, sentence: Sentence) -> Relation | None:
        if noun.lemma.lower() not in self._nouns:
            return None
        if noun.dep == "dobj" and noun.head.lemma in self._light and noun.lemma in self._light_objects:
            return None
        clause = next(
            (c for c in noun.children if c.dep in ("acl", "ccomp") and (c.is_infinitive or has_that(c))), None
        )
        source = next((c for c in noun.children if c.dep == "poss"), None) or agent(noun) or sender(noun)
        extra: list[Token] = []
        if clause is None and source is not None:
            prep = next(
                (c for c in noun.children if c.dep == "prep" and c.lower in self._noun_prepositions and c.children),
                None,
            )
            if prep is not None and prep.children[0] is not source:
                clause, extra = prep.children[0], [prep]
        if clause is None:
            return None
        if source is None and noun.dep in ("dobj", "attr") and noun.head.pos in ("VERB", "AUX"):
            source = subject_of(noun.head)
        return self._relation(source, [noun, *extra], words_under(clause, sentence, without=noun), sentence, noun)

    def _of_adverb(self, adverb: Token, sentence: Sentence) -> Relation | None:
        clause = adverb.head
        words = [w for w in words_under(clause, sentence, without=adverb) if w is not adverb]
        relation = self._relation(None, [adverb], words, sentence, adverb)
        relation.certain = adverb.lower in self._hearsay
        return relation

    def _of_preposition(self, prep: Token, sentence: Sentence) -> Relation | None:
        for entry in self._prepositions:
            first, *rest = entry["words"]
            if prep.lower != first:
                continue
            chain = follow(prep, rest)
            if chain is None:
                continue
            if entry.get("possessive"):
                source = next((c for c in chain[-1].children if c.dep == "poss"), None)
            else:
                source = next((c for c in chain[-1].children if c.dep == "pobj"), None)
            if source is None or (entry.get("before_names_only") and source.entity not in SPEAKING):
                continue
            clause = clause_above(prep)
            words = [w for w in words_under(clause, sentence, without=prep) if not is_inside(w, prep)]
            relation = self._relation(source, chain, words, sentence, prep)
            relation.certain = True
            return relation
        return None

    def _forwards(self, text: str, sentences: Sequence[Sentence]) -> list[Relation]:
        """Posts that say they were taken from somebody: the rest of the paragraph is that one's."""
        relations = []
        for _, group in groupby(sentences, key=lambda sentence: sentence.block):
            paragraph = list(group)
            match = self._forward.match(text, paragraph[0].start, paragraph[-1].end)
            if match is None:
                continue
            words = [word for sentence in paragraph for word in sentence.tokens]
            named = [word for word in words if match.start("source") <= word.start < match.end("source")]
            content = trimmed([word for word in words if word.start >= match.end()])
            cue = Span(*match.span("cue"))
            if named and content:
                anchor = next(word for word in words if word.start >= cue.start)
                relations.append(
                    Relation(named[-1], (Span(*match.span("source")),), (cue,), joined(content), anchor, certain=True)
                )
        return relations

    # --- putting it together ---------------------------------------------------------------------------------------

    def _relation(
        self, source: Token | None, cue: Iterable[Token], content: Sequence[Token], sentence: Sentence, anchor: Token
    ) -> Relation:
        cue_words = sorted(cue, key=lambda word: word.i)
        who = source_words(source, cue_words, content, sentence)
        used = {word.i for word in (*cue_words, *who)}
        words = trimmed([word for word in content if word.i not in used])
        return Relation(source, joined(trimmed(who)), joined(cue_words), joined(words), anchor)


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


def _without_twins(relations: Sequence[Relation]) -> list[Relation]:
    """One relation a cue; of two with the same content the one with a source stays."""
    kept: dict[tuple[Span, ...], Relation] = {}
    for relation in relations:
        other = kept.get(relation.content)
        if other is None or (other.source is None and relation.source is not None):
            kept[relation.content] = relation
    return list(kept.values())
