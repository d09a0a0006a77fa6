"""What a clause goes on from: the subject that it shares, the noun that it describes, what it holds under."""

from collections.abc import Container, Mapping

from tocsin.claim.antecedents import AntecedentCheck
from tocsin.claim.clauses import SUBJECTS, Clause, is_marked
from tocsin.claim.descriptions import may_name_place
from tocsin.claim.spelling import Speller
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token

_RELATIVES = ("WDT", "WP", "WP$", "WRB")
_CUT = ("relcl", "appos", "parataxis", "acl", "advcl")
_UNTENSED = ("VBN", "VBD", "VB", "VBG", "RP")
_OWN = ("aux", "auxpass", "neg", "advmod")
_MOST = 14
"""Words of what a clause goes on from that are told before it."""
_NAME = 5
"""Words that give a name at most, one more than this."""
_DAYS = ("DATE", "TIME")
_MEASURED = (*_DAYS, "QUANTITY", "CARDINAL", "PERCENT")


class LeadReader:
    """Finds what clauses go on from, in one language."""

    def __init__(self, lexicon: Lexicon, antecedents: AntecedentCheck, speller: Speller) -> None:
        table = lexicon.table("claims")["standalone"]
        self._antecedents, self._speller = antecedents, speller
        self._conditional = frozenset(lexicon.table("certainty")["clauses"]["conditional"])
        self._bounding = frozenset(table["bounding"])
        self._place_words = frozenset(lexicon.table("coreference")["places"]["nouns"])
        self._there, self._where = frozenset(table["there"]), frozenset(table["where"])
        self._giving, self._wishing = frozenset(table["giving"]), frozenset(table["wishing"])
        self._personal, self._participles = frozenset(table["who"]), tuple(table["participles"])

    def read(self, clause: Clause, sentence: Sentence, names: Mapping[int, str], replaced: dict[int, str]) -> str:
        """What a clause goes on from: the subject that an earlier clause has, the noun that it describes."""
        head, inside = clause.head, {word.i for word in clause.words}
        if head.dep in ("relcl", "acl"):
            return "" if head.head.i in inside else self._described(clause, sentence, names, replaced)
        first = clause.words[0]
        if head.dep == "ccomp" and head.head.dep == "relcl" and first.tag in _RELATIVES and first.head is head:
            # "A vote that the opposition said was rigged".
            replaced[first.i] = self._phrase(head.head.head, sentence, names, before=first)
            return ""
        condition = self._circumstances(head, inside, sentence, names)
        subject = head.child(*SUBJECTS)
        if subject is not None and head.pos in ("VERB", "AUX"):
            # A subject that another clause cut off: "Estonia, which shares the gulf, …".
            cut = (
                subject.i not in inside
                and subject.i < clause.words[0].i
                and subject.child("relcl", "appos") is not None
            )
            return self._phrase(subject, sentence, names) if cut else condition or self._wish(clause, sentence, names)
        if any(child.dep in SUBJECTS and child.i in inside for child in head.children):
            return condition
        if head.dep in ("dobj", "pobj") and clause.words[0].i > head.head.i:
            return self._denial(clause, sentence, names)
        if head.pos not in ("VERB", "AUX") or head.head is head:
            return ""
        if head.dep == "conj":
            first = head
            while first.dep == "conj" and first.head is not first and first.child(*SUBJECTS) is None:
                first = first.head
            if first.dep == "xcomp" and first.is_infinitive and head.tag == "VB" and not head.is_infinitive:
                # "Pledged to rehire the dockers and pay them in full": it pledged to.
                to = next(child for child in first.children if child.tag == "TO")
                return f"{self._governor(first, sentence, names)} {to.text}".strip()
            return " ".join(filter(None, (condition, self._subject_of(first, head, sentence, names))))
        gerund = head.dep == "xcomp" and head.is_gerund  # "denied having known"
        if head.dep in ("xcomp", "ccomp", "advcl") and head.child(*SUBJECTS) is None and (head.is_infinitive or gerund):
            return self._governor(head, sentence, names)
        return ""

    def _circumstances(self, head: Token, inside: Container[int], sentence: Sentence, names: Mapping[int, str]) -> str:
        """What stands before a clause and is none of its words: "If it rains, the road will be cut and no lorry will come".

        That is the condition that two clauses share, the time up to which it holds, the place it speaks of.
        """
        first = head
        while first.dep == "conj" and first.head is not first:
            first = first.head
        for child in first.children:
            if child.i > first.i or child.i in inside:
                continue
            shared = child.dep == "advcl" and is_marked(child, self._conditional) and first is not head
            bound = child.dep == "advcl" and is_marked(child, self._bounding) and first is head
            there = first is head and child.lower in self._there and child.dep == "advmod" and child.start in names
            if shared or bound:
                return f"{self._speller.spelt(sentence.between(child.left, child.right), names)},"
            if there:
                return f"{child.text} ({names[child.start]}),"
        return ""

    def _described(self, clause: Clause, sentence: Sentence, names: Mapping[int, str], replaced: dict[int, str]) -> str:
        """The noun that a relative clause describes, in place of its pronoun where that is the subject."""
        head = clause.head
        relative = next((word for word in clause.words if word.tag in _RELATIVES and word.i <= head.i), None)
        noun = self._of_kind(_agreeing(head.head, head), relative, sentence)
        subject = head.child(*SUBJECTS)
        described = self._phrase(noun, sentence, names, before=clause.words[0])
        if relative is not None and relative is subject:
            replaced[relative.i] = described
            return ""
        if relative is not None:
            return f"{self._time_of(noun, sentence, names)}{described},"
        if subject is None:
            return described
        apart = any(word.pos == "PUNCT" for word in sentence.between(head.head.i + 1, head.left))
        return "" if apart or head.dep == "acl" else f"{described} that"

    def _time_of(self, noun: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """What stands before a month or day that a clause is about: "one night in", of "one night in May, when …"."""
        prep = noun.head
        before = (
            sentence.between(prep.i - 1, prep.i - 1) if noun.dep == "pobj" and prep.i > sentence.tokens[0].i else ()
        )
        if noun.entity not in _DAYS or not before or before[0].entity not in _DAYS or before[0].pos != "NOUN":
            return ""
        return f"{self._speller.spelt(sentence.between(before[0].left, prep.i), names)} "

    def _of_kind(self, noun: Token, relative: Token | None, sentence: Sentence) -> Token:
        """The noun that a relative clause describes: a person for "who", a place for "where"; parses take the last noun."""
        if relative is not None and relative.lower in self._personal and not self._antecedents.is_person(noun):
            above = (other for other in noun.ancestors() if other.pos in ("NOUN", "PROPN", "VERB", "AUX"))
            for other in above:
                if other.pos in ("VERB", "AUX"):
                    subject = other.child(*SUBJECTS)
                    if subject is not None and subject.i < noun.i and self._antecedents.may_be_people(subject):
                        return subject  # "200 people fled the fighting, of whom half are back"
                    break
                if self._antecedents.is_person(other):
                    return other
        at = noun.head if noun.dep == "pobj" else noun
        counted = noun.entity in _MEASURED and at is not noun and at.head.pos == "NOUN"
        if relative is not None and relative.tag == "WDT" and counted and relative.lower not in self._where:
            return at.head  # "an outage of 30 hours, which …"
        if relative is not None and relative.tag == "WDT" and noun.entity == "GPE" and at.head.pos == "NOUN":
            return at.head if at.head.lemma.lower() not in self._place_words else noun  # "a bridge at Gaya, which …"
        if relative is not None and relative.lower in self._where and noun.entity in _DAYS:
            places = [word for word in sentence.between(sentence.tokens[0].i, relative.i) if may_name_place(word)]
            return places[-1] if places else noun
        return noun

    def _subject_of(self, first: Token, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """The subject that a clause shares with the one before it, and the auxiliaries it shares."""
        subject = first.child(*SUBJECTS)
        if subject is None:
            return ""
        told = first.head if first.dep == "parataxis" else first.child("ccomp")
        if told is not None and told.i < subject.i and (head.is_copula or head.child("aux", "auxpass") is not None):
            # "The work has begun, she said, and will be over in March": the work will.
            first, subject = told, told.child(*SUBJECTS) or subject
        finite = head.tag in ("VBD", "VBZ", "VBP") or head.child("aux", "auxpass") is not None
        # "Blocked a road, but let ambulances through", "drive on the right but carry local plates": tenses like the stem.
        finite = finite or (first.tag in ("VBD", "VBP", "VBZ") and head.tag == "VB" and not head.is_infinitive)
        aux = [child.text for child in first.children if child.dep in ("aux", "auxpass") and child.i < first.i]
        if not finite and not aux:
            return ""  # "Come and see"
        # "Has closed the site and flown out its crew": taggers take "flown" for the past tense.
        perfect = head.tag == "VBD" and head.child("aux", "auxpass") is None and head.lower.endswith(self._participles)
        shares = not finite or (perfect and any(child.lemma.lower() == "have" for child in first.children))
        # "Was summoned and handed a note": read as a past tense, though it is done to the same.
        given = head.tag == "VBD" and first.is_passive and head.lemma.lower() in self._giving
        # "Was inspected and found safe".
        shares = shares or (head.tag == "VBD" and first.is_passive and head.child("oprd") is not None)
        shares = shares or (given and head.child("dobj") is not None and head.child("aux", "auxpass") is None)
        return " ".join([self._phrase(subject, sentence, names), *(aux if shares else ())])

    def _denial(self, clause: Clause, sentence: Sentence, names: Mapping[int, str]) -> str:
        """What is said of a thing that is denied: "Moscow has denied", before "any involvement"."""
        verb = next((word for word in clause.head.ancestors() if word.pos in ("VERB", "AUX")), None)
        subject = verb.subject("conj", "xcomp") if verb is not None else None
        if verb is None or subject is None or subject.i > verb.i:
            return ""
        if subject.left <= clause.head.i <= subject.right:
            # "Reports of 61 drowned were false": reports of them.
            return self._speller.spelt(sentence.between(subject.left, clause.words[0].i - 1), names)
        said = sentence.between(max(subject.right, subject.i) + 1, clause.words[0].i - 1)
        if len(said) > _MOST or any(word.pos == "PUNCT" for word in said):
            return ""
        return f"{self._phrase(subject, sentence, names)} {self._speller.spelt(said, names)}"

    def _governor(self, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """What stands before an infinitive: who threatens, wants or does something to do so."""
        verb = head.head
        subject = verb.subject("conj", "xcomp")
        if subject is None or verb.pos not in ("VERB", "AUX"):
            return ""
        first = max(subject.right, subject.i) + 1
        if verb.dep == "conj" and verb.child(*SUBJECTS) is None:
            # "Rebels denied A but admitted B": of what they did before nothing is told.
            first = min((child.i for child in verb.children if child.dep in _OWN and child.i < verb.i), default=verb.i)
        said = sentence.between(first, head.left - 1) if subject.i < verb.i else (verb,)
        return f"{self._phrase(subject, sentence, names)} {self._speller.spelt(said[:_MOST], names)}".rstrip(" ,")

    def _wish(self, clause: Clause, sentence: Sentence, names: Mapping[int, str]) -> str:
        """Who wants or lets something be done, before what has no tense of its own: "most want", of "the plant closed"."""
        head, first = clause.head, clause.words[0]
        verb, own = head.head, head.child("aux", "auxpass", "mark")
        if head.dep not in ("ccomp", "xcomp") or own is not None or verb.i > first.i or head.tag not in _UNTENSED:
            return ""
        subject = verb.subject("conj", "xcomp")
        if verb.lemma.lower() not in self._wishing or subject is None or subject.i > verb.i or head.is_copula:
            return ""
        said = sentence.between(max(subject.right, subject.i) + 1, first.i - 1)
        if not said or len(said) > _MOST:
            return ""
        return f"{self._phrase(subject, sentence, names)} {self._speller.spelt(said, names)}"

    def _phrase(self, noun: Token, sentence: Sentence, names: Mapping[int, str], *, before: Token | None = None) -> str:
        """A noun phrase without its clauses; a pronoun by whom it stands for."""
        if noun.tag in ("WDT", "WP") and noun.head.dep == "relcl":
            noun = noun.head.head
        if noun.start in names and noun.pos == "PRON":
            return names[noun.start]
        first = sentence.tokens[0].i
        if not first <= noun.i <= sentence.tokens[-1].i:
            return noun.text
        behind = [child for child in noun.children if child.dep in _CUT and child.i > noun.i]
        # "The drill, called Grey Heron", "a smaller union, Dock 80": its name is told with it.
        named = bool(behind) and behind[0].dep in ("acl", "appos") and _is_named(behind[0], sentence)
        right = min((child.left for child in behind[named:]), default=noun.right + 1) - 1
        right = right if before is None or before.i <= noun.i else min(right, before.i - 1)
        words = list(sentence.between(noun.left, max(right, noun.i)))
        words = [word for word in words if not (named and word.i > noun.i and word.text == ",")]
        while len(words) > 1 and words[-1].pos in ("PUNCT", "CCONJ", "ADP"):
            words.pop()
        return self._speller.spelt(words, names)


def _is_named(below: Token, sentence: Sentence) -> bool:
    """Whether a few words behind a noun give its name."""
    words = sentence.between(below.left, below.right)
    return len(words) < _NAME and any(word.pos == "PROPN" for word in words)


def _agreeing(noun: Token, verb: Token) -> Token:
    """The noun that a relative clause describes: the nearest of the number of its verb, for parses take the last one."""
    finite = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    plural = finite.tag == "VBP" or finite.lower == "were"
    if not plural and finite.tag != "VBZ" and finite.lower != "was":
        return noun
    for other in (noun, *noun.ancestors()):
        if (
            other.pos in ("NOUN", "PROPN")
            and (other.tag in ("NNS", "NNPS") or other.child("conj") is not None) is plural
        ):
            return other
        if other.pos in ("VERB", "AUX"):
            break
    return noun
