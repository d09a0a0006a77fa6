"""Who holds which post of which body, as texts say it: “ministry spokeswoman X”, “X, head of Y”, “X, who chairs Y”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from tocsin.lexicon.language import Lexicon
from tocsin.model.party import Post
from tocsin.text.folding import folded

_TOKEN = re.compile(r"(?<![^\W_])[^\W\d_]\.|[^\W_]+(?:[-'’.](?=[^\W_])[^\W_]+)*['’]?|\n+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_INSIDE = (",", "-", "–", "'", "’", "(")
_QUOTES = frozenset('"“”„«»')
_INITIAL = re.compile(r"[^\W\d_]\.")
_BEFORE = 6
"""Words before a post that may tell its body."""
_AFTER = 8
"""Words behind a post in which its body and its holder stand."""
_PLAIN = 3
"""Words of a body without a capital."""
_NAME = range(2, 5)
"""Words of a person's name."""
_BACK = 60
"""Words before “its head, X” in which the body is named."""
_REMEMBERED = 1 << 16
"""Names of which the post is remembered."""


class _Token(NamedTuple):
    """A word or mark; `form` is what it is compared by, `is_first` that a sentence may begin with it."""

    written: str
    form: str
    is_first: bool

    @property
    def is_name(self) -> bool:
        """Whether it is written as names are."""
        return self.written[0].isupper()


class PostReader:
    """Finds posts in texts of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, parties, names = lexicon.table("posts"), lexicon.table("parties"), lexicon.table("sources")["names"]
        self._members = frozenset(folded(post).split()[-1] for post in table["members"] if " " not in post)
        self._member: str = table["member"]
        phrases = [tuple(folded(post).split()) for post in (*table["posts"], *table["members"])]
        self._posts = frozenset(phrase[-1] for phrase in phrases)
        self._double = frozenset(phrase for phrase in phrases if len(phrase) > 1)
        self._single = frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)
        self._deputies, self._past = frozenset(table["deputies"]), frozenset(table["past"])
        self._of, self._joints = frozenset(table["of"]), frozenset(table["joints"])
        self._articles = frozenset(parties["names"]["articles"])
        self._small = self._articles | self._of | frozenset(table["small"])
        self._titles = frozenset(title.rstrip(".") for title in parties["names"]["titles"])
        self._headed: dict[str, str] = table["bodies"]
        self._heads = frozenset(table["heads"])
        self.head: str = table["heads"][0]
        self._bodies = frozenset(
            (*parties["speakers"]["bodies"], *names["bodies"], *names["units"], *table["crews"], *self._headed.values())
        )
        self._is = frozenset(table["is"])
        self._heading, self._who = frozenset(table["heading"]), frozenset(table["who"])
        self._headed_since, self._has = frozenset(table["headed"]), frozenset(table["has"])
        self._its, self._owners = frozenset(table["its"]), frozenset(table["owners"])
        self._voices, self._ranks = frozenset(table["voices"]), frozenset(table["ranks"])
        self._speaks = frozenset(table["speaks"])
        self._seats: dict[str, str] = table["seats"]
        self._joint: str = table["of"][0]
        # A case asks these of each of its names, several times, and again with every document.
        self._known_office = lru_cache(_REMEMBERED)(self._office_of)
        self.posts_in_name = lru_cache(_REMEMBERED)(self.posts_in)

    def posts_in(self, text: str) -> tuple[Post, ...]:
        """The posts that a text says somebody holds, each once, in order."""
        tokens = self._tokens(text)
        found: dict[Post, None] = {}
        for at in range(len(tokens)):
            if self._is_post(tokens, at):
                found.update(dict.fromkeys(self._held(tokens, at)))
            elif at > 1 and self._is_heading(tokens, at):
                found.update(dict.fromkeys(self._heads_of(tokens, at)))
            elif at > 1 and tokens[at].form in self._of:
                found.update(dict.fromkeys(self._works_at(tokens, at)))
        return tuple(found)

    def _is_heading(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether a word is the verb of “X heads”, “X, who heads”, “X has headed”: who headed something did so once."""
        return tokens[at].form in self._heading or (
            tokens[at].form in self._headed_since and tokens[at - 1].form in self._has
        )

    def _heads_of(self, tokens: Sequence[_Token], at: int) -> Iterator[Post]:
        """“X, who chairs the union Y”, “X has chaired the union Y for years”."""
        start = at - (tokens[at - 1].form in self._has)
        is_told_beside = tokens[start - 1].form in self._who
        person = self._name_before(tokens, start - 1) if is_told_beside else self._run_before(tokens, start)
        body, end = self._phrase(tokens, at + 1, alone=True)
        if person is not None and body is not None and (is_told_beside or self._is_of_body(tokens[at + 1 : end])):
            yield Post(person=person, office=self.head, body=body)

    def _run_before(self, tokens: Sequence[_Token], at: int) -> str | None:
        """The name of a person that ends right before a place."""
        run: list[str] = []
        for token in reversed(tokens[max(0, at - _NAME.stop) : at]):
            if not self._is_of_name(token):
                break
            run.insert(0, token.written)
        return self._person(run)

    def _works_at(self, tokens: Sequence[_Token], at: int) -> Iterator[Post]:
        """“Ilse Brandt of the Roads Inspectorate”: somebody of a body, whose post is not told."""
        person = self._run_before(tokens, at)
        body, end = self._phrase(tokens, at + 1) if person is not None else (None, at)
        if person is not None and body is not None and self._is_of_body(tokens[at + 1 : end]):
            yield Post(person=person, office=self._member, body=body)

    def _is_of_body(self, words: Sequence[_Token]) -> bool:
        """Whether words name a body and no place: one of its nouns is among them, or several words of a name."""
        return any(map(self._is_body, words)) or (len(words) > 1 and all(word.is_name for word in words))

    def _is_body(self, token: _Token) -> bool:
        return _POSSESSIVE.sub("", token.form) in self._bodies

    def _tokens(self, text: str) -> list[_Token]:
        return [
            _Token(one, folded(one.rstrip(".")), not before[-1].isalnum() and before not in _INSIDE)
            for before, one in pairwise((".", *_TOKEN.findall(text)))
        ]

    def office_of(self, written: str) -> tuple[str, str | None] | None:
        """The post that a name consists of, and the body: “commander of the Guard”; None where it is no post alone."""
        return self._known_office(written)

    def _office_of(self, written: str) -> tuple[str, str | None] | None:
        tokens = list(dropwhile(lambda token: token.form in self._articles, self._tokens(written)))
        for at in range(len(tokens)):
            if not self._is_post(tokens, at):
                continue
            office, own, start = self._office(tokens, at)
            behind, end = self._behind(tokens, at + 1)
            if start == 0 and end == len(tokens) and tokens[at].form not in self._members:
                return office, self._body(own, tokens[at].form, behind)
        return None

    def rank(self, office: str) -> str:
        """A post by what it is to its body: each body has one head, whatever the post is called."""
        return self.head if office in self._heads else office

    def _held(self, tokens: Sequence[_Token], at: int) -> Iterator[Post]:
        """Who is said to hold the post that is named at a place."""
        office, own, start = self._office(tokens, at)
        if any(token.form in self._past for token in tokens[max(0, start - 2) : at]):
            return
        behind, end = self._behind(tokens, at + 1)
        for person, rest in (self._name_from(tokens, end), (self._name_before(tokens, start), end)):
            if person is not None:
                after = behind or self._behind(tokens, rest)[0]
                is_its = start > 0 and tokens[start].form in self._its
                if after is None and (is_its or (not own and office in self._voices)):
                    body = self._named_last(tokens, start)
                    yield Post(person=person, office=office, body=None if body == person else body)
                    return
                body = self._body(own, tokens[at].form, after)
                if tokens[at].form not in self._members or (body and self._is_of_body(self._tokens(body))):
                    yield Post(person=person, office=office, body=body)
                return

    def _named_last(self, tokens: Sequence[_Token], at: int) -> str | None:
        """The body that is named last before a place: “The Roads Inspectorate spoke first. …, its head, X, said”.

        What is no body by its words is one if a sentence begins with it: “Korwater, the owner, sees no danger”.
        """
        is_quoted = False
        for end in range(at - 1, max(-1, at - _BACK), -1):
            token = tokens[end]
            if token.written in _QUOTES:
                is_quoted = not is_quoted
            if is_quoted:
                continue
            if token.is_name and self._is_body(token):
                return " ".join(_POSSESSIVE.sub("", one.written) for one in tokens[self._first(tokens, end) : end + 1])
            if token.form in self._bodies and tokens[end + 1].is_name:
                # “The water company Korwater sees no danger. …, its spokeswoman X said.”
                named = list(takewhile(lambda one: one.is_name, tokens[end + 1 : at]))
                return " ".join(_POSSESSIVE.sub("", one.written) for one in named)
            if token.form in self._bodies:
                # “The health ministry sees no danger. …, spokeswoman X said.”
                first = self._first(tokens, end)
                is_noun = first == end and tokens[end - 1].written.islower() and tokens[end - 1].form.isalpha()
                first = self._first(tokens, end - 1) if is_noun and tokens[end - 1].form not in self._small else first
                return " ".join(_POSSESSIVE.sub("", one.written) for one in tokens[first : end + 1])
            if token.is_name and self._begins(tokens, self._first(tokens, end), end):
                return " ".join(one.written for one in tokens[self._first(tokens, end) : end + 1])
        return None

    def _begins(self, tokens: Sequence[_Token], first: int, end: int) -> bool:
        """Whether a sentence begins with a name: of several words, or followed by what it is, or by its saying something."""
        if not (tokens[first].is_first or (first > 0 and tokens[first - 1].is_first)) or tokens[end + 1].is_name:
            return False
        is_told = tokens[end + 1].written == "," and tokens[end + 2].form in self._articles
        return first < end or is_told or tokens[end + 1].form in self._speaks

    def _first(self, tokens: Sequence[_Token], end: int) -> int:
        """Where the words of a name begin that end at a place."""
        while end and tokens[end - 1].is_name and tokens[end - 1].form not in self._articles:
            end -= 1
        return end

    def _is_post(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether a post is named at a place; one of two words is at its second."""
        form = tokens[at].form
        if form not in self._single and (not at or (tokens[at - 1].form, form) not in self._double):
            return False
        return (form, tokens[at + 1].form if at + 1 < len(tokens) else "") not in self._double

    def _office(self, tokens: Sequence[_Token], at: int) -> tuple[str, list[_Token], int]:
        """The post that is named at a place, the words before it that may tell its body, and where they begin."""
        start = self._start(tokens, at)
        before = list(tokens[start:at])
        deputy = [token.form for token in before if token.form in self._deputies]
        # "The country's health minister" is the health minister.
        own = [
            token for token in before
            if token.form not in (*self._deputies, *self._articles)
            and _POSSESSIVE.sub("", token.form) not in self._owners
        ]  # fmt: skip
        double = [own.pop().form] if own and (own[-1].form, tokens[at].form) in self._double else []
        is_headed = tokens[at].form in self._headed
        while len(own) > 1 and own[-1].written.islower() and not self._tells(own[-1]) and not is_headed:
            # “the works' technical director”; but “Korvania's health minister” heads its health ministry.
            own.pop()
        return " ".join((*deputy, *double, tokens[at].form)), own, start

    def _start(self, tokens: Sequence[_Token], at: int) -> int:
        """Where the words begin that stand before a post and belong to it."""
        start = at
        while start > max(0, at - _BEFORE):
            token = tokens[start - 1]
            form = _POSSESSIVE.sub("", token.form)
            known = token.form in self._deputies or form in self._bodies | self._owners or token.is_name
            # The words between a body's noun and the post: “coast guard commander”, “health ministry's chief”.
            lower = token.written.islower() and token.form.isalpha() and token.form not in self._articles | self._of
            if not (known or (lower and start == at)) or not token.written[0].isalpha():
                break
            start -= 1
        return start

    def _body(self, before: Sequence[_Token], post: str, behind: str | None) -> str | None:
        """The body that the words before a post, and those behind “of”, tell."""
        words = [_POSSESSIVE.sub("", word.written) for word in before]
        headed = self._headed.get(post)
        if headed is not None:
            return " ".join([*words, *([behind] if behind else []), headed]) if words or behind else None
        if post in self._seats and behind is None and not any(map(self._is_body, before)):
            return " ".join([*(one for one in words if one[0].isupper()), self._seats[post]])
        is_body = any(
            _POSSESSIVE.sub("", word.form) in self._bodies or (word.is_name and not word.is_first) for word in before
        )
        if not is_body:
            return behind
        return " ".join(words) if behind is None else f"{' '.join(words)} {self._joint} {behind}"

    def _behind(self, tokens: Sequence[_Token], at: int) -> tuple[str | None, int]:
        """The body behind “of”, and where it ends."""
        if at >= len(tokens) or tokens[at].form not in self._of:
            return None, at
        return self._phrase(tokens, at + 1)

    def _phrase(self, tokens: Sequence[_Token], begin: int, *, alone: bool = False) -> tuple[str | None, int]:
        """The body that is named at a place, and where it ends; if it stands `alone`, no person is named behind it."""
        at = begin - 1
        end = begin
        last = end
        while end < min(len(tokens), at + 1 + _AFTER):
            token = tokens[end]
            is_noun = _POSSESSIVE.sub("", token.form) in self._bodies
            if token.is_name or is_noun:
                end += 1
                last = end
                # “commander of the Coast Guard Ilse Brandt”: behind the body's noun comes a name.
                if not alone and is_noun and self._name_from(tokens, end)[0] is not None and self._ends(tokens, end):
                    break
            elif (
                token.form in (self._of if alone else self._joints)
                or token.form in self._articles
                or (token.written.islower() and (last == at + 1 or self._qualifies(tokens, end)))
            ):
                end += 1
            else:
                break
        if last == at + 1:
            # “head of civil protection, X”
            is_whole = end < len(tokens) and not tokens[end].written[0].isalnum() and end - at - 1 <= _PLAIN
            last = end if is_whole else last
        words = list(dropwhile(lambda word: word.form in self._articles, tokens[at + 1 : last]))
        name = next((number for number, word in enumerate(words) if word.is_name), 0)
        noun = next((number for number, word in enumerate(words[:name]) if self._is_body(word)), None)
        if name and noun is None:
            # “of the harbour builder Weir Works”
            words = list(dropwhile(lambda word: not self._tells(word), words))
        elif noun is not None and noun + 1 == name:
            words = words[noun:]  # “the water company Korwater”
        return (" ".join(word.written for word in words), last) if words else (None, at)

    def _qualifies(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether a word stands right before the noun of a body: “the Austrian border guards”."""
        return tokens[at].form.isalpha() and at + 1 < len(tokens) and self._is_body(tokens[at + 1])

    def _tells(self, word: _Token) -> bool:
        """Whether a body's name can begin with a word."""
        return word.is_name or _POSSESSIVE.sub("", word.form) in self._bodies

    def _ends(self, tokens: Sequence[_Token], at: int) -> bool:
        """Whether the words that follow are no longer the body's: no body's noun is among them."""
        run = tokens[at : at + _NAME.stop]
        return not any(_POSSESSIVE.sub("", token.form) in self._bodies for token in run if token.is_name)

    def _name_from(self, tokens: Sequence[_Token], at: int) -> tuple[str | None, int]:
        """The name of a person that begins at a place, behind a comma, a title or nothing, and where it ends."""
        is_title = False
        while at < len(tokens) and (
            tokens[at].written == ","
            or (is_title and tokens[at].written == ".")
            or tokens[at].form in self._titles
            or self._is_rank(tokens, at)
        ):
            is_title = tokens[at].written not in (",", ".")
            at += 1
        run: list[str] = []
        while at < len(tokens) and len(run) < _NAME.stop and self._is_of_name(tokens[at]):
            run.append(_POSSESSIVE.sub("", tokens[at].written))
            at += 1
        return self._person(run), at

    def _is_rank(self, tokens: Sequence[_Token], at: int) -> bool:
        """“The commander of the Guard, General X”."""
        return tokens[at].is_name and tokens[at].form in self._ranks and at > 0 and tokens[at - 1].written == ","

    def _name_before(self, tokens: Sequence[_Token], start: int) -> str | None:
        """The name of a person in front of a post: “Ilse Brandt, the …”, “Ilse Brandt is the …”."""
        at = start - 1
        while at >= 0 and (tokens[at].form in self._articles or tokens[at].form in self._past):
            at -= 1
        if at < 0 or not (tokens[at].written == "," or tokens[at].form in self._is):
            return None
        at -= 1
        run: list[str] = []
        while at >= 0 and len(run) < _NAME.stop and self._is_of_name(tokens[at]):
            run.insert(0, tokens[at].written)
            at -= 1
        return self._person(run)

    def _is_of_name(self, token: _Token) -> bool:
        is_word = token.is_name and token.form not in self._posts and token.form not in self._bodies
        return is_word and (not token.written.endswith(".") or _INITIAL.fullmatch(token.written) is not None)

    def _person(self, run: list[str]) -> str | None:
        while run and folded(run[0].rstrip(".")) in self._titles:
            run.pop(0)
        return " ".join(run).rstrip(".") if len(run) in _NAME else None


@cache
def post_reader(lexicon: Lexicon) -> PostReader:
    """The reader that knows a language, made once."""
    return PostReader(lexicon)
