"""Everything in a sentence that could be an attribution, for a model to choose from.

The rules of `attributions.py` keep to words they know. Here any verb with something under it, and any noun with a clause
or an "of"-phrase, is put forward, together with what the model looks at.
"""

from collections.abc import Iterator, Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.phrases import (
    agent,
    joined,
    source_words,
    subject_of,
    trimmed,
    verb_group,
    words_under,
)
from tocsin.read.attribution.relation import Relation

_CLAUSAL = ("ccomp", "xcomp", "advcl", "csubj")


class CandidateFinder:
    """Puts forward what could be an attribution."""

    def __init__(self, cues: CueBook) -> None:
        self._cues = cues

    def find(self, sentence: Sentence) -> Iterator[tuple[str, Relation]]:
        """Candidates of a sentence, each with its form: where its content hangs under its cue."""
        for token in sentence.tokens:
            if token.pos == "VERB":
                yield from self._under_verb(token, sentence)
            elif token.pos in ("NOUN", "ADJ"):
                yield from self._under_noun(token, sentence)

    def _under_verb(self, verb: Token, sentence: Sentence) -> Iterator[tuple[str, Relation]]:
        source = agent(verb) if verb.is_passive else subject_of(verb)
        group = verb_group(verb)
        for child in verb.children:
            if child.dep in _CLAUSAL:
                if child.dep == "advcl" and not child.is_infinitive:
                    continue
                form = child.dep + ("-to" if child.is_infinitive else "-ing" if child.tag == "VBG" else "")
                yield form, _relation(source, group, [child], sentence, verb)
            elif child.dep in ("dobj", "oprd", "attr", "nsubjpass"):
                yield child.dep, _relation(source, group, [child], sentence, verb)
            elif child.dep in ("prep", "dative") and child.children:
                below = [c for c in child.children if c.dep in ("pobj", "pcomp")]
                if below:
                    yield f"prep-{child.lower}", _relation(source, [*group, child], below, sentence, verb)

    def _under_noun(self, noun: Token, sentence: Sentence) -> Iterator[tuple[str, Relation]]:
        source = next((c for c in noun.children if c.dep == "poss"), None) or agent(noun)
        if source is None and noun.dep in ("dobj", "attr", "acomp", "pobj"):
            verb = noun.head if noun.dep != "pobj" else noun.head.head
            source = subject_of(verb) if verb.pos in ("VERB", "AUX") else None
        for child in noun.children:
            if child.dep in ("acl", "ccomp", "xcomp"):
                form = "noun-" + child.dep + ("-to" if child.is_infinitive else "")
                yield form, _relation(source, [noun], [child], sentence, noun)
            elif child.dep == "prep" and child.children:
                below = [c for c in child.children if c.dep in ("pobj", "pcomp")]
                if below:
                    yield f"noun-prep-{child.lower}", _relation(source, [noun, child], below, sentence, noun)


def describe(
    form: str, relation: Relation, cues: CueBook, *, words: Sequence[Token], quotes: Sequence[Span], known: bool
) -> list[str]:
    """What the model looks at in a candidate.

    Args:
        form: Where its content hangs under its cue.
        relation: The candidate.
        cues: The language's cues.
        words: The words of its content, without punctuation.
        quotes: The quotations near it.
        known: Whether the rules found it too.
    """
    cue = relation.anchor
    name = _group(cue, cues)
    quoted = any(quote.start <= cue.start < quote.end for quote in quotes)
    holds = any(part.overlaps(quote) for part in relation.content for quote in quotes)
    size = str(min(6, sum(part.end - part.start for part in relation.content) // 20))
    features = [
        "b", f"f={form}", f"k={known}", f"kf={known}{form}", f"q={quoted}", f"qc={holds}", f"qf={holds}{form}",
        f"n={size}", f"nf={size}{form}", f"o={_over(cue, cues)}",
    ]  # fmt: skip
    return [
        *features,
        *_of_cue(cue, form, name),
        *_of_source(relation.source, cue.lemma.lower(), form, name),
        *_of_content(words, cue.lemma.lower(), form, name),
    ]


def _group(cue: Token, cues: CueBook) -> str:
    lemma = cue.lemma.lower()
    if cue.pos == "VERB":
        verb = cues.attributing(lemma)
        return verb.name if verb is not None else "-"
    return "noun" if lemma in cues.nouns else "-"


def _over(cue: Token, cues: CueBook) -> str:
    """The nearest cue verb above, and how what is below hangs under it."""
    token = cue
    for _ in range(8):
        if token.head is token:
            break
        dep, token = token.dep, token.head
        over = cues.attributing(token.lemma.lower()) if token.pos == "VERB" else None
        if over is not None:
            return f"{over.name}|{dep}"
    return "-"


def _of_cue(cue: Token, form: str, name: str) -> Iterator[str]:
    lemma = cue.lemma.lower()
    above = cue.head.lemma.lower() if cue.head is not cue else "ROOT"
    yield from (f"l={lemma}", f"lf={lemma}|{form}", f"g={name}", f"gf={name}|{form}", f"t={cue.tag}", f"d={cue.dep}")
    yield from (f"h={above}", f"m={_modality(cue)}")
    for child in cue.children:
        yield f"ch={child.dep}"
        if child.dep in ("prt", "prep", "advmod"):
            yield f"cw={lemma}|{child.lower}"


def _of_source(source: Token | None, lemma: str, form: str, name: str) -> Iterator[str]:
    kind = _source_kind(source)
    yield from (f"s={kind}", f"ss={kind}|{form}", f"sl={kind}|{name}")
    if source is not None:
        yield from (f"sw={source.lower}", f"swl={source.lower}|{lemma}")


def _of_content(words: Sequence[Token], lemma: str, form: str, name: str) -> Iterator[str]:
    if not words:
        return
    first, last = words[0], words[-1]
    top = next((word for word in words if not first.i <= word.head.i <= last.i or word.head is word), first)
    verbal = any(word.pos in ("VERB", "AUX") for word in words)
    yield from (f"c1={first.lower}", f"cl={first.lower}|{lemma}", f"cp={top.pos}{top.tag}", f"ct={top.lemma}")
    yield from (f"cf={top.pos}|{form}|{name}", f"ce={top.entity}")
    yield from (f"v={verbal}", f"vl={verbal}{lemma}", f"vf={verbal}{form}{name}")


def _source_kind(source: Token | None) -> str:
    if source is None:
        return "none"
    if source.entity:
        return source.entity
    return source.lower if source.pos == "PRON" else source.pos


def _modality(cue: Token) -> str:
    marks = sorted(child.lower for child in cue.children if child.dep in ("aux", "neg", "auxpass"))
    return "+".join(marks) or "-"


def _relation(
    source: Token | None, cue: Sequence[Token], below: Sequence[Token], sentence: Sentence, anchor: Token
) -> Relation:
    content = [word for part in below for word in words_under(part, sentence, without=anchor)]
    group = sorted(cue, key=lambda word: word.i)
    who = source_words(source, group, content, sentence)
    used = {word.i for word in (*group, *who)}
    words = trimmed([word for word in content if word.i not in used])
    return Relation(source, joined(trimmed(who)), joined(group), joined(words), anchor)
