"""Ties that claims report: a tie from a claim stays a claim, with who says so, how surely, since when, and its passage."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from tocsin.lexicon.language import Lexicon, languages, lexicon_for
from tocsin.model.exposure import Passage, Stake, Term, Tie, TieKind, VagueDay
from tocsin.model.frame import ACTOR
from tocsin.model.kind import Kind
from tocsin.model.query import ClaimClues, Report

_LONGEST = 12
"""Words of a name: what is longer is a clause."""
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_WORD = re.compile(r"\S+")
_PRONOUN = re.compile(r"(?i)^(?:it|they|he|she|this|that|these|those|we|i|you|who|which)$")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Words that report a tie, compiled."""

    kind: TieKind
    phrases: tuple[str, ...]
    words: re.Pattern[str]
    leads: tuple[re.Pattern[str] | None, ...]
    needs: tuple[str, ...]
    turned: bool


class TieReader:
    """Finds ties in claims of one language, by the words of `exposure.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("exposure")
        self._patterns = [_pattern(one) for one in table["ties"]]
        self._any = re.compile("|".join(f"(?:{one.words.pattern})" for one in self._patterns), re.IGNORECASE)
        names = table["names"]
        self._before, self._ends = frozenset(names["before"]), frozenset(names["ends"])
        self._helpers = frozenset(names["helpers"])
        # “Mechanics of the …”: the body that they are of counts.
        people = "|".join(map(re.escape, names["people"]))
        self._people = re.compile(rf"(?i:^(?:\w+ )?(?:{people}) (?:of|at|from) (?:the )?)(?=[A-ZА-ЯЁІЎЇЄ\d])")
        self._share: Mapping[str, Sequence[str]] = table["share"]

    @property
    def phrases(self) -> frozenset[tuple[str, ...]]:
        """Phrases of which one stands in every claim that reports a tie, by their words."""
        return frozenset(
            tuple(phrase.lower().split()) for pattern in self._patterns for phrase in pattern.phrases
        )  # fmt: skip

    def may_report(self, text: str) -> bool:
        """Whether the words of a claim alone allow that it reports a tie: somebody stands behind words that report one."""
        text = " ".join(text.split())
        return self._any.search(text) is not None and any(
            self._name_behind(text[match.end() :], pattern) is not None
            for pattern in self._patterns for match in pattern.words.finditer(text)
        )  # fmt: skip

    def ties_in(self, report: Report) -> Iterator[Tie]:
        """The ties that a claim reports; its names are those of the text, to be resolved by the caller."""
        claim = report.claim
        text = " ".join(claim.text.split())
        if claim.kind is not Kind.STATEMENT or not self._any.search(text):
            return
        found: set[tuple[str, str]] = set()
        for pattern in self._patterns:
            for match in pattern.words.finditer(text):
                source = self._name_before(text[: match.start()], report)
                target = self._name_behind(text[match.end() :], pattern)
                if source is None or target is None or source == target or (source, target) in found:
                    continue
                found.add((source, target))
                one, other = (target, source) if pattern.turned else (source, target)
                stake = self._stake(text) if pattern.kind in (TieKind.OWNS, TieKind.VOTES) else None
                passage = Passage(
                    claim=claim.id,
                    document=report.document,
                    text=text,
                    source=(claim.sources or report.names or (None,))[-1],
                )
                yield Tie(
                    id=f"{claim.id[:12]}-{len(found)}", source=one, target=other, kind=pattern.kind, stake=stake,
                    term=_term(report), certainty=claim.factuality, passages=(passage,),
                )  # fmt: skip
                break

    def _name_before(self, text: str, report: Report) -> str | None:
        """Who stands before the words, without what helps the verb; a pronoun stands for whom the text means by it."""
        words = text.replace(",", " , ").split()
        while words and words[-1].lower() in self._helpers:
            words.pop()
        if "," in words:
            words = words[: words.index(",")] if words[-1] == "," else words[len(words) - words[::-1].index(",") :]
        name = self._bare(words)
        frame = report.claim.frame
        if (not name or _PRONOUN.match(name)) and frame is not None:
            meant = next((one.name for one in frame.fillers if one.role == ACTOR and one.name), None)
            name = self._bare(meant.split()) if meant else ""
        return name if _is_name(name) else None

    def _name_behind(self, text: str, pattern: _Pattern) -> str | None:
        if pattern.needs and not any(re.search(rf"\b{re.escape(one)}\b", text) for one in pattern.needs):
            return None
        for lead in pattern.leads:
            if lead is None:
                rest = re.sub(
                    rf"^.*?(?:{'|'.join(map(re.escape, self._share['units']))}) (?:of|in) ", "", text.strip(), count=1
                )
                rest = re.sub(r"(?i)^(?:.*?\b(?:stake|share|shares|majority|half|all)\b (?:of|in) )", "", rest, count=1)
            else:
                match = lead.search(text)
                if match is None:
                    continue
                rest = text[match.end() :]
            words: list[str] = []
            for word in _WORD.findall(rest):
                bare = word.rstrip(",;:.")
                if bare.islower() and bare in self._ends:
                    break
                words.append(bare if bare != "No" else word)
                if word != bare and not word.startswith("No."):
                    break
            name = self._bare(words)
            if _is_name(name):
                return name
        return None

    def _bare(self, words: Sequence[str]) -> str:
        kept = [word for word in words if word != ","]
        while kept and kept[0].lower() in self._before:
            kept = kept[1:]
        name = " ".join(kept)
        return self._people.sub("", name)

    def _stake(self, text: str) -> Stake | None:
        """How much is owned, by the words of the claim; None where they do not tell."""
        lower, words = text.lower(), self._share
        units = "|".join(map(re.escape, words["units"]))
        several = re.search(rf"{_NUMBER}\s*(?:{units})?\s*(?:-|–|to|and)\s*{_NUMBER}\s*(?:{units})", lower)
        one = re.search(rf"{_NUMBER}\s*(?:{units})", lower)
        if several:
            ends = [Decimal(several[at].replace(",", ".")) for at in (1, 2)]
        elif one:
            number = Decimal(one[1].replace(",", "."))
            before = lower[: one.start()].rstrip()
            ends = [number, number]
            if any(before.endswith(word) for word in words["more"]):
                ends = [number, Decimal(100)]
            elif any(before.endswith(word) for word in words["less"]):
                ends = [Decimal(0), number]
        elif any(word in lower for word in words["whole"]):
            ends = [Decimal(100), Decimal(100)]
        elif any(word in lower for word in words["half"]):
            ends = [Decimal(50), Decimal(50)]
        elif any(word in lower for word in words["majority"]):
            ends = [Decimal(50), Decimal(100)]
        else:
            return None
        return Stake(ends[0], ends[1]) if 0 <= ends[0] <= ends[1] <= 100 else None


def clues() -> ClaimClues:
    """What every claim that reports a tie, in any language, has one of."""
    return ClaimClues(phrases=frozenset().union(*(reader.phrases for reader in _readers())))


def may_report(text: str) -> bool:
    """Whether the words of a claim alone allow that it reports a tie, in any language."""
    return any(reader.may_report(text) for reader in _readers())


@cache
def _readers() -> tuple[TieReader, ...]:
    return tuple(reader for language in languages() if (reader := _reader(language)) is not None)


def ties_of(reports: Iterable[Report]) -> Iterator[Tie]:
    """The ties that claims report, in the order of the claims."""
    for report in reports:
        reader = _reader(report.language)
        if reader is not None:
            yield from reader.ties_in(report)


@cache
def _reader(language: str | None) -> TieReader | None:
    lexicon = lexicon_for(language)
    return TieReader(lexicon) if (lexicon.folder / "exposure.toml").exists() else None


def _pattern(one: Mapping[str, Any]) -> _Pattern:
    words = "|".join(re.escape(word) for word in sorted(one["words"], key=len, reverse=True))
    leads = tuple(
        re.compile(rf"\b{re.escape(lead)} (?=(?:the |a |an )?\S*[A-ZА-ЯЁІЎЇЄ\d])") if lead else None
        for lead in one["to"]
    )
    return _Pattern(
        TieKind(one["kind"]),
        tuple(one["words"]),
        re.compile(rf"\b(?:{words})\b"),
        leads,
        tuple(one.get("needs", ())),
        one.get("turned", False),
    )


def _is_name(name: str) -> bool:
    return (
        bool(name)
        and len(name.split()) <= _LONGEST
        and any(char.isupper() for char in name)
        and any(map(str.isalpha, name))
    )


def _term(report: Report) -> Term:
    """When a tie holds, by its claim: on the day that it names, or from the day of publication on.

    What was done within a month was surely done after its first day; that the other was listed on that day is what counts.
    """
    time = report.claim.time
    if time is not None and time.earliest is not None and time.latest is not None:
        day = VagueDay(time.earliest, time.earliest)
        after = time.earliest + timedelta(days=1)
        return Term(day, VagueDay(after, after))
    if report.published is not None:
        return Term(VagueDay(report.published, report.published))
    return Term()
