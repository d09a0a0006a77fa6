"""What a clause's own words do to its predicate: negation, modals, adverbs, the condition it hangs on."""

from tocsin.model.parse import Token
from tocsin.model.span import Span
from tocsin.read.certainty.clauses import Conditions
from tocsin.read.certainty.verdict import OwnWords, because
from tocsin.read.certainty.words import SUBJECTS, CertaintyWords


class OwnWordsReader:
    """Reads the words of a clause that act on its own predicate."""

    def __init__(self, words: CertaintyWords, conditions: Conditions) -> None:
        self._words = words
        self._conditions = conditions

    def read(self, token: Token) -> OwnWords:
        """What the own words of the clause under `token` do to it."""
        own = OwnWords()
        words = list(token.children)
        predicate = token.predicate
        if predicate is not token:
            # "Was 17, not 71": what stands behind the predicate denies what follows.
            words += [c for c in predicate.children if c.dep in ("neg", "advmod", "det") and c.i < predicate.i]
        for child in words:
            self._apply(child, token, own)
        self._apply_arguments(token, own)
        self._apply_objects(token, own)
        self._apply_fronted(token, own)
        self._conditions.apply(token, own)
        self._put_off(token, own)
        self._apply_asides(token, own)
        return own

    def open(self, own: OwnWords, clause: Token, first: Token, does: str) -> None:
        """ "At no time did they stop", "only then did they stop": let the words that open a clause do what they do, once.

        Args:
            own: What the words of the clause have done to it, each by itself.
            clause: Its head.
            first: The first of the words.
            does: "denying", "weak" or "leaving".
        """
        subject = clause.child(*SUBJECTS) or clause
        opening = Span(first.start, subject.start)
        denials = [step for step in own.steps if step.rule == "certainty.denied" and opening.covers(step.spans[0])]
        for step in denials:
            own.steps.remove(step)
            own.negated = not own.negated
        if does == "leaving":
            return
        if does == "weak":
            own.denied = max(own.denied, self._words.values["few"])
        own.deny(because("denied", first))

    def _apply_asides(self, token: Token, own: OwnWords) -> None:
        """ "The dam, I do not think, will hold": a belief set within the clause acts as if it stood above."""
        for child in token.children:
            if child.dep != "parataxis" or any(c.dep in ("ccomp", "xcomp", "dobj", "advcl") for c in child.children):
                continue
            cue = self._words.cues.verb(child.lemma.lower(), "clause")
            if cue is None or cue.name not in self._words.clauses["asides"] or child.subject() is None:
                continue
            own.soften(cue.plus, because("aside", child, cue=cue.name, value=cue.plus))
            denial = next((c for c in child.children if c.dep == "neg" and c.lower in self._words.negating), None)
            if denial is not None:
                own.deny(because("denied", denial))

    def _apply(self, child: Token, token: Token, own: OwnWords) -> None:
        word = child.lower
        if child.dep == "aux" and word in self._words.modals:
            self._apply_modal(child, token, own)
        elif child.dep == "neg" or (child.dep in ("advmod", "preconj", "det") and word in self._words.negating):
            self._apply_negation(child, token, own)
        elif word in self._words.negation["longer"]:
            no = next((c for c in child.children if c.lower in self._words.negation["determiners"]), None)
            if no is not None:
                own.deny(because("denied", no, word=f"{no.text} {child.text}"))
        elif self._words.judging.get(word, 0.0) < 0 and self._gives_a_figure(token):
            own.deny(because("judged", child, value=self._words.judging[word]))
        elif child.dep == "advmod" and word in self._words.adverbs:
            cap = self._words.adverbs[word]
            own.soften(cap, because("at_most", child, value=cap))

    def _gives_a_figure(self, verb: Token) -> bool:
        """ "Mistakenly put the number at 40": what is mistaken is the number."""
        thing = verb.child("dobj", "nsubjpass")
        figure = thing is not None and thing.lemma.lower() in self._words.clauses["figures"]
        return figure and verb.lemma.lower() in self._words.clauses["putting"]

    def _apply_modal(self, child: Token, token: Token, own: OwnWords) -> None:
        word = child.lower
        modal = self._words.modals[word]
        kinds = self._words.modal_kinds
        perfect = self._words.is_perfect(token)
        done = token.tag in ("VBN", "VBD") and token.child("auxpass") is None and not perfect
        if word in kinds["before_not"] and token.child("neg") is None:
            return
        if word in kinds["refusing"] and self._refuses(token):
            return
        if word in kinds["had"] and done:
            return  # "they'd ordered it" had done so, "they'd have ordered it" would have
        own.able = own.able or word in kinds["ability"]
        own.unreal_modal = own.unreal_modal or word in kinds["unreal"]
        perceives = token.lemma in kinds["perceived"] and not token.is_passive and token.child("dobj") is not None
        does = perceives or token.lemma in kinds["excluded"] or self._does_again(child, token)
        if does and word in kinds["ability"] and token.child("neg") is None:
            return
        if perfect and word in kinds["missed"]:
            # "Should have closed it": what was right to do was not done.
            own.unreal = self._words.values["missed"]
            own.steps.append(because("not_done", child))
            return
        most = modal["most"]
        if "do" in modal and not perfect:
            # "Must" obliges, but before a state it concludes: "must be", "must be hiding".
            ongoing = any(child.dep == "aux" and self._words.is_copula(child) for child in token.children)
            most = modal["most"] if ongoing or token.lemma in kinds["states"] else modal["do"]
        own.cap = min(own.cap, most)
        own.denied = max(own.denied, modal["not"])
        own.steps.append(because("at_most", child, value=own.cap))

    def _refuses(self, token: Token) -> bool:
        """ "She would not say", "the lid would not open": a past refusal, and no forecast, which a report may hold."""
        kinds = self._words.modal_kinds
        subject = token.child("nsubj")
        if subject is None or token.child("neg") is None or token.is_passive or self._words.is_perfect(token):
            return False
        above = token.head
        told = token.dep == "ccomp" and self._words.cues.verb(above.lemma.lower(), "clause") is not None
        told = told and (above.tag in ("VBD", "VBN") or above.i > token.i)
        if told or subject.lower in self._words.first_person or self._conditions.hangs(token):
            return False
        of_thing = subject.pos == "NOUN" and self._words.is_of_thing(token)
        stuck = token.lemma in kinds["stuck"] and token.child("dobj", "ccomp") is None
        return stuck or (token.lemma in kinds["refused"] and not of_thing)

    def _does_again(self, modal: Token, token: Token) -> bool:
        """ "After ten minutes they could see again": who is able to do so again after a time does."""
        kinds = self._words.modal_kinds
        if token.lemma not in kinds["regained"] or modal.lower not in kinds["unreal"]:
            return False
        after = any(child.lower in kinds["after"] for child in token.children)
        return after and any(child.lower in kinds["again"] for child in token.children)

    def _apply_negation(self, child: Token, token: Token, own: OwnWords) -> None:
        if child.dep in ("preconj", "det") and child.lower not in self._words.negation["nor"]:
            return
        if child.lower in self._words.negation["all_but"] and (token.predicate is not token or child.i > token.i):
            return  # "almost reached it" did not; "almost empty" nearly is
        after = next((c for c in token.children if c.i == child.i + 1), None)
        if after is not None and after.dep == "advmod":
            if after.lower in self._words.negation["not_only"]:
                return
            if after.lower in self._words.negation["not_always"]:
                own.denied = max(own.denied, self._words.values["weakly_denied"])
        if child.lower in self._words.weak:
            own.denied = max(own.denied, self._words.values["few"])
        own.deny(because("denied", child))

    def _apply_arguments(self, token: Token, own: OwnWords) -> None:
        """ "Nobody came", "no bridge was hit", "there was no evidence": the denial stands in an argument."""
        for child in token.children:
            if child.dep not in ("nsubj", "nsubjpass", "dobj", "attr", "dative"):
                continue
            few = self._few(child)
            if few is not None:
                own.denied = max(own.denied, self._words.values["few"])
                own.deny(because("nearly_denied", few))
                return
            denier = self._denier(child)
            if denier is not None:
                own.deny(because("denied", denier))
                return

    def _apply_objects(self, token: Token, own: OwnWords) -> None:
        """ "Confessed to nothing", "knows of no plan": the denial stands in the object of a preposition of the verb."""
        table = self._words.denied_objects
        if token.pos != "VERB" and token.predicate is token:
            return
        for prep in (*token.children, *(token.predicate.children if token.predicate is not token else ())):
            if prep.dep not in ("prep", "dative") or prep.i < token.i:
                continue
            if prep.lower not in table["always"] and token.lemma.lower() not in table.get(prep.lower, ()):
                continue
            noun = prep.child("pobj")
            denier = self._denier(noun) if noun is not None else None
            if noun is not None and denier is not None and noun.lemma.lower() not in table["adverbs"]:
                own.deny(because("denied", denier))
                return

    def _few(self, argument: Token) -> Token | None:
        """ "Few left", "not all left": a part is denied."""
        if any(c.dep == "neg" for c in argument.children) and argument.lower in self._words.negation["all"]:
            return next(c for c in argument.children if c.dep == "neg")
        if argument.lower in self._words.negation["few"] and argument.dep in ("nsubj", "nsubjpass"):
            return argument if not any(c.dep == "det" for c in argument.children) else None
        hardly = next((c for c in argument.children if c.dep == "advmod" and c.lower in self._words.weak), None)
        if hardly is not None and argument.lower.startswith(self._words.any):
            return hardly
        few = next((c for c in argument.children if c.dep == "amod" and c.lower in self._words.negation["few"]), None)
        # "A few stayed": the article hangs under "few" or under its noun.
        counted = few is None or any(c.dep in ("det", "quantmod") for c in (*argument.children, *few.children))
        return None if counted else few

    def _denier(self, argument: Token) -> Token | None:
        negation = self._words.negation
        exceptive = self._words.clauses["exceptive"]
        if any(
            child.dep in ("prep", "cc") and child.i > argument.i and child.lower in exceptive
            for child in argument.children
        ):
            return None  # "nobody but the guard was hurt", "no guards but four nurses"
        if argument.lower in negation["subjects"]:
            return argument
        behind = (argument, *argument.children)
        even = next((c for one in behind for c in one.children if c.dep == "neg"), None)
        if even is not None and any(one.i == even.i + 1 and one.lower in negation["not_one"] for one in behind):
            return even
        for child in argument.children:
            # "No weapons caches": parsers may hang the "no" on the first noun.
            before = child.dep in ("compound", "amod", "nmod") and child.i < argument.i
            for word in [child, *child.children] if before else [child]:
                if word.dep in ("det", "neg", "preconj", "cc") and word.lower in negation["determiners"]:
                    return word
        return None

    def _apply_fronted(self, token: Token, own: OwnWords) -> None:
        """ "At no point did they stop", "by no means safe": a denial that turns subject and verb round, or a set phrase."""
        subject = token.subject()
        aux = token.child("aux", "auxpass")
        turned = subject is not None and aux is not None and aux.i < subject.left
        for child in token.children:
            if child.dep != "prep":
                continue
            for noun in child.children:
                denier = self._denier(noun) if noun.dep == "pobj" else None
                fronted = turned and aux is not None and child.i < aux.i
                if denier is not None and (fronted or noun.lemma.lower() in self._words.negation["no_ways"]):
                    own.deny(because("denied", denier))
                    return

    def _put_off(self, token: Token, own: OwnWords) -> None:
        """ "Did not begin until Friday": it began then."""
        if not own.negated:
            return
        for child in token.children:
            word = child if child.dep == "prep" else next((c for c in child.children if c.dep == "mark"), child)
            if child.i > token.i and word.lower in self._words.clauses["until"]:
                own.deny(because("put_off", word))
                return
