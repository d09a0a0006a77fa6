"""A brief of a case: its records gathered, composed, proved; and written."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tocsin.brief.proof import prove
from tocsin.brief.render.markdown import markdown
from tocsin.brief.render.page import brief_page
from tocsin.brief.render.wording import BriefWording
from tocsin.brief.sections.compose import compose
from tocsin.engine.brief_records import brief_records
from tocsin.exposure.lists.kept import KeptLists
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import languages, lexicon_for
from tocsin.model.brief import Brief, Scope
from tocsin.model.scenario import Scenario


def brief(
    ledger: Ledger, scope: Scope, *, title: str | None = None, scenarios: Sequence[Scenario] = (),
    language: str | None = None, now: datetime | None = None, lists: KeptLists | None = None,
) -> Brief:  # fmt: skip
    """Compose a brief of a case and prove it.

    Args:
        ledger: The case.
        scope: What it is to be about.
        title: What to call it; by default the name of the case.
        scenarios: Those that are assessed now, in addition to the recorded ones; no assessment is entered in the case.
        language: The language it is worded in (ISO 639-1); by default that of most of its documents.
        now: The moment that is taken for now (UTC), where a case is looked at as it was held earlier.
        lists: The sanctions lists that are kept; by default those of the settings.

    Raises:
        UnprovenBrief: A passage states what the records do not: a fault of Tocsin, and no brief.
        CaseError: The case cannot be read.
        LexiconError: There is no wording in this language.
    """
    records = brief_records(ledger, scope, scenarios, now=now, lists=lists)
    spoken = Counter(row.language for row in records.documents if row.language in languages())
    wording = BriefWording(lexicon_for(language or max(spoken, key=lambda one: spoken[one], default=None)))
    made = compose(records, title=title or Path(ledger.name).stem, language=wording.language)
    prove(made, records, wording)
    return made


def written(made: Brief, *, html: bool) -> str:
    """A brief as an HTML page or as Markdown."""
    wording = BriefWording(lexicon_for(made.language))
    return brief_page(made, wording) if html else markdown(made, wording)
