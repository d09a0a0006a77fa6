"""Texts that weigh what others claim: what stands under "Claim" or "Myth" is nobody's word; the verdict decides on it.

"What was claimed / What we found", "Myth: … Fact: …", "Claim: … Rating: partly false": the labels make no claims, nor does
"Wrong." behind a quotation. What is claimed has the value of the verdict, on the word of who weighs it; without a verdict,
but with what was found, probably not.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from tocsin.lexicon.language import Lexicon
from tocsin.model.claim import Claim, claim_id
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.span import Span, SpanIndex
from tocsin.text.patterns import any_of

_HEADING = 60
"""Characters that a heading has at most."""
_WORDS_OF_VERDICT = 12
"""Words of a sentence that does nothing but give a verdict: "This claim is false."."""
_OPENS, _CLOSES = ('"', "“", "„", "«"), ('"', "”", "“", "»")
_CLAIMS, _VERDICTS, _FACTS = "claims", "verdicts", "facts"
_DENIALS = ("certainty.denied", "certainty.nearly_denied", "certainty.rejected")
_BELIED = "certainty.belied"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text says of something that it weighs: its value, from -3 to 3, and where the words stand."""

    value: float
    span: Span


@dataclass(slots=True)
class Checks:
    """What a text weighs: all by where its sentences start.

    Attributes:
        labels: The sentences that are no more than a label or a verdict.
        weighed: What is claimed, with the verdict.
        opened: Where what is told begins behind a label: "Fact: …".
    """

    labels: set[int] = field(default_factory=set)
    weighed: dict[int, Verdict] = field(default_factory=dict)
    opened: dict[int, int] = field(default_factory=dict)


class CheckReader:
    """Reads how a document weighs what others claim."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("checks")
        kinds = {label: kind for kind in (_CLAIMS, _VERDICTS, _FACTS) for label in table["labels"][kind]}
        self._kinds: Mapping[str, str] = kinds
        self._label = re.compile(rf"\W*(?P<label>{_any(kinds)})\s*(?P<mark>[:–—]|\s-\s|$)\W*", re.I)
        self._verdicts = [
            (name, re.compile(rf"\b(?:{_any(words)})\b", re.I)) for name, words in table["verdicts"].items()
        ]
        pointing = any_of(lexicon.table("retorts")["denying"]["pointing"])
        self._alone = [
            (name, re.compile(rf"\W*(?:(?:{pointing})\s+)?(?:{_any(words)})\W*", re.I))
            for name, words in table["verdicts"].items()
        ]
        self._values: Mapping[str, float] = table["values"]
        self._posts = frozenset(table["labels"]["posts"])
        self._definite = frozenset(lexicon.table("certainty")["clauses"]["definite"])

    def read(self, reading: Reading) -> Checks:
        """What a document weighs; nothing where it has no verdict, nor what was found, behind what is claimed."""
        text, sentences = reading.document.text, reading.sentences
        checks, waiting = Checks(), list[int]()
        labels, opened = set[int](), dict[int, int]()
        state, block = "", -1
        for sentence in sentences:
            said = text[sentence.start : sentence.end]
            match = self._label.match(said)
            alone = _is_line(sentence, text)
            if match is not None and not match["mark"] and not alone:
                match = None  # "Claims were made": no label
            kind = self._kinds[_spelt(match["label"])] if match is not None else ""
            rest = said[match.end() :] if match is not None else said
            if kind:
                if rest:
                    opened[sentence.start] = sentence.start + len(said) - len(rest)
                else:
                    labels.add(sentence.start)
                state, block = kind, sentence.block if rest else -1
            elif block >= 0 and sentence.block != block:
                state = ""
            verdict = self._verdict(sentence, rest) if state in (_CLAIMS, _VERDICTS) and kind != _CLAIMS else None
            if verdict is not None and waiting:
                labels.add(sentence.start)
                checks.weighed.update(dict.fromkeys(waiting, verdict))
                waiting, state = [], _FACTS
            elif kind == _FACTS and waiting:
                found = Verdict(self._values["found"], Span(sentence.start, sentence.start + len(said.rstrip())))
                checks.weighed.update(dict.fromkeys(waiting, found))
                waiting = []
            elif kind == _CLAIMS:
                waiting = [sentence.start] if rest else []
            elif state == _CLAIMS and alone and not _stops(said) and len(said) < _HEADING and not kind:
                state = ""  # another heading
            elif state == _CLAIMS and rest and not self._is_of_post(sentence):
                waiting.append(sentence.start)
        for quoted, verdict in self._of_quotations(reading):
            labels.add(verdict.span.start)
            checks.weighed.update(dict.fromkeys(quoted, verdict))
        if checks.weighed:
            checks.labels, checks.opened = labels, opened
        return checks

    def _of_quotations(self, reading: Reading) -> Iterator[tuple[list[int], Verdict]]:
        """Quotations that a paragraph begins with and that nobody is cited for, each with the verdict right behind it."""
        text = reading.document.text
        for _, block in groupby(reading.sentences, key=lambda one: one.block):
            quoted = list[int]()
            closed = False
            for sentence in block:
                said = text[sentence.start : sentence.end].strip()
                # The parser may leave the closing mark to the next sentence.
                if closed or (quoted and said.startswith(_CLOSES)):
                    name = next((name for name, pattern in self._alone if pattern.fullmatch(said)), None)
                    if name is not None:
                        yield quoted, Verdict(self._values[name], Span(sentence.start, sentence.end))
                    break
                if not quoted and not said.startswith(_OPENS):
                    break
                quoted.append(sentence.start)
                closed = said.endswith(_CLOSES)
                if said.rstrip("".join(_CLOSES)).endswith("?"):
                    break

    def weighed(self, claims: Sequence[Claim], checks: Checks, reading: Reading) -> list[Claim]:
        """The claims of a document without their labels, and those that it weighs with the verdict on them."""
        text, found = reading.document.text, list[Claim]()
        starts = {one.start: one for one in reading.sentences}
        verdicts = SpanIndex((starts[start].span, verdict) for start, verdict in checks.weighed.items())
        opened = [Span(start, begin) for start, begin in checks.opened.items()]
        labels = SpanIndex(zip(opened, opened, strict=True))
        for claim in claims:
            first = Span(claim.start, claim.start + 1)
            label = next((one for one in labels.covering(first) if one.end < claim.end), None)
            if label is not None:
                cut, span = text[claim.start : label.end], Span(label.end, claim.end)
                # "Claim: …" asks nobody to claim anything.
                kind = Kind.STATEMENT if claim.kind is Kind.REQUEST else claim.kind
                claim = replace(
                    claim,
                    id=claim_id(reading.document.id, span, predicate=label.end, kind=kind),
                    kind=kind,
                    start=label.end,
                    text=text[label.end : claim.end],
                    standalone=claim.standalone.removeprefix(cut),
                )
            if any(one.lower() in self._kinds for one in claim.sources):
                claim = replace(claim, sources=tuple(one for one in claim.sources if one.lower() not in self._kinds))
            verdict = next(iter(verdicts.covering(claim.span)), None)
            done = bool(claim.steps) and claim.steps[0].rule == _BELIED
            found.append(_judged(claim, verdict, reading) if verdict is not None and not done else claim)
        return found

    def _verdict(self, sentence: Sentence, said: str) -> Verdict | None:
        if len(said.split()) > _WORDS_OF_VERDICT:
            return None
        named = next((name for name, pattern in self._verdicts if pattern.search(said)), None)
        span = Span(sentence.end - len(said), sentence.end)
        return Verdict(self._values[named], span) if named is not None else None

    def _is_of_post(self, sentence: Sentence) -> bool:
        """ "The photo was shared a million times": what is known of the post, and no part of what it claims."""
        subject = sentence.root.child("nsubj", "nsubjpass")
        known = subject is not None and any(child.lower in self._definite for child in subject.children)
        return known and subject is not None and subject.lemma.lower() in self._posts


def _judged(claim: Claim, verdict: Verdict, reading: Reading) -> Claim:
    """What is claimed, as the one who weighs it sees it."""
    text = reading.document.text
    # A label before it, such as "Myth", is none of its words.
    denials = [one for one in claim.steps if one.rule in _DENIALS and one.spans[0].start >= claim.start]
    denied = len(denials) % 2 == 1
    value = Factuality.of(-verdict.value if denied else verdict.value)
    words = " ".join(text[verdict.span.start : verdict.span.end].split())
    step = Reason(rule=_BELIED, weight=0.0, facts={"words": words}, spans=(verdict.span,))
    return replace(
        claim,
        sources=(),
        factuality=value,
        score=value.score,
        probability=value.probability,
        steps=(step, *claim.steps) if verdict.value < 0 else claim.steps,
    )


def _is_line(sentence: Sentence, text: str) -> bool:
    """Whether a sentence stands on a line of its own."""
    before = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    end = text.find("\n", sentence.end)
    behind = text[sentence.end : end if end >= 0 else len(text)]
    return not any(map(str.isalnum, before + behind))


def _stops(said: str) -> bool:
    return said.rstrip("”\"') ").endswith((".", "!", "…"))


def _spelt(label: str) -> str:
    return " ".join(label.lower().replace("’", "'").split())


def _any(phrases: Collection[str]) -> str:
    return any_of(phrases).replace("'", "['’]")
