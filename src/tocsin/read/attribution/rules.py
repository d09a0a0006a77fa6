"""Who is cited for what: attribution relations by rules over the parse and the quotation marks.

An attribution has a source, a cue and a content (PARC 3: Pareti 2016; PolNeAR: Newell et al. 2018). The rules follow where
a cue of the lexicon lets its content stand: a clause, an infinitive, an object, behind a preposition, in quotation marks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.adjuncts import AdjunctRules
from tocsin.read.attribution.governed import NounRules, VerbRules
from tocsin.read.attribution.labels import LabelRules
from tocsin.read.attribution.quotes import QuotedContents
from tocsin.read.attribution.relation import Relation, Speakers, agent


class AttributionFinder:
    """Finds the attributions of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = cues = cue_book(lexicon)
        self._nobody = frozenset(lexicon.table("certainty")["negation"]["determiners"])
        self._things = frozenset(lexicon.table("parties")["speakers"]["things"])
        # What befalls people tells nobody's word: "police arrested nine men".
        befalling = lexicon.table("quantities")["measures"]["object"].values()
        light = lexicon.table("attribution")["verbs"]["light"]
        self._deeds = frozenset(verb for verbs in befalling for verb in verbs if not cues.attributing(verb)) - {*light}
        self._led = frozenset(lexicon.table("attribution")["verbs"]["deeds"])
        self._speakers = Speakers(lexicon)
        self._verbs = VerbRules(lexicon, cues)
        self._nouns = NounRules(lexicon, cues)
        self._adjuncts = AdjunctRules(lexicon, cues)
        self._labels = LabelRules(lexicon, cues)

    def find(self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> tuple[Relation, ...]:
        """The attributions of a document, in the order of their cues."""
        relations: list[Relation] = []
        starts, ends = [quote.start for quote in quotes], [quote.end for quote in quotes]
        for sentence in sentences:
            here = quotes[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
            of_words = (self._of_word(token, sentence, here) for token in sentence.tokens)
            found = [relation for relation in of_words if relation is not None and relation.content]
            _leave_out_who_reports(found)
            relations += found
            # Whom those in turn cite.
            citing = (token for token in sentence.tokens if token.pos in ("VERB", "NOUN"))
            relations += filter(None, [self._adjuncts.of_citing(one, found, sentence) for one in citing])
        labelled = self._labels.find(text, sentences, quotes)
        anchors = {relation.anchor.i for relation in labelled}
        relations = [one for one in _without_twins(relations) if one.anchor.i not in anchors] + labelled
        QuotedContents(text, sentences, quotes).extend(relations)
        return tuple(relation for relation in self.without_things(relations) if relation.content)

    def without_topics(
        self, relations: Sequence[Relation], sentences: Sequence[Sentence], quotes: Sequence[Span]
    ) -> list[Relation]:
        """The attributions without those to a label that tells what a paragraph is about: "Bridge: …"."""
        topics = self._labels.topics(sentences, quotes) if any(one.anchor.text == ":" for one in relations) else ()
        return [one for one in relations if one.anchor.i not in topics]

    def without_things(self, relations: Sequence[Relation]) -> list[Relation]:
        """The attributions without those of a thing's will ("the storm threatens to …"); who was asked is no source of it."""
        kept: list[Relation] = []
        for one in relations:
            verb, source = one.anchor, one.source
            cue = self._cues.attributing(verb.lemma.lower()) if verb.pos == "VERB" else None
            if source is not None and cue is not None and cue.kind is not None:
                if source.pos == "NOUN" and source.lemma.lower() in self._things:
                    continue
                if verb.tag == "VBN" and verb.dep in ("advcl", "acl") and agent(verb) is not source:
                    one.source, one.source_spans = None, ()  # "asked if P, X declined"
            if verb.pos == "VERB" and verb.lemma.lower() in self._deeds:
                continue
            if verb.pos == "VERB" and self._only_does(one):
                continue
            if source is not None and verb.text == ":" and _is_counted_behind(source):
                continue  # "Forces: 120 soldiers"
            if (
                source is not None
                and cue is not None
                and cue.plus < 0
                and verb.tag == "VBG"
                and source.head is not verb
                and source.pos == "NOUN"
                and not self._speakers.is_citable(source)
            ):
                # "Three tanks stood there, contradicting assurances that P": tanks say nothing.
                one.source, one.source_spans = None, ()
            if source is not None and any(
                child.dep == "det" and child.lower in self._nobody for child in source.children
            ):
                one.source, one.source_spans = None, ()  # "no party has said so"
            kept.append(one)
        return kept

    def _only_does(self, relation: Relation) -> bool:
        """ "A ship called at Odo and left", "residents protested against the pit": a deed, with its place or aim."""
        lemma, below = relation.anchor.lemma.lower(), relation.anchor.children
        leads = (child for child in below if child.dep == "prep" and f"{lemma} {child.lower}" in self._led)
        words = [word for prep in leads for word in (prep, prep.child("pobj")) if word is not None]
        return any(part.start <= word.start < part.end for part in relation.content for word in words)

    def _of_word(self, token: Token, sentence: Sentence, here: Sequence[Span]) -> Relation | None:
        if token.dep in ("prep", "agent"):
            return self._adjuncts.of_preposition(token, sentence) or self._adjuncts.of_norm(token, sentence)
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass")):
            return (
                self._adjuncts.of_likeness(token, sentence)
                or (None if self._adjuncts.cites(token) else self._verbs.of(token, sentence, here))
                or self._nouns.of_light_verb(token, sentence)
                or self._adjuncts.of_norm(token, sentence)
            )
        if token.pos == "NOUN":
            return self._nouns.of(token, sentence)
        if token.pos == "ADV" and token.dep == "advmod":
            return self._adjuncts.of_adverb(token, sentence)
        return None


def _leave_out_who_reports(relations: Sequence[Relation]) -> None:
    """ "A said that P, B reports": what A said ends before B, and that A said so is B's word."""
    for behind in relations:
        frame = [*behind.source_spans, *behind.cue]
        last = max((part.end for part in behind.content), default=0)
        if not last or not frame or min(part.start for part in frame) < last:
            continue
        for other in relations:
            named = [*other.source_spans, *other.cue]
            if other is behind or max((part.end for part in named), default=last + 1) > last:
                continue
            if all(any(part.covers(one) for part in other.content) for one in frame):
                other.leave_out(Span(last, max(part.end for part in frame)))
                behind.content = (Span(min(part.start for part in (*named, *behind.content)), last),)


def _without_twins(relations: Sequence[Relation]) -> list[Relation]:
    """Of relations with the same content, one a source; one without a source only where there is no other."""
    kept: dict[tuple[Span, ...], list[Relation]] = {}
    for relation in relations:
        others = kept.setdefault(relation.content, [])
        if relation.source is None and others:
            continue
        others[:] = [
            other for other in others if other.source is not None and other.source_spans != relation.source_spans
        ]
        others.append(relation)
    return [relation for others in kept.values() for relation in others]


def _is_counted_behind(label: Token) -> bool:
    """Whether a label names those whose number stands behind it."""
    counted = (child for child in label.children if child.dep == "appos" and child.i > label.i)
    return (
        label.tag in ("NNS", "NNPS") and label.head is label and any(one.child("nummod") is not None for one in counted)
    )
