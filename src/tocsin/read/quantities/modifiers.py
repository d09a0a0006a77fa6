"""What the words around a number do to its bounds: "more than 10", "at least about 40", "a dozen or so"."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tocsin.model.reason import Reason
from tocsin.read.quantities.amounts import Amount, Kind
from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.lookalikes import counts_a_noun

MOST_MODIFIERS = 3
"""How many modifiers may stand in a row before a number."""


class ModifierReader:
    """Applies the modifiers before and after an amount to it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._before = Phrases([(phrase, entry) for entry in table["modifiers"] for phrase in entry["words"]])
        self._after = Phrases([(phrase, entry) for entry in table["after"] for phrase in entry["words"]])
        self._numbers = {word for group in table["cardinals"].values() if isinstance(group, dict) for word in group}
        self._articles = frozenset[str](table["cardinals"]["articles"])
        rules = table["modifier_rules"]
        self._during = frozenset(rules["during"])
        self._during_not_after = frozenset(rules["during_not_after"])
        self._during_not_before = frozenset(rules["during_not_before"])
        self._distances = frozenset(rules["distances"])
        self._topic = frozenset(rules["topic"])
        self._topic_words = frozenset(rules["topic_words"])
        self._not_before_vague = frozenset(rules["not_before_vague"])
        self._particles = {word: frozenset(verbs) for word, verbs in rules["particles"].items()}
        self._marks = frozenset(table["marks"]["nouns"])
        self._before_marks = frozenset(table["marks"]["after"])

    def applied(self, line: Line, amount: Amount, *, floor: int) -> Amount:
        """The amount as its modifiers leave it, with the words that they take, none of them before `floor`."""
        followed = self._after.starting(line, amount.last + 1)
        if followed is not None and not line.is_figure(followed[0]) and line.word(followed[0]) not in self._numbers:
            words = line.text[line.starts[amount.last + 1] : line.ends[followed[0] - 1]]
            amount = replace(_changed(amount, followed[1], words), last=followed[0] - 1)
        # "Passed the 500 mark": what stands before the article says more than the number does.
        mark = line.word(amount.first - 1) in self._before_marks and self._is_mark(line, amount)
        for _ in range(MOST_MODIFIERS):
            found = self._before.ending(line, amount.first - 2 if mark else amount.first - 1)
            if found is None and line.word(amount.first - 1) in self._articles and amount.number.first == amount.first:
                found = self._before.ending(line, amount.first - 2)  # "about a 20 percent chance"
            if found is None or found[0] < floor or not self._modifies(line, found[0], found[1], amount):
                break
            first, entry = found
            # Words may set something against the amount: "10 percent more than 200", "higher than a week ago".
            distance = amount.kind is Kind.TIME and line.word(amount.last + 1) in self._distances
            if entry.get("compares", False) and (0 < first == floor or (distance and entry.get("quality", False))):
                break
            words = line.text[line.starts[first] : line.ends[amount.first - 1]]
            amount = replace(_changed(amount, entry, words), first=first)
        return amount

    def changes(self, line: Line, amount: Amount) -> bool:
        """Whether any modifier stands next to the amount."""
        changed = self.applied(line, amount, floor=0)
        return changed.first < amount.first or changed.last > amount.last

    def _is_mark(self, line: Line, amount: Amount) -> bool:
        """Whether the number is only the limit that something passes: "the 500 mark", "the 500-mark"."""
        after = amount.last + 1
        return line.word(after + 1 if line.at_hyphen(after) else after) in self._marks

    def _modifies(self, line: Line, first: int, entry: Mapping[str, Any], amount: Amount) -> bool:
        """Whether the words from `first` to the amount change its value, and are no preposition of another meaning."""
        if entry.get("bare", False) and not self._is_mark(line, amount):
            counts = line.is_word(amount.last + 1) and counts_a_noun(line.tokens[amount.last])
            if amount.kind is not Kind.COUNT or counts:
                return False
        word, token = line.word(first), line.tokens[first]
        if word in self._particles and amount.kind is Kind.COUNT:
            verb = line.tokens[first - 1] if first else token
            # "Has gone up to 30" is 30, "handed over 58" is 58.
            if token.dep == "prt" or (verb.pos in ("VERB", "AUX") and verb.lemma.lower() in self._particles[word]):
                return False
        if first + 1 < amount.first:
            return True
        if entry.get("adjective", False) and (token.dep != "amod" or first + 1 < amount.number.first):
            return False
        if amount.number.vague and amount.number.scale == 1 and word in self._not_before_vague:
            return False
        if word in self._topic:
            # The preposition may name what is talked of.
            topic = token.dep == "prep" and token.head.lemma.lower() in self._topic_words
            return not topic and not (first > 0 and line.tokens[first - 1].lemma.lower() in self._topic_words)
        if word in self._during and amount.kind is Kind.TIME and not amount.is_article:
            after = line.word(amount.last + 1)
            return line.word(first - 1) in self._during_not_after or after in self._during_not_before
        return True


def _changed(amount: Amount, entry: Mapping[str, Any], words: str) -> Amount:
    """The amount under one modifier of the lexicon, which the text has in these words."""
    approximate = amount.approximate or entry.get("approximate", False)
    is_open: bool = entry.get("open", False)
    effects = [{"low": "no_upper", "high": "no_lower", "both": ""}[entry["keeps"]]]
    effects += ["open" if is_open else "", "approximate" if entry.get("approximate", False) else ""]
    told = tuple(filter(None, effects)) or ("exact",)
    reasons = (*amount.reasons, Reason(rule="quantity.modifier", facts={"words": words, "effects": told}))
    if entry["keeps"] == "both":
        return replace(amount, approximate=approximate, reasons=reasons)
    if entry["keeps"] == "low":
        kept = amount.low if amount.low is not None else amount.high
        changed = replace(amount, low=kept, high=None, low_open=is_open, high_open=False)
    else:
        kept = amount.high if amount.high is not None else amount.low
        changed = replace(amount, low=None, high=kept, low_open=False, high_open=is_open)
    return replace(changed, approximate=approximate, reasons=reasons)
