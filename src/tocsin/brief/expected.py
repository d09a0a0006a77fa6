"""What each passage of a brief must state, computed from the records alone: the composer has no part in it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from tocsin.brief.harmless import plain
from tocsin.brief.records import BriefRecords, assessment_key, edge_key, link_key, on_list_key, series_key
from tocsin.lexicon.standalone import without_context
from tocsin.model.assessment import Assessment
from tocsin.model.brief import Fact, FactKind, FactValue, Passage
from tocsin.model.estimate import Credibility, Origin
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Linked
from tocsin.model.query import Report
from tocsin.model.series import AccountStatus
from tocsin.model.source import Reliability

Facts = dict[str, Fact]
Members = Mapping[str, frozenset[str]]
"""The ids of the records that may stand below a passage, by their label."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a passage about a record may be.

    Attributes:
        versions: Each template that is true of the record, with the facts that the records give for its places.
        beside: What may stand below the passage.
        also: Claims that it cites besides those that its facts are of.
    """

    versions: Sequence[tuple[str, Facts]]
    beside: Members = field(default_factory=dict)
    also: frozenset[str] = frozenset()


class Expectations:
    """What the records of a brief give for each passage."""

    def __init__(self, records: BriefRecords) -> None:
        self._records = records
        self._documents = {row.id: row for row in records.documents}
        self._series = {series_key(series): series for series in records.figures}
        self._assessments = {assessment_key(one): one for one in records.assessments}
        self._weighed = {one.proposition.id: one for one in records.propositions}
        proposition = records.proposition_id
        self._conflicts = _Groups(
            records.conflicts, lambda one: frozenset((proposition(one.link.claim), proposition(one.link.other)))
        )
        self._changes = _Groups(
            records.changes, lambda one: (proposition(one.link.claim), proposition(one.link.other))
        )  # fmt: skip
        self._echoes = _Groups(records.echoes, lambda one: (one.claim.document, one.other.document))
        self._sides = {"conflict": self._conflicts, "change": self._changes, "echo": self._echoes}
        self._behind: dict[str, set[str]] = defaultdict(set)
        self._own: dict[str, set[str]] = defaultdict(set)
        for report in records.claims:
            for name in report.names:
                if name in records.parties:
                    self._behind[records.parties[name].id].add(report.claim.id)
            if report.claim.id in records.origins:
                self._own[records.origins[report.claim.id]].add(report.claim.id)

    def of(self, passage: Passage) -> Expected:
        """What a passage with this template about this record may be.

        Raises:
            LookupError: There is no such record.
        """
        family = passage.template.partition(".")[0]
        return {
            "scope": self._scope, "numbers": self._numbers, "nothing": self._nothing, "alarm": self._alarm,
            "news": self._document, "report": self._report, "claim": self._report, "proposition": self._proposition,
            "figure": self._figure, "account": self._account, "conflict": self._conflict, "change": self._change,
            "echo": self._echo, "narrative": self._narrative, "exposure": self._exposure,
            "unknown": self._unknown, "source": self._source,
        }[family](passage)  # fmt: skip

    def members(self) -> Mapping[str, frozenset[str]]:
        """All the records that belong to a section, by the first part of its template, to count what it leaves out."""
        ids = self._records.proposition_ids
        told = (one.claim for one in self._records.claims if one.claim.kind is Kind.STATEMENT)
        return {
            "news": frozenset(report.document for report in self._records.claims),
            "proposition": frozenset(ids[claim.id] for claim in told if claim.id in ids),
            "source": frozenset(self._behind),
            "narrative": frozenset(one.id for one in self._records.narratives),
            "exposure": frozenset(one.report.claim.id for one in self._records.on_lists),
            **{name: frozenset(groups.first.values()) for name, groups in self._sides.items()},
        }

    def stands_for(self, key: str) -> str:
        """The record that a passage is about: for a link the first of its conflict, change or echo."""
        return next((groups.first[key] for groups in self._sides.values() if key in groups.first), key)

    def _scope(self, passage: Passage) -> Expected:
        scope = self._records.scope
        values = {"since": scope.since, "until": scope.until, "about": scope.about, "place": scope.place}
        asked = {name: _fact(FactKind.ASKED, value, name) for name, value in values.items() if value is not None}
        versions: list[tuple[str, Facts]] = [
            (f"scope.{name}", {name: asked[name]}) for name in ("about", "place") if name in asked
        ]
        days = {name: fact for name, fact in asked.items() if name in ("since", "until")}
        period = {("since", "until"): "between", ("since",): "since", ("until",): "until"}.get(tuple(days), "whole")
        return Expected([*versions, (f"scope.{period}", days)])

    def _nothing(self, passage: Passage) -> Expected:
        scope = self._records.scope
        if self._records.claims:
            return Expected([])
        asked = "asked" if scope.about is not None or scope.place is not None else "period"
        return Expected([(f"nothing.{'empty' if self._records.is_empty else asked}", {})])

    def _numbers(self, passage: Passage) -> Expected:
        records = self._records
        held = {report.document for report in records.claims}
        ids = {report.claim.id for report in records.claims}
        undated = {row.id for row in records.documents if row.published is None} & held
        named = {origin for claim, origin in records.origins.items() if claim in ids}
        links = {
            f"{name}{'es' if name == 'echo' else 's'}": _count(groups.first.values())
            for name, groups in self._sides.items()
        }
        return Expected([
            ("numbers.held", {"documents": _count(held), "claims": _count(ids), "sources": _count(named)}),
            ("numbers.undated", {"documents": _count(undated)}),
            ("numbers.links", links),
        ])  # fmt: skip

    def _alarm(self, passage: Passage) -> Expected:
        key, assessment = passage.about, self._assessments[passage.about]
        own = {"scenario": _fact(FactKind.SCENARIO, assessment.scenario, key)}
        own["moment"] = _fact(FactKind.MOMENT, assessment.at.date(), key)
        states: dict[str, Facts] = {}
        for state in assessment.standings:
            name = state.hypothesis
            states[name] = {"hypothesis": _fact(FactKind.HYPOTHESIS, name, key, name)}
            states[name]["probability"] = _fact(FactKind.PROBABILITY, (state.probability,) * 2, key, name)
        history = [one for one in self._records.assessments if one.scenario == assessment.scenario and one.standings]
        versions = [("alarm.rival", state) for state in states.values()]
        if assessment is history[-1]:
            template, first = ("rings", assessment.watched) if assessment.rings else ("silent", assessment.leading)
            versions.append((f"alarm.{template}", {**own, **states[first.hypothesis]}))
        if _begins(assessment, history):
            versions.append(("alarm.rang", {**own, **states[assessment.watched.hypothesis]}))
        reasons = [_fact(FactKind.REASON, (one,), key, str(n)) for n, one in enumerate(assessment.reasons)]
        also: frozenset[str] = frozenset()
        if passage.template == "alarm.reason" and (stated := passage.facts.get("reason")) in reasons:
            claims = assessment.reasons[reasons.index(stated)].claims if stated is not None else ()
            also = frozenset(claims) & self._records.by_id.keys()
        versions += [("alarm.reason", {"reason": reason}) for reason in reasons]
        return Expected(versions, {"rival": frozenset((key,)), "moved": frozenset((key,))}, also)

    def _document(self, passage: Passage) -> Expected:
        row = self._documents[passage.about]
        claims = frozenset(report.claim.id for report in self._records.by_document.get(row.id, ()))
        facts = {
            "issuer": _fact(FactKind.ISSUER, row.outlet, row.id),
            "issued": _fact(FactKind.ISSUED, row.published or row.added.date(), row.id),
            "title": _fact(FactKind.TITLE, row.title or row.name, row.id),
            "claims": _count(claims),
        }
        return Expected([("news.document" if row.published else "news.undated", facts)], {"": claims})

    def _report(self, passage: Passage) -> Expected:
        report = self._records.by_id[passage.about]
        said = list(_said(report))
        # Where the outlet is the speaker, it need not be named twice.
        return Expected([(template, facts) for template in ("report", "report.outlet", "claim") for facts in said])

    def _proposition(self, passage: Passage) -> Expected:
        weighed = self._weighed[passage.about]
        estimate, key = weighed.estimate, weighed.proposition.id
        facts = {
            "credibility": _fact(FactKind.CREDIBILITY, estimate.credibility, key),
            "reports": _count(report.claim.id for origin in estimate.origins for report in origin.reports),
            "origins": _fact(FactKind.ORIGINS, _independent(estimate.origins, estimate.witnesses_for), key),
            "against": _fact(FactKind.AGAINST, _independent(estimate.against, estimate.witnesses_against), key),
        }
        if estimate.probability is not None:
            facts["probability"] = _fact(FactKind.PROBABILITY, estimate.probability, key)
        template = f"proposition{'' if estimate.probability else '.open'}{'.disputed' if estimate.against else ''}"
        stated = passage.facts["subject"].of if "subject" in passage.facts else ()
        claims = [one for one in weighed.proposition.claims if (one.claim.id,) == stated]
        quotes = _quotes(claims[0] if claims else weighed.proposition.claims[0])
        sides = {"origin": estimate.origins, "against": estimate.against}
        beside = {label: frozenset(one.reports[0].claim.id for one in side) for label, side in sides.items()}
        return Expected([(template, {**facts, "subject": quote}) for quote in quotes], beside)

    def _figure(self, passage: Passage) -> Expected:
        key, series = passage.about, self._series[passage.about]
        facts = {
            "subject": _fact(FactKind.SUBJECT, (series.subject, series.measure, series.place), key),
            "accounts": _fact(FactKind.ACCOUNTS, len(series.accounts), key),
        }
        template = "figure.bare"
        for level in series.levels:
            day = level.day.isoformat()
            is_later = "day" not in facts or day > facts["day"].of[1]
            if (level.low, level.high) != (None, None) and is_later:
                facts["level"] = _fact(FactKind.LEVEL, (level.low, level.best, level.high), key, day)
                facts["day"] = _fact(FactKind.LEVEL_DAY, level.day, key, day)
                template = "figure.conflict" if level.conflict else "figure"
        return Expected([(template, facts)], {"": frozenset(one.report.claim.id for one in series.accounts)})

    def _account(self, passage: Passage) -> Expected:
        versions = []
        for key, series in self._series.items():
            for account in (one for one in series.accounts if one.report.claim.id == passage.about):
                own = {"figure": _fact(FactKind.FIGURE, account.quantity, passage.about)}
                own["standing"] = _fact(FactKind.STANDING, account.standing, key, passage.about)
                template = "account" if account.standing is AccountStatus.COUNTED else "account.aside"
                versions += [(template, {**own, **said}) for said in _said(account.report)]
        return Expected(versions)

    def _conflict(self, passage: Passage) -> Expected:
        group = self._conflicts.of[passage.about]
        # A link runs from either side to the other; both ends may even be of one proposition, which contradicts itself.
        first = self._records.proposition_id(group[0].link.claim)
        sides: list[dict[str, Report]] = [{}, {}]
        for linked in group:
            ends = (linked.claim, linked.other)
            is_along = self._records.proposition_id(linked.link.claim) == first
            for side, report in zip(sides, ends if is_along else ends[::-1], strict=True):
                side[report.claim.id] = report
        # The side whose first report was published first is the one, whatever the direction of the links.
        one, other = sorted(sides, key=lambda side: min(map(_published, side.values())))
        facts = {"reports": _count(one), "others": _count(other)}
        link = self._conflicts.by_link[passage.about]
        beside = {"one": frozenset(one), "other": frozenset(other)}
        return Expected([_because("conflict", link, facts)], beside)

    def _change(self, passage: Passage) -> Expected:
        group, link = self._changes.of[passage.about], self._changes.by_link[passage.about]
        day = {"day": _fact(FactKind.DAY, link.claim.published, link.claim.claim.id)}
        figures = [
            {"was": _fact(FactKind.FIGURE, was, link.other.claim.id), "now": _fact(FactKind.FIGURE, now, link.claim.claim.id)}
            for was in link.other.claim.quantities for now in link.claim.claim.quantities
            if (was.low, was.high) != (now.low, now.high)
        ]  # fmt: skip
        versions = [_because("change", link, day), *(("change.figure", {**day, **both}) for both in figures)]
        was, now = (frozenset(ends) for ends in zip(*((one.link.other, one.link.claim) for one in group), strict=True))
        return Expected(versions, {"was": was, "now": now})

    def _echo(self, passage: Passage) -> Expected:
        group, link = self._echoes.of[passage.about], self._echoes.by_link[passage.about]
        copy, original = link.claim, link.other
        facts = {
            "copier": _fact(FactKind.OUTLET, copy.outlet, copy.claim.id),
            "day": _fact(FactKind.DAY, copy.published, copy.claim.id),
            "copied": _fact(FactKind.OUTLET, original.outlet, original.claim.id),
            "first": _fact(FactKind.DAY, original.published, original.claim.id),
            "claims": _count(one.link.claim for one in group),
        }
        told, copied = (
            frozenset(ends) for ends in zip(*((one.link.other, one.link.claim) for one in group), strict=True)
        )
        return Expected([("echo", facts)], {"told": told, "copied": copied})

    def _narrative(self, passage: Passage) -> Expected:
        records, key = self._records, passage.about
        edges = {edge_key(edge): edge for edge in records.edges}
        if passage.template == "narrative":
            one = {narrative.id: narrative for narrative in records.narratives}[key]
            row = self._documents[one.first.document]
            facts = {
                "line": _fact(FactKind.LINE, one.label, key),
                "first": _fact(FactKind.CARRIER, one.first.outlet, key),
                "day": _fact(FactKind.ISSUED, row.published or row.added.date(), row.id),
                "documents": _count(one.documents),
                "outlets": _count(one.outlets),
            }
            own = frozenset(held for held, edge in edges.items() if edge.narrative == key)
            saying = [self._saying(document, one.label) for document in one.documents]
            return Expected([("narrative", facts)], {"repeats": own}, _first(saying))
        edge = edges[key]
        facts = {
            "repeater": _fact(FactKind.CARRIER, edge.repeater, key),
            "source": _fact(FactKind.CARRIER, edge.source, key),
            "times": _count({f"{copy.source}>{copy.repeater}" for copy in edge.copies}),
            "share": _fact(FactKind.SHARE, round(100 * edge.share), key),
        }
        saying = [self._saying(copy.repeater, *copy.passages) for copy in edge.copies]
        if not edge.lag_minutes > 0:
            return Expected([("narrative.repeated.day", facts)], also=_first(saying))
        hours = edge.lag_minutes / 60
        lag = (float(round(edge.lag_minutes)), round(hours, 1), round(edge.lag_minutes / 1440, 1))
        return Expected([("narrative.repeated", {**facts, "lag": _fact(FactKind.LAG, lag, key)})], also=_first(saying))

    def _saying(self, document: str, *passages: str) -> list[str]:
        """The claims of a document whose sentence and one of these passages are one, or the one in the other."""
        told = [(report.claim.id, plain(report.sentence)) for report in self._records.by_document.get(document, ())]
        wanted = [text for text in map(plain, passages) if text]
        return [key for key, words in told if words and any(words in one or one in words for one in wanted)]

    def _exposure(self, passage: Passage) -> Expected:
        versions = []
        for one in self._records.on_lists:
            if one.report.claim.id == passage.about:
                key = on_list_key(one)
                own = {"name": _fact(FactKind.LISTED, one.name, key), "entry": _fact(FactKind.LISTED, one.entry, key)}
                versions += [("exposure", {**own, **said}) for said in _said(one.report)]
        return Expected(versions)

    def _unknown(self, passage: Passage) -> Expected:
        records = self._records
        if passage.template == "unknown.disputed":
            report = records.by_id[passage.about]
            disputed = [place for place in report.claim.places if place.dispute is not None]
            own = report.claim.id
            return Expected([
                (passage.template, {
                    "place": _fact(FactKind.PLACE, place.name, own), "dispute": _fact(FactKind.DISPUTE, place.dispute, own)
                })
                for place in disputed
            ])  # fmt: skip
        unjudged = [
            one.proposition for one in self._weighed.values() if one.estimate.credibility is Credibility.UNKNOWN
        ]
        sets = {
            "questions": {one.claim.id for one in records.unanswered if one.claim.kind is Kind.QUESTION},
            "open": {
                one.claim.id for one in records.claims
                if one.claim.factuality is Factuality.UNCOMMITTED and one.claim.kind is Kind.STATEMENT
            },
            "undated": {one.claim.id for one in records.claims if one.claim.quantities and not _has_day(one)},
        }  # fmt: skip
        many = {**sets, "unjudged": {one.id for one in unjudged}}
        sets["unjudged"] = {one.claim.id for proposition in unjudged for one in proposition.claims}
        name = passage.template.partition(".")[2]
        return Expected([(passage.template, {"many": _count(many[name])})], {"": frozenset(sets[name])})

    def _source(self, passage: Passage) -> Expected:
        key, grade = passage.about, self._records.grades.get(passage.about)
        facts = {
            "reliability": _fact(FactKind.RELIABILITY, grade.reliability if grade else Reliability.F, key),
            "behind": _count(self._behind[key]),
            "own": _count(self._own.get(key, ())),
        }
        behind = sorted(self._behind[key])
        claim = next(
            (one for one in behind if "name" in passage.facts and passage.facts["name"].of == (one,)), behind[0]
        )
        parties = {name: self._records.parties.get(name) for name in self._records.by_id[claim].names}
        names = [name for name, party in parties.items() if party is not None and party.id == key]
        return Expected([("source", {**facts, "name": _fact(FactKind.NAME, name, claim)}) for name in names])


class _Groups:
    """Links of which several make one conflict, change or echo; the first of their keys stands for all of them."""

    def __init__(self, links: Iterable[Linked], ends: Callable[[Linked], Hashable]) -> None:
        groups: dict[Hashable, dict[str, Linked]] = defaultdict(dict)
        for one in links:
            groups[ends(one)][link_key(one.link)] = one
        self.by_link = {key: one for group in groups.values() for key, one in group.items()}
        self.of = {key: list(group.values()) for group in groups.values() for key in group}
        self.first = {key: min(group) for group in groups.values() for key in group}


def _fact(kind: FactKind, value: FactValue, *of: str) -> Fact:
    return Fact(kind=kind, value=value, of=of)


def _count(ids: Iterable[str]) -> Fact:
    different = set(ids)
    return _fact(FactKind.COUNT, len(different), *sorted(different))


def _first(several: Iterable[Sequence[str]]) -> frozenset[str]:
    """The first id of the first list that has one."""
    return frozenset(next((held[:1] for held in several if held), ()))


def _quotes(report: Report) -> list[Fact]:
    return [_fact(FactKind.QUOTE, words, report.claim.id) for words in _wordings(report)]


def _wordings(report: Report) -> list[str]:
    """What a claim may be quoted by: its clause, the same as it is understood alone, its sentence."""
    alone = report.claim.standalone or ""
    # What the document told before it may be left out.
    shorter = without_context(alone, report.language)
    return [words for words in (report.claim.text, alone, shorter, report.sentence) if words]


def _said(report: Report) -> Iterator[Facts]:
    """All that a report can be told by, with its clause or with its sentence."""
    claim = report.claim
    facts = {
        "who": _fact(FactKind.WHO, (claim.speaker, *claim.sources), claim.id),
        "day": _fact(FactKind.DAY, report.published, claim.id),
        "outlet": _fact(FactKind.OUTLET, report.outlet, claim.id),
        "certainty": _fact(FactKind.CERTAINTY, (claim.factuality, claim.kind), claim.id),
    }
    yield from ({**facts, "quote": quote} for quote in _quotes(report))


def _because(template: str, linked: Linked, facts: Facts) -> tuple[str, Facts]:
    if not linked.link.reasons:
        return f"{template}.plain", facts
    return template, {**facts, "reason": _fact(FactKind.REASON, linked.link.reasons, link_key(linked.link))}


def _independent(origins: Sequence[Origin], witnesses: int) -> int:
    """How many witnesses there are among origins; -1 where an origin has no report of its own or shares one.

    Args:
        origins: All who speak on one side.
        witnesses: How many of them were counted for the grade: those who are named, a body and who speak for it once.
    """
    reports = [{report.claim.id for report in origin.reports} for origin in origins]
    is_so = all(reports) and sum(map(len, reports)) == len(set(chain.from_iterable(reports)))
    named = {one.key for one in origins if one.is_named}
    return witnesses if is_so and witnesses <= len(named) else -1


def _begins(assessment: Assessment, history: Sequence[Assessment]) -> bool:
    """Whether it rings, the one before did not, and others came after."""
    steps = pairwise([None, *history])
    begins = any(one is assessment and one.rings and not (before and before.rings) for before, one in steps)
    return begins and assessment is not history[-1]


def _published(report: Report) -> tuple[bool, str, str, int]:
    day = report.published.isoformat() if report.published else ""
    return (report.published is None, day, report.document, report.claim.start)


def _has_day(report: Report) -> bool:
    time = report.claim.time
    return report.published is not None or (time is not None and (time.earliest, time.latest) != (None, None))
