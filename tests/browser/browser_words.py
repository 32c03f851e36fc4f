"""What a learner does and sees at a browser, in the words of the manual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from quiz.services.ticket import Ticket


@dataclass(frozen=True)
class Learner:
    page: Page
    site: str

    def opens(self, address: str) -> Learner:
        self.page.goto(self.site + address)
        return self

    def opens_item(self, key: str) -> Learner:
        """An open question: keys pressed before its field has the focus would be shortcuts."""
        self.opens(f"/study/{key}/")
        expect(self.field).to_be_focused()
        return self

    def types(self, text: str) -> None:
        """One key after another, so that previews are asked for as in life."""
        self.field.press_sequentially(text)

    def answers(self, text: str) -> None:
        """The whole line at once, then Enter."""
        self.field.fill(text)
        self.field.press("Enter")

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def clicks(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follows(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def begins_steps(self) -> None:
        """Past the author's hints to the first level of the worked steps."""
        for hint in ("Hint 1 of 2", "Hint 2 of 2"):
            self.clicks(hint)
            expect(self.page.get_by_role("button", name=hint, exact=True)).to_have_count(0)
        self.clicks("Step by step")
        expect(self.page.locator(".guide")).to_contain_text("Which rule comes first?")

    def step_field(self, number: int) -> Locator:
        return self.page.locator(f".rung [name=piece{number}]")

    @property
    def field(self) -> Locator:
        return self.page.locator("#answer")

    @property
    def verdict(self) -> Locator:
        """The news on the page: the last verdict that can be seen."""
        return self.page.locator(".verdict:visible").last

    @property
    def prompt(self) -> Locator:
        return self.page.locator(".prompt")

    def drawn(self) -> dict[str, Any]:
        """The numbers of the question on the page."""
        return dict(Ticket.read(self.page.locator("#practice [name=ticket]").first.input_value()).values)

    def is_told(self, words: str) -> None:
        """A verdict has come, says this, and holds the focus."""
        expect(self.verdict).to_contain_text(words)
        expect(self.verdict).to_be_focused()

    def is_asked(self, words: str) -> None:
        """A question is open, says this, and its field holds the focus."""
        expect(self.page.locator("#practice .card").first).to_contain_text(words)
        expect(self.field).to_be_focused()

    def derivative(self) -> str:
        """The right answer to `square-times-exp` with the numbers on the page."""
        n = self.drawn()["n"]
        return f"{n}x^{n - 1} e^x + x^{n} e^x"
