"""Who issued what is cited: "a post on the channel X … According to the post, …", "the ministry's report"."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token

Namer = Callable[[Token, Sentence], str | None]
"""Names the party that the noun phrase under a word refers to."""


class Issuers:
    """The writings of one document, each with the party whose word it is."""

    def __init__(self, lexicon: Lexicon, namer: Namer, *, speakers: Collection[str]) -> None:
        """Start with no writing.

        Args:
            lexicon: The language's lexicon.
            namer: What names a party.
            speakers: The common nouns for persons and bodies.
        """
        table = lexicon.table("parties")["writings"]
        self._writings = frozenset(table["nouns"])
        self._places = frozenset(table["published_on"])
        self._issuing = frozenset(table["issuing"])
        self._making = self._issuing | frozenset(table["making"])
        self._passing = frozenset(lexicon.table("attribution")["recipients"]["passing"])
        self._by = frozenset(table["by"])
        self._of, self._counts = frozenset(table["of"]), frozenset(table["counts"])
        self._instruments, self._records = frozenset(table["instruments"]), frozenset(table["records"])
        self._within = frozenset(table["within"])
        self._definite = frozenset(lexicon.table("parties")["names"]["articles"]) - frozenset(table["indefinite"])
        self._namer, self._speakers = namer, speakers
        self._known: list[tuple[int, str]] = []

    def learn(self, sentences: Sequence[Sentence]) -> None:
        """Take in the writings of a document, in order."""
        for sentence in sentences:
            for token in sentence.tokens:
                if self.is_writing(token):
                    issuer = self._issuer(token, sentence)
                    if issuer is not None:
                        self._known.append((token.i, issuer))

    def is_instrument(self, token: Token) -> bool:
        """Whether a word is a common noun for what shows or measures something: "pictures", "the sensor"."""
        return token.pos == "NOUN" and token.lemma.lower() in self._instruments

    def is_record(self, token: Token) -> bool:
        """Whether a word is a common noun for a record that is cited by its own name: "the log"."""
        return token.pos == "NOUN" and token.lemma.lower() in self._records

    def is_writing(self, token: Token) -> bool:
        """Whether a word is a common noun for something written or published."""
        return token.pos == "NOUN" and token.lemma.lower() in self._writings

    def of(self, token: Token, sentence: Sentence) -> str | None:
        """Whose word a writing is: told in its own phrase, or for "the report" by what was last said of one."""
        own = self._issuer(token, sentence)
        if own is not None or not any(child.lower in self._definite for child in token.children):
            return own
        place = bisect_left(self._known, (token.i, ""))
        return self._known[place - 1][1] if place else None

    def owner(self, token: Token, sentence: Sentence) -> str | None:
        """Whose an instrument, a picture or a record is, where its own phrase tells: else the speaker read it."""
        return self._issuer(token, sentence)

    def _issuer(self, token: Token, sentence: Sentence) -> str | None:
        for word in self._candidates(token):
            sent = word.dep == "pobj" and word.head.lower in self._by and word.entity not in ("DATE", "TIME")
            known = (
                word.entity in ("PERSON", "ORG", "NORP")
                or word.tag == "PRP"
                or (sent and word.pos in ("NOUN", "PROPN"))
            )
            if known or word.lemma.lower() in self._speakers:
                name = self._namer(word, sentence)
                if name is not None:
                    return name
        below = [child for prep in token.children if prep.dep == "prep" for child in prep.children]
        # "The channel “Heath Signal”": the name may stand beside the channel, or above it.
        near = (other for child in below for other in (child, *child.children))
        channel = next((child for child in near if child.lemma.lower() in self._places), None)
        if channel is None:
            return None
        beside = channel.head if channel not in below else channel.child("appos")
        before = sentence.between(channel.left, channel.i - 1)
        behind = sentence.between(channel.i + 1, beside.i) if beside is not None and beside.i > channel.i else ()
        named = (" ".join(word.text for word in words if word.pos == "PROPN") for words in (before, behind))
        return next(filter(None, named), None)

    def _makers(self, token: Token) -> Iterator[tuple[str, Token]]:
        """By whom a writing was made or passed on, each with the verb that says so."""
        for verb in token.children:
            by = verb.child("agent") if verb.dep == "acl" and verb.lemma.lower() in self._making else None
            if by is not None:
                yield from ((verb.lemma.lower(), below) for below in by.children if below.dep == "pobj")

    def _candidates(self, token: Token) -> Iterator[Token]:
        """The words that may name the one who issued a writing, the surest first."""
        yield from (child for child in token.children if child.dep == "poss")
        preps = [child for child in token.children if child.dep in ("prep", "agent", "acl")]
        if token.dep == "dobj":
            # "X carried a statement by Y": what parsers tie to the verb.
            behind = [child for child in token.head.children if child.dep == "prep" and child.left == token.right + 1]
            preps += [child for child in behind if child.lower in self._by]
        yield from (below for prep in preps if prep.lower in self._by for below in prep.children if below.dep == "pobj")
        if token.lemma.lower() in self._counts:  # "the count of the monitor"
            yield from (
                below for prep in preps if prep.lower in self._of for below in prep.children if below.dep == "pobj"
            )
        # "A count published by X", but not "a letter seen by X".
        yield from (one for verb, one in self._makers(token) if verb not in self._passing)
        yield from (child for child in token.children if child.dep in ("compound", "nmod"))
        # "A ministry statement carried by X" is the ministry's, "a statement carried by X" perhaps its own.
        yield from (one for verb, one in self._makers(token) if verb in self._passing)
        verb = token.head
        if token.dep in ("dobj", "attr") and verb.lemma.lower() in self._issuing:
            subject = verb.subject("conj", "xcomp")
            if subject is not None:
                yield subject
        elif token.dep == "pobj" and verb.lower in self._within and verb.head.pos == "VERB":
            subject = verb.head.subject("conj")
            if subject is not None:
                yield subject
