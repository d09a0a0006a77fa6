"""Who tells something, made the subject of the verb that tells it.

"The dam holds, the head of the guard, Mara Toth, said", where she seems to be a part of what stands before; "a message that
is making the rounds says P", where the rounds seem to say so.
"""

from collections.abc import Sequence

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.mending.telling import Telling
from tocsin.read.mending.tree import NOUNS, SUBJECTS, TOLD, make_root, move, move_behind

_FIRST_FRAME = 3
"""Words at least of what is told before the frame at its end."""
_PHRASE = (*NOUNS, "ADJ", "DET", "ADP", "PRON", "PART", "NUM")


class Tellers:
    """Finds the subjects of telling, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")
        speakers = lexicon.table("parties")["speakers"]
        self._verbs: dict[str, str] = table["verbs"]
        self._speakers = frozenset((*speakers["persons"], *speakers["bodies"]))
        self._participles = frozenset(table["participles"]["forms"])
        self._speech = frozenset(lexicon.table("attribution")["verbs"]["speech_groups"])
        self._cues = cue_book(lexicon)
        self._telling = Telling(lexicon)

    def office_and_name(self, verb: Token, tokens: Sequence[Token], number: int) -> bool:
        """ "The dam holds, the head of the guard, Mara Toth, said": office and name, read as a part of what stands before.

        The name may come first: "…, Mara Toth, the head of the guard, said".
        """
        cue = self._cues.attributing(verb.lemma.lower()) if verb.pos == "VERB" else None
        if cue is None or cue.name not in self._speech:
            return False
        first = _begin(tokens, number - 1)
        last = first - 1
        begins = _begin(tokens, last) if last > 0 and tokens[last].text == "," else last
        if first == number - 1 or not 1 < begins < last or tokens[begins - 1].text != ",":
            return False
        named = [
            all(word.pos == "PROPN" for word in part) for part in (tokens[begins:last], tokens[first : number - 1])
        ]
        if not any(named):
            return False
        office, name = _top(tokens[begins:last]), _top(tokens[first : number - 1])
        own = verb.child("nsubj")
        if office.pos not in NOUNS or (own is not None and own.i >= office.i) or verb in (office, name):
            return False
        clause = verb.child("ccomp")
        if own is not None and clause is not None and clause.i < own.i:
            move(own, clause, "attr" if clause.child("expl") is not None else "dobj")
        elif own is not None:
            return False
        if verb.dep == "conj" and verb.head.head is verb.head and verb.head.i < office.i:
            above = verb.head
            make_root(verb, above)
            move_behind(verb, above, verb)
            move(above, verb, "ccomp")
        move(office, verb, "nsubj")
        move(name, office, "appos")
        # A comma that stays under the clause would make all of this part of it.
        for comma in (tokens[begins - 1], tokens[last], tokens[number - 1]):
            move(comma, verb, "punct")
        return True

    def told_at_the_end(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "The mill burned, the channel Vist reports, citing people in Enns": who says so, and no second statement."""
        root, first = verb.head, tokens[0].i
        subject, citing = verb.child("nsubj"), verb.child("advcl")
        if root.head is not root or subject is None or not root.i < subject.i < verb.i or citing is None:
            return False
        begin = subject.left - first
        if (
            tokens[begin - 1].text != ","
            or verb.child("ccomp", "dobj", "xcomp", "prep") is not None
            or citing.tag != "VBG"
        ):
            return False
        make_root(verb, root)
        move_behind(subject, root, verb)
        move(root, verb, "ccomp")
        return True

    def teller_at_the_end(self, token: Token, tokens: Sequence[Token]) -> bool:
        """ "Prices fell, the union estimates", "stated by X, the portal Vist reports": who says so, read as a noun."""
        number = token.i - tokens[0].i
        if number + 2 != len(tokens) or tokens[-1].text != ".":
            return False
        if token.head is token:
            subject, content = token.child("nsubj"), token.child("ccomp")
            if subject is None or content is None or not content.i < subject.i < token.i:
                return False
        else:
            first = token.left - tokens[0].i
            first += tokens[first].text == ","
            phrase, root = tokens[first:number], next((word for word in tokens if word.head is word), token)
            known = bool(phrase) and (phrase[-1].pos == "PROPN" or phrase[-1].lemma.lower() in self._speakers)
            named = known and tokens[first - 1].text == ","
            nominal = all(word.pos in ("DET", "ADJ", *NOUNS) for word in phrase)
            if not named or not nominal or root.pos not in ("VERB", "AUX") or root.i > first + tokens[0].i:
                return False
            below = [child for child in token.children if child is not phrase[-1]]
            move(token, root, "dep")
            make_root(token, root)
            move(root, token, "ccomp")
            move(phrase[-1], token, "nsubj")
            for child in below:
                move(child, phrase[-1], child.dep)
            move(tokens[-1], token, "punct")
        token.pos, token.tag, token.lemma = "VERB", "VBZ", self._verbs[token.lower]
        return True

    def told_by_participle(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "A third pilot has died, the town's hospital announced on Tuesday", read as a hospital that was announced."""
        teller, root = verb.head, next((word for word in tokens if word.head is word), verb)
        cue = self._cues.attributing(verb.lemma.lower())
        first, last = teller.left - tokens[0].i, tokens[-1]
        if cue is None or cue.name not in self._speech or verb.right != last.i - 1 or last.pos != "PUNCT":
            return False
        if (
            first < _FIRST_FRAME
            or tokens[first - 1].text != ","
            or not root.i < teller.i < verb.i
            or teller.dep == "conj"
        ):
            return False
        if root.pos not in ("VERB", "AUX") or root is teller or not self._is_speaker(teller):
            return False
        if any(child.dep not in ("prep", "npadvmod", "advmod") or child.lower == "by" for child in verb.children):
            return False
        make_root(verb, root)
        move(root, verb, "ccomp")
        move(teller, verb, "nsubj")
        for mark in (tokens[first - 1], last):
            move(mark, verb, "punct")
        verb.tag = "VBD"
        return True

    def _is_speaker(self, noun: Token) -> bool:
        return noun.pos == "PROPN" or (noun.pos == "NOUN" and noun.lemma.lower() in self._speakers)

    def told_before(self, verb: Token) -> bool:
        """ "The last ship left on Monday, says Ann Lee": the ship left, and says nothing."""
        subjects = [child for child in verb.children if child.dep == "nsubj"]
        if len(subjects) < 2 or not subjects[0].i < verb.i < subjects[1].i:
            return False
        deed = next(
            (c for c in subjects[0].children if c.dep == "acl" and c.tag in ("VBD", "VBN") and c.i < verb.i), None
        )
        if deed is None:
            return False
        deed.tag = "VBD"
        move(deed, verb, "ccomp")
        move(subjects[0], deed, "nsubj")
        return True

    def content_without_verb(self, noun: Token, tokens: Sequence[Token]) -> bool:
        """ "A tanker and a ship collided in fog, the centre said": what collided, read as ships that were collided."""
        verb, first = noun.head, tokens[0].i
        teller = verb.child("nsubj")
        if verb.head is not verb or not self._telling.tells(verb) or verb.child("ccomp") is not None:
            return False
        if teller is None or not noun.left == first <= noun.right < teller.i or teller.i > verb.i:
            return False
        inside = tokens[noun.left - first : noun.right - first + 1]
        deeds = [word for word in inside if word.tag == "VBD" and word.dep == "acl" and word.i > noun.i]
        if len(deeds) != 1:
            return False
        deed = deeds[0]
        later = [child for child in noun.children if child.i > deed.i]
        move(deed, verb, "ccomp")
        move(noun, deed, "nsubj")
        for child in later:
            move(child, deed, "advcl" if child.dep == "acl" else child.dep)
        return True

    def told_by_what_was_made(self, verb: Token) -> bool:
        """ "A sample taken two days after the fire showed no lead": the sample showed it, read as if the fire did."""
        made, event = verb.head, verb.child("nsubj")
        relates = made.dep == "relcl" and made.head.head is made.head  # "a vet who looked after the herd said that …"
        thing = made.head if relates or made.dep == "acl" else made.child("nsubj")
        when = next((child for child in verb.children if child.dep == "mark"), None)
        cue = self._cues.attributing(verb.lemma.lower())
        if thing is None or event is None or when is None or cue is None or verb.child("dobj", "ccomp") is None:
            return False
        if made.tag != "VBN" and made.lower not in self._participles and not relates:
            return False
        if thing.pos not in NOUNS or not thing.i < made.i < when.i < event.i < verb.i or event.pos != "NOUN":
            return False
        if made.child("aux", "auxpass") is not None or event.lemma.lower() in self._speakers or event.entity != "":
            return False
        above = thing if made.head is thing else made
        if above.head is above:
            make_root(verb, made) if above is made else self._raise(verb, made, above)
        else:
            move(verb, above.head, above.dep)
        for child in [child for child in made.children if child.i > verb.i or child.i < thing.left]:
            move(child, verb, child.dep)
        for child in [child for child in verb.children if child.i < when.i and child is not thing]:
            move(child, made, child.dep)
        move(thing, verb, "nsubj")
        move(made, thing, "relcl" if relates else "acl")
        when.pos, when.tag = "ADP", "IN"
        move(when, made, "prep")
        move(event, when, "pobj")
        return True

    def told_by_what_did(self, verb: Token) -> bool:
        """ "A message that is making the rounds says P": the message says it, read as if it made the rounds say so."""
        made, thing = verb.head, verb.child("nsubj")
        subject = made.head
        if subject.head is not subject or subject.pos not in NOUNS or thing is None or thing.left != made.i + 1:
            return False
        if verb.child("mark") is not None or not self._telling.tells(verb) or verb.child("ccomp", "dobj") is None:
            return False
        if thing.lemma.lower() in self._speakers or thing.entity != "" or thing.pos != "NOUN":
            return False
        self._raise(verb, made, subject)
        move(thing, made, "dobj")
        move(subject, verb, "nsubj")
        return True

    def _raise(self, verb: Token, made: Token, thing: Token) -> None:
        """Let a verb two steps under the root, a noun, be the root."""
        made.children.remove(verb)
        verb.head, verb.dep = verb, thing.dep
        move_behind(verb, thing, verb)

    def asked_aside(self, verb: Token) -> bool:
        """ "The minister, asked if P, laughed": who was asked laughed."""
        subject = verb.child("nsubj", "nsubjpass")
        commas = [child.i for child in (*(subject.children if subject else ()), *verb.children) if child.text == ","]
        main = next((c for c in reversed(verb.children) if c.dep in ("ccomp", "conj", "parataxis", "dep")), None)
        if subject is None or main is None or not any(subject.i < comma < verb.i for comma in commas):
            return False
        if main.i < verb.i or main.tag not in ("VBD", "VBZ", "VBP") or main.child(*SUBJECTS) is not None:
            return False
        make_root(main, verb)
        move_behind(main, verb, main)
        move(subject, main, "nsubj")
        move(verb, subject, "acl")
        verb.tag = "VBN"
        return True


def object_for_subject(clause: Token) -> bool:
    """ "Someone writes all are dead", read as writing all: what stands before a clause without a subject is its subject."""
    verb = clause.head
    thing = verb.child("dobj")
    if thing is None or thing.right + 1 != clause.left or clause.child(*SUBJECTS, "mark") is not None:
        return False
    helpers = [child for child in clause.children if child.dep in ("aux", "auxpass")]
    if (helpers[0] if helpers else clause).tag not in (*TOLD, "MD") or not verb.i < thing.i < clause.i:
        return False
    move(thing, clause, "nsubjpass" if clause.is_passive else "nsubj")
    return True


def _begin(tokens: Sequence[Token], end: int) -> int:
    """Where the words of a noun phrase begin that ends at a place, behind the comma before it."""
    begin = end
    while begin and tokens[begin - 1].text != "," and tokens[begin - 1].pos in _PHRASE:
        begin -= 1
    return begin


def _top(words: Sequence[Token]) -> Token:
    """The word of a phrase that hangs on none of the others."""
    inside = {word.i for word in words}
    return next((word for word in words if word.head is word or word.head.i not in inside), words[-1])
