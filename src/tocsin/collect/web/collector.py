"""Addresses to documents, with how each was found; what was visited before is asked only for what is new."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from tocsin.collect.files import FileCollector
from tocsin.collect.pieces import Found
from tocsin.collect.web.answers import Answer, FetchError
from tocsin.collect.web.feeds import Entry, Feed, feed_of
from tocsin.collect.web.fetcher import Fetcher
from tocsin.collect.web.gathered import COLLECTOR, Gathered, Unchanged
from tocsin.collect.web.walls import check_wall
from tocsin.errors import InputError, UnknownFormat
from tocsin.model import moments
from tocsin.model.document import Document, Evidence
from tocsin.model.sighting import Sighting, Visit

_FULL = 400
"""Characters of a feed's own content that may stand for a page that cannot be fetched; less is only a teaser."""
_OUTAGES = 3
"""After how many pages in a row that cannot be had now the others of a feed are left alone: a host that is down would hold up
all others."""
_DEEP = 2
"""How deep sitemaps may be divided."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=10), timedelta(days=1)
"""How long a page that failed is left alone, at first and at most; each failure doubles it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the analyst says of all documents of an address; it overrides what they say of themselves."""

    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebCollector:
    """Collects documents from addresses: a page, or the pages that a feed or sitemap names.

    Attributes:
        fetcher: What fetches.
        files: What makes documents of bytes.
        last: Tells how the last visit of an address went.
        told: What the analyst says of the documents.
        recheck: After how long a page that a feed still names is visited again, to see whether it was changed.
        most: How many pages of one feed or sitemap are visited in one go.
        tell: Is told what is no failure and the analyst should know.
    """

    fetcher: Fetcher
    files: FileCollector
    last: Callable[[str], Visit | None] = lambda address: None
    told: Told = field(default_factory=Told)
    recheck: timedelta = timedelta(hours=6)
    most: int = 200
    tell: Callable[[str], None] = lambda text: None

    def collect(self, address: str, *, ahead: Callable[[], Answer] | None = None) -> Iterator[Gathered]:
        """The documents at an address that are not known yet, and what cannot be had.

        Args:
            address: The address.
            ahead: Gives what the address answered, where it was fetched already, or raises as the fetcher does.
        """
        yield from self._collect(address, depth=0, ahead=ahead)

    def _collect(
        self, address: str, depth: int, named_by: str | None = None, ahead: Callable[[], Answer] | None = None
    ) -> Iterator[Gathered]:
        try:
            answer = self._fetched(address, named_by, ahead)
        except FetchError as error:
            yield error
            yield self._failed_visit(address, error)
            return
        if answer is None:
            yield Unchanged(address)
            yield self._unchanged_visit(address)
            return
        try:
            feed = feed_of(answer.body, address=address)
        except InputError as error:
            yield error
            return
        if feed is None:
            yield from self._page(answer, Found(text="", url=answer.answered))
        else:
            yield from self._feed(answer, feed, depth)

    def _fetched(self, address: str, named_by: str | None, ahead: Callable[[], Answer] | None = None) -> Answer | None:
        """What an address answers; None if nothing has changed since the last visit."""
        last = self.last(address)
        answer = ahead() if ahead is not None else asked_for(self.fetcher, address, last, named_by=named_by)
        if answer.status == 304:
            if last is None or not (last.etag or last.modified):
                raise FetchError(address, "the server says that nothing has changed, but it was never visited")
            return None
        return answer

    def _page(self, answer: Answer, facts: Found, entry: Entry | None = None) -> Iterator[Gathered]:
        """The documents of one page, and then the visit."""
        key: str | None = None
        failed = False
        name, media_type = _name_of(answer), answer.media_type
        for one in self.files.from_bytes(
            answer.body, name=name, where=answer.asked, media_type=media_type, facts=facts
        ):
            if isinstance(one, Evidence):
                try:
                    check_wall(one.document.text, name=answer.asked)
                except InputError as error:
                    failed = True
                    yield error
                    continue
                document = self._with_facts(one.document, entry)
                key = key or document.id
                yield replace(one, document=document, seen=_sighting(one, answer))
            else:
                failed = True
                sent = media_type or "what is not said to be anything"
                yield (
                    InputError(answer.asked, f"the server sends {sent}, of which no text can be read")
                    if isinstance(one, UnknownFormat)
                    else one
                )
        yield Visit(
            address=answer.asked, at=answer.at, document=key, problem="no document was found" if failed else None,
            etag=None if failed else answer.header("etag"), modified=None if failed else answer.header("last-modified"),
        )  # fmt: skip

    def _with_facts(self, document: Document, entry: Entry | None) -> Document:
        """A document with what is known of it besides what it says itself."""
        if entry is not None and entry.published is not None:
            # A feed dates the publication; a page may show the day of its last change.
            document = replace(document, published=date.fromisoformat(entry.published[:10]))
        return replace(
            document,
            outlet=self.told.outlet or document.outlet,
            language=self.told.language or document.language,
        )

    # --- feeds ---------------------------------------------------------------------------------------------------

    def _feed(self, answer: Answer, feed: Feed, depth: int) -> Iterator[Gathered]:
        """The new pages of a feed, and then the visit of the feed itself.

        Where a page failed, the validators of the feed are not kept: it is then asked for whole the next time, so that the
        page is tried again.
        """
        address = answer.asked
        due = [entry for entry in feed.entries if self._is_due(entry)]
        if len(due) > self.most:
            self.tell(
                f"{address}: names {len(due)} new pages; the first {self.most} are taken now, the rest the next time"
            )
        if not due and not feed.further:
            yield Unchanged(address)
        failed = len(due) > self.most or not feed.is_whole
        outages = 0
        for entry in due[: self.most]:
            if outages >= _OUTAGES:
                self.tell(f"{address}: {outages} pages in a row could not be had; the rest is left to the next time")
                break
            if entry.problem:
                self.tell(f"{entry.address}: {entry.problem}")
            for one in self._entry(entry, feed, address):
                failed = failed or isinstance(one, InputError)
                outages = (
                    outages + 1
                    if isinstance(one, FetchError) and one.passes
                    else 0
                    if isinstance(one, Evidence)
                    else outages
                )
                yield one
        if depth < _DEEP:
            for further in feed.further[: self.most]:
                for one in self._collect(further, depth + 1, named_by=address):
                    failed = failed or isinstance(one, InputError)
                    yield one
        yield Visit(
            address=address, at=answer.at, etag=None if failed else answer.header("etag"),
            modified=None if failed else answer.header("last-modified"),
        )  # fmt: skip

    def _entry(self, entry: Entry, feed: Feed, address: str) -> Iterator[Gathered]:
        """The page that a feed names; where it cannot be fetched, what the feed itself gives of it if that is not little."""
        author = {"author": entry.author} if entry.author else {}
        facts = Found(
            text="", title=entry.title, published=entry.published, outlet=feed.title, language=feed.language,
            url=entry.address, details=author,
        )  # fmt: skip
        try:
            answer = self._fetched(entry.address, address)
        except FetchError as error:
            last = self.last(entry.address)
            if len(entry.markup) < _FULL or (last is not None and last.document is not None):
                yield error
                yield self._failed_visit(entry.address, error)
                return
            self.tell(f"{error}; the text of the feed is taken instead")
            now = moments.now()
            answer = Answer(
                asked=entry.address, answered=address, redirects=(), host=None, at=now, status=200,
                headers=(("content-type", "text/html"),), body=entry.markup.encode("utf-8", "replace"),
            )  # fmt: skip
        if answer is None:
            yield Unchanged(entry.address)
            yield self._unchanged_visit(entry.address)
            return
        yield from self._page(answer, replace(facts, url=answer.answered), entry)

    def _is_due(self, entry: Entry) -> bool:
        """Whether a page is to be visited: it is new, was changed, may have been, or failed a while ago."""
        last = self.last(entry.address)
        if last is None:
            return True
        # A clock that was set back leaves visits in the future; they count as long past.
        since = moments.now() - last.at
        if since < timedelta(0):
            return True
        if last.failures:
            wait = min(_FIRST_WAIT * 2 ** min(last.failures - 1, 10), _LONGEST_WAIT)
            return since >= wait and (last.not_before is None or moments.now() >= last.not_before)
        if entry.changed is not None and last.at < entry.changed <= moments.now():
            return True
        return since >= self.recheck

    def _unchanged_visit(self, address: str) -> Visit:
        last = self.last(address) or Visit(address=address, at=moments.now())
        return replace(last, at=moments.now(), problem=None, failures=0, not_before=None)

    def _failed_visit(self, address: str, error: FetchError) -> Visit:
        last = self.last(address)
        failures = (last.failures if last else 0) + 1
        return Visit(
            address=address, at=moments.now(), document=last.document if last else None, problem=error.problem,
            failures=failures, not_before=error.not_before,
        )  # fmt: skip


def asked_for(fetcher: Fetcher, address: str, last: Visit | None, *, named_by: str | None = None) -> Answer:
    """What an address answers; of a page that has not changed since its last visit only that.

    Raises:
        FetchError: It cannot be fetched, or must not be.
    """
    etag, modified = (last.etag, last.modified) if last is not None else (None, None)
    return fetcher.fetch(address, named_by=named_by, etag=etag, modified=modified)


def _sighting(evidence: Evidence, answer: Answer) -> Sighting:
    return Sighting(
        address=evidence.where, at=answer.at, collector=COLLECTOR, redirects=answer.redirects, host=answer.host,
        answered=answer.answered if answer.answered != answer.asked else None, status=answer.status,
        headers=answer.headers, details=evidence.details,
    )  # fmt: skip


def _name_of(answer: Answer) -> str:
    """What to call a page: the last part of its address that says something."""
    path = PurePosixPath(unquote(urlsplit(answer.answered).path))
    last = path.name or urlsplit(answer.answered).hostname or "page"
    # The ending of an address says less than the server: a page may be called report.pdf and say that there is no report.
    return (
        last
        if answer.media_type in (None, "application/octet-stream", "binary/octet-stream")
        else last.split(".")[0] or last
    )
