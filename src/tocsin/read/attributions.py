"""Who is cited for what: attribution relations by rules over the parse and the quotation marks.

An attribution has a source, a cue and a content (PARC 3: Pareti 2016; PolNeAR: Newell et al. 2018). The rules go by where
a cue of the lexicon lets its content stand: a clause, an infinitive, an object, behind a preposition, in quotation marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tocsin.lexicon.cues import Cue, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SPEAKING = ("PERSON", "ORG", "NORP", "GPE")


@dataclass(slots=True)
class Relation:
    """An attribution before its party is named.

    `source` is the word that heads the source, None where nobody is named; spans are in the order of the text. What is
    `certain` is told by words that mean nothing else: no model may pass it over.
    """

    source: Token | None
    source_spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    anchor: Token
    certain: bool = False

    def covers(self, span: Span) -> bool:
        """Whether a stretch of text lies in the content."""
        return any(part.start <= span.start and span.end <= part.end for part in self.content)


class AttributionFinder:
    """Finds the attributions of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("attribution")
        self._cues = cue_book(lexicon)
        self._prepositions = table["prepositions"]
        self._adverbs = frozenset(table["adverbs"]["lemmas"])
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
        for sentence in sentences:
            relations.extend(self._in_sentence(sentence, quotes))
        relations = _without_twins(relations) + self._forwards(text, sentences)
        _extend_over_quotes(relations, sentences, quotes)
        return tuple(relation for relation in relations if relation.content)

    def _in_sentence(self, sentence: Sentence, quotes: Sequence[Span]) -> Iterator[Relation]:
        here = [quote for quote in quotes if quote.overlaps(sentence.span)]
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
        content, extra = self._content_of_verb(verb, cue, sentence, quotes)
        if not content:
            return None
        source = subject_of(verb)
        if source is not None and source.lower in self._empty and source.dep != "nsubjpass":
            source = _experiencer(verb) if lemma in ("seem", "appear") else None
        passive = any(child.dep == "auxpass" for child in verb.children) or (verb.dep == "acl" and verb.tag == "VBN")
        if passive:
            source = agent(verb)
        relation = self._relation(source, [*verb_group(verb), *extra], content, sentence, verb)
        says = cue.name == "say" and any(child.dep == "ccomp" for child in verb.children)
        relation.certain = says and source is not None
        return relation

    def _content_of_verb(
        self, verb: Token, cue: Cue, sentence: Sentence, quotes: Sequence[Span]
    ) -> tuple[list[Token], list[Token]]:
        """The words of the content, and the words besides the verb that belong to the cue."""
        lemma = verb.lemma.lower()
        takes = {form for entry in self._cues.verbs[lemma] if entry.attributes for form in entry.takes}
        clause = next(
            (child for child in verb.children if child.dep in ("ccomp", "csubjpass") and _clause_like(child)), None
        )
        if clause is not None and "clause" in takes and (lemma not in self._quote_only or _quoted(clause, quotes)):
            return words_under(clause, sentence, without=verb), []
        infinitive = next(
            (c for c in verb.children if c.dep in ("xcomp", "ccomp", "advcl") and has_to(c) and c.i > verb.i), None
        )
        if infinitive is not None and "infinitive" in takes and infinitive.dep != "advcl":
            return words_under(infinitive, sentence, without=verb), []
        if "quote" in takes or lemma in self._quote_only:
            quoted = self._quoted_content(verb, sentence, quotes)
            if quoted:
                return quoted, []
        for child in verb.children:
            if child.dep in ("prep", "agent") and f"with:{child.lower}" in takes and child.children:
                return [w for part in child.children for w in words_under(part, sentence, without=verb)], [child]
        obj = next((child for child in verb.children if child.dep == "dobj" and child.i > verb.i), None)
        if obj is not None and "object" in takes and not (lemma in self._addressed and cue.name != "judge aloud"):
            return words_under(obj, sentence, without=verb), []
        if clause is None and cue.name in ("say", "reveal", "claim") and obj is None:
            return _beside(verb, sentence), []
        return [], []

    def _quoted_content(self, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> list[Token]:
        """The quotation beside a verb: in its sentence, with nothing but commas and the source between them."""
        if any(quote.start < verb.start < quote.end for quote in quotes):
            return []
        return [
            w
            for w in sentence.tokens
            if any(quote.start <= w.start < quote.end for quote in quotes) and _near(verb, w, sentence)
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
        clause = next((c for c in noun.children if c.dep in ("acl", "ccomp") and (has_to(c) or _has_that(c))), None)
        source = next((c for c in noun.children if c.dep == "poss"), None) or agent(noun) or _from(noun)
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
        return self._relation(None, [adverb], words, sentence, adverb)

    def _of_preposition(self, prep: Token, sentence: Sentence) -> Relation | None:
        for entry in self._prepositions:
            first, *rest = entry["words"]
            if prep.lower != first:
                continue
            chain = _follow(prep, rest)
            if chain is None:
                continue
            if entry.get("possessive"):
                source = next((c for c in chain[-1].children if c.dep == "poss"), None)
            else:
                source = next((c for c in chain[-1].children if c.dep == "pobj"), None)
            if source is None or (entry.get("before_names_only") and source.entity not in _SPEAKING):
                continue
            clause = _clause_above(prep)
            words = [w for w in words_under(clause, sentence, without=prep) if not _inside(w, prep)]
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


def source_words(
    source: Token | None, cue: Sequence[Token], content: Sequence[Token], sentence: Sentence
) -> list[Token]:
    """The words of a source, less those of cue and content where its phrase wraps round them."""
    if source is None or not sentence.tokens[0].i <= source.i <= sentence.tokens[-1].i:
        return []
    return [word for word in sentence.subtree(source) if word not in cue and not _inside_any(word, content)]


def _inside_any(word: Token, content: Sequence[Token]) -> bool:
    return bool(content) and content[0].i <= word.i <= content[-1].i and any(word is other for other in content)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or, for participles, infinitives and conjuncts, that of the verb above."""
    token = verb
    for _ in range(6):
        for child in token.children:
            if child.dep in _SUBJECTS:
                return _antecedent(child)
        if (
            token.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "aux")
            and token.head is not token
            and token.dep != "ccomp"
        ):
            token = token.head
        elif token.dep in ("acl", "relcl") and token.head.pos in ("NOUN", "PROPN", "PRON"):
            return token.head
        else:
            return None
    return None


def _antecedent(subject: Token) -> Token:
    """Whom "who" and "which" stand for."""
    if subject.lower in ("who", "which", "that") and subject.head.dep == "relcl":
        return subject.head.head
    return subject


def agent(token: Token) -> Token | None:
    """Who does what a passive says, or whom a noun is "by"."""
    by = next((c for c in token.children if c.dep == "agent" or (c.dep == "prep" and c.lower == "by")), None)
    return by.child("pobj") if by is not None else None


def _from(noun: Token) -> Token | None:
    prep = next((c for c in noun.children if c.dep == "prep" and c.lower in ("from", "of") and c.child("pobj")), None)
    source = prep.child("pobj") if prep is not None else None
    return source if source is not None and source.entity in _SPEAKING else None


def _experiencer(verb: Token) -> Token | None:
    """ "It seems to us that …": us."""
    to = next((c for c in verb.children if c.dep in ("prep", "dative") and c.lower == "to"), None)
    return to.child("pobj") if to is not None else None


def verb_group(verb: Token) -> list[Token]:
    """A verb with its auxiliaries, negation and particle, and the adverbs between them."""
    group = [c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) < 6]
    low = min((c.i for c in group), default=verb.i)
    between = [c for c in verb.children if c.dep == "advmod" and low < c.i < verb.i]
    return sorted([verb, *group, *between], key=lambda word: word.i)


def _clause_like(token: Token) -> bool:
    return token.pos in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PRON", "ADP", "INTJ")


def has_to(token: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.tag == "TO" and child.dep == "aux" for child in token.children)


def _has_that(token: Token) -> bool:
    return any(child.dep == "mark" and child.lower in ("that", "whether") for child in token.children)


def words_under(token: Token, sentence: Sentence, *, without: Token) -> list[Token]:
    """The words of a subtree in order, less those of `without` where the subtree wraps round it."""
    words = sentence.subtree(token)
    if token.left <= without.i <= token.right:
        return [
            word
            for word in words
            if _inside(word, token) and not (_inside(word, without) and not _inside(token, without))
        ]
    return list(words)


def _inside(word: Token, top: Token) -> bool:
    if not top.left <= word.i <= top.right:
        return False
    if word is top:
        return True
    return any(above is top for above in word.ancestors())


def _quoted(clause: Token, quotes: Sequence[Span]) -> bool:
    return any(quote.start <= clause.start < quote.end for quote in quotes)


def _is_parenthetical(verb: Token, sentence: Sentence) -> bool:
    """ "The bridge, he said, was safe": a short clause of subject and verb, set off by commas."""
    if verb.right - verb.left > 14 or not any(child.dep in _SUBJECTS for child in verb.children):
        return False
    first = sentence.tokens[0].i
    before = sentence.tokens[verb.left - first - 1] if verb.left > first else None
    after = sentence.tokens[verb.right - first + 1] if verb.right - first + 1 < len(sentence.tokens) else None
    return before is not None and before.text in (",", "—", "–", "-") and (after is None or after.pos == "PUNCT")


def _beside(verb: Token, sentence: Sentence) -> list[Token]:
    """What stands around "…, he said, …" or before "…, he said in the evening" where the parse ties the two loosely."""
    if _is_parenthetical(verb, sentence) and verb.dep in ("parataxis", "advcl", "ccomp", "conj", "relcl"):
        return [word for word in sentence.tokens if not _inside(word, verb) and word.pos != "PUNCT"]
    subject = next((child for child in verb.children if child.dep in _SUBJECTS), None)
    if subject is None:
        return []
    first = sentence.tokens[0].i
    opening = min(subject.left, verb.i)
    before = sentence.tokens[: max(0, opening - first - 1)]
    comma = sentence.tokens[opening - first - 1] if opening > first else None
    if comma is None or (comma.text not in (",", ",”", ',"') and comma.text not in _CLOSING):
        return []
    # What hangs on the verb itself ("when asked, he said") is no content.
    free = [word for word in before if word.pos in ("VERB", "AUX") and not _inside(word, verb)]
    return list(before) if free and len(before) > 3 and verb.dep != "relcl" else []


def _near(verb: Token, word: Token, sentence: Sentence) -> bool:
    """Whether a quoted word stands on the verb's side of any other finite clause of the sentence."""
    clause = _clause_above(word)
    return clause is verb or _inside(word, verb) or _inside(verb, clause) or abs(word.i - verb.i) < 40


def _clause_above(token: Token) -> Token:
    top = token
    for above in token.ancestors():
        top = above
        if above.pos in ("VERB", "AUX") and above.dep not in ("aux", "auxpass"):
            break
    return top


def _follow(token: Token, words: Sequence[str]) -> list[Token] | None:
    """The chain of dependants that bear these words, `token` first; None where it breaks."""
    chain = [token]
    for word in words:
        below = next((c for c in chain[-1].children if c.lower == word), None)
        if below is None:
            return None
        chain.append(below)
    return chain


_CLOSING = ("”", '"', "’", "''")
_EDGE = frozenset(",.;:–—-()“”\"'‘’`«»„")


def trimmed(words: Sequence[Token]) -> list[Token]:
    """Without punctuation at either end."""
    first, last = 0, len(words)
    while first < last and all(char in _EDGE for char in words[first].text):
        first += 1
    while last > first and all(char in _EDGE for char in words[last - 1].text):
        last -= 1
    return list(words[first:last])


def joined(words: Sequence[Token]) -> tuple[Span, ...]:
    """The spans of words in order, neighbours joined, lone punctuation left out."""
    spans: list[Span] = []
    previous: Token | None = None
    for word in words:
        if previous is not None and word.i == previous.i + 1:
            spans[-1] = Span(spans[-1].start, word.end)
        elif word.pos != "PUNCT" or not spans:
            spans.append(word.span)
        else:
            continue
        previous = word
    return tuple(spans)


def _without_twins(relations: Sequence[Relation]) -> list[Relation]:
    """One relation a cue; of two with the same content the one with a source stays."""
    kept: dict[tuple[Span, ...], Relation] = {}
    for relation in relations:
        other = kept.get(relation.content)
        if other is None or (other.source is None and relation.source is not None):
            kept[relation.content] = relation
    return list(kept.values())


def _extend_over_quotes(relations: Sequence[Relation], sentences: Sequence[Sentence], quotes: Sequence[Span]) -> None:
    """A quotation belongs as a whole to whoever is cited for part of it; so do those around it that nobody else claims."""
    owner: dict[Span, Relation] = {}
    for relation in relations:
        for quote in quotes:
            if not (quote.start <= relation.anchor.start < quote.end) and any(
                part.overlaps(quote) for part in relation.content
            ):
                owner.setdefault(quote, relation)
    blocks = {quote: _block_of(quote, sentences) for quote in quotes}
    for before, after in pairwise(quotes):
        if blocks[before] != blocks[after]:
            continue
        if before in owner and after not in owner and _only_quote(after, sentences):
            owner[after] = owner[before]
    for after, before in pairwise(reversed(quotes)):
        if (
            blocks[before] == blocks[after]
            and after in owner
            and before not in owner
            and _only_quote(before, sentences)
        ):
            owner[before] = owner[after]
    for quote, relation in owner.items():
        if len(_words(quote, sentences)) >= 3:
            relation.content = _merged(
                [*relation.content, Span(quote.start, quote.end)], around=relation.cue + relation.source_spans
            )


def _block_of(quote: Span, sentences: Sequence[Sentence]) -> int:
    return next((sentence.block for sentence in sentences if sentence.end > quote.start), -1)


def _words(quote: Span, sentences: Sequence[Sentence]) -> list[Token]:
    return [
        t
        for s in sentences
        if s.span.overlaps(quote)
        for t in s.tokens
        if quote.start <= t.start < quote.end and t.pos != "PUNCT"
    ]


def _only_quote(quote: Span, sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences a quotation stands in hold no other words."""
    inside = [s for s in sentences if s.span.overlaps(quote)]
    outside = [t for s in inside for t in s.tokens if not quote.start <= t.start < quote.end and t.pos != "PUNCT"]
    return bool(inside) and len(outside) == 0


def _merged(spans: Iterable[Span], *, around: Sequence[Span]) -> tuple[Span, ...]:
    """Spans put together where they touch, cut where the source or cue stands inside."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 2:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    for hole in around:
        merged = [part for span in merged for part in _cut(span, hole)]
    return tuple(merged)


def _cut(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    parts = [Span(span.start, hole.start), Span(hole.end, span.end)]
    return [part for part in parts if part.end - part.start > 1]
