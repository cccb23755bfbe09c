"""The page in a real browser, with a tiny bot for ours. Skipped where no Chromium is installed."""

import asyncio
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from demo.botapi.app import build
from demo.botapi.clock import Clock
from demo.botapi.standin import CHAIR, OFFICE, SECRETARY, listen, people, server
from demo.botapi.world import Message, World
from demo.web.page import routes
from tests.demo.conftest import NOON

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
sync_api = pytest.importorskip("playwright.sync_api", reason="没有装 playwright")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="没有装 Chromium"),
    pytest.mark.drill,
]

SMALL_BOT = Path(__file__).parent / "small_bot.py"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Site:
    """The page being served; the world behind it is changed only from its own thread."""

    def __init__(self):
        self.world = World(people(), Clock(NOON, running=False))
        self.world.set_bot("running")
        self.socket = listen()
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.server = server(build(self.world, page=routes()))
        self.loop = None
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self):
        async def main():
            self.loop = asyncio.get_running_loop()
            await self.server.serve(sockets=[self.socket])

        asyncio.run(main())

    def do(self, change):
        """Change the world where it lives."""
        done = threading.Event()
        self.loop.call_soon_threadsafe(lambda: (change(self.world), done.set()))
        assert done.wait(10)

    def write(self, person, text, **more):
        """A message of the bot, put there without a bot."""

        def change(world):
            content = {"text": text} | more
            number, now = world.next_id(), world.now()
            world.add(Message(number, person, from_bot=True, date=now, content=content))

        self.do(change)

    def close(self):
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture
def site():
    served = Site()
    yield served
    served.close()


@pytest.fixture
def bot(site):
    """The tiny bot, talking to the site."""
    environment = {
        "QINGLIAN_BOT_API": f"{site.url}/bot",
        "QINGLIAN_BOT_TOKEN": "900000001:local-stand-in-opens-nothing-elsewhere",
    }
    with subprocess.Popen(  # noqa: S603 - our own tiny bot
        [sys.executable, SMALL_BOT, "run"], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def view(chromium, site):
    """Open the page; whatever the browser complains of fails the test."""
    complaints, pages = [], []

    def opened(viewport=None):
        page = chromium.new_page(viewport=viewport or WIDE)
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site.url)
        page.wait_for_selector(".chat-head >> visible=true")
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


def start_all(page):
    for person in (SECRETARY, CHAIR, OFFICE):
        page.click(f"#phone-{person} .start")
        page.wait_for_selector(f"#phone-{person} .reply-row")


@pytest.mark.usefixtures("bot")
def test_a_newcomer_sends_the_sentence_confirms_with_a_tap_and_sees_the_edit(view):
    page = view()
    page.click("text=替我填好")
    page.wait_for_selector(f"#phone-{SECRETARY} .reply-row")
    field = page.locator(f"#phone-{SECRETARY} textarea")
    assert field.input_value() == "昨天支委会，5人参加"
    field.press("Enter")
    page.wait_for_selector(f"#phone-{SECRETARY} .in >> text=收到:昨天支委会，5人参加")
    page.click(f"#phone-{SECRETARY} .inline-key")
    page.wait_for_selector(f"#phone-{SECRETARY} .in >> text=✓ 已确认")
    assert page.locator(f"#phone-{SECRETARY} .edited").inner_text() == "已编辑"
    assert page.locator(f"#phone-{SECRETARY} .inline-key").count() == 0
    assert page.locator("#hint .step").inner_text() == "第 2 步"


@pytest.mark.usefixtures("bot")
def test_reply_keys_commands_and_sample_photos_can_be_sent(view):
    page = view()
    start_all(page)
    page.click(f"#phone-{CHAIR} .reply-row >> text=看得分")
    page.wait_for_selector(f"#phone-{CHAIR} .in >> text=收到:看得分")
    page.click(f"#phone-{CHAIR} button[aria-label=命令菜单]")
    page.click(f"#phone-{CHAIR} .sheet >> text=/help")
    page.wait_for_selector(f"#phone-{CHAIR} .in >> text=收到:/help")
    page.click(f"#phone-{CHAIR} button[aria-label=发照片、文件或语音]")
    page.click(f"#phone-{CHAIR} >> text=会议照片三张")
    page.wait_for_selector(f"#phone-{CHAIR} .out:not(.unsent) .pictures.of-3 img")
    assert page.locator(f"#phone-{CHAIR} .pictures img").count() == 3


@pytest.mark.usefixtures("bot")
def test_one_s_own_message_can_be_answered_and_changed(view):
    page = view()
    start_all(page)
    field = page.locator(f"#phone-{OFFICE} textarea")
    field.fill("一")
    field.press("Enter")
    page.click(f"#phone-{OFFICE} .out:not(.unsent) .words >> text=一")
    page.click(f"#phone-{OFFICE} .popup >> text=修改")
    field.fill("二")
    field.press("Enter")
    page.wait_for_selector(f"#phone-{OFFICE} .out .edited")
    page.click(f"#phone-{OFFICE} .out:not(.unsent) .words >> text=二")
    page.click(f"#phone-{OFFICE} .popup >> text=回复")
    field.fill("三")
    field.press("Enter")
    assert page.wait_for_selector(f"#phone-{OFFICE} .out .quote span").inner_text() == "二"


def test_words_are_never_read_as_html(view, site):
    page = view()
    words = '<img src=x onerror="document.title=1"> & <b>粗</b>'
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}
    site.write(SECRETARY, words, entities=[link])
    assert page.wait_for_selector(f"#phone-{SECRETARY} .words").inner_text() == words
    assert page.locator(f"#phone-{SECRETARY} .words :is(img, b, a)").count() == 0


def test_entities_become_emphasis_also_nested_and_beyond_the_basic_plane(view, site):
    page = view()
    entities = [
        {"type": "bold", "offset": 2, "length": 3},
        {"type": "italic", "offset": 4, "length": 1},
        {"type": "text_link", "offset": 6, "length": 2, "url": "https://a.example/"},
    ]
    site.write(SECRETARY, "𠮷一二三　条款。", entities=entities)
    words = page.wait_for_selector(f"#phone-{SECRETARY} .words")
    found = {tag: words.query_selector(tag).inner_text() for tag in ("strong", "strong em", "a")}
    assert found == {"strong": "一二三", "strong em": "三", "a": "条款"}
    assert words.inner_text() == "𠮷一二三　条款。"


def test_turning_the_clock_moves_the_date_and_parts_the_days(view, site):
    page = view()
    site.write(CHAIR, "今天")
    page.click("text=后一天")
    page.wait_for_selector("#moment >> text=2026年7月16日 周四")
    site.write(CHAIR, "明天")
    page.wait_for_selector(f"#phone-{CHAIR} >> text=7月16日 周四")
    days = page.locator(f"#phone-{CHAIR} .day").all_inner_texts()
    assert days == ["7月15日 周三", "7月16日 周四"]


def test_a_day_off_is_named_so(view):
    page = view()
    for _ in range(3):
        page.click("text=后一天")
        page.wait_for_selector("[data-turn=day]:enabled")
    page.wait_for_selector("#workday >> text=休息日")


def test_the_calls_can_be_opened_one_by_one(view, bot):
    assert bot.poll() is None
    page = view()
    page.wait_for_selector("#call-count:not(:text-is('0'))")
    page.click("#open-calls")
    page.click("#call-list summary >> text=setMyCommands")
    assert '"帮助"' in page.locator("#call-list details[open]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#calls").is_hidden()
    assert page.evaluate("document.activeElement.id") == "open-calls"


def test_a_message_that_could_not_be_sent_says_so_and_can_be_sent_again(view, site):
    page = view()
    site.do(lambda world: setattr(world.person(SECRETARY), "started", True))
    page.reload()
    page.route("**/demo/api/act", lambda route: route.abort())
    field = page.locator(f"#phone-{SECRETARY} textarea")
    field.fill("昨天支委会")
    field.press("Enter")
    page.wait_for_selector(f"#phone-{SECRETARY} >> text=没有送出")
    assert site.world.messages == {}
    page.unroute("**/demo/api/act")
    page.click(f"#phone-{SECRETARY} >> text=重发")
    page.wait_for_selector(f"#phone-{SECRETARY} .out:not(.unsent) >> text=昨天支委会")
    assert page.locator(f"#phone-{SECRETARY} .unsent").count() == 0


def test_a_tap_that_could_not_be_sent_says_so_and_nothing_happens(view, site):
    page = view()

    def card(world):
        keyboard = {"inline_keyboard": [[{"text": "同意", "callback_data": "yes"}]]}
        message = Message(
            world.next_id(),
            SECRETARY,
            from_bot=True,
            date=world.now(),
            content={"text": "请确认"},
            markup=keyboard,
        )
        world.add(message)

    site.do(card)
    page.route("**/demo/api/act", lambda route: route.abort())
    page.click(f"#phone-{SECRETARY} .inline-key")
    page.wait_for_selector(f"#phone-{SECRETARY} .toast >> text=恢复以后请再点一次")
    assert site.world.queries == {}


def test_a_bot_that_died_is_told_of(view, site):
    page = view()
    site.do(lambda world: world.set_bot("stopped", "退出状态 1。"))
    page.wait_for_selector("#trouble >> text=机器人程序停了：退出状态 1。")
    assert page.locator(f"#phone-{CHAIR} .status").inner_text() == "已停止"


def test_starting_over_asks_first_and_then_empties_the_phones(view, site):
    page = view()
    site.write(SECRETARY, "旧消息")
    page.wait_for_selector("text=旧消息")
    page.click("#restart")
    page.click("dialog >> text=取消")
    assert page.locator("text=旧消息").count() == 1
    page.click("#restart")
    page.click("dialog .primary")
    page.wait_for_selector("text=旧消息", state="detached")


def test_on_a_narrow_screen_one_phone_shows_and_the_tabs_count_what_is_new(view, site):
    page = view(NARROW)
    site.write(CHAIR, "请您确认")
    page.wait_for_selector(f"#unread-{CHAIR} >> text=1")
    visible = [page.locator(f"#phone-{each}").is_visible() for each in (SECRETARY, CHAIR, OFFICE)]
    assert visible == [True, False, False]
    page.focus(f"#tab-{SECRETARY}")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"#phone-{CHAIR} >> text=请您确认")
    assert page.locator(f"#unread-{CHAIR}").inner_text() == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_on_a_narrow_screen_only_the_tab_of_the_phone_that_shows_looks_chosen(view):
    page = view(NARROW)
    bold = page.eval_on_selector_all(
        ".tabs button",
        "all => all.filter(it => getComputedStyle(it).fontWeight === '600').map(it => it.id)",
    )
    assert bold == [f"tab-{SECRETARY}"]
    assert page.eval_on_selector(".tabs", "node => node.scrollLeft") == 0
    assert page.locator(f"#tab-{SECRETARY}").bounding_box()["x"] >= 0


def test_text_is_at_least_sixteen_pixels_and_every_control_has_a_name(view, site):
    page = view()
    site.write(SECRETARY, "村务公开")
    page.wait_for_selector("text=村务公开")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".words, button, textarea, .hint p, h1, h2, label")]
            .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 16).length"""
    )
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, textarea, input:not([type=file])")]
            .filter((node) => !(node.innerText || node.textContent).trim()
                && !node.getAttribute("aria-label") && !node.labels?.length).length"""
    )
    assert (small, nameless) == (0, 0)
    assert page.locator(".messages").first.get_attribute("aria-live") == "polite"
