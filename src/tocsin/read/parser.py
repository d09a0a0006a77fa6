"""Text to sentences, by a spaCy model: the only file that knows spaCy.

A document is parsed block by block (a block is a paragraph, or a piece of a very long one), so that memory does not grow
with it, and no sentence runs over the edge of a paragraph. A block has a bounded number of words, and as much of it as no
sentence ends in has a smaller one: what a rule does for each pair of words in a sentence then costs no more a word in a
long text than in a short one.
"""

import importlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import version
from itertools import groupby
from platform import machine
from typing import Any, NamedTuple, Protocol

import numpy as np
import pydantic_core
from numpy.typing import NDArray

from tocsin.errors import SettingsError
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.mending.mending import Mending
from tocsin.text.patterns import any_of

_CAPITALS = r"[^\W\d_a-zß-öø-ÿ]"
_DATELINE = re.compile(
    rf"{_CAPITALS}{{2}}(?:{_CAPITALS}|[.'’/ -]){{1,40}}(?:,[^\n–—(]{{1,40}})?(?: ?\([^()\n]{{2,40}}\))?"
    r"(?: ?(?:–|—|--) ?| - ?| ?- )(?=[^\W\d_a-z]|[\"“])"
)
_TABLE = re.compile(r"\|[^\n]*\|[^\n]*\|(?:\n\s*\|[^\n]*\|)*|[+|][-+=|: ]{3,}[+|]")
# Signs that channels set before their posts; they stand in no sentence.
_SIGNS = re.compile(
    "(?:[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\u20e3]\\s*)+"
)
_HOUR = re.compile(
    r"(?:\[[^\[\]\n]{0,30}\d[^\[\]\n]{0,30}\]|\+{2,} ?\d{1,2}[:.]\d{2}(?: ?\+{2,})?"
    r"|\d{1,2}[:.]\d{2}(?: ?(?:[ap]\.?m\.?|GMT|UTC|CET))?(?: [-–—|]|:)?(?=\s+[^\W\da-zß-öø-ÿ]|\s+[\"“‘']))\s+(?=\S)"
)
LONGEST_BLOCK = 6_000
"""Characters a block may hold before it is cut at the end of a sentence, or failing that at a space."""
MOST_WORDS = 2_000
"""Words and marks that a block may hold. Prose has 1,200 in a block of the longest."""
MOST_WITHOUT_STOP = 400
"""Words and marks that may stand in a block without the end of a sentence. Prose and lists of news have up to 150."""
_WORD = re.compile(r"\w{1,50}|[^\w\s]")
_STOP = re.compile(r"[.?!…][\"”’»)\]]*\s")
_LETTER = re.compile(r"[^\W_]")
_ONLY_MARKS = 200
"""Characters of a block without a letter or figure that is left out."""
_BATCH_BLOCKS = 128
_BATCH_WORDS = 2_500
"""Blocks, and words in them, that the model parses together: more are not faster, and cost memory (17 kB a word)."""

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
# What the model has rarely seen, or misreads (it takes “isn’t” apart but not for a negation); each is replaced by one
# character, so that offsets hold.
_FAMILIAR = str.maketrans({
    "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "«": "“", "»": "”", "„": "“", "\ufeff": " ",
    "’": "'", "ʼ": "'",
})  # fmt: skip
# "60 000 sailors": the model takes it for one number only with a sign between its parts. Figures behind a name or a month
# are two numbers: "on May 13 500 people".
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3}){1,4}(?= [^\W\d_]|[.,;:!?)]?(?:\s|$))")
_NAMED = re.compile(r"[\w,] [^\W\d_a-zß-öø-ÿ][^\W\d_]*\.? $")
# "Fell to -30 degrees": the model takes a minus with its figure for a mark, and may end the sentence there. A nought in the
# place of the minus leaves a number.
_MINUS = re.compile(r"(?<=[^\W\d] )[-−](?=\d)")
# "Notice No. 4 of Monday": no sentence ends there.
_NUMBERED = re.compile(r"No\.(?<=\w No\.)(?= \d)")
_STOPS = {"ends": "!", "goes_on": " "}
"""What stands for a stop that is taken amiss, by why it is: as many characters."""
_NEAR = 30
"""Characters before such a number in which the name stands that it may belong to."""
# "He said that [the town] was quiet": what an editor put in is read as if it stood there without the brackets.
_INSERTED = re.compile(r"(?<=[^\W\d_,] )\[([^\W\d_][^\[\]\n.!?]{0,58}[^\W\d_])\](?=[ ,.;:])")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no text should hold and no model can take."""
_FEWEST = 16
"""Rows of the smallest matrix that is multiplied: the library takes another way for fewer, and rounds otherwise."""
_FORM = 1
"""The version of the form in which a parsed block is remembered."""
_REMEMBERED = 200_000
"""Words whose lemmas, and whose readings by rule, are remembered."""


def blocks(text: str) -> Iterator[Span]:
    """The paragraphs of a text: its lines, or, where lines are wrapped, what stands between empty lines."""
    paragraph = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*" if _is_wrapped(text) else r"\S[^\n]*")
    for match in paragraph.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        if signs := _SIGNS.match(text, start, end):
            start = signs.end()
        if start == end:
            continue
        if text[start] == "[" and text[end - 1] == "]" and text.count("[", start, end) == 1:
            continue  # a note of the editor's
        if _TABLE.fullmatch(text, start, end):
            continue  # rows of a table are no sentences
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
    """A paragraph in blocks."""
    while end - start > LONGEST_BLOCK:
        middle, limit = start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK
        cut = max(text.rfind(mark, middle, limit) for mark in (". ", "? ", "! ", ".\n"))
        if cut < 0:
            cut = text.rfind(" ", middle, limit)
        cut = cut + 1 if cut >= 0 else limit
        yield from _bounded(text, start, cut)
        start = cut
    if start < end:
        yield from _bounded(text, start, end)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch of text in as few pieces as hold no more words than a block may."""
    if end - start > MOST_WITHOUT_STOP:
        stops = [match.end() for match in _STOP.finditer(text, start, end)]
        words = without_stop = passed = 0
        for word in _WORD.finditer(text, start, end):
            while passed < len(stops) and stops[passed] <= word.start():
                passed += 1
                without_stop = 0
            if words == MOST_WORDS or without_stop == MOST_WITHOUT_STOP:
                yield from _worded(text, start, word.start())
                start = word.start()
                words = without_stop = 0
            words += 1
            without_stop += 1
    yield from _worded(text, start, end)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    """A block, unless it is long and nothing but marks: rows of asterisks say nothing."""
    if end - start < _ONLY_MARKS or _LETTER.search(text, start, end):
        yield Span(start, end)


def word_count(text: str, spans: Iterable[Span]) -> int:
    """How many words and marks some stretches of a text hold, as far as the parser takes them apart."""
    return sum(len(_WORD.findall(text, start, end)) for start, end in spans)


class Memory(Protocol):
    """What remembers values by their keys, or does not."""

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of these keys, as far as they are remembered."""

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Remember values."""


class _ParsedBlock(NamedTuple):
    """What the model says of a block.

    Attributes:
        words: A row a word: its length, whether a space follows, how far off its head stands, whether it is white space, its
            entity, part of speech, tag, relation and lemma.
        sentences: The first word of each sentence, and the one after its last.
        vectors: The model's vector of each word; none where it makes none.
    """

    words: list[tuple[int, int, int, bool, str, str, str, str, str]]
    sentences: list[tuple[int, int]]
    vectors: NDArray[np.float32]


class Parser:
    """Parses documents with one spaCy model, which is loaded on first use."""

    def __init__(
        self,
        model: str,
        *,
        words: Mapping[str, Any] | None = None,
        retort: str | None = None,
        mending: Mending | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Take the model's name, what a language says about its words, its retorts, and what puts its parses right.

        What the model says of a block depends on this block alone. So a block that `memory` knows is not parsed again.

        The manifest has `lemmas` put right, `copulas`, `conjunctions` that begin a clause which is what a noun tells,
        `notes` in brackets that are no part of a sentence, and `units` for which the model takes the stop behind them.
        """
        self.model = model
        self._memory = memory
        self._mending = mending
        words = words or {}
        self._lemmas: Mapping[str, str] = words.get("lemmas", {})
        self._copulas = frozenset(words.get("copulas", ()))
        self._conjunctions = frozenset(words.get("conjunctions", ()))
        self._notes = frozenset(words.get("notes", ()))
        platforms = "|".join(map(re.escape, words.get("platforms", ())))
        # "The army says it left – lie.": the retort is a sentence of its own.
        self._retort = (
            re.compile(rf"(?:(?<=\w )[–—-]|(?<=\w):)(-?)(\s+)({retort})(?=\s*(?:[.!]+(?:\s|$)|$))", re.I)
            if retort
            else None
        )
        units = "|".join(map(re.escape, words.get("units", ())))
        # "A speed of 40 km/h. The train …": the model takes such a stop for a part of the unit.
        self._measured = re.compile(rf"(\d (?:{units}))\.(?=\s+[^\W\d_a-zß-öø-ÿ]|\s*$)") if units else None
        self._stops = _stops(words["openings"], words["shortened"]) if "openings" in words else None
        self._posted = re.compile(rf"(\b(?:{platforms}))\.(?=\s+[^\W\d_a-zß-öø-ÿ])") if platforms else None

    def parse(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[tuple[Sentence, ...]]:
        """Parse the blocks given with each text; a text's sentences come together, in the order given.

        Raises:
            SettingsError: The model is not installed.
        """
        for _, group in groupby(self._parsed_blocks(texts), key=lambda item: item[0]):
            tokens = 0
            sentences: list[Sentence] = []
            for number, (_, offset, words, parsed) in enumerate(group):
                made = list(self._sentences(parsed, words, block=number, offset=offset, first=tokens))
                tokens += sum(len(sentence.tokens) for sentence in made)
                sentences += made
            yield tuple(sentences)

    def _parsed_blocks(
        self, texts: Iterable[tuple[str, Sequence[Span]]]
    ) -> Iterator[tuple[int, int, str, _ParsedBlock]]:
        for batch in _batches(texts):
            parsed = self._parsed([self._familiar(words) for _, _, words in batch])
            for block, (number, start, words) in zip(parsed, batch, strict=True):
                yield number, start, words, block

    def _parsed(self, blocks: Sequence[str]) -> list[_ParsedBlock]:
        """The blocks parsed; what is remembered is not parsed again."""
        keys = [self._key(block) for block in blocks]
        held = self._memory.get(keys) if self._memory is not None else {}
        found = [_unpacked(held[key]) if key in held else None for key in keys]
        left = [number for number, block in enumerate(found) if block is None]
        if left:
            pipeline = _model(self.model)
            docs = pipeline.parsed([blocks[number] for number in left])
            new = {number: pipeline.told(doc) for number, doc in zip(left, docs, strict=True)}
            if self._memory is not None:
                self._memory.put({keys[number]: _packed(block) for number, block in new.items()})
            return [new[number] if block is None else block for number, block in enumerate(found)]
        return [block for block in found if block is not None]

    def _key(self, block: str) -> bytes:
        return blake2b(f"{_FORM} {self._version}\0{block}".encode("utf-8", "replace"), digest_size=20).digest()

    @cached_property
    def _version(self) -> str:
        """What a parse depends on besides the text: the model, and what computes."""
        try:
            own = version(self.model)
        except ImportError:
            own = "?"
        return " ".join((self.model, own, version("spacy"), version("thinc"), np.__version__, machine()))

    def _familiar(self, words: str) -> str:
        """A block as the model knows such texts, in as many characters."""

        def opened(inserted: re.Match[str]) -> str:
            return inserted[0] if inserted[1].lower() in self._notes else f" {inserted[1]} "

        def joined(number: re.Match[str]) -> str:
            named = _NAMED.search(words[max(0, number.start() - _NEAR) : number.start()])
            return number[0] if named else number[0].replace(" ", ",")

        words = _INSERTED.sub(opened, words.translate(_FAMILIAR))
        if self._posted is not None:
            words = self._posted.sub(r"\1!", words)  # the stop behind one letter is taken for an abbreviation's
        if self._measured is not None:
            words = self._measured.sub(r"\1!", words)
        if self._stops is not None:
            words = _NUMBERED.sub("Num", words)
            words = self._stops.sub(lambda found: _STOPS[str(found.lastgroup)], words)
        if self._retort is not None:
            words = self._retort.sub(lambda found: f".{found[1]}{found[2]}{found[3].capitalize()}", words)
        return _SPACED.sub(joined, _MINUS.sub("0", words))

    def _sentences(self, parsed: _ParsedBlock, text: str, *, block: int, offset: int, first: int) -> Iterator[Sentence]:
        """The sentences of a parsed block, which begins at `offset` of the document with the word of number `first`."""
        keep, heads = self._tokens(parsed, text, offset=offset, first=first)
        for index, token in keep.items():
            head = heads[index]
            # White space counts as a word for the model: the head of what hangs on it is the next word above.
            while head not in keep and heads[head] != head:
                head = heads[head]
            token.head = keep.get(head, token)
            if token.head is not token:
                token.head.children.append(token)
        for token in keep.values():
            if token.dep == "ccomp" and _is_cut_off(token):
                token.dep = "parataxis"
            elif token.dep == "ccomp" and _stands_behind_aside(token):
                above = token.head.head
                token.head.children.remove(token)
                token.head = above
                above.children.append(token)
                above.children.sort(key=lambda child: child.i)
            elif token.dep == "relcl":
                # "The risk that it breaks": no relative clause where the tagger knows "that" for a conjunction.
                opening = min(token.children, key=lambda child: child.i, default=token)
                if opening.pos == "SCONJ" and opening.lower in self._conjunctions:
                    token.dep, opening.dep = "acl", "mark"
        for start, end in parsed.sentences:
            kept = [index for index in range(start, end) if index in keep]
            tokens = tuple(keep[index] for index in kept)
            if tokens:
                _mark_edges(tokens)
                if self._mending is not None and self._mending.mend(tokens):
                    _mark_edges(tokens)
                root = next((token for token in tokens if token.head is token), tokens[0])
                vectors = parsed.vectors[kept] if len(parsed.vectors) == len(parsed.words) else parsed.vectors[:0]
                yield Sentence(tokens, root, block, tokens[0].start, tokens[-1].end, vectors)

    def _tokens(
        self, parsed: _ParsedBlock, text: str, *, offset: int, first: int
    ) -> tuple[dict[int, Token], list[int]]:
        """The words of a parsed block that are no white space, by their number in it, not yet tied together; all heads."""
        keep: dict[int, Token] = {}
        start, heads = 0, []
        for index, (length, space, head, blank, entity, pos, tag, dep, lemma) in enumerate(parsed.words):
            end = start + length
            heads.append(index + head)
            if not blank:
                own_text = text[start:end]
                lower = own_text.lower().translate(_APOSTROPHES)
                own = self._lemmas.get(lower, lemma)
                keep[index] = Token(
                    first + len(keep), own_text, lower, own, pos, tag, dep,
                    offset + start, offset + end, entity,
                    own in self._copulas and pos in ("AUX", "VERB"),
                )  # fmt: skip
            start = end + space
        return keep, heads


def _stops(openings: Iterable[str], shortened: Iterable[str]) -> re.Pattern[str]:
    """Stops that the model takes amiss: behind an hour or a letter that ends a sentence, and behind shortened words.

    "At 5 a.m. The bus …", "in hall B. One of them …": what opens a sentence tells that one ended. "The 2nd bn. is here": no
    sentence ends there. The pattern begins with the stop itself, and then looks back: few signs of a text are stops.
    """
    begins = rf"(?=\s+(?:{any_of(openings)})\s)"
    words = "|".join(rf"(?<=[\s\d]{re.escape(word)}\.)" for word in shortened)
    return re.compile(
        rf"\.(?:(?:(?<=\d [ap]\.m\.)|(?<=[a-z] [A-HJ-Z]\.)){begins}(?P<ends>)|(?:{words})(?= [a-z\d])(?P<goes_on>))"
    )


def _batches(texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[list[tuple[int, int, str]]]:
    """The blocks of texts, each with the number of its text and where it starts, in batches of bounded size."""
    batch: list[tuple[int, int, str]] = []
    size = 0
    for number, (text, spans) in enumerate(texts):
        for start, end in spans or [Span(0, 0)]:
            words = _HALVES.sub("\ufffd", text[start:end])
            length = len(_WORD.findall(words))
            if batch and (len(batch) == _BATCH_BLOCKS or size + length > _BATCH_WORDS):
                yield batch
                batch, size = [], 0
            batch.append((number, start, words))
            size += length
    if batch:
        yield batch


class _Pipeline:
    """A spaCy model without the parts whose work is done here, each kind of word once instead of word by word.

    These are lemmas by rule, and the rules that give parts of speech and morphology for a tag, a relation and some words:
    word by word they take a quarter of the parser's time.
    """

    def __init__(self, model: Any) -> None:
        pipeline, attrs = importlib.import_module("spacy.pipeline"), importlib.import_module("spacy.attrs")
        self._model = model
        self._head = attrs.HEAD
        self._columns = [
            attrs.LENGTH, attrs.SPACY, attrs.IS_SPACE, attrs.ENT_TYPE, attrs.ORTH, attrs.LOWER, attrs.POS, attrs.TAG,
            attrs.DEP, attrs.LEMMA, attrs.MORPH,
        ]  # fmt: skip
        parts = dict(model.pipeline)
        self._lemmatizer: Any = None
        self._ruler: Any = None
        self._parts = []
        for part in parts.values():
            if isinstance(part, pipeline.Lemmatizer) and part.mode == "rule":
                self._lemmatizer = part
            elif isinstance(part, pipeline.AttributeRuler) and self._takes_over(part, parts.values()):
                self._ruler = part
            else:
                self._parts.append(part)
        self._of_transitions = (pipeline.DependencyParser, pipeline.EntityRecognizer)
        # What the rules say of a word, by the number of its form, tag and relation; for most words that of no form, 0.
        self._of_words: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._of_rules: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._of_lemmas: dict[tuple[int, int, int], str] = {}

    def parsed(self, texts: Sequence[str]) -> list[Any]:
        """The texts parsed by all parts of the model but those whose work is done here."""
        docs = [self._model.make_doc(text) for text in texts]
        for part in self._parts:
            if isinstance(part, self._of_transitions) and part.cfg["beam_width"] == 1:
                part.set_annotations(docs, _best_transitions(part, docs))
            elif hasattr(part, "pipe"):
                docs = list(part.pipe(docs, batch_size=len(docs)))
            else:
                docs = [part(doc) for doc in docs]
        return docs

    def _takes_over(self, ruler: Any, parts: Iterable[Any]) -> bool:
        """Whether the rules look at nothing but tag, relation and word; sets up what tells for which words they do."""
        self._words: set[int] = set()
        # Where a rule for words in a row ("there is") may begin, or one for a pattern of letters: few texts have such words.
        self._rare_words, self._rare_relations, self._rare_forms = set[int](), set[int](), list[re.Pattern[str]]()
        number = ruler.vocab.strings.add
        for pattern in (one for entry in ruler.patterns for one in entry["patterns"]):
            if any(not word.keys() <= {"TAG", "DEP", "LOWER", "IS_SPACE"} for word in pattern):
                return False
            form, relation = pattern[0].get("LOWER", {"IN": ()}), pattern[0].get("DEP")
            forms = (form,) if isinstance(form, str) else form.get("IN", ())
            self._words.update(map(number, forms))
            if isinstance(form, dict) and form.keys() == {"REGEX"}:
                self._rare_forms.append(re.compile(form["REGEX"]))
            elif isinstance(form, dict) and form.keys() != {"IN"}:
                return False
            elif len(pattern) > 1 and forms:
                self._rare_words.update(map(number, forms))
            elif len(pattern) > 1 and isinstance(relation, str):
                self._rare_relations.add(number(relation))
            elif len(pattern) > 1:
                return False
        return not any(isinstance(part, importlib.import_module("spacy.pipeline").Morphologizer) for part in parts)

    def told(self, doc: Any) -> _ParsedBlock:
        """What a parsed text says."""
        return _ParsedBlock(
            words=list(self._described(doc)),
            sentences=[(span.start, span.end) for span in doc.sents],
            vectors=doc.tensor,
        )

    def _described(self, doc: Any) -> Iterator[tuple[int, int, int, bool, str, str, str, str, str]]:
        """What a parsed text says of each word.

        Yields:
            Its length, whether a space follows, how far off its head stands, whether it is white space, its entity, part of
            speech, tag, relation and lemma.
        """
        rows = doc.to_array(self._columns).tolist()
        if self._ruler is not None:
            ruled = [
                self._of_words.get((lower, tag, dep)) or self._ruled(doc, index, lower, tag, dep)
                for index, (*_, lower, _, tag, dep, _, _) in enumerate(rows)
            ]
            if () in ruled:
                rows = self._ruler(doc).to_array(self._columns).tolist()
            else:
                rows = [(*row[:5], 0, *by_rules) for row, by_rules in zip(rows, ruled, strict=True)]
        names, lemmatizer = doc.vocab.strings, self._lemmatizer
        # Only where a head stands may lie before zero; all else are numbers of strings.
        heads = doc.to_array(self._head).view("int64").tolist()
        for index, (row, head) in enumerate(zip(rows, heads, strict=True)):
            length, space, blank, entity, orth, _, pos, tag, dep, lemma, morph = row
            if lemma or lemmatizer is None:
                spelt = names[lemma]
            else:
                spelt = self._of_lemmas.get((orth, pos, morph)) or self._lemma(doc[index], (orth, pos, morph))
            named = names[entity] if entity else ""
            yield length, space, head, bool(blank), named, names[pos], names[tag], names[dep], spelt

    def _ruled(self, doc: Any, index: int, lower: int, tag: int, dep: int) -> tuple[int, ...]:
        """Part of speech, tag, relation, lemma and morphology of a word by the rules; nothing if only its text can tell.

        They are found on a text of this word alone.
        """
        form = doc.vocab.strings[lower]
        known = lower if lower in self._words or any(pattern.search(form) for pattern in self._rare_forms) else 0
        ruled = self._of_rules.get((known, tag, dep))
        if ruled is None:
            if dep in self._rare_relations or known in self._rare_words or (known and known not in self._words):
                ruled = ()
            else:
                word = doc[index]
                alone = importlib.import_module("spacy.tokens").Doc(
                    doc.vocab, words=[word.text], tags=[word.tag_], deps=[word.dep_]
                )
                ruled = tuple(self._ruler(alone).to_array(self._columns[-5:]).tolist()[0])
            self._of_rules[known, tag, dep] = ruled
        if len(self._of_words) >= _REMEMBERED:
            self._of_words.clear()
        self._of_words[lower, tag, dep] = ruled
        return ruled

    def _lemma(self, word: Any, key: tuple[int, int, int]) -> str:
        """The lemma of a word of this form, part of speech and morphology, by the model's rules."""
        _, word.pos, morph = key
        word.set_morph(morph)
        lemma = str(self._lemmatizer.lemmatize(word)[0])
        if len(self._of_lemmas) >= _REMEMBERED:
            self._of_lemmas.clear()
        self._of_lemmas[key] = lemma
        return lemma


def _packed(block: _ParsedBlock) -> bytes:
    told = pydantic_core.to_json([block.words, block.sentences, block.vectors.shape])
    packed = zlib.compress(told, 1)
    return len(packed).to_bytes(4, "little") + packed + np.ascontiguousarray(block.vectors, np.float32).tobytes()


def _unpacked(value: bytes) -> _ParsedBlock | None:
    """The block that was packed; None if it is none."""
    end = 4 + int.from_bytes(value[:4], "little")
    try:
        words, sentences, shape = pydantic_core.from_json(zlib.decompress(value[4:end]))
        vectors = np.frombuffer(value[end:], np.float32).reshape(shape)
    except (ValueError, zlib.error):
        return None
    return _ParsedBlock(words, sentences, vectors)


def _best_transitions(part: Any, docs: Sequence[Any]) -> list[Any]:
    """The states of a parser or recognizer of names that takes the best transition at each word.

    This is spaCy's own loop, but with the interpreter's lock held throughout: spaCy's compiled code lets go of the lock and
    takes it again at every look at a word, which costs a seventh of the time of all reading.
    """
    states: list[Any] = part.moves.init_batch(docs)
    running = [state for state in states if not state.is_final()]
    if running:
        model = part.model.predict(docs)
        while running:
            running = part.transition_states(running, model.predict(running))
        model.clear_memory()
    return states


@cache
def _model(name: str) -> _Pipeline:
    spacy, thinc = importlib.import_module("spacy"), importlib.import_module("thinc.api")
    try:
        # numpy multiplies matrices of this size in a half to a third of the time that spaCy's own library takes.
        with thinc.use_ops("numpy", use_blis=False):
            return _Pipeline(_made_steady(spacy.load(name)))
    except OSError as error:
        raise SettingsError(
            f"the spaCy model {name!r} is not installed: pip install it, or name another in TOCSIN_PARSER"
        ) from error


def _made_steady(model: Any) -> Any:
    """A model that makes of a block, to the last bit, the same whatever is parsed with it."""
    ops = importlib.import_module("thinc.api").NumpyOps

    class SteadyOps(ops):  # type: ignore[misc, valid-type]
        """Products of matrices in which a row does not depend on how many others there are."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            rows = len(x)
            if trans1 or rows >= _FEWEST:
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            wide = self.xp.zeros((_FEWEST, x.shape[1]), x.dtype)
            wide[:rows] = x
            product = super().gemm(wide, y, trans2=trans2)[:rows]
            if out is None:
                return product
            out[...] = product
            return out

    steady = SteadyOps(use_blis=False)
    for part in dict(model.pipeline).values():
        if getattr(part, "model", None) is not None:
            for node in part.model.walk():
                node.ops = steady
    return model


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


def _is_cut_off(clause: Token) -> bool:
    """ "They left – it seems to rain": parsers make the first a complement of the second; the dash says otherwise."""
    head = clause.head
    return clause.i < head.i and any(
        other.text in ("–", "—", ";") and clause.i < other.i < head.i for other in (*clause.children, *head.children)
    )


def _mark_edges(tokens: tuple[Token, ...]) -> None:
    """Tell each word of a sentence how far the words under it reach, from the bottom of the tree up."""
    order: list[Token] = []
    stack = [token for token in tokens if token.head is token]
    while stack:
        token = stack.pop()
        order.append(token)
        stack.extend(token.children)
    for token in tokens:
        token.left = token.right = token.i
    for token in reversed(order):
        head = token.head
        if head is not token:
            if token.left < head.left:
                head.left = token.left
            if token.right > head.right:
                head.right = token.right
