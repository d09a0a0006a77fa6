"""Who did what to whom in a clause."""

from collections.abc import Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Action
from tocsin.model.parse import Sentence, Token

_CUT = ("relcl", "acl", "appos", "punct", "parataxis", "advcl", "ccomp")


class ActionFinder:
    """Finds the actions of clauses in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._types = {verb: name for name, verbs in lexicon.table("plover")["types"].items() for verb in verbs}

    def of(self, head: Token, sentence: Sentence) -> Action | None:
        """The action a clause reports; None for a clause without a verb, or one that only is something."""
        return _action(head, sentence, self._types.get(head.lemma.lower())) if head.pos == "VERB" else None


def _action(head: Token, sentence: Sentence, kind: str | None) -> Action:
    passive = any(child.dep in ("auxpass", "nsubjpass") for child in head.children)
    subject = _subject(head)
    agent = next((c for c in head.children if c.dep == "agent"), None)
    actor = agent.child("pobj") if agent is not None else None if passive else subject
    done_to = subject if passive else head.child("dobj")
    return Action(
        lemma=head.lemma,
        actor=_phrase(actor, sentence),
        recipient=_phrase(_recipient(head), sentence),
        object=_phrase(done_to, sentence),
        type=kind,
    )


def _subject(head: Token) -> Token | None:
    token = head
    for _ in range(4):
        subject = token.child("nsubj", "nsubjpass")
        if subject is not None:
            return token.head if subject.lower in ("who", "which", "that") and token.dep == "relcl" else subject
        if token.dep not in ("conj", "xcomp") or token.head is token:
            return None
        token = token.head
    return None


def _recipient(head: Token) -> Token | None:
    for child in head.children:
        if child.dep == "dative":
            return child.child("pobj") or (child if child.pos != "ADP" else None)
        if child.dep == "prep" and child.lower in ("to", "against", "on", "at", "with"):
            below = child.child("pobj")
            if below is not None and below.entity in ("PERSON", "ORG", "GPE", "NORP"):
                return below
    return None


def _phrase(token: Token | None, sentence: Sentence) -> str | None:
    if token is None or not sentence.tokens[0].i <= token.i <= sentence.tokens[-1].i:
        return None
    right = min((c.left for c in token.children if c.dep in _CUT and c.i > token.i), default=token.right + 1) - 1
    left = max((c.right for c in token.children if c.dep in _CUT and c.i < token.i), default=token.left - 1) + 1
    return _joined(sentence.between(left, max(right, token.i)))


def _joined(words: Sequence[Token]) -> str:
    text = ""
    end = words[0].start if words else 0
    for word in words:
        text += (" " if word.start > end else "") + word.text
        end = word.end
    return text
