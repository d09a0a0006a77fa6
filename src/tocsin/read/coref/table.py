"""The properties of each phrase: its kind, which pronouns can stand for it, its words, its place; a column a fact.

The columns are arrays over the document's phrases, so that pairs of phrases are compared all at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.coref.mentions import Phrase, phrases_of
from tocsin.read.coref.names import DocumentNames

Ints = NDArray[np.int64]

HE, SHE, IT, THEY = 1, 2, 4, 8
ANY = HE | SHE | IT | THEY
PERSON = HE | SHE


class Kind:
    """What a phrase is: a pronoun of some kind, a name, or a description by how it begins. Plain numbers, for arrays."""

    FIRST: Final = 0
    FIRST_PLURAL: Final = 1
    SECOND: Final = 2
    HE: Final = 3
    SHE: Final = 4
    IT: Final = 5
    THEY: Final = 6
    THIS: Final = 7
    THESE: Final = 8
    OTHERS: Final = 9
    NAME: Final = 10
    DEFINITE: Final = 11
    DEMONSTRATIVE: Final = 12
    POSSESSIVE: Final = 13
    INDEFINITE: Final = 14
    BARE: Final = 15
    SEVERAL: Final = 16
    NUMBER: Final = 17


_PRONOUNS = (
    "first", "first_plural", "second", "he", "she", "it", "they", "this", "these", "others",
)  # fmt: skip
"""The kinds of pronoun as the lexicon names them, in the order of their numbers."""
_ARTICLES = ((Kind.DEFINITE, "definite"), (Kind.DEMONSTRATIVE, "demonstrative"), (Kind.INDEFINITE, "indefinite"))
_SYMBOL = tuple(f"#{kind}" for kind in range(Kind.NUMBER + 1))
_ALIKE = tuple(str(Kind.HE if kind == Kind.SHE else kind) for kind in range(Kind.NUMBER + 1))
THIRD = (Kind.HE, Kind.SHE, Kind.IT, Kind.THEY)
ROLES = ("subject", "object", "preposition", "possessor", "modifier", "attribute", "conjunct", "other")
_ROLE = {
    "nsubj": 0, "nsubjpass": 0, "csubj": 0, "dobj": 1, "dative": 1, "pobj": 2, "pcomp": 2, "poss": 3, "compound": 4,
    "nmod": 4, "attr": 5, "oprd": 5, "conj": 6,
}  # fmt: skip
SUBJECT, OBJECT, POSSESSOR, ATTRIBUTE, _CONJUNCT = 0, 1, 3, 5, 6
ENTITIES = ("none", "person", "organisation", "state", "place", "nationality", "time", "number", "other")
_ENTITY = {
    "": 0, "PERSON": 1, "ORG": 2, "GPE": 3, "LOC": 4, "FAC": 4, "NORP": 5, "DATE": 6, "TIME": 6, "CARDINAL": 7, "MONEY": 7,
    "PERCENT": 7, "QUANTITY": 7, "ORDINAL": 7,
}  # fmt: skip
_PERSON_NAME, _ORGANISATION, _PLACE_NAMES, _NATIONALITY, _MEASURES = 1, 2, (3, 4), 5, (6, 7)
_PRONOUN = {
    Kind.HE: HE, Kind.SHE: SHE, Kind.IT: IT, Kind.THEY: THEY, Kind.THIS: IT, Kind.THESE: THEY,
}  # fmt: skip
_SPEAKING = frozenset(("ORG", "GPE", "NORP"))
_EMPTY_POS = frozenset(("DET", "PUNCT", "PART", "ADP"))
_MODIFIER_POS = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "VERB"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "acomp", "csubj", "advcl", "attr", "dobj", "expl"))
_SUBJECTS = ("nsubj", "nsubjpass")
_SINGLE = frozenset(("i", "you"))
_SUBJECTLESS = frozenset(("conj", "xcomp", "advcl"))
_FAR = 12
"""How many words up the tree are looked at."""
_BITS = 62
"""Bits of the set of words of a phrase: two sets that share a bit most likely share a word."""
_LONG = 14
"""Words of a phrase that are compared, one more than this: the rest is a clause."""
_SHORT = 4
"""Letters of a noun whose ending tells nothing."""
_VECTOR_SCALE = np.float32(0.3)
"""Brings the parser's vectors to the size of the network's own."""
_KEPT = 50_000
"""Nouns that are remembered."""
FIELDS = (
    "head", "kind", "relation", "governor", "tag", "entity", "first", "before", "after", "length", "governor_pos",
    "modifier", "relation_governor", "quoted", "complements", "next_after", "seen",
)  # fmt: skip


class Row(NamedTuple):
    """The properties of one phrase, as numbers.

    Attributes:
        kind: Its `Kind`.
        allowed: The pronouns that can stand for it, as bits.
        likely: Those that most likely do.
        entity: A number of `ENTITIES`.
        role: A number of `ROLES`.
        head: What its head is: a number for the noun's lemma, or the name's last word.
        words: A number for all its words; no two pronouns have the same.
        name: A number for the name it is, in its fullest form; 0 for what is no name.
        holder: A number for the name that it describes: "the minister" where just one was said to be one; else 0.
        word_bits: Its words as a set of bits.
        modifier_bits: The words before its head that narrow it, as a set of bits.
        sentence: The number of its sentence.
        block: The number of its paragraph.
        left: Its first word.
        right: Its last word.
        position: Its head.
        governor: The word it depends on; -1 at the root.
        verb: The word whose argument it is, past a preposition or the noun it possesses.
        shared: For an object, the verb whose subject its verb has as well: "bought tents and moved them"; else -1.
        clause: The verb of its clause.
        clause_left: The first word under that verb.
        clause_right: The last word under it.
        depth: How far its head lies below the root.
        inside: Whether it stands inside another noun's phrase.
        reflexive: Whether it is a pronoun that stands for the subject of its own verb.
        several: Whether it is a coordination.
        quote: The number of the quotation it stands in, from 1; 0 outside.
        group: The first member of the coordination that it is a member of; -1 for none.
        speaks: Whether it is a body, a state or a writing, which can say something.
    """

    kind: int
    allowed: int
    likely: int
    entity: int
    role: int
    head: int
    words: int
    name: int
    holder: int
    word_bits: int
    modifier_bits: int
    sentence: int
    block: int
    left: int
    right: int
    position: int
    governor: int
    verb: int
    shared: int
    clause: int
    clause_left: int
    clause_right: int
    depth: int
    inside: int
    reflexive: int
    several: int
    quote: int
    group: int
    speaks: int
    acts: int


@dataclass(frozen=True, eq=False)
class Table:
    """The phrases of a document, in order, and their properties.

    Attributes:
        phrases: The phrases.
        symbols: What each phrase looks like, in the order of `FIELDS`.
        columns: What `Row` tells, a column a field.
        names: The name that each phrase is, in its fullest form; None for what is no name.
        seen: How many phrases of the same head or name stand before each.
        total: How many there are in all.
        vectors: What the parser's network made of each head: (phrases, width); the width is 0 where it does not tell.
    """

    phrases: list[Phrase]
    symbols: list[tuple[str, ...]]
    columns: dict[str, Ints]
    names: list[str | None]
    seen: Ints
    total: Ints
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.phrases)

    def __getitem__(self, name: str) -> Ints:
        """The column of this name."""
        return self.columns[name]


class TableMaker:
    """Describes the phrases of documents in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, parties = lexicon.table("coreference"), lexicon.table("parties")
        pronouns: Mapping[str, Any] = table["pronouns"]
        self._kinds = {word: kind for kind, name in enumerate(_PRONOUNS) for word in pronouns[name]}
        self._reflexive = frozenset(pronouns["reflexive"])
        self._same: dict[str, str] = pronouns["same"]
        self._possessive_same: dict[str, str] = {**self._same, **pronouns["possessive_same"]}
        self._articles = {word: kind for kind, name in _ARTICLES for word in table["articles"][name]}
        agents = (*parties["speakers"]["bodies"], *parties["writings"]["nouns"], *table["agents"]["nouns"])
        self._speaking = frozenset(agents)
        self._deeds, self._under_way = frozenset(table["agents"]["verbs"]), frozenset(table["agents"]["under_way"])
        self._places = frozenset(table["places"]["nouns"])
        self._bodies = frozenset(parties["speakers"]["bodies"])
        bits = {"he": HE, "she": SHE}
        self._told = {
            noun: bits[group["pronoun"]] for group in parties["names"]["noun_pronouns"] for noun in group["nouns"]
        }
        self._persons = frozenset((*parties["speakers"]["persons"], *table["persons"]["nouns"], *self._told))
        self._endings = tuple(table["persons"]["endings"])
        self._nouns: dict[str, tuple[int, int]] = {}

    def table(self, sentences: Sequence[Sentence], names: DocumentNames, quotes: Sequence[Span]) -> Table:
        """The phrases of a document.

        Args:
            sentences: The document's sentences.
            names: Its names.
            quotes: Its quotations, in order.
        """
        phrases = phrases_of(sentences)
        numbers: dict[str, int] = {}
        rows: list[Row] = []
        symbols: list[tuple[str, ...]] = []
        called: list[str | None] = []
        seen: list[int] = []
        counts: dict[int, int] = {}
        quote = 0
        for place, phrase in enumerate(phrases):
            while quote < len(quotes) and quotes[quote].end <= phrase.start:
                quote += 1
            quoted = quote + 1 if quote < len(quotes) and quotes[quote].start <= phrase.start else 0
            row, own, call = self._described(phrase, sentences[phrase.sentence], names, numbers, place, quoted)
            rows.append(row)
            symbols.append(own)
            called.append(call)
            key = row.name or -row.head
            seen.append(counts.get(key, 0))
            counts[key] = seen[-1] + 1
        total = [counts[row.name or -row.head] for row in rows]
        return Table(
            phrases,
            [(*own, f"{min(one, 2)}/{min(all_, 4)}") for own, one, all_ in zip(symbols, seen, total, strict=True)],
            {
                name: np.array(column, np.int64)
                for name, column in zip(
                    Row._fields, zip(*rows, strict=True) if rows else [()] * len(Row._fields), strict=True
                )
            },
            called,
            np.array(seen, np.int64),
            np.array(total, np.int64),
            _vectors(phrases, sentences),
        )

    def _described(
        self, phrase: Phrase, sentence: Sentence, names: DocumentNames, numbers: dict[str, int], place: int, quoted: int
    ) -> tuple[Row, tuple[str, ...], str | None]:  # fmt: skip
        """The properties of a phrase, its symbols but the last, which takes a look at the others, and the name that it is."""

        def number(symbol: str) -> int:
            return numbers.setdefault(symbol, len(numbers) + 1)

        token, tokens = phrase.head, sentence.tokens
        offset = tokens[0].i
        at, to = phrase.left - offset, phrase.right - offset
        first = tokens[at]
        kind = Kind.NAME if not phrase.is_several and names.is_surname(token) else self._kind(phrase, first)
        is_pronoun = kind < Kind.NAME
        name = None
        if kind == Kind.NAME or (not is_pronoun and not phrase.is_several and token.child("appos", "flat") is not None):
            name = names.called(token, sentence)
        allowed, likely = self._pronouns(phrase, kind, name, names)
        content: list[str] = []
        modifiers: list[str] = []
        if not is_pronoun:
            for word in tokens[at : min(to, at + _LONG) + 1]:
                if word.pos in _EMPTY_POS or word.tag == "PRP$":
                    continue
                content.append(word.lower)
                if word.head is token and word.i < token.i and word.pos in _MODIFIER_POS:
                    modifiers.append(word.lower)
        mark = "&" if phrase.is_several else ""
        governor, role = token.head, _ROLE.get(token.dep, 7)
        group = token.i if token.child("conj") is not None else -1
        if role == _CONJUNCT:
            while governor.dep == "conj":
                governor = governor.head
            group, governor = governor.i, governor.head
        clause, depth, above = token, 0, token
        while above.head is not above and depth < _FAR:
            above = above.head
            depth += 1
            if clause is token and above.pos in ("VERB", "AUX"):
                clause = above
        if clause is token:
            clause = above
        is_root = governor is token
        lemma, low = token.lemma.lower(), self._alike(token)
        row = Row(
            kind, allowed, likely, _ENTITY.get(token.entity, 8), role,
            number(mark + (_SYMBOL[kind] if is_pronoun else token.lower if kind == Kind.NAME else lemma)),
            -place - 1 if is_pronoun else number(" ".join(content) + mark + "$"),
            number("@" + name) if name else 0,
            number("@" + held) if kind == Kind.DEFINITE and (held := names.holder(token)) is not None else 0,
            _bits(content, number), _bits(modifiers, number),
            phrase.sentence, sentence.block, phrase.left, phrase.right, token.i, -1 if is_root else governor.i,
            governor.head.i if token.dep in ("pobj", "poss") else governor.i,
            _shared(governor) if role == OBJECT else -1, clause.i, clause.left, clause.right, depth,
            governor.pos in ("NOUN", "PROPN", "PRON") or (token.dep == "pobj" and governor.head.pos in ("NOUN", "PROPN")),
            token.lower in self._reflexive, phrase.is_several, quoted, -1 if phrase.is_several else group,
            token.entity in _SPEAKING or lemma in self._speaking,
            token.dep == "nsubj" and self._only_agents_do(governor),
        )  # fmt: skip
        governing = "-" if is_root else governor.lemma.lower()
        complements = "-"
        if is_pronoun:
            around = {child.dep for child in governor.children if child.dep in _COMPLEMENTS and child is not token}
            complements = f"{low}|{'+'.join(sorted(around))}"
        return row, (
            low if is_pronoun else lemma, _ALIKE[kind], token.dep, governing, token.tag,
            token.entity, self._alike(first), self._alike(tokens[at - 1]) if at > 0 else "<s>",
            self._alike(tokens[to + 1]) if to + 1 < len(tokens) else "</s>", str(min(to - at + 1, 8)), governor.pos,
            modifiers[0] if modifiers else "-", f"{token.dep}|{governing}", "q" if quoted else "-", complements,
            (tokens[to + 2].lower if to + 2 < len(tokens) else "</s>") if is_pronoun else "-",
        ), name  # fmt: skip

    def _only_agents_do(self, verb: Token) -> bool:
        lemma, helper = verb.lemma.lower(), verb.child("aux")
        return lemma in self._deeds or (
            lemma in self._under_way and helper is not None and helper.lemma in ("have", "be")
        )

    def _kind(self, phrase: Phrase, first: Token) -> int:
        token = phrase.head
        if phrase.is_several:
            return Kind.SEVERAL
        if phrase.left == phrase.right and token.pos in ("PRON", "DET"):
            pronoun = self._kinds.get(token.lower)
            if pronoun is not None:
                return pronoun
        if token.pos == "PROPN":
            return Kind.NAME
        if token.pos == "NUM" or token.tag == "CD":
            return Kind.NUMBER
        if first.tag == "PRP$":
            return Kind.POSSESSIVE
        if first.pos in ("DET", "PRON", "ADJ") and first.lower in self._articles:
            return self._articles[first.lower]
        return Kind.POSSESSIVE if token.child("poss") is not None else Kind.BARE

    def _pronouns(self, phrase: Phrase, kind: int, name: str | None, names: DocumentNames) -> tuple[int, int]:
        """The pronouns that can stand for a phrase, and those that most likely do."""
        token = phrase.head
        entity = _ENTITY.get(token.entity, 8)
        if kind in _PRONOUN:
            return _PRONOUN[kind], _PRONOUN[kind]
        if kind == Kind.SEVERAL:
            return THEY, THEY
        if kind <= Kind.SECOND:
            return ANY, PERSON | THEY
        if kind == Kind.OTHERS:
            return ANY, THEY
        plural = token.tag in ("NNS", "NNPS")
        if kind == Kind.NAME or name:
            told, given = names.gender(name) if name else (0, 0)
            if told:
                return told, told
            # A given name alone may be a family name that no list knows; before another it is clear.
            allowed = given | IT | THEY if given and name and " " in name else ANY
            if entity == _PERSON_NAME or names.is_person(name):
                return allowed, given or PERSON
            if entity == _ORGANISATION:
                # Taggers take persons for bodies, but not where the name says what body it is.
                return (IT | THEY if token.lower in self._bodies else ANY), (IT | THEY) | given
            if entity in _PLACE_NAMES:
                return ANY, IT | given
            if entity == _NATIONALITY:
                return THEY if plural else THEY | PERSON, THEY
            if entity in _MEASURES:
                return IT, IT
            return (allowed, THEY) if plural else (allowed, given or ANY)
        if plural or (token.lemma.lower() not in self._bodies and _is_told_of_several(token)):
            return THEY, THEY
        if entity in _MEASURES:
            return IT | THEY, IT
        return self._noun(token.lemma.lower()) if token.pos == "NOUN" else (ANY, ANY)

    def _noun(self, lemma: str) -> tuple[int, int]:
        """The pronouns for one of what a noun names."""
        known = self._nouns.get(lemma)
        if known is not None:
            return known
        if lemma in self._told:
            known = self._told[lemma] | THEY, self._told[lemma]
        elif lemma in self._persons:
            known = (ANY if lemma in self._bodies else PERSON | THEY), PERSON
        elif lemma in self._bodies:
            known = IT | THEY, IT | THEY
        elif lemma in self._places:
            known = IT | THEY, IT
        else:
            known = ANY, (PERSON | IT if len(lemma) > _SHORT and lemma.endswith(self._endings) else IT)
        if len(self._nouns) < _KEPT:
            self._nouns[lemma] = known
        return known

    def _alike(self, word: Token) -> str:
        """A word, a pronoun of one gender for both."""
        same = self._possessive_same if word.tag == "PRP$" else self._same
        return same.get(word.lower, word.lower)


def _is_told_of_several(token: Token) -> bool:
    """Whether the verb says that its subject is several: "fewer than half have returned"."""
    if token.dep not in _SUBJECTS or token.lower in _SINGLE or token.child("conj") is not None:
        return False
    first = token.head.child("aux", "auxpass") or token.head
    return first.tag == "VBP" or first.lower == "were"


def _shared(verb: Token) -> int:
    """The verb whose subject is that of a verb without one: what it is joined to, or what it tells the manner or aim of."""
    own = verb
    while verb.dep in _SUBJECTLESS and verb.head is not verb and verb.child(*_SUBJECTS) is None:
        verb = verb.head
        if verb.child("dobj", "dative") is not None and own.dep == "xcomp":
            return -1  # "asked the guards to help them": the guards help
    return verb.i if verb is not own and verb.child(*_SUBJECTS) is not None else -1


def _vectors(phrases: Sequence[Phrase], sentences: Sequence[Sentence]) -> NDArray[np.float32]:
    """The vectors of the heads of phrases, one size for all parsers."""
    if not phrases or any(one.vectors is None or len(one.vectors) != len(one.tokens) for one in sentences):
        return np.zeros((len(phrases), 0), np.float32)
    first = sentences[0].tokens[0].i
    heads = np.array([phrase.head.i - first for phrase in phrases])
    found: NDArray[np.float32] = np.concatenate([one.vectors for one in sentences])[heads] * _VECTOR_SCALE
    return found


def _bits(words: Sequence[str], number: Callable[[str], int]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << (number(word) % _BITS)
    return bits
