"""Neo4j Browser in a headless Chromium, as a person would use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright


def chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine; Playwright's own is not fetched."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class BrowserPage:
    """A page that shows Neo4j Browser; the last answer is the frame on top."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def top(self) -> Locator:
        """The frame of what ran last."""
        return self.page.get_by_test_id("frame").first

    def connect(self, address: str, password: str) -> None:
        """Open Browser, which has address and user filled in, and log in."""
        self.page.goto(address)
        self.page.get_by_test_id("password").fill(password)
        self.page.get_by_test_id("connect").click()
        self.page.get_by_text("You are connected as user").first.wait_for()

    def run(self, command: str) -> None:
        """Type a command and run it; return when its frame is on top."""
        self.page.get_by_test_id("activeEditor").click()
        self.page.keyboard.insert_text(command)
        self._run(command)

    def run_frame(self, heading: str) -> None:
        """Turn the pages of the guide that is on top to the one with this heading, and run its first frame."""
        guide = self.top
        while not guide.get_by_role("heading", name=heading).is_visible():
            guide.get_by_test_id("nextSlide").first.click()
        frame = guide.locator("pre.runnable").first
        frame.click()
        self._run(frame.inner_text().strip().partition("\n")[0])

    def names(self) -> set[str]:
        """Return the captions of the nodes that the frame on top draws, once they are drawn."""
        nodes = self.top.locator("g.node")
        nodes.first.wait_for()
        return {" ".join(lines) for lines in map(_lines, nodes.all())}

    def relationships(self) -> set[str]:
        """Return the captions of the relationships that the frame on top draws."""
        drawn = self.top.locator("g.relationship text")
        drawn.first.wait_for(state="attached")
        return {(text.text_content() or "").strip() for text in drawn.all()}

    def point_at(self, caption: str) -> str:
        """Point at a relationship with this caption; return what the panel beside the graph then says of it."""
        self.page.wait_for_timeout(4000)  # nodes move until they have come to rest
        self.top.locator("g.relationship text").filter(has_text=caption).first.hover(force=True)
        panel = self.top.get_by_test_id("vizInspector")
        panel.get_by_text("Relationship properties").wait_for()
        return panel.inner_text()

    def shoot(self, file: Path) -> None:
        """Take a picture of the frame on top."""
        self.top.screenshot(path=file)

    def _run(self, beginning: str) -> None:
        self.page.get_by_test_id("editor-Run").click()
        self.top.get_by_test_id("frameCommand").filter(has_text=beginning).wait_for()


@contextmanager
def open_page(executable: str) -> Iterator[BrowserPage]:
    """Open a page that reaches this machine and nothing else."""
    with sync_playwright() as playwright:
        # A sandbox is not to be had in most containers; the page is of this machine alone.
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.route(
            lambda url: "//localhost:" not in url and "//127.0.0.1:" not in url, lambda route: route.abort()
        )
        try:
            yield BrowserPage(page)
        finally:
            browser.close()


def _lines(node: Locator) -> list[str]:
    return [text.strip() for text in node.locator("text.caption").all_text_contents()]
