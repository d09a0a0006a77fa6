"""What is repeated among the documents of a case, or of files without a case."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.echo import network
from tocsin.echo.bursts import Calendar, increase
from tocsin.echo.finding import echo_of, why_copied
from tocsin.echo.pictures import lag_share_chart, network_picture
from tocsin.echo.posts import posts_of
from tocsin.engine.sources import one_owner
from tocsin.errors import InputError
from tocsin.ledger.port import Ledger, View
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import Encoder
from tocsin.model.document import Document
from tocsin.model.echo import Echo, Increase
from tocsin.model.groups import Groups
from tocsin.model.link import Link, Relation
from tocsin.model.moments import now
from tocsin.model.query import ClaimFilter
from tocsin.settings import Settings
from tocsin.text.folding import folded

SCHEMA = 1
"""The version of the promised form."""


def echo_of_case(
    view: View,
    *,
    since: date | None = None,
    until: date | None = None,
    window: float | None = None,
    only_together: bool = False,
    latest: int | None = None,
) -> Echo:
    """What is repeated among the documents of a case, by their ids; outlets that are one, or one owner's, count as one.

    Args:
        view: The case.
        since: Only documents published on this day or later.
        until: Only documents published on this day or earlier.
        window: Seconds, if the outlets that post the same text together are wanted.
        only_together: Whether nothing else is wanted.
        latest: How many documents at most, those published last.
    """
    texts = [replace(one, name=one.id) for one in view.texts() if _is_within(one.published, since, until)]
    left_out = max(0, len(texts) - latest) if latest is not None else 0
    if left_out:
        texts = sorted(texts, key=lambda one: one.published or date.min)[left_out:]
    found = _echo(
        texts, since=since, until=until, window=window, only_together=only_together, same=_one_outlet(view)
    )  # fmt: skip
    if not left_out:
        return found
    note = (
        f"only the {len(texts):,} documents published last are compared, since {texts[0].published or 'an unknown day'}; "
        f"{left_out:,} earlier ones are left out, `tocsin echo` compares all"
    )
    return replace(found, notes=(note, *found.notes), left_out=left_out)


def echo_of_files(
    paths: Iterable[str | Path],
    *,
    problem: Callable[[InputError], None],
    since: date | None = None,
    until: date | None = None,
    window: float | None = None,
    only_together: bool = False,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
) -> Echo:
    """What is repeated among documents of files, without a case: nothing is read for claims, nothing is entered.

    Args:
        paths: Files, folders, or `-`.
        problem: Is given the error of every document that cannot be used.
        since: As for a case, like the rest.
        until: As for a case.
        window: As for a case.
        only_together: As for a case.
        stdin: What `-` reads from.
        settings: By default those of the environment.
    """
    settings = settings or Settings.load()
    collector = FileCollector(given=Given(language=lexicon_for(None).language), longest=settings.longest, stdin=stdin)
    documents = []
    for collected in collector.collect(paths):
        if isinstance(collected, InputError):
            problem(collected)
        else:
            documents.append(collected.document)
    return _echo(documents, since=since, until=until, window=window, only_together=only_together, same={})


def increase_in_case(view: View, wanted: ClaimFilter) -> Increase:
    """Whether documents with claims that a filter asks for became more frequent, against all documents of the case."""
    posts, _ = posts_of((replace(one, name=one.id) for one in view.texts()), apart=False, anybody=True)
    having = {report.document for report in view.claims(wanted)}
    numbers = [number for number, post in enumerate(posts) if post.name in having]
    calendar = Calendar(posts) if posts else None
    found = increase(numbers, calendar) if calendar is not None else None
    if found is None:
        return Increase(documents=len(numbers), since=None, rate=1.0, p=1.0)
    day, rate, p = found
    since = posts[0].moment.date() + timedelta(days=day)
    return Increase(documents=len(numbers), since=since, rate=round(rate, 1), p=p)


def enter_copies(ledger: Ledger, echo: Echo) -> int:
    """Enter which claims copy which, by the edges of an echo, so that they are one origin; how many were new.

    Two claims of a document and of its copy that are of one proposition are one word. An edge is needed: that two documents
    are alike once does not tell that the one outlet has it from the other.
    """
    copies = [(edge, copy) for edge in echo.edges for copy in edge.copies]
    documents = {document for _, copy in copies for document in (copy.source, copy.repeater)}
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    propositions = ledger.proposition_ids()
    for report in ledger.claims_of(*sorted(documents)):
        if (proposition := propositions.get(report.claim.id)) is not None:
            claims[report.document].setdefault(proposition, report.claim.id)
    links = [
        Link(
            claim=own[proposition], other=claim, relation=Relation.ECHO,
            reasons=(why_copied(edge),),
        )
        for edge, copy in copies
        for own in [claims[copy.repeater]]
        for proposition, claim in claims[copy.source].items()
        if proposition in own
    ]  # fmt: skip
    return ledger.enter_copies(links, at=now()) if links else 0


def with_names(echo: Echo, view: View) -> Echo:
    """An echo of a case with the documents by their names."""
    return echo.renamed({document.id: document.name for document in view.texts()})


def echo_record(echo: Echo) -> dict[str, Any]:
    """An echo as the promised JSON object; documents by their names."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "narratives": [
            {
                "id": one.id, "label": one.label,
                "first": {"outlet": one.first.outlet, "document": one.first.document, "time": _iso(one.first.time)},
                "outlets": list(one.outlets), "documents": list(one.documents), "since": _iso(one.since),
                "until": _iso(one.until), "denials": list(one.denials), "service": one.is_service,
            }
            for one in echo.narratives
        ],
        "edges": [
            {
                "source": one.source, "repeater": one.repeater, "narrative": one.narrative,
                "documents": [[copy.source, copy.repeater] for copy in one.copies], "n": len(one.copies),
                "share": round(one.share, 4), "lag_minutes": one.lag_minutes, "p": one.p,
                "manner": {manner.value: number for manner, number in one.manner.items()},
                "credited": sum(copy.credited for copy in one.copies), "few": one.is_thin,
                "clock_minutes": one.clock_minutes,
                "passages": [list(copy.passages) for copy in one.copies],
            }
            for one in echo.edges
        ],
        "bursts": [
            {
                "narrative": one.narrative, "label": one.label, "start": _iso(one.start), "end": _iso(one.end),
                "documents": list(one.documents), "rate": one.rate, "p": one.p,
            }
            for one in echo.bursts
        ],
        "groups": [
            {
                "outlets": list(one.outlets), "times": one.times, "window_seconds": one.window_seconds, "p": one.p,
                "documents": list(one.documents), "narrative": one.narrative, "few": one.is_thin,
            }
            for one in echo.groups
        ],
        "notes": list(echo.notes),
    }  # fmt: skip
    if echo.together is not None:
        record["together"] = [{"outlets": list(one.outlets), "documents": list(one.documents)} for one in echo.together]
    return record


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _echo(
    documents: Iterable[Document], *, since: date | None, until: date | None, window: float | None,
    only_together: bool, same: Mapping[str, str],
) -> Echo:  # fmt: skip
    encoder: list[Encoder] = []

    def vectors(texts: Any) -> Any:
        if not encoder:
            encoder.append(Encoder.load())
        return encoder[0].encode(texts)

    return echo_of(
        (one for one in documents if _is_within(one.published, since, until)),
        vectors=vectors, lexicon=lexicon_for(None), same=same, window=window, only_together=only_together, now=now(),
    )  # fmt: skip


def _is_within(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def _one_outlet(view: View) -> dict[str, str]:
    """The outlets that rulings say are one, or that have one owner by their records, each with the name that counts.

    That is the name that was ruled on first. A ruling that two names are two parties goes before a common owner.
    """
    last = {
        frozenset((folded(ruling.name), folded(ruling.other))): ruling
        for ruling in view.party_rulings()
        if not ruling.documents
    }
    pairs = [(ruling.name, ruling.other) for ruling in last.values() if ruling.same]
    outlets = sorted({row.outlet for row in view.documents() if row.outlet})
    for _, members in one_owner(view, outlets):
        own = set(map(folded, members))
        apart = {name for names, one in last.items() if one.same is False and names <= own for name in names}
        pairs += pairwise(name for name in members if folded(name) not in apart)
    return {name: group[0] for group in Groups(pairs).groups() for name in group}


EDGE_COLUMNS = network.COLUMNS


def edge_rows(echo: Echo) -> Iterator[dict[str, Any]]:
    """The edges as rows of these columns."""
    return network.rows(echo)


def drawn(echo: Echo, form: str) -> str:
    """An echo as graphml, gexf, svg (the network) or chart (lag and share)."""
    return _DRAWN[form](echo)


_DRAWN: Mapping[str, Callable[[Echo], str]] = {
    "graphml": network.graphml, "gexf": network.gexf, "svg": network_picture, "chart": lag_share_chart,
}  # fmt: skip
