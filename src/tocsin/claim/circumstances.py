"""What the words around a figure say about it: of what and whose it is, whether it is a total, where it holds, and when."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from tocsin.claim.allotment import allotted
from tocsin.claim.body_sizes import BodySizes
from tocsin.claim.figure_words import figure_word, verbs_above
from tocsin.claim.movements import MovementReader
from tocsin.claim.passages import Passage, Passages
from tocsin.claim.status import StatusReader
from tocsin.claim.times import joined
from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import Nation, nations
from tocsin.model.claim import Claim
from tocsin.model.parse import Token
from tocsin.model.place import Place
from tocsin.model.quantity import Owner, OwnerRule, Quantity, Thing, ThingRule
from tocsin.model.reading import Reading
from tocsin.model.reason import Reason
from tocsin.model.span import Span, SpanIndex
from tocsin.model.time import TimeType

MOST = 50
"""Figures of a claim, and names and claims of a sentence, that are looked at: what only looks like one must not cost much."""
WORDS_BACK = 100
"""Words of a sentence in which it is sought what a figure goes back to."""
WORDS_BEFORE, WORDS_BEHIND = 10, 2
"""Words between a figure that has no noun and the word that tells what it counts, at most."""
MODIFIERS = 3
"""Words right before a noun in which what is said of it stands."""
_TIMES = ("DATE", "TIME")
_CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")


class CircumstanceReader:
    """Completes the figures of claims in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        phrase, words = lexicon.table("counted")["phrase"], lexicon.table("quantities")
        self._things, self._measures, self._nations = counted_things(lexicon), Measures(lexicon), nations(lexicon)
        self._status, self._movements = StatusReader(lexicon), MovementReader(lexicon)
        self._separators = frozenset(lexicon.table("counted")["allotment"]["separators"])
        self._where, self._reach = frozenset(phrase["where"]), int(phrase["reach"])
        self._of = frozenset(words["nouns"]["of"])
        self._articles = frozenset(lexicon.table("parties")["names"]["articles"])
        self._totals = [tuple(one.split()) for one in words["totals"]["words"]]
        self._total_words = frozenset(one[0] for one in self._totals)
        self._up_to = [tuple(one.split()) for one in words["totals"]["up_to"]]
        self._changes = frozenset(words["measures"]["changes"])
        self._increments = frozenset(words["increments"]["words"])
        self._not_before = frozenset(words["increments"]["not_before"])
        self._sizes = BodySizes(lexicon)
        self._befallen = frozenset(self._things.class_measures)

    def read(self, claims: Sequence[Claim], reading: Reading) -> tuple[Claim, ...]:
        """All claims of a document, in order, with what the words around their figures tell."""
        if not any(claim.quantities for claim in claims):
            return tuple(claims)
        sources = SpanIndex((span, True) for one in reading.cited for span in one.source)
        document = _Document(Passages(claims, reading.sentences), sources, reading)
        return tuple(self._completed(claim, document) if claim.quantities else claim for claim in claims)

    def _completed(self, claim: Claim, document: "_Document") -> Claim:
        here = document.passages.of(claim).words
        clause = here[bisect_left(here, claim.start, key=_start) : bisect_left(here, claim.end, key=_start)]
        told = next((measure for word in clause if (measure := self._measures.named(word.lower))), None)
        total = self._total(claim, clause, here)
        made = []
        for quantity in self._allotted(claim, document):
            if quantity.unit is None or quantity.unit in self._things.counters:
                quantity = self._summed(replace(quantity, clause_measure=told), claim, clause, total, document)
                quantity = self._counted(quantity, claim, clause, document)
                quantity = replace(quantity, owners=(*quantity.owners, *self._owners(quantity, claim, document)))
                quantity = self._dated(self._placed(quantity, claim, document), claim, document)
            elif quantity.measure is not None:
                quantity = self._summed(quantity, claim, clause, total, document)
            made.append(self._told(quantity, claim, document))
        own = [quantity.time for quantity in made if quantity.time is not None]
        # "Fell to 12 last year from 40 the year before" tells of last year.
        days = [one.earliest for one in own if one.earliest is not None]
        in_order = days == sorted(days)
        time = joined(own) if len(set(own)) > 1 and claim.time in own and in_order else claim.time
        return replace(claim, time=time, quantities=(*made, *claim.quantities[MOST:]))

    def _allotted(self, claim: Claim, document: "_Document") -> list[Quantity]:
        """The figures with the times and places that are theirs and no other's."""
        return allotted(
            claim.quantities[:MOST], document.passages.of(claim).sentence.tokens, claim.span, places=claim.places,
            times=document.reading.times, separators=self._separators,
        )  # fmt: skip

    def _told(self, quantity: Quantity, claim: Claim, document: "_Document") -> Quantity:
        """The figure with its status, and where what it counts moved."""
        words = document.passages.of(claim).words
        word = figure_word(quantity, words)
        if word is None:
            return quantity
        time = quantity.time or claim.time
        published = document.reading.document.published
        status = self._status.read(quantity, word, words, kind=claim.kind, time=time, published=published)
        moved_from, moved_to = self._movements.ends(quantity, word, document.reading.places)
        return replace(quantity, status=status, moved_from=moved_from, moved_to=moved_to)

    # --- whether it is a total -----------------------------------------------------------------------------------

    def _summed(
        self, quantity: Quantity, claim: Claim, clause: Sequence[Token], total: Span | None, document: "_Document"
    ) -> Quantity:
        """Whether the figure is a total up to a day, or what a day or a period brought."""
        if quantity.increment is not None or quantity.measure in self._changes:
            return quantity  # by how much a toll rose is no toll
        for n in range(max(0, bisect_left(clause, quantity.start, key=_start) - 1), len(clause)):
            if clause[n].start >= quantity.end:
                break
            after = clause[n + 1].lower if n + 1 < len(clause) else ""
            if clause[n].lower in self._increments and after not in self._not_before:
                return _noted(quantity, "quantity.increment", clause[n].span, document, increment=True)
        if total is not None:
            return _noted(quantity, "quantity.total", total, document, increment=False)
        measure, time = quantity.measure or quantity.clause_measure, claim.time
        bounded = time is not None and time.earliest is not None and time.latest is not None
        # The stamp of a post is no more of its figures than the day of publication is.
        stamped = time is not None and claim.said is not None and time.start == claim.said.start
        if time is None or stamped or not bounded or measure is None or self._measures.is_level(measure):
            return quantity
        return _noted(quantity, "quantity.increment", time.span, document, increment=True)

    def _total(self, claim: Claim, clause: Sequence[Token], here: Sequence[Token]) -> Span | None:
        """The words that make totals of the figures of a claim: anywhere in its clause, or right before its time."""
        first = bisect_left(here, claim.start, key=_start)
        # The clause may have been cut inside of a phrase: "so | far".
        words = [word.lower for word in here[first : first + len(clause) + max(map(len, self._totals))]]
        for n in (n for n, word in enumerate(words[: len(clause)]) if word in self._total_words):
            for phrase in self._totals:
                if tuple(words[n : n + len(phrase)]) == phrase:
                    return Span(here[first + n].start, here[first + n + len(phrase) - 1].end)
        time = claim.time
        if time is None or time.latest is None:
            return None
        if time.earliest is None:
            return time.span
        at = bisect_left(here, time.start, key=_start)
        before = here[max(0, at - 4) : at]
        lead = [word.lower for word in before if word.lower not in self._articles or word is not before[-1]]
        return time.span if any(tuple(lead[-len(phrase) :]) == phrase for phrase in self._up_to) else None

    # --- what is counted -----------------------------------------------------------------------------------------

    def _counted(self, quantity: Quantity, claim: Claim, clause: Sequence[Token], document: "_Document") -> Quantity:
        """The things counted: where the figure's own noun says nothing, those that the words near it tell."""
        things = quantity.things
        if not things or things[0].head in self._things.generic:
            word = figure_word(quantity, document.passages.of(claim).words)
            body = self._sizes.body(quantity, word) if word is not None and not things else None
            if body is not None:
                thing, noun = body
                modifiers = self._modifiers(clause, bisect_left(clause, noun.start, key=_start))
                return replace(quantity, things=(Thing(head=thing, modifiers=modifiers, by=ThingRule.BODY),))
            befallen = things and quantity.measure in self._befallen
            near = tuple(self._whose(word)) if word is not None and befallen else ()
            return replace(quantity, things=(*things, *(near or self._near(quantity, word, claim, clause))))
        if things[0].by is ThingRule.NOUN or things[0].modifiers:
            return quantity
        # What "of them" stands for was told in full where it was spoken of before.
        here = document.passages.of(claim).words
        at = bisect_left(here, quantity.start, key=_start)
        for words in (here[max(0, at - WORDS_BACK) : at], *(one.words for one in document.passages.before(claim))):
            for at in range(len(words) - 1, max(-1, len(words) - 1 - WORDS_BACK), -1):
                if self._things.form(words[at].lower) == things[0].head:
                    modifiers = self._modifiers(words, at)
                    if modifiers:
                        return replace(quantity, things=(replace(things[0], modifiers=modifiers),))
        return quantity

    def _whose(self, noun: Token) -> Iterator[Thing]:
        """Those whom the noun of a figure befell, where it says so: "41 deaths of children"."""
        for led in noun.children:
            group = led.child("pobj") if led.lower in self._of else None
            if group is not None and group.pos == "NOUN":
                yield Thing(head=self._things.form(group.lower), by=ThingRule.NEAR)

    def _near(self, quantity: Quantity, figure: Token | None, claim: Claim, words: Sequence[Token]) -> Iterator[Thing]:
        """The nouns before a figure, the nearest first, then those right behind it, with no other figure between.

        Not those who count ("the brigade counted eight dead"), nor where it befell them.
        """
        middle = bisect_left(words, quantity.start, key=_start)
        first = max(0, middle - WORDS_BEFORE - MODIFIERS)
        words, at = words[first : middle + WORDS_BEHIND + 1], middle - first
        others = [one.start for one in claim.quantities[: MOST + 1] if one.start != quantity.start]
        named = {n for one in self._nations.named([word.text for word in words]) for n in range(one.first, one.end)}
        for n in (*range(at - 1, max(-1, at - WORDS_BEFORE - 1), -1), *range(at, len(words))):
            word, form = words[n], self._things.form(words[n].lower)
            if word.pos not in ("NOUN", "PROPN") or n in named or quantity.start <= word.start < quantity.end:
                continue
            if quantity.measure in self._befallen and (self._tells(word, figure) or self._is_circumstance(word)):
                continue
            if form in self._things.generic or self._measures.named(word.lower) is not None or word.entity in _TIMES:
                continue
            low, high = sorted((word.start, quantity.start))
            if not any(low < other < high for other in others):
                yield Thing(head=form, modifiers=self._modifiers(words, n), by=ThingRule.NEAR)

    def _tells(self, word: Token, figure: Token | None) -> bool:
        """Whether a noun is the subject of a verb that has the figure for its object, or a part of it."""
        verb = next((verb for verb, _ in verbs_above(figure)), None) if figure is not None else None
        subject = verb.child("nsubj") if verb is not None else None
        if verb is None or subject is None or verb.child("dobj") is None:
            return False
        return word is subject or subject in word.ancestors()

    def _is_circumstance(self, word: Token) -> bool:
        return word.dep == "pobj" and (word.head.lower in self._where or word.entity in _TIMES)

    def _modifiers(self, words: Sequence[Token], at: int) -> tuple[str, ...]:
        """What the words right before a noun say of it, as forms."""
        found: list[str] = []
        for word in reversed(words[max(0, at - MODIFIERS) : at]):
            if word.pos not in _CONTENT:
                break
            form = self._things.form(word.lower)
            told = self._measures.named(word.lower) is not None or form in self._things.neutral
            if not told and not any(self._nations.named([word.text])):
                found.insert(0, form)
        return tuple(found)

    # --- whose it is ---------------------------------------------------------------------------------------------

    def _owners(self, quantity: Quantity, claim: Claim, document: "_Document") -> Iterator[Owner]:
        """Whose the things are, as far as their own phrase does not tell: the surest first."""
        if any(owner.country for owner in quantity.owners):
            return
        measure, action = quantity.measure or quantity.clause_measure, claim.event
        actors = list(self._nations.named((action.actor or "").split())) if action else []
        if measure in self._measures.owned and actors:
            yield from _each(actors, OwnerRule.LOSS)
            return
        # Whoever destroys is not whom it befalls.
        doers = {one.country for one in actors} if measure in self._measures.harms else set()
        here = document.passages.of(claim)
        # On whose word it stands does not tell whose the things are.
        known = self._mentions(here, document, doers)
        mentions = [one for one in known if not document.sources.covering(here.words[one.first].span)]
        acted_on = list(self._nations.named((action.object or "").split())) if action else []
        inside = [one for one in mentions if claim.span.covers(here.words[one.first].span)]
        yield from _each([*inside, *(one for one in acted_on if one.country not in doers)], OwnerRule.CLAUSE)
        heads = {form for one in quantity.things for form in (one.head, *self._things.wholes.get(one.head, ()))}
        near = self._right_before(mentions, heads, here)
        yield from _each(near, OwnerRule.SENTENCE)
        for passage in () if near else document.passages.before(claim):
            near = self._right_before(self._mentions(passage, document, doers), heads, passage)
            if near:
                yield from _each(near, OwnerRule.BEFORE)
                return

    def _mentions(self, passage: Passage, document: "_Document", doers: Collection[str]) -> list[Nation]:
        """The countries that a sentence names as anything but a place or one who harms."""
        if passage.number not in document.mentions:
            found = document.mentions[passage.number] = []
            for nation in self._nations.named([word.text for word in passage.words]):
                before = (word.lower for word in reversed(passage.words[: nation.first]))
                is_place = next((word for word in before if word not in self._articles), "") in self._where
                # "Upper Austria" is a place in Austria and no owner.
                is_place = is_place or bool(document.divisions.covering(passage.words[nation.first].span))
                if not is_place and len(found) < MOST:
                    found.append(nation)
        return [nation for nation in document.mentions[passage.number] if nation.country not in doers]

    def _right_before(self, mentions: Iterable[Nation], heads: Collection[str], passage: Passage) -> list[Nation]:
        """Those named right before the thing, or before a word for what befell it."""
        return [
            nation for nation in mentions
            if any(
                self._things.form(word.lower) in heads or self._measures.named(word.lower) is not None
                for word in islice(passage.words, nation.end, nation.end + self._reach)
            )
        ]  # fmt: skip

    # --- where and when ------------------------------------------------------------------------------------------

    def _placed(self, quantity: Quantity, claim: Claim, document: "_Document") -> Quantity:
        """Where a figure holds whose own claim does not tell: the places of its sentence, or of one before it."""
        countries = {owner.country for owner in quantity.owners if owner.country}
        if any(_tells_where(place, countries) for place in claim.places):
            return quantity
        beside = [one for one in document.passages.of(claim).claims[:MOST] if one is not claim]
        places: list[Place] = []
        for claims in (beside, *(passage.claims for passage in document.passages.before(claim))):
            places += (place for one in reversed(claims[:MOST]) for place in one.places)
            if any(_tells_where(place, countries) for place in places):
                break
        if not places:
            return quantity
        # The choice of a place has its reasons where it is named.
        bare = tuple(replace(place, reasons=(), runners_up=(), confidence=None, dispute=None) for place in places)
        spans = tuple(Span(place.start, place.end) for place in places)
        facts = {"places": tuple(dict.fromkeys(place.name for place in places))}
        reason = Reason(rule="quantity.place_by_context", facts=facts, spans=spans)
        return replace(quantity, context_places=bare, reasons=(*quantity.reasons, reason))

    def _dated(self, quantity: Quantity, claim: Claim, document: "_Document") -> Quantity:
        """When a figure holds that lasted some time, without saying when."""
        time = claim.time
        if time is None or time.type is not TimeType.DURATION or time.earliest is not None or time.latest is not None:
            return quantity
        days = document.passages.days_between(claim)
        reason = Reason(rule="quantity.days_by_context", spans=(time.span,))
        return replace(quantity, context_days=days, reasons=(*quantity.reasons, reason)) if days else quantity


class _Document:
    """What the figures of a document may go back to; `mentions` holds the countries of each passage that was looked at."""

    def __init__(self, passages: Passages, sources: SpanIndex[bool], reading: Reading) -> None:
        self.passages, self.sources, self.reading, self.text = passages, sources, reading, reading.document.text
        self.mentions: dict[int, list[Nation]] = {}
        self.divisions = SpanIndex(
            (Span(place.start, place.end), place)
            for place in reading.places if place.type not in (None, "country") and " " in place.name
        )  # fmt: skip


def _start(word: Token) -> int:
    return word.start


def _noted(quantity: Quantity, rule: str, span: Span, document: _Document, *, increment: bool) -> Quantity:
    reason = Reason(rule=rule, facts={"words": document.text[span.start : span.end]}, spans=(span,))
    return replace(quantity, increment=increment, reasons=(*quantity.reasons, reason))


def _each(nations: Iterable[Nation], rule: OwnerRule) -> Iterator[Owner]:
    """Each country once."""
    for nation in {one.country: one for one in nations}.values():
        yield Owner(name=nation.name, country=nation.country, by=rule)


def _tells_where(place: Place, owners: Collection[str]) -> bool:
    """Whether a place tells where something is: the country whose it is only tells whose."""
    return place.country is None or place.country not in owners or place.type != "country"
