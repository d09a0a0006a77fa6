"""What "of them" or a number that stands alone goes back to: a noun spoken of before, and the quantity it was counted in."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.model.parse import Sentence, Token
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.read.quantities.amounts import Amount, Kind
from tocsin.read.quantities.counted import QuantityMatch
from tocsin.read.quantities.lexemes import Line

MOST_UNLIKE = 1000
"""How many times greater one number may be than the other if a lone one is to count the same things."""

SENTENCES_BACK = 3
"""How far "of them" may go back."""

NOUNS_BACK = 12
"""How many nouns counted in the same sentence a lone number may go back to."""

WORDS_BACK = 100
"""How many words of each of those sentences are looked at."""

_AFTER_ENTRIES = ("", ",", ";", ".", "(", "+")
_NOMINAL = ("NOUN", "PROPN")
_SUBJECTS = ("nsubj", "nsubjpass")
_DIRECT = ("dobj", "attr")
_OBJECTS = (*_DIRECT, "pobj", "appos", "conj", "ROOT")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The noun gone back to, the quantity that the number is a part of, and the sentence and word where the noun stands.

    `told` is the quantity of a sentence before that the number counts the same as, `instead` tells that it puts that right.
    """

    noun: str | None = None
    whole: Span | None = None
    at: tuple[Sentence, Token] | None = None
    told: Quantity | None = None
    instead: bool = False
    reasons: tuple[Reason, ...] = ()


UNKNOWN = Antecedent()


class AntecedentFinder:
    """Finds what a number without a noun of its own goes back to."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        nouns, units = table["nouns"], table["units"]
        self._of = frozenset(nouns["of"])
        self._relative = frozenset(nouns["relative"])
        self._these = frozenset(nouns["these"])
        self._defined_by = frozenset(nouns["defined_by"])
        self._never = frozenset(nouns["never"])
        self._groups_of = frozenset(nouns["groups"])
        self._plural_tags = frozenset(nouns["plural_tags"])
        self._collectives = frozenset(nouns["plural_collectives"])
        self._states = frozenset[str]().union(*table["measures"]["states"].values())
        self._levels = frozenset(table["measures"]["levels"])
        self._pointing, self._telling = frozenset(nouns["pointing"]), frozenset(nouns["telling"])
        self._again = frozenset(nouns["again"])
        self._being, self._staying = frozenset(nouns["being"]), frozenset(nouns["staying"])
        self._earlier = frozenset(table["superseded"]["earlier"])
        self._correct, self._actual = frozenset(nouns["correct"]), frozenset(nouns["actual"])
        self._uncounted = frozenset[str]().union(
            nouns["not_antecedents"], units["time"], units["other"], table["money"]["words"], table["plurals"]
        )

    def of(
        self, line: Line, amount: Amount, said: Sequence[QuantityMatch], sentences: Sequence[Sentence], number: int,
        earlier: Sequence[Quantity],
    ) -> Antecedent:  # fmt: skip
        """What the amount goes back to; nothing where that is not clear.

        The amount stands in sentence `number` of the document, behind the quantities `said` in the same sentence and the
        `earlier` ones in the sentences before.
        """
        at = amount.last if line.word(amount.last) in self._of else amount.last + 1
        pronoun = line.word(at + 1) if line.word(at) in self._of else self._fronted(line, amount)
        counts = [
            one for one in said[-NOUNS_BACK:]
            if one.counted.whole and one.amount.kind is Kind.COUNT and (one.noun or (pronoun and self._state(line, one)))
        ]  # fmt: skip
        alike = [one for one in counts if _alike(one.amount.size, amount.size) or amount.kind is not Kind.COUNT]
        if not pronoun and self._apposes(line, amount):
            apposed = line.tokens[amount.first - 2]
            reason = Reason(rule="quantity.apposed", facts={"noun": apposed.text}, spans=(apposed.span,))
            return Antecedent(apposed.text, None, (line.sentence, apposed), reasons=(reason,))
        if alike:
            found = self._said_before(line, alike, pronoun)
        elif pronoun:
            found = self._spoken_of(line.starts[amount.first], pronoun, sentences, number, earlier)
        else:
            again = self._told_again(line, amount, sentences, number, earlier)
            again = again or self._put_right(line, amount, sentences, number, earlier)
            return again or self._counted_on(line, amount, sentences, number, earlier) or UNKNOWN
        # "There are ten of them" tells how many they are; "there are ten of them who left" takes them out of the rest.
        narrowed = line.word(at + 2) in self._defined_by
        tokens = line.tokens[amount.first : amount.last + 1]
        exist = any(token.dep in (*_SUBJECTS, "attr") and token.head.child("expl") is not None for token in tokens)
        return replace(found, whole=None) if exist and not narrowed else found

    def _told_again(
        self, line: Line, amount: Amount, sentences: Sequence[Sentence], number: int, earlier: Sequence[Quantity]
    ) -> Antecedent | None:
        """ "Five miners were trapped. All five have been freed", "two of the five": those that were as many before."""
        if line.word(amount.first - 1) not in self._again or amount.kind is not Kind.COUNT or amount.low != amount.high:
            return None
        for back in range(1, min(SENTENCES_BACK, number) + 1):
            sentence = sentences[number - back]
            for one in _within(sentence, earlier):
                if one.noun is not None and one.unit is None and one.low == one.high == amount.low:
                    return _as_counted(one, sentence, "quantity.as_before")
        return None

    def _put_right(
        self, line: Line, amount: Amount, sentences: Sequence[Sentence], number: int, earlier: Sequence[Quantity]
    ) -> Antecedent | None:
        """What the sentence before counted, where a number takes the place of that one: "The correct figure is 21"."""
        verb = next((one for one in line.tokens[amount.last].ancestors() if one.lemma.lower() == "be"), None)
        subject = verb.child("nsubj", "expl") if verb is not None else None
        if subject is None or number == 0 or not earlier:
            return None
        words = [child.lower for child in subject.children]
        last, before = earlier[-1], sentences[number - 1]
        # "We wrote that there were 46. It was 64": what is told of the words before counts what they did.
        points = subject.lower in self._pointing and self._is_told(before, last)
        if not points and subject.lower not in self._levels:
            return None
        instead = points or not self._correct.isdisjoint(words)
        near = before.start <= last.start and last.unit is None and _alike(last.nearest, amount.size)
        if not near or not (instead or not self._actual.isdisjoint(words)):
            return None
        return replace(_as_counted(last, before, "quantity.as_before"), told=last, instead=instead)

    def _counted_on(
        self, line: Line, amount: Amount, sentences: Sequence[Sentence], number: int, earlier: Sequence[Quantity]
    ) -> Antecedent | None:
        """The one thing that was counted just before, where a clause only says how many: "There were 88", "20 are left"."""
        verb = self._counting_verb(line.tokens[amount.last])
        if verb is None or amount.kind is not Kind.COUNT or amount.low == amount.high == 1:
            return None
        for back in range(1, min(SENTENCES_BACK, number) + 1):
            sentence = sentences[number - back]
            if sentence.block != line.sentence.block:
                return None
            within = _within(sentence, earlier)
            counted = [one for one in within if one.unit is None and not one.compares and (one.things or one.measure)]
            if not counted:
                continue
            last = counted[-1]
            if len({one.things[:1] for one in counted}) != 1 or not _alike(last.nearest, amount.size):
                return None
            # "Police arrested 30. There were 12 in the hall": how many are somewhere is no count of what befell the others.
            placed = any(child.dep == "prep" and child.i > line.tokens[amount.last].i for child in verb.children)
            return replace(_as_counted(last, sentence, "quantity.counted_on"), told=None if placed else last)
        return None

    def _counting_verb(self, number: Token) -> Token | None:
        """The verb of a clause that says no more than how many there are; None where it says more of them, or a time."""
        # The parser counts days: "there were 88 yesterday".
        top = number.head if number.head.lower in self._never else number
        verb = top.head
        if verb.child("advcl") is not None:
            return None
        lemma, subject = verb.lemma.lower(), verb.child("expl") or verb.child("nsubj")
        points = subject is not None and subject.lower in self._pointing
        if points and lemma in self._being and top.dep in (*_SUBJECTS, "attr", "acomp", "npadvmod"):
            return verb
        return (
            verb
            if lemma in self._staying and top is number and number.dep in _SUBJECTS and verb.child("dobj") is None
            else None
        )

    def _is_told(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Whether a sentence says that others, or earlier words, gave a figure: "they write eight dead"."""
        token = next((one for one in sentence.tokens if one.end >= quantity.end), None)
        above = (token, *token.ancestors()) if token is not None else ()
        told = ((one, one.child("nsubj")) for one in above)
        return any(
            by is not None
            and (verb.lemma.lower() in self._telling or any(child.lower in self._earlier for child in by.children))
            for verb, by in told
        )

    def _fronted(self, line: Line, amount: Amount) -> str:
        """The pronoun of "Of these, 95 are children"; empty where there is none."""
        word, pause = line.word(amount.first - 2), line.word(amount.first - 1)
        return word if pause == "," and word in self._these and line.word(amount.first - 3) in self._of else ""

    def _said_before(self, line: Line, alike: Sequence[QuantityMatch], pronoun: str) -> Antecedent:
        """What the same sentence counted; parts of it are left aside where their whole was counted too."""
        last = alike[-1]
        if pronoun not in self._relative:
            spans = {one.span for one in alike}
            wholes = [one for one in alike if one.whole not in spans]
            if len({(one.noun or self._state(line, one)).lower() for one in wholes}) != 1:
                return UNKNOWN
            last = wholes[-1]
        at = last.noun_at(line.sentence)
        if last.noun is None:
            return Antecedent(None, last.span, at, reasons=(_stands_for(pronoun, self._state(line, last)),))
        if not pronoun:
            reason = Reason(rule="quantity.as_before", facts={"noun": last.noun}, spans=(last.span,))
            return Antecedent(last.noun, None, at, reasons=(reason,))
        return Antecedent(last.noun, last.span, at, reasons=(_stands_for(pronoun, last.noun),))

    def _state(self, line: Line, match: QuantityMatch) -> str:
        """The word that stands for those it befell: the dead in "17 dead"; empty where there is none."""
        word = line.word(match.amount.last + 1)
        return word if match.noun is None and word in self._states else ""

    def _apposes(self, line: Line, amount: Amount) -> bool:
        """Whether the number stands behind its noun: "tanks (more than 120)", "tanks – 120"."""
        before = amount.first - 2
        if before < 0 or not self._is_plural(line.tokens[before]):
            return False
        if line.word(amount.first - 1) == "(":
            return True
        # An entry of a list ends behind the number; elsewhere dashes join sentences.
        return line.is_labelled(amount.first) and line.word(amount.last + 1) in _AFTER_ENTRIES

    def _spoken_of(
        self, start: int, pronoun: str, sentences: Sequence[Sentence], number: int, earlier: Sequence[Quantity]
    ) -> Antecedent:
        """The one group that this sentence or those before it speak of."""
        for back in range(min(SENTENCES_BACK, number) + 1):
            groups = self._groups(sentences[number - back], before=start)
            if not groups:
                continue
            if len({token.lemma for token in groups}) != 1:
                return UNKNOWN
            noun = groups[0]
            place = bisect_left(earlier, noun.end, key=lambda quantity: quantity.end)
            counted = place < len(earlier) and earlier[place].start <= noun.start
            whole = Span(earlier[place].start, earlier[place].end) if counted else None
            reasons = (_stands_for(pronoun, noun.text, noun.span),)
            return Antecedent(noun.text, whole, (sentences[number - back], noun), reasons=reasons)
        return UNKNOWN

    def _groups(self, sentence: Sentence, *, before: int) -> list[Token]:
        """The groups a sentence speaks of, best kind first: subjects of the main clauses, any subjects, any plurals."""
        end = bisect_right(sentence.tokens, before, key=lambda token: token.end)
        words = sentence.tokens[max(0, end - WORDS_BACK) : end]
        plurals = [token for token in words if self._is_plural(token)]
        tops = [(token, self._topmost(token)) for token in plurals]
        subjects = [
            (token, top.head) for token, top in tops
            if top.dep in _SUBJECTS or (top.dep == "attr" and top.head.child("expl") is not None)
        ]  # fmt: skip
        # A main clause's verb heads the sentence, or is coordinated with the verb that does.
        main = [token for token, verb in subjects if "ROOT" in (verb.dep, verb.head.dep if verb.dep == "conj" else "")]
        objects = [token for token in plurals if token.dep in _OBJECTS]
        return (
            main
            or [token for token, _ in subjects]
            # "Has treated 63 people with burns. Two of them": what is done to goes before what goes with it.
            or [token for token in objects if token.dep in _DIRECT]
            or objects
        )

    def _topmost(self, token: Token) -> Token:
        """The word that stands for the group in its clause: the number in "a number of families"."""
        if token.dep != "pobj" or token.head.lower not in self._of:
            return token
        above = token.head.head
        return above if above.lower in self._groups_of or above.pos == "NUM" else token

    def _is_plural(self, token: Token) -> bool:
        if token.pos not in _NOMINAL or token.lower in self._uncounted or token.lower in self._never:
            return False
        return token.tag in self._plural_tags or token.lower in self._collectives


def _within(sentence: Sentence, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Those of some quantities, in order, that stand in a sentence."""
    first, end = (bisect_left(quantities, at, key=lambda one: one.start) for at in (sentence.start, sentence.end))
    return quantities[first:end]


def _as_counted(quantity: Quantity, sentence: Sentence, rule: str) -> Antecedent:
    """What a quantity of a sentence before counts, as what a number goes back to."""
    noun = next((one for one in sentence.tokens if quantity.noun and one.end == quantity.end), None)
    reason = Reason(rule=rule, facts={"noun": quantity.noun or quantity.measure}, spans=(quantity.span,))
    return Antecedent(quantity.noun, None, (sentence, noun) if noun else None, reasons=(reason,))


def _stands_for(pronoun: str, noun: str | None, *spans: Span) -> Reason:
    return Reason(rule="quantity.stands_for", facts={"pronoun": pronoun, "noun": noun}, spans=spans)


def _alike(one: float, other: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high <= MOST_UNLIKE * max(low, 1.0)
