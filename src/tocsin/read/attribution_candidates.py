"""Everything in a sentence that could be an attribution, for a model to choose from.

The rules of `attributions.py` keep to words they know. Here any verb with something under it, and any noun with a clause
or an "of"-phrase, is put forward, together with what the model looks at.
"""

from collections.abc import Iterator, Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attributions import (
    Relation,
    agent,
    has_to,
    joined,
    source_words,
    subject_of,
    trimmed,
    verb_group,
    words_under,
)

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
        passive = any(child.dep == "auxpass" for child in verb.children)
        source = agent(verb) if passive else subject_of(verb)
        group = verb_group(verb)
        for child in verb.children:
            if child.dep in _CLAUSAL:
                if child.dep == "advcl" and not has_to(child):
                    continue
                form = child.dep + ("-to" if has_to(child) else "-ing" if child.tag == "VBG" else "")
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
                form = "noun-" + child.dep + ("-to" if has_to(child) else "")
                yield form, _relation(source, [noun], [child], sentence, noun)
            elif (
                child.dep == "prep"
                and child.children
                and child.lower in ("of", "for", "about", "on", "to", "against", "over", "with", "in")
            ):
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
    cue, source = relation.anchor, relation.source
    lemma = cue.lemma.lower()
    group = cues.attributing(lemma) if cue.pos == "VERB" else cues.nouns.get(lemma)
    name = group.name if group is not None and cue.pos == "VERB" else "noun" if group is not None else "-"
    inside = any(quote.start <= cue.start < quote.end for quote in quotes)
    holds = any(part.overlaps(quote) for part in relation.content for quote in quotes)
    size = sum(part.end - part.start for part in relation.content)
    bucket = str(min(6, size // 20))
    subject = _source_kind(source)
    above = cue.head.lemma.lower() if cue.head is not cue else "ROOT"
    features = [
        "b", "f=" + form, "l=" + lemma, "lf=" + lemma + "|" + form, "g=" + name, "gf=" + name + "|" + form, "t=" + cue.tag,
        "s=" + subject, "ss=" + subject + "|" + form, "sl=" + subject + "|" + name, "d=" + cue.dep, "h=" + above, "k=" + str(known), "kf=" + str(known) + form,
        "q=" + str(inside), "qc=" + str(holds), "qf=" + str(holds) + form, "n=" + bucket, "nf=" + bucket + form, "m=" + _modality(cue),
    ]  # fmt: skip
    if words:
        first, last = words[0], words[-1]
        top = next((word for word in words if not first.i <= word.head.i <= last.i or word.head is word), first)
        verbal = any(word.pos in ("VERB", "AUX") for word in words)
        features += [
            "c1=" + first.lower, "cl=" + first.lower + "|" + lemma, "cp=" + top.pos + top.tag, "cf=" + top.pos + "|" + form + "|" + name,
            "ct=" + top.lemma, "v=" + str(verbal), "vl=" + str(verbal) + lemma, "vf=" + str(verbal) + form + name, "ce=" + top.entity,
        ]  # fmt: skip
    governor, steps = cue, 0
    while governor.head is not governor and steps < 8:
        dep, governor, steps = governor.dep, governor.head, steps + 1
        over = cues.attributing(governor.lemma.lower()) if governor.pos == "VERB" else None
        if over is not None:
            features.append(f"o={over.name}|{dep}")
            break
    else:
        features.append("o=-")
    for child in cue.children:
        features.append("ch=" + child.dep)
        if child.dep in ("prt", "prep", "advmod"):
            features.append("cw=" + lemma + "|" + child.lower)
    if source is not None:
        features += ["sw=" + source.lower, "swl=" + source.lower + "|" + lemma]
    return features


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
