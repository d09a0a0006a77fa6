"""The board in a real browser: every page and every action, wide and narrow, light and dark, by keys alone.

`make pictures` runs this file with TOCSIN_PICTURES set to a folder, into which it writes a picture of each page.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

pytestmark = pytest.mark.slow

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
PICTURES = os.environ.get("TOCSIN_PICTURES")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
]  # fmt: skip
PAGES = {
    "overview": "/", "ask": "/ask?q=Was+the+turbine+tunnel+inundated%3F", "questions": "/questions",
    "claims": "/claims?words=turbine+gallery", "documents": "/documents", "propositions": "/propositions",
    "figure": "/figures?subject=people+evacuated&place=Lavam%C3%BCnd", "conflicts": "/conflicts", "changes": "/changes",
    "echoes": "/echoes", "parties": "/parties", "sources": "/sources", "scenarios": "/scenarios",
    "scenario": "/scenarios/The%20Korbach%20dam",
    "choices": "/choices", "choice": "/choices/spillway", "exposure": "/exposure?rule=eu",
    "map": "/map", "account": "/account", "api": "/api",
    "review": "/review", "missing": "/nowhere",
}  # fmt: skip
FOUND = {
    "claim": ("/claims?words=turbine+gallery", ".rows .says a"),
    "document": ("/documents?q=turbine", "#found tbody a"),
    "proposition": ("/propositions", ".rows .says a"),
    "party": ("/parties", "#found tbody a"),
    "reviewed": ("/review", "#queue .says a"),
}
"""Pages of one thing, each by a page that leads there and the link on it."""


class Watched:
    """A page of the browser with everything that went wrong on it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.problems: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _told(self, message: Any) -> None:
        # The browser itself logs the status of a page that is not there.
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _asked(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(self.address):
            self.problems.append(f"a request to another host: {url}")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("load")
        # Pages that listen for changes are never idle.
        if not self.page.locator("[data-events]").count():
            self.page.wait_for_load_state("networkidle")

    def axe(self, *rules: str) -> list[str]:
        """What axe-core finds wrong, by all its rules of WCAG 2.2 AA and good practice, or by some."""
        self.page.evaluate(AXE)
        options = {"runOnly": list(rules)} if rules else {}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:3]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("TOCSIN_CHROMIUM") or next(filter(None, map(which, CHROMIUMS)), None)
        assert path is not None, "these tests need Chromium: apt-get install chromium, or name one with TOCSIN_CHROMIUM"
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def paths(browser: Browser, served: str) -> dict[str, str]:
    """The address of every page."""
    page = browser.new_page()
    for slow in ("/", "/figures", "/propositions"):
        page.goto(served + slow)
        # What takes long is shown when it is there; from then on the last of it is shown while it is made again.
        page.locator("[data-later]").first.wait_for(state="detached", timeout=120_000)
    found = {}
    for name, (start, link) in FOUND.items():
        page.goto(served + start)
        found[name] = str(page.locator(link).first.get_attribute("href")).partition("#")[0]
    page.close()
    return PAGES | found


@pytest.fixture
def opened(browser: Browser, served: str, paths: dict[str, str]) -> Iterator[Callable[..., Watched]]:
    """Opens a window; at the end nothing may have gone wrong on its page."""
    windows: list[tuple[BrowserContext, Watched]] = []

    def make(**options: Any) -> Watched:
        context = browser.new_context(**{"viewport": WIDE, "color_scheme": "light", **options})
        windows.append((context, Watched(context, served)))
        return windows[-1][1]

    yield make
    for context, watched in windows:
        context.close()
        assert not watched.problems


@pytest.mark.parametrize("name", [*PAGES, *FOUND])
@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide light", "narrow dark"])
def test_a_page_is_clean(
    opened: Callable[..., Watched], paths: dict[str, str], name: str, viewport: Any, scheme: str
) -> None:
    watched = opened(viewport=viewport, color_scheme=scheme)
    watched.open(paths[name])
    if name == "map":
        watched.page.wait_for_selector("#map .point")
    if name == "figure":
        watched.page.wait_for_selector("#figure .tocsin-plot")
    assert watched.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
        "it can be scrolled sideways"
    )
    assert watched.axe() == []
    if PICTURES:
        watched.page.wait_for_timeout(300)
        size = "wide" if viewport is WIDE else "narrow"
        watched.page.screenshot(path=f"{PICTURES}/board-{name}-{size}.png")
    watched.page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    assert watched.axe("color-contrast") == []


def test_a_page_weighs_little_with_everything_it_loads(browser: Browser, served: str, paths: dict[str, str]) -> None:
    for name, path in paths.items():
        context = browser.new_context(viewport=WIDE)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        weights: list[float] = []
        session.on("Network.loadingFinished", lambda told, weights=weights: weights.append(told["encodedDataLength"]))
        page.goto(served + path)
        page.wait_for_timeout(400)
        context.close()
        assert 0 < sum(weights) < 400_000, f"{name} weighs {sum(weights):,.0f} bytes"


def test_without_javascript_every_page_can_be_read_and_every_form_sent(
    opened: Callable[..., Watched], paths: dict[str, str]
) -> None:
    watched = opened(java_script_enabled=False)
    page = watched.page
    for path in paths.values():
        page.goto(watched.address + path)
        assert page.locator("h1").count() == 1
    page.goto(watched.address + "/claims")
    page.fill("#words", "turbine gallery")
    page.click("main form button")
    assert "words=turbine+gallery" in page.url
    page.goto(watched.address + PAGES["figure"])
    assert page.locator("#figure img").evaluate("image => image.complete") is True
    page.fill("#ask", "Was anyone injured?")
    page.press("#ask", "Enter")
    assert "/ask?q=Was+anyone+injured" in page.url


def test_a_newcomer_finds_why_the_alarm_rings_whose_word_it_is_and_what_would_silence_it(
    opened: Callable[..., Watched],
) -> None:
    watched = opened()
    page = watched.page
    clicks = 0

    def click(name: str | re.Pattern[str], within: str = "main") -> None:
        nonlocal clicks
        clicks += 1
        page.locator(within).get_by_role("link", name=name).first.click()
        page.wait_for_load_state("networkidle")

    watched.open("/")
    assert page.get_by_text("the alarm rings").is_visible()
    click("Why, and what would silence it")
    assert page.get_by_text("THE ALARM RINGS").or_(page.get_by_text("THE ALARM HAS RUNG")).first.is_visible()
    assert page.get_by_text("what speaks for it most").is_visible()
    assert page.get_by_role("heading", name="What would silence it, and what it hangs on").is_visible()
    assert page.get_by_text("If one origin were wrong").is_visible()
    click(re.compile("^[0-9a-f]{8}$"))
    assert page.get_by_role("heading", name="In its paragraph").is_visible()
    assert page.get_by_text("Why it was read so").is_visible()
    click("All reports, from outlet to origin")
    assert page.get_by_role("heading", name=re.compile("^say so")).is_visible()
    assert page.locator(".tree .quote").first.is_visible()
    assert clicks < 10


def test_search_as_you_type_changes_the_list_and_the_address(opened: Callable[..., Watched]) -> None:
    watched = opened()
    watched.open("/claims")
    before = watched.page.locator("#found [role=status]").inner_text()
    watched.page.locator("#words").press_sequentially("turbine gallery", delay=15)
    watched.page.wait_for_url(re.compile("words=turbine(%20|[+])gallery$"))
    assert watched.page.locator("#found [role=status]").inner_text() != before
    assert watched.page.locator("#words").evaluate("field => field === document.activeElement")
    watched.page.locator("#found .facets li a").first.click()
    watched.page.wait_for_load_state("networkidle")
    assert "outlet=" in watched.page.url
    assert watched.page.locator("#words").input_value() == "turbine gallery"


def test_keys_alone_lead_everywhere(opened: Callable[..., Watched]) -> None:
    watched = opened()
    page = watched.page
    watched.open("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/sources")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Was anyone injured?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?q=*")
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Keep this question":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions")
    assert page.get_by_text("1. Was anyone injured?").is_visible()


def test_a_claim_and_its_note_light_up_together_by_pointer_and_by_focus(
    opened: Callable[..., Watched], paths: dict[str, str]
) -> None:
    watched = opened()
    watched.open(paths["document"])
    watched.page.locator(".text mark").first.hover()
    assert watched.page.locator(".notes li.lit").count() == 1
    watched.page.locator(".text sup a").nth(2).focus()
    assert "lit" in str(watched.page.locator('.notes li[data-claim="3"]').get_attribute("class"))


def test_the_figure_leads_to_its_claims_and_is_dragged_to_a_period(opened: Callable[..., Watched]) -> None:
    watched = opened()
    watched.open(PAGES["figure"])
    page = watched.page
    page.wait_for_selector("#figure .tocsin-plot a")
    before = page.locator("#figure .tocsin-plot a").count()
    box = page.locator("#figure svg.tocsin-plot, #figure .tocsin-plot svg").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 80, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 700, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_function("count => document.querySelectorAll('#figure .tocsin-plot a').length < count", arg=before)
    assert page.locator("#figure a").first.get_attribute("href").startswith("/claims/")  # type: ignore[union-attr]
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "accounts.csv"


def test_the_map_moves_zooms_and_shows_one_day_after_another(opened: Callable[..., Watched]) -> None:
    watched = opened()
    watched.open("/map")
    page = watched.page
    page.wait_for_selector("#map .point")
    assert page.locator("#map .land").count() > 150
    assert page.locator("#map .around").count() > 0
    radius = "document.querySelector('#map .around').getBBox().width"
    before = page.evaluate(radius)
    page.get_by_role("button", name="Closer").click()
    assert page.evaluate(radius) > before
    page.get_by_role("button", name="All places").click()
    shown = int(page.locator("#map").get_attribute("data-places") or 0)
    page.locator("#day").focus()
    page.keyboard.press("Home")
    assert int(page.locator("#map").get_attribute("data-places") or 0) < shown


def test_the_network_of_parties_is_drawn_and_leads_to_a_party(opened: Callable[..., Watched]) -> None:
    watched = opened()
    watched.open("/parties")
    watched.page.locator("#network-box summary").click()
    watched.page.wait_for_selector("#network[data-drawn]")
    assert int(watched.page.locator("#network").get_attribute("data-drawn") or 0) > 5


def test_the_matrix_is_edited_and_tried(opened: Callable[..., Watched]) -> None:
    watched = opened()
    watched.open(PAGES["scenario"])
    page = watched.page
    page.get_by_label("prior of it gets out of hand, percent").fill("0.1")
    page.get_by_role("button", name="Try these numbers").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("nothing of it is recorded").is_visible()
    assert not page.get_by_text("the alarm rings", exact=True).is_visible()
    page.get_by_role("link", name="Back to the scenario as its file has it").click()
    assert page.get_by_text("the alarm rings", exact=True).is_visible()


def test_the_chosen_theme_stays(opened: Callable[..., Watched]) -> None:
    watched = opened()
    watched.open("/sources")
    watched.page.get_by_role("button", name="Dark").click()
    watched.page.wait_for_url("**/sources")
    assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"
    watched.open("/claims")
    assert watched.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_grade_a_ruling_and_a_removal_are_entered_in_the_browser(opened: Callable[..., Watched]) -> None:
    watched = opened()
    page = watched.page
    watched.open("/sources?q=Podravje+Courier")
    page.locator('select[name="grade"]').select_option("B")
    page.locator('form[action="/sources/grade"] input[name="reason"]').fill("a record of corrections")
    page.get_by_role("button", name="Grade", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("a record of corrections").first.is_visible()
    watched.open("/parties")
    page.locator('#rule input[name="name"]').fill("Danubia Wire")
    page.locator('#rule input[name="other"]').fill("Styria Digest")
    page.locator('#rule select[name="same"]').select_option("other")
    page.locator('#rule input[name="reason"]').fill("two houses")
    page.get_by_role("button", name="Rule", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("are two parties").first.is_visible()
    page.get_by_role("button", name="Take back").first.click()
    page.wait_for_url("**/parties#merges")
    assert page.get_by_text("are left to the rules").first.is_visible()


def test_a_proposed_merge_is_confirmed_and_taken_back_in_the_browser(browser: Browser, served_with_names: str) -> None:
    context = browser.new_context(viewport=NARROW)
    watched = Watched(context, served_with_names)
    page = watched.page
    watched.open("/parties")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "it can be scrolled sideways"
    assert watched.axe() == []
    page.get_by_role("button", name="One party").first.click()
    page.get_by_text("are one party").first.wait_for()
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("are left to the rules").first.wait_for()
    assert watched.axe() == []
    context.close()
    assert not watched.problems


def test_in_a_large_case_a_page_is_there_at_once_and_renews_itself(browser: Browser, served_large: str) -> None:
    context = browser.new_context(viewport=NARROW)
    watched = Watched(context, served_large)
    page = watched.page
    for path, heading in (("/echoes", "Narratives"), ("/exposure?rule=eu", None), ("/", None)):
        answer = page.goto(served_large + path)
        assert answer is not None
        assert answer.status == 200
        assert watched.axe() == []
        # Nothing is clicked: the page looks again by itself.
        page.locator("[data-later]").first.wait_for(state="detached", timeout=120_000)
        if heading:
            page.get_by_role("heading", name=heading).wait_for()
    assert page.get_by_text("the alarm rings").first.is_visible()
    context.close()
    assert not watched.problems


def test_what_is_typed_is_not_lost_when_a_page_could_renew_itself(browser: Browser, served_large: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served_large + "/figures?subject=people+evacuated&place=Lavam%C3%BCnd")
    page.fill("#ask", "Was anyone inj")
    page.wait_for_timeout(6_000)
    assert page.locator("#ask").input_value() == "Was anyone inj"
    context.close()


def test_two_reviewers_see_each_others_work(opened: Callable[..., Watched]) -> None:
    one, two = opened(), opened()
    for watched in (one, two):
        watched.page.goto(watched.address + "/review")
        watched.page.wait_for_selector("[data-listening]", state="attached")
    button = one.page.locator('#queue button[value="confirmed"]').first
    action = button.evaluate("button => button.form.getAttribute('action')")
    assert two.page.locator(f'form[action="{action}"]').count() == 1
    button.click()
    two.page.locator(f'form[action="{action}"]').wait_for(state="detached", timeout=30_000)
    two.page.get_by_text("as the document has it").first.wait_for()
