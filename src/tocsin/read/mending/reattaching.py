"""Phrases and clauses that the parser hangs on the wrong word, hung where they belong.

"The army accused the group of firing", where "of firing" seems to be of the group; "A truce agreed in May collapsed",
where the truce seems to agree; "$90 million, of which a fifth has been paid", which seems to go on with the first clause.
"""

from collections.abc import Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token
from tocsin.read.coref.names import given_bits
from tocsin.read.mending.tree import NOUNS, SUBJECTS, make_root, move, move_behind, put_in_place

_PAST = ("VBD", "VBN")
_INSIDE = ("compound", "nummod", "quantmod", "amod", "nmod", "pobj", "prep")
_RELATIVE = ("WDT", "WP")
_BEHIND = ("ccomp", "conj", "advcl", "dep")
"""How the verb of a sentence may hang under a participle before it."""
_ASKING = ("WRB", "WP", "WDT", "WP$")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_DESCRIBED = 3
"""Words behind a number among which stands what it counts."""
_DAYS_WORDS = 3
"""A number, a month and the word behind them."""
_YEAR = 4
"""Digits of a year, which belongs to the day."""
_DESCRIBING = ("pobj", "prep", "dobj", "compound", "relcl", "acl", "conj", "appos", "npadvmod")
"""How the words of a description of somebody hang on each other."""
_UNSURE = ("ORG", "NORP")
"""Kinds of names that the tagger gives to persons too."""
_QUOTES = frozenset("\"“”'‘’«»")
_NAMING = ("NOUN", "PROPN", "PRON", "NUM")
_REACH = 4
"""Words of a relative clause before its relative pronoun: "three of which", "in the course of which"."""


class Reattachment:
    """Hangs such words where they belong, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("misparses")["reattaching"]
        self._charging = frozenset(table["charging"])
        self._charges = frozenset(table["charges"])
        self._relatives = frozenset(table["relatives"])
        self._times = frozenset(table["times"])
        self._likeness = frozenset(lexicon.table("misparses")["judging"]["likeness"])
        words = lexicon.table("times")["words"]
        self._days = frozenset(table["days"]).union(*(words[name] for name in ("WEEKDAY", "PART")))
        self._months, self._in_months = frozenset(words["MONTH"]), frozenset(table["in_months"])
        prepositions = lexicon.table("attribution")["prepositions"]
        # "According to", of which the content is a whole clause.
        self._citing = frozenset(tuple(entry["words"]) for entry in prepositions if entry.get("whole_clause"))
        parties = lexicon.table("parties")
        self._persons = frozenset(parties["speakers"]["persons"])
        self._of_places = frozenset(parties["names"]["of_places"])
        self._given = given_bits(lexicon)
        self._telling = frozenset(table["telling"])
        self._titles = frozenset((*parties["names"]["titles"], *lexicon.table("turns")["lead"]["titles"]))
        self._speakers = self._persons.union(parties["speakers"]["bodies"], parties["speakers"]["either"])

    def charge(self, prep: Token) -> bool:
        """ "Accused the group of firing", "is accused by groups of having fired": what somebody is accused of."""
        noun = prep.head
        # "Warned Mayor Lund of cracks": nobody is called so.
        deed = prep.child("pcomp") or (prep.child("pobj") if noun.pos == "PROPN" else None)
        if prep.dep != "prep" or prep.lower not in self._charges or deed is None or noun.pos not in NOUNS:
            return False
        top = noun
        while top.dep in ("conj", "appos") and top.head is not top:
            top = top.head
        verb = top.head.head if top.dep == "pobj" and top.head.dep == "agent" else top.head
        if top.dep not in ("dobj", "pobj") or verb.lemma.lower() not in self._charging:
            return False
        move(prep, verb, "prep")
        return True

    def figure(self, number: Token, before: Token) -> bool:
        """ "Said 0 people had died", read as if it were said nought: the figure counts the subject of what is said."""
        verb, clause = number.head, number.head.child("ccomp")
        subject = clause.child(*SUBJECTS) if clause is not None else None
        if verb is not before or subject is None or subject.pos != "NOUN" or subject.left != number.i + 1:
            return False
        if subject.child("nummod", "det", "poss") is not None:
            return False
        move(number, subject, "nummod")
        return True

    def participle(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "A truce agreed in May collapsed": the truce was agreed, and it collapsed.

        The parser reads the participle as the verb of the sentence, and hangs the verb under it, or it under the verb. A
        clause that another verb follows without a sign, a conjunction or a subject is none.
        """
        if verb.tag not in _PAST or verb.child("aux", "auxpass", "dobj", "cc", "mark") is not None:
            return False
        subject = verb.child("nsubj")
        if subject is None or subject.pos != "NOUN" or subject.i > verb.i:
            return False
        above = verb.head
        if verb.dep in ("csubj", "ccomp") and above.i > verb.i:
            main = above
        else:
            below = (one for one in verb.children if one.dep in _BEHIND and one.i > verb.i)
            main = next((one for one in below if one.pos in ("VERB", "AUX")), verb)
            if main is verb or (verb.head is not verb and verb.dep != "ccomp"):
                return False
        others = [one for one in main.children if one.dep in SUBJECTS or one.dep in ("mark", "cc")]
        if not _is_finite(main) or any(one is not verb for one in others):
            return False
        first = tokens[0].i
        if any(token.pos == "PUNCT" for token in tokens[verb.i - first : main.i - first]):
            return False
        if main is not above:
            put_in_place(main, verb)
        for child in [child for child in verb.children if child.i > main.i or child.i < subject.i]:
            move(child, main, child.dep)
        move(subject, main, "nsubjpass" if main.is_passive else "nsubj")
        move(verb, subject, "acl")
        verb.tag = "VBN"
        return True

    def addressed(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "Mr Horn, how many boats are out?", read as a Mr Horn who is so: a question to him."""
        name, first = verb.head, tokens[0].i
        asks = tokens[-1].text == "?" or any(token.text == "?" for token in tokens[verb.i - first :])
        if not asks or name.head is not name or name.pos != "PROPN" or name.i > verb.left:
            return False
        opening = next((n for n in range(name.i - first + 1, len(tokens)) if tokens[n].pos != "PUNCT"), 0)
        if tokens[name.i - first + 1].text != "," or tokens[opening].tag not in _ASKING or verb.i <= opening + first:
            return False
        put_in_place(verb, name)
        move_behind(name, name, verb)
        move(name, verb, "npadvmod")
        return True

    def held_as(self, mark: Token) -> bool:
        """ "The man held as a suspect is free", read as a man who was held when a suspect was free."""
        main, verb = mark.head, mark.head.head
        noun, subject = verb.head, main.child("nsubj", "nsubjpass")
        if main.dep != "advcl" or verb.dep != "acl" or verb.tag not in _PAST or noun.head is not noun:
            return False
        if mark.lower not in self._likeness or noun.pos not in NOUNS or subject is None or not _is_finite(main):
            return False
        if subject.left != mark.i + 1 or not noun.i < verb.i < mark.i or noun.child("cop") is not None:
            return False
        put_in_place(main, noun)
        move_behind(main, noun, main)
        move(mark, verb, "prep")
        mark.pos = "ADP"
        move(subject, mark, "pobj")
        move(noun, main, "nsubjpass" if main.is_passive else "nsubj")
        return True

    def count_behind_day(self, number: Token, tokens: Sequence[Token]) -> bool:
        """ "On Friday 3 people drowned", read as the third Friday: the number counts what stands behind it.

        So it does in "in July 3 people drowned": no day is named by "in".
        """
        day, at = number.head, number.i - tokens[0].i
        within = day.lower in self._months and day.dep == "pobj" and day.head.lower in self._in_months
        if day.i != number.i - 1 or not (within or day.lower in self._days) or at + 1 >= len(tokens):
            return False
        behind = tokens[at + 1 :][:_DESCRIBED]
        if behind[0].dep == "prep" and behind[0].head is number and behind[0].lower in self._charges:
            # "On Friday 3 of the sailors drowned".
            verb = next((above for above in day.ancestors() if above.pos in ("VERB", "AUX")), None)
            if verb is None or verb.i < number.i or verb.child(*SUBJECTS) is not None:
                return False
            move(number, verb, "nsubjpass" if verb.is_passive else "nsubj")
            number.entity = "CARDINAL"
            return True
        noun = next((n for n, word in enumerate(behind) if word.pos in NOUNS), None)
        if noun is None or behind[noun].tag != "NNS" or any(word.pos != "ADJ" for word in behind[:noun]):
            return False
        move(number, behind[noun], "nummod")
        number.entity = "CARDINAL"
        return True

    def aside(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "If it rains, the mayor says, the road will be cut": the condition is of the road, not of the saying."""
        subject, first = verb.child("nsubj"), tokens[0].i
        told = verb.head if verb.dep == "parataxis" else verb.child("ccomp")
        if subject is None or told is None or not subject.i < verb.i < told.i:
            return False
        saying = {word.i for word in _below(verb)} if told is verb.head else set[int]()
        own = (word.i for word in _below(told) if word.i > verb.i and word.i not in saying)
        begin = min(own, default=told.i) - first
        ahead = [child for child in verb.children if child.dep == "advcl" and child.i < subject.i]
        if not ahead or tokens[begin - 1].text != ",":
            return False
        for clause in ahead:
            move(clause, told, "advcl")
        return True

    def fragment_told(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "40 crates, my cousin says", "Queue 9 km says the guard": words without a verb of which somebody is the teller.

        The parser takes them for the subject or object of the saying. Of "after two days most could eat again, said a nurse"
        it takes the clause for a circumstance of the saying.
        """
        if verb.head is not verb or tokens[-1].text == "?" or verb.lemma.lower() not in self._telling:
            return False
        if verb.child("ccomp", "xcomp", "parataxis", "aux", "neg", "conj") is not None:
            return False
        first, behind = tokens[0].i, [child for child in verb.children if child.i > verb.i and child.dep != "punct"]
        ahead = [child for child in verb.children if child.i < verb.i and child.pos not in ("PUNCT", "CCONJ")]
        if not ahead or any(child.text in _QUOTES for child in verb.children):
            return False
        teller = next((child for child in (*behind, *reversed(ahead)) if child.dep == "nsubj"), None)
        swapped = next((child for child in behind if child.dep == "dobj" and self._speaks(child)), None)
        if swapped is not None and (teller is None or (teller.i < verb.i and not self._speaks(teller))):
            teller = swapped
        if teller is None or any(child not in (teller, swapped) and child.pos != "ADV" for child in behind):
            return False
        if teller.i < verb.i and (tokens[teller.left - first - 1].text != "," or teller.right + 1 != verb.i):
            return False
        begin = min(teller.left, verb.i)
        told = [child for child in ahead if child is not teller and child.right < begin]
        clause = next((child for child in told if child.dep == "advcl" and not _is_marked(child)), None)
        named = (child for child in told if child.pos in _NAMING and child.dep in ("nsubj", "dobj", "attr", "dep"))
        content = clause or next(named, None)
        if content is not None and content.child("acl", "relcl") is not None:
            return False  # "The last ship left on Monday, says Ann Lee": a ship that was left
        told_alone = content is not None and content.pos in NOUNS and self._speaks(content)
        if content is None or told_alone or (content.dep == "advcl" and content.tag in ("VBG", "VBN")):
            return False
        teller.dep, content.dep = "nsubj", "ccomp"
        for child in [child for child in ahead if child not in (content, teller) and child.right < begin]:
            move(child, content, child.dep)
        return True

    def labelled(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "Bridge: The Lund bridge is shut", read as a bridge that is shut."""
        label, first = verb.head, tokens[0].i
        sign = label.i - first + 1
        subject = verb.child(*SUBJECTS)
        if label.head is not label or subject is None or subject.left != label.i + 2 or tokens[sign].text != ":":
            return False
        if not _is_finite(verb) and verb.child("aux", "auxpass") is None:
            return False
        make_root(verb, label)
        move_behind(verb, label, verb)
        move(label, verb, "dep")
        return True

    def spoken_to(self, teller: Token, tokens: Sequence[Token]) -> bool:
        """ "Mr Dorn, Nord Power says that P", read as a Mr Dorn who is Nord Power: he is spoken to, and says nothing."""
        called, verb = teller.head, teller.head.head
        titled = called.left == tokens[0].i and tokens[0].dep == "compound" and tokens[0].lower in self._titles
        if (
            not titled
            or called.dep != "nsubj"
            or verb.i < teller.i
            or tokens[teller.left - tokens[0].i - 1].text != ","
        ):
            return False
        if any(word.text == "," for word in tokens[teller.right + 1 - tokens[0].i : verb.i - tokens[0].i]):
            return False  # "Mr Dorn, the owner, says"
        move(teller, verb, "nsubj")
        called.dep = "npadvmod"
        return True

    def _speaks(self, noun: Token) -> bool:
        """Whether a noun or name is somebody's who can say something."""
        return noun.entity in ("PERSON", "ORG") or noun.lemma.lower() in self._speakers

    def apposed(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "A group, the Front, claimed …", read as a group that was claimed."""
        noun, first = verb.head, tokens[0].i
        beside = noun.child("appos")
        if verb.dep != "acl" or verb.tag != "VBD" or noun.head is not noun or noun.pos not in NOUNS or beside is None:
            return False
        if not noun.i < beside.i < verb.i or tokens[verb.i - first - 1].text != "," or tokens[-1].text != ".":
            return False
        noun.children.remove(verb)
        verb.head, verb.dep = verb, noun.dep
        move_behind(verb, noun, verb)
        move(noun, verb, "nsubj")
        return True

    def stranded(self, noun: Token) -> bool:
        """ "A video on social media claims", read as media that a video is: the preposition has lost its noun."""
        verb, first = noun.head, noun.child("nsubj")
        if noun.dep != "nsubj" or verb is noun or first is None or first.i > noun.i or noun.pos not in NOUNS:
            return False
        prep = next((c for c in first.children if c.dep == "prep" and first.i < c.i < noun.i and not c.children), None)
        if prep is None or any(child.i < prep.i and child is not first for child in noun.children):
            return False
        move(first, verb, "nsubj")
        move(noun, prep, "pobj")
        return True

    def whole_in_front(self, prep: Token, tokens: Sequence[Token]) -> bool:
        """ "Of the 60 who fled, nine are back, the guard estimates": of what is told, and not of who tells it."""
        told = prep.head.child("ccomp")
        if (
            prep.i != tokens[0].i
            or prep.head.head is not prep.head
            or told is None
            or not prep.i < told.i < prep.head.i
        ):
            return False
        whole = prep.child("pobj")
        if whole is None or (whole.tag != "CD" and whole.child("nummod") is None):
            return False
        move(prep, told, "prep")
        return True

    def before_auxiliary(self, subject: Token) -> bool:
        """ "Three women were missing", read as the subject of "were" alone, though that helps another verb."""
        helper = subject.head
        if helper.dep not in ("aux", "auxpass") or helper.head is helper or helper.head.child(*SUBJECTS) is not None:
            return False
        move(subject, helper.head, subject.dep)
        return True

    def cited_by_name(self, name: Token, tokens: Sequence[Token]) -> bool:
        """ "According to the operator, Gorse Coal, the pit is safe": the name is the operator's, and the pit is safe."""
        first = tokens[0].i
        begin = end = name.i - first
        while begin and tokens[begin - 1].head is name and tokens[begin - 1].tag == "NNP":
            begin -= 1
        if begin < _REACH or end + 1 >= len(tokens) or tokens[begin - 1].text != "," or tokens[end + 1].text != ",":
            return False
        noun = tokens[begin - 2]
        to = noun.head
        if noun.dep != "pobj" or noun.pos != "NOUN" or (to.head.lower, to.lower) not in self._citing:
            return False
        move_behind(name, name, noun)
        move(name, noun, "appos")
        return True

    def day(self, prep: Token, tokens: Sequence[Token]) -> bool:
        """ "On 11 March two ships came", read as 11 March two ships: the day is of the preposition."""
        at = prep.i - tokens[0].i + 1
        if prep.dep != "prep" or prep.children or len(tokens) < at + _DAYS_WORDS:
            return False
        number, month, after = tokens[at : at + _DAYS_WORDS]
        if number.tag == "NNP":
            number, month = month, number
        subject = prep.head.child(*SUBJECTS)
        if number.tag != "CD" or month.tag != "NNP" or {number.entity, month.entity} != {"DATE"} or subject is None:
            return False
        if subject.i <= after.i - 1 or subject not in month.ancestors() or subject not in number.ancestors():
            return False
        for word in (number, month):
            for child in [child for child in word.children if child.i >= after.i]:
                move(child, subject, child.dep)
        if after.entity == "DATE" and after.tag == "CD" and len(after.text) < _YEAR:
            after.entity = "CARDINAL"
        move(month, prep, "pobj")
        move(number, month, "nummod")
        return True

    def name_set_off(self, name: Token, tokens: Sequence[Token]) -> bool:
        """ "An angler from Enns, Gregor Pallas, said …", read as if Enns were Gregor Pallas: the name is the angler's.

        A person who stands last in the description may be the one who is named: "a friend of the mayor, Karl Huber".
        """
        place, first = name.head, tokens[0].i
        begin = name.left - first
        if not place.i < name.i or begin < 1 or tokens[begin - 1].text != "," or not self._is_persons(name):
            return False
        if place.pos == "NOUN" and place.lemma.lower() in self._persons:
            return False
        noun = above = place
        while above.dep in _DESCRIBING and above.head.i < above.i:
            above = above.head
            noun = above if above.pos == "NOUN" else noun
        if noun is place or noun.tag != "NN" or noun.child("det", "amod", "compound", "poss") is None:
            return False
        # "According to a driver from Enns, Gregor Pallas, the road is shut": the road is not Gregor Pallas.
        after = name.child("appos")
        verb = tokens[after.right - first + 1] if after is not None and after.right - first + 1 < len(tokens) else name
        while verb.dep in ("aux", "auxpass", "neg") and verb.head.i > verb.i:
            verb = verb.head
        if after is not None and verb.head is verb and verb.pos in ("VERB", "AUX") and verb.child(*SUBJECTS) is None:
            move(after, verb, "nsubjpass" if verb.is_passive else "nsubj")
        move(name, noun, "appos")
        for word in (*name.children, name):
            if word.pos == "PROPN" and word.i <= name.i:
                word.entity = "PERSON"  # the tagger may have made one name of "Rana, Emil Sorg"
        return True

    def _is_persons(self, name: Token) -> bool:
        """Whether a proper noun ends a name of two words or more that is a person's."""
        words = [word.text for word in name.children if word.pos == "PROPN" and word.i < name.i]
        if not words or words[0].lower() in self._of_places:
            return False
        return name.entity in ("PERSON", "") or (name.entity in _UNSURE and words[0].lower() in self._given)

    def clause_of_time(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "They left after a part of the wall had given way", read as after a part, and had given way."""
        first, above = tokens[0].i, verb.head
        aux = verb.child("aux")
        if verb.dep != "conj" or aux is None or verb.child("cc", *SUBJECTS) is not None or aux.i <= above.i:
            return False
        prep = next((child for child in above.children if child.dep == "prep" and child.lower in self._times), None)
        noun = prep.child("pobj") if prep is not None else None
        if prep is None or noun is None or not above.i < prep.i < noun.i < aux.i:
            return False
        between = tokens[noun.i - first + 1 : aux.i - first]
        if any(noun not in word.ancestors() for word in between):
            return False
        move(verb, above, "advcl")
        move(prep, verb, "mark")
        move(noun, verb, "nsubjpass" if verb.is_passive else "nsubj")
        prep.pos = "SCONJ"
        return True

    def relative(self, verb: Token, tokens: Sequence[Token]) -> bool:
        """ "$90 million, of which a fifth has been paid": what the relative pronoun stands for has the clause."""
        if verb.dep not in ("conj", "ccomp", "parataxis", "advcl") or verb.child("cc") is not None:
            return False
        first = tokens[0].i
        left = min((child.i for child in _below(verb) if child.i < verb.i), default=verb.i) - first
        opening = tokens[left : min(left + _REACH, verb.i - first)]
        joined = [
            n
            for n, word in enumerate(opening)
            if n and word.tag in _RELATIVE and word.lower in self._relatives and opening[n - 1].pos == "ADP"
        ]
        if left < 2 or not joined or tokens[left - 1].text != ",":
            return False
        noun = tokens[left - 2]
        while noun.head is not noun and noun.head.i < verb.i and noun.dep in ("compound", "nummod", "quantmod"):
            noun = noun.head
        above = (noun, *noun.ancestors())
        if noun.pos not in (*NOUNS, "NUM") or verb in above:
            return False
        move(verb, noun, "relcl")
        return True


def _is_finite(verb: Token) -> bool:
    """Whether a verb, or the first of its auxiliaries, has a tense."""
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    return (helpers[0] if helpers else verb).tag in _FINITE


def _below(token: Token) -> list[Token]:
    """The words of a subtree."""
    found, coming = [], [token]
    while coming:
        word = coming.pop()
        found.append(word)
        coming += word.children
    return found


def _is_marked(clause: Token) -> bool:
    """Whether a clause opens with a conjunction or a word that asks."""
    return any(child.dep == "mark" or child.tag in _ASKING for child in clause.children)
