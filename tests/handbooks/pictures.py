"""The pictures of the handbooks, taken from the bot as it is: `make handbooks`.

`python -m tests.handbooks.pictures [FOLDER]`; needs Chromium, and takes about three minutes.
"""

import io
import sys
from pathlib import Path

from PIL import Image

from rubric.posts import Post
from tests.acceptance.tour import browser_page
from tests.handbooks.county import PHONES, STRANGER
from tests.handbooks.scenes import INVITED, NEWCOMER, SCENES
from tests.handbooks.stage import Hand, bot_and_page

FOLDER = Path(__file__).parents[2] / "docs" / "handbooks" / "pictures"
ONE_PHONE = {"width": 420, "height": 900}
COLOURS = 48
QUIET = """() => {
  document.querySelectorAll('.chat').forEach(each => { each.style.background = '#cbdcc6'; });
  document.querySelectorAll('.down').forEach(each => { each.style.display = 'none'; });
  document.querySelector('.top').style.display = 'none';
  document.getElementById('hint').style.display = 'none';
  document.querySelectorAll('.out .words').forEach(each => {
    if (each.textContent.startsWith('/start ')) each.textContent = '/start';
  });
}"""
"""One colour behind the bubbles, so that the file stays small; nothing but the phone; and no
invitation, which Telegram does not show either."""


def main(folder: Path) -> None:
    """Play every scene and keep what its phone shows."""
    folder.mkdir(parents=True, exist_ok=True)
    with bot_and_page() as (telegram, invitation), browser_page(ONE_PHONE) as page:
        for who, steps in SCENES:
            hand = Hand(telegram.phone(number_of(who)))
            for step in steps:
                if step.startswith("="):
                    shot(page, telegram.url, hand.phone.id, folder / f"{step[1:]}.png")
                    sys.stdout.write(f"{step[1:]}\n")
                elif step == INVITED:
                    hand.open(invitation)
                else:
                    hand.do(step)


def number_of(who: str) -> int:
    return STRANGER if who == NEWCOMER else PHONES[Post(who)]


def shot(page, address: str, person: int, file: Path) -> None:
    """One phone as its owner sees it now."""
    page.goto(address)
    page.wait_for_selector(f"#phone-{person}", state="attached")
    page.evaluate(f"document.getElementById('tab-{person}').click()")
    page.wait_for_selector(f"#phone-{person} .in")
    page.evaluate(QUIET)
    page.wait_for_timeout(300)
    png = page.locator(f"#phone-{person} .case").screenshot(animations="disabled")
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
