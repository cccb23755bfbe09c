"""A newcomer's first five minutes on the demo's page, in a browser with the real bot.

`python -m tests.acceptance.tour docs/pictures/page.png` takes the README's picture on the way.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo.botapi.standin import CHAIR, OFFICE, SECRETARY

ROOT = Path(__file__).parents[2]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
PATIENCE_MS = 30_000
ENDS_WITHIN = 10.0


@contextmanager
def demo() -> Iterator[str]:
    """`python -m demo` as a process: its page's address. Ctrl-C ends it within the limit."""
    command = [sys.executable, "-m", "demo"]
    process = subprocess.Popen(  # noqa: S603 - our own programme
        command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    try:
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http"))
        began = time.monotonic()
        process.send_signal(2)
        process.wait(10)
        assert time.monotonic() - began < ENDS_WITHIN
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def browser_page(viewport=None):
    """A page in headless Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - tests need no browser else

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=viewport or {"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def log_by_sentence(page) -> str:
    """The secretary sends the sentence that the hint fills in; the receipt."""
    page.wait_for_selector(f"#phone-{SECRETARY} .reply-row")
    page.click("text=替我填好")
    page.locator(f"#phone-{SECRETARY} textarea").press("Enter")
    return page.wait_for_selector(f"#phone-{SECRETARY} .in >> text=✓ 已记录").inner_text()


def confirm(page) -> None:
    """The chair confirms with a tap; the secretary's receipt says so."""
    page.click(f"#phone-{CHAIR} .inline-key >> text=已看")
    page.wait_for_selector(f"#phone-{CHAIR} .in >> text=✓ 已确认")
    page.wait_for_selector(f"#phone-{SECRETARY} .in >> text=✓ 已确认")


def score(page, person=SECRETARY) -> str:
    """看得分 by the reply key; the card's words."""
    before = page.locator(f"#phone-{person} .in >> text=提示分").count()
    page.click(f"#phone-{person} .reply-row >> text=看得分")
    cards = page.locator(f"#phone-{person} .in >> text=提示分")
    cards.nth(before).wait_for()
    return cards.nth(before).inner_text()


def turn_to_next_month(page) -> None:
    """下月首个工作日 9:00, and the town's alert that comes with it."""
    page.click("[data-turn=month]")
    page.wait_for_selector(f"#phone-{OFFICE} .in >> text=逾期")


def main(picture: str) -> None:
    """Go as far as the confirmed record and take the picture."""
    with demo() as address, browser_page() as page:
        page.goto(address)
        log_by_sentence(page)
        confirm(page)
        score(page)
        page.wait_for_timeout(600)
        page.screenshot(path=picture)


if __name__ == "__main__":
    main(sys.argv[1])
