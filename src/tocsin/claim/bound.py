"""Pronouns that are told by where they stand, whatever coreference says of them.

"The rebels said they would not come": the speakers. "Delmar Lines and its owner": what stands before "and".
"A doctor at the clinic said that it was full": a person is no "it", but the body that the person speaks for is.
"""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.claim.antecedents import AntecedentCheck
from tocsin.claim.descriptions import described
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Attribution, Reading
from tocsin.model.span import Span

_NAMED = ("ORG", "GPE", "NORP")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_PLURAL = ("NNS", "NNPS")
_NEAR = 12
"""Characters between a cue and what it tells."""
_MOST = 10
"""Words that name several at most."""
_QUOTES = frozenset('"“”„«')


class BoundPronouns:
    """Finds what such pronouns stand for, in one language."""

    def __init__(self, lexicon: Lexicon, antecedents: AntecedentCheck) -> None:
        table, coreference = lexicon.table("claims")["standalone"], lexicon.table("coreference")
        pronouns = coreference["pronouns"]
        self._antecedents = antecedents
        self._it, self._they = frozenset(pronouns["it"][:2]), frozenset(pronouns["they"][:4])
        self._all = frozenset((*pronouns["he"][:1], *pronouns["she"][:1], *pronouns["it"][:1], *pronouns["they"][:1]))
        self._possessive = frozenset(word for key in ("he", "she", "it", "they") for word in pronouns[key])
        self._persons = frozenset((*pronouns["he"][:3], *pronouns["she"][:3]))
        self._bodies = frozenset(
            (*lexicon.table("parties")["speakers"]["bodies"], *coreference["agents"]["nouns"], *table["acting"])
        )
        self._offices, self._done_to_bodies = frozenset(table["offices"]), frozenset(table["done_to_bodies"])
        self._ready = frozenset(table["ready"])
        self._own_of_source = frozenset(table["own_of_source"])
        self._agents = frozenset((*coreference["agents"]["verbs"], *table["holding"]))

    def read(
        self, reading: Reading, sentences: Sequence[Sentence], names: Mapping[int, str],
        linked: Mapping[int, Sequence[Span]],
    ) -> dict[int, str]:  # fmt: skip
        """What such pronouns stand for, by their first characters.

        Args:
            reading: The reading.
            sentences: Its sentences that are no furniture.
            names: What coreference says that words stand for.
            linked: The phrases before one that stand for the same, by its first character.
        """
        by_start = {word.start: (word, sentence) for sentence in sentences for word in sentence.tokens}
        people = {word.text for word, _ in by_start.values() if word.entity == "PERSON"}
        found: dict[int, str] = {}
        speaking: dict[int, list[str]] = {}
        for one in sorted(reading.cited, key=lambda one: one.cue[0].start if one.cue else -1):
            if not (one.source and one.cue and one.content) or one.party is None:
                continue
            head, sentence = _head(one.source[0], by_start)
            if head is None or sentence is None:
                continue
            body = self._body(head, sentence, one.party)
            if body is not None:
                speaking.setdefault(sentence.start, []).append(body)
            source = by_start.get(one.source[0].start)
            if source is not None and source[0].tag == "PRP" and source[0].lower in self._all and one.tells:
                known = names.get(one.source[0].start, "")
                told = known and (known.split()[-1] in one.party or one.party.split()[-1] in known)
                told = told or (known and source[0].lower in self._it | self._they)
                if not told and one.party.split()[0].lower() not in self._possessive:
                    found[one.source[0].start] = one.party
            owner = self._owner(head, sentence, names)
            if owner is not None and owner.split()[-1] in people:
                for pronoun in self._others(one, by_start):
                    found.setdefault(pronoun.start, owner)
            for pronoun in self._of_speaker(one, by_start):
                several = pronoun.lower in self._they
                meant = self._several(head, sentence, one.party) if several else body
                if meant is not None and meant.lower() not in self._it | self._they:
                    found[pronoun.start] = meant
        for sentence in sentences:
            for word in sentence.tokens:
                if word.tag != "PRP$":
                    continue
                if (owner := self._beside(word, sentence) or self._of_subject(word, sentence)) is not None:
                    found[word.start] = owner
        found |= self._openings(sentences, speaking, linked, found)
        return found | dict(self._continued(found, by_start, linked))

    def _of_speaker(self, one: Attribution, by_start: Mapping[int, tuple[Token, Sentence]]) -> Iterator[Token]:
        """The subjects of what is told right behind a source and cue that may be the source itself."""
        content, cue = one.content[0], one.cue[-1]
        if (
            not one.tells
            or not one.source[0].start < one.cue[0].start < content.start
            or content.start - cue.end > _NEAR
        ):
            return
        verb, sentence = _head(one.cue[0], by_start)
        if verb is None or sentence is None:
            return
        for word in sentence.tokens:
            clause = word.head
            told = word.dep == "nsubjpass" and clause.lemma.lower() in self._done_to_bodies  # "said it had been told"
            if not (told or word.dep == "nsubj") or word.lower not in self._it | self._they:
                continue
            if not content.covers(word.span):
                continue
            if _QUOTES & {other.text for other in sentence.tokens if content.start <= other.start < word.start}:
                continue
            top = clause
            while top.dep == "conj" and top.head is not top:
                top = top.head
            opens = word.i - clause.left <= 1 or all(
                child.dep in ("mark", "cc", "advmod", "punct") for child in clause.children if child.i < word.i
            )
            if top.dep == "ccomp" and top.head is verb and opens and (told or self._acts(clause)):
                yield word

    def _owner(self, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str | None:
        """Whose spokesman, lawyer or brother a source is, where that is a person: "his spokesman", "Qadri's lawyer"."""
        owner = head.child("poss")
        if owner is None or (head.pos == "PROPN" and head.entity == "PERSON"):
            return None
        if owner.lower in self._persons:
            return names.get(owner.start)
        if owner.entity != "PERSON":
            return None
        run = [word for word in sentence.between(owner.left, owner.right) if word.pos == "PROPN"]
        return names.get(owner.start) or written(run)

    def _others(self, one: Attribution, by_start: Mapping[int, tuple[Token, Sentence]]) -> Iterator[Token]:
        """The pronouns for a person in what is told by somebody of whose: "his lawyer said he had paid"."""
        for part in one.content:
            for start in range(part.start, part.end):
                pair = by_start.get(start)
                if pair is None:
                    continue
                word = pair[0]
                if word.lower in self._persons and word.head.lemma.lower() in self._own_of_source:
                    return
                if word.lower in self._persons and word.tag == "PRP" and word.dep in ("nsubj", "nsubjpass"):
                    yield word
                    return

    def _several(self, head: Token, sentence: Sentence, party: str) -> str | None:
        """The several who are a source: "residents", "the mayor and a priest"."""
        first = head.head if head.dep == "conj" else head
        if first.child("conj") is None:
            return party if head.tag in _PLURAL else None
        words = [
            word for word in sentence.between(first.left, first.right) if word.i != first.left or word.dep != "det"
        ]
        return written(words) if len(words) <= _MOST else None

    def _acts(self, clause: Token) -> bool:
        """Whether a clause says what somebody does or is ready to do, not what something is."""
        if clause.is_copula or clause.pos == "AUX":
            told = clause.child("acomp", "attr")
            return told is not None and told.lemma.lower() in self._ready
        return clause.pos == "VERB"

    def _body(self, head: Token, sentence: Sentence, party: str) -> str | None:
        """The body that a source is, or that a person who is a source speaks for: "a doctor at the clinic"."""
        if self._is_body(head):
            return party
        beside = head.child("appos")
        for noun in (head, *([beside] if beside is not None else ())):
            if noun.entity != "PERSON" and noun.lemma.lower() in self._offices:
                owner = noun.child("poss")
                if owner is not None and self._is_body(owner):
                    return written(described(owner, sentence)) if owner.pos != "PRON" else None
                for prep in noun.children:
                    below = prep.child("pobj") if prep.dep == "prep" else None
                    if below is not None and self._is_body(below):
                        return written(described(below, sentence))
        return None

    def _is_body(self, noun: Token) -> bool:
        """Whether a noun or name is that of a body."""
        if noun.tag in _PLURAL or noun.child("conj") is not None or noun.pos not in ("NOUN", "PROPN"):
            return False
        return noun.lemma.lower() in self._bodies or noun.entity in _NAMED

    def _beside(self, pronoun: Token, sentence: Sentence) -> str | None:
        """ "The firm Delmar Lines and its owner": the firm."""
        thing = pronoun.head
        first = thing.head
        if thing.dep != "conj" or pronoun.i != thing.left or first.i > pronoun.i or first.pos not in ("NOUN", "PROPN"):
            return None
        is_person = self._antecedents.is_person(first)
        several = first.tag in _PLURAL or (_is_several(first) and first.child("conj") is not thing)
        if pronoun.lower in self._persons:
            fits = is_person and not several
        elif pronoun.lower in self._they:
            fits = first.tag in _PLURAL
        else:
            fits = pronoun.lower in self._it and not (is_person or several)
        if not fits:
            return None
        words = [word for word in sentence.between(first.left, first.i) if word.dep not in ("det", "predet")]
        return written(words)

    def _of_subject(self, pronoun: Token, sentence: Sentence) -> str | None:
        """ "The enemy lost a howitzer and withdrew to its positions": of the subject, where that acts."""
        if pronoun.lower not in self._it:
            return None
        verb = next((word for word in pronoun.ancestors() if word.pos in ("VERB", "AUX")), None)
        if verb is None or verb.dep != "conj" or verb.child(*_SUBJECTS) is not None or verb.is_passive:
            return None
        subject = verb.subject("conj")
        if subject is None or not self._is_body(subject) or pronoun.i < subject.i:
            return None
        words = [word for word in described(subject, sentence) if word.dep not in ("det", "predet")]
        return written(words)

    def _openings(
        self, sentences: Sequence[Sentence], speaking: Mapping[int, Sequence[str]], linked: Mapping[int, Sequence[Span]],
        found: Mapping[int, str],
    ) -> dict[int, str]:  # fmt: skip
        """ "…, the agency said. It has appealed for help": who spoke, where nothing just before it may be meant."""
        told: dict[int, str] = {}
        before: Sentence | None = None
        for sentence in sentences:
            opener = sentence.tokens[0]
            parties = speaking.get(before.start, ()) if before is not None and before.block == sentence.block else ()
            verb = opener.head
            if parties and opener.text == "It" and opener.dep == "nsubj" and opener.start not in found:
                acts = verb.lemma.lower() in self._agents and not verb.is_passive
                near = any(start >= before.start for start, _ in linked.get(opener.start, ())) if before else False
                if acts and not near:
                    told[opener.start] = parties[-1]
            before = sentence
        return told

    def _continued(
        self, found: Mapping[int, str], by_start: Mapping[int, tuple[Token, Sentence]], linked: Mapping[int, Sequence[Span]]
    ) -> Iterator[tuple[int, str]]:  # fmt: skip
        """Later pronouns that coreference gives to the same as such a one: where it was wrong there, it is here."""
        carried = dict(found)
        for start in sorted(linked):
            pair = by_start.get(start)
            if pair is None or start in carried or pair[0].lower not in self._it | self._they:
                continue
            before = [one for one in linked[start] if one.start < start]
            last = max(before, default=None, key=lambda one: one.start)
            same = last is not None and (by_start.get(last.start, pair)[0].lower in self._it) is (
                pair[0].lower in self._it
            )
            is_subject = pair[0].dep in ("nsubj", "nsubjpass")
            if (
                last is not None
                and same
                and not (is_subject and pair[0].lower in self._it and not self._acts(pair[0].head))
                and last.start in carried
                and by_start.get(last.start, pair)[0].tag in ("PRP", "PRP$")
            ):
                carried[start] = carried[last.start]
                yield start, carried[start]


def _head(span: Span, by_start: Mapping[int, tuple[Token, Sentence]]) -> tuple[Token | None, Sentence | None]:
    """The word of a span that its others hang under, with its sentence."""
    first = next((by_start[start] for start in range(span.start, span.end) if start in by_start), None)
    if first is None:
        return None, None
    sentence = first[1]
    inside = [word for word in sentence.tokens if span.start <= word.start < span.end]
    numbers = {word.i for word in inside}
    tops = [word for word in inside if word.head is word or word.head.i not in numbers]
    return next((word for word in tops if word.pos in ("NOUN", "PROPN", "VERB", "PRON", "NUM")), tops[0]), sentence


def _is_several(noun: Token) -> bool:
    return noun.tag in _PLURAL or noun.child("conj") is not None
