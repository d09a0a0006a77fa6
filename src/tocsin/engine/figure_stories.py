"""Of which stories the documents of a figure are: a death toll of one event is no account of another event's."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from tocsin.lexicon.language import Lexicon
from tocsin.link.stories import Story, StoryReader
from tocsin.link.words import Wordings
from tocsin.model.query import Report
from tocsin.weigh.figures.surroundings import NOTHING, Surroundings

MOST_TOLD_APART = 300
"""Documents up to which stories are told apart."""
_SHARED = 2
"""Names in common that make two documents one story's; one is enough where one of them names very few."""
_HARDLY = 3


def of_other_stories(reports: Sequence[Report], around: Mapping[str, Surroundings], lexicon: Lexicon) -> frozenset[str]:
    """The documents of some accounts that are of other stories than most accounts are, by their names.

    Args:
        reports: The claims of the accounts.
        around: What their documents say.
        lexicon: The words of their language.
    """
    accounts = Counter(report.document for report in reports)
    if not 1 < len(accounts) <= MOST_TOLD_APART:
        return frozenset()
    reader = _story_reader(lexicon)
    outlets = {report.document: report.outlet for report in reports}
    stories = {key: reader.story(around.get(key, NOTHING).text, outlets[key]) for key in accounts}
    group = {key: key for key in accounts}

    def first(key: str) -> str:
        while group[key] != key:
            key = group[key]
        return key

    keys = list(accounts)
    for number, one in enumerate(keys):
        for other in keys[:number]:
            if first(one) != first(other) and _are_one(stories[one], stories[other]):
                group[first(one)] = first(other)
    members: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        members[first(key)].append(key)
    most = max(members.values(), key=lambda group: sum(accounts[key] for key in group))
    return frozenset(keys) - frozenset(most)


def _are_one(story: Story, other: Story) -> bool:
    ours, theirs = story.names - other.common, other.names - story.common
    shared, least = len(ours & theirs), min(len(ours), len(theirs))
    return shared >= _SHARED or least == 0 or (shared > 0 and least <= _HARDLY)


@cache
def _story_reader(lexicon: Lexicon) -> StoryReader:
    """The reader of a language, made once: it takes the words of a lexicon apart."""
    return StoryReader(lexicon, Wordings(lexicon))
