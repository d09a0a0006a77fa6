"""Text to sentences, by a spaCy model: the only file that knows spaCy.

A document is parsed block by block (a block is a paragraph, or a piece of a very long one), so that memory does not grow
with it, and no sentence runs over the edge of a paragraph.
"""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from tocsin.errors import SettingsError
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span

_CAPITALS = r"[^\W\d_a-zß-öø-ÿ]"
_DATELINE = re.compile(
    rf"{_CAPITALS}{{2}}(?:{_CAPITALS}|[.'’/ -]){{1,40}}(?:,[^\n–—(]{{1,40}})?(?: ?\([^()\n]{{2,40}}\))?"
    r" ?(?:–|—|--|-) ?(?=[^\W\d_a-z]|[\"“])"
)
_HOUR = re.compile(r"\[[^\[\]\n]{0,30}\d[^\[\]\n]{0,30}\]\s+(?=\S)")
LONGEST_BLOCK = 6_000
"""Characters a block may hold before it is cut at the end of a sentence, or failing that at a space."""

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
# What the model has rarely seen, or misreads (it takes “isn’t” apart but not for a negation); each is replaced by one
# character, so that offsets hold.
_FAMILIAR = str.maketrans({
    "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "«": "“", "»": "”", "„": "“", "\ufeff": " ",
    "’": "'", "ʼ": "'",
})  # fmt: skip
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no text should hold and no model can take."""
_REMEMBERED = 200_000
"""Words whose lemmas are remembered."""


def blocks(text: str) -> Iterator[Span]:
    """The paragraphs of a text: its lines, or, where lines are wrapped, what stands between empty lines."""
    paragraph = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*" if _is_wrapped(text) else r"\S[^\n]*")
    for match in paragraph.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        if text[start] == "[" and text[end - 1] == "]" and text.count("[", start, end) == 1:
            continue  # a note of the editor's
        # A dateline, or the hour of a post, is a block of its own: it names places and days, but no sentence begins with it.
        if heading := _DATELINE.match(text, start, end) or _HOUR.match(text, start, end):
            yield Span(start, start + len(heading[0].rstrip(" –—-")))
            start = heading.end()
        yield from _pieces(text, start, end)


def _is_wrapped(text: str) -> bool:
    """Whether the lines end where the page did: most lines that another follows at once break off in mid-sentence."""
    joined = re.findall(r"^([^\n]+)\n(?=[^\S\n]*\S)", text, re.MULTILINE)
    if len(joined) < 3:
        return False
    broken = sum(
        1 for line in joined if len(line) >= 40 and not line.rstrip().endswith((".", "!", "?", "”", '"', ":", "’", ";"))
    )
    return broken > 0.6 * len(joined)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_BLOCK:
        cut = max(
            text.rfind(mark, start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK) for mark in (". ", "? ", "! ", ".\n")
        )
        if cut < 0:
            cut = text.rfind(" ", start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK)
        cut = cut + 1 if cut >= 0 else start + LONGEST_BLOCK
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


class Parser:
    """Parses documents with one spaCy model, which is loaded on first use."""

    def __init__(
        self, model: str, *, lemmas: Mapping[str, str] | None = None, copulas: Iterable[str] = (), batch: int = 128
    ) -> None:
        self.model = model
        self.batch = batch
        self._lemmas = lemmas or {}
        self._copulas = frozenset(copulas)

    def parse(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[tuple[Sentence, ...]]:
        """Parse each text's blocks; a text's sentences come together, in the order given.

        Args:
            texts: A text and the blocks of it that are to be parsed.

        Raises:
            SettingsError: The model is not installed.
        """
        for _, group in groupby(self._parsed_blocks(texts), key=lambda item: item[0]):
            tokens = 0
            sentences: list[Sentence] = []
            for number, (_, offset, words, doc) in enumerate(group):
                block = _Block(number, offset, words, self._lemmas, self._copulas, _model(self.model).lemmas)
                made = list(_sentences(doc, block, first=tokens))
                tokens += sum(len(sentence.tokens) for sentence in made)
                sentences += made
            yield tuple(sentences)

    def _parsed_blocks(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[tuple[int, int, str, Any]]:
        def parts() -> Iterator[tuple[str, tuple[int, int, str]]]:
            for number, (text, spans) in enumerate(texts):
                for start, end in spans or [Span(0, 0)]:
                    words = _HALVES.sub("\ufffd", text[start:end])
                    yield words.translate(_FAMILIAR), (number, start, words)

        pipeline = _model(self.model)
        for doc, (number, start, words) in pipeline.model.pipe(
            parts(), as_tuples=True, batch_size=self.batch, disable=pipeline.left_out
        ):
            yield number, start, words, doc


@dataclass(frozen=True, slots=True)
class _Block:
    """What a block's words are made with: its number, where it stands, its text, the lexicon's lemmas and copulas, lemmas."""

    number: int
    offset: int
    text: str
    lemmas: Mapping[str, str]
    copulas: frozenset[str]
    ruled: "_RuleLemmas | None" = None


@dataclass(frozen=True)
class _Pipeline:
    """A spaCy model, the parts of it that are left out of its run, and what gives the lemmas instead."""

    model: Any
    left_out: tuple[str, ...]
    lemmas: "_RuleLemmas | None"


class _RuleLemmas:
    """Lemmas by the model's own rules, each worked out once: word by word they take a fifth of the parser's time."""

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], str] = {}

    def of(self, word: Any, key: tuple[int, int, int]) -> str:
        """The lemma of a word of this form, part of speech and morphology."""
        lemma = self._known.get(key)
        if lemma is None:
            lemma = str(self._lemmatizer.lemmatize(word)[0])
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = lemma
        return lemma


@cache
def _model(name: str) -> _Pipeline:
    spacy = importlib.import_module("spacy")
    try:
        model = spacy.load(name)
    except OSError as error:
        raise SettingsError(
            f"the spaCy model {name!r} is not installed: pip install it, or name another in TOCSIN_PARSER"
        ) from error
    kind = importlib.import_module("spacy.pipeline.lemmatizer").Lemmatizer
    ruled = next((part for part, pipe in model.pipeline if isinstance(pipe, kind) and pipe.mode == "rule"), None)
    return _Pipeline(model, (ruled,) if ruled else (), _RuleLemmas(model.get_pipe(ruled)) if ruled else None)


def _sentences(doc: Any, block: _Block, *, first: int) -> Iterator[Sentence]:
    numbers = _attributes(doc)
    names = doc.vocab.strings
    made: list[Token] = []
    keep: dict[int, Token] = {}
    i = first
    for index, (word, (pos, tag, dep, lemma, entity, orth, morph)) in enumerate(zip(doc, numbers, strict=True)):
        start, end = word.idx, word.idx + len(word)
        text = block.text[start:end]
        if word.text.isspace():
            continue
        lower = text.lower().translate(_APOSTROPHES)
        own = block.lemmas.get(lower)
        if own is None:
            own = block.ruled.of(word, (orth, pos, morph)) if block.ruled is not None and not lemma else names[lemma]
        kind = names[pos]
        token = Token(
            i, text, lower, own, kind, names[tag], names[dep],
            block.offset + start, block.offset + end, names[entity] if entity else "",
            own in block.copulas and kind in ("AUX", "VERB"),
        )  # fmt: skip
        keep[index] = token
        made.append(token)
        i += 1
    for index, token in keep.items():
        token.head = _governor(doc, index, keep)
        if token.head is not token:
            token.head.children.append(token)
    for token in made:
        if token.dep == "ccomp" and _is_cut_off(token):
            token.dep = "parataxis"
        elif token.dep == "ccomp" and _stands_behind_aside(token):
            _rehang(token, token.head.head)
        elif token.dep == "relcl":
            _mend_noun_clause(token)
    for span in doc.sents:
        kept = [index for index in range(span.start, span.end) if index in keep]
        tokens = tuple(keep[index] for index in kept)
        if tokens:
            root = next((token for token in tokens if token.head is token), tokens[0])
            _mark_edges(tokens)
            vectors = doc.tensor[kept] if len(doc.tensor) == len(doc) else doc.tensor[:0]
            yield Sentence(tokens, root, block.number, tokens[0].start, tokens[-1].end, vectors)


def _mend_noun_clause(clause: Token) -> None:
    """ "The risk that it breaks": no relative clause where the tagger knows "that" for a conjunction."""
    that = min(clause.children, key=lambda child: child.i, default=clause)
    if that.lower == "that" and that.pos == "SCONJ":
        clause.dep, that.dep = "acl", "mark"


def _stands_behind_aside(clause: Token) -> bool:
    """ "They said, citing the mayor, that it fell": the clause is what they said; parsers hang it under the aside."""
    aside = clause.head
    mark = clause.child("mark")
    return (
        mark is not None
        and aside.dep == "advcl"
        and aside.child("dobj") is not None
        and aside.head.child("ccomp", "dobj") is None
        and any(other.text == "," and other.i == mark.i - 1 for other in (*aside.children, *clause.children))
    )


def _rehang(word: Token, head: Token) -> None:
    word.head.children.remove(word)
    word.head = head
    head.children.append(word)
    head.children.sort(key=lambda child: child.i)


def _is_cut_off(clause: Token) -> bool:
    """ "They left – it seems to rain": parsers make the first a complement of the second; the dash says otherwise."""
    head = clause.head
    return clause.i < head.i and any(
        other.text in ("–", "—", ";") and clause.i < other.i < head.i for other in (*clause.children, *head.children)
    )


def _attributes(doc: Any) -> list[list[int]]:
    attrs = importlib.import_module("spacy.attrs")
    numbers: list[list[int]] = doc.to_array(
        [attrs.POS, attrs.TAG, attrs.DEP, attrs.LEMMA, attrs.ENT_TYPE, attrs.ORTH, attrs.MORPH]
    ).tolist()
    return numbers


def _governor(doc: Any, index: int, keep: dict[int, Token]) -> Token:
    """The head of a word, looking past white space, which the parser counts as words."""
    word = doc[index]
    while word.head.i not in keep and word.head.i != word.i:
        word = word.head
    return keep.get(word.head.i, keep[index])


def _mark_edges(tokens: tuple[Token, ...]) -> None:
    for token in tokens:
        token.left = token.right = token.i
    for token in _bottom_up(tokens):
        head = token.head
        if head is not token:
            head.left = min(head.left, token.left)
            head.right = max(head.right, token.right)


def _bottom_up(tokens: tuple[Token, ...]) -> list[Token]:
    order: list[Token] = []
    stack = [token for token in tokens if token.head is token]
    while stack:
        token = stack.pop()
        order.append(token)
        stack.extend(token.children)
    order.reverse()
    return order
