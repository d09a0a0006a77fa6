"""What the network sees of a predicate, besides its words: what the walk made of it, and what stands around it."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.model.parse import Sentence, Token, predicate_of
from tocsin.read.certainty.verdict import Verdict

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_SMALL = ("advmod", "mark", "prt", "expl", "cc", "preconj", "npadvmod")
_LARGE = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "advcl", "relcl", "prep", "agent")
_AROUND_NOUNS = ("det", "amod", "poss", "compound", "nummod", "prep")
_ENDS = ("?", "!", ".", ":")


def describe(
    clause: Token, verdicts: Mapping[int, Verdict], sentence: Sentence, text: str, *, surroundings: Sequence[str]
) -> list[str]:
    """The symbols of one predicate, without repetition.

    Args:
        clause: The word that heads its clause: for "is broken", "is".
        verdicts: What the walk made of each word of the sentence.
        sentence: The sentence.
        text: The document's text.
        surroundings: The symbols of the sentence, by `describe_sentence`.
    """
    symbols = [*_of_walk(clause, verdicts, text), *_of_word(clause), *_of_governor(clause, verdicts)]
    symbols += _of_clause(clause, "")
    if clause.head is not clause:
        symbols += _of_clause(clause.head, "h.")
    symbols += _of_place(clause, sentence)
    symbols += surroundings
    return list(dict.fromkeys(symbols))


def describe_sentence(sentence: Sentence, speaking: frozenset[str]) -> list[str]:
    """The symbols of a sentence that all its predicates share; `speaking` are the words for who speaks or is spoken to."""
    words = sentence.tokens
    end = next((word.text for word in reversed(words) if word.pos != "PUNCT" or word.text in _ENDS), "-")
    return [
        f"end={end if end in _ENDS else '-'}", f"root={sentence.root.tag}", f"rootlemma={sentence.root.lemma.lower()}",
        f"speaks={any(word.lower in speaking for word in words)}", f"size={min(6, len(words) // 7)}",
        f"names={any(word.entity in ('ORG', 'GPE') for word in words)}",
        f"dated={any(word.entity == 'DATE' for word in words)}",
    ]  # fmt: skip


def _of_walk(clause: Token, verdicts: Mapping[int, Verdict], text: str) -> Iterator[str]:
    verdict = verdicts[clause.i]
    yield from ("b", f"score={_half(verdict.score)}", f"context={_half(verdict.context)}", f"kind={verdict.kind}")
    yield from (f"asked={verdict.asked}", f"former={verdict.former is not None}", f"steps={min(4, len(verdict.steps))}")
    for number, step in enumerate(verdict.steps[:4]):
        words = text[step.span.start : step.span.end].lower()
        yield from (f"step={words}", f"step{min(number, 2)}={words}")


def _of_word(clause: Token) -> Iterator[str]:
    predicate = predicate_of(clause)
    yield from (f"lemma={predicate.lemma.lower()}", f"tag={clause.tag}", f"dep={clause.dep}")
    yield from (f"pos={predicate.pos}{clause.dep}", f"form={clause.tag}{clause.lemma.lower()}")


def _of_governor(clause: Token, verdicts: Mapping[int, Verdict]) -> Iterator[str]:
    head, dep = clause.head, clause.dep
    lemma = head.lemma.lower() if head is not clause else "-"
    yield from (f"head={lemma}", f"head.dep={lemma}|{dep}", f"head.tag={head.tag}|{dep}|{clause.tag}")
    yield from (f"head.to={lemma}|{dep}|{clause.is_infinitive}", f"head.score={_half(verdicts[head.i].score)}|{dep}")
    yield from (f"over={head.head.lemma.lower()}|{head.dep}|{dep}", f"over.dep={head.head.dep}|{head.dep}|{dep}")


def _of_clause(word: Token, where: str) -> Iterator[str]:
    helpers = []
    for child in word.children:
        dep, lower = child.dep, child.lower
        if dep in ("aux", "auxpass", "neg", "cop"):
            helpers.append(lower)
            yield f"{where}aux={lower}"
        elif dep in _SMALL:
            yield f"{where}{dep}={lower}"
        elif dep in _SUBJECTS:
            yield f"{where}subject={lower if child.pos == 'PRON' else child.pos}"
            yield from (f"{where}subject.det={word.lower}" for word in child.children if word.dep in ("det", "neg"))
        elif dep in _LARGE:
            yield from _of_dependant(child, where)
        if word.pos in ("NOUN", "PROPN") and dep in _AROUND_NOUNS:
            yield from (f"{where}{dep}", f"{where}{dep}={lower}")
    negated = any(child.dep == "neg" for child in word.children)
    modal = any(child.tag == "MD" for child in word.children)
    yield from (f"{where}group={'+'.join(helpers)}|{word.tag}", f"{where}mood={negated}{modal}{word.tag}{word.dep}")


def _of_dependant(child: Token, where: str) -> Iterator[str]:
    dep = child.dep
    yield f"{where}has={dep}"
    if dep in ("attr", "acomp"):
        yield f"{where}complement={child.lemma.lower()}"
    elif dep == "advcl":
        yield f"{where}adverbial={next((c.lower for c in child.children if c.dep in ('mark', 'advmod')), '-')}"
    elif dep == "prep":
        yield f"{where}prep={child.lower}"
    elif dep == "dobj":
        yield f"{where}object={next((c.lower for c in child.children if c.dep in ('det', 'neg', 'nummod')), '-')}"


def _of_place(clause: Token, sentence: Sentence) -> Iterator[str]:
    above = [word for word, _ in zip(clause.ancestors(), range(6), strict=False)]
    path = [clause.dep, *(word.dep for word in above[:-1])] if above else []
    before = sentence.between(clause.i - 1, clause.i - 1) if clause.i > sentence.tokens[0].i else ()
    yield from (f"path={'<'.join(path[:3])}", f"depth={len(above)}", f"before={before[0].lower if before else '^'}")
    yield from (f"above={word.lemma.lower()}" for word in above if word.pos in ("VERB", "NOUN", "ADJ"))


def _half(score: float) -> float:
    """The score to the nearest half, in one form for zero."""
    return round(score * 2) / 2 + 0.0
