"""A brief of a case: its records gathered, composed, proved; and written."""

from collections.abc import Sequence
from pathlib import Path

from tocsin.brief.proof import prove
from tocsin.brief.render.markdown import markdown
from tocsin.brief.render.page import brief_page
from tocsin.brief.render.wording import BriefWording
from tocsin.brief.sections.compose import compose
from tocsin.engine.brief_records import brief_records
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import DEFAULT_LANGUAGE, lexicon_for
from tocsin.model.brief import Brief, Scope
from tocsin.model.scenario import Scenario


def brief(
    ledger: Ledger, scope: Scope, *, title: str | None = None, scenarios: Sequence[Scenario] = (),
    language: str = DEFAULT_LANGUAGE,
) -> Brief:  # fmt: skip
    """Compose a brief of a case and prove it.

    Args:
        ledger: The case.
        scope: What it is to be about.
        title: What to call it; by default the name of the case.
        scenarios: Those that are assessed now, beside what was recorded; no assessment is entered in the case.
        language: The language it is worded in (ISO 639-1).

    Raises:
        UnprovenBrief: A passage states what the records do not: a fault of Tocsin, and no brief.
        CaseError: The case cannot be read.
        LexiconError: There is no wording in this language.
    """
    wording = BriefWording(lexicon_for(language))
    records = brief_records(ledger, scope, scenarios)
    made = compose(records, title=title or Path(ledger.name).stem, language=language)
    prove(made, records, wording)
    return made


def written(made: Brief, *, html: bool) -> str:
    """A brief as an HTML page or as Markdown."""
    wording = BriefWording(lexicon_for(made.language))
    return brief_page(made, wording) if html else markdown(made, wording)
