"""Which clauses of a sentence state a proposition of their own, and where each begins and ends."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from tocsin.lexicon.cues import CueBook
from tocsin.lexicon.language import Lexicon
from tocsin.model.event import Event
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reason import Reason
from tocsin.model.span import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
SUBORDINATE = ("relcl", "acl", "advcl")
REPORTED = ("pobj", "dobj")
"""How the noun hangs that a report is of: "denied reports of a strike", "denied the strike"."""
_TOLD = ("acl", "ccomp")
_REJECTED, _JUDGED = "certainty.rejected", "certainty.judged"
_OPEN_OR_NOT = (_REJECTED, "certainty.unconfirmed")
"""The rules by which what a report is of is said not to be so, or is left open."""
_NOUNS = ("NOUN", "PROPN")
_DAYS = ("DATE", "TIME")
_FIGURES = (*_DAYS, "CARDINAL", "MONEY", "PERCENT", "QUANTITY")
_DASHES = ("–", "—", "-")
_AFTER_HOUR = (*_DASHES, "|", "/")
_BARE = 2
"""Words before a verb that alone say next to nothing."""
_NUMBERED = (")", ".")
_LABEL = 4
"""Words that a label may have besides its first: "Injured so far: 4"."""
_BRACKETS = (("(", ")"), ("[", "]"))
_FRAMING = (*SUBJECTS, "aux", "advmod", "npadvmod", "prt", "punct", "cc", "conj", "mark")
_QUOTES = frozenset('"“”„«»')
_LEADING = ("cc", "mark", "punct", "preconj")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that states something: its head, and the words that are its own before and behind the head.

    The head is always among the words, so that no clause is without any.
    """

    before: tuple[Token, ...]
    head: Token
    after: tuple[Token, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        """The words of the clause, in order."""
        return (*self.before, self.head, *self.after)

    def without(self, *, before: Callable[[Token], bool], after: Callable[[Token], bool]) -> "Clause":
        """The clause without the words at its beginning and at its end of which these are true; its head stays."""
        kept = tuple(dropwhile(after, reversed(self.after)))
        return Clause(tuple(dropwhile(before, self.before)), self.head, kept[::-1])

    @property
    def span(self) -> Span:
        """From the first to the last of its words."""
        return Span(self.words[0].start, self.words[-1].end)


class ClauseFinder:
    """Cuts sentences into clauses that are claims."""

    def __init__(self, lexicon: Lexicon, cues: CueBook) -> None:
        words = lexicon.table("claims")["clauses"]
        self._cues = cues
        self._introducing = frozenset(words["introducing"])
        self._equating = frozenset(words["equating"])
        self._empty = frozenset(lexicon.table("attribution")["grammar"]["content_conjunctions"])
        self._conditional = frozenset(lexicon.table("certainty")["clauses"]["conditional"])
        self._inverting = frozenset(lexicon.table("certainty")["clauses"]["inverting"])
        self._taking_back = frozenset(lexicon.table("certainty")["clauses"]["taking_back"])
        self._none = frozenset(lexicon.table("certainty")["negation"]["determiners"])
        self._sayings = frozenset(words["sayings"])
        self._turning = frozenset(lexicon.table("certainty")["turning"]["denying"])
        self._untrue = frozenset(lexicon.table("certainty")["clauses"]["untrue"])
        self._apologising = frozenset(words["apologising"])
        self._being_so = frozenset(lexicon.table("certainty")["clauses"]["being_so"])
        measures = lexicon.table("counted")["measures"]["words"]
        self._labels = frozenset(word for words in measures.values() for word in words)
        self._happenings = frozenset(lexicon.table("nominals")["words"])
        self._hearsay = frozenset(lexicon.table("certainty")["former"]["hearsay"])
        self._speakers = frozenset((*lexicon.table("parties")["pronouns"]["first"], *words["existing"]))
        self._calling, self._interjections = frozenset(words["calling"]), frozenset(words["interjections"])
        self._habitual, self._anybody = frozenset(words["habitual"]), frozenset(words["anybody"])
        self._asserting = frozenset(words["asserting"])
        self._leading_over = frozenset(words["leading_over"])
        self._temporal = frozenset(words["temporal"])
        self._ahead = frozenset(words["ahead"])
        self._telling = frozenset(words["telling"])
        self._counting = frozenset(words["counting"])
        self._declining, self._commenting = frozenset(words["declining"]), frozenset(words["commenting"])
        self._comparing = frozenset(words["comparing"])
        self._reporting = frozenset(words["reporting"])
        self._names = frozenset(words["names"])
        self._naming = frozenset(words["naming"])
        self._where = frozenset(lexicon.table("claims")["standalone"]["where"])
        self._seeing = frozenset(words["seeing"])
        self._copies = frozenset(words["copies"])
        self._allowing, self._speaking = frozenset(words["allowing"]), frozenset(words["speaking"])
        self._able, self._establishing = frozenset(words["able"]), frozenset(words["establishing"])
        self._connecting = frozenset(words["connecting"])
        self._audience = frozenset(words["audience"])
        self._telling_of = frozenset(words["telling_of"])
        self._referring = frozenset(words["referring"])
        self._citing = frozenset(words["citing"])
        writings = lexicon.table("parties")["writings"]
        self._writings, self._published_on = frozenset(writings["nouns"]), frozenset(writings["published_on"])
        self._issued_by = frozenset(writings["by"])

    def find(self, sentence: Sentence, events: Mapping[int, Event]) -> Iterator[Clause]:
        """The clauses of a sentence that are propositions, in the order of their heads.

        A clause that only says who says, thinks or knows the clause below it is no claim: it becomes that one's source
        or certainty.

        Args:
            sentence: The sentence.
            events: The events of its document by where they start: what is threatened, not seen or rejected, they tell.
        """
        asks = sentence.tokens[-1].text == "?"
        heads = [token for token in sentence.tokens if self._is_head(token, events.get(token.start), asks=asks)]
        chosen = {head.i for head in heads}
        below: dict[int, list[Token]] = {}
        for head in heads:
            parent = next((token for token in head.ancestors() if token.i in chosen), None)
            if parent is not None:
                below.setdefault(parent.i, []).append(head)
        for head in heads:
            under = below.get(head.i, [])
            if head.dep in REPORTED:
                yield _reported(head, sentence)
                continue
            if (
                self._only_identifies(head)
                or self._only_introduces(head, under)
                or any(_rejects(head, word, events) or self._stands_by(head, word) for word in under)
            ):
                continue
            clause = self._unexclaimed(self._clause(head, under, sentence))
            states = (
                _says_something(clause)
                and written(clause.words).lower() not in self._interjections
                and not self._is_empty_frame(clause)
                and not self._only_connects(clause, under)
                and not self._only_reports(clause, sentence)
                and not self._only_tells_of_hearsay(clause, under)
            )
            if states or self._is_entry(clause) or self._is_happening(clause) or self._is_none(clause):
                yield clause

    def belied(self, clause: Clause, steps: Sequence[Reason], sentence: Sentence) -> Span | None:
        """Where the cue stands of a report that is said not to be so, of whose content a clause is.

        "A rejected B's claim that P": in "B's claim", for the rejecting is A's word. "B falsely claimed that P": all up to
        the claiming. Not where somebody takes back what he said himself: "apologised for saying that P".
        """
        above = clause.head.head.head if clause.head.dep == "pobj" else clause.head.head
        step = next((step for step in steps if step.rule in (_REJECTED, _JUDGED)), None)
        if step is not None and step.rule == _REJECTED and above.pos in ("NOUN", "PROPN"):
            return Span(sentence.subtree(above)[0].start, above.end)
        if step is None or step.rule != _JUDGED or above.pos != "VERB":
            return None
        own = above.dep == "pcomp" and above.head.head.lemma.lower() in self._apologising
        return Span(sentence.start, above.end) if not own else None

    def _is_head(self, token: Token, event: Event | None, *, asks: bool = False) -> bool:
        dep = token.dep
        rule = event.steps[0].rule if event is not None and event.steps else ""
        if dep in REPORTED:
            # "Denied reports of a strike", "denied the raid"; but not the pass of "denied that they took the pass".
            by = event.steps[0].spans[0].start if event is not None and rule in _OPEN_OR_NOT else -1
            within = any(word.dep in _TOLD for word in takewhile(lambda word: word.start != by, token.ancestors()))
            return by >= 0 and not within and (dep == "pobj" or token.left < token.right)
        if token.head is token:
            return token.pos not in ("PUNCT", "SYM", "X", "SPACE")
        if token.pos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV"):
            return False
        has_subject = any(child.dep in SUBJECTS for child in token.children)
        if dep == "conj":
            return token.pos in ("VERB", "AUX") and self._continues(token, event) and not token.is_infinitive
        if dep in ("ccomp", "csubj", "csubjpass") and self._asks_within(token):
            return False
        if dep == "ccomp" and self._is_kept_back(token):
            return False
        if dep in ("ccomp", "pcomp") and _only_asks_where(token):
            return False  # "everybody knows where we are"
        if rule == "certainty.unseen":
            return False  # "have not seen any lorry leave": the not seeing is the claim
        if dep == "ccomp" and token.head.dep in ("advcl", "prep") and token.head.lower in self._conditional:
            return False  # "provided that the sea is calm" stays with what it is a condition of
        if dep == "ccomp" and token.head.dep == "advcl" and is_marked(token.head, self._conditional):
            return False  # "if she finds that the rules were broken"
        if dep == "ccomp" and token.i < token.head.i and self._is_inverted(token):
            return False  # "Were it to be sold, …", where the parse takes that for what is told
        if dep in ("ccomp", "parataxis"):
            # "They insist that the mayor resign": a bare stem behind "that" is a clause as well.
            bare = token.tag == "VB" and is_marked(token, self._empty)
            turned = has_subject and token.child("aux", "auxpass") is not None and _is_turned(token)
            return _is_finite(token) or turned or (has_subject and (dep == "parataxis" or bare))
        if dep == "xcomp":
            return self._is_said(token, event)
        if dep == "advcl" and token.head.pos not in ("VERB", "AUX"):
            return False  # "as many as the mayor had reported" compares
        if dep == "advcl" and (self._completes(token) or is_marked(token, self._comparing)):
            return False  # "more votes were counted than there are voters"
        if dep == "advcl" and token.head.is_copula and self._says_where(token):
            return False  # "its devices were where the wind blew", but not "the lorry was on its way when it skidded"
        if dep == "advcl" and asks and token.children[:1] and token.children[0].tag == "WRB":
            return False  # "Where were you when it began?"
        if dep == "advcl" and is_marked(token, self._ahead) and not _tells_figures(token):
            return False  # "the fire was put out before it reached the barn"
        if dep == "advcl" and (self._is_condition(token) or self._is_habit(token)):
            return False  # a condition stays with what it is one of
        if dep == "advcl":
            marked = token.pos not in ("VERB", "AUX") and any(child.dep == "mark" for child in token.children)
            if token.pos in _NOUNS and not has_subject and is_marked(token, self._temporal):
                return False  # "since report No. 4"
            # "…, in order to draw them away": long enough to be a proposition of its own.
            purpose = token.i > token.head.i and token.right - token.left >= 5
            return purpose if token.is_infinitive else has_subject or marked
        if dep == "relcl" and (self._keeps_silent(token) or self._only_calls(token)):
            return False
        if dep == "relcl":
            return token.pos in ("VERB", "AUX") and _is_set_off(token) and token.right - token.left >= 3
        if dep in ("acl", "csubj", "csubjpass", "dep"):
            return has_subject and token.pos in ("VERB", "AUX")
        return False

    def _keeps_silent(self, verb: Token) -> bool:
        """ "…, who declined to comment"."""
        below = verb.child("xcomp")
        return verb.lemma.lower() in self._declining and below is not None and below.lemma.lower() in self._commenting

    def _unexclaimed(self, clause: Clause) -> Clause:
        """A clause without an exclamation at its end: "nobody drowned, thank God"."""
        for place, word in enumerate(clause.after):
            if word.text == "," and written(clause.after[place + 1 :]).lower() in self._interjections:
                return replace(clause, after=clause.after[:place])
        return clause

    def _says_where(self, token: Token) -> bool:
        """Whether a clause is all that another says of where something is."""
        first = next((child for child in token.children if child.i == token.left), token)
        return first.lower in self._where and token.head.child("attr", "acomp", "prep") is None

    def _only_calls(self, verb: Token) -> bool:
        """ "One man, whom we call Rafi": by which name the writer speaks of him."""
        who = verb.child("nsubj")
        return verb.lemma.lower() in self._calling and who is not None and who.lower in self._speakers

    def _is_condition(self, token: Token) -> bool:
        if is_marked(token, self._conditional) or token.lower in self._conditional:
            return True
        return self._is_inverted(token)

    def _completes(self, token: Token) -> bool:
        """ "The strike began when guards turned away 37 men": without it the other clause says next to nothing."""
        main, opening = token.head, next((child for child in token.children if child.i == token.left), None)
        if opening is None or opening.lower not in self._habitual or token.i < main.i or token.left != main.i + 1:
            return False
        subject = main.child("nsubj")
        return subject is not None and main.i - main.left <= _BARE and main.child("dobj", "prep", "attr") is None

    def _is_habit(self, token: Token) -> bool:
        """ "When it gets wet, plasterboard gives off gas": when something is always so is a condition of it."""
        opening = next((child for child in token.children if child.i == token.left), None)
        subject = token.child("nsubj", "nsubjpass")
        if subject is not None and subject.lower in self._anybody:
            return True  # "before anybody is awake"
        if opening is None or opening.lower not in self._habitual or subject is None:
            return False
        finite = [verb.child("aux", "auxpass") or verb for verb in (token, token.head)]
        return all(verb.tag in ("VBZ", "VBP") and verb.lemma != "have" for verb in finite)

    def _is_inverted(self, token: Token) -> bool:
        """ "Should the ice break early, …", "Were it to be sold, …": a condition without a conjunction."""
        first, subject = (
            next((child for child in token.children if child.i == token.left), token),
            token.child(*SUBJECTS),
        )
        inverted = first.lower in self._inverting and (first is token or first.dep in ("aux", "auxpass"))
        return inverted and subject is not None and first.i < subject.i

    def _continues(self, token: Token, event: Event | None) -> bool:
        """Whether a conjoined verb goes on with a clause that is a proposition, and says more than a word."""
        first = token.head
        while first.dep == "conj" and first.head is not first:
            first = first.head
        own = [child for child in token.children if child.dep not in ("cc", "punct", "conj", "advmod", "aux", "neg")]
        return self._is_head(first, event) and bool(own)

    def _is_said(self, token: Token, event: Event | None) -> bool:
        """ "He threatened to attack", "claims to have won", "denied having left": what is said so is a claim of its own."""
        lemma = token.head.lemma.lower()
        if token.right - token.left < 1 + token.is_infinitive:
            return False
        if token.is_infinitive:
            cue = self._cues.verb(lemma, "infinitive")
            willed = event is not None and event.kind in (Kind.THREAT, Kind.PROMISE)
            return cue is not None and ((willed and cue.kind is not None) or cue.name in self._asserting)
        cue = self._cues.attributing(lemma)
        return token.is_gerund and cue is not None and "gerund" in cue.takes

    def _is_kept_back(self, token: Token) -> bool:
        """ "Would not say how long he had worked there": a question that stays open."""
        first, verb = next((child for child in token.children if child.i == token.left), token), token.head
        while first.children and first.left < first.i:
            first = min(first.children, key=lambda child: child.i)
        silent = verb.child("neg") is not None or verb.head.lemma.lower() in self._declining
        counts = first.head.lower in self._counting  # "how many were missing" is left open
        return first.tag in ("WRB", "WP", "WDT") and not counts and silent and verb.lemma.lower() in self._telling

    def _asks_within(self, token: Token) -> bool:
        """ "It is difficult to say what it was": a question inside states nothing, unless one knows or asks the answer."""
        first = next((child for child in token.children if child.i == token.left), token)
        stranded = (word for child in token.children if child.dep == "prep" for word in child.children)
        if any(word.tag in ("WP", "WDT") and word.i == token.left for word in stranded):
            return True  # "what a bomb sounds like"
        if first.lower in self._empty or not any(word.tag in ("WP", "WRB", "WDT") for word in (first, *first.children)):
            return False  # "told the radio that …" asks nothing, whatever the tagger makes of "that"
        if any(word.tag in ("WP", "WDT") for word in (first, *first.children)):
            return True  # "who fired" tells nothing even to one who knows it
        cue = self._cues.verb(token.head.lemma.lower(), "clause")
        return cue is None or (not cue.factive and cue.plus > 0)

    def _is_empty_frame(self, clause: Clause) -> bool:
        """ "We know", "it means": a pronoun and a word that takes a proposition, which stands elsewhere."""
        head = clause.head
        if any(word.pos in ("NOUN", "PROPN", "NUM", "ADJ", "ADV") or word.text == "?" for word in clause.words):
            return False
        lemma = head.lemma.lower()
        # "I do not think that anybody is lying": what is thought is no frame.
        thought = head.dep == "ccomp" and is_marked(head, self._empty)
        below = head.dep in ("advcl", "parataxis", "ccomp", "relcl") and not thought
        contents = [child for child in head.children if child.dep == "ccomp"]
        if head.child("neg") is not None and contents and all(map(_only_asks_where, contents)):
            return False  # "we do not know where they are"
        return (lemma in self._cues.verbs and bool(contents)) or (
            below and
            self._cues.attributing(lemma) is not None
            and not any(c.dep in ("dobj", "prep", "xcomp") for c in head.children)
        )  # fmt: skip

    def _only_tells_of_hearsay(self, clause: Clause, under: Sequence[Token]) -> bool:
        """ "We are seeing posts that claim P", "there are rumours that P": that they are there is only whose word P is."""
        last, subject = clause.words[-1], clause.head.child(*SUBJECTS)
        cut = any(token.head is last and token.dep in _TOLD for token in under)
        if not cut or subject is None or subject.lower not in self._speakers:
            return False
        writing = last.head if last.dep == "relcl" else last
        return writing.lemma.lower() in self._hearsay and writing.child("nummod") is None

    def _only_connects(self, clause: Clause, under: Sequence[Token]) -> bool:
        """ "The move comes a day after P": the clause below is all that is told."""
        head, subject = clause.head, clause.head.child("nsubj")
        below = any(token.dep == "advcl" for token in under)
        if head.lemma.lower() not in self._connecting or subject is None or subject.pos != "NOUN" or not below:
            return False
        told = (word for word in clause.words if word.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
        return all(word is head or subject.left <= word.i <= subject.right or word.entity in _DAYS for word in told)

    def _only_identifies(self, head: Token) -> bool:
        """ "Who gave her name as Ida", "whose name is known", "a copy of which was seen": how a source is known."""
        speaks = head.child("xcomp")
        if head.lemma.lower() in self._allowing and head.child("neg") and speaks is not None:
            return speaks.lemma.lower() in self._speaking  # "because he was not authorised to speak to the press"
        thing = head.child("dobj") if head.dep == "relcl" else None
        if thing is not None and thing.lemma.lower() in self._names and head.lemma.lower() in self._naming:
            return True
        subject = head.child("nsubj", "nsubjpass")
        if subject is None:
            return False
        if subject.lemma.lower() in self._names and head.is_infinitive and head.lemma.lower() in self._naming:
            return True  # "asked for his name to be withheld"
        if head.dep == "relcl" and head.lemma.lower() in self._seeing and head.child("dobj") is not None:
            # "A reply which the paper has seen"
            told = subject.lemma.lower() in self._audience or subject.lower in self._speakers
            return told and any(child.tag in ("WDT", "WP") for child in head.children)
        lemma, below = subject.lemma.lower(), (word for child in subject.children for word in (child, *child.children))
        return (lemma in self._names or lemma in self._copies) and any(word.tag in ("WDT", "WP$") for word in below)

    def _is_entry(self, clause: Clause) -> bool:
        """ "Fatalities: none", "Injured: 4", "Lorries – 1650": a word that tells what is counted, and how many."""
        first, *further = clause.words
        if first.pos == "NOUN" and len(further) > 1 and further[0].text in _DASHES and further[1].lower.isdecimal():
            return True
        return first.lower in self._labels and any(word.text == ":" for word in further[:_LABEL])

    def _stands_by(self, head: Token, content: Token) -> bool:
        """ "Did not withdraw its statement that P": it says P."""
        report = content.head
        told = content.dep in _TOLD and report.dep == "dobj" and report.head is head
        return told and head.lemma.lower() in self._taking_back and head.child("neg") is not None

    def _is_none(self, clause: Clause) -> bool:
        """ "No rocket.": that there was none."""
        head = clause.head
        none = any(child.dep == "det" and child.lower in self._none for child in head.children)
        return none and head.head is head and head.pos == "NOUN" and head.lemma.lower() not in self._sayings

    def _is_happening(self, clause: Clause) -> bool:
        """ "Explosions in Oberau.": what happened, and where."""
        head = clause.head
        if head.pos != "NOUN" or head.lemma.lower() not in self._happenings:
            return False
        places = (child.child("pobj") for child in head.children if child.dep == "prep" and child.i > head.i)
        return any(place is not None and place.pos == "PROPN" for place in places)

    def _only_reports(self, clause: Clause, sentence: Sentence) -> bool:
        """ "The prefect also said:", "he told reporters on Tuesday", "this was announced by the mayor": no content in it."""
        head = clause.head
        if head.lemma.lower() in self._citing and self._only_cites(head):
            return True
        # "He went on:" introduces too, whatever its verb.
        leads_over = (
            sentence.tokens[-1].text == ":" and head is sentence.root and head.child("prt", "xcomp") is not None
        )
        if head.lemma.lower() not in self._reporting and not leads_over:
            return False
        if head.is_passive:
            subject = head.child("nsubjpass")
            return subject is not None and subject.lower in self._referring and head.child("agent") is not None
        if _ends_quotation(clause):
            return True
        subjects = [child for child in head.children if child.dep in SUBJECTS]
        asks = clause.words[-1].text == "?"
        if asks or len(subjects) != 1 or any(token.dep in ("acl", "relcl") for token in subjects[0].children):
            return False
        return all(
            child.dep in _FRAMING
            or (child.dep == "xcomp" and child.lemma.lower() in self._reporting and not child.child("dobj", "ccomp"))
            or (child.dep == "prep" and child.lower not in self._telling_of and child.child("pcomp") is None)
            or (child.dep in ("dobj", "dative", "prep") and self._hears(child.child("pobj") or child))
            for child in head.children
        )

    def _only_cites(self, head: Token) -> bool:
        """ "The site cites a post on the X feed", "refers to a statement by the ministry": what it holds stands elsewhere."""
        prep = head.child("prep")
        below = head.child("dobj") or (prep.child("pobj") if prep is not None else None)
        if below is None or below.lemma.lower() not in self._writings or below.child("acl", "relcl", "ccomp", "nummod"):
            return False
        behind = (child for child in below.children if child.dep == "prep")
        places = ((child.lower, child.child("pobj")) for child in behind)
        return all(
            word in self._issued_by
            or (
                where is not None
                and not self._published_on.isdisjoint(w.lemma.lower() for w in (where, *where.children))
            )
            for word, where in places
        )

    def _hears(self, token: Token) -> bool:
        return (token.pos == "PRON" and token.lower not in self._referring) or token.lemma.lower() in self._audience

    def _only_introduces(self, head: Token, under: Sequence[Token]) -> bool:
        """Whether a clause is nothing but the frame of a claim below: "I think", "it is possible", "he said"."""
        contents = [token for token in under if token.dep in ("ccomp", "csubj", "csubjpass", "acl")]
        # "Struck the depot, contradicting assurances that P": no frame of P.
        contents = [token for token in contents if token.head is head or token.head.dep != "advcl"]
        if not any(
            head in (token.head, token.head.head)
            or (token.head.dep == "xcomp" and head.predicate in token.head.ancestors())  # "it was wrong to say that P"
            for token in contents
        ):
            return False
        lemma = head.lemma.lower()
        if lemma in self._introducing:
            predicate = head.child("acomp", "attr", "oprd")
            finds = predicate.child("xcomp") if predicate is not None and predicate.lower in self._able else None
            if finds is not None and finds.child("ccomp") is not None and finds.lemma.lower() in self._establishing:
                return True  # "was able to establish that P"
            if predicate is None:
                subject = head.child("nsubj")
                named = subject is not None and subject.pos in ("NOUN", "PROPN")
                bare = (
                    subject is not None and subject.lemma.lower() in self._cues.nouns and subject.left >= subject.i - 1
                )
                return lemma not in self._equating or not named or bare  # "the fear is that …"
            word = predicate.lemma.lower()
            return any(
                word in words for words in (self._cues.adjectives, self._cues.nouns, self._being_so, self._untrue)
            )
        cue = self._cues.attributing(lemma) or self._cues.verb(lemma, "clause")
        return cue is not None and "clause" in cue.takes

    def _clause(self, head: Token, under: Sequence[Token], sentence: Sentence) -> Clause:
        """The words of a clause from its first to its last, less the clauses below it and what only links it."""
        # Without far remnants: gaps stay inside only where a clause was cut out between commas.
        pieces: list[list[Token]] = []
        frames = [frame for below in under if (frame := _participle_over(below, head)) is not None]
        frames += _strays(head)
        for word in sentence.subtree(head):
            if any(_is_taken(word, head, below) for below in (*under, *frames)):
                continue
            if pieces and word.i == pieces[-1][-1].i + 1:
                pieces[-1].append(word)
            else:
                pieces.append([word])
        subject = head.child(*SUBJECTS)
        said = (
            piece
            for piece in pieces
            # "Estonia, which shares the gulf, has not decided": a subject stays, be it one word.
            if head in piece or subject in piece or sum(word.pos != "PUNCT" for word in piece) > 1
        )
        words = [word for piece in said for word in piece]
        if head is not words[0] and len(words) > 2 and words[0].lower.isdecimal() and words[1].text in _NUMBERED:
            words = words[2:]  # "2) fees are waived"
        opens = words[0] is sentence.tokens[0] and len(words) > 1 and head is not words[0]
        if opens and words[0].text.replace(":", "").isdecimal() and ":" in words[0].text:
            # "17:30 About 1,000 soldiers", "18:02 – Greece": the hour of the entry
            sign = next((n for n in (1, 2) if n < len(words) and words[n].text in _AFTER_HOUR), 0)
            if words[sign + 1 : sign + 2] and words[sign + 1].text[0].isupper() and head not in words[: sign + 1]:
                words = words[sign + 1 :]
        place = words.index(head)
        clause = Clause(tuple(words[:place]), head, tuple(words[place + 1 :])).without(
            before=lambda word: self._only_leads(word, head), after=self._only_links
        )
        end = clause.words[-1].i + 1
        signs = [word.text for word in clause.words]
        open_bracket = any(signs.count(one) > signs.count(other) for one, other in _BRACKETS)
        ends = ("?", *(other for _, other in _BRACKETS)) if open_bracket else ("?",)
        closed = (word for word in sentence.between(end, end) if word.text in ends)
        return replace(clause, after=(*clause.after, *closed))

    def _only_leads(self, word: Token, head: Token) -> bool:
        """Whether a word at the beginning of a clause leads over to it: "and", "that", but not the "if" of its condition."""
        # "That date is no longer realistic", but not "that papers were handed out".
        picks = word.dep == "det" and word.head.tag in ("NN", "NNP")
        # "Informs the public that, as of 3 May, two are ill": of two subjects the first is none.
        doubled = (
            word.dep in SUBJECTS and word.head is head and len([c for c in head.children if c.dep in SUBJECTS]) > 1
        )
        if doubled and word.lower in self._empty and head.dep == "ccomp" and word.tag in ("IN", "WDT"):
            return True
        if word.lower in self._empty and word.dep not in SUBJECTS and not picks and head.dep == "ccomp":
            return True
        if word.lower in self._habitual and word.tag == "WRB" and head.dep == "advcl" and word.head is head:
            # "… when the ship ran aground", but not "when it comes".
            return any(
                one.tag == "VBD" for one in (head, *head.children) if one is head or one.dep in ("aux", "auxpass")
            )
        if word.dep == "mark":
            return word.head is head and (head.head is not head or word.lower in self._empty)
        own = word.dep in (*SUBJECTS, "det", "predet")  # "neither is airworthy", "neither side agreed"
        if (
            word.lower in self._turning
            and not own
            and word.i + 1 == min(child.i for child in (head, *head.children) if child.i > word.i)
        ):
            return not _is_turned(head)  # "nor did he speak"
        return word.dep in _LEADING or word.pos in ("PUNCT", "CCONJ") or not any(map(str.isalnum, word.text))

    def _only_links(self, word: Token) -> bool:
        """Whether a word at the end of a clause leads over to the clause that was cut off behind it."""
        if word.pos in ("PUNCT", "CCONJ", "SCONJ") or word.dep in ("cc", "mark"):
            return not any(map(str.isdecimal, word.text)) and (word.pos != "PUNCT" or not word.text[0].isalpha())
        if word.dep == "prep" and (below := word.child("pobj")) is not None:
            return below.i > word.i  # but not "what a bomb sounds like"
        degree = word.child("advmod")
        if degree is not None and degree.lower not in self._leading_over:
            return False  # "so far", but not "as far"
        return word.lower in self._leading_over and word.pos in ("ADV", "ADP")


def _tells_figures(clause: Token) -> bool:
    """Whether a clause of the past has a figure or a time of its own: "before it fell to 90"."""
    past = any(one.tag == "VBD" for one in (clause, *clause.children))
    return past and any(word.entity in _FIGURES for child in clause.children for word in (child, *child.children))


def is_marked(clause: Token, words: Collection[str]) -> bool:
    """Whether a clause opens with one of these conjunctions."""
    return any(child.dep == "mark" and child.lower in words for child in clause.children)


def _ends_quotation(clause: Clause) -> bool:
    """ "All of it," she said on Monday": behind words that state nothing, at the end of what somebody says."""
    mark = next((word for word in clause.words if word.text in _QUOTES), None)
    if mark is None or not mark.i < clause.head.i:
        return False
    said = [word for word in clause.words if word.i < mark.i]
    states = any(word.pos in ("VERB", "AUX", "NOUN", "PROPN", "NUM") for word in said)
    return bool(said) and not states and clause.head.child("ccomp") is None


def _rejects(head: Token, content: Token, events: Mapping[int, Event]) -> bool:
    """Whether a clause says nothing but that what is reported is not so: "denied reports of …", "reports of … were false"."""
    event = events.get(content.start)
    reason = next((step for step in event.steps if step.rule in _OPEN_OR_NOT), None) if event is not None else None
    if reason is None or content.dep not in (*REPORTED, *_TOLD) or _participle_over(content, head) is not None:
        return False
    by = reason.spans[0]
    if content.dep in _TOLD:
        # "Claims that … turned out to be untrue", "dismissed as baseless a report that …".
        within = any(child.start == by.start for child in content.head.children)
        return not within and head in (content.head.head, content.head.head.head)
    if head not in (content.head, content.head.head.head):
        return False
    return by.start == head.start or by.start > content.end  # but "a false report of … cleared the station"


def _reported(content: Token, sentence: Sentence) -> Clause:
    """ "Denied reports of a strike at the port", "denied the strike": the strike."""
    if content.dep == "dobj":
        words = list(sentence.subtree(content))
    else:
        words = list(sentence.between(content.head.i + 1, content.head.head.right))
    if content not in words:
        words = list(sentence.subtree(content))
    while words[-1].pos == "PUNCT" and words[-1] is not content:
        words.pop()
    place = words.index(content)
    return Clause(tuple(words[:place]), content, tuple(words[place + 1 :]))


def _is_taken(word: Token, head: Token, below: Token) -> bool:
    """Whether a word of a clause is one of a clause below it."""
    if not below.left <= word.i <= below.right:
        return False
    # Where the clause below stands on both sides of the head, not all that lies between its ends is its own.
    wraps = below.left <= head.i <= below.right
    return not wraps or word is below or any(above is below for above in word.ancestors())


def _participle_over(content: Token, head: Token) -> Token | None:
    """ "…, contradicting assurances that P": once P is a claim of its own, no more than whose word it is."""
    report = content.head
    # "Contradicting weeks of assurances that P" hangs P on the contradicting.
    verb = report if content.dep == "ccomp" and report.child("dobj") is not None else report.head
    frames = (
        content.dep in _TOLD and (verb is report or report.dep == "dobj") and verb.dep == "advcl" and verb.tag == "VBG"
    )
    return verb if frames and verb.head is head and verb.i > head.i else None


def _strays(head: Token) -> list[Token]:
    """Infinitives that a parser hangs on a relative clause: "to close the pool, which loses money, and to keep two open"."""
    verb: Token | None = head
    strays: list[Token] = []
    while verb is not None and verb.dep in ("relcl", "ccomp") and not verb.is_infinitive:
        strays += [child for child in verb.children if child.dep == "conj" and child.is_infinitive]
        verb = verb.child("ccomp")
    return strays


def _only_asks_where(token: Token) -> bool:
    """Whether a clause is a short question within another: "where we are", "how it was"."""
    first = next((child for child in token.children if child.i == token.left), token)
    told = token.child("attr", "acomp", "prep", "dobj", "ccomp", "xcomp", "advcl", "agent")
    return token.pos == "AUX" and first.tag == "WRB" and first.i < token.i and told is None


def _is_turned(head: Token) -> bool:
    """Whether the verb of a clause, or its auxiliary, stands before its subject."""
    verb, subject = head.child("aux", "auxpass") or head, head.child(*SUBJECTS)
    return subject is not None and verb.i < subject.left


def _is_set_off(token: Token) -> bool:
    """Whether a relative clause stands behind a comma or dash: it adds a statement rather than picks out the noun."""
    noun = token.head
    return any(child.pos == "PUNCT" and child.i < token.left and child.i > noun.i for child in noun.children) or any(
        child.pos == "PUNCT" and child.i <= token.left + 1 for child in token.children
    )  # fmt: skip


def _says_something(clause: Clause) -> bool:
    """Whether there is more in it than a word, a name, a date or a greeting."""
    head, words = clause.head, clause.words
    content = [
        word
        for word in words
        if word.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "PRON", "AUX")
        and any(map(str.isalnum, word.text))
    ]
    if any(word.text == "|" for word in words) and not any(word.pos in ("VERB", "AUX") for word in content):
        return False  # the row of a table
    if all(word.pos in ("PROPN", "NUM", "PRON") for word in content):
        return False
    verbal = head.pos in ("VERB", "AUX") or any(child.dep in (*SUBJECTS, "neg", "advmod") for child in head.children)
    return len(content) >= (2 if verbal else 3)


def _is_finite(token: Token) -> bool:
    """Whether a verb, or the auxiliary before it, bears a tense."""
    tensed = ("VBD", "VBZ", "VBP", "MD")
    return token.tag in tensed or any(c.dep in ("aux", "auxpass") and c.tag in tensed for c in token.children)
