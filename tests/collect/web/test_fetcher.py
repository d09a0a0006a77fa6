"""Fetching: polite, bounded, and never from a machine that must not be reached."""

import ssl
import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from collect.web.conftest import a_fetcher
from collect.web.web_server import Said, Site, serving, zipped
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.web.answers import FetchError, retry_after
from tocsin.collect.web.fetcher import Fetcher, checked
from tocsin.collect.web.gathered import is_address
from tocsin.collect.web.guard import is_public
from tocsin.errors import InputError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PAGE = Said(b"<html>the gate closed</html>", headers={"Content-Type": "text/html", "Set-Cookie": "id=1"})


def refusal(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_comes_with_its_headers_but_without_cookies(site: Site) -> None:
    site.pages["/gate"] = PAGE
    answer = a_fetcher().fetch(site.url("/gate#end"))
    assert (answer.body, answer.media_type, answer.host) == (PAGE.body, "text/html", "127.0.0.1")
    assert answer.header("set-cookie") is None
    assert answer.answered == site.url("/gate")
    assert site.sent[0]["user-agent"].startswith("Tocsin/")


def test_the_contact_of_the_analyst_is_told(site: Site) -> None:
    site.pages["/gate"] = PAGE
    a_fetcher(contact="desk@courier.example").fetch(site.url("/gate"))
    assert "desk@courier.example" in site.sent[0]["user-agent"]


# --- machines that must not be reached ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    ],
)  # fmt: skip
def test_addresses_of_private_networks_are_told_in_every_spelling(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_not_fetched_from_unless_that_is_said(host: str, site: Site) -> None:
    said = refusal(Fetcher(), f"http://{host}:{site.port}/gate")
    assert "private network" in said or "cannot be reached" in said
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/admin", "http://169.254.169.254/latest/meta-data", "//192.168.0.1/", "http://0.0.0.0/",
        "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a00:1]/",
    ],
)  # fmt: skip
def test_a_redirect_from_this_machine_into_a_private_network_is_not_followed(site: Site, target: str) -> None:
    site.pages["/gate"] = Said(status=302, headers={"Location": target})
    assert "leads into a private network" in refusal(a_fetcher(), site.url("/gate"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "gopher://x/"])
def test_other_schemes_are_refused_also_after_a_redirect(site: Site, target: str) -> None:
    site.pages["/gate"] = Said(status=302, headers={"Location": target})
    assert "only http and https" in refusal(a_fetcher(), site.url("/gate"))
    assert "only http and https" in refusal(a_fetcher(), target) if "//" in target else True


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    fetcher = Fetcher(a_fetcher(tries=1).manners, resolve=rebinding, sleep=lambda seconds: None)
    # The first address is public, so that it is connected to, which no test may; the second resolution is never used for it.
    with pytest.raises(Exception, match=r"93\.184\.216\.34"):
        fetcher.fetch(f"http://rebinding.example:{site.port}/gate")
    assert asked == ["rebinding.example"]
    assert "private network" in refusal(fetcher, f"http://rebinding.example:{site.port}/gate")
    assert site.asked == []


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "http://0.0.0.0/"])
def test_a_redirect_from_an_intranet_leads_neither_to_this_machine_nor_to_a_cloud(site: Site, target: str) -> None:
    names = {"intranet.example": ["10.1.2.3"]}

    def resolved(host: str, port: int) -> list[str]:
        return names.get(host, [host])

    fetcher = Fetcher(a_fetcher(tries=1).manners, private=True, resolve=resolved, sleep=lambda seconds: None)
    with pytest.raises(FetchError, match="private network"):
        fetcher.fetch(target, named_by="http://intranet.example/feed")


def test_a_page_that_a_private_feed_names_may_lie_in_the_same_kind_of_network(site: Site) -> None:
    site.pages["/gate"] = PAGE
    fetcher = a_fetcher()
    assert fetcher.fetch(site.url("/gate"), named_by=site.url("/feed")).status == 200
    with pytest.raises(FetchError, match="private network"):
        fetcher.fetch(site.url("/gate"), named_by="https://courier.example/feed")


# --- what an answer may cost -------------------------------------------------------------------------------------------


def test_a_compressed_page_is_unpacked(site: Site) -> None:
    site.pages["/gate"] = zipped(PAGE.body)
    assert a_fetcher().fetch(site.url("/gate")).body == PAGE.body


def test_a_bomb_is_found_before_it_is_unpacked(site: Site) -> None:
    site.pages["/bomb"] = zipped(b"\0" * 300_000_000)
    assert "larger than 2,000,000 bytes" in refusal(a_fetcher(), site.url("/bomb"))


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "9999999999"}])
def test_an_answer_over_the_limit_is_refused(site: Site, headers: dict[str, str]) -> None:
    site.pages["/large"] = Said(b"x" * 2_000_001, headers=headers)
    assert "larger than" in refusal(a_fetcher(), site.url("/large"))


def test_a_redirect_without_end_is_told(site: Site) -> None:
    site.pages["/a"] = Said(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Said(status=302, headers={"Location": "/a"})
    assert "sends on without end" in refusal(a_fetcher(), site.url("/a"))
    for number in range(20):
        site.pages[f"/{number}"] = Said(status=302, headers={"Location": f"/{number + 1}"})
    assert "sends on without end" in refusal(a_fetcher(), site.url("/0"))


def test_the_way_of_a_redirect_is_kept(site: Site) -> None:
    site.pages["/a"] = Said(status=301, headers={"Location": "/b"})
    site.pages["/b"] = Said(status=302, headers={"Location": "/gate"})
    site.pages["/gate"] = PAGE
    answer = a_fetcher().fetch(site.url("/a"))
    assert (answer.asked, answer.redirects, answer.answered) == (site.url("/a"), (site.url("/b"),), site.url("/gate"))


def test_a_slow_drip_ends_at_the_deadline(site: Site) -> None:
    site.pages["/drip"] = Said(b"x" * 1_000, drip=0.05)
    began = time.monotonic()
    assert "takes too long" in refusal(a_fetcher(deadline=0.5, tries=1), site.url("/drip"))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("cut", [0, 5])
def test_a_cut_connection_is_tried_again_and_then_told(site: Site, cut: int) -> None:
    broken = Said(PAGE.body, cut=cut)
    waits: list[float] = []
    site.pages["/gate"] = [broken, PAGE]
    assert a_fetcher(waits).fetch(site.url("/gate")).body == PAGE.body
    site.pages["/cut"] = broken
    assert "the connection was cut" in refusal(a_fetcher(waits), site.url("/cut"))
    assert site.asked.count("/cut") == 3
    assert waits == [0.5, 0.5, 1.0]


def test_a_compression_that_is_cut_off_or_unknown_is_told(site: Site) -> None:
    whole = zipped(PAGE.body)
    site.pages["/cut"] = Said(whole.body[:-9], headers=whole.headers)
    assert "compression is cut off" in refusal(a_fetcher(tries=1), site.url("/cut"))
    site.pages["/br"] = Said(PAGE.body, headers={"Content-Encoding": "br"})
    assert "was not asked for (br)" in refusal(a_fetcher(), site.url("/br"))


# --- manners -----------------------------------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_and_followed(site: Site) -> None:
    asked: list[int] = []

    def robots(headers: object) -> Said:
        asked.append(1)
        return Said(b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")

    site.pages["/robots.txt"] = robots
    site.pages["/gate"] = site.pages["/private/gate"] = PAGE
    waits: list[float] = []
    fetcher = a_fetcher(waits)
    for _ in range(2):
        fetcher.fetch(site.url("/gate"))
    assert "robots.txt" in refusal(fetcher, site.url("/private/gate"))
    assert (asked, site.asked) == ([1], ["/gate", "/gate"])
    assert waits == [pytest.approx(7, abs=1)]


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (501, False)])
def test_a_site_without_robots_txt_may_be_fetched_and_one_that_fails_may_not(
    site: Site, status: int, may: bool
) -> None:
    site.pages["/robots.txt"] = Said(status=status)
    site.pages["/gate"] = PAGE
    if may:
        assert a_fetcher().fetch(site.url("/gate")).status == 200
    else:
        assert "robots.txt" in refusal(a_fetcher(), site.url("/gate"))


@pytest.mark.parametrize(("named", "may"), [("tocsin", False), ("Tocsin", False), ("newsbot", True), ("reads", True)])
def test_the_rules_of_robots_txt_are_those_for_this_program(site: Site, named: str, may: bool) -> None:
    site.pages["/robots.txt"] = Said(f"User-agent: {named}\nDisallow: /\n".encode())
    site.pages["/gate"] = PAGE
    if may:
        assert a_fetcher(contact="newsbots@courier.example").fetch(site.url("/gate")).status == 200
    else:
        assert "robots.txt" in refusal(a_fetcher(), site.url("/gate"))


def test_robots_txt_holds_for_the_page_a_redirect_leads_to(site: Site) -> None:
    site.pages["/robots.txt"] = Said(b"User-agent: *\nDisallow: /private\n")
    site.pages["/gate"] = Said(status=302, headers={"Location": "/private/gate"})
    assert "robots.txt" in refusal(a_fetcher(), site.url("/gate"))


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(site: Site, status: int) -> None:
    site.pages["/gate"] = [Said(status=status, headers={"Retry-After": "11"}), PAGE]
    waits: list[float] = []
    assert a_fetcher(waits).fetch(site.url("/gate")).status == 200
    assert waits == [pytest.approx(11, abs=1)]


def test_a_long_wait_is_left_to_a_later_visit(site: Site) -> None:
    site.pages["/gate"] = Said(status=429, headers={"Retry-After": "7200"})
    with pytest.raises(FetchError) as caught:
        a_fetcher().fetch(site.url("/gate"))
    assert site.asked == ["/gate"]
    assert caught.value.not_before is not None
    left = caught.value.not_before - datetime.now(UTC).replace(tzinfo=None)
    assert 7000 < left.total_seconds() <= 7200


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def conditional(headers: object) -> Said:
        return Said(status=304) if headers["if-none-match"] == '"1"' else PAGE  # type: ignore[index]

    site.pages["/gate"] = conditional
    assert a_fetcher().fetch(site.url("/gate"), etag='"1"').status == 304


@pytest.mark.parametrize(
    ("status", "said"), [(404, "no such page"), (410, "no such page"), (403, "wants a login"), (418, "answers 418")]
)
def test_what_a_server_refuses_is_told_and_not_tried_again(site: Site, status: int, said: str) -> None:
    site.pages["/gate"] = Said(status=status)
    assert said in refusal(a_fetcher(), site.url("/gate"))
    assert site.asked == ["/gate"]


@pytest.mark.parametrize("value", ["", "soon", "-1", "Mon, 99 Foo 2026", "1e9", "٣"])
def test_a_retry_after_that_says_nothing_is_passed_over(value: str) -> None:
    assert retry_after(value, now=datetime(2026, 3, 2)) in (None, 3.0)


def test_a_retry_after_may_be_a_date() -> None:
    assert retry_after("Mon, 02 Mar 2026 12:00:30 GMT", now=datetime(2026, 3, 2, 12)) == 30


# --- addresses ---------------------------------------------------------------------------------------------------------


@given(st.text(max_size=60))
def test_every_text_is_an_address_or_told_to_be_none(text: str) -> None:
    with suppress(InputError):
        assert checked(text, name="x").startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "bad", ["http://", "http:///x", "http://user:secret@courier.example/", "http://x:99999/", "http://x:0/", "x"]
)
def test_what_is_no_address_is_refused_without_its_password(bad: str) -> None:
    with pytest.raises(FetchError) as caught:
        checked(bad, name="the address")
    assert "secret" not in str(caught.value)


def test_addresses_are_told_from_paths() -> None:
    assert all(map(is_address, ["http://x", "https://x/y", "ftp://x"]))
    assert not any(map(is_address, ["x.html", "/x//y", "C:\\x", "-", "://"]))


def test_a_certificate_of_nobody_is_not_trusted(tmp_path: Path) -> None:
    wanted = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 1 -subj /CN=courier.example"
    subprocess.run(["openssl", *wanted.split()], cwd=tmp_path, check=True, capture_output=True)
    with serving() as secured:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        secured.server.socket = context.wrap_socket(secured.server.socket, server_side=True)
        said = refusal(a_fetcher(), f"https://127.0.0.1:{secured.port}/gate")
    assert "certificate" in said
    assert secured.asked == []
