"""The phrases an attribution is made of: who a verb is about, which words hang under one, and their spans."""

from collections.abc import Collection, Sequence

from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
SPEAKING = ("PERSON", "ORG", "NORP", "GPE")
_RELATIVES = ("WDT", "WP")
_EDGE = frozenset(",.;:–—-()“”\"'‘’`«»„")


def source_words(
    source: Token | None, cue: Sequence[Token], content: Sequence[Token], sentence: Sentence
) -> list[Token]:
    """The words of a source, less those of cue and content where its phrase wraps round them."""
    if source is None or not sentence.tokens[0].i <= source.i <= sentence.tokens[-1].i:
        return []
    used = {word.i for word in (*cue, *content)}
    return [word for word in sentence.subtree(source) if word.i not in used]


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or, for participles, infinitives and conjuncts, that of the verb above."""
    token = verb
    for _ in range(6):
        for child in token.children:
            if child.dep in SUBJECTS:
                return antecedent(child)
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


def antecedent(subject: Token) -> Token:
    """Whom a relative pronoun stands for."""
    if subject.tag in _RELATIVES and subject.head.dep == "relcl":
        return subject.head.head
    return subject


def agent(token: Token, doers: Collection[str] = ()) -> Token | None:
    """Who does what a passive says, or whom a noun is by.

    Args:
        token: The passive, or the noun.
        doers: The prepositions that tie a doer to a noun.
    """
    by = next((c for c in token.children if c.dep == "agent" or (c.dep == "prep" and c.lower in doers)), None)
    return by.child("pobj") if by is not None else None


def sender(noun: Token, prepositions: Collection[str]) -> Token | None:
    """Whom a noun of speech is from, behind one of these prepositions."""
    prep = next((c for c in noun.children if c.dep == "prep" and c.lower in prepositions and c.child("pobj")), None)
    source = prep.child("pobj") if prep is not None else None
    return source if source is not None and source.entity in SPEAKING else None


def experiencer(verb: Token, prepositions: Collection[str]) -> Token | None:
    """ "It seems to us that …": us."""
    to = next((c for c in verb.children if c.dep in ("prep", "dative") and c.lower in prepositions), None)
    return to.child("pobj") if to is not None else None


def verb_group(verb: Token) -> list[Token]:
    """A verb with its auxiliaries, negation and particle, and the adverbs between them."""
    group = [c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) < 6]
    low = min((c.i for c in group), default=verb.i)
    between = [c for c in verb.children if c.dep == "advmod" and low < c.i < verb.i]
    return sorted([verb, *group, *between], key=lambda word: word.i)


def opens_with(token: Token, words: Collection[str]) -> bool:
    """Whether a clause opens with one of these conjunctions."""
    return any(child.dep in ("mark", "advmod", "prep") and child.lower in words for child in token.children)


def words_under(token: Token, sentence: Sentence, *, without: Token) -> list[Token]:
    """The words of a subtree in order, less those of `without` where the subtree wraps round it."""
    words = sentence.subtree(token)
    if token.left <= without.i <= token.right:
        return [
            word
            for word in words
            if is_inside(word, token) and not (is_inside(word, without) and not is_inside(token, without))
        ]
    return list(words)


def is_inside(word: Token, top: Token) -> bool:
    """Whether a word stands in the subtree under another."""
    # A word whose own subtree reaches beyond that of `top` is not under it: no need to climb on to the root.
    while top.left <= word.left and word.right <= top.right:
        if word is top:
            return True
        if word.head is word:
            return False
        word = word.head
    return False


def positions_under(top: Token) -> set[int]:
    """The positions of a word and of all words under it."""
    found: set[int] = set()
    stack = [top]
    while stack:
        word = stack.pop()
        found.add(word.i)
        stack.extend(word.children)
    return found


def clause_above(token: Token) -> Token:
    """The nearest verb above a word, or else the top of its sentence."""
    top = token
    for above in token.ancestors():
        top = above
        if above.pos in ("VERB", "AUX") and above.dep not in ("aux", "auxpass"):
            break
    return top


def follow(token: Token, words: Sequence[str]) -> list[Token] | None:
    """The chain of dependants that bear these words, `token` first; None where it breaks."""
    chain = [token]
    for word in words:
        below = next((c for c in chain[-1].children if c.lower == word), None)
        if below is None:
            return None
        chain.append(below)
    return chain


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
