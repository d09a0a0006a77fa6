"""What the network sees: of each word, of each predicate, and of a paragraph's kind of text.

Nothing here is of one language: words reach the network as entries of vocabularies that its training wrote down. The
symbols are those it was trained on, so a change of any of them asks for another training.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tocsin.lexicon.cues import CueBook
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import Relation
from tocsin.read.certainty.verdict import Verdict

FIELDS = (
    "word", "lemma", "pos", "tag", "dep", "head", "entity", "quoted", "rule", "cue", "head_cue", "cue_above", "capital",
    "head_pos",
)  # fmt: skip
SOURCE, CUE, CONTENT = "S", "C", "T"
_FAR = 12
"""How many words up the tree the nearest cue is looked for."""
_LONG_WORD = 5
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_SMALL = ("advmod", "mark", "prt", "expl", "cc", "preconj", "npadvmod")
_LARGE = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "advcl", "relcl", "prep", "agent")
_AROUND_NOUNS = ("det", "amod", "poss", "compound", "nummod", "prep")
_ENDS = ("?", "!", ".", ":")


# --- of a word --------------------------------------------------------------------------------------------------------


def fields_of(
    words: Sequence[Token], *, quotes: Sequence[Span], ruled: Sequence[Relation], cues: CueBook
) -> list[tuple[str, ...]]:
    """The symbols of each word of a paragraph, in the order of `FIELDS`, given the quotations and attributions in it."""
    place = {word.i: number for number, word in enumerate(words)}
    starts = [word.start for word in words]
    groups = [_group(word, cues) for word in words]
    quoted = set(_covered(starts, quotes))
    rules = _rule_tags(starts, ruled)
    return [
        (
            word.lower, word.lemma, word.pos, word.tag, word.dep, word.head.lemma.lower(), word.entity,
            "1" if number in quoted else "0", rules[number], groups[number],
            groups[place[word.head.i]] if word.head.i in place else "-", _above(word, groups, place),
            "1" if word.text[:1].isupper() else "0", word.head.pos,
        )
        for number, word in enumerate(words)
    ]  # fmt: skip


def _rule_tags(starts: Sequence[int], relations: Sequence[Relation]) -> list[str]:
    """What part of a rule's finding each word is, and inside how many contents it stands."""
    tags, depth = ["O"] * len(starts), [0] * len(starts)
    for relation in relations:
        for spans, role in ((relation.content, CONTENT), (relation.source_spans, SOURCE), (relation.cue, CUE)):
            for number in _covered(starts, spans):
                if role == CONTENT:
                    depth[number] += 1
                    tags[number] = CONTENT if tags[number] == "O" else tags[number]
                elif depth[number] == 0 or tags[number] == CONTENT:
                    tags[number] = role
    return [f"{tag}{min(level, 2)}" for tag, level in zip(tags, depth, strict=True)]


def _group(word: Token, cues: CueBook) -> str:
    lemma = word.lemma.lower()
    if word.pos in ("VERB", "AUX"):
        cue = cues.attributing(lemma)
        return cue.name if cue else "-"
    if word.pos == "NOUN":
        noun = cues.nouns.get(lemma)
        return "noun" if noun is not None and noun.attributes else "-"
    return "adj" if word.pos == "ADJ" and lemma in cues.adjectives else "-"


def _above(word: Token, groups: Sequence[str], place: dict[int, int]) -> str:
    """The nearest cue above a word, by which relation the word hangs under it, and on which side."""
    token = word
    for _ in range(_FAR):
        if token.head is token:
            break
        dep, token = token.dep, token.head
        group = groups[place[token.i]] if token.i in place else "-"
        if group != "-":
            return f"{group}|{dep}|{'<' if word.i < token.i else '>'}"
    return "-"


def _covered(starts: Sequence[int], spans: Sequence[Span]) -> Iterator[int]:
    for span in spans:
        yield from range(bisect_left(starts, span.start), bisect_left(starts, span.end))


# --- of a predicate: what the walk made of it, and what stands around it ----------------------------------------------


def describe(
    clause: Token, verdicts: Mapping[int, Verdict], sentence: Sentence, text: str, *, surroundings: Sequence[str]
) -> list[str]:
    """The symbols of one predicate, without repetition; `surroundings` are those of its sentence, by `describe_sentence`.

    The predicate is given by the word that heads its clause: for "is broken", "is".
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
        start, end = step.spans[0]
        words = text[start:end].lower()
        yield from (f"step={words}", f"step{min(number, 2)}={words}")


def _of_word(clause: Token) -> Iterator[str]:
    predicate = clause.predicate
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


# --- of a paragraph ---------------------------------------------------------------------------------------------------


def describe_paragraph(words: Sequence[Token]) -> list[str]:
    """The symbols of a paragraph's kind of text, without repetition, in a fixed order: everyday words, word classes.

    Readers of a news report and readers of a forum's post give like sentences unlike certainty; the network learned both.
    """
    if not words:
        return []
    symbols: dict[str, None] = {f"size={min(8, len(words) // 6)}": None}
    for pos, count in Counter(word.pos for word in words).items():
        symbols[f"share={pos}{round(8 * count / len(words))}"] = None
    before: Token | None = None
    for word in words:
        is_word = word.lower.isalpha()
        has_letter = is_word or any(map(str.isalpha, word.lower))
        symbols[f"word={word.lower}" if has_letter else f"other={word.pos}"] = None
        if is_word and len(word.lower) > _LONG_WORD:
            symbols[f"ending={word.lower[-3:]}"] = None
        if before is not None:
            symbols[f"tags={before.pos}{word.pos}"] = None
            if is_word and before.lower.isalpha():
                symbols[f"words={before.lower} {word.lower}"] = None
        before = word
    return list(symbols)
