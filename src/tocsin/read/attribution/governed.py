"""Attributions whose content a cue governs: a verb ("she said that …") or a noun ("the claim that …")."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import takewhile

from tocsin.lexicon.cues import Cue, CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import (
    SPEAKING,
    SUBJECTS,
    Relation,
    Speakers,
    agent,
    clause_above,
    is_inside,
    joined,
    opens_with,
    related,
    subject_of,
    trimmed,
    verb_group,
    words_under,
)
from tocsin.read.names import entity_run
from tocsin.read.taking_back import TakingBack

_OPENING, _CLOSING = "``", "''"
_COMMAS = (",", ",”", ',"', "”", '"', "’", "''")
_CLAUSES = ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PRON", "ADP", "INTJ")
_NEAR = 40
"""Words between a verb of speech and a quotation that may still be its content whatever the parse says."""
_PRESENT = ("VBZ", "VBP", "MD")
_NOMINAL = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART", "CCONJ")
_SHORT = 14
"""Words after its first one that a clause put between commas may have: "The bridge, he said, was safe"."""


class VerbRules:
    """Finds the attributions of verbs."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        verbs = table["verbs"]
        self._cues = cues
        self._speakers = Speakers(lexicon)
        self._adding = frozenset(verbs["adding"])
        self._citing, self._passing = frozenset(verbs["citing"]), frozenset(table["recipients"]["passing"])
        self._confirming = frozenset(table["pointing"]["telling"])
        self._empty = frozenset(table["subjects"]["empty"])
        self._bodily = frozenset(table["subjects"]["bodily"])
        self._experiencers = frozenset(table["grammar"]["experiencers"])
        self._addressed = frozenset(verbs["addressed"])
        self._quote_only = frozenset(verbs["quote_only"])
        self._judgements = frozenset(verbs["judgements"])
        self._likeness = frozenset(table["grammar"]["likeness"])
        self._impressions = frozenset(verbs["impressions"])
        self._speech = frozenset(verbs["speech_groups"])
        self._telling = frozenset(verbs["telling_groups"])
        self._mentioning = frozenset(verbs["mentioning"])
        self._numbering = frozenset(table["pointing"]["numbering"])
        self._estimating: Mapping[str, Sequence[str]] = verbs["estimating"]
        self._revising, self._figures = frozenset(verbs["revising"]), frozenset(verbs["figures"])
        self._utterance = frozenset(verbs["utterance_groups"])
        self._judging = frozenset(verbs["judging_groups"])

    def of(self, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> Relation | None:
        """The attribution a verb is the cue of, given the quotations near it; None where it has no content."""
        cue = self._cues.attributing(verb.lemma.lower())
        if cue is None:
            return self._estimated(verb, sentence)
        passive = verb.is_passive or (verb.dep == "acl" and verb.tag == "VBN")
        content, extra = self._content_of(verb, cue, sentence, quotes, passive=passive)
        if not content:
            return None
        source = self._source_of(verb, cue, quotes, passive=passive)
        if cue.name in self._telling and not extra:
            content += [word for clause in _going_on(verb) for word in words_under(clause, sentence, without=verb)]
        relation = related(source, [*verb_group(verb), *extra], content, sentence, verb)
        if not relation.source_spans and not passive and cue.name in self._speech:
            _name_beside_quote(relation, verb, sentence, quotes)
            if not relation.source_spans:
                self._name_behind_comma(relation, verb, sentence)
        if relation.source is None and not passive and cue.name in self._telling:
            _name_in_front(relation, verb, sentence)
        said = any(child.dep == "ccomp" for child in verb.children) and relation.source is not None
        heard = passive and any(child.dep == "xcomp" for child in verb.children)
        relation.certain = relation.certain or (cue.name in self._utterance and (said or heard))
        return relation

    def _estimated(self, verb: Token, sentence: Sentence) -> Relation | None:
        """ "She put the loss at 40", "the loss was put at 40 by her": whose number it is."""
        lemma = verb.lemma.lower()
        if lemma in self._numbering:
            return self._counted(verb, sentence)
        ties = self._estimating.get(lemma, ())
        if not ties:
            return None
        passive = verb.is_passive
        if lemma in self._revising and not self._is_figure(verb.child("nsubjpass" if passive else "dobj")):
            return None
        thing, who = verb.child("nsubjpass" if passive else "dobj"), agent(verb) if passive else verb.child("nsubj")
        below = sentence.between(thing.i, thing.right) if thing is not None and not passive else ()
        # "Puts the strength of the troops at the pass at 900": the one with the number, whatever the parse ties it to.
        tied = [word for word in (*verb.children, *below) if word.dep == "prep" and word.lower in ties]
        if lemma in self._revising:
            # "From 23 to 21".
            tied += [
                child for child in verb.children
                if child.dep == "prep" and any(one.lower in ties for one in sentence.between(child.left, child.right))
            ]  # fmt: skip
        numbered = (t for t in tied if any(word.pos == "NUM" for word in sentence.between(t.left, t.right)))
        tie = next(numbered, tied[0] if tied else None)
        if (
            tie is not None
            and who is not None
            and lemma in self._mentioning
            and (self._speakers.is_citable(who) or who.pos == "PROPN")
        ):
            # "The police spoke of nine injured": what stands behind.
            return related(who, verb_group(verb), list(sentence.between(tie.i + 1, tie.right)), sentence, verb)
        if tie is None or thing is None or who is None:
            return None
        if not any(word.pos == "NUM" for word in sentence.between(tie.left, tie.right)):
            return None
        content = [*sentence.between(thing.left, thing.right), *sentence.between(tie.left, tie.right)]
        return related(who, verb_group(verb), sorted(set(content), key=lambda word: word.i), sentence, verb)

    def _is_figure(self, thing: Token | None) -> bool:
        """ "It raised its toll to 40", but not "it raised its price to 40"."""
        return thing is not None and thing.lemma.lower() in self._figures

    def _counted(self, verb: Token, sentence: Sentence) -> Relation | None:
        """ "The monitor has counted 36 lorries": whose count it is."""
        thing, who = verb.child("dobj"), verb.child("nsubj")
        if verb.is_passive or thing is None or who is None or not self._speakers.speaks(who):
            return None
        if thing.pos != "NUM" and thing.child("nummod") is None:
            return None
        return related(who, verb_group(verb), list(sentence.between(thing.left, thing.right)), sentence, verb)

    def _source_of(self, verb: Token, cue: Cue, quotes: Sequence[Span], *, passive: bool) -> Token | None:
        if passive:
            return agent(verb)
        source = self._saying_before(verb, cue) or self._quoted_in(verb) or _own_subject(verb, quotes)
        if source is None or source.lower not in self._empty or source.dep == "nsubjpass":
            return source
        if verb.lemma.lower() in self._impressions:
            # "It seems to us that …": us.
            to = (c for c in verb.children if c.dep in ("prep", "dative") and c.lower in self._experiencers)
            return next((child.child("pobj") for child in to), None)
        # "It said that …" is a body's word; with other verbs "it" is nobody.
        # "It revised its figure, saying that …" is, too.
        own = source.head is verb or (verb.tag == "VBG" and source.head is verb.head)
        bodily = cue.name in self._speech and source.lower in self._bodily and own
        return source if bodily else None

    def _quoted_in(self, verb: Token) -> Token | None:
        """ "X cites Y as saying that P": Y. "X carried a statement of Y saying that P": the statement."""
        if verb.tag != "VBG":
            return None
        above = verb.head.head if verb.dep == "pcomp" and verb.head.lower in self._likeness else verb.head
        thing = above.child("dobj") if above.pos == "VERB" else None
        if thing is None or thing.i > verb.i:
            return None
        quoted = above is not verb.head and above.lemma.lower() in self._citing and self._speakers.is_citable(thing)
        passed = above.lemma.lower() in self._passing and self._speakers.is_writing(thing)
        return thing if quoted or passed else None

    def _saying_before(self, verb: Token, cue: Cue) -> Token | None:
        """ "The prefect said that the ferry sank and added that …": parses tie the adding to the ferry."""
        content = verb.head
        while content.dep == "conj" and content.head is not content:
            content = content.head
        governor = content.head
        if verb.dep != "conj" or content.dep != "ccomp" or cue.name not in self._telling or verb.child(*SUBJECTS):
            return None
        saying = self._cues.attributing(governor.lemma.lower())
        if saying is None or saying.name not in self._speech:
            return None
        own, other = subject_of(content), subject_of(governor)
        # "Had sunk and added": a tense of its own goes on with the governor. Things do not speak.
        tensed = verb.tag == governor.tag and content.tag != verb.tag
        adds = verb.lemma.lower() in self._adding or tensed or own is None or not self._speakers.speaks(own)
        return other if adds else None

    def _name_behind_comma(self, relation: Relation, verb: Token, sentence: Sentence) -> None:
        """ "…, spokeswoman of the guard Anna Brunner said": the speaker behind the last comma, taken into the content."""
        place = verb_group(verb)[0].i - sentence.tokens[0].i
        comma = next((n for n in range(place - 1, 0, -1) if sentence.tokens[n].text == ","), 0)
        words = list(sentence.tokens[comma + 1 : place])
        nominal = all(word.pos in _NOMINAL for word in words)
        heads = [word for word in words if word.pos in ("NOUN", "PROPN")]
        who = next((word for word in heads if self._speakers.speaks(word)), None)
        if comma and who is not None and nominal and len(words) <= _SHORT:
            relation.set_apart(who, joined(words))

    def _content_of(
        self, verb: Token, cue: Cue, sentence: Sentence, quotes: Sequence[Span], *, passive: bool
    ) -> tuple[list[Token], list[Token]]:
        """The words of a verb's content, and the words besides the verb that belong to the cue."""
        lemma = verb.lemma.lower()
        takes = {form for entry in self._cues.verbs[lemma] if entry.attributes for form in entry.takes}
        clauses = [c for c in verb.children if c.dep in ("ccomp", "csubjpass") and c.pos in _CLAUSES]
        quote_only = lemma in self._quote_only
        if clauses and "clause" in takes and (not quote_only or _is_quoted(clauses[0], quotes)):
            # Its verb may have split a content: "The wells are dry, she said, and nobody cares".
            words = {word.i: word for clause in clauses for word in words_under(clause, sentence, without=verb)}
            return _up_to_its_mark([words[i] for i in sorted(words)], sentence), []
        reported = self._told_subject(verb, sentence) if passive and "object" in takes else []
        if reported:
            return reported, []
        gerund = next((c for c in verb.children if c.dep == "xcomp" and c.is_gerund and c.i > verb.i), None)
        if gerund is not None and "gerund" in takes:
            return words_under(gerund, sentence, without=verb), []
        infinitive = next(
            (c for c in verb.children if c.dep in ("xcomp", "ccomp", "advcl") and c.is_infinitive and c.i > verb.i),
            None,
        )
        if infinitive is not None and ("infinitive" in takes or passive) and infinitive.dep != "advcl":
            return words_under(infinitive, sentence, without=verb), []
        obj = next((child for child in verb.children if child.dep == "dobj" and child.i > verb.i), None)
        if obj is not None and lemma in self._judgements:
            # "She called the plan a disgrace", "described it as a disgrace": of what, and what it is said to be.
            for child in verb.children:
                like = child.dep == "prep" and child.lower in self._likeness and child.children
                if child.i > obj.i and (child.dep == "oprd" or like):
                    return list(sentence.between(obj.left, child.right)), []
        spoken = ("quote" in takes or quote_only) and not (quote_only and verb.dep == "relcl")  # "whose sons go there"
        if spoken and (quoted := _quoted_content(verb, sentence, quotes)):
            return quoted, []
        for child in verb.children:
            if child.dep in ("prep", "agent") and f"with:{child.lower}" in takes and child.children:
                if any(part.tag in ("WDT", "WP") for part in child.children):
                    return [], []  # "the drone of which she had spoken": a thing, and nothing that is said of it
                return [w for part in child.children for w in words_under(part, sentence, without=verb)], [child]
        if obj is not None and "object" in takes and not (lemma in self._addressed and cue.name not in self._judging):
            return words_under(obj, sentence, without=verb), []
        told = obj is None or lemma in self._addressed
        if not clauses and told and cue.name in self._speech and not quote_only:
            return _beside(verb, sentence), []
        return [], []

    def _told_subject(self, verb: Token, sentence: Sentence) -> list[Token]:
        """ "The report that P was denied by X", "of a raid was denied by X", "the raid was confirmed by X": P, the raid."""
        report = verb.child("nsubjpass")
        cue = self._cues.nouns.get(report.lemma.lower()) if report is not None and agent(verb) is not None else None
        if report is None:
            return []
        if cue is None or not cue.attributes:
            # "The deaths of two sailors were confirmed by the navy".
            told = verb.lemma.lower() in self._confirming and agent(verb) is not None and report.pos == "NOUN"
            return list(sentence.between(report.left, report.right)) if told else []
        clause = report.child("acl", "ccomp")
        if clause is not None:
            return words_under(clause, sentence, without=verb)
        prep = next((c for c in report.children if c.dep == "prep" and c.i > report.i), None)
        return list(sentence.between(prep.i + 1, report.right)) if prep is not None else []


class NounRules:
    """Finds the attributions of nouns, alone or behind a verb that only leads to them."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        table = lexicon.table("attribution")
        grammar = table["grammar"]
        self._cues = cues
        self._doers = frozenset(grammar["doers"])
        self._senders = frozenset(grammar["senders"])
        self._conjunctions = frozenset(grammar["content_conjunctions"])
        self._empty = frozenset(table["subjects"]["empty"])
        self._light = frozenset(table["verbs"]["light"])
        self._light_objects = frozenset(table["verbs"]["light_objects"])
        self._nouns = frozenset(table["nouns"]["lemmas"]) | {k for k, cue in cues.nouns.items() if cue.attributes}
        self._prepositions = frozenset(table["nouns"]["prepositions"])
        self._taking_back = TakingBack(lexicon)

    def of_light_verb(self, verb: Token, sentence: Sentence) -> Relation | None:
        """ "She made the claim that …": the noun carries the content, the verb leads to the source."""
        if verb.lemma.lower() not in self._light:
            return None
        obj = next((c for c in verb.children if c.dep == "dobj" and c.lemma in self._light_objects), None)
        if obj is None:
            return None
        # "Made a statement saying that …", but not "gave his word that they would go".
        verbal = (c for c in obj.children if c.dep == "acl" and c.child("mark") is None)
        saying = next((c for c in verbal if self._cues.attributing(c.lemma.lower())), None)
        clause = (saying or obj).child("ccomp", "acl", "xcomp")
        content, extra = (
            self._behind_preposition(obj, sentence)
            if clause is None
            else (words_under(clause, sentence, without=verb), list[Token]())
        )
        if not content and verb.dep == "ccomp" and verb.head.i > obj.i:
            # "Has issued the following communique: P", read as a part of P.
            mark = next(iter(sentence.between(obj.right + 1, obj.right + 1)), None)
            content = (
                list(sentence.between(mark.i + 1, verb.head.right)) if mark is not None and mark.text == ":" else []
            )
        return related(subject_of(verb), [*verb_group(verb), obj, *extra], content, sentence, verb) if content else None

    def of(self, noun: Token, sentence: Sentence) -> Relation | None:
        """The attribution a noun is the cue of."""
        if noun.lemma.lower() not in self._nouns:
            return None
        if noun.dep == "dobj" and noun.head.lemma in self._light and noun.lemma in self._light_objects:
            return None
        clauses = (c for c in noun.children if c.dep in ("acl", "ccomp"))
        clause = next((c for c in clauses if c.is_infinitive or opens_with(c, self._conjunctions)), None)
        bare = noun.dep == "pobj" and noun.tag == "NN" and not any(child.i < noun.i for child in noun.children)
        if clause is not None and bare:
            return None  # a set phrase: "in order to", "on condition that"
        source = noun.child("poss") or agent(noun, self._doers) or self._sender(noun)
        content: list[Token] = []
        extra: list[Token] = []
        if clause is not None:
            content = words_under(clause, sentence, without=noun)
        elif source is not None:
            content, extra = self._behind_preposition(noun, sentence, source=source)
        if not content:
            return None
        back = self._taking_back.by(noun)
        if back is not None and clause is not None:
            # "Withdrew the company's statement that P": that it no longer holds is the word of who withdraws it.
            source = agent(back, self._doers) or back.child("poss") if back.pos == "NOUN" else _doer(back)
            return related(source, verb_group(back), content, sentence, back)
        if source is None and noun.dep in ("dobj", "attr") and noun.head.pos in ("VERB", "AUX"):
            source = subject_of(noun.head)
            source = None if source is not None and source.lower in self._empty else source
        return related(source, [noun, *extra], content, sentence, noun)

    def _sender(self, noun: Token) -> Token | None:
        """Whom a noun of speech is from: "a letter from the mayor"."""
        for prep in noun.children:
            if prep.dep == "prep" and prep.lower in self._senders and (source := prep.child("pobj")) is not None:
                return source if source.entity in SPEAKING else None
        return None

    def _behind_preposition(
        self, noun: Token, sentence: Sentence, *, source: Token | None = None
    ) -> tuple[list[Token], list[Token]]:
        """ "A warning of floods in the north": what stands behind the noun's preposition, and the preposition."""
        tied = (c for c in noun.children if c.dep == "prep" and c.lower in self._prepositions and c.children)
        prep = next(tied, None)
        if prep is None or prep.children[0] is source:
            return [], []
        further = [c for c in noun.children if c.dep == "prep" and c.i > prep.right and c.lower not in self._doers]
        last = further[0].right if further and further[0].left == prep.right + 1 else prep.right
        return list(sentence.between(prep.i + 1, last)), [prep]


def _doer(verb: Token) -> Token | None:
    """Who does what a verb says."""
    return agent(verb) if verb.is_passive else subject_of(verb)


def _quoted_content(verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> list[Token]:
    """The quotation next to a verb: in its sentence, with nothing but commas and the source between them."""
    if any(quote.start < verb.start < quote.end for quote in quotes):
        return []
    above = {verb.i, *(token.i for token in verb.ancestors())}
    return [
        word
        for word in sentence.tokens
        if _is_quoted(word, quotes)
        and (abs(word.i - verb.i) < _NEAR or is_inside(word, verb) or clause_above(word).i in above)
    ]


def _going_on(verb: Token) -> list[Token]:
    """ "She warned that the quay is sinking, and the cracks will widen": clauses that go on with what was said.

    A clause next to a past "warned" that is in the present or future tells no story: the parse ties it to the wrong verb.
    """
    if verb.tag != "VBD" or verb.child("ccomp") is None:
        return []
    return [
        clause
        for clause in verb.children
        if clause.dep == "conj"
        and clause.child("nsubj", "nsubjpass", "expl") is not None
        and (clause.tag in _PRESENT or any(c.dep in ("aux", "auxpass") and c.tag in _PRESENT for c in clause.children))
    ]


def _own_subject(verb: Token, quotes: Sequence[Span]) -> Token | None:
    """The subject of a verb; not a word of the quotation before it, which parsers take for one in "“…,” said X"."""
    subjects = [child for child in verb.children if child.dep in SUBJECTS]
    if not subjects or _is_quoted(verb, quotes):
        return subject_of(verb)
    free = [subject for subject in subjects if not _is_quoted(subject, quotes)]
    if len(free) < len(subjects) or len(free) > 1:
        return min(free, key=lambda subject: abs(subject.i - verb.i), default=None)
    return subject_of(verb)


def _name_beside_quote(relation: Relation, verb: Token, sentence: Sentence, quotes: Sequence[Span]) -> None:
    """Give "“…,” Anna Brunner, the mayor, told us" its source where the parse ties the name to the quotation."""
    number = bisect_right(quotes, verb.start, key=lambda quote: quote.start) - 1
    if number < 0 or quotes[number].end > verb.start or quotes[number].start < sentence.start:
        return
    low = min(word.i for word in verb_group(verb))
    words = trimmed([word for word in sentence.tokens if quotes[number].end <= word.start and word.i < low])
    run = list(takewhile(lambda word: word.pos == "PROPN", words))
    if not run or any(word.pos in ("VERB", "AUX") and word.dep != "relcl" for word in words):
        return
    relation.set_apart(run[-1], joined(words))


def _name_in_front(relation: Relation, verb: Token, sentence: Sentence) -> None:
    """Give "On Sunday Minister Anna Brunner said that …" its source where the parse ties the name to the day."""
    place = verb_group(verb)[0].i - sentence.tokens[0].i
    name = sentence.tokens[place - 1] if place > 0 else None
    if name is not None and name.entity == "PERSON":
        run = entity_run(name, sentence)
        relation.set_apart(name, joined(run))
        relation.certain = True


def _up_to_its_mark(words: list[Token], sentence: Sentence) -> list[Token]:
    """A quotation inside another ends with its own mark: "He cried, ‘Run,’ and we ran"."""
    if not words:
        return words
    place = words[0].i - sentence.tokens[0].i
    opened = words[0].tag == _OPENING or (place > 0 and sentence.tokens[place - 1].tag == _OPENING)
    marks = [n for n, word in enumerate(words) if n and word.tag in (_OPENING, _CLOSING)]
    if not opened or len(marks) != 1 or words[marks[0]].tag != _CLOSING:
        return words
    return words[: marks[0]] if words[marks[0] - 1].pos == "PUNCT" else words


def _beside(verb: Token, sentence: Sentence) -> list[Token]:
    """What stands around "…, he said, …" or before "…, he said in the evening" where the parse ties the two loosely."""
    subject = next((child for child in verb.children if child.dep in SUBJECTS), None)
    if subject is None:
        return []
    tokens, first = sentence.tokens, sentence.tokens[0].i
    left, right = verb.left - first, verb.right - first
    opens = tokens[left].pos == "PUNCT" or (left > 0 and tokens[left - 1].pos == "PUNCT")
    closes = tokens[right].pos == "PUNCT" or right + 1 >= len(tokens) or tokens[right + 1].pos == "PUNCT"
    loose = verb.dep in ("parataxis", "advcl", "ccomp", "conj", "relcl")
    if loose and right - left <= _SHORT and opens and closes:
        return [word for word in tokens if not is_inside(word, verb) and word.pos != "PUNCT"]
    opening = min(subject.left, verb.i) - first
    if opening <= 0 or tokens[opening - 1].text not in _COMMAS:
        return []
    before = tokens[: opening - 1]
    # What hangs on the verb itself ("when asked, he said") is no content.
    free = any(word.pos in ("VERB", "AUX") and not is_inside(word, verb) for word in before)
    return list(before) if free and len(before) > 3 and verb.dep != "relcl" else []


def _is_quoted(word: Token, quotes: Sequence[Span]) -> bool:
    number = bisect_right(quotes, word.start, key=lambda quote: quote.start) - 1
    return number >= 0 and word.start < quotes[number].end
