"""The thing a figure counts, in forms that can be compared, and whose it is by a name in the phrase of the figure."""

from collections.abc import Sequence

from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations
from tocsin.model.parse import Sentence, Token
from tocsin.model.quantity import Owner, OwnerRule, Thing, ThingRule
from tocsin.read.quantities.counted import QuantityMatch
from tocsin.read.quantities.lexemes import Line

MOST_BEFORE = 8
"""Words before a noun that may belong to its phrase."""
MOST_BEHIND = 5
"""Words behind a noun that may say of what, or whose: "of military equipment"."""
_CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")
_CLOSING = ("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ")


class ThingReader:
    """Reads what the phrase of a figure says about the things it counts."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("quantities")
        self._things, self._measures, self._nations = counted_things(lexicon), Measures(lexicon), nations(lexicon)
        numbers = [words for words in table["cardinals"].values() if isinstance(words, dict)]
        self._numbers = frozenset(table["plurals"]).union(*numbers)
        self._whose = frozenset(lexicon.table("counted")["phrase"]["whose"])

    def things(self, line: Line, match: QuantityMatch, unit: str | None) -> tuple[tuple[Thing, ...], tuple[Owner, ...]]:
        """What a figure counts, by its own noun or the one it goes back to, and whose that is; nothing for measures."""
        if match.noun is None or not (unit is None or unit in self._things.counters):
            return (), ()
        number = range(line.tokens[match.amount.first].i, line.tokens[match.amount.last].i + 1)
        named = match.counted.named or match.counted.head
        if named is not None:
            if named is not match.counted.head and match.counted.head is not None:
                number = range(number.start, match.counted.head.i + 1)  # the pieces in "200 pieces of equipment"
            phrase, at = self._phrase(line.sentence, named, number)
            owners = self._owners(phrase, named, line)
            if match.counted.together:
                phrases = (self._phrase(line.sentence, noun, number) for noun in match.counted.together)
                return tuple(self._thing(phrase[at].text, phrase, at, ThingRule.SUM) for phrase, at in phrases), owners
            return (self._thing(match.noun, phrase, at, ThingRule.NOUN),), owners
        if match.gone is not None:
            return (self._thing(match.noun, *self._phrase(*match.gone, number), ThingRule.ANTECEDENT),), ()
        return (self._thing(match.noun, (), 0, ThingRule.NOUN),), ()

    def _phrase(self, sentence: Sentence, noun: Token, number: range) -> tuple[list[Token], int]:
        """The words of a noun's phrase without those of the number, and the position of the noun among them."""
        tokens, first = sentence.tokens, sentence.tokens[0].i
        left = noun.left if noun.i < number.start else min(noun.left, number.start)
        before = tokens[max(0, left - first, noun.i - first - MOST_BEFORE) : noun.i - first]
        own = [token for token in before if token.i not in number and token.lower[:1].isalnum()]
        behind = tokens[noun.i - first + 1 : noun.i - first + 1 + MOST_BEHIND]
        if behind and behind[0].lower in self._whose:
            # A preposition that tells whose or of what goes on; any other word that opens a phrase ends it.
            ends = (
                n for n, token in enumerate(behind)
                if token.pos in _CLOSING or (token.pos == "ADP" and token.lower not in self._whose)
            )  # fmt: skip
            behind = behind[: next(ends, len(behind))]
        else:
            behind = ()
        return [*own, noun, *behind], len(own)

    def _thing(self, noun: str, phrase: Sequence[Token], at: int, by: ThingRule) -> Thing:
        head = self._things.form(noun.lower().split()[-1])
        nations = self._nations.named([token.text for token in phrase])
        named = {n for nation in nations for n in range(nation.first, nation.end)}
        forms = [
            (n, form) for n, token in enumerate(phrase)
            if n not in named and n != at and self._tells(token) and (form := self._things.form(token.lower)) != head
        ]  # fmt: skip
        before, behind = (dict.fromkeys(form for n, form in forms if (n < at) is side) for side in (True, False))
        return Thing(head=head, modifiers=tuple(before), tail=tuple(behind), by=by)

    def _tells(self, token: Token) -> bool:
        """Whether a word in the phrase makes another thing of the noun: no number, measure or word that says nothing."""
        if token.pos not in _CONTENT or token.lower in self._numbers:
            return False
        return self._measures.named(token.lower) is None and self._things.form(token.lower) not in self._things.neutral

    def _owners(self, phrase: Sequence[Token], noun: Token, line: Line) -> tuple[Owner, ...]:
        owners = {
            nation.country: Owner(name=nation.name, country=nation.country, by=OwnerRule.FIGURE)
            for nation in self._nations.named([token.text for token in phrase])
        }
        if owners:
            return tuple(owners.values())
        possessor = next((one for one in phrase if one.dep == "poss" and one.head is noun and one.pos == "PROPN"), None)
        if possessor is None:
            return ()
        words = [token for token in line.sentence.between(possessor.left, possessor.i) if token.pos != "DET"]
        name = line.text[words[0].start : words[-1].end]
        return (Owner(name=name, country=None, by=OwnerRule.FIGURE),)
