"""The application as a whole: its tasks end with it, and its page is served beside the API."""

import httpx
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from demo.botapi.app import build
from demo.botapi.world import TOKEN
from demo.web.page import STATIC, routes


def browser(app):
    """A client of the application itself, without a socket."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://stand-in")


async def test_starting_over_is_the_caller_s_if_he_gives_it(world):
    done = []

    async def restart():
        done.append("again")

    async with browser(build(world, restart=restart)) as client:
        assert (await client.post("/demo/api/reset")).status_code == 200
    assert done == ["again"]


async def test_pages_given_are_served_beside_the_api(world):
    async def hello(_request):
        return PlainTextResponse("您好")

    async with browser(build(world, page=[Route("/", hello)])) as client:
        assert (await client.get("/")).text == "您好"
        assert (await client.get(f"/bot{TOKEN}/getMe")).json()["ok"]


async def test_the_page_keeps_to_itself_and_every_file_it_names_is_there(world):
    async with browser(build(world, page=routes())) as client:
        index = await client.get("/")
        assert "default-src 'self'" in index.headers["content-security-policy"]
        for name in ("page.css", "phone.css", "app.js", "icon.svg"):
            assert f"static/{name}" in index.text
            assert (await client.get(f"/static/{name}")).headers["cache-control"] == "no-cache"


def test_no_file_of_the_page_names_another_host_or_parses_html():
    for file in STATIC.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text
