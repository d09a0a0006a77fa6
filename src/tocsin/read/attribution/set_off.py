"""Frames between commas that the parse ties to something else: "…, Ridge Watch has counted", "…, writes the council".

They are found by the words between the commas, whatever hangs on what: a name or a noun for somebody who can be cited, a verb
of telling or finding with no object, and where or when that was. What stands before the frame is the content, and what stands
behind it unless that is a main clause of its own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import SUBJECTS, Relation, Speakers, joined, trimmed

_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART", "CCONJ", "PRON")
_BEHIND = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART", "ADV", "PRON")
_FINITE = ("VBD", "VBZ", "VBP", "VB", "VBN")
_STOPS = (";", ":")
_WORDS = 16
"""The most words of a frame."""
_LEAST = 3
"""The fewest words of what is told."""


class SetOffFrames:
    """Finds the frames that are set off by commas."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        self._cues = cues
        self._speakers = Speakers(lexicon)
        self._groups = frozenset((*table["verbs"]["speech_groups"], *table["set_off"]["groups"]))
        self._verbs = frozenset(table["set_off"]["verbs"])
        self._addressed = frozenset((*table["verbs"]["addressed"], *table["set_off"]["addressed"]))
        self._several = frozenset(lexicon.table("parties")["speakers"]["either"])
        self._never = frozenset(table["set_off"]["never"])
        self._likeness = frozenset(table["grammar"]["likeness"])
        self._senders = frozenset(table["set_off"]["learning"])

    def find(self, sentence: Sentence, own: Sequence[Relation], quotes: Sequence[Span]) -> Iterator[Relation]:
        """The relations of a sentence's frames that none of its own tells already.

        Args:
            sentence: The sentence.
            own: The attributions known of it.
            quotes: The quotations of the document, in order.
        """
        tokens = sentence.tokens
        here = quotes[bisect_right(quotes, sentence.start, key=lambda quote: quote.end) :]
        here = here[: bisect_left(here, sentence.end, key=lambda quote: quote.start)]
        quoted = [any(quote.covers(word.span) for quote in here) for word in tokens]
        marks = [n for n, word in enumerate(tokens) if word.text in (",", *_STOPS) and not quoted[n]]
        edges = [-1, *marks, len(tokens)]
        for number in range(1, len(edges) - 1):
            first, last = edges[number] + 1, edges[number + 1]
            if tokens[edges[number]].text != ",":
                continue
            opened = max((n for n in marks if n < edges[number] and tokens[n].text in _STOPS), default=-1) + 1
            framed = self._frame(trimmed(tokens[first:last]))
            start = edges[number]
            if framed is None and number > 1 and tokens[edges[number - 1]].text == ",":
                # "Emil Tamm, the head of the guard, said on Tuesday".
                framed = self._apposed(tokens[edges[number - 1] + 1 : edges[number]], tokens, number, edges)
                start = edges[number - 1]
            if framed is None or any(quoted[first:last]):
                continue
            source, cue, phrase = framed
            left = trimmed(tokens[opened:start])
            # "More than 200 dead, a nurse tells us".
            counts = edges[number + 1] >= len(tokens) - 1 and any(word.pos == "NUM" for word in left)
            if len(left) < _LEAST or not (counts or _states(left)):
                continue
            right = self._behind(tokens, last)
            if _is_told(own, cue, left):
                continue
            content = joined([*left, *right])
            yield Relation(source, joined(trimmed(phrase)), joined(cue), content, cue[-1], certain=True)

    def _frame(self, words: Sequence[Token]) -> tuple[Token, list[Token], list[Token]] | None:
        """The word that heads the source, the cue and the source's phrase, where that is what the words are."""
        if not 1 < len(words) <= _WORDS:
            return None
        likened = words[0].lower in self._likeness
        body = list(words[1:] if likened else words)
        place = next((n for n, word in enumerate(body) if self._tells(word)), None)
        if place is None and self._means_to_tell(body):
            place = len(body) - 1
        if place is None:
            return None
        verb = body[place]
        if place == 0:
            # "writes the council": who it is ends with the phrase.
            named = list(_up_to_preposition(body[1:]))
            if verb.tag not in ("VBZ", "VBD", "VBP") or not self._is_somebody(named):
                return None
            rest = body[1 + len(named) :]
            return (_head(named), [verb], named) if all(word.pos in _BEHIND for word in rest) else None
        phrase, group = body[:place], [verb]
        while phrase and phrase[-1].pos in ("AUX", "ADV"):
            group.insert(0, phrase.pop())
        if verb.tag == "VBN" and not any(word.pos == "AUX" for word in group):
            return None
        if not self._is_somebody(phrase):
            return None
        rest = body[place + 1 :]
        if verb.child("ccomp", "xcomp") is not None and verb.child("ccomp", "xcomp") in rest:
            return None
        thing = next((word for word in rest if word.head is verb and word.dep in ("dobj", "dative", "attr")), None)
        if thing is not None and verb.lemma.lower() not in self._addressed:
            return None
        if not all(word.pos in _BEHIND for word in rest):
            return None
        learnt = next((word for word in rest if word.lower in self._senders and word.child("pobj") is not None), None)
        if learnt is not None and verb.lemma.lower() in self._verbs:
            # "The Gazette has learnt from two engineers": whose word it is stands behind.
            told = learnt.child("pobj")
            assert told is not None
            below = [word for word in rest if told.left <= word.i <= told.right]
            return told, [*group, learnt], below
        return _head(phrase), group, phrase

    def _apposed(
        self, name: Sequence[Token], tokens: Sequence[Token], number: int, edges: Sequence[int]
    ) -> tuple[Token, list[Token], list[Token]] | None:
        """A name, what it is said to be, and behind a second comma the verb."""
        office = tokens[edges[number] + 1 : edges[number + 1]]
        if number + 2 >= len(edges) or tokens[edges[number + 1]].text != ",":
            return None
        if not (self._is_somebody(name) and office and all(word.pos in _NOMINAL for word in office)):
            return None
        said = trimmed(tokens[edges[number + 1] + 1 : edges[number + 2]])
        verb = said[0] if said and self._tells(said[0]) and said[0].tag in ("VBD", "VBZ") else None
        if verb is None or not all(word.pos in _BEHIND for word in said[1:]):
            return None
        if any(word.head is verb and word.dep in ("ccomp", "xcomp", "dobj") for word in said[1:]):
            return None
        named = name if any(word.pos == "PROPN" for word in name) else office
        return _head(named), [verb], list(named)

    def _tells(self, word: Token) -> bool:
        # The tagger takes "the police write" at the end of a sentence for a noun, but ties what is told to it.
        verbal = word.pos == "VERB" and word.tag in _FINITE
        if not (verbal or word.child("ccomp") is not None) or word.lemma.lower() in self._never:
            return False
        cue = self._cues.attributing(word.lemma.lower())
        return word.lemma.lower() in self._verbs or (cue is not None and cue.name in self._groups)

    def _means_to_tell(self, body: Sequence[Token]) -> bool:
        """ "The council's figures show": a last word that the tagger takes for a noun, behind those who could tell it."""
        verb, before = body[-1], body[-2] if len(body) > 1 else body[-1]
        cue = self._cues.attributing(verb.lemma.lower()) if verb.pos == "NOUN" and verb.text.islower() else None
        tells = (cue is not None and cue.name in self._groups) or verb.lemma.lower() in self._verbs
        named = tells and verb.pos == "NOUN" and verb.text.islower() and before.pos in ("NOUN", "PROPN")
        several = any(word.tag in ("NNS", "NNPS") or word.lemma.lower() in self._several for word in body[:-1])
        return named and several and verb.tag == "NN" and all(word.pos in _NOMINAL for word in body)

    def _is_somebody(self, phrase: Sequence[Token]) -> bool:
        """Whether words do nothing but name somebody, or something written, that can be cited."""
        if not phrase or not any(word.pos in ("NOUN", "PROPN", "PRON") for word in phrase):
            return False
        acts = [word for word in phrase if word.pos not in _NOMINAL]
        # "Bank statements reviewed by the Courier".
        if any(word.tag != "VBN" for word in acts) or phrase[0].pos in ("ADP", "CCONJ"):
            return False
        head = _head(list(phrase))
        if head.pos == "PRON":
            return head.tag == "PRP" and len(phrase) == 1
        return self._speakers.is_citable(head) or head.pos == "PROPN" or any(w.pos == "PROPN" for w in phrase[:2])

    def _behind(self, tokens: Sequence[Token], last: int) -> list[Token]:
        """What goes on behind the frame: "A, she said, after B", but not "A, she said, and B did" nor "A, she said; B"."""
        if last >= len(tokens) or tokens[last].text not in (",", ":"):
            return []
        until = next((n for n in range(last + 1, len(tokens)) if tokens[n].text == ";"), len(tokens))
        right = trimmed(tokens[last + 1 : until])
        return [] if not right or right[0].pos == "CCONJ" else right


def _states(words: Sequence[Token]) -> bool:
    """Whether words hold a main clause: a verb with its subject that no conjunction puts below another."""
    return any(
        word.pos in ("VERB", "AUX")
        and word.dep not in ("relcl", "acl", "advcl")
        and word.child("mark") is None
        and (word.dep == "ccomp" or any(c.i < word.i for c in word.children if c.dep in (*SUBJECTS, "expl")))
        for word in words
    )


def _is_told(own: Sequence[Relation], cue: Sequence[Token], left: Sequence[Token]) -> bool:
    """Whether an attribution with this cue, or one that names somebody, holds the words already."""
    heads = [word for word in left if word.pos in ("VERB", "AUX")]
    for one in own:
        if one.source is None:
            continue
        same = any(part.overlaps(word.span) for part in one.cue for word in cue)
        if same and any(part.covers(word.span) for part in one.content for word in heads):
            return True
    return False


def _up_to_preposition(words: Sequence[Token]) -> Iterator[Token]:
    """A noun phrase: up to a preposition that ties no name of a body ("of") to it."""
    for nominal, group in groupby(
        words, key=lambda word: word.pos in _NOMINAL and (word.pos != "ADP" or word.lower == "of")
    ):
        if nominal:
            yield from group
        return


def _head(words: Sequence[Token]) -> Token:
    """The noun the other words hang on: the last one before any preposition or participle."""
    until = next(
        (n for n, word in enumerate(words) if n and (word.pos in ("ADP", "VERB") or word.text == ",")), len(words)
    )
    nouns = [word for word in words[:until] if word.pos in ("NOUN", "PROPN", "PRON")]
    return nouns[-1] if nouns else words[0]
