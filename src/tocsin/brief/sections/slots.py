"""What fills the places of a brief's sentences: each kind of fact put in words, with the records it is of."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.brief.reasons import dispute_words
from tocsin.brief.sections.material import assessment_key, link_key, series_key
from tocsin.brief.sections.phrases import Phrases, Slot
from tocsin.brief.sections.probability import chance_words, probability_words
from tocsin.brief.wording import chain_words, figure_words, time_words
from tocsin.lexicon.wording import reason_words
from tocsin.model.assessment import Assessment, HypothesisState
from tocsin.model.brief import FactKind, Scope
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Link
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.query import DocumentRow, Report
from tocsin.model.reason import Reason
from tocsin.model.series import Account, Level, Series
from tocsin.model.source import Grade, Reliability
from tocsin.text.folding import folded

_LONGEST = 320
"""Characters of a quote; a longer one is cut at a word, and the cut shown."""
_FEW_WORDS = 6
"""A clause of fewer words is quoted with its whole sentence: "It is clear" tells nobody anything."""
CUT = " …"


@dataclass(frozen=True, slots=True)
class Slots:
    """Facts as slots, in the wording of one language."""

    phrases: Phrases

    # --- of a claim ----------------------------------------------------------------------------------------------

    def quote(self, report: Report) -> Slot:
        """The claim's own words; its sentence where they are few, or where what makes it less than certain stands there."""
        clause, sentence = squeezed(report.claim.text), squeezed(report.sentence)
        is_enough = report.claim.factuality is Factuality.CERTAIN and len(clause.split()) >= _FEW_WORDS
        if is_enough or clause not in sentence or len(sentence) > _LONGEST:
            return self.clause(report)
        return _of(report, sentence, FactKind.QUOTE)

    def clause(self, report: Report) -> Slot:
        """The claim's own words, however few."""
        return _of(report, _cut(squeezed(report.claim.text)), FactKind.QUOTE)

    def stated(self, estimate: Estimate, claims: Iterable[Report]) -> Slot:
        """What a proposition says, in the words of the one of its claims that the estimate took them from."""
        claims = tuple(claims)
        wanted = squeezed(estimate.subject)
        for found in claims:
            if squeezed(found.claim.text) == wanted:
                return self.clause(found)
            if squeezed(found.sentence) == wanted:
                return _of(found, _cut(wanted), FactKind.QUOTE)
        return self.quote(claims[0])

    def who(self, report: Report) -> Slot:
        """The people behind it, outermost first."""
        return _of(report, squeezed(chain_words(report.claim.speaker, report.claim.sources)), FactKind.WHO)

    def name(self, report: Report, name: str) -> Slot:
        """One of the people behind it, or its outlet."""
        return _of(report, squeezed(name), FactKind.NAME)

    def outlet(self, report: Report) -> Slot:
        """Who published it."""
        return _of(report, squeezed(report.outlet or self.phrases.unknown("outlet")), FactKind.OUTLET)

    def day(self, report: Report) -> Slot:
        """When it was published."""
        day = report.published.isoformat() if report.published else self.phrases.unknown("day")
        return _of(report, day, FactKind.DAY)

    def when(self, report: Report) -> Slot:
        """When it happened, by its words."""
        time = report.claim.time
        return _of(report, time_words(time) if time else self.phrases.unknown("time"), FactKind.WHEN)

    def figure(self, report: Report, quantity: Quantity) -> Slot:
        """One of its figures."""
        return _of(report, squeezed(figure_words(quantity)), FactKind.FIGURE)

    def bound(self, report: Report, value: float) -> Slot:
        """One end of one of its figures."""
        return _of(report, number_words(value), FactKind.BOUND)

    def place(self, report: Report, place: Place) -> Slot:
        """One of its places."""
        return _of(report, squeezed(place.name), FactKind.PLACE)

    def dispute(self, report: Report, place: Place) -> Slot:
        """What is held of one of its places."""
        assert place.dispute is not None
        return _of(report, squeezed(dispute_words(place.dispute)), FactKind.DISPUTE)

    def certainty(self, report: Report) -> Slot:
        """How surely it is stated, and as what if it is no plain statement."""
        claim = report.claim
        sure = claim.factuality.words
        words = {Kind.STATEMENT: sure, Kind.QUESTION: claim.kind.value}.get(claim.kind, f"{sure}, {claim.kind.value}")
        return _of(report, words, FactKind.CERTAINTY)

    # --- of a document -------------------------------------------------------------------------------------------

    def title(self, row: DocumentRow) -> Slot:
        """Its title, or its name."""
        return Slot(_cut(squeezed(row.title or row.name)), FactKind.TITLE, (row.id,))

    def issued(self, row: DocumentRow) -> Slot:
        """Its outlet and day."""
        outlet = squeezed(row.outlet or self.phrases.unknown("outlet"))
        added = f"{self.phrases.word('added')} {row.added.date().isoformat()}"
        return Slot(f"{outlet}, {row.published.isoformat() if row.published else added}", FactKind.ISSUED, (row.id,))

    # --- counted -------------------------------------------------------------------------------------------------

    def count(self, noun: str, ids: Iterable[str]) -> Slot:
        """How many records there are, by their ids."""
        ids = tuple(dict.fromkeys(ids))
        return Slot(self.phrases.counted(len(ids), noun), FactKind.COUNT, (noun, *ids))

    def named(self, claims: Iterable[Report]) -> Slot:
        """On how many people's word claims stand."""
        claims = tuple(claims)
        number = len(origin_names(claims))
        return Slot(self.phrases.counted(number, "sources"), FactKind.NAMED, tuple(one.claim.id for one in claims))

    def behind(self, name: str, number: int) -> Slot:
        """How many claims a source stands behind; it is named without case and accents."""
        return Slot(self.phrases.counted(number, "claims"), FactKind.BEHIND, (name,))

    def own(self, name: str, number: int) -> Slot:
        """Of how many claims a source is the origin."""
        return Slot(self.phrases.counted(number, "claims"), FactKind.OWN, (name,))

    # --- of a proposition ----------------------------------------------------------------------------------------

    def probability(self, estimate: Estimate) -> Slot:
        """How probable it is."""
        assert estimate.probability is not None
        return Slot(probability_words(estimate.probability), FactKind.PROBABILITY, (estimate.proposition,))

    def credibility(self, estimate: Estimate) -> Slot:
        """How credible the information is."""
        words = f"{estimate.credibility.value} ({estimate.credibility.words})"
        return Slot(words, FactKind.CREDIBILITY, (estimate.proposition,))

    def reports(self, estimate: Estimate) -> Slot:
        """How many claims say so."""
        return self._weighed(estimate, FactKind.REPORTS, "reports", estimate.reports)

    def origins(self, estimate: Estimate) -> Slot:
        """On how many independent origins they rest."""
        return self._weighed(estimate, FactKind.ORIGINS, "origins", len(estimate.origins))

    def against(self, estimate: Estimate) -> Slot:
        """How many independent origins say otherwise."""
        return self._weighed(estimate, FactKind.AGAINST, "origins", len(estimate.against))

    def _weighed(self, estimate: Estimate, shows: FactKind, noun: str, number: int) -> Slot:
        return Slot(self.phrases.counted(number, noun), shows, (estimate.proposition,))

    # --- of a figure over time -----------------------------------------------------------------------------------

    def subject(self, series: Series) -> Slot:
        """What is counted."""
        words = [series.subject, *([f"({series.measure})"] if series.measure else [])]
        return Slot(squeezed(" ".join(words)), FactKind.SUBJECT, (series_key(series),))

    def accounts(self, series: Series) -> Slot:
        """How many accounts there are of it."""
        return Slot(self.phrases.counted(len(series.accounts), "accounts"), FactKind.ACCOUNTS, (series_key(series),))

    def level_day(self, series: Series, level: Level) -> Slot:
        """A day that its bounds are known of."""
        return Slot(level.day.isoformat(), FactKind.LEVEL_DAY, (series_key(series), level.day.isoformat()))

    def level(self, series: Series, level: Level) -> Slot:
        """What the accounts allow on a day."""
        if level.low is None and level.high is None:
            words = self.phrases.unknown("level")
        else:
            words = range_words(level.low, level.high)
            if level.best is not None and level.low != level.high:
                words += f", {self.phrases.word('best')} {number_words(level.best)}"
        return Slot(words, FactKind.LEVEL, (series_key(series), level.day.isoformat()))

    def standing(self, series: Series, account: Account) -> Slot:
        """What became of an account."""
        words = self.phrases.standing(account.standing.value)
        return Slot(words, FactKind.STANDING, (series_key(series), account.report.claim.id))

    # --- of sources, links and assessments -----------------------------------------------------------------------

    def reliability(self, name: str, grade: Grade | None) -> Slot:
        """How far a source can be relied on."""
        reliability = grade.reliability if grade else Reliability.F
        return Slot(f"{reliability.value} ({reliability.words})", FactKind.RELIABILITY, (name,))

    def reason(self, link: Link) -> Slot:
        """Why two claims are linked."""
        return Slot(reasons_in_words(link.reasons), FactKind.REASON, (link_key(link),))

    def moved_by(self, assessment: Assessment, number: int) -> Slot:
        """One thing that moved an assessment."""
        words = reasons_in_words((assessment.reasons[number],))
        return Slot(words, FactKind.REASON, (assessment_key(assessment), str(number)))

    def scenario(self, assessment: Assessment) -> Slot:
        """The scenario's name."""
        return Slot(squeezed(assessment.scenario), FactKind.SCENARIO, (assessment_key(assessment),))

    def moment(self, assessment: Assessment) -> Slot:
        """The day it was assessed for."""
        return Slot(assessment.at.date().isoformat(), FactKind.MOMENT, (assessment_key(assessment),))

    def hypothesis(self, assessment: Assessment, standing: HypothesisState) -> Slot:
        """One of its hypotheses."""
        key = (assessment_key(assessment), standing.hypothesis)
        return Slot(squeezed(standing.hypothesis), FactKind.HYPOTHESIS, key)

    def chance(self, assessment: Assessment, standing: HypothesisState) -> Slot:
        """How probable one of its hypotheses is."""
        key = (assessment_key(assessment), standing.hypothesis)
        return Slot(chance_words(standing.probability), FactKind.PROBABILITY, key)

    def asked(self, scope: Scope, what: str) -> Slot:
        """What the brief was asked to be about: since, until, about or place."""
        value = getattr(scope, what)
        return Slot(squeezed(str(value)), FactKind.ASKED, (what,))


def squeezed(text: str) -> str:
    """Text on one line, with single spaces."""
    return " ".join(text.split())


def number_words(value: float) -> str:
    """A number as figures are written."""
    return range_words(value, value)


def range_words(low: float | None, high: float | None) -> str:
    """A range of numbers as figures are written."""
    return figure_words(Quantity(start=0, end=0, low=_rounded(low), high=_rounded(high)))


def reasons_in_words(reasons: Iterable[Reason]) -> str:
    """Reasons on one line, the first of them first."""
    return squeezed("; ".join(reason_words(reason) for reason in reasons))


def origin_names(claims: Iterable[Report]) -> set[str]:
    """Those on whose word claims stand in the end, without case and accents; whoever is not named is none."""
    return {folded(one.claim.origin) for one in claims if one.claim.origin}


def first_reports(origins: Iterable[Origin]) -> tuple[Report, ...]:
    """The first report of each origin."""
    return tuple(origin.reports[0] for origin in origins if origin.reports)


def _of(report: Report, text: str, shows: FactKind) -> Slot:
    return Slot(text, shows, (report.claim.id,), claims=(report.claim.id,))


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip() + CUT if " " in text[:_LONGEST] else text[:_LONGEST] + CUT


def _rounded(value: float | None) -> float | None:
    """A bound that was worked out is no better known than to four digits; a whole number stays what it is."""
    return value if value is None or float(value).is_integer() else float(f"{value:.4g}")
