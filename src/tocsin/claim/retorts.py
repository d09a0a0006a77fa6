"""What is turned down at once: "The army says it left. Lie." denies on the writer's word that it left.

So does a sentence that says no more than that somebody denies it: "The owner denied this".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.claim.sources import Sources, is_same_party
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.retorts import retort_pattern
from tocsin.lexicon.standalone import without_context
from tocsin.model.claim import Claim, claim_id
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.span import Span

_MOST = 2
"""Claims of a sentence that a retort to it denies: of more it does not tell which."""
_BESIDE = ("nsubj", "dobj", "aux", "advmod", "npadvmod", "prep", "punct")
"""What may hang on a verb that says no more than that somebody denies what was told."""
_BREAK = frozenset("\n\r")
_NEAR = 2
"""Sentences before it in which a pronoun has its name that says who denies."""
_OPENS = ('"', "“", "„", "«")
_TAKEN_BACK = ("certainty.withdrawn", "certainty.belied")
_FRAME = 10
"""Words that may tell behind a comma whose retort it is: "Rubbish, the foreman of the yard says"."""


@dataclass(frozen=True, slots=True)
class Retort:
    """A sentence that does nothing but deny the one before it.

    Attributes:
        denied: The number of the sentence before.
        start: Where its own sentence starts.
        span: Where the words stand that deny.
        told: Whether it says whose they are: "Rubbish, says the foreman".
        by: Who denies it, where a verb says that somebody does: "The owner denied this".
    """

    denied: int
    start: int
    span: Span
    told: bool
    by: str | None = None


class RetortFinder:
    """Finds the retorts of a document, and the claims that they make."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._pattern = re.compile(rf"\W*(?P<words>{retort_pattern(lexicon)})\W*(?P<frame>,[^,;:]*)?\W*")
        by_verb = lexicon.table("retorts")["by_verb"]
        self._denying, self._pointing = frozenset(by_verb["verbs"]), frozenset(by_verb["pointing"])
        self._accusations, self._definite = frozenset(by_verb["nouns"]), frozenset(by_verb["definite"])

    def find(self, reading: Reading) -> dict[int, Retort]:
        """The retorts of a document, by where their sentences start."""
        text = reading.document.text
        found: dict[int, Retort] = {}
        for number, sentence in enumerate(reading.sentences):
            if number and sentence.root.lemma.lower() in self._denying:
                by = self._by_verb(sentence, reading, behind=reading.sentences[max(0, number - _NEAR) : number])
                if by is not None:
                    thing = sentence.root.child("dobj") or sentence.root
                    found[sentence.start] = Retort(
                        number - 1, sentence.start, Span(sentence.root.start, thing.end), told=True, by=by
                    )
                continue
            if not number or len(sentence.tokens) > 2 * _FRAME or sentence.tokens[-1].text == "?":
                continue
            said = text[sentence.start : sentence.end].replace("’", "'").lower()
            match = self._pattern.fullmatch(said)
            if match is not None and len((match["frame"] or "").split()) <= _FRAME:
                start, end = match.span("words")
                found[sentence.start] = Retort(
                    number - 1, sentence.start, Span(sentence.start + start, sentence.start + end), bool(match["frame"])
                )
        return found

    def _by_verb(self, sentence: Sentence, reading: Reading, *, behind: Sequence[Sentence]) -> str | None:
        """Who denies what the sentence before says, where a sentence says nothing else: "The owner denied this".

        A pronoun stands for whom one of the sentences that it comes `behind` names.
        """
        verb = sentence.root
        subject, thing = verb.child("nsubj"), verb.child("dobj")
        further = [child for child in verb.children if child.dep not in _BESIDE]
        # "The firm rejected this, saying that wages had risen".
        if subject is None or thing is None or any(child.dep != "advcl" or child.tag != "VBG" for child in further):
            return None
        words = sentence.between(
            sentence.tokens[0].i, min((one.left for one in further), default=sentence.tokens[-1].i)
        )
        if len(words) > 2 * _FRAME or sentence.tokens[-1].text == "?" or subject.child("appos", "relcl"):
            return None
        article = thing.child("det", "poss")
        pointed = article is not None and article.lower in self._definite and len(thing.children) == 1
        if not (thing.lower in self._pointing or (pointed and thing.lemma.lower() in self._accusations)):
            return None
        name = next((one.name for one in reading.referents if one.start == subject.start), None)
        if subject.pos == "PRON":
            named = name is not None and any(word.text == name.split()[-1] for one in behind for word in one.tokens)
            return name if named else None
        if name is not None or subject.pos not in ("NOUN", "PROPN"):
            return name
        words = sentence.between(subject.left, subject.right)
        words = words[1:] if words[0].pos == "DET" else words
        return reading.document.text[words[0].start : words[-1].end] if words else None

    def claims(
        self, reading: Reading, retorts: dict[int, Retort], claims: Sequence[Claim], sources: Sources
    ) -> Iterator[tuple[Claim, Claim, Claim | None]]:
        """The claims that the retorts of a document make, each with the one it denies and what is left of that one.

        What the writer says himself is not denied by him in the next word. It has to be somebody else's. Of a quotation
        that nobody is cited for, no more is left than that somebody denies it.

        Args:
            reading: The reading.
            retorts: Its retorts.
            claims: The other claims of the document, in order.
            sources: On whose word they are.
        """
        starts = [claim.start for claim in claims]
        text = reading.document.text
        for retort in retorts.values():
            told = reading.sentences[retort.denied]
            before = claims[bisect_left(starts, told.start) : bisect_left(starts, told.end)]
            speaker = _speaker(reading, retort.span)
            chain = sources.chain(retort.span, speaker) if retort.by is None else (retort.by,)
            if retort.told and not chain:
                continue  # whose it is was not understood
            if retort.told and retort.by is None:
                # "“It is closed.” Not true, says the mayor": he is no source of what he denies.
                before = [replace(one, sources=tuple(by for by in one.sources if by not in chain)) for one in before]
            denied = [one for one in before if self._can_be_denied(one, speaker, chain, retort)]
            if retort.by is not None and not _BREAK.isdisjoint(text[told.end : retort.span.start]):
                # In another paragraph he denies what somebody said.
                denied = [one for one in denied if one.sources or one.factuality is not Factuality.CERTAIN]
            if len(denied) > _MOST:
                continue
            for one in denied:
                quoted = not one.sources and text[told.start : one.start].strip().startswith(_OPENS)
                yield _denial(one, retort, reading, speaker, chain), one, None if quoted and retort.told else one

    def _can_be_denied(self, claim: Claim, speaker: str | None, chain: Sequence[str], retort: Retort) -> bool:
        """Whether a claim is a statement of somebody else than whose retort it is."""
        states = claim.kind is Kind.STATEMENT and claim.factuality is not Factuality.UNCOMMITTED
        if retort.by is not None:
            return states and not any(is_same_party(retort.by, one) for one in (*claim.sources, claim.speaker))
        if claim.steps and claim.steps[0].rule in _TAKEN_BACK:
            return False  # the retort was read as such already
        others = (claim.speaker, claim.sources) != (speaker, tuple(chain))
        return states and others and (retort.told or bool(claim.sources))


def _speaker(reading: Reading, span: Span) -> str | None:
    turn = next((one for one in reading.turns if one.start <= span.start < one.end), None)
    return turn.speaker if turn is not None else reading.document.outlet


def _denial(told: Claim, retort: Retort, reading: Reading, speaker: str | None, chain: tuple[str, ...]) -> Claim:
    """The claim that what was told is not so, with the retort in brackets: its words alone say the contrary."""
    text, span = reading.document.text, Span(told.start, told.end)
    value = Factuality.CERTAINLY_NOT if told.factuality.score > 0 else Factuality.CERTAIN
    alone = without_context(told.standalone or told.text, reading.document.language)
    words = text[retort.span.start : retort.span.end]
    said = " ".join(text[retort.start : retort.span.end].split())
    step = Reason(rule="certainty.belied", weight=0.0, facts={"words": words}, spans=(retort.span,))
    return replace(
        told,
        id=claim_id(reading.document.id, span, predicate=retort.span.start, kind=told.kind),
        standalone=f"{alone} [{said}]{(told.standalone or told.text)[len(alone) :]}",
        speaker=speaker,
        sources=chain,
        factuality=value,
        score=value.score,
        probability=value.probability,
        said=None,
        steps=(step, *told.steps),
    )
