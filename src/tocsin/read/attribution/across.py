"""Attributions that reach over a sentence's end: "Two died. This was announced by the prefect", points under "X said:"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import (
    SUBJECTS,
    Relation,
    Speakers,
    agent,
    clause_above,
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
        self._whole = frozenset(pointing["whole"])
        self._nouns = frozenset(pointing["nouns"])
        self._manner = frozenset(pointing["manner"])
        self._making = frozenset(table["verbs"]["light"])
        self._taking_in = {verb: frozenset(things) for verb, things in pointing["taking_in"].items()}
        self._speech = frozenset(table["verbs"]["speech_groups"])
        self._telling = frozenset((*table["verbs"]["estimating"], *pointing["telling"], *pointing["wanting"]))
        self._judging = frozenset(table["verbs"]["judgements"])
        self._groups = frozenset(pointing["groups"])
        self._wanting = frozenset(pointing["wanting"])
        self._finding = frozenset(pointing["finding"])
        self._numbering = frozenset(pointing["numbering"])
        self._some, self._among = frozenset(pointing["some"]), frozenset(pointing["among"])
        self._sums = frozenset(pointing["adding_up"])
        self._deciding = frozenset(pointing["deciding"])
        self._reported = frozenset(pointing["reported"])
        pronouns = lexicon.table("parties")["pronouns"]
        self._first = frozenset(pronouns["first"])
        self._false = frozenset(lexicon.table("certainty")["adverbs"]["false"])
        self._others = frozenset(pointing["others"])
        self._counting, self._speakers = frozenset(table["set_off"]["verbs"]), Speakers(lexicon)
        self._writings = frozenset(lexicon.table("parties")["writings"]["nouns"])
        self._several = frozenset(lexicon.table("coreference")["pronouns"]["they"])
        self._things = self._several | frozenset(lexicon.table("coreference")["pronouns"]["it"])
        self._ties = frozenset(pointing["ties"])
        labels = "|".join(map(re.escape, pointing["labels"]))
        self._bullet = re.compile(r"\n\s*(?:[-–—•*▪●‣◦·]|\d{1,2}[.)])\s*")
        self._label = re.compile(rf"[(\[]?\s*(?:{labels})\s*:\s*", re.I)

    def tells(self, word: Token) -> bool:
        """Whether a word is a verb of speech or of a wish, whose object is told as well: "reported 40 clashes"."""
        lemma = word.lemma.lower()
        cue = self._cues.attributing(lemma) if word.pos == "VERB" else None
        if lemma in self._deciding:
            return False
        taken = word.child("dobj") if lemma in self._taking_in else None
        if taken is not None and taken.lemma.lower() in self._taking_in[lemma]:
            return False  # "admitted twelve patients"
        thing = word.child("dobj") if lemma in self._numbering else None
        if thing is not None and (thing.pos == "NUM" or thing.child("nummod") is not None):
            return True
        if lemma in self._judging and word.child("dobj") is not None and word.child("oprd") is not None:
            return True  # "called the recording a forgery"
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
        opening = next((n for n, one in enumerate(sentences) if one.root.child(*SUBJECTS) is not None), 0)
        for number, sentence in enumerate(sentences):
            listing = self._listing(number, sentences, text) if sentence.tokens[-1].text == ":" else None
            if listing is not None:
                found.append(listing)
                continue
            own = told.get(number, ())
            for inside in (
                *self._inserted(sentence, own),
                *self._behind_colon(sentence, own),
                *self._behind_semicolon(sentence, own),
                *self._trailing(sentence, own),
            ):
                told.setdefault(number, []).append(inside)
                found.append(inside)
            continued = self._continued(number, sentences, told, opening)
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
        content = root.child("ccomp") if root is not None and self.tells(root) else None
        if root is not None and content is not None and content.i < root.i and self._points(content.child(*SUBJECTS)):
            root = content  # "This was stated by X, Y reports"
        if root is None or (root.child("ccomp", "xcomp", "conj") is not None and not self._so(root)):
            return None
        cue = self._cues.attributing(root.lemma.lower())
        subject, thing = root.child(*SUBJECTS), root.child("dobj")
        so = self._so(root)
        source: Token | None = None
        if root.is_passive and root.lemma.lower() in self._deciding:
            source = agent(root) if self._points(subject) else None
        elif root.is_passive and root.lemma.lower() in self._making:
            # "The announcement was made by X".
            named = subject is not None and subject.lemma.lower() in self._nouns and self._points(subject)
            source = agent(root) if named else None
        elif cue is not None and cue.name in self._groups:
            if so is not None:
                source = subject_of(root)
            elif root.is_passive:
                told = subject is not None and subject.lower in self._whole and cue.name in self._speech
                source = agent(root) if told or self._points(subject) else None
            elif subject is not None and thing is None and self._so_behind(root):
                source = subject  # "The minister said so on Monday"
            elif thing is not None and (self._points(thing) or thing.lower in self._whole):
                source = subject
        elif self._points(subject):
            tie = next((word for word in (root, *root.children) if word.lower in self._ties), None)
            source = _object_below(tie) if tie is not None else None
        if source is None:
            return None
        return related(source, [*([so] if so is not None else []), *verb_group(root)], [], sentence, root)

    def _listing(self, number: int, sentences: Sequence[Sentence], text: str) -> Relation | None:
        """ "The prefect also said:" and the points below it, each on a line that a dash, dot or number opens.

        So with "According to the prefect:".
        """
        verbs = [word for word in sentences[number].tokens if word.pos == "VERB" and self.tells(word)]
        opener = sentences[number].tokens[0]
        tied = opener.lower in self._ties and not verbs
        verb = opener if tied else verbs[-1] if verbs else None
        source = _object_below(opener) if tied else subject_of(verb) if verb is not None else None
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
        cue = [verb, *(child for child in verb.children if child.dep == "prep")] if tied else verb_group(verb)
        relation = related(source, cue, [], sentences[number], verb)
        relation.content = joined(trimmed(points))
        return relation if relation.content else None

    def _continued(
        self, number: int, sentences: Sequence[Sentence], told: Mapping[int, list[Relation]], opening: int
    ) -> Relation | None:
        """What goes on with the word of the one who told the sentence before, though nothing in it says so.

        "She said the pump failed. Her teams had found damage": it has a tense of reported speech, past perfect or "would".
        "Two ships came in, she said. They brought 58 men": it speaks on of what was told. And the first paragraph of an
        article goes on with the source of its first sentence. Nobody may be cited in it.
        """
        sentence, root = sentences[number], _root(sentences[number])
        if not number or root is None or sentences[number - 1].block != sentence.block:
            return None
        # "They asked for water" is no telling.
        if any(one.anchor.dep == "prep" or not self._asks(one) for one in told.get(number, ())):
            return None
        opener = sentence.tokens[0]
        concludes = opener.pos == "CCONJ" or opener.lower in self._manner
        if concludes or sentence.tokens[-1].text == "?" or any(word.lower in self._first for word in sentence.tokens):
            return None
        before = self._teller(sentences[number - 1], told.get(number - 1, ()))
        if before is None or before.source is None:
            return None
        top = _root(sentences[number - 1])
        reported = any(child.dep == "aux" and child.lower in self._reported for child in root.children)
        in_past = before.anchor is top and (top.tag == "VBD" or not before.cue)
        leads = sentence.block == sentences[opening].block and self._tells_all(sentences[opening])
        if not ((reported and in_past) or leads or self._speaks_on(root, before)):
            return None
        if root.child("neg") is not None and root.lemma.lower() in self._telling:
            return None  # "The paper could not confirm it"
        content = joined(trimmed(sentence.tokens))
        return Relation(before.source, before.source_spans, (), content, root, certain=True)

    def _teller(self, sentence: Sentence, own: Sequence[Relation]) -> Relation | None:
        """The attribution that holds all of a sentence: "P, X said", "X said that P", "according to X, P"."""
        top = _root(sentence)
        if top is not None and any(child.lower in self._false for child in top.children):
            return None  # "The daily wrongly wrote …": what follows is what is right
        for one in own:
            if one.source is None or top is None or one.source.lower in self._first or self._is_first(one.source):
                continue
            if not one.cue and one.anchor is top:
                return one
            if one.anchor is top and (self.tells(top) or top.lemma.lower() in self._finding):
                return one
            if one.anchor.dep == "prep" and one.cue and any(part.covers(top.span) for part in one.content):
                return one
        return None

    def _tells_all(self, sentence: Sentence) -> bool:
        """Whether a sentence was told to the outlet itself, or in something written: "told this paper", "in a statement"."""
        verb = sentence.root
        if not (self.tells(verb) or verb.lemma.lower() in self._finding):
            return False
        asked = verb.child("dobj", "dative")
        demonstrative = asked is not None and any(child.lower in self._words for child in asked.children)
        if asked is not None and (asked.lower in self._first or asked.pos == "PROPN" or demonstrative):
            return True
        places = (child.child("pobj") for child in verb.children if child.dep == "prep")
        return any(place is not None and place.lemma.lower() in self._writings for place in places)

    def _asks(self, relation: Relation) -> bool:
        """ "They asked for water": a request of somebody who is only a pronoun."""
        source, cue = relation.source, self._cues.attributing(relation.anchor.lemma.lower())
        requests = cue is not None and cue.kind is Kind.REQUEST and not self.tells(relation.anchor)
        return requests and source is not None and source.tag == "PRP" and relation.anchor.child("ccomp") is None

    def _is_first(self, source: Token) -> bool:
        return any(child.dep == "poss" and child.lower in self._first for child in source.children)

    def _speaks_on(self, root: Token, before: Relation) -> bool:
        """Whether a sentence is about what was told: "they" or "its first day", where that is not the one who told it."""
        subject = root.child(*SUBJECTS)
        if subject is None:
            return False
        if self._is_part(root, subject) or (root.lemma.lower() in self._sums and subject.lower in self._words):
            return True  # "Most of them are children", "Among them is a guard", "That makes 105"
        more = subject.child("nummod") is not None and any(child.lower in self._others for child in subject.children)
        if more or subject.pos == "NUM" or subject.lemma.lower() in self._others:
            # "Five are still there", "Three others were found": of those who were told of; "another 25 tonnes came".
            return True
        owner = subject.child("poss")
        pronoun = subject if subject.tag == "PRP" else owner if owner is not None and owner.tag == "PRP$" else None
        if pronoun is None or pronoun.lower not in self._things or before.source is None:
            return False
        told = _told_verb(before)
        about, thing = subject_of(told), told.child("dobj")
        several = any(
            one is not None and (one.tag in ("NNS", "NNPS") or one.child("conj") is not None) for one in (about, thing)
        )
        if about is None or about.tag == "PRP":
            # The chain goes on: "They … They …", "it had a magnitude of 6, the institute said. Its centre lay …".
            same = about is not None and (about.lower in self._several) == (pronoun.lower in self._several)
            return not before.cue or (same and pronoun is not subject)
        teller_is_several = before.source.tag in ("NNS", "NNPS")
        if pronoun.lower in self._several:
            return several and not teller_is_several
        beside = before.source.child("appos")
        # "It" is no person who spoke: "They set up a commission, she said. Its first meeting is on Monday". But "it was built
        # in 1960" is what an outlet adds: "it" alone goes on only with what is to come.
        coming = root.child("xcomp") is not None or any(c.dep == "aux" and c.tag == "MD" for c in root.children)
        if pronoun is subject and not coming:
            return False
        return "PERSON" in (before.source.entity, beside.entity if beside is not None else "")

    def _is_part(self, root: Token, subject: Token) -> bool:
        """Whether a clause is about some of those in what was told: "most of them", "among them"."""
        of = subject.child("prep") if subject.lower in self._some or subject.pos == "NUM" else None
        among = next((word for word in root.children if word.dep == "prep" and word.lower in self._among), None)
        ties = (of, among if among is not None and among.i < root.i else None)
        below = [tie.child("pobj") for tie in ties if tie is not None]
        return any(word is not None and word.lower in self._several for word in below)

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

    def _behind_semicolon(self, sentence: Sentence, own: Sequence[Relation]) -> Iterator[Relation]:
        """ "Three were hurt, the mayor said; one had slipped": the clause behind a semicolon is said as well."""
        tokens = sentence.tokens
        marks = [n for n, word in enumerate(tokens) if word.text == ";" and 0 < n < len(tokens) - 1]
        for mark, until in pairwise([*marks, len(tokens)]):
            rest = trimmed(tokens[mark + 1 : until])
            if not rest or any(word.lower in self._first for word in rest) or any(map(self._has_teller, rest)):
                continue
            if any(one.source is not None and rest[0].i <= one.anchor.i <= rest[-1].i for one in own):
                continue
            for one in own:
                ends = max((part.end for part in (*one.content, *one.cue, *one.source_spans)), default=0)
                lemma = one.anchor.lemma.lower()
                says = (self.tells(one.anchor) and lemma not in self._wanting) or one.anchor.dep == "prep"
                held = any(part.covers(word.span) for part in one.content for word in rest)
                if one.source is not None and one.cue and says and ends == tokens[mark - 1].end and not held:
                    yield replace(one, cue=(), content=joined(rest))
                    break

    def _has_teller(self, verb: Token) -> bool:
        """ "The organisers counted 700": whether a verb says whose its figure or its object is."""
        lemma, subject = verb.lemma.lower(), verb.child("nsubj")
        # "The engineers disagree": what somebody does in the present is told of them, not by the one before.
        now = verb.tag in ("VBP", "VBZ") and verb.pos == "VERB"
        tells = lemma in self._counting or self.tells(verb) or self._cues.attributing(lemma) is not None
        return verb.pos == "VERB" and (tells or now) and subject is not None and self._speakers.speaks(subject)

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

    def _so_behind(self, root: Token) -> bool:
        """ "Said so": nothing between the two, and nothing hangs on the "so"."""
        return any(c.lower in self._manner and c.i == root.i + 1 and not c.children for c in root.children)

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
            # "Two states have agreed to …": what somebody did is not told by them.
            if any(
                one.source is not None and one.anchor.lemma.lower() not in self._deciding
                for one in told.get(first - 1, ())
            ):
                break
            first -= 1
        return joined(trimmed([word for sentence in sentences[first:number] for word in sentence.tokens]))


def _told_verb(relation: Relation) -> Token:
    """The verb of what is told."""
    anchor = relation.anchor
    if not relation.cue:
        return anchor
    if anchor.pos == "VERB":
        return anchor.child("ccomp", "xcomp") or anchor
    return clause_above(anchor)


def _root(sentence: Sentence) -> Token | None:
    return next((word for word in sentence.tokens if word.head is word), None)


def _object_below(tie: Token) -> Token | None:
    """X in "according to X", "from X"."""
    below = tie.child("pobj")
    if below is None and (prep := tie.child("prep")) is not None:
        below = prep.child("pobj")
    return below
