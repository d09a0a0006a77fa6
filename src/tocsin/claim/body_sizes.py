"""How many belong to a body of people: "a contingent of 800", "the garrison has grown to 400"."""

from tocsin.claim.figure_words import verbs_above
from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.model.quantity import Quantity


class BodySizes:
    """Finds the body that a figure is the size of, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        counted = lexicon.table("counted")
        things, status = counted["things"], counted["status"]
        self._form = counted_things(lexicon).form
        self._members = {self._form(body): member for member, bodies in things["bodies"].items() for body in bodies}
        self._verbs = frozenset((*things["sized_by"]["verbs"], *status["rises"], *status["falls"], *status["changes"]))
        self._others = frozenset(things["sized_by"]["others"])
        self._harms = Measures(lexicon).harms
        self._of = frozenset(lexicon.table("quantities")["nouns"]["of"])

    def body(self, quantity: Quantity, word: Token) -> tuple[str, Token] | None:
        """The form of what the members of the body are, and the body's noun; None for a figure that is no such size.

        Args:
            quantity: The figure.
            word: Its topmost word.
        """
        harmed = quantity.measure is not None and quantity.measure in self._harms
        if quantity.noun is not None or quantity.unit is not None or harmed:
            return None
        noun = word.head.head if word.dep == "pobj" and word.head.lower in self._of else None
        if noun is None:
            verb = next((verb for verb, _ in verbs_above(word)), None)
            noun = verb.child("nsubj") if verb is not None and verb.lemma.lower() in self._verbs else None
        member = self._members.get(self._form(noun.lower)) if noun is not None else None
        if noun is None or member is None or any(child.lower in self._others for child in noun.children):
            return None
        return member, noun
