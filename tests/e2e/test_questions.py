"""She types, the list follows, and the address says what she sees."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage


def test_the_list_follows_what_she_types_and_nothing_else_moves(phone: Page) -> None:
    phone.goto("/questions/")
    field = phone.get_by_label("Search the questions")
    field.press_sequentially("pillow")
    expect(phone.get_by_role("heading", name="For “pillow”")).to_be_visible()
    expect(phone).to_have_url(re.compile(r"\?q=pillow$"))
    expect(field).to_be_focused()
    expect(phone.get_by_role("status")).to_have_text(re.compile(r"^\d+ answers found$"))
    phone.get_by_role("link", name="How should I lie to sleep?").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("How should I lie to sleep?")
    phone.go_back()
    expect(phone.get_by_role("heading", name="For “pillow”")).to_be_visible()
    field.fill("")
    expect(phone.get_by_role("heading", name="When it hurts")).to_be_visible()


def test_without_javascript_she_finds_it_too(open_page: OpenPage) -> None:
    page = open_page(js=False)
    page.goto("/questions/")
    page.get_by_label("Search the questions").fill("hot tub")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Is heat all right for my back?").click()
    expect(page.get_by_role("heading", name="When to phone")).to_be_visible()
