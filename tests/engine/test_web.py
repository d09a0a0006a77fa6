"""Addresses into a case: evidence, versions, feeds, and the same page twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collect.web.conftest import a_fetcher
from collect.web.web_server import Said, Site, a_feed, a_page, serving

from tocsin.engine.adding import Added
from tocsin.engine.case import Case

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
GATE = "The operator of the Korbach dam said that the gate had been closed because of the flood."
LEFT = "The mayor of Saalbrunn said on Monday that more than 400 people had left the town by bus."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def add(case: Case, *addresses: str, **facts: object) -> list[Added]:
    return list(case.add(addresses, fetcher=a_fetcher(tries=1), **facts))  # type: ignore[arg-type]


def states(added: list[Added]) -> list[str]:
    return [one.state for one in added]


def test_a_page_is_added_with_its_bytes_and_how_it_was_found(case: Case, site: Site) -> None:
    site.pages["/g"] = Said(status=301, headers={"Location": "/gate"})
    site.pages["/gate"] = page = a_page(
        GATE, head="<meta property='article:published_time' content='2026-03-02T10:00:00Z'>"
    )
    assert states(add(case, site.url("/g"))) == ["new"]
    (row,) = case.documents()
    assert (row.outlet, row.published, row.title) == ("Drava Courier", date(2026, 3, 2), "Gate closed")
    assert case.ledger.raw(row.id) == page.body
    (seen,) = case.ledger.sightings(row.id)
    assert (seen.address, seen.answered, seen.status, seen.host) == (
        site.url("/g"),
        site.url("/gate"),
        200,
        "127.0.0.1",
    )
    assert ("Content-Type", "text/html; charset=utf-8") in seen.headers
    assert case.verify() == []


def test_the_same_page_twice_changes_nothing(case: Case, site: Site) -> None:
    site.pages["/gate"] = a_page(GATE)
    assert states(add(case, site.url("/gate"))) == ["new"]
    head = case.chain_head()
    assert states(add(case, site.url("/gate"))) == ["known"]
    assert case.chain_head() == head


def test_an_unchanged_page_is_not_sent_again(case: Case, site: Site) -> None:
    page = replace(a_page(GATE), headers={"ETag": '"1"', "Content-Type": "text/html"})
    site.pages["/gate"] = lambda headers: Said(status=304) if headers["if-none-match"] == '"1"' else page
    assert states(add(case, site.url("/gate")) + add(case, site.url("/gate"))) == ["new", "known"]
    assert site.sent[1]["if-none-match"] == '"1"'


def test_a_changed_page_is_a_later_version_with_the_difference(case: Case, site: Site) -> None:
    site.pages["/gate"] = [a_page(f"{GATE} {LEFT}"), a_page(f"{GATE} {LEFT.replace('400', '450')}")]
    assert states(add(case, site.url("/gate")) + add(case, site.url("/gate"))) == ["new", "changed"]
    rows = {row.removed: row for row in case.documents()}
    assert rows.keys() == {None, "a later version took its place"}
    (seen,) = case.ledger.sightings(rows[None].id)
    assert seen.replaces == rows["a later version took its place"].id
    assert seen.difference is not None
    assert {line[0] for line in seen.difference.splitlines()} == {"-", "+"}
    assert {report.document for report in case.claims()} == {rows[None].id}
    assert any("450" in report.sentence for report in case.claims())


def test_a_page_whose_bytes_alone_change_is_the_same_document(case: Case, site: Site) -> None:
    site.pages["/gate"] = [a_page(GATE, head=f"<meta name='visitor' content='{number}'>") for number in range(3)]
    assert [one for _ in range(3) for one in states(add(case, site.url("/gate")))] == ["new", "known", "known"]
    assert len(case.documents()) == 1


def test_another_article_at_an_address_is_another_document(case: Case, site: Site) -> None:
    other = "Heavy snow blocked two passes in the north, police told reporters, while ploughs were on their way there."
    later = Said(a_page(other, title="Snow").body.replace(b"The engineers said", b"No driver thought"))
    site.pages["/today"] = [a_page(GATE), replace(later, headers={"Content-Type": "text/html"})]
    add(case, site.url("/today"))
    body = later.body.replace(b"that they had looked at every part of it twice, and that they would", b"they may")
    site.pages["/today"] = Said(body, headers={"Content-Type": "text/html"})
    assert states(add(case, site.url("/today"))) == ["new"]
    assert [row.removed for row in case.documents()] == [None, None]


def test_one_document_at_two_addresses_keeps_both(case: Case, site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = site.pages["/b"] = page = a_page(GATE)
    saved = tmp_path / "saved.html"
    saved.write_bytes(page.body)
    assert states(add(case, site.url("/a"), site.url("/b"))) == ["new", "known"]
    assert states(list(case.add([saved]))) in (["known"], ["read anew"])
    (row,) = case.documents()
    assert [seen.address for seen in case.ledger.sightings(row.id)] == [site.url("/a"), site.url("/b"), str(saved)]


def test_a_later_version_of_a_removed_document_stays_out(case: Case, site: Site) -> None:
    site.pages["/gate"] = [a_page(f"{GATE} {LEFT}"), a_page(f"{GATE} {LEFT.replace('400', '450')}")]
    add(case, site.url("/gate"))
    case.remove(case.documents()[0].id, reason="an advertisement")
    (added,) = add(case, site.url("/gate"))
    assert added.state == "removed"
    assert "an advertisement" in str(added.problem)


def test_a_failure_is_told_and_the_rest_goes_on(case: Case, site: Site) -> None:
    site.pages["/gate"] = a_page(GATE)
    site.pages["/wall"] = a_page(
        "We and our partners use cookies. Accept all or manage preferences. You can withdraw consent. Your privacy matters."
    )
    page = site.pages["/wall"]
    assert isinstance(page, Said)
    site.pages["/wall"] = replace(
        page, body=page.body.replace(b"The engineers said", b"Our partners and their cookies say")
    )
    added = add(case, site.url("/none"), site.url("/wall"), "ftp://courier.example/x", site.url("/gate"))
    assert states(added) == ["failed", "failed", "failed", "new"]
    assert "question about cookies" in str(added[1].problem)
    assert {one.name for one in case.failed_documents()} == {
        site.url("/none"), site.url("/wall"), "ftp://courier.example/x",
    }  # fmt: skip


def test_a_picture_is_told_by_what_the_server_calls_it(case: Case, site: Site) -> None:
    site.pages["/picture"] = Said(b"\x89PNG\r\n", headers={"Content-Type": "image/png"})
    (added,) = add(case, site.url("/picture"))
    assert added.problem == f"{site.url('/picture')}: the server sends image/png, of which no text can be read"


def test_the_pages_of_a_feed_are_added_once(case: Case, site: Site) -> None:
    site.pages["/one"], site.pages["/two"] = a_page(GATE, outlet=""), a_page(LEFT, title="Hundreds leave")
    entries = [
        (site.url("/one"), "Gate closed", "Mon, 02 Mar 2026 23:30:00 -0500"), (site.url("/two"), "Hundreds leave", None),
    ]  # fmt: skip
    site.pages["/feed"] = a_feed(*entries)
    assert states(add(case, site.url("/feed"))) == ["new", "new"]
    rows = {row.title: row for row in case.documents()}
    # The day is that of the feed's own clock; in UTC it is a day later.
    assert rows["Gate closed"].published == date(2026, 3, 2)
    assert rows["Gate closed"].outlet == "Drava Courier"
    assert rows["Hundreds leave"].published is None
    assert states(add(case, site.url("/feed"))) == ["known"]
    assert sorted(site.asked) == ["/feed", "/feed", "/one", "/two"]
    site.pages["/three"] = a_page("The police said that the bridge at Korbach was open again.", title="Bridge open")
    site.pages["/feed"] = a_feed(*entries, (site.url("/three"), "Bridge open", None))
    assert states(add(case, site.url("/feed"))) == ["new"]


def test_a_page_of_a_feed_that_failed_is_tried_again_though_the_feed_is_the_same(case: Case, site: Site) -> None:
    feed = a_feed((site.url("/one"), "Gate closed", None))
    feed = replace(feed, headers={**feed.headers, "ETag": '"1"'})
    site.pages["/feed"] = lambda headers: Said(status=304) if headers["if-none-match"] == '"1"' else feed
    site.pages["/one"] = Said(status=503)
    assert states(add(case, site.url("/feed"))) == ["failed"]
    visit = case.ledger.visit(site.url("/feed"))
    assert visit is not None
    assert visit.etag is None
    failed = case.ledger.visit(site.url("/one"))
    assert failed is not None
    assert failed.failures == 1


def test_what_a_feed_gives_stands_for_a_page_that_programs_may_not_fetch(case: Case, site: Site) -> None:
    site.pages["/robots.txt"] = Said(b"User-agent: *\nDisallow: /one\n")
    body = (f"<p>{GATE} {LEFT}</p>" * 4).replace("<", "&lt;").replace(">", "&gt;")
    feed = a_feed((site.url("/one"), "Gate closed", None))
    site.pages["/feed"] = replace(feed, body=feed.body.replace(b"Read on.", body.encode()))
    told: list[str] = []
    assert states(add(case, site.url("/feed"), tell=told.append)) == ["new"]
    assert any("the text of the feed is taken" in one for one in told)


@pytest.mark.parametrize(
    "day", ["1404-12-11", "2569-03-02", "Mon, 02 Mar 2569 10:00:00 GMT", "12 Esfand 1404", "yesterday", "2199-01-01"]
)
def test_a_date_of_another_calendar_is_not_guessed_at(case: Case, site: Site, day: str) -> None:
    site.pages["/one"] = a_page(GATE)
    site.pages["/feed"] = a_feed((site.url("/one"), "Gate closed", day))
    told: list[str] = []
    assert states(add(case, site.url("/feed"), tell=told.append)) == ["new"]
    assert case.documents()[0].published is None
    assert any("the day of publication is not known" in one for one in told)


def test_the_pages_of_a_sitemap_are_added(case: Case, site: Site) -> None:
    site.pages["/one"] = a_page(GATE)
    head = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    site.pages["/sitemap.xml"] = Said(
        f"<?xml version='1.0'?><sitemapindex {head}><sitemap><loc>{site.url('/news.xml')}</loc></sitemap></sitemapindex>"
        .encode()
    )  # fmt: skip
    site.pages["/news.xml"] = Said(
        f"<urlset {head}><url><loc>{site.url('/one')}</loc><lastmod>2026-03-02</lastmod></url></urlset>".encode()
    )
    assert states(add(case, site.url("/sitemap.xml"))) == ["new"]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item><link>http://127", b"<urlset><url><loc>x",
        b"<?xml version='1.0'?><!DOCTYPE u [<!ENTITY a 'b'>]><urlset><url><loc>&a;</loc></url></urlset>",
    ],
    ids=["feed", "sitemap", "entities"],
)  # fmt: skip
def test_a_feed_that_is_cut_off_or_hostile_is_told_in_one_line(case: Case, site: Site, body: bytes) -> None:
    site.pages["/feed"] = Said(body)
    (added,) = add(case, site.url("/feed"))
    assert added.state == "failed"
    assert "cut off or damaged" in str(added.problem)


def test_syndicated_copies_are_kept_and_known_as_such(case: Case, site: Site) -> None:
    words = (
        f"{GATE} {LEFT} The police said that the bridge over the river was closed to all lorries until Friday night."
    )
    site.pages["/a"], site.pages["/b"] = a_page(words), a_page(words, outlet="Styria Digest")
    add(case, site.url("/a"), site.url("/b"))
    assert {row.outlet for row in case.documents()} == {"Drava Courier", "Styria Digest"}
    assert case.copies()
