"""Figures: what is counted most, the bounds that the accounts allow, and the accounts themselves."""

from collections.abc import Iterator

from tocsin.brief.sections.commands import estimate_command
from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.reports import more
from tocsin.brief.sections.slots import Slots
from tocsin.model.brief import Passage
from tocsin.model.series import Account, AccountStatus, Level, Series

_ACCOUNTS = 5


def figures(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """Each figure with the latest bounds and its accounts, those that count and the latest first."""
    for series in material.figures:
        accounts = sorted(series.accounts, key=_first)
        command = estimate_command(series.subject, series.measure, series.place)
        rest = more(slots, "account.more", "accounts", _ids(accounts[_ACCOUNTS:]), command)
        beside = [*(_account(series, account, slots) for account in accounts[:_ACCOUNTS]), *rest]
        yield _lead(series, slots, beside)


def _lead(series: Series, slots: Slots, beside: list[Passage]) -> Passage:
    facts = {"subject": slots.subject(series), "accounts": slots.accounts(series)}
    level = _last(series)
    if level is None:
        return slots.phrases.passage("figure.bare", facts, beside=beside)
    facts |= {"level": slots.level(series, level), "day": slots.level_day(series, level)}
    return slots.phrases.passage("figure.conflict" if level.conflict else "figure", facts, beside=beside)


def _last(series: Series) -> Level | None:
    """The last day of which anything is known."""
    known = [level for level in series.levels if level.low is not None or level.high is not None]
    return max(known, key=lambda level: level.day, default=None)


def _account(series: Series, account: Account, slots: Slots) -> Passage:
    found = account.report
    facts = {
        "figure": slots.figure(found, account.quantity), "who": slots.who(found), "day": slots.day(found),
        "certainty": slots.certainty(found), "quote": slots.quote(found),
    }  # fmt: skip
    if account.standing is AccountStatus.COUNTED:
        return slots.phrases.passage("account", facts)
    facts["standing"] = slots.standing(series, account)
    return slots.phrases.passage("account.aside", facts)


def _first(account: Account) -> tuple[bool, int, int]:
    day = account.latest or account.earliest
    return (account.standing is not AccountStatus.COUNTED, -day.toordinal() if day else 0, account.report.claim.start)


def _ids(accounts: list[Account]) -> list[str]:
    return [account.report.claim.id for account in accounts]
