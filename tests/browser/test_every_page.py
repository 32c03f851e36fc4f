"""Every main page, light and dark, wide and narrow: nothing axe objects to, nothing pushed sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["/", "/today/", "/library/", "/library/decks/practice/", "/library/quarter/", "/progress/", "/about/"]
PAGES += ["/sign-up/", "/log-in/"]
ITEMS = ["square-times-exp", "quarter", "two-slopes", "flat-point", "why-minus", "best-price"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1180, "height": 900}


def objections(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{page.url} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def is_pushed_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_has_no_objection_and_nothing_is_pushed_sideways(page, site, scheme, size):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(size)
    found = []
    for address in [*PAGES, *(f"/study/{item}/" for item in ITEMS)]:
        page.goto(site + address)
        found += objections(page) + ([f"{address} is too wide"] if is_pushed_sideways(page) else [])
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_no_objection_to_a_verdict_or_to_an_answer_shown(page, site, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    found = []
    for typed in ("x +", "x", "2x e^x + x^2 e^x"):
        page.goto(f"{site}/study/square-times-exp/")
        if page.locator("#answer").count():
            page.locator("#answer").fill(typed)
            page.keyboard.press("Enter")
            page.locator(".verdict").wait_for()
        found += objections(page)
    assert found == []


def test_formulas_are_set_in_our_own_font(page, site):
    page.goto(f"{site}/study/square-times-exp/")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('20px \"Gradus Math\"')")
    assert "Gradus Math" in page.evaluate("getComputedStyle(document.querySelector('math')).fontFamily")


def test_nothing_is_fetched_from_elsewhere(page, site):
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    for address in PAGES:
        page.goto(site + address)
    assert [address for address in addresses if not address.startswith((site, "data:"))] == []
