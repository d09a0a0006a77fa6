"""Numbers that are no quantities: dates, years, clock times, ages, names, numberings."""

from collections.abc import Mapping
from typing import Any
from unicodedata import category

from tocsin.model.parse import Token
from tocsin.read.quantities.amounts import Amount, Kind
from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.years import YearJudge

OLDEST = 130
"""Years beyond which a number is no age."""

_CLOSING = (",", ";", ".", ")", "")


class Ages:
    """Tells whether a number is somebody's age."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["lookalikes"]
        self._before = Phrases.of(words["ages_before"], True)
        self._before_pause = Phrases.of(words["ages_before_a_pause"], True)
        self._after = Phrases.of(words["ages_after"], True)
        self._old = frozenset(words["old"])
        self._limits = frozenset(words["age_limits"])
        self._people = frozenset(words["age_limit_before"])
        self._continues = frozenset(words["continued_by"])
        self._plural_tags = frozenset(table["nouns"]["plural_tags"])
        self._of, self._aged_of = frozenset(table["nouns"]["of"]), frozenset(words["aged_of"])

    def holds(self, line: Line, amount: Amount) -> bool:
        """Whether the number is somebody's age."""
        number = amount.number
        value = number.high
        if not 0 <= value <= OLDEST or amount.kind in (Kind.MONEY, Kind.PERCENT):
            return False
        old = self._after.starting(line, number.last + 1) or line.word(amount.last + 1) in self._old
        if old or self._before.ending(line, amount.first - 1):
            return True
        if amount.kind not in (Kind.COUNT, Kind.TIME) or number.vague:
            return False
        if self._is_limit(line, amount) or self._is_of_one(line, amount):
            return True
        paused = (
            line.word(amount.last + 1) in _CLOSING and self._before_pause.ending(line, amount.first - 1) is not None
        )
        return amount.kind is Kind.COUNT and (paused or self._is_apposed(line, amount))

    def _is_limit(self, line: Line, amount: Amount) -> bool:
        """Such as "Voters under 30": a number with no noun of its own, after those whom it bounds."""
        at = amount.first - 1
        if line.word(at) not in self._limits or at < 1:
            return False
        if amount.kind is Kind.COUNT and counts_a_noun(line.tokens[amount.last]):
            return False
        token = line.tokens[at - 1]
        return token.lemma.lower() in self._people or line.word(at - 1) in self._people

    def _is_of_one(self, line: Line, amount: Amount) -> bool:
        """Such as "a man of 71": a number with no noun of its own, of one person."""
        if line.word(amount.first - 1) not in self._of or counts_a_noun(line.tokens[amount.last]):
            return False
        return amount.kind is Kind.COUNT and line.word(amount.first - 2) in self._aged_of

    def _is_apposed(self, line: Line, amount: Amount) -> bool:
        """Such as "Ivan Petrov, 45, said", "Anna (34)"."""
        before, after = line.word(amount.first - 1), line.word(amount.last + 1)
        paired = after in self._continues and line.is_figure(amount.last + 2) and line.word(amount.last + 3) in _CLOSING
        if before not in (",", "(") or (after not in _CLOSING and not paired) or amount.first < 2:
            return False
        if not line.is_figure(amount.first) or amount.low != amount.high or amount.low != int(amount.number.low):
            return False
        named = line.tokens[amount.first - 2]
        if (named.pos == "PROPN" and named.text[:1].isupper()) or named.lemma.lower() in self._people:
            return True
        return before == after == "," and named.pos == "NOUN" and named.tag not in self._plural_tags


def counts_a_noun(token: Token) -> bool:
    """Whether the number counts a noun that follows it."""
    if token.dep not in ("nummod", "compound", "quantmod", "amod"):
        return False
    return token.head.i > token.i and token.head.pos in ("NOUN", "PROPN", "ADJ", "NUM")


LONGEST_COUNT = 15
"""Digits in a row, without a sign between them, beyond which a number is an identifier."""

SCORE_NEAR = 6
"""Words around a pair of figures in which a word of contests makes a score of them."""

HOURS = 12
"""Hours that a clock counts."""

HIGHEST_POINT = 10
"""How far the points of a speech are counted in words ("Two, the roads are closed")."""

# What ties a number to the word or the address that it is part of.
_TYING = frozenset("_/@=#.:\\&^")
_TYING_AFTER = frozenset("_/@=\\⁄^")
_NOMINAL = ("NOUN", "PROPN")
# What the parser may label a name and the number of its model together, and what it labels a place or a day.
_MODELS = ("ORG", "PRODUCT")
_LANDS = ("GPE", "LOC", "NORP", "DATE")
_MOST_JOINING = 2
"""Words and signs between two numbers of a list: "sections 3, 4, and 5"."""
LEAST_MODEL = 100
"""Above this a number with an article and one thing behind it is that thing's model: "the 747 jet"."""


class Lookalikes:
    """Tells what sort of lookalike a number is, if any."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["lookalikes"]
        self._ages = Ages(table)
        self._year_judge = YearJudge(table)
        self._of = frozenset(table["nouns"]["of"])
        self._months = frozenset(words["months"])
        self._clock_after = Phrases.of(words["clock_after"], True)
        self._clock_between = frozenset(words["clock_between"])
        self._labels = frozenset(words["labels"])
        self._periods_before = frozenset(words["periods_before"])
        self._streets = frozenset(words["streets"])
        self._years = range(words["year_from"], words["year_to"] + 1)
        self._idioms = Phrases.of(words["one_idioms"], True)
        self._one_after = frozenset(words["one_after"])
        self._than = frozenset(words["one_than"]["than"])
        self._more = frozenset(words["one_than"]["more"])
        self._one = frozenset(table["cardinals"]["single"])
        self._continues = frozenset(words["continued_by"])
        self._repeated = frozenset(words["repeated_by"])
        self._clock_before = Phrases.of(words["clock_before"], True)
        self._clock_near = Phrases.of(words["clock_near"], True)
        self._hours_before = frozenset(words["hours_before"])
        self._parts, self._days_before = frozenset(words["parts_of_day"]), frozenset(words["days_before"])
        self._hours_not_under = frozenset(words["hours_not_under"]) | frozenset(table["ranges"]["change_words"])
        self._plural_tags = frozenset(table["nouns"]["plural_tags"])
        self._collectives = frozenset(table["nouns"]["plural_collectives"])
        self._marks = frozenset(table["marks"]["nouns"])
        self._definite = frozenset(words["definite"])
        self._round = int(words["year_not_round"])
        self._year_of_counts = int(words["year_counts_below"])
        self._centuries = frozenset(words["century_words"])
        self._below_hundred = frozenset(table["cardinals"]["teens"]) | frozenset(table["cardinals"]["tens"])
        self._distances = frozenset(table["modifier_rules"]["during_not_before"])
        self._label_verbs = frozenset(words["label_verbs"])
        self._odds = frozenset(words["odds"])
        self._plural_helpers = frozenset(table["counted_years"]["plural_helpers"])
        # Nouns that a number behind them is the amount of: "deaths 12 and 14".
        self._counting = frozenset(words["amounts_behind"]).union(*table["measures"]["nouns"].values())
        self._score_words = frozenset(words["score_words"])
        self._score_joins = frozenset(words["score_joins"])
        self._pronoun_before = frozenset(words["pronoun_before"])
        self._hyphened = frozenset(table["units"]["hyphened"])

    def sort(self, line: Line, amount: Amount) -> str:
        """What the number is instead of a quantity ("date", "year", "age", "clock", "name"), "" if it is one."""
        if self._in_a_name(line, amount):
            return "name"
        if self._is_score(line, amount):
            return "score"
        if self._ages.holds(line, amount):
            return "age"
        if amount.kind is Kind.TIME:
            if line.word(amount.first - 1) in self._repeated:
                return "set"
            # "One day we shall see" names no length of time; "one day after the storm" does.
            some = line.word(amount.number.last) in self._one and self._idioms.starting(line, amount.first) is not None
            idle = line.tokens[amount.last].dep == "npadvmod" and line.word(amount.last + 1) not in self._distances
            return "name" if some and idle else ""
        if amount.kind is not Kind.COUNT or amount.number.vague:
            return ""
        if self._is_clock(line, amount):
            return "clock"
        if self._is_date(line, amount):
            return "date"
        if self._is_year(line, amount):
            return "year"
        return "name" if self._is_label(line, amount) or self._is_idle_one(line, amount) else ""

    def carried(self, line: Line, amount: Amount, sort: str, floor: int) -> str:
        """The sort of the number that ends at `floor`, where this one continues it ("May 5 and 6", "sections 3 to 5")."""
        if not sort or amount.kind is not Kind.COUNT or not (amount.number.high < 100 or amount.number.bare):
            return ""
        if sort == "year" and len(line.word(amount.number.first)) != 4 and not line.glued(amount.first):
            return ""  # "from 14 in 2019 to 23 in 2021", but "2019-23"
        token = line.tokens[amount.last]
        if counts_a_noun(token) or token.dep in ("nsubj", "nsubjpass"):
            return ""  # "On 3 June, 12 were hurt"
        gap = line.words[floor : amount.first]
        return sort if len(gap) <= _MOST_JOINING and self._continues.issuperset(gap) else ""

    def _in_a_name(self, line: Line, amount: Amount) -> bool:
        """Such as "H5N1", "F-16", "two-faced", "5.com": the number is tied to letters."""
        first, after = amount.first, amount.last + 1
        figure = line.word(amount.number.first)
        counting = counts_a_noun(line.tokens[amount.number.first])
        too_long = len(figure) > LONGEST_COUNT and not counting
        if figure.isdecimal() and (too_long or (len(figure) > 1 and not int(figure[0]))):
            return True
        if line.is_figure(amount.number.first) and first == amount.number.first and line.glued(first):
            before = line.word(first - 1)
            if before.isalpha() or before in _TYING or category(before[0]).startswith("M"):
                return True
            if before == "-" and line.glued(first - 1) and line.is_word(first - 2):
                return True
        if _is_chained(line, amount.number.first):
            return True
        if not line.glued(after) or amount.unit_last or amount.kind is Kind.MONEY:
            return False
        if line.is_word(after) or (line.word(after) in _TYING_AFTER and line.glued(after + 1)):
            return True
        if not (line.at_hyphen(after) and line.is_word(after + 1)):
            return False
        # Behind a hyphen the lexicon's words are counted, and any noun after figures.
        counted = line.word(after + 1) in self._hyphened
        return not (counted or (line.is_figure(after - 1) and line.tokens[after + 1].pos == "NOUN"))

    def _is_score(self, line: Line, amount: Amount) -> bool:
        """Such as "3-1", "1:1" and the second part of a telephone number: a pair of figures that is no range."""
        i = amount.number.first
        if amount.kind is not Kind.COUNT or amount.number.last != i or not line.is_figure(i):
            return False
        first = i - 2 if self._joins_figures(line, i - 1) else i
        if not self._joins_figures(line, first + 1):
            return False
        one, other = line.word(first), line.word(first + 2)
        if not (one.isdecimal() and other.isdecimal()) or len(one) > LONGEST_COUNT or len(other) > LONGEST_COUNT:
            return False
        if int(one) >= int(other) or (len(other) > 1 and not int(other[0])):
            return True
        near = range(max(0, first - SCORE_NEAR), min(len(line), first + SCORE_NEAR))
        return any(line.tokens[at].lemma.lower() in self._score_words for at in near) and not counts_a_noun(
            line.tokens[first + 2]
        )

    def _joins_figures(self, line: Line, i: int) -> bool:
        """Whether a dash or colon at `i` stands between two figures, without spaces."""
        if line.word(i) not in self._score_joins or not (line.glued(i) and line.glued(i + 1)):
            return False
        return line.is_figure(i - 1) and line.is_figure(i + 1)

    def _is_clock(self, line: Line, amount: Amount) -> bool:
        first, after = amount.number.first, amount.number.last + 1
        if self._clock_after.starting(line, after):
            return amount.number.high < 2400
        if self._clock_before.ending(line, first - 1):
            return amount.number.high <= 24
        if self._clock_near.ending(line, first - 1) and not counts_a_noun(line.tokens[amount.last]):
            return amount.number.high <= HOURS
        if self._is_hour(line, amount):
            return True
        if line.word(after) in self._clock_between and line.glued(after) and line.glued(after + 1):
            return line.is_figure(after + 1)
        return line.word(first - 1) in self._clock_between and line.glued(first) and line.is_figure(first - 2)

    def _is_hour(self, line: Line, amount: Amount) -> bool:
        """Such as "were empty by ten": a small number that ends what is said, where no verb makes a difference of it."""
        if line.word(amount.first - 1) not in self._hours_before or not 1 <= amount.number.high <= HOURS:
            return False
        if not amount.number.bare:
            return False
        # "Since six this morning", "tomorrow at ten".
        told = line.word(amount.last + 2) in self._parts or line.word(amount.first - 2) in self._days_before
        if told and not counts_a_noun(line.tokens[amount.last]):
            return True
        if line.word(amount.last + 1) not in _CLOSING:
            return False
        token, over = line.tokens[amount.last], line.tokens[amount.first - 1].head
        return token.head.i < token.i and over.lemma.lower() not in self._hours_not_under

    def _is_date(self, line: Line, amount: Amount) -> bool:
        first, last = amount.number.first, amount.number.last
        if line.word(last + 1) == "/" and line.glued(last + 1):
            return True
        if not amount.number.bare or not 1 <= amount.number.high <= 31:
            return False
        before = first - 2 if line.word(first - 1) == "." else first - 1
        if line.word(before) in self._months and line.capital(before) and not line.is_figure(before - 1):
            return True
        after = last + 2 if line.word(last + 1) in self._of else last + 1
        return line.word(after) in self._months and line.capital(after)

    def _is_year(self, line: Line, amount: Amount) -> bool:
        number = amount.number
        word = line.word(number.first)
        if word in self._centuries and number.bare and line.word(number.last + 1) in self._below_hundred:
            return True
        if not number.bare or not line.is_figure(number.first) or len(word) != 4 or int(number.high) not in self._years:
            return False
        token = line.tokens[number.first]
        head = token.head
        noun = line.tokens[number.first - 2] if number.first > 1 else None
        behind = "".join(line.words[number.last + 1 : number.last + 3])
        if self._year_judge.is_listed(number.high, noun, line.word(number.first - 1), behind):
            return False
        if self._year_judge.counts(token):
            return False
        if token.dep != "nummod" or head.i < token.i or head.tag not in self._plural_tags:
            return True
        if any(child.dep in ("det", "poss", "case") for child in head.children):
            return True
        # "1500 birds", "2000 people" and what the parser takes for a number; "2013 elections" else.
        counts = number.high < self._year_of_counts or number.high % self._round == 0 or token.entity == "CARDINAL"
        return not counts

    def _is_label(self, line: Line, amount: Amount) -> bool:
        first, last = amount.first, amount.last
        before = first - 2 if line.word(first - 1) == "." and line.glued(first - 1) else first - 1
        label = line.word(before)
        # "Over the previous week 40 died" numbers no week.
        placed = line.word(before - 1) in self._periods_before
        if before >= 0 and label in self._labels and not placed and self._is_naming(line, before, first):
            return not counts_a_noun(line.tokens[last]) or line.capital(before) or not line.is_word(before)
        if self._is_point(line, amount) or self._is_model(line, amount) or self._tells_which(line, amount):
            return True
        if line.word(first - 1) in ("[", "(") and line.word(last + 1) in ("]", ")"):
            return first < 2 or line.word(first - 1) == "[" or line.tokens[first - 2].pos not in _NOMINAL
        if line.word(last + 1) in self._odds and line.is_figure(last + 2) and line.at_hyphen(last + 1):
            return True
        street = line.tokens[last].head
        addressed = street.i > line.tokens[last].i and street.lower.rstrip(".") in self._streets
        return self._follows_name(line, amount) or (addressed and street.text[:1].isupper())

    def _is_model(self, line: Line, amount: Amount) -> bool:
        """Whether the number stands with one single thing: "the 747 jet", "a 155 gun"."""
        token = line.tokens[amount.last]
        noun = token.head
        if not line.is_figure(amount.first) or amount.number.low < LEAST_MODEL or not counts_a_noun(token):
            return False
        if noun.lower in self._marks:
            return False
        single = noun.pos == "NOUN" and noun.tag not in self._plural_tags and noun.lower not in self._collectives
        return (
            single and amount.number.bare and any(child.pos == "DET" and child.i < token.i for child in noun.children)
        )

    def _tells_which(self, line: Line, amount: Amount) -> bool:
        """Whether the number tells which one is meant, or which ones: "tower 7", "carriages 3 and 4", "rooms 12 to 15"."""
        token, after = line.tokens[amount.number.first], amount.last + 1
        noun = token.head
        if token.dep != "nummod" or noun.i != token.i - 1 or noun.pos not in _NOMINAL or noun.lower in self._counting:
            return False
        if noun.lower in self._months:
            return False
        if noun.tag not in self._plural_tags:
            # "At dusk 40 were hurt": what is named by a number is one.
            single = amount.number.bare and line.is_figure(amount.first) and noun.lower not in self._collectives
            return single and line.word(after) not in self._plural_helpers
        second = line.tokens[after + 1] if after + 1 < len(line) else None
        listed = line.word(after) in self._continues and second is not None and second.pos == "NUM"
        return listed and second is not None and not counts_a_noun(second)

    def _is_point(self, line: Line, amount: Amount) -> bool:
        """Whether the number only numbers what follows it: "1. Roads", "Two, the roads are closed"."""
        first, after = amount.first, amount.last + 1
        if line.is_figure(first):
            return first == 0 and line.word(after) in (".", ")") and line.glued(after)
        opens = first == 0 or (first == 1 and not line.is_word(0) and not line.is_figure(0))
        return opens and line.word(after) == "," and amount.number.high <= HIGHEST_POINT

    def _is_naming(self, line: Line, label: int, first: int) -> bool:
        """Whether the word is the label it looks like, and not a verb or, as "no" can be, a determiner."""
        if not line.is_word(label):
            return line.glued(first)
        if line.tokens[label].pos == "VERB":
            return line.word(label) not in self._label_verbs
        return line.tokens[label].pos not in ("DET", "INTJ") or label < first - 1 or line.capital(label)

    def _follows_name(self, line: Line, amount: Amount) -> bool:
        """Such as "Apollo 13", "the Big Ten": a number right after a name, which counts nothing itself."""
        before = amount.first - 1
        if before < 0 or not line.capital(before) or not line.is_word(before):
            return False
        model = line.tokens[before].entity == line.tokens[amount.last].entity in _MODELS  # "a Storm 12 missile boat"
        if line.tokens[before].pos != "PROPN" and not model:
            return False
        if line.is_figure(amount.first) or line.capital(amount.first):
            token, name = line.tokens[amount.last], line.tokens[before]
            if name.lower in self._months and line.is_figure(before - 1):
                return False  # "on 14 May 40 tanks crossed"
            if not counts_a_noun(token):
                return True
            # "Bayraktar 220 drones": the name and the figure stand in one phrase; "in May 500 people" has two.
            if name.lower in self._months or name.entity in _LANDS or name.dep == "pobj":
                return False
            noun = token.head
            beside = name.dep in ("compound", "nmod") and name.head is noun
            return (
                beside
                or (name.dep == noun.dep == "dobj" and name.head is noun.head)
                or (name.entity == token.entity in _MODELS)
            )
        return False

    def _is_idle_one(self, line: Line, amount: Amount) -> bool:
        """Whether a lone "one" is a pronoun or part of an idiom."""
        at = amount.first
        if at != amount.last or line.word(at) not in self._one:
            return False
        if line.word(at + 1) in self._pronoun_before:
            return True
        compared = line.word(at - 1) in self._than and line.word(at - 2) not in self._more
        if line.word(at - 1) in self._one_after and line.word(at - 2) not in self._definite and not compared:
            return False
        if line.word(at - 1) in self._definite and line.tokens[at].head.pos == "PROPN":
            return True
        for start in range(max(0, at - 2), at + 1):
            found = self._idioms.starting(line, start)
            if found is not None and found[0] > at:
                return True
        return not counts_a_noun(line.tokens[at])


def _is_chained(line: Line, i: int) -> bool:
    """Whether three or more figures hang together by hyphens: "555-12-34"."""
    first = last = i
    while last < i + 4 and line.at_hyphen(last + 1) and line.is_figure(last + 2):
        last += 2
    while first > i - 4 and line.at_hyphen(first - 1) and line.is_figure(first - 2):
        first -= 2
    return last - first >= 4
