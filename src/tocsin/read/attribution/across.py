"""Attributions that reach over a sentence's end: "Two died. This was announced by the prefect", points under "X said:"."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import (
    SUBJECTS,
    Relation,
    agent,
    joined,
    related,
    subject_of,
    trimmed,
    verb_group,
)

_LABEL = 12
"""Words that a line which names a source may have."""
_POINTS = 100
"""Sentences of a list that are looked at: a list whose points head lists themselves costs no more than its length."""


class PointingRules:
    """Finds the sentences that do nothing but say whose word those before them are, or the points below them."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        pointing = table["pointing"]
        self._cues = cues
        self._words = frozenset(pointing["words"])
        self._nouns = frozenset(pointing["nouns"])
        self._manner = frozenset(pointing["manner"])
        self._speech = frozenset(table["verbs"]["speech_groups"])
        self._telling = frozenset((*table["verbs"]["estimating"], *pointing["telling"], *pointing["wanting"]))
        self._groups = frozenset(pointing["groups"])
        self._finding = frozenset(pointing["finding"])
        self._deciding = frozenset(pointing["deciding"])
        self._reported = frozenset(pointing["reported"])
        self._ties = frozenset(pointing["ties"])
        labels = "|".join(map(re.escape, pointing["labels"]))
        self._bullet = re.compile(r"\n\s*(?:[-–—•*▪●‣◦·]|\d{1,2}[.)])\s*")
        self._label = re.compile(rf"[(\[]?\s*(?:{labels})\s*:\s*", re.I)

    def tells(self, word: Token) -> bool:
        """Whether a word is a verb of speech or of a wish, whose object is told as well: "reported 40 clashes"."""
        lemma = word.lemma.lower()
        cue = self._cues.attributing(lemma) if word.pos == "VERB" else None
        return lemma in self._telling or (cue is not None and cue.name in self._speech)

    def find(self, text: str, sentences: Sequence[Sentence], relations: Sequence[Relation]) -> list[Relation]:
        """The relations of such sentences, in order; their content is what stands before in the same paragraph.

        That goes back to the first sentence which is nobody else's word. A sentence that opens its paragraph speaks of the
        paragraph before. A party cited for such a sentence – "So said X, Radio Y reports" – is cited for that as well.

        Args:
            text: The document's text.
            sentences: Its sentences.
            relations: The attributions that are known.
        """
        starts = [sentence.start for sentence in sentences]
        told: dict[int, list[Relation]] = {}
        for relation in relations:
            told.setdefault(bisect_right(starts, relation.anchor.start) - 1, []).append(relation)
        found = []
        for number, sentence in enumerate(sentences):
            listing = self._listing(number, sentences, text) if sentence.tokens[-1].text == ":" else None
            if listing is not None:
                found.append(listing)
                continue
            own = told.get(number, ())
            for inside in (
                *self._inserted(sentence, own),
                *self._behind_colon(sentence, own),
                *self._trailing(sentence, own),
            ):
                told.setdefault(number, []).append(inside)
                found.append(inside)
            continued = self._continued(number, sentences, told)
            if continued is not None:
                told.setdefault(number, []).append(continued)
                found.append(continued)
                continue
            pointing = self._grammatical(sentence) or self._labelled(sentence, text)
            content = self._before(number, sentences, told) if pointing is not None else ()
            if pointing is None or not content:
                continue
            cue = pointing.anchor.span
            around = [one for one in told.get(number, ()) if any(part.covers(cue) for part in one.content)]
            pointing.content = content
            found += [pointing, *(replace(one, content=content) for one in around)]
            told.setdefault(number, []).append(pointing)
        return found

    def _grammatical(self, sentence: Sentence) -> Relation | None:
        """ "This was announced by X", "X reported this", "So said X", "That is according to X": as yet without a content."""
        root = _root(sentence)
        if root is None or (root.child("ccomp", "xcomp", "conj") is not None and not self._so(root)):
            return None
        cue = self._cues.attributing(root.lemma.lower())
        subject, thing = root.child(*SUBJECTS), root.child("dobj")
        so = self._so(root)
        source: Token | None = None
        if root.is_passive and root.lemma.lower() in self._deciding:
            source = agent(root) if self._points(subject) else None
        elif cue is not None and cue.name in self._groups:
            if so is not None:
                source = subject_of(root)
            elif root.is_passive:
                source = agent(root) if self._points(subject) else None
            elif thing is not None and self._points(thing):
                source = subject
        elif self._points(subject):
            tie = next((word for word in (root, *root.children) if word.lower in self._ties), None)
            source = _object_below(tie) if tie is not None else None
        if source is None:
            return None
        return related(source, [*([so] if so is not None else []), *verb_group(root)], [], sentence, root)

    def _listing(self, number: int, sentences: Sequence[Sentence], text: str) -> Relation | None:
        """ "The prefect also said:" and the points below it, each on a line that a dash, dot or number opens."""
        verbs = [word for word in sentences[number].tokens if word.pos == "VERB" and self.tells(word)]
        verb = verbs[-1] if verbs else None
        source = subject_of(verb) if verb is not None else None
        if verb is None or source is None or verb.child("ccomp") is not None:
            return None
        points: list[Token] = []
        for before, sentence in pairwise(sentences[number : number + _POINTS + 1]):
            opens_line = "\n" in text[before.end : sentence.start]
            bullet = self._bullet.search(text, max(before.end, text.rfind("\n", 0, sentence.start)), sentence.end)
            if opens_line and (bullet is None or bullet.start() > sentence.start):
                break
            if not opens_line and not points:
                break
            points += sentence.tokens
        relation = related(source, verb_group(verb), [], sentences[number], verb)
        relation.content = joined(trimmed(points))
        return relation if relation.content else None

    def _continued(
        self, number: int, sentences: Sequence[Sentence], told: Mapping[int, list[Relation]]
    ) -> Relation | None:
        """ "She said the pump failed. Her teams had found damage": what goes on in the tense of reported speech.

        That is the past perfect or "would", in a sentence that is nobody's own, behind one whose main verb told in the past.
        """
        sentence, root = sentences[number], _root(sentences[number])
        if not number or root is None or sentences[number - 1].block != sentence.block or told.get(number):
            return None
        aux = next((child for child in root.children if child.dep == "aux" and child.lower in self._reported), None)
        if aux is None:
            return None
        top = _root(sentences[number - 1])
        for before in told.get(number - 1, ()):
            goes_on = before.anchor is top and (top.tag == "VBD" or not before.cue) and before.source is not None
            if goes_on and (not before.cue or self.tells(before.anchor)):
                content = joined(trimmed(sentence.tokens))
                return Relation(before.source, before.source_spans, (), content, root, certain=True)
        return None

    def _inserted(self, sentence: Sentence, own: Sequence[Relation]) -> list[Relation]:
        """ "A, she said, but B": a frame between commas in the middle of a sentence is about both sides."""
        tokens, first, found = sentence.tokens, sentence.tokens[0].i, []
        for relation in own:
            source, verb = relation.source, relation.anchor
            if source is None or source.head is not verb or source.dep not in SUBJECTS:
                continue
            if not self.tells(verb) and verb.lemma.lower() not in self._finding:
                continue
            spans = (*relation.source_spans, *relation.cue)
            frame = [word for word in tokens if any(span.covers(word.span) for span in spans)]
            if not frame or frame[-1].i - frame[0].i + 1 != len(frame):
                continue
            left, right = frame[0].i - first - 1, frame[-1].i - first + 1
            if left <= 0 or right >= len(tokens) - 1 or tokens[left].text != "," or tokens[right].text != ",":
                continue
            sides = (*joined(trimmed(tokens[:left])), *joined(trimmed(tokens[right + 1 :])))
            if sides != relation.content:
                found.append(replace(relation, content=sides))
        return found

    def _behind_colon(self, sentence: Sentence, own: Sequence[Relation]) -> list[Relation]:
        """ "The union said it was too late: three had fainted": what stands behind the colon is said as well."""
        tokens = sentence.tokens
        colon = next((n for n, word in enumerate(tokens) if word.text == ":" and 0 < n < len(tokens) - 1), None)
        if colon is None:
            return []
        rest = joined(trimmed(tokens[colon + 1 :]))
        said = (one for one in own if one.content and one.source is not None and self.tells(one.anchor))
        ends = (one for one in said if one.content[-1].end == tokens[colon - 1].end and one.anchor.i < tokens[colon].i)
        return [replace(one, content=rest) for one in ends if rest]

    def _trailing(self, sentence: Sentence, own: Sequence[Relation]) -> list[Relation]:
        """ "A happened, and B did, X said": who is told at the end said both, where the parse gives only the second to it."""
        tokens, first = sentence.tokens, sentence.tokens[0].i
        for relation in own:
            source, verb, content = relation.source, relation.anchor, relation.content
            if source is None or source.head is not verb or not self.tells(verb) or len(content) != 1:
                continue
            frame = min(source.left, *(word.i for word in verb_group(verb))) - first
            begins = next((n for n, word in enumerate(tokens) if word.start >= content[0].start), 0)
            joint = begins > 1 and tokens[begins - 1].pos == "CCONJ" and tokens[begins - 2].text == ","
            told_before = any(other.anchor.i - first < begins for other in own if self.tells(other.anchor))
            if joint and frame > begins and tokens[frame - 1].text == "," and not told_before:
                return [replace(relation, content=joined(trimmed(tokens[:frame])))]
        return []

    def _so(self, root: Token) -> Token | None:
        """The "so" of "So said X", which stands before its verb, and the one who says so behind it."""
        subject = subject_of(root)
        so = next((word for word in root.children if word.lower in self._manner and word.i < root.i), None)
        return so if so is not None and subject is not None and subject.i > root.i else None

    def _labelled(self, sentence: Sentence, text: str) -> Relation | None:
        """ "Source: X", and nothing more."""
        match = self._label.match(text, sentence.start, sentence.end)
        if match is None or len(sentence.tokens) > _LABEL:
            return None
        name = trimmed([word for word in sentence.tokens if word.start >= match.end()])
        heads = [word for word in name if word.pos in ("PROPN", "NOUN")]
        first = sentence.tokens[0]
        return Relation(heads[-1], joined(name), (first.span,), (), first, certain=True) if heads else None

    def _points(self, word: Token | None) -> bool:
        """Whether a word stands for what was told before: "this", "the information", but not "the report on the harvest"."""
        if word is None or word.child("relcl", "acl", "prep", "amod", "compound") is not None:
            return False
        return word.lower in self._words or (word.lemma.lower() in self._nouns and word.child("det") is not None)

    def _before(
        self, number: int, sentences: Sequence[Sentence], told: Mapping[int, list[Relation]]
    ) -> tuple[Span, ...]:
        """The stretch before a sentence that it may speak of."""
        block = sentences[number - 1].block if number else -1
        if block < sentences[number].block - 1:
            return ()
        first = number
        while first and sentences[first - 1].block == block:
            if any(one.source is not None for one in told.get(first - 1, ())):
                break
            first -= 1
        return joined(trimmed([word for sentence in sentences[first:number] for word in sentence.tokens]))


def _root(sentence: Sentence) -> Token | None:
    return next((word for word in sentence.tokens if word.head is word), None)


def _object_below(tie: Token) -> Token | None:
    """X in "according to X", "from X"."""
    below = tie.child("pobj")
    if below is None and (prep := tie.child("prep")) is not None:
        below = prep.child("pobj")
    return below
